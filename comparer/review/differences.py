"""What became of findings: from one plan to another in one report, or from one report to the next. On plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

JsonMapping = Mapping[str, Any]

FINDING_LISTS = ("verdicts", "constraints", "deadlocks", "contradictions", "plan_findings")
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


def diff_plan_verdicts(report: JsonMapping, left: str, right: str) -> dict[str, Any]:
    """Verdicts that only one of the plans has, and those that differ: `new`, `gone`, `changed`."""
    return {
        "verdicts": _diff_findings(report["verdicts"], "line", left, right),
        "constraints": _diff_findings(report["constraints"], "constraint", left, right),
    }


def _diff_findings(findings: list[JsonMapping], subject_key: str, left: str, right: str) -> dict[str, Any]:
    before = {finding[subject_key]: finding for finding in findings if finding["plan"] == left}
    after = {finding[subject_key]: finding for finding in findings if finding["plan"] == right}
    return {
        "new": [finding for key, finding in after.items() if key not in before],
        "gone": [finding for key, finding in before.items() if key not in after],
        "changed": [
            {"before": finding, "after": after[key]}
            for key, finding in before.items()
            if key in after and finding["verdict"] != after[key]["verdict"]
        ],
    }


def diff_report_findings(before: JsonMapping, after: JsonMapping) -> dict[str, Any]:
    """Findings of two reports, matched by fingerprint: those new, those gone, those that say something else."""
    old, new = dict(_fingerprinted_findings(before)), dict(_fingerprinted_findings(after))
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


def _fingerprinted_findings(report: JsonMapping) -> Iterator[tuple[str, dict[str, Any]]]:
    for pair in report["pairs"]:
        pair_fields = {"pair": [pair["left"], pair["right"]]}
        for finding in pair["links"]:
            yield finding["fingerprint"], {"finding": "link", **pair_fields, **finding}
        for finding in pair["gaps"]:
            yield finding["fingerprint"], {"finding": "gap", **finding}
    for name in FINDING_LISTS:
        for finding in report.get(name, ()):
            yield finding["fingerprint"], {"finding": name.removesuffix("s"), **finding}


def _compared_values(finding: JsonMapping) -> list[Any]:
    return [finding.get(name) for name in COMPARED_FIELDS]


def _report_stamp(report: JsonMapping) -> dict[str, Any]:
    return {name: report.get(name) for name in ("as_of", "digest", "tool")}
