"""The signals of a pair of plans: for each pair of clauses that share anything, what speaks for and against a link.

A signal is a number that a coefficient multiplies; the sum is a logit. All are alike from both sides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, fsum, inf, sqrt

from comparer.align.assignment import Edge
from comparer.align.text_similarity import coefficients as c
from comparer.align.text_similarity.concepts import ConceptFinder, TextConcepts
from comparer.align.text_similarity.meaning import sentence_model_logits
from comparer.align.text_similarity.overlap import Overlap, measure_overlap, rarity_weights
from comparer.align.text_similarity.printed_numbers import measure_same_numbers, unique_numbers
from comparer.align.text_similarity.row_rank import RankInRow, exponential_share, rank_rows_and_columns
from comparer.align.text_similarity.terms import TextTerms, extract_terms
from comparer.model.workspace import SentenceModel


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """The signals of one pair of clauses, before they are weighed."""

    word_overlap: float
    relative_overlap: float
    row_share: float
    lead: float
    relative_lead: float
    name_overlap: float = 0.0
    act_overlap: float = 0.0
    object_overlap: float = 0.0
    meaning_logit: float = 0.0
    """What a sentence model says, weighed already; 0 without one."""
    number_share: float = 0.0
    """How far the plans keep to their printed numbers, where both clauses have one number; else 0."""

    def logit_parts(self, symmetry: float) -> tuple[tuple[str, float], ...]:
        """Each part of the logit with its name, in the order in which evidence is told."""
        return (
            ("plan-lengths", c.BASE_LOGIT + c.SYMMETRY_COEFFICIENT * symmetry),
            (
                "words",
                c.WORD_OVERLAP_COEFFICIENT * self.word_overlap + c.RELATIVE_OVERLAP_COEFFICIENT * self.relative_overlap,
            ),
            ("names", c.NAME_OVERLAP_COEFFICIENT * self.name_overlap),
            ("acts", c.ACT_OVERLAP_COEFFICIENT * self.act_overlap),
            ("objects", c.OBJECT_OVERLAP_COEFFICIENT * self.object_overlap),
            ("row-share", c.ROW_SHARE_COEFFICIENT * self.row_share),
            (
                "lead",
                c.LEAD_COEFFICIENT * self.lead + c.RELATIVE_LEAD_COEFFICIENT * self.relative_lead,
            ),
            ("sentence-model", self.meaning_logit),
            ("printed-number", c.PRINTED_NUMBER_COEFFICIENT * self.number_share),
        )

    def total_logit(self, symmetry: float) -> float:
        return sum(part for _, part in self.logit_parts(symmetry))


@dataclass(frozen=True, slots=True)
class PairScores:
    """All signals of a pair of plans. `symmetry` is the shorter side over the longer."""

    symmetry: float
    signals_by_edge: Mapping[Edge, Signals]
    left_terms: tuple[TextTerms, ...]
    right_terms: tuple[TextTerms, ...]
    term_weights: Mapping[str, float]


def measure_signals(
    left: Sequence[str], right: Sequence[str], concept_finder: ConceptFinder, model: SentenceModel | None = None
) -> PairScores:
    """The signals of two lists of distinct texts. Pairs of clauses that no signal can bring into sight are left out."""
    left_terms, right_terms = tuple(map(extract_terms, left)), tuple(map(extract_terms, right))
    if not left_terms or not right_terms:
        return PairScores(0.0, {}, left_terms, right_terms, {})
    concepts = (
        [concept_finder.find_concepts(text) for text in left],
        [concept_finder.find_concepts(text) for text in right],
    )
    overlap = measure_overlap(_add_concept_terms(left_terms, concepts[0]), _add_concept_terms(right_terms, concepts[1]))
    symmetry = min(len(left_terms), len(right_terms)) / max(len(left_terms), len(right_terms))
    min_logit = c.HOPELESS_LOGIT - c.BASE_LOGIT - c.SYMMETRY_COEFFICIENT * symmetry
    if model is None:
        signals_by_edge = _measure_against_others(overlap, (c.MIN_OVERLAP, min_logit))
    else:
        meaning_logits = sentence_model_logits(model, left, right)
        all_signals = _measure_against_others(overlap, (-inf, -inf))
        signals_by_edge = {
            (i, j): replace(signals, meaning_logit=meaning_logits[i][j]) for (i, j), signals in all_signals.items()
        }
        signals_by_edge = {
            edge: signals
            for edge, signals in signals_by_edge.items()
            if signals.total_logit(symmetry) >= c.HOPELESS_LOGIT
        }
    return PairScores(
        symmetry,
        _add_typed_overlaps(signals_by_edge, (left_terms, right_terms), concepts),
        left_terms,
        right_terms,
        overlap.term_weights,
    )


def add_printed_numbers(
    pair_scores: PairScores, probabilities: Mapping[Edge, float], left: Sequence[str], right: Sequence[str]
) -> PairScores:
    """The same scores with what the printed numbers of either side say, "" for a text without one of its own."""
    shares = measure_same_numbers(probabilities, unique_numbers(left), unique_numbers(right))
    signals_by_edge = {
        edge: replace(signals, number_share=shares[edge]) if edge in shares else signals
        for edge, signals in pair_scores.signals_by_edge.items()
    }
    return replace(pair_scores, signals_by_edge=signals_by_edge) if shares else pair_scores


def _add_concept_terms(terms_of_texts: Sequence[TextTerms], concepts: Sequence[TextConcepts]) -> list[tuple[str, ...]]:
    return [
        (*text_terms.all_terms, *text_concepts.concept_terms)
        for text_terms, text_concepts in zip(terms_of_texts, concepts, strict=True)
    ]


def link_probability(logit: float) -> float:
    """The chance that a pair of clauses with this logit is a link; alike for large values of either sign."""
    return 1 / (1 + exp(-logit)) if logit > 0 else exp(logit) / (1 + exp(logit))


def _measure_against_others(overlap: Overlap, overlap_and_logit_floors: tuple[float, float]) -> dict[Edge, Signals]:
    """How each pair of clauses stands beside the others of its row and column.

    `floors` are the least likeness, and what the signals must come to, of a pair that is kept.
    """
    min_overlap, min_logit = overlap_and_logit_floors
    row_ranks, column_ranks = rank_rows_and_columns(overlap.mutual_overlap)
    mean_best_overlap = (_mean_best_value(row_ranks) + _mean_best_value(column_ranks)) / 2 or 1.0
    lead_coefficient = c.LEAD_COEFFICIENT + c.RELATIVE_LEAD_COEFFICIENT / mean_best_overlap
    signals_by_edge = {}
    for i, row in enumerate(overlap.mutual_overlap):
        best, second = row_ranks[i].best, row_ranks[i].second_best
        for j, value in enumerate(row):
            if value < min_overlap:
                continue
            lead = value - (second if value == best else best) + column_ranks[j].lead_over_next(value)
            word_overlap = overlap.larger_shares[j][i]
            row_share = exponential_share(value, row_ranks[i]) + exponential_share(value, column_ranks[j])
            if (
                c.WORD_OVERLAP_COEFFICIENT * word_overlap
                + c.RELATIVE_OVERLAP_COEFFICIENT * value / mean_best_overlap
                + lead_coefficient * lead
                + c.ROW_SHARE_COEFFICIENT * row_share
                >= min_logit
            ):
                signals_by_edge[i, j] = Signals(
                    word_overlap=word_overlap,
                    relative_overlap=value / mean_best_overlap,
                    row_share=row_share,
                    lead=lead,
                    relative_lead=lead / mean_best_overlap,
                )
    return signals_by_edge


def _mean_best_value(ranks: Sequence[RankInRow]) -> float:
    return fsum(rank.best for rank in ranks) / len(ranks)


def _add_typed_overlaps(
    signals_by_edge: Mapping[Edge, Signals],
    sides: tuple[Sequence[TextTerms], Sequence[TextTerms]],
    concepts: tuple[Sequence[TextConcepts], Sequence[TextConcepts]],
) -> dict[Edge, Signals]:
    """The same with what the names, acts and objects of both clauses have in common."""
    known_names = {name for side in sides for terms_of_text in side for name in terms_of_text.names}
    shared_names = _SharedWords(
        [
            [
                known_names.intersection(terms_of_text.all_terms)
                | {f"@{actor_id}" for actor_id in concepts_of_text.names}
                for terms_of_text, concepts_of_text in zip(*side_pair, strict=True)
            ]
            for side_pair in zip(sides, concepts, strict=True)
        ]
    )
    shared_acts = _SharedWords([[set(text_concepts.acts) for text_concepts in side] for side in concepts])
    shared_objects = _SharedWords([[set(text_concepts.objects) for text_concepts in side] for side in concepts])
    return {
        (i, j): replace(
            signals,
            name_overlap=shared_names.smaller_share(i, j),
            act_overlap=shared_acts.geometric_mean_share(i, j),
            object_overlap=shared_objects.geometric_mean_share(i, j),
        )
        for (i, j), signals in signals_by_edge.items()
    }


class _SharedWords:
    """What sets of words on both sides have in common, each word by its weight."""

    def __init__(self, sides: Sequence[Sequence[set[str]]]) -> None:
        self._sides = sides
        self._word_weights = rarity_weights([word_set for side in sides for word_set in side])
        self._set_weights = [[self._total_weight(word_set) for word_set in side] for side in sides]

    def smaller_share(self, i: int, j: int) -> float:
        shared_words = self._sides[0][i] & self._sides[1][j]
        return (
            self._total_weight(shared_words) / max(self._set_weights[0][i], self._set_weights[1][j])
            if shared_words
            else 0.0
        )

    def geometric_mean_share(self, i: int, j: int) -> float:
        shared_words = self._sides[0][i] & self._sides[1][j]
        return (
            self._total_weight(shared_words) / sqrt(self._set_weights[0][i] * self._set_weights[1][j])
            if shared_words
            else 0.0
        )

    def _total_weight(self, words: set[str]) -> float:
        return fsum([self._word_weights[word] for word in words])
