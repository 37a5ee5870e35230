"""Which clauses of two plans answer each other: pinned by a person, then by the questions they answer, then by text.

Order never decides: candidates are scored by what they say, ties are broken by the words of the clauses, and aligning
B with A is the transpose of aligning A with B. The parts of one plan are aligned each for itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import NamedTuple

from comparer.align.assignment import Edge
from comparer.align.counterparts import Counterparts, find_counterparts
from comparer.align.encoded_score import EncodedScore, Fit, score_candidate_pairs, speak_of_same_doing
from comparer.model.findings import Alignment, Match
from comparer.model.plan import Plan
from comparer.model.relation import MatchedBy
from comparer.model.workspace import LinkDecision
from comparer.norms.canonical_clause import CanonicalClause
from comparer.norms.questions import answered_questions, share_question
from comparer.norms.vocabulary import Vocabulary

TextAligner = Callable[[Sequence[CanonicalClause], Sequence[CanonicalClause]], Alignment]
ClauseSide = Sequence[CanonicalClause]
MATCHED_BY_FIT = {Fit.SAME_DOING: MatchedBy.NORM}


class LinkGroup(NamedTuple):
    """Clauses of both sides that belong together, as `PLAN#CLAUSE`. `reason` is the words of who linked them.

    `is_clash` tells whether one brings in full what another rules out.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    matched_by: MatchedBy
    reason: str = ""
    is_deferral: bool = False
    is_clash: bool = False


@dataclass(frozen=True, slots=True)
class _PlanSides:
    """The clauses of two plans in file order, and the pairs of references that a person forbade to link."""

    left: ClauseSide
    right: ClauseSide
    cannot_link: frozenset[frozenset[str]]
    vocabulary: Vocabulary

    @property
    def all_clauses(self) -> tuple[CanonicalClause, ...]:
        return (*self.left, *self.right)

    def is_cannot_link(self, a: str, b: str) -> bool:
        """Whether a person forbade to link two clauses, given by reference."""
        return frozenset((a, b)) in self.cannot_link


def align(
    left: ClauseSide,
    right: ClauseSide,
    vocabulary: Vocabulary,
    pins: Sequence[LinkDecision] = (),
    text_aligner: TextAligner | None = None,
    with_proposals: bool = False,
) -> Alignment:
    """The links between two plans, given as their live and struck clauses in file order.

    Clauses link within the questions that they answer. What stays alone on both sides goes to `text_aligner`, if there
    is one and anything among it is not encoded yet; with `with_proposals` it is asked of encoded clauses too, for a
    person to look at. A strike is never a link: the clause that it answers is set beside it in `struck_counterparts`.
    Encoded clauses of one doing that share no question are `possible`: somebody has to code the question.
    """
    must_link_groups, cannot_link = _split_must_and_cannot_link(left, right, pins)
    sides = _PlanSides(left, right, cannot_link, vocabulary)
    pinned_refs = _refs_in_groups(must_link_groups)
    part_groups: list[LinkGroup] = []
    strikes: dict[str, str] = {}
    for left_part, right_part in _pair_parts(left, right):
        free_left, free_right = (
            [clause for clause in part if clause.clause.ref not in pinned_refs] for part in (left_part, right_part)
        )
        scores = score_candidate_pairs(free_left, free_right, cannot_link, vocabulary)
        counterparts = find_counterparts(free_left, free_right, scores)
        part_groups += _name_groups(free_left, free_right, counterparts, scores)
        strikes |= _strike_pairs(free_left, free_right, counterparts)
    groups = [*must_link_groups, *_drop_farther_answers(part_groups, sides)]
    linked_refs = _refs_in_groups(groups)
    strikes = {ref: struck_ref for ref, struck_ref in strikes.items() if ref not in linked_refs}
    struck_refs = {clause.clause.ref for clause in sides.all_clauses if clause.is_struck} | set(strikes)
    alignment = _add_text_links(
        sides, _build_matches(sides, groups), struck_refs | linked_refs, text_aligner, with_proposals
    )
    return replace(
        alignment,
        possible=(*_undeclared_counterparts(sides, struck_refs | linked_refs), *alignment.possible),
        struck_counterparts=tuple(sorted(strikes.items())),
    )


def _pair_parts(left: ClauseSide, right: ClauseSide) -> list[tuple[ClauseSide, ClauseSide]]:
    """Each part of the one plan with each part of the other; a plan without parts is one part."""
    return [(left_part, right_part) for left_part in _split_parts(left) for right_part in _split_parts(right)]


def _split_parts(side: ClauseSide) -> list[ClauseSide]:
    parts: dict[str, list[CanonicalClause]] = {}
    for canonical_clause in side:
        parts.setdefault(canonical_clause.clause.part, []).append(canonical_clause)
    return list(parts.values())


def _name_groups(
    left: ClauseSide, right: ClauseSide, counterparts: Counterparts, scores: Mapping[Edge, EncodedScore]
) -> list[LinkGroup]:
    return [
        LinkGroup(
            tuple(left[i].clause.ref for i in left_positions),
            tuple(right[j].clause.ref for j in right_positions),
            MATCHED_BY_FIT.get(fit, MatchedBy.QUESTION),
            is_deferral=fit is Fit.DEFERRAL,
            is_clash=any(
                (i, j) in scores and scores[i, j].is_contrary for i in left_positions for j in right_positions
            ),
        )
        for left_positions, right_positions, fit in counterparts.groups
    ]


def _drop_farther_answers(groups: Sequence[LinkGroup], sides: _PlanSides) -> list[LinkGroup]:
    """The groups without what one part of a text answers by another act while another part answers by the same one.

    Such an answer stays where a clause of it would be left without any, or where one rules the other out.
    """
    parts_and_acts = {clause.clause.ref: (clause.clause.part, clause.acts) for clause in sides.all_clauses}
    same_act_parts: dict[str, set[str]] = {}
    for group in groups:
        for ref, other_ref in _turned_edges(group):
            other_part, other_acts = parts_and_acts[other_ref]
            if not other_acts.isdisjoint(parts_and_acts[ref][1]):
                same_act_parts.setdefault(ref, set()).add(other_part)

    def is_farther(ref: str, others: Sequence[str]) -> bool:
        """Whether a clause has none of its acts among `others`, and finds it in a part that is not theirs."""
        return ref in same_act_parts and parts_and_acts[others[0]][0] not in same_act_parts[ref]

    kept_groups, farther_groups = [], []
    for group in groups:
        left = tuple(ref for ref in group.left if not is_farther(ref, group.right))
        right = tuple(ref for ref in group.right if not is_farther(ref, group.left))
        if group.is_clash:
            kept_groups.append(group)
        elif left and right:
            kept_groups.append(group._replace(left=left, right=right))
        else:
            farther_groups.append(group)
    kept_refs = _refs_in_groups(kept_groups)
    return [*kept_groups, *(group for group in farther_groups if not kept_refs.issuperset((*group.left, *group.right)))]


def _turned_edges(group: LinkGroup) -> list[tuple[str, str]]:
    """Each clause of a group with each across, seen from either side."""
    edges = [(a, b) for a in group.left for b in group.right]
    return [*edges, *((b, a) for a, b in edges)]


def _strike_pairs(left: ClauseSide, right: ClauseSide, counterparts: Counterparts) -> dict[str, str]:
    """Each live clause that a strike answers, with the struck clause; nothing where both are struck."""
    pairs: dict[str, str] = {}
    for i, j in counterparts.strike_edges:
        live_clause, struck_clause = sorted((left[i], right[j]), key=lambda clause: clause.is_struck)
        if not live_clause.is_struck:
            pairs[live_clause.clause.ref] = struck_clause.clause.ref
    return pairs


def _undeclared_counterparts(sides: _PlanSides, taken_refs: AbstractSet[str]) -> tuple[Match, ...]:
    """Encoded clauses left over that speak of one doing and share no question: suggestions to code, no links."""
    free_left, free_right = (
        [
            clause
            for clause in side
            if clause.clause.ref not in taken_refs and clause.labelled_norms and not clause.is_deferral
        ]
        for side in (sides.left, sides.right)
    )
    acts_related_to_left = [
        frozenset(related_act for act in clause.acts for related_act in sides.vocabulary.related_acts(act))
        for clause in free_left
    ]
    return tuple(
        Match(left=(a.clause.id,), right=(b.clause.id,), matched_by=MatchedBy.NORM)
        for a, related_acts in zip(free_left, acts_related_to_left, strict=True)
        for b in free_right
        if not related_acts.isdisjoint(b.acts)
        and not share_question(a, b, sides.vocabulary)
        and not sides.is_cannot_link(a.clause.ref, b.clause.ref)
        and any(speak_of_same_doing(x, y, sides.vocabulary) for _, x in a.labelled_norms for _, y in b.labelled_norms)
    )


def alignable_clauses(plan: Plan, canonical_clauses: Mapping[str, CanonicalClause]) -> tuple[CanonicalClause, ...]:
    """The clauses of a plan that take part in alignment, in file order."""
    return tuple(canonical_clauses[clause.ref] for clause in plan.clauses)


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
        not canonical_clause.labelled_norms or not answered_questions(canonical_clause, sides.vocabulary)
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
        if canonical_clause.clause.id not in answered_ids and canonical_clause.clause.is_live
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
    """Whether what is encoded speaks against a match by text: norms wherever it reaches, or no question shared."""
    left_clauses, right_clauses = (
        [canonical_clause for canonical_clause in unlinked_side if canonical_clause.clause.id in matched_ids]
        for unlinked_side, matched_ids in zip(unlinked_clauses, (match.left, match.right), strict=True)
    )
    if any(not answered_questions(clause, vocabulary) for clause in (*left_clauses, *right_clauses)):
        return False
    all_have_norms = all(canonical_clause.labelled_norms for canonical_clause in (*left_clauses, *right_clauses))
    return all_have_norms or not any(share_question(a, b, vocabulary) for a in left_clauses for b in right_clauses)


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
