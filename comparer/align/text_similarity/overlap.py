"""How much of one clause another has: shares of their terms by weight, alike from both sides and whatever the order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from comparer.align.text_similarity.coefficients import CONCEPT, FUNCTION_WORD, RARITY, SAME_BEGINNING, SAME_SET
from comparer.align.text_similarity.row_rank import Rows
from comparer.align.text_similarity.terms import function_words, kin

Worth = Mapping[str, Sequence[tuple[float, str]]]
"""What a term is worth where only its set or its beginning is met, with that set or beginning."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """`left[i][j]` is the share of left clause i found in right clause j, `right[j][i]` the reverse.

    `likeness[i][j]` is their geometric mean. `weights` gives what each term of the pair counts for.
    """

    left: Rows
    right: Rows
    likeness: Rows
    weights: Mapping[str, float]


def coverage(left: Sequence[Sequence[str]], right: Sequence[Sequence[str]]) -> Coverage:
    """Both shares for all clauses of a pair, each given as its distinct terms in a fixed order."""
    weights = rarity([*left, *right])
    weights |= {term: weights[term] * FUNCTION_WORD for term in function_words() if term in weights}
    weights |= {term: weight * CONCEPT for term, weight in weights.items() if term[0] == "@"}
    akin = {term: kin(term) for term in weights}
    bridges = rarity([{key for term in clause for key in akin[term]} for clause in (*left, *right)])
    worth = {
        term: sorted([(_loss(key) * min(weights[term], bridges[key]), key) for key in keys])
        for term, keys in akin.items()
    }
    a = _shares(left, right, weights, worth)
    b = _shares(right, left, weights, worth)
    turned = zip(*b, strict=True)
    both = [[sqrt(x * y) for x, y in zip(row, column, strict=True)] for row, column in zip(a, turned, strict=True)]
    return Coverage(a, b, both, weights)


def rarity(clauses: Sequence[Iterable[str]]) -> dict[str, float]:
    """The weight of each term: inverse document frequency over the clauses given, raised to set rare terms apart."""
    seen: dict[str, int] = {}
    for clause in clauses:
        for term in clause:
            seen[term] = seen.get(term, 0) + 1
    total = len(clauses)
    worth = {count: log(1 + (total - count + 0.5) / (count + 0.5)) ** RARITY for count in set(seen.values())}
    return {term: worth[count] for term, count in seen.items()}


def _shares(
    ours: Sequence[Sequence[str]], theirs: Sequence[Sequence[str]], weights: Mapping[str, float], worth: Worth
) -> Rows:
    """For each of our clauses what share of its weight each of theirs has; a term's best match counts."""
    exact, near = _postings(theirs, worth)
    credit: dict[str, list[tuple[int, float]]] = {}
    rows: Rows = []
    for clause in ours:
        row = [0.0] * len(theirs)
        for term in clause:
            if term not in credit:
                credit[term] = _credit(weights[term], exact.get(term, ()), near, worth[term])
            for other, value in credit[term]:
                row[other] += value
        total = sum([weights[term] for term in clause]) or 1.0
        rows.append([value / total for value in row])
    return rows


def _postings(clauses: Sequence[Sequence[str]], worth: Worth) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """The clauses that have a term, and those that have a set or beginning."""
    exact: dict[str, list[int]] = {}
    for number, clause in enumerate(clauses):
        for term in clause:
            exact.setdefault(term, []).append(number)
    near: dict[str, list[int]] = {}
    for term, numbers in exact.items():
        for _, key in worth[term]:
            near.setdefault(key, []).extend(numbers)
    return exact, near


def _credit(
    weight: float, exact: Sequence[int], near: Mapping[str, Sequence[int]], worth: Sequence[tuple[float, str]]
) -> list[tuple[int, float]]:
    """What a term is worth against each clause across; a set or a beginning is worth no more than it is rare."""
    found: dict[int, float] = {}
    for value, key in worth:
        if key in near:
            found.update(dict.fromkeys(near[key], value))
    found.update(dict.fromkeys(exact, weight))
    return list(found.items())


def _loss(key: str) -> float:
    return SAME_SET if key[0] == "#" else SAME_BEGINNING
