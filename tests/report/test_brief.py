"""The brief: one page, every sentence on findings, what an expert would put first; a person may write over it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

import comparer
from comparer.report.formats.brief_page import BRIEF_FORMATS, render_brief
from comparer.report.options import RenderOptions
from comparer.report.sections.brief import MAX_BRIEF_LINES, Brief, BriefSection, build_brief
from comparer.report.sections.common_ground import find_common_ground
from comparer.report.sections.word_table import build_word_table
from comparer.report.value.acceptances import iterate_findings
from comparer.report.value.types import ReportValue
from tests.factories.reports import open_workspace, report_of
from tests.report.sample import sample
from tests.report.test_word_table import FOUR, record_report

KEYS = ("compared", "moved", "crossed", "deadlock", "common", "open", "law", "unknown")


def brief_of(report: ReportValue) -> Brief:
    return build_brief(report, build_word_table(report))


def section(brief: Brief, name: str) -> BriefSection:
    return next(each for each in brief.sections if each.heading_key == f"brief.heading.{name}")


def text_of(brief: Brief, name: str) -> str:
    return " ".join(sentence.text for sentence in section(brief, name).sentences)


def test_the_brief_of_the_live_drafts_has_every_section_and_fits_one_page() -> None:
    brief = brief_of(record_report(*FOUR))
    assert [each.heading_key for each in brief.sections] == [f"brief.heading.{key}" for key in KEYS]
    assert brief.line_count <= MAX_BRIEF_LINES
    assert not brief.written_by_hand


def test_no_other_choice_of_plans_takes_more_than_a_page() -> None:
    every_plan = tuple(plan["id"] for plan in record_report()["plans"])
    for plans in ((), every_plan, ("us-28", "ukraine-20"), ("us-28",), ("russia-2022", "istanbul-2022", "putin-2024")):
        assert brief_of(record_report(*plans)).line_count <= MAX_BRIEF_LINES


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_on_paper_it_is_one_page_whatever_is_chosen(language: str, chromium: str, tmp_path: Any) -> None:
    """Measured on sheets: four live drafts, all plans, a pair."""
    from playwright.sync_api import sync_playwright
    from pypdfium2 import PdfDocument

    report = report_of(language=language)
    choices = (report["focus"], [plan["id"] for plan in report["plans"]], ["us-28", "ukraine-20"])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        for plans in choices:
            page.set_content(render_brief("html", {**report, "focus": list(plans)}, RenderOptions()))
            assert len(PdfDocument(page.pdf(prefer_css_page_size=True))) == 1, plans
        browser.close()


def test_every_sentence_but_those_on_what_is_known_rests_on_a_finding_a_row_or_a_clause() -> None:
    report = record_report(*FOUR)
    fingerprints = {finding["fingerprint"] for _, finding in iterate_findings(report)}
    fingerprints |= {verdict["fingerprint"] for verdict in report["later"]}
    rows = {row["id"] for row in report["rows"]}
    for each in brief_of(report).sections:
        for sentence in each.sentences:
            assert set(sentence.findings) <= fingerprints, sentence
            assert set(sentence.rows) <= rows, sentence
            assert set(sentence.clauses) <= report["clauses"].keys(), sentence
            is_frame = each.heading_key.endswith(("compared", "unknown")) or sentence is each.sentences[0]
            assert sentence.findings or sentence.rows or sentence.clauses or is_frame, sentence


def test_it_says_first_what_moved_most_in_territory_army_alliance_guarantees_and_money() -> None:
    brief = brief_of(record_report(*FOUR))
    moved = text_of(brief, "moved")
    for wanted in ("recognised by the US too", "At most 600,000", "At most 800,000", "NATO", "Article 5"):
        assert wanted in moved
    assert "amnesty" in moved
    rows = [row for sentence in section(brief, "moved").sentences for row in sentence.rows]
    groups = [next(row for row in record_report(*FOUR)["rows"] if row["id"] == row_id)["issue"] for row_id in rows]
    assert len({group.partition(".")[0] for group in groups[:6]}) == 6


def test_lines_stated_later_and_lines_of_analysts_stand_apart_from_those_crossed_at_the_time() -> None:
    brief, report = brief_of(record_report(*FOUR)), record_report(*FOUR)
    sentences = section(brief, "crossed").sentences
    later = next(sentence for sentence in sentences if sentence.text.startswith("Crossed, but stated only after"))
    later_fingerprints = {verdict["fingerprint"] for verdict in report["later"]}
    assert set(later.findings) <= later_fingerprints
    at_the_time = [each for each in sentences if each.text.startswith(("Europe:", "Russia:", "Ukraine:"))]
    assert len(at_the_time) == 3
    verdicts = {verdict["fingerprint"]: verdict for verdict in report["verdicts"]}
    for sentence in at_the_time:
        assert all(verdicts[fingerprint]["verdict"] == "breached" for fingerprint in sentence.findings)
        assert not any(verdicts[fingerprint]["inferred"] for fingerprint in sentence.findings)


def test_what_is_common_is_counted_over_texts_known_whole_alone() -> None:
    report = record_report(*FOUR)
    common = find_common_ground(report, FOUR, "us-28")
    assert common is not None
    assert common.whole_plans == ("eu-counter", "ukraine-20")
    assert [plan for plan, _ in common.unreported] == ["geneva-19"]
    assert 0 < len(common.clauses) < common.total == 74
    assert "18" in common.clauses, "no nuclear weapons stands in all three"
    assert "6" not in common.clauses, "the ceiling moved"
    assert f"{len(common.clauses)} of the 74 clauses" in text_of(brief_of(report), "common")


def test_what_is_open_names_the_wishes_of_the_parties_and_the_law_says_what_comes_first() -> None:
    brief = brief_of(record_report(*FOUR))
    assert "8 questions are left open in the 20 points." in text_of(brief, "open")
    assert (
        "Withdrawal of Ukraine's troops. Open: a working group decides who withdraws from where. "
        "Russia: No peace while Ukrainian troops stay in the claimed land. "
        "Ukraine: No ceding of land, no leaving of Donbas."
    ) in text_of(brief, "open")
    assert "Before the US draft can be carried out, 17 steps have to be taken" in text_of(brief, "law")
    assert "end martial law" in text_of(brief, "law")
    assert re.search(
        r"Of the 74 clauses of the US draft, [45]\d are not reported in what is known of the Geneva revision",
        text_of(brief, "unknown"),
    )


def test_a_record_with_no_lines_has_a_brief_without_them() -> None:
    report = sample()
    bare: Any = {**report, "lines": {}, "verdicts": [], "later": [], "deadlocks": [], "parties": []}
    brief = brief_of(bare)
    assert "brief.heading.crossed" not in [each.heading_key for each in brief.sections]
    assert "brief.heading.moved" in [each.heading_key for each in brief.sections]


def written(findings: list[str], plans: str = "") -> ReportValue:
    content = f"""title: What we tell the minister
{plans}
sections:
  - heading: The point
    sentences:
      - text: The ceiling is the whole quarrel.
        findings: {json.dumps(findings)}
"""
    workspace = open_workspace().add_files({"plans/brief.yaml": content.encode()})
    return comparer.compare(workspace, list(FOUR))


def test_a_person_may_write_over_it_and_the_report_says_so_and_names_what_no_longer_holds() -> None:
    report = record_report(*FOUR)
    fingerprint = next(verdict["fingerprint"] for verdict in report["verdicts"] if verdict["line"] == "ukraine#UA-2")
    brief = brief_of(written([fingerprint, "0" * 12]))
    assert brief.written_by_hand
    assert (brief.title, brief.stale) == ("What we tell the minister", ("0" * 12,))
    text = render_brief("text", written([fingerprint, "0" * 12]), RenderOptions())
    assert "A person wrote over what the program found." in text
    assert "No finding bears this out any longer: The ceiling is the whole quarrel." in " ".join(text.split())
    assert "No finding" not in render_brief("text", written([fingerprint]), RenderOptions())


def test_a_written_brief_stands_only_over_the_plans_that_it_is_about() -> None:
    assert not brief_of(written([], "plans: [us-28, ukraine-20]")).written_by_hand


def test_a_written_brief_with_an_unknown_plan_is_a_fault() -> None:
    with pytest.raises(comparer.InvalidWorkspaceError, match=r"plans/brief\.yaml"):
        written([], "plans: [us-29]")


@pytest.mark.parametrize("name", BRIEF_FORMATS)
def test_every_format_of_the_brief_holds_every_sentence_and_no_fingerprint(name: str) -> None:
    report = record_report(*FOUR)
    drawn = render_brief(name, report, RenderOptions())
    plain = " ".join(re.sub(r"<[^>]*>|\\(?=.)", "", drawn.replace("&#x27;", "'")).split())
    for each in brief_of(report).sections:
        for sentence in each.sentences:
            assert " ".join(sentence.text.split()) in plain
    if name != "json":
        assert not re.search(r"\b[0-9a-f]{12}\b", drawn)
