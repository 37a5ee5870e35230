"""`comparer lineage`: how each clause travelled from draft to draft, and which text is like which earlier one."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from comparer.agreement.travel import build_clause_threads
from comparer.align.family_tree import build_family_tree
from comparer.app.cli import agreement_formats, inputs
from comparer.app.cli.arguments import (
    add_format_option,
    add_output_option,
    add_plans_argument,
    add_report_options,
    add_subject_options,
)
from comparer.app.cli.outputs import write_output
from comparer.app.cli.run import command_error
from comparer.report.agreement.family import build_family_blocks, build_family_document, render_family_picture
from comparer.report.agreement.travel import build_lineage_document
from comparer.report.words.sentences import ReportSentences
from comparer.session import OpenWorkspace, describe_plans


def add_arguments(parser: ArgumentParser) -> None:
    add_plans_argument(parser)
    add_subject_options(parser)
    parser.add_argument("--tree", action="store_true", help="only which text is like which earlier one, by wording")
    add_format_option(parser, ("text", "md", "csv", "xlsx", "docx", "svg"))
    add_output_option(parser)
    add_report_options(parser)


def main(arguments: Namespace) -> int:
    workspace, plan_ids = inputs.read_workspace_with_plans(arguments, arguments.plans)
    if arguments.tree or arguments.format == "svg":
        if arguments.issue or arguments.party:
            raise command_error("the family of texts is that of their whole wordings", "leave out --issue and --party")
        return _write_tree(arguments, workspace, plan_ids)
    compared, single_text = agreement_formats.build_requested_text(arguments, workspace, plan_ids)
    threads = build_clause_threads(single_text, compared.findings)
    sentences = agreement_formats.narrowed_sentences(arguments, compared.report)
    family_blocks = build_family_blocks(build_family_tree(compared.plans), sentences) if not sentences.narrowing else ()
    document = build_lineage_document(threads, single_text.plans, sentences, family_blocks)
    agreement_formats.write_document(document, compared.report, arguments.format, arguments.output)
    return 0


def _write_tree(arguments: Namespace, workspace: OpenWorkspace, plan_ids: Sequence[str]) -> int:
    """The tree alone, which compares no clauses; as a picture where that was asked for."""
    report = describe_plans(workspace, plan_ids, inputs.report_options(arguments))
    ties = build_family_tree(workspace.records.select_plans(plan_ids))
    sentences = ReportSentences(report)
    if arguments.format == "svg":
        write_output(render_family_picture(ties, sentences), arguments.output)
    else:
        document = build_family_document(ties, sentences)
        agreement_formats.write_document(document, report, arguments.format, arguments.output)
    return 0
