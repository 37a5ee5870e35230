"""`comparer matrix`: who has to do what by when, and in which order."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from comparer.app.agreement_api import list_duties, read_event_days
from comparer.app.cli import agreement_formats, inputs
from comparer.app.cli.arguments import add_format_option, add_output_option, add_report_options, add_subject_options
from comparer.app.cli.outputs import ProgressReporter, write_output
from comparer.app.cli.run import print_note
from comparer.model.errors import UsageError
from comparer.model.problems import quote_word
from comparer.report.agreement.calendar import due_day, render_calendar
from comparer.report.agreement.matrix import build_matrix_document
from comparer.report.agreement.timeline import render_timeline
from comparer.session import compare_plans


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("plan", metavar="PLAN", help="a plan id or file")
    parser.add_argument(
        "--date",
        metavar="EVENT=DATE",
        action="append",
        default=[],
        help="the day of an event (YYYY-MM-DD), from which times that run from it are counted; may be given again",
    )
    add_subject_options(parser)
    add_format_option(parser, ("text", "md", "csv", "xlsx", "docx", "ics", "svg"))
    add_output_option(parser)
    add_report_options(parser)


def main(arguments: Namespace) -> int:
    workspace, plan_ids = inputs.read_workspace_with_plans(arguments, (arguments.plan,))
    event_days = read_event_days(dict(map(_split_event_day, arguments.date)), workspace.vocabulary)
    compared = compare_plans(workspace, plan_ids, inputs.report_options(arguments), ProgressReporter())
    matrix = list_duties(workspace, compared, event_days)
    sentences = agreement_formats.narrowed_sentences(arguments, compared.report)
    if arguments.format == "ics":
        write_output(render_calendar(matrix, sentences), arguments.output)
        if undated := sum(not any(map(due_day, (duty.due, *duty.other_dues))) for duty in matrix.duties):
            print_note(
                f"comparer: note: {undated} of {len(matrix.duties)} duties have no day and are left out;"
                " --date EVENT=DATE gives the day of an event"
            )
    elif arguments.format == "svg":
        write_output(render_timeline(matrix, sentences), arguments.output)
    else:
        document = build_matrix_document(matrix, sentences)
        agreement_formats.write_document(document, compared.report, arguments.format, arguments.output)
    return 0


def _split_event_day(text: str) -> tuple[str, str]:
    event, sign, day = text.partition("=")
    if not sign:
        raise UsageError(f"{quote_word(text)} names no event with its day; write EVENT=YYYY-MM-DD")
    return event, day
