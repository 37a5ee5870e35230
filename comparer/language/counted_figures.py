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

from comparer.language.numbers import NUMBER_WORDS, SCALES, SMALL, TENS, number_at

__all__ = ["Figure", "figures"]


class Figure(NamedTuple):
    """A figure as written, and its value; a scale word after it (600 thousand) is part of both."""

    written: str
    value: Fraction


_MEASURES = frozenset(
    {"second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade"}
    | {"metre", "meter", "kilometre", "kilometer", "km", "mile", "percent", "per", "tonne", "ton"}
)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTH = "(?:" + "|".join(f"{name}|{name[:3]}\\.?" for name in _MONTHS) + ")"
_NAMED_NUMBERS = (
    "article|articles|art|point|points|paragraph|paragraphs|section|sections|clause|clauses|chapter|chapters|annex|"
    "annexes|item|items|phase|phases|stage|stages|step|steps|resolution|resolutions|protocol|protocols|rule|rules|"
    "regulation|regulations|directive|directives|no|nos|number|numbers|title|part|parts|version|option|table|schedule"
)
_POINTING = frozenset(
    {"the", "these", "those", "both", "its", "their", "his", "her", "our", "your", "all", "which", "other"}
    | {"remaining", "same"}
)

# What is no figure, blanked before the rest is read; longer forms first.
_NO_FIGURES = re.compile(
    rf"""
      \b\d{{4}}-\d{{2}}(?:-\d{{2}})?\b                                           # 2031-05-20
    | \b\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b                                    # 20.05.2031
    | \b\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}\b(?:,?\s+\d{{4}}\b)?      # 20 May 2031
    | \b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}}\b)?(?![\d,.]*\d)   # May 20, 2031
    | \b(?:[01]?\d|2[0-3]):[0-5]\d\b(?!\s*(?:split|share|ratio))                 # 12:30
    | \b(?:{_NAMED_NUMBERS})\.?\s+\d+[a-z]?(?:[./-]\d+[a-z]?)*
      (?:\s*(?:,|and|or|to|-|\u2013)\s*\d+[a-z]?(?![\d,]*\s*[a-z]{{3}}))*\b      # articles 5 and 6
    | \b[a-z0-9]+[\s-](?:halves|thirds?|fourths?|quarters|fifths?|tenths?)\b      # two thirds
    | \b\d+(?:st|nd|rd|th)\b                                                     # 3rd
    | \b(?:19|20)\d\d(?:\s*[-\u2013/]\s*(?:19|20)?\d\d)?\b(?![,.]?\d|\s*%)       # 2031, 2031-35
    | \b[^\W\d_]+[-\u2011]?\d+\w*                                                # K9, K-9
    """,
    re.IGNORECASE | re.VERBOSE,
)
_COMPOUND = re.compile(r"\b(\d[\d,.]*|[a-z]+)[-\u2011]([a-z]+)\b", re.IGNORECASE)
_DIGITS = r"(?:\d{1,3}(?:[,\u00a0\u202f ]\d{3})+|\d+)(?:\.\d+)?"
_TOKEN = re.compile(rf"{_DIGITS}|[A-Za-z]+", re.IGNORECASE)


_LIKELY = re.compile(rf"\d|\b(?:{'|'.join((*NUMBER_WORDS, *SCALES))})\b", re.IGNORECASE)
"""Most sentences hold no number at all; this tells so at little cost."""


def figures(text: str, measures: frozenset[str] = frozenset()) -> Iterator[Figure]:
    """Each counted figure in the order of the text. `measures` adds words that can follow a figure and a hyphen."""
    if not _LIKELY.search(text):
        return
    plain = _NO_FIGURES.sub(lambda match: "|" * len(match.group()), text)
    plain = _COMPOUND.sub(lambda match: _opened(match, _MEASURES | measures), plain)
    tokens = [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(plain)]
    lower = [token[0].lower() for token in tokens]
    index = 0
    while index < len(tokens):
        word = tokens[index][0]
        length, value = number_at(lower, index, lambda place: _follows(tokens, place, plain))
        if value is None:
            index += 1
            continue
        before = tokens[index - 1][0].lower() if index else ""
        after = tokens[index + length][0].lower() if index + length < len(tokens) else ""
        if _counts(word, value, before, after):
            yield Figure(plain[tokens[index][1] : tokens[index + length - 1][2]], value)
        index += length


def _opened(match: re.Match[str], measures: frozenset[str]) -> str:
    """`30-day` as `30 day`; `twenty-five` as `twenty five`; `12-point` and other names as blanks."""
    first, second = match.group(1).lower(), match.group(2).lower()
    if first[0].isdigit() or first in NUMBER_WORDS:
        counted = second in measures or second in SCALES or (first in TENS and second in SMALL)
        return f"{match.group(1)} {match.group(2)}" if counted else "|" * len(match.group())
    return match.group()


def _follows(tokens: list[tuple[str, int, int]], index: int, text: str) -> bool:
    """Whether a token stands right behind the one before it, with blanks alone between them."""
    return index < len(tokens) and not text[tokens[index - 1][2] : tokens[index][1]].strip()


def _counts(word: str, value: Fraction, before: str, after: str) -> bool:
    if word[0].isdigit():
        return True
    if value == 0:
        return False
    measured = after.removesuffix("s") in _MEASURES or after in _MEASURES
    if value == 1:
        return measured and before not in _POINTING
    return measured or before not in _POINTING or value > 12
