"""Why a finding is what it is: in the language of the report where it holds the parts, else as the engine says."""

from __future__ import annotations

import json
import re
from string import Formatter
from typing import Any

import pytest

from comparer.report.render import RenderOptions, render
from comparer.report.words.sentences import ReportSentences
from comparer.resources.message_catalogue import load_catalogue
from comparer.resources.rule_catalogue import all_rules
from tests.app.command import HARBOUR, here

LISTS = ("verdicts", "constraints", "deadlocks", "contradictions", "plan_findings", "ranges")


def harbour(language: str) -> dict[str, Any]:
    done = here("compare", "--format", "json", "--lang", language, cwd=HARBOUR)
    value: dict[str, Any] = json.loads(done.output)
    return value


def without_data(sentence: str, report: dict[str, Any]) -> str:
    """A sentence of ours with the words of the record taken out, which nobody translates."""
    entries = [*report["clauses"].values(), *report["lines"].values(), *report["constraints_in_force"].values()]
    entries += [version for line in report["lines"].values() for version in line["versions"]]
    texts = {str(entry.get(key, "")) for entry in entries for key in ("text", "sentence", "says", "title")}
    texts |= set(report["words"].values())
    for text in sorted(texts, key=len, reverse=True):
        sentence = sentence.replace(text, "") if text else sentence
    return sentence


@pytest.mark.parametrize(("language", "noun"), [("uk", "Пункт"), ("ru", "Пункт")])
def test_reasons_are_told_in_the_language_of_the_report(language: str, noun: str) -> None:
    report = harbour(language)
    phrases = ReportSentences(report)
    for name in LISTS:
        for item in report[name]:
            phrase = phrases.reason_sentence(item)
            if item["explanation"]["rule"] == "reason.as-recorded":
                assert phrase == item["because"]
                continue
            assert phrase != item["because"], item
            assert "{" not in phrase
            assert not re.search(r"\b(Clauses?|[Ll]ine|rule|must|may|text)\b", without_data(phrase, report)), phrase
            if noun in phrase and name != "contradictions":
                assert f"{noun} {item['clauses'][0]}:" in phrase or ", ".join(item["clauses"]) in phrase
    assert [verdict["because"] for verdict in report["verdicts"]] == [
        verdict["because"] for verdict in harbour("en")["verdicts"]
    ]


def test_a_line_without_a_sentence_is_told_by_the_norm_that_decides() -> None:
    report = harbour("uk")
    phrases = ReportSentences(report)
    verdict = next(v for v in report["verdicts"] if v["plan"] == "council-draft" and v["line"] == "union#UN-2")
    version = next(each for each in report["lines"][verdict["line"]]["versions"] if each["from"] == verdict["version"])
    decisive = phrases.norm_text(version["norms"][verdict["norm"]])
    stated = version["sentence"] or report["lines"][verdict["line"]]["sentence"]
    assert phrases.reason_sentence(verdict).endswith(f"Лінія: {stated or f'{decisive}.'}")


def test_a_part_that_the_report_does_not_hold_leaves_the_words_in_english() -> None:
    report = harbour("uk")
    verdict = next(v for v in report["verdicts"] if v["rule"] == "redline-breached")
    place = verdict["explanation"]["arguments"]["holds"]["line_norm"]
    assert ReportSentences(report).reason_sentence(verdict) != verdict["because"]
    for broken in ({"norm": 99}, {"version": "1999"}, {"line": "nobody#N-1"}):
        arguments = {**verdict["explanation"]["arguments"], "holds": {"line_norm": {**place, **broken}}}
        broken_verdict = {**verdict, "explanation": {**verdict["explanation"], "arguments": arguments}}
        assert ReportSentences(report).reason_sentence(broken_verdict) == verdict["because"]
    assert ReportSentences({**report, "clauses": {}}).reason_sentence(verdict) == verdict["because"]


@pytest.mark.parametrize("name", ["table", "md", "text"])
def test_every_format_tells_them(name: str) -> None:
    drawn = str(render(name, harbour("uk"), RenderOptions(width=200, full=True)))
    assert "Лінія: " in " ".join(drawn.split())
    assert "The line: " not in drawn


def test_beside_its_line_a_reason_does_not_say_it_again_but_where_it_was_another_then() -> None:
    """A verdict is on the line as it stood at the date of the plan, which may not be how it stands today."""
    report = harbour("en")
    phrases = ReportSentences(report)
    verdict = next(v for v in report["verdicts"] if v["rule"] == "redline-breached")
    line = report["lines"][verdict["line"]]
    holds = phrases.reason_sentence(verdict).rpartition("The line: ")[2]
    for sentence, is_told in ((holds, False), ("They said something else since.", True)):
        lines = {**report["lines"], verdict["line"]: {**line, "sentence": sentence}}
        places = verdict["explanation"]["arguments"]["holds"]["line_norm"]
        versions = [
            {**v, "sentence": holds if v["from"] == places["version"] else v["sentence"]} for v in line["versions"]
        ]
        lines[verdict["line"]]["versions"] = versions
        text = ReportSentences({**report, "lines": lines}).reason_sentence(verdict, is_in_place=True)
        assert text.endswith(f"The line: {holds}") is is_told
        assert not text.startswith("Clause")


def test_one_clause_and_several_are_told_apart() -> None:
    reasons = [verdict["because"] for verdict in (*harbour("en")["verdicts"], *harbour("en")["constraints"])]
    assert any(reason.startswith("Clause 9: ") for reason in reasons)
    assert any(re.search(r"\bClauses [\w-]+, [\w-]+[:,]", reason) for reason in reasons)
    assert not any(re.search(r"\bClause [\w-]+, |\bA opinion|\bClauses [\w-]+:", reason) for reason in reasons)


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_a_circle_of_steps_is_told_by_what_is_done_and_by_no_id(language: str) -> None:
    report = harbour(language)
    circles = [finding for finding in report["plan_findings"] if finding["rule"] == "constraint-cycle"]
    shown = {ReportSentences(report).reason_sentence(circle).partition(": ")[2] for circle in circles}
    register, permit = "enter the hall in the land register (K-6)", "grant the dredging permit (K-7)"
    assert shown == {f"{register} → {permit} → {register}."}


SHORTEST_PHRASE = 14
"""Letters of a run of English words that no word of the data makes by chance."""


def english_phrases() -> set[str]:
    """Runs of two words or more in our English messages and in the messages of rules."""
    words = load_catalogue("en")
    keys = [key for key in words.message_keys() if not key.startswith(("language", "page.", "watch."))]
    templates = list(map(words.template, keys))
    templates += [rule.message for rule in all_rules()]
    pieces = {piece.strip(" .:;,()·") for text in templates for piece, _, _, _ in Formatter().parse(text)}
    return {piece for piece in pieces if " " in piece and len(piece) >= SHORTEST_PHRASE and piece.isascii()}


@pytest.mark.parametrize("name", ["table", "md", "csv", "text"])
@pytest.mark.parametrize("language", ["uk", "ru"])
def test_no_english_sentence_of_ours_in_another_language(language: str, name: str) -> None:
    report = harbour(language)
    data = json.dumps([report["clauses"], report["lines"], report["constraints_in_force"], report["sources"]])
    drawn = " ".join(str(render(name, report, RenderOptions(width=400, full=True))).split())
    left = {phrase for phrase in english_phrases() if phrase in drawn and phrase not in data}
    assert left == set()
