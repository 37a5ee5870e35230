"""What became of findings: from one plan to another in one report, or from one report to the next. On plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Plain = Mapping[str, Any]

LISTS = ("verdicts", "constraints", "deadlocks", "contradictions", "plan_findings")
# What a finding says, apart from its wording: a change of one of these is a change of the finding.
SAID = (
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


def between_plans(report: Plain, left: str, right: str) -> dict[str, Any]:
    """Verdicts that only one of the plans has, and those that differ: `new`, `gone`, `changed`."""
    return {
        "verdicts": _between(report["verdicts"], "line", left, right),
        "constraints": _between(report["constraints"], "constraint", left, right),
    }


def _between(found: list[Plain], name: str, left: str, right: str) -> dict[str, Any]:
    before = {one[name]: one for one in found if one["plan"] == left}
    after = {one[name]: one for one in found if one["plan"] == right}
    return {
        "new": [one for key, one in after.items() if key not in before],
        "gone": [one for key, one in before.items() if key not in after],
        "changed": [
            {"before": one, "after": after[key]}
            for key, one in before.items()
            if key in after and one["verdict"] != after[key]["verdict"]
        ],
    }


def between_reports(before: Plain, after: Plain) -> dict[str, Any]:
    """Findings of two reports, matched by fingerprint: those new, those gone, those that say something else."""
    old, new = dict(_findings(before)), dict(_findings(after))
    return {
        "before": _stamp(before),
        "after": _stamp(after),
        "new": [new[key] for key in new if key not in old],
        "gone": [old[key] for key in old if key not in new],
        "changed": [
            {"before": old[key], "after": new[key]} for key in old if key in new and _said(old[key]) != _said(new[key])
        ],
    }


def _findings(report: Plain) -> Iterator[tuple[str, dict[str, Any]]]:
    for pair in report["pairs"]:
        names = {"pair": [pair["left"], pair["right"]]}
        for one in pair["links"]:
            yield one["fingerprint"], {"finding": "link", **names, **one}
        for one in pair["gaps"]:
            yield one["fingerprint"], {"finding": "gap", **one}
    for name in LISTS:
        for one in report.get(name, ()):
            yield one["fingerprint"], {"finding": name.removesuffix("s"), **one}


def _said(one: Plain) -> list[Any]:
    return [one.get(name) for name in SAID]


def _stamp(report: Plain) -> dict[str, Any]:
    return {name: report.get(name) for name in ("as_of", "digest", "tool")}
