"""Whether the paragraphs that a clause cites carry its figures, as their cards have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from comparer.load.checks.documents import COUNTED, Entry, Node, clauses, items, mapping, texts, variants
from comparer.load.checks.field_rules import FIGURES, amount, base_of
from comparer.load.checks.vocabulary_use import NO_WORDS, Lexicon
from comparer.model.problems import Problem, shown
from comparer.resources import rule_catalogue

__all__ = ["beyond_the_end", "check"]

Cards = Mapping[str, Mapping[str, Any]]


class _Figure(NamedTuple):
    """A figure in the unit into which its own converts."""

    value: Fraction | str
    unit: str


def check(entry: Entry, cards: Cards, words: Lexicon | None) -> Iterator[Problem]:
    """Figures of a plan that no cited paragraph carries.

    A figure may come from any of a clause's cites. So it is told only where every cite is a paragraph whose card
    lists figures, or where a cited paragraph has figures of the same unit and all of them differ.
    """
    if entry.kind != "plan":
        return
    for node in clauses(entry):
        yield from _reading(node, node.data.get("cites"), cards, words or NO_WORDS)
        for variant in variants(node):
            yield from _reading(variant, variant.data.get("cites", node.data.get("cites")), cards, words or NO_WORDS)


def _reading(node: Node, cites: Any, cards: Cards, words: Lexicon) -> Iterator[Problem]:
    terms = mapping(node.data.get("terms"))
    if not terms:
        return
    listed = {cite: list(_listed(cite, cards, words)) for cite, _ in texts(cites, ())}
    every = [figure for figures in listed.values() for figure in figures]
    complete = all(listed.values())
    for name, value in terms.items():
        term = mapping(value)
        unit = str(term.get("unit", mapping(words["quantities"].get(name)).get("unit", "")))
        for key in FIGURES:
            figure = _figure(term.get(key), unit, words)
            if figure is None or any(_same(figure, other) for other in every):
                continue
            contrary = [other for other in every if other.unit == figure.unit]
            if every and (complete or contrary):
                place = node.at("terms", name, key)
                sources = ", ".join(cite for cite, figures in listed.items() if figures)
                yield rule_catalogue.problem(
                    "source-figure", place, quantity=shown(name), figure=term[key], cited=sources
                )


def _listed(cite: str, cards: Cards, words: Lexicon) -> Iterator[_Figure]:
    source, _, paragraph = cite.partition("#")
    for _, fact in items(mapping(cards.get(source)).get("facts")):
        if paragraph and fact.get("at") == paragraph:
            for _, figure in items(fact.get("figures")):
                found = _figure(figure.get("value"), str(figure.get("unit")), words)
                if found is not None:
                    yield found


def _figure(value: Any, unit: str, words: Lexicon) -> _Figure | None:
    found = amount(value)
    if found is None:
        return None
    if isinstance(found, str):
        return _Figure(found, "date")
    base, factor = base_of(unit, words)
    return _Figure(found * factor, base)


def _same(one: _Figure, other: _Figure) -> bool:
    """Equal values. A unit that cards and vocabulary call by different names does not make two figures differ."""
    if isinstance(one.value, str) and isinstance(other.value, str):
        return one.value.startswith(other.value) or other.value.startswith(one.value)
    return one.value == other.value


def beyond_the_end(entry: Entry) -> Iterator[Problem]:
    """Facts of a card at a paragraph that its source does not have."""
    if entry.kind != "source":
        return
    for index, card in items(entry.document.data):
        count = card.get("paragraphs")
        for number, fact in items(card.get("facts")):
            at = fact.get("at")
            if isinstance(count, int) and isinstance(at, str) and COUNTED.fullmatch(at) and int(at) > count:
                place = entry.at((index, "facts", number, "at"))
                yield rule_catalogue.problem("source-paragraph", place, count=count, paragraph=at)
