"""The part of a report towards agreement in the formats of text and in Word: short by default, whole on request."""

from __future__ import annotations

import io
from typing import Any

import pytest

from comparer.report.render import RenderOptions, render
from comparer.report.sections.agreement_parts import commands_sentence
from comparer.report.words.sentences import ReportSentences
from tests.report.agreement_sample import AGREEMENT
from tests.report.sample import sample

LINE = "Towards agreement: comparer bridges, matrix"


def report() -> dict[str, Any]:
    return sample() | {"agreement": AGREEMENT}


def word_paragraphs(content: str | bytes) -> list[str]:
    docx = pytest.importorskip("docx")
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


def test_the_line_names_each_command_once_and_no_plan() -> None:
    assert commands_sentence(ReportSentences(report())) == LINE
    assert commands_sentence(ReportSentences(sample())) == ""


@pytest.mark.parametrize("name", ["table", "md", "text"])
def test_a_short_report_has_the_line_and_no_table_of_the_tools(name: str) -> None:
    shown = str(render(name, report(), RenderOptions(width=100)))
    assert LINE in shown
    assert "No text on the table helps." not in shown
    assert LINE not in str(render(name, sample(), RenderOptions(width=100)))


def test_markdown_in_full_has_every_table_with_its_text_made_safe() -> None:
    shown = str(render("md", report(), RenderOptions(sections=("agreement",))))
    assert "## Towards agreement" in shown
    assert "<b>" not in shown
    assert r"none \| helps" in shown
    assert "No text on the table helps." in shown
    assert "1 Port: upon: signature" in shown


def test_the_page_shows_entries_behind_a_click_and_text_of_others_as_text() -> None:
    shown = str(render("html", report(), RenderOptions()))
    assert '<details id="bridge-boats"><summary>Boats</summary>' in shown
    assert "Boats &lt;b&gt;kept&lt;/b&gt;" in shown
    assert shown.count('class="due upon"') == 1
    assert shown.count('class="due none"') == 1


def test_word_says_little_first_and_has_all_of_it_in_the_annex() -> None:
    short, full = (word_paragraphs(render("docx", report(), RenderOptions(full=is_full))) for is_full in (False, True))
    assert LINE in short
    assert "Port#1 draft" not in short
    assert "Port#1 draft" in full
    assert "Boats <b>kept</b>" in full
