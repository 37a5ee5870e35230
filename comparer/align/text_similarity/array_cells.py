"""The cells of long texts on NumPy, where it is installed: the same numbers to the last bit, in a fraction of the time.

Each cell adds up the same values in the same order as in `overlap`; root, quotient and maximum are rounded alike
everywhere (IEEE 754). Exponentials are not, so they stay where they are.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from comparer.align.text_similarity.row_rank import Matrix

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Cells = NDArray[Any]

MIN_CELLS_TO_IMPORT = 200_000
"""From so many cells on NumPy saves more than it takes to import. Once it is there it is used for all."""

ROWS_PER_BLOCK = 256

CreditsOfTerm = Callable[[str], Mapping[int, float]]
"""What a term is worth against each clause across, by the position of the clause."""


def is_worth_arrays(cell_count: int) -> bool:
    """Whether NumPy is there and a table of so many cells is better made by it."""
    if "numpy" in sys.modules:
        return True
    return cell_count >= MIN_CELLS_TO_IMPORT and find_spec("numpy") is not None


def share_rows(
    clauses: Sequence[Sequence[str]], other_count: int, term_weights: Mapping[str, float], credits_of: CreditsOfTerm
) -> Cells:
    """For each clause, given as its terms, what share of its weight each of the others has."""
    import numpy as np

    credits_by_term: dict[str, tuple[Cells, Cells]] = {}
    rows = np.zeros((len(clauses), other_count))
    for row, clause in zip(rows, clauses, strict=True):
        for term in clause:
            if term not in credits_by_term:
                credit_by_clause = credits_of(term)
                count = len(credit_by_clause)
                credits_by_term[term] = (
                    np.fromiter(credit_by_clause.keys(), np.intp, count),
                    np.fromiter(credit_by_clause.values(), np.float64, count),
                )
            positions, values = credits_by_term[term]
            row[positions] += values
        row[:] = row / (sum([term_weights[term] for term in clause]) or 1.0)
    return rows


def join_shares(left_shares: Cells, right_shares: Cells) -> tuple[Matrix, Matrix]:
    """The geometric mean of both shares of each pair by left clause, and the larger of them by right clause.

    They take the place of the shares, block by block: of long texts two such tables are all that memory should hold.
    """
    import numpy as np

    for start in range(0, len(left_shares), ROWS_PER_BLOCK):
        block = slice(start, start + ROWS_PER_BLOCK)
        left, right = left_shares[block].copy(), right_shares[:, block].T.copy()
        left_shares[block] = np.sqrt(left * right)
        right_shares[:, block] = np.maximum(left, right).T
    return tuple(map(memoryview, left_shares)), tuple(map(memoryview, right_shares))
