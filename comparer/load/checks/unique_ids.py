"""Ids that must be unique."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from comparer.load.checks.documents import Entry, clauses, items, mapping
from comparer.load.strict_yaml import Path
from comparer.model.problems import Place, Problem, shown
from comparer.resources import rule_catalogue

__all__ = ["check"]


class _Name(NamedTuple):
    """An id; it is unique among those of its kind and scope."""

    kind: str
    scope: str
    name: Any
    path: Path


def check(entries: Iterable[Entry]) -> Iterator[Problem]:
    """Every id that was used before; files count in the order of their names."""
    first: dict[tuple[str, str, str], tuple[Entry, Path]] = {}
    for entry in entries:
        told: set[Path] = set()
        for kind, scope, name, path in _NAMES.get(entry.kind, _none)(entry):
            if not isinstance(name, str) or path in told:
                continue
            where, there = first.setdefault((kind, scope, name), (entry, path))
            if where is not entry or there != path:
                told.add(path)
                yield _duplicate(kind, name, entry.at(path), where.at(there))


def _duplicate(kind: str, name: str, place: Place, before: Place) -> Problem:
    here = f"line {before.line}" if before.file == place.file else f"{before.file}:{before.line}"
    return rule_catalogue.problem(
        "ref-duplicate-id", place, "give one of them another id", kind=kind, id=shown(name), first=here
    )


def _plan(entry: Entry) -> Iterator[_Name]:
    data = mapping(entry.document.data)
    yield _Name("plan", "", data.get("plan"), ("plan",))
    for index, part in items(data.get("parts")):
        yield _Name("part", entry.file, part.get("id"), ("parts", index, "id"))
    for index, provision in items(data.get("provisions")):
        yield _Name("provision", entry.file, provision.get("id"), ("provisions", index, "id"))
    for node in clauses(entry):
        yield _Name("clause", entry.file, node.data.get("id"), (*node.path, "id"))


def _redlines(entry: Entry) -> Iterator[_Name]:
    for index, line in items(mapping(entry.document.data).get("lines")):
        yield _Name("line", entry.stem, line.get("id"), ("lines", index, "id"))


def _constraints(entry: Entry) -> Iterator[_Name]:
    for index, constraint in items(mapping(entry.document.data).get("constraints")):
        path: Path = ("constraints", index)
        yield _Name("constraint", "", constraint.get("id"), (*path, "id"))
        for number, step in items(constraint.get("steps")):
            yield _Name("step", f"{entry.file} {index}", step.get("id"), (*path, "steps", number, "id"))


def _sources(entry: Entry) -> Iterator[_Name]:
    for index, card in items(entry.document.data):
        yield _Name("source", "", card.get("source"), (index, "source"))


def _accepted(entry: Entry) -> Iterator[_Name]:
    for index, item in items(entry.document.data):
        yield _Name("fingerprint", "", item.get("fingerprint"), (index, "fingerprint"))


def _none(_entry: Entry) -> Iterator[_Name]:
    return iter(())


_NAMES: Mapping[str, Callable[[Entry], Iterator[_Name]]] = {
    "plan": _plan,
    "redlines": _redlines,
    "constraints": _constraints,
    "source": _sources,
    "accepted": _accepted,
}
