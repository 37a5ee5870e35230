"""Which text is like which earlier one: by wording alone, whatever the order of clauses."""

from __future__ import annotations

import pytest

from comparer.align.family_tree import build_family_tree, collect_shingles, measure_resemblance
from comparer.model.plan import Clause, ClauseState, Plan, Provision

MILL = "The miller shall keep the weir in good repair at his own cost."
TOLL = "The village pays a toll of nine pence for each cart that crosses."
WOOD = "Nobody fells an oak in the upper wood without leave of both villages."
HENS = "Hens that stray into another's garden belong to the finder after a week."


def plan(name: str, *texts: str, issued: str = "", **fields: object) -> Plan:
    clauses = tuple(Clause(plan=name, id=str(n), provision="1", text=text) for n, text in enumerate(texts, 1))
    return Plan(id=name, title=name, issued=issued, provisions=(Provision(id="1", clauses=clauses),), **fields)


def parents(*plans: Plan) -> dict[str, str]:
    return {tie.plan: tie.parent.plan if tie.parent else "" for tie in build_family_tree(plans)}


def test_each_text_hangs_on_the_earlier_one_that_it_shares_most_with() -> None:
    first = plan("first", MILL, TOLL, WOOD, issued="1901")
    second = plan("second", MILL, TOLL, HENS, issued="1902")
    other = plan("other", "Fish of every kind may be caught from the bridge on feast days.", issued="1903")
    third = plan("third", TOLL, HENS, "The bell is rung at noon and at dusk.", issued="1904")
    assert parents(first, second, other, third) == {"first": "", "second": "first", "other": "", "third": "second"}


def test_clauses_in_another_order_are_the_same_text() -> None:
    there, back = plan("there", MILL, TOLL, WOOD), plan("back", WOOD, MILL, TOLL)
    assert measure_resemblance(collect_shingles(there), collect_shingles(back)) == 1


def test_likeness_is_the_share_of_word_sequences_of_either_text_that_both_have() -> None:
    long, short = plan("long", "a b c d e"), plan("short", "b c d x")
    # abc bcd cde; bcd cdx: one of four
    assert measure_resemblance(collect_shingles(long), collect_shingles(short)) == 0.25
    assert measure_resemblance(collect_shingles(short), collect_shingles(long)) == 0.25


def test_a_clause_of_two_words_is_compared_whole() -> None:
    assert collect_shingles(plan("p", "No toll.")) == {("no", "toll")}


def test_what_a_text_strikes_is_no_part_of_it() -> None:
    clause = Clause(plan="p", id="1", provision="1", text=MILL, state=ClauseState.STRUCK)
    struck = Plan(id="p", title="p", provisions=(Provision(id="1", clauses=(clause,)),))
    assert collect_shingles(struck) == frozenset()
    assert parents(plan("first", MILL), struck)["p"] == ""


def test_texts_nearly_as_like_are_named_beside_the_nearest() -> None:
    first = plan("first", MILL, TOLL, WOOD, issued="1901")
    twin = plan("twin", MILL, TOLL, WOOD, issued="1902")
    far = plan("far", MILL, HENS, issued="1903")
    last = plan("last", MILL, TOLL, WOOD, HENS, issued="1904")
    tie = build_family_tree((first, twin, far, last))[-1]
    assert tie.parent is not None
    assert (tie.parent.plan, [rival.plan for rival in tie.rivals]) == ("twin", ["first"])


@pytest.mark.parametrize(("issued", "known"), [("1901-05", True), ("1901-06", False)])
def test_of_two_texts_of_one_date_nobody_says_which_came_first(issued: str, known: bool) -> None:
    tie = build_family_tree((plan("a", MILL, issued=issued), plan("b", MILL, issued="1901-06")))[1]
    assert tie.is_order_known is known


def test_what_the_record_says_is_told_apart_from_likeness() -> None:
    first = plan("first", MILL, TOLL, issued="1901")
    second = plan("second", WOOD, HENS, issued="1902")
    third = plan("third", MILL, TOLL, issued="1903", derived_from=("second",), answers=("first",))
    tie = build_family_tree((first, second, third))[-1]
    assert tie.parent is not None
    assert (tie.parent.plan, tie.declared) == ("first", ("second", "first"))
