"""Links as judged: part by part, by question, and as a person reads them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from comparer.model.findings import Link
from comparer.model.plan import Clause, Plan
from comparer.model.relation import MatchedBy, Relation
from comparer.model.workspace import LinkDecision, Workspace
from comparer.pipeline.compare import compare_pair, to_canonical_clauses
from tests.factories.english import english
from tests.factories.norms import VILLAGE, WORDS, clause, line, norm, plan, question, with_questions

BO_ASKS = line(norm(), party="bo")
"""Bo asks that Ada sell; Ada, of whom it is asked, loses by it."""


def q(name: str, item: Any = None, **more: Any) -> Clause:
    return clause(name, item, plan="q", **more)


def links(left: Plan, right: Plan, *decisions: LinkDecision) -> list[Link]:
    space = Workspace(plans=(left, right), vocabulary=VILLAGE, red_lines=(BO_ASKS,), link_decisions=decisions)
    return list(compare_pair(space, left, right, to_canonical_clauses((left, right), WORDS), WORDS).links)


def list_links(result: list[Link]) -> list[tuple[str, str, str, str, str]]:
    return [
        (
            *("+".join(link.match.left), "+".join(link.match.right), link.judgement.relation.value),
            *(" ".join(link.interest.favours), " ".join(link.interest.against)),
        )
        for link in result
    ]


def test_a_group_whose_parts_changed_apart_is_as_many_links_each_with_whom_it_helps() -> None:
    whole = plan(clause("1", norm()))
    parts = plan(q("1", norm(objects="north")), q("2", norm("may", objects="south")), name="q")
    assert list_links(links(whole, parts)) == [("1", "1", "reworded", "", ""), ("1", "2", "looser", "ada", "bo")]
    assert list_links(links(parts, whole)) == [("1", "1", "reworded", "", ""), ("2", "1", "stricter", "bo", "ada")]
    assert len({link.fingerprint for link in links(whole, parts)}) == 2
    together = plan(q("1", norm("may", objects="north")), q("2", norm("may", objects="south")), name="q")
    assert list_links(links(whole, together)) == [("1", "1+2", "looser", "ada", "bo")]


@pytest.mark.parametrize(
    ("other", "wanted"),
    [
        (norm(act="pay"), "replaced"),
        (norm("must-not", "pay", "mill"), "replaced"),  # no clash: it is another doing
        (norm("may", "hold", "carts"), "replaced"),
        (norm("defers", "pay", "mill"), "replaced"),  # what is put off is not the sale
        (norm("defers", "talk-over"), "deferred"),
        (norm("defers", "", ()), "deferred"),
    ],
)
def test_another_answer_to_the_question_replaces_whatever_its_facets_say(other: Any, wanted: str) -> None:
    (pairs,) = links(plan(clause("1", norm())), plan(q("1", other), name="q"))
    assert pairs.judgement.relation.value == wanted
    assert pairs.match.matched_by is MatchedBy.QUESTION


@pytest.mark.parametrize(
    ("other", "wanted"),
    [
        (norm(act="recognise", objects="mill"), "opposed"),
        (norm("declares", "recognise", "mill"), "opposed"),
        (norm("declares", "sell", "mill"), "replaced"),  # a text cannot sell: it only says so
        (norm(act="recognise", objects="mill", intent=True), "replaced"),
        (norm("expects", "recognise", "mill"), "replaced"),
        (norm("may", "recognise", "mill"), "replaced"),
        (norm("must-not", "recognise", "mill"), "replaced"),
        (norm(act="pay", objects="mill"), "replaced"),  # neither more nor less of what is asked
    ],
)
def test_answers_that_a_question_sets_against_each_other_in_full_are_opposed(other: Any, wanted: str) -> None:
    asked = replace(
        question("land-kept"),
        more=(norm(act="keep", objects="estate"),),
        less=(norm(act="recognise", objects="estate"), norm(act="sell", objects="estate")),
    )
    words = with_questions(asked)
    sides = (
        plan(clause("1", norm(act="keep"), questions=("land-kept",))),
        plan(q("1", other, questions=("land-kept",)), name="q"),
    )
    for left, right in (sides, sides[::-1]):
        space = Workspace(plans=(left, right), vocabulary=words.data)
        (result,) = compare_pair(space, left, right, to_canonical_clauses((left, right), words), words).links
        assert result.judgement.relation.value == wanted


@pytest.mark.parametrize(("acts", "wanted"), [(("sell", "hand-over"), "opposed"), (("pay",), "replaced")])
def test_of_one_doing_what_a_question_sets_in_full_against_the_other_is_opposed(
    acts: tuple[str, ...], wanted: str
) -> None:
    """A ban on sale says nothing of handing over, but a question of both sets it against an order to hand over."""
    words = with_questions(replace(question("land-sold"), more=tuple(norm(act=act, objects="estate") for act in acts)))
    left = plan(clause("1", norm("must-not", objects="field"), questions=("land-sold",)))
    right = plan(q("1", norm(act="hand-over", objects="field"), questions=("land-sold",)), name="q")
    for sides in ((left, right), (right, left)):
        space = Workspace(plans=sides, vocabulary=words.data)
        (result,) = compare_pair(space, *sides, to_canonical_clauses(sides, words), words).links
        assert result.judgement.relation.value == wanted
        assert result.match.matched_by is MatchedBy.NORM


READ = LinkDecision(
    left=("p#1",), right=("q#1",), reason="A gift in all but name.", relation="looser", favours=("cy",), against=("bo",)
)


def test_a_person_s_reading_stands_in_place_of_the_engine_s_and_is_shown_as_such() -> None:
    left, right = plan(clause("1", norm())), plan(q("1", norm(objects="estate")), name="q")
    (own,) = links(left, right)
    assert (own.judgement.relation, own.interest.favours, own.is_pinned_reading) == (Relation.STRICTER, ("bo",), False)
    (pairs,) = links(left, right, READ)
    assert list_links([pairs]) == [("1", "1", "looser", "cy", "bo")]
    assert english(pairs.judgement.reason, WORDS) == "A gift in all but name."
    assert pairs.is_pinned_reading
    assert pairs.judgement.changes == own.judgement.changes
    assert pairs.fingerprint == own.fingerprint
    (back,) = links(right, left, READ)
    assert list_links([back]) == [("1", "1", "stricter", "bo", "cy")]


def test_a_person_may_say_the_relation_alone_or_whom_it_helps_alone() -> None:
    left, right = plan(clause("1", norm())), plan(q("1", norm(objects="estate")), name="q")
    relation = LinkDecision(left=("p#1",), right=("q#1",), relation="looser")
    (pairs,) = links(left, right, relation)
    assert list_links([pairs]) == [("1", "1", "looser", "bo", "ada")]
    nobody = LinkDecision(left=("q#1",), right=("p#1",), favours=(), against=())
    (pairs,) = links(left, right, nobody)
    assert list_links([pairs]) == [("1", "1", "stricter", "", "")]
    assert pairs.is_pinned_reading


def test_a_reading_of_other_clauses_changes_nothing() -> None:
    left = plan(clause("1", norm()), clause("2", norm(act="pay", objects="carts")))
    right = plan(q("1", norm("may")), q("2", norm(act="pay", objects="carts")), name="q")
    elsewhere = LinkDecision(left=("p#2",), right=("r#1",), relation="opposed")
    assert links(left, right, elsewhere) == links(left, right)
    assert [link.is_pinned_reading for link in links(left, right)] == [False, False]
