"""Which clauses answer each other by their texts alone, for those that nothing encoded links.

Likeness finds counterparts; it never says that two clauses agree. Each link carries its evidence: parts of the score,
in units of probability, that add up to it. The method and its measurements are told in docs/alignment.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from comparer.align.assignment import Edge
from comparer.align.text_similarity.concepts import Reader
from comparer.align.text_similarity.evidence import evidence
from comparer.align.text_similarity.linking import Block, Chosen, choose
from comparer.align.text_similarity.signals import Measured, measure, probability
from comparer.language.word_overlap import words
from comparer.model.findings import Alignment, Evidence, Match, MatchedBy
from comparer.model.records import SentenceModel
from comparer.norms.relate import Prepared
from comparer.norms.vocabulary import Vocabulary

IDENTICAL = Evidence(label="the same words", weight=1.0)


def text_aligner(
    vocabulary: Vocabulary, model: SentenceModel | None = None
) -> Callable[[Sequence[Prepared], Sequence[Prepared]], Alignment]:
    """An aligner by text. It works with an empty vocabulary, and better with one that knows acts and objects.

    A sentence model adds one part to each score; without one nothing of it is loaded.
    """
    reader = Reader(vocabulary)

    def by_text(left: Sequence[Prepared], right: Sequence[Prepared]) -> Alignment:
        return _Pair(left, right, reader, model).alignment()

    return by_text


class _Pair:
    """One pair of plans: clauses of one wording are one row or column, so that copies cannot compete."""

    def __init__(
        self, left: Sequence[Prepared], right: Sequence[Prepared], reader: Reader, model: SentenceModel | None
    ) -> None:
        self.left, self.right = _by_wording(left), _by_wording(right)
        self.place = tuple({one.clause.id: n for n, one in enumerate(side)} for side in (left, right))
        self.plans = tuple(side[0].clause.plan if side else "" for side in (left, right))
        self.texts = [ones[0].clause.text for ones in self.left], [ones[0].clause.text for ones in self.right]
        column = {words(text): j for j, text in enumerate(self.texts[1])}
        self.same = {(i, column[words(text)]) for i, text in enumerate(self.texts[0]) if words(text) in column}
        self.measured: Measured = measure(*self.texts, reader, model)
        cells = self.measured.cells
        self.scores = {edge: probability(cells[edge].logit(self.measured.symmetry)) for edge in cells}

    def alignment(self) -> Alignment:
        chosen: Chosen = choose(self.scores, *self.texts, self.same)
        matches = tuple(self._match(block) for block in chosen.links)
        linked = {one for match in matches for one in match.left}, {one for match in matches for one in match.right}
        return Alignment(
            left=self.plans[0],
            right=self.plans[1],
            matches=matches,
            possible=tuple(self._match(((i,), (j,))) for i, j in chosen.possible),
            ambiguous=tuple(self._match(block, "which of them is meant cannot be told") for block in chosen.ambiguous),
            unmatched_left=tuple(one for one in self.place[0] if one not in linked[0]),
            unmatched_right=tuple(one for one in self.place[1] if one not in linked[1]),
        )

    def _match(self, block: Block, reason: str = "") -> Match:
        """A group as a link. Its score is that of the weakest tie that holds it together."""
        edges = [(i, j) for i in block[0] for j in block[1]]
        weakest = min(
            (edge for edge in edges if self._holds(edge, edges)),
            key=lambda edge: (self._score(edge), self._words(edge)),
        )
        return Match(
            left=tuple(sorted(_ids(self.left[i] for i in block[0]), key=self.place[0].__getitem__)),
            right=tuple(sorted(_ids(self.right[j] for j in block[1]), key=self.place[1].__getitem__)),
            matched_by=MatchedBy.TEXT,
            score=self._score(weakest),
            evidence=(IDENTICAL,)
            if weakest in self.same
            else evidence(self.measured, weakest, (self.texts[0][weakest[0]], self.texts[1][weakest[1]])),
            reason=reason,
        )

    def _holds(self, edge: Edge, edges: Sequence[Edge]) -> bool:
        """Whether an edge is the best of its row or column within a group: what holds the group together."""
        score = self._score(edge)
        return any(all(score >= self._score(other) for other in edges if other[k] == edge[k]) for k in (0, 1))

    def _score(self, edge: Edge) -> float:
        return 1.0 if edge in self.same else self.scores.get(edge, 0.0)

    def _words(self, edge: Edge) -> tuple[str, ...]:
        return tuple(sorted((self.texts[0][edge[0]], self.texts[1][edge[1]])))


def _by_wording(clauses: Sequence[Prepared]) -> list[list[Prepared]]:
    """Clauses with the same words together, in the order of their first."""
    groups: dict[tuple[str, ...], list[Prepared]] = {}
    for one in clauses:
        groups.setdefault(words(one.clause.text), []).append(one)
    return list(groups.values())


def _ids(groups: Iterable[Sequence[Prepared]]) -> tuple[str, ...]:
    return tuple(one.clause.id for group in groups for one in group)
