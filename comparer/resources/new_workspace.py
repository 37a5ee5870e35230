"""The files of a new workspace, as `comparer init` writes them: an invented example in which every command works."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from typing import Any

__all__ = ["workspace_files"]

_HIDDEN_FILE_PREFIX = "dot-"
"""Stands for the dot of hidden files, which packages and version control treat apart."""


def workspace_files() -> Iterator[tuple[str, bytes]]:
    """Path from the top of the workspace, and content, of each file, sorted by path."""
    yield from sorted(_template_files(resources.files("comparer.resources").joinpath("templates", "workspace"), ""))


def _template_files(folder: Any, parent_path: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        name = (
            "." + entry.name.removeprefix(_HIDDEN_FILE_PREFIX)
            if entry.name.startswith(_HIDDEN_FILE_PREFIX)
            else entry.name
        )
        if entry.is_dir():
            yield from _template_files(entry, f"{parent_path}{name}/")
        else:
            yield parent_path + name, entry.read_bytes()
