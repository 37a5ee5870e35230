"""Dates that may be known to the day, the month or the year only."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_DATE_PATTERN = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a whole month (`day` is 0) or a whole year (`month` is 0 too); of a month or year any day may be meant.

    Read by `parse_date`, which makes none that the calendar does not have.
    """

    year: int
    month: int = 0
    day: int = 0

    @property
    def first_day(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def precedes(self, other: PartialDate) -> bool:
        """Whether this date surely comes before the other: a month or year does not precede a day in it."""
        return self.last_day < other.first_day

    def contains(self, other: PartialDate) -> bool:
        """Whether every day that the other may be is one that this may be."""
        return self.first_day <= other.first_day and other.last_day <= self.last_day


@lru_cache(maxsize=4096)
def parse_date(text: str) -> PartialDate | None:
    """The date of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, zeros in front left out or not. None: no date of the calendar."""
    match = _DATE_PATTERN.fullmatch(text)
    if not match or any(part is not None and not int(part) for part in match.groups()):
        return None
    parsed_date = PartialDate(*(int(part or 0) for part in match.groups()))
    try:
        _ = parsed_date.first_day
    except ValueError:
        return None
    return parsed_date


def precedes(left: str, right: str) -> bool:
    """Whether one date surely comes before another. False where either is open or no date."""
    earlier_date, later_date = parse_date(left), parse_date(right)
    return bool(earlier_date and later_date and earlier_date.precedes(later_date))


def has_begun(start: str, at: str) -> bool:
    """Whether what starts at `start` may have begun by the end of `at`; an empty start has always begun."""
    return not precedes(at, start)


def in_force(start: str, end: str, at: str) -> bool:
    """Whether a period holds at some day of `at`, its own first and last day included. An empty end is open."""
    return has_begun(start, at) and not precedes(end, at)


def date_sort_key(text: str) -> tuple[int, int, int]:
    """Sorts dates by their first day, a year before its months and a month before its days; no date comes first."""
    parsed_date = parse_date(text)
    return (parsed_date.year, parsed_date.month, parsed_date.day) if parsed_date else (0, 0, 0)


def newest_date(dates: Iterable[str]) -> str:
    """The date that sorts last, as it was written; an empty string where there is none."""
    return max(dates, key=date_sort_key, default="")
