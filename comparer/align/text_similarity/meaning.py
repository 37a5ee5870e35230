"""What a sentence model says of each pair of clauses, as one part of the logit. Only where a workspace asks for one."""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul

from comparer.align.text_similarity import coefficients as c
from comparer.align.text_similarity.row_rank import Rows, standings
from comparer.model.records import SentenceModel

# Digits of a cosine that are kept: beyond these, machines may add up numbers in another order.
DIGITS = 4


def meaning(model: SentenceModel, left: Sequence[str], right: Sequence[str]) -> Rows:
    """For each text of `left` a row, for each of `right` a column: how each pair stands beside the others, weighed."""
    if not left or not right:
        return [[] for _ in left]
    a, b = model(left), model(right)
    cosines = [[round(sum(map(mul, one, other)), DIGITS) for other in b] for one in a]
    powers, across, down = standings(cosines)
    return [
        [
            c.MEANING_BASE
            + c.MEANING * value
            + c.MEANING_PLACE * (powers[i][j] / across[i].total + powers[i][j] / down[j].total)
            + c.MEANING_LEAD * (across[i].lead(value) + down[j].lead(value))
            for j, value in enumerate(row)
        ]
        for i, row in enumerate(cosines)
    ]
