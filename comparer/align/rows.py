"""Rows of the comparison: a question each, with what every plan answers; the same whatever plans are chosen.

Clauses of which nobody has said what they answer have rows of their own, made from all links of all pairs at once.
Average-linkage clustering of clauses over the links between their plans (Sokal and Michener 1958): two groups become
one only while their clauses are, on average, linked to one another, so that no chain of weak links joins unlike
clauses, and no plan is the base. Groups are merged best first; ties are broken by the words of the clauses, never by
order. What no link joins cannot reach each other: a plan that is added moves only what it is linked to, near or far.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from comparer.model.findings import AlignmentRow, Match, PlanPair
from comparer.model.relation import MatchedBy
from comparer.norms.questions import answered_questions
from comparer.norms.relate import CanonicalClause
from comparer.norms.vocabulary import Vocabulary

# In hundredths, so that sums are exact and equal means are equal. A tie by text is as strong as its score makes it.
STRENGTH_BY_MATCH_KIND = {MatchedBy.PINNED: 100, MatchedBy.NORM: 90, MatchedBy.QUESTION: 70}
TEXT_LINK_STRENGTH, STRENGTH_PER_TEXT_SCORE = 40, 30
MIN_MEAN_LINK_STRENGTH = 35

Cluster = frozenset[str]
LinkStrengths = Mapping[frozenset[str], int]


def build_alignment_rows(
    plan_ids: Sequence[str],
    pairs: Iterable[PlanPair],
    canonical_clauses: Mapping[str, CanonicalClause],
    vocabulary: Vocabulary,
) -> tuple[AlignmentRow, ...]:
    """All live clauses of the plans, those of each question in its row, in the order of the questions.

    `canonical_clauses` are by `PLAN#CLAUSE` in file order. A clause that answers several questions stands in several
    rows.
    """
    refs_by_question: dict[str, list[str]] = {}
    uncoded_clauses: dict[str, CanonicalClause] = {}
    for ref, canonical_clause in canonical_clauses.items():
        questions = answered_questions(canonical_clause, vocabulary)
        for question in questions:
            refs_by_question.setdefault(question, []).append(ref)
        if not questions:
            uncoded_clauses[ref] = canonical_clause
    question_rows = tuple(
        _build_question_row(question, refs_by_question[question], plan_ids, canonical_clauses, vocabulary)
        for question in sorted(refs_by_question, key=vocabulary.question_sort_key)
    )
    return question_rows + _build_linked_rows(plan_ids, pairs, uncoded_clauses, vocabulary)


def _build_question_row(
    question: str,
    refs: Sequence[str],
    plan_ids: Sequence[str],
    canonical_clauses: Mapping[str, CanonicalClause],
    vocabulary: Vocabulary,
) -> AlignmentRow:
    ids_by_plan: dict[str, list[str]] = {}
    for ref in refs:
        clause = canonical_clauses[ref].clause
        ids_by_plan.setdefault(clause.plan, []).append(clause.id)
    declared_question = vocabulary.questions.get(question)
    return AlignmentRow(
        id=question,
        issue=vocabulary.question_issue(question),
        label=vocabulary.question_label(question),
        question=declared_question.asks if declared_question else "",
        cells=tuple((plan_id, tuple(ids_by_plan.get(plan_id, ()))) for plan_id in plan_ids),
    )


def _build_linked_rows(
    plan_ids: Sequence[str],
    pairs: Iterable[PlanPair],
    canonical_clauses: Mapping[str, CanonicalClause],
    vocabulary: Vocabulary,
) -> tuple[AlignmentRow, ...]:
    """Rows of clauses that answer no question by name, each in one row, in the order of the issue tree."""
    if not canonical_clauses:
        return ()
    link_strengths = {
        clause_pair: strength
        for clause_pair, strength in _link_strengths(pairs).items()
        if clause_pair <= canonical_clauses.keys()
    }
    clusters = _cluster_clauses(
        sorted(canonical_clauses, key=lambda clause_ref: _text_sort_key(canonical_clauses[clause_ref])), link_strengths
    )
    issue_clusters = [(_majority_issue(cluster, canonical_clauses, vocabulary), cluster) for cluster in clusters]
    plan_order = {plan_id: position for position, plan_id in enumerate(plan_ids)}
    issue_clusters.sort(
        key=lambda issue_cluster: (
            vocabulary.issue_sort_key(issue_cluster[0]),
            _cluster_sort_key(issue_cluster[1], canonical_clauses, plan_order),
        )
    )
    return _build_named_rows(plan_ids, issue_clusters, canonical_clauses, vocabulary)


def _link_strengths(pairs: Iterable[PlanPair]) -> LinkStrengths:
    """How strongly clauses of different plans are tied. A deferral ties nothing: it answers, it is no counterpart."""
    link_strengths: dict[frozenset[str], int] = {}
    for pair in pairs:
        for link in pair.links:
            if link.match.is_deferral:
                continue
            for a in link.match.left:
                for b in link.match.right:
                    link_strengths[frozenset((f"{pair.left}#{a}", f"{pair.right}#{b}"))] = _match_strength(link.match)
    return link_strengths


def _match_strength(match: Match) -> int:
    return STRENGTH_BY_MATCH_KIND.get(
        match.matched_by, TEXT_LINK_STRENGTH + round(STRENGTH_PER_TEXT_SCORE * (match.score or 0.0))
    )


def _text_sort_key(canonical_clause: CanonicalClause) -> tuple[str, str]:
    return canonical_clause.clause.text, canonical_clause.clause.ref


def _cluster_clauses(refs: Sequence[str], link_strengths: LinkStrengths) -> list[Cluster]:
    """Groups of clauses, merged best first while two groups are tied well enough on average.

    The sums and counts of a merged group are those of its halves added up, so that a step costs its neighbours alone.
    """
    groups = {
        number: _ClauseGroup(frozenset((clause_ref,)), Counter((_plan_of_ref(clause_ref),)))
        for number, clause_ref in enumerate(refs)
    }
    number_by_ref = {clause_ref: number for number, clause_ref in enumerate(refs)}
    strength_sums: dict[int, dict[int, int]] = {number: {} for number in groups}
    for clause_pair, strength in link_strengths.items():
        x, y = (number_by_ref[clause_ref] for clause_ref in clause_pair)
        strength_sums[x][y] = strength_sums[y][x] = strength
    merge_queue = [
        _merge_candidate(x, y, strength_sums, groups) for x in strength_sums for y in strength_sums[x] if x < y
    ]
    heapify(merge_queue)
    while merge_queue:
        negated_mean, kept_number, merged_number, *sizes = heappop(merge_queue)
        if -negated_mean < MIN_MEAN_LINK_STRENGTH:
            break
        if (
            kept_number in groups
            and merged_number in groups
            and sizes == [len(groups[kept_number].refs), len(groups[merged_number].refs)]
        ):
            _merge_groups(kept_number, merged_number, groups, strength_sums)
            for neighbour in strength_sums[kept_number]:
                heappush(
                    merge_queue,
                    _merge_candidate(min(kept_number, neighbour), max(kept_number, neighbour), strength_sums, groups),
                )
    return [group.refs for group in groups.values()]


@dataclass(frozen=True, slots=True)
class _ClauseGroup:
    refs: Cluster
    plan_counts: Counter[str]


def _merge_groups(
    kept_number: int, merged_number: int, groups: dict[int, _ClauseGroup], strength_sums: dict[int, dict[int, int]]
) -> None:
    kept_group, merged_group = groups[kept_number], groups.pop(merged_number)
    groups[kept_number] = _ClauseGroup(
        kept_group.refs | merged_group.refs, kept_group.plan_counts + merged_group.plan_counts
    )
    for neighbour, strength in strength_sums.pop(merged_number).items():
        strength_sums[neighbour].pop(merged_number)
        if neighbour != kept_number:
            strength_sums[kept_number][neighbour] = strength_sums[neighbour][kept_number] = (
                strength_sums[kept_number].get(neighbour, 0) + strength
            )


def _merge_candidate(
    x: int, y: int, strength_sums: Mapping[int, Mapping[int, int]], groups: Mapping[int, _ClauseGroup]
) -> tuple[float, int, int, int, int]:
    """A merger as it waits its turn: the mean tie, negated, and the sizes for which it was reckoned.

    The mean is over clauses of different plans, of which tied groups have some; clauses of one plan do not count for or
    against.
    """
    a, b = groups[x], groups[y]
    pair_count = len(a.refs) * len(b.refs) - sum(
        clause_count * b.plan_counts[plan_id] for plan_id, clause_count in a.plan_counts.items()
    )
    return -strength_sums[x][y] / pair_count, x, y, len(a.refs), len(b.refs)


def _plan_of_ref(ref: str) -> str:
    return ref.partition("#")[0]


def _majority_issue(cluster: Cluster, canonical_clauses: Mapping[str, CanonicalClause], vocabulary: Vocabulary) -> str:
    """The issue most of the clauses carry; among equals the first of the tree."""
    issues = [canonical_clauses[ref].clause.issue for ref in cluster]
    return min(set(issues), key=lambda issue: (-issues.count(issue), vocabulary.issue_sort_key(issue)))


def _cluster_sort_key(
    cluster: Cluster, canonical_clauses: Mapping[str, CanonicalClause], plan_order: Mapping[str, int]
) -> tuple[int, str, str]:
    first_plan_position = min(plan_order[canonical_clauses[ref].clause.plan] for ref in cluster)
    return first_plan_position, *min(_text_sort_key(canonical_clauses[ref]) for ref in cluster)


def _majority_act(cluster: Cluster, canonical_clauses: Mapping[str, CanonicalClause]) -> str:
    acts = [
        canonical_norm.act
        for ref in cluster
        for _, canonical_norm in canonical_clauses[ref].labelled_norms
        if canonical_norm.act
    ]
    return max(acts, key=lambda act: (acts.count(act), act)) if acts else "text"


def _build_named_rows(
    plan_ids: Sequence[str],
    issue_clusters: Sequence[tuple[str, Cluster]],
    canonical_clauses: Mapping[str, CanonicalClause],
    vocabulary: Vocabulary,
) -> tuple[AlignmentRow, ...]:
    alignment_rows, stem_counts = [], dict[str, int]()
    file_position = {ref: number for number, ref in enumerate(canonical_clauses)}
    for issue, cluster in issue_clusters:
        stem = f"{issue or 'no-issue'}:{_majority_act(cluster, canonical_clauses)}"
        stem_counts[stem] = stem_counts.get(stem, 0) + 1
        cells = tuple(
            (
                plan_id,
                tuple(
                    canonical_clauses[ref].clause.id
                    for ref in sorted(_refs_of_plan(cluster, plan_id), key=file_position.__getitem__)
                ),
            )
            for plan_id in plan_ids
        )
        alignment_rows.append(
            AlignmentRow(
                id=stem if stem_counts[stem] == 1 else f"{stem}-{stem_counts[stem]}",
                issue=issue,
                label=vocabulary.word_label(issue),
                cells=cells,
            )
        )
    return tuple(alignment_rows)


def _refs_of_plan(cluster: Cluster, plan_id: str) -> list[str]:
    return [ref for ref in cluster if _plan_of_ref(ref) == plan_id]
