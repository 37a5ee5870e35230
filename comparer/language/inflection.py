"""Forms of words: what a verb or a plural is a form of, and which words may stand for which."""

from __future__ import annotations

from functools import cache, lru_cache

from comparer.resources.tables import load_table

_STEM_SUFFIXES = ("ingly", "edly", "ing", "ed", "ly")
PREFIX_CHARS = 4
"""How many letters of a word are its beginning, by which words of other languages meet."""


@cache
def _canonical_synonyms() -> dict[str, str]:
    return {word: group[0] for group in load_table("drafting")["synonyms"] for word in group}


def canonical_word(word: str) -> str:
    """The word that stands for its synonyms and spellings."""
    for american, british in (("ize", "ise"), ("ized", "ised"), ("izing", "ising"), ("ization", "isation")):
        if word.endswith(american) and len(word) > len(american) + 3:
            word = word.removesuffix(american) + british
    return _canonical_synonyms().get(word, word)


def singular_form(word: str) -> str:
    """The word without the ending of a plural; the same rule for every word, so that only like is made alike."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


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
