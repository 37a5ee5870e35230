"""`comparer bridges`: for each question in dispute, every known wording and whose lines it crosses or gives."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from comparer.agreement.bridging import build_bridge_context, build_bridge_tables
from comparer.app.agreement_api import list_questions
from comparer.app.cli import agreement_formats, inputs
from comparer.app.cli.arguments import add_format_option, add_output_option, add_report_options
from comparer.report.agreement.bridges import build_bridges_document
from comparer.report.words.sentences import ReportSentences
from comparer.session import describe_plans, find_standing_deadlocks


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "subjects", metavar="QUESTION|ISSUE", nargs="*", help="questions, or issues with all under them (all questions)"
    )
    add_format_option(parser, ("text", "md", "csv", "xlsx", "docx"))
    add_output_option(parser)
    add_report_options(parser)


def main(arguments: Namespace) -> int:
    workspace, _ = inputs.read_workspace_with_plans(arguments)
    report = describe_plans(workspace, (), inputs.report_options(arguments))
    vocabulary, as_of = workspace.vocabulary, report["as_of"]
    questions = list_questions(arguments.subjects, vocabulary) if arguments.subjects else None
    context = build_bridge_context(
        workspace.records.red_lines, as_of, find_standing_deadlocks(workspace, as_of), vocabulary
    )
    tables = build_bridge_tables(workspace.plans, context, questions)
    document = build_bridges_document(tables, as_of, ReportSentences(report))
    agreement_formats.write_document(document, report, arguments.format, arguments.output)
    return 0
