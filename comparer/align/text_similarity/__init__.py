"""Which clauses answer each other by their texts alone, for those that nothing encoded links.

Likeness finds counterparts; it never says that two clauses agree. Each link carries its evidence: parts of the score,
in units of probability, that add up to it. The method stands in docs/alignment.md, its figures in
docs/measurements/alignment.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from comparer.align.assignment import Edge
from comparer.align.text_similarity.concepts import ConceptFinder
from comparer.align.text_similarity.evidence import build_evidence
from comparer.align.text_similarity.linking import LinkBlock, LinkChoice, choose_links
from comparer.align.text_similarity.signals import PairScores, add_printed_numbers, link_probability, measure_signals
from comparer.language.numbers import NUMBER_WORDS
from comparer.language.tokenizer import split_words
from comparer.model.findings import Alignment, Evidence, Match
from comparer.model.relation import MatchedBy
from comparer.model.workspace import SentenceModel
from comparer.norms.relate import CanonicalClause
from comparer.norms.vocabulary import Vocabulary

AMBIGUOUS_MATCH_REASON = "ambiguous-match"
"""The id of a reason of the report, as against the words of a person who pins a link."""

IDENTICAL_WORDS_EVIDENCE = Evidence(label="same-words", weight=1.0)
SAME_BUT_FIGURES_SCORE = 0.99
SAME_BUT_FIGURES_EVIDENCE = Evidence(label="same-words-but-figures", weight=SAME_BUT_FIGURES_SCORE)
MIN_WORDS_BESIDE_FIGURES = 3
"""How many words two texts must share besides their figures for these words to be enough."""


def build_text_aligner(
    vocabulary: Vocabulary, model: SentenceModel | None = None
) -> Callable[[Sequence[CanonicalClause], Sequence[CanonicalClause]], Alignment]:
    """An aligner by text. It works with an empty vocabulary, and better with one that knows acts and objects.

    A sentence model adds one part to each score; without one nothing of it is loaded.
    """
    concept_finder = ConceptFinder(vocabulary)

    def align_by_text(left: Sequence[CanonicalClause], right: Sequence[CanonicalClause]) -> Alignment:
        return _PlanPairAligner(left, right, concept_finder, model).build_alignment()

    return align_by_text


class _PlanPairAligner:
    """One pair of plans: clauses of one wording are one row or column, so that copies cannot compete."""

    def __init__(
        self,
        left: Sequence[CanonicalClause],
        right: Sequence[CanonicalClause],
        concept_finder: ConceptFinder,
        model: SentenceModel | None,
    ) -> None:
        self.left_groups, self.right_groups = _group_by_wording(left), _group_by_wording(right)
        self.position_by_id = tuple(
            {canonical_clause.clause.id: position for position, canonical_clause in enumerate(side)}
            for side in (left, right)
        )
        self.plan_ids = tuple(side[0].clause.plan if side else "" for side in (left, right))
        self.texts = (
            [wording_group[0].clause.text for wording_group in self.left_groups],
            [wording_group[0].clause.text for wording_group in self.right_groups],
        )
        column_by_words = {split_words(text): j for j, text in enumerate(self.texts[1])}
        self.identical_edges = {
            (i, column_by_words[split_words(text)])
            for i, text in enumerate(self.texts[0])
            if split_words(text) in column_by_words
        }
        self.figure_edges = self._edges_that_differ_in_figures()
        scores_by_text = measure_signals(*self.texts, concept_finder, model)
        self.text_probabilities = _link_probabilities(scores_by_text)
        sure_probabilities = self.text_probabilities | dict.fromkeys(self.identical_edges, 1.0)
        self.pair_scores: PairScores = add_printed_numbers(
            scores_by_text,
            sure_probabilities,
            *(_printed_numbers(side) for side in (self.left_groups, self.right_groups)),
        )
        self.probabilities = _link_probabilities(self.pair_scores)

    def _edges_that_differ_in_figures(self) -> set[Edge]:
        """Pairs that share all words, none on either side having the same words, so that figures pair nothing else."""
        rows: dict[tuple[str, ...], list[int]] = {}
        columns: dict[tuple[str, ...], list[int]] = {}
        for positions, texts in ((rows, self.texts[0]), (columns, self.texts[1])):
            for index, text in enumerate(texts):
                positions.setdefault(_words_without_figures(text), []).append(index)
        linked = [{edge[axis] for edge in self.identical_edges} for axis in (0, 1)]
        return {
            (rows[words][0], columns[words][0])
            for words in rows.keys() & columns.keys()
            if len(rows[words]) == len(columns[words]) == 1
            and len(words) > MIN_WORDS_BESIDE_FIGURES
            and rows[words][0] not in linked[0]
            and columns[words][0] not in linked[1]
        }

    def build_alignment(self) -> Alignment:
        sure_edges = self.identical_edges | self.figure_edges
        rival_edges: set[Edge] = set()
        if self.probabilities != self.text_probabilities:
            tied_blocks = choose_links(self.text_probabilities, *self.texts, sure_edges).ambiguous
            rival_edges = {(i, j) for rows, columns in tied_blocks for i in rows for j in columns}
        link_choice: LinkChoice = choose_links(self.probabilities, *self.texts, sure_edges, rival_edges)
        matches = tuple(self._build_match(block) for block in link_choice.links)
        linked_ids = (
            {clause_id for match in matches for clause_id in match.left},
            {clause_id for match in matches for clause_id in match.right},
        )
        return Alignment(
            left=self.plan_ids[0],
            right=self.plan_ids[1],
            matches=matches,
            possible=tuple(self._build_match(((i,), (j,))) for i, j in link_choice.possible),
            ambiguous=tuple(self._build_match(block, AMBIGUOUS_MATCH_REASON) for block in link_choice.ambiguous),
            unmatched_left=tuple(clause_id for clause_id in self.position_by_id[0] if clause_id not in linked_ids[0]),
            unmatched_right=tuple(clause_id for clause_id in self.position_by_id[1] if clause_id not in linked_ids[1]),
        )

    def _build_match(self, block: LinkBlock, reason: str = "") -> Match:
        """A group as a link. Its score is that of the weakest tie that holds it together."""
        edges = [(i, j) for i in block[0] for j in block[1]]
        weakest_edge = min(
            (edge for edge in edges if self._holds_group_together(edge, edges)),
            key=lambda edge: (self._edge_score(edge), self._edge_texts(edge)),
        )
        return Match(
            left=tuple(
                sorted(
                    _clause_ids_in_groups(self.left_groups[i] for i in block[0]), key=self.position_by_id[0].__getitem__
                )
            ),
            right=tuple(
                sorted(
                    _clause_ids_in_groups(self.right_groups[j] for j in block[1]),
                    key=self.position_by_id[1].__getitem__,
                )
            ),
            matched_by=MatchedBy.TEXT,
            score=self._edge_score(weakest_edge),
            evidence=(IDENTICAL_WORDS_EVIDENCE,)
            if weakest_edge in self.identical_edges
            else (SAME_BUT_FIGURES_EVIDENCE,)
            if weakest_edge in self.figure_edges
            else build_evidence(
                self.pair_scores, weakest_edge, (self.texts[0][weakest_edge[0]], self.texts[1][weakest_edge[1]])
            ),
            reason=reason,
        )

    def _holds_group_together(self, edge: Edge, edges: Sequence[Edge]) -> bool:
        """Whether an edge is the best of its row or column within a group: what holds the group together."""
        score = self._edge_score(edge)
        return any(
            all(score >= self._edge_score(other_edge) for other_edge in edges if other_edge[axis] == edge[axis])
            for axis in (0, 1)
        )

    def _edge_score(self, edge: Edge) -> float:
        if edge in self.figure_edges:
            return SAME_BUT_FIGURES_SCORE
        return 1.0 if edge in self.identical_edges else self.probabilities.get(edge, 0.0)

    def _edge_texts(self, edge: Edge) -> tuple[str, ...]:
        return tuple(sorted((self.texts[0][edge[0]], self.texts[1][edge[1]])))


def _link_probabilities(pair_scores: PairScores) -> dict[Edge, float]:
    return {
        edge: link_probability(signals.total_logit(pair_scores.symmetry))
        for edge, signals in pair_scores.signals_by_edge.items()
    }


def _printed_numbers(groups: Sequence[Sequence[CanonicalClause]]) -> list[str]:
    """The printed number of each text: of its one clause, "" where several clauses have these words."""
    return [group[0].clause.number or group[0].clause.provision if len(group) == 1 else "" for group in groups]


def _words_without_figures(text: str) -> tuple[str, ...]:
    return tuple("#" if word[0].isdigit() or word in NUMBER_WORDS else word for word in split_words(text))


def _group_by_wording(clauses: Sequence[CanonicalClause]) -> list[list[CanonicalClause]]:
    """Clauses with the same words together, in the order of their first."""
    groups: dict[tuple[str, ...], list[CanonicalClause]] = {}
    for canonical_clause in clauses:
        groups.setdefault(split_words(canonical_clause.clause.text), []).append(canonical_clause)
    return list(groups.values())


def _clause_ids_in_groups(groups: Iterable[Sequence[CanonicalClause]]) -> tuple[str, ...]:
    return tuple(canonical_clause.clause.id for group in groups for canonical_clause in group)
