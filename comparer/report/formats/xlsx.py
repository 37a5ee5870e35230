"""The report as an Excel workbook of six sheets: real tables with filters, numbers, dates, links and charts."""

from __future__ import annotations

from io import BytesIO

from comparer.report.formats.office.change_sheets import ChangeSheets
from comparer.report.formats.office.package import DOCUMENT_AUTHOR, document_timestamp, repack_archive
from comparer.report.formats.office.sheet import CellFormats, SheetWriter
from comparer.report.formats.office.text import make_xml_safe
from comparer.report.formats.office.workbook import ReportWorkbook, add_sheet
from comparer.report.options import RenderOptions
from comparer.report.sections.brief import build_brief
from comparer.report.sections.change_report import ChangeReport
from comparer.report.sections.word_table import build_word_table
from comparer.report.value.types import ReportValue
from comparer.report.words.change_sentences import ChangeSentences
from comparer.report.words.sentences import ReportSentences

WORKBOOK_SETTINGS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

__all__ = ["render", "render_change"]


def render(report: ReportValue, options: RenderOptions) -> bytes:
    """An .xlsx file: the same bytes for the same report; no formula made from data, and no link but to the web."""
    return _write_workbook(report, options, None)


def render_change(change: ChangeReport, options: RenderOptions, report: ReportValue | None = None) -> bytes:
    """An .xlsx file of what changed; behind it the sheets of the report on both sides, where one is given."""
    return _write_workbook(report, options, change)


def _write_workbook(report: ReportValue | None, options: RenderOptions, change: ChangeReport | None) -> bytes:
    import xlsxwriter  # type: ignore[import-untyped]

    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, WORKBOOK_SETTINGS) as book:
        formats, title, as_of = CellFormats(book), "", ""
        if change is not None:
            title, as_of = ChangeSentences(change).title(), change.after["as_of"]
            _draw_change_sheets(change, options, formats)
        if report is not None:
            table = build_word_table(report)
            brief = build_brief(report, table)
            title, as_of = brief.title, report["as_of"]
            ReportWorkbook(table, brief, ReportSentences(report), formats, options).draw_sheets()
        created_at = document_timestamp(as_of)
        book.set_properties({"title": make_xml_safe(title)[:250], "author": DOCUMENT_AUTHOR, "created": created_at})
    return repack_archive(buffer.getvalue())


def _draw_change_sheets(change: ChangeReport, options: RenderOptions, formats: CellFormats) -> None:
    names = ChangeSentences(change).after.catalogue_text

    def add_named_sheet(sheet_key: str, title: str) -> SheetWriter:
        return add_sheet(formats, names(f"office.sheet.{sheet_key}"), title)

    ChangeSheets(change, options, add_named_sheet).draw_sheets()
