"""Whether the letters of a PDF are those that a reader sees: some files do not say which letters their fonts draw."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

__all__ = ["count_unreadable_words", "find_loose_accents"]

MIN_WORD_CHARACTERS = 5
MIN_INNER_SIGNS = 3
"""Signs other than letters inside a word of letters, from which it is none."""

# Letters of phonetic script and for private use stand in no text of a language; in such files they stand in each word.
_FOREIGN = re.compile("[\u0180-\u0183\u0186-\u01bf\u01dd\u0220-\u0225\u0234-\u02af\ue010-\uf8ff\ufffd]")
_PHONETIC = re.compile("[\u0180-\u0183\u0186-\u01bf\u01dd\u01fa-\u02af]")
# Scripts that stand in one word with one another, and letters that stand in words of any script.
_EAST_ASIAN = frozenset(
    {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC", "KANGXI"}
)
_ANYWHERE = frozenset({
    "LATIN", "GREEK", "MODIFIER", "FEMININE", "MASCULINE", "FULLWIDTH", "HALFWIDTH", "SUPERSCRIPT", "SUBSCRIPT",
    "MATHEMATICAL", "DOUBLE-STRUCK", "SCRIPT", "MICRO", "OHM", "ANGSTROM", "KELVIN",
})  # fmt: skip
_INNER_SIGN = re.compile(r"(?<=[\w])[$%&*+=<>#!\"(][\w$%&*+=<>#!\"(]")
_SIGN_IN_CAPITALS = re.compile(r"(?=[^a-z]{7,}\Z)[^\W\d_]{1,40}[0-9%*$+][^\W\d_]{2,40}")
_LOOSE_ACCENT = re.compile(r"[^\W\d_]{0,20} ?[¨´˜ˆ˘ˇ˚] ?[^\W\d_]{0,20}")
_ADDRESS = re.compile(r"://|@|www\.")


def count_unreadable_words(texts: Sequence[str]) -> tuple[int, int]:
    """How many of the words of a page are no words of any language, and how many words it has."""
    words = [word for text in texts for word in text.split() if len(word) >= MIN_WORD_CHARACTERS]
    return sum(map(_is_unreadable, words)), len(words)


def find_loose_accents(texts: Sequence[str]) -> list[str]:
    """Words of which an accent stands beside its letter: old fonts of TeX draw the two one over the other."""
    return [match.group().strip() for text in texts for match in _LOOSE_ACCENT.finditer(text)]


def _is_unreadable(word: str) -> bool:
    if 2 * len(_FOREIGN.findall(word)) >= len(word):
        return True
    scripts = _scripts_of_word(word)
    if len(scripts) > 1 or (scripts and _PHONETIC.search(word)):
        return True
    if any(map(str.isupper, word)) and _SIGN_IN_CAPITALS.search(word):
        return True
    return len(_INNER_SIGN.findall(word)) >= MIN_INNER_SIGNS and not _ADDRESS.search(word)


def _scripts_of_word(word: str) -> frozenset[str]:
    """The scripts of a word that stand with no other in a word, those of Chinese, Japanese and Korean as one."""
    if word.isascii():
        return frozenset()
    names = {unicodedata.name(sign, "UNKNOWN").partition(" ")[0] for sign in word if sign.isalpha()}
    return frozenset("IDEOGRAPHIC" if name in _EAST_ASIAN else name for name in names - _ANYWHERE)
