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
from comparer.language.numbers import NUMBER_WORDS, SMALL

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
# A capital that does not only begin a sentence.
_NAME = re.compile(r"(?<![.!?:;]\s)(?<!^)(?<![\"“(])\b[^\W\d_a-zа-яєіїґё][\w-]+")
_SUFFIXES = ("ingly", "edly", "ing", "ed", "ly")

_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_SHARES = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1}
_LARGEST = 10**300  # near the end of what a float can hold
_NUMERALS = {*NUMBER_WORDS, *_SCALES, "hundred"}
PREFIX = 4


@dataclass(frozen=True, slots=True)
class Terms:
    """One text: its distinct terms in a fixed order, and those of them that it writes as names."""

    all: tuple[str, ...]
    names: frozenset[str]


@lru_cache(maxsize=65536)
def terms(text: str) -> Terms:
    """The terms of a text. A figure is `=` and its value; everything else is a stem."""
    plain = unicodedata.normalize("NFKC", text).replace("’", "'")
    tokens = _TOKEN.findall(plain.casefold())
    found = {stem(token) for token in tokens if not token[0].isdigit()}
    found |= {f"={value:.12g}" for value in figures(tokens)}
    return Terms(tuple(sorted(found)), frozenset(stem(name.casefold()) for name in _NAME.findall(plain)))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A light stem: plural, participle and adverb endings off, where enough is left to tell words apart."""
    word = word.removesuffix("'s")
    if len(word) > 5 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= PREFIX:
            word = word[: -len(suffix)]
            if word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word[:-1] if len(word) > PREFIX and word.endswith("e") else word


@lru_cache(maxsize=65536)
def kin(term: str) -> tuple[str, ...]:
    """What two different stems may have in common: a set of the thesaurus (`#`), a beginning (`~`)."""
    if term[0] in "=@":
        return ()
    sets = tuple(f"#{number}" for number in _classes().get(term, ()))
    return (*sets, "~" + term[:PREFIX]) if len(term) >= PREFIX else sets


@lru_cache(maxsize=1)
def function_words() -> tuple[str, ...]:
    """The stems of words that say nothing of the matter."""
    return tuple(sorted({stem(word) for word in FUNCTION_WORDS.split()}))


@lru_cache(maxsize=1)
def _classes() -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for number, line in enumerate(SETS.split("\n")):
        for word in sorted({stem(word) for word in line.split()}):
            found[word] = (*found.get(word, ()), number)
    return found


def figures(tokens: list[str]) -> list[float]:
    """The numbers among lower-case tokens, written in digits or out, scales applied ("2 million")."""
    found, at = [], 0
    while at < len(tokens):
        token = tokens[at]
        if token[0].isdigit():
            value = _digits(token)
            if value is not None:
                scale = _SCALES.get(tokens[at + 1], 1) if at + 1 < len(tokens) else 1
                found.append(value * scale)
        elif token in _NUMERALS:
            value, at = _written(tokens, at)
            found.append(value)
            continue
        elif token in _SHARES:
            found.append(_SHARES[token])
        at += 1
    return found


def _digits(token: str) -> float | None:
    whole = token.replace(",", "") if _GROUPED.fullmatch(token) else token.replace(",", ".")
    try:
        return float(whole)
    except ValueError:
        return None


def _written(tokens: list[str], at: int) -> tuple[float, int]:
    """The number written out from `at` on, and where it ends; "three point six" has a fraction."""
    total, current = 0, 0
    while at < len(tokens) and (tokens[at] in _NUMERALS or _joins(tokens, at)):
        token = tokens[at]
        if token == "hundred":
            current = max(current, 1) * 100
        elif token in _SCALES:
            total, current = total + max(current, 1) * _SCALES[token], 0
        else:
            current += NUMBER_WORDS.get(token, 0)
        at += 1
    value = float(min(total + current, _LARGEST))
    if at < len(tokens) and tokens[at] == "point":
        digits = ""
        while at + 1 + len(digits) < len(tokens) and SMALL.get(tokens[at + 1 + len(digits)], 10) < 10:
            digits += str(SMALL[tokens[at + 1 + len(digits)]])
        if digits:
            return float(f"{int(value)}.{digits}"), at + 1 + len(digits)
    return value, at


def _joins(tokens: list[str], at: int) -> bool:
    """An "and" inside a number: between a numeral and a smaller one."""
    if tokens[at] != "and" or at == 0 or at + 1 >= len(tokens):
        return False
    return tokens[at - 1] in {"hundred", *_SCALES} and tokens[at + 1] in NUMBER_WORDS
