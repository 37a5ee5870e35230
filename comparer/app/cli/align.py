"""`comparer align`: the links of one pair of plans."""

from __future__ import annotations

from argparse import Namespace
from typing import TypedDict

from comparer.app.cli import inputs
from comparer.app.cli.run import command_error, terminal_safe, write_stdout
from comparer.model.findings import Alignment
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline.compare import align_pair, to_canonical_clauses
from comparer.report.formats.json import canonical_json
from comparer.report.value import finding_records
from comparer.report.value.types import EvidencedMatch


def main(arguments: Namespace) -> int:
    workspace, (left, right) = inputs.read_workspace_with_plans(arguments, (arguments.left, arguments.right))
    if left == right:
        raise command_error("LEFT and RIGHT are the same plan")
    vocabulary = Vocabulary(workspace.vocabulary)
    plans = inputs.plan_by_id(workspace, left), inputs.plan_by_id(workspace, right)
    alignment = align_pair(workspace, *plans, to_canonical_clauses(plans, vocabulary), vocabulary, with_proposals=True)
    value = alignment_value(alignment)
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
