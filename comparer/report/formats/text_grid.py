"""Tables for a terminal of a given width: cells wrapped and padded by the columns that characters really take.

A general table library counts wide characters as one column and combining ones as one too, so its tables overflow on
the texts that plans are written in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from comparer.model.problems import harmless
from comparer.report.words.escape import columns

GAP = "  "
UNBROKEN = 14
"""Characters of a word that a column should not break."""

STYLES = {"": "", "strong": "1", "faint": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "violet": "35"}


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    style: str = ""


Row = Sequence[Cell | str]


def styled(text: str, style: str, colour: bool) -> str:
    return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if colour and style and text.strip() else text


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most `width` terminal columns. Line breaks stay; words longer than a line are broken."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        words = harmless(paragraph).split()
        whole = " ".join(words)
        lines += [whole] if columns(whole) <= width else _filled(words, width)
    return lines


def paragraph(text: str, width: int, indent: str = "", first: str | None = None) -> str:
    """The text wrapped under an indent; `first` replaces the indent of the first line and is as wide."""
    lines = wrapped(text, max(width - columns(indent), 8))
    head = indent if first is None else first
    return "\n".join((head if n == 0 else indent) + line for n, line in enumerate(lines)).rstrip()


def grid(head: Row, rows: Sequence[Row], widths: Sequence[int], *, ruled: bool = False, colour: bool = False) -> str:
    """The table; `widths` are the columns' widths, `ruled` puts a line between rows."""
    total = sum(widths) + len(GAP) * (len(widths) - 1)
    out = [*_lines([_as_cell(cell, "strong") for cell in head], widths, colour), "─" * total]
    for n, row in enumerate(rows):
        if ruled and n:
            out.append(styled("┈" * total, "faint", colour))
        out += _lines([_as_cell(cell) for cell in row], widths, colour)
    return "\n".join(out)


def natural(head: Row, rows: Sequence[Row]) -> list[int]:
    """The width that each column takes when nothing is wrapped."""
    cells = [[_as_cell(cell).text for cell in row] for row in (head, *rows)]
    return [max(columns(line) for cell in column for line in cell.split("\n")) for column in zip(*cells, strict=True)]


def fitted(head: Row, rows: Sequence[Row], width: int, shares: Sequence[int]) -> list[int]:
    """Widths that fit: a column with share 0 keeps its natural width, the others divide what is left by share."""
    widest = natural(head, rows)
    fixed = sum(wide for wide, share in zip(widest, shares, strict=True) if not share)
    room = width - fixed - len(GAP) * (len(shares) - 1)
    flexible = [n for n, share in enumerate(shares) if share]
    total = sum(shares)
    for n in sorted(flexible, key=lambda n: widest[n] / shares[n]):
        wanted = min(widest[n], max(room * shares[n] // total, _least([row[n] for row in (head, *rows)])))
        widest[n], room, total = wanted, room - wanted, total - shares[n]
    while sum(widest) + len(GAP) * (len(widest) - 1) > width and max(widest) > 1:
        widest[widest.index(max(widest))] -= 1
    return widest


def _least(cells: Sequence[Cell | str]) -> int:
    """The width under which a column breaks a word of common length."""
    words = {word for cell in cells for word in _as_cell(cell).text.split() if len(word) <= UNBROKEN}
    return max(map(columns, words), default=UNBROKEN)


def _as_cell(cell: Cell | str, style: str = "") -> Cell:
    return cell if isinstance(cell, Cell) else Cell(cell, style)


def _lines(cells: Sequence[Cell], widths: Sequence[int], colour: bool) -> list[str]:
    blocks = [
        [styled(line, cell.style, colour) + padding for line, padding in _padded(cell.text, width)]
        for cell, width in zip(cells, widths, strict=True)
    ]
    blank = [" " * width for width in widths]
    return [
        GAP.join(line if line is not None else blank[n] for n, line in enumerate(lines)).rstrip()
        for lines in zip_longest(*blocks)
    ]


@lru_cache(maxsize=4096)
def _padded(text: str, width: int) -> tuple[tuple[str, str], ...]:
    """The wrapped lines, each with the blanks that fill its column.

    Kept, because one clause stands in the table of every pair that has its plan.
    """
    return tuple((line, " " * (width - columns(line))) for line in wrapped(text, width))


def _filled(words: list[str], width: int) -> list[str]:
    lines, line, room = [], "", width
    for word in words:
        wide = columns(word)
        pieces = [(word, wide)] if wide <= width else [(piece, columns(piece)) for piece in _pieces(word, width)]
        for piece, size in pieces:
            if line and size + 1 > room:
                lines.append(line)
                line, room = "", width
            line, room = (f"{line} {piece}", room - size - 1) if line else (piece, width - size)
    return [*lines, line]


def _pieces(word: str, width: int) -> list[str]:
    """A word that is longer than a line, in pieces that are not."""
    if word.isascii():
        return [word[n : n + width] for n in range(0, len(word), width)]
    pieces, piece, size = [], "", 0
    for character in word:
        wide = columns(character)
        if piece and size + wide > width:
            pieces.append(piece)
            piece, size = "", 0
        piece, size = piece + character, size + wide
    return [*pieces, piece]
