"""Which clauses of two plans answer each other: pinned, then the same norm, then the same issue, then by text.

Order never decides: candidates are weighed by what they say, ties are broken by the words of the clauses, and
aligning B with A is the transpose of aligning A with B.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import NamedTuple

from comparer.align.assignment import Edge, connected_components, edge_endpoints, maximum_weight_assignment
from comparer.align.encoded_score import EncodedScore, issue_fit, score_candidate_pairs, strongest_edge
from comparer.model.findings import Alignment, Match
from comparer.model.plan import ClauseState, Plan
from comparer.model.relation import MatchedBy
from comparer.model.workspace import LinkDecision
from comparer.norms.relate import CanonicalClause
from comparer.norms.vocabulary import Vocabulary

TextAligner = Callable[[Sequence[CanonicalClause], Sequence[CanonicalClause]], Alignment]


class LinkGroup(NamedTuple):
    """Clauses of both sides that belong together, as `PLAN#CLAUSE`. `reason` is the words of who linked them."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    matched_by: MatchedBy
    reason: str = ""
    is_deferral: bool = False


@dataclass(frozen=True, slots=True)
class _PlanSides:
    """The clauses of two plans in file order, and the pairs of references that a person forbade to link."""

    left: Sequence[CanonicalClause]
    right: Sequence[CanonicalClause]
    cannot_link: frozenset[frozenset[str]]
    vocabulary: Vocabulary

    @property
    def all_clauses(self) -> tuple[CanonicalClause, ...]:
        return (*self.left, *self.right)

    def is_cannot_link(self, a: str, b: str) -> bool:
        """Whether a person forbade to link two clauses, given by reference."""
        return frozenset((a, b)) in self.cannot_link

    def edge_clauses(self, edge: Edge) -> tuple[CanonicalClause, CanonicalClause]:
        return self.left[edge[0]], self.right[edge[1]]


def align(
    left: Sequence[CanonicalClause],
    right: Sequence[CanonicalClause],
    vocabulary: Vocabulary,
    pins: Sequence[LinkDecision] = (),
    text_aligner: TextAligner | None = None,
    with_proposals: bool = False,
) -> Alignment:
    """The links between two plans, given as their live and struck clauses in file order.

    Clauses with norms link by what is encoded; what stays alone on both sides goes to `by_text`, if there is one and
    anything among it is not encoded yet; `proposals` asks it of encoded clauses too, for a person to look at. A
    strike is never a link: the clause that it answers is set beside it in `struck`.
    """
    must_link_groups, cannot_link = _split_must_and_cannot_link(left, right, pins)
    sides = _PlanSides(left, right, cannot_link, vocabulary)
    edge_scores = _drop_taken_edges(
        score_candidate_pairs(left, right, cannot_link, vocabulary), sides, _refs_in_groups(must_link_groups)
    )
    chosen_edges = maximum_weight_assignment({edge: score.value for edge, score in edge_scores.items()})
    strike_edges = [
        edge
        for edge in chosen_edges
        if any(canonical_clause.is_struck for canonical_clause in sides.edge_clauses(edge))
    ]
    # A struck clause, and one that a strike answers, takes part in nothing else.
    strike_refs = {canonical_clause.clause.ref for canonical_clause in sides.all_clauses if canonical_clause.is_struck}
    strike_refs |= {
        canonical_clause.clause.ref for edge in strike_edges for canonical_clause in sides.edge_clauses(edge)
    }
    linked_groups = _build_linked_groups(
        sides,
        _drop_taken_edges(edge_scores, sides, strike_refs),
        [edge for edge in chosen_edges if edge not in strike_edges],
    )
    groups = [
        *must_link_groups,
        *linked_groups,
        *_link_deferrals(sides, strike_refs | _refs_in_groups([*must_link_groups, *linked_groups])),
    ]
    alignment = _add_text_links(
        sides, _build_matches(sides, groups), strike_refs | _refs_in_groups(groups), text_aligner, with_proposals
    )
    return replace(alignment, struck_counterparts=_strike_pairs(sides, strike_edges))


def alignable_clauses(plan: Plan, canonical_clauses: Mapping[str, CanonicalClause]) -> tuple[CanonicalClause, ...]:
    """The clauses of a plan that take part in alignment, in file order: all but those moved to another track."""
    return tuple(canonical_clauses[clause.ref] for clause in plan.clauses if clause.state is not ClauseState.MOVED)


def _split_must_and_cannot_link(
    left: Sequence[CanonicalClause], right: Sequence[CanonicalClause], pins: Sequence[LinkDecision]
) -> tuple[list[LinkGroup], frozenset[frozenset[str]]]:
    """What a person linked, and what a person forbade; a pin may name the two plans either way round."""
    left_refs, right_refs = (
        {canonical_clause.clause.ref for canonical_clause in left},
        {canonical_clause.clause.ref for canonical_clause in right},
    )
    must_link_groups: list[LinkGroup] = []
    cannot_link: set[frozenset[str]] = set()
    for pin in pins:
        a, b = (pin.left, pin.right) if left_refs.issuperset(pin.left) else (pin.right, pin.left)
        if left_refs.issuperset(a) and right_refs.issuperset(b):
            if pin.cannot_link:
                cannot_link |= {frozenset((x, y)) for x in a for y in b}
            else:
                must_link_groups.append(LinkGroup(a, b, MatchedBy.PINNED, pin.reason))
    return must_link_groups, frozenset(cannot_link)


def _refs_in_groups(groups: Iterable[LinkGroup]) -> set[str]:
    return {ref for group in groups for ref in (*group.left, *group.right)}


def _drop_taken_edges(
    edge_scores: Mapping[Edge, EncodedScore], sides: _PlanSides, taken_refs: AbstractSet[str]
) -> dict[Edge, EncodedScore]:
    """The edges between clauses that are not taken."""
    if not taken_refs:
        return dict(edge_scores)
    return {
        edge: score
        for edge, score in edge_scores.items()
        if not any(canonical_clause.clause.ref in taken_refs for canonical_clause in sides.edge_clauses(edge))
    }


def _build_linked_groups(
    sides: _PlanSides, edge_scores: Mapping[Edge, EncodedScore], chosen_edges: Sequence[Edge]
) -> list[LinkGroup]:
    """The best assignment, then each clause left over joins its best partner where both speak of the same doing.

    Clauses are never left over on both sides of a pair: the assignment would have taken two such edges for the one.
    """
    groups: list[LinkGroup] = []
    for left_positions, right_positions in connected_components(
        (*chosen_edges, *_joining_edges(edge_scores, chosen_edges))
    ):
        same_norm = edge_scores[left_positions[0], right_positions[0]].same_norm
        left_refs = tuple(sides.left[i].clause.ref for i in left_positions)
        right_refs = tuple(sides.right[j].clause.ref for j in right_positions)
        groups.append(LinkGroup(left_refs, right_refs, MatchedBy.NORM if same_norm else MatchedBy.ISSUE))
    return groups


def _joining_edges(edge_scores: Mapping[Edge, EncodedScore], chosen_edges: Sequence[Edge]) -> list[Edge]:
    """For each clause that the assignment left alone its best edge of the same doing to one that it did not."""
    assigned_rows, assigned_columns = edge_endpoints(chosen_edges)
    offered_edges: dict[tuple[bool, int], list[Edge]] = {}
    for (i, j), score in edge_scores.items():
        if score.same_norm and (i in assigned_rows) != (j in assigned_columns):
            offered_edges.setdefault((True, j) if i in assigned_rows else (False, i), []).append((i, j))
    return [strongest_edge(edges, edge_scores) for edges in offered_edges.values()]


def _link_deferrals(sides: _PlanSides, taken_refs: AbstractSet[str]) -> list[LinkGroup]:
    """A clause that leaves an issue for later answers every clause under that issue that nothing else answers."""
    used_refs = set(taken_refs)
    groups: list[LinkGroup] = []
    deferring_clauses = [
        (canonical_clause, sides.right) for canonical_clause in sides.left if canonical_clause.is_deferral
    ]
    deferring_clauses += [
        (canonical_clause, sides.left) for canonical_clause in sides.right if canonical_clause.is_deferral
    ]
    # The narrower issue first, whichever side it stands on: what is put off by name is not put off with the rest.
    for canonical_clause, other_side in sorted(
        deferring_clauses, key=lambda pair: (-pair[0].clause.issue.count("."), _text_sort_key(pair[0]))
    ):
        answered_refs = (
            ()
            if canonical_clause.clause.ref in used_refs
            else _refs_answered_by_deferral(canonical_clause, other_side, used_refs, sides)
        )
        if answered_refs:
            used_refs |= {canonical_clause.clause.ref, *answered_refs}
            group_sides = (
                ((canonical_clause.clause.ref,), answered_refs)
                if other_side is sides.right
                else (answered_refs, (canonical_clause.clause.ref,))
            )
            groups.append(LinkGroup(group_sides[0], group_sides[1], MatchedBy.ISSUE, is_deferral=True))
    return groups


def _text_sort_key(canonical_clause: CanonicalClause) -> tuple[str, str]:
    return canonical_clause.clause.text, canonical_clause.clause.ref


def _refs_answered_by_deferral(
    deferring_clause: CanonicalClause,
    other_side: Sequence[CanonicalClause],
    used_refs: AbstractSet[str],
    sides: _PlanSides,
) -> tuple[str, ...]:
    return tuple(
        other_clause.clause.ref
        for other_clause in other_side
        if other_clause.clause.ref not in used_refs
        and sides.vocabulary.is_in_branch(other_clause.clause.issue, deferring_clause.clause.issue)
        and not sides.is_cannot_link(deferring_clause.clause.ref, other_clause.clause.ref)
    )


def _strike_pairs(sides: _PlanSides, strike_edges: Iterable[Edge]) -> tuple[tuple[str, str], ...]:
    """Each live clause that a strike answers, with the struck clause; nothing where both are struck."""
    live_first_pairs = [
        sorted(sides.edge_clauses(edge), key=lambda canonical_clause: canonical_clause.is_struck)
        for edge in strike_edges
    ]
    return tuple(
        (live_clause.clause.ref, struck_clause.clause.ref)
        for live_clause, struck_clause in live_first_pairs
        if not live_clause.is_struck
    )


def _build_matches(sides: _PlanSides, groups: Iterable[LinkGroup]) -> list[Match]:
    """The groups as links, the clauses of each in the order of their files."""
    position_and_id = {
        canonical_clause.clause.ref: (position, canonical_clause.clause.id)
        for position, canonical_clause in enumerate(sides.all_clauses)
    }
    matches = []
    for group in groups:
        left_ids, right_ids = (
            tuple(clause_id for _, clause_id in sorted(position_and_id[ref] for ref in side_refs))
            for side_refs in (group.left, group.right)
        )
        matches.append(
            Match(
                left=left_ids,
                right=right_ids,
                matched_by=group.matched_by,
                reason=group.reason,
                is_deferral=group.is_deferral,
            )
        )
    return matches


def _add_text_links(
    sides: _PlanSides,
    matches: Sequence[Match],
    taken_refs: AbstractSet[str],
    text_aligner: TextAligner | None,
    with_proposals: bool,
) -> Alignment:
    """All links, with those by text between the clauses that nothing has taken."""
    unlinked_clauses = tuple(
        [canonical_clause for canonical_clause in side if canonical_clause.clause.ref not in taken_refs]
        for side in (sides.left, sides.right)
    )
    text_alignment = Alignment(left=_side_plan_id(sides.left), right=_side_plan_id(sides.right), matches=())
    has_unencoded = any(
        not canonical_clause.labelled_norms or not canonical_clause.clause.issue
        for side in unlinked_clauses
        for canonical_clause in side
    )
    if text_aligner and all(unlinked_clauses) and (with_proposals or has_unencoded):
        text_alignment = _restrict_text_links(text_aligner(*unlinked_clauses), sides, unlinked_clauses)
    all_matches = [*matches, *text_alignment.matches]
    answered_ids = (
        {clause_id for match in all_matches for clause_id in match.left},
        {clause_id for match in all_matches for clause_id in match.right},
    )
    position_by_id = {canonical_clause.clause.id: position for position, canonical_clause in enumerate(sides.left)}
    return replace(
        text_alignment,
        matches=tuple(sorted(all_matches, key=lambda match: [position_by_id[clause_id] for clause_id in match.left])),
        unmatched_left=_unmatched_clause_ids(sides.left, answered_ids[0]),
        unmatched_right=_unmatched_clause_ids(sides.right, answered_ids[1]),
    )


def _side_plan_id(side: Sequence[CanonicalClause]) -> str:
    return side[0].clause.plan if side else ""


def _unmatched_clause_ids(side: Iterable[CanonicalClause], answered_ids: AbstractSet[str]) -> tuple[str, ...]:
    return tuple(
        canonical_clause.clause.id
        for canonical_clause in side
        if canonical_clause.clause.id not in answered_ids and not canonical_clause.is_struck
    )


def _restrict_text_links(
    alignment: Alignment, sides: _PlanSides, unlinked_clauses: Sequence[Sequence[CanonicalClause]]
) -> Alignment:
    """What the text proposes and nobody forbade; where what is encoded speaks against a match it is a proposal only."""
    matches, possible, ambiguous = (
        tuple(allowed_match for match in proposed_matches if (allowed_match := _drop_cannot_link(match, sides)))
        for proposed_matches in (alignment.matches, alignment.possible, alignment.ambiguous)
    )
    contradicted_matches = tuple(
        match for match in matches if _is_contradicted_by_encoding(match, unlinked_clauses, sides.vocabulary)
    )
    return Alignment(
        left=_side_plan_id(sides.left),
        right=_side_plan_id(sides.right),
        matches=tuple(match for match in matches if match not in contradicted_matches),
        possible=(*possible, *contradicted_matches),
        ambiguous=ambiguous,
    )


def _is_contradicted_by_encoding(
    match: Match, unlinked_clauses: Sequence[Sequence[CanonicalClause]], vocabulary: Vocabulary
) -> bool:
    """Whether what is encoded speaks against a match by text: norms wherever it reaches, or issues that do not meet."""
    left_clauses, right_clauses = (
        [canonical_clause for canonical_clause in unlinked_side if canonical_clause.clause.id in matched_ids]
        for unlinked_side, matched_ids in zip(unlinked_clauses, (match.left, match.right), strict=True)
    )
    if any(not canonical_clause.clause.issue for canonical_clause in (*left_clauses, *right_clauses)):
        return False
    all_have_norms = all(canonical_clause.labelled_norms for canonical_clause in (*left_clauses, *right_clauses))
    return all_have_norms or not any(
        issue_fit(a.clause.issue, b.clause.issue, vocabulary) for a in left_clauses for b in right_clauses
    )


def _drop_cannot_link(match: Match, sides: _PlanSides) -> Match | None:
    """A match without the clauses that a person forbade to link; None where nothing is left on a side."""
    plan_ids = _side_plan_id(sides.left), _side_plan_id(sides.right)

    def is_cannot_link(a: str, b: str) -> bool:
        return sides.is_cannot_link(f"{plan_ids[0]}#{a}", f"{plan_ids[1]}#{b}")

    if not any(is_cannot_link(a, b) for a in match.left for b in match.right):
        return match
    # The side with more clauses gives way: its other clauses are still answered.
    if len(match.left) >= len(match.right):
        remaining_left = tuple(a for a in match.left if not any(is_cannot_link(a, b) for b in match.right))
        return replace(match, left=remaining_left) if remaining_left else None
    remaining_right = tuple(b for b in match.right if not any(is_cannot_link(a, b) for a in match.left))
    return replace(match, right=remaining_right) if remaining_right else None
