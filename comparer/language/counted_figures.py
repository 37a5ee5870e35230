"""The counted figures of a sentence: numbers in digits or English words that say how much, how many or how long.

Left out, because they count nothing: ordinals, years, dates and times of day, numbers of articles, points and the
like, names with a number in them (a 12-point paper, K9), and small number words after `the`, `these`, `both` and
other words that point at things already named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from comparer.language.numbers import NUMBER_WORDS, SCALE_WORDS, TENS_WORDS, WORDS_BELOW_TWENTY, parse_number_at
from comparer.language.phrase_lists import word_set
from comparer.resources.tables import load_table

__all__ = ["CountedFigure", "counted_figures"]


class CountedFigure(NamedTuple):
    """A figure as written, and its value; a scale word after it (600 thousand) is part of both."""

    source_text: str
    value: Fraction


_MONTH_PATTERN = "(?:" + "|".join(rf"{name}|{name[:3]}\.?" for name in load_table("measures")["months"]) + ")"
_NUMBERED_THINGS_PATTERN = "|".join(load_table("drafting")["numbered_things"])

# What is no figure, blanked before the rest is read; longer forms first.
_UNCOUNTED_NUMBERS = re.compile(
    rf"""
      \b\d{{4}}-\d{{2}}(?:-\d{{2}})?\b                                           # 2031-05-20
    | \b\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b                                    # 20.05.2031
    | \b\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH_PATTERN}\b(?:,?\s+\d{{4}}\b)?      # 20 May 2031
    | \b{_MONTH_PATTERN}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}}\b)?(?![\d,.]{{0,60}}\d)   # May 20, 2031
    | \b(?:[01]?\d|2[0-3]):[0-5]\d\b(?!\s*(?:split|share|ratio))                 # 12:30
    | \b(?:{_NUMBERED_THINGS_PATTERN})\.?\s+\d+[a-z]?(?:[./-]\d+[a-z]?)*
      (?:\s*(?:,|and|or|to|-|\u2013)\s*\d+[a-z]?(?![\d,]{{0,60}}\s*[a-z]{{3}}))*\b      # articles 5 and 6
    | \b[a-z0-9]+[\s-](?:halves|thirds?|fourths?|quarters|fifths?|tenths?)\b      # two thirds
    | \b\d+(?:st|nd|rd|th)\b                                                     # 3rd
    | \b(?:19|20)\d\d(?:\s*[-\u2013/]\s*(?:19|20)?\d\d)?\b(?![,.]?\d|\s*%)       # 2031, 2031-35
    | \b[^\W\d_]+[-\u2011]?\d+\w*                                                # K9, K-9
    """,
    re.IGNORECASE | re.VERBOSE,
)
# A figure is tried from each of its digits on: bounded, so that a row of them takes no square.
_HYPHENATED_WORDS = re.compile(r"\b(\d[\d,.]{0,60}|[a-z]+)[-\u2011]([a-z]+)\b", re.IGNORECASE)
_DIGITS_PATTERN = r"(?:\d{1,3}(?:[,\u00a0\u202f ]\d{3})+|\d+)(?:\.\d+)?"
_NUMBER_OR_WORD = re.compile(rf"{_DIGITS_PATTERN}|[A-Za-z]+", re.IGNORECASE)


_MAY_HOLD_NUMBER = re.compile(rf"\d|\b(?:{'|'.join((*NUMBER_WORDS, *SCALE_WORDS))})\b", re.IGNORECASE)
"""Most sentences hold no number at all; this tells so at little cost."""


def counted_figures(text: str, extra_measures: frozenset[str] = frozenset()) -> Iterator[CountedFigure]:
    """Each counted figure in the order of the text. `measures` adds words that can follow a figure and a hyphen."""
    if not _MAY_HOLD_NUMBER.search(text):
        return
    masked_text = _UNCOUNTED_NUMBERS.sub(lambda match: "|" * len(match.group()), text)
    masked_text = _HYPHENATED_WORDS.sub(
        lambda match: _split_measure_compound(match, word_set("measures", "measure_words") | extra_measures),
        masked_text,
    )
    tokens = [(match.group(), match.start(), match.end()) for match in _NUMBER_OR_WORD.finditer(masked_text)]
    lower_words = [token[0].lower() for token in tokens]
    index = 0
    while index < len(tokens):
        word = tokens[index][0]
        length, value = parse_number_at(
            lower_words, index, lambda position: _is_adjacent_token(tokens, position, masked_text)
        )
        if value is None:
            index += 1
            continue
        before = tokens[index - 1][0].lower() if index else ""
        after = tokens[index + length][0].lower() if index + length < len(tokens) else ""
        if _is_counted_figure(word, value, before, after):
            yield CountedFigure(masked_text[tokens[index][1] : tokens[index + length - 1][2]], value)
        index += length


def _split_measure_compound(match: re.Match[str], measure_words: frozenset[str]) -> str:
    """`30-day` as `30 day`; `twenty-five` as `twenty five`; `12-point` and other names as blanks."""
    first, second = match.group(1).lower(), match.group(2).lower()
    if first[0].isdigit() or first in NUMBER_WORDS:
        is_counted = (
            second in measure_words or second in SCALE_WORDS or (first in TENS_WORDS and second in WORDS_BELOW_TWENTY)
        )
        return f"{match.group(1)} {match.group(2)}" if is_counted else "|" * len(match.group())
    return match.group()


def _is_adjacent_token(tokens: list[tuple[str, int, int]], index: int, text: str) -> bool:
    """Whether a token stands right behind the one before it, with blanks alone between them."""
    return index < len(tokens) and not text[tokens[index - 1][2] : tokens[index][1]].strip()


def _is_counted_figure(word: str, value: Fraction, before: str, after: str) -> bool:
    if word[0].isdigit():
        return True
    if value == 0:
        return False
    has_measure = after.removesuffix("s") in word_set("measures", "measure_words") or after in word_set(
        "measures", "measure_words"
    )
    if value == 1:
        return has_measure and before not in word_set("drafting", "known_determiners")
    return has_measure or before not in word_set("drafting", "known_determiners") or value > 12
