"""What plans do to red lines and to the law, and what each says of itself: what is no matter of a pair."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar

from comparer.findings import conflicts, ranges
from comparer.findings import law as constraints
from comparer.findings import obligations as ledger
from comparer.findings import redlines as verdicts
from comparer.model.dates import newest_date
from comparer.model.findings import ActorObligations, ConstraintFinding, Contradiction, PlanFinding, Verdict
from comparer.model.plan import Plan
from comparer.model.workspace import Workspace
from comparer.norms.relate import CanonicalClause
from comparer.norms.vocabulary import Vocabulary

T = TypeVar("T")


class Cache(Protocol):
    """Gives what `make` makes, or what an earlier run made under that name from the very same values."""

    def __call__(self, key: tuple[str, ...], made_from: tuple[object, ...], make: Callable[[], T]) -> T: ...


def no_cache(key: tuple[str, ...], made_from: tuple[object, ...], make: Callable[[], T]) -> T:  # noqa: ARG001 - a Keep
    return make()


class PlanAssessment:
    """What the plans do to lines and law, computed once; what only one plan decides is kept by plan."""

    def __init__(
        self,
        workspace: Workspace,
        plans: Sequence[Plan],
        canonical_clauses: Mapping[str, CanonicalClause],
        as_of: str,
        vocabulary_and_cache: tuple[Vocabulary, Cache],
    ) -> None:
        vocabulary, cache = vocabulary_and_cache
        law_date = as_of or newest_record_date(workspace)
        as_of_and_law_date = as_of, law_date
        red_lines, law = workspace.red_lines, workspace.constraints
        plan_assessments = [
            cache(
                ("judged", plan.id),
                (plan, red_lines, law, *as_of_and_law_date, vocabulary),
                partial(_assess_single_plan, plan, workspace, canonical_clauses, as_of_and_law_date, vocabulary),
            )
            for plan in plans
        ]
        self.verdicts = tuple(verdict for assessment in plan_assessments for verdict in assessment.verdicts)
        self.constraints = tuple(finding for assessment in plan_assessments for finding in assessment.constraints)
        self.steps, cycle_findings = constraints.order_all_steps([plan.id for plan in plans], self.constraints, law)
        line_date = as_of or latest_plan_date(plans)
        self.deadlocks = cache(
            ("deadlocks",),
            (red_lines, line_date, vocabulary),
            partial(conflicts.find_deadlocks, red_lines, line_date, vocabulary),
        )
        self.contradictions = tuple(
            contradiction for assessment in plan_assessments for contradiction in assessment.contradictions
        )
        self.ranges = ranges.build_ranges(
            [assessment.plan_clauses for assessment in plan_assessments], red_lines, line_date, vocabulary
        )
        self.ledger = tuple(entry for assessment in plan_assessments for entry in assessment.ledger)
        self.plan_findings: tuple[PlanFinding, ...] = (
            *(finding for assessment in plan_assessments for finding in assessment.plan_findings),
            *cycle_findings,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _SinglePlanAssessment:
    """What one plan does to lines and law, and what it says of itself, whatever the other plans say."""

    plan_clauses: verdicts.PlanClauses
    verdicts: tuple[Verdict, ...]
    constraints: tuple[ConstraintFinding, ...]
    contradictions: tuple[Contradiction, ...]
    ledger: tuple[ActorObligations, ...]
    plan_findings: tuple[PlanFinding, ...]


def _assess_single_plan(
    plan: Plan,
    workspace: Workspace,
    canonical_clauses: Mapping[str, CanonicalClause],
    as_of_and_law_date: tuple[str, str],
    vocabulary: Vocabulary,
) -> _SinglePlanAssessment:
    """`dates` are the one asked for, or an empty string, and the one at which the law is read."""
    plan_clauses = verdicts.group_plan_clauses(plan, canonical_clauses)
    line_verdicts = (
        verdicts.assess_red_line(plan_clauses, red_line, as_of_and_law_date[0], vocabulary)
        for red_line in workspace.red_lines
    )
    law_findings = (
        constraints.assess_constraint(plan_clauses, constraint, as_of_and_law_date[1], vocabulary)
        for constraint in workspace.constraints
    )
    return _SinglePlanAssessment(
        plan_clauses=plan_clauses,
        verdicts=tuple(verdict for verdict in line_verdicts if verdict),
        constraints=tuple(finding for finding in law_findings if finding),
        contradictions=tuple(conflicts.find_contradictions(plan.id, plan_clauses.live, vocabulary)),
        ledger=tuple(ledger.build_ledger(plan_clauses, vocabulary)),
        plan_findings=tuple(ledger.plan_findings(plan_clauses, vocabulary)),
    )


def latest_plan_date(plans: Iterable[Plan]) -> str:
    """The date of the newest of the plans; an empty string where none has one."""
    return newest_date(plan.issued for plan in plans)


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
