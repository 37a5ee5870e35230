"""Markdown to pieces. Read by line: a parser of the whole language counts lists anew and loses printed numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from comparer.ingest.blocks import Block, BlockKind, collapse_spaces, table_row_blocks
from comparer.ingest.plain_text import split_lines, split_paragraphs

__all__ = ["looks_like_markdown", "parse_blocks"]

_HEADING_LINE = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t#]*$")
_HORIZONTAL_RULE = re.compile(r" {0,3}([-*_=])(?:[ \t]*\1){2,}[ \t]*$")
_TABLE_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*$")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t:|-]*-[ \t:|-]*\|?[ \t]*$")
_FOOTNOTE_START = re.compile(r" {0,3}\[\^([^\]\s]+)\]:[ \t]*(.*)")
_FOOTNOTE_CALL = re.compile(r"\[\^([^\]\s]+)\]")
_QUOTE_PREFIX = re.compile(r"(?: {0,3}>[ \t]?)+")
_FENCE = re.compile(r" {0,3}(?:```|~~~)[ \t]*")
_LINK = re.compile(r"!?\[([^\]]*)\]\(([^()\s]*)(?:\s+\"[^\"]*\")?\)")
_BOLD_LEAD = re.compile(r"(?:[^\s*]{1,12}\s+)?(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(\*\*|__|\*|(?<!\w)_|~~|`)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_ESCAPED_CHAR = re.compile(r"\\([!-/:-@\[-`{-~])")
_ITEM_NUMBERED_ONE = re.compile(r"(\s*)1([.)])\s+")


def looks_like_markdown(text: str) -> bool:
    """Whether a text of unknown kind has headings as Markdown has them."""
    return any(_HEADING_LINE.match(line) for line in split_lines(text))


def parse_blocks(text: str) -> tuple[Block, ...]:
    """The pieces of a Markdown text. Marks of emphasis go, words and addresses stay; notes go where they are called."""
    body, notes = _split_footnotes(_renumber_lists(split_lines(text)))
    called_notes: set[str] = set()
    text_blocks = [_attach_footnotes(block, notes, called_notes) for block in _split_blocks(body)]
    uncalled_notes = [
        Block(text=_strip_markup(f"{name}: {note_text}"), location="note", kind=BlockKind.ASIDE)
        for name, note_text in notes.items()
        if name not in called_notes and note_text
    ]
    return (*text_blocks, *uncalled_notes)


def _renumber_lists(lines: Sequence[str]) -> list[str]:
    """Lists in which every number is 1 as a reader sees them: counted."""
    result: list[str] = []
    counts: dict[str, int] = {}
    for line in lines:
        match = _ITEM_NUMBERED_ONE.match(line)
        if match:
            counts[match[1]] = counts.get(match[1], 0) + 1
            counts = {indent: count for indent, count in counts.items() if len(indent) <= len(match[1])}
            result.append(f"{match[1]}{counts[match[1]]}{match[2]} {line[match.end() :]}")
            continue
        if line.strip() and not line.startswith((" ", "\t")):
            counts = {}
        result.append(line)
    return result


def _split_footnotes(lines: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    body: list[str] = []
    notes: dict[str, str] = {}
    current_name = ""
    for line in lines:
        match = _FOOTNOTE_START.match(line)
        if match and match[1] not in notes:
            current_name = match[1]
            notes[current_name] = match[2]
            body.append("")
        elif current_name and line.startswith(("    ", "\t")) and line.strip():
            notes[current_name] += " " + line.strip()
            body.append("")
        else:
            current_name = current_name if not line.strip() else ""
            body.append(line)
    return body, notes


def _split_blocks(lines: Sequence[str]) -> Iterator[Block]:
    """Headings and tables one by one, and the paragraphs between them."""
    text: list[str] = [""] * len(lines)
    special_blocks: dict[int, tuple[Block, ...]] = {}
    table_indexes: list[int] = []
    for index, line in enumerate([*lines, ""]):
        if table_indexes and not _TABLE_ROW.match(line):
            special_blocks[table_indexes[0]] = _parse_pipe_table(
                [lines[row_index] for row_index in table_indexes], f"line {table_indexes[0] + 1}"
            )
            table_indexes = []
        if index == len(lines) or _HORIZONTAL_RULE.match(line):
            continue
        if _TABLE_ROW.match(line):
            table_indexes.append(index)
        elif match := _HEADING_LINE.match(line):
            block = Block(
                text=collapse_spaces(match[2]),
                location=f"line {index + 1}",
                kind=BlockKind.HEADING,
                level=len(match[1]),
            )
            special_blocks[index] = (block,) if block.text else ()
        else:
            text[index] = _FENCE.sub("", _QUOTE_PREFIX.sub("", line, count=1), count=1)
    yield from _merge_in_order(text, special_blocks)


def _merge_in_order(text_lines: Sequence[str], special_blocks: dict[int, tuple[Block, ...]]) -> Iterator[Block]:
    numbered_blocks = [*split_paragraphs(text_lines)]
    numbered_blocks += [(number, block) for number, line_blocks in special_blocks.items() for block in line_blocks]
    for _, block in sorted(numbered_blocks, key=lambda numbered_block: numbered_block[0]):
        match = _BOLD_LEAD.match(block.text)
        yield replace(block, bold_lead=_strip_markup(match[2]) if match else "")


def _parse_pipe_table(lines: Sequence[str], location: str) -> tuple[Block, ...]:
    row_lines = [line for line in lines if not _TABLE_RULE.fullmatch(line)]
    return table_row_blocks([re.split(r"(?<!\\)\|", line.strip().strip("|")) for line in row_lines], location)


def _attach_footnotes(block: Block, notes: dict[str, str], called_notes: set[str]) -> Block:
    names = [name for name in _FOOTNOTE_CALL.findall(block.text) if name in notes]
    called_notes.update(names)
    text = _FOOTNOTE_CALL.sub(lambda match: "" if match[1] in notes else match[0], block.text)
    return replace(
        block, text=_strip_markup(text), notes=tuple(_strip_markup(notes[name]) for name in names if notes[name])
    )


def _strip_markup(text: str) -> str:
    text = _LINK.sub(lambda match: f"{match[1]} ({match[2]})" if match[2] else match[1], text)
    for _ in range(3):
        text = _EMPHASIS.sub(r"\2", text)
    return collapse_spaces(_ESCAPED_CHAR.sub(r"\1", text))
