"""Why two texts were set side by side: the parts of their score, in units of probability, that add up to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from comparer.align.assignment import Edge
from comparer.align.text_similarity.signals import Measured, probability
from comparer.align.text_similarity.terms import WORD, kin, stem
from comparer.model.findings import Evidence

SHOWN = 6


def evidence(measured: Measured, edge: Edge, texts: tuple[str, str]) -> tuple[Evidence, ...]:
    """The parts in their fixed order: each is what it moves the probability by, after those before it."""
    logit, before = 0.0, 0.0
    found = []
    told = {"words in common": _words(measured, edge, texts), "names in common": _names(measured, edge, texts)}
    for label, part in measured.cells[edge].parts(measured.symmetry):
        logit += part
        after = probability(logit)
        left, right = told.get(label, ("", ""))
        if part:
            found.append(Evidence(label=label, weight=after - before, left=left, right=right))
        before = after
    return tuple(found)


def _words(measured: Measured, edge: Edge, texts: tuple[str, str]) -> tuple[str, str]:
    """The weightiest words that meet, as either side writes them: the same, or two of one set or beginning."""
    left, right = measured.left[edge[0]].all, measured.right[edge[1]].all
    return (
        _written(texts[0], _heaviest(measured, left, right)),
        _written(texts[1], _heaviest(measured, right, left)),
    )


def _heaviest(measured: Measured, ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    near = {key for term in theirs for key in kin(term)}
    met = [term for term in ours if term in theirs or not near.isdisjoint(kin(term))]
    return sorted(met, key=lambda term: (-measured.weights[term], term))[:SHOWN]


def _names(measured: Measured, edge: Edge, texts: tuple[str, str]) -> tuple[str, str]:
    left, right = measured.left[edge[0]], measured.right[edge[1]]
    names = sorted((left.names | right.names) & {*left.all} & {*right.all})
    return _written(texts[0], names), _written(texts[1], names)


def _written(text: str, chosen: Sequence[str]) -> str:
    """The chosen terms as a text writes them, figures by their value."""
    first = _first(text)
    return ", ".join(first.get(term, term.removeprefix("=")) for term in chosen)


@lru_cache(maxsize=65536)
def _first(text: str) -> dict[str, str]:
    """Each stem of a text as it is written where it first stands."""
    found: dict[str, str] = {}
    for word in WORD.findall(text):
        found.setdefault(stem(word.casefold().replace("’", "'")), word)
    return found
