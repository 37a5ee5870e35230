"""Language files: what they may name, and what a report in the language shows."""

from __future__ import annotations

import pytest

from comparer.load.checks import validate
from comparer.model.problems import format_problem
from comparer.report.words.sentences import ReportSentences
from comparer.session import ReportOptions, build_plans_report, open_workspace
from tests.factories.pact import workspace

FILE = "plans/languages/uk.yaml"
WORDS = """\
language: uk
title: Угода про сплату
plans: {pact-a: Перший проєкт}
lines:
  south#S-1:
    title: Жодних поборів
    sentence: Південь не платить поборів.
questions: {transfer-size: {label: Скільки платить Північ, asks: "Скільки має сплатити Північ?"}}
words: {north: Північ, south: Південь}
"""


def faults(text: str) -> list[str]:
    problems = validate({**workspace(), FILE: text.encode()}).problems
    return [format_problem(problem) for problem in problems if problem.position.file == FILE]


def test_a_language_file_that_names_what_is_there_has_no_fault() -> None:
    assert faults(WORDS) == []


@pytest.mark.parametrize(
    ("name", "wrong", "message"),
    [
        ("pact-a", "pact-z", "unknown-plan"),
        ("south#S-1", "south#S-9", "unknown-line"),
        ("south#S-1", "soth#S-1", "unknown-line"),
        ("transfer-size", "transfer-sise", "unknown-word"),
        ("north: Північ", "nort: Північ", "unknown-word"),
        ("language: uk", "language: xx", "schema-value"),
        ("title: Угода", "titel: Угода", "schema-unknown-key"),
    ],
)
def test_a_name_that_is_not_there_is_a_fault(name: str, wrong: str, message: str) -> None:
    result = faults(WORDS.replace(name, wrong, 1))
    assert len(result) == 1
    assert message in result[0]


def test_that_a_word_is_translated_is_no_use_of_it() -> None:
    unused = "    questions: transfer-size\n"
    files = {name: content.replace(unused.encode(), b"") for name, content in workspace().items()}
    text = [problem.message for problem in validate({**files, FILE: WORDS.encode()}).problems]
    assert "'transfer-size' of questions is used nowhere" in text


def test_a_report_shows_the_words_of_its_language_and_keeps_the_rest() -> None:
    opened = open_workspace({**workspace(), FILE: WORDS.encode()})
    ukrainian = build_plans_report(opened, (), ReportOptions(language="uk"))
    english = build_plans_report(opened, (), ReportOptions(language="en"))
    assert ukrainian["title"].startswith("Угода про сплату")
    assert ReportSentences(ukrainian).plan_name("pact-a") == "Перший проєкт"
    assert ukrainian["lines"]["south#S-1"]["sentence"] == "Південь не платить поборів."
    assert ReportSentences(ukrainian).word_label("north") == "Північ"
    assert [row["label"] for row in ukrainian["rows"] if row["id"] == "transfer-size"] == ["Скільки платить Північ"]
    assert english["lines"]["south#S-1"]["title"] != "Жодних поборів"
    assert ukrainian["clauses"] == english["clauses"], "texts of clauses are never translated"
    assert [verdict["because"] for verdict in ukrainian["verdicts"]] == [
        verdict["because"] for verdict in english["verdicts"]
    ]
