"""Dates and times of day among words, as the first and the last day (or minute) that they may mean."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from comparer.language.phrase_lists import longest_phrase_at
from comparer.resources.tables import load_table

YEARLESS = 4
"""The leap year in which dates without a year are compared."""
_DOTTED_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})(?:\.((?:19|20|21)\d\d))?")


class TimePoint(NamedTuple):
    """`earliest` and `latest` are days or minutes, None if more than one is possible; `unit` is date, day or clock."""

    earliest: Fraction | None
    latest: Fraction | None
    unit: str
    end: int
    is_bare_year: bool = False


def read_time_point(words: Sequence[str], index: int) -> TimePoint | None:
    """The date or time of day that begins at this place of lower-case tokens; months stand as `@05`."""
    return (
        _read_clock(words, index)
        or _read_part_of_date(words, index)
        or _read_numeric_date(words, index)
        or _read_named_date(words, index)
    )


def _read_clock(words: Sequence[str], index: int) -> TimePoint | None:
    hour = words[index] if index < len(words) else ""
    if hour in load_table("measures")["clock_words"]:
        named = Fraction(load_table("measures")["clock_words"][hour])
        return TimePoint(named, named, "clock", index + 1)
    if not hour.isdigit() or int(hour[:4]) > 24:
        return None
    minute, end = 0, index + 1
    following = words[end : end + 2]
    has_minutes = len(following) == 2 and following[0] == ":" and following[1].isdigit()
    if has_minutes:
        minute, end = int(following[1]), end + 2
    half, half_end = _half_of_day(words, end)
    if not has_minutes and not half:
        return None
    hours = int(hour) % 12 + (12 if half == "p" else 0) if half else int(hour)
    value = Fraction(hours * 60 + minute)
    return TimePoint(value, value, "clock", half_end)


def _half_of_day(words: Sequence[str], index: int) -> tuple[str, int]:
    text = "".join(words[index : index + 4])
    for form in ("a.m.", "p.m.", "am", "pm"):
        if text.startswith(form):
            return form[0], index + (4 if "." in form else 1)
    return "", index


def _read_part_of_date(words: Sequence[str], index: int) -> TimePoint | None:
    """`the end of May 2027`, `the first quarter of 2027`, `the second half of 2027`."""
    phrase = longest_phrase_at(words, index, "measures", "date_parts")
    if phrase:
        position = index + len(phrase) + (words[index + len(phrase) : index + len(phrase) + 1] == ["-"])
        whole = _read_part_of_date(words, position) or _read_named_date(words, position)
        if whole is None or whole.earliest is None or whole.latest is None:
            return None
        part = load_table("measures")["date_parts"][" ".join(phrase)]
        is_exact = phrase[-1] == "of" or phrase == ("end",)
        if part == "end" and is_exact:
            return whole._replace(earliest=whole.latest, is_bare_year=False)
        if part == "start" and is_exact:
            return whole._replace(latest=whole.earliest, is_bare_year=False)
        return whole._replace(earliest=None, latest=None, is_bare_year=False)
    position = index + (words[index : index + 1] == ["the"])
    ordinal = load_table("measures")["part_ordinals"].get(words[position]) if position < len(words) else None
    parts = {"quarter": 4, "half": 2}.get(words[position + 1]) if ordinal and position + 1 < len(words) else None
    if not ordinal or not parts or words[position + 2 : position + 3] != ["of"]:
        return None
    year = _read_named_date(words, position + 3)
    if year is None or not year.is_bare_year or year.earliest is None:
        return None
    number = ordinal if ordinal > 0 else parts
    if number > parts:
        return None
    first_day = datetime.date.fromordinal(int(year.earliest))
    last_month = number * 12 // parts
    start = datetime.date(first_day.year, last_month - 12 // parts + 1, 1)
    last = datetime.date(first_day.year, last_month, calendar.monthrange(first_day.year, last_month)[1])
    return TimePoint(Fraction(start.toordinal()), Fraction(last.toordinal()), "date", year.end)


def _read_numeric_date(words: Sequence[str], index: int) -> TimePoint | None:
    """`2027-06-05`, `5.6.2027`, `5.6.`; `5/6/2027` may be either of two days and has no value."""
    word = words[index] if index < len(words) else ""
    rest = list(words[index + 1 : index + 5])
    if _is_year(word) and len(rest) == 4 and rest[0] == rest[2] == "-" and rest[1].isdigit() and rest[3].isdigit():
        return _day(int(word), int(rest[1]), int(rest[3]), index + 5)
    if len(rest) == 4 and rest[0] == rest[2] == "/" and word.isdigit() and rest[1].isdigit() and _is_year(rest[3]):
        first, second = int(word), int(rest[1])
        if first > 12 or first == second:
            return _day(int(rest[3]), second, first, index + 5)
        if second > 12:
            return _day(int(rest[3]), first, second, index + 5)
        return TimePoint(None, None, "date", index + 5)
    dotted = _DOTTED_DATE.fullmatch(word)
    if dotted and (dotted[3] or rest[:1] == ["."]):
        year = int(dotted[3]) if dotted[3] else YEARLESS
        return _day(year, int(dotted[2]), int(dotted[1]), index + 1 + (not dotted[3] and len(rest) > 1))
    return None


def _day(year: int, month: int, day: int, end: int) -> TimePoint | None:
    try:
        value = Fraction(datetime.date(year, month, day).toordinal())
    except ValueError:
        return None
    return TimePoint(value, value, "day" if year == YEARLESS else "date", end)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("19", "20", "21")


def _read_named_date(words: Sequence[str], index: int) -> TimePoint | None:
    """`1 May 2031`, `the 1st of May`, `May 1, 2031`, `May 2031`, `May`, `2031`."""
    padded = [*words, *[""] * 8]
    position = index + (padded[index] == "the")
    day = padded[position] if padded[position].isdigit() and len(padded[position]) <= 2 else ""
    if day:
        position += 1 + (padded[position + 1] in ("st", "nd", "rd", "th"))
        position += padded[position] == "of"
        position += padded[position] == "day" and padded[position + 1] == "of"
    month = padded[position][1:] if padded[position].startswith("@") else ""
    if day and not month:
        return None
    position += bool(month)
    position += bool(month) and padded[position] == "." and (padded[position + 1].isdigit())
    if month and not day and padded[position].isdigit() and len(padded[position]) <= 2:
        day = padded[position]
        position += 1 + (padded[position + 1] in ("st", "nd", "rd", "th"))
    has_comma = bool(month) and padded[position] == "," and _is_year(padded[position + 1])
    year = padded[position + has_comma] if _is_year(padded[position + has_comma]) else ""
    position += (1 + has_comma) if year else 0
    if not year and not month:
        return None
    if year and not month:
        return _whole_year(padded, int(year), position)
    number = int(year) if year else YEARLESS
    if day:
        return _day(number, int(month), int(day), position)
    last_day = calendar.monthrange(number, int(month))[1]
    first, last = (datetime.date(number, int(month), value).toordinal() for value in (1, last_day))
    return TimePoint(Fraction(first), Fraction(last), "day" if number == YEARLESS else "date", position)


def _whole_year(words: Sequence[str], year: int, end: int) -> TimePoint | None:
    """A year alone; `2026-27` ends with the later of its two years."""
    if words[end] in ("-", "/") and words[end + 1].isdigit() and len(words[end + 1]) in (2, 4):
        return TimePoint(None, None, "date", end + 2)
    if words[end][:1].isalpha() and words[end] in ("euros", "dollars", "tonnes", "men", "people", "troops", "members"):
        return None
    first, last = (datetime.date(year, *point).toordinal() for point in ((1, 1), (12, 31)))
    return TimePoint(Fraction(first), Fraction(last), "date", end, True)
