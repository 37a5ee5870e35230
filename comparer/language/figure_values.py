"""One figure among words: digits in any grouping, number words, dozens, shares, halves, and scales after them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from comparer.language.numbers import NUMBER_WORDS, SCALE_WORDS, parse_digits, parse_number_at
from comparer.language.phrase_lists import word_set
from comparer.resources.tables import load_table

_AMBIGUOUS_POINT = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_POINT_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?")
_COMMA_DECIMAL = re.compile(r"\d+,\d{1,2}|\d+,\d{4,}|0,\d+")
_OTHER_GROUPS = re.compile(r"\d{1,3}(?:['’]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}")


class FigureValue(NamedTuple):
    """Where a figure ends and what it is; None where its signs can be read in more than one way."""

    end: int
    value: Fraction | None
    is_share: bool = False
    scale: int = 1


def read_figure(words: Sequence[str], index: int, is_money: bool = False) -> FigureValue | None:
    """The figure that begins at this place of lower-case tokens, or None."""
    if index >= len(words):
        return None
    return _read_digits(words, index, is_money) or _read_half_of_scale(words, index) or _read_number_words(words, index)


def _read_digits(words: Sequence[str], index: int, is_money: bool) -> FigureValue | None:
    sign = -1 if words[index] == "-" and words[index + 1 : index + 2] and words[index + 1][:1].isdigit() else 1
    position = index + (sign == -1)
    word = words[position]
    if not word[0].isdigit() or (sign == -1 and index and words[index - 1][-1:].isalnum() and words[index - 1] == "to"):
        return None
    value = parse_written_digits(word)
    end = position + 1
    if words[end : end + 1] == [":"] and words[end + 1 : end + 2] and words[end + 1][:1].isdigit():
        return FigureValue(end + 2, None)
    if value is None:
        return FigureValue(end, None)
    half = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}.get(words[end]) if end < len(words) else None
    if half:
        value, end = value + half, end + 1
    scale, end = _scale_at(words, end, is_money)
    share = _share_at(words, end) if scale == 1 and value < 20 and value.denominator == 1 else None
    if share:
        return FigureValue(end + 1, value / share, True)
    return FigureValue(end, sign * value * scale, False, scale)


def parse_written_digits(word: str) -> Fraction | None:
    """The value of digits in any national grouping; None where a point may group or part decimals (120.000)."""
    if _AMBIGUOUS_POINT.fullmatch(word):
        return None
    if _POINT_GROUPS.fullmatch(word):
        return Fraction(word.replace(".", "").replace(",", "."))
    if _COMMA_DECIMAL.fullmatch(word):
        return Fraction(word.replace(",", "."))
    if _OTHER_GROUPS.fullmatch(word):
        return Fraction(re.sub(r"\D", "", word))
    return parse_digits(word)


def _scale_at(words: Sequence[str], index: int, is_money: bool) -> tuple[int, int]:
    scale = 1
    while index < len(words) and scale < 10**15:
        word = words[index]
        if is_money and word in load_table("number_words")["money_scales"] and scale == 1:
            scale *= load_table("number_words")["money_scales"][word]
        elif word in SCALE_WORDS and len(word) > 1:
            scale *= SCALE_WORDS[word]
        elif word in word_set("number_words", "dozens"):
            scale *= load_table("number_words")["dozens"][word]
        else:
            break
        index += 1
    return scale, index


def _share_at(words: Sequence[str], index: int) -> int | None:
    """The denominator of `thirds` after a number: two thirds, two-thirds."""
    word = words[index] if index < len(words) else ""
    return load_table("number_words")["fractions"].get(word) if word.endswith(("s", "half")) else None


def _read_half_of_scale(words: Sequence[str], index: int) -> FigureValue | None:
    """`half a million`, `a quarter of a million`, `a dozen`, `half of`, `a third of`, `one in five`."""
    fractions = load_table("number_words")["fractions"]
    if list(words[index : index + 2]) == ["simple", "majority"]:
        return FigureValue(index + 1, Fraction(1, 2), True)
    position = index + (words[index] in ("a", "an", "one"))
    word = words[position] if position < len(words) else ""
    if position > index and word in word_set("number_words", "dozens"):
        return FigureValue(position + 1, Fraction(load_table("number_words")["dozens"][word]))
    if word not in fractions or (position == index and word != "half"):
        return None
    end = position + 1
    after = list(words[end : end + 3])
    skipped = 2 if after[:2] == ["of", "a"] else 1 if after[:1] == ["a"] else 0
    if skipped and end + skipped < len(words):
        scale, scaled_end = _scale_at(words, end + skipped, False)
        if scale > 1:
            return FigureValue(scaled_end, Fraction(scale, fractions[word]), False, scale)
        if after[:1] == ["a"] and words[end + skipped] in ("year", "day", "hour", "month"):
            return FigureValue(end + skipped, Fraction(1, fractions[word]))
    if after[:1] in (["of"], ["the"], ["its"], ["their"], ["all"], [","], [], ["majority"]) or word == "half":
        return FigureValue(end, Fraction(1, fractions[word]), True)
    return None


def _read_number_words(words: Sequence[str], index: int) -> FigureValue | None:
    if words[index] not in NUMBER_WORDS and not (
        words[index] == "a" and words[index + 1 : index + 2] and words[index + 1] in SCALE_WORDS
    ):
        return None
    if (
        words[index] == "one"
        and words[index + 1 : index + 2]
        in (
            ["another"],
            ["of"],
            ["or"],
            ["and"],
            ["who"],
            ["side"],
        )
        and list(words[index + 1 : index + 4]) != ["and", "a", "half"]
    ):
        return None
    if words[index] == "one" and words[index + 1 : index + 2] == ["in"]:
        following = read_figure(words, index + 2)
        if following and following.value and following.value > 1:
            return FigureValue(following.end, 1 / following.value, True)
    length, value = parse_number_at(words, index, lambda position: position < len(words))
    end = index + length
    if value is None:
        return None
    if words[end : end + 1] == ["-"] and end + 1 < len(words) and words[end + 1] in NUMBER_WORDS and value >= 20:
        value, end = value + NUMBER_WORDS[words[end + 1]], end + 2
    dash = words[end : end + 1] == ["-"]
    share = _share_at(words, end + dash) if value < 20 else None
    if share:
        return FigureValue(end + dash + 1, value / share, True)
    if list(words[end : end + 3]) == ["and", "a", "half"]:
        value, end = value + Fraction(1, 2), end + 3
    scale, end = _scale_at(words, end, False)
    return FigureValue(end, value * scale, False, scale if scale > 1 else (1000 if value >= 1000 else 1))
