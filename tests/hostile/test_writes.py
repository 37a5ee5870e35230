"""Every write of every command is made to fail at every step: all files are as they were, or all are new."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from comparer.app import file_writes
from comparer.app.disk import FileError
from tests.app.command import here, pact, put, tree
from tests.factories.pact import B

CALLS = ("mkstemp", "fdopen", "fsync", "chmod", "link", "replace", "mkdir")
FAILURES = {
    "full": OSError(errno.ENOSPC, "No space left on device"),
    "forbidden": PermissionError(errno.EACCES, "Permission denied"),
    "broken": OSError(errno.EIO, "Input/output error"),
    "interrupt": KeyboardInterrupt(),
}


@contextmanager
def failing_at(call_number: int, failure: BaseException | Callable[[], None], folder: Path) -> Iterator[list[str]]:
    """Every call of the system that writes into a folder is counted; one alone fails, or does something."""
    made: list[str] = []

    def counted(name: str, real: Callable[..., Any], place: Callable[[tuple[Any, ...], dict[str, Any]], str]) -> Any:
        def call(*arguments: Any, **options: Any) -> Any:
            if str(folder) in place(arguments, options):
                made.append(name)
                if len(made) == call_number and isinstance(failure, BaseException):
                    raise failure
                if len(made) == call_number:
                    failure()
            return real(*arguments, **options)

        return call

    def first(arguments: tuple[Any, ...], _options: dict[str, Any]) -> str:
        return f"{arguments[0]}{folder}" if isinstance(arguments[0], int) else os.fspath(arguments[0])

    with pytest.MonkeyPatch.context() as patch:
        for name in ("link", "replace", "chmod", "fsync", "fdopen"):
            patch.setattr(os, name, counted(name, getattr(os, name), first))
        made_folder = lambda arguments, options: str(options.get("dir", arguments[2:] or ""))  # noqa: E731
        patch.setattr(file_writes.tempfile, "mkstemp", counted("mkstemp", file_writes.tempfile.mkstemp, made_folder))
        patch.setattr(Path, "mkdir", counted("mkdir", Path.mkdir, first))
        yield made


def parts(folder: Path) -> list[str]:
    return [name for name in tree(folder) if name.endswith((".part", ".old"))]


UNENCODED_PLAN = """plan: pact-b
title: Pact B
kind: draft
issued: 2031-02-02
provisions:
  - {id: "1", text: The Treasury publishes the accounts within 30 days of signature.}
"""
COMMANDS: dict[str, tuple[tuple[str, ...], tuple[tuple[str, str], ...]]] = {
    "several new files": (("schema", "--write"), ()),
    "several old files": (("schema", "--write"), (("plans/.schema/plan.schema.json", "old"),)),
    "a new plan": (("import", "draft.txt", "--output", "plans/drafts/new.yaml"), ()),
    "a plan brought up to date": (
        ("import", "draft.txt", "--update", "--plan", "new", "--output", "plans/drafts/new.yaml"),
        (("plans/drafts/new.yaml", "plan: new\ntitle: New\nprovisions:\n  - {id: '1', text: The towns wait.}\n"),),
    ),
    "a report": (("compare", "--format", "json", "--output", "out/report.json"), (("out/report.json", "old"),)),
    "a new workspace": (("init", "fresh"), ()),
    "all reports, two of them old": (
        ("compare", "--reports", "reports"),
        (("reports/comparison.html", "old"), ("reports/comparison.md", "old")),
    ),
    "suggestions into a plan": (("suggest", "pact-b", "--write"), ((B, UNENCODED_PLAN),)),
}
ONE_FILE = (
    *("brief --format html", "diff pact-a pact-b --format docx", "draft --format yaml", "brackets --format svg"),
    *("matrix pact-a --format ics", "bridges --format xlsx", "completeness --format csv", "lineage --format md"),
    *("positions --format docx", "precedents pact-a --corpus plans --index ../index.sqlite --format json"),
)
COMMANDS |= {line: ((*line.split(), "--output", "out/new"), ()) for line in ONE_FILE}
KINDS = [
    pytest.param(name, kind, id=f"{name}: {kind}")
    for name in COMMANDS
    for kind in (("full", "interrupt") if name in ONE_FILE else FAILURES)
]
"""All commands that write: those that write one file by the same way are made to fail in two ways."""


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_a_write_that_fails_anywhere_leaves_all_files_as_they_were(tmp_path: Path, name: str, kind: str) -> None:
    words, extra_files = COMMANDS[name]
    whole = set_up(tmp_path / "whole", extra_files)
    with failing_at(0, FAILURES[kind], whole) as calls:
        assert here(*words, cwd=whole).code == 0
    assert calls
    result = tree(whole)
    # The first and last steps and some between: the steps of many files are alike.
    numbers = sorted({1, 2, 3, 4, 5, len(calls) // 2, len(calls) - 1, len(calls)} & {*range(1, len(calls) + 1)})
    for number in numbers:
        folder = set_up(tmp_path / f"at-{number}", extra_files)
        before = tree(folder)
        with failing_at(number, FAILURES[kind], folder):
            done = here(*words, cwd=folder)
        place = f"{calls[number - 1]} {number} of {len(calls)}: {done.errors}"
        assert parts(folder) == [], place
        if done.code == 0:  # another way was found, such as to copy where no second name can be given
            assert tree(folder) == result, place
            continue
        assert done.code == (130 if kind == "interrupt" else 2), place
        assert tree(folder) == before, place
        assert "holds files of this run" not in done.errors
        assert done.errors.strip(), place
        shutil.rmtree(folder)


def ended_by(number: int, call_number: int, words: tuple[str, ...], folder: Path) -> int:
    """The signal by which a process was ended that got one at its n-th call of the system; 0 where it went on."""
    child = os.fork()
    if not child:
        with suppress(BaseException), failing_at(call_number, signal_error(number), folder):
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            here(*words, cwd=folder)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def signal_error(number: int) -> Callable[[], None]:
    return lambda: os.kill(os.getpid(), number)


def end_at_calls(number: int, name: str, tmp: Path) -> tuple[dict[str, bytes], dict[str, bytes], Iterator[Path]]:
    """What a command's folder holds before and after a whole run, and folders of runs that were ended in between."""
    words, extra_files = COMMANDS[name]
    whole = set_up(tmp / "whole", extra_files)
    before = tree(whole)
    with failing_at(0, FAILURES["full"], whole) as calls:
        assert here(*words, cwd=whole).code == 0

    def ended_folders() -> Iterator[Path]:
        for call in sorted({1, 2, 3, len(calls) // 2, len(calls)}):
            folder = set_up(tmp / f"at-{call}", extra_files)
            assert ended_by(number, call, words, folder) == number
            yield folder

    return before, tree(whole), ended_folders()


@pytest.mark.parametrize("name", ["several old files", "a plan brought up to date", "a new workspace", "a new plan"])
def test_a_process_that_is_asked_to_end_leaves_nothing_beside_its_files(tmp_path: Path, name: str) -> None:
    before, result, folders = end_at_calls(signal.SIGTERM, name, tmp_path)
    for folder in folders:
        assert parts(folder) == []
        assert tree(folder) in (before, result)


@pytest.mark.parametrize("name", ["several old files", "a plan brought up to date", "a report", "a new plan"])
def test_a_process_that_is_killed_leaves_at_most_hidden_files_that_say_what_they_are(tmp_path: Path, name: str) -> None:
    before, result, folders = end_at_calls(signal.SIGKILL, name, tmp_path)
    for folder in folders:
        left = tree(folder)
        for file, content in left.items():
            hidden = Path(file).name
            if hidden.startswith(".") and hidden.endswith((".part", ".old")):
                assert any(hidden.startswith(f".{Path(other).name}.") for other in result)
            else:
                assert content in (before.get(file), result.get(file)), f"{file} is half a file"
        assert here("validate", cwd=folder).code == here("validate", cwd=tmp_path / "whole").code


def set_up(folder: Path, extra_files: tuple[tuple[str, str], ...]) -> Path:
    pact(folder)
    put(folder / "draft.txt", "1. The towns shall keep the weir.\n\n2. The board pays 600 crowns.\n")
    for name, content in extra_files:
        put(folder / name, content)
    return folder


def test_where_an_old_file_cannot_be_put_back_that_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {tmp_path / name: b"new" for name in "abc"}
    for path in files:
        put(path, "old")
    real, calls = os.replace, []

    def replace(source: str, target: object) -> None:
        calls.append(source)
        if len(calls) >= 3:
            raise OSError(errno.EIO, "Input/output error")
        real(source, os.fspath(target))  # type: ignore[call-overload]

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(FileError) as caught:
        file_writes.write_files_together(files)
    text = [problem.message for problem in caught.value.problems]
    assert text[0] == "cannot be written: input/output error"
    assert {problem.position.file for problem in caught.value.problems[1:]} == {str(tmp_path / name) for name in "ab"}
    reason = "what stood there before could not be put back (input/output error); the file is the new one"
    assert set(text[1:]) == {f"cannot be written: {reason}"}
    assert {name: (tmp_path / name).read_bytes() for name in "abc"} == {"a": b"new", "b": b"new", "c": b"old"}


def test_on_a_disk_without_hard_links_old_files_come_back_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    first = put(tmp_path / "a", "old")
    with suppress(FileError):
        file_writes.write_files_together({first: b"new", tmp_path / "folder": b"new"} | {put_folder(tmp_path): b"x"})
    assert first.read_bytes() == b"old"
    file_writes.write_new_file(tmp_path / "b", b"made")
    assert (tmp_path / "b").read_bytes() == b"made"
    with pytest.raises(FileExistsError):
        file_writes.write_new_file(tmp_path / "b", b"again")
    assert parts(tmp_path) == []


def put_folder(folder: Path) -> Path:
    (folder / "taken").mkdir()
    return folder / "taken"


def test_a_new_file_is_never_put_over_another_not_even_over_a_link_to_nothing(tmp_path: Path) -> None:
    link = tmp_path / "plan.yaml"
    link.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError):
        file_writes.write_new_file(link, b"x")
    assert not (tmp_path / "elsewhere").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["plan.yaml"]


def test_a_file_that_was_saved_meanwhile_is_kept(tmp_path: Path) -> None:
    path = put(tmp_path / "plan.yaml", "saved by an editor")
    assert not file_writes.replace_unchanged_file(path, b"as it was read", b"new")
    assert tree(tmp_path) == {"plan.yaml": b"saved by an editor"}


def test_two_runs_at_once_leave_no_half_file_and_nothing_beside_them(tmp_path: Path) -> None:
    def write(mark: bytes) -> None:
        for _ in range(20):
            with suppress(FileError):
                file_writes.write_files_together({tmp_path / name: mark * 100 for name in "ab"}, tmp_path)

    runs = [threading.Thread(target=write, args=(mark,)) for mark in (b"1", b"2")]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert all(content in (b"1" * 100, b"2" * 100) for content in tree(tmp_path).values())
    assert sorted(tree(tmp_path)) == ["a", "b"]
