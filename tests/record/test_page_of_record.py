"""The page of the record as a reader gets it: small, in words, and on few sheets of paper."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from comparer.report.formats.html import render
from comparer.report.options import RenderOptions
from comparer.report.sections.open_points import build_open_points
from comparer.report.sections.word_table import build_word_table
from comparer.report.value.types import ReportValue
from tests.factories.reports import report_of
from tests.report.test_html import Parsed
from tests.report.test_page_browser import ARGUMENTS, DESK

ROOT = Path(__file__).resolve().parents[2]
LIVE_DRAFTS = ["us-28", "eu-counter", "geneva-19", "ukraine-20"]
MAX_PAGE_BYTES = 1_500_000
MAX_SHEETS = 6
MACHINE_PROSE = (
    r"unnamed must", r"anyone must not \(", r"≤ 0 days", r"hold elections Elections", r"let pass", r"\b[0-9a-f]{12}\b",
    r"[0-9a-f]{64}",
)  # fmt: skip


def record_report() -> ReportValue:
    return report_of()


@cache
def record_page() -> str:
    return render(record_report(), RenderOptions())


def test_the_page_of_the_whole_record_is_small() -> None:
    assert len(record_page().encode()) < MAX_PAGE_BYTES


def test_no_prose_of_the_machine_is_read() -> None:
    text = Parsed(record_page()).text
    assert {pattern: re.findall(pattern, text) for pattern in MACHINE_PROSE} == {
        pattern: [] for pattern in MACHINE_PROSE
    }


def test_every_cell_with_words_has_two_or_a_figure() -> None:
    report = record_report()
    table = build_word_table(report, [plan["id"] for plan in report["plans"]])
    poor = [cell.words for row in table.rows for cell in row.cells if cell.words and not is_telling(cell.words)]
    assert not poor


def is_telling(words: str) -> bool:
    return len(words.split()) > 1 or bool(re.search(r"\d", words))


def test_the_list_of_open_points_names_every_clause_that_is_left_open() -> None:
    report = record_report()
    latest = LIVE_DRAFTS[-1]
    section = record_page().partition('<section id="open"')[2].partition("</ol>")[0]
    clauses = [clause.clause for point in build_open_points(report, latest).points for clause in point.clauses]
    assert len(clauses) >= 8
    assert all(f'href="#c-{latest}/{clause}"' in section for clause in clauses)


@pytest.fixture
def page(chromium: str, tmp_path: Path) -> Any:
    from playwright.sync_api import sync_playwright

    (tmp_path / "page.html").write_text(record_page(), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        opened = browser.new_page(viewport=DESK)
        opened.goto((tmp_path / "page.html").as_uri())
        yield opened
        browser.close()


@pytest.mark.browser
def test_the_live_drafts_stand_first_and_all_plans_are_one_click_away(page: Any) -> None:
    names = {plan["id"]: plan["name"] for plan in record_report()["plans"]}
    heads = page.locator("#say thead th:visible span:first-child")
    assert heads.all_inner_texts() == [names[plan] for plan in LIVE_DRAFTS]
    page.check("#all-plans")
    assert heads.count() == len(names)
    assert page.evaluate("document.documentElement.scrollWidth") <= DESK["width"]


@pytest.mark.browser
def test_the_page_prints_on_few_sheets_with_their_numbers(page: Any) -> None:
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= MAX_SHEETS
