"""The edge to the disk: which files are data, and that a file is written whole or not at all."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    """A device alike; but where the code is wrong, the system may lose one."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    file_writes.write_file(pipe, b"x")
    reader.join(10)
    assert read == [b"x"]
    assert pipe.is_fifo()


# --- bounds and refusals ----------------------------------------------------------------------------------------------


def test_a_bound_is_what_is_admitted_and_one_more_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "plans/a.yaml", "plans/b.yaml")
    with monkeypatch.context() as patch:
        patch.setattr(disk, "MAX_DATA_FILES", 2)
        assert len(disk.read_workspace(tmp_path)) == 2
        patch.setattr(disk, "MAX_DATA_FILES", 1)
        with pytest.raises(FileError, match="more than 1 data files"):
            disk.read_workspace(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(disk, "MAX_WORKSPACE_BYTES", 10)
        assert len(disk.read_workspace(tmp_path)) == 2
        patch.setattr(disk, "MAX_WORKSPACE_BYTES", 9)
        with pytest.raises(FileError, match="it holds more than 0 MB"):
            disk.read_workspace(tmp_path)
    assert disk.read_file(tmp_path / "plans/a.yaml", max_bytes=5) == b"a: b\n"
    with pytest.raises(FileError, match="it holds more than 0 MB"):
        disk.read_file(tmp_path / "plans/a.yaml", max_bytes=4)
    with monkeypatch.context() as patch:
        patch.setattr(disk, "MAX_DATA_FILE_BYTES", 4)
        with pytest.raises(FileError, match="it holds more than 0 MB"):
            disk.read_workspace(tmp_path)


def test_the_bounds_are_those_of_the_page_on_reliability() -> None:
    page = (Path(__file__).parents[2] / "docs/reliability.md").read_text(encoding="utf-8")
    assert (disk.MAX_DATA_FILE_BYTES, disk.MAX_WORKSPACE_BYTES) == (50_000_000, 400_000_000)
    assert (disk.MAX_DATA_FILES, disk.MAX_FILE_BYTES) == (20_000, 200_000_000)
    assert "50 MB; 400 MB in 20,000 files" in page
    assert "| a document, a report, any other file that a person names | 200 MB |" in page


def test_files_are_in_the_order_of_their_paths_however_the_system_lists_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "plans/z.yaml", "plans/drafts/a.yaml", "plans/b.yaml", "plans/x/c.yaml", "seeds/a.yaml")
    wanted = ["plans/b.yaml", "plans/drafts/a.yaml", "plans/x/c.yaml", "plans/z.yaml", "seeds/a.yaml"]
    real = os.walk

    def backwards(*arguments: Any, **options: Any) -> Iterator[tuple[str, list[str], list[str]]]:
        for folder, folders, names in real(*arguments, **options):
            folders.sort(reverse=True)
            yield folder, folders, sorted(names, reverse=True)

    monkeypatch.setattr(os, "walk", backwards)
    assert [path.relative_to(tmp_path).as_posix() for path in disk.find_data_files(tmp_path)] == wanted
    for name in ("plans/a", "plans/k", "plans/y"):  # of several at fault, the same is told on every machine
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.yaml").symlink_to("/etc/hostname")
    with pytest.raises(FileError, match="leads out") as caught:
        disk.find_data_files(tmp_path)
    assert caught.value.problem.position.file == "plans/a/1.yaml"
    (tmp_path / "plans/a/0.yaml").symlink_to("/etc/hostname")
    with pytest.raises(FileError) as caught:
        disk.find_data_files(tmp_path)
    assert caught.value.problem.position.file == "plans/a/0.yaml"


def test_a_folder_that_cannot_be_listed_is_no_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "plans/a.yaml", "plans/drafts/b.yaml")
    real = os.scandir

    def scan(path: str) -> Any:
        if str(path).endswith("drafts"):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scan)
    with pytest.raises(FileError, match="permission denied") as caught:
        disk.find_data_files(tmp_path)
    assert caught.value.problem.position.file == "plans/drafts"


def test_a_linked_folder_is_admitted_where_its_files_are_read_at_their_own_place(tmp_path: Path) -> None:
    make(tmp_path, "plans/a.yaml", "seeds/cards/b.yaml", "other/c.yaml")
    (tmp_path / "plans/cards").symlink_to(tmp_path / "seeds/cards")
    assert len(disk.find_data_files(tmp_path)) == 2
    (tmp_path / "plans/other").symlink_to(tmp_path / "other")
    with pytest.raises(FileError, match="a link to a folder elsewhere"):
        disk.find_data_files(tmp_path)


def test_a_link_to_nothing_is_told_as_missing(tmp_path: Path) -> None:
    make(tmp_path, "plans/a.yaml")
    (tmp_path / "plans/b.yaml").symlink_to("/nowhere/at/all.yaml")
    with pytest.raises(FileError, match="there is no such file or folder"):
        disk.read_workspace(tmp_path)


def test_chosen_files_are_read_and_no_others(tmp_path: Path) -> None:
    make(tmp_path, "plans/a.yaml", "plans/b.yaml")
    assert list(disk.read_workspace(tmp_path, [tmp_path / "plans/b.yaml"])) == ["plans/b.yaml"]


def test_a_file_outside_the_workspace_is_told_with_its_whole_path(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        disk.read_file(tmp_path / "gone.txt", str(tmp_path / "inner"))
    assert caught.value.problem.position.file == str(tmp_path / "gone.txt")


def test_what_comes_through_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    content = bytes(range(256)) * 4_000
    writer = threading.Thread(target=lambda: pipe.write_bytes(content), daemon=True)
    writer.start()
    assert disk.read_file(pipe) == content
    writer.join(10)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (FileNotFoundError(2, "x"), "there is no such file or folder"),
        (PermissionError(13, "x"), "permission denied"),
        (IsADirectoryError(21, "x"), "it is a folder"),
        (NotADirectoryError(20, "x"), "a part of its path is a file, not a folder"),
        (FileExistsError(17, "x"), "a part of its path is a file, not a folder"),
        (OSError(28, "No space left on device"), "no space left on device"),
        (OSError("odd"), "oserror"),
    ],
)
def test_a_reason_of_the_system_in_few_words(error: OSError, reason: str) -> None:
    assert disk.error_reason(error) == reason
