"""`comparer redlines`: verdicts of plans on red lines."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from comparer.app.cli import inputs
from comparer.app.cli.arguments import (
    add_format_option,
    add_narrowing_options,
    add_plans_argument,
    add_report_options,
)
from comparer.app.cli.outputs import build_requested_report
from comparer.app.cli.run import command_error, terminal_safe, write_stdout
from comparer.model.problems import did_you_mean
from comparer.report.formats import verdict_list
from comparer.report.formats.json import canonical_json
from comparer.report.options import VERDICT_SECTIONS
from comparer.report.sections.line_verdicts import group_verdicts


def add_arguments(parser: ArgumentParser) -> None:
    add_plans_argument(parser)
    add_format_option(parser, ("table", "json", "md"))
    add_narrowing_options(parser, VERDICT_SECTIONS)
    add_report_options(parser)
    parser.set_defaults(pairs="none")


def main(arguments: Namespace) -> int:
    workspace, ids = inputs.read_workspace_with_plans(arguments, arguments.plans)
    workspace.require_plans()
    parties = sorted({line.party for line in workspace.records.red_lines})
    if arguments.party and arguments.party not in parties:
        hint = did_you_mean(arguments.party, parties) or f"parties: {', '.join(parties) or 'none'}"
        raise command_error(f"'{arguments.party}' has no red lines here", hint)
    value = build_requested_report(arguments, workspace, ids)
    if arguments.format == "json":
        party_verdicts = group_verdicts(value, arguments.party, everything=True)
        verdicts = [entry for party in party_verdicts for entry in party.verdicts()]
        lines = {ref: entry for ref, entry in value["lines"].items() if arguments.party in ("", entry["party"])}
        write_stdout(canonical_json({"verdicts": verdicts, "lines": lines}))
        return 0
    options = inputs.render_options(arguments)
    content = (
        verdict_list.render_markdown(value, options, arguments.party)
        if arguments.format == "md"
        else verdict_list.render_text(value, options, arguments.party)
    )
    write_stdout(content if options.colour else terminal_safe(content))
    return 0
