"""The files of a workspace, read once and checked against their schemas; and tolerant ways through their data.

Data that has schema faults is still walked, so that one mistake never hides another: every accessor here treats a
value of the wrong kind as if it were not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from comparer.load import schemas, strict_yaml
from comparer.load.strict_yaml import Document, Path
from comparer.model.problems import Place, Problem

__all__ = [
    "COUNTED",
    "LINEAGE",
    "LONGEST",
    "Entry",
    "Node",
    "clauses",
    "items",
    "kind_of",
    "mapping",
    "read_all",
    "texts",
    "variants",
]

LONGEST = 40
"""Digits beyond which nothing is read as a number; the schemas draw the same line."""
COUNTED = re.compile(rf"[1-9][0-9]{{0,{LONGEST - 1}}}")
"""The number of a paragraph."""

LINEAGE = ("derived_from", "answers", "supersedes")
"""The fields by which a plan names those that it comes from."""

_BY_NAME = {
    "plans/vocabulary": "vocabulary",
    "plans/settings": "settings",
    "plans/alignments": "alignments",
    "plans/accepted": "accepted",
}
_BY_FOLDER = {"plans/redlines": "redlines", "plans/constraints": "constraints", "seeds": "source"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One file: its path in the workspace, the kind of data it holds, what was read, and its faults so far."""

    file: str
    kind: str
    document: Document
    faults: tuple[Problem, ...] = ()

    @property
    def stem(self) -> str:
        return PurePosixPath(self.file).stem

    def at(self, path: Path) -> Place:
        return self.document.positions.nearest(path)

    def key(self, path: Path) -> Place:
        """The place of the key that ends the path, or of the nearest thing around it."""
        return self.document.positions.nearest_key(path)


@dataclass(frozen=True, slots=True)
class Node:
    """A mapping inside a file, with its path."""

    entry: Entry
    path: Path
    data: Mapping[str, Any]

    def at(self, *steps: str | int) -> Place:
        return self.entry.at((*self.path, *steps))

    def key(self, *steps: str | int) -> Place:
        return self.entry.key((*self.path, *steps))


def kind_of(file: str) -> str:
    """The kind of data that a file holds, by its path from the top of the workspace; a plan where nothing else fits."""
    path = PurePosixPath(file)
    folder = "seeds" if path.parts[0] == "seeds" else "/".join(path.parts[:2])
    return _BY_NAME.get(str(path.with_suffix("")), _BY_FOLDER.get(folder, "plan"))


def read_all(files: Mapping[str, bytes]) -> tuple[Entry, ...]:
    """Every file, in the order of their names, with the faults of its YAML and of its schema."""
    return tuple(_read(file, files[file]) for file in sorted(files))


def _read(file: str, content: bytes) -> Entry:
    kind = kind_of(file)
    document = strict_yaml.read(content, file)
    if document.data is None:
        return Entry(file, kind, document, document.problems)
    # A refused scalar stands in the data as it was written: one mistake, told once.
    told = {problem.place for problem in document.problems}
    misfits = (problem for problem in schemas.check(document, kind) if problem.place not in told)
    return Entry(file, kind, document, (*document.problems, *misfits))


def mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def items(value: Any) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The mappings of a list, with their numbers."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, dict):
                yield index, item


def texts(value: Any, path: Path) -> Iterator[tuple[str, Path]]:
    """One or more words, each with its path."""
    if isinstance(value, str):
        yield value, path
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, str):
                yield item, (*path, index)


def clauses(entry: Entry) -> Iterator[Node]:
    """The clauses of a plan. A provision without a list of clauses is its own clause."""
    for index, provision in items(mapping(entry.document.data).get("provisions")):
        path: Path = ("provisions", index)
        if "clauses" not in provision:
            yield Node(entry, path, provision)
        for number, clause in items(provision.get("clauses")):
            yield Node(entry, (*path, "clauses", number), clause)


def variants(node: Node) -> Iterator[Node]:
    """The readings of a clause that stand beside it."""
    for index, variant in items(node.data.get("variants")):
        yield Node(node.entry, (*node.path, "variants", index), variant)
