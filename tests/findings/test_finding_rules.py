"""How loud each rule of a finding is, and which values its message may name."""

from __future__ import annotations

import string

import pytest

from comparer.model.problems import FilePosition, Severity
from comparer.resources import rule_catalogue

# What is loud by default: what a party has said it will not accept, what the law bars, what cannot be kept at all.
WARNINGS = {
    "redline-breached",
    "constraint-blocked",
    "constraint-needs",
    "constraint-cycle",
    "deadlock-stated",
    "plan-contradiction",
}
CHANGE = {"facet", "before", "after", "effect"}
VERDICT = {"clauses", "does", "holds"}
LAW = {*VERDICT, "force"}
FIELDS: dict[str, set[str]] = {
    "align-ambiguous": {"left", "right"},
    "align-pin-overrules": {"left", "right", "link"},
    "align-possible": {"left", "right"},
    "align-text-only": {"left", "right"},
    "change-added": CHANGE - {"before"},
    "change-dropped": CHANGE - {"after"},
    "constraint-cycle": {"steps"},
    "constraint-text-only": LAW - {"does"},
    "plan-contradiction": {"a", "b", "left", "right"},
    "plan-contradiction-possible": {"a", "b", "left", "right"},
    "plan-duty-on-outsider": {"clauses", "does", "actors"},
    "plan-guarantee-without-guarantor": {"clauses", "does"},
    "plan-no-verification": {"clauses"},
    "redline-clear": {"holds"},
    "redline-not-judged": {"reason", "holds"},
    "redline-silent": {"holds"},
    "redline-text-only": VERDICT - {"does"},
    "redline-unmet": {"holds"},
    "redline-unreported": {"holds"},
}
OF_FAMILY = {
    "change": CHANGE,
    "gap": {"missing", "ref"},
    "redline": VERDICT,
    "constraint": LAW,
    "deadlock": {"left", "right"},
    "plan": set(),
}
LISTED = [item for item in rule_catalogue.all_rule_ids() if item.partition("-")[0] in {*OF_FAMILY, "align"}]


@pytest.mark.parametrize("name", LISTED)
def test_how_loud_a_finding_is_and_what_its_message_names(name: str) -> None:
    rule = rule_catalogue.read_rule(name)
    assert rule.severity is (Severity.WARNING if name in WARNINGS else Severity.NOTE)
    named = {field for _, field, _, _ in string.Formatter().parse(rule.message) if field}
    assert named == FIELDS.get(name, OF_FAMILY.get(rule.family))


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("ref-accepted-stale", {"fingerprint", "state", "reason"}),
        ("ref-no-workspace", {"folder"}),
        ("ref-unreadable-file", {"reason"}),
        ("ref-unwritable-file", {"reason"}),
    ],
)
def test_what_the_command_itself_tells_names_what_it_knows(name: str, fields: set[str]) -> None:
    text = rule_catalogue.make_problem(name, FilePosition("plans"), **dict.fromkeys(fields, "WORD")).message
    assert text.count("WORD") == len(fields)
