"""What became of findings: every field that says something counts, wording does not, each has the name of its kind."""

from __future__ import annotations

from typing import Any

import pytest

from comparer.review.differences import diff_plan_verdicts, diff_report_findings, iterate_named_findings
from tests.report.sample import sample

SAYING = (
    "verdict", "strength", "confidence", "possible", "clauses", "steps", "by", "actors", "changes", "relation", "kind",
)  # fmt: skip
WORDING = ("because", "explanation", "rule", "accepted", "notes")
LISTS = {
    "verdict": "verdicts",
    "constraint": "constraints",
    "deadlock": "deadlocks",
    "contradiction": "contradictions",
    "plan_finding": "plan_findings",
}


def report_where(list_name: str, **fields: Any) -> Any:
    """The sample with other fields in the first finding of a list."""
    report: Any = sample()
    report[list_name][0] |= fields
    return report


@pytest.mark.parametrize("list_name", LISTS.values())
@pytest.mark.parametrize("field", SAYING)
def test_a_finding_has_changed_where_a_field_that_says_something_is_another(field: str, list_name: str) -> None:
    before: Any = sample()
    after = report_where(list_name, **{field: "another"})
    differences: Any = diff_report_findings(before, after)
    (change,) = differences["changed"]
    assert change["before"]["fingerprint"] == change["after"]["fingerprint"] == before[list_name][0]["fingerprint"]
    assert change["after"][field] == "another"
    assert change["before"].get(field) != "another"
    assert differences["new"] == differences["gone"] == []


@pytest.mark.parametrize("field", WORDING)
def test_other_words_for_the_same_are_no_change(field: str) -> None:
    differences = diff_report_findings(sample(), report_where("verdicts", **{field: "another"}))
    assert differences["changed"] == differences["new"] == differences["gone"] == []


def test_a_link_or_gap_of_a_pair_is_a_finding_with_its_pair() -> None:
    before: Any = sample()
    after: Any = sample()
    pair = next(pair for pair in after["pairs"] if pair["links"] and pair["gaps"])
    link, gap = pair["links"].pop(0), pair["gaps"][0]
    gap["kind"] = "another"
    differences: Any = diff_report_findings(before, after)
    assert [(item["finding"], item["pair"], item["fingerprint"]) for item in differences["gone"]] == [
        ("link", [pair["left"], pair["right"]], link["fingerprint"])
    ]
    assert [(item["after"]["finding"], item["after"]["kind"]) for item in differences["changed"]] == [
        ("gap", "another")
    ]
    back: Any = diff_report_findings(after, before)
    assert [item["fingerprint"] for item in back["new"]] == [link["fingerprint"]]
    assert back["gone"] == []


@pytest.mark.parametrize(("kind", "list_name"), LISTS.items())
def test_a_finding_that_came_or_went_has_the_name_of_its_kind(kind: str, list_name: str) -> None:
    before: Any = sample()
    after: Any = sample()
    removed = after[list_name].pop()
    differences: Any = diff_report_findings(before, after)
    assert [(item["finding"], item["fingerprint"]) for item in differences["gone"]] == [(kind, removed["fingerprint"])]
    assert [item["finding"] for item in diff_report_findings(after, before)["new"]] == [kind]


def test_a_report_of_an_earlier_form_has_the_findings_that_it_holds() -> None:
    report: Any = sample()
    bare = {"pairs": report["pairs"]}
    names = {item["finding"] for item in iterate_named_findings(bare)}  # type: ignore[arg-type]
    assert names == {"link", "gap"}
    differences: Any = diff_report_findings(bare, report)  # type: ignore[arg-type]
    assert differences["before"] == {"as_of": None, "digest": None, "tool": None}
    assert differences["after"] == {key: report[key] for key in ("as_of", "digest", "tool")}
    assert {item["finding"] for item in differences["new"]} == set(LISTS)


def test_of_two_plans_each_line_and_rule_is_told_once() -> None:
    report: Any = sample()
    first = {**report["verdicts"][1], "line": "a#1", "verdict": "breached"}
    report["verdicts"] = [
        {**first, "plan": "port-1"},
        {**first, "plan": "coop-2", "verdict": "strained"},
        {**first, "plan": "port-1", "line": "a#2"},
        {**first, "plan": "coop-2", "line": "a#2", "because": "In other words."},
        {**first, "plan": "port-1", "line": "a#3"},
        {**first, "plan": "coop-2", "line": "a#4"},
        {**first, "plan": "talks-3", "line": "a#5"},
    ]
    law = report["constraints"][0]
    report["constraints"] = [
        {**law, "plan": "port-1", "constraint": "L-1", "verdict": "blocked"},
        {**law, "plan": "coop-2", "constraint": "L-1", "verdict": "needs"},
        {**law, "plan": "coop-2", "constraint": "L-2"},
    ]
    differences: Any = diff_plan_verdicts(report, "port-1", "coop-2")
    assert [item["line"] for item in differences["verdicts"]["gone"]] == ["a#3"]
    assert [item["line"] for item in differences["verdicts"]["new"]] == ["a#4"]
    assert [(item["before"]["verdict"], item["after"]["verdict"]) for item in differences["verdicts"]["changed"]] == [
        ("breached", "strained")
    ]
    assert [item["constraint"] for item in differences["constraints"]["new"]] == ["L-2"]
    assert differences["constraints"]["gone"] == []
    assert [item["after"]["verdict"] for item in differences["constraints"]["changed"]] == ["needs"]
