"""What the law asks first: the rules that a plan runs into, and the steps in the engine's one order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from comparer.model.relation import ConstraintVerdict
from comparer.report.value.types import ConstraintFindingRecord, ReportValue


@dataclass(frozen=True, slots=True, kw_only=True)
class LawFinding:
    """A rule in force that a plan runs into, with the clauses that do."""

    constraint: str
    verdict: ConstraintVerdict
    force: str
    clauses: tuple[str, ...]
    in_force_later: bool
    confidence: str
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LawStep:
    """A step in its place. `step` is a key of `law_steps`, and so are `after` and `same_as`.

    `number` counts from 1 in the order of the plan; 0 for a step in a circle, which has no place. `rules` are all rules
    that ask for this step. `clauses` are those of the plan for whose sake it is taken.
    """

    step: str
    number: int
    act: str
    by: tuple[str, ...]
    majority: str
    after: tuple[str, ...]
    same_as: tuple[str, ...]
    rules: tuple[str, ...]
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LawFirst:
    """What the law asks of a plan. `notes` are findings on what is no rule of law, or has no force yet."""

    plan: str
    blocked: tuple[LawFinding, ...]
    needed: tuple[LawFinding, ...]
    unknown: tuple[LawFinding, ...]
    notes: tuple[LawFinding, ...]
    steps: tuple[LawStep, ...]


def build_law_first(report: ReportValue, plans: Sequence[str] | None = None) -> tuple[LawFirst, ...]:
    """One value for each of the plans, all of the report where none are named, in their order."""
    return tuple(
        _build_plan_law(report, plan) for plan in plans or [plan_record["id"] for plan_record in report["plans"]]
    )


def _build_plan_law(report: ReportValue, plan: str) -> LawFirst:
    findings = [finding for finding in report["constraints"] if finding["plan"] == plan]
    ruling = [finding for finding in findings if not finding["note_only"]]
    return LawFirst(
        plan=plan,
        blocked=_findings_of_verdict(ruling, ConstraintVerdict.BLOCKED),
        needed=_findings_of_verdict(ruling, ConstraintVerdict.NEEDS),
        unknown=_findings_of_verdict(ruling, ConstraintVerdict.UNKNOWN),
        notes=tuple(map(_build_law_finding, (finding for finding in findings if finding["note_only"]))),
        steps=_build_steps(report, plan, ruling),
    )


def _findings_of_verdict(
    findings: Iterable[ConstraintFindingRecord], verdict: ConstraintVerdict
) -> tuple[LawFinding, ...]:
    return tuple(_build_law_finding(finding) for finding in findings if finding["verdict"] == verdict)


def _build_law_finding(finding: ConstraintFindingRecord) -> LawFinding:
    return LawFinding(
        constraint=finding["constraint"],
        verdict=ConstraintVerdict(finding["verdict"]),
        force=finding["force"],
        clauses=tuple(finding["clauses"]),
        in_force_later=finding["in_force_later"],
        confidence=finding["confidence"],
        fingerprint=finding["fingerprint"],
    )


def _build_steps(report: ReportValue, plan: str, findings: Iterable[ConstraintFindingRecord]) -> tuple[LawStep, ...]:
    clauses_by_rule = {finding["constraint"]: finding["clauses"] for finding in findings}
    ordered_steps = next((order["steps"] for order in report["steps"] if order["plan"] == plan), [])
    steps = []
    for place, ordered_step in enumerate(ordered_steps, 1):
        law_step = report["law_steps"][ordered_step["step"]]
        rules = tuple(
            dict.fromkeys(
                report["law_steps"][name]["constraint"] for name in (ordered_step["step"], *ordered_step["same_as"])
            )
        )
        steps.append(
            LawStep(
                step=ordered_step["step"],
                number=0 if ordered_step["in_circle"] else place,
                act=law_step["act"],
                by=tuple(law_step["by"]),
                majority=law_step["majority"],
                after=tuple(ordered_step["after"]),
                same_as=tuple(ordered_step["same_as"]),
                rules=rules,
                clauses=tuple(dict.fromkeys(clause for rule in rules for clause in clauses_by_rule.get(rule, []))),
            )
        )
    return tuple(steps)
