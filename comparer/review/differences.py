"""What became of findings: from one plan to another in one report, or from one report to the next. On plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from comparer.report.value.difference_types import (
    Differences,
    NamedFinding,
    PlanDifferences,
    ReportDifferences,
    ReportStamp,
)
from comparer.report.value.types import ConstraintFindingRecord, ReportValue, VerdictRecord

# What a finding says, apart from its wording: a change of one of these is a change of the finding.
COMPARED_FIELDS = (
    "relation",
    "kind",
    "verdict",
    "strength",
    "confidence",
    "possible",
    "clauses",
    "steps",
    "by",
    "actors",
    "changes",
)


Assessment = TypeVar("Assessment", VerdictRecord, ConstraintFindingRecord)


def diff_plan_verdicts(report: ReportValue, left: str, right: str) -> PlanDifferences:
    """Verdicts that only one of the plans has, and those that differ: `new`, `gone`, `changed`."""
    return {
        "verdicts": _diff_findings(report["verdicts"], lambda verdict: verdict["line"], left, right),
        "constraints": _diff_findings(report["constraints"], lambda finding: finding["constraint"], left, right),
    }


def _diff_findings(
    findings: list[Assessment], subject: Callable[[Assessment], str], left: str, right: str
) -> Differences[Assessment]:
    before = {subject(finding): finding for finding in findings if finding["plan"] == left}
    after = {subject(finding): finding for finding in findings if finding["plan"] == right}
    return {
        "new": [finding for key, finding in after.items() if key not in before],
        "gone": [finding for key, finding in before.items() if key not in after],
        "changed": [
            {"before": finding, "after": after[key]}
            for key, finding in before.items()
            if key in after and finding["verdict"] != after[key]["verdict"]
        ],
    }


def diff_report_findings(before: ReportValue, after: ReportValue) -> ReportDifferences:
    """Findings of two reports, matched by fingerprint: those new, those gone, those that say something else."""
    old = {finding["fingerprint"]: finding for finding in iterate_named_findings(before)}
    new = {finding["fingerprint"]: finding for finding in iterate_named_findings(after)}
    return {
        "before": _report_stamp(before),
        "after": _report_stamp(after),
        "new": [new[key] for key in new if key not in old],
        "gone": [old[key] for key in old if key not in new],
        "changed": [
            {"before": old[key], "after": new[key]}
            for key in old
            if key in new and _compared_values(old[key]) != _compared_values(new[key])
        ],
    }


def iterate_named_findings(report: ReportValue) -> Iterator[NamedFinding]:
    """Every finding with a fingerprint, each with the name of its kind."""
    for pair in report["pairs"]:
        for link in pair["links"]:
            yield {"finding": "link", "pair": [pair["left"], pair["right"]], **link}
        for gap in pair["gaps"]:
            yield {"finding": "gap", **gap}
    for verdict in report.get("verdicts", ()):
        yield {"finding": "verdict", **verdict}
    for constraint_finding in report.get("constraints", ()):
        yield {"finding": "constraint", **constraint_finding}
    for deadlock in report.get("deadlocks", ()):
        yield {"finding": "deadlock", **deadlock}
    for contradiction in report.get("contradictions", ()):
        yield {"finding": "contradiction", **contradiction}
    for plan_finding in report.get("plan_findings", ()):
        yield {"finding": "plan_finding", **plan_finding}


def _compared_values(finding: Mapping[str, object]) -> list[object]:
    return [finding.get(name) for name in COMPARED_FIELDS]


def _report_stamp(report: ReportValue) -> ReportStamp:
    return {"as_of": report.get("as_of"), "digest": report.get("digest"), "tool": report.get("tool")}
