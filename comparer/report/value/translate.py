"""The words of a report in its language, put in the place of those that the record gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from comparer.model.language import LanguageWords
from comparer.report.value.plan_names import part_equal_names
from comparer.report.value.types import GrammarRecord, LineRecord, ReportValue, WishRecord


def find_language(languages: Iterable[LanguageWords], language: str) -> LanguageWords:
    """The words of the workspace in a language; none where it has no file for it."""
    return next((words for words in languages if words.language == language), LanguageWords(language=language))


def translate_report(report: ReportValue, words: LanguageWords) -> None:
    """Put the words of the language into the report, in place; what it has none for stays as it is."""
    report["title"] = words.title or report["title"]
    for plan in report["plans"]:
        plan["name"] = words.plans.get(plan["id"], plan["name"])
    shown = {plan["id"]: plan["name"] or plan["title"] or plan["id"] for plan in report["plans"]}
    parted = part_equal_names(shown)
    for plan in report["plans"]:
        plan["name"] = plan["name"] if parted[plan["id"]] == shown[plan["id"]] else parted[plan["id"]]
        plan["phrase"] = words.plan_phrases.get(plan["id"], parted[plan["id"]])
    for ref, line in report["lines"].items():
        _translate_line(line, words, ref)
    for ref, clause in report["clauses"].items():
        clause["short"] = words.shorts.get(ref, clause["short"])
    for question_id, question in report["questions"].items():
        translated = words.questions.get(question_id, {})
        question["label"] = translated.get("label", question["label"])
        question["asks"] = translated.get("asks", question["asks"])
        for want in question["wants"]:
            _translate_wish(want, words, words.wishes.get(question_id, {}))
    for row in report["rows"]:
        translated = words.questions.get(row["id"], {})
        row["label"] = translated.get("label", row["label"])
        row["question"] = translated.get("asks", row["question"])
    for issue in report["issues"]:
        issue["label"] = words.words.get(issue["id"], issue["label"])
    translate_law(report, words)
    report["words"] = {word: words.words.get(word, label) for word, label in report["words"].items()}


def _translate_line(line: LineRecord, words: LanguageWords, ref: str) -> None:
    translated = words.lines.get(ref)
    if translated is None:
        return
    line["title"] = translated.title or line["title"]
    for version in line["versions"]:
        # A version without a sentence of its own stands under that of the line, in every language.
        version["sentence"] = translated.versions.get(version["from"], version["sentence"])
    line["sentence"] = translated.sentence or line["sentence"]


def _translate_wish(want: WishRecord, words: LanguageWords, own_words: Mapping[str, str]) -> None:
    line = words.lines.get(want["ref"])
    if not want["ref"]:
        want["says"] = own_words.get(want["party"], want["says"])
    elif line is not None:
        want["says"] = line.title or want["says"]
    else:
        want["says"] = words.shorts.get(want["ref"], want["says"])


def translate_law(report: ReportValue, words: LanguageWords) -> None:
    """Put the words for rules of law and their steps into the report, in place."""
    for constraint_id, constraint in report["constraints_in_force"].items():
        translated = words.rules.get(constraint_id, {})
        constraint["title"] = translated.get("title", constraint["title"])
        constraint["says"] = translated.get("says", constraint["says"])
    for step_name, step in report["law_steps"].items():
        translated = words.steps.get(step_name, {})
        step["act"] = translated.get("act", step["act"])
        step["majority"] = translated.get("majority", step["majority"])
        step["title"] = words.rules.get(step["constraint"], {}).get("title", step["title"])


def select_grammar(words: LanguageWords, used_words: Iterable[str]) -> GrammarRecord:
    """How the words that occur stand inside a sentence."""
    used = frozenset(used_words)
    return {
        "phrases": {word: phrase for word, phrase in words.phrases.items() if word in used},
        "passives": {word: passive for word, passive in words.passives.items() if word in used},
        "forms": {unit: dict(forms) for unit, forms in words.forms.items() if unit in used},
    }
