"""The report formats, in one list, and how a report is drawn in one of them.

A format is a module with `render(report, options) -> str | bytes`, imported when it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from comparer.report.options import RenderOptions

if TYPE_CHECKING:
    from comparer.report.sections.change_report import ChangeReport
    from comparer.report.value.types import ReportValue

__all__ = [
    "CHANGE_FILE_MODULES",
    "CHANGE_MODULES",
    "REPORT_FORMATS",
    "RenderOptions",
    "ReportFormat",
    "render",
    "render_change",
    "render_office_change",
]


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """A format by the name that people type.

    `module` draws it; `suffix` is the ending of its files, "" for what is meant for a screen alone; `extra` is the
    extra of this package that brings its library, "" where it needs none.
    """

    name: str
    module: str
    suffix: str = ""
    extra: str = ""


REPORT_FORMATS: dict[str, ReportFormat] = {
    report_format.name: report_format
    for report_format in (
        ReportFormat("table", "comparer.report.formats.terminal"),
        ReportFormat("md", "comparer.report.formats.markdown", suffix="md"),
        ReportFormat("html", "comparer.report.formats.html", suffix="html"),
        ReportFormat("json", "comparer.report.formats.json", suffix="json"),
        ReportFormat("csv", "comparer.report.formats.csv", suffix="csv"),
        ReportFormat("xlsx", "comparer.report.formats.xlsx", suffix="xlsx", extra="office"),
        ReportFormat("docx", "comparer.report.formats.docx", suffix="docx", extra="office"),
        ReportFormat("text", "comparer.report.formats.text", suffix="txt"),
    )
}


def render(format_name: str, report: ReportValue, options: RenderOptions | None = None) -> str | bytes:
    """The report in one format. KeyError for an unknown format, ImportError where a library of an extra is missing."""
    module = import_module(REPORT_FORMATS[format_name].module)
    content: str | bytes = module.render(report, options or RenderOptions())
    return content


CHANGE_MODULES: dict[str, str] = {
    "table": "comparer.report.formats.change_text",
    "text": "comparer.report.formats.change_text",
    "md": "comparer.report.formats.change_markdown",
    "html": "comparer.report.formats.change_page",
    "csv": "comparer.report.formats.csv",
}
"""The formats of text that a report of change has."""

CHANGE_FILE_MODULES: dict[str, str] = {
    "docx": "comparer.report.formats.docx",
    "xlsx": "comparer.report.formats.xlsx",
}
"""The formats of files that it has; the report on both sides can stand behind it in the same file."""


def render_change(format_name: str, change: ChangeReport, options: RenderOptions, command: str = "") -> str:
    """A report of change in one of the formats of CHANGE_MODULES; `command` shows it again. KeyError for another."""
    module = import_module(CHANGE_MODULES[format_name])
    content: str = module.render_change(change, options, command)
    return content


def render_office_change(
    format_name: str, change: ChangeReport, options: RenderOptions, report: ReportValue | None = None
) -> bytes:
    """A report of change in one of the formats of CHANGE_FILE_MODULES, with a report behind it where one is given.

    KeyError for another format, ImportError where a library of an extra is missing.
    """
    module = import_module(CHANGE_FILE_MODULES[format_name])
    content: bytes = module.render_change(change, options, report)
    return content
