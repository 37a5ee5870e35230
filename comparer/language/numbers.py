"""Numbers among words: digits with their groups, English number words, scale words after either."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from comparer.resources.tables import table

SMALL: dict[str, int] = {word: value for value, word in enumerate(table("number_words")["ones"])}
TENS: dict[str, int] = {word: 10 * value for value, word in enumerate(table("number_words")["tens"], 2)}
SCALES: dict[str, int] = table("number_words")["scales"]
NUMBER_WORDS = SMALL | TENS
_GROUPED = re.compile(r"(?:\d{1,3}(?:[,\u00a0\u202f ]\d{3})+|\d+)(?:\.\d+)?", re.ASCII)

ENDLESS = 10**40
"""From here on no scale word is taken into a number: to multiply by a long row of them would take for ever."""

Joined = Callable[[int], bool]
"""Whether the word at a place stands right behind the one before it."""


def digits(word: str) -> Fraction | None:
    """The value of a number in digits; None where commas or points make no number of it."""
    return Fraction(re.sub(r"[^\d.]", "", word)) if _GROUPED.fullmatch(word) and len(word) < 40 else None


def number_at(words: Sequence[str], index: int, joined: Joined) -> tuple[int, Fraction | None]:
    """How many words the number at this place has, and its value; (0, None) where there is none.

    `words` are in lower case. `a` counts as one before a scale word alone (a hundred).
    """
    word = words[index]
    if word[:1].isdigit():
        value, length = digits(word), 1
        if value is None:
            return 0, None
    elif word in NUMBER_WORDS:
        length, small = _below_hundred(words, index, joined)
        value = Fraction(small)
    elif word == "a" and joined(index + 1) and words[index + 1] in SCALES:
        value, length = Fraction(1), 1
    else:
        return 0, None
    return _scaled(words, index, length, value, joined)


def _below_hundred(words: Sequence[str], index: int, joined: Joined) -> tuple[int, int]:
    value = NUMBER_WORDS[words[index]]
    if words[index] in TENS and joined(index + 1) and 0 < SMALL.get(words[index + 1], 0) < 10:
        return 2, value + SMALL[words[index + 1]]
    return 1, value


def _scaled(words: Sequence[str], index: int, length: int, value: Fraction, joined: Joined) -> tuple[int, Fraction]:
    """Scale words, and what a hundred or a thousand is followed by: two hundred and fifty thousand."""
    total, part = Fraction(0), value
    spelled = words[index] in NUMBER_WORDS or words[index] == "a"
    while joined(index + length):
        word = words[index + length]
        if word in SCALES and part < ENDLESS:
            part *= SCALES[word]
            length += 1
            continue
        step = 1 if word == "and" and joined(index + length + 1) else 0
        following = words[index + length + step]
        if not spelled or part < 100 or part % 100 or following not in NUMBER_WORDS:
            break
        more, small = _below_hundred(words, index + length + step, joined)
        after = index + length + step + more
        if part % 1000 and joined(after) and words[after] == "hundred":
            break
        if part % 1000:
            part += small
        else:
            total, part = total + part, Fraction(small)
        length += step + more
    return length, total + part
