"""How two sets of one facet stand to each other: actors, objects, intervals of amounts, lengths of time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from comparer.model.dates import parse_date
from comparer.model.norm import Quantity
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
    nested = _compare_nested(right.covers(left), left.covers(right))
    return nested or (Comparison.OVERLAPPING if left.overlaps(right) else Comparison.DISJOINT)


def _compare_nested(is_wider: bool, is_narrower: bool) -> Comparison | None:
    """The answer where one side lies within the other; None where neither does."""
    if is_wider:
        return Comparison.SAME if is_narrower else Comparison.WIDER
    return Comparison.NARROWER if is_narrower else None


def compare_sets(left: frozenset[Any], right: frozenset[Any]) -> Comparison:
    """Sets of words; sets that share nothing but are not empty still count as overlapping wholes of one facet."""
    if left == right:
        return Comparison.SAME
    if left < right:
        return Comparison.WIDER
    return Comparison.NARROWER if right < left else Comparison.OVERLAPPING


@dataclass(frozen=True, slots=True)
class Interval:
    """Amounts in one base unit, or days as ISO dates. None is an open end of the number line.

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
    def is_definite(self) -> bool:
        return not (self.about or self.unknown)

    def excess_interval(self) -> Interval:
        """All amounts beyond the top of this one: what a cap forbids."""
        return Interval(self.high, None, not self.high_open, False, self.about, self.unknown, self.unit, self.start)


UNBOUNDED_INTERVAL = Interval()


def quantity_interval(quantity: Quantity, vocabulary: Vocabulary) -> Interval:
    """A quantity in the base of its unit. Where the two ends are of different bases, the unit decides."""
    low, low_base = _convert_end_to_base(quantity.low, quantity, quantity.low_open, vocabulary)
    high, high_base = _convert_end_to_base(quantity.high, quantity, not quantity.high_open, vocabulary)
    return Interval(
        low,
        high,
        quantity.low_open,
        quantity.high_open,
        quantity.about,
        quantity.unknown,
        low_base or high_base,
        quantity.start,
    )


def _convert_end_to_base(
    value: float | str | None, quantity: Quantity, is_last_day: bool, vocabulary: Vocabulary
) -> tuple[Fraction | str | None, str]:
    """The end and its base unit. A month or a year is its last day where `is_last_day`, else its first."""
    if value is None:
        return None, ""
    if isinstance(value, str) and (partial_date := parse_date(value)):
        value = (partial_date.last_day if is_last_day else partial_date.first_day).isoformat()
    unit = quantity.unit or vocabulary.quantity_unit(quantity.name)
    return vocabulary.convert_to_base(value, unit)


def _are_comparable(left: Interval, right: Interval) -> bool:
    ends = [end for end in (left.low, left.high, right.low, right.high) if end is not None]
    units = {unit for unit in (left.unit, right.unit) if unit}
    return len(units) <= 1 and len({isinstance(end, str) for end in ends}) <= 1


def _have_different_starts(left: Interval, right: Interval) -> bool:
    """Whether two lengths of time run from different events, of which nobody knows the order."""
    both_bounded = all(interval.low is not None or interval.high is not None for interval in (left, right))
    return both_bounded and bool(left.start and right.start) and left.start != right.start


def _low_end_key(interval: Interval) -> tuple[int, Any, bool]:
    return (0, 0, False) if interval.low is None else (1, interval.low, interval.low_open)


def _high_end_key(interval: Interval) -> tuple[int, Any, bool]:
    return (1, 0, False) if interval.high is None else (0, interval.high, not interval.high_open)


def intervals_overlap(left: Interval, right: Interval) -> bool:
    """Whether two definite intervals share an amount; intervals that cannot be compared share none."""
    if not _are_comparable(left, right):
        return False
    low_side, high_side = max((left, right), key=_low_end_key), min((left, right), key=_high_end_key)
    if low_side.low is None or high_side.high is None:
        return True
    return low_side.low < high_side.high or (  # type: ignore[operator]
        low_side.low == high_side.high and not low_side.low_open and not high_side.high_open
    )


def compare_intervals(left: Interval, right: Interval) -> Comparison:
    """Sets of amounts. Figures of unknown width are the same only as themselves, and otherwise cannot be compared."""
    if left == right:
        return Comparison.SAME
    if not (left.is_definite and right.is_definite) or _have_different_starts(left, right):
        return Comparison.UNKNOWN
    if not _are_comparable(left, right):
        return Comparison.DISJOINT
    low_keys, high_keys = (_low_end_key(left), _low_end_key(right)), (_high_end_key(left), _high_end_key(right))
    nested = _compare_nested(
        low_keys[1] <= low_keys[0] and high_keys[1] >= high_keys[0],
        low_keys[0] <= low_keys[1] and high_keys[0] >= high_keys[1],
    )
    if nested:
        return nested
    if intervals_overlap(left, right):
        return Comparison.OVERLAPPING
    return Comparison.HIGHER if low_keys[1] > low_keys[0] else Comparison.LOWER


def compare_lengths(left: Interval | None, right: Interval | None) -> Comparison:
    """How long a norm lasts; none named is without end, and longer than any that is, known or not. Longer is wider."""
    if left == right:
        return Comparison.SAME
    if left is None or right is None:
        return Comparison.NARROWER if left is None else Comparison.WIDER
    if not (left.is_definite and right.is_definite):
        return Comparison.UNKNOWN
    if not _are_comparable(left, right) or _have_different_starts(left, right):
        return Comparison.UNKNOWN
    low_keys, high_keys = (_low_end_key(left), _low_end_key(right)), (_high_end_key(left), _high_end_key(right))
    nested = _compare_nested(
        low_keys[1] >= low_keys[0] and high_keys[1] >= high_keys[0],
        low_keys[1] <= low_keys[0] and high_keys[1] <= high_keys[0],
    )
    return nested or Comparison.OVERLAPPING
