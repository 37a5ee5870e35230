"""The files of a new workspace, as `comparer init` writes them: an invented example in which every command works."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from typing import Any

__all__ = ["workspace"]

_HIDDEN = "dot-"
"""Stands for the dot of hidden files, which packages and version control treat apart."""


def workspace() -> Iterator[tuple[str, bytes]]:
    """Path from the top of the workspace, and content, of each file, sorted by path."""
    yield from sorted(_files(resources.files("comparer.resources").joinpath("templates", "workspace"), ""))


def _files(folder: Any, above: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        name = "." + entry.name.removeprefix(_HIDDEN) if entry.name.startswith(_HIDDEN) else entry.name
        if entry.is_dir():
            yield from _files(entry, f"{above}{name}/")
        else:
            yield above + name, entry.read_bytes()
