"""Reports drawn in a format by its name: one of ours, or one that another package brings."""

from __future__ import annotations

from comparer.app import plugins
from comparer.model.errors import UsageError
from comparer.model.problems import did_you_mean
from comparer.report.options import FORMAT_ALIASES
from comparer.report.render import REPORT_FORMATS, RenderOptions, render, render_office_change
from comparer.report.sections.change_report import ChangeReport
from comparer.report.value.types import ReportValue

__all__ = ["is_known_format", "render_change_file", "render_report", "suggest_format"]


def is_known_format(name: str) -> bool:
    """Whether a report can be drawn in a format of this name. Other packages are only looked at for names not ours."""
    return name in REPORT_FORMATS or name in plugins.list_plugins(plugins.FORMAT_GROUP)


def suggest_format(name: str) -> str:
    """What to type instead of an unknown format: the nearest name, or else all."""
    names = (*REPORT_FORMATS, *plugins.list_plugins(plugins.FORMAT_GROUP))
    return did_you_mean(name, names) or f"one of: {', '.join(names)}"


def render_report(report: ReportValue, name: str, options: RenderOptions | None = None) -> str | bytes:
    """The report in one format. Raises UsageError for an unknown format, or where the extra it needs is missing."""
    name = FORMAT_ALIASES.get(name, name)
    if name not in REPORT_FORMATS and not is_known_format(name):
        raise UsageError(f"'{name}' is not a format of reports", suggest_format(name))
    try:
        if name in REPORT_FORMATS:
            return render(name, report, options)
        plugin: plugins.FormatPlugin = plugins.load_plugin(plugins.FORMAT_GROUP, name)
        return plugin.render(report, options or RenderOptions())
    except ModuleNotFoundError as error:
        raise _missing_extra_error(name) from error


def render_change_file(
    change: ChangeReport, name: str, options: RenderOptions, report: ReportValue | None = None
) -> bytes:
    """A report of change as a file of an office program, with a report behind it where one is given.

    Raises UsageError where the extra that the format needs is missing.
    """
    try:
        return render_office_change(name, change, options, report)
    except ModuleNotFoundError as error:
        raise _missing_extra_error(name) from error


def _missing_extra_error(name: str) -> UsageError:
    if name in REPORT_FORMATS and (extra := REPORT_FORMATS[name].extra):
        return UsageError(f"the format {name} needs the extra '{extra}'", f"pip install 'comparer[{extra}]'")
    extra = "" if name in REPORT_FORMATS else getattr(plugins.load_plugin(plugins.FORMAT_GROUP, name), "extra", "")
    return UsageError(
        f"the format {name} needs a package that is not installed", f"pip install '{extra}'" if extra else ""
    )
