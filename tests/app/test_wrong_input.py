"""What people get wrong: one line for each fault, where it is and what to do; exit 2, nothing on standard output."""

# ruff: noqa: E501 - what the command prints stands here on one line, as it does there

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from comparer.app.cli.main import COMMAND_SUMMARIES
from tests.app.command import HARBOUR, Result, harbour, here, pact, process, put, tree
from tests.factories.pact import FILES, SEEDS, TAKEN, VOCABULARY_FILE, A, B

COMPARE_ALIKE = (["compare"], ["check"], ["redlines"], ["plans"], ["explain", "pact-a#1-1"], ["align", "pact-a", "pact-b"],
                 ["diff", "pact-a", "pact-b"])  # fmt: skip
UNKNOWN = "is not a plan of the workspace"


def refused(done: Result, *lines: str) -> None:
    assert done.lines == list(lines)
    assert done.code == 2
    assert done.output == b""


# --- the words of the command -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["comprae"], "argument COMMAND: invalid choice: 'comprae' (did you mean 'compare'?); see 'comparer --help'"),
        ([], "the following arguments are required: COMMAND; see 'comparer --help'"),
        (["compare", "--formt", "md"], "unrecognized arguments: --formt (did you mean '--format'?); see 'comparer compare --help'"),
        (["compare", "--form", "md"], "unrecognized arguments: --form (did you mean '--format'?); see 'comparer compare --help'"),
        (["compare", "--format", "jsno"], "argument --format: invalid choice: 'jsno' (did you mean 'json'?); see 'comparer compare --help'"),
        (["compare", "--lang", "qq"], "argument --lang: invalid choice: 'qq' (one of: en, uk, ru); see 'comparer compare --help'"),
        (["align", "council-draft"], "the following arguments are required: RIGHT; see 'comparer align --help'"),
        (["align", "council-draft", "union-counter", "x"], "unrecognized arguments: x; see 'comparer align --help'"),
        (["plans", "--strict"], "unrecognized arguments: --strict; see 'comparer plans --help'"),
        (["compare", "council-drfat"], f"'council-drfat' {UNKNOWN} (did you mean 'council-draft'?)"),
        (["compare", "zzz"], f"'zzz' {UNKNOWN} (plans: line-position, council-draft, union-counter, joint-revision)"),
        (["compare", ""], f"'' {UNKNOWN} (plans: line-position, council-draft, union-counter, joint-revision)"),
        (["compare", "plans/settings.yaml"], f"plans/settings.yaml: it {UNKNOWN}"),
        (["compare", "--base", "councl-draft"], f"'councl-draft' {UNKNOWN} (did you mean 'council-draft'?)"),
        (["compare", "--issue", "stafing"], "'stafing' is not an issue of the vocabulary (did you mean 'staffing'?)"),
        (["compare", "--as-of", "yesterday"], "'yesterday' is not a date; write YYYY-MM-DD, YYYY-MM or YYYY"),
        (["compare", "--as-of", "2024-02-30"], "'2024-02-30' is not a date; write YYYY-MM-DD, YYYY-MM or YYYY"),
        (["compare", "--as-of", "2024-2-3"], "'2024-2-3' is not a date; write YYYY-MM-DD, YYYY-MM or YYYY"),
        (["check", "--as-of", "٢٠٢٤"], "'٢٠٢٤' is not a date; write YYYY-MM-DD, YYYY-MM or YYYY"),
        (["compare", "--workspace", "nowhere"], "nowhere: there is no such folder"),
        (["compare", "--workspace", ""], "--workspace names no folder"),
        (["compare", "--reports", "r", "--output", "o"], "--reports writes every format into its folder; leave out --output"),
        (["check", "--fail-on", "breeched"], "--fail-on 'breeched' is not a class of findings (did you mean 'breached'?)"),
        (["check", "--fail-on", ","], "--fail-on names no class of findings (classes: breached, strained, unmet, deferred, unknown, blocked, needs, deadlock, contradiction, plan)"),
        (["redlines", "--party", "unoin"], "'unoin' has no red lines here (did you mean 'union'?)"),
        (["explain", "council-draft#99"], "'council-draft#99' is not a clause, red line or rule of the record (did you mean 'council-draft#19'?)"),
        (["explain", "un-2"], "'un-2' is not a clause, red line or rule of the record (did you mean 'union#UN-2'?)"),
        (["explain", "8"], "'8' is not a clause, red line or rule of the record (did you mean 'council-draft#8', 'union-counter#8'?)"),
        (["align", "council-draft", "council-draft"], "LEFT and RIGHT are the same plan"),
        (["diff", "council-draft"], "diff needs LEFT and RIGHT, or --reports A.json B.json"),
        (["diff", "council-draft", "council-draft"], "LEFT and RIGHT are the same plan (name a revision with FILE@REV)"),
        (["diff", "council-draft", "--reports", "a", "b"], "diff takes LEFT and RIGHT, or --reports A.json B.json, and not both"),
        (["schema", "plam"], "'plam' is not the name of a schema (did you mean 'plan'?)"),
        (["validate", "plans/nowhere"], "plans/nowhere: there is no such file or folder"),
    ],
)  # fmt: skip
def test_each_misuse_is_one_line(words: list[str], line: str) -> None:
    refused(here(*words), f"comparer: error: {line}")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("nowhere.yaml", "there is no such file or folder"),
        ("plans/nowhere.yaml", "there is no such file or folder"),
        ("plans/drafts", "it is a folder"),
        ("plans/vocabulary.yaml/x", "a part of its path is a file, not a folder"),
        ("x" * 300 + ".yaml", "file name too long"),
    ],
)
def test_a_plan_file_that_cannot_be_read(name: str, reason: str) -> None:
    refused(here("compare", name), f"{name}:1:1: error[ref-unreadable-file]: cannot be read: {reason}")


def test_a_folder_without_plans(tmp_path: Path) -> None:
    where = f"{tmp_path}:1:1: error[ref-no-workspace]: {tmp_path} has no folder plans/ with a plan in it, nor has any folder above"
    refused(
        here("compare", cwd=tmp_path), f"{where} (make one with 'comparer init DIR', or name one with --workspace DIR)"
    )
    (tmp_path / "plans" / "drafts").mkdir(parents=True)
    refused(here("compare", cwd=tmp_path), f"{where} (put one YAML file for each plan into plans/drafts/)")
    put(tmp_path / VOCABULARY_FILE, "actors: {}\n")
    for words in (["compare"], ["check"], ["plans"], ["redlines"], ["explain", "a#1"]):
        refused(
            here(*words, cwd=tmp_path),
            "plans:1:1: error[ref-no-plan]: the workspace holds no plan (put one YAML file for each into plans/drafts/)",
        )


def test_a_name_that_is_no_text_and_one_that_would_steer_the_terminal() -> None:
    plans = "(plans: line-position, council-draft, union-counter, joint-revision)"
    not_text = "comparer: error: \\udcff\\udcfe: it is not UTF-8; rename the file, or name another"
    refused(process("compare", b"\xff\xfe"), not_text)
    refused(process("compare", "\x1b[31mred\n"), f"comparer: error: '\\x1b[31mred\\n' {UNKNOWN} {plans}")
    commands = ", ".join(COMMAND_SUMMARIES)
    unknown = f"invalid choice: '\\udcff' (one of: {commands}); see 'comparer --help'"
    refused(process(b"\xff"), f"comparer: error: argument COMMAND: {unknown}")


def test_the_folder_of_the_run_is_gone(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    done = process("plans", cwd=gone, shell='rmdir "$PWD"; "$@"')
    refused(done, "comparer: error: the folder in which the command was started is gone")


# --- what the files hold ----------------------------------------------------------------------------------------------


def both_ways(folder: Path, *lines: str) -> None:
    """`validate` answers 1 with the faults on standard output; every other command 2, with the same on standard error."""
    checked = here("validate", cwd=folder)
    assert checked.code == 1
    assert [line for line in checked.text.splitlines() if " error[" in line] == list(lines)
    for words in COMPARE_ALIKE:
        refused(here(*words, cwd=folder), *lines)


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (A, "evidence: A", "evidence: &a A", f"{A}:19:19: error[yaml-anchor]"),
        (A, "plan: pact-a", "plan: pact-a\nplan: pact-c", f"{A}:2:1: error[yaml-duplicate-key]: the key 'plan' stands twice, first on line 1; keep one of them"),
        (A, "known: stated", "known: state", f"{A}:18:16: error[schema-value]: 'state' is not a value for 'known' (did you mean 'stated'?)"),
        (A, "bearer: north", "bearer: nroth", f"{A}:15:24: error[ref-unknown-word]: 'nroth' is not among the actors of the vocabulary (did you mean 'north'?)"),
        (A, "[treasury-paper#2]", "[tresury-paper#2]", f"{A}:20:17: error[ref-unknown-source]: no source card has the id 'tresury-paper' (did you mean 'treasury-paper'?)"),
        (A, "[treasury-paper#2]", "[treasury-paper#9]", f"{A}:20:17: error[ref-unknown-paragraph]"),
        (TAKEN, "reason:", "raeson: x, reason:", f"{TAKEN}:1:57: error[schema-unknown-key]: 'raeson' is not a field of item 1 (did you mean 'reason'?)"),
    ],
)  # fmt: skip
def test_a_fault_of_the_data_is_told_with_its_place(tmp_path: Path, file: str, old: str, new: str, line: str) -> None:
    folder = pact(tmp_path, (file, old, new))
    outcome = here("compare", cwd=folder)
    assert outcome.code == 2
    assert len(outcome.lines) == 1, outcome.lines
    assert outcome.lines[0].startswith(line)
    both_ways(folder, outcome.lines[0])


def test_two_plans_of_one_id(tmp_path: Path) -> None:
    folder = pact(tmp_path)
    put(folder / "plans/drafts/pact-c.yaml", "plan: pact-a\ntitle: Copy\nprovisions:\n  - {id: '1', text: A.}\n")
    outcome = here("compare", cwd=folder)
    assert outcome.code == 2
    message = f"the plan id 'pact-a' is used twice; first at {A}:1 (give one of them another id)"
    assert outcome.lines == [f"plans/drafts/pact-c.yaml:1:7: error[ref-duplicate-id]: {message}"]


def test_an_empty_plan(tmp_path: Path) -> None:
    folder = pact(tmp_path)
    put(folder / "plans/drafts/empty.yaml", "")
    put(folder / "plans/drafts/none.yaml", "plan: none\ntitle: None\nprovisions: []\n")
    outcome = here("compare", cwd=folder)
    assert outcome.code == 2
    assert [line.split(": ")[0] + " " + line.split("error")[1][:12] for line in outcome.lines] == [
        "plans/drafts/empty.yaml:1:1 [yaml-empty]",
        "plans/drafts/none.yaml:3:13 [schema-empt",
    ]


def test_a_plan_in_another_encoding(tmp_path: Path) -> None:
    folder = pact(tmp_path)
    text = FILES[A].replace("First draft", "Première ébauche").replace("pact-a", "pact-c")
    put(folder / "plans/drafts/latin.yaml", text.encode("latin-1"))
    put(folder / "plans/drafts/wide.yaml", text.replace("pact-c", "pact-d").encode("utf-16"))
    outcome = here("compare", cwd=folder)
    assert outcome.code == 2
    assert [line.partition("]")[0] for line in outcome.lines] == [
        "plans/drafts/latin.yaml:2:13: error[yaml-encoding",
        "plans/drafts/wide.yaml:1:1: error[yaml-encoding",
    ]


def test_one_broken_file_never_hides_the_faults_of_the_others(tmp_path: Path) -> None:
    folder = pact(
        tmp_path,
        (A, "provisions:", "provisions: ]"),
        (B, "known: stated", "known: sated"),
        (SEEDS, "type: text", "type: txt"),
    )
    outcome = here("compare", cwd=folder)
    assert outcome.code == 2
    assert {line.split(":")[0] for line in outcome.lines} == {A, B, SEEDS}


def test_a_plan_of_text_alone_is_compared_with_less(tmp_path: Path) -> None:
    put(
        tmp_path / "plans/a.yaml",
        "plan: a\ntitle: A\nprovisions:\n  - {id: '1', text: The council pays for the road.}\n",
    )
    put(
        tmp_path / "plans/b.yaml",
        "plan: b\ntitle: B\nprovisions:\n  - {id: '1', text: The council pays for the road.}\n",
    )
    report = here("compare", "--format", "json", cwd=tmp_path).json
    (pair,) = report["pairs"]
    assert [(link["left"], link["right"], link["relation"]) for link in pair["links"]] == [(["1"], ["1"], "same")]
    assert pair["gaps"] == []
    assert all(link["basis"] != "encoded" for link in pair["links"])
    for words in (
        ["compare"],
        ["diff", "a", "b"],
        ["align", "a", "b"],
        ["check"],
        ["plans"],
        ["redlines"],
        ["explain", "a#1"],
    ):
        done = here(*words, cwd=tmp_path)
        assert (
            done.code,
            done.errors.replace("breached: 0 not accepted, 0 accepted, 0 acceptances no longer in force\n", ""),
        ) == (0, ""), words


def test_one_plan_alone_is_compared_with_nothing() -> None:
    report = here("compare", "council-draft", "--format", "json").json
    assert report["pairs"] == []
    assert report["verdicts"]
    assert here("compare", "council-draft", "council-draft", "--format", "json").json == report


# --- what the disk does -----------------------------------------------------------------------------------------------


def test_links_in_a_circle_are_told_and_not_followed(tmp_path: Path) -> None:
    folder = pact(tmp_path)
    (folder / "plans" / "drafts" / "again").symlink_to(folder / "plans", target_is_directory=True)
    assert here("compare", cwd=folder).code == 0
    (folder / "plans" / "drafts" / "loop.yaml").symlink_to("loop.yaml")
    outcome = here("compare", cwd=folder)
    assert outcome.code == 2
    assert len(outcome.lines) == 1
    assert outcome.lines[0].startswith("plans/drafts/loop.yaml:1:1: error[ref-unreadable-file]: cannot be read: ")


def test_a_file_that_points_nowhere(tmp_path: Path) -> None:
    folder = pact(tmp_path)
    (folder / "plans" / "drafts" / "gone.yaml").symlink_to("nowhere")
    refused(
        here("compare", cwd=folder),
        "plans/drafts/gone.yaml:1:1: error[ref-unreadable-file]: cannot be read: there is no such file or folder",
    )


def test_a_folder_named_like_a_file_is_passed_over(tmp_path: Path) -> None:
    folder = pact(tmp_path)
    (folder / "plans" / "drafts" / "folder.yaml").mkdir()
    assert here("compare", cwd=folder).code == 0


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    folder = pact(tmp_path)
    (folder / A).chmod(0)
    refused(here("compare", cwd=folder), f"{A}:1:1: error[ref-unreadable-file]: cannot be read: permission denied")


def test_a_failed_run_writes_nothing_anywhere(tmp_path: Path) -> None:
    folder = pact(tmp_path / "ws", (A, "bearer: north", "bearer: nroth"))
    before = tree(folder)
    for words in (
        ["compare", "--reports", "reports"],
        ["compare", "--output", "report.json", "--format", "json"],
        ["diff", "pact-a", "pact-b", "--output", "diff.md", "--format", "md"],
    ):
        assert here(*words, cwd=folder).code == 2
    assert tree(folder) == before


# --- two reports ------------------------------------------------------------------------------------------------------


def test_reports_that_are_none(tmp_path: Path) -> None:
    whole = put(tmp_path / "whole.json", here("compare", "--format", "json").output)
    for content, line in (
        (b"not json", "it is not a JSON report; make one with compare --format json"),
        (b"\xff\xfe\x00", "it is not a JSON report; make one with compare --format json"),
        (b"[]", "it is not a report of this program, version 1"),
        (b'{"version": 2, "pairs": []}', "it is not a report of this program, version 1"),
    ):
        other = put(tmp_path / "other.json", content)
        refused(here("diff", "--reports", str(whole), str(other)), f"comparer: error: {other}: {line}")
    for content in (b'{"version": 1, "pairs": [{}]}', b'{"version": 1, "pairs": 3}', b'{"version": 1, "pairs": [3]}'):
        other = put(tmp_path / "other.json", content)
        line = "comparer: error: one of the reports is not whole; make it again with compare --format json"
        refused(here("diff", "--reports", str(whole), str(other)), line)
    deep = put(tmp_path / "deep.json", b"[" * 200_000)
    assert here("diff", "--reports", str(whole), str(deep)).code == 2


# --- a fault of our own -----------------------------------------------------------------------------------------------


def test_a_crash_does_not_answer_like_a_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    import comparer.app.cli.plans  # noqa: F401

    def broken(*_: object) -> int:
        raise TypeError("broken\nin two")

    monkeypatch.setattr(sys.modules["comparer.app.cli.plans"], "main", broken)
    refused(
        here("plans"),
        "comparer: internal error: TypeError: broken\\nin two (COMPARER_DEBUG=1 shows where)",
    )
    monkeypatch.setenv("COMPARER_DEBUG", "1")
    with pytest.raises(TypeError):
        here("plans")


def test_the_faults_of_a_workspace_are_counted_by_what_is_shown(tmp_path: Path) -> None:
    folder = harbour(tmp_path)
    assert here("validate", "plans/redlines", cwd=folder).lines == ["2 files: no faults"]
    assert here("validate", cwd=HARBOUR).lines == ["12 files: 2 warnings"]
    assert here("validate", "--strict", cwd=HARBOUR).code == 1


@pytest.mark.parametrize(
    ("cwd", "name"),
    [("plans", ".."), ("plans", "../plans"), ("plans", "drafts/../drafts"), (".", f"plans/../{A}"), ("seeds", f"../{A}")],
)  # fmt: skip
def test_a_path_with_a_way_back_hides_no_fault(tmp_path: Path, cwd: str, name: str) -> None:
    folder = pact(tmp_path, (A, "known: stated", "known: state"))
    done = here("validate", name, cwd=folder / cwd)
    assert done.code == 1
    assert done.text.startswith(f"{A}:18:16: error[schema-value]: ")
