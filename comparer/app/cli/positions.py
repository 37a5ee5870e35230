"""`comparer positions`: each party's stand on each question over time, and what it moved."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from comparer.app.cli import agreement_formats, inputs
from comparer.app.cli.arguments import add_format_option, add_output_option, add_report_options, add_subject_options
from comparer.app.cli.run import command_error
from comparer.model.problems import did_you_mean
from comparer.report.agreement.travel import build_positions_document
from comparer.report.sections.party_stands import build_party_stands, keep_issue
from comparer.session import find_party_moves


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("parties", metavar="PARTY", nargs="*", help="actors (all that hold lines or proposed a text)")
    add_subject_options(parser)
    add_format_option(parser, ("text", "md", "csv", "xlsx", "docx"))
    add_output_option(parser)
    add_report_options(parser)


def main(arguments: Namespace) -> int:
    workspace, _ = inputs.read_workspace_with_plans(arguments)
    report = agreement_formats.describe_whole_plans(arguments, workspace)
    known = {entry.party for entry in build_party_stands(report)}
    parties = (*arguments.parties, *filter(None, (arguments.party,)))
    for party in parties:
        if party not in known:
            hint = did_you_mean(party, known) or f"parties: {', '.join(sorted(known)) or 'none'}"
            raise command_error(f"'{party}' holds no line and proposed no text", hint)
    stands, moves = find_party_moves(workspace, report, parties)
    if arguments.issue:
        stands = keep_issue(stands, lambda issue: workspace.vocabulary.is_in_branch(issue, arguments.issue))
    sentences = agreement_formats.narrowed_sentences(arguments, report)
    document = build_positions_document(stands, moves, sentences)
    agreement_formats.write_document(document, report, arguments.format, arguments.output)
    return 0
