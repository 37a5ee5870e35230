"""One sheet of a workbook: a heading row that stays, a filter, widths, and text that stays text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from comparer.report.formats.office.shades import AMBER, LILAC, RELATION_COLOURS, VERDICT_COLOURS
from comparer.report.formats.office.text import cut_safe_text, make_xml_safe, readable_redline
from comparer.report.words.escape import FORMULA_PREFIXES, MAX_CELL_CHARS, truncate_text
from comparer.report.words.redline import RedlineOp, format_plain_redline

# The library has no types of its own.
Format: TypeAlias = Any
Workbook: TypeAlias = Any
Worksheet: TypeAlias = Any

MAX_RICH_TEXT_RUNS = 400
"""The most coloured stretches in one cell; a redline of more is written in signs."""

VALUE_COLOURS = {**RELATION_COLOURS, **VERDICT_COLOURS, "unmet": LILAC, "contradiction": AMBER}

A3_PAPER_CODE = 8
MAX_A4_WIDTH_CHARS = 220
"""Characters across beyond which a sheet is printed on larger paper."""

LINE_HEIGHT_POINTS, MAX_ROW_HEIGHT_POINTS = 12.5, 400.0


@dataclass(frozen=True, slots=True)
class MultilineCell:
    """Text of several lines, as against that of others, whose line breaks are not kept; on the colour of `value`."""

    lines: tuple[str, ...]
    value: str = ""


@dataclass(frozen=True, slots=True)
class BadgeCell:
    """A mark with its word, on the colour of its value."""

    text: str
    value: str


@dataclass(frozen=True, slots=True)
class RedlineCell:
    """The words of `after`, told from those of `before`."""

    before: str
    after: str


CellValue = str | int | float | bool | None | MultilineCell | BadgeCell | RedlineCell


@dataclass(slots=True)
class CellFormats:
    """The formats of one workbook."""

    workbook: Workbook
    _format_cache: dict[tuple[tuple[str, Any], ...], Format] = field(default_factory=dict)

    def get_format(self, **format_properties: Any) -> Format:
        cache_key = tuple(sorted(format_properties.items()))
        if cache_key not in self._format_cache:
            self._format_cache[cache_key] = self.workbook.add_format(
                {"valign": "top", "font_name": "Arial", "font_size": 9, **format_properties}
            )
        return self._format_cache[cache_key]


class SheetWriter:
    """Writes rows below one another. Text is never read as a formula, a link or a number."""

    def __init__(self, formats: CellFormats, worksheet: Worksheet) -> None:
        self.formats, self.worksheet, self.row_index = formats, worksheet, 0
        self._column_widths: list[int] = []

    def write_table(
        self, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[CellValue]], frozen_columns: int = 1
    ) -> None:
        """A heading row of (name, width in characters), then the rows; the first `keep` columns stay in sight."""
        heading_format = self.formats.get_format(bold=True, bg_color="#EEF1F5", text_wrap=True, bottom=1)
        heading_row = self.row_index
        for column, (name, width) in enumerate(columns):
            self.worksheet.set_column(column, column, width)
            self.worksheet.write_string(heading_row, column, cut_safe_text(name), heading_format)
        self.row_index += 1
        self._column_widths = [width for _, width in columns]
        if sum(self._column_widths) > MAX_A4_WIDTH_CHARS:
            self.worksheet.set_paper(A3_PAPER_CODE)
        self.worksheet.hide_gridlines(0)
        for cells in rows:
            self.worksheet.set_row(self.row_index, self._row_height_points(cells))
            self.write_row(cells)
        self.worksheet.freeze_panes(heading_row + 1, frozen_columns)
        self.worksheet.autofilter(heading_row, 0, max(self.row_index - 1, heading_row), len(columns) - 1)
        self.worksheet.repeat_rows(heading_row)

    def write_row(self, cells: Sequence[CellValue], **format_properties: Any) -> None:
        for column, cell in enumerate(cells):
            self._write_cell(column, cell, format_properties)
        self.row_index += 1

    def _row_height_points(self, cells: Sequence[CellValue]) -> float:
        """Room for the longest cell, since not every program finds it: points, up to what a row may have."""
        line_count = max(
            _estimate_line_count(cell, width) for cell, width in zip(cells, self._column_widths, strict=True)
        )
        return min(MAX_ROW_HEIGHT_POINTS, LINE_HEIGHT_POINTS * line_count)

    def _write_cell(self, column: int, cell: CellValue, format_properties: Mapping[str, object]) -> None:
        if isinstance(cell, bool) or cell is None:
            return
        if isinstance(cell, int | float):
            self.worksheet.write_number(
                self.row_index,
                column,
                cell,
                self.formats.get_format(num_format="#,##0.##########", **format_properties),
            )
        elif isinstance(cell, RedlineCell):
            self._write_redline(column, cell)
        elif isinstance(cell, BadgeCell):
            self._write_text(
                column, cut_safe_text(cell.text), {**_value_fill_properties(cell.value), **format_properties}
            )
        elif isinstance(cell, MultilineCell):
            self._write_text(
                column,
                truncate_text("\n".join(map(make_xml_safe, cell.lines))),
                {**_value_fill_properties(cell.value), **format_properties},
            )
        else:
            self._write_text(column, cut_safe_text(cell, MAX_CELL_CHARS), format_properties)

    def _write_text(self, column: int, text: str, format_properties: Mapping[str, object]) -> None:
        # A cell that a person opens for editing and leaves again would become a formula without the prefix.
        quote_properties = {"quote_prefix": True} if text.startswith(FORMULA_PREFIXES) else {}
        if text:
            self.worksheet.write_string(
                self.row_index,
                column,
                text,
                self.formats.get_format(text_wrap=True, **quote_properties, **format_properties),
            )

    def _write_redline(self, column: int, cell: RedlineCell) -> None:
        ops = readable_redline(cell.before, cell.after)
        plain_redline = format_plain_redline(ops)
        if len(plain_redline) > MAX_CELL_CHARS or len(ops) > MAX_RICH_TEXT_RUNS:
            self._write_text(column, cut_safe_text(plain_redline, MAX_CELL_CHARS), {})
            return
        if len(ops) < 2:
            self._write_single_run(column, ops, plain_redline)
            return
        rich_text_pieces: list[Any] = []
        for op in ops:
            rich_text_pieces += [self.formats.get_format(**_redline_format_properties(op)), op.text]
        self.worksheet.write_rich_string(
            self.row_index, column, *rich_text_pieces, self.formats.get_format(text_wrap=True)
        )

    def _write_single_run(self, column: int, ops: Sequence[RedlineOp], plain_redline: str) -> None:
        """A cell of one stretch: it takes its colour from the cell, since rich text needs two."""
        format_properties = _redline_format_properties(ops[0]) if ops else {}
        self._write_text(column, ops[0].text.strip() if format_properties else plain_redline, format_properties)


def _estimate_line_count(cell: CellValue, width: int) -> int:
    """About the lines that a cell takes in a column of the width."""
    width = max(1, width * 11 // 10)
    if isinstance(cell, RedlineCell):
        return 1 + (len(format_plain_redline(readable_redline(cell.before, cell.after))) // width)
    if isinstance(cell, MultilineCell):
        return sum(1 + len(line) // width for line in cell.lines) or 1
    return 1 + len(cell.text if isinstance(cell, BadgeCell) else str(cell)) // width


def _redline_format_properties(op: RedlineOp) -> dict[str, object]:
    """Red and struck, green and underlined; what moved is blue in both places."""
    if op.kind == "keep":
        return {}
    colour = "#1D5FA8" if op.move else {"delete": "#B3261E", "insert": "#1B7F3B"}[op.kind]
    return {"font_color": colour, **({"font_strikeout": True} if op.kind == "delete" else {"underline": 1})}


def _value_fill_properties(value: str) -> dict[str, object]:
    return {"bg_color": f"#{VALUE_COLOURS[value]}"} if value in VALUE_COLOURS else {}
