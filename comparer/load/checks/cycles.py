"""Circles: in parts, members, kinds, entailment, units, lineage and the order of steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from comparer.load.checks.documents import LINEAGE_FIELDS, FileEntry, as_mapping, indexed_mappings, words_with_paths
from comparer.load.checks.vocabulary_use import VocabularySections
from comparer.load.strict_yaml import DataPath
from comparer.model.problems import FilePosition, Problem
from comparer.resources import rule_catalogue

__all__ = ["check_cycles"]

_VOCABULARY_RELATIONS = (
    ("actors", "members"), ("actors", "kind_of"), ("acts", "entails"), ("acts", "enables"), ("acts", "bounds"),
    ("objects", "parts"), ("objects", "kind_of"), ("events", "entails"), ("units", "base"),
)  # fmt: skip

_RelationGraph = Mapping[str, Sequence[str]]


def check_cycles(entries: Sequence[FileEntry]) -> Iterator[Problem]:
    for entry in entries:
        if entry.kind == "vocabulary":
            yield from _vocabulary_cycles(entry)
        elif entry.kind == "constraints":
            yield from _step_cycles(entry)
    yield from _lineage_cycles(entries)


def find_cycles(graph: _RelationGraph) -> Iterator[tuple[str, ...]]:
    """One circle for each group of names that reach each other, beginning at its first name in alphabetical order."""
    visited_names: set[str] = set()
    for start in sorted(_names_in_circles(graph)):
        if start in visited_names:
            continue
        cycle = _shortest_cycle(graph, start)
        if cycle:
            visited_names.update(cycle)
            yield cycle


def _shortest_cycle(graph: _RelationGraph, start: str) -> tuple[str, ...]:
    """The shortest way from a name back to itself, or nothing."""
    previous_names: dict[str, str] = {start: ""}
    pending = [start]
    for name in pending:
        for following in sorted(graph.get(name, ())):
            if following == start:
                return _trace_back(previous_names, name)
            if following not in previous_names:
                previous_names[following] = name
                pending.append(following)
    return ()


def _trace_back(previous_names: Mapping[str, str], end: str) -> tuple[str, ...]:
    way = [end]
    while previous := previous_names[way[-1]]:
        way.append(previous)
    return tuple(reversed(way))


def _names_in_circles(graph: _RelationGraph) -> set[str]:
    """What is left once the names go, again and again, that lead to nothing or that nothing leads to."""
    followers = {name: set(following) for name, following in graph.items()}
    leaders: dict[str, set[str]] = {}
    for name, following in followers.items():
        for other in following:
            leaders.setdefault(other, set()).add(name)
    for forward, backward in ((followers, leaders), (leaders, followers)):
        pending = [name for name in {*forward, *backward} if not forward.get(name)]
        while pending:
            name = pending.pop()
            for other in backward.pop(name, ()):
                left = forward.get(other, set())
                left.discard(name)
                if not left:
                    pending.append(other)
    return {name for name, following in followers.items() if following} & {n for n, led in leaders.items() if led}


def _cycle_problems(graph: _RelationGraph, relation: str, places: Mapping[str, FilePosition]) -> Iterator[Problem]:
    for cycle in find_cycles(graph):
        cycle_text = " > ".join((*cycle, cycle[0]))
        yield rule_catalogue.make_problem("ref-cycle", places[cycle[0]], relation=relation, circle=cycle_text)


def _vocabulary_cycles(entry: FileEntry) -> Iterator[Problem]:
    data = as_mapping(entry.document.data)
    for section, field in _VOCABULARY_RELATIONS:
        graph, places = {}, {}
        for word, value in as_mapping(data.get(section)).items():
            followers = [name for name, _ in words_with_paths(as_mapping(value).get(field), ())]
            # A unit may say that it is its own base.
            if followers and not (field == "base" and followers == [word]):
                graph[word] = followers
                places[word] = entry.key_place_at((section, word, field))
        yield from _cycle_problems(graph, field, places)


def _step_cycles(entry: FileEntry) -> Iterator[Problem]:
    for index, constraint in indexed_mappings(as_mapping(entry.document.data).get("constraints")):
        graph, places = {}, {}
        for number, step in indexed_mappings(constraint.get("steps")):
            path: DataPath = ("constraints", index, "steps", number, "after")
            followers = [name for name, _ in words_with_paths(step.get("after"), path)]
            if followers and isinstance(step.get("id"), str):
                graph[step["id"]] = followers
                places[step["id"]] = entry.key_place_at(path)
        yield from _cycle_problems(graph, "steps", places)


def _lineage_cycles(entries: Iterable[FileEntry]) -> Iterator[Problem]:
    graph: dict[str, list[str]] = {}
    places: dict[str, FilePosition] = {}
    for entry in entries:
        data = as_mapping(entry.document.data) if entry.kind == "plan" else {}
        for field in LINEAGE_FIELDS:
            followers = [name for name, _ in words_with_paths(data.get(field), ())]
            if followers and isinstance(data.get("plan"), str):
                graph.setdefault(data["plan"], []).extend(followers)
                places.setdefault(data["plan"], entry.key_place_at((field,)))
    yield from _cycle_problems(graph, "lineage", places)


def check_issue_order(entry: FileEntry, vocabulary: VocabularySections) -> Iterator[Problem]:
    """Issues that stand before, or without, the issue that they lie under."""
    earlier_issues: set[str] = set()
    for issue in vocabulary["issues"]:
        parent = issue.rpartition(".")[0]
        if parent and parent not in earlier_issues:
            hint = "move it below" if parent in vocabulary["issues"] else f"add '{parent}' above"
            place = entry.key_place_at(("issues", issue))
            yield rule_catalogue.make_problem("ref-issue-order", place, hint, id=f"'{issue}'", parent=f"'{parent}'")
        earlier_issues.add(issue)
