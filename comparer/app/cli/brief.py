"""`comparer brief`: one page on what moved, whose lines are crossed, what is open, and what the law asks first."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from comparer.app.cli import inputs
from comparer.app.cli.arguments import (
    add_format_option,
    add_narrowing_options,
    add_output_option,
    add_plans_argument,
    add_report_options,
)
from comparer.app.cli.outputs import build_requested_report, write_output
from comparer.app.cli.run import terminal_safe
from comparer.report.formats.brief_page import BRIEF_FORMATS, render_brief
from comparer.report.options import BRIEF_SECTIONS


def add_arguments(parser: ArgumentParser) -> None:
    add_plans_argument(parser)
    add_format_option(parser, BRIEF_FORMATS)
    add_output_option(parser)
    add_narrowing_options(parser, BRIEF_SECTIONS)
    parser.add_argument("--base", metavar="PLAN", default="", help="the plan that others are shown against")
    add_report_options(parser)


def main(arguments: Namespace) -> int:
    workspace, plan_ids = inputs.read_workspace_with_plans(arguments, arguments.plans)
    report = build_requested_report(arguments, workspace, plan_ids)
    content = render_brief(arguments.format, report, inputs.render_options(arguments))
    write_output(terminal_safe(content) if arguments.format == "text" else content, arguments.output)
    return 0
