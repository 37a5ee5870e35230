"""The gate: which findings fail, which a person has accepted, and which acceptances no longer hold."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from comparer.report.sections.change_report import GateChange, GateWarning
from comparer.report.value.acceptances import (
    VALUES_KEY,
    SpokenValues,
    acceptance_text,
    find_spoken_values,
    iterate_findings,
)
from comparer.report.value.types import (
    ASSESSED_LISTS,
    AcceptanceRecord,
    AssessedRecord,
    ConstraintFindingRecord,
    FindingRecord,
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
    subject: str
    red_lines: tuple[str, ...]


def find_failures(report: ReportValue, classes: Iterable[str]) -> tuple[GateFailure, ...]:
    """Findings of the classes that nothing accepted covers, in the order of the report. KeyError: an unknown class."""
    return tuple(map(_build_failure, open_findings(report, classes)))


def count_accepted(report: ReportValue, classes: Iterable[str]) -> int:
    """How many findings of the classes are accepted."""
    return sum(finding["accepted"] for finding in findings_of_classes(report, classes))


def stale_acceptances(report: ReportValue) -> tuple[AcceptanceRecord, ...]:
    """Acceptances that have expired, match nothing, or whose finding has changed."""
    return tuple(acceptance for acceptance in report["accepted"] if acceptance["state"] != "holds")


def build_acceptance_entry(finding: AssessedRecord, report: ReportValue) -> dict[str, Any]:
    """What accepted.yaml holds of a finding that a person accepts.

    Reason, name and dates are those of an acceptance that holds; else the reason is empty: only a person can give it.
    """
    fields: Mapping[str, Any] = finding
    was = {key: fields[key] for key in ("verdict", "possible", "clauses", "actors") if key in fields}
    values = find_spoken_values(finding, report)
    acceptance = next(
        (
            entry
            for entry in report["accepted"]
            if entry["fingerprint"] == finding["fingerprint"] and entry["state"] == "holds"
        ),
        None,
    )
    return {
        "fingerprint": finding["fingerprint"],
        "was": {**was, **({VALUES_KEY: values} if values else {})},
        "reason": acceptance["reason"] if acceptance else "",
        **({key: acceptance[key] for key in ("by", "date", "expires") if acceptance[key]} if acceptance else {}),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedDifference:
    """Something that a finding no longer is as it was accepted. `ref` is a clause or line for a figure, else empty."""

    name: str
    was: str
    now: str
    ref: str = ""


def find_accepted_differences(acceptance: AcceptanceRecord, report: ReportValue) -> tuple[AcceptedDifference, ...]:
    """In what the finding of an acceptance differs from what was accepted; nothing where it is gone."""
    finding = find_accepted(acceptance, report)
    if finding is None:
        return ()
    fields: Mapping[str, Any] = finding
    differences: list[AcceptedDifference] = []
    for key, was in acceptance["was"].items():
        if key == VALUES_KEY:
            differences += _value_differences(json.loads(was), find_spoken_values(finding, report), fields)
        elif key in fields and (now := acceptance_text(fields[key])) != was:
            differences.append(AcceptedDifference(name=key, was=was, now=now))
    return tuple(differences)


def find_accepted(acceptance: AcceptanceRecord, report: ReportValue) -> FindingRecord | None:
    """The finding that an acceptance is of, or None where the report does not hold it."""
    findings = (finding for _, finding in iterate_findings(report))
    return next((finding for finding in findings if finding["fingerprint"] == acceptance["fingerprint"]), None)


def count_without_values(report: ReportValue) -> int:
    """How many acceptances in force hold no figures although their findings rest on some."""
    findings = {finding["fingerprint"]: finding for _, finding in iterate_findings(report)}
    return sum(
        acceptance["state"] == "holds"
        and VALUES_KEY not in acceptance["was"]
        and bool(find_spoken_values(findings[acceptance["fingerprint"]], report))
        for acceptance in report["accepted"]
    )


def _value_differences(was: SpokenValues, now: SpokenValues, fields: Mapping[str, Any]) -> Iterator[AcceptedDifference]:
    for label in dict.fromkeys((*was, *now)):
        old, new = was.get(label, {}), now.get(label, {})
        for quantity in dict.fromkeys((*old, *new)):
            if old.get(quantity) != new.get(quantity):
                yield AcceptedDifference(
                    name=quantity,
                    was=_bounds_text(old.get(quantity)),
                    now=_bounds_text(new.get(quantity)),
                    ref=f"{fields['plan']}#{label.partition('/')[0]}" if "plan" in fields else label,
                )


def _bounds_text(bounds: Mapping[str, object] | None) -> str:
    return ", ".join(f"{key} {value}" for key, value in (bounds or {}).items() if key != "unit") or "-"


def diff_gate(
    before: ReportValue, after: ReportValue, classes: Iterable[str], warnings: Iterable[GateWarning] = ()
) -> GateChange:
    """What the gate says of the later report that it did not say of the earlier one."""
    class_names = tuple(classes)
    earlier = {finding["fingerprint"] for finding in open_findings(before, class_names)}
    stale_before = {(entry["fingerprint"], entry["state"]) for entry in stale_acceptances(before)}
    assessed = {finding["fingerprint"]: finding for finding in _assessed_findings(after)}
    return GateChange(
        failures=tuple(
            finding for finding in open_findings(after, class_names) if finding["fingerprint"] not in earlier
        ),
        stale=tuple(
            (entry, assessed.get(entry["fingerprint"]))
            for entry in stale_acceptances(after)
            if (entry["fingerprint"], entry["state"]) not in stale_before
        ),
        warnings=tuple(warnings),
    )


def open_findings(report: ReportValue, classes: Iterable[str]) -> list[AssessedRecord]:
    """The findings of the classes that nothing accepted covers. KeyError for an unknown class."""
    return [finding for finding in findings_of_classes(report, classes) if not finding["accepted"]]


def _assessed_findings(report: ReportValue) -> Iterator[AssessedRecord]:
    for list_name in ASSESSED_LISTS:
        yield from report[list_name]


def findings_of_classes(report: ReportValue, classes: Iterable[str]) -> Iterable[AssessedRecord]:
    """The findings of the classes, each once. KeyError for an unknown class."""
    findings = (finding for class_name in classes for finding in FINDING_CLASSES[class_name](report))
    return {finding["fingerprint"]: finding for finding in findings}.values()


def _verdicts_of(report: ReportValue, *kinds: str) -> list[VerdictRecord]:
    return [verdict for verdict in report["verdicts"] if verdict["verdict"] in kinds]


def _constraint_findings_of(report: ReportValue, *kinds: str) -> list[ConstraintFindingRecord]:
    return [finding for finding in report["constraints"] if finding["verdict"] in kinds]


def describe_subject(finding: AssessedRecord) -> str:
    """The plan of a finding and what it is about: red lines, a rule of law, or its own clauses."""
    subject = _finding_subject(finding) or ", ".join(_finding_clauses(finding))
    return " ".join(filter(None, (_finding_plan(finding), subject)))


def _finding_subject(finding: AssessedRecord) -> str:
    return finding["constraint"] if "constraint" in finding else " / ".join(_finding_red_lines(finding))


def _build_failure(finding: AssessedRecord) -> GateFailure:
    return GateFailure(
        rule=finding["rule"],
        reason=finding["because"],
        plan=_finding_plan(finding),
        clauses=_finding_clauses(finding),
        fingerprint=finding["fingerprint"],
        subject=_finding_subject(finding),
        red_lines=_finding_red_lines(finding),
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
