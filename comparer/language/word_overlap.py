"""How many words two texts share, and a fixed order of texts that are equally good."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

from comparer.language.tokenizer import split_words


@lru_cache(maxsize=65536)
def _word_set(text: str) -> frozenset[str]:
    return frozenset(split_words(text))


def dice_similarity(a: str, b: str) -> float:
    """How many words two texts share, from 0 to 1 (Dice). It finds a counterpart; it never says two texts agree."""
    x, y = _word_set(a), _word_set(b)
    return 2 * len(x & y) / (len(x) + len(y)) if x and y else 0.0


def symmetric_tie_breaker(a: str, b: str) -> float:
    """From 0 to 1, by a hash of both texts: the same in every run, symmetric in a and b."""
    return int.from_bytes(sha256("\x1f".join(sorted((a, b))).encode()).digest()[:4]) / 2**32
