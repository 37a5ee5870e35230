"""`comparer lineage`: how each clause travelled from draft to draft."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from comparer.agreement.travel import build_clause_threads
from comparer.app.cli import agreement_formats, inputs
from comparer.app.cli.arguments import add_format_option, add_output_option, add_plans_argument, add_report_options
from comparer.report.agreement.travel import build_lineage_document
from comparer.report.words.sentences import ReportSentences


def add_arguments(parser: ArgumentParser) -> None:
    add_plans_argument(parser)
    parser.add_argument("--issue", metavar="ISSUE", default="", help="only what lies under this issue")
    add_format_option(parser, ("text", "md", "csv", "xlsx", "docx"))
    add_output_option(parser)
    add_report_options(parser)


def main(arguments: Namespace) -> int:
    workspace, plan_ids = inputs.read_workspace_with_plans(arguments, arguments.plans)
    compared, single_text = agreement_formats.build_requested_text(arguments, workspace, plan_ids)
    threads = build_clause_threads(single_text, compared.findings)
    document = build_lineage_document(threads, single_text.plans, ReportSentences(compared.report))
    agreement_formats.write_document(document, compared.report, arguments.format, arguments.output)
    return 0
