"""A report on one issue or party keeps the clauses that its findings name, wherever they name them, and no other."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from comparer.model.findings import Narrowing
from comparer.report.value.narrow_records import narrow_records
from tests.report.sample import sample

LISTS = ("rows", "pairs", "verdicts", "later", "constraints", "plan_findings", "contradictions", "ledger")
LISTS += ("ranges", "wordings", "deadlocks")
NO_PAIR: dict[str, Any] = {
    "left": "port-1",
    "right": "coop-2",
    "links": [],
    "possible": [],
    "ambiguous": [],
    "gaps": [],
}
MATCH = {"left": ["1", "4a"], "right": ["2"]}
OF_MATCH = {"port-1#1", "port-1#4a", "coop-2#2"}
NO_DUTIES: dict[str, list[str]] = {"duties": [], "prohibitions": [], "permissions": [], "benefits": []}
VERDICT = {"plan": "port-1", "line": "council#K-1", "clauses": ["6"], "notes": ["8"]}


def report_of(**lists: list[Any]) -> Any:
    report: Any = copy.deepcopy(sample())
    return report | {name: [] for name in LISTS} | lists


@pytest.mark.parametrize(
    ("list_name", "record", "kept"),
    [
        ("rows", {"cells": {"port-1": ["1", "2"], "coop-2": []}}, {"port-1#1", "port-1#2"}),
        ("pairs", NO_PAIR | {"links": [MATCH]}, OF_MATCH),
        ("pairs", NO_PAIR | {"possible": [MATCH]}, OF_MATCH),
        ("pairs", NO_PAIR | {"ambiguous": [MATCH]}, OF_MATCH),
        (
            "pairs",
            NO_PAIR | {"gaps": [{"plan": "port-1", "clause": "5", "missing_from": "coop-2", "by": ["6", "7"]}]},
            {"port-1#5", "coop-2#6", "coop-2#7"},
        ),
        ("verdicts", VERDICT, {"port-1#6", "port-1#8"}),
        ("later", VERDICT, {"port-1#6", "port-1#8"}),
        ("constraints", {"plan": "port-1", "clauses": ["6", "7"]}, {"port-1#6", "port-1#7"}),
        ("plan_findings", {"plan": "coop-2", "clauses": ["4"]}, {"coop-2#4"}),
        ("contradictions", {"plan": "port-1", "a": "6", "b": "8"}, {"port-1#6", "port-1#8"}),
        ("ledger", NO_DUTIES | {"plan": "port-1", "duties": ["2"]}, {"port-1#2"}),
        ("ledger", NO_DUTIES | {"plan": "port-1", "prohibitions": ["1"]}, {"port-1#1"}),
        ("ledger", NO_DUTIES | {"plan": "port-1", "permissions": ["7"]}, {"port-1#7"}),
        ("ledger", NO_DUTIES | {"plan": "port-1", "benefits": ["3"]}, {"port-1#3"}),
        ("ranges", {"by": [{"source": "talks-3#fees"}, {"source": "port-authority#P-1"}]}, {"talks-3#fees"}),
        ("wordings", {"clause": "council-0#fleet"}, {"council-0#fleet"}),
    ],
)
def test_a_clause_that_anything_names_is_kept_and_no_other(
    list_name: str, record: dict[str, Any], kept: set[str]
) -> None:
    report = report_of(**{list_name: [record]})
    whole = report["clauses"]
    narrow_records(report, Narrowing(issue="fleet"))
    assert report["clauses"] == {ref: clause for ref, clause in whole.items() if ref in kept}
    assert {f"{plan['id']}#{clause_id}" for plan in report["plans"] for clause_id in plan["clause_ids"]} == kept
    assert [plan["clauses"] for plan in report["plans"]] == [plan["clauses"] for plan in sample()["plans"]]


@pytest.mark.parametrize(
    ("issue", "party", "kept"),
    [
        ("works", "", {"port-authority#P-2", "council#K-1", "council#K-2"}),
        ("works", "council", {"council#K-1", "council#K-2"}),
        ("fleet.size", "", {"port-authority#P-1"}),
        ("", "cooperative", {"cooperative#C-1", "cooperative#C-2", "cooperative#C-3"}),
        ("fleet", "council", set()),
        ("work", "", set()),
    ],
)
def test_the_red_lines_of_an_issue_and_a_party_are_kept(issue: str, party: str, kept: set[str]) -> None:
    report = report_of()
    narrow_records(report, Narrowing(issue=issue, party=party))
    assert set(report["lines"]) == kept


@pytest.mark.parametrize(
    ("list_name", "record", "kept"),
    [
        ("verdicts", VERDICT, {"council#K-1"}),
        ("later", VERDICT, {"council#K-1"}),
        ("deadlocks", {"a": "council#K-1", "b": "cooperative#C-3"}, {"council#K-1", "cooperative#C-3"}),
    ],
)
def test_a_red_line_of_another_party_is_kept_where_a_finding_names_it(
    list_name: str, record: dict[str, Any], kept: set[str]
) -> None:
    report = report_of(**{list_name: [record]})
    narrow_records(report, Narrowing(issue="berths", party="council"))
    assert set(report["lines"]) == kept
