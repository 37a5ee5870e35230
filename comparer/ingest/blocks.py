"""What the readers of all formats hand on: the text of a document in pieces, in reading order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Block", "BlockKind", "ImportFailure", "collapse_spaces", "table_row_blocks"]

_SPACE_RUN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff]+")
_ROW_NUMBER = re.compile(r"\(?([0-9]{1,3}(?:\.[0-9]{1,3})*)[.)]?")


class BlockKind(StrEnum):
    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One piece. `lead` is a run in bold at its beginning; `notes` are its footnotes; `where` says where it stood.

    A `certain` block begins with a number that the document itself counts. A heading has a `level` from 1. An aside
    is no part of the text: a running header, a comment. `alone` is a line with space above it and below.
    """

    text: str
    location: str
    kind: BlockKind = BlockKind.TEXT
    level: int = 1
    indent: int = 0
    bold_lead: str = ""
    notes: tuple[str, ...] = ()
    has_counted_number: bool = False
    stands_alone: bool = False


class ImportFailure(Exception):  # noqa: N818 - no error of the program, but its answer
    """Why a file cannot be imported, in one line, and what to do about it."""

    def __init__(self, message: str, suggestion: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.suggestion = suggestion


def collapse_spaces(text: str) -> str:
    """The text on one line; control characters, which no data file may hold, count as space."""
    return _SPACE_RUN.sub(" ", text).strip()


def table_row_blocks(cells: Sequence[Sequence[str]], location: str) -> tuple[Block, ...]:
    """The rows of a table. A number alone in the first cell is the row's; a head above such rows is aside."""
    row_blocks = []
    filled_rows = [[text for text in map(collapse_spaces, row) if text] for row in cells]
    numbers = [_ROW_NUMBER.fullmatch(row[0]) if len(row) > 1 else None for row in filled_rows]
    for index, (row, number) in enumerate(zip(filled_rows, numbers, strict=True)):
        if number:
            row_blocks.append(
                Block(text=f"{number[1]}. {' | '.join(row[1:])}", location=location, has_counted_number=True)
            )
        elif row:
            is_head = index == 0 and any(numbers[1:2])
            row_blocks.append(
                Block(text=" | ".join(row), location=location, kind=BlockKind.ASIDE if is_head else BlockKind.TEXT)
            )
    return tuple(row_blocks)
