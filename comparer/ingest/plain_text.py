"""Plain text to pieces: bytes to characters, lines to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from comparer.ingest.blocks import Block, Unreadable, clean
from comparer.ingest.numbering import BULLET, marks

__all__ = ["blocks", "decode", "joined", "lines_of", "paragraphs"]

WIDEST = 130
"""Lines longer than this were not broken by hand: each is a paragraph."""

_BREAK = re.compile(r"\r\n|[\n\r\v\x85\u2028\u2029]")
_TABBED = re.compile(r"(\s*[0-9]{1,3})(?:\t+| {2,})(?=\S)")
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)  # fmt: skip


def decode(content: bytes) -> str:
    """The characters of a text: UTF-8, or what a byte order mark says. Unreadable for anything else."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\0" in content:
        wide = content.count(b"\0") * 3 > len(content)
        what = "it looks like UTF-16 without a byte order mark" if wide else "it holds NUL bytes, so it is no text"
        raise Unreadable(what, "save it as UTF-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        shown = f"the byte 0x{content[error.start]:02X} at offset {error.start} is not {encoding.upper()}"
        raise Unreadable(shown, "save it as UTF-8") from error


def lines_of(text: str) -> list[str]:
    """The lines; a form feed ends a paragraph too."""
    return _BREAK.split(text.replace("\f", "\n\n"))


def blocks(text: str) -> tuple[Block, ...]:
    """The paragraphs of a text, with lines that were broken to fit joined again."""
    return tuple(block for _, block in paragraphs(lines_of(text)))


def paragraphs(lines: Sequence[str]) -> Iterator[tuple[int, Block]]:
    """Runs of lines that belong together, each with the index of its first line.

    An empty line, a number or a line that ends early begins another.
    """
    lines = [_TABBED.sub(r"\1. ", line, count=1) if _TABBED.match(line) else line for line in lines]
    width = _width(lines)
    run: list[str] = []
    start, above_empty = 0, True
    for number, line in enumerate([*lines, ""]):
        if run and (not line.strip() or _begins(run[-1], line, width)):
            alone = above_empty and not line.strip()
            yield start, _block(run, f"line {start + 1}", alone)
            above_empty = not line.strip()
            run = []
        if line.strip():
            if not run:
                start = number
            run.append(line)
        else:
            above_empty = True


def _block(run: Sequence[str], where: str, alone: bool) -> Block:
    first = run[0].expandtabs(4)
    indent = len(first) - len(first.lstrip())
    return Block(text=clean(joined(run)), where=where, indent=indent, alone=alone and len(run) == 1)


def joined(lines: Sequence[str]) -> str:
    """Lines as one; a word that was broken at a hyphen stays one word, with its hyphen."""
    whole = ""
    for line in (one.strip() for one in lines):
        broken = whole.endswith("-") and len(whole) > 1 and whole[-2].isalpha() and line[:1].islower()
        whole = whole + line if broken or not whole else f"{whole} {line}"
    return whole


def _width(lines: Sequence[str]) -> int:
    """How long a line may be before it is broken; 0 where lines are not broken at all."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if not lengths:
        return 0
    usual = lengths[min(len(lengths) - 1, len(lengths) * 9 // 10)]
    return usual if usual <= WIDEST else 0


def _begins(before: str, line: str, width: int) -> bool:
    """Whether a line begins a paragraph although the line before it is not empty."""
    text = line.strip()
    readings = marks(text)
    if readings and not (
        readings[0].style.startswith("letter") and readings[0].rest[:1].islower() and len(text) > width
    ):
        return _is_list(before, readings[0].style)
    if text[:1].islower():
        return False
    if not width and before.rstrip().endswith((",", "-", "–", ";")):
        return True
    room = len(before.rstrip()) + 1 + len(text.split()[0])
    return room <= width * 0.92


def _is_list(before: str, style: str) -> bool:
    """A number opens a paragraph; a dash does only where the sentence before it has ended or is a list itself."""
    if style != BULLET:
        return True
    return before.rstrip().endswith((".", ":", ";", ",")) or bool(marks(before.strip()))
