"""Verdicts of plans on red lines, read by hand from the texts, and how far a program agrees with them.

`python -m tests.record.verdicts_by_hand` prints the share on which today's program agrees, and the differences.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

TABLE_FILE = Path(__file__).resolve().parent / "verdicts-by-hand.tsv"
UNJUDGED_WORDS = frozenset({"not-yet", "ended"})
"""The line was first stated after the plan, or no longer held at its date: no verdict of that time."""


class Cell(NamedTuple):
    plan: str
    line: str
    verdicts: tuple[str, ...]
    """Acceptable, best first."""
    clauses: tuple[str, ...]
    why: str


class Score(NamedTuple):
    agreeing: int
    judged: int
    differing: tuple[tuple[Cell, str], ...]
    """Cells with what the program says; empty where it gives no verdict."""

    @property
    def share(self) -> float:
        return self.agreeing / self.judged if self.judged else 0.0


def read_cells() -> tuple[Cell, ...]:
    """The cells of the table, in its order."""
    rows = [line.split("\t") for line in TABLE_FILE.read_text(encoding="utf-8").splitlines()[1:]]
    return tuple(
        Cell(plan, line, tuple(verdicts.split(",")), tuple(filter(None, clauses.split(","))), why)
        for plan, line, verdicts, clauses, why in rows
    )


def score_verdicts(verdict_by_plan_and_line: Mapping[tuple[str, str], str]) -> Score:
    """How many cells the verdicts agree with.

    Left out are the cells that the table leaves unjudged and the program too. A missing verdict agrees where the table
    accepts none.
    """
    agreeing, judged, differing = 0, 0, []
    for cell in read_cells():
        verdict = verdict_by_plan_and_line.get((cell.plan, cell.line), "")
        if not verdict and cell.verdicts[0] in UNJUDGED_WORDS:
            continue
        judged += 1
        if verdict in cell.verdicts or (not verdict and not UNJUDGED_WORDS.isdisjoint(cell.verdicts)):
            agreeing += 1
        else:
            differing.append((cell, verdict))
    return Score(agreeing, judged, tuple(differing))


def main() -> None:
    from tests.factories.small_workspaces import findings

    score = score_verdicts(
        {
            (verdict.plan, verdict.line): verdict.kind.value
            for verdict in findings().verdicts
            if not getattr(verdict, "stated_later", False)
        }
    )
    for cell, verdict in score.differing:
        sys.stdout.write(f"{cell.plan}\t{cell.line}\t{','.join(cell.verdicts)}\t{verdict or '-'}\t{cell.why}\n")
    sys.stdout.write(f"{score.agreeing} of {score.judged} agree ({score.share:.1%})\n")


if __name__ == "__main__":
    main()
