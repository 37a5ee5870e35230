"""How a pair of clauses stands beside the others of its row and column, by any likeness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, fsum

from comparer.align.text_similarity.coefficients import SOFTMAX_TEMPERATURE

Matrix = list[list[float]]


@dataclass(frozen=True, slots=True)
class RankInRow:
    """The best of a row or column, the next best, and the sum of all likenesses, each made to count exponentially."""

    best: float
    second_best: float
    exponential_sum: float

    def lead_over_next(self, value: float) -> float:
        """What a likeness leads the next best by; below nothing where it is not the best."""
        return value - (self.second_best if value == self.best else self.best)


def rank_rows_and_columns(similarities: Matrix) -> tuple[Matrix, list[RankInRow], list[RankInRow]]:
    """What each likeness counts for exponentially, and the standing of each row and of each column."""
    exponentials = [[exp(value / SOFTMAX_TEMPERATURE) for value in row] for row in similarities]
    row_ranks = [
        _rank_in_row(row, row_exponentials) for row, row_exponentials in zip(similarities, exponentials, strict=True)
    ]
    columns = zip(zip(*similarities, strict=True), zip(*exponentials, strict=True), strict=True)
    return (
        exponentials,
        row_ranks,
        [_rank_in_row(column, column_exponentials) for column, column_exponentials in columns],
    )


def _rank_in_row(values: Sequence[float], exponentials: Sequence[float]) -> RankInRow:
    best, second = (*sorted(values, reverse=True)[:2], 0.0)[:2]
    return RankInRow(best, second, fsum(exponentials))
