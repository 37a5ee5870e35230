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
from comparer.load.strict_yaml import DataPath, Document
from comparer.model.problems import FilePosition, Problem

__all__ = [
    "LINEAGE_FIELDS",
    "MAX_NUMBER_DIGITS",
    "PARAGRAPH_NUMBER_PATTERN",
    "FileEntry",
    "MappingNode",
    "as_mapping",
    "clause_nodes",
    "data_kind",
    "indexed_mappings",
    "read_entries",
    "variant_nodes",
    "words_with_paths",
]

MAX_NUMBER_DIGITS = 40
"""Digits beyond which nothing is read as a number; the schemas draw the same line."""
PARAGRAPH_NUMBER_PATTERN = re.compile(rf"[1-9][0-9]{{0,{MAX_NUMBER_DIGITS - 1}}}")
"""The number of a paragraph."""

LINEAGE_FIELDS = ("derived_from", "answers", "supersedes")
"""The fields by which a plan names those that it comes from."""

_KIND_BY_FILE = {
    "plans/vocabulary": "vocabulary",
    "plans/settings": "settings",
    "plans/alignments": "alignments",
    "plans/accepted": "accepted",
    "plans/brief": "brief",
}
_KIND_BY_FOLDER = {
    "plans/redlines": "redlines",
    "plans/constraints": "constraints",
    "plans/languages": "language",
    "seeds": "source",
}


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file: its path in the workspace, the kind of data it holds, what was read, and its faults so far."""

    file: str
    kind: str
    document: Document
    problems: tuple[Problem, ...] = ()

    @property
    def stem(self) -> str:
        return PurePosixPath(self.file).stem

    def place_at(self, path: DataPath) -> FilePosition:
        return self.document.positions.nearest_place(path)

    def key_place_at(self, path: DataPath) -> FilePosition:
        """The place of the key that ends the path, or of the nearest thing around it."""
        return self.document.positions.nearest_key_place(path)


@dataclass(frozen=True, slots=True)
class MappingNode:
    """A mapping inside a file, with its path."""

    entry: FileEntry
    path: DataPath
    data: Mapping[str, Any]

    def place_at(self, *steps: str | int) -> FilePosition:
        return self.entry.place_at((*self.path, *steps))

    def key_place_at(self, *steps: str | int) -> FilePosition:
        return self.entry.key_place_at((*self.path, *steps))


def data_kind(file: str) -> str:
    """The kind of data that a file holds, by its path from the top of the workspace; a plan where nothing else fits."""
    path = PurePosixPath(file)
    folder = "seeds" if path.parts[:1] == ("seeds",) else "/".join(path.parts[:2])
    return _KIND_BY_FILE.get(str(path.parent / path.stem), _KIND_BY_FOLDER.get(folder, "plan"))


def read_entries(files: Mapping[str, bytes]) -> tuple[FileEntry, ...]:
    """Every file, in the order of their names, with the faults of its YAML and of its schema."""
    return tuple(_read_entry(file, files[file]) for file in sorted(files))


def _read_entry(file: str, content: bytes) -> FileEntry:
    kind = data_kind(file)
    document = strict_yaml.read_yaml(content, file)
    if document.data is None:
        return FileEntry(file, kind, document, document.problems)
    # A refused scalar stands in the data as it was written: one mistake, told once.
    reported_places = {problem.position for problem in document.problems}
    schema_problems = (
        problem for problem in schemas.check_document(document, kind) if problem.position not in reported_places
    )
    return FileEntry(file, kind, document, (*document.problems, *schema_problems))


def as_mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def indexed_mappings(value: Any) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The mappings of a list, with their numbers."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, dict):
                yield index, item


def words_with_paths(value: Any, path: DataPath) -> Iterator[tuple[str, DataPath]]:
    """One or more words, each with its path."""
    if isinstance(value, str):
        yield value, path
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, str):
                yield item, (*path, index)


def clause_nodes(entry: FileEntry) -> Iterator[MappingNode]:
    """The clauses of a plan. A provision without a list of clauses is its own clause."""
    for index, provision in indexed_mappings(as_mapping(entry.document.data).get("provisions")):
        path: DataPath = ("provisions", index)
        if "clauses" not in provision:
            yield MappingNode(entry, path, provision)
        for number, clause in indexed_mappings(provision.get("clauses")):
            yield MappingNode(entry, (*path, "clauses", number), clause)


def variant_nodes(node: MappingNode) -> Iterator[MappingNode]:
    """The readings of a clause that stand beside it."""
    for index, variant in indexed_mappings(node.data.get("variants")):
        yield MappingNode(node.entry, (*node.path, "variants", index), variant)
