"""Headings, paragraphs and tables of a document, before any format: text of others is escaped by what draws them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class RunStyle(StrEnum):
    """How a stretch of text is set: plain, as a mark, small beside the text, or as an id."""

    PLAIN = "plain"
    MARK = "mark"
    NOTE = "note"
    REF = "ref"


@dataclass(frozen=True, slots=True)
class TextRun:
    text: str
    style: RunStyle = RunStyle.PLAIN


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (the title) to 3."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs one after another. `indent` is the depth below the margin; `is_fine` sets it small.

    `keeps_next` keeps it on one page with what follows.
    """

    runs: tuple[TextRun, ...]
    indent: int = 0
    is_fine: bool = False
    keeps_next: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class BlockTable:
    """A table of plain cells. `widths` are proportions of the columns; `name` is that of its sheet."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()


Block: TypeAlias = Heading | Paragraph | BlockTable


@dataclass(frozen=True, slots=True)
class BlockDocument:
    """What one tool shows. `is_portrait` turns the page of the word processor.

    `records` is all of it as one table, for CSV, where the document has several tables; else the first table is.
    """

    title: str
    blocks: tuple[Block, ...]
    is_portrait: bool = False
    records: BlockTable | None = None

    @property
    def tables(self) -> tuple[BlockTable, ...]:
        return tuple(block for block in self.blocks if isinstance(block, BlockTable))


def plain_paragraph(text: str, indent: int = 0) -> Paragraph:
    return Paragraph((TextRun(text),), indent)


def fine_paragraph(text: str, indent: int = 0) -> Paragraph:
    return Paragraph((TextRun(text),), indent, is_fine=True)
