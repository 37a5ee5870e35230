"""How far somebody has a say in an act: told of it, heard on it, asked for consent; by what qualifies the act."""

from __future__ import annotations

from comparer.language.frame import Adjunct
from comparer.language.phrase_lists import word_set
from comparer.resources.tables import load_table


def order_involvement(left: Adjunct, right: Adjunct) -> int:
    """1 where the right side gives the same people more of a say, -1 where less, 0 where that cannot be told."""
    if not {left.opener, right.opener} <= word_set("governors", "involving_openers"):
        return 0
    read = _read_involvement(left.words), _read_involvement(right.words)
    if read[0] is None or read[1] is None or read[0][1] != read[1][1]:
        return 0
    if (left.opener == "without") is not (right.opener == "without"):
        return (left.opener == "without") - (right.opener == "without") if read[0] == read[1] else 0
    return (read[1][0] > read[0][0]) - (read[1][0] < read[0][0])


def _read_involvement(words: tuple[str, ...]) -> tuple[int, tuple[str, ...]] | None:
    """How much of a say, and whose."""
    rest = list(words)
    while rest and rest[0] in word_set("governors", "kinds_of_consent"):
        rest.pop(0)
    levels = load_table("governors")["involving"]
    if not rest:
        return None
    if rest[0] in word_set("governors", "consent"):
        return max(levels.values()) + 1, tuple(rest[1:])
    if rest[0] not in levels or len(rest) == 1:
        return None
    return levels[rest[0]], ("of", *(rest[2:] if rest[1] in ("with", "of", "to") else rest[1:]))
