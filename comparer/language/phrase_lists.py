"""Look-ups in the word lists that texts are read by."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from comparer.resources.tables import table


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


def phrase_at(elements: Sequence[Any], index: int, name: str, key: str) -> tuple[str, ...]:
    """The longest phrase of a list that stands at this place, or nothing."""
    if index >= len(elements) or not isinstance(elements[index], str):
        return ()
    for phrase in openings(name, key).get(elements[index], ()):
        if tuple(elements[index : index + len(phrase)]) == phrase:
            return phrase
    return ()
