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
from comparer.model.findings import ConstraintFinding, Contradiction, LedgerEntry, PlanFinding, Steps, Verdict
from comparer.model.records import Plan, Workspace
from comparer.norms.relate import Prepared
from comparer.norms.vocabulary import Vocabulary

T = TypeVar("T")


class Keep(Protocol):
    """Gives what `make` makes, or what an earlier run made under that name from the very same values."""

    def __call__(self, name: tuple[str, ...], made_from: tuple[object, ...], make: Callable[[], T]) -> T: ...


def afresh(name: tuple[str, ...], made_from: tuple[object, ...], make: Callable[[], T]) -> T:  # noqa: ARG001 - a Keep
    return make()


class Judged:
    """What the plans do to lines and law, computed once; what only one plan decides is kept by plan."""

    def __init__(
        self,
        workspace: Workspace,
        plans: Sequence[Plan],
        prepared: Mapping[str, Prepared],
        as_of: str,
        known: tuple[Vocabulary, Keep],
    ) -> None:
        vocabulary, keep = known
        law_date = as_of or newest_date(workspace)
        dates = as_of, law_date
        lines, law = workspace.lines, workspace.constraints
        each = [
            keep(
                ("judged", plan.id),
                (plan, lines, law, *dates, vocabulary),
                partial(_alone, plan, workspace, prepared, dates, vocabulary),
            )
            for plan in plans
        ]
        self.verdicts = tuple(verdict for every in each for verdict in every.verdicts)
        self.constraints = tuple(finding for every in each for finding in every.constraints)
        by_id = {constraint.id: constraint for constraint in law}
        ordered = [constraints.order_steps(plan.id, self.constraints, by_id) for plan in plans]
        self.steps: tuple[Steps, ...] = tuple(steps for steps, _ in ordered if steps)
        circles = [circle for _, circle in ordered if circle]
        date = as_of or latest_plan_date(plans)
        self.deadlocks = keep(
            ("deadlocks",), (lines, date, vocabulary), partial(conflicts.deadlocks, lines, date, vocabulary)
        )
        self.contradictions = tuple(contradiction for every in each for contradiction in every.contradictions)
        self.ranges = ranges.ranges([every.subject for every in each], lines, date, vocabulary)
        self.ledger = tuple(entry for every in each for entry in every.ledger)
        self.plan_findings: tuple[PlanFinding, ...] = (
            *(finding for every in each for finding in every.findings),
            *circles,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Alone:
    """What one plan does to lines and law, and what it says of itself, whatever the other plans say."""

    subject: verdicts.Subject
    verdicts: tuple[Verdict, ...]
    constraints: tuple[ConstraintFinding, ...]
    contradictions: tuple[Contradiction, ...]
    ledger: tuple[LedgerEntry, ...]
    findings: tuple[PlanFinding, ...]


def _alone(
    plan: Plan,
    workspace: Workspace,
    prepared: Mapping[str, Prepared],
    dates: tuple[str, str],
    vocabulary: Vocabulary,
) -> _Alone:
    """`dates` are the one asked for, or an empty string, and the one at which the law is read."""
    one = verdicts.subject(plan, prepared)
    judged = (verdicts.judge(one, line, dates[0], vocabulary) for line in workspace.lines)
    met = (constraints.judge(one, rule, dates[1], vocabulary) for rule in workspace.constraints)
    return _Alone(
        subject=one,
        verdicts=tuple(verdict for verdict in judged if verdict),
        constraints=tuple(finding for finding in met if finding),
        contradictions=tuple(conflicts.contradictions(plan.id, one.live, vocabulary)),
        ledger=tuple(ledger.ledger(one, vocabulary)),
        findings=tuple(ledger.plan_findings(one, vocabulary)),
    )


def latest_plan_date(plans: Iterable[Plan]) -> str:
    """The date of the newest of the plans; an empty string where none has one."""
    return max((plan.issued for plan in plans), default="")


def newest_date(workspace: Workspace) -> str:
    """The newest date anywhere in the record: of plans, versions of lines, rules of law, sources, reactions."""
    dates = [
        *(plan.issued for plan in workspace.plans),
        *(reaction.date for plan in workspace.plans for reaction in plan.reactions),
        *(version.start for line in workspace.lines for version in line.versions),
        *(rule.start for rule in workspace.constraints),
        *(source.date for source in workspace.sources),
    ]
    return max(dates, default="")
