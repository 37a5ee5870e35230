"""What printed numbers say of two clauses whose texts are alike: the same number on both sides.

It counts as far as the two plans keep to their numbers: how many of the other sure links have one number. Plans that
were renumbered get nothing from it. The order of a file never counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from comparer.align.assignment import Edge, maximum_weight_assignment

SURE_PROBABILITY = 0.5
"""From where on a link by text counts as evidence for others."""
MIN_SURE_LINKS = 3
"""Below this many other sure links nothing is concluded on how plans keep their numbers."""


def unique_numbers(numbers: Sequence[str]) -> tuple[str, ...]:
    """The printed numbers, "" for those that several clauses share."""
    times = Counter(numbers)
    return tuple(number if times[number] == 1 else "" for number in numbers)


def measure_same_numbers(
    probabilities: Mapping[Edge, float], left: Sequence[str], right: Sequence[str]
) -> dict[Edge, float]:
    """For each pair of clauses with one printed number how far the plans keep to theirs, above 0 and up to 1."""
    sure_edges = {
        edge
        for edge in maximum_weight_assignment(
            {edge: value for edge, value in probabilities.items() if value >= SURE_PROBABILITY}
        )
        if left[edge[0]] and right[edge[1]]
    }
    kept_edges = {edge for edge in sure_edges if left[edge[0]] == right[edge[1]]}
    shares: dict[Edge, float] = {}
    for edge in probabilities:
        others = sure_edges - {edge}
        if left[edge[0]] and left[edge[0]] == right[edge[1]] and len(others) >= MIN_SURE_LINKS:
            kept_share = len(kept_edges - {edge}) / len(others)
            if kept_share:
                shares[edge] = kept_share
    return shares
