"""From scores to links: the best assignment, then clauses left over join; ties and near misses are only shown.

Rows and columns are distinct texts; nothing here depends on their order beyond ties, which are told apart by `grain`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from comparer.align.assignment import Edge, Ends, assign, components, ends
from comparer.align.text_similarity.coefficients import JOIN, LINK, MARGIN, POSSIBLE
from comparer.language.word_overlap import fraction

Block = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What scores come to: groups of rows and columns to link, groups of which only one can be meant, near misses."""

    links: tuple[Block, ...]
    ambiguous: tuple[Block, ...]
    possible: tuple[Edge, ...]


def choose(scores: Mapping[Edge, float], left: Sequence[str], right: Sequence[str], same: set[Edge]) -> Chosen:
    """Which texts to link, by the probability of each pair; a pair that is not named has none.

    `same` are pairs of one wording: they are links before anything is weighed.
    """
    gone = ends(same)
    worth = {
        (i, j): score - LINK + grain(left[i], right[j])
        for (i, j), score in scores.items()
        if score > LINK and i not in gone[0] and j not in gone[1]
    }
    assigned = set(assign(worth))
    tied = _ties(scores, assigned, gone)
    taken = same | (assigned - tied)
    best = _best(scores, left, right)
    linked, out = ends(taken), ends(tied)
    edges = taken | {edge for edge in best if scores[edge] > JOIN and _joins(edge, linked, out)}
    rows, columns = ends(edges)
    near = sorted((i, j) for i, j in best - edges - tied if i not in rows or j not in columns)
    return Chosen(tuple(_blocks(edges)), tuple(_blocks(tied)), tuple(near))


def grain(a: str, b: str) -> float:
    """A grain that tells equals apart by their words, alike from both sides."""
    return fraction(sorted((a, b))) * 1e-9


def _ties(scores: Mapping[Edge, float], assigned: set[Edge], gone: Ends) -> set[Edge]:
    """Links with a rival that fits as well: one linked to nothing, or two links that could as well be crossed."""
    partner = dict(assigned), {j: i for i, j in assigned}
    found: set[Edge] = set()
    for (i, j), score in sorted(scores.items()):
        mine, theirs = partner[0].get(i), partner[1].get(j)
        if mine == j or i in gone[0] or j in gone[1]:
            continue
        if mine is not None and theirs is not None:
            held = scores[i, mine] + scores[theirs, j]
            if held - score - scores.get((theirs, mine), 0.0) < MARGIN:
                found |= {(i, j), (i, mine), (theirs, j), (theirs, mine)}
        elif mine is not None and scores[i, mine] - score < MARGIN:
            found |= {(i, j), (i, mine)}
        elif theirs is not None and scores[theirs, j] - score < MARGIN:
            found |= {(i, j), (theirs, j)}
    return found


def _joins(edge: Edge, taken: Ends, tied: Ends) -> bool:
    """Whether a text left over has a partner here that is linked already: a split or a merger."""
    i, j = edge
    if i in taken[0]:
        return j not in taken[1] and j not in tied[1]
    return j in taken[1] and i not in tied[0]


def _best(scores: Mapping[Edge, float], left: Sequence[str], right: Sequence[str]) -> set[Edge]:
    """The best partner of each row and of each column, from where a pair is worth showing."""
    best: dict[tuple[int, int], tuple[float, Edge]] = {}
    for edge, score in scores.items():
        if score < POSSIBLE:
            continue
        ranked = (score + grain(left[edge[0]], right[edge[1]]), edge)
        for side in (0, 1):
            key = (side, edge[side])
            if key not in best or ranked[0] > best[key][0]:
                best[key] = ranked
    return {edge for _, edge in best.values()}


def _blocks(edges: set[Edge]) -> list[Block]:
    """Edges that share a row or a column, together."""
    return [(tuple(rows), tuple(columns)) for rows, columns in components(edges)]
