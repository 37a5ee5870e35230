"""How two rows of words differ: the same, a list with more or less in it, a part for the whole, or another thing."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from comparer.reading.forms import singular
from comparer.reading.lists import words
from comparer.reading.norm import parts
from comparer.tables import table

Row = tuple[str, ...]
Lists = tuple[Row, frozenset[Row], frozenset[Row], str, str]
LONGEST_LIST = 7


class DoubtError(Exception):
    """The words differ in a way that cannot be weighed. `before` and `after` are the words that differ."""

    def __init__(self, why: str, before: str = "", after: str = "", facet: str = "text") -> None:
        super().__init__(why)
        self.why, self.before, self.after, self.facet = why, before, after, facet


def span(left: Row, right: Row) -> tuple[int, int]:
    """How many words two rows share at the start, and how many at the end."""
    shortest = min(len(left), len(right))
    start = next((n for n in range(shortest) if left[n] != right[n]), shortest)
    end = next((n for n in range(shortest - start) if left[-1 - n] != right[-1 - n]), shortest - start)
    return start, end


def contrasted(left: Iterable[str], right: Iterable[str]) -> bool:
    """Whether two phrases differ in one word, and the two words rule each other out."""
    a, b = tuple(left), tuple(right)
    start, end = span(a, b)
    one, other = a[start : len(a) - end], b[start : len(b) - end]
    return len(one) == len(other) == 1 and any(
        {singular(one[0]), singular(other[0])} <= group or {one[0], other[0]} <= group
        for group in map(frozenset, table("drafting")["contrasts"])
    )


def lists(left: Row, right: Row) -> Lists | None:
    """What two rows share before a list, the items of each, and what joins them; None where there is no list."""
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
    head = min(span(ours[0], theirs[0])[0], len(ours[0]) - 1, len(theirs[0]) - 1)
    one, other = (frozenset((part[0][head:], *part[1:])) for part in (ours, theirs))
    if tail and one == other and len(one) > 1 and ours != theirs:
        return None
    if (
        one == other
        and head
        and ours[0][head - 1] not in words("drafting", "prepositions")
        and ours != theirs
        and head > 0
    ):
        return None
    return ours[0][:head], one, other, a, b


def _shared_end(left: Row, right: Row) -> int:
    """How many words two items share at the end, plural or not, short of the whole of either."""
    limit = min(len(left), len(right)) - 1
    return next((n for n in range(limit) if singular(left[-1 - n]) != singular(right[-1 - n])), max(limit, 0))


def both_needed(chosen: frozenset[Row], every: frozenset[Row], link: str) -> frozenset[str]:
    """A list as the set of choices that it settles: `a and b` settles more than `a`, and that more than `a or b`."""
    names = sorted(" ".join(one) for one in every)
    mine = {" ".join(one) for one in chosen}
    if len(names) > LONGEST_LIST:
        raise DoubtError("a list is too long")
    choices = [set(one) for size in range(1, len(names) + 1) for one in combinations(names, size)]
    settled = (one for one in choices if (mine <= one if link == "or" else mine & one))
    return frozenset(" or ".join(sorted(one)) for one in settled)
