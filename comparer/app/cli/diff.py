"""`comparer diff`: one pair of plans, either of them as of a revision of git, or a document; or two reports."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import cast

from comparer.app import disk, workspace_files
from comparer.app.cli import inputs
from comparer.app.cli.arguments import add_output_option, add_report_format_option, add_report_options
from comparer.app.cli.outputs import render_report, write_output
from comparer.app.cli.run import command_error, terminal_safe
from comparer.model.errors import UsageError
from comparer.report.formats import markdown
from comparer.report.formats.json import canonical_json
from comparer.report.sections import changes, text_changes
from comparer.report.value.types import ReportValue
from comparer.review.differences import diff_plan_verdicts, diff_report_findings
from comparer.session import diff_plans


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
    add_report_options(parser)


def main(arguments: Namespace) -> int:
    if arguments.reports:
        if arguments.left:
            raise command_error("diff takes LEFT and RIGHT, or --reports A.json B.json, and not both")
        return _diff_report_files(arguments)
    if not arguments.left or not arguments.right:
        raise command_error("diff needs LEFT and RIGHT, or --reports A.json B.json")
    workspace, (left, right) = inputs.read_workspace_with_plans(arguments, (arguments.left, arguments.right))
    if left == right:
        raise command_error("LEFT and RIGHT are the same plan", "name a revision with FILE@REV")
    report = diff_plans(workspace, left, right, inputs.report_options(arguments))
    if arguments.format == "json":
        pair_changes = {**report["pairs"][0], **diff_plan_verdicts(report, left, right)}
        write_output(canonical_json(pair_changes), arguments.output)
    else:
        head = _text_change_head(arguments, report, left, right)
        write_output(head + render_report(report, arguments.format), arguments.output)
    return 0


def _text_change_head(arguments: Namespace, report: ReportValue, left: str, right: str) -> bytes:
    """What changed in the words, before a table on documents; empty before anything else."""
    names = (arguments.left, arguments.right)
    if arguments.format != "table" or not any(map(workspace_files.is_document_name, names)):
        return b""
    return terminal_safe(text_changes.render_head(report, left, right, inputs.terminal_options().width)).encode()


def _diff_report_files(arguments: Namespace) -> int:
    before, after = (_read_report_file(name) for name in arguments.reports)
    try:
        content = _render_report_diff(before, after, arguments.format)
    except UsageError:
        raise
    except Exception as error:  # a report may lack anything, and each library that draws has errors of its own
        raise command_error("one of the reports is not whole; make it again with compare --format json") from error
    write_output(content, arguments.output)
    return 0


def _render_report_diff(before: ReportValue, after: ReportValue, format_name: str) -> str | bytes:
    """The changes alone where they are read as text; led by them, the later report where a format has more room."""
    differences = diff_report_findings(before, after)
    if format_name == "json":
        return canonical_json(differences)
    value: ReportValue = {**after, "delta": changes.build_report_delta(differences, before, after)}
    if format_name in ("table", "text"):
        return terminal_safe(changes.render_changes(value, inputs.terminal_options()))
    if format_name == "md":
        return "\n\n".join(markdown.change_blocks(value)) + "\n"
    return render_report(value, format_name)


def _read_report_file(file_name: str) -> ReportValue:
    content = disk.read_file(Path(file_name))
    try:
        value = json.loads(content)
    except ValueError as error:
        raise command_error("it is not a JSON report; make one with compare --format json", place=file_name) from error
    if not isinstance(value, dict) or value.get("version") != 1 or "pairs" not in value:
        raise command_error("it is not a report of this program, version 1", place=file_name)
    # What else the report lacks is seen where it is read.
    return cast(ReportValue, value)
