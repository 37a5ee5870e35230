"""The signals of a pair of plans: for each pair of clauses that share anything, what speaks for and against a link.

A signal is a number that a coefficient multiplies; the sum is a logit. All are alike from both sides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, fsum, inf, sqrt

from comparer.align.assignment import Edge
from comparer.align.text_similarity import coefficients as c
from comparer.align.text_similarity.concepts import Concepts, Reader
from comparer.align.text_similarity.meaning import meaning
from comparer.align.text_similarity.overlap import Coverage, coverage, rarity
from comparer.align.text_similarity.row_rank import Standing, standings
from comparer.align.text_similarity.terms import Terms, terms
from comparer.model.records import SentenceModel


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """The signals of one pair of clauses, before they are weighed."""

    words: float
    relative: float
    place: float
    lead: float
    relative_lead: float
    names: float = 0.0
    acts: float = 0.0
    objects: float = 0.0
    meaning: float = 0.0
    """What a sentence model says, weighed already; 0 without one."""

    def parts(self, symmetry: float) -> tuple[tuple[str, float], ...]:
        """Each part of the logit with its name, in the order in which evidence is told."""
        return (
            ("lengths of the plans", c.BASE + c.SYMMETRY * symmetry),
            ("words in common", c.WORDS * self.words + c.RELATIVE * self.relative),
            ("names in common", c.NAMES * self.names),
            ("acts in common", c.ACTS * self.acts),
            ("objects in common", c.OBJECTS * self.objects),
            ("likeness beside that of others", c.PLACE * self.place),
            ("lead over the next best", c.LEAD * self.lead + c.RELATIVE_LEAD * self.relative_lead),
            ("likeness by the sentence model", self.meaning),
        )

    def logit(self, symmetry: float) -> float:
        return sum(part for _, part in self.parts(symmetry))


@dataclass(frozen=True, slots=True)
class Measured:
    """All signals of a pair of plans. `symmetry` is the shorter side over the longer."""

    symmetry: float
    cells: Mapping[Edge, Signals]
    left: tuple[Terms, ...]
    right: tuple[Terms, ...]
    weights: Mapping[str, float]


def measure(left: Sequence[str], right: Sequence[str], reader: Reader, model: SentenceModel | None = None) -> Measured:
    """The signals of two lists of distinct texts. Pairs of clauses that no signal can bring into sight are left out."""
    a, b = tuple(map(terms, left)), tuple(map(terms, right))
    if not a or not b:
        return Measured(0.0, {}, a, b, {})
    concepts = [reader.concepts(text) for text in left], [reader.concepts(text) for text in right]
    found = coverage(_with_concepts(a, concepts[0]), _with_concepts(b, concepts[1]))
    symmetry = min(len(a), len(b)) / max(len(a), len(b))
    least = c.HOPELESS - c.BASE - c.SYMMETRY * symmetry
    if model is None:
        cells = _stand_out(found, (c.LEAST, least))
    else:
        said = meaning(model, left, right)
        every = _stand_out(found, (-inf, -inf))
        cells = {(i, j): replace(one, meaning=said[i][j]) for (i, j), one in every.items()}
        cells = {edge: one for edge, one in cells.items() if one.logit(symmetry) >= c.HOPELESS}
    return Measured(symmetry, _typed(cells, (a, b), concepts), a, b, found.weights)


def _with_concepts(texts: Sequence[Terms], concepts: Sequence[Concepts]) -> list[tuple[str, ...]]:
    return [(*text.all, *said.words) for text, said in zip(texts, concepts, strict=True)]


def probability(logit: float) -> float:
    """The chance that a pair of clauses with this logit is a link; alike for large values of either sign."""
    return 1 / (1 + exp(-logit)) if logit > 0 else exp(logit) / (1 + exp(logit))


def _stand_out(found: Coverage, floors: tuple[float, float]) -> dict[Edge, Signals]:
    """How each pair of clauses stands beside the others of its row and column.

    `floors` are the least likeness, and what the signals must come to, of a pair that is kept.
    """
    floor, least = floors
    powers, across, down = standings(found.likeness)
    level = (_mean_best(across) + _mean_best(down)) / 2 or 1.0
    by_lead = c.LEAD + c.RELATIVE_LEAD / level
    cells = {}
    for i, row in enumerate(found.likeness):
        best, second, total = across[i].best, across[i].second, across[i].total
        for j, value in enumerate(row):
            if value < floor:
                continue
            lead = value - (second if value == best else best) + down[j].lead(value)
            words = max(found.left[i][j], found.right[j][i])
            place = powers[i][j] / total + powers[i][j] / down[j].total
            if c.WORDS * words + c.RELATIVE * value / level + by_lead * lead + c.PLACE * place >= least:
                cells[i, j] = Signals(
                    words=words, relative=value / level, place=place, lead=lead, relative_lead=lead / level
                )
    return cells


def _mean_best(side: Sequence[Standing]) -> float:
    return fsum(one.best for one in side) / len(side)


def _typed(
    cells: Mapping[Edge, Signals],
    sides: tuple[Sequence[Terms], Sequence[Terms]],
    concepts: tuple[Sequence[Concepts], Sequence[Concepts]],
) -> dict[Edge, Signals]:
    """The same with what the names, acts and objects of both clauses have in common."""
    known = {name for side in sides for terms_of_text in side for name in terms_of_text.names}
    names = _Shared(
        [
            [
                known.intersection(terms_of_text.all) | {f"@{actor}" for actor in said.names}
                for terms_of_text, said in zip(*pair, strict=True)
            ]
            for pair in zip(sides, concepts, strict=True)
        ]
    )
    acts = _Shared([[set(text_concepts.acts) for text_concepts in side] for side in concepts])
    objects = _Shared([[set(text_concepts.objects) for text_concepts in side] for side in concepts])
    return {
        (i, j): replace(
            signals, names=names.smaller_share(i, j), acts=acts.likeness(i, j), objects=objects.likeness(i, j)
        )
        for (i, j), signals in cells.items()
    }


class _Shared:
    """What sets of words on both sides have in common, each word by its weight."""

    def __init__(self, sides: Sequence[Sequence[set[str]]]) -> None:
        self._sides = sides
        self._weights = rarity([words for side in sides for words in side])
        self._whole = [[self._sum(words) for words in side] for side in sides]

    def smaller_share(self, i: int, j: int) -> float:
        shared = self._sides[0][i] & self._sides[1][j]
        return self._sum(shared) / max(self._whole[0][i], self._whole[1][j]) if shared else 0.0

    def likeness(self, i: int, j: int) -> float:
        shared = self._sides[0][i] & self._sides[1][j]
        return self._sum(shared) / sqrt(self._whole[0][i] * self._whole[1][j]) if shared else 0.0

    def _sum(self, words: set[str]) -> float:
        return fsum([self._weights[word] for word in words])
