"""Forms of words: what a verb or a plural is a form of, and which words may stand for which."""

from __future__ import annotations

from functools import cache, lru_cache

from comparer.resources.tables import table

_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=8192)
def verb(word: str) -> str:
    """One rough stem for all forms of a verb (weigh, weighs, weighed, weighing), of synonyms one and the same."""
    stem = _stem(table("drafting")["irregular"].get(word, word))
    return _synonym_stems().get(stem, stem)


def _stem(word: str) -> str:
    for ending, mended in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        stem = word.removesuffix(ending) + mended
        if word.endswith(ending) and len(stem) > 2 and not word.endswith("ss") and _VOWELS & set(stem):
            word = stem
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


@cache
def _synonym_stems() -> dict[str, str]:
    return {
        _stem(word): _stem(group[0]) for group in table("drafting")["synonyms"] for word in group if " " not in word
    }


@cache
def _synonym_words() -> dict[str, str]:
    return {word: group[0] for group in table("drafting")["synonyms"] for word in group}


def word(one: str) -> str:
    """The word that stands for its synonyms."""
    return _synonym_words().get(one, one)


def singular(one: str) -> str:
    """The word without the ending of a plural; the same rule for every word, so that only like is made alike."""
    if one.endswith("ies") and len(one) > 4:
        return one[:-3] + "y"
    return one[:-1] if one.endswith("s") and not one.endswith("ss") and len(one) > 3 else one
