"""Files are written whole, beside their places first, and a write that fails leaves everything as it was."""

from __future__ import annotations

import errno
import os
import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from comparer.app import file_writes
from comparer.app.disk import FileError
from tests.app.command import put, tree


class ContentError(Exception):
    """What goes wrong in the middle of a content."""


def stop_midway() -> Iterator[bytes]:
    yield b"half"
    raise ContentError


def fail(*_: object, **__: object) -> None:
    raise OSError(errno.EIO, "Input/output error")


@pytest.fixture
def fail_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], list[list[str]]]:
    """Lets the n-th replacement of a file fail once; what stood beside the file at each is listed."""

    def begin(number: int) -> list[list[str]]:
        real, listings = os.replace, []

        def replace(source: str, target: str | Path) -> None:
            listings.append(sorted(os.listdir(Path(target).parent)))
            if len(listings) == number:
                fail()
            real(source, target)

        monkeypatch.setattr(os, "replace", replace)
        return listings

    return begin


def message_of(caught: pytest.ExceptionInfo[FileError]) -> str:
    return caught.value.problems[0].message


def test_a_content_comes_whole_or_by_pieces(tmp_path: Path) -> None:
    file_writes.write_file(tmp_path / "whole", b"one two")
    file_writes.write_file(tmp_path / "pieces", iter((b"one ", b"two")))
    assert tree(tmp_path) == {"whole": b"one two", "pieces": b"one two"}


@pytest.mark.parametrize(
    "write", [file_writes.write_file, lambda path, content: file_writes.write_files_together({path: content})]
)
def test_a_folder_is_no_place_for_a_file(tmp_path: Path, write: Callable[[Path, bytes], None]) -> None:
    with pytest.raises(FileError) as caught:
        write(tmp_path, b"x")
    assert message_of(caught) == "cannot be written: it is a folder"


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    put(tmp_path / "file", "x")
    for path in (tmp_path / "file" / "new", tmp_path / "file" / "deep" / "new"):
        with pytest.raises(FileError) as caught:
            file_writes.write_file(path, b"x")
        assert message_of(caught) == "cannot be written: a part of its path is a file, not a folder"
    assert tree(tmp_path) == {"file": b"x"}


def test_folders_that_are_made_for_a_write_go_with_it_and_no_others(tmp_path: Path) -> None:
    (tmp_path / "old" / "empty").mkdir(parents=True)
    file_writes.write_file(tmp_path / "made" / "deep" / "a", b"x")
    assert tree(tmp_path) == {"made/deep/a": b"x"}
    for path in (tmp_path / "old" / "empty" / "a", tmp_path / "old" / "empty" / "new" / "deep" / "a"):
        with pytest.raises(ContentError):
            file_writes.write_file(path, stop_midway())
        assert [*(tmp_path / "old").rglob("*")] == [tmp_path / "old" / "empty"]


def test_a_folder_that_another_run_makes_meanwhile_is_used_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, real = tmp_path / "reports", Path.mkdir

    def mkdir(path: Path, *words: int, **options: bool) -> None:
        if path == folder and not path.exists():
            real(path)
        real(path, *words, **options)

    monkeypatch.setattr(Path, "mkdir", mkdir)
    file_writes.write_file(folder / "a", b"x")
    assert tree(tmp_path) == {"reports/a": b"x"}


def test_a_file_on_its_way_stands_hidden_beside_its_place_and_is_safe_on_the_disk_before_it_comes_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, sizes = "report-of-" + "a" * 60, []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda number: (sizes.append(os.fstat(number).st_size), real(number)))

    def pieces() -> Iterator[bytes]:
        yield b"x"
        (path,) = tmp_path.iterdir()
        assert re.fullmatch(rf"\.{name[:40]}\.\w+\.part", path.name)
        yield b"y"

    file_writes.write_file(tmp_path / name, pieces())
    assert (tree(tmp_path), sizes) == ({name: b"xy"}, [2])


def test_an_old_file_is_kept_beside_its_place_until_all_are_there(
    tmp_path: Path, fail_at: Callable[[int], list[list[str]]]
) -> None:
    first, second = put(tmp_path / "a", "old"), put(tmp_path / "b", "old")
    listings = fail_at(2)
    with pytest.raises(FileError):
        file_writes.write_files_together({first: b"new", second: b"new"})
    assert tree(tmp_path) == {"a": b"old", "b": b"old"}
    kept = [name for name in listings[1] if name.endswith(".old")]
    assert [name.split(".")[1] for name in kept] == ["a", "b"]
    assert not any(".part" in name for name in kept)


def test_one_file_alone_needs_no_second_name(tmp_path: Path, fail_at: Callable[[int], list[list[str]]]) -> None:
    listings = fail_at(0)
    file_writes.write_file(put(tmp_path / "a", "old"), b"new")
    assert tree(tmp_path) == {"a": b"new"}
    assert [len(names) for names in listings] == [2]


@pytest.mark.parametrize("hard_links", [True, False], ids=["hard links", "none"])
def test_a_link_that_was_replaced_comes_back_as_a_link(
    tmp_path: Path, fail_at: Callable[[int], list[list[str]]], monkeypatch: pytest.MonkeyPatch, hard_links: bool
) -> None:
    elsewhere, plan = put(tmp_path / "elsewhere", "of somebody"), put(tmp_path / "plan", "old")
    link = tmp_path / "copy"
    link.symlink_to(elsewhere)
    if not hard_links:
        monkeypatch.setattr(os, "link", fail)
    fail_at(2)
    with pytest.raises(FileError):
        file_writes.replace_unchanged_file(plan, b"old", b"new", {link: b"old"})
    assert link.is_symlink()
    assert tree(tmp_path) == {"elsewhere": b"of somebody", "copy": b"of somebody", "plan": b"old"}
    assert file_writes.replace_unchanged_file(plan, b"old", b"new", {link: b"old"})
    assert not link.is_symlink()
    assert tree(tmp_path) == {"elsewhere": b"of somebody", "copy": b"old", "plan": b"new"}


def test_a_name_that_was_taken_is_given_back_where_the_file_cannot_come_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", fail)
    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(FileError) as caught:
        file_writes.write_new_file(tmp_path / "new", b"x")
    assert message_of(caught) == "cannot be written: input/output error"
    assert tree(tmp_path) == {}


def test_a_new_file_has_the_permissions_of_its_time_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    before = os.umask(0o026)
    try:
        file_writes.write_file(tmp_path / "new", b"x")
        assert os.umask(0o026) == 0o026
    finally:
        os.umask(before)
    old = put(tmp_path / "old", "x")
    old.chmod(0o604)
    file_writes.write_file(old, b"y")
    assert [path.stat().st_mode & 0o777 for path in (tmp_path / "new", old)] == [0o640, 0o604]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_end_waits_for_the_write_and_is_answered_once(tmp_path: Path, number: signal.Signals) -> None:
    answers: list[dict[str, bytes]] = []
    old_answer = signal.signal(number, lambda *_: answers.append(tree(tmp_path)))

    def pieces() -> Iterator[bytes]:
        yield b"x"
        signal.raise_signal(number)
        yield b"y"

    try:
        file_writes.write_file(tmp_path / "a", pieces())
        assert answers == [{"a": b"xy"}]
        signal.raise_signal(number)
        assert len(answers) == 2
    finally:
        signal.signal(number, old_answer)
