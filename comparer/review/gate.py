"""The gate: which findings fail, which a person has accepted, and which acceptances no longer hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

JsonMapping = Mapping[str, Any]

# A class of findings: where it is listed in the report, and which of those it takes.
FINDING_CLASSES: Mapping[str, tuple[str, Callable[[JsonMapping], bool]]] = {
    "breached": ("verdicts", lambda finding: finding["verdict"] == "breached"),
    "strained": ("verdicts", lambda finding: finding["verdict"] in ("breached", "strained")),
    "unmet": ("verdicts", lambda finding: finding["verdict"] == "unmet"),
    "deferred": ("verdicts", lambda finding: finding["verdict"] == "deferred"),
    "unknown": ("verdicts", lambda finding: finding["verdict"] == "unknown"),
    "blocked": ("constraints", lambda finding: finding["verdict"] == "blocked"),
    "needs": ("constraints", lambda finding: finding["verdict"] in ("blocked", "needs")),
    "deadlock": ("deadlocks", lambda finding: not finding["possible"]),
    "contradiction": ("contradictions", lambda finding: not finding["possible"]),
    "plan": ("plan_findings", lambda _: True),
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


def find_failures(report: JsonMapping, classes: Iterable[str]) -> tuple[GateFailure, ...]:
    """Findings of the classes that nothing accepted covers, in the order of the report. KeyError: an unknown class."""
    return tuple(
        _build_failure(finding) for finding in _findings_of_classes(report, classes) if not finding["accepted"]
    )


def count_accepted(report: JsonMapping, classes: Iterable[str]) -> int:
    """How many findings of the classes are accepted."""
    return sum(finding["accepted"] for finding in _findings_of_classes(report, classes))


def stale_acceptances(report: JsonMapping) -> tuple[JsonMapping, ...]:
    """Acceptances that have expired, match nothing, or whose finding has changed."""
    return tuple(acceptance for acceptance in report["accepted"] if acceptance["state"] != "holds")


def _findings_of_classes(report: JsonMapping, classes: Iterable[str]) -> Iterable[JsonMapping]:
    """The findings of the classes, each once."""
    finding_by_fingerprint = {}
    for section, is_in_class in map(FINDING_CLASSES.__getitem__, classes):
        finding_by_fingerprint.update(
            {finding["fingerprint"]: finding for finding in report[section] if is_in_class(finding)}
        )
    return finding_by_fingerprint.values()


def _build_failure(finding: JsonMapping) -> GateFailure:
    red_lines = _finding_red_lines(finding)
    return GateFailure(
        rule=finding["rule"],
        reason=finding["because"],
        plan=finding.get("plan", ""),
        clauses=_finding_clauses(finding),
        fingerprint=finding["fingerprint"],
        subject=" / ".join(red_lines) or finding.get("constraint", ""),
        red_lines=red_lines,
    )


def _finding_clauses(finding: JsonMapping) -> tuple[str, ...]:
    if "clauses" in finding:
        return tuple(finding["clauses"])
    return (finding["a"], finding["b"]) if "plan" in finding else ()


def _finding_red_lines(finding: JsonMapping) -> tuple[str, ...]:
    """The red lines that a finding is about, as `PARTY#LINE`."""
    if "line" in finding:
        return (finding["line"],)
    return (finding["a"], finding["b"]) if "a" in finding and "plan" not in finding else ()
