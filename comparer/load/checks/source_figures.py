"""Whether the paragraphs that a clause cites carry its figures, as their cards have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from comparer.load.checks.documents import (
    PARAGRAPH_NUMBER_PATTERN,
    FileEntry,
    MappingNode,
    as_mapping,
    clause_nodes,
    indexed_mappings,
    variant_nodes,
    words_with_paths,
)
from comparer.load.checks.field_rules import FIGURE_FIELDS, base_unit_and_factor, parse_amount
from comparer.load.checks.vocabulary_use import NO_VOCABULARY, VocabularySections
from comparer.model.dates import parse_date
from comparer.model.problems import Problem, quote_word
from comparer.resources import rule_catalogue

__all__ = ["check_paragraph_numbers", "check_source_figures"]

CardById = Mapping[str, Mapping[str, Any]]


class _BaseFigure(NamedTuple):
    """A figure in the unit into which its own converts, and as it is written."""

    value: Fraction | str
    unit: str
    written: str


def check_source_figures(entry: FileEntry, cards: CardById, vocabulary: VocabularySections | None) -> Iterator[Problem]:
    """Figures of a plan that no cited paragraph carries.

    A figure may come from any of a clause's cites. So it is told only where every cite is a paragraph whose card
    lists figures, or where a cited paragraph has figures of the same unit and all of them differ.
    """
    if entry.kind != "plan":
        return
    for node in clause_nodes(entry):
        yield from _check_cited_figures(node, node.data.get("cites"), cards, vocabulary or NO_VOCABULARY)
        for variant in variant_nodes(node):
            yield from _check_cited_figures(
                variant, variant.data.get("cites", node.data.get("cites")), cards, vocabulary or NO_VOCABULARY
            )


def _check_cited_figures(
    node: MappingNode, cites: Any, cards: CardById, vocabulary: VocabularySections
) -> Iterator[Problem]:
    terms = as_mapping(node.data.get("terms"))
    if not terms:
        return
    figures_by_cite = {cite: list(_figures_of_cite(cite, cards, vocabulary)) for cite, _ in words_with_paths(cites, ())}
    all_figures = [figure for figures in figures_by_cite.values() for figure in figures]
    is_complete = all(figures_by_cite.values())
    for name, value in terms.items():
        term = as_mapping(value)
        unit = str(term.get("unit", as_mapping(vocabulary["quantities"].get(name)).get("unit", "")))
        for key in FIGURE_FIELDS:
            figure = _convert_to_base(term.get(key), unit, vocabulary)
            if figure is None or any(_is_same_figure(figure, cited_figure) for cited_figure in all_figures):
                continue
            contrary_figures = [cited_figure for cited_figure in all_figures if cited_figure.unit == figure.unit]
            if all_figures and (is_complete or contrary_figures):
                place = node.place_at("terms", name, key)
                says = _cited_figures_text(figures_by_cite, figure.unit)
                yield rule_catalogue.make_problem(
                    "source-figure", place, quantity=quote_word(name), figure=term[key], cited=says
                )


def _cited_figures_text(figures_by_cite: Mapping[str, list[_BaseFigure]], unit: str) -> str:
    """What the cited paragraphs say instead, in the same unit where any does: paragraphs of one answer together."""
    has_same_unit = any(figure.unit == unit for figures in figures_by_cite.values() for figure in figures)
    cites_by_answer: dict[str, list[str]] = {}
    for cite, figures in figures_by_cite.items():
        written = [figure.written for figure in figures if figure.unit == unit or not has_same_unit]
        if written:
            cites_by_answer.setdefault(", ".join(dict.fromkeys(written)), []).append(cite)
    return "; ".join(f"{answer} ({', '.join(cites)})" for answer, cites in cites_by_answer.items())


def _figures_of_cite(cite: str, cards: CardById, vocabulary: VocabularySections) -> Iterator[_BaseFigure]:
    source, _, paragraph = cite.partition("#")
    for _, fact in indexed_mappings(as_mapping(cards.get(source)).get("facts")):
        if paragraph and fact.get("at") == paragraph:
            for _, figure in indexed_mappings(fact.get("figures")):
                base_figure = _convert_to_base(figure.get("value"), str(figure.get("unit")), vocabulary)
                if base_figure is not None:
                    yield base_figure


def _convert_to_base(value: Any, unit: str, vocabulary: VocabularySections) -> _BaseFigure | None:
    parsed_amount = parse_amount(value)
    if parsed_amount is None:
        return None
    if isinstance(parsed_amount, str):
        return _BaseFigure(parsed_amount, "date", str(value))
    base, factor = base_unit_and_factor(_find_unit_id(unit, vocabulary), vocabulary)
    return _BaseFigure(parsed_amount * factor, base, str(value))


def _find_unit_id(word: str, vocabulary: VocabularySections) -> str:
    """The unit of that id, else the first that has the word among its synonyms, else the word itself."""
    units = vocabulary["units"]
    if word in units:
        return word
    return next(
        (
            unit_id
            for unit_id, entry in units.items()
            if word in [synonym for synonym, _ in words_with_paths(as_mapping(entry).get("synonyms"), ())]
        ),
        word,
    )


def _is_same_figure(left: _BaseFigure, right: _BaseFigure) -> bool:
    """Equal values. A unit that cards and vocabulary call by different names does not make two figures differ."""
    if isinstance(left.value, str) and isinstance(right.value, str):
        return _is_same_date(left.value, right.value)
    return left.value == right.value


def _is_same_date(left: str, right: str) -> bool:
    """Whether two dates agree as far as both are known; what is no date is the same only as itself."""
    a, b = parse_date(left), parse_date(right)
    return (a.contains(b) or b.contains(a)) if a and b else left == right


def check_paragraph_numbers(entry: FileEntry) -> Iterator[Problem]:
    """Facts of a card at a paragraph that its source does not have."""
    if entry.kind != "source":
        return
    for index, card in indexed_mappings(entry.document.data):
        count = card.get("paragraphs")
        for number, fact in indexed_mappings(card.get("facts")):
            paragraph = fact.get("at")
            if (
                isinstance(count, int)
                and isinstance(paragraph, str)
                and PARAGRAPH_NUMBER_PATTERN.fullmatch(paragraph)
                and int(paragraph) > count
            ):
                place = entry.place_at((index, "facts", number, "at"))
                yield rule_catalogue.make_problem("source-paragraph", place, count=count, paragraph=paragraph)
