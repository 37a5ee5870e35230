"""What a sentence model says of each pair of clauses, as one part of the logit. Only where a workspace asks for one."""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul

from comparer.align.text_similarity import coefficients as c
from comparer.align.text_similarity.row_rank import Matrix, exponential_share, rank_rows_and_columns
from comparer.model.workspace import SentenceModel

# Digits of a cosine that are kept: beyond these, machines may add up numbers in another order.
COSINE_DIGITS = 4


def sentence_model_logits(model: SentenceModel, left: Sequence[str], right: Sequence[str]) -> Matrix:
    """For each text of `left` a row, for each of `right` a column: how each pair stands beside the others, weighed."""
    if not left or not right:
        return [[] for _ in left]
    left_vectors, right_vectors = model(left), model(right)
    cosines = [
        [round(sum(map(mul, left_vector, right_vector)), COSINE_DIGITS) for right_vector in right_vectors]
        for left_vector in left_vectors
    ]
    row_ranks, column_ranks = rank_rows_and_columns(cosines)
    return [
        [
            c.MEANING_BASE_LOGIT
            + c.MEANING_COSINE_COEFFICIENT * value
            + c.MEANING_ROW_SHARE_COEFFICIENT
            * (exponential_share(value, row_ranks[i]) + exponential_share(value, column_ranks[j]))
            + c.MEANING_LEAD_COEFFICIENT * (row_ranks[i].lead_over_next(value) + column_ranks[j].lead_over_next(value))
            for j, value in enumerate(row)
        ]
        for i, row in enumerate(cosines)
    ]
