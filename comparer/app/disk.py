"""The edge to the disk: find a workspace, read its data files, write a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from comparer.model.problems import Place, Problem
from comparer.resources import rule_catalogue

__all__ = [
    "FileError", "absolute", "data_files", "find_workspace", "read", "read_workspace", "write_together", "write_whole",
]  # fmt: skip

_ENDINGS = (".yaml", ".yml")


class FileError(Exception):
    """What the system refused, as a problem to show. Never raised for what a file holds."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def absolute(path: str | Path) -> Path:
    """The path from the root and without `..`. Links stay: resolve() would follow them out of the workspace."""
    return Path(os.path.abspath(path))


def find_workspace(start: Path) -> Path:
    """The nearest folder from `start` upwards that has a folder plans/. FileError where there is none."""
    here = absolute(start)
    for folder in (here, *here.parents):
        with contextlib.suppress(OSError):
            if (folder / "plans").is_dir():
                return folder
    hint = "make one with 'comparer init DIR', or name one with --workspace DIR"
    raise FileError(rule_catalogue.problem("ref-no-workspace", Place(str(start)), hint, folder=str(start)))


def data_files(workspace: Path) -> tuple[Path, ...]:
    """The data files of a workspace: plans/ with all folders below it, and seeds/; sorted by their path as text.

    Hidden files and folders are left out. FileError where a folder cannot be listed, or holds no data file at all.
    """
    found = [path for top in ("plans", "seeds") for path in _walk(workspace / top, str(workspace))]
    if not any(path.is_relative_to(workspace / "plans") for path in found):
        hint = "put one YAML file for each plan into plans/drafts/"
        raise FileError(rule_catalogue.problem("ref-no-workspace", Place(str(workspace)), hint, folder=str(workspace)))
    return tuple(sorted(found, key=lambda path: path.relative_to(workspace).as_posix()))


def _walk(folder: Path, workspace: str) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise _unreadable(Path(error.filename or folder), workspace, error)

    # Without this, a workspace that has no seeds would be refused.
    if not folder.is_dir():
        return
    for current, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(current, name) for name in sorted(names) if _is_data(name))


def _is_data(name: str) -> bool:
    return name.endswith(_ENDINGS) and not name.startswith(".")


def read(path: Path, workspace: str = "") -> bytes:
    """The bytes of one file. FileError where the system refuses."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, workspace, error) from error


def read_workspace(workspace: Path, only: Iterable[Path] = ()) -> dict[str, bytes]:
    """The data files by path from the top of the workspace, with forward slashes, in sorted order.

    `only` replaces the list of files. FileError at the first file that cannot be read.
    """
    paths = tuple(only) or data_files(workspace)
    return {path.relative_to(workspace).as_posix(): read(path, str(workspace)) for path in paths}


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in its place in one step: it is there whole, or as it was before. FileError where that fails.

    What is no ordinary file (a device, a pipe) is written to directly. Missing folders are made.
    """
    with _refusing(path):
        if path.exists() and not (path.is_file() or path.is_dir()):
            path.write_bytes(content)
            return
    write_together({path: content})


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Put several files in their places, none of them before all have been written. FileError where that fails."""
    staged: list[tuple[str, Path]] = []
    try:
        for path, content in contents.items():
            with _refusing(path):
                staged.append(_staged(path, content))
        for (temporary, target), path in zip(staged, contents, strict=True):
            with _refusing(path):
                os.replace(temporary, target)
    except BaseException:
        for temporary, _ in staged:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        raise


@contextlib.contextmanager
def _refusing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _unwritable(path, error) from error


def _staged(path: Path, content: bytes) -> tuple[str, Path]:
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
        os.chmod(temporary, _mode(target))  # a temporary file is for its owner alone
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    return temporary, target


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, or those that a new file gets."""
    with contextlib.suppress(OSError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _unwritable(path: Path, error: OSError) -> FileError:
    return FileError(rule_catalogue.problem("ref-unwritable-file", Place(str(path)), reason=_reason(error)))


def _unreadable(path: Path, workspace: str, error: OSError) -> FileError:
    shown = path.relative_to(workspace).as_posix() if workspace and path.is_relative_to(workspace) else str(path)
    return FileError(rule_catalogue.problem("ref-unreadable-file", Place(shown), reason=_reason(error)))


def _reason(error: OSError) -> str:
    """What the system says, in lower case and without numbers, paths and the locale's words."""
    texts = {
        FileNotFoundError: "there is no such file or folder",
        PermissionError: "permission denied",
        IsADirectoryError: "it is a folder",
        NotADirectoryError: "a part of its path is a file, not a folder",
        FileExistsError: "a part of its path is a file, not a folder",
    }
    return texts.get(type(error)) or (error.strerror or type(error).__name__).lower()
