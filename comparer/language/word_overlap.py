"""Words of a clause as compared: one normalisation, apart from the text as written, which is what is shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256

_WORD = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*")


@lru_cache(maxsize=65536)
def split_words(text: str) -> tuple[str, ...]:
    """Lower-case words and figures of a text, compatibility forms folded, punctuation gone."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return tuple(_WORD.findall(folded))


@lru_cache(maxsize=65536)
def _word_set(text: str) -> frozenset[str]:
    return frozenset(split_words(text))


def dice_similarity(a: str, b: str) -> float:
    """How many words two texts share, from 0 to 1 (Dice). It finds a counterpart; it never says two texts agree."""
    x, y = _word_set(a), _word_set(b)
    return 2 * len(x & y) / (len(x) + len(y)) if x and y else 0.0


def hash_fraction(texts: Iterable[str]) -> float:
    """A number from 0 to 1 that is always the same for the same words: it tells equals apart in no order of theirs."""
    return int.from_bytes(sha256("\x1f".join(texts).encode()).digest()[:4]) / 2**32
