"""Which acts rule each other out as far as words alone show it, and directions turned round."""

from __future__ import annotations

from functools import cache

from comparer.model.relation import Relation
from comparer.resources.tables import load_table

_REVERSED = {Relation.STRICTER: Relation.LOOSER, Relation.LOOSER: Relation.STRICTER}


def reverse_direction(relation: Relation) -> Relation:
    """Looser for stricter and stricter for looser; any other relation is itself."""
    return _REVERSED.get(relation, relation)


@cache
def _opposite_pairs() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in load_table("drafting")["opposites"])


def _stops(words: list[str]) -> bool:
    return len(words) == 2 and words[0] in ("cease", "stop")


def are_contrary_predicates(left: str, right: str) -> bool:
    """Whether of two adjectives one denies the other by its prefix: revocable, irrevocable."""
    prefixes = load_table("drafting")["negative_prefixes"]
    is_listed = frozenset((left, right)) in _opposite_pairs()
    return is_listed or any(left == prefix + right or right == prefix + left for prefix in prefixes)


def are_opposite_acts(left: str, right: str) -> bool:
    """Whether two acts (lemmas, with their particles) cannot both be done to one thing."""
    if frozenset((left, right)) in _opposite_pairs():
        return True
    left_words, right_words = left.split(" "), right.split(" ")
    if _stops(left_words) != _stops(right_words) and left_words[-1] == right_words[-1]:
        return {*left_words[:-1], *right_words[:-1]} <= {"cease", "stop", "continue"}
    if len(left_words) == len(right_words) == 2 and left_words[1] == right_words[1]:
        return frozenset((left_words[0], right_words[0])) in _opposite_pairs()
    prefixes = load_table("drafting")["negative_prefixes"]
    return any(left == prefix + right or right == prefix + left for prefix in prefixes if len(prefix) > 2)
