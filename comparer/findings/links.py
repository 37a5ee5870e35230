"""A match of clauses -> links: the relation of each part, its confidence, whom it helps, and a person's own reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from comparer.findings.interests import InterestIndex
from comparer.findings.redlines import clause_confidence
from comparer.model.explanation import Term, explain
from comparer.model.findings import Judgement, Link, Match, compute_fingerprint
from comparer.model.plan import Clause, ClauseState
from comparer.model.relation import Basis, Confidence, MatchedBy, Relation
from comparer.model.workspace import LinkDecision
from comparer.norms.canonical_clause import CanonicalClause
from comparer.norms.relate import GroupPart, may_answer, relate_groups
from comparer.norms.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkContext:
    """What judging a link needs: clauses by reference, the parties' asks, and what persons decided."""

    canonical_clauses: Mapping[str, CanonicalClause]
    interests: InterestIndex
    decisions: Sequence[LinkDecision] = ()


def relate_match(
    left_plan: str,
    right_plan: str,
    match: Match,
    canonical_clauses: Mapping[str, CanonicalClause],
    vocabulary: Vocabulary,
) -> tuple[Link, ...]:
    """The links of one match: one where its clauses have one answer, else one for each part that has its own.

    They rest on the two plans and the words alone: whom each helps, and what a person decided, `judge_link` adds.
    """
    left = [canonical_clauses[f"{left_plan}#{clause_id}"] for clause_id in match.left]
    right = [canonical_clauses[f"{right_plan}#{clause_id}"] for clause_id in match.right]
    parts = relate_groups(left, right, vocabulary) or (
        GroupPart(tuple(left), tuple(right), _relate_unencoded(left, right)),
    )
    return tuple(_build_link(left_plan, right_plan, match, part, vocabulary) for part in parts)


def judge_link(link: Link, left_plan: str, right_plan: str, context: LinkContext) -> Link:
    """The link with whom it helps by what the parties ask for, read as a person decided where one did."""
    left = [context.canonical_clauses[f"{left_plan}#{clause_id}"] for clause_id in link.match.left]
    right = [context.canonical_clauses[f"{right_plan}#{clause_id}"] for clause_id in link.match.right]
    interest = context.interests.interest_of_change(left, right, link.judgement.relation)
    judged = replace(link, interest=interest, judgement=replace(link.judgement, favours=interest.favours))
    return _apply_decision(judged, left_plan, right_plan, context.decisions)


def relate_clause_pair(left: CanonicalClause, right: CanonicalClause, vocabulary: Vocabulary) -> Judgement:
    """What became of one clause in another, with the confidence that the two allow."""
    parts = relate_groups([left], [right], vocabulary)
    judgement = parts[0].judgement if parts else _relate_by_text([left], [right])
    return _limit_confidence(_mark_unencoded(judgement, (left.clause, right.clause)), (left.clause, right.clause))


def _mark_unencoded(judgement: Judgement, clauses: Sequence[Clause]) -> Judgement:
    """A clause that no norm can hold leaves it unclear, with the reason that its file gives."""
    unencoded_clause = next((clause for clause in clauses if clause.not_encoded), None)
    if unencoded_clause is None:
        return judgement
    reason = explain("reason.not-encoded", clause=unencoded_clause.ref, text=unencoded_clause.not_encoded)
    return replace(judgement, relation=Relation.UNCLEAR, reason=reason)


def _build_link(left_plan: str, right_plan: str, match: Match, part: GroupPart, vocabulary: Vocabulary) -> Link:
    clauses = [clause.clause for clause in (*part.left, *part.right)]
    judgement = _mark_unencoded(_judge_other_answer(match, part, vocabulary), clauses)
    left_ids = tuple(clause.clause.id for clause in part.left)
    right_ids = tuple(clause.clause.id for clause in part.right)
    return Link(
        match=replace(match, left=left_ids, right=right_ids),
        judgement=_limit_confidence(judgement, clauses),
        fingerprint=compute_fingerprint("link", left_plan, right_plan, *sorted(left_ids), "|", *sorted(right_ids)),
    )


def _judge_other_answer(match: Match, part: GroupPart, vocabulary: Vocabulary) -> Judgement:
    """Two answers to one question that are not of one doing replace each other, whatever their facets say."""
    is_other_answer = (
        match.matched_by is MatchedBy.QUESTION
        and part.judgement.basis is Basis.NORM
        and all(clause.labelled_norms for clause in (*part.left, *part.right))
        and not any(may_answer(a, b, vocabulary) for a in part.left for b in part.right)
    )
    return replace(part.judgement, relation=Relation.REPLACED, reason=None) if is_other_answer else part.judgement


def _apply_decision(link: Link, left_plan: str, right_plan: str, decisions: Iterable[LinkDecision]) -> Link:
    """The link as a person reads it, where a person said how; it is shown as such by `is_pinned_reading`."""
    left_refs = {f"{left_plan}#{clause_id}" for clause_id in link.match.left}
    right_refs = {f"{right_plan}#{clause_id}" for clause_id in link.match.right}
    for decision in decisions:
        if decision.cannot_link or not (decision.relation or decision.favours is not None):
            continue
        is_same_way = left_refs == set(decision.left) and right_refs == set(decision.right)
        is_reversed = left_refs == set(decision.right) and right_refs == set(decision.left)
        if is_same_way or is_reversed:
            return _read_as_decided(link, decision, is_reversed)
    return link


def _read_as_decided(link: Link, decision: LinkDecision, is_reversed: bool) -> Link:
    relation = Relation(decision.relation) if decision.relation else link.judgement.relation
    favours = link.interest.favours if decision.favours is None else decision.favours
    against = link.interest.against if decision.against is None else decision.against
    if is_reversed:
        relation = relation.mirror() if decision.relation else relation
        has_own_reading = decision.favours is not None or decision.against is not None
        favours, against = (against, favours) if has_own_reading else (favours, against)
    reason = explain("reason.as-recorded", text=decision.reason) if decision.reason else None
    return replace(
        link,
        judgement=replace(link.judgement, relation=relation, favours=favours, reason=reason),
        interest=replace(link.interest, favours=favours, against=against),
        is_pinned_reading=True,
    )


def _limit_confidence(judgement: Judgement, clauses: Iterable[Clause]) -> Judgement:
    """Lower the confidence to that of the least certain clause involved."""
    graded_clauses = [(clause_confidence(clause), clause) for clause in clauses]
    lowest_grade, clause = max(graded_clauses, key=lambda graded_clause: graded_clause[0].order)
    if lowest_grade.order <= judgement.confidence.order:
        return judgement
    is_contested = clause.state is ClauseState.CONTESTED
    reason = judgement.reason or explain(
        "reason.provenance" if clause.evidence else "reason.provenance-not-graded",
        clause=clause.ref,
        standing=Term("state", clause.state.value) if is_contested else Term("known", clause.known.value),
        evidence=clause.evidence,
    )
    return replace(judgement, confidence=Confidence(lowest_grade), reason=reason)


def _relate_unencoded(left: Sequence[CanonicalClause], right: Sequence[CanonicalClause]) -> Judgement:
    """What leaves a question for later by its state alone defers what is said across; all else is judged as text."""
    defers = [all(clause.is_deferral for clause in side) for side in (left, right)]
    if defers[0] == defers[1]:
        return _relate_by_text(left, right)
    return Judgement(relation=Relation.SETTLED if defers[0] else Relation.DEFERRED)


def _relate_by_text(left: Sequence[CanonicalClause], right: Sequence[CanonicalClause]) -> Judgement:
    from comparer.norms.from_text.relate_texts import relate_texts

    texts = [" ".join(clause.clause.whole_text for clause in side) for side in (left, right)]
    return relate_texts(texts[0], texts[1])
