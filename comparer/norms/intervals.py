"""How two sets of one facet stand to each other: actors, objects, intervals of amounts, lengths of time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from comparer.model.records import Quantity
from comparer.norms.vocabulary import Scope, Vocabulary


class Comparison(StrEnum):
    """The right side against the left."""

    SAME = "same"
    WIDER = "wider"
    NARROWER = "narrower"
    OVERLAPPING = "overlapping"
    HIGHER = "higher"
    LOWER = "lower"
    DISJOINT = "disjoint"
    UNKNOWN = "unknown"


def compare_scopes(left: Scope, right: Scope) -> Comparison:
    if left == right:
        return Comparison.SAME
    nested = _nested(right.covers(left), left.covers(right))
    return nested or (Comparison.OVERLAPPING if left.overlaps(right) else Comparison.DISJOINT)


def _nested(wider: bool, narrower: bool) -> Comparison | None:
    """The answer where one side lies within the other; None where neither does."""
    if wider:
        return Comparison.SAME if narrower else Comparison.WIDER
    return Comparison.NARROWER if narrower else None


def compare_sets(left: frozenset[Any], right: frozenset[Any]) -> Comparison:
    """Sets of words; sets that share nothing but are not empty still count as overlapping wholes of one facet."""
    if left == right:
        return Comparison.SAME
    if left < right:
        return Comparison.WIDER
    return Comparison.NARROWER if right < left else Comparison.OVERLAPPING


@dataclass(frozen=True, slots=True)
class Interval:
    """Amounts in one base unit, or ISO dates. None is an open end of the number line.

    `start` is the event from which a deadline or period runs.
    """

    low: Fraction | str | None = None
    high: Fraction | str | None = None
    low_open: bool = False
    high_open: bool = False
    about: bool = False
    unknown: bool = False
    unit: str = ""
    start: str = ""

    @property
    def definite(self) -> bool:
        return not (self.about or self.unknown)

    def above(self) -> Interval:
        """All amounts beyond the top of this one: what a cap forbids."""
        return Interval(self.high, None, not self.high_open, False, self.about, self.unknown, self.unit, self.start)


UNIVERSE = Interval()


def interval(quantity: Quantity, vocabulary: Vocabulary) -> Interval:
    """A quantity in the base of its unit. Where the two ends are of different bases, the unit decides."""
    low, base = _based(quantity.low, quantity, vocabulary)
    high, other = _based(quantity.high, quantity, vocabulary)
    return Interval(
        low,
        high,
        quantity.low_open,
        quantity.high_open,
        quantity.about,
        quantity.unknown,
        base or other,
        quantity.start,
    )


def _based(value: float | str | None, quantity: Quantity, vocabulary: Vocabulary) -> tuple[Fraction | str | None, str]:
    if value is None:
        return None, ""
    unit = quantity.unit or vocabulary.quantity_unit(quantity.name)
    return vocabulary.in_base(value, unit)


def _comparable(left: Interval, right: Interval) -> bool:
    ends = [end for end in (left.low, left.high, right.low, right.high) if end is not None]
    units = {unit for unit in (left.unit, right.unit) if unit}
    return len(units) <= 1 and len({isinstance(end, str) for end in ends}) <= 1


def _from_elsewhere(left: Interval, right: Interval) -> bool:
    """Whether two lengths of time run from different events, of which nobody knows the order."""
    bounded = all(one.low is not None or one.high is not None for one in (left, right))
    return bounded and bool(left.start and right.start) and left.start != right.start


def _low_key(one: Interval) -> tuple[int, Any, bool]:
    return (0, 0, False) if one.low is None else (1, one.low, one.low_open)


def _high_key(one: Interval) -> tuple[int, Any, bool]:
    return (1, 0, False) if one.high is None else (0, one.high, not one.high_open)


def overlap(left: Interval, right: Interval) -> bool:
    """Whether two definite intervals share an amount; intervals that cannot be compared share none."""
    if not _comparable(left, right):
        return False
    low, high = max((left, right), key=_low_key), min((left, right), key=_high_key)
    if low.low is None or high.high is None:
        return True
    return low.low < high.high or (  # type: ignore[operator]
        low.low == high.high and not low.low_open and not high.high_open
    )


def compare_intervals(left: Interval, right: Interval) -> Comparison:
    """Sets of amounts. Figures of unknown width are the same only as themselves, and otherwise cannot be compared."""
    if left == right:
        return Comparison.SAME
    if not (left.definite and right.definite) or _from_elsewhere(left, right):
        return Comparison.UNKNOWN
    if not _comparable(left, right):
        return Comparison.DISJOINT
    lows, highs = (_low_key(left), _low_key(right)), (_high_key(left), _high_key(right))
    nested = _nested(lows[1] <= lows[0] and highs[1] >= highs[0], lows[0] <= lows[1] and highs[0] >= highs[1])
    if nested:
        return nested
    if overlap(left, right):
        return Comparison.OVERLAPPING
    return Comparison.HIGHER if lows[1] > lows[0] else Comparison.LOWER


def compare_lengths(left: Interval | None, right: Interval | None) -> Comparison:
    """How long a norm lasts; none named is without end. Longer is wider."""
    if left == right:
        return Comparison.SAME
    if any(one is not None and not one.definite for one in (left, right)):
        return Comparison.UNKNOWN
    if left is None or right is None:
        return Comparison.NARROWER if left is None else Comparison.WIDER
    if not _comparable(left, right) or _from_elsewhere(left, right):
        return Comparison.UNKNOWN
    lows, highs = (_low_key(left), _low_key(right)), (_high_key(left), _high_key(right))
    nested = _nested(lows[1] >= lows[0] and highs[1] >= highs[0], lows[1] <= lows[0] and highs[1] <= highs[0])
    return nested or Comparison.OVERLAPPING
