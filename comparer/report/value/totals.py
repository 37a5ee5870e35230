"""Counts over the plain findings, the same for every format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from comparer.model.findings import ConstraintVerdict, GapKind, Relation, VerdictKind

Plain = dict[str, Any]


def counted(values: Iterable[str], kinds: Iterable[str]) -> dict[str, int]:
    """`total`, then each kind in its published order, those with none included."""
    found = Counter(values)
    return {"total": sum(found.values())} | {kind: found[kind] for kind in kinds}


def totals(report: Plain) -> Plain:
    """Counts of a report value that holds its plans and findings already."""
    links = [link for pair in report["pairs"] for link in pair["links"]]
    gaps = [gap for pair in report["pairs"] for gap in pair["gaps"]]
    lines = [line for line in report["lines"].values() if not line["no_line"]]
    judged = sum(not line["not_judged"] for line in lines)
    return {
        "plans": len(report["plans"]),
        "provisions": sum(plan["provisions"] for plan in report["plans"]),
        "clauses": sum(plan["clauses"] for plan in report["plans"]),
        "pairs": len(report["pairs"]),
        "links": counted((link["relation"] for link in links), map(str, Relation)),
        "changes": sum(len(link["changes"]) for link in links),
        "gaps": counted((gap["kind"] for gap in gaps), map(str, GapKind)),
        "verdicts": counted((verdict["verdict"] for verdict in report["verdicts"]), map(str, VerdictKind)),
        "constraints": counted((one["verdict"] for one in report["constraints"]), map(str, ConstraintVerdict)),
        "deadlocks": {
            "total": len(report["deadlocks"]),
            "possible": sum(deadlock["possible"] for deadlock in report["deadlocks"]),
        },
        "contradictions": len(report["contradictions"]),
        "plan_findings": len(report["plan_findings"]),
        "rows": len(report["rows"]),
        "lines": {"total": len(lines), "judged": judged, "not_judged": len(lines) - judged},
        "accepted": sum(acceptance["state"] == "holds" for acceptance in report["accepted"]),
        "sources": len(report["sources"]),
    }
