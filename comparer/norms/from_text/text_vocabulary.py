"""Which acts rule each other out, as far as words alone show it."""

from __future__ import annotations

from functools import cache

from comparer.resources.tables import load_table


@cache
def _opposite_pairs() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in load_table("drafting")["opposites"])


def are_opposite_acts(left: str, right: str) -> bool:
    """Whether two acts (lemmas, with their particles) cannot both be done to one thing."""
    if frozenset((left, right)) in _opposite_pairs():
        return True
    left_words, right_words = left.split(" "), right.split(" ")
    if len(left_words) == len(right_words) == 2 and left_words[1] == right_words[1]:
        return frozenset((left_words[0], right_words[0])) in _opposite_pairs()
    prefixes = load_table("drafting")["negative_prefixes"]
    return any(left == prefix + right or right == prefix + left for prefix in prefixes if len(prefix) > 2)
