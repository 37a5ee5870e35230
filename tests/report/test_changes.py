"""What changed from plan to plan and from report to report, in words; and the matrix with any base."""

import html
import re

import pytest
from jsonschema import Draft202012Validator

from comparer.load.schemas import load_schema
from comparer.report.render import RenderOptions, render
from comparer.report.sections import changes
from comparer.report.sections.word_table import build_word_table
from comparer.report.value.acceptances import iterate_findings
from comparer.review.differences import COMPARED_FIELDS, diff_plan_verdicts, diff_report_findings

from .sample import COUNCIL, COUNTER, DRAFT, TALKS, sample


def list_edits(before, after):
    """What two reports say of each other, as the later one draws it."""
    return after | {"delta": changes.build_report_delta(diff_report_findings(before, after), before, after)}


def stepped(left, right):
    """The report of the harbour plans with what became of verdicts from one plan to the other."""
    value = sample()
    return value | {"delta": changes.build_plan_delta(diff_plan_verdicts(value, left, right), value, left, right)}


def test_findings_new_gone_and_changed_are_told_in_words_with_their_fingerprints():
    before, after = sample(), sample()
    gone = after["pairs"][3]["links"].pop()
    after["verdicts"].append(after["verdicts"][0] | {"fingerprint": "0123456789ab"})
    after["verdicts"][1]["verdict"] = "strained"
    rows = list_edits(before, after)["delta"]["rows"]
    assert [(row["state"], row["fingerprint"]) for row in rows] == [
        ("changed", after["verdicts"][1]["fingerprint"]),
        ("new", "0123456789ab"),
        ("gone", gone["fingerprint"]),
    ]
    assert ", point 5 is the opposite of First harbour draft, point 6" in rows[-1]["before"]


def test_a_report_has_not_changed_against_itself():
    value = sample()
    assert list_edits(value, value)["delta"]["rows"] == []
    assert "new 0 · gone 0 · changed 0" in render("text", list_edits(value, value), RenderOptions())


CHANGES = {
    "relation": ("links", "opposed"),
    "kind": ("gaps", "struck"),
    "verdict": ("verdicts", "silent"),
    "strength": ("verdicts", "conditional"),
    "confidence": ("links", "low"),
    "possible": ("deadlocks", None),
    "clauses": ("verdicts", ["9"]),
    "steps": ("constraints", ["HL-2.vote"]),
    "by": ("gaps", ["port-1#9"]),
    "actors": ("plan_findings", ["council", "cooperative"]),
    "changes": ("links", []),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_finding_has_changed_where_what_it_says_has(name):
    before, after = sample(), sample()
    listed, value = CHANGES[name]
    finding = next(
        finding for kind, finding in iterate_findings(after) if kind == listed and finding.get(name) not in ([], value)
    )
    finding[name] = not finding[name] if value is None else value
    told_changes = diff_report_findings(before, after)
    assert [item["after"]["fingerprint"] for item in told_changes["changed"]] == [finding["fingerprint"]]
    assert set(COMPARED_FIELDS) == CHANGES.keys()


@pytest.mark.parametrize("name", ["because", "rule", "accepted"])
def test_other_words_or_an_acceptance_are_no_change(name):
    before, after = sample(), sample()
    after["verdicts"][0][name] = "said otherwise"
    assert diff_report_findings(before, after)["changed"] == []


def test_every_kind_of_finding_can_be_told():
    value, empty = sample(), sample()
    for name in ("pairs", "verdicts", "constraints", "deadlocks", "contradictions", "plan_findings"):
        empty[name] = []
    result = diff_report_findings(empty, value)
    rows = list_edits(empty, value)["delta"]["rows"]
    assert len(rows) == len(result["new"])
    assert all(row["state"] == "new" and row["after"] for row in rows)


def test_what_a_step_does_to_the_verdicts():
    rows = {row["subject"].split()[0]: row for row in stepped(DRAFT, COUNTER)["delta"]["rows"]}
    own = rows["cooperative#C-1"]
    assert (own["state"], own["before"], own["after"]) == ("changed", "✗ breached (6)", "✓ upheld (5)")
    assert own["because"] == next(
        verdict["because"]
        for verdict in sample()["verdicts"]
        if (verdict["plan"], verdict["line"]) == (COUNTER, "cooperative#C-1")
    )
    assert "council#K-1" not in rows
    assert "HL-2" not in rows, "a rule that both plans run into alike has not changed"
    assert rows["HL-1"]["subject"] == "HL-1 Boats may leave in distress"


@pytest.mark.parametrize("name", ["table", "md", "text", "html"])
def test_every_format_shows_what_became_of_verdicts_and_only_where_it_is_told(name):
    value = stepped(DRAFT, COUNTER)
    words = flat(render(name, value, RenderOptions(width=400)))
    for row in value["delta"]["rows"]:
        for part in filter(None, (row["subject"], row["before"], row["after"])):
            assert flat(part) in words, (name, part)
    assert "delta-title" not in render(name, sample(), RenderOptions())
    none = value | {"delta": value["delta"] | {"rows": []}}
    assert flat("new 0 · gone 0 · changed 0") in flat(render(name, none, RenderOptions(width=400)))


def flat(text):
    """Letters, digits and signs of verdicts alone, so that wrapping and escapes do not count."""
    return re.sub(r"[^\w✗✓~○?]+", "", html.unescape(text))


def test_a_report_that_tells_changes_is_still_one_of_the_schema():
    check = Draft202012Validator(load_schema("report"))
    for value in (stepped(DRAFT, COUNTER), list_edits(sample(), sample())):
        assert list(check.iter_errors(value)) == []


def test_the_table_in_words_turns_when_the_base_does():
    value = sample()

    def cell(base: str, issue: str, plan: str):
        row = next(row for row in build_word_table(value, base=base).rows if row.issue == issue)
        return row.find_cell(plan)

    assert cell(DRAFT, "berths.fees", COUNTER).relation == "looser"
    assert cell(COUNTER, "berths.fees", DRAFT).relation == "stricter"
    assert cell(DRAFT, "berths.fees", DRAFT).state == "base"
    assert cell(DRAFT, "oversight", COUNTER).state == "struck"
    assert (cell(DRAFT, "works", COUNTER).state, cell(DRAFT, "works", COUNTER).relation) == ("changed", "")
    assert cell(DRAFT, "works.lights", TALKS).state == "left-open"
    assert cell(COUNCIL, "works.lights", DRAFT).relation == "settled"
