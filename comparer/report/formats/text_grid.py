"""Tables for a terminal of a given width: cells wrapped and padded by the columns that characters really take.

A general table library counts wide characters as one column and combining ones as one too, so its tables overflow on
the texts that plans are written in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from comparer.model.problems import escape_controls
from comparer.report.words.escape import display_width, split_words

COLUMN_GAP = "  "
MAX_UNBROKEN_CHARS = 14
"""Characters of a word that a column should not break."""

ANSI_STYLE_CODES = {
    "": "",
    "strong": "1",
    "faint": "2",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "violet": "35",
}


@dataclass(frozen=True, slots=True)
class StyledCell:
    text: str
    style: str = ""


TableRow = Sequence[StyledCell | str]


def apply_style(text: str, style: str, colour: bool) -> str:
    return f"\x1b[{ANSI_STYLE_CODES[style]}m{text}\x1b[0m" if colour and style and text.strip() else text


def wrap_lines(text: str, width: int) -> list[str]:
    """Lines of at most `width` terminal columns. Line breaks stay; words longer than a line are broken."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        words = split_words(escape_controls(paragraph))
        whole_line = " ".join(words)
        lines += [whole_line] if display_width(whole_line) <= width else _fill_lines(words, width)
    return lines


def wrap_paragraph(text: str, width: int, indent: str = "", first_indent: str | None = None) -> str:
    """The text wrapped under an indent; `first` replaces the indent of the first line and is as wide."""
    lines = wrap_lines(text, max(width - display_width(indent), 8))
    opening_indent = indent if first_indent is None else first_indent
    return "\n".join((opening_indent if n == 0 else indent) + line for n, line in enumerate(lines)).rstrip()


def draw_grid(
    headings: TableRow, rows: Sequence[TableRow], widths: Sequence[int], *, ruled: bool = False, colour: bool = False
) -> str:
    """The table; `widths` are the columns' widths, `ruled` puts a line between rows."""
    total_width = sum(widths) + len(COLUMN_GAP) * (len(widths) - 1)
    lines = [
        *_draw_row_lines([_to_styled_cell(cell, "strong") for cell in headings], widths, colour),
        "─" * total_width,
    ]
    for n, row in enumerate(rows):
        if ruled and n:
            lines.append(apply_style("┈" * total_width, "faint", colour))
        lines += _draw_row_lines([_to_styled_cell(cell) for cell in row], widths, colour)
    return "\n".join(lines)


def natural_widths(headings: TableRow, rows: Sequence[TableRow]) -> list[int]:
    """The width that each column takes when nothing is wrapped."""
    cells = [[_to_styled_cell(cell).text for cell in row] for row in (headings, *rows)]
    return [
        max(display_width(line) for cell in column for line in cell.split("\n")) for column in zip(*cells, strict=True)
    ]


def fit_widths(headings: TableRow, rows: Sequence[TableRow], width: int, shares: Sequence[int]) -> list[int]:
    """Widths that fit: a column with share 0 keeps its natural width, the others divide what is left by share."""
    widths = natural_widths(headings, rows)
    fixed_width = sum(natural_width for natural_width, share in zip(widths, shares, strict=True) if not share)
    remaining_width = width - fixed_width - len(COLUMN_GAP) * (len(shares) - 1)
    flexible_columns = [n for n, share in enumerate(shares) if share]
    remaining_shares = sum(shares)
    for n in sorted(flexible_columns, key=lambda n: widths[n] / shares[n]):
        fitted_width = min(
            widths[n],
            max(
                remaining_width * shares[n] // remaining_shares,
                _least_unbroken_width([row[n] for row in (headings, *rows)]),
            ),
        )
        widths[n], remaining_width, remaining_shares = (
            fitted_width,
            remaining_width - fitted_width,
            remaining_shares - shares[n],
        )
    while sum(widths) + len(COLUMN_GAP) * (len(widths) - 1) > width and max(widths) > 1:
        widths[widths.index(max(widths))] -= 1
    return widths


def _least_unbroken_width(cells: Sequence[StyledCell | str]) -> int:
    """The width under which a column breaks a word of common length."""
    words = {
        word for cell in cells for word in split_words(_to_styled_cell(cell).text) if len(word) <= MAX_UNBROKEN_CHARS
    }
    return max(map(display_width, words), default=MAX_UNBROKEN_CHARS)


def _to_styled_cell(cell: StyledCell | str, style: str = "") -> StyledCell:
    return cell if isinstance(cell, StyledCell) else StyledCell(cell, style)


def _draw_row_lines(cells: Sequence[StyledCell], widths: Sequence[int], colour: bool) -> list[str]:
    blocks = [
        [apply_style(line, cell.style, colour) + padding for line, padding in _pad_wrapped_lines(cell.text, width)]
        for cell, width in zip(cells, widths, strict=True)
    ]
    blank_columns = [" " * width for width in widths]
    return [
        COLUMN_GAP.join(line if line is not None else blank_columns[n] for n, line in enumerate(lines)).rstrip()
        for lines in zip_longest(*blocks)
    ]


@lru_cache(maxsize=4096)
def _pad_wrapped_lines(text: str, width: int) -> tuple[tuple[str, str], ...]:
    """The wrapped lines, each with the blanks that fill its column.

    Kept, because one clause stands in the table of every pair that has its plan.
    """
    return tuple((line, " " * (width - display_width(line))) for line in wrap_lines(text, width))


def _fill_lines(words: list[str], width: int) -> list[str]:
    lines, line, remaining_width = [], "", width
    for word in words:
        word_width = display_width(word)
        pieces = (
            [(word, word_width)]
            if word_width <= width
            else [(piece, display_width(piece)) for piece in _split_long_word(word, width)]
        )
        for piece, piece_width in pieces:
            if line and piece_width + 1 > remaining_width:
                lines.append(line)
                line, remaining_width = "", width
            line, remaining_width = (
                (f"{line} {piece}", remaining_width - piece_width - 1) if line else (piece, width - piece_width)
            )
    return [*lines, line]


def _split_long_word(word: str, width: int) -> list[str]:
    """A word that is longer than a line, in pieces that are not."""
    if word.isascii():
        return [word[n : n + width] for n in range(0, len(word), width)]
    pieces, piece, piece_width = [], "", 0
    for character in word:
        character_width = display_width(character)
        if piece and piece_width + character_width > width:
            pieces.append(piece)
            piece, piece_width = "", 0
        piece, piece_width = piece + character, piece_width + character_width
    return [*pieces, piece]
