"""Why two texts were set side by side: the parts of their score, in units of probability, that add up to it."""

from __future__ import annotations

from collections.abc import Iterable

from comparer.likeness.signals import Edge, Measured, probability
from comparer.likeness.terms import kin
from comparer.results import Evidence

SHOWN = 6


def evidence(measured: Measured, edge: Edge) -> tuple[Evidence, ...]:
    """The parts in their fixed order: each is what it moves the probability by, after those before it."""
    logit, before = 0.0, 0.0
    found = []
    told = {"words in common": _shared(measured, edge), "names in common": _names(measured, edge)}
    for label, part in measured.cells[edge].parts(measured.symmetry):
        logit += part
        after = probability(logit)
        left, right = told.get(label, ("", ""))
        if part:
            found.append(Evidence(label=label, weight=after - before, left=left, right=right))
        before = after
    return tuple(found)


def _shared(measured: Measured, edge: Edge) -> tuple[str, str]:
    """The weightiest terms that meet, as they stand on either side: the same, or two of one set or beginning."""
    left, right = measured.left[edge[0]].all, measured.right[edge[1]].all
    return _heaviest(measured, left, right), _heaviest(measured, right, left)


def _heaviest(measured: Measured, ours: Iterable[str], theirs: tuple[str, ...]) -> str:
    near = {key for term in theirs for key in kin(term)}
    met = [term for term in ours if term in theirs or not near.isdisjoint(kin(term))]
    met.sort(key=lambda term: (-measured.weights[term], term))
    return ", ".join(term.removeprefix("=") for term in met[:SHOWN])


def _names(measured: Measured, edge: Edge) -> tuple[str, str]:
    left, right = measured.left[edge[0]], measured.right[edge[1]]
    names = ", ".join(sorted((left.names | right.names) & {*left.all} & {*right.all}))
    return names, names
