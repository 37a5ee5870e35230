"""Words that may stand for one another, by their stems: a clue to counterparts, never to sameness."""

from __future__ import annotations

from functools import cache

from comparer.language.inflection import stem_word
from comparer.resources.tables import load_table


@cache
def function_stems() -> tuple[str, ...]:
    """The stems of words that say nothing of the matter, sorted."""
    return tuple(sorted({stem_word(word) for word in load_table("thesaurus")["function_words"]}))


@cache
def sets_by_stem() -> dict[str, tuple[int, ...]]:
    """The numbers of the sets of the thesaurus that each stem belongs to."""
    numbers_by_stem: dict[str, tuple[int, ...]] = {}
    for number, words in enumerate(load_table("thesaurus")["sets"]):
        for stem in sorted({stem_word(word) for word in words}):
            numbers_by_stem[stem] = (*numbers_by_stem.get(stem, ()), number)
    return numbers_by_stem
