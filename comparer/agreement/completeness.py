"""What a text leaves out: of each duty the parts that make it specific and measurable, of checklists the matters.

The aspects are those of Doran (1981) on objectives, and of precision and delegation in Abbott and others (2000) on
legalization. Nothing is counted up: each tick is of one clause, each matter of one text.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import replace

from comparer.agreement.implementation import answers_any_breach, has_watching_norm
from comparer.model.completeness import (
    AspectStanding,
    Checklist,
    ChecklistTable,
    DutyAspect,
    DutyCompleteness,
    MatterCell,
    MatterRow,
    MatterStanding,
    PlanCompleteness,
)
from comparer.model.implementation import DueKind, Duty, ImplementationMatrix
from comparer.model.norm import UNNAMED, Modality, Norm
from comparer.model.plan import Clause, ClauseState, Coverage, Plan, PlanKind
from comparer.norms.questions import answered_questions
from comparer.norms.relate import CanonicalClause
from comparer.norms.vocabulary import Vocabulary

OWN_ASPECTS = (DutyAspect.WHO, DutyAspect.WHAT, DutyAspect.HOW_MUCH, DutyAspect.BY_WHEN)
"""What a clause says itself: who watches it and what follows a breach may stand elsewhere."""


def assess_duties(
    matrix: ImplementationMatrix,
    plan: Plan,
    canonical_clauses: Mapping[str, CanonicalClause],
    vocabulary: Vocabulary,
    measured_questions: frozenset[str],
) -> PlanCompleteness:
    """The aspects of each duty and ban of a plan, in the order of the plan.

    `measured_questions` are those on which any text known gives an amount: only of these is "how much" asked.
    """
    duties = {duty.clause.id: duty for duty in matrix.duties}
    unknown_controls = _find_unknown_controls(plan, canonical_clauses, vocabulary)
    partial_points = _partial_points(plan)
    assessed = []
    for clause in plan.clauses:
        if clause.id in duties:
            entry = _assess_duty(duties[clause.id], canonical_clauses[clause.ref], vocabulary, measured_questions)
            unknown = (*unknown_controls, *(OWN_ASPECTS if clause.provision in partial_points else ()))
            assessed += [_leave_unreported(entry, unknown)] if entry else []
    return PlanCompleteness(plan=plan.id, duties=tuple(assessed))


def _partial_points(plan: Plan) -> frozenset[str]:
    """The provisions of which only part is known; all of a plan that is known in part."""
    return frozenset(
        provision.id for provision in plan.provisions if Coverage.PARTIAL in (plan.coverage, provision.coverage)
    )


def _find_unknown_controls(
    plan: Plan, canonical_clauses: Mapping[str, CanonicalClause], vocabulary: Vocabulary
) -> tuple[DutyAspect, ...]:
    """Which of watching and remedies the unknown part of a text may hold for its duties.

    A point known in part may hold what some text says on its subject and the known part of it does not.
    """
    if plan.coverage is Coverage.PARTIAL:
        return (DutyAspect.VERIFIED_BY, DutyAspect.REMEDY)
    unknown = []
    for aspect, is_control in ((DutyAspect.VERIFIED_BY, has_watching_norm), (DutyAspect.REMEDY, answers_any_breach)):
        subjects = {
            _top_issue(entry.clause.issue) for entry in canonical_clauses.values() if is_control(entry, vocabulary)
        }
        for provision in plan.provisions:
            entries = [canonical_clauses[clause.ref] for clause in provision.clauses if clause.is_live]
            is_on_subject = any(_top_issue(entry.clause.issue) in subjects for entry in entries)
            is_said = any(is_control(entry, vocabulary) for entry in entries)
            if provision.coverage is Coverage.PARTIAL and is_on_subject and not is_said:
                unknown.append(aspect)
    return tuple(unknown)


def _leave_unreported(duty: DutyCompleteness, aspects: Container[DutyAspect]) -> DutyCompleteness:
    """The duty without a claim that it lacks what the unknown part of its text may say."""
    standings = (
        AspectStanding.UNREPORTED if standing is AspectStanding.MISSING and aspect in aspects else standing
        for aspect, standing in zip(DutyAspect, duty.standings, strict=True)
    )
    return replace(duty, standings=tuple(standings))


def keep_assessed(completeness: PlanCompleteness, kept_clauses: Container[str]) -> PlanCompleteness:
    """The duties of these clauses, as `PLAN#CLAUSE`."""
    duties = tuple(duty for duty in completeness.duties if duty.clause in kept_clauses)
    return PlanCompleteness(plan=completeness.plan, duties=duties)


def keep_matters(
    table: ChecklistTable, kept_clauses: Container[str], kept_questions: Collection[str]
) -> ChecklistTable:
    """The matters that one of these clauses, as `PLAN#CLAUSE`, has, or that one of these questions stands for."""
    return ChecklistTable(
        checklist=table.checklist,
        plans=table.plans,
        rows=tuple(
            row
            for row in table.rows
            if any(question in kept_questions for question in row.questions)
            or any(f"{cell.plan}#{clause_id}" in kept_clauses for cell in row.cells for clause_id in cell.clauses)
        ),
    )


def find_measured_questions(canonical_clauses: Iterable[CanonicalClause], vocabulary: Vocabulary) -> frozenset[str]:
    """The questions on which a clause of any text gives an amount that is no time."""
    return frozenset(
        question
        for canonical_clause in canonical_clauses
        if any(norm.amounts and _gives_amount(norm.norm, vocabulary) for _, norm in canonical_clause.labelled_norms)
        for question in answered_questions(canonical_clause, vocabulary)
    )


def _gives_amount(norm: Norm, vocabulary: Vocabulary) -> bool:
    return any(
        vocabulary.quantity_kind(quantity.name).kind not in ("deadline", "period", "date")
        for quantity in norm.terms.quantities
    )


def _assess_duty(
    duty: Duty,
    canonical_clause: CanonicalClause,
    vocabulary: Vocabulary,
    measured_questions: frozenset[str],
) -> DutyCompleteness | None:
    norms = [norm.norm for _, norm in canonical_clause.labelled_norms]
    if not norms or norms[0].modality is Modality.DEFERS:
        return None
    standings = {
        DutyAspect.WHO: _named_bearer(norms),
        DutyAspect.WHAT: _tick(all(norm.act and norm.objects for norm in norms)),
        DutyAspect.HOW_MUCH: _stated_amount(duty, canonical_clause, vocabulary, measured_questions),
        DutyAspect.BY_WHEN: _stated_time(duty, norms[0]),
        DutyAspect.VERIFIED_BY: _tick(bool(duty.watched_by)),
        DutyAspect.REMEDY: _tick(bool(duty.on_breach)),
    }
    intended = set(duty.clause.intended)
    return DutyCompleteness(
        clause=duty.clause.ref,
        text=duty.clause.whole_text,
        standings=tuple(
            AspectStanding.INTENDED
            if aspect.value in intended and standing in (AspectStanding.MISSING, AspectStanding.PART)
            else standing
            for aspect, standing in standings.items()
        ),
    )


def _tick(is_said: bool) -> AspectStanding:
    return AspectStanding.SAID if is_said else AspectStanding.MISSING


def _named_bearer(norms: Sequence[Norm]) -> AspectStanding:
    """Whether somebody is bound by name; in part where the text names who acts and not who is bound."""
    if all(norm.bearers and UNNAMED not in norm.bearers for norm in norms):
        return AspectStanding.SAID
    is_partly_named = any(norm.agents or any(name != UNNAMED for name in norm.bearers) for norm in norms)
    return AspectStanding.PART if is_partly_named else AspectStanding.MISSING


def _stated_amount(
    duty: Duty, canonical_clause: CanonicalClause, vocabulary: Vocabulary, measured_questions: frozenset[str]
) -> AspectStanding:
    norm = canonical_clause.clause.norm
    quantities = [item for item in norm.terms.quantities if item.name in duty.amounts] if norm else []
    if any(item.unknown or (item.low is None and item.high is None) for item in quantities):
        return AspectStanding.PART
    if quantities:
        return AspectStanding.SAID
    is_measured = not measured_questions.isdisjoint(answered_questions(canonical_clause, vocabulary))
    return AspectStanding.MISSING if is_measured else AspectStanding.NOT_ASKED


def _stated_time(duty: Duty, norm: Norm) -> AspectStanding:
    """Whether it is said when; of a ban, which holds from the first day, it is not asked."""
    if norm.modality is Modality.MUST_NOT and duty.due.kind is DueKind.NONE:
        return AspectStanding.NOT_ASKED
    if duty.due.kind is DueKind.DATE or (duty.due.kind is DueKind.WITHIN and duty.due.start):
        return AspectStanding.SAID
    return AspectStanding.MISSING if duty.due.kind is DueKind.NONE else AspectStanding.PART


def build_checklist_table(
    checklist: Checklist,
    plans: Sequence[Plan],
    canonical_clauses: Mapping[str, CanonicalClause],
    vocabulary: Vocabulary,
) -> ChecklistTable:
    """Each matter of a checklist by plan: had, in dispute, put off, struck, absent, or not known."""
    questions_by_matter: dict[str, list[str]] = {}
    for question in vocabulary.data.questions:
        for matter in question.matters:
            questions_by_matter.setdefault(matter, []).append(question.id)
    return ChecklistTable(
        checklist=checklist,
        plans=tuple(plan.id for plan in plans),
        rows=tuple(
            MatterRow(
                matter=matter,
                questions=(questions := tuple(questions_by_matter.get(f"{checklist.id}.{matter.id}", ()))),
                cells=tuple(_assess_matter(plan, questions, canonical_clauses, vocabulary) for plan in plans),
            )
            for matter in checklist.matters
        ),
    )


def _assess_matter(
    plan: Plan,
    questions: Sequence[str],
    canonical_clauses: Mapping[str, CanonicalClause],
    vocabulary: Vocabulary,
) -> MatterCell:
    if not questions:
        return MatterCell(plan=plan.id, standing=MatterStanding.NOT_CODED)
    answering = [
        clause
        for clause in plan.clauses
        if not set(questions).isdisjoint(answered_questions(canonical_clauses[clause.ref], vocabulary))
    ]
    standing, clauses = _judge_matter(plan, questions, answering, canonical_clauses, vocabulary)
    return MatterCell(plan=plan.id, standing=standing, clauses=tuple(clause.id for clause in clauses))


def _judge_matter(
    plan: Plan,
    questions: Sequence[str],
    answering: Sequence[Clause],
    canonical_clauses: Mapping[str, CanonicalClause],
    vocabulary: Vocabulary,
) -> tuple[MatterStanding, Sequence[Clause]]:
    live = [clause for clause in answering if clause.is_live]
    settling = [clause for clause in live if not canonical_clauses[clause.ref].is_deferral]
    if settling:
        is_disputed = all(clause.state is ClauseState.CONTESTED for clause in settling)
        return MatterStanding.DISPUTED if is_disputed else MatterStanding.HAD, settling
    moved = [clause for clause in answering if clause.state is ClauseState.MOVED]
    if live or moved:
        return MatterStanding.DEFERRED, live or moved
    if _may_hold_more(plan, questions, canonical_clauses, vocabulary):
        standing = MatterStanding.UNREPORTED
    elif plan.kind is PlanKind.POSITION:
        standing = MatterStanding.SILENT
    else:
        standing = MatterStanding.ABSENT
    return (MatterStanding.STRUCK, answering) if answering else (standing, ())


def _may_hold_more(
    plan: Plan, questions: Sequence[str], canonical_clauses: Mapping[str, CanonicalClause], vocabulary: Vocabulary
) -> bool:
    """Whether what is not known of a text may be on these questions.

    That is so where only part of the text is known, where a clause answers nothing that is known, and where a point
    known in part is on the subject of the questions.
    """
    if plan.coverage is Coverage.PARTIAL:
        return True
    subjects = {_top_issue(vocabulary.question_issue(question)) for question in questions}
    partial_points = [provision for provision in plan.provisions if provision.coverage is Coverage.PARTIAL]
    return any(_top_issue(clause.issue) in subjects for point in partial_points for clause in point.clauses) or any(
        clause.is_live and not answered_questions(canonical_clauses[clause.ref], vocabulary) for clause in plan.clauses
    )


def _top_issue(issue: str) -> str:
    return issue.partition(".")[0]
