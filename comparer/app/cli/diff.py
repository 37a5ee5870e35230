"""`comparer diff`: what changed, between two plans, two versions of one, two documents, or two reports."""

from __future__ import annotations

import json
import shlex
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import cast

from comparer.app import disk, formats
from comparer.app.cli import inputs
from comparer.app.cli.arguments import (
    add_narrowing_options,
    add_output_option,
    add_report_format_option,
    add_report_options,
)
from comparer.app.cli.outputs import render_report, write_output
from comparer.app.cli.run import command_error, terminal_safe
from comparer.model.errors import UsageError
from comparer.model.workspace import Settings
from comparer.report.formats.change_json import build_change_value
from comparer.report.formats.json import canonical_json
from comparer.report.options import CHANGE_SECTIONS
from comparer.report.render import CHANGE_FILE_MODULES, CHANGE_MODULES, render_change
from comparer.report.sections import changes
from comparer.report.sections.change_narrowing import narrow_change
from comparer.report.sections.change_report import ChangeReport, ChangeScope, build_report_changes
from comparer.report.value.build import REPORT_FORMAT_VERSION
from comparer.report.value.types import ReportValue
from comparer.review.differences import diff_plan_verdicts, diff_report_findings
from comparer.review.gate import diff_gate
from comparer.session import diff_plans, report_plan_changes


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "left", metavar="LEFT", nargs="?", default="", help="a plan id, a file, a document, or FILE@REV of git"
    )
    parser.add_argument("right", metavar="RIGHT", nargs="?", default="", help="likewise")
    parser.add_argument(
        "--reports", metavar=("A.json", "B.json"), nargs=2, default=(), help="compare two reports instead"
    )
    add_report_format_option(parser)
    add_output_option(parser)
    add_narrowing_options(parser)
    add_report_options(parser)


def main(arguments: Namespace) -> int:
    if arguments.reports:
        if arguments.left:
            raise command_error("diff takes LEFT and RIGHT, or --reports A.json B.json, and not both")
        return _diff_report_files(arguments)
    if not arguments.left or not arguments.right:
        raise command_error("diff needs LEFT and RIGHT, or --reports A.json B.json")
    if arguments.sections and not arguments.full and set(arguments.sections).isdisjoint(CHANGE_SECTIONS):
        raise command_error(
            f"a report of change has no part named {' or '.join(arguments.sections)}",
            f"its parts: {', '.join(CHANGE_SECTIONS)}; --full has every part",
        )
    workspace, (left, right) = inputs.read_workspace_with_plans(arguments, (arguments.left, arguments.right))
    if left == right:
        raise command_error("LEFT and RIGHT are the same plan", "name a revision with FILE@REV")
    options = inputs.report_options(arguments)
    change = report_plan_changes(workspace, left, right, options).with_subject(arguments.issue, arguments.party)
    is_short = arguments.format in (*CHANGE_MODULES, *CHANGE_FILE_MODULES) and not arguments.full
    is_pair = change.scope is ChangeScope.PLANS
    report = change.after if is_short or is_pair else diff_plans(workspace, left, right, options)
    if arguments.format == "json":
        write_output(canonical_json(_build_pair_value(arguments, change, report, left, right)), arguments.output)
    else:
        write_output(_render(arguments, change, report), arguments.output)
    return 0


def _build_pair_value(
    arguments: Namespace, change: ChangeReport, report: ReportValue, left: str, right: str
) -> dict[str, object]:
    """The pair with the verdicts that differ and the report of change; of parts asked for by name those alone."""
    options = inputs.render_options(arguments)
    value = {**report["pairs"][0], **diff_plan_verdicts(report, left, right)}
    for section, keys in (("changes", ("links", "gaps")), ("lines", ("verdicts",)), ("law", ("constraints",))):
        if not options.shows(section):
            value |= {key: type(value[key])() for key in keys}
    return {**value, "change": build_change_value(change, options)}


def _render(arguments: Namespace, change: ChangeReport, report: ReportValue) -> bytes:
    """The report of change; after it all else when asked. Where a format has none, the report on both sides."""
    options = inputs.render_options(arguments)
    if arguments.format in CHANGE_FILE_MODULES:
        return formats.render_change_file(change, arguments.format, options, report if arguments.full else None)
    if arguments.format not in CHANGE_MODULES:
        return render_report(report, arguments.format, options)
    content = render_change(arguments.format, change, options, _command_to_repeat(arguments))
    if arguments.format in ("table", "text"):
        content = terminal_safe(content) if not options.colour else content
    if not arguments.full or arguments.format == "csv":  # a list has one kind of rows
        return content.encode()
    if arguments.format == "html":
        return render_report(report, arguments.format, options)
    return content.encode() + b"\n" + render_report(report, arguments.format, options)


def _command_to_repeat(arguments: Namespace) -> str:
    """The command that shows the same again from the same folder."""
    sides = ("--reports", *arguments.reports) if arguments.reports else (arguments.left, arguments.right)
    return shlex.join(["comparer", "diff", *sides, *(("--issue", arguments.issue) if arguments.issue else ())])


def _diff_report_files(arguments: Namespace) -> int:
    before, after = (_read_report_file(name) for name in arguments.reports)
    try:
        content = _render_report_diff(arguments, before, after)
    except UsageError:
        raise
    except Exception as error:  # a report may lack anything, and each library that draws has errors of its own
        raise command_error("one of the reports is not whole; make it again with compare --format json") from error
    write_output(content, arguments.output)
    return 0


def _render_report_diff(arguments: Namespace, before: ReportValue, after: ReportValue) -> str | bytes:
    """What changed; in a format that shows whole reports, the later report led by it."""
    differences = diff_report_findings(before, after)
    change = build_report_changes(before, after, arguments.issue)
    change = change.with_subject(arguments.issue, arguments.party)
    change = narrow_change(
        change.with_gate(diff_gate(before, after, Settings().fail_on)), arguments.issue, arguments.party
    )
    if arguments.format == "json":
        return canonical_json({**differences, "change": build_change_value(change, inputs.render_options(arguments))})
    report: ReportValue = {**after, "delta": changes.build_report_delta(differences, before, after)}
    return _render(arguments, change, report)


def _read_report_file(file_name: str) -> ReportValue:
    content = disk.read_file(Path(file_name))
    try:
        value = json.loads(content)
    except ValueError as error:
        raise command_error("it is not a JSON report; make one with compare --format json", place=file_name) from error
    if not isinstance(value, dict) or value.get("version") != REPORT_FORMAT_VERSION or "pairs" not in value:
        raise command_error(f"it is not a report of this program, version {REPORT_FORMAT_VERSION}", place=file_name)
    # What else the report lacks is seen where it is read.
    return cast(ReportValue, value)
