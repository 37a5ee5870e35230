"""The edge to the disk: find a workspace, read its data files, write a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from comparer.model.errors import InvalidWorkspaceError
from comparer.model.problems import FilePosition, Problem
from comparer.resources import rule_catalogue

__all__ = [
    "FileError",
    "absolute_path",
    "find_data_files",
    "find_workspace",
    "read_file",
    "read_workspace",
    "write_file_atomically",
    "write_files_together",
]  # fmt: skip

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
    for current, folders, names in os.walk(folder, onerror=raise_unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(current, name) for name in sorted(names) if _is_data_file(name))


def _is_data_file(name: str) -> bool:
    return name.endswith(_DATA_FILE_ENDINGS) and not name.startswith(".")


def read_file(path: Path, workspace: str = "") -> bytes:
    """The bytes of one file. FileError where the system refuses."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable_error(path, workspace, error) from error


def read_workspace(workspace: Path, chosen_paths: Iterable[Path] = ()) -> dict[str, bytes]:
    """The data files by path from the top of the workspace, with forward slashes, in sorted order.

    `only` replaces the list of files. FileError at the first file that cannot be read.
    """
    paths = tuple(chosen_paths) or find_data_files(workspace)
    return {path.relative_to(workspace).as_posix(): read_file(path, str(workspace)) for path in paths}


def write_file_atomically(path: Path, content: bytes) -> None:
    """Put a file in its place in one step: it is there whole, or as it was before. FileError where that fails.

    What is no ordinary file (a device, a pipe) is written to directly. Missing folders are made.
    """
    with _raise_file_errors(path):
        if path.exists() and not (path.is_file() or path.is_dir()):
            path.write_bytes(content)
            return
    write_files_together({path: content})


def write_files_together(contents: Mapping[Path, bytes]) -> None:
    """Put several files in their places, none of them before all have been written. FileError where that fails."""
    staged_files: list[tuple[str, Path]] = []
    try:
        for path, content in contents.items():
            with _raise_file_errors(path):
                staged_files.append(_stage_file(path, content))
        for (temporary, target), path in zip(staged_files, contents, strict=True):
            with _raise_file_errors(path):
                os.replace(temporary, target)
    except BaseException:
        for temporary, _ in staged_files:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        raise


@contextlib.contextmanager
def _raise_file_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _unwritable_error(path, error) from error


def _stage_file(path: Path, content: bytes) -> tuple[str, Path]:
    """A file beside the place it is for, and that place: where the path is a link, what it leads to."""
    if path.is_dir():
        raise IsADirectoryError(21, "it is a folder")
    path.parent.mkdir(parents=True, exist_ok=True)
    target = Path(os.path.realpath(path))
    descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, _permission_bits(target))  # a temporary file is for its owner alone
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    return temporary, target


def _permission_bits(path: Path) -> int:
    """The permissions of the file that is replaced, or those that a new file gets."""
    with contextlib.suppress(OSError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _unwritable_error(path: Path, error: OSError) -> FileError:
    return FileError(
        rule_catalogue.make_problem("ref-unwritable-file", FilePosition(str(path)), reason=_error_reason(error))
    )


def _unreadable_error(path: Path, workspace: str, error: OSError) -> FileError:
    shown_path = path.relative_to(workspace).as_posix() if workspace and path.is_relative_to(workspace) else str(path)
    return FileError(
        rule_catalogue.make_problem("ref-unreadable-file", FilePosition(shown_path), reason=_error_reason(error))
    )


def _error_reason(error: OSError) -> str:
    """What the system says, in lower case and without numbers, paths and the locale's words."""
    reason_texts = {
        FileNotFoundError: "there is no such file or folder",
        PermissionError: "permission denied",
        IsADirectoryError: "it is a folder",
        NotADirectoryError: "a part of its path is a file, not a folder",
        FileExistsError: "a part of its path is a file, not a folder",
    }
    return reason_texts.get(type(error)) or (error.strerror or type(error).__name__).lower()
