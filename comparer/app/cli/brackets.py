"""`comparer brackets`: what a series of drafts opened, closed, reopened and moved."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from comparer.agreement.brackets import build_bracket_ledger
from comparer.app.cli import agreement_formats, inputs
from comparer.app.cli.arguments import (
    add_format_option,
    add_output_option,
    add_plans_argument,
    add_report_options,
    add_subject_options,
)
from comparer.app.cli.outputs import write_output
from comparer.report.agreement.brackets import build_brackets_document, render_brackets_picture


def add_arguments(parser: ArgumentParser) -> None:
    add_plans_argument(parser)
    add_subject_options(parser)
    add_format_option(parser, ("text", "md", "csv", "xlsx", "docx", "svg"))
    add_output_option(parser)
    add_report_options(parser)


def main(arguments: Namespace) -> int:
    workspace, plan_ids = inputs.read_workspace_with_plans(arguments, arguments.plans)
    compared, single_text = agreement_formats.build_requested_text(arguments, workspace, plan_ids)
    ledger = build_bracket_ledger(compared.plans, single_text, compared.findings, compared.canonical_clauses)
    sentences = agreement_formats.narrowed_sentences(arguments, compared.report)
    if arguments.format == "svg":
        write_output(render_brackets_picture(ledger, sentences), arguments.output)
        return 0
    document = build_brackets_document(ledger, sentences)
    agreement_formats.write_document(document, compared.report, arguments.format, arguments.output)
    return 0
