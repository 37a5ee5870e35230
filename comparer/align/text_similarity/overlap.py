"""How much of one clause another has: shares of their terms by weight, alike from both sides and whatever the order."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from comparer.align.text_similarity.array_cells import CreditsOfTerm, is_worth_arrays, join_shares, share_rows
from comparer.align.text_similarity.coefficients import (
    CONCEPT_FACTOR,
    FUNCTION_WORD_FACTOR,
    RARITY_EXPONENT,
    SAME_BEGINNING_FACTOR,
    SAME_SET_FACTOR,
)
from comparer.align.text_similarity.row_rank import Matrix
from comparer.align.text_similarity.terms import shared_keys
from comparer.language.thesaurus import function_stems

SharedKeyWeights = Mapping[str, Sequence[tuple[float, str]]]
"""What a term is worth where only its set or its beginning is met, with that set or beginning."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Of left clause i a share is found in right clause j, and the reverse.

    `mutual_overlap[i][j]` is the geometric mean of the two shares, `larger_shares[j][i]` the larger of them.
    `term_weights` gives what each term of the pair counts for.
    """

    mutual_overlap: Matrix
    larger_shares: Matrix
    term_weights: Mapping[str, float]


def measure_overlap(left: Sequence[Sequence[str]], right: Sequence[Sequence[str]]) -> Overlap:
    """Both shares for all clauses of a pair, each given as its distinct terms in a fixed order."""
    term_weights = rarity_weights([*left, *right])
    term_weights |= {
        term: term_weights[term] * FUNCTION_WORD_FACTOR for term in function_stems() if term in term_weights
    }
    term_weights |= {term: weight * CONCEPT_FACTOR for term, weight in term_weights.items() if term[0] == "@"}
    keys_by_term = {term: shared_keys(term) for term in term_weights}
    key_rarities = rarity_weights(
        [{key for term in clause for key in keys_by_term[term]} for clause in (*left, *right)]
    )
    shared_key_weights = {
        term: sorted([(shared_key_factor(key) * min(term_weights[term], key_rarities[key]), key) for key in keys])
        for term, keys in keys_by_term.items()
    }
    if is_worth_arrays(len(left) * len(right)):
        mutual_overlap, larger_shares = join_shares(
            share_rows(left, len(right), term_weights, _credits_among(right, term_weights, shared_key_weights)),
            share_rows(right, len(left), term_weights, _credits_among(left, term_weights, shared_key_weights)),
        )
        return Overlap(mutual_overlap, larger_shares, term_weights)
    left_shares = _overlap_shares(left, right, term_weights, shared_key_weights)
    right_shares = _overlap_shares(right, left, term_weights, shared_key_weights)
    for i, row in enumerate(left_shares):  # in place: of long texts, two such tables are all that memory should hold
        for j, right_row in enumerate(right_shares):
            left_share, right_share = row[j], right_row[i]
            row[j] = sqrt(left_share * right_share)
            right_row[i] = max(left_share, right_share)
    return Overlap(left_shares, right_shares, term_weights)


def rarity_weights(clauses: Sequence[Iterable[str]]) -> dict[str, float]:
    """The weight of each term: inverse document frequency over the clauses given, raised to set rare terms apart."""
    clause_counts: dict[str, int] = {}
    for clause in clauses:
        for term in clause:
            clause_counts[term] = clause_counts.get(term, 0) + 1
    clause_total = len(clauses)
    weight_by_count = {count: rarity_weight(count, clause_total) for count in set(clause_counts.values())}
    return {term: weight_by_count[count] for term, count in clause_counts.items()}


def rarity_weight(count: int, total: int) -> float:
    """The weight of a term that `count` of `total` texts have: inverse document frequency, raised."""
    weight: float = log(1 + (total - count + 0.5) / (count + 0.5)) ** RARITY_EXPONENT
    return weight


def _overlap_shares(
    clauses: Sequence[Sequence[str]],
    other_clauses: Sequence[Sequence[str]],
    term_weights: Mapping[str, float],
    shared_key_weights: SharedKeyWeights,
) -> list[array[float]]:
    """For each of our clauses what share of its weight each of theirs has; a term's best match counts."""
    credits_of = _credits_among(other_clauses, term_weights, shared_key_weights)
    credits_by_term: dict[str, list[tuple[int, float]]] = {}
    rows: list[array[float]] = []
    for clause in clauses:
        row = [0.0] * len(other_clauses)
        for term in clause:
            if term not in credits_by_term:
                credits_by_term[term] = list(credits_of(term).items())
            for other_number, value in credits_by_term[term]:
                row[other_number] += value
        clause_weight = sum([term_weights[term] for term in clause]) or 1.0
        rows.append(array("d", [value / clause_weight for value in row]))
    return rows


def _credits_among(
    other_clauses: Sequence[Sequence[str]],
    term_weights: Mapping[str, float],
    shared_key_weights: SharedKeyWeights,
) -> CreditsOfTerm:
    """What a term is worth against each of these clauses; those that it has nothing in common with are left out."""
    term_postings, key_postings = _build_postings(other_clauses, shared_key_weights)

    def credits_of(term: str) -> dict[int, float]:
        return _term_credits(term_weights[term], term_postings.get(term, ()), key_postings, shared_key_weights[term])

    return credits_of


def _build_postings(
    clauses: Sequence[Sequence[str]], shared_key_weights: SharedKeyWeights
) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """The clauses that have a term, and those that have a set or beginning."""
    term_postings: dict[str, list[int]] = {}
    for number, clause in enumerate(clauses):
        for term in clause:
            term_postings.setdefault(term, []).append(number)
    key_postings: dict[str, list[int]] = {}
    for term, numbers in term_postings.items():
        for _, key in shared_key_weights[term]:
            key_postings.setdefault(key, []).extend(numbers)
    return term_postings, key_postings


def _term_credits(
    term_weight: float,
    exact_numbers: Sequence[int],
    key_postings: Mapping[str, Sequence[int]],
    key_weights: Sequence[tuple[float, str]],
) -> dict[int, float]:
    """What a term is worth against each clause across; a set or a beginning is worth no more than it is rare."""
    credit_by_clause: dict[int, float] = {}
    for value, key in key_weights:
        if key in key_postings:
            credit_by_clause.update(dict.fromkeys(key_postings[key], value))
    credit_by_clause.update(dict.fromkeys(exact_numbers, term_weight))
    return credit_by_clause


def shared_key_factor(key: str) -> float:
    return SAME_SET_FACTOR if key[0] == "#" else SAME_BEGINNING_FACTOR
