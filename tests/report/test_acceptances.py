"""An accepted finding is left out only while it is what was accepted: state by state, and the figures it rests on."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from comparer.model.problems import FilePosition
from comparer.model.workspace import Acceptance
from comparer.report.value.acceptances import (
    acceptance_text,
    build_acceptance_values,
    find_spoken_values,
    iterate_findings,
    mark_accepted,
)
from tests.report.sample import sample

TOLL = {"toll": {"max": 3, "unit": "coin"}}
QUAYS = {"quays": {"max": 2, "unit": "quay"}}


def norm_of(**quantities: Any) -> dict[str, Any]:
    return {"terms": {"quantity": quantities}}


def report_with_figures() -> Any:
    report: Any = copy.deepcopy(sample())
    clause = report["clauses"]["port-1#6"]
    report["clauses"] = {
        "port-1#6": {**clause, **norm_of(**TOLL), "variants": []},
        "port-1#7": {
            **clause,
            **norm_of(),
            "variants": [
                {"holder": "north", "family": "n", **norm_of(**QUAYS)},
                {"holder": "", "family": "south", **norm_of(**TOLL)},
                {"holder": "east", "family": "", **norm_of()},
            ],
        },
    }
    versions = [
        {"from": "2031", "norms": [norm_of(), norm_of(**QUAYS)]},
        {"from": "2032", "norms": [norm_of(**TOLL), norm_of()]},
    ]
    line = {**next(iter(report["lines"].values())), "versions": versions}
    return report | {"lines": {"port#P-1": line, "coop#C-1": line}}


def acceptance_of(report: Any, **fields: Any) -> Acceptance:
    given = {
        "fingerprint": report["verdicts"][0]["fingerprint"],
        "accepted_values": (),
        "position": FilePosition("", 0),
    }
    return Acceptance(**(given | fields))


def state_of(report: Any, **fields: Any) -> str:
    (value,) = build_acceptance_values([acceptance_of(report, **fields)], report)
    return value["state"]


@pytest.mark.parametrize(
    ("finding", "wanted"),
    [
        ({"plan": "port-1", "clauses": ["6"]}, {"6": TOLL}),
        ({"plan": "port-1", "clauses": ["7"]}, {"7/north": QUAYS, "7/south": TOLL}),
        ({"plan": "port-1", "a": "6", "b": "7"}, {"6": TOLL, "7/north": QUAYS, "7/south": TOLL}),
        ({"plan": "port-1", "a": "6"}, {"6": TOLL}),
        ({"plan": "port-1", "clauses": ["7"], "a": "6"}, {"7/north": QUAYS, "7/south": TOLL}),
        ({"plan": "port-1", "clauses": []}, {}),
        ({"plan": "port-1", "clauses": ["gone"]}, {}),
        ({"plan": "port-1", "missing_from": "coop-2", "clauses": ["6"]}, {}),
        ({"clauses": ["6"]}, {}),
        (
            {
                "a": "port#P-1",
                "b": "coop#C-1",
                "norms": [{"version": "2031", "norm": 1}, {"version": "2032", "norm": 0}],
            },
            {"port#P-1": QUAYS, "coop#C-1": TOLL},
        ),
        (
            {
                "a": "port#P-1",
                "b": "coop#C-1",
                "norms": [{"version": "2031", "norm": 0}, {"version": "2033", "norm": 0}],
            },
            {},
        ),
        ({"a": "port#P-1", "b": "coop#C-1"}, {}),
    ],
)
def test_a_finding_speaks_of_the_figures_it_rests_on(finding: Any, wanted: Any) -> None:
    assert find_spoken_values(finding, report_with_figures()) == wanted


def test_an_acceptance_holds_while_its_finding_is_what_it_was() -> None:
    report = sample()
    verdict = report["verdicts"][0]
    assert state_of(report) == "holds"
    assert state_of(report, accepted_values=(("verdict", verdict["verdict"]),)) == "holds"
    assert state_of(report, accepted_values=(("verdict", "another"),)) == "changed"
    assert state_of(report, accepted_values=(("verdict", verdict["verdict"]), ("line", "another"))) == "changed"
    assert state_of(report, accepted_values=(("of-no-finding", "x"),)) == "holds"
    assert state_of(report, fingerprint="f" * 12) == "unmatched"


def test_a_figure_that_changed_ends_an_acceptance() -> None:
    report = report_with_figures()
    report["verdicts"][0] |= {"plan": "port-1", "clauses": ["6"]}
    assert state_of(report, accepted_values=(("values", acceptance_text({"6": TOLL})),)) == "holds"
    assert state_of(report, accepted_values=(("values", acceptance_text({"6": QUAYS})),)) == "changed"


@pytest.mark.parametrize(
    ("expires", "state"),
    [("", "holds"), ("2031-03-04", "holds"), ("2031-03-05", "holds"), ("2031-03-03", "expired"), ("2030", "expired")],
)
def test_an_acceptance_holds_to_the_end_of_its_last_day(expires: str, state: str) -> None:
    report: Any = sample() | {"as_of": "2031-03-04"}
    assert state_of(report, expires=expires) == state


def test_an_acceptance_that_expired_is_told_before_one_that_changed() -> None:
    report: Any = sample() | {"as_of": "2031-03-04"}
    assert state_of(report, expires="2030-01-01", accepted_values=(("verdict", "another"),)) == "expired"


def test_all_that_a_person_wrote_is_in_the_report() -> None:
    report = sample()
    given = acceptance_of(
        report,
        accepted_values=(("verdict", "blocked"),),
        reason="agreed at sea",
        by="the warden",
        date="2031-01-02",
        expires="2032-01-02",
        position=FilePosition("accepted.yaml", 4),
    )
    (value,) = build_acceptance_values([given], report)
    assert value | {"state": ""} == {
        "fingerprint": given.fingerprint,
        "kind": "verdicts",
        "state": "",
        "was": {"verdict": "blocked"},
        "reason": "agreed at sea",
        "by": "the warden",
        "date": "2031-01-02",
        "expires": "2032-01-02",
        "place": "accepted.yaml:4",
    }
    (lost,) = build_acceptance_values([acceptance_of(report, fingerprint="f" * 12)], report)
    assert (lost["kind"], lost["place"]) == ("", "")


def test_of_two_findings_with_one_mark_the_first_is_meant() -> None:
    report: Any = sample()
    mark = report["pairs"][0]["links"][0]["fingerprint"]
    report["verdicts"][0]["fingerprint"] = mark
    (value,) = build_acceptance_values([acceptance_of(report, fingerprint=mark)], report)
    assert value["kind"] == "links"


def test_every_list_of_findings_can_be_accepted() -> None:
    report = sample()
    seen = {kind for kind, _ in iterate_findings(report)}
    assert seen >= {"links", "gaps", "verdicts", "deadlocks", "constraints", "plan_findings", "contradictions"}


def test_only_an_acceptance_that_holds_covers_a_finding() -> None:
    report: Any = sample()
    first, second = (verdict["fingerprint"] for verdict in report["verdicts"][:2])
    report["accepted"] = [{"fingerprint": first, "state": "holds"}, {"fingerprint": second, "state": "changed"}]
    mark_accepted(report)
    assert [finding["fingerprint"] for _, finding in iterate_findings(report) if finding["accepted"]] == [first]


@pytest.mark.parametrize(
    ("value", "text"),
    [("blocked", "blocked"), (["6", "7"], '["6", "7"]'), ({"b": 1, "a": "ї"}, '{"a": "ї", "b": 1}'), (True, "true")],
)
def test_a_value_is_held_as_text_or_as_json(value: object, text: str) -> None:
    assert acceptance_text(value) == text
