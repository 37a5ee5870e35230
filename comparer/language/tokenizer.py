"""A text as a row of words, figures and signs, so that two texts of one row differ in typography alone."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from functools import lru_cache

from comparer.language.numbers import digits
from comparer.language.phrase_lists import words
from comparer.resources.tables import table

# Spaces group digits only where no longer number is cut up; any other sign is a token of its own.
_TOKEN = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?:\.\d+)?(?![\d,])|\d+(?:[.,]\d+)*"
    r"|[^\W\d_]+(?:['’\u2010\u2011-][^\W\d_]+)*|\S"
)
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"))
_QUOTES = frozenset("\"'’‘“”„«»‹›`")
_STOPS = frozenset(".!…")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_NUMBER_LIKE = ("<super>", "<sub>", "<fraction>")


@lru_cache(maxsize=16384)
def tokens(text: str) -> tuple[str, ...]:
    """Lower-case words, numbers without their groups, and signs; quotation marks and the final stop are gone.

    A month stands as `@05` where its capital and its neighbours show that it is one.
    """
    found = _TOKEN.findall(_plain(text))
    kept = [one for one in found if one not in _QUOTES]
    while kept and kept[-1] in _STOPS:
        kept.pop()
    return tuple(_token(kept, index) for index in range(len(kept)))


def _plain(text: str) -> str:
    if text.isascii():
        return text
    spread = "".join(f" ^{char} " if _raised(char) else char for char in text)
    return unicodedata.normalize("NFKC", spread).translate(_UNSEEN).translate(_DASHES).replace("\u200b", " ")


def _raised(char: str) -> bool:
    return unicodedata.decomposition(char).startswith(_NUMBER_LIKE)


def _token(found: list[str], index: int) -> str:
    shown = found[index]
    if shown[0].isdigit():
        value = digits(shown)
        return shown if value is None else written(value)
    word = shown.casefold().replace("’", "'")
    if word in words("measures", "months") and shown[0].isupper() and _is_month(found, index, word):
        return f"@{table('measures')['months'].index(word) + 1:02d}"
    return word


def _is_month(found: list[str], index: int, word: str) -> bool:
    if word not in ("may", "march"):
        return True
    before = found[index - 1].casefold() if index else ""
    after = found[index + 1] if index + 1 < len(found) else ""
    return before.isdigit() or after.isdigit() or before in words("measures", "before_month")


def written(value: Fraction) -> str:
    """A number in plain digits: the whole part, and decimals where they end."""
    if value.denominator == 1:
        return str(value.numerator)
    whole, rest = divmod(value, 1)
    decimals = ""
    while rest and len(decimals) < 30:
        digit, rest = divmod(rest * 10, 1)
        decimals += str(digit)
    return f"{whole}.{decimals}" if not rest else str(value)


@lru_cache(maxsize=16384)
def typography(text: str) -> tuple[str, ...]:
    """What remains of a text when only typography is taken away: two equal rows are the same clause.

    A hyphen inside a word is typography (by-law), save after `re`, where it may make another word (re-sign).
    """
    return tuple(one if not one[0].isalpha() or one.startswith("re-") else one.replace("-", "") for one in tokens(text))


@lru_cache(maxsize=16384)
def english(text: str) -> bool:
    """Whether the small words are those of English, and of no second language beside it."""
    row = [one for one in tokens(text) if one[0].isalpha()]
    if any(not _latin(one) for one in row):
        return False
    ours = sum(one in words("languages", "english") for one in row)
    others = sum(one in words("languages", "others") for one in row)
    return ours > 0 and others <= min(1, ours - 1)


def _latin(word: str) -> bool:
    return word.isascii() or all("LATIN" in unicodedata.name(char, "LATIN") for char in word if char.isalpha())
