"""What a sentence model says of each pair of clauses, as one part of the logit. Only where a workspace asks for one."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, fsum
from operator import mul

from comparer.likeness import coefficients as c
from comparer.model import SentenceModel

# Digits of a cosine that are kept: beyond these, machines may add up numbers in another order.
DIGITS = 4


def meaning(model: SentenceModel, left: Sequence[str], right: Sequence[str]) -> list[list[float]]:
    """For each text of `left` a row, for each of `right` a column: how each pair stands beside the others, weighed."""
    if not left or not right:
        return [[] for _ in left]
    a, b = model(left), model(right)
    cosines = [[round(sum(map(mul, one, other)), DIGITS) for other in b] for one in a]
    powers = [[exp(value / c.TEMPERATURE) for value in row] for row in cosines]
    across, down = [_two_best(row) for row in cosines], [_two_best(column) for column in zip(*cosines, strict=True)]
    whole = [fsum(row) for row in powers], [fsum(column) for column in zip(*powers, strict=True)]
    return [
        [
            c.MEANING_BASE
            + c.MEANING * value
            + c.MEANING_PLACE * (powers[i][j] / whole[0][i] + powers[i][j] / whole[1][j])
            + c.MEANING_LEAD * (_lead(value, across[i]) + _lead(value, down[j]))
            for j, value in enumerate(row)
        ]
        for i, row in enumerate(cosines)
    ]


def _two_best(values: Sequence[float]) -> tuple[float, float]:
    first, second = (*sorted(values, reverse=True)[:2], 0.0)[:2]
    return first, second


def _lead(value: float, best: tuple[float, float]) -> float:
    return value - (best[1] if value == best[0] else best[0])
