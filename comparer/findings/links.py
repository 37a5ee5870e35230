"""A match of clauses -> links: the relation of each part, its confidence, whom it helps, and a person's own reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from comparer.findings.interests import InterestIndex
from comparer.findings.redlines import clause_confidence
from comparer.model.explanation import Term, explain
from comparer.model.findings import Interest, Judgement, Link, Match, compute_fingerprint
from comparer.model.plan import Clause, ClauseState
from comparer.model.relation import Basis, Confidence, MatchedBy, Relation
from comparer.model.workspace import LinkDecision
from comparer.norms.canonical_clause import CanonicalClause
from comparer.norms.content_memo import content_memo
from comparer.norms.questions import are_contrary_answers
from comparer.norms.relate import GroupPart, may_answer, relate_groups
from comparer.norms.vocabulary import Vocabulary

TEXT_RELATION = "text-relation"
"""The results of the memo by two texts alone: what the one became in the other, as it is read on this machine."""


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
    parts = (
        (_relate_single_clauses(left[0], right[0], match, vocabulary),)
        if len(left) == len(right) == 1
        else _relate_parts(left, right, match, vocabulary)
    )
    return tuple(_build_link(left_plan, right_plan, match, part) for part in parts)


def _relate_parts(
    left: Sequence[CanonicalClause], right: Sequence[CanonicalClause], match: Match, vocabulary: Vocabulary
) -> tuple[GroupPart, ...]:
    parts = relate_groups(left, right, vocabulary) or (
        GroupPart(tuple(left), tuple(right), _relate_unencoded(left, right, vocabulary)),
    )
    return tuple(replace(part, judgement=_judge_other_answer(match, part, vocabulary)) for part in parts)


def _relate_single_clauses(
    left: CanonicalClause, right: CanonicalClause, match: Match, vocabulary: Vocabulary
) -> GroupPart:
    """What one clause became in another: it rests on what both say alone, and is worked out once for that."""
    memo = content_memo(vocabulary)
    kept = memo.results("relation")
    key = (memo.content_number(left), memo.content_number(right), match.matched_by)
    if key not in kept:
        (part,) = _relate_parts([left], [right], match, vocabulary)
        kept[key] = part.judgement
    return GroupPart((left,), (right,), kept[key])


def judge_link(link: Link, left_plan: str, right_plan: str, context: LinkContext) -> Link:
    """The link with whom it helps by what the parties ask for, read as a person decided where one did."""
    left = [context.canonical_clauses[f"{left_plan}#{clause_id}"] for clause_id in link.match.left]
    right = [context.canonical_clauses[f"{right_plan}#{clause_id}"] for clause_id in link.match.right]
    interest = _find_interest(left, right, link.judgement.relation, context.interests)
    is_known = link.judgement.favours == interest.favours
    judgement = link.judgement if is_known else replace(link.judgement, favours=interest.favours)
    judged = replace(link, interest=interest, judgement=judgement)
    return _apply_decision(judged, left_plan, right_plan, context.decisions) if context.decisions else judged


def _find_interest(
    left: Sequence[CanonicalClause], right: Sequence[CanonicalClause], relation: Relation, interests: InterestIndex
) -> Interest:
    if not len(left) == len(right) == 1:
        return interests.interest_of_change(left, right, relation)
    memo = content_memo(interests.vocabulary)
    kept = memo.results("interest")
    # The interests are kept beside the answer, so that their identity cannot pass to others.
    # Clauses of one content may be asked by one party here and proposed by several there.
    askers = interests.name_asker(left[0]), interests.name_asker(right[0])
    key = (memo.content_number(left[0]), memo.content_number(right[0]), askers, relation, id(interests))
    if key not in kept:
        kept[key] = interests.interest_of_change(left, right, relation), interests
    interest: Interest = kept[key][0]
    return interest


def relate_clause_pair(left: CanonicalClause, right: CanonicalClause, vocabulary: Vocabulary) -> Judgement:
    """What became of one clause in another, with the confidence that the two allow."""
    parts = relate_groups([left], [right], vocabulary)
    judgement = parts[0].judgement if parts else _relate_by_text([left], [right], vocabulary)
    return _limit_confidence(_mark_unencoded(judgement, (left.clause, right.clause)), (left.clause, right.clause))


def _mark_unencoded(judgement: Judgement, clauses: Sequence[Clause]) -> Judgement:
    """A clause that no norm can hold leaves it unclear, with the reason that its file gives."""
    unencoded_clause = next((clause for clause in clauses if clause.not_encoded), None)
    if unencoded_clause is None:
        return judgement
    reason = explain("reason.not-encoded", clause=unencoded_clause.ref, text=unencoded_clause.not_encoded)
    return replace(judgement, relation=Relation.UNCLEAR, reason=reason)


def _build_link(left_plan: str, right_plan: str, match: Match, part: GroupPart) -> Link:
    clauses = [clause.clause for clause in (*part.left, *part.right)]
    judgement = _mark_unencoded(part.judgement, clauses)
    left_ids = tuple(clause.clause.id for clause in part.left)
    right_ids = tuple(clause.clause.id for clause in part.right)
    return Link(
        match=match
        if (left_ids, right_ids) == (match.left, match.right)
        else replace(match, left=left_ids, right=right_ids),
        judgement=_limit_confidence(judgement, clauses),
        fingerprint=compute_fingerprint("link", left_plan, right_plan, *sorted(left_ids), "|", *sorted(right_ids)),
    )


def _judge_other_answer(match: Match, part: GroupPart, vocabulary: Vocabulary) -> Judgement:
    """Two answers to one question that are not of one doing replace each other, whatever their facets say.

    Opposed they are where the one brings in full what the question asks for and the other rules it out.
    """
    judgement = part.judgement
    is_encoded = all(clause.labelled_norms for clause in (*part.left, *part.right))
    if judgement.basis is not Basis.NORM or not is_encoded:
        return judgement
    is_contrary = all(are_contrary_answers(a, b, vocabulary) for a in part.left for b in part.right)
    if any(may_answer(a, b, vocabulary) for a in part.left for b in part.right):
        is_clash = is_contrary and judgement.relation is Relation.REPLACED
        return replace(judgement, relation=Relation.OPPOSED) if is_clash else judgement
    if match.matched_by is not MatchedBy.QUESTION:
        return judgement
    return replace(judgement, relation=Relation.OPPOSED if is_contrary else Relation.REPLACED, reason=None)


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


def _relate_unencoded(
    left: Sequence[CanonicalClause], right: Sequence[CanonicalClause], vocabulary: Vocabulary
) -> Judgement:
    """What leaves a question for later by its state alone defers what is said across; all else is judged as text."""
    defers = [all(clause.is_deferral for clause in side) for side in (left, right)]
    if defers[0] == defers[1]:
        return _relate_by_text(left, right, vocabulary)
    return Judgement(relation=Relation.SETTLED if defers[0] else Relation.DEFERRED)


def _relate_by_text(
    left: Sequence[CanonicalClause], right: Sequence[CanonicalClause], vocabulary: Vocabulary
) -> Judgement:
    """What became of texts. To read them may take a parser that is slow to load, so that what was read is kept."""
    left_texts, right_texts = ([clause.clause.whole_text for clause in side] for side in (left, right))
    if sorted(left_texts) == sorted(right_texts):
        # The same sentences in another order of the file are the same text.
        right_texts = left_texts
    left_text, right_text = " ".join(left_texts), " ".join(right_texts)
    kept = content_memo(vocabulary).results(TEXT_RELATION)
    if (left_text, right_text) not in kept:
        from comparer.norms.from_text.relate_texts import relate_texts

        kept[left_text, right_text] = relate_texts(left_text, right_text)
    judgement: Judgement = kept[left_text, right_text]
    return judgement
