"""Circles: in parts, members, kinds, entailment, units, lineage and the order of steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from comparer.load.checks.documents import LINEAGE, Entry, items, mapping, texts
from comparer.load.checks.vocabulary_use import Lexicon
from comparer.load.strict_yaml import Path
from comparer.model.problems import Place, Problem
from comparer.resources import rule_catalogue

__all__ = ["check"]

_IN_VOCABULARY = (
    ("actors", "members"), ("actors", "kind_of"), ("acts", "entails"), ("acts", "enables"), ("acts", "bounds"),
    ("objects", "parts"), ("objects", "kind_of"), ("events", "entails"), ("units", "base"),
)  # fmt: skip

_Graph = Mapping[str, Sequence[str]]


def check(entries: Sequence[Entry]) -> Iterator[Problem]:
    for entry in entries:
        if entry.kind == "vocabulary":
            yield from _of_words(entry)
        elif entry.kind == "constraints":
            yield from _of_steps(entry)
    yield from _of_lineage(entries)


def circles(graph: _Graph) -> Iterator[tuple[str, ...]]:
    """One circle for each group of names that reach each other, beginning at its first name in alphabetical order."""
    done: set[str] = set()
    for start in sorted(graph):
        if start in done:
            continue
        way = _way_back(graph, start)
        if way:
            done.update(way)
            yield way


def _way_back(graph: _Graph, start: str) -> tuple[str, ...]:
    """The shortest way from a name back to itself, or nothing."""
    ways: dict[str, tuple[str, ...]] = {start: (start,)}
    pending = [start]
    for name in pending:
        for following in sorted(graph.get(name, ())):
            if following == start:
                return ways[name]
            if following not in ways:
                ways[following] = (*ways[name], following)
                pending.append(following)
    return ()


def _faults(graph: _Graph, relation: str, places: Mapping[str, Place]) -> Iterator[Problem]:
    for circle in circles(graph):
        shown = " > ".join((*circle, circle[0]))
        yield rule_catalogue.problem("ref-cycle", places[circle[0]], relation=relation, circle=shown)


def _of_words(entry: Entry) -> Iterator[Problem]:
    data = mapping(entry.document.data)
    for section, field in _IN_VOCABULARY:
        graph, places = {}, {}
        for word, value in mapping(data.get(section)).items():
            followers = [name for name, _ in texts(mapping(value).get(field), ())]
            # A unit may say that it is its own base.
            if followers and not (field == "base" and followers == [word]):
                graph[word] = followers
                places[word] = entry.key((section, word, field))
        yield from _faults(graph, field, places)


def _of_steps(entry: Entry) -> Iterator[Problem]:
    for index, constraint in items(mapping(entry.document.data).get("constraints")):
        graph, places = {}, {}
        for number, step in items(constraint.get("steps")):
            path: Path = ("constraints", index, "steps", number, "after")
            followers = [name for name, _ in texts(step.get("after"), path)]
            if followers and isinstance(step.get("id"), str):
                graph[step["id"]] = followers
                places[step["id"]] = entry.key(path)
        yield from _faults(graph, "steps", places)


def _of_lineage(entries: Iterable[Entry]) -> Iterator[Problem]:
    graph: dict[str, list[str]] = {}
    places: dict[str, Place] = {}
    for entry in entries:
        data = mapping(entry.document.data) if entry.kind == "plan" else {}
        for field in LINEAGE:
            followers = [name for name, _ in texts(data.get(field), ())]
            if followers and isinstance(data.get("plan"), str):
                graph.setdefault(data["plan"], []).extend(followers)
                places.setdefault(data["plan"], entry.key((field,)))
    yield from _faults(graph, "lineage", places)


def issue_order(entry: Entry, words: Lexicon) -> Iterator[Problem]:
    """Issues that stand before, or without, the issue that they lie under."""
    seen: set[str] = set()
    for issue in words["issues"]:
        parent = issue.rpartition(".")[0]
        if parent and parent not in seen:
            hint = "move it below" if parent in words["issues"] else f"add '{parent}' above"
            place = entry.key(("issues", issue))
            yield rule_catalogue.problem("ref-issue-order", place, hint, id=f"'{issue}'", parent=f"'{parent}'")
        seen.add(issue)
