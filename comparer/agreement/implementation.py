"""The implementation matrix of a plan: what has to be done, by whom, by when, after what, and who watches it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from comparer.agreement.due_dates import TIME_KINDS, count_days, read_dues
from comparer.agreement.sequence import (
    NO_STEPS,
    PlanSteps,
    build_sequence,
    clause_point,
    count_levels,
    does_norm,
)
from comparer.model.dates import date_sort_key
from comparer.model.findings import Findings
from comparer.model.implementation import (
    DueKind,
    Duty,
    DutyConditions,
    ImplementationMatrix,
    PlanSequence,
    ReadAsDuty,
)
from comparer.model.norm import UNNAMED, ConditionKind, Modality, Norm
from comparer.model.plan import Clause, Plan
from comparer.model.relation import ConstraintVerdict
from comparer.model.vocabulary import Event, EventNature
from comparer.norms.canonical import CanonicalNorm
from comparer.norms.relate import CanonicalClause
from comparer.norms.vocabulary import Vocabulary

DUTY_MODALITIES = frozenset({Modality.MUST, Modality.MUST_NOT, Modality.DEFERS})
"""What has to be carried out: duties, bans to be kept, and decisions that are left to be taken."""

_NO_DATE = "9999-12-31"


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixOptions:
    """`event_days` gives the day of events, as ISO dates, from which times are counted as dates of the calendar."""

    event_days: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _MatrixContext:
    """What every duty of a plan is read against.

    `watchers` are the live clauses that have anything verified, `answers` those that wait for an event.
    """

    steps: PlanSteps
    options: MatrixOptions
    levels: Mapping[str, int]
    vocabulary: Vocabulary
    watchers: tuple[CanonicalClause, ...]
    answers: tuple[CanonicalClause, ...]


def read_plan_steps(plan_id: str, findings: Findings) -> PlanSteps:
    """The steps that the law asks of a plan before clauses of it can be carried out."""
    by_clause: dict[str, dict[str, None]] = {}
    for finding in findings.constraints:
        if finding.plan == plan_id and finding.verdict is ConstraintVerdict.NEEDS:
            for clause_id in finding.clauses:
                by_clause.setdefault(clause_id, {}).update(dict.fromkeys(finding.steps))
    representative = {
        name: step.name
        for order in findings.step_orders
        if order.plan == plan_id
        for step in order.steps
        for name in (step.name, *step.same_as)
    }
    return PlanSteps(
        by_clause={
            clause_id: tuple(dict.fromkeys(representative.get(name, name) for name in names))
            for clause_id, names in by_clause.items()
        },
        after={
            step.name: step.after for order in findings.step_orders if order.plan == plan_id for step in order.steps
        },
    )


def build_matrix(
    plan: Plan,
    canonical_clauses: Mapping[str, CanonicalClause],
    vocabulary: Vocabulary,
    steps: PlanSteps = NO_STEPS,
    options: MatrixOptions | None = None,
) -> ImplementationMatrix:
    """The duties of a plan's live clauses, sorted by due date; undated ones by how much comes before them."""
    options = options or MatrixOptions()
    live = tuple(canonical_clauses[clause.ref] for clause in plan.clauses if clause.is_live)
    context = _MatrixContext(
        steps=steps,
        options=options,
        levels=count_levels(live, steps, vocabulary),
        vocabulary=vocabulary,
        watchers=tuple(entry for entry in live if has_watching_norm(entry, vocabulary)),
        answers=tuple(entry for entry in live if any(_condition_events(entry, vocabulary))),
    )
    duties = [
        _build_duty(canonical_clause, norm, context)
        for canonical_clause in live
        if (norm := _duty_norm(canonical_clause))
    ]
    positions = {clause.id: position for position, clause in enumerate(plan.clauses)}
    listed = {duty.clause.id for duty in duties}
    return ImplementationMatrix(
        plan=plan.id,
        duties=tuple(sorted(duties, key=lambda duty: _due_sort_key(duty, positions[duty.clause.id]))),
        sequence=build_sequence(live, steps, options.event_days, vocabulary),
        unlisted=tuple(entry.clause.id for entry in live if entry.clause.id not in listed),
        read_as_duties=tuple(_list_read_as_duties(entry.clause for entry in live if entry.clause.id not in listed)),
    )


def _list_read_as_duties(clauses: Iterable[Clause]) -> Iterator[ReadAsDuty]:
    """The clauses that are duties on another reading than their own."""
    for clause in clauses:
        readings = tuple(
            variant.holder or variant.family
            for variant in clause.variants
            if variant.norm and variant.norm.modality in DUTY_MODALITIES
        )
        if readings:
            yield ReadAsDuty(clause=clause.id, readings=readings)


def keep_duties(matrix: ImplementationMatrix, kept_clauses: Container[str]) -> ImplementationMatrix:
    """The duties of these clauses, as `PLAN#CLAUSE`. The order of a whole plan is not that of a part: left out."""
    return ImplementationMatrix(
        plan=matrix.plan,
        duties=tuple(duty for duty in matrix.duties if duty.clause.ref in kept_clauses),
        sequence=PlanSequence(events=(), circles=(), conflicts=(), delays=()),
        is_part=True,
    )


def _duty_norm(canonical_clause: CanonicalClause) -> Norm | None:
    """The clause's own norm where it has to be carried out; that of its first reading where it has none of its own."""
    norms = [canonical_clause.clause.norm, *(variant.norm for variant in canonical_clause.clause.variants)]
    norm = next(filter(None, norms), None)
    return norm if norm and norm.modality in DUTY_MODALITIES else None


def _build_duty(canonical_clause: CanonicalClause, norm: Norm, context: _MatrixContext) -> Duty:
    clause, vocabulary = canonical_clause.clause, context.vocabulary
    due, *other_dues = read_dues(clause, context.options.event_days, vocabulary)
    names = [quantity.name for quantity in norm.terms.quantities]
    return Duty(
        clause=clause,
        due=due,
        other_dues=tuple(other_dues),
        conditions=_read_conditions(norm, context.steps.by_clause.get(clause.id, ())),
        amounts=tuple(name for name in names if vocabulary.quantity_kind(name).kind not in TIME_KINDS),
        watched_by=tuple(
            other.clause.id
            for other in context.watchers
            if other is not canonical_clause and _watches(other, canonical_clause, vocabulary)
        ),
        on_breach=tuple(
            other.clause.id
            for other in context.answers
            if other is not canonical_clause and _answers_breach(other, canonical_clause, vocabulary)
        ),
        level=context.levels.get(clause_point(clause), 0),
    )


def _read_conditions(norm: Norm, step_names: tuple[str, ...]) -> DutyConditions:
    def of_kind(kind: ConditionKind) -> tuple[str, ...]:
        return tuple(item.event or item.clause for item in norm.conditions if item.kind is kind)

    awaited = [item for item in norm.conditions if item.kind is ConditionKind.WHEN]
    return DutyConditions(
        after_events=tuple(item.event for item in awaited if item.event),
        if_clauses=tuple(item.clause for item in awaited if item.clause),
        after_steps=step_names,
        until=of_kind(ConditionKind.UNTIL),
        unless=of_kind(ConditionKind.UNLESS),
        void_if=of_kind(ConditionKind.VOID_IF),
    )


def _watches(watcher: CanonicalClause, watched: CanonicalClause, vocabulary: Vocabulary) -> bool:
    """Whether a clause on verification reaches a duty: its object is the duty's, or are those who bear the duty.

    Whoever oversees an actor watches what it does, and not what others do to it.
    """
    return any(
        _reaches_duty(watching, duty, vocabulary)
        for watching in _watching_norms(watcher, vocabulary)
        for _, duty in watched.labelled_norms
    )


def has_watching_norm(clause: CanonicalClause, vocabulary: Vocabulary) -> bool:
    """Whether a clause has anything verified."""
    return any(_watching_norms(clause, vocabulary))


def answers_any_breach(clause: CanonicalClause, vocabulary: Vocabulary) -> bool:
    """Whether a clause says what follows a breach of whatever duty."""
    return any(_is_any_breach(event) for event in _condition_events(clause, vocabulary))


def _is_any_breach(event: Event) -> bool:
    return event.nature is EventNature.BREACH and not event.brought_by


def _watching_norms(clause: CanonicalClause, vocabulary: Vocabulary) -> Iterator[CanonicalNorm]:
    """The norms of a clause that have something verified."""
    for _, norm in clause.labelled_norms:
        if vocabulary.act_role(norm.act) == "verification" and norm.modality in (Modality.MUST, Modality.DECLARES):
            yield norm


def _reaches_duty(watching: CanonicalNorm, duty: CanonicalNorm, vocabulary: Vocabulary) -> bool:
    if vocabulary.act_role(duty.act) == "verification":
        return False
    bearers = vocabulary.actor_scope((name for name in duty.norm.bearers if name != UNNAMED), True)
    overseen = vocabulary.actor_scope(watching.norm.objects, True)
    things = [name for name in watching.norm.objects if name not in vocabulary.actors]
    is_thing_watched = bool(things) and vocabulary.object_scope(things).overlaps(duty.objects)
    return is_thing_watched or (bool(bearers) and overseen.covers(bearers))


def _answers_breach(answer: CanonicalClause, broken: CanonicalClause, vocabulary: Vocabulary) -> bool:
    """Whether a clause says what follows when a duty is broken: it waits for an event that is its breach.

    That is any breach of the agreement; or, of a ban, an event that the very doing brings about. What undoes a duty by
    its own words (`void_if`) stands with its conditions.
    """
    for event in _condition_events(answer, vocabulary):
        if _is_any_breach(event):
            return True
        if any(
            banned.modality is Modality.MUST_NOT and does_norm(banned, doing, vocabulary)
            for doing in event.brought_by
            for _, banned in broken.labelled_norms
        ):
            return True
    return False


def _condition_events(clause: CanonicalClause, vocabulary: Vocabulary) -> Iterator[Event]:
    """The events of the vocabulary for which the norms of a clause wait."""
    for _, norm in clause.labelled_norms:
        for condition in norm.norm.conditions:
            event = vocabulary.events.get(condition.event)
            if condition.kind is ConditionKind.WHEN and event is not None:
                yield event


def _due_sort_key(duty: Duty, position: int) -> tuple[tuple[int, int, int], int, int, float, int]:
    """By date; then what has a time, what has one that is not known, what has none; in each what comes first."""
    due = duty.due
    days = count_days(due.length, due.unit) if due.length is not None else None
    late_kinds = (DueKind.UNKNOWN, DueKind.NONE)
    return (
        date_sort_key(due.date or _NO_DATE),
        late_kinds.index(due.kind) + 1 if due.kind in late_kinds else 0,
        duty.level,
        float(days[1]) if days else 0.0,
        position,
    )
