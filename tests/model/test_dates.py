"""Dates of a year, a month or a day, held against each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparer.model.dates import PartialDate, date_sort_key, in_force, newest_date, parse_date, precedes

days = st.dates().map(lambda day: day.isoformat() if day.year > 999 else "1999-01-01")
partial_dates = st.tuples(days, st.sampled_from((4, 7, 10))).map(lambda drawn: drawn[0][: drawn[1]])


@pytest.mark.parametrize(
    ("left", "right", "before"),
    [
        ("2030", "2031", True),
        ("2031", "2031-01-10", False),
        ("2031-01-10", "2031", False),
        ("2031-01", "2031-02-01", True),
        ("2031-9-30", "2031-10-01", True),  # as text, 9 would come after 10
        ("2031-10-01", "2031-9-30", False),
        ("", "2031", False),
        ("2031", "", False),
        ("soon", "2031", False),
    ],
)
def test_what_surely_comes_before(left: str, right: str, before: bool) -> None:
    assert precedes(left, right) is before


@pytest.mark.parametrize(
    ("start", "end", "at", "holds"),
    [
        ("2031-01-10", "", "2031", True),
        ("2031-01-10", "", "2031-01", True),
        ("2031-01-10", "", "2031-01-10", True),
        ("2031-01-10", "", "2031-01-09", False),
        ("2031-1-10", "", "2031-01-10", True),
        ("", "2030", "2030-12-31", True),
        ("", "2030", "2031", False),
        ("2029", "2030-06", "2030-06-30", True),
        ("2029", "2030-06", "2030-07-01", False),
        ("2029", "2030-06", "2030", True),
        ("", "", "2031", True),
        ("2031-01-10", "", "", True),
    ],
)
def test_what_holds_at_a_date(start: str, end: str, at: str, holds: bool) -> None:
    assert in_force(start, end, at) is holds


@pytest.mark.parametrize("text", ["", "2031-02-30", "2031-13", "2031-00", "2031-01-00", "31", "2031-01-01-01", "0000"])
def test_what_the_calendar_does_not_have_is_no_date(text: str) -> None:
    assert parse_date(text) is None


def test_a_month_contains_its_days_and_a_year_its_months() -> None:
    year, month, day = PartialDate(2032), PartialDate(2032, 2), PartialDate(2032, 2, 29)
    other_month = PartialDate(2032, 3)
    assert year.contains(month)
    assert month.contains(day)
    assert day.contains(day)
    assert not day.contains(month)
    assert not other_month.contains(day)


@given(partial_dates, partial_dates)
def test_of_two_dates_one_precedes_or_they_share_a_day(left: str, right: str) -> None:
    a, b = (PartialDate(*map(int, text.split("-"))) for text in (left, right))
    assert (parse_date(left), parse_date(right)) == (a, b)
    share_a_day = a.first_day <= b.last_day and b.first_day <= a.last_day
    assert a.precedes(b) + b.precedes(a) + share_a_day == 1
    assert not a.precedes(b) or date_sort_key(left) < date_sort_key(right)
    assert not a.contains(b) or share_a_day


def test_the_newest_date_is_the_last_day_known() -> None:
    assert newest_date(["2031", "2031-02", "2031-9", "2031-10", ""]) == "2031-10"
    assert newest_date([]) == ""
