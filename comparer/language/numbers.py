"""Numbers among words: digits with their groups, English number words, scale words after either."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache

from comparer.resources.tables import load_table

WORDS_BELOW_TWENTY: dict[str, int] = {word: value for value, word in enumerate(load_table("number_words")["ones"])}
TENS_WORDS: dict[str, int] = {word: 10 * value for value, word in enumerate(load_table("number_words")["tens"], 2)}
SCALE_WORDS: dict[str, int] = load_table("number_words")["scales"]
NUMBER_WORDS = WORDS_BELOW_TWENTY | TENS_WORDS
_GROUPED_DIGITS = re.compile(r"(?:\d{1,3}(?:[,\u00a0\u202f ]\d{3})+|\d+)(?:\.\d+)?", re.ASCII)

MAX_SCALABLE_NUMBER = 10**40
"""From here on no scale word is taken into a number: to multiply by a long row of them would take for ever."""

AdjacencyTest = Callable[[int], bool]
"""Whether the word at a place stands right behind the one before it."""


def parse_digits(word: str) -> Fraction | None:
    """The value of a number in digits; None where commas or points make no number of it."""
    return Fraction(re.sub(r"[^\d.]", "", word)) if _GROUPED_DIGITS.fullmatch(word) and len(word) < 40 else None


def parse_number_at(words: Sequence[str], index: int, is_adjacent: AdjacencyTest) -> tuple[int, Fraction | None]:
    """How many words the number at this place has, and its value; (0, None) where there is none.

    `words` are in lower case. `a` counts as one before a scale word alone (a hundred).
    """
    word = words[index]
    if word[:1].isdigit():
        value, length = parse_digits(word), 1
        if value is None:
            return 0, None
    elif word in NUMBER_WORDS:
        length, small_number = _parse_below_hundred(words, index, is_adjacent)
        value = Fraction(small_number)
    elif word == "a" and is_adjacent(index + 1) and words[index + 1] in SCALE_WORDS:
        value, length = Fraction(1), 1
    else:
        return 0, None
    return _apply_scale_words(words, index, length, value, is_adjacent)


def figure_values(words: Sequence[str]) -> list[float]:
    """The values of the figures among lower-case words, in digits or words, with shares such as `half` and `third`.

    A comma that groups no digits is read as that of a decimal, for this only finds what may be the same figure.
    """
    shares = load_table("number_words")["fractions"]
    values: list[float] = []
    index = 0
    while index < len(words):
        if words[index] not in _words_of_figures() and not words[index][0].isdigit():
            index += 1
            continue
        length, value = parse_number_at(words, index, lambda position: position < len(words))
        if value is None and words[index] in shares:
            length, value = 1, Fraction(1, shares[words[index]])
        elif value is None and len(words[index]) > 2 and words[index] in SCALE_WORDS:
            length, value = _apply_scale_words(words, index, 0, Fraction(1), lambda position: position < len(words))
        elif value is None and words[index][0].isdigit():
            length, value = 1, parse_digits(words[index].replace(",", "."))
        if value is not None:
            values.append(float(min(value, Fraction(MAX_SCALABLE_NUMBER))))
        index += length or 1
    return values


@cache
def _words_of_figures() -> frozenset[str]:
    """The words with which a figure can begin."""
    return frozenset({"a", *NUMBER_WORDS, *SCALE_WORDS, *load_table("number_words")["fractions"]})


def _parse_below_hundred(words: Sequence[str], index: int, is_adjacent: AdjacencyTest) -> tuple[int, int]:
    value = NUMBER_WORDS[words[index]]
    if words[index] in TENS_WORDS and is_adjacent(index + 1) and 0 < WORDS_BELOW_TWENTY.get(words[index + 1], 0) < 10:
        return 2, value + WORDS_BELOW_TWENTY[words[index + 1]]
    return 1, value


def _apply_scale_words(
    words: Sequence[str], index: int, length: int, value: Fraction, is_adjacent: AdjacencyTest
) -> tuple[int, Fraction]:
    """Scale words, and what a hundred or a thousand is followed by: two hundred and fifty thousand."""
    total, partial_value = Fraction(0), value
    is_spelled_out = words[index] in NUMBER_WORDS or words[index] == "a"
    while is_adjacent(index + length):
        word = words[index + length]
        if word in SCALE_WORDS and partial_value < MAX_SCALABLE_NUMBER:
            partial_value *= SCALE_WORDS[word]
            length += 1
            continue
        skipped = 1 if word == "and" and is_adjacent(index + length + 1) else 0
        following = words[index + length + skipped]
        if not is_spelled_out or partial_value < 100 or partial_value % 100 or following not in NUMBER_WORDS:
            break
        added_length, small_number = _parse_below_hundred(words, index + length + skipped, is_adjacent)
        end = index + length + skipped + added_length
        if partial_value % 1000 and is_adjacent(end) and words[end] == "hundred":
            break
        if partial_value % 1000:
            partial_value += small_number
        else:
            total, partial_value = total + partial_value, Fraction(small_number)
        length += skipped + added_length
    decimals, decimals_length = (
        _parse_spoken_decimals(words, index + length, is_adjacent) if not total else (Fraction(0), 0)
    )
    return length + decimals_length, total + partial_value + decimals


def _parse_spoken_decimals(words: Sequence[str], index: int, is_adjacent: AdjacencyTest) -> tuple[Fraction, int]:
    """What `point six five` adds to the number before it, and how many words it is."""
    digits = ""
    if is_adjacent(index) and words[index] == "point":
        while is_adjacent(index + 1 + len(digits)) and WORDS_BELOW_TWENTY.get(words[index + 1 + len(digits)], 10) < 10:
            digits += str(WORDS_BELOW_TWENTY[words[index + 1 + len(digits)]])
    return (Fraction(int(digits), 10 ** len(digits)), 1 + len(digits)) if digits else (Fraction(0), 0)
