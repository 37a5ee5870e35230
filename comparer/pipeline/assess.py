"""What plans do to red lines and to the law, and what each says of itself: what is no matter of a pair."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar

from comparer.findings import conflicts, obligations, ranges, redlines
from comparer.findings import law as constraints
from comparer.model.dates import newest_date
from comparer.model.findings import (
    ActorObligations,
    ConstraintFinding,
    Contradiction,
    Deadlock,
    PlanFinding,
    Range,
    StepOrder,
    Verdict,
)
from comparer.model.plan import Plan
from comparer.model.workspace import Workspace
from comparer.norms.relate import CanonicalClause
from comparer.norms.vocabulary import Vocabulary

T = TypeVar("T")


class Cache(Protocol):
    """Gives what `make` makes, or what an earlier run made under that name from the very same values."""

    def __call__(self, key: tuple[str, ...], made_from: tuple[object, ...], make: Callable[[], T]) -> T: ...


def no_cache(key: tuple[str, ...], made_from: tuple[object, ...], make: Callable[[], T]) -> T:  # noqa: ARG001 - a Cache
    return make()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAssessments:
    """What the plans do to lines and law, and what each says of itself.

    `later` are verdicts on lines that were first stated after the plan: apart from `verdicts`, and out of every total.
    """

    verdicts: tuple[Verdict, ...]
    later: tuple[Verdict, ...]
    constraints: tuple[ConstraintFinding, ...]
    steps: tuple[StepOrder, ...]
    deadlocks: tuple[Deadlock, ...]
    contradictions: tuple[Contradiction, ...]
    ranges: tuple[Range, ...]
    obligations: tuple[ActorObligations, ...]
    plan_findings: tuple[PlanFinding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentContext:
    """What an assessment reads besides the plans. `as_of` is empty where each plan is judged at its own date.

    Law, deadlocks and ranges are read at `reading_date`: the date asked for, else the newest of the record.
    """

    workspace: Workspace
    canonical_clauses: Mapping[str, CanonicalClause]
    vocabulary: Vocabulary
    reading_date: str
    as_of: str = ""
    cache: Cache = no_cache


def assess_plans(plans: Sequence[Plan], context: AssessmentContext) -> PlanAssessments:
    """What the plans do to lines and law. What only one plan decides is cached by plan."""
    workspace, vocabulary, date = context.workspace, context.vocabulary, context.reading_date
    red_lines, law = workspace.red_lines, workspace.constraints
    singles = [
        context.cache(
            ("judged", plan.id),
            (plan, red_lines, law, context.as_of, date, vocabulary),
            partial(_assess_single_plan, plan, context),
        )
        for plan in plans
    ]
    law_findings = tuple(finding for single in singles for finding in single.constraints)
    step_orders, cycle_findings = constraints.order_all_steps([plan.id for plan in plans], law_findings, law)
    verdicts = [verdict for single in singles for verdict in single.verdicts]
    return PlanAssessments(
        verdicts=tuple(verdict for verdict in verdicts if not verdict.stated_later),
        later=tuple(verdict for verdict in verdicts if verdict.stated_later),
        constraints=law_findings,
        steps=step_orders,
        deadlocks=context.cache(
            ("deadlocks",),
            (red_lines, date, vocabulary),
            partial(conflicts.find_deadlocks, red_lines, date, vocabulary),
        ),
        contradictions=tuple(contradiction for single in singles for contradiction in single.contradictions),
        ranges=ranges.build_ranges([single.plan_clauses for single in singles], red_lines, date, vocabulary),
        obligations=tuple(entry for single in singles for entry in single.obligations),
        plan_findings=(*(finding for single in singles for finding in single.plan_findings), *cycle_findings),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _SinglePlanAssessment:
    """What one plan does to lines and law, and what it says of itself, whatever the other plans say."""

    plan_clauses: redlines.PlanClauses
    verdicts: tuple[Verdict, ...]
    constraints: tuple[ConstraintFinding, ...]
    contradictions: tuple[Contradiction, ...]
    obligations: tuple[ActorObligations, ...]
    plan_findings: tuple[PlanFinding, ...]


def _assess_single_plan(plan: Plan, context: AssessmentContext) -> _SinglePlanAssessment:
    workspace, vocabulary = context.workspace, context.vocabulary
    plan_clauses = redlines.group_plan_clauses(plan, context.canonical_clauses)
    line_verdicts = (
        redlines.assess_red_line(plan_clauses, red_line, context.as_of, vocabulary) for red_line in workspace.red_lines
    )
    law_findings = (
        constraints.assess_constraint(plan_clauses, constraint, context.reading_date, vocabulary)
        for constraint in workspace.constraints
    )
    return _SinglePlanAssessment(
        plan_clauses=plan_clauses,
        verdicts=tuple(verdict for verdict in line_verdicts if verdict),
        constraints=tuple(finding for finding in law_findings if finding),
        contradictions=tuple(conflicts.find_contradictions(plan.id, plan_clauses.live, vocabulary)),
        obligations=tuple(obligations.build_ledger(plan_clauses, vocabulary)),
        plan_findings=tuple(obligations.plan_findings(plan_clauses, vocabulary)),
    )


def newest_record_date(workspace: Workspace) -> str:
    """The newest date anywhere in the record: of plans, versions of lines, rules of law, sources, reactions."""
    dates = [
        *(plan.issued for plan in workspace.plans),
        *(reaction.date for plan in workspace.plans for reaction in plan.reactions),
        *(version.start for red_line in workspace.red_lines for version in red_line.versions),
        *(constraint.start for constraint in workspace.constraints),
        *(source.date for source in workspace.sources),
    ]
    return newest_date(dates)
