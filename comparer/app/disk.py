"""The edge to the disk: find a workspace and read its data files. Every refusal is a problem with its file."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from comparer.model.errors import InvalidWorkspaceError
from comparer.model.problems import FilePosition, Problem
from comparer.resources import rule_catalogue

__all__ = [
    "FileError",
    "absolute_path",
    "error_reason",
    "find_data_files",
    "find_workspace",
    "is_utf8",
    "read_file",
    "read_workspace",
]  # fmt: skip

MAX_FILE_BYTES = 200_000_000
"""Bytes of a document, a report or any other file that a person names."""
MAX_DATA_FILE_BYTES = 50_000_000
"""Bytes of one data file of a workspace."""
MAX_WORKSPACE_BYTES = 400_000_000
"""Bytes of all data files of a workspace together."""
MAX_DATA_FILES = 20_000
MAX_READ_TRIES = 3
"""How often a file is read again that changes while it is read."""

_DATA_FILE_ENDINGS = (".yaml", ".yml")


class FileError(InvalidWorkspaceError):
    """What the system refused, as a problem to show. Never raised for what a file holds."""

    @property
    def problem(self) -> Problem:
        return self.problems[0]


def absolute_path(path: str | Path) -> Path:
    """The path from the root and without `..`. Links stay: resolve() would follow them out of the workspace."""
    return Path(os.path.abspath(path))


def find_workspace(start: Path) -> Path:
    """The nearest folder from `start` upwards that has a folder plans/. FileError where there is none."""
    start_folder = absolute_path(start)
    for folder in (start_folder, *start_folder.parents):
        with contextlib.suppress(OSError):
            if (folder / "plans").is_dir():
                return folder
    hint = "make one with 'comparer init DIR', or name one with --workspace DIR"
    raise FileError(rule_catalogue.make_problem("ref-no-workspace", FilePosition(str(start)), hint, folder=str(start)))


def find_data_files(workspace: Path) -> tuple[Path, ...]:
    """The data files of a workspace: plans/ with all folders below it, and seeds/; sorted by their path as text.

    Hidden files and folders are left out. FileError where a folder cannot be listed, or holds no data file at all.
    """
    paths = [
        path for folder_name in ("plans", "seeds") for path in _walk_data_files(workspace / folder_name, str(workspace))
    ]
    if not any(path.is_relative_to(workspace / "plans") for path in paths):
        hint = "put one YAML file for each plan into plans/drafts/"
        raise FileError(
            rule_catalogue.make_problem("ref-no-workspace", FilePosition(str(workspace)), hint, folder=str(workspace))
        )
    return tuple(sorted(paths, key=lambda path: path.relative_to(workspace).as_posix()))


def _walk_data_files(folder: Path, workspace: str) -> Iterator[Path]:
    def raise_unreadable(error: OSError) -> None:
        raise _unreadable_error(Path(error.filename or folder), workspace, error)

    # Without this, a workspace that has no seeds would be refused.
    if not folder.is_dir():
        return
    _require_inside(folder, workspace)
    for current, folders, names in os.walk(folder, onerror=raise_unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            _require_followed(Path(current, name), workspace)
        for name in sorted(filter(_is_data_file, names)):
            path = Path(current, name)
            _require_utf8_name(path, workspace)
            _require_inside(path, workspace)
            yield path


def _is_data_file(name: str) -> bool:
    return name.lower().endswith(_DATA_FILE_ENDINGS) and not name.startswith(".")


def is_utf8(name: str) -> bool:
    """Whether a name of the system, or a word of the command line, is UTF-8 and so can stand in a report."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _require_utf8_name(path: Path, workspace: str) -> None:
    if not is_utf8(path.name):
        raise _refused_file_error(path, workspace, "its name is not UTF-8; rename it")


def _require_inside(path: Path, workspace: str) -> None:
    """A workspace may come from somebody else: what lies outside it is none of its data."""
    if path.is_symlink() and not _is_inside(path, Path(workspace)):
        raise _refused_file_error(path, workspace, "it is a link that leads out of the workspace; put a copy there")


def _require_followed(folder: Path, workspace: str) -> None:
    """A linked folder is not walked. Where its files are read at their own place, nothing is lost by that."""
    if not folder.is_symlink() or any(_is_inside(folder, Path(workspace, name)) for name in ("plans", "seeds")):
        return
    raise _refused_file_error(folder, workspace, "it is a link to a folder elsewhere; put the folder itself there")


def _is_inside(path: Path, folder: Path) -> bool:
    """Whether a path leads into a folder, or nowhere: then reading it says so."""
    target = os.path.realpath(path)
    return not os.path.exists(target) or Path(target).is_relative_to(os.path.realpath(folder))


def read_file(path: Path, workspace: str = "", max_bytes: int = MAX_FILE_BYTES) -> bytes:
    """The bytes of one file, as they were at one moment. FileError where the system refuses, or it is too large."""
    try:
        return _read_unchanged(path, workspace, max_bytes)
    except OSError as error:
        raise _unreadable_error(path, workspace, error) from error
    except ValueError as error:  # a NUL in its name
        raise _refused_file_error(path, workspace, "its name holds a NUL") from error


def _read_unchanged(path: Path, workspace: str, max_bytes: int) -> bytes:
    for _ in range(MAX_READ_TRIES):
        with path.open("rb", buffering=0) as stream:
            before = os.fstat(stream.fileno())
            content = _read_stream(stream.fileno(), max_bytes)
            after = os.fstat(stream.fileno())
        if len(content) > max_bytes:
            raise _refused_file_error(path, workspace, f"it holds more than {max_bytes // 1_000_000} MB")
        if not stat.S_ISREG(before.st_mode) or _file_stamp(before) == _file_stamp(after):
            return content
    raise _refused_file_error(path, workspace, "it changes while it is read; try again")


def _read_stream(descriptor: int, max_bytes: int) -> bytes:
    chunks: list[bytes] = []
    left = max_bytes + 1
    while left and (chunk := os.read(descriptor, min(left, 1 << 20))):
        chunks.append(chunk)
        left -= len(chunk)
    return b"".join(chunks)


def _file_stamp(status: os.stat_result) -> tuple[int, int]:
    return status.st_size, status.st_mtime_ns


def read_workspace(workspace: Path, chosen_paths: Iterable[Path] = ()) -> dict[str, bytes]:
    """The data files by path from the top of the workspace, with forward slashes, in sorted order.

    `chosen_paths` replaces the list of files. FileError at the first file that cannot be read, that is no ordinary
    file, or with which the workspace is too large.
    """
    paths = tuple(chosen_paths) or find_data_files(workspace)
    if len(paths) > MAX_DATA_FILES:
        raise _refused_file_error(workspace, "", f"it holds more than {MAX_DATA_FILES:,} data files")
    contents: dict[str, bytes] = {}
    size = 0
    for path in paths:
        content = _read_data_file(path, str(workspace))
        size += len(content)
        if size > MAX_WORKSPACE_BYTES:
            raise _refused_file_error(workspace, "", f"it holds more than {MAX_WORKSPACE_BYTES // 1_000_000} MB")
        contents[path.relative_to(workspace).as_posix()] = content
    return contents


def _read_data_file(path: Path, workspace: str) -> bytes:
    """A pipe would keep a run waiting, and a device would never end: neither is a data file."""
    with contextlib.suppress(OSError):
        if not stat.S_ISREG(path.stat().st_mode):
            raise _refused_file_error(path, workspace, "it is not an ordinary file")
    return read_file(path, workspace, MAX_DATA_FILE_BYTES)


def _unreadable_error(path: Path, workspace: str, error: OSError) -> FileError:
    return _refused_file_error(path, workspace, error_reason(error))


def _refused_file_error(path: Path, workspace: str, reason: str) -> FileError:
    shown_path = path.relative_to(workspace).as_posix() if workspace and path.is_relative_to(workspace) else str(path)
    return FileError(rule_catalogue.make_problem("ref-unreadable-file", FilePosition(shown_path), reason=reason))


def error_reason(error: OSError) -> str:
    """What the system says, in lower case and without numbers, paths and the locale's words."""
    reason_texts = {
        FileNotFoundError: "there is no such file or folder",
        PermissionError: "permission denied",
        IsADirectoryError: "it is a folder",
        NotADirectoryError: "a part of its path is a file, not a folder",
        FileExistsError: "a part of its path is a file, not a folder",
    }
    return reason_texts.get(type(error)) or (error.strerror or type(error).__name__).lower()
