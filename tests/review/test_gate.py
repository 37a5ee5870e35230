"""The gate on a report: what fails, what an acceptance takes over and in what it differs, what one report adds."""

from __future__ import annotations

import json
from typing import Any

import pytest

from comparer.review import gate
from tests.report.sample import sample

FIGURES = {"6": {"quays": {"max": 2, "unit": "quay"}}}


def report_with(*acceptances: dict[str, Any], **lists: list[dict[str, Any]]) -> Any:
    filled = {"kind": "verdicts", "state": "holds", "was": {}, "reason": "", "by": "", "date": "", "expires": ""}
    return sample() | {"accepted": [filled | acceptance for acceptance in acceptances]} | lists


def verdict_of(report: Any, line: str, plan: str) -> Any:
    (verdict,) = (item for item in report["verdicts"] if (item["line"], item["plan"]) == (line, plan))
    return verdict


def test_what_is_only_possible_is_no_contradiction_and_no_deadlock() -> None:
    report = sample()
    (contradiction,) = report["contradictions"]
    certain = {**contradiction, "possible": False, "fingerprint": "c" * 12}
    both: Any = report | {"contradictions": [contradiction, certain]}
    assert contradiction["possible"]
    (failure,) = gate.find_failures(both, ("contradiction",))
    assert failure.fingerprint == "c" * 12
    assert (failure.plan, failure.clauses) == (contradiction["plan"], (contradiction["a"], contradiction["b"]))
    assert (failure.subject, failure.red_lines) == ("", ())
    assert gate.describe_subject(certain) == f"{contradiction['plan']} {contradiction['a']}, {contradiction['b']}"
    assert [failure.fingerprint for failure in gate.find_failures(both, ("deadlock",))] == [
        deadlock["fingerprint"] for deadlock in report["deadlocks"] if not deadlock["possible"]
    ]


def test_a_failure_names_its_plan_its_clauses_and_what_it_is_about() -> None:
    report: Any = sample()
    law = gate.find_failures(report, ("blocked",))[0]
    assert (law.plan, law.clauses, law.red_lines) == ("port-1", ("6",), ())
    assert law.subject == report["constraints"][0]["constraint"]
    own = gate.find_failures(report, ("plan",))[0]
    assert (own.plan, own.clauses, own.subject, own.red_lines) == ("port-1", ("4a",), "", ())
    collision = gate.find_failures(report, ("deadlock",))[0]
    assert (collision.plan, collision.clauses) == ("", ())
    assert collision.subject == " / ".join(collision.red_lines)
    assert len(collision.red_lines) == 2
    deadlock = next(item for item in report["deadlocks"] if not item["possible"])
    assert gate.describe_subject(report["plan_findings"][1]) == "coop-2 4, 7"
    assert gate.describe_subject(deadlock) == collision.subject
    assert gate.describe_subject(report["verdicts"][1]) == "port-1 cooperative#C-1"
    assert gate.describe_subject(report["constraints"][0]) == f"port-1 {law.subject}"


@pytest.mark.parametrize(
    ("list_name", "kept"),
    [
        ("verdicts", ("verdict", "clauses")),
        ("deadlocks", ("possible",)),
        ("constraints", ("verdict", "clauses")),
        ("plan_findings", ("clauses",)),
    ],
)
def test_an_entry_holds_what_a_person_accepts(list_name: str, kept: tuple[str, ...]) -> None:
    report = report_with()
    finding = report[list_name][0]
    entry = gate.build_acceptance_entry(finding, report)
    assert {key: entry["was"][key] for key in kept} == {key: finding[key] for key in kept}
    assert (entry["fingerprint"], entry["reason"]) == (finding["fingerprint"], "")
    assert entry.keys() == {"fingerprint", "was", "reason"}


def test_an_entry_holds_for_whom_a_finding_is() -> None:
    report = report_with()
    finding = {**report["plan_findings"][0], "actors": ["port"]}
    assert gate.build_acceptance_entry(finding, report)["was"]["actors"] == ["port"]


def test_an_entry_has_figures_only_where_the_finding_rests_on_some() -> None:
    report = report_with()
    entries = [gate.build_acceptance_entry(verdict, report) for verdict in report["verdicts"] if verdict["clauses"]]
    assert {gate.VALUES_KEY in entry["was"] for entry in entries} == {True, False}
    assert all(entry["was"].get(gate.VALUES_KEY, True) for entry in entries)


def test_only_an_acceptance_that_holds_lends_its_reason_and_names() -> None:
    finding = sample()["verdicts"][1]
    own = {"fingerprint": finding["fingerprint"], "reason": "Known.", "by": "the desk", "date": "2031-04-06"}
    entry = gate.build_acceptance_entry(finding, report_with({**own, "expires": "2032"}))
    assert (entry["reason"], entry["by"], entry["date"], entry["expires"]) == (
        "Known.",
        "the desk",
        "2031-04-06",
        "2032",
    )
    assert "expires" not in gate.build_acceptance_entry(finding, report_with(own))
    for state in ("expired", "changed"):
        assert gate.build_acceptance_entry(finding, report_with({**own, "state": state}))["reason"] == ""
    assert gate.build_acceptance_entry(finding, report_with({**own, "fingerprint": "f" * 12}))["reason"] == ""


def test_an_acceptance_differs_in_what_it_held_and_in_nothing_else() -> None:
    report = report_with()
    finding = verdict_of(report, "cooperative#C-1", "port-1")
    was = {"verdict": "strained", "clauses": json.dumps(finding["clauses"]), "gone": "a field that no report has"}
    acceptance: Any = {"fingerprint": finding["fingerprint"], "was": was}
    assert gate.find_accepted_differences(acceptance, report) == (
        gate.AcceptedDifference(name="verdict", was="strained", now="breached"),
    )
    assert gate.find_accepted_differences(acceptance | {"fingerprint": "0" * 12}, report) == ()


def test_figures_differ_by_clause_and_quantity_and_units_alone_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    report = report_with()
    finding = verdict_of(report, "cooperative#C-1", "port-1")
    now = {"6": {"quays": {"max": 3, "unit": "quay"}, "cost": {"min": 1, "max": 2}}, "7/south": {"quays": {"is": 4}}}
    monkeypatch.setattr(gate, "find_spoken_values", lambda *_: now)
    acceptance: Any = {"fingerprint": finding["fingerprint"], "was": {gate.VALUES_KEY: json.dumps(FIGURES)}}
    assert [
        (item.ref, item.name, item.was, item.now) for item in gate.find_accepted_differences(acceptance, report)
    ] == [
        ("port-1#6", "quays", "max 2", "max 3"),
        ("port-1#6", "cost", "-", "min 1, max 2"),
        ("port-1#7", "quays", "-", "is 4"),
    ]
    monkeypatch.setattr(gate, "find_spoken_values", lambda *_: FIGURES)
    assert gate.find_accepted_differences(acceptance, report) == ()
    collision = next(item for item in report["deadlocks"] if not item["possible"])
    monkeypatch.setattr(gate, "find_spoken_values", lambda *_: {"port#P-1": {"quays": {"max": 1}}})
    acceptance = {"fingerprint": collision["fingerprint"], "was": {gate.VALUES_KEY: "{}"}}
    assert [item.ref for item in gate.find_accepted_differences(acceptance, report)] == ["port#P-1"]


def test_acceptances_in_force_that_hold_no_figures_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    mark = sample()["verdicts"][1]["fingerprint"]
    other = sample()["verdicts"][2]["fingerprint"]
    monkeypatch.setattr(
        gate, "find_spoken_values", lambda finding, _: FIGURES if finding["fingerprint"] == mark else {}
    )
    assert gate.count_without_values(report_with({"fingerprint": mark}, {"fingerprint": other})) == 1
    assert gate.count_without_values(report_with({"fingerprint": mark, "was": {gate.VALUES_KEY: "{}"}})) == 0
    assert gate.count_without_values(report_with({"fingerprint": mark, "state": "expired"})) == 0


def test_of_two_reports_the_gate_tells_what_is_new() -> None:
    old = report_with({"fingerprint": "a" * 12, "state": "unmatched"})
    mark = old["verdicts"][1]["fingerprint"]
    new = report_with(
        {"fingerprint": "a" * 12, "state": "unmatched"},
        {"fingerprint": mark, "state": "expired"},
        {"fingerprint": "b" * 12, "state": "holds"},
        verdicts=[*sample()["verdicts"], {**sample()["verdicts"][1], "fingerprint": "e" * 12, "accepted": False}],
    )
    change = gate.diff_gate(old, new, ("breached",))
    assert [finding["fingerprint"] for finding in change.failures] == ["e" * 12]
    assert [(entry["fingerprint"], finding and finding["fingerprint"]) for entry, finding in change.stale] == [
        (mark, mark)
    ]
    assert change.warnings == ()
    warning: Any = {"rule": "lint-figure-without-term"}
    again = gate.diff_gate(new, new, ("breached",), warnings=iter((warning,)))
    assert (again.failures, again.stale, again.warnings) == ((), (), (warning,))
    state: Any = {**new["accepted"][0], "state": "expired"}
    moved = gate.diff_gate(old, report_with(state), ("breached",))
    assert [(entry["fingerprint"], finding) for entry, finding in moved.stale] == [("a" * 12, None)]


def test_a_finding_of_two_classes_fails_once_and_an_accepted_one_not_at_all() -> None:
    report: Any = sample()
    names = [failure.fingerprint for failure in gate.find_failures(report, ("breached", "strained"))]
    assert len(names) == len(set(names)) > 0
    accepted = {item["fingerprint"] for item in report["verdicts"] if item["accepted"]}
    assert accepted
    assert accepted.isdisjoint(names)
    assert gate.count_accepted(report, ("breached", "strained")) == len(accepted)
    with pytest.raises(KeyError):
        gate.find_failures(report, ("breach",))
