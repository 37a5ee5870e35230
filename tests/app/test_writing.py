"""What a run leaves behind when the disk, the pipe or the person says no: the old files, whole, and one clear line."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.app.command import COMMAND, HARBOUR, begun, environment, harbour, here, process, put, tree

STDOUT = "comparer: error: standard output could not be written: "
ENDINGS = ("csv", "docx", "html", "json", "md", "txt", "xlsx")


def unwritable(path: object, reason: str) -> str:
    return f"{path}:1:1: error[ref-unwritable-file]: cannot be written: {reason}"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder with the reports of an earlier run."""
    target = tmp_path / "reports"
    for ending in ENDINGS:
        put(target / f"comparison.{ending}", f"old {ending}")
    return target


def kept(folder: Path) -> str:
    return f"comparer: note: {folder} was left as it was; it is not the result of this run"


# --- files ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [["compare"], ["diff", "council-draft", "union-counter"]])
def test_an_output_path_that_cannot_be_written(words: list[str], tmp_path: Path) -> None:
    file = put(tmp_path / "file", "x")
    for target, reason in (
        (file / "under", "a part of its path is a file, not a folder"),
        (tmp_path, "it is a folder"),
        (Path("/dev/full"), "no space left on device"),
    ):
        done = here(*words, "--output", str(target))
        assert (done.code, done.output) == (2, b"")
        assert done.lines == [unwritable(target, reason)]
    assert tree(tmp_path) == {"file": b"x"}


def test_reports_into_what_is_no_folder(tmp_path: Path) -> None:
    file = put(tmp_path / "file", "x")
    done = here("compare", "--reports", str(file))
    assert done.code == 2
    assert done.lines == [unwritable(file / "comparison.md", "a part of its path is a file, not a folder")]
    assert tree(tmp_path) == {"file": b"x"}


def test_a_write_that_fails_halfway_leaves_all_old_reports(old: Path) -> None:
    before = tree(old)
    done = process("compare", "--reports", str(old), shell='ulimit -f 64; exec "$@"')
    assert (done.code, done.output) == (2, b"")
    assert done.lines[0] == kept(old)
    assert len(done.lines) == 2
    assert done.lines[1].endswith("error[ref-unwritable-file]: cannot be written: file too large")
    assert tree(old) == before


def test_a_file_that_cannot_be_put_in_its_place(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(old)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    done = here("compare", "--reports", str(old))
    assert done.code == 2
    assert done.lines == [kept(old), unwritable(old / "comparison.md", "no space left on device")]
    assert tree(old) == before


def test_one_report_that_is_a_folder_keeps_the_others_as_they_were(old: Path) -> None:
    (old / "comparison.xlsx").unlink()
    (old / "comparison.xlsx").mkdir()
    before = tree(old)
    done = here("compare", "--reports", str(old))
    assert done.code == 2
    assert done.lines == [kept(old), unwritable(old / "comparison.xlsx", "it is a folder")]
    assert tree(old) == before


def test_a_run_on_broken_data_keeps_old_reports_and_says_so(old: Path, tmp_path: Path) -> None:
    folder = harbour(tmp_path)
    plan = folder / "plans/drafts/council-draft.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("known: stated", "known: sated", 1), encoding="utf-8")
    before = tree(old)
    done = here("compare", "--reports", str(old), cwd=folder)
    assert (done.code, done.output) == (2, b"")
    assert done.lines[0] == kept(old)
    assert "error[schema-value]" in done.lines[1]
    single = old / "comparison.md"
    done = here("compare", "--format", "md", "--output", str(single), cwd=folder)
    assert (done.code, done.lines[0]) == (2, kept(single))
    assert tree(old) == before


def test_a_new_run_replaces_every_old_report_and_keeps_links_and_modes(old: Path, tmp_path: Path) -> None:
    real = put(old / "kept" / "elsewhere.md", "old")
    real.chmod(0o640)
    (old / "comparison.md").unlink()
    (old / "comparison.md").symlink_to(real)
    assert here("compare", "--reports", str(old)).code == 0
    assert all(not content.startswith(b"old") for content in tree(old).values())
    assert (old / "comparison.md").is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert set(tree(old)) == {f"comparison.{ending}" for ending in ENDINGS} | {"kept/elsewhere.md"}


def test_a_link_that_leads_out_of_the_folder_of_reports_is_not_written_through(old: Path, tmp_path: Path) -> None:
    outside = put(tmp_path / "outside.md", "mine")
    (old / "comparison.md").unlink()
    (old / "comparison.md").symlink_to(outside)
    before = tree(old)
    done = here("compare", "--reports", str(old))
    reason = "it is a link that leads out of its folder; remove it"
    assert (done.code, done.lines) == (2, [kept(old), unwritable(old / "comparison.md", reason)])
    assert (outside.read_text(), tree(old)) == ("mine", before)


# --- standard output --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ["compare"],
        ["compare", "--format", "json"],
        ["validate"],
        ["check"],
        ["rules"],
        ["plans"],
        ["redlines"],
        ["schema", "plan"],
        ["explain", "K-1"],
        ["align", "council-draft", "union-counter"],
        ["--help"],
        ["compare", "--help"],
        ["--version"],
    ],
    ids=" ".join,
)
def test_a_full_and_a_closed_output_are_one_line(words: list[str]) -> None:
    full = process(*words, shell='"$@" >/dev/full')
    assert (full.code, full.lines) == (2, [STDOUT + "no space left on device"])
    closed = process(*words, shell='"$@" >&-')
    assert (closed.code, closed.lines) == (2, [STDOUT + "it is closed"])


def test_a_reader_that_leaves() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command, env = [*COMMAND, "compare"], environment({})
    done = subprocess.run(command, cwd=HARBOUR, env=env, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr.decode()) == (2, STDOUT + "broken pipe\n")


def test_errors_that_nobody_can_read_still_count() -> None:
    for shell in ('"$@" 2>&-', '"$@" 2>/dev/full', '"$@" >&- 2>&-'):
        done = process("compare", "nowhere", shell=shell)
        assert (done.code, done.output, done.errors) == (2, b"", "")


def test_reports_are_written_when_only_the_screen_is_closed(tmp_path: Path) -> None:
    done = process("compare", "--reports", str(tmp_path / "r"), shell='"$@" >&-')
    assert (done.code, done.lines) == (2, [STDOUT + "it is closed"])
    assert len(tree(tmp_path / "r")) == len(ENDINGS)
    assert process("compare", "--output", str(tmp_path / "o"), shell='"$@" >&-').code == 0


# --- an interrupt -----------------------------------------------------------------------------------------------------


@contextmanager
def started(*words: str, **options: int) -> Iterator[subprocess.Popen[bytes]]:
    options = {"stdout": subprocess.PIPE, **options}
    run = begun(*words, **options)
    try:
        yield run
    finally:
        run.kill()
        run.wait()
        for stream in (run.stdout, run.stderr):
            if stream:
                stream.close()


def interrupted(run: subprocess.Popen[bytes], *lines: str) -> None:
    run.send_signal(signal.SIGINT)
    assert run.stderr is not None
    assert run.stderr.read().decode().splitlines() == [*lines, "comparer: interrupted"]
    assert run.wait() == 130


def test_an_interrupt_while_reading(old: Path, tmp_path: Path) -> None:
    before = tree(old)
    pipe = tmp_path / "slow.yaml"
    os.mkfifo(pipe)
    words = ("compare", "council-draft", str(pipe), "--reports", str(old))
    with started(*words) as run, pipe.open("wb"):  # it opens once the command has begun to read
        interrupted(run, kept(old))
    assert tree(old) == before


def test_an_interrupt_while_writing_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "slow.json"
    os.mkfifo(pipe)
    with started("compare", "--format", "json", "--output", str(pipe)) as run, pipe.open("rb", buffering=0) as reader:
        assert reader.read(1) == b"{"  # more is waiting than a pipe can hold
        interrupted(run)


def test_an_interrupt_while_printing() -> None:
    with started("compare", "--format", "json") as run:
        assert run.stdout is not None
        assert os.read(run.stdout.fileno(), 1) == b"{"
        interrupted(run)
