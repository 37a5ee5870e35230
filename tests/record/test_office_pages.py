"""The Word report of the record keeps to the pages that a reader has time for, and reads as a person would write."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from comparer.app.api import render
from comparer.report.formats.office.word_brief import choose_brief_style
from comparer.report.sections.brief import build_brief
from comparer.report.sections.word_table import CellState, build_word_table
from comparer.report.value.types import ReportValue
from tests.factories.reports import report_of
from tests.report.office_files import FINGERPRINT, W, as_pdf, body, members, sheets, words

ROOT = Path(__file__).resolve().parents[2]
LIVE_DRAFTS = ("us-28", "eu-counter", "geneva-19", "ukraine-20")
PAIR = ("us-28", "ukraine-20")
MAX_PAGES = {LIVE_DRAFTS: 12, PAIR: 6}
LETTERS_OF_A_PAGE = 4_900
"""Letters of a broad page of tables, as the rendered documents have them."""

MACHINE_PROSE = (
    "unnamed must",
    "anyone must not (",
    "≤ 0 days",
    "at most 0 days",
    "hold elections Elections",
    "let pass",
)


def record_report(plans: Sequence[str] = (), language: str = "") -> ReportValue:
    return report_of(*plans, language=language)


@cache
def document(plans: Sequence[str] = ()) -> bytes:
    content = render(record_report(plans), "docx")
    assert isinstance(content, bytes)
    return content


@cache
def workbook() -> bytes:
    content = render(record_report(LIVE_DRAFTS), "xlsx")
    assert isinstance(content, bytes)
    return content


def rendered_pages(soffice: str, plans: Sequence[str], folder: Path) -> list[str]:
    return as_pdf(soffice, document(plans), folder, "report.docx").removesuffix("\f").split("\f")


@pytest.mark.parametrize("plans", MAX_PAGES)
def test_the_document_has_no_more_letters_than_its_pages_hold(plans: tuple[str, ...]) -> None:
    assert len(words(body(document(plans)))) <= MAX_PAGES[plans] * LETTERS_OF_A_PAGE


def test_the_whole_record_is_shown_by_its_live_drafts_and_says_so() -> None:
    text = words(body(document()))
    assert "20 points · 24 Dec 2025" in text
    assert "russia-2021" not in text
    assert re.search(r"Further texts of the record that are not shown here: 14\b", text)


@pytest.mark.office
@pytest.mark.parametrize("plans", MAX_PAGES)
def test_the_document_keeps_to_its_pages_when_printed(plans: tuple[str, ...], soffice: str, tmp_path: Path) -> None:
    pages = rendered_pages(soffice, plans, tmp_path)
    assert len(pages) <= MAX_PAGES[plans]
    brief = build_brief(record_report(plans), build_word_table(record_report(plans)))
    last_sentence = brief.sections[-1].sentences[-1].text.split()
    assert " ".join(last_sentence[:4]) in " ".join(pages[0].split()), "the brief runs over its page"
    assert pages[1].lstrip().startswith("What each text says")
    assert all(f"Page {number} of {len(pages)}" in page for number, page in enumerate(pages, 1))


@pytest.mark.office
@pytest.mark.parametrize("language", ["uk", "ru"])
@pytest.mark.parametrize("plans", MAX_PAGES)
def test_a_language_of_longer_words_keeps_to_the_same_pages(
    plans: tuple[str, ...], language: str, soffice: str, tmp_path: Path
) -> None:
    content = render(record_report(plans, language), "docx")
    assert isinstance(content, bytes)
    text = as_pdf(soffice, content, tmp_path, "report.docx").removesuffix("\f")
    assert text.count("\f") + 1 <= MAX_PAGES[plans]


@pytest.mark.office
def test_every_sheet_is_one_page_wide_when_printed(soffice: str, tmp_path: Path) -> None:
    pages = as_pdf(soffice, workbook(), tmp_path, "report.xlsx").removesuffix("\f").split("\f")
    counted = [re.search(r"(Read me|Table|Changes|Red lines|Figures|Sources) · (\d+) / \d+", page) for page in pages]
    assert all(counted)
    table_pages = [page for page, result in zip(pages, counted, strict=True) if result and result[1] == "Table"]
    assert all("20 points" in page.splitlines()[0] + page for page in table_pages)
    assert sum(result is not None and result[1] == "Figures" for result in counted) == 1


def test_the_brief_is_set_in_a_size_that_can_be_read() -> None:
    for plans in MAX_PAGES:
        brief = build_brief(record_report(plans), build_word_table(record_report(plans)))
        assert choose_brief_style(brief) in ("BriefText", "BriefTextSmall")


def visible_texts() -> dict[str, str]:
    footer = next(part for name, part in members(document(LIVE_DRAFTS)).items() if "footer" in name)
    tables = sheets(workbook())
    return {
        "docx": words(body(document(LIVE_DRAFTS))) + words(ElementTree.fromstring(footer)),
        "xlsx": "\n".join(
            " ".join(row if name == "Read me" else row[: len(rows[0]) - 1])
            for name, rows in tables.items()
            for row in rows
        ),
    }


@pytest.mark.parametrize("name", ["docx", "xlsx"])
def test_no_fingerprint_no_digest_and_no_machine_prose_is_read(name: str) -> None:
    text = visible_texts()[name]
    assert not FINGERPRINT.search(text)
    assert not re.search(r"\b[0-9a-f]{64}\b", text)
    assert not re.search(r"declares \w+e ", text)
    assert not [phrase for phrase in MACHINE_PROSE if phrase in text]


def test_every_cell_that_is_not_empty_says_something() -> None:
    """Two words or a figure, in the words of the table as it is drawn."""
    table = next(body(document(LIVE_DRAFTS)).iter(W + "tbl"))
    rows = [["".join(words(paragraph) for paragraph in cell.iter(W + "p")) for cell in row.iter(W + "tc")]
            for row in table.iter(W + "tr")][1:]  # fmt: skip
    shown = {row.number: row for row in build_word_table(record_report(LIVE_DRAFTS)).leading_rows()}
    assert {row[0].split()[0] for row in rows} == set(shown)
    for row in rows:
        for cell, text in zip(shown[row[0].split()[0]].cells, row[1:], strict=True):
            if cell.state not in (CellState.NOTHING, CellState.UNREPORTED, CellState.STRUCK):
                first_line = text.splitlines()[0]
                assert len(first_line.split()) > 1 or re.search(r"\d", first_line), (row[0], cell.plan)


def test_what_is_open_in_the_latest_draft_is_named_clause_by_clause() -> None:
    report = record_report(LIVE_DRAFTS)
    open_clauses = [
        clause for clause in report["clauses"].values()
        if clause["plan"] == "ukraine-20" and clause["state"] in ("deferred", "contested")
    ]  # fmt: skip
    assert len(open_clauses) >= 8
    table = next(table for table in body(document(LIVE_DRAFTS)).iter(W + "tbl") if "Who wants what" in words(table))
    text = words(table)
    assert all((clause["short"] or clause["text"]) in text for clause in open_clauses)


@pytest.mark.office
def test_the_chart_is_drawn_with_its_figures(soffice: str, tmp_path: Path) -> None:
    pages = rendered_pages(soffice, LIVE_DRAFTS, tmp_path)
    bars = ("600,000", "800,000", "800,000", "800,000", "800,000")
    figures = next(page for page in pages if re.search(r"^Figures$", page, re.M))
    assert re.findall(r"\s([68]00,000)$", figures, re.M)[: len(bars)] == list(bars)
