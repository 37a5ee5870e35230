"""The gate: which findings fail, which a person has accepted, and which acceptances no longer hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from comparer.report.value.types import (
    AcceptanceRecord,
    AssessedRecord,
    ConstraintFindingRecord,
    ReportValue,
    VerdictRecord,
)

# The findings of a class, of all that a report holds.
FINDING_CLASSES: Mapping[str, Callable[[ReportValue], Iterable[AssessedRecord]]] = {
    "breached": lambda report: _verdicts_of(report, "breached"),
    "strained": lambda report: _verdicts_of(report, "breached", "strained"),
    "unmet": lambda report: _verdicts_of(report, "unmet"),
    "deferred": lambda report: _verdicts_of(report, "deferred"),
    "unknown": lambda report: _verdicts_of(report, "unknown"),
    "blocked": lambda report: _constraint_findings_of(report, "blocked"),
    "needs": lambda report: _constraint_findings_of(report, "blocked", "needs"),
    "deadlock": lambda report: [deadlock for deadlock in report["deadlocks"] if not deadlock["possible"]],
    "contradiction": lambda report: [entry for entry in report["contradictions"] if not entry["possible"]],
    "plan": lambda report: report["plan_findings"],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GateFailure:
    """A finding that fails the gate. `subject` names what it is about: red lines, or a rule of law."""

    rule: str
    reason: str
    plan: str
    clauses: tuple[str, ...]
    fingerprint: str
    subject: str = ""
    red_lines: tuple[str, ...] = ()


def find_failures(report: ReportValue, classes: Iterable[str]) -> tuple[GateFailure, ...]:
    """Findings of the classes that nothing accepted covers, in the order of the report. KeyError: an unknown class."""
    return tuple(
        _build_failure(finding) for finding in _findings_of_classes(report, classes) if not finding["accepted"]
    )


def count_accepted(report: ReportValue, classes: Iterable[str]) -> int:
    """How many findings of the classes are accepted."""
    return sum(finding["accepted"] for finding in _findings_of_classes(report, classes))


def stale_acceptances(report: ReportValue) -> tuple[AcceptanceRecord, ...]:
    """Acceptances that have expired, match nothing, or whose finding has changed."""
    return tuple(acceptance for acceptance in report["accepted"] if acceptance["state"] != "holds")


def _findings_of_classes(report: ReportValue, classes: Iterable[str]) -> Iterable[AssessedRecord]:
    """The findings of the classes, each once."""
    findings = (finding for class_name in classes for finding in FINDING_CLASSES[class_name](report))
    return {finding["fingerprint"]: finding for finding in findings}.values()


def _verdicts_of(report: ReportValue, *kinds: str) -> list[VerdictRecord]:
    return [verdict for verdict in report["verdicts"] if verdict["verdict"] in kinds]


def _constraint_findings_of(report: ReportValue, *kinds: str) -> list[ConstraintFindingRecord]:
    return [finding for finding in report["constraints"] if finding["verdict"] in kinds]


def _build_failure(finding: AssessedRecord) -> GateFailure:
    red_lines = _finding_red_lines(finding)
    subject = " / ".join(red_lines)
    if "constraint" in finding:
        subject = finding["constraint"]
    return GateFailure(
        rule=finding["rule"],
        reason=finding["because"],
        plan=_finding_plan(finding),
        clauses=_finding_clauses(finding),
        fingerprint=finding["fingerprint"],
        subject=subject,
        red_lines=red_lines,
    )


def _finding_plan(finding: AssessedRecord) -> str:
    if "plan" in finding:
        return finding["plan"]
    return ""


def _finding_clauses(finding: AssessedRecord) -> tuple[str, ...]:
    if "clauses" in finding:
        return tuple(finding["clauses"])
    return (finding["a"], finding["b"]) if "plan" in finding else ()


def _finding_red_lines(finding: AssessedRecord) -> tuple[str, ...]:
    """The red lines that a finding is about, as `PARTY#LINE`."""
    if "line" in finding:
        return (finding["line"],)
    return (finding["a"], finding["b"]) if "a" in finding and "plan" not in finding else ()
