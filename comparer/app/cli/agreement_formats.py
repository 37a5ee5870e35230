"""What the tools towards agreement share: the single text of the named plans, and a document in one format."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace

from comparer.app.agreement_api import draft_compared_plans
from comparer.app.cli import inputs
from comparer.app.cli.outputs import ProgressReporter, write_output
from comparer.app.cli.run import command_error, terminal_safe
from comparer.model.findings import Narrowing
from comparer.model.single_text import SingleText
from comparer.report.agreement import draw_blocks
from comparer.report.agreement.blocks import BlockDocument
from comparer.report.value.types import ReportValue
from comparer.report.words.sentences import ReportSentences
from comparer.session import ComparedPlans, OpenWorkspace, compare_plans, describe_plans, require_known_options


def build_requested_text(
    arguments: Namespace, workspace: OpenWorkspace, plan_ids: Sequence[str]
) -> tuple[ComparedPlans, SingleText]:
    """The plans that a person named, compared, and their single text, narrowed as was asked."""
    compared = compare_plans(workspace, plan_ids, inputs.report_options(arguments), ProgressReporter())
    return compared, draft_compared_plans(workspace, compared)


def describe_whole_plans(arguments: Namespace, workspace: OpenWorkspace, plan_ids: Sequence[str] = ()) -> ReportValue:
    """The report that describes plans, whatever a person wants to see of it. Raises UsageError for what is unknown."""
    options = inputs.report_options(arguments)
    require_known_options(workspace, plan_ids, options)
    return describe_plans(workspace, plan_ids, replace(options, issue="", party=""))


def narrowed_sentences(arguments: Namespace, report: ReportValue) -> ReportSentences:
    """The sentences of a report, with titles that name the issue and the party a person asked for."""
    return ReportSentences(report, Narrowing(issue=arguments.issue, party=arguments.party))


def write_document(document: BlockDocument, report: ReportValue, format_name: str, output: str) -> None:
    """Write as text, md, csv, docx or xlsx. Raises UsageError where the extra it needs is missing."""
    write_output(_render_document(document, report, format_name), output)


def _render_document(document: BlockDocument, report: ReportValue, format_name: str) -> str | bytes:
    if format_name == "text":
        return terminal_safe(draw_blocks.render_terminal(document, inputs.terminal_options().width))
    if format_name == "md":
        return draw_blocks.render_markdown(document)
    if format_name == "csv":
        return draw_blocks.render_csv(document.records or document.tables[0])
    try:
        from comparer.report.agreement import draw_office

        return (
            draw_office.render_word(document, report)
            if format_name == "docx"
            else draw_office.render_workbook(document, report)
        )
    except ModuleNotFoundError as error:
        raise command_error(
            f"the format {format_name} needs the extra 'office'", "pip install 'comparer[office]'"
        ) from error
