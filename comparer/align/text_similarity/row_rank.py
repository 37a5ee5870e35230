"""How a pair of clauses stands beside the others of its row and column, by any likeness."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import exp, fsum

from comparer.align.text_similarity.coefficients import SOFTMAX_TEMPERATURE

Matrix = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class RankInRow:
    """The best of a row or column, the next best, and the sum of all likenesses, each made to count exponentially."""

    best: float
    second_best: float
    exponential_sum: float

    def lead_over_next(self, value: float) -> float:
        """What a likeness leads the next best by; below nothing where it is not the best."""
        return value - (self.second_best if value == self.best else self.best)


def rank_rows_and_columns(similarities: Matrix) -> tuple[list[RankInRow], list[RankInRow]]:
    """The standing of each row and of each column. The matrix has at least one row and one column."""
    return _rank_rows(similarities), _rank_rows(zip(*similarities, strict=True))


def exponential_share(value: float, rank: RankInRow) -> float:
    """How much of its row or column a likeness holds, each likeness made to count exponentially."""
    return exp(value / SOFTMAX_TEMPERATURE) / rank.exponential_sum


def _rank_rows(rows: Iterable[Sequence[float]]) -> list[RankInRow]:
    ranks = []
    for row in rows:
        best, second_best = (*nlargest(2, row), 0.0)[:2]
        # The exponential of nothing is 1, and the sum is exact: cells with nothing in common need not be gone through.
        counted = [exp(value / SOFTMAX_TEMPERATURE) for value in row if value]
        ranks.append(RankInRow(best, second_best, fsum([*counted, float(len(row) - len(counted))])))
    return ranks
