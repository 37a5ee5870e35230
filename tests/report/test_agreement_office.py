"""The tools towards agreement in Word: no question stands at the foot of a page, away from its text."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from comparer.report.render import RenderOptions, render
from tests.agreement.test_single_text import FOCUS
from tests.app.command import here
from tests.factories.reports import report_of
from tests.factories.small_workspaces import ROOT
from tests.report.office_files import S, members


def paragraphs(tmp_path: Path, *words: str) -> list[Any]:
    docx = pytest.importorskip("docx")
    target = tmp_path / "out.docx"
    assert here(*words, "--format", "docx", "--output", str(target), cwd=ROOT).code == 0
    return list(docx.Document(io.BytesIO(target.read_bytes())).paragraphs)


def test_a_question_of_the_single_text_stays_on_the_page_of_its_text(tmp_path: Path) -> None:
    drawn = paragraphs(tmp_path, "draft", *FOCUS)
    questions = [item for item in drawn if item.text[:2].strip(".").isdigit() and ". " in item.text[:4]]
    assert len(questions) > 80
    assert all(item.paragraph_format.keep_with_next for item in questions)
    assert drawn[-1].paragraph_format.keep_with_next is None


def test_each_table_of_an_order_of_steps_has_its_heading(tmp_path: Path) -> None:
    headings = [item.text for item in paragraphs(tmp_path, "matrix", "ukraine-20") if item.style.name == "Heading 3"]
    assert headings == ["Events", "Delays", "Order on other readings"]


def worksheets(content: bytes) -> list[ElementTree.Element]:
    parts = members(content).items()
    return [ElementTree.fromstring(part) for name, part in parts if name.startswith("xl/worksheets/sheet")]


def column_widths(sheet: ElementTree.Element) -> list[float]:
    return [float(column.get("width", "0")) for column in sheet.iter(f"{S}col")]


def test_of_several_tables_on_a_sheet_the_head_of_the_first_stays_in_sight() -> None:
    content = render("xlsx", report_of(*FOCUS), RenderOptions(sections=("agreement",)))
    assert isinstance(content, bytes)
    several = [sheet for sheet in worksheets(content) if len(list(sheet.iter(f"{S}tablePart"))) > 1]
    assert several
    for sheet in several:
        assert [pane.get("topLeftCell") for pane in sheet.iter(f"{S}pane")] == ["B2"]
        assert len(set(column_widths(sheet))) == 1, "rows are as high as columns of this width ask for"


def test_a_workbook_of_one_tool_can_be_read_when_it_is_printed(tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    assert here("matrix", "us-28", "--format", "xlsx", "--output", str(target), cwd=ROOT).code == 0
    assert all(sum(column_widths(sheet)) <= 190 for sheet in worksheets(target.read_bytes()))
