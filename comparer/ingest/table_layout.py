"""What a table is for: rows of short cells, two texts side by side, or a frame that lays out a document."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from comparer.ingest.numbering import is_number

__all__ = ["Layout", "table_layout"]

MIN_COLUMN_WORDS = 4
"""Words that cells of two texts side by side have on average."""


class Layout(StrEnum):
    """How a table is read: row by row, column by column, or cell by cell as running text."""

    ROWS = "rows"
    COLUMNS = "columns"
    FRAME = "frame"


def table_layout(texts: Sequence[Sequence[str]], *, rich: bool = False) -> Layout:
    """The layout of a table by the texts of its cells; `rich` says that cells hold more than a line."""
    filled = [[text for text in row if text] for row in texts]
    filled = [row for row in filled if row]
    if not filled or all(len(row) == 1 for row in filled):
        return Layout.FRAME
    pairs = [row for row in filled if len(row) == 2]
    if len(pairs) >= 0.8 * len(filled) and not any(is_number(row[0]) for row in pairs):
        body = pairs[1:] if len(pairs) > 2 else pairs
        means = [sum(len(row[side].split()) for row in body) / len(body) for side in (0, 1)]
        if min(means) >= MIN_COLUMN_WORDS and max(means) <= 4 * min(means):
            return Layout.COLUMNS
    return Layout.FRAME if rich else Layout.ROWS
