"""Where plans and lines put a figure, and what the lines leave in common."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from comparer.findings.ranges import build_ranges
from comparer.findings.redlines import group_plan_clauses
from comparer.model.findings import QuantityPosition, Range
from comparer.model.norm import Norm
from comparer.model.plan import Plan
from comparer.model.redline import LineDemand, LineNorm, LineVersion, RedLine
from comparer.model.vocabulary import QuantityKind
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline.compare import to_canonical_clauses
from tests.factories.english import english
from tests.factories.norms import VILLAGE, WORDS, clause, exactly, held_by, line, norm, plan, quantity, told_by


def ranges_of(plans: list[Plan], lines: list[RedLine], as_of: str = "2031") -> list[Range]:
    return list(
        build_ranges(
            [group_plan_clauses(plan, to_canonical_clauses((plan,), WORDS)) for plan in plans], lines, as_of, WORDS
        )
    )


def pay(*quantities: Any, **more: Any) -> Norm:
    return norm(act="pay", objects="carts", quantities=quantities, **more)


def two(first: Norm, second: Norm) -> list[Plan]:
    return [plan(clause("1", first)), plan(clause("1", second, plan="q"), name="q")]


def ends(position: QuantityPosition) -> tuple[Any, ...]:
    return position.low, position.high, position.above, position.below


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
    (item,) = ranges_of(two(pay(given), pay(exactly("sum", 7))), [])
    assert [ends(each) for each in item.positions] == [wanted, (7, 7, None, None)]
    assert (item.quantity, item.unit, item.subject) == ("sum", "coin", "pay:carts")
    assert [(each.source, each.holder, each.note, each.strength) for each in item.positions] == [
        ("p#1", "p", "must", ""), ("q#1", "q", "must", ""),
    ]  # fmt: skip


def test_figures_stand_in_the_unit_that_all_were_written_in() -> None:
    (item,) = ranges_of(two(pay(exactly("sum", 2, unit="purse")), pay(exactly("sum", 3, unit="purse"))), [])
    assert (item.unit, [each.low for each in item.positions]) == ("purse", [2, 3])
    (mixed,) = ranges_of(two(pay(exactly("sum", 2, unit="purse")), pay(quantity("sum", unit="bit", unknown=True))), [])
    assert (mixed.unit, [each.low for each in mixed.positions], [each.unknown for each in mixed.positions]) == (
        "purse", [2, None], [False, True],
    )  # fmt: skip
    (vague,) = ranges_of(two(pay(exactly("sum", 2, about=True)), pay(exactly("sum", 3))), [])
    assert [each.about for each in vague.positions] == [True, False]
    (share,) = ranges_of(two(pay(exactly("sum", 2, of="mill")), pay(exactly("sum", 3, of="mill"))), [])
    assert share.quantity == "sum.mill"


def test_one_source_alone_is_no_range() -> None:
    assert ranges_of([plan(clause("1", pay(exactly("sum", 5))))], []) == []
    assert ranges_of(two(pay(exactly("sum", 5)), pay()), []) == []
    assert (
        ranges_of(two(pay(exactly("sum", 5)), norm(act="sell", objects="carts", quantities=exactly("sum", 5))), [])
        == []
    )
    assert (
        ranges_of(two(pay(exactly("sum", 5)), norm("defers", "pay", "carts", quantities=exactly("sum", 6))), []) == []
    )


def test_readings_count_as_their_holder_s() -> None:
    variants = (held_by("ada", pay(exactly("sum", 5))), held_by("bo", pay(exactly("sum", 6))))
    others = (told_by("mail", pay(exactly("sum", 7))), told_by("post", pay(exactly("sum", 8))))
    plans = [
        plan(clause("1", None, variants=variants), clause("2", pay(exactly("sum", 9)), holder="cy")),
        plan(clause("1", None, plan="q", variants=others), name="q"),
    ]
    (item,) = ranges_of(plans, [])
    assert [(each.holder, each.source, each.low) for each in item.positions] == [
        ("ada", "p#1", 5), ("bo", "p#1", 6), ("cy", "p#2", 9), ("q", "q#1", 7), ("q", "q#1", 8),
    ]  # fmt: skip


def test_readings_that_put_one_figure_by_a_ban_and_by_leave_stand_in_one_order() -> None:
    """As a cap of 8 by one report and as leave for up to 8 by the other: the same in every run."""
    figure = quantity("carts", None, 8)
    cap, leave = (
        norm(modality, act, "carts", quantities=figure) for modality, act in (("must", "limit"), ("may", "hold"))
    )
    for variants in ((told_by("mail", cap), told_by("post", leave)), (told_by("mail", leave), told_by("post", cap))):
        (item,) = ranges_of([plan(clause("1", None, variants=variants))], [])
        assert [each.note for each in item.positions] == ["may", "must"]


ROOM = norm("may", "hold", "carts", quantities=quantity("carts", None, 8))


def cap(most: Any, *, by: str = "ada") -> Norm:
    return norm("must", "limit", "carts", by, quantities=quantity("carts", None, most))


def other(norm: Norm, **more: Any) -> RedLine:
    return line(norm, **{"party": "bo", "id": "M", **more})


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
        ([line(ROOM), other(norm("must-not", "hold", "carts")), line(cap(10), party="cy", id="K")], None,
         "plan-range-none"),
        ([line(norm("may", "hold", "carts", quantities=quantity("carts", unknown=True))), other(cap(10))], None,
         "plan-range-one-sided"),
        ([line(ROOM), other(norm("must", "limit", "carts", quantities=quantity("carts", unknown=True)))], None,
         "plan-range-one-sided"),
        ([other(cap(10)), line(cap(9), party="cy", id="K")], None, "plan-range-one-sided"),
        ([line(norm("may", "hold", "carts", quantities=quantity("carts", None, 6))),
          other(norm("may", "hold", "carts", quantities=quantity("carts", None, 10))),
          line(cap(9), party="cy", id="K")], None, "plan-range-none"),
        ([line(ROOM), other(cap(9)), line(cap(5), party="cy", id="K")], None, "plan-range-none"),
    ],
)  # fmt: skip
def test_what_stated_lines_leave_in_common(lines: list[RedLine], agreement: Any, says: str | None) -> None:
    listed = [item for item in ranges_of([], lines) if item.quantity == "carts"]
    if says is None:
        assert listed == []
        return
    (item,) = listed
    assert item.common_range == agreement
    assert item.rule == says
    assert ("figure of another party" in english(item.explanation, WORDS)) == (says == "plan-range-one-sided")
    assert item.subject == "hold:carts"


def test_a_line_s_position_says_whose_it_is_and_how_strong() -> None:
    (item,) = ranges_of([plan(clause("1", cap(5)))], [line(ROOM)])
    assert [(each.holder, each.source, each.strength, each.note, each.high) for each in item.positions] == [
        ("ada", "ada#L", "absolute", "may", 8), ("p", "p#1", "", "must", 5),
    ]  # fmt: skip


def test_a_freedom_without_a_figure_is_of_any_size_and_a_duty_is_not() -> None:
    free = norm("may", "hold", "carts")
    (item,) = ranges_of([plan(clause("1", cap(5)))], [line(free)])
    assert [ends(each) for each in item.positions] == [(None, None, None, None), (None, 5, None, None)]
    assert ranges_of([plan(clause("1", cap(5)))], [line(norm("must", "hold", "carts"))]) == []
    dated = norm("may", "hold", "carts", quantities=quantity("due", None, 9))
    assert ranges_of([plan(clause("1", dated))], [line(free)]) == []
    timed = norm("may", "hold", "carts", quantities=exactly("time", 9))
    (period,) = ranges_of([plan(clause("1", timed))], [line(free)])
    assert (period.quantity, len(period.positions)) == ("time", 2)
    share = norm("may", "hold", "carts", quantities=exactly("portion", 9))
    assert ranges_of([plan(clause("1", share))], [line(free)]) == []


def test_the_size_that_few_speak_of_is_not_read_into_the_others() -> None:
    plans = [
        plan(clause("1", cap(5)), clause("2", norm("may", "hold", "carts", quantities=exactly("sum", 3)))),
        plan(clause("1", cap(6), plan="q"), name="q"),
    ]
    assert [item.quantity for item in ranges_of(plans, [line(norm("may", "hold", "carts"))])] == ["carts"]


@pytest.mark.parametrize("figure", ["due", "time", "heads"])
def test_a_figure_of_an_action_and_one_of_its_converse_stand_in_one_range(figure: str) -> None:
    joins = norm("must", "join", "guild", quantities=exactly(figure, 9))
    admits = norm("must", "admit", "ada", "guild", quantities=exactly(figure, 8))
    (item,) = ranges_of(two(joins, admits), [])
    assert (item.subject, [each.low for each in item.positions]) == ("join:guild", [9, 8])


def test_ranges_come_in_the_order_of_acts_and_figures() -> None:
    both = (exactly("time", 3), exactly("sum", 5))
    sale = norm(quantities=exactly("sum", 1))
    plans = [
        plan(clause("1", pay(*both)), clause("2", sale)),
        plan(clause("1", pay(*both), plan="q"), clause("2", sale, plan="q"), name="q"),
    ]
    assert [(item.subject, item.quantity) for item in ranges_of(plans, [])] == [
        ("pay:carts", "sum"), ("pay:carts", "time"), ("sell:field", "sum"),
    ]  # fmt: skip


def test_lines_are_read_at_the_date() -> None:
    later = line(versions=(LineVersion(start="2032", norms=(LineNorm(norm=ROOM, asks=LineDemand.ABSENCE),)),))
    assert ranges_of([plan(clause("1", cap(5)))], [later], "2031") == []
    assert len(ranges_of([plan(clause("1", cap(5)))], [later], "2032")) == 1
    assert len(ranges_of([plan(clause("1", cap(5)))], [later, other(ROOM)], "2031")) == 1


def test_what_a_plan_says_is_no_part_of_what_the_lines_leave() -> None:
    free = norm("may", "hold", "carts", quantities=quantity("carts", None, 20))
    (item,) = ranges_of([plan(clause("1", free), clause("2", cap(3)))], [line(ROOM), other(cap(10))])
    assert item.common_range == (8, 10)


def test_common_ground_is_told_in_whole_numbers_where_they_are_whole() -> None:
    def leave(low: Any, high: Any) -> str:
        floor = norm("may", "hold", "carts", quantities=quantity("sum", None, low))
        ceiling = norm("must", "limit", "carts", quantities=quantity("sum", None, high))
        (item,) = ranges_of([], [line(floor), other(ceiling)])
        return repr(item.common_range)

    assert leave(2, 4) == "(2, 4)"
    assert leave(0.5, 4.5) == "(0.5, 4.5)"


def test_another_figure_in_another_unit_does_not_change_the_unit() -> None:
    both = (exactly("sum", 2, unit="purse"), exactly("portion", 10, unit="percent"))
    units = {item.quantity: (item.unit, item.positions[0].low) for item in ranges_of(two(pay(*both), pay(*both)), [])}
    assert units == {"sum": ("purse", 2), "portion": ("percent", 10)}


def test_figures_in_several_units_stand_in_the_quantity_s_own() -> None:
    (item,) = ranges_of(two(pay(exactly("sum", 2, unit="purse")), pay(exactly("sum", 16, unit="bit"))), [])
    assert (item.unit, [each.low for each in item.positions]) == ("coin", [24, 2])
    (mixed,) = ranges_of(two(pay(exactly("sum", 2, unit="purse")), pay(exactly("sum", 5))), [])
    assert (mixed.unit, [each.low for each in mixed.positions]) == ("coin", [24, 5])


def test_a_time_without_end_is_read_into_what_names_none_and_a_date_or_a_word_unknown_is_not() -> None:
    free = norm("may", "hold", "carts")

    def positions(item: Any, words: Vocabulary = WORDS) -> dict[str, int]:
        plans = [plan(clause("1", cap(5)), clause("2", norm("may", "hold", "carts", quantities=item)))]
        prepared = [group_plan_clauses(each, to_canonical_clauses((each,), words)) for each in plans]
        return {
            each.quantity: len(each.positions)
            for each in build_ranges(prepared, [line(cap(6)), line(free)], "2031", words)
        }

    # Of the size most figures are of the freedom is without end, and so of a time; else a figure stands alone.
    assert positions(exactly("time", 9)) == {"carts": 4, "time": 4}
    assert positions(exactly("sum", 9)) == {"carts": 4}
    assert positions(exactly("unheard", 9)) == {"carts": 4}
    dates = replace(VILLAGE, quantities=(*VILLAGE.quantities, QuantityKind(id="day", kind="date")))
    unlike = replace(VILLAGE, quantities=tuple(quantity for quantity in dates.quantities if quantity.id != "carts"))
    twice = (exactly("day", "2031-01-01"), exactly("unheard", 3))
    assert positions(twice, Vocabulary(dates)) == {"carts": 4}
    dated = [plan(clause("1", norm("may", "hold", "carts", quantities=exactly("day", "2031-01-01"))))]
    prepared = [group_plan_clauses(each, to_canonical_clauses((each,), Vocabulary(dates))) for each in dated]
    assert build_ranges(prepared, [line(free)], "2031", Vocabulary(dates)) == ()
    assert positions(twice, Vocabulary(unlike)) == {"carts": 2}


def test_what_a_figure_is_about_is_told_in_order() -> None:
    dated = exactly("due", 9)
    several = norm("must", "pay", ("mill", "carts"), quantities=dated)
    assert [item.subject for item in ranges_of(two(several, several), [])] == ["pay:carts+mill"]
    admits = norm("must", "admit", "guild", ("cy", "bo"), quantities=dated)
    assert [item.subject for item in ranges_of(two(admits, admits), [])] == ["join:bo+cy"]
    through = norm("must", "admit", "guild", "ada", agents=("cy", "bo"), quantities=dated)
    assert [item.subject for item in ranges_of(two(through, through), [])] == ["join:bo+cy"]


def test_ranges_of_one_act_come_in_the_order_of_their_names() -> None:
    names = ("time", "sum", "stay", "portion", "heads", "due", "carts")
    given = pay(*(exactly(name, 3) for name in names))
    assert [item.quantity for item in ranges_of(two(given, given), [])] == sorted(names)
    sale, meeting = norm(quantities=exactly("sum", 1)), norm(act="meet", quantities=exactly("sum", 1))
    plans = [plan(clause("1", sale), clause("2", meeting)), *two(meeting, sale)]
    assert [item.subject for item in ranges_of(plans, [])] == ["meet:field", "sell:field"]


def test_a_clause_s_own_norm_is_its_plan_s_beside_a_report() -> None:
    given = clause("1", pay(exactly("sum", 5)), variants=(told_by("mail", pay(exactly("sum", 6))),))
    (item,) = ranges_of([plan(given)], [])
    assert [(each.holder, each.low) for each in item.positions] == [("p", 5), ("p", 6)]
