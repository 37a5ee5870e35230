"""Scopes, intervals and lengths of time, each pair seen from both sides."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from comparer.norms.intervals import (
    Comparison,
    Interval,
    compare_intervals,
    compare_lengths,
    compare_scopes,
    compare_sets,
    intervals_overlap,
    quantity_interval,
)
from comparer.norms.vocabulary import Scope
from tests.factories.norms import WORDS, exactly, quantity

BACK = {"wider": "narrower", "narrower": "wider", "higher": "lower", "lower": "higher"}


def of(low: Any = None, high: Any = None, **more: Any) -> Interval:
    ends = [Fraction(end) if isinstance(end, int) else end for end in (low, high)]
    return Interval(ends[0], ends[1], **{"unit": "coin", **more})


def above(low: Any) -> Interval:
    return of(low, None, low_open=True)


def below(high: Any) -> Interval:
    return of(None, high, high_open=True)


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ({"x"}, {"x"}, "same"),
        ({"x"}, {"x", "y"}, "wider"),
        ({"x", "y"}, {"y", "z"}, "overlapping"),
        ({"x"}, {"y"}, "disjoint"),
    ],
)
def test_scopes(left: set[str], right: set[str], wanted: str) -> None:
    a, b = Scope(frozenset(left)), Scope(frozenset(right))
    assert compare_scopes(a, b).value == wanted
    assert compare_scopes(b, a).value == BACK.get(wanted, wanted)


def test_everyone_is_wider_than_any_and_the_same_as_everyone_with_names() -> None:
    everyone, some = Scope(frozenset(), everyone=True), Scope(frozenset({"x"}))
    assert compare_scopes(some, everyone) is Comparison.WIDER
    assert compare_scopes(everyone, some) is Comparison.NARROWER
    assert compare_scopes(everyone, Scope(frozenset({"x"}), everyone=True)) is Comparison.SAME


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        (set(), set(), "same"),
        (set(), {"x"}, "wider"),
        ({"x"}, {"x", "y"}, "wider"),
        ({"x"}, {"y"}, "overlapping"),
        ({"x", "y"}, {"y", "z"}, "overlapping"),
    ],
)
def test_sets_of_words(left: set[str], right: set[str], wanted: str) -> None:
    assert compare_sets(frozenset(left), frozenset(right)).value == wanted
    assert compare_sets(frozenset(right), frozenset(left)).value == BACK.get(wanted, wanted)


INTERVALS = [
    # left, right, how the right stands to the left, whether they share an amount
    (of(1, 5), of(1, 5), "same", True),
    (of(1, 5), of(1, 6), "wider", True),
    (of(1, 5), of(0, 5), "wider", True),
    (of(1, 5), of(0, 6), "wider", True),
    (of(1, 5), of(1, None), "wider", True),
    (of(1, 5), of(None, 5), "wider", True),
    (of(1, 5), of(), "wider", True),
    (of(1, 5), of(2, 6), "overlapping", True),
    (of(1, 5), of(5, 9), "overlapping", True),
    (of(None, 5), of(3, None), "overlapping", True),
    (of(None, 5), of(5, None), "overlapping", True),
    (of(1, 5), of(6, 9), "higher", False),
    (of(None, 5), of(6, None), "higher", False),
    (of(None, 5, start="talks"), of(None, 5, start="talks"), "same", True),
    (of(None, 5), above(5), "higher", False),
    (below(5), of(5, None), "higher", False),
    (below(5), above(5), "higher", False),
    (above(5), of(5, None), "wider", True),
    (below(5), of(None, 5), "wider", True),
    (below(5), above(4), "overlapping", True),
    (above(5), of(6, 6), "narrower", True),
    (of("2030-01", "2030-06"), of("2030-02", "2030-03"), "narrower", True),
    (of("2030-01", "2030-06"), of("2031-01", "2031-03"), "higher", False),
    (of(1, 5), of(1, 5, unit="cart"), "disjoint", False),
    (of(1, 5, unit=""), of(1, 5), "same", True),
    (of(2030, None, unit=""), of("2030-01", None, unit=""), "disjoint", False),
    (of(None, 5, start="talks"), of(None, 6, start="talks"), "wider", True),
    (of(None, 5, start="talks"), of(None, 6), "wider", True),
    (of(None, 5, start="talks"), of(start="flood"), "wider", True),
]
FROM_ELSEWHERE = [
    (of(None, 5, start="talks"), of(None, 6, start="flood")),
    (of(5, None, start="talks"), of(6, None, start="flood")),
    (of(5, None, start="talks"), of(None, 6, start="flood")),
]


@pytest.mark.parametrize(("left", "right"), FROM_ELSEWHERE)
def test_times_that_run_from_different_events_cannot_be_compared(left: Interval, right: Interval) -> None:
    for item, other in ((left, right), (right, left)):
        assert compare_intervals(item, other) is Comparison.UNKNOWN
        assert compare_lengths(item, other) is Comparison.UNKNOWN


@pytest.mark.parametrize(("left", "right", "wanted", "shared"), INTERVALS)
def test_intervals(left: Interval, right: Interval, wanted: str, shared: bool) -> None:
    assert compare_intervals(left, right).value == wanted
    assert compare_intervals(right, left).value == BACK.get(wanted, wanted)
    assert intervals_overlap(left, right) is shared
    assert intervals_overlap(right, left) is shared


@pytest.mark.parametrize("vague", [of(5, 5, about=True), of(unknown=True)])
def test_vague_figures_are_the_same_only_as_themselves(vague: Interval) -> None:
    assert compare_intervals(vague, vague) is Comparison.SAME
    assert compare_intervals(vague, of(5, 5)) is Comparison.UNKNOWN
    assert compare_intervals(of(5, 5), vague) is Comparison.UNKNOWN
    assert compare_lengths(vague, vague) is Comparison.SAME
    assert compare_lengths(vague, of(5, 5)) is Comparison.UNKNOWN
    # However long it is, it ends; what names no end does not.
    assert compare_lengths(None, vague) is Comparison.NARROWER
    assert compare_lengths(vague, None) is Comparison.WIDER
    assert not vague.is_definite


LENGTHS = [
    (None, None, "same"),
    (None, of(5, 5), "narrower"),
    (of(5, 5), of(6, 6), "wider"),
    (of(5, 5), of(5, 6), "wider"),
    (of(5, 6), of(6, 6), "wider"),
    (of(5, 5), of(5, None), "wider"),
    (of(1, 5), of(2, 4), "overlapping"),
    (of(1, 5, unit=""), of(1, 5), "same"),
    (of(5, 5), of(5, 5, unit="cart"), "unknown"),
    (of("2030", "2030"), of(5, 5), "unknown"),
]


@pytest.mark.parametrize(("left", "right", "wanted"), LENGTHS)
def test_lengths_of_time(left: Interval | None, right: Interval | None, wanted: str) -> None:
    assert compare_lengths(left, right).value == wanted
    assert compare_lengths(right, left).value == BACK.get(wanted, wanted)


@pytest.mark.parametrize(
    ("cap", "wanted"),
    [
        (of(None, 5), of(5, None, low_open=True)),
        (below(5), of(5, None)),
        (of(3, 5), of(5, None, low_open=True)),
        (of(3, 5, start="talks"), of(5, None, low_open=True, start="talks")),
        (of(None, 5, about=True), of(5, None, low_open=True, about=True)),
        (of(unknown=True), of(low_open=True, unknown=True)),
    ],
)
def test_what_a_cap_forbids_lies_above_it(cap: Interval, wanted: Interval) -> None:
    assert cap.excess_interval() == wanted


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (exactly("sum", 2, unit="purse"), of(24, 24)),
        (exactly("sum", 2), of(2, 2)),
        (quantity("sum", 1, None, low_open=True), above(1)),
        (quantity("sum", None, 1, high_open=True, unit="purse"), below(12)),
        (quantity("due", None, "2030-05-01"), of(None, "2030-05-01", unit="date")),
        (quantity("due", None, "2030"), of(None, "2030-12-31", unit="date")),
        (quantity("due", "2030-02", "2030-02"), of("2030-02-01", "2030-02-28", unit="date")),
        (quantity("due", "2030", None, low_open=True), replace(of("2030-12-31", unit="date"), low_open=True)),
        (quantity("due", None, "2030", high_open=True), replace(of(None, "2030-01-01", unit="date"), high_open=True)),
        (exactly("sum", 3, about=True), of(3, 3, about=True)),
        (quantity("due", None, 3, start="talks"), of(None, 3, unit="day", start="talks")),
        (quantity("sum", unknown=True), Interval(unknown=True)),
    ],
)
def test_quantities_become_intervals_in_base_units(given: Any, wanted: Interval) -> None:
    assert quantity_interval(given, WORDS) == wanted
