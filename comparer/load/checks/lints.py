"""Likely slips in the content: each a warning, which `--strict` or the settings make an error."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from comparer.language.counted_figures import figures
from comparer.load.checks.documents import LONGEST, Entry, Node, clauses, items, mapping, texts, variants
from comparer.load.checks.field_rules import FIGURES, amount, base_of
from comparer.load.checks.vocabulary_use import NO_WORDS, RESERVED, SECTIONS, Lexicon, Use
from comparer.model.problems import Problem, shown
from comparer.resources import rule_catalogue

__all__ = ["check", "incomplete", "unused"]

_PROMISES = frozenset({"must", "declares", "expects"})
_ASKED = ("issue", "norm", "known", "evidence", "cites")
_GONE = ("struck", "moved")


def check(entry: Entry, words: Lexicon | None) -> Iterator[Problem]:
    """The lints of one plan. Without a vocabulary, those that need one are left out."""
    if entry.kind != "plan":
        return
    measures = _measures(words or NO_WORDS)
    for node in clauses(entry):
        yield from _readings(node, words or NO_WORDS, measures)


def _readings(node: Node, words: Lexicon, measures: frozenset[str]) -> Iterator[Problem]:
    """The clause itself, then its variants, each of which may name its own norm and terms."""
    yield from _reading(node, node.data, words, measures)
    for variant in variants(node):
        terms = {**mapping(node.data.get("terms")), **mapping(variant.data.get("terms"))}
        yield from _reading(variant, {**node.data, **variant.data, "terms": terms}, words, measures)


def _reading(node: Node, data: Mapping[str, Any], words: Lexicon, measures: frozenset[str]) -> Iterator[Problem]:
    if data.get("norm") or data.get("terms"):
        yield from _figures(node, data, words, measures)
    if "norm" in node.data and data.get("state") not in _GONE:
        yield from _guarantee(node, words)
    for name, value in mapping(node.data.get("terms")).items():
        if mapping(words["quantities"].get(name)).get("kind") == "deadline":
            yield from _deadline(node, name, mapping(value))


# --- figures ---------------------------------------------------------------------------------------------------------


def _figures(node: Node, data: Mapping[str, Any], words: Lexicon, measures: frozenset[str]) -> Iterator[Problem]:
    text = node.data.get("text")
    if not isinstance(text, str):
        return
    found = list(figures(text, measures))
    if not found:
        return
    carried = {*_carried(data, words), *_in_words(data, words)}
    for figure in found:
        if figure.value not in carried:
            yield rule_catalogue.problem("lint-figure-without-term", node.at("text"), figure=shown(figure.written))


def _carried(data: Mapping[str, Any], words: Lexicon) -> Iterator[Fraction]:
    """The figures of the terms, as written and in the unit into which theirs converts."""
    for name, value in mapping(data.get("terms")).items():
        term = mapping(value)
        unit = term.get("unit", mapping(words["quantities"].get(name)).get("unit"))
        for key in FIGURES:
            number = amount(term.get(key))
            if isinstance(number, Fraction):
                yield number
                if isinstance(unit, str):
                    yield number * base_of(unit, words)[1]


def _in_words(data: Mapping[str, Any], words: Lexicon) -> Iterator[Fraction]:
    """Figures that are part of the id or label of a word of the clause, such as an event named after its deadline."""
    for word in _words(data.get("norm"), data.get("conditions"), data.get("terms")):
        labels = [mapping(words[section].get(word)).get("label", "") for section in SECTIONS if word in words[section]]
        for text in (word, *map(str, labels)):
            yield from (Fraction(digits) for digits in re.findall(r"\d+", text) if len(digits) <= LONGEST)
            yield from (figure.value for figure in figures(re.sub(r"[-.]", " ", text)))


def _words(*values: Any) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from _words(*value.values())
        elif isinstance(value, list):
            yield from _words(*value)


def _measures(words: Lexicon) -> frozenset[str]:
    """The words by which units are called, as they can stand behind a figure."""
    names: set[str] = set()
    for unit, entry in words["units"].items():
        names.add(unit)
        names.update(text for text, _ in texts(mapping(entry).get("label"), ()))
        names.update(text for text, _ in texts(mapping(entry).get("synonyms"), ()))
    lower = {name.lower() for name in names}
    return frozenset(lower | {name.removesuffix("s") for name in lower})


# --- promises and deadlines ------------------------------------------------------------------------------------------


def _guarantee(node: Node, words: Lexicon) -> Iterator[Problem]:
    norm = mapping(node.data.get("norm"))
    act = norm.get("act")
    bearers = {name for key in ("bearer", "agent") for name, _ in texts(norm.get(key), ())}
    role = mapping(words["acts"].get(act)).get("role") if isinstance(act, str) else None
    if role == "guarantee" and bearers == {"unnamed"} and norm.get("modality") in _PROMISES:
        yield rule_catalogue.problem("lint-guarantee-without-guarantor", node.at("norm", "bearer"), act=shown(str(act)))


def _deadline(node: Node, name: str, term: Mapping[str, Any]) -> Iterator[Problem]:
    """A deadline of so many days. Where its readings name rival starts, a clause itself need name none."""
    counted = any(isinstance(amount(term.get(key)), Fraction) for key in FIGURES)
    readings = (mapping(mapping(variant.data.get("terms")).get(name)) for variant in variants(node))
    if counted and "from" not in term and not any("from" in reading for reading in readings):
        place = node.key("terms", name)
        yield rule_catalogue.problem(
            "lint-deadline-without-start", place, "name it with from: EVENT", quantity=shown(name)
        )


# --- the whole workspace ---------------------------------------------------------------------------------------------


def unused(entries: Sequence[Entry], used: Iterable[Use]) -> Iterator[Problem]:
    """Words of the vocabulary that nothing uses, not even another word.

    The parents of a used issue are used, and a unit that converts is there for whoever wants it. Nothing is said where
    a file cannot be read: it may use them.
    """
    if any(entry.document.data is None for entry in entries):
        return
    known = {(section, use.word) for use in used for section in use.sections}
    known |= {("issues", word[:end]) for section, word in known if section == "issues" for end in _ends(word)}
    known |= {("units", str(figure.get("unit"))) for figure in _card_figures(entries)}
    clauses_of_all = (node for entry in entries if entry.kind == "plan" for node in clauses(entry))
    known |= {("families", str(one.data.get("family"))) for node in clauses_of_all for one in variants(node)}
    for entry in entries:
        if entry.kind == "vocabulary":
            for section in SECTIONS:
                for word, value in mapping(mapping(entry.document.data).get(section)).items():
                    if (section, word) not in known and word not in RESERVED and "base" not in mapping(value):
                        place = entry.key((section, word))
                        yield rule_catalogue.problem("lint-unused-word", place, id=shown(word), section=section)


def _ends(issue: str) -> list[int]:
    return [index for index, letter in enumerate(issue) if letter == "."]


def _card_figures(entries: Iterable[Entry]) -> Iterator[Mapping[str, Any]]:
    for entry in entries:
        if entry.kind == "source":
            for _, card in items(entry.document.data):
                for _, fact in items(card.get("facts")):
                    yield from (figure for _, figure in items(fact.get("figures")))


def incomplete(entry: Entry) -> Iterator[Problem]:
    """Clauses not encoded in full. One that was struck or moved, or says why none can hold it, needs no norm."""
    if entry.kind != "plan":
        return
    for node in clauses(entry):
        readings = [variant.data for variant in variants(node)]
        excused = {"norm"} if node.data.get("state") in _GONE or node.data.get("not_encoded") else set()
        missing = [
            name
            for name in _ASKED
            if name not in node.data and name not in excused and not (readings and all(name in one for one in readings))
        ]
        if missing:
            name = shown(str(node.data.get("id")))
            yield rule_catalogue.problem("lint-incomplete-clause", node.at(), id=name, missing=", ".join(missing))
