"""Counts over the plain findings, the same for every format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from comparer.model.relation import ConstraintVerdict, GapKind, Relation, VerdictKind
from comparer.report.value.types import CountsByKind, ReportValue, TotalsRecord


def count_by_kind(values: Iterable[str], kinds: Iterable[str]) -> CountsByKind:
    """`total`, then each kind in its published order, those with none included."""
    counts = Counter(values)
    return {"total": sum(counts.values())} | {kind: counts[kind] for kind in kinds}


def empty_totals() -> TotalsRecord:
    """Totals of nothing, to hold their place in a report until its findings can be counted."""
    return {
        "plans": 0,
        "provisions": 0,
        "clauses": 0,
        "pairs": 0,
        "links": {},
        "changes": 0,
        "gaps": {},
        "verdicts": {},
        "constraints": {},
        "deadlocks": {"total": 0, "possible": 0},
        "contradictions": 0,
        "plan_findings": 0,
        "rows": 0,
        "lines": {"total": 0, "judged": 0, "not_judged": 0},
        "accepted": 0,
        "sources": 0,
    }


def count_totals(report: ReportValue) -> TotalsRecord:
    """Counts of a report value that holds its plans and findings already."""
    links = [link for pair in report["pairs"] for link in pair["links"]]
    gaps = [gap for pair in report["pairs"] for gap in pair["gaps"]]
    lines = [line for line in report["lines"].values() if not line["no_line"]]
    judged_count = sum(not line["not_judged"] for line in lines)
    return {
        "plans": len(report["plans"]),
        "provisions": sum(plan["provisions"] for plan in report["plans"]),
        "clauses": sum(plan["clauses"] for plan in report["plans"]),
        "pairs": len(report["pairs"]),
        "links": count_by_kind((link["relation"] for link in links), map(str, Relation)),
        "changes": sum(len(link["changes"]) for link in links),
        "gaps": count_by_kind((gap["kind"] for gap in gaps), map(str, GapKind)),
        "verdicts": count_by_kind((verdict["verdict"] for verdict in report["verdicts"]), map(str, VerdictKind)),
        "constraints": count_by_kind(
            (finding["verdict"] for finding in report["constraints"]), map(str, ConstraintVerdict)
        ),
        "deadlocks": {
            "total": len(report["deadlocks"]),
            "possible": sum(deadlock["possible"] for deadlock in report["deadlocks"]),
        },
        "contradictions": len(report["contradictions"]),
        "plan_findings": len(report["plan_findings"]),
        "rows": len(report["rows"]),
        "lines": {"total": len(lines), "judged": judged_count, "not_judged": len(lines) - judged_count},
        "accepted": sum(acceptance["state"] == "holds" for acceptance in report["accepted"]),
        "sources": len(report["sources"]),
    }
