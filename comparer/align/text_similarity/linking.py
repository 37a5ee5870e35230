"""From scores to links: the best assignment, then clauses left over join; ties and near misses are only shown.

Rows and columns are distinct texts; nothing here depends on their order beyond ties, which are told apart by `grain`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from comparer.align.assignment import Edge, Endpoints, connected_components, edge_endpoints, maximum_weight_assignment
from comparer.align.text_similarity.coefficients import (
    AMBIGUITY_MARGIN,
    MIN_JOIN_PROBABILITY,
    MIN_LEFTOVER_PROBABILITY,
    MIN_LINK_PROBABILITY,
    MIN_LINKED_SHARE,
    MIN_POSSIBLE_PROBABILITY,
)
from comparer.language.word_overlap import symmetric_tie_breaker

LinkBlock = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class LinkChoice:
    """What scores come to: groups of rows and columns to link, groups of which only one can be meant, near misses."""

    links: tuple[LinkBlock, ...]
    ambiguous: tuple[LinkBlock, ...]
    possible: tuple[Edge, ...]


def choose_links(
    scores: Mapping[Edge, float],
    left: Sequence[str],
    right: Sequence[str],
    identical_edges: set[Edge],
    rival_edges: AbstractSet[Edge] = frozenset(),
) -> LinkChoice:
    """Which texts to link, by the probability of each pair; a pair that is not named has none.

    `identical_edges` are pairs of one wording: they are links before anything is weighed. `rival_edges` are pairs of
    which only one of several can be meant: one of them may be assigned, none joins a link as a further part.
    """
    identical_ends = edge_endpoints(identical_edges)
    assigned_edges = _assign_open_ends(scores, left, right, identical_ends, MIN_LINK_PROBABILITY)
    tied_edges = _find_tied_edges(scores, assigned_edges, identical_ends)
    taken_edges = identical_edges | (assigned_edges - tied_edges)
    best_edges = _best_edges(scores, left, right)
    linked_ends, tied_ends = edge_endpoints(taken_edges), edge_endpoints(tied_edges)
    if _is_mostly_linked(linked_ends, len(left), len(right)):
        closed_ends = edge_endpoints(taken_edges | tied_edges)
        taken_edges |= _assign_open_ends(scores, left, right, closed_ends, MIN_LEFTOVER_PROBABILITY)
        linked_ends = edge_endpoints(taken_edges)
    link_edges = taken_edges | {
        edge
        for edge in best_edges
        if scores[edge] > MIN_JOIN_PROBABILITY
        and edge not in rival_edges
        and not (edge[0] in identical_ends[0] or edge[1] in identical_ends[1])
        and _may_join_group(edge, linked_ends, tied_ends)
    }
    rows, columns = edge_endpoints(link_edges)
    near_misses = sorted((i, j) for i, j in best_edges - link_edges - tied_edges if i not in rows or j not in columns)
    return LinkChoice(tuple(_build_link_blocks(link_edges)), tuple(_build_link_blocks(tied_edges)), tuple(near_misses))


def _is_mostly_linked(linked_ends: Endpoints, left_count: int, right_count: int) -> bool:
    """Whether two texts are so far versions of one another that what is left over is likely to have a counterpart."""
    linked_count = len(linked_ends[0]) + len(linked_ends[1])
    return linked_count >= MIN_LINKED_SHARE * (left_count + right_count)


def _assign_open_ends(
    scores: Mapping[Edge, float], left: Sequence[str], right: Sequence[str], closed: Endpoints, min_probability: float
) -> set[Edge]:
    """The best assignment of the ends that are not closed, among pairs above a probability."""
    weights = {
        (i, j): score - min_probability + tie_breaker(left[i], right[j])
        for (i, j), score in scores.items()
        if score > min_probability and i not in closed[0] and j not in closed[1]
    }
    return set(maximum_weight_assignment(weights))


def tie_breaker(a: str, b: str) -> float:
    """Below 1e-9: tells equally likely links apart by a hash of both texts. Symmetric in a and b."""
    return symmetric_tie_breaker(a, b) * 1e-9


def _find_tied_edges(scores: Mapping[Edge, float], assigned_edges: set[Edge], identical_ends: Endpoints) -> set[Edge]:
    """Links with a rival that fits as well: one linked to nothing, or two links that could as well be crossed."""
    partners = dict(assigned_edges), {j: i for i, j in assigned_edges}
    tied_edges: set[Edge] = set()
    for (i, j), score in sorted(scores.items()):
        assigned_column, assigned_row = partners[0].get(i), partners[1].get(j)
        if assigned_column == j or i in identical_ends[0] or j in identical_ends[1]:
            continue
        if assigned_column is not None and assigned_row is not None:
            assigned_total = scores[i, assigned_column] + scores[assigned_row, j]
            if assigned_total - score - scores.get((assigned_row, assigned_column), 0.0) < AMBIGUITY_MARGIN:
                tied_edges |= {(i, j), (i, assigned_column), (assigned_row, j), (assigned_row, assigned_column)}
        elif assigned_column is not None and scores[i, assigned_column] - score < AMBIGUITY_MARGIN:
            tied_edges |= {(i, j), (i, assigned_column)}
        elif assigned_row is not None and scores[assigned_row, j] - score < AMBIGUITY_MARGIN:
            tied_edges |= {(i, j), (assigned_row, j)}
    return tied_edges


def _may_join_group(edge: Edge, linked_ends: Endpoints, tied_ends: Endpoints) -> bool:
    """Whether a text left over has a partner here that is linked already: a split or a merger."""
    i, j = edge
    if i in linked_ends[0]:
        return j not in linked_ends[1] and j not in tied_ends[1]
    return j in linked_ends[1] and i not in tied_ends[0]


def _best_edges(scores: Mapping[Edge, float], left: Sequence[str], right: Sequence[str]) -> set[Edge]:
    """The best partner of each row and of each column, from where a pair is worth showing."""
    best_by_end: dict[tuple[int, int], tuple[float, Edge]] = {}
    for edge, score in scores.items():
        if score < MIN_POSSIBLE_PROBABILITY:
            continue
        ranked_edge = (score + tie_breaker(left[edge[0]], right[edge[1]]), edge)
        for side in (0, 1):
            end = (side, edge[side])
            if end not in best_by_end or ranked_edge[0] > best_by_end[end][0]:
                best_by_end[end] = ranked_edge
    return {edge for _, edge in best_by_end.values()}


def _build_link_blocks(edges: set[Edge]) -> list[LinkBlock]:
    """Edges that share a row or a column, together."""
    return [(tuple(rows), tuple(columns)) for rows, columns in connected_components(edges)]
