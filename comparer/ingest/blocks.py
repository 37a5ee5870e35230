"""What the readers of all formats hand on: the text of a document in pieces, in reading order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Block", "Kind", "Unreadable", "clean", "rows"]

_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff]+")
_NUMBER = re.compile(r"\(?([0-9]{1,3}(?:\.[0-9]{1,3})*)[.)]?")


class Kind(StrEnum):
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
    where: str
    kind: Kind = Kind.TEXT
    level: int = 1
    indent: int = 0
    lead: str = ""
    notes: tuple[str, ...] = ()
    certain: bool = False
    alone: bool = False


class Unreadable(Exception):  # noqa: N818 - no error of the program, but its answer
    """Why a file cannot be imported, in one line, and what to do about it."""

    def __init__(self, message: str, suggestion: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.suggestion = suggestion


def clean(text: str) -> str:
    """The text on one line; control characters, which no data file may hold, count as space."""
    return _SPACE.sub(" ", text).strip()


def rows(cells: Sequence[Sequence[str]], where: str) -> tuple[Block, ...]:
    """The rows of a table. A number alone in the first cell is the row's; a head above such rows is aside."""
    found = []
    filled = [[text for text in map(clean, row) if text] for row in cells]
    numbers = [_NUMBER.fullmatch(row[0]) if len(row) > 1 else None for row in filled]
    for index, (row, number) in enumerate(zip(filled, numbers, strict=True)):
        if number:
            found.append(Block(text=f"{number[1]}. {' | '.join(row[1:])}", where=where, certain=True))
        elif row:
            head = index == 0 and any(numbers[1:2])
            found.append(Block(text=" | ".join(row), where=where, kind=Kind.ASIDE if head else Kind.TEXT))
    return tuple(found)
