"""The edge to the disk: which files are data, and that a file is written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from comparer.app import disk, file_writes
from comparer.app.disk import FileError
from comparer.model.problems import format_problem


def make(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a: b\n")
    return folder


def test_the_nearest_folder_with_plans_is_the_workspace(tmp_path: Path) -> None:
    make(tmp_path, "plans/a.yaml", "deep/er/x.txt", "deep/inner/plans/b.yaml")
    assert disk.find_workspace(tmp_path / "deep" / "er") == tmp_path
    assert disk.find_workspace(tmp_path / "deep" / "inner" / "plans") == tmp_path / "deep" / "inner"


def test_without_plans_the_message_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        disk.find_workspace(tmp_path)
    assert format_problem(caught.value.problem) == (
        f"{tmp_path}:1:1: error[ref-no-workspace]: {tmp_path} has no folder plans/ with a plan in it, "
        "nor has any folder above (make one with 'comparer init DIR', or name one with --workspace DIR)"
    )


def test_an_empty_folder_of_plans_is_no_workspace_to_compare(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    make(tmp_path, "seeds/cards.yaml")
    with pytest.raises(FileError) as caught:
        disk.find_data_files(tmp_path)
    assert "plans/drafts/" in caught.value.problem.suggestion


def test_data_files_are_sorted_and_leave_out_what_is_hidden_or_no_yaml(tmp_path: Path) -> None:
    wanted = ["plans/a.yaml", "plans/drafts/b.yml", "plans/drafts/c.yaml", "seeds/cards.yaml"]
    make(tmp_path, *reversed(wanted), "plans/.schema/plan.schema.yaml", "plans/drafts/.b.yaml.swp", "plans/.x.yaml",
         "plans/notes.md", "other/d.yaml")  # fmt: skip
    assert list(disk.read_workspace(tmp_path)) == wanted


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        disk.read_file(tmp_path / "plans" / "gone.yaml", str(tmp_path))
    expected = "plans/gone.yaml:1:1: error[ref-unreadable-file]: cannot be read: there is no such file or folder"
    assert format_problem(caught.value.problem) == expected


def test_a_folder_in_place_of_a_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="it is a folder"):
        disk.read_file(tmp_path)
    with pytest.raises(FileError, match="it is a folder"):
        file_writes.write_file(tmp_path, b"x")


def test_a_path_under_a_file_cannot_be_written(tmp_path: Path) -> None:
    make(tmp_path, "report.md")
    with pytest.raises(FileError) as caught:
        file_writes.write_file(tmp_path / "report.md" / "inner.md", b"x")
    assert "a part of its path is a file, not a folder" in format_problem(caught.value.problem)


def test_a_file_is_replaced_whole_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "new" / "report.md"
    file_writes.write_file(path, b"one")
    path.chmod(0o640)
    file_writes.write_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [entry.name for entry in path.parent.iterdir()] == ["report.md"]


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_write_that_fails_half_way_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    path = tmp_path / "report.md"
    path.write_bytes(b"before")

    def fail(*_: object) -> None:
        raise failure

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises((FileError, KeyboardInterrupt)):
        file_writes.write_file(path, b"after")
    assert path.read_bytes() == b"before"
    assert [entry.name for entry in tmp_path.iterdir()] == ["report.md"]


def test_a_link_is_written_through(tmp_path: Path) -> None:
    target = tmp_path / "real.md"
    target.write_bytes(b"before")
    link = tmp_path / "link.md"
    link.symlink_to(target)
    file_writes.write_file(link, b"after")
    assert link.is_symlink()
    assert target.read_bytes() == b"after"


def test_a_device_is_written_to_and_not_replaced() -> None:
    file_writes.write_file(Path(os.devnull), b"x")
    assert not Path(os.devnull).is_file()
