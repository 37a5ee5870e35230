"""`comparer completeness`: what each duty leaves open, and which customary matters a text has."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from comparer.app.agreement_api import assess_plans, build_checklist_tables
from comparer.app.cli import agreement_formats, inputs
from comparer.app.cli.arguments import (
    add_format_option,
    add_output_option,
    add_plans_argument,
    add_report_options,
    add_subject_options,
    choice_type,
)
from comparer.app.cli.run import terminal_safe, write_stdout
from comparer.report.agreement.completeness import build_checklists_document, build_duties_document
from comparer.resources.checklists_catalogue import checklist_names, list_matters

ALL_CHECKLISTS = "all"


def add_arguments(parser: ArgumentParser) -> None:
    add_plans_argument(parser)
    names = (*checklist_names(), ALL_CHECKLISTS)
    parser.add_argument(
        "--checklist",
        metavar="{" + ",".join(names) + "}",
        type=choice_type(*names),
        default=None,
        help="the customary matters that each text has, in place of the ticks of its duties",
    )
    parser.add_argument("--matters", action="store_true", help="list the matters of all checklists, and stop")
    add_subject_options(parser)
    add_format_option(parser, ("text", "md", "csv", "xlsx", "docx"))
    add_output_option(parser)
    add_report_options(parser)


def main(arguments: Namespace) -> int:
    if arguments.matters:
        write_stdout(terminal_safe("\n".join(f"{matter}  {asks}" for matter, asks in list_matters().items())))
        return 0
    workspace, plan_ids = inputs.read_workspace_with_plans(arguments, arguments.plans)
    options = inputs.report_options(arguments)
    report = agreement_formats.describe_whole_plans(arguments, workspace, plan_ids)
    sentences = agreement_formats.narrowed_sentences(arguments, report)
    if arguments.checklist:
        names = checklist_names() if arguments.checklist == ALL_CHECKLISTS else (arguments.checklist,)
        document = build_checklists_document(build_checklist_tables(workspace, names, plan_ids, options), sentences)
    else:
        document = build_duties_document(assess_plans(workspace, plan_ids, options), sentences)
    agreement_formats.write_document(document, report, arguments.format, arguments.output)
    return 0
