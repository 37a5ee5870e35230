"""A simple temporal network: events as points in time, each limit a bound on the distance of two of them.

After Dechter, Meiri and Pearl, "Temporal constraint networks", Artificial Intelligence 49 (1991): the limits can all be
kept if and only if the graph of distances has no negative circle; the circle names limits that clash.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

ORIGIN = "day-zero"
"""The point from which calendar dates are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeBound:
    """`later` comes at most `days` after `earlier`; a negative number says at least so many days before it.

    `is_wait` says that `earlier` has to wait for `later`: the bound is no limit, it is an order of doings.
    """

    earlier: str
    later: str
    days: Fraction
    cause: str = ""
    is_wait: bool = False


def at_least_after(later: str, earlier: str, days: Fraction = Fraction(0), cause: str = "") -> TimeBound:
    """The bound that `later` comes no sooner than so many days after `earlier`."""
    return TimeBound(earlier=later, later=earlier, days=-days, cause=cause, is_wait=True)


def at_most_after(later: str, earlier: str, days: Fraction, cause: str = "") -> TimeBound:
    """The bound that `later` comes no later than so many days after `earlier`."""
    return TimeBound(earlier=earlier, later=later, days=days, cause=cause)


def find_negative_circle(bounds: Sequence[TimeBound]) -> tuple[TimeBound, ...]:
    """Bounds that cannot all be kept, one after another round a circle; none where all can (Bellman and Ford)."""
    points = sorted({point for bound in bounds for point in (bound.earlier, bound.later)})
    distance = dict.fromkeys(points, Fraction(0))
    reached_by: dict[str, TimeBound] = {}
    last_moved = ""
    for _ in points:
        last_moved = ""
        for bound in bounds:
            if distance[bound.earlier] + bound.days < distance[bound.later]:
                distance[bound.later] = distance[bound.earlier] + bound.days
                reached_by[bound.later] = bound
                last_moved = bound.later
        if not last_moved:
            return ()
    return _walk_back(last_moved, reached_by, len(points)) if last_moved else ()


def _walk_back(point: str, reached_by: Mapping[str, TimeBound], steps: int) -> tuple[TimeBound, ...]:
    for _ in range(steps):
        point = reached_by[point].earlier
    circle, current = [reached_by[point]], reached_by[point].earlier
    while current != point:
        circle.append(reached_by[current])
        current = reached_by[current].earlier
    return tuple(reversed(circle))


def longest_waits(start: str, bounds: Iterable[TimeBound]) -> dict[str, Fraction]:
    """For each point that has to wait for `start`, the least number of days after it. Expects no circle of waits."""
    waits: dict[str, list[tuple[str, Fraction]]] = {}
    for bound in bounds:
        if bound.is_wait:
            waits.setdefault(bound.later, []).append((bound.earlier, -bound.days))
    longest = {start: Fraction(0)}
    pending, rounds_left = [start], 1 + sum(map(len, waits.values())) ** 2
    while pending and rounds_left:
        rounds_left -= 1
        point = pending.pop(0)
        for later, days in waits.get(point, ()):
            if longest[point] + days > longest.get(later, Fraction(-1)):
                longest[later] = longest[point] + days
                pending.append(later)
    del longest[start]
    return longest
