"""How well two clauses fit as counterparts, by what is encoded: the same doing first, then issue, direction, terms.

Weights are alike from both sides and in any order of clauses; the words of the clauses tell equals apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from comparer.align.assignment import Edge
from comparer.language.word_overlap import dice_similarity, symmetric_tie_breaker
from comparer.norms.canonical import CanonicalNorm, act_relation, may_be_same_action
from comparer.norms.relate import CanonicalClause
from comparer.norms.tables import POSITIVE_MODALITIES
from comparer.norms.vocabulary import Scope, Vocabulary


@dataclass(frozen=True, slots=True)
class EncodedScore:
    """How well two encoded clauses fit, and whether both speak of the same doing."""

    value: float
    same_norm: bool


# The scale is lexicographic: no sum of later signals outweighs an earlier one.
(
    SAME_DOING_WEIGHT,
    ACT_WEIGHT,
    OBJECT_WEIGHT,
    AGENT_WEIGHT,
    ISSUE_WEIGHT,
    DIRECTION_WEIGHT,
    TERMS_WEIGHT,
    TEXT_WEIGHT,
) = (2.0**power for power in range(6, -2, -1))


def score_candidate_pairs(
    left: Sequence[CanonicalClause],
    right: Sequence[CanonicalClause],
    cannot_link: frozenset[frozenset[str]],
    vocabulary: Vocabulary,
) -> dict[Edge, EncodedScore]:
    """The weight of every pair that fits at all, by position; pairs of references in `barred` are left out."""
    scores: dict[Edge, EncodedScore] = {}
    for i, right_positions in enumerate(_candidate_pairs_by_left(left, right)):
        for j in right_positions:
            if frozenset((left[i].clause.ref, right[j].clause.ref)) not in cannot_link:
                score = score_pair(left[i], right[j], vocabulary)
                if score:
                    scores[i, j] = score
    return scores


def _candidate_pairs_by_left(left: Sequence[CanonicalClause], right: Sequence[CanonicalClause]) -> Iterator[set[int]]:
    """For each clause on the left those on the right that share an act with it, or stand on one branch of issues."""
    positions_by_act: dict[str, list[int]] = {}
    positions_by_own_issue: dict[str, list[int]] = {}
    positions_by_issue_path: dict[str, list[int]] = {}
    for j, canonical_clause in enumerate(right):
        for index, keys in (
            (positions_by_act, canonical_clause.acts),
            (positions_by_own_issue, canonical_clause.issue_path[:1]),
            (positions_by_issue_path, canonical_clause.issue_path),
        ):
            for key in keys:
                index.setdefault(key, []).append(j)
    for canonical_clause in left:
        searches = (
            (positions_by_act, canonical_clause.acts),
            (positions_by_own_issue, canonical_clause.issue_path),
            (positions_by_issue_path, canonical_clause.issue_path[:1]),
        )
        yield {j for index, keys in searches for key in keys for j in index.get(key, ())}


def score_pair(a: CanonicalClause, b: CanonicalClause, vocabulary: Vocabulary) -> EncodedScore | None:
    """How well two clauses fit by what is encoded; None where nothing encoded makes them counterparts."""
    issue_score = issue_fit(a.clause.issue, b.clause.issue, vocabulary)
    if not a.labelled_norms or not b.labelled_norms:
        # Raw text on the very issue is answered there, whatever it says: anything else would call it missing.
        return EncodedScore(ISSUE_WEIGHT + _text_score(a, b), same_norm=False) if issue_score == 1.0 else None
    norm_scores = (
        _score_norm_pair(x, y, issue_score, vocabulary) for _, x in a.labelled_norms for _, y in b.labelled_norms
    )
    best_score = max((score for score in norm_scores if score), key=lambda score: score.value, default=None)
    return (
        EncodedScore(best_score.value + _text_score(a, b), best_score.same_norm and issue_score > 0)
        if best_score
        else None
    )


def _score_norm_pair(
    x: CanonicalNorm, y: CanonicalNorm, issue_score: float, vocabulary: Vocabulary
) -> EncodedScore | None:
    relation = act_relation(x, y, vocabulary)
    same_act = relation == "same" and bool(x.act)
    if not issue_score and not same_act:
        return None
    object_overlap = _scope_overlap(x.objects, y.objects)
    same_doing = same_act and may_be_same_action(x, y) and (object_overlap > 0 or not (x.objects or y.objects))
    if not same_doing and not (
        issue_score and (relation in ("same", "left-entails", "right-entails") or object_overlap > 0)
    ):
        return None
    value = (
        SAME_DOING_WEIGHT * same_doing
        + ACT_WEIGHT * (1.0 if same_act else 0.5 if relation else 0.0)
        + OBJECT_WEIGHT * object_overlap
        + AGENT_WEIGHT * _scope_overlap(x.agents, y.agents)
        + ISSUE_WEIGHT * issue_score
        + DIRECTION_WEIGHT * ((x.modality in POSITIVE_MODALITIES) == (y.modality in POSITIVE_MODALITIES))
        + TERMS_WEIGHT * _terms_overlap(x, y)
    )
    return EncodedScore(value, same_doing)


def issue_fit(a: str, b: str, vocabulary: Vocabulary) -> float:
    """1 for the same issue, a half for one below the other, 0 for issues apart or unnamed."""
    if a == b:
        return 1.0 if a else 0.0
    return 0.5 if vocabulary.are_on_one_branch(a, b) else 0.0


def _scope_overlap(a: Scope, b: Scope) -> float:
    """How much two scopes have in common, from 0 to 1 (Jaccard); everyone shares half with anybody."""
    if not a or not b:
        return 0.0
    if a.everyone or b.everyone:
        return 1.0 if a == b else 0.5
    return len(a.leaves & b.leaves) / len(a.leaves | b.leaves)


def _terms_overlap(x: CanonicalNorm, y: CanonicalNorm) -> float:
    left_keys = {*x.amounts, *x.periods, *x.norm.terms.instruments}
    right_keys = {*y.amounts, *y.periods, *y.norm.terms.instruments}
    common_keys = left_keys & right_keys
    return len(common_keys) / len(left_keys | right_keys) if common_keys else 0.0


def _text_score(a: CanonicalClause, b: CanonicalClause) -> float:
    return TEXT_WEIGHT * dice_similarity(a.clause.text, b.clause.text) + _tie_breaker_score(a, b)


def _tie_breaker_score(a: CanonicalClause, b: CanonicalClause) -> float:
    """Below 1.1e-6: equals are told apart by a hash of both texts, twins by one of both ids. Symmetric in a and b."""
    return symmetric_tie_breaker(a.clause.text, b.clause.text, a.clause.ref, b.clause.ref) * 1e-6


def strongest_edge(edges: Iterable[Edge], edge_scores: Mapping[Edge, EncodedScore]) -> Edge:
    """The edge of greatest weight; of equals, which only twins are, the last by position."""
    return max(edges, key=lambda edge: (edge_scores[edge].value, edge))
