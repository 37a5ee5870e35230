"""What lies where a file should: pipes, devices, links, names that are no text; and what is written by its name."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from comparer.app import disk
from comparer.app.git import read_file_at_revision
from comparer.app.web.server import LivePage, PageServer
from comparer.model.errors import UsageError
from tests.app.command import Result, here, pact, put, tree
from tests.factories.pact import VOCABULARY_FILE, A, B

READING = (["validate"], ["compare"], ["check"], ["plans"], ["explain", "pact-a#1-1"], ["suggest", "pact-a"])


def refused(done: Result, start: str, reason: str) -> None:
    assert done.code == 2
    assert done.output == b""
    assert len(done.lines) == 1
    assert done.lines[0].startswith(start)
    assert done.lines[0].endswith(reason)


NOT_UTF8 = os.fsdecode(b"b\xff")


@pytest.mark.parametrize(
    "words",
    [
        ("compare", f"{NOT_UTF8}.txt", "pact-a"),
        ("diff", f"{NOT_UTF8}.yaml", "pact-a"),
        ("draft", f"{NOT_UTF8}.txt", "pact-a", "--format", "docx"),
        ("matrix", f"{NOT_UTF8}.txt"),
        ("suggest", f"{NOT_UTF8}.yaml", "--write"),
        ("explain", "--text", f"They must pay {NOT_UTF8}."),
        ("precedents", f"They must pay {NOT_UTF8}.", "--corpus", "plans", "--index", "x", "--output", "y"),
        ("import", "a.txt", "--output", f"plans/drafts/{NOT_UTF8}.yaml"),
    ],
    ids=lambda words: words[0],
)
def test_a_name_or_a_text_that_is_not_utf8_is_one_line(words: tuple[str, ...], tmp_path: Path) -> None:
    pact(tmp_path)
    put(tmp_path / f"{NOT_UTF8}.txt", "1. The towns keep the weir.\n")
    put(tmp_path / f"{NOT_UTF8}.yaml", "plan: b\ntitle: B\nprovisions:\n  - {id: '1', text: The towns wait.}\n")
    put(tmp_path / "a.txt", "1. The towns keep the weir.\n")
    done = here(*words, cwd=tmp_path)
    assert (done.code, len(done.lines)) == (2, 1)
    assert "not UTF-8" in done.lines[0]


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_a_pipe_among_the_data_is_told_and_not_waited_for(tmp_path: Path, words: list[str]) -> None:
    folder = pact(tmp_path)
    os.mkfifo(folder / "plans/drafts/pipe.yaml")
    refused(here(*words, cwd=folder), "plans/drafts/pipe.yaml:1:1: error[ref-unreadable", "it is not an ordinary file")


@pytest.mark.parametrize("place", ["plans/drafts/x.yaml", "plans/drafts/x", "seeds"])
def test_a_link_out_of_the_workspace_is_told_and_not_read(tmp_path: Path, place: str) -> None:
    folder = pact(tmp_path / "ws")
    outside = tmp_path / "outside"
    put(outside / "x.yaml", "secret: words")
    if place == "seeds":
        shutil.rmtree(folder / "seeds")
    (folder / place).symlink_to(outside / "x.yaml" if place.endswith(".yaml") else outside)
    done = here("compare", cwd=folder)
    assert (done.code, done.output, len(done.lines)) == (2, b"", 1)
    assert done.lines[0].startswith(f"{place}:1:1: error[ref-unreadable-file]: cannot be read: it is a link ")
    assert "secret" not in done.errors


def test_a_link_inside_the_workspace_is_read(tmp_path: Path) -> None:
    folder = pact(tmp_path)
    (folder / "other").mkdir()
    (folder / A).rename(folder / "other" / "a.yaml")
    (folder / A).symlink_to(folder / "other" / "a.yaml")
    assert here("compare", cwd=folder).code == 0


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_a_name_that_is_no_text_is_told_by_every_command(tmp_path: Path, words: list[str]) -> None:
    folder = pact(tmp_path)
    Path(os.fsdecode(os.fsencode(folder) + b"/plans/drafts/\xff.yaml")).write_bytes(b"plan: z\n")
    refused(here(*words, cwd=folder), "plans/drafts/\\udcff.yaml:1:1: error[ref-un", "its name is not UTF-8; rename it")


def test_a_name_that_steers_a_terminal_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    folder = pact(tmp_path)
    target = folder / "out\x1b]0;x\x07\nerror: forged"
    done = here("compare", "--output", str(target), cwd=folder)
    assert done.code == 0
    assert done.lines == [f"wrote {folder}/out\\x1b]0;x\\x07\\nerror: forged"]
    made = here("init", str(tmp_path / "new\x1b[31m"))
    assert made.text.count("\n") == 1
    assert "\x1b" not in made.text


def test_a_device_without_an_end_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "MAX_FILE_BYTES", 100_000)
    with pytest.raises(disk.FileError, match="it holds more than 0 MB"):
        disk.read_file(Path("/dev/zero"), max_bytes=100_000)


def test_a_file_that_changes_while_it_is_read_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path / "a.yaml", "first")
    real, reads = os.read, []

    def read(descriptor: int, size: int) -> bytes:
        content = real(descriptor, size)
        reads.append(content)
        if len(reads) == 1:
            put(path, "second, longer")
        return content

    monkeypatch.setattr(os, "read", read)
    assert disk.read_file(path) == b"second, longer"


def test_a_file_that_never_rests_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, real = put(tmp_path / "a.yaml", "x"), os.read

    def read(descriptor: int, size: int) -> bytes:
        with path.open("ab") as stream:
            stream.write(b"x")
        return real(descriptor, size) if len(path.read_bytes()) % 3 else b""

    monkeypatch.setattr(os, "read", read)
    with pytest.raises(disk.FileError, match="it changes while it is read"):
        disk.read_file(path, max_bytes=1_000_000)


def test_an_ending_in_capitals_is_a_data_file(tmp_path: Path) -> None:
    folder = pact(tmp_path)
    (folder / A).rename((folder / A).with_suffix(".YAML"))
    assert "pact-a" in here("plans", cwd=folder).text
    assert here("validate", cwd=folder).code == 0


@pytest.mark.parametrize("words", [["compare", "/"], ["suggest", "/"], ["diff", "/", "pact-a"]], ids=" ".join)
def test_a_slash_in_place_of_a_plan_is_a_folder(tmp_path: Path, words: list[str]) -> None:
    refused(here(*words, cwd=pact(tmp_path)), "/:1:1: error[ref-unreadable-file]", "it is a folder")


def test_the_schemas_are_not_written_through_a_link_out_of_the_workspace(tmp_path: Path) -> None:
    folder = pact(tmp_path / "ws")
    (folder / "plans/.schema").mkdir()
    outside = put(tmp_path / "outside", "mine")
    (folder / "plans/.schema/plan.schema.json").symlink_to(outside)
    before = tree(folder)
    assert here("schema", "--write", cwd=folder).code == 2
    assert outside.read_text() == "mine"
    assert tree(folder) == before


def test_a_folder_of_reports_that_leads_out_of_the_workspace_is_not_written_to(tmp_path: Path) -> None:
    folder = pact(tmp_path / "ws")
    (tmp_path / "outside").mkdir()
    (folder / "reports").symlink_to(tmp_path / "outside")
    done = here("compare", "--reports", "reports", cwd=folder)
    assert done.lines == [
        "comparer: error: reports: it is a link that leads out of the workspace (name the folder itself)"
    ]
    assert tree(tmp_path / "outside") == {}


def test_a_dash_is_standard_output(tmp_path: Path) -> None:
    folder = pact(tmp_path)
    done = here("compare", "--format", "json", "--output", "-", cwd=folder)
    assert done.json["plans"]
    assert not (folder / "-").exists()


def test_a_repository_of_somebody_else_runs_nothing(tmp_path: Path) -> None:
    """A partial clone whose missing object would be fetched by a command that the repository names."""
    folder = pact(tmp_path / "ws")
    mark = tmp_path / "ran"

    def git(*words: str) -> bytes:
        names = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
        return subprocess.run(["git", *names, *words], cwd=folder, check=True, capture_output=True).stdout

    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "x")
    (blob,) = git("rev-parse", f"HEAD:{A}").decode().split()
    (folder / ".git/objects" / blob[:2] / blob[2:]).unlink()
    for name, value in (
        ("core.repositoryformatversion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.url", f"ext::sh -c 'touch {mark}'"),
        ("protocol.ext.allow", "always"),
        ("core.fsmonitor", f"touch {mark}"),
        ("core.pager", f"touch {mark}"),
    ):
        git("config", name, value)
    done = here("diff", f"{A}@HEAD", "pact-b", cwd=folder)
    assert done.code == 2
    assert len(done.lines) == 1
    assert not mark.exists()


def test_another_repository_of_the_environment_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = pact(tmp_path / "ws")
    subprocess.run(["git", "init", "-q", str(tmp_path / "other")], check=True)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other" / ".git"))
    done = here("diff", f"{A}@HEAD", "pact-b", cwd=folder)
    assert "not a git repository" in done.errors


def test_a_report_of_which_anything_is_missing_is_one_line(tmp_path: Path) -> None:
    folder = pact(tmp_path)
    whole = here("compare", "--format", "json", cwd=folder).json
    put(folder / "whole.json", json.dumps(whole))
    for key in whole:
        put(folder / "less.json", json.dumps({name: value for name, value in whole.items() if name != key}))
        for name in ("html", "md", "xlsx"):
            done = here("diff", "--reports", "whole.json", "less.json", "--format", name, "--output", "o", cwd=folder)
            assert done.code in (0, 2)
            assert "internal error" not in done.errors


def test_a_class_of_findings_that_is_none_is_a_fault_of_the_settings(tmp_path: Path) -> None:
    from comparer.load.schemas import load_schema
    from comparer.review.gate import FINDING_CLASSES

    folder = pact(tmp_path)
    put(folder / "plans/settings.yaml", "fail_on: [breached, nonsense]\n")
    done = here("validate", cwd=folder)
    assert done.code == 1
    assert "plans/settings.yaml:1:21: error[schema-form]: 'nonsense'" in done.text
    pattern = load_schema("settings")["properties"]["fail_on"]["pattern"]
    assert pattern == f"^({'|'.join(FINDING_CLASSES)})$"


@pytest.mark.parametrize(
    ("old", "new"),
    [("plan: pact-a", 'plan: "pact-a\\n"'), ("evidence: A", 'evidence: "A\\n"'), ("id: 1-2", 'id: "1-2\\n"')],
)
def test_an_id_or_a_word_does_not_end_in_a_line_break(tmp_path: Path, old: str, new: str) -> None:
    done = here("validate", cwd=pact(tmp_path, (A, old, new)))
    assert done.code == 1
    assert "\n\n" not in done.text


def test_a_browser_that_never_ends_its_request_is_let_go() -> None:
    handler = PageServer(LivePage(), 0)
    try:
        assert 0 < (handler.RequestHandlerClass.timeout or 0) <= 60
    finally:
        handler.server_close()


def test_nothing_is_read_twice_from_a_workspace_that_is_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `suggest --write` puts into a file rests on the bytes that were compared, not on what came meanwhile."""
    folder = pact(tmp_path, (A, "    issue: transfers\n", ""))
    real = disk.read_file

    def read(path: Path, *rest: object) -> bytes:
        content = real(path, *rest)  # type: ignore[arg-type]
        if path.name == Path(A).name:
            put(folder / A, b"saved: meanwhile\n")
        return content

    monkeypatch.setattr(disk, "read_file", read)
    done = here("suggest", "pact-a", "--write", cwd=folder)
    assert "internal error" not in done.errors
    assert (folder / A).read_bytes() == b"saved: meanwhile\n"


def test_git_fetches_nothing_asks_nobody_and_looks_into_no_other_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    other = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES")
    other = (*other, "GIT_COMMON_DIR", "GIT_NAMESPACE")
    for name in other:
        monkeypatch.setenv(name, "elsewhere")
    calls: list[tuple[list[str], dict[str, Any]]] = []

    def run(command: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
        calls.append((command, options))
        if command[-1].startswith("gone:"):
            return subprocess.CompletedProcess(command, 128, b"", b"fatal: no \xff here\nhint: look there")
        return subprocess.CompletedProcess(command, 0, b"content", b"")

    monkeypatch.setattr(subprocess, "run", run)
    assert read_file_at_revision(Path("folder"), "plans/a.yaml", "v1") == b"content"
    ((command, options),) = calls
    assert command == ["git", "-C", "folder", "show", "v1:./plans/a.yaml"]
    assert (options["stdin"], options["capture_output"], options["check"]) == (subprocess.DEVNULL, True, False)
    env = options["env"]
    text = {name: env.get(name) for name in ("GIT_ALLOW_PROTOCOL", "GIT_NO_LAZY_FETCH", "GIT_OPTIONAL_LOCKS")}
    assert text == {"GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}
    assert (env["GIT_TERMINAL_PROMPT"], env["LC_ALL"]) == ("0", "C")
    assert not set(other) & env.keys()
    for revision, path in (("-x", "a"), ("v\0", "a"), ("v", "a\0")):
        with pytest.raises(UsageError, match="is not a revision"):
            read_file_at_revision(Path("folder"), path, revision)
    assert len(calls) == 1
    with pytest.raises(UsageError) as caught:
        read_file_at_revision(Path("folder"), "a", "gone")
    assert caught.value.message == "git has no 'a' at 'gone': no \ufffd here"


# --- files of the program's own names ---------------------------------------------------------------------------------


def test_the_copy_for_undo_is_written_through_no_link_and_read_through_none(tmp_path: Path) -> None:
    plan = "plan: pact-b\ntitle: B\nkind: draft\nprovisions:\n  - {id: '1', text: TEXT}\n"
    text = "The Treasury publishes the accounts within 30 days of signature."
    folder = pact(tmp_path / "space")
    path = put(folder / B, plan.replace("TEXT", text))
    outside = put(tmp_path / "outside", "keep")
    copy = path.with_name(path.name + ".before-suggest")
    copy.symlink_to(outside)
    assert here("suggest", "pact-b", "--undo", cwd=folder).code == 2
    assert here("suggest", "pact-b", "--write", cwd=folder).code == 0
    assert outside.read_text() == "keep"
    assert not copy.is_symlink()
    assert here("suggest", "pact-b", "--undo", cwd=folder).code == 0
    assert path.read_text() == plan.replace("TEXT", text)


def test_results_of_others_that_are_damaged_or_no_files_are_one_line(tmp_path: Path) -> None:
    folder = pact(tmp_path)
    assert here("compare", "--shard", "1/1", "--output", "parts/1.jsonl", cwd=folder).code == 0
    whole = (folder / "parts/1.jsonl").read_text(encoding="utf-8")
    assert here("compare", "--merge", "parts", cwd=folder).code == 0
    put(folder / "parts/1.jsonl", whole.replace('"right":["1', '"right":["9', 1))
    done = here("compare", "--merge", "parts", cwd=folder)
    refused(done, "comparer: error: parts/1.jsonl: its results were changed", "run its --shard again)")
    os.mkfifo(folder / "parts/2.jsonl")
    put(folder / "parts/1.jsonl", whole)
    done = here("compare", "--merge", "parts", cwd=folder)
    refused(done, "comparer: error: parts/2.jsonl", "it is not an ordinary file")


# --- the ends of the calendar -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["text", "ics", "svg", "xlsx"])
@pytest.mark.parametrize("unit", ["day", "week", "month", "year"])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-11-30", "9999-12-31"])
def test_times_behind_the_last_day_of_the_calendar_are_no_fault(tmp_path: Path, day: str, unit: str, form: str) -> None:
    units = (
        VOCABULARY_FILE,
        "  crown: {label: crown}",
        "  crown: {label: crown}\n  month: {label: M}\n  year: {label: Y}",
    )
    pact(tmp_path, units, (VOCABULARY_FILE, "label: Report due, unit: day", f"label: Report due, unit: {unit}"))
    done = here("matrix", "pact-a", "--date", f"signature={day}", "--format", form, cwd=tmp_path)
    assert done.code == 0, done.errors
    if form == "ics":
        days = [line.partition(":")[2] for line in done.text.splitlines() if line.startswith(("DTSTART;", "DTEND;"))]
        assert all(len(text) == 8 and text.isdigit() for text in days)
