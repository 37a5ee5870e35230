"""When a clause is due: its deadlines read as dates or as times after events, and lengths of time in days.

A month counts 28 to 31 days and a year 365 or 366: a limit is taken as long as it can be and a wait as short, so that
limits are never said to clash that could be kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import MAXYEAR, date, timedelta
from fractions import Fraction
from math import floor

from comparer.model.dates import parse_date
from comparer.model.implementation import Due, DueKind
from comparer.model.norm import ConditionKind, Norm, Quantity
from comparer.model.plan import Clause
from comparer.norms.vocabulary import Vocabulary

# Days in one of each unit of the calendar: the fewest and the most.
DAYS_BY_UNIT: dict[str, tuple[Fraction, Fraction]] = {
    "hour": (Fraction(1, 24), Fraction(1, 24)),
    "day": (Fraction(1), Fraction(1)),
    "week": (Fraction(7), Fraction(7)),
    "month": (Fraction(28), Fraction(31)),
    "year": (Fraction(365), Fraction(366)),
}
TIME_KINDS = frozenset({"deadline", "period", "date"})
DEADLINE_KIND = "deadline"


def count_days(length: float, unit: str) -> tuple[Fraction, Fraction] | None:
    """The fewest and the most days of a length of time; None for a unit that is none of the calendar's."""
    if unit not in DAYS_BY_UNIT:
        return None
    fewest, most = DAYS_BY_UNIT[unit]
    number = Fraction(str(length))
    return number * fewest, number * most


def read_dues(clause: Clause, event_days: Mapping[str, str], vocabulary: Vocabulary) -> tuple[Due, ...]:
    """The due of the clause's own norm first, then those of readings that differ from it.

    `event_days` gives the day of events that are known, as ISO dates.
    """
    norms = [("", clause.norm)] if clause.norm else []
    norms += [(variant.holder or variant.family, variant.norm) for variant in clause.variants if variant.norm]
    dues: list[Due] = []
    for reading, norm in norms:
        for due in _dues_of_norm(norm, reading, event_days, vocabulary):
            if not any(_is_same_due(due, other) for other in dues):
                dues.append(due)
    return tuple(dues)


def _is_same_due(a: Due, b: Due) -> bool:
    return (a.kind, a.date, a.length, a.unit, a.start) == (b.kind, b.date, b.length, b.unit, b.start)


def _dues_of_norm(norm: Norm, reading: str, event_days: Mapping[str, str], vocabulary: Vocabulary) -> Iterator[Due]:
    deadlines = find_deadlines(norm, vocabulary)
    starts = [condition.event for condition in norm.conditions if condition.kind is ConditionKind.WHEN]
    for quantity in deadlines:
        yield _read_deadline(quantity, reading, event_days)
    if not deadlines and any(starts):
        event = next(filter(None, starts))
        yield Due(kind=DueKind.UPON, start=event, date=event_days.get(event, ""), reading=reading)
    elif not deadlines:
        yield Due(kind=DueKind.NONE, reading=reading)


def find_deadlines(norm: Norm, vocabulary: Vocabulary) -> list[Quantity]:
    """The quantities of a norm that say by when."""
    return [item for item in norm.terms.quantities if vocabulary.quantity_kind(item.name).kind == DEADLINE_KIND]


def _read_deadline(quantity: Quantity, reading: str, event_days: Mapping[str, str]) -> Due:
    """A time whose start the text does not name is counted from nothing, whatever the clause waits for."""
    limit = quantity.high if quantity.high is not None else quantity.low
    if limit is None or quantity.unknown:
        return Due(kind=DueKind.UNKNOWN, start=quantity.start, reading=reading)
    if isinstance(limit, str):
        return Due(kind=DueKind.DATE, date=limit, reading=reading)
    return Due(
        kind=DueKind.WITHIN,
        length=limit,
        unit=quantity.unit,
        start=quantity.start,
        date=_add_length(event_days.get(quantity.start, ""), limit, quantity.unit),
        reading=reading,
    )


def _add_length(day: str, length: float, unit: str) -> str:
    """The day so long after another, months and years as the calendar counts them; empty where it cannot be told.

    It cannot behind the last day of the calendar, 9999-12-31.
    """
    start = parse_date(day)
    if start is None or not start.day or unit not in DAYS_BY_UNIT:
        return ""
    first = start.first_day
    if unit in ("month", "year"):
        months = first.month - 1 + int(length) * (12 if unit == "year" else 1)
        year, month = first.year + months // 12, months % 12 + 1
        return _last_possible_day(year, month, first.day).isoformat() if year <= MAXYEAR else ""
    days = floor(Fraction(str(length)) * DAYS_BY_UNIT[unit][0])
    return (first + timedelta(days=days)).isoformat() if days <= (date.max - first).days else ""


def _last_possible_day(year: int, month: int, day: int) -> date:
    while True:
        try:
            return date(year, month, day)
        except ValueError:  # the month is shorter
            day -= 1
