"""What changed from plan to plan and from report to report."""

import copy

from comparer.report import Options
from comparer.report.changes import changes_table, pair_value, report_changes, verdicts_table
from comparer.report.listing import plans, plans_table, rules_table
from comparer.report.matrix import Matrix, together
from comparer.vocabulary import Vocabulary

from .sample import COUNCIL, COUNTER, DRAFT, TALKS, WORDS, WORKSPACE, sample


def test_a_report_has_not_changed_against_itself():
    value = sample()
    changes = report_changes(value, copy.deepcopy(value))
    assert (changes["new"], changes["gone"], changes["changed"]) == ([], [], [])


def test_new_gone_and_changed_findings_are_told_apart_and_prose_does_not_count():
    before, after = sample(), sample()
    gone = after["pairs"][3]["links"].pop()
    new = after["verdicts"][0] | {"fingerprint": "0123456789ab"}
    after["verdicts"].append(new)
    after["verdicts"][1]["verdict"] = "strained"
    after["verdicts"][2]["because"] = "Said in other words."
    changes = report_changes(before, after)
    assert [one["fingerprint"] for one in changes["gone"]] == [gone["fingerprint"]]
    assert [one["fingerprint"] for one in changes["new"]] == ["0123456789ab"]
    assert [one["fingerprint"] for one in changes["changed"]] == [before["verdicts"][1]["fingerprint"]]
    text = changes_table(changes, before, after, Options(width=80))
    assert "new 1 · gone 1 · changed 1" in text
    assert all(len(line) <= 80 for line in text.splitlines())


def test_what_a_step_does_to_the_verdicts():
    value = sample()
    pair = pair_value(value, COUNTER, DRAFT)
    assert (pair["left"], pair["right"]) == (DRAFT, COUNTER)
    changed = {one["line"]: (one["before"]["verdict"], one["after"]["verdict"]) for one in pair["verdicts"]["changed"]}
    assert changed["cooperative#C-1"] == ("breached", "upheld")
    assert "council#K-1" not in changed
    assert "✗ breached (6)" in verdicts_table(pair["verdicts"], value, Options(width=80))


def test_the_matrix_mirrors_when_the_base_does():
    value = sample()
    matrix = Matrix(value)
    fees = next(row for row in value["rows"] if row["issue"] == "berths.fees")
    assert matrix.cell(DRAFT, fees, COUNTER).value == "looser"
    assert matrix.cell(COUNTER, fees, DRAFT).value == "stricter"
    assert matrix.cell(DRAFT, fees, DRAFT).value == "base"
    oversight = next(row for row in value["rows"] if row["issue"] == "oversight")
    assert matrix.cell(DRAFT, oversight, COUNTER).value == "struck"
    museum = next(row for row in value["rows"] if row["issue"] == "works")
    assert matrix.cell(DRAFT, museum, COUNTER).value == "added"
    lights = next(row for row in value["rows"] if row["issue"] == "works.lights")
    assert matrix.cell(DRAFT, lights, TALKS).value == "deferred"
    assert matrix.cell(COUNCIL, lights, DRAFT).value == "settled"


def test_relations_combine_as_the_algebra_has_it():
    assert together(["same", "looser"]) == "looser"
    assert together(["stricter", "looser"]) == "mixed"
    assert together(["opposed", "looser", "shifted"]) == "opposed"
    assert together(["deferred", "opposed"]) == "deferred"
    assert together(["same", "same"]) == "same"


def test_plans_are_listed_with_what_is_known_of_them_and_who_said_what():
    listed = plans(WORKSPACE, vocabulary=Vocabulary(WORDS), language="en")
    assert [one["id"] for one in listed["plans"]] == [COUNCIL, DRAFT, COUNTER, TALKS]
    text = plans_table(listed, Options(width=80))
    assert all(len(line) <= 80 for line in text.splitlines())
    for part in ("Fishing Cooperative rejects (2031-03-04)", "partial *", "reported 4", "One account counts eleven"):
        assert part in " ".join(text.split())


def test_rules_are_listed():
    rule = {"id": "gap-absent", "severity": "note", "says": "One thing.", "why": "Another.", "title": "t"}
    assert "gap-absent" in rules_table([rule], "en", Options(width=80))
    assert rules_table([], "en", Options()) == "Nothing found.\n"
