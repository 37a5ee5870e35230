"""Which answers to one question stand beside each other though their doings differ."""

from __future__ import annotations

from comparer.align.align import align
from comparer.model.norm import Norm
from comparer.model.plan import Clause
from comparer.norms.relate import to_canonical_clause
from tests.factories.norms import WORDS, clause, norm


def p(name: str, one: Norm, *questions: str) -> Clause:
    return clause(name, one, plan="p", questions=questions)


def q(name: str, one: Norm, *questions: str) -> Clause:
    return clause(name, one, plan="q", questions=questions)


def links(left: tuple[Clause, ...], right: tuple[Clause, ...]) -> list[tuple[str, str]]:
    sides = [[to_canonical_clause(one, WORDS) for one in side] for side in (left, right)]
    return [("+".join(one.left), "+".join(one.right)) for one in align(*sides, WORDS).matches]


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
