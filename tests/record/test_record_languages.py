"""The record in Ukrainian and Russian: nothing is missing, numbers and plurals are right, no English is mixed in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from comparer.app.api import render
from comparer.model.language import LanguageWords
from comparer.report.value.types import ReportValue
from comparer.report.words.sentences import ReportSentences
from comparer.session import OpenWorkspace
from tests.factories.reports import open_workspace, report_of

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("uk", "ru")
MAX_SHORT_CHARS = 90
"""Letters of a cell in a language of longer words; in English it is 80."""

LATIN = re.compile(r"[A-Za-z]{3,}")
NAMES_IN_LATIN = {"REPO", "for", "Ukrainians", "Fair", "Start", "ABC", "CNN", "Comments", "Financial", "Times", "Axios"}
NAMES_IN_LATIN |= {"AFP", "Reuters", "Türkiye", "Today", "III", "XIII", "rkiye"}
"""Names that are written in Latin letters in every language."""


def record() -> OpenWorkspace:
    return open_workspace()


def record_report(language: str) -> ReportValue:
    return report_of(language=language)


def words_of(language: str) -> LanguageWords:
    return next(words for words in record().records.languages if words.language == language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_a_reader_sees_has_words(language: str) -> None:
    words, workspace = words_of(language), record().records
    assert [plan.id for plan in workspace.plans if not words.plans.get(plan.id)] == []
    assert [issue.id for issue in workspace.vocabulary.issues if not words.words.get(issue.id)] == []
    asked = {question_id for question_id, entry in words.questions.items() if entry.keys() == {"label", "asks"}}
    assert [question.id for question in workspace.vocabulary.questions if question.id not in asked] == []
    vocabulary = workspace.vocabulary
    entries = (vocabulary.actors, vocabulary.acts, vocabulary.objects, vocabulary.events, vocabulary.quantities)
    entries += (vocabulary.units, vocabulary.manners, vocabulary.instruments)
    assert [item.id for section in entries for item in section if not words.words.get(item.id)] == []
    assert [rule.id for rule in workspace.constraints if not words.rules.get(rule.id, {}).get("says")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_a_line_is_translated_and_none_is_made_up(language: str) -> None:
    words = words_of(language)
    for line in record().records.red_lines:
        translated = words.lines[line.ref]
        assert translated.title, line.ref
        assert translated.sentence, line.ref
        stated = {version.start for version in line.versions if version.sentence}
        assert set(translated.versions) == stated, line.ref


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cell_is_in_the_language(language: str) -> None:
    words, clauses = words_of(language), [clause for plan in record().records.plans for clause in plan.clauses]
    assert len(clauses) > 500
    assert [clause.ref for clause in clauses if clause.short and clause.ref not in words.shorts] == []
    assert words.shorts.keys() - {clause.ref for clause in clauses if clause.short} == set()
    for clause in clauses:
        if clause.short:
            short = words.shorts[clause.ref]
            assert figures(clause.short) == figures(short), clause.ref
            assert len(short) <= MAX_SHORT_CHARS, clause.ref
            assert not set(LATIN.findall(short)) - NAMES_IN_LATIN, clause.ref


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_of_a_line_are_those_of_the_record(language: str) -> None:
    """A translator's slip in a number is a false claim: 600,000 stays 600 000, and a date stays one."""
    words = words_of(language)
    for line in record().records.red_lines:
        translated = words.lines[line.ref]
        pairs = [(line.sentence, translated.sentence)]
        pairs += [
            (version.sentence, translated.versions[version.start]) for version in line.versions if version.sentence
        ]
        for english, other in pairs:
            assert figures(english) == figures(other), line.ref


def figures(text: str) -> list[str]:
    return sorted(re.findall(r"(?<![A-Za-z])\d+", re.sub(r"(?<=\d)[,\u00a0\u202f ](?=\d{3}\b)", "", text)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_english_word_stands_in_what_is_translated(language: str) -> None:
    report = record_report(language)
    texts = [report["title"], *(plan["name"] for plan in report["plans"]), *report["words"].values()]
    texts += [text for question in report["questions"].values() for text in (question["label"], question["asks"])]
    texts += [issue["label"] for issue in report["issues"]]
    for line in report["lines"].values():
        texts += [line["title"], line["sentence"], *(version["sentence"] for version in line["versions"])]
    for rule in report["constraints_in_force"].values():
        texts += [rule["title"], rule["says"]]
    left = {word for text in texts for word in LATIN.findall(text)} - NAMES_IN_LATIN
    assert left == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_english_word_stands_in_a_sentence_of_ours(language: str) -> None:
    """Clauses and what a person wrote as the reason of a finding stay as they are; the rest is in the language."""
    report = record_report(language)
    sentences = ReportSentences(report)
    kept = {clause["text"] for clause in report["clauses"].values()}
    kept |= {line["not_judged"] for line in report["lines"].values()}
    left = set()
    for verdict in report["verdicts"]:
        text = f"{sentences.verdict_sentence(verdict)} {sentences.reason_sentence(verdict)}"
        left |= latin_words(text, kept, verdict["clauses"])
    for finding in report["constraints"]:
        text = f"{sentences.constraint_sentence(finding)} {sentences.reason_sentence(finding)}"
        left |= latin_words(" ".join([text, *sentences.step_sentences(finding)]), kept, finding["clauses"])
    for deadlock in report["deadlocks"]:
        left |= latin_words(f"{sentences.deadlock_sentence(deadlock)} {sentences.reason_sentence(deadlock)}", kept, [])
    assert left - NAMES_IN_LATIN == set()


def latin_words(text: str, kept: set[str], ids: list[str]) -> set[str]:
    for part in sorted((*kept, *(f"{item}." for item in kept), *ids), key=len, reverse=True):
        text = text.replace(part, " ") if part in text else text
    return set(LATIN.findall(re.sub(r"\b[A-Z]{2}-\d+\b", "", text)))


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("uk", ["щонайбільше 1 день", "щонайбільше 3 дні", "щонайбільше 11 днів", "щонайбільше 1\u202f000 днів"]),
        (
            "ru",
            ["самое большее 1 день", "самое большее 3 дня", "самое большее 11 дней", "самое большее 1\u202f000 дней"],
        ),
    ],
)
def test_units_beside_numbers(language: str, wanted: list[str]) -> None:
    sentences = ReportSentences(record_report(language))
    shown = [sentences.quantity_text({"max": number, "unit": "day"}) for number in (1, 3, 11, 1000)]
    assert shown == wanted


@pytest.mark.parametrize("name", ["text", "md", "html"])
@pytest.mark.parametrize(("language", "note"), [("uk", "не перекладено"), ("ru", "не переведены")])
def test_what_is_not_translated_is_said_once_at_the_top(language: str, note: str, name: str) -> None:
    drawn = str(render(report_of("us-28", "ukraine-20", language=language), name))
    text = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", drawn, flags=re.DOTALL)
    assert text.count(note) == 1
    assert text.index(note) < 1500
