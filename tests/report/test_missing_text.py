"""Why a text lacks something: in words that need no knowledge of the tool, the same wherever it stands."""

from __future__ import annotations

import pytest

from comparer.report.agreement.blocks import BlockDocument, BlockTable
from comparer.report.agreement.draw_blocks import render_terminal
from comparer.report.words.sentences import ReportSentences
from tests.agreement.test_single_text import FOCUS
from tests.app.command import here
from tests.factories.reports import report_of
from tests.factories.small_workspaces import ROOT

WORDS = {
    "en": {
        "made": "struck (see there: 3-2)",
        "near": "absent (on the same subject see there: 14-1)",
        "answered": "answered by 21-2",
    },
    "uk": {
        "made": "викреслено (див. там: 3-2)",
        "near": "немає (про те саме див. там: 14-1)",
        "answered": "відповідає 21-2",
    },
    "ru": {
        "made": "вычеркнуто (см. там: 3-2)",
        "near": "нет (о том же см. там: 14-1)",
        "answered": "отвечает 21-2",
    },
}


@pytest.mark.parametrize("language", WORDS)
def test_a_clause_that_makes_a_gap_is_told_from_one_that_is_only_near(language: str) -> None:
    sentences = ReportSentences(report_of(*FOCUS, language=language))
    assert sentences.missing_text("struck", ["eu-counter#3-2"]) == WORDS[language]["made"]
    assert sentences.missing_text("absent", ["ukraine-20#14-1"]) == WORDS[language]["near"]
    assert sentences.missing_text("elsewhere", ["eu-counter#21-2"]) == WORDS[language]["answered"]


@pytest.mark.parametrize("command", ["draft", "lineage"])
def test_every_tool_and_the_report_say_it_in_these_words(command: str) -> None:
    shown = " ".join(here(command, *FOCUS, cwd=ROOT).text.split())
    assert all(f": {words}" in shown for words in WORDS["en"].values())


def test_the_sentence_of_a_gap_has_the_same_words() -> None:
    gaps = [gap for pair in report_of(*FOCUS)["pairs"] for gap in pair["gaps"]]
    sentences = ReportSentences(report_of(*FOCUS))
    shown = {(gap["clause"], gap["missing_from"]): sentences.gap_sentence(gap) for gap in gaps}
    assert shown["3-2", "eu-counter"].endswith(" (see there: 3-2)")
    assert shown["21d-3", "ukraine-20"].endswith(" (on the same subject see there: 14-1)")


def test_a_record_that_goes_on_with_its_subject_does_not_name_it_again() -> None:
    table = BlockTable("", ("Question", "Date", "Clause"), (("Boats", "2031", "7"), ("", "2032", "9a, 9b")))
    shown = render_terminal(BlockDocument(title="T", blocks=(table,)), 80).split("\n\n", 1)[1].lstrip("\n")
    assert shown == "Question: Boats\n  Date: 2031\n  Clause: 7\n\n  Date: 2032\n  Clause: 9a, 9b\n"
