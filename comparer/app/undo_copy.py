"""A file as it was before a command wrote to it, kept beside it, so that the writing can be taken back once."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from pathlib import Path

from comparer.app.file_writes import replace_unchanged_file

UNDO_SUFFIX = ".before-suggest"
_DIGEST_CHARS = 64


class UndoResult(StrEnum):
    """What came of taking a writing back."""

    RESTORED = "restored"
    NOTHING_KEPT = "nothing kept"
    CHANGED_SINCE = "changed since"


def undo_path(path: Path) -> Path:
    """Where the copy of a file stands."""
    return path.with_name(path.name + UNDO_SUFFIX)


def replace_with_undo_copy(path: Path, old_content: bytes, new_content: bytes) -> bool:
    """Replaces a file that still holds what it did, and keeps that beside it with the digest of what it holds now.

    False, and nothing is written, where it holds something else. An older copy is replaced. Raises FileError, and then
    both are as they were.
    """
    copy_content = hashlib.sha256(new_content).hexdigest().encode() + b"\n" + old_content
    return replace_unchanged_file(path, old_content, new_content, {undo_path(path): copy_content})


def restore_undo_copy(path: Path) -> UndoResult:
    """Puts a file back byte for byte as its copy has it. Nothing is written where the file was changed since."""
    copy = undo_path(path)
    if copy.is_symlink() or not copy.is_file():  # a link is none of ours
        return UndoResult.NOTHING_KEPT
    kept, current = copy.read_bytes(), path.read_bytes()
    digest, old_content = kept[:_DIGEST_CHARS], kept[_DIGEST_CHARS + 1 :]
    is_unchanged = hashlib.sha256(current).hexdigest().encode() == digest
    if not is_unchanged or not replace_unchanged_file(path, current, old_content):
        return UndoResult.CHANGED_SINCE
    copy.unlink()
    return UndoResult.RESTORED
