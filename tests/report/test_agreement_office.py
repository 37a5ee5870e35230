"""The tools towards agreement in Word: no question stands at the foot of a page, away from its text."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from tests.agreement.test_single_text import FOCUS
from tests.app.command import here
from tests.factories.small_workspaces import ROOT


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
