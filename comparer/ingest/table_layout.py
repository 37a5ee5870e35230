"""What a table is for: rows of short cells, a form, two texts side by side, or a frame that lays out a document."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from comparer.ingest.blocks import Block, BlockKind, collapse_spaces, form_row_blocks, table_row_blocks
from comparer.ingest.line_signs import is_heading_like
from comparer.ingest.numbering import is_number

__all__ = ["Layout", "plain_form_blocks", "table_layout"]

MIN_COLUMN_WORDS = 4
"""Words that cells of two texts side by side have on average."""


MIN_FORM_SHARE = 0.8
"""Share of the rows of a form that are a label and a value."""
MIN_FORM_ROWS = 2


class Layout(StrEnum):
    """How a table is read: row by row, a label with its value, column by column, or cell by cell as running text."""

    ROWS = "rows"
    FORM = "form"
    COLUMNS = "columns"
    FRAME = "frame"


def table_layout(texts: Sequence[Sequence[str]], *, rich: bool = False) -> Layout:
    """The layout of a table by the texts of its cells; `rich` says that cells hold more than a line."""
    filled = [[text for text in row if text] for row in texts]
    filled = [row for row in filled if row]
    if not filled or all(len(row) == 1 for row in filled):
        return Layout.FRAME
    pairs = [row for row in filled if len(row) == 2]
    if _is_form(pairs, len(filled)):
        return Layout.FORM
    if len(pairs) >= 0.8 * len(filled) and not any(is_number(row[0]) for row in pairs):
        body = pairs[1:] if len(pairs) > 2 else pairs
        means = [sum(len(row[side].split()) for row in body) / len(body) for side in (0, 1)]
        if min(means) >= MIN_COLUMN_WORDS and max(means) <= 4 * min(means):
            return Layout.COLUMNS
    return Layout.FRAME if rich else Layout.ROWS


def _is_form(pairs: Sequence[Sequence[str]], row_count: int) -> bool:
    """Whether nearly every row is a label, each another, and a value, of which some say more than a name."""
    labels = [label for label, _ in pairs if _is_label(label)]
    body = labels[1:] if len(labels) > MIN_FORM_ROWS else labels  # the first row may name the columns
    if len(labels) < max(MIN_FORM_ROWS, MIN_FORM_SHARE * row_count) or len(set(body)) < len(body):
        return False
    return any(not is_heading_like(value) for _, value in pairs)


def _is_label(text: str) -> bool:
    """Whether the text of a cell can name what stands beside it: as short as a heading, and no number."""
    return is_heading_like(text.rstrip(" :"), figures=True) and not is_number(text)


def plain_form_blocks(rows: Sequence[Sequence[str]], location: str) -> tuple[Block, ...]:
    """The rows of a form whose cells are a line each; a row of another length is read as that of any table.

    A first row of two names, of a word or two each, is the head of the table and stands aside.
    """
    blocks: list[Block] = []
    for index, row in enumerate(rows):
        filled = [text for text in map(collapse_spaces, row) if text]
        if index == 0 and len(filled) == 2 and all(is_heading_like(text) and len(text.split()) <= 2 for text in filled):
            blocks.append(Block(text=" | ".join(filled), location=location, kind=BlockKind.ASIDE))
        elif len(filled) == 2:
            blocks += form_row_blocks([Block(text=text, location=location)] for text in filled)
        else:
            blocks += table_row_blocks([row], location, [False])
    return tuple(blocks)
