"""The head of an official paper: what stands above the line that names the document is no heading of its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from comparer.ingest.blocks import Block, BlockKind
from comparer.ingest.line_signs import (
    has_ended,
    is_binding_text,
    is_title_text,
    names_agenda,
    names_document,
    names_letterhead,
)
from comparer.ingest.numbering import read_marks

__all__ = ["set_letterhead_apart"]

MAX_HEAD_BLOCKS = 24
"""Pieces among which the line that names the document is looked for."""
MAX_HEAD_CHARACTERS = 120
"""Signs of a line of a letterhead."""
MAX_STOPPED_WORDS = 3
"""Words up to which a line of a letterhead may end with a stop, as `Distr.` does."""
_SYMBOL = re.compile(r"(?<![\w/.])[A-Z]{1,8}(?:/[A-Z0-9][A-Za-z0-9.()]{0,12}){1,6}(?![\w/])")


def set_letterhead_apart(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with a letterhead aside and the line below it that names the document as the title."""
    head = _head_length(blocks)
    if repeated := _repeated_title(blocks[:head]):
        title = replace(blocks[0], kind=BlockKind.TITLE)
        return [title, *map(_to_aside, blocks[1 : repeated + 1]), *blocks[repeated + 1 :]]
    start = _naming_index(blocks, head)
    if start is None or not any(_shows_letterhead(block) for block in blocks[:start]):
        return list(blocks)
    title = replace(blocks[start], kind=BlockKind.TITLE, is_wrapped=False)
    return [*map(_to_aside, blocks[:start]), title, *blocks[start + 1 :]]


def _to_aside(block: Block) -> Block:
    return replace(block, kind=BlockKind.ASIDE, is_wrapped=False)


def _head_length(blocks: Sequence[Block]) -> int:
    """How many pieces at the beginning are lines of a head: short, no sentence, binding nobody, not numbered."""
    for index, block in enumerate(blocks[:MAX_HEAD_BLOCKS]):
        text = block.text
        ends = (has_ended(text) or text.endswith(",")) and len(text.split()) > MAX_STOPPED_WORDS
        is_short = len(text) <= MAX_HEAD_CHARACTERS or is_title_text(text)
        is_point = bool(block.number) or any(mark.value == 1 or mark.worded for mark in read_marks(text))
        if is_point or ends or not is_short or is_binding_text(text) or block.is_quoted:
            return index
    return min(len(blocks), MAX_HEAD_BLOCKS)


def _repeated_title(head: Sequence[Block]) -> int:
    """Where the title of a cover stands again on the first page; 0 where it does not."""
    title = head[0].text.casefold() if head and names_document(head[0].text) else ""
    return next((index for index, block in enumerate(head) if index and block.text.casefold() == title), 0)


def _naming_index(blocks: Sequence[Block], head: int) -> int | None:
    """Where the line stands that names the document; the title of an item of an agenda does not."""
    naming = [
        index
        for index in range(1, head)
        if names_document(blocks[index].text)
        and is_title_text(blocks[index].text)
        and blocks[index].kind is not BlockKind.ASIDE
        and (blocks[index].text.isupper() or not names_agenda(blocks[index - 1].text))
    ]
    great = [index for index in naming if blocks[index].kind in (BlockKind.HEADING, BlockKind.TITLE)]
    return next(iter((*great, *naming)), None)


def _shows_letterhead(block: Block) -> bool:
    return names_letterhead(block.text) or _SYMBOL.search(block.text) is not None
