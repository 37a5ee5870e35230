"""Look-ups in the word lists that texts are read by."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from comparer.resources.tables import load_table


@cache
def word_set(table_name: str, key: str) -> frozenset[str]:
    """One list of a file, or the keys of one mapping, for look-ups."""
    return frozenset(load_table(table_name)[key])


@cache
def phrases_by_first_word(table_name: str, key: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases of a list by their first word, the longest first, each split into its words."""
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in load_table(table_name)[key]:
        phrase_words = tuple(phrase.split())
        phrases.setdefault(phrase_words[0], []).append(phrase_words)
    return {first: tuple(sorted(group, key=len, reverse=True)) for first, group in phrases.items()}


def longest_phrase_at(elements: Sequence[Any], index: int, table_name: str, key: str) -> tuple[str, ...]:
    """The longest phrase of a list that stands at this place, or nothing."""
    if index >= len(elements) or not isinstance(elements[index], str):
        return ()
    for phrase in phrases_by_first_word(table_name, key).get(elements[index], ()):
        if tuple(elements[index : index + len(phrase)]) == phrase:
            return phrase
    return ()
