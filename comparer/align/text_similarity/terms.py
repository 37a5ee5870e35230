"""What a text is compared by: stems of its words, its figures as numbers, its names. No list of stop words.

Figures written out ("forty-five thousand") and in digits ("45,000") are one term. Stems are light and meant for
English; in other languages words meet by their beginnings.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from comparer.align.text_similarity.thesaurus import FUNCTION_WORDS, SETS
from comparer.language.numbers import NUMBER_WORDS, WORDS_BELOW_TWENTY

_TOKEN_PATTERN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*")
WORD_PATTERN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_GROUPED_DIGITS_PATTERN = re.compile(r"\d{1,3}(?:,\d{3})+")
# A capital that does not only begin a sentence.
_NAME_PATTERN = re.compile(r"(?<![.!?:;]\s)(?<!^)(?<![\"“(])\b[^\W\d_a-zа-яєіїґё][\w-]+")
_STEM_SUFFIXES = ("ingly", "edly", "ing", "ed", "ly")

_SCALE_WORDS = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_FRACTION_WORDS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1}
_MAX_NUMBER = 10**300  # near the end of what a float can hold
_NUMERAL_WORDS = {*NUMBER_WORDS, *_SCALE_WORDS, "hundred"}
PREFIX_CHARS = 4


@dataclass(frozen=True, slots=True)
class TextTerms:
    """One text: its distinct terms in a fixed order, and those of them that it writes as names."""

    all_terms: tuple[str, ...]
    names: frozenset[str]


@lru_cache(maxsize=65536)
def extract_terms(text: str) -> TextTerms:
    """The terms of a text. A figure is `=` and its value; everything else is a stem."""
    normalized_text = unicodedata.normalize("NFKC", text).replace("’", "'")
    tokens = _TOKEN_PATTERN.findall(normalized_text.casefold())
    stems_and_figures = {stem_word(token) for token in tokens if not token[0].isdigit()}
    stems_and_figures |= {f"={value:.12g}" for value in parse_figures(tokens)}
    return TextTerms(
        tuple(sorted(stems_and_figures)),
        frozenset(stem_word(name.casefold()) for name in _NAME_PATTERN.findall(normalized_text)),
    )


@lru_cache(maxsize=65536)
def stem_word(word: str) -> str:
    """A light stem: plural, participle and adverb endings off, where enough is left to tell words apart."""
    word = word.removesuffix("'s")
    if len(word) > 5 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for suffix in _STEM_SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= PREFIX_CHARS:
            word = word[: -len(suffix)]
            if word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word[:-1] if len(word) > PREFIX_CHARS and word.endswith("e") else word


@lru_cache(maxsize=65536)
def shared_keys(term: str) -> tuple[str, ...]:
    """What two different stems may have in common: a set of the thesaurus (`#`), a beginning (`~`)."""
    if term[0] in "=@":
        return ()
    set_keys = tuple(f"#{number}" for number in _thesaurus_sets().get(term, ()))
    return (*set_keys, "~" + term[:PREFIX_CHARS]) if len(term) >= PREFIX_CHARS else set_keys


@lru_cache(maxsize=1)
def function_words() -> tuple[str, ...]:
    """The stems of words that say nothing of the matter."""
    return tuple(sorted({stem_word(word) for word in FUNCTION_WORDS.split()}))


@lru_cache(maxsize=1)
def _thesaurus_sets() -> dict[str, tuple[int, ...]]:
    sets_by_stem: dict[str, tuple[int, ...]] = {}
    for number, line in enumerate(SETS.split("\n")):
        for word in sorted({stem_word(word) for word in line.split()}):
            sets_by_stem[word] = (*sets_by_stem.get(word, ()), number)
    return sets_by_stem


def parse_figures(tokens: list[str]) -> list[float]:
    """The numbers among lower-case tokens, written in digits or out, scales applied ("2 million")."""
    values, position = [], 0
    while position < len(tokens):
        token = tokens[position]
        if token[0].isdigit():
            value = _parse_digits(token)
            if value is not None:
                scale = _SCALE_WORDS.get(tokens[position + 1], 1) if position + 1 < len(tokens) else 1
                values.append(value * scale)
        elif token in _NUMERAL_WORDS:
            value, position = _parse_number_words(tokens, position)
            values.append(value)
            continue
        elif token in _FRACTION_WORDS:
            values.append(_FRACTION_WORDS[token])
        position += 1
    return values


def _parse_digits(token: str) -> float | None:
    plain_digits = token.replace(",", "") if _GROUPED_DIGITS_PATTERN.fullmatch(token) else token.replace(",", ".")
    try:
        return float(plain_digits)
    except ValueError:
        return None


def _parse_number_words(tokens: list[str], position: int) -> tuple[float, int]:
    """The number written out from `at` on, and where it ends; "three point six" has a fraction."""
    total, current = 0, 0
    while position < len(tokens) and (tokens[position] in _NUMERAL_WORDS or _is_joining_and(tokens, position)):
        token = tokens[position]
        if token == "hundred":
            current = max(current, 1) * 100
        elif token in _SCALE_WORDS:
            total, current = total + max(current, 1) * _SCALE_WORDS[token], 0
        else:
            current += NUMBER_WORDS.get(token, 0)
        position += 1
    value = float(min(total + current, _MAX_NUMBER))
    if position < len(tokens) and tokens[position] == "point":
        digits = ""
        while (
            position + 1 + len(digits) < len(tokens)
            and WORDS_BELOW_TWENTY.get(tokens[position + 1 + len(digits)], 10) < 10
        ):
            digits += str(WORDS_BELOW_TWENTY[tokens[position + 1 + len(digits)]])
        if digits:
            return float(f"{int(value)}.{digits}"), position + 1 + len(digits)
    return value, position


def _is_joining_and(tokens: list[str], position: int) -> bool:
    """An "and" inside a number: between a numeral and a smaller one."""
    if tokens[position] != "and" or position == 0 or position + 1 >= len(tokens):
        return False
    return tokens[position - 1] in {"hundred", *_SCALE_WORDS} and tokens[position + 1] in NUMBER_WORDS
