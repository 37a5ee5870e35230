"""What a text is compared by: stems of its words, its figures as numbers, its names. No list of stop words.

Figures written out ("forty-five thousand") and in digits ("45,000") are one term. Stems are light and meant for
English; in other languages words meet by their beginnings.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from comparer.language.inflection import PREFIX_CHARS, stem_word
from comparer.language.numbers import figure_values
from comparer.language.thesaurus import sets_by_stem
from comparer.language.tokenizer import split_unhyphenated

# A capital that does not only begin a sentence.
_NAME_PATTERN = re.compile(r"(?<![.!?:;]\s)(?<!^)(?<![\"“(])\b[^\W\d_a-zа-яєіїґё][\w-]+")


@dataclass(frozen=True, slots=True)
class TextTerms:
    """One text: its distinct terms in a fixed order, and those of them that it writes as names."""

    all_terms: tuple[str, ...]
    names: frozenset[str]


@lru_cache(maxsize=65536)
def extract_terms(text: str) -> TextTerms:
    """The terms of a text as `read_terms` gives them, kept: the clauses of a plan are asked about again and again."""
    return read_terms(text)


def read_terms(text: str) -> TextTerms:
    """The terms of a text. A figure is `=` and its value; everything else is a stem."""
    normalized_text = unicodedata.normalize("NFKC", text).replace("’", "'")
    tokens = split_unhyphenated(text)
    stems_and_figures = {stem_word(token) for token in tokens if not token[0].isdigit()}
    stems_and_figures |= {f"={value:.12g}" for value in figure_values(tokens)}
    return TextTerms(
        tuple(sorted(stems_and_figures)),
        frozenset(stem_word(name.casefold()) for name in _NAME_PATTERN.findall(normalized_text)),
    )


@lru_cache(maxsize=65536)
def shared_keys(term: str) -> tuple[str, ...]:
    """What two different stems may have in common: a set of the thesaurus (`#`), a beginning (`~`)."""
    if term[0] in "=@":
        return ()
    set_keys = tuple(f"#{number}" for number in sets_by_stem().get(term, ()))
    return (*set_keys, "~" + term[:PREFIX_CHARS]) if len(term) >= PREFIX_CHARS else set_keys
