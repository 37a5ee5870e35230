"""Two figures of two sentences: which asks for more, where their units and what bounds them allow to tell."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from fractions import Fraction

from comparer.language.frame import Figure
from comparer.language.quantities import SECONDS_PER_DAY, Bound, QuantityKind, QuantityPhrase

_FLOORS = (Bound.FLOOR, Bound.OVER)
_CEILINGS = (Bound.CEILING, Bound.BELOW)
_DAYS_OF_MONTHS = (28, 31)
SMALL_HOURS_MINUTES, NOON_MINUTES = 6 * 60, 12 * 60


class Order(StrEnum):
    """What the right figure is beside the left one; of two ranges the one may lie within the other."""

    EQUAL = "equal"
    MORE = "more"
    LESS = "less"
    WITHIN = "within"
    AROUND = "around"
    UNKNOWN = "unknown"


def order_quantities(left: QuantityPhrase, right: QuantityPhrase) -> Order:
    """The order of two figures of one kind; unknown where they are of other kinds, open, or bounded otherwise."""
    if left.kind is not right.kind or None in (left.low, left.high, right.low, right.high):
        return Order.UNKNOWN
    if "m" in (left.unit, right.unit) or _cross_midnight(left, right):
        return Order.UNKNOWN
    if left.is_approximate != right.is_approximate:
        return Order.UNKNOWN
    if left.per_unit != right.per_unit:
        return _order_rates(left, right)
    is_deadline = left.kind is QuantityKind.DEADLINE
    if bound_family(left) != bound_family(right) and not is_deadline:
        return Order.UNKNOWN
    if Bound.BETWEEN is left.bound and left.unit == right.unit:
        return _order_spans(left, right)
    order = _order_ranges(*_comparable_ranges(left, right))
    if order is Order.EQUAL and left.bound is not right.bound:
        return order if is_deadline and Bound.BELOW not in (left.bound, right.bound) else _order_open_ends(left, right)
    return order


def _cross_midnight(left: QuantityPhrase, right: QuantityPhrase) -> bool:
    """Whether of two times of day one may be that of the next day: 22:00 and 2:00."""
    if left.unit != "clock" or right.unit != "clock" or left.low is None or right.low is None:
        return False
    return min(left.low, right.low) < SMALL_HOURS_MINUTES and max(left.low, right.low) >= NOON_MINUTES


def order_figures(left: Figure, right: Figure) -> Order:
    """The order of two figures as they stand in their texts; the same words are equal, understood or not."""
    if left.phrase.low is None and " ".join(left.source_text.split()) == " ".join(right.source_text.split()):
        return Order.EQUAL if left.phrase.kind is right.phrase.kind else Order.UNKNOWN
    return order_quantities(left.phrase, right.phrase)


def _order_spans(left: QuantityPhrase, right: QuantityPhrase) -> Order:
    """Of two ranges the one that begins and ends higher is more; one with both ends inside the other lies within."""
    a, b = ((phrase.low or Fraction(0), phrase.high or Fraction(0)) for phrase in (left, right))
    if a == b:
        return Order.EQUAL
    if b[0] > a[0] and b[1] > a[1]:
        return Order.MORE
    if a[0] <= b[0] and b[1] <= a[1]:
        return Order.WITHIN
    if b[0] <= a[0] and a[1] <= b[1]:
        return Order.AROUND
    return Order.LESS


def _order_rates(left: QuantityPhrase, right: QuantityPhrase) -> Order:
    """`500 euros a month` beside `600 euros a year`: the amounts of one second or one month."""
    rates = [_rate_per_base(phrase) for phrase in (left, right)]
    if rates[0] is None or rates[1] is None or rates[0].per_unit != rates[1].per_unit:
        return Order.UNKNOWN
    return order_quantities(*(replace(rate, per_unit="") for rate in rates if rate is not None))


def _rate_per_base(phrase: QuantityPhrase) -> QuantityPhrase | None:
    if not phrase.per_unit or phrase.low is None or phrase.high is None:
        return None
    factor, _, base = phrase.per_unit.partition(" ")
    return replace(phrase, low=phrase.low / Fraction(factor), high=phrase.high / Fraction(factor), per_unit=base)


def bound_family(phrase: QuantityPhrase) -> str:
    """The column of the table of directions: floor, ceiling, exact or between."""
    if phrase.bound in _FLOORS:
        return "floor"
    return "ceiling" if phrase.bound in _CEILINGS else phrase.bound.value


_FAMILY_OF_TIME = {QuantityKind.START: "floor", QuantityKind.UNTIL: "exact", QuantityKind.DATE: "exact"}
"""Letters posted after noon; what lasts until May, or is on a day, is neither more nor less of such things."""


def selecting_family(phrase: QuantityPhrase) -> str:
    """The family of a bound that picks things out; of a length of time by its opener: for at least two years."""
    family = _FAMILY_OF_TIME.get(phrase.kind, bound_family(phrase))
    if phrase.kind is QuantityKind.DEADLINE and family == "exact":
        return "ceiling"  # what fails within a year
    if phrase.kind is not QuantityKind.DURATION or family != "exact":
        return family
    words = set(phrase.opener.split())
    return "floor" if words & {"least", "minimum"} or ({"less", "than"} <= words and words & {"not", "no"}) else family


def _comparable_ranges(
    left: QuantityPhrase, right: QuantityPhrase
) -> tuple[tuple[Fraction, Fraction], tuple[Fraction, Fraction]]:
    """Both as ranges of one unit; an empty overlap that nothing can order where the units do not meet."""
    ranges = [(phrase.low or Fraction(0), phrase.high or Fraction(0)) for phrase in (left, right)]
    if left.unit == right.unit:
        if left.unit == "" and Bound.BETWEEN not in (left.bound, right.bound) and _are_whole(left, right):
            ranges = [_whole_number_range(phrase) for phrase in (left, right)]
        return ranges[0], ranges[1]
    is_rate = left.kind is QuantityKind.FREQUENCY
    days = [_range_per_day(phrase) if is_rate else _range_of_days(phrase) for phrase in (left, right)]
    if days[0] is None or days[1] is None:
        return (Fraction(0), Fraction(2)), (Fraction(1), Fraction(1))
    return days[0], days[1]


def _are_whole(*phrases: QuantityPhrase) -> bool:
    return all(phrase.low is not None and phrase.low.denominator == 1 for phrase in phrases)


def _whole_number_range(phrase: QuantityPhrase) -> tuple[Fraction, Fraction]:
    """More than 2 of what is counted is at least 3, fewer than 10 at most 9."""
    value = phrase.low or Fraction(0)
    is_count = value.denominator == 1 and phrase.kind is QuantityKind.AMOUNT
    if is_count and phrase.bound is Bound.OVER:
        value += 1
    elif is_count and phrase.bound is Bound.BELOW:
        value -= 1
    return value, value


def _range_of_days(phrase: QuantityPhrase) -> tuple[Fraction, Fraction] | None:
    value = phrase.low or Fraction(0)
    if phrase.unit == "second":
        return value / SECONDS_PER_DAY, value / SECONDS_PER_DAY
    if phrase.unit == "month":
        if value % 12 == 0:
            return value / 12 * 365, value / 12 * 366
        return value * _DAYS_OF_MONTHS[0], value * _DAYS_OF_MONTHS[1]
    if phrase.unit == "working day":
        return value + 2 * max((value - 1) // 5, 0) + Fraction(1, 2), value * 2 + 5
    return None


def _range_per_day(phrase: QuantityPhrase) -> tuple[Fraction, Fraction] | None:
    """How many times a day: a rate per second, or per month of 28 to 31 days."""
    value = phrase.low or Fraction(0)
    if phrase.unit == "second":
        return value * SECONDS_PER_DAY, value * SECONDS_PER_DAY
    if phrase.unit == "month":
        return value / _DAYS_OF_MONTHS[1], value / _DAYS_OF_MONTHS[0]
    return None


def _order_ranges(left: tuple[Fraction, Fraction], right: tuple[Fraction, Fraction]) -> Order:
    if left == right:
        return Order.EQUAL
    is_as_wide = right[1] - right[0] == left[1] - left[0]
    if right[0] > left[1] or (is_as_wide and right[0] > left[0]):
        return Order.MORE
    if left[0] > right[1] or (is_as_wide and left[0] > right[0]):
        return Order.LESS
    return Order.UNKNOWN


def _order_open_ends(left: QuantityPhrase, right: QuantityPhrase) -> Order:
    """`more than 5 tonnes` is more than `at least 5 tonnes`; whole numbers are the same by then."""
    if left.unit == "" and left.kind is QuantityKind.AMOUNT and _are_whole(left, right):
        return Order.EQUAL
    if Bound.OVER in (left.bound, right.bound):
        return Order.MORE if right.bound is Bound.OVER else Order.LESS
    if Bound.BELOW in (left.bound, right.bound):
        return Order.LESS if right.bound is Bound.BELOW else Order.MORE
    return Order.UNKNOWN
