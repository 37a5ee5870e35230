"""The edge to git: a file as it was at a revision."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from comparer.model.errors import UsageError

__all__ = ["read_file_at_revision"]


def read_file_at_revision(folder: Path, path: str, revision: str) -> bytes:
    """The bytes that a file, by its path from a folder of a repository, had at a revision.

    Raises UsageError where git is missing, or knows no such revision or file.
    """
    if revision.startswith("-"):
        raise UsageError(f"'{revision}' is not a revision")
    try:
        completed = subprocess.run(
            ["git", "-C", str(folder), "show", f"{revision}:./{path}"],
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "LC_ALL": "C"},  # its reasons in the language of our own messages
        )
    except FileNotFoundError as error:
        raise UsageError("git is not installed, so no revision can be read") from error
    if completed.returncode:
        reason = completed.stderr.decode("utf-8", "replace").strip().splitlines()[:1]
        raise UsageError(f"git has no '{path}' at '{revision}': {' '.join(reason).removeprefix('fatal: ')}")
    return completed.stdout
