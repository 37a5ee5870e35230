"""Ids that must be unique."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from comparer.load.checks.documents import FileEntry, as_mapping, clause_nodes, indexed_mappings
from comparer.load.strict_yaml import DataPath
from comparer.model.problems import FilePosition, Problem, quote_word
from comparer.resources import rule_catalogue

__all__ = ["check_unique_ids"]


class _ScopedId(NamedTuple):
    """An id; it is unique among those of its kind and scope."""

    kind: str
    scope: str
    id_value: Any
    path: DataPath


def check_unique_ids(entries: Iterable[FileEntry]) -> Iterator[Problem]:
    """Every id that was used before; files count in the order of their names."""
    first_uses: dict[tuple[str, str, str], tuple[FileEntry, DataPath]] = {}
    for entry in entries:
        reported_paths: set[DataPath] = set()
        for kind, scope, id_value, path in _IDS_BY_KIND.get(entry.kind, _no_ids)(entry):
            if not isinstance(id_value, str) or path in reported_paths:
                continue
            first_entry, first_path = first_uses.setdefault((kind, scope, id_value), (entry, path))
            if first_entry is not entry or first_path != path:
                reported_paths.add(path)
                yield _duplicate_id_problem(kind, id_value, entry.place_at(path), first_entry.place_at(first_path))


def _duplicate_id_problem(kind: str, id_value: str, place: FilePosition, first_place: FilePosition) -> Problem:
    first_position = (
        f"line {first_place.line}" if first_place.file == place.file else f"{first_place.file}:{first_place.line}"
    )
    return rule_catalogue.make_problem(
        "ref-duplicate-id",
        place,
        "give one of them another id",
        kind=kind,
        id=quote_word(id_value),
        first=first_position,
    )


def _plan_ids(entry: FileEntry) -> Iterator[_ScopedId]:
    data = as_mapping(entry.document.data)
    yield _ScopedId("plan", "", data.get("plan"), ("plan",))
    for index, part in indexed_mappings(data.get("parts")):
        yield _ScopedId("part", entry.file, part.get("id"), ("parts", index, "id"))
    for index, provision in indexed_mappings(data.get("provisions")):
        yield _ScopedId("provision", entry.file, provision.get("id"), ("provisions", index, "id"))
    for node in clause_nodes(entry):
        yield _ScopedId("clause", entry.file, node.data.get("id"), (*node.path, "id"))


def _red_line_ids(entry: FileEntry) -> Iterator[_ScopedId]:
    for index, line in indexed_mappings(as_mapping(entry.document.data).get("lines")):
        yield _ScopedId("line", entry.stem, line.get("id"), ("lines", index, "id"))


def _constraint_ids(entry: FileEntry) -> Iterator[_ScopedId]:
    for index, constraint in indexed_mappings(as_mapping(entry.document.data).get("constraints")):
        path: DataPath = ("constraints", index)
        yield _ScopedId("constraint", "", constraint.get("id"), (*path, "id"))
        for number, step in indexed_mappings(constraint.get("steps")):
            yield _ScopedId("step", f"{entry.file} {index}", step.get("id"), (*path, "steps", number, "id"))


def _source_ids(entry: FileEntry) -> Iterator[_ScopedId]:
    for index, card in indexed_mappings(entry.document.data):
        yield _ScopedId("source", "", card.get("source"), (index, "source"))


def _acceptance_ids(entry: FileEntry) -> Iterator[_ScopedId]:
    for index, item in indexed_mappings(entry.document.data):
        yield _ScopedId("fingerprint", "", item.get("fingerprint"), (index, "fingerprint"))


def _no_ids(_entry: FileEntry) -> Iterator[_ScopedId]:
    return iter(())


_IDS_BY_KIND: Mapping[str, Callable[[FileEntry], Iterator[_ScopedId]]] = {
    "plan": _plan_ids,
    "redlines": _red_line_ids,
    "constraints": _constraint_ids,
    "source": _source_ids,
    "accepted": _acceptance_ids,
}
