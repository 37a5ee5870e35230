"""How a pair of clauses stands beside the others of its row and column, by any likeness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, fsum

from comparer.align.text_similarity.coefficients import TEMPERATURE

Rows = list[list[float]]


@dataclass(frozen=True, slots=True)
class Standing:
    """The best of a row or column, the next best, and the sum of all likenesses, each made to count exponentially."""

    best: float
    second: float
    total: float

    def lead(self, value: float) -> float:
        """What a likeness leads the next best by; below nothing where it is not the best."""
        return value - (self.second if value == self.best else self.best)


def standings(likeness: Rows) -> tuple[Rows, list[Standing], list[Standing]]:
    """What each likeness counts for exponentially, and the standing of each row and of each column."""
    powers = [[exp(value / TEMPERATURE) for value in row] for row in likeness]
    across = [_standing(row, row_exponentials) for row, row_exponentials in zip(likeness, powers, strict=True)]
    columns = zip(zip(*likeness, strict=True), zip(*powers, strict=True), strict=True)
    return powers, across, [_standing(column, column_exponentials) for column, column_exponentials in columns]


def _standing(values: Sequence[float], powers: Sequence[float]) -> Standing:
    best, second = (*sorted(values, reverse=True)[:2], 0.0)[:2]
    return Standing(best, second, fsum(powers))
