"""What the readers of all formats hand on: the text of a document in pieces, in reading order."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

__all__ = [
    "MAX_BLOCKS",
    "MAX_CHARACTERS",
    "MAX_TEXT_CHARACTERS",
    "Block",
    "BlockKind",
    "ImportFailure",
    "Reading",
    "collapse_spaces",
    "count_signs",
    "form_row_blocks",
    "join_label",
    "table_row_blocks",
]

MAX_CHARACTERS = 6_000_000
"""Signs of text that one document may hold, some 3,000 pages; more is taken for a mistake or an attack."""
MAX_BLOCKS = 80_000
"""Pieces of text that one document may hold."""
MAX_TEXT_CHARACTERS = 100_000
"""Signs that may stand in one point of a document."""

_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff]+")
_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff]+")


class BlockKind(StrEnum):
    """What a piece is: an ASIDE is no part of the text that binds and is told in the note of the plan."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One piece of text on one line, and where it stood.

    `number` is a number that the document itself counts or marks as one, apart from the text; `depth` says how many
    such numbers stand above it, where the document nests them. `bold_lead` is a run in bold at the beginning; `notes`
    are footnotes. A heading has a `level` from 1. A line that `stands_alone` has space above it and below; one that
    `is_wrapped` follows another without a space between and may go on with its sentence. `closing` marks words behind
    the points of a list that belong to all of them. Text that `is_quoted` is that of another document and counts
    nothing here. A row of a form is its value with the `label` beside it; all pieces of the value are `in_form`.
    """

    text: str
    location: str
    kind: BlockKind = BlockKind.TEXT
    number: str = ""
    depth: int | None = None
    level: int = 1
    indent: int = 0
    bold_lead: str = ""
    notes: tuple[str, ...] = ()
    stands_alone: bool = False
    is_wrapped: bool = False
    closing: bool = False
    is_quoted: bool = False
    label: str = ""
    in_form: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader found: the pieces, what it doubts (place and sentence), and the signs that stood in the source.

    `signs` counts every sign outside markup, taken from the source by another way than the pieces were. `title` is what
    the document calls itself apart from its text.
    """

    blocks: Sequence[Block]
    signs: Counter[str]
    doubts: Sequence[tuple[str, str]] = ()
    title: str = ""
    nested: bool = field(default=False)


class ImportFailure(Exception):  # noqa: N818 - no error of the program, but its answer
    """Why a file cannot be imported, in one line, and what to do about it."""

    def __init__(self, message: str, suggestion: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.suggestion = suggestion


def collapse_spaces(text: str) -> str:
    """The text on one line; control characters, which no data file may hold, count as space."""
    return _SPACE.sub(" ", text).strip()


def count_signs(texts: Iterable[str]) -> Counter[str]:
    """How often each visible sign stands in the texts; raised figures and other forms of a sign count as that sign."""
    plain_texts = [text if text.isascii() else unicodedata.normalize("NFKC", text) for text in texts]
    return Counter(_UNSEEN.sub("", "".join(plain_texts)))


def table_row_blocks(cells: Sequence[Sequence[str]], location: str, numbers: Sequence[bool]) -> tuple[Block, ...]:
    """The rows of a table, a piece each. `numbers` says of which row the first cell is a printed number.

    A head above numbered rows is aside.
    """
    row_blocks = []
    for index, row in enumerate(cells):
        filled = [text for text in map(collapse_spaces, row) if text]
        if not filled:
            continue
        if numbers[index] and len(filled) > 1:
            row_blocks.append(Block(text=" | ".join(filled[1:]), location=location, number=filled[0]))
        else:
            head = index == 0 and any(numbers[1:2])
            row_blocks.append(
                Block(text=" | ".join(filled), location=location, kind=BlockKind.ASIDE if head else BlockKind.TEXT)
            )
    return tuple(row_blocks)


def join_label(block: Block) -> Block:
    """A row of a form that stands inside a cell as a line of text, its label before its value."""
    return replace(block, text=f"{block.label} | {block.text}", label="") if block.label else block


def form_row_blocks(cells: Iterable[Sequence[Block]]) -> tuple[Block, ...]:
    """A row of a form by its cells: of two that are filled the first piece is the label of all others; else as is."""
    filled = [cell for cell in cells if cell]
    pieces = [block for cell in filled for block in cell]
    if len(filled) != 2:
        return tuple(pieces)
    label, *rest = map(join_label, pieces)
    first = replace(
        rest[0],
        kind=BlockKind.TEXT,
        label=collapse_spaces(f"{label.number} {label.text}"),
        notes=(*label.notes, *rest[0].notes),
    )
    plain = [replace(block, kind=BlockKind.TEXT) if block.kind is BlockKind.HEADING else block for block in rest[1:]]
    return tuple(replace(block, in_form=True) for block in (first, *plain))
