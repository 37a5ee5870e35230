"""The screen that `compare` ends in: it fits, its cells hold words, and it says what stands behind it."""

from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

import comparer
from comparer.report.formats.brief_page import render_brief
from comparer.report.formats.terminal import render_first_screen
from comparer.report.formats.terminal_screen import MAX_SCREEN_LINES, cut_to_lines
from comparer.report.render import RenderOptions, render
from comparer.report.sections.table_values import CHIP_VERDICTS, LineChip
from comparer.report.sections.word_table import build_word_table
from comparer.report.words.chips import chip_legend, chip_text
from comparer.report.words.escape import display_width
from comparer.resources.message_catalogue import load_catalogue
from tests.report.sample import sample
from tests.report.test_word_table import FOUR, ROOT, record_report

HARBOUR = ROOT / "tests" / "workspaces" / "harbour"


def screen(report: Any, width: int = 80, **options: Any) -> str:
    return str(render("table", report, RenderOptions(width=width, **options)))


@pytest.mark.parametrize("plans", [(), FOUR, ("us-28", "ukraine-20"), ("us-28",), ("geneva-19", "ukraine-20")])
def test_the_screen_fits_a_terminal_of_40_lines_and_80_columns(plans: tuple[str, ...]) -> None:
    text = render_first_screen(record_report(*plans), RenderOptions(width=80), ("Reports in reports/: all",))
    assert len(text.splitlines()) <= MAX_SCREEN_LINES
    assert max(map(display_width, text.splitlines())) <= 80
    assert text.splitlines()[-1] == "Reports in reports/: all"


def test_the_screen_of_the_record_says_what_it_shows_of_what_and_what_matters_most() -> None:
    text = screen(record_report())
    lines = text.splitlines()
    assert lines[0] == "Plans for an end to the war between Russia and Ukraine (4 of 18 plans)"
    assert "14 more plans: --all-plans" in lines[1]
    assert "in part: Geneva revision" in lines[1]
    for wanted in ("US draft", "E3 edit", "20 points", "At most 600,000", "✗UA", "… left open"):
        assert wanted in text
    for heading in ("Where no wording helps:", "What is common:", "Still open:", "What the law asks first:"):
        assert heading in text


def test_of_two_plans_of_one_date_the_questions_of_the_one_in_the_brief_are_counted() -> None:
    report = deepcopy(record_report("us-28", "ukraine-20"))
    for plan in report["plans"]:
        plan["issued"] = "2026-01-01"
    assert "8 questions are left open in the 20 points." in render_brief("text", report, RenderOptions())
    assert "Still open: 8 in the 20 points: " in screen(report)


def test_a_pair_has_two_columns_and_more_room_for_words() -> None:
    text = screen(record_report("us-28", "ukraine-20"))
    assert re.search(r"US draft +20 points\n", text)
    assert "facto Russian, recognised by the" in text


def test_each_drawn_row_is_a_leading_row_with_the_words_of_its_cells() -> None:
    report = record_report("us-28", "ukraine-20")
    text, table = screen(report, 200), build_word_table(report)
    heads = [" ".join(row.find_cell("us-28").words.split()[:4]) for row in table.leading_rows()]
    places = [text.index(head) for head in heads if head and head in text]
    assert len(places) >= 6
    assert places == sorted(places), "rows stand in the order of the issues"


def test_everything_and_parts_by_name_are_drawn_on_request_only() -> None:
    report = record_report("us-28", "ukraine-20")
    whole, law = screen(report, full=True), screen(report, sections=("law",))
    assert len(whole.splitlines()) > 500
    assert "Order of steps" in law
    assert "What each text says" not in law
    assert "What each text says" in whole
    assert "US draft, 20 points" in law.splitlines()[0], "a part says what is compared"


def test_colour_marks_what_a_mark_says_and_nothing_else() -> None:
    plain, coloured = screen(record_report()), screen(record_report(), colour=True)
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain
    red = re.findall(r"\x1b\[31m(.*?)\x1b\[0m", coloured)
    cells = [cell for row in build_word_table(record_report()).rows for cell in row.cells]
    reversed_words = " ".join(cell.words for cell in cells if cell.state == "reversed")
    assert any("✗" in text for text in red)
    assert all("✗" in text or text.rstrip("…") in reversed_words for text in red)


def drawn_rows(text: str) -> list[str]:
    """The first lines of the labels of the rows on a screen: those between the first two rules."""
    return [line for line in re.split(r"^─+$", text, flags=re.MULTILINE)[1].splitlines() if line[:1].strip()]


def test_the_lines_of_a_screen_are_used_and_a_broad_one_shows_more_rows_and_no_cut_cell() -> None:
    narrow, broad = screen(record_report(*FOUR)), screen(record_report(*FOUR), 160)
    assert len(narrow.splitlines()) >= MAX_SCREEN_LINES - 3
    labels = {row.label.split()[0] for row in build_word_table(record_report(*FOUR)).leading_rows()}
    rows = {text: sum(line.split()[0] in labels for line in drawn_rows(text)) for text in (narrow, broad)}
    assert rows[narrow] >= 6
    assert rows[broad] >= 9
    table_of = re.split(r"^─+$", broad, flags=re.MULTILINE)[1]
    assert len(re.findall(r"\w…", table_of)) <= 2


@pytest.mark.parametrize(
    ("text", "lines", "wanted"),
    [
        ("At most 800,000, in peacetime", 2, ["At most 800,000, in", "peacetime"]),
        ("The United States guarantee it; on conditions of their own", 2, ["The United States", "guarantee it…"]),
        ("Ukraine bars membership in its own constitution for ever", 2, ["Ukraine bars", "membership…"]),
        ("Donaudampfschifffahrtsgesellschaft", 1, ["Donaudampfschifffa…"]),
    ],
)
def test_a_cell_is_cut_behind_a_phrase_or_a_word_that_says_something(text: str, lines: int, wanted: list[str]) -> None:
    assert cut_to_lines(text, 19, lines) == wanted


def test_a_workspace_without_lines_questions_or_short_words_reads_well(tmp_path: Path) -> None:
    folder = tmp_path / "plans" / "drafts"
    folder.mkdir(parents=True)
    for name, share in (("march", "40"), ("june", "25")):
        (folder / f"{name}.yaml").write_text(
            f"plan: {name}\ntitle: Draft of {name}\nprovisions:\n"
            f'  - {{id: "1", text: The village pays {share} per cent of the fuel.}}\n'
            '  - {id: "2", text: The ferry runs on every day of the week.}\n'
        )
    report = comparer.compare(comparer.load_workspace(tmp_path))
    text = screen(report)
    assert len(text.splitlines()) <= MAX_SCREEN_LINES
    assert "The village pays 40" in text
    assert "red line" not in text, "no legend of lines where there are none"
    assert screen(comparer.compare(comparer.load_workspace(tmp_path), ["march"]))


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_the_screen_fits_in_other_languages(language: str) -> None:
    for folder in (ROOT, HARBOUR):
        report = comparer.compare(comparer.load_workspace(folder), language=language)
        lines = screen(report).splitlines()
        assert len(lines) <= MAX_SCREEN_LINES
        assert max(map(display_width, lines)) <= 80


def test_many_plans_are_shown_as_the_base_and_the_newest() -> None:
    report = {**sample(), "focus": [plan["id"] for plan in sample()["plans"]]}
    text = screen(report, 60)
    assert "First harbour" in text
    assert "Text of the" in text
    assert "1 more plans" in text or "more plans" in text


def test_of_several_lines_of_a_party_the_gravest_is_shown_and_weak_ones_are_small() -> None:
    def chip(line: str, verdict: str, **other: Any) -> LineChip:
        defaults = {"strength": "absolute", "inferred": False, "stated_later": False}
        return LineChip(line=line, party="", verdict=verdict, confidence="", fingerprint="", **(defaults | other))

    chips = [chip("a#UA-1", "strained"), chip("a#UA-2", "breached"), chip("b#RU-3", "unmet", inferred=True)]
    words = load_catalogue("en")
    assert chip_text(chips, words) == "✗UA ○ru"
    assert chip_text([chip("b#RU-1", "breached", stated_later=True)], words) == ""
    assert chip_text([chip("b#RU-1", "part", strength="preference")], words) == "◐ru"


def test_every_verdict_that_a_cell_tells_has_a_mark_of_its_own() -> None:
    """Crossed, strained, not given and given in part are four things, in every language and format."""
    for language in ("en", "uk", "ru"):
        words = load_catalogue(language)
        marks = {words.value_mark("verdict", verdict) for verdict in CHIP_VERDICTS}
        assert len(marks - {""}) == len(CHIP_VERDICTS)
        assert all(chip_legend(words).count(mark) == 1 for mark in marks)
