"""Results of earlier runs, kept by digest in a folder of this user outside the data. It may be deleted at any time.

A result is found under the digest of everything that it was made from. What is read is trusted only where its own
digest agrees, and is data that is never run; whatever is wrong with a file or the folder, the run goes on without.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import zlib
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

import comparer
from comparer.model.content_digest import digest_parts
from comparer.version import VERSION

__all__ = ["CACHE_VARIABLE", "NO_CACHE_WORD", "ResultCache", "choose_cache_folder", "program_stamp"]

CACHE_VARIABLE = "COMPARER_CACHE"
NO_CACHE_WORD = "off"
"""In place of a folder: nothing is kept and nothing is looked for."""
MAX_CACHE_BYTES = 256_000_000
MAX_RESULT_BYTES = 200_000_000
"""Bytes of one result before it is packed; a larger one is not kept."""
_SHARE_KEPT_BY_TRIMMING = 0.75
_MARK = b"comparer result 1\n"
_FILE_ENDING = ".result"
_DIGEST_BYTES = 32
_PACKAGE_FOLDERS = ("site-packages", "dist-packages")


class ResultCache:
    """Bytes by key in one folder, which is made when the first result is kept. No method raises for what the disk does.

    A folder that others may write to, or that is somebody else's, is not used.
    """

    def __init__(self, folder: Path, max_bytes: int = MAX_CACHE_BYTES) -> None:
        self.folder, self._max_bytes = folder, max_bytes

    def find(self, key: str) -> bytes | None:
        """The bytes that were kept under a key; None where there are none, or not those that were written."""
        path = self._result_path(key)
        try:
            if not _is_private(self.folder):
                return None
            content = path.read_bytes()
            if not content.startswith(_MARK):
                return None
            digest, packed = content[len(_MARK) :][:_DIGEST_BYTES], content[len(_MARK) + _DIGEST_BYTES :]
            if sha256(key.encode() + packed).digest() != digest:
                return None
            unpacker = zlib.decompressobj()
            result = unpacker.decompress(packed, MAX_RESULT_BYTES)
            if unpacker.unconsumed_tail or not unpacker.eof:
                return None
        except (OSError, ValueError, zlib.error):
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # the last use says which results go first when there are too many
        return result

    def keep(self, key: str, result: bytes) -> None:
        """Keep bytes under a key, whole or not at all; the oldest go where all together would be too many."""
        if len(result) > MAX_RESULT_BYTES:
            return
        packed = zlib.compress(result, 1)
        content = _MARK + sha256(key.encode() + packed).digest() + packed
        if len(content) > self._max_bytes:
            return
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if _is_private(self.folder):
                self._write_result(self._result_path(key), content)
                self._drop_oldest_results()
        except OSError:
            return

    def _result_path(self, key: str) -> Path:
        return self.folder / f"{key}{_FILE_ENDING}"

    def _write_result(self, path: Path, content: bytes) -> None:
        import tempfile

        descriptor, temporary = tempfile.mkstemp(dir=self.folder, suffix=".part")
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
            os.replace(temporary, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            raise

    def _drop_oldest_results(self) -> None:
        with os.scandir(self.folder) as entries:
            files = [
                (status.st_mtime_ns, entry.path, status.st_size)
                for entry in entries
                if entry.name.endswith((_FILE_ENDING, ".part")) and entry.is_file(follow_symlinks=False)
                for status in (entry.stat(follow_symlinks=False),)
            ]
        size = sum(file_size for _, _, file_size in files)
        if size <= self._max_bytes:
            return
        for _, path, file_size in sorted(files):
            if size <= self._max_bytes * _SHARE_KEPT_BY_TRIMMING:
                break
            with contextlib.suppress(OSError):
                os.unlink(path)
                size -= file_size


def choose_cache_folder(named: str | None) -> Path | None:
    """The folder that a person named, else that of the environment, else that of the platform; None for `off`.

    An empty name is none. None as well where the platform says of no folder of this user.
    """
    for name in (named, os.environ.get(CACHE_VARIABLE)):
        if name:
            return None if name == NO_CACHE_WORD else Path(os.path.abspath(name))
    try:
        home = Path.home()
    except (OSError, RuntimeError):
        return None
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) / "comparer" / "Cache" if local else None
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "comparer"
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if os.path.isabs(base) else home / ".cache") / "comparer"


def _is_private(folder: Path) -> bool:
    """Whether a folder is this user's and nobody else can write to it. Windows keeps others out of a user's folders."""
    status = os.stat(folder)
    if not hasattr(os, "getuid"):
        return stat.S_ISDIR(status.st_mode)
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid() and not status.st_mode & 0o022


@cache
def program_stamp() -> str:
    """A digest that changes with the program: its version, its files, the packages beside it and Python itself.

    Files are told by name, size and time of change, other packages by the folders that hold them.
    """
    parts = [VERSION, sys.version, sys.byteorder]
    for folder in sys.path:
        if folder.endswith(_PACKAGE_FOLDERS):
            with contextlib.suppress(OSError):
                parts.append(f"{folder} {os.stat(folder).st_mtime_ns}")
    for folder in comparer.__path__:
        parts += _file_stamps((folder, os.path.join(folder, "..", "schema")))
    return digest_parts(*parts)


def _file_stamps(folders: Iterable[str]) -> list[str]:
    stamps: list[str] = []
    pending = list(folders)
    while pending:
        folder = pending.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir():
                pending += [entry.path] if entry.name != "__pycache__" else []
            else:
                status = entry.stat()
                stamps.append(f"{entry.path} {status.st_size} {status.st_mtime_ns}")
    return stamps
