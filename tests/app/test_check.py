"""The gate: which classes fail, what acceptance does, and when it no longer holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.app.command import ROOT, Result, harbour, here, put, tree


def report() -> dict[str, Any]:
    value: dict[str, Any] = here("compare", "--format", "json").json
    return value


def failing(*words: str, cwd: Path | None = None) -> list[dict[str, Any]]:
    done = here("check", "--format", "json", *words, **({"cwd": cwd} if cwd else {}))
    problems: list[dict[str, Any]] = done.json["problems"]
    assert done.code == (1 if problems else 0)
    return problems


def fingerprints(problems: list[dict[str, Any]]) -> set[str]:
    return {problem["message"].rpartition("[")[2].rstrip("]") for problem in problems}


@pytest.mark.parametrize(
    ("name", "where", "verdicts"),
    [
        ("breached", "verdicts", {"breached"}),
        ("strained", "verdicts", {"breached", "strained"}),
        ("unmet", "verdicts", {"unmet"}),
        ("deferred", "verdicts", {"deferred"}),
        ("unknown", "verdicts", {"unknown"}),
        ("blocked", "constraints", {"blocked"}),
        ("needs", "constraints", {"blocked", "needs"}),
    ],
)
def test_a_class_holds_what_its_name_says(name: str, where: str, verdicts: set[str]) -> None:
    wanted = {item["fingerprint"] for item in report()[where] if item["verdict"] in verdicts}
    assert wanted
    assert fingerprints(failing("--fail-on", name)) == wanted


def test_several_classes_and_the_default() -> None:
    both = fingerprints(failing("--fail-on", "deadlock, contradiction"))
    value = report()
    assert both == {deadlock["fingerprint"] for deadlock in value["deadlocks"] if not deadlock["possible"]} | {
        contradiction["fingerprint"] for contradiction in value["contradictions"] if not contradiction.get("possible")
    }
    assert failing() == failing("--fail-on", "breached")
    assert failing("--fail-on", "strained,breached") == failing("--fail-on", "strained")


def test_each_finding_is_told_at_the_clause_that_decides_it() -> None:
    done = here("check", "council-draft", "--fail-on", "breached")
    assert done.code == 1
    line = next(line for line in done.text.splitlines() if "union#UN-1" in line)
    assert line.startswith(
        "plans/drafts/council-draft.yaml:97:1: error[redline-breached]: council-draft union#UN-1: Clause 9: "
    )
    assert done.lines == [
        f"breached: {len(done.text.splitlines())} not accepted, 0 accepted, 0 acceptances no longer in force"
    ]
    deadlock = here("check", "--fail-on", "deadlock").text.splitlines()[0]
    assert deadlock.startswith("plans/redlines/shipping-line.yaml:18:")


def test_nothing_of_the_class_is_a_pass() -> None:
    done = here("check", "council-draft", "--fail-on", "contradiction")
    assert (done.code, done.output) == (0, b"")
    assert done.lines == ["contradiction: 0 not accepted, 0 accepted, 0 acceptances no longer in force"]


@pytest.mark.parametrize("form", ["json", "sarif", "github", "text"])
def test_the_answer_is_the_same_in_every_format(form: str) -> None:
    done = here("check", "--format", form)
    assert done.code == 1
    count = len(here("check").text.splitlines())
    result = {
        "json": lambda: len(done.json["problems"]),
        "sarif": lambda: len(done.json["runs"][0]["results"]),
        "github": lambda: sum(line.startswith("::error ") for line in done.text.splitlines()),
        "text": lambda: len(done.text.splitlines()),
    }[form]()
    assert result == count > 0
    assert bool(done.errors) == (form == "text")


# --- acceptance -------------------------------------------------------------------------------------------------------


def accepting(folder: Path, *entries: dict[str, Any]) -> Path:
    path = folder / "plans" / "accepted.yaml"
    path.write_text(yaml.safe_dump(list(entries), sort_keys=False), encoding="utf-8")
    return folder


def breach() -> dict[str, Any]:
    return next(verdict for verdict in report()["verdicts"] if verdict["verdict"] == "breached")


def entry(fingerprint: str, **more: Any) -> dict[str, Any]:
    usual = {"was": {"verdict": "breached"}, "reason": "Known.", "by": "harbour desk", "date": "2024-01-01"}
    return {"fingerprint": fingerprint, **usual, **more}


def closing(done: Result) -> str:
    return done.lines[-1]


def test_an_accepted_finding_passes_and_stays_in_the_report(tmp_path: Path) -> None:
    verdict = breach()
    folder = accepting(
        harbour(tmp_path), entry(verdict["fingerprint"], was={"verdict": "breached"}, expires="2030-01-01")
    )
    done = here("check", cwd=folder)
    assert verdict["fingerprint"] not in done.text
    total = sum(each["verdict"] == "breached" for each in report()["verdicts"])
    assert closing(done) == f"breached: {total - 1} not accepted, 1 accepted, 0 acceptances no longer in force"
    shown = here("compare", "--format", "json", cwd=folder).json
    again = next(each for each in shown["verdicts"] if each["fingerprint"] == verdict["fingerprint"])
    assert again["accepted"] is True
    assert shown["totals"]["verdicts"] == report()["totals"]["verdicts"]
    assert {key: each for key, each in again.items() if key != "accepted"} == {
        key: each for key, each in verdict.items() if key != "accepted"
    }


def test_all_accepted_is_a_pass(tmp_path: Path) -> None:
    entries = [entry(verdict["fingerprint"]) for verdict in report()["verdicts"] if verdict["verdict"] == "breached"]
    folder = accepting(harbour(tmp_path), *entries)
    assert here("check", cwd=folder).code == 0
    assert here("check", "--fail-on", "strained", cwd=folder).code == 1


@pytest.mark.parametrize(
    ("more", "phrase", "difference"),
    [
        ({"was": {"verdict": "strained"}}, "was for a finding that has changed", ": verdict was strained, is breached"),
        ({"expires": "2024-01-31"}, "has expired", ""),
    ],
)
def test_an_acceptance_that_no_longer_holds_counts_again(
    tmp_path: Path, more: dict[str, Any], phrase: str, difference: str
) -> None:
    verdict = breach()
    folder = accepting(harbour(tmp_path), entry(verdict["fingerprint"], **more))
    done = here("check", cwd=folder)
    assert done.code == 1
    lines = [line for line in done.text.splitlines() if verdict["fingerprint"] in line]
    assert len(lines) == 2
    assert "error[redline-breached]" in lines[0]
    assert lines[1] == (
        f"plans/accepted.yaml:1:3: error[ref-accepted-stale]: the acceptance of {verdict['fingerprint']} {phrase}"
        f"{difference} (Known.) "
        "(look at the finding again, then renew or remove the entry)"
    )
    assert closing(done).endswith("0 accepted, 1 acceptance no longer in force")


def test_an_acceptance_of_nothing_fails_by_itself(tmp_path: Path) -> None:
    folder = accepting(harbour(tmp_path), entry("0123456789ab"))
    done = here("check", "--fail-on", "contradiction", "council-draft", "union-counter", cwd=folder)
    assert "ref-accepted-stale" not in done.text  # with plans left out, it may be about one of those
    whole = here("check", "--fail-on", "plan", cwd=folder)
    assert "the acceptance of 0123456789ab matches no finding" in whole.text
    quiet = accepting(harbour(tmp_path / "b"), entry("0123456789ab"))
    for path in (quiet / "plans/redlines").iterdir():
        path.unlink()
    assert here("check", cwd=quiet).code == 1


def test_expiry_is_the_last_day_even_where_only_the_month_is_given(tmp_path: Path) -> None:
    verdict = breach()
    folder = accepting(harbour(tmp_path), entry(verdict["fingerprint"], expires="2024-05"))
    assert verdict["fingerprint"] not in here("check", cwd=folder).text  # the record ends on 2024-05-22
    late = accepting(harbour(tmp_path / "b"), entry(verdict["fingerprint"], expires="2024-04"))
    assert "has expired" in here("check", cwd=late).text


def test_the_record_itself_passes() -> None:
    done = here("check", cwd=ROOT)
    assert (done.code, done.text) == (0, "")
    assert closing(done).endswith(" 0 acceptances no longer in force")


def figured_breach() -> dict[str, Any]:
    """A breach that rests on a clause with a figure: clause 8 has a headcount of at most 900."""
    return next(
        each
        for each in report()["verdicts"]
        if each["verdict"] == "breached" and each["plan"] == "council-draft" and each["clauses"] == ["8"]
    )


def test_an_acceptance_ends_with_the_figure_it_was_for(tmp_path: Path) -> None:
    fingerprint = figured_breach()["fingerprint"]
    was = {"verdict": "breached", "clauses": ["8"], "values": {"8": {"headcount": {"max": 900, "unit": "person"}}}}
    folder = accepting(harbour(tmp_path), entry(fingerprint, was=was))
    assert fingerprint not in here("check", cwd=folder).text
    draft = folder / "plans/drafts/council-draft.yaml"
    text = draft.read_text(encoding="utf-8")
    line = text[: text.index('id: "8"')].count("\n") + 1
    draft.write_text(text.replace("headcount: {max: 900}", "headcount: {max: 950}"), encoding="utf-8")
    message = [each for each in here("check", cwd=folder).text.splitlines() if fingerprint in each]
    assert [each.split("[")[1].split("]")[0] for each in message] == ["redline-breached", "ref-accepted-stale"]
    assert message[1].startswith("plans/accepted.yaml:1:3: ")
    change = f"council-draft#8 headcount was max 900, is max 950 at plans/drafts/council-draft.yaml:{line}"
    assert change in message[1]


def test_an_acceptance_without_its_figures_is_named_in_a_note(tmp_path: Path) -> None:
    was = {"verdict": "breached", "clauses": ["8"]}
    folder = accepting(harbour(tmp_path), entry(figured_breach()["fingerprint"], was=was))
    assert closing(here("check", cwd=folder)).startswith("note: 1 acceptance without 'values'")


def test_the_findings_of_a_class_as_entries_that_a_person_completes(tmp_path: Path) -> None:
    known = figured_breach()["fingerprint"]
    folder = accepting(harbour(tmp_path), entry(known))
    printed = here("check", "--format", "yaml", cwd=folder)
    assert printed.code == 0
    entries = {each["fingerprint"]: each for each in yaml.safe_load(printed.text)}
    assert entries[known]["was"]["values"] == {"8": {"headcount": {"max": 900, "unit": "person"}}}
    assert (entries[known]["reason"], entries[known]["by"]) == ("Known.", "harbour desk")
    assert {each["reason"] for key, each in entries.items() if key != known} == {""}
    put(folder / "plans/accepted.yaml", printed.text)
    assert "accepted.yaml" in here("validate", cwd=folder).text, "an entry without a reason is a fault"
    put(folder / "plans/accepted.yaml", printed.text.replace('reason: ""', "reason: Seen."))
    assert here("check", cwd=folder).code == 0


def test_check_writes_nothing(tmp_path: Path) -> None:
    folder = harbour(tmp_path)
    before = tree(folder)
    here("check", cwd=folder)
    assert tree(folder) == before


def test_an_issue_and_a_party_narrow_the_gate_and_it_says_so(tmp_path: Path) -> None:
    of_party = {
        item["fingerprint"]
        for item in report()["verdicts"]
        if item["verdict"] == "breached" and item["party"] == "union"
    }
    assert of_party
    assert fingerprints(failing("--party", "union")) == of_party
    assert fingerprints(failing("--issue", "staffing")) < fingerprints(failing())
    assert here("check", "--party", "union").errors.endswith("; only of party union\n")
    folder = accepting(harbour(tmp_path), entry("0123456789ab"))  # which may be of another party
    assert "ref-accepted-stale" not in here("check", "--party", "union", cwd=folder).text
    assert "ref-accepted-stale" in here("check", cwd=folder).text
