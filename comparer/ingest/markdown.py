"""Markdown to pieces. Read by line: a parser of the whole language counts lists anew and loses printed numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from comparer.ingest.blocks import Block, Kind, clean, rows
from comparer.ingest.plain_text import lines_of, paragraphs

__all__ = ["blocks", "looks_like"]

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t#]*$")
_RULE = re.compile(r" {0,3}([-*_=])(?:[ \t]*\1){2,}[ \t]*$")
_TABLE = re.compile(r"[ \t]*\|.*\|[ \t]*$")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t:|-]*-[ \t:|-]*\|?[ \t]*$")
_NOTE = re.compile(r" {0,3}\[\^([^\]\s]+)\]:[ \t]*(.*)")
_NOTE_MARK = re.compile(r"\[\^([^\]\s]+)\]")
_QUOTE = re.compile(r"(?: {0,3}>[ \t]?)+")
_FENCE = re.compile(r" {0,3}(?:```|~~~)[ \t]*")
_LINK = re.compile(r"!?\[([^\]]*)\]\(([^()\s]*)(?:\s+\"[^\"]*\")?\)")
_BOLD_LEAD = re.compile(r"(?:[^\s*]{1,12}\s+)?(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(\*\*|__|\*|(?<!\w)_|~~|`)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ALL_ONE = re.compile(r"(\s*)1([.)])\s+")


def looks_like(text: str) -> bool:
    """Whether a text of unknown kind has headings as Markdown has them."""
    return any(_HEADING.match(line) for line in lines_of(text))


def blocks(text: str) -> tuple[Block, ...]:
    """The pieces of a Markdown text. Marks of emphasis go, words and addresses stay; notes go where they are called."""
    body, notes = _split_notes(_counted(lines_of(text)))
    called: set[str] = set()
    found = [_with_notes(block, notes, called) for block in _pieces(body)]
    left = [
        Block(text=_bare(f"{name}: {said}"), where="note", kind=Kind.ASIDE)
        for name, said in notes.items()
        if name not in called and said
    ]
    return (*found, *left)


def _counted(lines: Sequence[str]) -> list[str]:
    """Lists in which every number is 1 as a reader sees them: counted."""
    result: list[str] = []
    counts: dict[str, int] = {}
    for line in lines:
        found = _ALL_ONE.match(line)
        if found:
            counts[found[1]] = counts.get(found[1], 0) + 1
            counts = {indent: count for indent, count in counts.items() if len(indent) <= len(found[1])}
            result.append(f"{found[1]}{counts[found[1]]}{found[2]} {line[found.end() :]}")
            continue
        if line.strip() and not line.startswith((" ", "\t")):
            counts = {}
        result.append(line)
    return result


def _split_notes(lines: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    body: list[str] = []
    notes: dict[str, str] = {}
    current = ""
    for line in lines:
        found = _NOTE.match(line)
        if found and found[1] not in notes:
            current = found[1]
            notes[current] = found[2]
            body.append("")
        elif current and line.startswith(("    ", "\t")) and line.strip():
            notes[current] += " " + line.strip()
            body.append("")
        else:
            current = current if not line.strip() else ""
            body.append(line)
    return body, notes


def _pieces(lines: Sequence[str]) -> Iterator[Block]:
    """Headings and tables one by one, and the paragraphs between them."""
    text: list[str] = [""] * len(lines)
    special: dict[int, tuple[Block, ...]] = {}
    table: list[int] = []
    for number, line in enumerate([*lines, ""]):
        if table and not _TABLE.match(line):
            special[table[0]] = _table([lines[one] for one in table], f"line {table[0] + 1}")
            table = []
        if number == len(lines) or _RULE.match(line):
            continue
        if _TABLE.match(line):
            table.append(number)
        elif found := _HEADING.match(line):
            block = Block(text=clean(found[2]), where=f"line {number + 1}", kind=Kind.HEADING, level=len(found[1]))
            special[number] = (block,) if block.text else ()
        else:
            text[number] = _FENCE.sub("", _QUOTE.sub("", line, count=1), count=1)
    yield from _in_order(text, special)


def _in_order(text: Sequence[str], special: dict[int, tuple[Block, ...]]) -> Iterator[Block]:
    found = [*paragraphs(text)]
    found += [(number, block) for number, listed in special.items() for block in listed]
    for _, block in sorted(found, key=lambda one: one[0]):
        lead = _BOLD_LEAD.match(block.text)
        yield replace(block, lead=_bare(lead[2]) if lead else "")


def _table(lines: Sequence[str], where: str) -> tuple[Block, ...]:
    kept = [line for line in lines if not _TABLE_RULE.fullmatch(line)]
    return rows([re.split(r"(?<!\\)\|", line.strip().strip("|")) for line in kept], where)


def _with_notes(block: Block, notes: dict[str, str], called: set[str]) -> Block:
    names = [name for name in _NOTE_MARK.findall(block.text) if name in notes]
    called.update(names)
    text = _NOTE_MARK.sub(lambda found: "" if found[1] in notes else found[0], block.text)
    return replace(block, text=_bare(text), notes=tuple(_bare(notes[name]) for name in names if notes[name]))


def _bare(text: str) -> str:
    text = _LINK.sub(lambda found: f"{found[1]} ({found[2]})" if found[2] else found[1], text)
    for _ in range(3):
        text = _EMPHASIS.sub(r"\2", text)
    return clean(_ESCAPED.sub(r"\1", text))
