"""`comparer draft`: the single text of several plans."""

from __future__ import annotations

from argparse import ArgumentParser, BooleanOptionalAction, Namespace

from comparer.app.cli import agreement_formats, inputs
from comparer.app.cli.arguments import (
    add_format_option,
    add_output_option,
    add_plans_argument,
    add_report_options,
    add_subject_options,
    choice_type,
)
from comparer.app.cli.outputs import write_output
from comparer.report.agreement.single_text import (
    SingleTextOptions,
    SingleTextView,
    build_single_text_document,
)

PLAN_SCHEMA = "../.schema/plan.schema.json"


def add_arguments(parser: ArgumentParser) -> None:
    add_plans_argument(parser)
    add_format_option(parser, ("text", "md", "docx", "yaml"))
    add_output_option(parser)
    views = tuple(view.value for view in SingleTextView)
    parser.add_argument(
        "--view",
        metavar="{" + ",".join(views) + "}",
        type=choice_type(*views),
        default=SingleTextView.FULL.value,
        help="everything, the text without notes, or only what is open (%(default)s)",
    )
    parser.add_argument(
        "--attribution", action=BooleanOptionalAction, default=True, help="name in brackets who holds what (yes)"
    )
    add_subject_options(parser)
    add_report_options(parser)


def main(arguments: Namespace) -> int:
    workspace, plan_ids = inputs.read_workspace_with_plans(arguments, arguments.plans)
    compared, single_text = agreement_formats.build_requested_text(arguments, workspace, plan_ids)
    if arguments.format == "yaml":
        from comparer.agreement.plan_fields import build_plan_fields
        from comparer.agreement.single_text_plan import build_single_text_plan
        from comparer.agreement.write_plan import write_plan_text

        plan = build_single_text_plan(single_text, compared.plans)
        write_output(write_plan_text(build_plan_fields(plan), PLAN_SCHEMA), arguments.output)
        return 0
    options = SingleTextOptions(view=SingleTextView(arguments.view), with_attribution=arguments.attribution)
    document = build_single_text_document(
        single_text, agreement_formats.narrowed_sentences(arguments, compared.report), options
    )
    agreement_formats.write_document(document, compared.report, arguments.format, arguments.output)
    return 0
