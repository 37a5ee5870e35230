"""Files put in their places whole or not at all: where one of several fails, all are as they were before.

A signal that would end the process waits until nothing of the write is left beside the files. SIGKILL waits for
nothing: it may leave hidden files `.NAME.….part` and `.NAME.….old` beside NAME, and never half of NAME.
"""

from __future__ import annotations

import contextlib
import os
import signal
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import FrameType

from comparer.app.disk import FileError, error_reason
from comparer.model.problems import FilePosition, Problem
from comparer.resources import rule_catalogue

__all__ = ["replace_unchanged_file", "write_file", "write_files_together", "write_new_file"]


def write_file(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Put a file that a person named in its place in one step. FileError where that fails; then it is as before.

    The content may come by pieces. A link is written through. What is no ordinary file (a device, a pipe) is written
    to directly. Missing folders are made.
    """
    with _raise_file_errors(path):
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:
                stream.writelines(_content_pieces(content))
            return
    write_files_together({path: content})


def write_files_together(contents: Mapping[Path, bytes | Iterable[bytes]], folder: Path | None = None) -> None:
    """Put several files in their places, all or none. FileError where that fails.

    `folder` is the one that a person named, where the names of the files are the program's own: none of them may lead
    out of it by a link. Where an old file cannot be put back, the error has a problem that says so.
    """
    with _Writing() as writing:
        for path, content in contents.items():
            with _raise_file_errors(path):
                if folder is not None:
                    _require_inside(path, folder)
                writing.stage_file(path, content)
        for path in contents:
            with _raise_file_errors(path):
                writing.put_file(path)


def write_new_file(path: Path, content: bytes) -> None:
    """Put a file where none is. FileExistsError where something of that name is there; FileError for other failures."""
    with _Writing() as writing:
        with _raise_file_errors(path):
            writing.stage_file(path, content, follow_link=False)
        try:
            writing.put_new_file(path)
        except FileExistsError:
            raise
        except OSError as error:
            raise _unwritable_error(path, error) from error


def replace_unchanged_file(
    path: Path, old_content: bytes, new_content: bytes, beside: Mapping[Path, bytes] | None = None
) -> bool:
    """Replace a file that still holds what it did; False, and nothing is written, where it holds something else.

    `beside` are files of the program's own names that are written with it, or not at all; a link of such a name is
    replaced and not followed.
    """
    with _Writing() as writing:
        for other, content in (beside or {}).items():
            with _raise_file_errors(other):
                writing.stage_file(other, content, follow_link=False)
        with _raise_file_errors(path):
            writing.stage_file(path, new_content)
            if path.read_bytes() != old_content:
                return False
        for place in (*(beside or {}), path):
            with _raise_file_errors(place):
                writing.put_file(place)
    return True


ENDING_SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))
"""Signals that end a process that does not answer them. SIGINT raises KeyboardInterrupt, and files go back then too."""


class _DelayedEnd:
    """Keeps ending signals until a write is over, then answers them as they would have been answered without it."""

    def __init__(self) -> None:
        self.arrived: list[int] = []
        self.old_answers: dict[int, Callable[[int, FrameType | None], object] | int] = {}

    def begin(self) -> None:
        if threading.current_thread() is not threading.main_thread():  # which alone may set answers
            return
        for number in ENDING_SIGNALS:
            answer = signal.getsignal(number)
            if answer is not None and answer is not signal.SIG_IGN:
                self.old_answers[number] = answer
                signal.signal(number, lambda arrived, _frame: self.arrived.append(arrived))

    def end(self) -> None:
        for number, answer in self.old_answers.items():
            signal.signal(number, answer)
        for number in self.arrived:
            signal.raise_signal(number)


class _Writing:
    """Files on their way: staged beside their places, put there one by one, and all taken back where one fails."""

    def __init__(self) -> None:
        self.staged: dict[Path, tuple[str, Path]] = {}
        self.kept: set[Path] = set()
        self.placed: list[Path] = []
        self.new_folders: list[Path] = []
        self.delayed_end = _DelayedEnd()

    def __enter__(self) -> _Writing:
        self.delayed_end.begin()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        try:
            self._clean_up(error)
        finally:
            self.delayed_end.end()

    def _clean_up(self, error: BaseException | None) -> None:
        problems = self._take_back() if error is not None else []
        for temporary, _ in self.staged.values():
            for name in (temporary, _backup_name(temporary)):
                with contextlib.suppress(OSError):
                    os.unlink(name)
        if error is not None:
            for made in reversed(self.new_folders):
                with contextlib.suppress(OSError):
                    made.rmdir()
        if problems:
            raise FileError(*(error.problems if isinstance(error, FileError) else ()), *problems) from error

    def stage_file(self, path: Path, content: bytes | Iterable[bytes], *, follow_link: bool = True) -> None:
        """Write a file beside the place it is for: where the path is a link, beside what it leads to."""
        if path.is_dir():
            raise IsADirectoryError(21, "it is a folder")
        self._make_folder(path.parent)
        target = Path(os.path.realpath(path)) if follow_link else path

        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".part")
        self.staged[path] = temporary, target
        with os.fdopen(descriptor, "wb") as stream:
            stream.writelines(_content_pieces(content))
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, _permission_bits(target))  # a temporary file is for its owner alone

    def put_file(self, path: Path) -> None:
        """Put a staged file in its place, with the old one kept beside it until all are there."""
        temporary, target = self.staged[path]
        if len(self.staged) > 1 and target.exists():
            _keep_beside(target, _backup_name(temporary))
            self.kept.add(path)
        if len(self.staged) > 1:
            self.placed.append(path)
        os.replace(temporary, target)

    def put_new_file(self, path: Path) -> None:
        temporary, target = self.staged[path]
        try:
            os.link(temporary, target)
        except FileExistsError:
            raise
        except OSError:  # a disk without hard links: take the name, then fill it in one step
            os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            try:
                os.replace(temporary, target)
            except BaseException:
                os.unlink(target)
                raise

    def _make_folder(self, folder: Path) -> None:
        missing = []
        while not folder.exists() and folder != folder.parent:
            missing.append(folder)
            folder = folder.parent
        for made in reversed(missing):
            made.mkdir(exist_ok=True)
            self.new_folders.append(made)

    def _take_back(self) -> list[Problem]:
        """Undo what was put in place; a problem for each file for which that failed."""
        problems = []
        for path in reversed(self.placed):
            temporary, target = self.staged[path]
            if os.path.exists(temporary):  # it never came to its place
                continue
            try:
                if path in self.kept:
                    os.replace(_backup_name(temporary), target)
                else:
                    os.unlink(target)
            except OSError as error:
                problems.append(_kept_new_problem(path, error))
        return problems


def _content_pieces(content: bytes | Iterable[bytes]) -> Iterable[bytes]:
    return (content,) if isinstance(content, bytes) else content


def _backup_name(temporary: str) -> str:
    return temporary.removesuffix(".part") + ".old"


def _keep_beside(target: Path, name: str) -> None:
    """The old file under a second name."""
    try:
        os.link(target, name, follow_symlinks=False)
    except OSError:  # a disk without hard links
        import shutil

        shutil.copy2(target, name, follow_symlinks=False)


def _require_inside(path: Path, folder: Path) -> None:
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        raise OSError(0, "it is a link that leads out of its folder; remove it")


@contextlib.contextmanager
def _raise_file_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _unwritable_error(path, error) from error
    except ValueError as error:
        raise _unwritable_error(path, OSError(0, "its name holds a NUL")) from error


def _permission_bits(path: Path) -> int:
    """The permissions of the file that is replaced, or those that a new file gets."""
    with contextlib.suppress(OSError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _unwritable_error(path: Path, error: OSError) -> FileError:
    return FileError(
        rule_catalogue.make_problem("ref-unwritable-file", FilePosition(str(path)), reason=error_reason(error))
    )


def _kept_new_problem(path: Path, error: OSError) -> Problem:
    reason = f"what stood there before could not be put back ({error_reason(error)}); the file is the new one"
    return rule_catalogue.make_problem("ref-unwritable-file", FilePosition(str(path)), reason=reason)
