"""Which answers to one question stand beside each other though their doings differ."""

from __future__ import annotations

from dataclasses import replace

from comparer.align.align import align
from comparer.model.norm import Norm
from comparer.model.plan import Clause
from comparer.norms.relate import to_canonical_clause
from comparer.norms.vocabulary import Vocabulary
from tests.factories.norms import WORDS, clause, norm, question, when, with_questions


def p(name: str, one: Norm, *questions: str) -> Clause:
    return clause(name, one, plan="p", questions=questions)


def q(name: str, one: Norm, *questions: str) -> Clause:
    return clause(name, one, plan="q", questions=questions)


def links(left: tuple[Clause, ...], right: tuple[Clause, ...], words: Vocabulary = WORDS) -> list[tuple[str, str]]:
    """The links, held to be the same seen from the other side."""
    sides = [[to_canonical_clause(one, words) for one in side] for side in (left, right)]
    found = [("+".join(one.left), "+".join(one.right)) for one in align(*sides, words).matches]
    back = align(*reversed(sides), words).matches
    assert sorted(("+".join(one.right), "+".join(one.left)) for one in back) == sorted(found)
    return found


def test_two_sole_answers_stand_beside_each_other_though_one_answers_elsewhere_too() -> None:
    whole = p("1", norm(act="keep", objects="field"), "field", "carts")
    parts = (q("1", norm(act="keep", objects="field"), "field"), q("2", norm(act="pay", objects="carts"), "carts"))
    assert links((whole,), parts) == [("1", "1"), ("1", "2")]


def test_an_answer_of_several_on_other_objects_stays_alone() -> None:
    whole = p("1", norm(act="keep", objects="field"), "field", "carts")
    parts = (
        q("1", norm(act="keep", objects="field"), "field"),
        q("2", norm(act="pay", objects="carts"), "carts"),
        q("3", norm(act="pay", objects="barn"), "carts"),
    )
    assert links((whole,), parts) == [("1", "1")]


def test_a_further_doer_of_one_duty_is_no_other_answer() -> None:
    ada, bo = (norm(act="protect", objects="mill", by=name) for name in ("ada", "bo"))
    assert links((p("1", ada, "circle"),), (q("1", ada, "circle"), q("2", bo, "circle"))) == [("1", "1")]


def test_a_ban_on_other_doers_is_another_answer() -> None:
    ada, bo = (norm("must-not", "protect", "mill", name) for name in ("ada", "bo"))
    assert links((p("1", ada, "circle"),), (q("1", ada, "circle"), q("2", bo, "circle"))) == [("1", "1"), ("1", "2")]


def test_a_leave_answers_a_duty_only_for_want_of_a_duty_that_does() -> None:
    ada, guild = norm(act="protect", objects="mill", by="ada"), norm(act="protect", objects="mill", by="guild")
    both, leave = norm(act="protect", objects="mill", by=("ada", "guild")), norm("may", "protect", "mill", "anyone")
    # Left to the best sum of all pairs, one of the two duties would be given the leave.
    assert links((p("1", ada, "w"), p("2", guild, "w")), (q("1", both, "w"), q("2", leave, "w"))) == [("1+2", "1")]
    assert links((p("1", ada, "w"),), (q("2", leave, "w"),)) == [("1", "2")]
    beside = (q("1", norm(act="pay", objects="barn"), "w"), q("2", leave, "w"))
    assert links((p("1", ada, "w"),), beside) == [("1", "2")]


def test_what_is_left_of_duties_and_leaves_is_joined_after_them() -> None:
    """What may be done in full answers each leave that is made for a case of its own."""
    rain, sun = norm("may", conditions=when("flood")), norm("may", conditions=when("drought"))
    assert links((p("1", rain, "w"), p("2", sun, "w")), (q("1", norm(), "w"),)) == [("1+2", "1")]
    assert links((p("1", rain, "w"), p("2", norm("may"), "w")), (q("1", norm(), "w"),)) == [("2", "1")]
    third = q("1", norm(conditions=when("harvest")), "w")
    assert len(links((p("1", rain, "w"), p("2", sun, "w")), (third,))) == 1
    assert "+" not in links((p("1", rain, "w"), p("2", sun, "w")), (third,))[0][0]


KEEPING = with_questions(
    replace(
        question("land-kept", more=norm(act="keep", objects="estate")), less=(norm(act="recognise", objects="estate"),)
    )
)


def test_answers_that_rule_each_other_out_stand_beside_each_other_though_both_are_answered_elsewhere() -> None:
    kept, given = norm(act="keep", objects="north"), norm(act="recognise", objects="mill")
    may_give = p("2", norm("may", "recognise", "mill"), "land-kept")
    right = (q("1", given, "land-kept"),)
    assert links((p("1", kept, "land-kept"), may_give), right, KEEPING) == [("1", "1"), ("2", "1")]
    # What is only hoped for rules nothing out.
    hoped = norm("expects", "keep", "north")
    assert links((p("1", hoped, "land-kept"), may_give), right, KEEPING) == [("2", "1")]


def test_a_ban_on_others_on_other_objects_answers_nothing() -> None:
    ban = p("1", norm("must-not", "strike", "mill", "ada"), "guards")
    assert links((ban,), (q("1", norm("may", "strike", "barn", "bo"), "guards"),)) == []
    assert links((ban,), (q("1", norm("must-not", "strike", "barn", "bo"), "guards"),)) == []
    for other in (
        norm("may", "strike", "mill", "bo"),  # the same place
        norm("may", "strike", "barn", "ada"),  # the same doer
        norm("may", "pay", "barn", "bo"),  # another act
    ):
        assert links((ban,), (q("1", other, "guards"),)) == [("1", "1")]
    leave = p("1", norm("may", "strike", "mill", "ada"), "guards")
    assert links((leave,), (q("1", norm("may", "strike", "barn", "bo"), "guards"),)) == [("1", "1")]
