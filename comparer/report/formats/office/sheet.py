"""One sheet of a workbook: a real table with a filter, a head that stays, widths, and text that stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from comparer.model.dates import parse_date
from comparer.report.formats.office.text import cut_safe_text, make_xml_safe
from comparer.report.words.escape import FORMULA_PREFIXES, MAX_CELL_CHARS, truncate_text
from comparer.report.words.redline import RedlineOp, format_plain_redline

# The library has no types of its own.
Format: TypeAlias = Any
Workbook: TypeAlias = Any
Worksheet: TypeAlias = Any

MAX_RICH_TEXT_RUNS = 400
"""The most coloured stretches in one cell; a redline of more is written in signs."""

MAX_HEADING_CHARS = 250
MAX_SHEET_NAME_UNITS = 31
"""UTF-16 units, in which the programs count."""
MAX_ADDRESS_CHARS = 2_000
"""Characters beyond which no program opens a link."""

NUMBER_FORMATS = {True: "#,##0_)_)", False: "#,##0.0#########_)_)"}
"""Of whole numbers and of others, with a little room behind."""
HEADING_COLOUR, RULE_COLOUR, LINK_COLOUR = "#E3E8EF", "#C9D0DA", "#1B4B8F"
A3_PAPER_CODE, A4_PAPER_CODE = 8, 9
MAX_A4_WIDTH_CHARS = 190
"""Characters across beyond which a sheet is printed on larger paper."""

LETTERS_PER_WIDTH = 1.25
"""Letters of running text for one digit of width."""
LINE_HEIGHT_POINTS, MAX_ROW_HEIGHT_POINTS = 12.5, 400.0
_EPOCH = date(1899, 12, 30)
_FORBIDDEN_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_RESERVED_SHEET_NAME = "history"


def choose_sheet_names(titles: Iterable[str]) -> list[str]:
    """A name for each sheet that the programs admit, close to its title, and no two alike whatever their case.

    Titles are free of signs that XML does not admit.
    """
    names: list[str] = []
    count_by_name: dict[str, int] = {}
    for number, title in enumerate(titles, 1):
        name = _cut_units(_FORBIDDEN_IN_SHEET_NAME.sub(" ", title).strip(" '"), MAX_SHEET_NAME_UNITS)
        name = name if name and name.lower() != _RESERVED_SHEET_NAME else f"{name} {number}".strip()
        while (count := count_by_name.get(name.lower(), 0)) > 0:
            count_by_name[name.lower()] = count + 1
            ending = f" ({count + 1})"
            name = _cut_units(name, MAX_SHEET_NAME_UNITS - len(ending)) + ending
        count_by_name[name.lower()] = 1
        names.append(name)
    return names


def _cut_units(text: str, limit: int) -> str:
    return text.encode("utf-16-le")[: limit * 2].decode("utf-16-le", "ignore").rstrip(" '")


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its heading; its width is in characters. A hidden one holds ids for programs."""

    heading: str
    width: int
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class LinesCell:
    """Text of several lines, as against that of others, whose line breaks are not kept."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FilledText:
    """Text on a background of six hexadecimal digits; `is_muted` where it stands for words that are not there."""

    text: str
    fill_colour: str = ""
    is_muted: bool = False


@dataclass(frozen=True, slots=True)
class RedlineCell:
    """The words of two texts, what was taken out struck and what was put in underlined."""

    ops: tuple[RedlineOp, ...]


@dataclass(frozen=True, slots=True)
class DateCell:
    """A date of the record: a date for the program where it names a day, else text."""

    iso_date: str


@dataclass(frozen=True, slots=True)
class AddressCell:
    """An address of the web, as a link; one of any other kind stays text."""

    address: str


CellValue: TypeAlias = str | int | float | LinesCell | FilledText | RedlineCell | DateCell | AddressCell | None


@dataclass(slots=True)
class CellFormats:
    """The formats of one workbook."""

    workbook: Workbook
    _format_cache: dict[tuple[tuple[str, Any], ...], Format] = field(default_factory=dict)

    def get_format(self, **format_properties: Any) -> Format:
        if format_properties.get("text_wrap"):
            format_properties = {"indent": 1, **format_properties}  # lest the words of two columns touch
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
        self._widths: list[int] = []

    def write_table(
        self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[CellValue]], frozen_columns: int = 1
    ) -> int:
        """A table below what the sheet has; `name` is for formulas. Returns the first row of its data.

        The head of the first table stays in sight. A column is as wide as the widest of any table asks for.
        """
        is_first = not self._widths
        self._widths += [0] * (len(columns) - len(self._widths))
        for index, column in enumerate(columns):
            self._widths[index] = max(self._widths[index], column.width)
            self.worksheet.set_column(index, index, self._widths[index], None, {"hidden": column.is_hidden})
        is_wide = sum(column.width for column in columns if not column.is_hidden) > MAX_A4_WIDTH_CHARS
        self.worksheet.set_paper(A3_PAPER_CODE if is_wide else A4_PAPER_CODE)
        heading_row = self.row_index
        self.row_index += 1
        for cells in rows:
            self.worksheet.set_row(self.row_index, _row_height_points(cells, columns))
            self.write_row(cells, bottom=4, bottom_color=RULE_COLOUR)
            self.row_index += 1
        last_row = max(self.row_index - 1, heading_row + 1)
        self.worksheet.set_row(heading_row, LINE_HEIGHT_POINTS * (1 + _heading_line_count(columns)))
        self.worksheet.add_table(heading_row, 0, last_row, len(columns) - 1, self._table_options(name, columns))
        if is_first:
            self.worksheet.freeze_panes(heading_row + 1, frozen_columns)
            self.worksheet.repeat_rows(heading_row)
        self.row_index = last_row + 1
        return heading_row + 1

    def write_row(self, cells: Sequence[CellValue], **format_properties: Any) -> None:
        """The cells of the row at hand."""
        for column, cell in enumerate(cells):
            self._write_cell(column, cell, format_properties)

    def _table_options(self, name: str, columns: Sequence[Column]) -> dict[str, Any]:
        heading_format = self.formats.get_format(bold=True, bg_color=HEADING_COLOUR, text_wrap=True, bottom=1)
        headings = unique_headings([column.heading for column in columns])
        return {
            "name": name,
            "style": None,
            "columns": [{"header": heading, "header_format": heading_format} for heading in headings],
        }

    def _write_cell(self, column: int, cell: CellValue, format_properties: Mapping[str, object]) -> None:
        if isinstance(cell, int | float):
            is_whole = float(cell).is_integer()
            number_format = self.formats.get_format(num_format=NUMBER_FORMATS[is_whole], **format_properties)
            self.worksheet.write_number(self.row_index, column, cell, number_format)
        elif isinstance(cell, RedlineCell):
            self._write_redline(column, cell.ops, format_properties)
        elif isinstance(cell, DateCell):
            self._write_date(column, cell.iso_date, format_properties)
        elif isinstance(cell, AddressCell):
            self._write_address(column, cell.address, format_properties)
        elif isinstance(cell, FilledText):
            fill = {"bg_color": f"#{cell.fill_colour}"} if cell.fill_colour else {}
            muted = {"font_color": "#5B6673"} if cell.is_muted else {}
            self._write_text(column, cut_safe_text(cell.text, MAX_CELL_CHARS), {**format_properties, **fill, **muted})
        elif isinstance(cell, LinesCell):
            text = truncate_text("\n".join(map(make_xml_safe, cell.lines)))
            self._write_text(column, text, format_properties)
        else:
            self._write_text(column, cut_safe_text(cell or "", MAX_CELL_CHARS), format_properties)

    def _write_text(self, column: int, text: str, format_properties: Mapping[str, object]) -> None:
        # A cell that a person opens for editing and leaves again would become a formula without the prefix.
        quote_properties = {"quote_prefix": True} if text.startswith(FORMULA_PREFIXES) else {}
        text_format = self.formats.get_format(text_wrap=True, **quote_properties, **format_properties)
        if text:
            self.worksheet.write_string(self.row_index, column, text, text_format)
        elif format_properties:
            self.worksheet.write_blank(self.row_index, column, None, text_format)

    def _write_date(self, column: int, iso_date: str, format_properties: Mapping[str, object]) -> None:
        parsed_date = parse_date(iso_date)
        days = (parsed_date.first_day - _EPOCH).days if parsed_date and parsed_date.day else 0
        if days <= 0:
            self._write_text(column, make_xml_safe(iso_date), format_properties)
            return
        date_format = self.formats.get_format(num_format="yyyy-mm-dd", align="left", indent=1, **format_properties)
        self.worksheet.write_number(self.row_index, column, days, date_format)

    def _write_address(self, column: int, address: str, format_properties: Mapping[str, object]) -> None:
        safe_address = make_xml_safe(address)
        is_link = safe_address.startswith(("https://", "http://")) and " " not in safe_address
        if not is_link or len(safe_address) > MAX_ADDRESS_CHARS:
            self._write_text(column, cut_safe_text(address), format_properties)
            return
        link_format = self.formats.get_format(font_color=LINK_COLOUR, underline=1, indent=1, **format_properties)
        self.worksheet.write_url(self.row_index, column, safe_address, link_format, string=safe_address)

    def _write_redline(self, column: int, ops: Sequence[RedlineOp], format_properties: Mapping[str, object]) -> None:
        plain_redline = format_plain_redline(ops)
        if len(plain_redline) > MAX_CELL_CHARS or not 1 < len(ops) <= MAX_RICH_TEXT_RUNS:
            self._write_text(column, cut_safe_text(plain_redline, MAX_CELL_CHARS), format_properties)
            return
        rich_text_pieces: list[Any] = []
        for op in ops:
            rich_text_pieces += [self.formats.get_format(**_redline_format_properties(op)), op.text]
        cell_format = self.formats.get_format(text_wrap=True, **format_properties)
        self.worksheet.write_rich_string(self.row_index, column, *rich_text_pieces, cell_format)


def unique_headings(headings: Sequence[str]) -> list[str]:
    """The headings made safe, each another than those before it, since a table takes none twice."""
    result: list[str] = []
    seen: set[str] = set()
    for heading in headings:
        safe_heading = cut_safe_text(heading, MAX_HEADING_CHARS) or "–"
        candidate, number = safe_heading, 1
        while candidate.lower() in seen:
            number += 1
            candidate = f"{safe_heading} ({number})"
        seen.add(candidate.lower())
        result.append(candidate)
    return result


def _row_height_points(cells: Sequence[CellValue], columns: Sequence[Column]) -> float:
    """Room for the longest cell, since not every program finds it: points, up to what a row may have."""
    line_counts = [
        estimate_line_count(cell, column.width)
        for cell, column in zip(cells, columns, strict=True)
        if not column.is_hidden
    ]
    return min(MAX_ROW_HEIGHT_POINTS, LINE_HEIGHT_POINTS * max(line_counts, default=1) + 2)


def _heading_line_count(columns: Sequence[Column]) -> int:
    return max(len(column.heading) // max(1, column.width - 2) for column in columns if not column.is_hidden)


def estimate_line_count(cell: CellValue, width: int) -> int:
    """About the lines that a cell takes in a column of the width."""
    width = max(1, round(width * LETTERS_PER_WIDTH))
    if isinstance(cell, LinesCell):
        return sum(1 + len(line) // width for line in cell.lines) or 1
    if isinstance(cell, RedlineCell):
        return 1 + sum(len(op.text) for op in cell.ops) // width
    text = cell.text if isinstance(cell, FilledText) else cell
    return 1 + len(text) // width if isinstance(text, str) else 1


def _redline_format_properties(op: RedlineOp) -> dict[str, object]:
    """Red and struck, green and underlined; what moved is blue in both places."""
    if op.kind == "keep":
        return {}
    colour = "#1D5FA8" if op.move else {"delete": "#B3261E", "insert": "#1B7F3B"}[op.kind]
    return {"font_color": colour, **({"font_strikeout": True} if op.kind == "delete" else {"underline": 1})}
