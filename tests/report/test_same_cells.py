"""One table in words in every format: the same rows, the same words in their cells, and the same states and lines."""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile
from functools import cache
from typing import Any
from xml.etree import ElementTree

import pytest

from comparer.report.render import RenderOptions, render
from comparer.report.sections.table_values import TableCell, TableRow
from comparer.report.sections.word_table import build_word_table
from tests.report.test_word_table import FOUR, record_report

FORMATS = ("table", "md", "text", "csv", "html", "docx", "xlsx")


def leading_cells() -> list[tuple[TableRow, TableCell]]:
    """The cells with words of the rows that every format shows first: some sixty for four drafts."""
    table = build_word_table(record_report(*FOUR))
    return [(row, cell) for row in table.leading_rows() for cell in row.cells if cell.words]


def level(text: str) -> str:
    """Text without the ways in which formats break and mark it: white space, escapes, quotation marks."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"\\(?=[^\w\s])", "", text))).replace("’", "'")


@cache
def shown_text(name: str) -> str:
    """All that a reader of a format can see, in its order."""
    content = render(name, record_report(*FOUR), RenderOptions(width=200, sections=TABLE_ONLY.get(name, ())))
    if isinstance(content, bytes):
        return level(_docx_text(content) if name == "docx" else _xlsx_text(content))
    if name == "html":
        body = re.sub(r"(?s)<(style|script)\b.*?</\1>", " ", content)
        return level(re.sub(r"<[^>]*>", " ", body))
    return level(content)


TABLE_ONLY: dict[str, tuple[str, ...]] = {"table": ("table",)}


def _docx_text(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return _joined_text(package.read("word/document.xml"), "p", WORD)


def _xlsx_text(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return _joined_text(package.read("xl/sharedStrings.xml"), "si", SHEET)


WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def _joined_text(part: bytes, unit: str, space: str) -> str:
    """The text of each paragraph or string, whatever runs it is cut into."""
    units = ElementTree.fromstring(part).iter(f"{space}{unit}")
    return " ".join("".join(text.text or "" for text in each.iter(f"{space}t")) for each in units)


@pytest.mark.parametrize("name", FORMATS)
def test_the_leading_cells_stand_in_every_format(name: str) -> None:
    cells = leading_cells()
    assert len(cells) >= 40
    text = shown_text(name)
    missing = [(row.id, cell.plan) for row, cell in cells if level(cell.words) not in text]
    assert not missing, f"{name} lacks the words of {missing}"


@pytest.mark.parametrize("name", FORMATS)
def test_the_rows_have_the_same_labels_in_every_format(name: str) -> None:
    labels = {row.label for row, _ in leading_cells()}
    assert {label for label in labels if level(label) not in shown_text(name)} == set()


def test_formats_of_cells_give_each_cell_its_words_and_state_in_its_own_place() -> None:
    table = build_word_table(record_report(*FOUR))
    records: list[dict[str, Any]] = list(csv.DictReader(io.StringIO(str(render("csv", record_report(*FOUR))))))
    cells = {(record["question_id"], record["plan"]): (record["words"], record["state"]) for record in records}
    assert cells == {(row.id, cell.plan): (cell.words, cell.state) for row in table.rows for cell in row.cells}


def test_a_cell_of_markdown_has_its_words_in_the_column_of_its_plan() -> None:
    lines = str(render("md", record_report(*FOUR), RenderOptions(sections=("table",)))).splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("| <a id")]
    table = build_word_table(record_report(*FOUR))
    assert len(rows) == len(table.rows)
    for row, columns in zip(table.rows, rows, strict=True):
        assert level(row.label) in level(columns[0])
        for cell, column in zip(row.cells, columns[1:], strict=True):
            assert level(cell.words) in level(column)
