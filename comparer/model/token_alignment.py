"""Which words of two texts go together, in time that is bounded whatever the texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

__all__ = ["align_tokens", "count_comparisons"]

MAX_TOKEN_COMPARISONS = 400_000
"""Pairs of equal words in two texts up to which the longest common runs are looked for; their time grows with these."""

Opcode = tuple[str, int, int, int, int]
"""`equal`, `replace`, `delete` or `insert`; beginning and end in the left text, then in the right."""


def align_tokens(left: Sequence[str], right: Sequence[str]) -> Sequence[Opcode]:
    """The runs in which two texts are equal or differ, in order.

    Where words come back so often that looking for the longest runs would take too long, what stands between the common
    beginning and the common end is one run that differs.
    """
    if count_comparisons(left, right) <= MAX_TOKEN_COMPARISONS:
        return SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    shorter = min(len(left), len(right))
    start = _common_length(left, right, shorter)
    end = _common_length(left[::-1], right[::-1], shorter - start)
    opcodes = [
        ("equal", 0, start, 0, start),
        ("replace", start, len(left) - end, start, len(right) - end),
        ("equal", len(left) - end, len(left), len(right) - end, len(right)),
    ]
    return [opcode for opcode in opcodes if opcode[1] < opcode[2] or opcode[3] < opcode[4]]


def count_comparisons(left: Sequence[str], right: Sequence[str]) -> int:
    """How many pairs of equal words two texts have."""
    counts = Counter(right)
    return sum(counts[token] for token in left)


def _common_length(left: Sequence[str], right: Sequence[str], limit: int) -> int:
    pairs = enumerate(zip(left, right, strict=False))
    return min(limit, next((index for index, (a, b) in pairs if a != b), limit))
