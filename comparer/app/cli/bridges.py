"""`comparer bridges`: for each question in dispute, every known wording and whose lines it crosses or gives."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from comparer.app.agreement_api import BridgeSubjects, find_bridges_at
from comparer.app.cli import agreement_formats, inputs
from comparer.app.cli.arguments import add_format_option, add_output_option, add_report_options, add_subject_options
from comparer.report.agreement.bridges import build_bridges_document


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "subjects", metavar="QUESTION|ISSUE", nargs="*", help="questions, or issues with all under them (all questions)"
    )
    add_subject_options(parser)
    add_format_option(parser, ("text", "md", "csv", "xlsx", "docx"))
    add_output_option(parser)
    add_report_options(parser)


def main(arguments: Namespace) -> int:
    workspace, _ = inputs.read_workspace_with_plans(arguments)
    report = agreement_formats.describe_whole_plans(arguments, workspace)
    subjects = BridgeSubjects(tuple(arguments.subjects), arguments.issue, arguments.party)
    tables = find_bridges_at(workspace, subjects, report["as_of"])
    sentences = agreement_formats.narrowed_sentences(arguments, report)
    document = build_bridges_document(tables, report["as_of"], sentences)
    agreement_formats.write_document(document, report, arguments.format, arguments.output)
    return 0
