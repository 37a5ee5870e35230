"""One sheet of a workbook: a heading row that stays, a filter, widths, and text that stays text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from comparer.report.formats.office.shades import AMBER, LILAC, RELATIONS, VERDICTS
from comparer.report.formats.office.text import readable, safe, short
from comparer.report.words.escape import CELL_LIMIT, FORMULA, cut
from comparer.report.words.redline import Op, plain

# The library has no types of its own.
Format: TypeAlias = Any
Workbook: TypeAlias = Any
Worksheet: TypeAlias = Any

RUNS = 400
"""The most coloured stretches in one cell; a redline of more is written in signs."""

SHADES = {**RELATIONS, **VERDICTS, "unmet": LILAC, "contradiction": AMBER}

A3 = 8
WIDE = 220
"""Characters across beyond which a sheet is printed on larger paper."""

LINE, TALLEST = 12.5, 400.0


@dataclass(frozen=True, slots=True)
class Lines:
    """Text of several lines, as against that of others, whose line breaks are not kept; on the colour of `value`."""

    lines: tuple[str, ...]
    value: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A mark with its word, on the colour of its value."""

    text: str
    value: str


@dataclass(frozen=True, slots=True)
class Redline:
    """The words of `after`, told from those of `before`."""

    before: str
    after: str


Cell = str | int | float | bool | None | Lines | Word | Redline


@dataclass(slots=True)
class Pens:
    """The formats of one workbook."""

    book: Workbook
    _made: dict[tuple[tuple[str, Any], ...], Format] = field(default_factory=dict)

    def get(self, **wanted: Any) -> Format:
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self.book.add_format({"valign": "top", "font_name": "Arial", "font_size": 9, **wanted})
        return self._made[key]


class Sheet:
    """Writes rows below one another. Text is never read as a formula, a link or a number."""

    def __init__(self, pens: Pens, sheet: Worksheet) -> None:
        self.pens, self.sheet, self.row = pens, sheet, 0
        self._widths: list[int] = []

    def table(self, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Cell]], keep: int = 1) -> None:
        """A heading row of (name, width in characters), then the rows; the first `keep` columns stay in sight."""
        bold = self.pens.get(bold=True, bg_color="#EEF1F5", text_wrap=True, bottom=1)
        top = self.row
        for n, (name, width) in enumerate(columns):
            self.sheet.set_column(n, n, width)
            self.sheet.write_string(top, n, short(name), bold)
        self.row += 1
        self._widths = [width for _, width in columns]
        if sum(self._widths) > WIDE:
            self.sheet.set_paper(A3)
        self.sheet.hide_gridlines(0)
        for cells in rows:
            self.sheet.set_row(self.row, self._height(cells))
            self.write(cells)
        self.sheet.freeze_panes(top + 1, keep)
        self.sheet.autofilter(top, 0, max(self.row - 1, top), len(columns) - 1)
        self.sheet.repeat_rows(top)

    def write(self, cells: Sequence[Cell], **pen: Any) -> None:
        for n, cell in enumerate(cells):
            self._cell(n, cell, pen)
        self.row += 1

    def _height(self, cells: Sequence[Cell]) -> float:
        """Room for the longest cell, since not every program finds it: points, up to what a row may have."""
        lines = max(_lines(cell, width) for cell, width in zip(cells, self._widths, strict=True))
        return min(TALLEST, LINE * lines)

    def _cell(self, column: int, cell: Cell, pen: dict[str, Any]) -> None:
        if isinstance(cell, bool) or cell is None:
            return
        if isinstance(cell, int | float):
            self.sheet.write_number(self.row, column, cell, self.pens.get(num_format="#,##0.##########", **pen))
        elif isinstance(cell, Redline):
            self._redline(column, cell)
        elif isinstance(cell, Word):
            self._text(column, short(cell.text), {**_shade(cell.value), **pen})
        elif isinstance(cell, Lines):
            self._text(column, cut("\n".join(map(safe, cell.lines))), {**_shade(cell.value), **pen})
        else:
            self._text(column, short(cell, CELL_LIMIT), pen)

    def _text(self, column: int, text: str, pen: dict[str, Any]) -> None:
        # A cell that a person opens for editing and leaves again would become a formula without the prefix.
        quoted = {"quote_prefix": True} if text.startswith(FORMULA) else {}
        if text:
            self.sheet.write_string(self.row, column, text, self.pens.get(text_wrap=True, **quoted, **pen))

    def _redline(self, column: int, cell: Redline) -> None:
        ops = readable(cell.before, cell.after)
        signs = plain(ops)
        if len(signs) > CELL_LIMIT or len(ops) > RUNS:
            self._text(column, short(signs, CELL_LIMIT), {})
            return
        if len(ops) < 2:
            self._runs(column, ops, signs)
            return
        pieces: list[Any] = []
        for op in ops:
            pieces += [self.pens.get(**_look(op)), op.text]
        self.sheet.write_rich_string(self.row, column, *pieces, self.pens.get(text_wrap=True))

    def _runs(self, column: int, ops: Sequence[Op], signs: str) -> None:
        """A cell of one stretch: it takes its colour from the cell, since rich text needs two."""
        look = _look(ops[0]) if ops else {}
        self._text(column, ops[0].text.strip() if look else signs, look)


def _lines(cell: Cell, width: int) -> int:
    """About the lines that a cell takes in a column of the width."""
    width = max(1, width * 11 // 10)
    if isinstance(cell, Redline):
        return 1 + (len(plain(readable(cell.before, cell.after))) // width)
    if isinstance(cell, Lines):
        return sum(1 + len(line) // width for line in cell.lines) or 1
    return 1 + len(cell.text if isinstance(cell, Word) else str(cell)) // width


def _look(op: Op) -> dict[str, Any]:
    """Red and struck, green and underlined; what moved is blue in both places."""
    if op.kind == "keep":
        return {}
    colour = "#1D5FA8" if op.move else {"delete": "#B3261E", "insert": "#1B7F3B"}[op.kind]
    return {"font_color": colour, **({"font_strikeout": True} if op.kind == "delete" else {"underline": 1})}


def _shade(value: str) -> dict[str, Any]:
    return {"bg_color": f"#{SHADES[value]}"} if value in SHADES else {}
