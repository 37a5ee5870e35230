"""The edge to git: a file as it was at a revision."""

from __future__ import annotations

import os
from pathlib import Path

from comparer.model.errors import UsageError

__all__ = ["read_file_at_revision"]

# A repository may come from somebody else: what its settings name must not be run. With these, git fetches nothing,
# by no protocol, asks nobody, and takes no optional step; its reasons are in the language of our own messages.
_CHILD_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_REPOSITORY_VARIABLES = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
)


def _child_environment() -> dict[str, str]:
    """Ours, without what would have git look into another repository than the one that was named."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_REPOSITORY_VARIABLES)}
    return {**kept, **_CHILD_ENVIRONMENT}


def read_file_at_revision(folder: Path, path: str, revision: str) -> bytes:
    """The bytes that a file, by its path from a folder of a repository, had at a revision.

    Raises UsageError where git is missing, or knows no such revision or file.
    """
    if revision.startswith("-") or "\0" in f"{revision}{path}":
        raise UsageError(f"'{revision}' is not a revision")
    import subprocess

    try:
        completed = subprocess.run(
            ["git", "-C", str(folder), "show", f"{revision}:./{path}"],
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
            env=_child_environment(),
        )
    except FileNotFoundError as error:
        raise UsageError("git is not installed, so no revision can be read") from error
    if completed.returncode:
        reason = completed.stderr.decode("utf-8", "replace").strip().splitlines()[:1]
        raise UsageError(f"git has no '{path}' at '{revision}': {' '.join(reason).removeprefix('fatal: ')}")
    return completed.stdout
