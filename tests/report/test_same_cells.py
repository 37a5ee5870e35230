"""The table in words is one: the same cells stand in every format that people read."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from functools import cache
from pathlib import Path

import pytest

from comparer.app.api import compare, load_workspace
from comparer.report.render import RenderOptions, render
from comparer.report.sections.word_table import CellState, TableCell, build_word_table
from comparer.report.value.types import ReportValue
from tests.report.office_files import body, sheets, words

ROOT = Path(__file__).resolve().parents[2]
LIVE_DRAFTS = ("us-28", "eu-counter", "geneva-19", "ukraine-20")
OPTIONS = {"table": RenderOptions(width=400, sections=("table",))}
"""The terminal's screen has room for fewer rows; the part by its name has all."""


@cache
def report() -> ReportValue:
    return compare(load_workspace(ROOT), list(LIVE_DRAFTS))


def leading_cells() -> list[tuple[str, TableCell]]:
    return [(row.label, cell) for row in build_word_table(report()).leading_rows() for cell in row.cells]


@cache
def told(name: str) -> str:
    """All text of a format on one line, without its escapes."""
    content = render(name, report(), OPTIONS.get(name))
    if isinstance(content, bytes):
        text = words(body(content)) if name == "docx" else " ".join(" ".join(row) for row in sheets(content)["Table"])
    elif name == "csv":
        text = " ".join(" ".join(row.values()) for row in csv.DictReader(io.StringIO(content)))
    elif name == "html":
        text = html.unescape(re.sub(r"<[^>]+>", " ", content)) + json_strings(content)
    else:
        text = re.sub(r"\\(.)", r"\1", content.replace("<!-- -->", "")) if name == "md" else content
    return re.sub(r"[\s*_]+", " ", html.unescape(text))


def json_strings(page: str) -> str:
    """The texts of the data that the script of a page draws."""
    found = re.findall(r'<script[^>]*type="application/json"[^>]*>(.*?)</script>', page, re.S)
    return " ".join(json.dumps(json.loads(data), ensure_ascii=False) for data in found)


@pytest.mark.parametrize("name", ["html", "docx", "xlsx", "csv", "md", "table"])
def test_every_format_holds_the_same_sixty_cells(name: str) -> None:
    cells = leading_cells()
    assert len(cells) == 60
    worded = [(label, cell) for label, cell in cells if cell.words]
    assert len(worded) > 40
    missing = [(label, cell.plan, cell.words) for label, cell in worded if cell.words not in told(name)]
    assert missing == []
    assert all(label in told(name) for label, _ in cells)
    assert {CellState.STRUCK, CellState.UNREPORTED, CellState.NOTHING} <= {cell.state for _, cell in cells}
    for word in ("struck", "not reported", "nothing on it"):
        assert word in told(name)
