"""What a plan runs into: rules of law and decisions in force, the steps they ask for, and the order of those steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter

from comparer.findings.redlines import PlanClauses, clause_confidence
from comparer.model.dates import in_force, precedes
from comparer.model.explanation import ClauseActions, ClauseNames, ConstraintReference, Explanation, Term, explain
from comparer.model.findings import ConstraintFinding, OrderedStep, PlanFinding, StepOrder, compute_fingerprint
from comparer.model.law import Constraint, Force
from comparer.model.norm import Modality
from comparer.model.relation import Confidence, ConstraintVerdict
from comparer.norms.canonical import CanonicalNorm, to_canonical_norm
from comparer.norms.holding import Effect, effect_on, falls_under_exception
from comparer.norms.relate import CanonicalClause
from comparer.norms.tables import POSITIVE_MODALITIES
from comparer.norms.vocabulary import Scope, Vocabulary

BINDING_FORCES = frozenset({Force.LAW, Force.DECISION})


@dataclass(frozen=True, slots=True)
class _ConstraintHits:
    """The clauses of a plan that a constraint touches, by how they stand to it."""

    conflicting: tuple[CanonicalClause, ...]
    excepted: tuple[CanonicalClause, ...]
    in_scope: tuple[CanonicalClause, ...]
    unencoded: tuple[CanonicalClause, ...]


def assess_constraint(
    plan_clauses: PlanClauses, constraint: Constraint, as_of: str, vocabulary: Vocabulary
) -> ConstraintFinding | None:
    """What a plan does to a constraint in force at `as_of`. None where it is not in force or nothing touches it."""
    if not in_force(constraint.start, constraint.end, as_of):
        return None
    hits = _find_constraint_hits(plan_clauses, constraint, vocabulary)
    if not any((hits.conflicting, hits.excepted, hits.in_scope, hits.unencoded)):
        return None
    verdict, rule_id, canonical_clauses = _decide_constraint_verdict(constraint, hits)
    is_binding = constraint.force in BINDING_FORCES
    if not is_binding:
        verdict, rule_id = ConstraintVerdict.UNKNOWN, "constraint-note"
    return ConstraintFinding(
        plan=plan_clauses.plan.id,
        constraint=constraint.id,
        verdict=verdict,
        clauses=tuple(canonical_clause.clause.id for canonical_clause in canonical_clauses),
        steps=tuple(f"{constraint.id}.{step_id}" for step_id in _order_own_steps(constraint))
        if verdict is ConstraintVerdict.NEEDS
        else (),
        rule=rule_id,
        explanation=_explain_finding(rule_id, constraint, canonical_clauses),
        force=constraint.force.value,
        in_force_later=precedes(plan_clauses.plan.issued, constraint.start),
        note_only=not is_binding,
        confidence=_finding_confidence(constraint, canonical_clauses),
        fingerprint=compute_fingerprint("constraint", plan_clauses.plan.id, constraint.id),
    )


def _find_constraint_hits(plan_clauses: PlanClauses, constraint: Constraint, vocabulary: Vocabulary) -> _ConstraintHits:
    conflicting: list[CanonicalClause] = []
    excepted: list[CanonicalClause] = []
    in_scope: list[CanonicalClause] = []
    unencoded: list[CanonicalClause] = []
    scope_objects = vocabulary.object_scope(constraint.scope.objects)
    is_excepted_by_ref = _find_conflicting_clauses(plan_clauses, constraint, vocabulary)
    for canonical_clause in plan_clauses.live:
        if not canonical_clause.labelled_norms:
            if _is_under_constraint_issue(canonical_clause, constraint, vocabulary):
                unencoded.append(canonical_clause)
        elif canonical_clause.clause.ref in is_excepted_by_ref:
            (excepted if is_excepted_by_ref[canonical_clause.clause.ref] else conflicting).append(canonical_clause)
        elif _is_in_scope(
            _select_applicable_norms(canonical_clause, constraint),
            canonical_clause,
            constraint,
            scope_objects,
            vocabulary,
        ):
            in_scope.append(canonical_clause)
    return _ConstraintHits(tuple(conflicting), tuple(excepted), tuple(in_scope), tuple(unencoded))


def _find_conflicting_clauses(
    plan_clauses: PlanClauses, constraint: Constraint, vocabulary: Vocabulary
) -> dict[str, bool]:
    """The clauses that oppose the norm of the rule, and whether all that does so stands under one of its exceptions."""
    if constraint.norm is None:
        return {}
    held_norm = to_canonical_norm(constraint.norm, vocabulary)
    excepted_events = [exemption.event for exemption in constraint.exceptions if exemption.event]
    is_excepted_by_ref: dict[str, bool] = {}
    for canonical_clause in plan_clauses.relevant_clauses(held_norm, vocabulary):
        conflicting_norms = [
            clause_norm
            for clause_norm in canonical_clause.all_norms
            if effect_on(held_norm, clause_norm, vocabulary) is Effect.CONFLICTS
        ]
        if conflicting_norms:
            is_excepted_by_ref[canonical_clause.clause.ref] = all(
                falls_under_exception(held_norm, clause_norm, excepted_events, vocabulary)
                for clause_norm in conflicting_norms
            )
    return is_excepted_by_ref


def _select_applicable_norms(canonical_clause: CanonicalClause, constraint: Constraint) -> list[CanonicalNorm]:
    """What a clause asks for now. Of a mere procedure only what is to be done: it is no matter of leaving a thing."""
    clause_norms = [
        clause_norm for clause_norm in canonical_clause.all_norms if clause_norm.modality is not Modality.DEFERS
    ]
    return (
        clause_norms
        if constraint.norm
        else [clause_norm for clause_norm in clause_norms if clause_norm.norm.modality in POSITIVE_MODALITIES]
    )


def _is_in_scope(
    clause_norms: Sequence[CanonicalNorm],
    canonical_clause: CanonicalClause,
    constraint: Constraint,
    scope_objects: Scope,
    vocabulary: Vocabulary,
) -> bool:
    """Acts and objects are asked for together; an instrument or an issue touches alone."""
    constraint_scope = constraint.scope
    if clause_norms and _is_under_constraint_issue(canonical_clause, constraint, vocabulary):
        return True
    if any(set(clause_norm.norm.terms.instruments) & set(constraint_scope.instruments) for clause_norm in clause_norms):
        return True
    return bool(constraint_scope.acts or constraint_scope.objects) and any(
        (not constraint_scope.acts or clause_norm.norm.act in constraint_scope.acts)
        and (
            not constraint_scope.objects
            or clause_norm.objects.overlaps(scope_objects)
            or set(clause_norm.norm.objects) & set(constraint_scope.objects)
        )
        for clause_norm in clause_norms
    )


def _is_under_constraint_issue(
    canonical_clause: CanonicalClause, constraint: Constraint, vocabulary: Vocabulary
) -> bool:
    return any(vocabulary.is_in_branch(canonical_clause.clause.issue, issue) for issue in constraint.scope.issues)


def _decide_constraint_verdict(
    constraint: Constraint, hits: _ConstraintHits
) -> tuple[ConstraintVerdict, str, tuple[CanonicalClause, ...]]:
    has_way_out = bool(constraint.steps or constraint.exceptions)
    if hits.conflicting:
        if has_way_out:
            return ConstraintVerdict.NEEDS, "constraint-needs", hits.conflicting
        return ConstraintVerdict.BLOCKED, "constraint-blocked", hits.conflicting
    if hits.excepted:
        return ConstraintVerdict.COMPATIBLE, "constraint-excused", hits.excepted
    if hits.in_scope and constraint.norm is None:
        if constraint.steps:
            return ConstraintVerdict.NEEDS, "constraint-procedure", hits.in_scope
        return ConstraintVerdict.UNKNOWN, "constraint-not-judged", hits.in_scope
    if hits.in_scope:
        return ConstraintVerdict.COMPATIBLE, "constraint-compatible", hits.in_scope
    return ConstraintVerdict.UNKNOWN, "constraint-text-only", hits.unencoded


def _explain_finding(rule_id: str, constraint: Constraint, canonical_clauses: Sequence[CanonicalClause]) -> Explanation:
    clauses = [canonical_clause.clause for canonical_clause in canonical_clauses]
    return explain(
        rule_id,
        clauses=ClauseNames(tuple(clause.id for clause in clauses)),
        does=ClauseActions(tuple(clause.ref for clause in clauses)),
        holds=ConstraintReference(constraint.id),
        force=Term("force", constraint.force.value),
    )


def _finding_confidence(constraint: Constraint, canonical_clauses: Iterable[CanonicalClause]) -> Confidence:
    return Confidence.lowest(
        [
            Confidence(constraint.certainty),
            *(clause_confidence(canonical_clause.clause) for canonical_clause in canonical_clauses),
        ]
    )


def _order_own_steps(constraint: Constraint) -> tuple[str, ...]:
    """The steps of one constraint, each after those it waits for; as written where they wait in a circle."""
    own_step_ids = {step.id for step in constraint.steps}
    predecessors = {
        step.id: sorted({step_id for step_id in step.after if step_id in own_step_ids}) for step in constraint.steps
    }
    try:
        return tuple(TopologicalSorter(predecessors).static_order())
    except CycleError:
        return tuple(step.id for step in constraint.steps)


def order_all_steps(
    plan_ids: Iterable[str], findings: Sequence[ConstraintFinding], constraints: Iterable[Constraint]
) -> tuple[tuple[StepOrder, ...], tuple[PlanFinding, ...]]:
    """The order of steps of each plan that needs any, and the circles."""
    constraint_by_id = {constraint.id: constraint for constraint in constraints}
    step_orders = [order_steps(plan_id, findings, constraint_by_id) for plan_id in plan_ids]
    return (
        tuple(step_order for step_order, _ in step_orders if step_order),
        tuple(cycle_finding for _, cycle_finding in step_orders if cycle_finding),
    )


def order_steps(
    plan_id: str, findings: Iterable[ConstraintFinding], constraints: Mapping[str, Constraint]
) -> tuple[StepOrder | None, PlanFinding | None]:
    """All steps that a plan needs, in one order, and a circle where they wait for one another."""
    needed_findings = [
        finding for finding in findings if finding.plan == plan_id and finding.verdict is ConstraintVerdict.NEEDS
    ]
    steps = _step_network([finding.constraint for finding in needed_findings], constraints)
    if not steps:
        return None, None
    return StepOrder(plan=plan_id, steps=_sort_steps(steps)), _find_step_cycle(plan_id, steps, needed_findings)


def _sort_steps(steps: Mapping[str, OrderedStep]) -> tuple[OrderedStep, ...]:
    """Each step once those it waits for are placed, by name where several may come next; then what is never free."""
    placed_names: dict[str, None] = {}
    while ready_names := sorted(
        name for name, step in steps.items() if name not in placed_names and placed_names.keys() >= set(step.after)
    ):
        placed_names.update(dict.fromkeys(ready_names))
    circular_steps = (replace(steps[name], in_circle=True) for name in sorted(steps.keys() - placed_names.keys()))
    return (*(steps[name] for name in placed_names), *circular_steps)


def _find_step_cycle(
    plan_id: str, steps: Mapping[str, OrderedStep], needed_findings: Iterable[ConstraintFinding]
) -> PlanFinding | None:
    try:
        TopologicalSorter({name: step.after for name, step in steps.items()}).prepare()
    except CycleError as cycle_error:
        cycle_steps = tuple(str(step_name) for step_name in cycle_error.args[1])
        return _build_cycle_finding(plan_id, cycle_steps, needed_findings)
    return None


def _step_network(constraint_ids: Iterable[str], constraints: Mapping[str, Constraint]) -> dict[str, OrderedStep]:
    """The steps of the rules and all that they wait for, of any rule. What two rules ask of the same actors is one."""
    waits_for: dict[str, list[str]] = {}
    first_name_by_act: dict[tuple[str, tuple[str, ...]], str] = {}
    representative_of: dict[str, str] = {}
    pending_names = [
        f"{constraint_id}.{step.id}" for constraint_id in constraint_ids for step in constraints[constraint_id].steps
    ]
    while pending_names:
        step_name = pending_names.pop(0)
        owner_id, _, step_id = step_name.partition(".")
        owner_steps = constraints[owner_id].steps if owner_id in constraints else ()
        step = next((candidate_step for candidate_step in owner_steps if candidate_step.id == step_id), None)
        if step_name in representative_of or step is None:
            continue
        representative_of[step_name] = first_name_by_act.setdefault((step.act, step.by), step_name)
        predecessors = [name if "." in name else f"{owner_id}.{name}" for name in step.after]
        waits_for.setdefault(representative_of[step_name], []).extend(predecessors)
        pending_names += predecessors
    return {
        step_name: OrderedStep(
            name=step_name,
            after=_represent_predecessors(step_name, predecessors, representative_of),
            same_as=tuple(sorted(name for name, first in representative_of.items() if first == step_name != name)),
        )
        for step_name, predecessors in waits_for.items()
    }


def _represent_predecessors(
    step_name: str, predecessors: Iterable[str], representative_of: Mapping[str, str]
) -> tuple[str, ...]:
    representatives = {representative_of.get(predecessor, step_name) for predecessor in predecessors}
    return tuple(sorted(representatives - {step_name}))


def _build_cycle_finding(
    plan_id: str, cycle_steps: tuple[str, ...], needed_findings: Iterable[ConstraintFinding]
) -> PlanFinding:
    ring = _rotate_to_smallest(cycle_steps[:-1])
    constraint_ids = {step_name.partition(".")[0] for step_name in ring}
    clause_ids = {
        clause_id: None
        for finding in needed_findings
        if finding.constraint in constraint_ids
        for clause_id in finding.clauses
    }
    return PlanFinding(
        plan=plan_id,
        rule="constraint-cycle",
        clauses=tuple(clause_ids),
        explanation=explain("constraint-cycle", steps=" → ".join((*ring, ring[0]))),
        steps=ring,
        fingerprint=compute_fingerprint("constraint-cycle", plan_id, *ring),
    )


def _rotate_to_smallest(ring: Sequence[str]) -> tuple[str, ...]:
    """A circle told from its smallest name, in the order in which steps wait for one another."""
    start = ring.index(min(ring))
    return (*ring[start:], *ring[:start])
