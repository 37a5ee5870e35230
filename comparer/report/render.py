"""Reports: one plain value (`comparer.report.value.build`), and one module for each format that draws it.

A format is a module with `render(report, options) -> str | bytes`, named once in `FORMATS` and imported when asked for.
"""

from __future__ import annotations

from importlib import import_module

from comparer.report.options import RenderOptions
from comparer.report.value.types import ReportValue

__all__ = ["FORMAT_MODULES", "RenderOptions", "render"]

FORMAT_MODULES: dict[str, str] = {
    "table": "comparer.report.formats.terminal",
    "md": "comparer.report.formats.markdown",
    "html": "comparer.report.formats.html",
    "json": "comparer.report.formats.json",
    "csv": "comparer.report.formats.csv",
    "xlsx": "comparer.report.formats.xlsx",
    "docx": "comparer.report.formats.docx",
    "text": "comparer.report.formats.text",
}


def render(format_name: str, report: ReportValue, options: RenderOptions | None = None) -> str | bytes:
    """The report in one format. KeyError for an unknown format, ImportError where a library of an extra is missing."""
    module = import_module(FORMAT_MODULES[format_name])
    content: str | bytes = module.render(report, options or RenderOptions())
    return content
