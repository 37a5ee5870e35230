"""A text as a row of words, figures and signs, so that two texts of one row differ in typography alone."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from functools import lru_cache

from comparer.language.numbers import parse_digits
from comparer.language.phrase_lists import word_set
from comparer.resources.tables import load_table

# Spaces group digits only where no longer number is cut up; any other sign is a token of its own.
_TOKEN_PATTERN = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?:\.\d+)?(?![\d,])|\d+(?:[.,]\d+)*"
    r"|[^\W\d_]+(?:['’\u2010\u2011-][^\W\d_]+)*|\S"
)
_WORD_PATTERN = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_UNHYPHENATED_PATTERN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_INVISIBLE_CHARS = dict.fromkeys(map(ord, "\u00ad\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"))
_QUOTE_CHARS = frozenset("\"'’‘“”„«»‹›`")
_FINAL_STOPS = frozenset(".!…")
_DASH_TO_HYPHEN = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_NUMBER_DECOMPOSITIONS = ("<super>", "<sub>", "<fraction>")


@lru_cache(maxsize=65536)
def split_words(text: str) -> tuple[str, ...]:
    """Lower-case words and figures of a text, compatibility forms folded, punctuation gone; hyphens join."""
    return tuple(_WORD_PATTERN.findall(_fold_letters(text)))


def split_unhyphenated(text: str) -> list[str]:
    """Lower-case words and figures of a text, compatibility forms folded; words are split at hyphens."""
    return _UNHYPHENATED_PATTERN.findall(_fold_letters(text))


def _fold_letters(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("’", "'")


def written_words(text: str) -> list[str]:
    """The words of a text as written, figures left out and hyphenated words split."""
    return [word for word in _UNHYPHENATED_PATTERN.findall(text) if not word[0].isdigit()]


@lru_cache(maxsize=16384)
def tokenise_text(text: str) -> tuple[str, ...]:
    """Lower-case words, numbers without their groups, and signs; quotation marks and the final stop are gone.

    A month stands as `@05` where its capital and its neighbours show that it is one.
    """
    raw_tokens = _TOKEN_PATTERN.findall(normalise_characters(text))
    kept_tokens = [raw_token for raw_token in raw_tokens if raw_token not in _QUOTE_CHARS]
    while kept_tokens and kept_tokens[-1] in _FINAL_STOPS:
        kept_tokens.pop()
    return tuple(_normalise_token(kept_tokens, index) for index in range(len(kept_tokens)))


def normalise_characters(text: str) -> str:
    if text.isascii():
        return text
    spaced_text = "".join(f" ^{char} " if _is_raised_or_fraction(char) else char for char in text)
    return (
        unicodedata.normalize("NFKC", spaced_text)
        .translate(_INVISIBLE_CHARS)
        .translate(_DASH_TO_HYPHEN)
        .replace("\u200b", " ")
    )


def _is_raised_or_fraction(char: str) -> bool:
    return unicodedata.decomposition(char).startswith(_NUMBER_DECOMPOSITIONS)


def _normalise_token(raw_tokens: list[str], index: int) -> str:
    raw_token = raw_tokens[index]
    if raw_token[0].isdigit():
        value = parse_digits(raw_token)
        return raw_token if value is None else format_number(value)
    word = raw_token.casefold().replace("’", "'")
    if word in word_set("measures", "months") and raw_token[0].isupper() and _is_month(raw_tokens, index, word):
        return f"@{load_table('measures')['months'].index(word) + 1:02d}"
    return word


def _is_month(raw_tokens: list[str], index: int, word: str) -> bool:
    if word not in ("may", "march"):
        return True
    before = raw_tokens[index - 1].casefold() if index else ""
    after = raw_tokens[index + 1] if index + 1 < len(raw_tokens) else ""
    return before.isdigit() or after.isdigit() or before in word_set("measures", "before_month")


def format_number(value: Fraction) -> str:
    """A number in plain digits: the whole part, and decimals where they end."""
    if value.denominator == 1:
        return str(value.numerator)
    whole, remainder = divmod(value, 1)
    decimals = ""
    while remainder and len(decimals) < 30:
        digit, remainder = divmod(remainder * 10, 1)
        decimals += str(digit)
    return f"{whole}.{decimals}" if not remainder else str(value)


@lru_cache(maxsize=16384)
def fold_typography(text: str) -> tuple[str, ...]:
    """What remains of a text when only typography is taken away: two equal rows are the same clause.

    A hyphen inside a word is typography (by-law), save after `re`, where it may make another word (re-sign).
    """
    return tuple(
        token if not token[0].isalpha() or token.startswith("re-") else token.replace("-", "")
        for token in tokenise_text(text)
    )


@lru_cache(maxsize=16384)
def is_english(text: str) -> bool:
    """Whether the small words are those of English, and of no second language beside it."""
    word_tokens = [token for token in tokenise_text(text) if token[0].isalpha()]
    if any(not _is_latin(token) for token in word_tokens):
        return False
    english_count = sum(token in word_set("languages", "english") for token in word_tokens)
    other_count = sum(token in word_set("languages", "others") for token in word_tokens)
    return english_count > 0 and other_count <= min(1, english_count - 1)


def _is_latin(word: str) -> bool:
    return word.isascii() or all("LATIN" in unicodedata.name(char, "LATIN") for char in word if char.isalpha())
