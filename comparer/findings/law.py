"""What a plan runs into: rules of law and decisions in force, the steps they ask for, and the order of those steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from comparer.findings.explanations import does, listed, norm_words, say
from comparer.findings.redlines import Subject, clause_confidence
from comparer.model.findings import Confidence, ConstraintFinding, ConstraintVerdict, PlanFinding, Steps, fingerprint
from comparer.model.records import Constraint, Force, Modality
from comparer.norms.canonical import Action, canonical
from comparer.norms.holding import Bearing, bears, excused
from comparer.norms.relate import Prepared
from comparer.norms.tables import POSITIVE, least_sure
from comparer.norms.vocabulary import Scope, Vocabulary

BINDING = frozenset({Force.LAW, Force.DECISION})


@dataclass(frozen=True, slots=True)
class _Met:
    """The clauses of a plan that a constraint touches, by how they stand to it."""

    opposed: tuple[Prepared, ...]
    excused: tuple[Prepared, ...]
    touched: tuple[Prepared, ...]
    raw: tuple[Prepared, ...]


def judge(subject: Subject, constraint: Constraint, as_of: str, vocabulary: Vocabulary) -> ConstraintFinding | None:
    """What a plan does to a constraint in force at `as_of`. None where it is not in force or nothing touches it."""
    if not _in_force(constraint, as_of):
        return None
    met = _meet(subject, constraint, vocabulary)
    if not any((met.opposed, met.excused, met.touched, met.raw)):
        return None
    verdict, rule, clauses = _decide(constraint, met)
    binding = constraint.force in BINDING
    if not binding:
        verdict, rule = ConstraintVerdict.UNKNOWN, "constraint-note"
    return ConstraintFinding(
        plan=subject.plan.id,
        constraint=constraint.id,
        verdict=verdict,
        clauses=tuple(canonical_clause.clause.id for canonical_clause in clauses),
        steps=tuple(f"{constraint.id}.{step_id}" for step_id in _in_order(constraint))
        if verdict is ConstraintVerdict.NEEDS
        else (),
        rule=rule,
        because=_because(rule, constraint, clauses, vocabulary),
        force=constraint.force.value,
        in_force_later=bool(subject.plan.issued) and constraint.start > subject.plan.issued,
        note_only=not binding,
        confidence=_confidence(constraint, clauses),
        fingerprint=fingerprint("constraint", subject.plan.id, constraint.id),
    )


def _in_force(constraint: Constraint, as_of: str) -> bool:
    begun = constraint.start[: len(as_of)] <= as_of
    return begun and not (constraint.end and constraint.end[: len(as_of)] < as_of)


def _meet(subject: Subject, constraint: Constraint, vocabulary: Vocabulary) -> _Met:
    opposed: list[Prepared] = []
    lifted: list[Prepared] = []
    touched: list[Prepared] = []
    raw: list[Prepared] = []
    things = vocabulary.things(constraint.touches.objects)
    against = _against(subject, constraint, vocabulary)
    for one in subject.live:
        if not one.readings:
            if _on_issue(one, constraint, vocabulary):
                raw.append(one)
        elif one.clause.ref in against:
            (lifted if against[one.clause.ref] else opposed).append(one)
        elif _touched(_asked(one, constraint), one, constraint, things, vocabulary):
            touched.append(one)
    return _Met(tuple(opposed), tuple(lifted), tuple(touched), tuple(raw))


def _against(subject: Subject, constraint: Constraint, vocabulary: Vocabulary) -> dict[str, bool]:
    """The clauses that oppose the norm of the rule, and whether all that does so stands under one of its exceptions."""
    if constraint.norm is None:
        return {}
    held = canonical(constraint.norm, vocabulary)
    events = [exemption.event for exemption in constraint.exceptions if exemption.event]
    found: dict[str, bool] = {}
    for one in subject.near(held, vocabulary):
        actions = [action for action in one.said if bears(held, action, vocabulary) is Bearing.OPPOSES]
        if actions:
            found[one.clause.ref] = all(excused(held, action, events, vocabulary) for action in actions)
    return found


def _asked(one: Prepared, constraint: Constraint) -> list[Action]:
    """What a clause asks for now. Of a mere procedure only what is to be done: it is no matter of leaving a thing."""
    actions = [action for action in one.said if action.modality is not Modality.DEFERS]
    return actions if constraint.norm else [action for action in actions if action.norm.modality in POSITIVE]


def _touched(
    actions: Sequence[Action], one: Prepared, constraint: Constraint, things: Scope, vocabulary: Vocabulary
) -> bool:
    """Acts and objects are asked for together; an instrument or an issue touches alone."""
    touches = constraint.touches
    if actions and _on_issue(one, constraint, vocabulary):
        return True
    if any(set(action.norm.terms.instruments) & set(touches.instruments) for action in actions):
        return True
    return bool(touches.acts or touches.objects) and any(
        (not touches.acts or action.norm.act in touches.acts)
        and (not touches.objects or action.objects.overlaps(things) or set(action.norm.objects) & set(touches.objects))
        for action in actions
    )


def _on_issue(one: Prepared, constraint: Constraint, vocabulary: Vocabulary) -> bool:
    return any(vocabulary.under(one.clause.issue, issue) for issue in constraint.touches.issues)


def _decide(constraint: Constraint, met: _Met) -> tuple[ConstraintVerdict, str, tuple[Prepared, ...]]:
    way_out = bool(constraint.steps or constraint.exceptions)
    if met.opposed:
        if way_out:
            return ConstraintVerdict.NEEDS, "constraint-needs", met.opposed
        return ConstraintVerdict.BLOCKED, "constraint-blocked", met.opposed
    if met.excused:
        return ConstraintVerdict.COMPATIBLE, "constraint-excused", met.excused
    if met.touched and constraint.norm is None:
        if constraint.steps:
            return ConstraintVerdict.NEEDS, "constraint-procedure", met.touched
        return ConstraintVerdict.UNKNOWN, "constraint-not-judged", met.touched
    if met.touched:
        return ConstraintVerdict.COMPATIBLE, "constraint-compatible", met.touched
    return ConstraintVerdict.UNKNOWN, "constraint-text-only", met.raw


def _because(rule: str, constraint: Constraint, clauses: Sequence[Prepared], vocabulary: Vocabulary) -> str:
    listed_ = [one.clause for one in clauses]
    holds = norm_words(constraint.norm, vocabulary) if constraint.norm else constraint.title
    return say(rule, clauses=listed(listed_), does=does(listed_, vocabulary), holds=holds, force=constraint.force.value)


def _confidence(constraint: Constraint, clauses: Iterable[Prepared]) -> Confidence:
    return least_sure([Confidence(constraint.certainty), *(clause_confidence(one.clause) for one in clauses)])


def _in_order(constraint: Constraint) -> tuple[str, ...]:
    """The steps of one constraint, each after those it waits for; as written where they wait in a circle."""
    own = {step.id for step in constraint.steps}
    graph = {step.id: sorted({name for name in step.after if name in own}) for step in constraint.steps}
    try:
        return tuple(TopologicalSorter(graph).static_order())
    except CycleError:
        return tuple(step.id for step in constraint.steps)


def order_steps(
    plan: str, found: Iterable[ConstraintFinding], constraints: Mapping[str, Constraint]
) -> tuple[Steps | None, PlanFinding | None]:
    """All steps that a plan needs, in one order, and the circle where there is none. Steps are `CONSTRAINT.STEP`."""
    needed = [one for one in found if one.plan == plan and one.verdict is ConstraintVerdict.NEEDS]
    graph = _graph([one.constraint for one in needed], constraints)
    if not graph:
        return None, None
    sorter = TopologicalSorter(graph)
    try:
        sorter.prepare()
    except CycleError as circle:
        steps = tuple(str(name) for name in circle.args[1])
        return None, _cycle(plan, steps, needed)
    return Steps(plan=plan, order=_drained(sorter)), None


def _graph(names: Iterable[str], constraints: Mapping[str, Constraint]) -> dict[str, list[str]]:
    """What each step waits for. Steps of other rules that are waited for are taken in; one asked for twice is one."""
    graph: dict[str, list[str]] = {}
    same: dict[tuple[str, tuple[str, ...]], str] = {}
    alias: dict[str, str] = {}
    todo = [f"{constraint_id}.{step.id}" for constraint_id in names for step in constraints[constraint_id].steps]
    while todo:
        name = todo.pop(0)
        rule, _, own = name.partition(".")
        step = next((one for one in constraints[rule].steps if one.id == own), None) if rule in constraints else None
        if name in alias or step is None:
            continue
        alias[name] = same.setdefault((step.act, step.by), name)
        after = [other if "." in other else f"{rule}.{other}" for other in step.after]
        graph.setdefault(alias[name], []).extend(after)
        todo += after
    return {
        step_name: sorted({alias[other] for other in after if alias.get(other, step_name) != step_name})
        for step_name, after in graph.items()
    }


def _drained(sorter: TopologicalSorter[str]) -> tuple[str, ...]:
    order: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        order += ready
        sorter.done(*ready)
    return tuple(order)


def _cycle(plan: str, steps: tuple[str, ...], needed: Iterable[ConstraintFinding]) -> PlanFinding:
    ring = _turned(steps[:-1])
    names = {name.partition(".")[0] for name in ring}
    clauses = {clause: None for one in needed if one.constraint in names for clause in one.clauses}
    return PlanFinding(
        plan=plan,
        rule="constraint-cycle",
        clauses=tuple(clauses),
        because=say("constraint-cycle", steps=" → ".join((*ring, ring[0]))),
        fingerprint=fingerprint("constraint-cycle", plan, *ring),
    )


def _turned(ring: Sequence[str]) -> tuple[str, ...]:
    """A circle told from its smallest name, in the order in which steps wait for one another."""
    start = ring.index(min(ring))
    return (*ring[start:], *ring[:start])
