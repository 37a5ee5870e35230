"""The shapes of what became of findings, from one plan to another or from one report to the next.

A finding taken out of its report names what it is under `finding`; a link also names the plans of its pair.
"""

from __future__ import annotations

from typing import Generic, Literal, TypeAlias, TypedDict, TypeVar

from comparer.report.value.types import (
    ConstraintFindingFields,
    ConstraintFindingRecord,
    ContradictionFields,
    DeadlockFields,
    GapRecord,
    LinkRecord,
    PlanFindingFields,
    ToolRecord,
    VerdictFields,
    VerdictRecord,
)

T = TypeVar("T")


class NamedLink(LinkRecord):
    finding: Literal["link"]
    pair: list[str]


class NamedGap(GapRecord):
    finding: Literal["gap"]


class NamedVerdict(VerdictFields):
    finding: Literal["verdict"]


class NamedConstraintFinding(ConstraintFindingFields):
    finding: Literal["constraint"]


class NamedDeadlock(DeadlockFields):
    finding: Literal["deadlock"]


class NamedContradiction(ContradictionFields):
    finding: Literal["contradiction"]


class NamedPlanFinding(PlanFindingFields):
    finding: Literal["plan_finding"]


NamedFinding: TypeAlias = (
    NamedLink | NamedGap | NamedVerdict | NamedConstraintFinding | NamedDeadlock | NamedContradiction | NamedPlanFinding
)


class ChangedFinding(TypedDict, Generic[T]):
    before: T
    after: T


class Differences(TypedDict, Generic[T]):
    """Findings that only the later side has, that only the earlier has, and those that say something else."""

    new: list[T]
    gone: list[T]
    changed: list[ChangedFinding[T]]


class PlanDifferences(TypedDict):
    """The verdicts that differ between two plans of one report."""

    verdicts: Differences[VerdictRecord]
    constraints: Differences[ConstraintFindingRecord]


class ReportStamp(TypedDict):
    """What tells a report from another; None where an older report does not hold it."""

    as_of: str | None
    digest: str | None
    tool: ToolRecord | None


class ReportDifferences(Differences[NamedFinding]):
    """Findings of two reports, with the stamps of both."""

    before: ReportStamp
    after: ReportStamp
