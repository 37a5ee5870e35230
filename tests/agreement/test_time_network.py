"""Limits that cannot all be kept are found, and only those."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparer.agreement.time_network import (
    TimeBound,
    at_least_after,
    at_most_after,
    find_negative_circle,
    longest_waits,
)

POINTS = "abcd"
HORIZON = range(13)


def keeps_all(bounds: list[TimeBound], times: dict[str, int]) -> bool:
    return all(times[bound.later] - times[bound.earlier] <= bound.days for bound in bounds)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(
            lambda earlier, later, days: TimeBound(earlier=earlier, later=later, days=Fraction(days)),
            st.sampled_from(POINTS),
            st.sampled_from(POINTS),
            st.integers(-4, 4),
        ).filter(lambda bound: bound.earlier != bound.later),
        min_size=1,
        max_size=7,
    )
)
def test_limits_clash_exactly_where_no_times_keep_them_all(bounds: list[TimeBound]) -> None:
    circle = find_negative_circle(bounds)
    can_be_kept = any(
        keeps_all(bounds, dict(zip(POINTS, times, strict=True))) for times in product(HORIZON, repeat=len(POINTS))
    )
    assert bool(circle) is not can_be_kept
    if circle:
        assert sum(bound.days for bound in circle) < 0
        assert all(a.later == b.earlier for a, b in zip(circle, (*circle[1:], circle[0]), strict=True))


def test_limits_that_miss_by_an_hour_clash() -> None:
    hour = Fraction(1, 24)
    late = [at_most_after("b", "a", Fraction(1)), at_least_after("b", "a", 1 + hour)]
    assert find_negative_circle(late)
    assert not find_negative_circle([at_most_after("b", "a", 1 + hour), at_least_after("b", "a", 1 + hour)])


def test_the_circle_names_the_limits_that_clash() -> None:
    bounds = [
        at_most_after("repair", "signature", Fraction(20), "4"),
        at_least_after("calm", "opening", Fraction(30), "calm"),
        at_least_after("repair", "calm", cause="4"),
        at_least_after("opening", "signature", cause="1"),
        at_most_after("other", "signature", Fraction(5), "9"),
    ]
    circle = find_negative_circle(bounds)
    assert {bound.cause for bound in circle} == {"1", "4", "calm"}
    assert sum(bound.days for bound in circle) == -10


@pytest.mark.parametrize("days", [29, 30])
def test_a_wait_is_as_long_as_the_longest_way(days: int) -> None:
    bounds = [
        at_least_after("b", "a", Fraction(10)),
        at_least_after("c", "b", Fraction(20)),
        at_least_after("c", "a", Fraction(days)),
    ]
    assert longest_waits("a", bounds) == {"b": 10, "c": 30}
