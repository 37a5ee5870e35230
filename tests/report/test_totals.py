"""Counts of a report: every figure is the length of what a reader finds in the lists below it."""

from __future__ import annotations

from typing import Any

from comparer.model.relation import ConstraintVerdict, GapKind, Relation, VerdictKind
from comparer.report.value.totals import count_by_kind, count_totals, empty_totals
from tests.report.sample import sample


def test_every_kind_is_counted_in_its_published_order_with_those_that_have_none() -> None:
    counts = count_by_kind(["b", "a", "b"], ["a", "b", "c"])
    assert counts == {"total": 3, "a": 1, "b": 2, "c": 0}
    assert list(counts) == ["total", "a", "b", "c"]


def test_totals_are_the_lengths_of_what_is_listed() -> None:
    report = sample()
    totals = count_totals(report)
    links = [link for pair in report["pairs"] for link in pair["links"]]
    gaps = [gap for pair in report["pairs"] for gap in pair["gaps"]]
    assert links
    assert gaps
    for name in ("plans", "pairs", "contradictions", "plan_findings", "rows", "sources"):
        listed: Any = report[name]  # type: ignore[literal-required]
        assert totals[name] == len(listed) > 0, name  # type: ignore[literal-required]
    assert totals["provisions"] == sum(plan["provisions"] for plan in report["plans"])
    assert totals["clauses"] == sum(plan["clauses"] for plan in report["plans"])
    assert totals["changes"] == sum(len(link["changes"]) for link in links)
    assert totals["links"]["total"] == len(links)
    assert totals["gaps"]["total"] == len(gaps)
    for kind in map(str, Relation):
        assert totals["links"][kind] == sum(link["relation"] == kind for link in links)
    for kind in map(str, GapKind):
        assert totals["gaps"][kind] == sum(gap["kind"] == kind for gap in gaps)
    for kind in map(str, VerdictKind):
        assert totals["verdicts"][kind] == sum(verdict["verdict"] == kind for verdict in report["verdicts"])
    for kind in map(str, ConstraintVerdict):
        assert totals["constraints"][kind] == sum(finding["verdict"] == kind for finding in report["constraints"])
    assert totals["verdicts"]["total"] == len(report["verdicts"])
    assert totals["constraints"]["total"] == len(report["constraints"])


def test_what_is_only_possible_what_is_not_judged_and_what_is_accepted_is_counted_apart() -> None:
    report: Any = sample()
    line = next(iter(report["lines"].values()))
    report["lines"] = {
        "a#1": line | {"no_line": False, "not_judged": False},
        "a#2": line | {"no_line": False, "not_judged": False},
        "a#3": line | {"no_line": False, "not_judged": True},
        "a#4": line | {"no_line": True, "not_judged": True},
    }
    report["deadlocks"] = [{"possible": True}, {"possible": False}, {"possible": True}]
    report["accepted"] = [{"state": state} for state in ("holds", "changed", "expired", "holds", "unmatched")]
    totals = count_totals(report)
    assert totals["lines"] == {"total": 3, "judged": 2, "not_judged": 1}
    assert totals["deadlocks"] == {"total": 3, "possible": 2}
    assert totals["accepted"] == 2


def test_totals_of_nothing_have_the_shape_of_others() -> None:
    empty, counted = empty_totals(), count_totals(sample())
    assert list(empty) == list(counted)
    assert empty["deadlocks"] == {"total": 0, "possible": 0}
    assert empty["lines"] == {"total": 0, "judged": 0, "not_judged": 0}
    assert not any(value for name, value in empty.items() if name not in ("deadlocks", "lines"))
