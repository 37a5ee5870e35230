"""How two rows of words differ: the same, a list with more or less in it, a part for the whole, or another thing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from comparer.language.inflection import singular
from comparer.language.phrase_lists import words
from comparer.language.sentence_norm import Row, parts
from comparer.resources.tables import table

LONGEST_LIST = 7


class Lists(NamedTuple):
    """Two rows that differ by a list: what stands before it, the items of each, and the word that joins them."""

    head: Row
    left: frozenset[Row]
    right: frozenset[Row]
    left_link: str
    right_link: str


class DoubtError(Exception):
    """The words differ in a way that cannot be weighed. `before` and `after` are the words that differ."""

    def __init__(self, why: str, before: str = "", after: str = "", facet: str = "text") -> None:
        super().__init__(why)
        self.why, self.before, self.after, self.facet = why, before, after, facet


def apart(left: Sequence[str], right: Sequence[str]) -> tuple[Row, Row]:
    """The words of two rows between those that they share at the start and those that they share at the end."""
    shortest, start = min(len(left), len(right)), _shared_start(left, right)
    end = next((n for n in range(shortest - start) if left[-1 - n] != right[-1 - n]), shortest - start)
    return tuple(left[start : len(left) - end]), tuple(right[start : len(right) - end])


def _shared_start(left: Sequence[str], right: Sequence[str]) -> int:
    shortest = min(len(left), len(right))
    return next((n for n in range(shortest) if left[n] != right[n]), shortest)


def contrasted(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two phrases differ in one word, and the two words rule each other out."""
    one, other = apart(left, right)
    return len(one) == len(other) == 1 and any(
        {singular(one[0]), singular(other[0])} <= group or {one[0], other[0]} <= group
        for group in map(frozenset, table("drafting")["contrasts"])
    )


def lists(left: Row, right: Row) -> Lists | None:
    """Two rows as lists with a common head; None where there is no list."""
    if not ({"and", "or"} & {*left, *right}):
        return None
    (ours, a), (theirs, b) = parts(left), parts(right)
    if not ours or not theirs:
        return None
    tail = _shared_end(ours[-1], theirs[-1])
    if tail and set(ours) != set(theirs):
        ours = (*ours[:-1], ours[-1][: len(ours[-1]) - tail])
        theirs = (*theirs[:-1], theirs[-1][: len(theirs[-1]) - tail])
    else:
        tail = 0
    head = min(_shared_start(ours[0], theirs[0]), len(ours[0]) - 1, len(theirs[0]) - 1)
    one, other = (frozenset((part[0][head:], *part[1:])) for part in (ours, theirs))
    if tail and one == other and len(one) > 1 and ours != theirs:
        return None
    if one == other and ours != theirs and head and ours[0][head - 1] not in words("drafting", "prepositions"):
        return None
    return Lists(ours[0][:head], one, other, a, b)


def _shared_end(left: Row, right: Row) -> int:
    """How many words two items share at the end, plural or not, short of the whole of either."""
    limit = min(len(left), len(right)) - 1
    return next((n for n in range(limit) if singular(left[-1 - n]) != singular(right[-1 - n])), max(limit, 0))


def both_needed(chosen: frozenset[Row], every: frozenset[Row], link: str) -> frozenset[str]:
    """A list as the set of choices that it settles: `a and b` settles more than `a`, and that more than `a or b`."""
    names = sorted(" ".join(row) for row in every)
    mine = {" ".join(row) for row in chosen}
    if len(names) > LONGEST_LIST:
        raise DoubtError("a list is too long")
    choices = [set(choice) for size in range(1, len(names) + 1) for choice in combinations(names, size)]
    settled = (choice for choice in choices if (mine <= choice if link == "or" else mine & choice))
    return frozenset(" or ".join(sorted(choice)) for choice in settled)
