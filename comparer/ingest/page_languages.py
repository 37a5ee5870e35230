"""Pages in two languages by turns: told apart by their small words, whatever the languages are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from typing import TypeVar

__all__ = ["PAGES_DOUBT", "order_by_language", "part_languages"]

PageT = TypeVar("PageT")

MAX_SMALL_WORD_CHARACTERS = 4
"""Letters up to which a word is one of those that every text of a language is full of."""
MIN_PAGE_WORDS = 15
"""Small words from which a page tells its language."""
MIN_TURNS = 3
"""How often the language changes from a page to the next in a text that gives its pages in two by turns."""
MIN_ALIKE = 0.5
MAX_ALIKE_LANGUAGES = 0.35
"""Likeness of small words, from 0 to 1: of pages in one language at least, of two languages at most."""
MIN_SHARE = 0.3
"""Share of the pages that the lesser language has at least."""
PAGES_DOUBT = "two languages page by page; the pages in the first were read first, then those in the other"

_WORD = re.compile(r"[^\W\d_]+")


def order_by_language(pages: Sequence[PageT], texts: Sequence[str]) -> tuple[list[PageT], list[tuple[str, str]]]:
    """The pages of a document, those in its first language before those in the other, and the doubt that they are so.

    As they are and without a doubt where they are not in two languages by turns. `texts` are those of the pages.
    """
    sides = part_languages(texts)
    if sides is None:
        return list(pages), []
    return [pages[place] for side in sides for place in side], [("the whole document", PAGES_DOUBT)]


def part_languages(pages: Sequence[str]) -> tuple[list[int], list[int]] | None:
    """The places of the pages in the first language and in the second; None where pages are not in two by turns."""
    profiles = [_small_words(page) for page in pages]
    telling = [place for place, profile in enumerate(profiles) if profile.total() >= MIN_PAGE_WORDS]
    if len(telling) <= MIN_TURNS:
        return None
    first: Counter[str] = profiles[telling[0]].copy()
    second: Counter[str] = Counter()
    is_first = {}
    for place in telling:
        is_first[place] = place == telling[0] or _likeness(profiles[place], first) >= MIN_ALIKE
        if place != telling[0]:
            (first if is_first[place] else second).update(profiles[place])
    turns = sum(is_first[before] != is_first[after] for before, after in pairwise(telling))
    lesser = min(sum(is_first.values()), len(telling) - sum(is_first.values()))
    if turns < MIN_TURNS or lesser < MIN_SHARE * len(telling) or _likeness(first, second) > MAX_ALIKE_LANGUAGES:
        return None
    if any(_likeness(profiles[place], first if is_first[place] else second) < MIN_ALIKE for place in telling):
        return None
    sides: tuple[list[int], list[int]] = ([], [])
    side = 0
    for place in range(len(pages)):  # a page that tells nothing belongs to the one before it
        side = side if place not in is_first else 0 if is_first[place] else 1
        sides[side].append(place)
    return sides


def _small_words(text: str) -> Counter[str]:
    return Counter(word for word in map(str.lower, _WORD.findall(text)) if len(word) <= MAX_SMALL_WORD_CHARACTERS)


def _likeness(left: Counter[str], right: Counter[str]) -> float:
    """The cosine of two counts of words."""
    size = sqrt(sum(count * count for count in left.values()) * sum(count * count for count in right.values()))
    return sum(count * right[word] for word, count in left.items()) / size if size else 0.0
