"""The report as an Excel workbook of six sheets: real tables with filters, numbers, dates, links and charts."""

from __future__ import annotations

from io import BytesIO

from comparer.report.formats.office.package import DOCUMENT_AUTHOR, document_timestamp, repack_archive
from comparer.report.formats.office.sheet import CellFormats
from comparer.report.formats.office.text import make_xml_safe
from comparer.report.formats.office.workbook import ReportWorkbook
from comparer.report.options import RenderOptions
from comparer.report.sections.brief import build_brief
from comparer.report.sections.word_table import build_word_table
from comparer.report.value.types import ReportValue
from comparer.report.words.sentences import ReportSentences


def render(report: ReportValue, options: RenderOptions) -> bytes:
    """An .xlsx file: the same bytes for the same report; no formula made from data, and no link but to the web."""
    import xlsxwriter  # type: ignore[import-untyped]

    table = build_word_table(report)
    brief = build_brief(report, table)
    buffer = BytesIO()
    workbook_settings = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(buffer, workbook_settings) as book:
        title, created_at = make_xml_safe(brief.title)[:250], document_timestamp(report["as_of"])
        book.set_properties({"title": title, "author": DOCUMENT_AUTHOR, "created": created_at})
        ReportWorkbook(table, brief, ReportSentences(report), CellFormats(book), options).draw_sheets()
    return repack_archive(buffer.getvalue())
