"""The values of the table in words: its states, cells, rows and the lines that a cell shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from comparer.model.relation import VerdictKind
from comparer.report.value.types import LinkRecord


class CellState(StrEnum):
    """What a plan does on a question, in the words of a reader. Words and marks: group `cell-state` of the messages."""

    BASE = "base"
    SAME = "same"
    CHANGED = "changed"
    REVERSED = "reversed"
    LEFT_OPEN = "left-open"
    STRUCK = "struck"
    NOTHING = "nothing"
    UNREPORTED = "unreported"
    UNMATCHED = "unmatched"
    """No counterpart was found where not all is encoded: neither absent nor unreported."""


CHIP_VERDICTS: Final = (VerdictKind.BREACHED, VerdictKind.STRAINED, VerdictKind.UNMET, VerdictKind.PART)
"""Verdicts that a cell tells of, the gravest first. Their marks: group `verdict` of the messages."""


@dataclass(frozen=True, slots=True)
class LineChip:
    """A red line that a cell runs against or gives only in part. `line` is `FILE#LINE`."""

    line: str
    party: str
    verdict: str
    strength: str
    inferred: bool
    stated_later: bool
    confidence: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class TableCell:
    """What one plan says on one question.

    `words` are the clauses' short wording, a figure or the head of the text; empty where the plan has no words on it,
    and the word of the state stands instead. `clauses` are ids in the plan, `points` the printed numbers of their
    points, `omitted` how many clauses have no room in `words`. `relation` is the engine's to the base, or empty.
    """

    plan: str
    state: CellState
    words: str
    clauses: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    omitted: int = 0
    chips: tuple[LineChip, ...] = ()
    relation: str = ""
    links: tuple[LinkRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """One question. `number` is its place in this table, `id` the same in every report, `group` its top issue."""

    number: str
    id: str
    issue: str
    group: str
    label: str
    question: str
    cells: tuple[TableCell, ...]
    weight: tuple[int, ...]

    def find_cell(self, plan: str) -> TableCell:
        """The cell of a plan of the table. Raises KeyError for another."""
        for cell in self.cells:
            if cell.plan == plan:
                return cell
        raise KeyError(plan)


@dataclass(frozen=True, slots=True)
class WordTable:
    """`plans` are its columns, the base first; `rows` stand in the order of the issues; `leading` are ids of rows."""

    plans: tuple[str, ...]
    base: str
    rows: tuple[TableRow, ...]
    leading: tuple[str, ...]

    def leading_rows(self) -> tuple[TableRow, ...]:
        """The rows that matter most, in the order of the issues."""
        chosen = frozenset(self.leading)
        return tuple(row for row in self.rows if row.id in chosen)
