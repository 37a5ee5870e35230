"""A table of the page without the columns that say the same in every row: these are said once, above it, if at all."""

from __future__ import annotations

from typing import Final

from comparer.report.value.types import AgreementTable

MIN_ROWS: Final = 2
"""Rows from which a column that never changes is worth a line of its own."""


def split_shared_columns(table: AgreementTable) -> tuple[list[str], AgreementTable]:
    """The lines above the table, `heading: text`, and the table without these columns; the first column stays.

    A column that says nothing in any row has no line.
    """
    rows = table["rows"]
    shared = {
        place
        for place in range(1, len(table["headings"]))
        if len(rows) >= MIN_ROWS and rows[0][place] and len({row[place] for row in rows}) == 1
    }
    empty = {place for place in range(1, len(table["headings"])) if rows and not any(row[place] for row in rows)}
    kept = [place for place in range(len(table["headings"])) if place not in shared | empty]
    lines = [f"{table['headings'][place]}: {rows[0][place]}" for place in sorted(shared)]
    return lines, {
        "name": table["name"],
        "headings": [table["headings"][place] for place in kept],
        "rows": [[row[place] for place in kept] for row in rows],
        "widths": [table["widths"][place] for place in kept],
    }
