"""`comparer positions`: each party's stand on each question over time, and what it moved."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from comparer.app.cli import agreement_formats, inputs
from comparer.app.cli.arguments import add_format_option, add_output_option, add_report_options
from comparer.app.cli.run import command_error
from comparer.model.problems import did_you_mean
from comparer.report.agreement.travel import build_positions_document
from comparer.report.sections.party_stands import build_party_stands
from comparer.report.words.sentences import ReportSentences
from comparer.session import describe_plans, find_party_moves


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("parties", metavar="PARTY", nargs="*", help="actors (all that hold lines or proposed a text)")
    add_format_option(parser, ("text", "md", "csv", "xlsx", "docx"))
    add_output_option(parser)
    add_report_options(parser)


def main(arguments: Namespace) -> int:
    workspace, _ = inputs.read_workspace_with_plans(arguments)
    report = describe_plans(workspace, (), inputs.report_options(arguments))
    known = {entry.party for entry in build_party_stands(report)}
    for party in arguments.parties:
        if party not in known:
            hint = did_you_mean(party, known) or f"parties: {', '.join(sorted(known)) or 'none'}"
            raise command_error(f"'{party}' holds no line and proposed no text", hint)
    stands, moves = find_party_moves(workspace, report, arguments.parties)
    document = build_positions_document(stands, moves, ReportSentences(report))
    agreement_formats.write_document(document, report, arguments.format, arguments.output)
    return 0
