"""Where plans and lines put a figure, and what the lines leave in common."""

from __future__ import annotations

from typing import Any

import pytest

from comparer.compare import prepare_all
from comparer.model import Norm, Plan, RedLine
from comparer.ranges import ranges
from comparer.results import Position, Range
from comparer.verdicts import subject
from tests.engine.making import WORDS, clause, exactly, held_by, line, norm, plan, quantity, told_by


def found(plans: list[Plan], lines: list[RedLine], as_of: str = "2031") -> list[Range]:
    return list(ranges([subject(one, prepare_all((one,), WORDS)) for one in plans], lines, as_of, WORDS))


def pay(*quantities: Any, **more: Any) -> Norm:
    return norm(act="pay", objects="carts", quantities=quantities, **more)


def two(first: Norm, second: Norm) -> list[Plan]:
    return [plan(clause("1", first)), plan(clause("1", second, plan="q"), name="q")]


def ends(one: Position) -> tuple[Any, ...]:
    return one.low, one.high, one.above, one.below


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (exactly("sum", 5), (5, 5, None, None)),
        (quantity("sum", 5), (5, None, None, None)),
        (quantity("sum", None, 5), (None, 5, None, None)),
        (quantity("sum", 5, low_open=True), (None, None, 5, None)),
        (quantity("sum", None, 5, high_open=True), (None, None, None, 5)),
        (exactly("sum", 1, unit="purse"), (12, 12, None, None)),
    ],
)
def test_where_a_clause_puts_a_figure(given: Any, wanted: tuple[Any, ...]) -> None:
    (one,) = found(two(pay(given), pay(exactly("sum", 7))), [])
    assert [ends(each) for each in one.by] == [wanted, (7, 7, None, None)]
    assert (one.quantity, one.unit, one.subject) == ("sum", "coin", "pay:carts")
    assert [(each.source, each.holder, each.note, each.strength) for each in one.by] == [
        ("p#1", "p", "must", ""), ("q#1", "q", "must", ""),
    ]  # fmt: skip


def test_figures_stand_in_the_unit_that_all_were_written_in() -> None:
    (one,) = found(two(pay(exactly("sum", 2, unit="purse")), pay(exactly("sum", 3, unit="purse"))), [])
    assert (one.unit, [each.low for each in one.by]) == ("purse", [2, 3])
    (mixed,) = found(two(pay(exactly("sum", 2, unit="purse")), pay(quantity("sum", unit="bit", unknown=True))), [])
    assert (mixed.unit, [each.low for each in mixed.by], [each.unknown for each in mixed.by]) == (
        "purse", [2, None], [False, True],
    )  # fmt: skip
    (vague,) = found(two(pay(exactly("sum", 2, about=True)), pay(exactly("sum", 3))), [])
    assert [each.about for each in vague.by] == [True, False]
    (share,) = found(two(pay(exactly("sum", 2, of="mill")), pay(exactly("sum", 3, of="mill"))), [])
    assert share.quantity == "sum.mill"


def test_one_source_alone_is_no_range() -> None:
    assert found([plan(clause("1", pay(exactly("sum", 5))))], []) == []
    assert found(two(pay(exactly("sum", 5)), pay()), []) == []
    assert found(two(pay(exactly("sum", 5)), norm(act="sell", objects="carts", quantities=exactly("sum", 5))), []) == []
    assert found(two(pay(exactly("sum", 5)), norm("defers", "pay", "carts", quantities=exactly("sum", 6))), []) == []


def test_readings_count_as_their_holder_s() -> None:
    variants = (held_by("ada", pay(exactly("sum", 5))), held_by("bo", pay(exactly("sum", 6))))
    others = (told_by("mail", pay(exactly("sum", 7))), told_by("post", pay(exactly("sum", 8))))
    plans = [
        plan(clause("1", None, variants=variants), clause("2", pay(exactly("sum", 9)), holder="cy")),
        plan(clause("1", None, plan="q", variants=others), name="q"),
    ]
    (one,) = found(plans, [])
    assert [(each.holder, each.source, each.low) for each in one.by] == [
        ("ada", "p#1", 5), ("bo", "p#1", 6), ("cy", "p#2", 9), ("q", "q#1", 7), ("q", "q#1", 8),
    ]  # fmt: skip


ROOM = norm("may", "hold", "carts", quantities=quantity("carts", None, 8))


def cap(most: Any, *, by: str = "ada") -> Norm:
    return norm("must", "limit", "carts", by, quantities=quantity("carts", None, most))


def other(one: Norm, **more: Any) -> RedLine:
    return line(one, **{"party": "bo", "id": "M", **more})


@pytest.mark.parametrize(
    ("lines", "agreement", "says"),
    [
        ([line(ROOM), other(cap(10))], (8, 10), "plan-range-agreement"),
        ([line(ROOM), other(cap(8))], (8, 8), "plan-range-agreement"),
        ([line(ROOM), other(cap(7))], None, "plan-range-none"),
        ([line(norm("may", "hold", "carts")), other(cap(7))], None, "plan-range-none"),
        ([line(ROOM), line(cap(10), id="N")], None, "plan-range-one-sided"),
        ([line(ROOM), other(cap(10), inferred=True)], None, "plan-range-one-sided"),
        ([line(ROOM), other(cap(10), no_line="a wish")], None, None),
        ([line(ROOM), other(ROOM)], None, "plan-range-one-sided"),
        ([line(ROOM), other(cap(10)), line(cap(9), party="cy", id="K")], (8, 9), "plan-range-agreement"),
        ([line(norm("may", "hold", "carts", quantities=quantity("carts", None, 6))), other(ROOM),
          line(cap(9), party="cy", id="K")], (8, 9), "plan-range-agreement"),
        ([line(ROOM), other(norm("must-not", "hold", "carts"))], None, "plan-range-none"),
    ],
)  # fmt: skip
def test_what_stated_lines_leave_in_common(lines: list[RedLine], agreement: Any, says: str | None) -> None:
    listed = [one for one in found([], lines) if one.quantity == "carts"]
    if says is None:
        assert listed == []
        return
    (one,) = listed
    assert one.agreement == agreement
    assert one.rule == says
    assert "carts" in one.because
    assert one.subject == "hold:carts"


def test_a_line_s_position_says_whose_it_is_and_how_strong() -> None:
    (one,) = found([plan(clause("1", cap(5)))], [line(ROOM)])
    assert [(each.holder, each.source, each.strength, each.note, each.high) for each in one.by] == [
        ("ada", "ada#L", "absolute", "may", 8), ("p", "p#1", "", "must", 5),
    ]  # fmt: skip


def test_a_freedom_without_a_figure_is_of_any_size_and_a_duty_is_not() -> None:
    free = norm("may", "hold", "carts")
    (one,) = found([plan(clause("1", cap(5)))], [line(free)])
    assert [ends(each) for each in one.by] == [(None, None, None, None), (None, 5, None, None)]
    assert found([plan(clause("1", cap(5)))], [line(norm("must", "hold", "carts"))]) == []
    dated = norm("may", "hold", "carts", quantities=quantity("due", None, 9))
    assert found([plan(clause("1", dated))], [line(free)]) == []
    timed = norm("may", "hold", "carts", quantities=exactly("time", 9))
    (period,) = found([plan(clause("1", timed))], [line(free)])
    assert (period.quantity, len(period.by)) == ("time", 2)
    share = norm("may", "hold", "carts", quantities=exactly("portion", 9))
    assert found([plan(clause("1", share))], [line(free)]) == []


def test_the_size_that_few_speak_of_is_not_read_into_the_others() -> None:
    plans = [
        plan(clause("1", cap(5)), clause("2", norm("may", "hold", "carts", quantities=exactly("sum", 3)))),
        plan(clause("1", cap(6), plan="q"), name="q"),
    ]
    assert [one.quantity for one in found(plans, [line(norm("may", "hold", "carts"))])] == ["carts"]


def test_a_converse_is_about_the_one_who_is_let_in() -> None:
    dated = exactly("due", 9)
    joins = norm("must", "join", "guild", quantities=dated)
    admits = norm("must", "admit", "ada", "guild", quantities=dated)
    assert {one.subject for one in found(two(joins, joins), [])} == {"join:guild"}
    assert {one.subject for one in found(two(admits, admits), [])} == {"join:ada"}


def test_ranges_come_in_the_order_of_acts_and_figures() -> None:
    both = (exactly("time", 3), exactly("sum", 5))
    sale = norm(quantities=exactly("sum", 1))
    plans = [
        plan(clause("1", pay(*both)), clause("2", sale)),
        plan(clause("1", pay(*both), plan="q"), clause("2", sale, plan="q"), name="q"),
    ]
    assert [(one.subject, one.quantity) for one in found(plans, [])] == [
        ("pay:carts", "sum"), ("pay:carts", "time"), ("sell:field", "sum"),
    ]  # fmt: skip


def test_lines_are_read_at_the_date() -> None:
    from comparer.model import Asks, LineNorm, LineVersion

    later = line(versions=(LineVersion(start="2032", norms=(LineNorm(norm=ROOM, asks=Asks.ABSENCE),)),))
    assert found([plan(clause("1", cap(5)))], [later], "2031") == []
    assert len(found([plan(clause("1", cap(5)))], [later], "2032")) == 1
