"""The report as an Excel workbook: a sheet for each kind of finding, with filters and redlines in colour."""

from __future__ import annotations

from io import BytesIO

from comparer.report.formats.office.package import DOCUMENT_AUTHOR, document_timestamp, repack_archive
from comparer.report.formats.office.sheet import CellFormats
from comparer.report.formats.office.text import make_xml_safe
from comparer.report.formats.office.workbook import ReportWorkbook
from comparer.report.options import RenderOptions
from comparer.report.value.types import ReportValue
from comparer.report.words.sentences import ReportSentences


def render(report: ReportValue, options: RenderOptions) -> bytes:  # noqa: ARG001 - every format is asked in the same way
    """An .xlsx file: the same bytes for the same report, and no formula or link made from data."""
    import xlsxwriter  # type: ignore[import-untyped]

    buffer = BytesIO()
    workbook_settings = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(buffer, workbook_settings) as book:
        title, created_at = make_xml_safe(report["title"])[:250], document_timestamp(report["as_of"])
        book.set_properties({"title": title, "author": DOCUMENT_AUTHOR, "created": created_at})
        ReportWorkbook(report, ReportSentences(report), CellFormats(book)).draw_sheets()
    return repack_archive(buffer.getvalue())
