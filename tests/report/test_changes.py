"""What changed from plan to plan and from report to report, in words; and the matrix with any base."""

from comparer.differences import between_plans, between_reports
from comparer.report import Options, changes
from comparer.report.matrix import Matrix, together

from .sample import COUNCIL, COUNTER, DRAFT, TALKS, sample


def test_findings_new_gone_and_changed_are_told_in_words_with_their_fingerprints():
    before, after = sample(), sample()
    gone = after["pairs"][3]["links"].pop()
    after["verdicts"].append(after["verdicts"][0] | {"fingerprint": "0123456789ab"})
    after["verdicts"][1]["verdict"] = "strained"
    text = changes.between_reports(between_reports(before, after), before, after, Options(width=80))
    assert "new 1 · gone 1 · changed 1" in text
    for mark in (gone["fingerprint"], "0123456789ab", after["verdicts"][1]["fingerprint"]):
        assert text.count(f"[{mark}]") == 1
    assert "gone: coop-2#5 is the opposite of port-1#6" in text
    assert all(len(line) <= 80 for line in text.splitlines())


def test_a_report_has_not_changed_against_itself():
    value = sample()
    text = changes.between_reports(between_reports(value, value), value, value, Options())
    assert text == "new 0 · gone 0 · changed 0\n"


def test_every_kind_of_finding_can_be_told():
    value, empty = sample(), sample()
    for name in ("pairs", "verdicts", "constraints", "deadlocks", "contradictions", "plan_findings"):
        empty[name] = []
    delta = between_reports(empty, value)
    text = changes.between_reports(delta, empty, value, Options(width=80))
    assert sum(line.startswith("new: ") for line in text.splitlines()) == len(delta["new"])


def test_what_a_step_does_to_the_verdicts():
    value = sample()
    text = changes.between_plans(between_plans(value, DRAFT, COUNTER), value, Options(width=100))
    row = next(line for line in text.splitlines() if line.startswith("cooperative#C-1"))
    assert row.split("(absolute)")[1].split() == ["✗", "breached", "(6)", "✓", "upheld", "(5)"]
    assert "council#K-1" not in text
    assert "HL-2" not in text, "a rule that both plans run into alike has not changed"
    assert "HL-1 Boats may leave in distress" in text


def test_no_change_of_verdicts_is_said():
    value = sample()
    delta = between_plans(value, DRAFT, DRAFT)
    assert changes.between_plans(delta, value, Options()) == "Verdicts that changed: none\n"


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
