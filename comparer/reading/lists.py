"""The word lists that texts are read by: data files of comparer/tables, each read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """One file of word lists as plain data."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = files("comparer").joinpath("tables", f"{name}.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=loader)
    return data


@cache
def words(name: str, key: str) -> frozenset[str]:
    """One list of a file, or the keys of one mapping, for look-ups."""
    return frozenset(table(name)[key])


@cache
def openings(name: str, key: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases of a list by their first word, the longest first, each split into its words."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in table(name)[key]:
        parts = tuple(phrase.split())
        found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(group, key=len, reverse=True)) for first, group in found.items()}


def phrase_at(elements: list[Any], index: int, name: str, key: str) -> tuple[str, ...]:
    """The longest phrase of a list that stands at this place, or nothing."""
    if index >= len(elements) or not isinstance(elements[index], str):
        return ()
    for phrase in openings(name, key).get(elements[index], ()):
        if tuple(elements[index : index + len(phrase)]) == phrase:
            return phrase
    return ()
