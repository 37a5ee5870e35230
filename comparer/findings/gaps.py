"""Clauses that nothing in the other text answers, and why; a text that was never published is not thereby silent.

The first that applies: struck, deferred, covered, silent, unreported, unmatched, absent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from comparer.findings.interests import InterestIndex
from comparer.model.findings import Alignment, Gap, compute_fingerprint
from comparer.model.norm import Modality
from comparer.model.plan import Clause, ClauseState, Coverage, Plan, PlanKind
from comparer.model.relation import Confidence, GapKind
from comparer.norms.canonical import CanonicalNorm, act_relation, may_be_same_action
from comparer.norms.canonical_clause import CanonicalClause
from comparer.norms.questions import answered_questions, is_encoded, positions_by_question
from comparer.norms.tables import POSITIVE_MODALITIES, evidence_confidence
from comparer.norms.vocabulary import Vocabulary

Answer = tuple[GapKind, tuple[str, ...]]
KINDS_THAT_MOVE = frozenset({GapKind.STRUCK, GapKind.ABSENT, GapKind.DEFERRED})
"""Kinds that change what stands; where the other text is not known or says nothing, nobody has gained or lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _OtherText:
    """The text in which a counterpart is missing, with its clauses by what they do to a question."""

    plan: Plan
    live: tuple[CanonicalClause, ...]
    struck: tuple[CanonicalClause, ...]
    moved: tuple[CanonicalClause, ...]
    is_successor: bool
    keeps_numbers: bool
    """Whether one of the two texts was made from the other, so that a printed number is the same point in both."""
    live_by_question: Mapping[str, tuple[int, ...]]
    moved_by_question: Mapping[str, tuple[int, ...]]
    single_norms: Mapping[Modality, tuple[tuple[str, CanonicalNorm], ...]]
    """By modality the live clauses of one norm each, with that norm."""
    is_fully_encoded: bool
    vocabulary: Vocabulary

    def live_answers_to(self, clause: CanonicalClause) -> list[CanonicalClause]:
        """The live clauses that answer a question of the clause, in file order."""
        return _answers_at(self.live, self.live_by_question, answered_questions(clause, self.vocabulary))

    def moved_answers_to(self, clause: CanonicalClause) -> list[CanonicalClause]:
        """The clauses moved to another track that answer a question of the clause, in file order."""
        return _answers_at(self.moved, self.moved_by_question, answered_questions(clause, self.vocabulary))


def _answers_at(
    clauses: Sequence[CanonicalClause], positions_by_name: Mapping[str, tuple[int, ...]], questions: Iterable[str]
) -> list[CanonicalClause]:
    positions = {position for question in questions for position in positions_by_name.get(question, ())}
    return [clauses[position] for position in sorted(positions)]


def find_gaps(
    left: Plan,
    right: Plan,
    alignment: Alignment,
    canonical_clauses: Mapping[str, CanonicalClause],
    vocabulary: Vocabulary,
) -> tuple[Gap, ...]:
    """The gaps of both sides, in file order, left first. A clause that a link answers is no gap, deferred or not.

    They rest on the two plans and the words alone: whom the loss helps `judge_gap` adds.
    """
    strikes = dict(alignment.struck_counterparts)
    gaps: list[Gap] = []
    for plan, other_plan, unmatched in (
        (left, right, alignment.unmatched_left),
        (right, left, alignment.unmatched_right),
    ):
        other_text = _describe_other_text(other_plan, plan, canonical_clauses, vocabulary)
        unmatched_ids = frozenset(unmatched)
        for clause in plan.clauses:
            if clause.id in unmatched_ids:
                canonical_clause = canonical_clauses[clause.ref]
                answer = _decide_kind(canonical_clause, other_text, strikes)
                gaps.append(_build_gap(clause, other_plan, answer))
    return tuple(gaps)


def judge_gap(gap: Gap, canonical_clauses: Mapping[str, CanonicalClause], interests: InterestIndex) -> Gap:
    """The gap with whom the loss helps, where it changes what stands."""
    if gap.kind not in KINDS_THAT_MOVE:
        return gap
    return replace(gap, interest=interests.interest_of_loss(canonical_clauses[f"{gap.plan}#{gap.clause}"]))


def _describe_other_text(
    other_plan: Plan, plan: Plan, canonical_clauses: Mapping[str, CanonicalClause], vocabulary: Vocabulary
) -> _OtherText:
    clauses = [canonical_clauses[clause.ref] for clause in other_plan.clauses]
    live = tuple(clause for clause in clauses if clause.clause.is_live)
    moved = tuple(clause for clause in clauses if clause.clause.state is ClauseState.MOVED)
    single_norms: dict[Modality, list[tuple[str, CanonicalNorm]]] = {}
    for clause in live:
        if len(clause.labelled_norms) == 1:
            norm = clause.labelled_norms[0][1]
            single_norms.setdefault(norm.modality, []).append((clause.clause.id, norm))
    return _OtherText(
        plan=other_plan,
        live=live,
        struck=tuple(clause for clause in clauses if clause.is_struck),
        moved=moved,
        live_by_question=positions_by_question(live, vocabulary),
        moved_by_question=positions_by_question(moved, vocabulary),
        single_norms={modality: tuple(entries) for modality, entries in single_norms.items()},
        is_fully_encoded=all(is_encoded(clause, vocabulary) for clause in live),
        is_successor=plan.id in (*other_plan.derived_from, *other_plan.answers),
        keeps_numbers=plan.id in other_plan.derived_from or other_plan.id in plan.derived_from,
        vocabulary=vocabulary,
    )


def _build_gap(clause: Clause, other_plan: Plan, answer: Answer) -> Gap:
    kind, by = answer
    return Gap(
        plan=clause.plan,
        clause=clause.id,
        missing_from=other_plan.id,
        kind=kind,
        answered_by=by,
        confidence=_gap_confidence(clause, kind),
        fingerprint=compute_fingerprint("gap", clause.ref, other_plan.id),
    )


def _gap_confidence(clause: Clause, kind: GapKind) -> Confidence:
    if kind is GapKind.UNMATCHED or clause.state is ClauseState.CONTESTED:
        return Confidence.LOW
    return evidence_confidence(clause.evidence, clause.known.value)


def _decide_kind(canonical_clause: CanonicalClause, other: _OtherText, strikes: Mapping[str, str]) -> Answer:
    clause = canonical_clause.clause
    is_partial = other.plan.coverage is Coverage.PARTIAL
    if clause.ref in strikes:
        return GapKind.STRUCK, (strikes[clause.ref].partition("#")[2],)
    struck_by = _find_strikes(canonical_clause, other)
    if struck_by:
        return GapKind.STRUCK, struck_by
    deferring_ids = _find_deferrals(canonical_clause, other)
    if deferring_ids:
        return GapKind.DEFERRED, deferring_ids
    covering_ids = _find_covering(canonical_clause, other)
    if covering_ids:
        return GapKind.COVERED, covering_ids
    answering_ids = tuple(answer.clause.id for answer in other.live_answers_to(canonical_clause))
    if other.is_successor and not is_partial and not _is_point_partial(clause, other):
        return GapKind.STRUCK, answering_ids
    if other.plan.kind is PlanKind.POSITION:
        return GapKind.SILENT, answering_ids
    if is_partial or _is_point_partial(clause, other):
        return GapKind.UNREPORTED, answering_ids
    if _is_not_fully_encoded(canonical_clause, other):
        return GapKind.UNMATCHED, answering_ids
    return GapKind.ABSENT, answering_ids


def _find_strikes(canonical_clause: CanonicalClause, other: _OtherText) -> tuple[str, ...]:
    """Struck clauses of the same doing; or, struck in words alone, of the same point of a text made from this one."""
    return tuple(
        struck.clause.id
        for struck in other.struck
        if _strikes_doing_of(struck, canonical_clause, other.vocabulary)
        or (
            other.is_successor
            and other.keeps_numbers
            and not struck.labelled_norms
            and struck.clause.provision == canonical_clause.clause.provision
        )
    )


def _strikes_doing_of(struck: CanonicalClause, clause: CanonicalClause, vocabulary: Vocabulary) -> bool:
    """Whether what is struck is the doing of a clause, for the same receivers where both name any."""
    return any(
        x.beneficiaries.may_overlap(y.beneficiaries) for _, x in struck.labelled_norms for _, y in clause.labelled_norms
    ) and _speaks_of_same_doing(clause, struck, vocabulary)


def _find_deferrals(canonical_clause: CanonicalClause, other: _OtherText) -> tuple[str, ...]:
    """Clauses that leave a question of this clause for later, and those of it that were moved to another track."""
    deferring = [
        answer
        for answer in other.live_answers_to(canonical_clause)
        if answer.is_deferral and _defers_doing_of(answer, canonical_clause, other.vocabulary)
    ]
    moved = [
        answer
        for answer in other.moved_answers_to(canonical_clause)
        if not answer.labelled_norms or _speaks_of_same_doing(canonical_clause, answer, other.vocabulary)
    ]
    return tuple(answer.clause.id for answer in (*deferring, *moved))


def _defers_doing_of(deferring: CanonicalClause, clause: CanonicalClause, vocabulary: Vocabulary) -> bool:
    """A deferral that names an act puts off that act and its object alone; one that names none, the whole question."""
    deferred_norms = [norm for _, norm in deferring.labelled_norms]
    if not deferred_norms or any(not norm.act for norm in deferred_norms):
        return True
    return _speaks_of_same_doing(deferring, clause, vocabulary)


def _find_covering(canonical_clause: CanonicalClause, other: _OtherText) -> tuple[str, ...]:
    """Live clauses whose one norm holds that of this clause as a part, whatever question they answer.

    What holds it under its own question is a counterpart already, but where another clause stands closer.
    """
    if len(canonical_clause.labelled_norms) != 1:
        return ()
    norm = canonical_clause.labelled_norms[0][1]
    return tuple(
        clause_id
        for clause_id, broad_norm in other.single_norms.get(norm.modality, ())
        if _holds_as_part(broad_norm, norm, other.vocabulary)
    )


def _holds_as_part(broad: CanonicalNorm, narrow: CanonicalNorm, vocabulary: Vocabulary) -> bool:
    """For two norms of one modality."""
    if not _comes_with(broad, narrow, vocabulary):
        return False
    has_terms = any((*norm.amounts, *norm.periods) for norm in (broad, narrow))
    is_less_qualified = (
        broad.conditions <= narrow.conditions
        and broad.narrowing_manners <= narrow.narrowing_manners
        and set(broad.norm.terms.consent) <= set(narrow.norm.terms.consent)
    )
    covers_named = all(
        not scope or (bool(part) and scope.covers(part))
        for scope, part in (
            (broad.beneficiaries, narrow.beneficiaries),
            (broad.partners, narrow.partners),
            (broad.status, narrow.status),
        )
    )
    covers_doing = bool(broad.objects) and broad.objects.covers(narrow.objects) and broad.agents.covers(narrow.agents)
    return not has_terms and is_less_qualified and covers_named and covers_doing


def _comes_with(broad: CanonicalNorm, narrow: CanonicalNorm, vocabulary: Vocabulary) -> bool:
    """Whether who keeps to the broad norm keeps to the narrow: one act, or one that entails the other that way."""
    if broad.act == narrow.act:
        return True
    if broad.modality in POSITIVE_MODALITIES:
        return narrow.act in vocabulary.entailed_acts(broad.act)
    return broad.act in vocabulary.entailed_acts(narrow.act)


def _speaks_of_same_doing(a: CanonicalClause, b: CanonicalClause, vocabulary: Vocabulary) -> bool:
    return any(
        x.act and act_relation(x, y, vocabulary) and may_be_same_action(x, y)
        for _, x in a.labelled_norms
        for _, y in b.labelled_norms
    )


def _is_point_partial(clause: Clause, other: _OtherText) -> bool:
    """Whether the other text holds only a part of the very point: of the same printed number or descent."""
    descent = {clause.ref, clause.made_from} - {""}
    return any(
        provision.coverage is Coverage.PARTIAL
        and (
            (other.keeps_numbers and provision.id == clause.provision)
            or not descent.isdisjoint(ref for kept in provision.clauses for ref in (kept.ref, kept.made_from))
        )
        for provision in other.plan.provisions
    )


def _is_not_fully_encoded(canonical_clause: CanonicalClause, other: _OtherText) -> bool:
    """Whether the clause, or any live clause of the other text, says nothing yet of its question or its norm."""
    return not (other.is_fully_encoded and is_encoded(canonical_clause, other.vocabulary))
