"""`comparer align`: the links of one pair of plans."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from comparer.app.cli import inputs
from comparer.app.cli.run import emit, refuse, told
from comparer.model.findings import Alignment
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline.compare import align_pair, prepare_all
from comparer.report.formats.json import dumps
from comparer.report.value import finding_records


def main(arguments: Namespace) -> int:
    workspace, (left, right) = inputs.read(arguments, (arguments.left, arguments.right))
    if left == right:
        raise refuse("LEFT and RIGHT are the same plan")
    vocabulary = Vocabulary(workspace.vocabulary)
    plans = inputs.plan(workspace, left), inputs.plan(workspace, right)
    alignment = align_pair(workspace, *plans, prepare_all(plans, vocabulary), vocabulary, proposals=True)
    value = plain(alignment)
    emit(dumps(value) if arguments.format == "json" else told(_table(value)))
    return 0


def plain(alignment: Alignment) -> dict[str, Any]:
    """The alignment in the shape of the contract."""
    return {
        "left": alignment.left,
        "right": alignment.right,
        "links": [finding_records.evidenced(one) for one in alignment.matches],
        "possible": [finding_records.evidenced(one) for one in alignment.possible],
        "ambiguous": [finding_records.evidenced(one) for one in alignment.ambiguous],
        "unmatched": {"left": list(alignment.unmatched_left), "right": list(alignment.unmatched_right)},
    }


def _table(value: dict[str, Any]) -> str:
    from tabulate import tabulate

    rows = [
        (" ".join(one["left"]), " ".join(one["right"]), one["matched_by"], "" if one["score"] is None else one["score"])
        for one in value["links"]
    ]
    text = tabulate(rows, (value["left"], value["right"], "by", "score"), disable_numparse=True) + "\n"
    for name in ("possible", "ambiguous"):
        for one in value[name]:
            text += f"{name}: {' '.join(one['left'])} – {' '.join(one['right'])} ({one['score']})\n"
    for side in ("left", "right"):
        alone = value["unmatched"][side]
        text += f"only in {value[side]}: {', '.join(alone) or 'none'}\n"
    return text
