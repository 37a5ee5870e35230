"""The report as an Excel workbook: a sheet for each kind of finding, with filters and redlines in colour."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from comparer.report.formats.office.package import AUTHOR, moment, repacked
from comparer.report.formats.office.sheet import Pens
from comparer.report.formats.office.text import safe
from comparer.report.formats.office.workbook import Book
from comparer.report.options import Options
from comparer.report.words.sentences import Phrases


def render(report: dict[str, Any], options: Options) -> bytes:  # noqa: ARG001 - every format is asked in the same way
    """An .xlsx file: the same bytes for the same report, and no formula or link made from data."""
    import xlsxwriter  # type: ignore[import-untyped]

    out = BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, settings) as book:
        title, when = safe(report["title"])[:250], moment(report["as_of"])
        book.set_properties({"title": title, "author": AUTHOR, "created": when})
        Book(report, Phrases(report), Pens(book)).draw()
    return repacked(out.getvalue())
