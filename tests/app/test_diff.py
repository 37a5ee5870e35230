"""`diff` against git, and between two reports."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from comparer.load.schemas import load_schema
from tests.app.command import HARBOUR, harbour, here, process, put

DRAFT = "plans/drafts/council-draft.yaml"
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


def git(folder: Path, *words: str) -> None:
    nobody = {"NAME": "Harbour desk", "EMAIL": "desk@harbour.example.org"}
    env = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        **{f"GIT_{who}_{key}": value for who in ("AUTHOR", "COMMITTER") for key, value in nobody.items()},
    }
    subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True, env=env)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The second workspace under a folder of a git repository, with a first state and a changed draft in the second."""
    folder = harbour(tmp_path)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "harbour")
    git(tmp_path, "commit", "-q", "-m", "First")
    git(tmp_path, "tag", "first")
    edit(folder / DRAFT, "headcount: {max: 900}", "headcount: {max: 950}")
    git(tmp_path, "commit", "-q", "-a", "-m", "Second")
    return folder


def changed(value: dict[str, Any]) -> list[tuple[list[str], str]]:
    return [(link["left"], link["relation"]) for link in value["links"] if link["relation"] != "same"]


@needs_git
@pytest.mark.parametrize("name", [DRAFT, "council-draft", "plans/drafts/../drafts/council-draft.yaml"])
def test_a_file_against_its_older_state(repository: Path, name: str) -> None:
    done = here("diff", f"{name}@first", "council-draft", "--format", "json", cwd=repository)
    assert (done.code, done.errors) == (0, "")
    assert (done.json["left"], done.json["right"]) == ("council-draft@first", "council-draft")
    assert changed(done.json) == [(["8"], "looser")]
    assert done.json["gaps"] == []


@needs_git
def test_two_older_states_and_two_sides_swapped(repository: Path) -> None:
    value = here("diff", f"{DRAFT}@HEAD", f"{DRAFT}@first", "--format", "json", cwd=repository).json
    assert (value["left"], value["right"]) == ("council-draft@HEAD", "council-draft@first")
    assert changed(value) == [(["8"], "stricter")]
    same = here("diff", f"{DRAFT}@HEAD", "council-draft", "--format", "json", cwd=repository).json
    assert changed(same) == []


@needs_git
def test_a_revision_from_outside_the_workspace_and_in_every_format(repository: Path, tmp_path: Path) -> None:
    words = ["diff", f"{repository / DRAFT}@first", str(repository / DRAFT)]
    assert changed(here(*words, "--format", "json", cwd=tmp_path).json) == [(["8"], "looser")]
    for name in ("table", "md", "html", "csv", "xlsx", "docx", "text"):
        done = here(*words, "--format", name, cwd=tmp_path)
        assert (done.code, done.errors) == (0, ""), name
        assert done.output, name


@needs_git
def test_a_document_against_an_older_state_which_is_never_written_to(repository: Path) -> None:
    put(repository / "june.txt", "1. The shipping line may install automatic cranes.\n")
    for names in (("june.txt", "council-draft@first"), ("council-draft@first", "june.txt")):
        value = here("diff", *names, "--format", "json", cwd=repository).json
        assert [value["left"], value["right"]] == [name.removesuffix(".txt") for name in names]
    before = (repository / DRAFT).read_bytes()
    for name in ("council-draft@first", f"{DRAFT}@first"):
        done = here("suggest", name, "--write", cwd=repository)
        assert (done.code, done.lines) == (2, [f"comparer: error: {name}: only a plan file can be written to"])
    assert (repository / DRAFT).read_bytes() == before


def test_two_documents_need_no_workspace(tmp_path: Path) -> None:
    put(tmp_path / "march.txt", "1. The towns pay.\n\n2. The ferry runs on Sunday.\n")
    put(tmp_path / "june.md", "1. The towns pay.\n")
    value = here("diff", "march.txt", "june.md", "--format", "json", cwd=tmp_path).json
    assert [(link["left"], link["relation"]) for link in value["links"]] == [(["1"], "same")]
    assert [gap["clause"] for gap in value["gaps"]] == ["2"]
    missing = here("diff", "march.txt", "july.md", cwd=tmp_path)
    assert missing.code == 2
    assert missing.lines == ["july.md:1:1: error[ref-unreadable-file]: cannot be read: there is no such file or folder"]
    assert "has no folder plans/" in here("diff", "march.txt", "june", cwd=tmp_path).errors


@needs_git
def test_a_file_that_is_gone_can_still_be_compared(repository: Path) -> None:
    (repository / "plans/positions/line-position.yaml").unlink()
    done = here("diff", "plans/positions/line-position.yaml@first", "council-draft", "--format", "json", cwd=repository)
    assert (done.code, done.errors) == (0, "")
    assert done.json["left"] == "line-position@first"


@needs_git
def test_a_clause_that_others_name_may_be_newer_than_the_revision(repository: Path) -> None:
    edit(repository / "plans/alignments.yaml", "council-draft#16", "council-draft#16b")
    edit(repository / DRAFT, 'id: "16"', 'id: "16b"')
    assert here("diff", f"{DRAFT}@first", "council-draft", "--format", "json", cwd=repository).code == 0


@needs_git
def test_faults_of_an_older_state_name_it(repository: Path) -> None:
    edit(repository / DRAFT, "known: stated", "known: sated")
    git(repository, "commit", "-q", "-a", "-m", "Broken")
    edit(repository / DRAFT, "known: sated", "known: stated")
    done = here("diff", f"{DRAFT}@HEAD", "council-draft", cwd=repository)
    assert (done.code, done.output) == (2, b"")
    assert done.lines == [
        f"{DRAFT}@HEAD:21:12: error[schema-value]: 'sated' is not a value for 'known' (did you mean 'stated'?)"
    ]


@needs_git
@pytest.mark.parametrize(
    ("name", "line"),
    [
        (f"{DRAFT}@nowhere", f"git has no '{DRAFT}' at 'nowhere': invalid object name 'nowhere'."),
        ("council-drfat@first", "'council-drfat' is not a plan of the workspace (did you mean 'council-draft'?)"),
        (f"{DRAFT}@--help", "'--help' is not a revision"),
        (
            "plans/none.yaml@first",
            "git has no 'plans/none.yaml' at 'first': path 'harbour/plans/none.yaml' does not exist in 'first'",
        ),
    ],
)  # fmt: skip
def test_what_git_does_not_know_is_one_line(repository: Path, name: str, line: str) -> None:
    done = here("diff", name, "council-draft", cwd=repository)
    assert (done.code, done.output) == (2, b"")
    assert done.lines == [f"comparer: error: {line}"]


def test_without_git_and_outside_a_repository(tmp_path: Path) -> None:
    folder = harbour(tmp_path)
    done = process("diff", "council-draft@HEAD", "council-draft", cwd=folder, env={"PATH": str(tmp_path)})
    assert (done.code, done.lines) == (2, ["comparer: error: git is not installed, so no revision can be read"])
    if shutil.which("git"):
        done = process("diff", "council-draft@HEAD", "council-draft", cwd=folder, env={"GIT_CEILING_DIRECTORIES": "/"})
        assert done.code == 2
        assert len(done.lines) == 1
        assert done.lines[0].startswith(f"comparer: error: git has no '{DRAFT}' at 'HEAD': not a git repository")


# --- what became of verdicts ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["table", "md", "text", "html"])
@pytest.mark.parametrize(
    ("language", "title", "before", "after"),
    [
        ("en", "Verdicts on red lines that changed", "breached", "upheld"),
        ("uk", "Вердикти щодо червоних ліній, що змінилися", "порушено", "дотримано"),
    ],
)
def test_verdicts_that_differ_are_told_in_the_language_of_the_report(
    name: str, language: str, title: str, before: str, after: str
) -> None:
    words = ("diff", "council-draft", "union-counter", "--lang", language)
    value = here(*words, "--format", "json").json["change"]
    changed = [verdict for verdict in value["verdicts"] if verdict["changed"]]
    assert ("union#UN-1", "breached", "upheld") in {
        (item["subject"], item["before"], item["after"]) for item in changed
    }
    text = " ".join(here(*words, "--format", name).text.split())
    part = text[text.index(title) :]
    line = here("redlines", "council-draft", "--format", "json").json["lines"]["union#UN-1"]["title"]
    assert re.search(rf"{re.escape(line)}.*?{before}.*?{after}", part)


@pytest.mark.parametrize("name", ["table", "md", "html"])
def test_what_a_pair_changes_comes_first_and_the_rest_only_when_asked(name: str) -> None:
    words = ("diff", "council-draft", "union-counter", "--format", name)
    short, full = here(*words).text, here(*words, "--full").text
    assert len(short) * 2 < len(full)
    assert "Limits" not in short
    assert "Limits" in full
    if name == "table":
        lines = short.splitlines()
        assert lines[0].startswith("council-draft → union-counter: ")
        assert "Changed" in lines[:4]
        assert full.startswith(lines[0])


def test_an_issue_narrows_all_that_a_diff_says() -> None:
    words = ("diff", "council-draft", "union-counter", "--format", "json")
    whole, part = here(*words).json["change"], here(*words, "--issue", "staffing").json["change"]
    issues = {ref: clause["issue"] for ref, clause in here("compare", "--format", "json").json["clauses"].items()}

    def clause_issues(value: dict[str, Any]) -> set[str]:
        refs = (ref for change in value["clauses"] for ref in (*change["before"], *change["after"]))
        return {issues[ref].partition(".")[0] for ref in refs}

    assert clause_issues(part) == {"staffing"} < clause_issues(whole)
    assert len(part["verdicts"]) < len(whole["verdicts"])
    assert here("diff", "council-draft", "union-counter", "--issue", "staffing").text.count("\n") < 40


def test_json_of_a_pair_keeps_to_its_contract() -> None:
    value = here("diff", "council-draft", "union-counter", "--format", "json").json
    assert set(value["verdicts"]) == {"new", "gone", "changed"}
    assert "delta" not in value
    assert list(Draft202012Validator(load_schema("change")).iter_errors(value["change"])) == []


# --- two reports ------------------------------------------------------------------------------------------------------


@pytest.fixture
def reports(tmp_path: Path) -> tuple[str, str]:
    before = put(tmp_path / "before.json", here("compare", "--format", "json", cwd=HARBOUR).output)
    folder = harbour(tmp_path)
    edit(folder / DRAFT, "headcount: {max: 900}", "headcount: {max: 1000}")
    edit(
        folder / DRAFT,
        "bearer: shipping-line, modality: may, act: install",
        "bearer: shipping-line, modality: must-not, act: install",
    )
    after = put(tmp_path / "after.json", here("compare", "--format", "json", cwd=folder).output)
    return str(before), str(after)


def test_findings_new_gone_and_changed(reports: tuple[str, str]) -> None:
    value = here("diff", "--reports", *reports, "--format", "json").json
    assert set(value) == {"before", "after", "new", "gone", "changed", "change"}
    assert list(Draft202012Validator(load_schema("change")).iter_errors(value["change"])) == []
    assert value["before"]["digest"] != value["after"]["digest"]
    verdicts = {
        (item["before"]["plan"], item["before"]["line"]): (item["before"]["verdict"], item["after"]["verdict"])
        for item in value["changed"]
        if item["before"]["finding"] == "verdict"
    }
    assert verdicts["council-draft", "union#UN-1"] == ("breached", "upheld")
    links = [item for item in value["changed"] if item["before"]["finding"] == "link"]
    assert {"8", "9"} == {
        clause for link in links for clause in link["before"]["left"] if link["before"]["pair"][0] == "council-draft"
    }
    assert not any(item.get("plan") == "union-counter" for item in (*value["new"], *value["gone"]))
    clauses = {tuple(clause["after"]): clause for clause in value["change"]["clauses"]}
    assert clauses.keys() == {("council-draft#8",), ("council-draft#9",)}
    assert clauses["council-draft#8",]["fields"] == ["terms"]
    assert clauses["council-draft#9",]["fields"] == ["norm"]


def test_two_reports_begin_with_the_clauses_that_were_edited(reports: tuple[str, str]) -> None:
    text = here("diff", "--reports", *reports).text
    lines = text.splitlines()
    assert "2 clauses changed" in lines[0]
    assert lines[1].startswith("council-draft#8 ")
    assert "breached" in text
    assert "upheld" in text[text.index("Verdicts on red lines that changed") :]
    assert not re.search(r"\b[0-9a-f]{12}\b", text)


def test_two_reports_are_narrowed_to_an_issue_and_a_party(reports: tuple[str, str]) -> None:
    words = ("diff", "--reports", *reports, "--format", "json")
    whole = here(*words).json["change"]
    part = here(*words, "--issue", "staffing.cranes").json["change"]
    assert [clause["after"] for clause in part["clauses"]] == [["council-draft#9"]]
    lines = here("compare", "--format", "json").json["lines"]
    assert 0 < len(part["verdicts"]) < len(whole["verdicts"])
    assert {lines[verdict["subject"]]["issue"] for verdict in part["verdicts"]} == {"staffing.cranes"}
    own = here(*words, "--party", "union").json["change"]
    assert {verdict["subject"].partition("#")[0] for verdict in own["verdicts"]} == {"union"}
    assert len(own["clauses"]) == len(whole["clauses"])
    none = here(*words, "--issue", "works.park").json["change"]
    assert none["clauses"] == none["verdicts"] == none["law"] == none["relations"] == none["records"] == []


@pytest.mark.parametrize("name", ["md", "csv", "html", "xlsx", "docx"])
def test_two_reports_in_every_format(reports: tuple[str, str], name: str) -> None:
    done = here("diff", "--reports", *reports, "--format", name)
    assert (done.code, done.errors) == (0, "")
    if name == "csv":
        change = here("diff", "--reports", *reports, "--format", "json").json["change"]
        assert change["verdicts"]
        for answer in change["verdicts"]:
            assert answer["fingerprint"] in done.text
        assert "council-draft#8" in done.text.splitlines()[1]
    if name in ("md", "html"):
        assert "council-draft#8" in done.text[: done.text.index("council-draft#9")]


def test_a_report_that_is_not_whole_is_one_line(reports: tuple[str, str], tmp_path: Path) -> None:
    value = json.loads(Path(reports[1]).read_text(encoding="utf-8"))
    broken = put(tmp_path / "broken.json", json.dumps({key: value[key] for key in ("version", "pairs")}))
    for name in ("table", "md", "html", "docx"):
        done = here("diff", "--reports", reports[0], str(broken), "--format", name)
        assert (done.code, done.output, len(done.lines)) == (2, b"", 1), name


def test_a_change_of_wording_alone_is_no_change_of_findings(tmp_path: Path) -> None:
    folder = harbour(tmp_path)
    before = put(tmp_path / "before.json", here("compare", "--format", "json", cwd=folder).output)
    edit(folder / DRAFT, "heading: North quay", "heading: The north quay\n    note: A note.")
    after = put(tmp_path / "after.json", here("compare", "--format", "json", cwd=folder).output)
    lines = here("diff", "--reports", str(before), str(after)).text.splitlines()
    assert lines[0].endswith(": 1 clause changed, 0 verdicts changed")
    assert lines[2].strip().endswith("edited: heading, note; what it says is the same")
    value = here("diff", "--reports", str(before), str(after), "--format", "json").json
    assert [value[key] for key in ("new", "gone", "changed")] == [[], [], []]
    assert value["change"]["relations"] == value["change"]["verdicts"] == []


def test_the_answer_can_be_written_to_a_file(reports: tuple[str, str], tmp_path: Path) -> None:
    target = tmp_path / "delta.json"
    done = here("diff", "--reports", *reports, "--format", "json", "--output", str(target))
    assert (done.code, done.output, done.lines) == (0, b"", [f"wrote {target}"])
    assert target.read_bytes() == here("diff", "--reports", *reports, "--format", "json").output


HEADED = """\
# Draft of the port

## Powers of the {bearer}

1. The port shall pay the levy{more}.
2. The mill shall close.
"""


@pytest.mark.parametrize("more", ["", " in May"])
def test_an_edited_heading_of_documents_is_told_once_in_every_format(tmp_path: Path, more: str) -> None:
    put(tmp_path / "old.md", HEADED.format(bearer="council", more=""))
    put(tmp_path / "new.md", HEADED.format(bearer="mayor", more=more))

    def run_diff(form: str) -> str:
        return here("diff", "old.md", "new.md", "--format", form, cwd=tmp_path).output.decode()

    edits = [edit for clause in json.loads(run_diff("json"))["change"]["clauses"] for edit in clause["edits"]]
    assert edits == [{"field": "heading", "before": "Powers of the council", "after": "Powers of the mayor"}]
    assert " ".join(run_diff("text").split()).count("Powers of the [-council-] {+mayor+}") == 1
    for form in ("md", "html"):
        assert run_diff(form).count("heading: Powers of the council → Powers of the mayor") == 1
