"""Which provisions of a corpus come nearest to a clause: the words to ask for, and the likeness of what they find.

Candidates are found by the rarest terms of the clause, whose lists of places are short; what is found is then
compared in full, each term weighed by how rare it is in the whole corpus (inverse document frequency, Spärck Jones
1972), as alignment by text weighs it in a pair of plans.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import sqrt

from comparer.align.text_similarity.coefficients import FUNCTION_WORD_FACTOR
from comparer.align.text_similarity.overlap import rarity_weight, shared_key_factor
from comparer.align.text_similarity.terms import read_terms, shared_keys
from comparer.language.thesaurus import function_stems

MAX_ASKED_TERMS = 8
MIN_ASKED_TERMS = 2
MAX_ASKED_PLACES = 10_000
"""Places in the corpus that the terms asked for may have together; more take long and find little more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusProvision:
    """A provision of a document of the corpus. `place` is the path of the file, `number` as it is printed."""

    place: str
    title: str
    date: str
    number: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedent:
    """A provision with its likeness to what was asked, from 0 to 1, and the terms that both have, the rarest first."""

    provision: CorpusProvision
    likeness: float
    shared_terms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusStatistics:
    """How many provisions a corpus has, and how many of them have each term that was asked about."""

    provision_count: int
    count_by_term: Mapping[str, int]

    def term_weight(self, term: str) -> float:
        weight = rarity_weight(min(self.count_by_term.get(term, 0), self.provision_count), self.provision_count)
        return weight * FUNCTION_WORD_FACTOR if term in function_stems() else weight


@lru_cache(maxsize=4096)
def provision_terms(text: str) -> tuple[str, ...]:
    """The terms by which a provision is found, in a fixed order."""
    return read_terms(text).all_terms


def choose_asked_terms(terms: Iterable[str], statistics: CorpusStatistics) -> tuple[str, ...]:
    """The rarest of the terms that the corpus has, as many as its places allow and MIN_ASKED_TERMS at least."""
    known = [(count, term) for term in terms if (count := statistics.count_by_term.get(term, 0))]
    chosen: list[str] = []
    place_count = 0
    for count, term in sorted(known):
        place_count += count
        if len(chosen) >= MIN_ASKED_TERMS and (place_count > MAX_ASKED_PLACES or len(chosen) >= MAX_ASKED_TERMS):
            break
        chosen.append(term)
    return tuple(chosen)


def rank_precedents(
    text: str, candidates: Sequence[CorpusProvision], statistics: CorpusStatistics
) -> tuple[Precedent, ...]:
    """The candidates by their likeness to a text, the most alike first; among equals the newer, then by place."""
    weigh = cache(statistics.term_weight)
    asked = _weigh_terms(provision_terms(text), weigh)
    precedents = [_compare_with_provision(asked, candidate, weigh) for candidate in candidates]
    by_place = sorted(precedents, key=lambda each: (each.provision.place, each.provision.number, each.provision.text))
    return tuple(sorted(by_place, key=lambda each: (each.likeness, each.provision.date), reverse=True))


@dataclass(frozen=True, slots=True)
class _WeighedTerms:
    """The terms of a text in their order, each with its weight; and the greatest weight with a set or a beginning."""

    weight_by_term: Mapping[str, float]
    weight_by_key: Mapping[str, float]


def _weigh_terms(terms: Sequence[str], weigh: Callable[[str], float]) -> _WeighedTerms:
    weight_by_term = {term: weigh(term) for term in terms}
    weight_by_key: dict[str, float] = {}
    for term, weight in weight_by_term.items():
        for key in shared_keys(term):
            weight_by_key[key] = max(weight, weight_by_key.get(key, 0.0))
    return _WeighedTerms(weight_by_term, weight_by_key)


def _compare_with_provision(
    asked: _WeighedTerms, candidate: CorpusProvision, weigh: Callable[[str], float]
) -> Precedent:
    other = _weigh_terms(provision_terms(candidate.text), weigh)
    shares = _shared_weight(asked, other), _shared_weight(other, asked)
    shared_terms = sorted(
        asked.weight_by_term.keys() & other.weight_by_term.keys(),
        key=lambda term: (-asked.weight_by_term[term], term),
    )
    return Precedent(
        provision=candidate, likeness=round(sqrt(shares[0] * shares[1]), 4), shared_terms=tuple(shared_terms)
    )


def _shared_weight(own: _WeighedTerms, other: _WeighedTerms) -> float:
    """The share of the weight of terms that is found among others, in part where a set or a beginning is in common."""
    total = shared = 0.0
    for term, weight in own.weight_by_term.items():
        total += weight
        if term in other.weight_by_term:
            shared += weight
        else:
            shared += max(
                (
                    shared_key_factor(key) * min(weight, other.weight_by_key[key])
                    for key in shared_keys(term)
                    if key in other.weight_by_key
                ),
                default=0.0,
            )
    return shared / total if total else 0.0
