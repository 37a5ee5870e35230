"""`comparer align`: the links of one pair of plans."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TypedDict

from comparer.app.cli import inputs
from comparer.app.cli.arguments import add_format_option
from comparer.app.cli.run import terminal_safe, write_stdout
from comparer.model.findings import Alignment
from comparer.report.formats.json import canonical_json
from comparer.report.value import finding_records
from comparer.report.value.types import EvidencedMatch
from comparer.session import align_plans


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("left", metavar="LEFT", help="a plan id or a file")
    parser.add_argument("right", metavar="RIGHT", help="likewise")
    add_format_option(parser, ("table", "json"))


def main(arguments: Namespace) -> int:
    workspace, (left, right) = inputs.read_workspace_with_plans(arguments, (arguments.left, arguments.right))
    value = alignment_value(align_plans(workspace, left, right))
    write_stdout(canonical_json(value) if arguments.format == "json" else terminal_safe(_alignment_table(value)))
    return 0


class UnmatchedClauses(TypedDict):
    left: list[str]
    right: list[str]


class AlignmentValue(TypedDict):
    """The links of two plans, what was nearly one, and the clauses that stayed alone."""

    left: str
    right: str
    links: list[EvidencedMatch]
    possible: list[EvidencedMatch]
    ambiguous: list[EvidencedMatch]
    unmatched: UnmatchedClauses


def alignment_value(alignment: Alignment) -> AlignmentValue:
    """The alignment in the shape of the contract."""
    return {
        "left": alignment.left,
        "right": alignment.right,
        "links": [finding_records.build_evidenced_match_value(link) for link in alignment.matches],
        "possible": [finding_records.build_evidenced_match_value(link) for link in alignment.possible],
        "ambiguous": [finding_records.build_evidenced_match_value(link) for link in alignment.ambiguous],
        "unmatched": {"left": list(alignment.unmatched_left), "right": list(alignment.unmatched_right)},
    }


def _alignment_table(value: AlignmentValue) -> str:
    from tabulate import tabulate

    rows = [
        (
            " ".join(link["left"]),
            " ".join(link["right"]),
            link["matched_by"],
            "" if link["score"] is None else link["score"],
        )
        for link in value["links"]
    ]
    text = tabulate(rows, (value["left"], value["right"], "by", "score"), disable_numparse=True) + "\n"
    for name in ("possible", "ambiguous"):
        for link in value[name]:
            text += f"{name}: {' '.join(link['left'])} – {' '.join(link['right'])} ({link['score']})\n"
    for side in ("left", "right"):
        unmatched = value["unmatched"][side]
        text += f"only in {value[side]}: {', '.join(unmatched) or 'none'}\n"
    return text
