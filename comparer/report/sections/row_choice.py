"""Which rows of the table in words matter most to a reader: those that cross lines first, then those that differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from comparer.model.relation import VerdictKind
from comparer.report.sections.table_values import LineChip, TableCell, TableRow

MAX_LEADING_ROWS: Final = 15
MAX_ROWS_PER_ISSUE: Final = 2
MAX_ROWS_PER_GROUP: Final = 4
MIN_SPREAD_GROUPS: Final = 4
"""Subjects from which on rows are spread over them; a report narrowed to one issue has fewer."""
CHIP_CLASSES: Final = range(4)
"""Of lines in cells: absolute ones crossed, others crossed, those strained or not given, those stated later."""

DIFFERING_STATES: Final = frozenset({"reversed", "left-open", "struck", "changed"})


def row_weight(cells: Iterable[TableCell], known_lines: Collection[str] = ()) -> tuple[int, ...]:
    """A key by which the row that matters more is the greater; lines that are known already count for nothing.

    Absolute lines crossed in a party's own words at the time; other lines crossed at the time; lines strained or not
    given; cells that are reversed, open, struck or changed; lines stated later.
    """
    cells = tuple(cells)
    chips = [chip for cell in cells for chip in cell.chips if chip.line not in known_lines]
    line_counts = [len({chip.line for chip in chips if _chip_class(chip) == grade}) for grade in CHIP_CLASSES]
    differing_count = sum(cell.state in DIFFERING_STATES for cell in cells)
    return (*line_counts[:3], differing_count, *line_counts[3:])


def _chip_class(chip: LineChip) -> int:
    if chip.stated_later:
        return 3
    if chip.verdict == VerdictKind.BREACHED:
        return 0 if chip.strength == "absolute" and not chip.inferred else 1
    return 2


def choose_leading_rows(rows: Sequence[TableRow]) -> tuple[str, ...]:
    """Ids of at most 15 rows, each the one that adds most to those before it.

    A line that a chosen row shows already counts for no other row; few rows are of one issue, unless the report is on
    few; of two rows with the same clauses the first is enough.
    """
    remaining = [row for row in rows if any(row.weight)]
    weights = {row.id: row.weight for row in remaining}
    lines_by_row = {row.id: {chip.line for cell in row.cells for chip in cell.chips} for row in remaining}
    has_groups = len({row.group for row in rows}) >= MIN_SPREAD_GROUPS
    chosen: list[TableRow] = []
    known_lines: set[str] = set()
    known_clauses: set[tuple[tuple[str, ...], ...]] = set()
    by_issue: Counter[str] = Counter()
    by_group: Counter[str] = Counter()
    while remaining and len(chosen) < MAX_LEADING_ROWS:
        row = max(remaining, key=lambda row: (weights[row.id], row.weight))
        remaining.remove(row)
        clauses = tuple(cell.clauses for cell in row.cells)
        is_crowded = has_groups and (
            by_issue[row.issue] >= MAX_ROWS_PER_ISSUE or by_group[row.group] >= MAX_ROWS_PER_GROUP
        )
        if is_crowded or clauses in known_clauses:
            continue
        chosen.append(row)
        known_clauses.add(clauses)
        new_lines = lines_by_row[row.id] - known_lines
        known_lines |= new_lines
        for other in remaining:
            if not new_lines.isdisjoint(lines_by_row[other.id]):
                weights[other.id] = row_weight(other.cells, known_lines)
        by_issue[row.issue] += 1
        by_group[row.group] += 1
    return tuple(row.id for row in chosen)
