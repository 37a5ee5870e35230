"""Likely slips in the content: each a warning, which `--strict` or the settings make an error."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

from comparer.language.counted_figures import counted_figures
from comparer.load.checks.documents import (
    MAX_NUMBER_DIGITS,
    FileEntry,
    MappingNode,
    as_mapping,
    clause_nodes,
    indexed_mappings,
    variant_nodes,
    words_with_paths,
)
from comparer.load.checks.field_rules import FIGURE_FIELDS, base_unit_and_factor, parse_amount
from comparer.load.checks.vocabulary_use import (
    NO_VOCABULARY,
    RESERVED_WORDS,
    SECTION_NAMES,
    VocabularySections,
    WordUse,
)
from comparer.model.problems import Problem, quote_word
from comparer.resources import rule_catalogue

__all__ = ["lint_incomplete_clauses", "lint_plan", "lint_unused_words"]

_COMMITTING_MODALITIES = frozenset({"must", "declares", "expects"})
_STRICT_CLAUSE_FIELDS = ("issue", "norm", "known", "evidence", "cites")
_REMOVED_STATES = ("struck", "moved")


def lint_plan(entry: FileEntry, vocabulary: VocabularySections | None) -> Iterator[Problem]:
    """The lints of one plan. Without a vocabulary, those that need one are left out."""
    if entry.kind != "plan":
        return
    unit_words = _unit_words(vocabulary or NO_VOCABULARY)
    for node in clause_nodes(entry):
        yield from _lint_clause_readings(node, vocabulary or NO_VOCABULARY, unit_words)


def _lint_clause_readings(
    node: MappingNode, vocabulary: VocabularySections, unit_words: frozenset[str]
) -> Iterator[Problem]:
    """The clause itself, then its variants, each of which may name its own norm and terms."""
    yield from _lint_reading(node, node.data, vocabulary, unit_words)
    for variant in variant_nodes(node):
        terms = {**as_mapping(node.data.get("terms")), **as_mapping(variant.data.get("terms"))}
        yield from _lint_reading(variant, {**node.data, **variant.data, "terms": terms}, vocabulary, unit_words)


def _lint_reading(
    node: MappingNode, data: Mapping[str, Any], vocabulary: VocabularySections, unit_words: frozenset[str]
) -> Iterator[Problem]:
    if data.get("norm") or data.get("terms"):
        yield from _lint_figures(node, data, vocabulary, unit_words)
    if "norm" in node.data and data.get("state") not in _REMOVED_STATES:
        yield from _lint_guarantee(node, vocabulary)
    for name, value in as_mapping(node.data.get("terms")).items():
        if as_mapping(vocabulary["quantities"].get(name)).get("kind") == "deadline":
            yield from _lint_deadline(node, name, as_mapping(value))


# --- figures ---------------------------------------------------------------------------------------------------------


def _lint_figures(
    node: MappingNode, data: Mapping[str, Any], vocabulary: VocabularySections, unit_words: frozenset[str]
) -> Iterator[Problem]:
    text = node.data.get("text")
    if not isinstance(text, str):
        return
    text_figures = list(counted_figures(text, unit_words))
    if not text_figures:
        return
    term_figures = set(_term_figures(data, vocabulary))
    unknown_figures = [figure for figure in text_figures if figure.value not in term_figures]
    word_figures = set(_word_figures(data, vocabulary)) if unknown_figures else set()
    for figure in unknown_figures:
        if figure.value not in word_figures:
            yield rule_catalogue.make_problem(
                "lint-figure-without-term", node.place_at("text"), figure=quote_word(figure.source_text)
            )


def _term_figures(data: Mapping[str, Any], vocabulary: VocabularySections) -> Iterator[Fraction]:
    """The figures of the terms, as written and in the unit into which theirs converts."""
    for name, value in as_mapping(data.get("terms")).items():
        term = as_mapping(value)
        unit = term.get("unit", as_mapping(vocabulary["quantities"].get(name)).get("unit"))
        for key in FIGURE_FIELDS:
            number = parse_amount(term.get(key))
            if isinstance(number, Fraction):
                yield number
                if isinstance(unit, str):
                    yield number * base_unit_and_factor(unit, vocabulary)[1]


def _word_figures(data: Mapping[str, Any], vocabulary: VocabularySections) -> Iterator[Fraction]:
    """Figures that are part of the id or label of a word of the clause, such as an event named after its deadline."""
    for word in _nested_words(data.get("norm"), data.get("conditions"), data.get("terms")):
        labels = [
            as_mapping(vocabulary[section].get(word)).get("label", "")
            for section in SECTION_NAMES
            if word in vocabulary[section]
        ]
        for text in (word, *map(str, labels)):
            yield from _figures_of_word(text)


@lru_cache(maxsize=65536)
def _figures_of_word(text: str) -> tuple[Fraction, ...]:
    digit_runs = (Fraction(digits) for digits in re.findall(r"\d+", text) if len(digits) <= MAX_NUMBER_DIGITS)
    return (*digit_runs, *(figure.value for figure in counted_figures(re.sub(r"[-.]", " ", text))))


def _nested_words(*values: Any) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from _nested_words(*value.values())
        elif isinstance(value, list):
            yield from _nested_words(*value)


def _unit_words(vocabulary: VocabularySections) -> frozenset[str]:
    """The words by which units are called, as they can stand behind a figure."""
    names: set[str] = set()
    for unit, entry in vocabulary["units"].items():
        names.add(unit)
        names.update(text for text, _ in words_with_paths(as_mapping(entry).get("label"), ()))
        names.update(text for text, _ in words_with_paths(as_mapping(entry).get("synonyms"), ()))
    lower = {name.lower() for name in names}
    return frozenset(lower | {name.removesuffix("s") for name in lower})


# --- promises and deadlines ------------------------------------------------------------------------------------------


def _lint_guarantee(node: MappingNode, vocabulary: VocabularySections) -> Iterator[Problem]:
    norm = as_mapping(node.data.get("norm"))
    act = norm.get("act")
    bearers = {name for key in ("bearer", "agent") for name, _ in words_with_paths(norm.get(key), ())}
    role = as_mapping(vocabulary["acts"].get(act)).get("role") if isinstance(act, str) else None
    if role == "guarantee" and bearers == {"unnamed"} and norm.get("modality") in _COMMITTING_MODALITIES:
        yield rule_catalogue.make_problem(
            "lint-guarantee-without-guarantor", node.place_at("norm", "bearer"), act=quote_word(str(act))
        )


def _lint_deadline(node: MappingNode, name: str, term: Mapping[str, Any]) -> Iterator[Problem]:
    """A deadline of so many days. Where its readings name rival starts, a clause itself need name none."""
    has_number = any(isinstance(parse_amount(term.get(key)), Fraction) for key in FIGURE_FIELDS)
    readings = (as_mapping(as_mapping(variant.data.get("terms")).get(name)) for variant in variant_nodes(node))
    if has_number and "from" not in term and not any("from" in reading for reading in readings):
        place = node.key_place_at("terms", name)
        yield rule_catalogue.make_problem(
            "lint-deadline-without-start", place, "name it with from: EVENT", quantity=quote_word(name)
        )


# --- the whole workspace ---------------------------------------------------------------------------------------------


def lint_unused_words(entries: Sequence[FileEntry], word_uses: Iterable[WordUse]) -> Iterator[Problem]:
    """Words of the vocabulary that nothing uses, not even another word.

    The parents of a used issue are used, and a unit that converts is there for whoever wants it. Nothing is said where
    a file cannot be read: it may use them.
    """
    if any(entry.document.data is None for entry in entries):
        return
    used_words = {(section, word_use.word) for word_use in word_uses for section in word_use.sections}
    used_words |= {
        ("issues", word[:end]) for section, word in used_words if section == "issues" for end in _dot_positions(word)
    }
    used_words |= {("units", str(figure.get("unit"))) for figure in _card_figures(entries)}
    all_clauses = (node for entry in entries if entry.kind == "plan" for node in clause_nodes(entry))
    used_words |= {
        ("families", str(variant.data.get("family"))) for node in all_clauses for variant in variant_nodes(node)
    }
    for entry in entries:
        if entry.kind == "vocabulary":
            for section in SECTION_NAMES:
                for word, value in as_mapping(as_mapping(entry.document.data).get(section)).items():
                    if (
                        (section, word) not in used_words
                        and word not in RESERVED_WORDS
                        and "base" not in as_mapping(value)
                    ):
                        place = entry.key_place_at((section, word))
                        yield rule_catalogue.make_problem(
                            "lint-unused-word", place, id=quote_word(word), section=section
                        )


def _dot_positions(issue: str) -> list[int]:
    return [index for index, letter in enumerate(issue) if letter == "."]


def _card_figures(entries: Iterable[FileEntry]) -> Iterator[Mapping[str, Any]]:
    for entry in entries:
        if entry.kind == "source":
            for _, card in indexed_mappings(entry.document.data):
                for _, fact in indexed_mappings(card.get("facts")):
                    yield from (figure for _, figure in indexed_mappings(fact.get("figures")))


def lint_incomplete_clauses(entry: FileEntry) -> Iterator[Problem]:
    """Clauses not encoded in full. One that was struck or moved, or says why none can hold it, needs no norm."""
    if entry.kind != "plan":
        return
    for node in clause_nodes(entry):
        readings = [variant.data for variant in variant_nodes(node)]
        waived_fields = {"norm"} if node.data.get("state") in _REMOVED_STATES or node.data.get("not_encoded") else set()
        missing = [
            name
            for name in _STRICT_CLAUSE_FIELDS
            if name not in node.data
            and name not in waived_fields
            and not (readings and all(name in reading for reading in readings))
        ]
        if missing:
            name = quote_word(str(node.data.get("id")))
            yield rule_catalogue.make_problem(
                "lint-incomplete-clause", node.place_at(), id=name, missing=", ".join(missing)
            )
