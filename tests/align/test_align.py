"""Which clauses answer each other, and what answers nothing."""

from __future__ import annotations

from typing import Any

import pytest

from comparer.align.align import align, alignable_clauses
from comparer.model.findings import Alignment, Match
from comparer.model.plan import Clause, ClauseState
from comparer.model.relation import MatchedBy
from comparer.model.workspace import LinkDecision
from comparer.norms.relate import CanonicalClause, to_canonical_clause
from comparer.pipeline.compare import to_canonical_clauses
from tests.factories.norms import WORDS, clause, exactly, norm, plan, question, ready, told_by, when, with_questions

P, Q = "p", "q"


def p(name: str, item: Any = None, **more: Any) -> Clause:
    return clause(name, item, plan=P, **more)


def q(name: str, item: Any = None, **more: Any) -> Clause:
    return clause(name, item, plan=Q, **more)


def sides(left: tuple[Clause, ...], right: tuple[Clause, ...]) -> tuple[list[CanonicalClause], list[CanonicalClause]]:
    return [to_canonical_clause(clause, WORDS) for clause in left], [
        to_canonical_clause(clause, WORDS) for clause in right
    ]


def links(left: tuple[Clause, ...], right: tuple[Clause, ...], *pins: LinkDecision) -> Alignment:
    return align(*sides(left, right), WORDS, pins)


def list_matches(alignment: Alignment) -> list[tuple[str, str, str]]:
    return [("+".join(match.left), "+".join(match.right), match.matched_by.value) for match in alignment.matches]


SALE, BAN, LATER = norm(), norm("must-not"), norm("defers", "", ())
CASES: list[tuple[str, tuple[Clause, ...], tuple[Clause, ...], list[tuple[str, str, str]]]] = [
    # what it shows, left, right, links
    ("the same norm", (p("1", SALE),), (q("1", BAN),), [("1", "1", "norm")]),
    # An issue under which no question is written is a question itself.
    ("the same act of other objects", (p("1", SALE),), (q("1", norm(objects="mill")),), [("1", "1", "question")]),
    ("the same norm on other issues", (p("1", SALE),), (q("1", SALE, issue="dues"),), []),
    ("the same act elsewhere on another issue", (p("1", SALE),), (q("1", norm(objects="mill"), issue="dues"),), []),
    ("another act of the same object", (p("1", SALE),), (q("1", norm(act="pay")),), [("1", "1", "question")]),
    ("another act of the same object on another issue", (p("1", SALE),), (q("1", norm(act="pay"), issue="dues"),), []),
    # Another answer to the one question stands beside it: no clause is told absent whose question is answered.
    ("another act of another object", (p("1", SALE),), (q("1", norm(act="pay", objects="carts")),),
     [("1", "1", "question")]),
    ("of two other answers on one side alone that on the same object", (p("1", SALE),),
     (q("1", norm(act="pay", objects="carts")), q("2", norm(act="pay"))), [("1", "2", "question")]),
    ("two other answers, each with its own", (p("1", norm(act="pay")), p("2", norm(act="meet", objects="carts"))),
     (q("1", norm(act="hold", objects="carts")), q("2", norm(act="recognise"))),
     [("1", "2", "question"), ("2", "1", "question")]),
    ("an entailed act of another object", (p("1", SALE),), (q("1", norm(act="leave", objects="carts")),),
     [("1", "1", "question")]),
    ("an issue above", (p("1", SALE),), (q("1", norm(act="pay"), issue="land"),), []),
    ("words alone on the very issue", (p("1", SALE),), (q("1"),), [("1", "1", "question")]),
    ("words alone on an issue above", (p("1", SALE),), (q("1", issue="land"),), []),
    ("words alone on both sides", (p("1"),), (q("1"),), [("1", "1", "question")]),
    ("each to its own case", (p("1", norm(conditions=when("flood"))), p("2", norm("may"))),
     (q("1", norm("must-not")), q("2", norm("must-not", conditions=when("flood")))),
     [("1", "2", "norm"), ("2", "1", "norm")]),
    ("the case before the act", (p("1", norm(conditions=when("flood"))), p("2", norm(act="leave"))),
     (q("1", norm()), q("2", norm(act="hand-over", conditions=when("flood")))),
     [("1", "2", "norm"), ("2", "1", "norm")]),
    ("the better object", (p("1", SALE),), (q("1", norm(objects="estate")), q("2", norm(objects="field"))),
     [("1", "1+2", "norm")]),
    ("each to its own object", (p("1", norm(objects="north")), p("2", norm(objects="south"))),
     (q("1", norm(objects="south")), q("2", norm(objects="north"))), [("1", "2", "norm"), ("2", "1", "norm")]),
    ("each to its own bearer", (p("1", norm(by="ada", objects=())), p("2", norm(by="bo", objects=()))),
     (q("1", norm(by="bo", objects=())), q("2", norm(by="ada", objects=()))), [("1", "2", "norm"), ("2", "1", "norm")]),
    ("each to its own direction", (p("1", SALE), p("2", BAN)), (q("1", BAN), q("2", SALE)),
     [("1", "2", "norm"), ("2", "1", "norm")]),
    ("each to its own terms", (p("1", norm(quantities=exactly("sum", 1))), p("2", norm(quantities=exactly("time", 1)))),
     (q("1", norm(quantities=exactly("time", 2))), q("2", norm(quantities=exactly("sum", 2)))),
     [("1", "2", "norm"), ("2", "1", "norm")]),
    ("each to its own instrument", (p("1", norm(instruments="by-letter")), p("2", norm(instruments="by-statute"))),
     (q("1", norm(instruments="by-statute")), q("2", norm(instruments="by-letter"))),
     [("1", "2", "norm"), ("2", "1", "norm")]),
    ("each to its own words", (p("1", SALE, text="red hen"), p("2", SALE, text="blue fox")),
     (q("1", SALE, text="a blue fox"), q("2", SALE, text="a red hen")), [("1", "2", "norm"), ("2", "1", "norm")]),
    ("each to its own issue", (p("1", SALE, issue="land.sale"), p("2", SALE, issue="dues")),
     (q("1", SALE, issue="dues"), q("2", SALE, issue="land.sale")), [("1", "2", "norm"), ("2", "1", "norm")]),
    ("a text that was split", (p("1", SALE),), (q("1", norm(objects="north")), q("2", norm(objects="south"))),
     [("1", "1+2", "norm")]),
    ("a text that was split in three", (p("1", norm(objects="estate")),),
     (q("1", norm(objects="north")), q("2", norm(objects="south")), q("3", norm(objects="mill"))),
     [("1", "1+2+3", "norm")]),
    ("a text that was merged of three", (p("1", norm(objects="north")), p("2", norm(objects="mill")),
                                         p("3", norm(objects="south"))), (q("1", norm(objects="estate")),),
     [("1+2+3", "1", "norm")]),
    ("left for later on both sides, and something under it", (p("1", norm("defers", "", ()), issue="land"),),
     (q("1", norm("defers", "", ()), issue="land"), q("2", SALE)), [("1", "1", "question")]),
    ("a text that was merged", (p("1", norm(objects="north")), p("2", norm(objects="south"))), (q("1", SALE),),
     [("1+2", "1", "norm")]),
    ("what is left over by another act joins no group, for its object is answered nearer", (p("1", SALE),),
     (q("1", SALE), q("2", norm(act="pay"))), [("1", "1", "norm")]),
    ("what is left over on another object stays alone", (p("1", SALE),), (q("1", SALE), q("2", norm(act="pay",
     objects="carts"))), [("1", "1", "norm")]),
    ("a further rule for another case is no further part", (p("1", SALE),),
     (q("1", SALE), q("2", norm(objects="north", conditions=when("flood")))),
     [("1", "1", "norm"), ("1", "2", "question")]),
    ("a leave beside a duty answers no duty", (p("1", norm(objects="estate")),),
     (q("1", norm(objects="field")), q("2", norm("may", objects="field", quantities=exactly("sum", 1)))),
     [("1", "1", "norm")]),
    ("a second rule on the whole of it is no further part", (p("1", norm(objects="estate")),),
     (q("1", norm(objects="field")), q("2", norm(objects="field", quantities=exactly("sum", 1)))),
     [("1", "1", "norm"), ("1", "2", "question")]),
    ("one that reaches over several answers each",
     (p("1", norm(objects=("north", "mill"))), p("2", norm(objects="south"))),
     (q("1", norm(objects=("mill", "south"))), q("2", norm(objects="north"))),
     [("1+2", "1+2", "norm")]),
    ("a share by another act is another answer", (p("1", norm(objects=("north", "mill"))),),
     (q("1", norm(objects="north")), q("2", norm(act="pay", objects="mill"))),
     [("1", "1", "norm"), ("1", "2", "question")]),
    ("a share for another case is another answer", (p("1", norm(objects=("north", "mill"))),),
     (q("1", norm(objects="north")), q("2", norm(objects="mill", conditions=when("flood")))),
     [("1", "1", "norm"), ("1", "2", "question")]),
    ("what one leaves open the other settles, linked or not", (p("1", SALE), p("2", norm("defers", "talk-over"))),
     (q("1", SALE),), [("1", "1", "norm"), ("2", "1", "question")]),
    ("what is left over on another issue joins nothing", (p("1", SALE),), (q("1", SALE), q("2", SALE, issue="dues")),
     [("1", "1", "norm")]),
    ("what is left over joins its best", (p("1", norm(objects="north")), p("2", norm(objects="mill"))),
     (q("1", norm(objects="north")), q("2", norm(objects="mill")), q("3", norm(objects=("mill", "barn")))),
     [("1", "1", "norm"), ("2", "2+3", "norm")]),
    # What leaves a question for later answers all of it that nothing else answers; what is above or below it does not.
    ("a question left for later", (p("1", LATER),), (q("1", SALE), q("2", norm(act="pay"))),
     [("1", "1+2", "question")]),
    ("an issue above left for later", (p("1", norm("defers", "", ()), issue="land"),), (q("1", SALE),), []),
    ("a question left for later, and answered by name", (p("1", LATER), p("2", SALE)),
     (q("1", SALE), q("2", norm(act="pay", objects="carts"))), [("1", "2", "question"), ("2", "1", "norm")]),
    ("an act left for later", (p("1", norm("defers")),), (q("1", SALE), q("2", norm(act="pay", objects="carts"))),
     [("1", "1", "norm")]),
    ("the object of it left for later", (p("1", norm("defers", "talk-over")),), (q("1", SALE),),
     [("1", "1", "question")]),
    ("what was moved", (p("1", SALE, state=ClauseState.MOVED),), (q("1", SALE),), [("1", "1", "norm")]),
    ("a question left for later elsewhere", (p("1", LATER),), (q("1", SALE, issue="dues"),), []),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_answers_what(
    left: tuple[Clause, ...], right: tuple[Clause, ...], wanted: list[tuple[str, str, str]]
) -> None:
    pairs = links(left, right)
    assert list_matches(pairs) == wanted
    taken = (
        {id_ for match in pairs.matches for id_ in match.left},
        {id_ for match in pairs.matches for id_ in match.right},
    )
    assert pairs.unmatched_left == tuple(clause.id for clause in left if clause.id not in taken[0] and clause.is_live)
    assert pairs.unmatched_right == tuple(clause.id for clause in right if clause.id not in taken[1])
    assert (pairs.left, pairs.right) == (P, Q)
    assert {match.reason for match in pairs.matches} <= {""}
    back = links(right, left)
    assert sorted(list_matches(back)) == sorted((b, a, how) for a, b, how in wanted)


def test_a_deferral_says_that_it_is_one() -> None:
    (match,) = links((p("1", LATER),), (q("1", SALE),)).matches
    assert (match.is_deferral, match.reason) == (True, "")


def test_links_come_in_the_order_of_the_left_plan() -> None:
    pairs = links((p("b", SALE), p("a", norm(act="pay"))), (q("1", norm(act="pay")), q("2", SALE)))
    assert list_matches(pairs) == [("b", "2", "norm"), ("a", "1", "norm")]
    split = links((p("1", SALE),), (q("z", norm(objects="north")), q("a", norm(objects="south"))))
    assert [match.right for match in split.matches] == [("z", "a")]


def pin(left: str, right: str, **more: Any) -> LinkDecision:
    return LinkDecision(
        left=tuple(f"p#{word}" for word in left.split()), right=tuple(f"q#{word}" for word in right.split()), **more
    )


def test_a_person_s_word_comes_first() -> None:
    left, right = (p("1", SALE), p("2", norm(act="pay"))), (q("1", SALE), q("2", norm(act="pay")))
    pairs = links(left, right, pin("1", "2", reason="as told"))
    assert list_matches(pairs) == [("1", "2", "pinned"), ("2", "1", "question")]
    assert pairs.matches[0].reason == "as told"
    turned = LinkDecision(left=("q#2",), right=("p#1",))
    assert list_matches(links(left, right, turned))[0] == ("1", "2", "pinned")
    assert list_matches(links(left, right, pin("1", "1 2"))) == [("1", "1+2", "pinned")]
    assert list_matches(links(left, right, pin("1", "1"), pin("2", "2"))) == [
        ("1", "1", "pinned"),
        ("2", "2", "pinned"),
    ]
    (turned_round,) = links(left, right, pin("2 1", "2 1")).matches
    assert (turned_round.left, turned_round.right) == (("1", "2"), ("1", "2"))
    elsewhere = LinkDecision(left=("p#1",), right=("r#1",))
    assert list_matches(links(left, right, elsewhere)) == list_matches(links(left, right))


def test_what_a_person_forbids_is_never_a_link() -> None:
    left, right = (p("1", SALE),), (q("1", SALE), q("2", norm("may")))
    assert list_matches(links(left, right, pin("1", "1", cannot_link=True))) == [("1", "2", "norm")]
    assert list_matches(links(left, right, pin("1", "1 2", cannot_link=True))) == []
    assert list_matches(links(left, right, LinkDecision(left=("q#1", "q#2"), right=("p#1",), cannot_link=True))) == []
    later = (p("1", LATER),)
    assert list_matches(links(later, right, pin("1", "1", cannot_link=True))) == [("1", "2", "question")]


def test_a_struck_clause_answers_its_counterpart_and_is_no_link() -> None:
    left = (p("1", SALE), p("2", norm("may")))
    right = (q("1", SALE, state=ClauseState.STRUCK), q("2", norm("may")), q("3", norm("may", objects="north")))
    pairs = links(left, right)
    assert list_matches(pairs) == [("2", "2+3", "norm")]
    assert pairs.struck_counterparts == (("p#1", "q#1"),)
    assert pairs.unmatched_left == ("1",)
    assert pairs.unmatched_right == ()
    back = links(right, left)
    assert back.struck_counterparts == (("p#1", "q#1"),)
    assert back.unmatched_right == ("1",)
    both = links((p("1", SALE, state=ClauseState.STRUCK),), (q("1", SALE, state=ClauseState.STRUCK),))
    assert (both.struck_counterparts, both.matches, both.unmatched_left) == ((), (), ())


def test_what_a_strike_answers_no_deferral_answers() -> None:
    pairs = links((p("1", SALE), p("2", norm(act="pay"))), (q("1", SALE, state=ClauseState.STRUCK), q("2", LATER)))
    assert pairs.struck_counterparts == (("p#1", "q#1"),)
    assert list_matches(pairs) == [("2", "2", "question")]


def test_which_clauses_leave_a_thing_for_later() -> None:
    assert ready("1", norm("defers")).is_deferral
    assert not ready("1", norm()).is_deferral
    assert ready("1", state=ClauseState.DEFERRED).is_deferral
    assert not ready("1").is_deferral
    assert not ready("1", norm(), state=ClauseState.DEFERRED).is_deferral
    some = (told_by("a", norm("defers")), told_by("b", norm()))
    assert not ready("1", None, variants=some).is_deferral
    assert ready("1", norm(), state=ClauseState.MOVED).is_deferral


def test_all_clauses_take_part_in_the_order_of_their_file() -> None:
    """What was moved leaves its subject for later; what was struck may answer a strike."""
    given = plan(p("1", SALE), p("2", SALE, state=ClauseState.MOVED), p("3", SALE, state=ClauseState.STRUCK))
    assert [clause.clause.id for clause in alignable_clauses(given, to_canonical_clauses((given,), WORDS))] == [
        "1",
        "2",
        "3",
    ]


# --- questions --------------------------------------------------------------------------------------------------------

ASKED = with_questions(question("who-sells"), question("what-price"), question("who-pays", "dues"))


def asked_links(left: tuple[Clause, ...], right: tuple[Clause, ...]) -> Alignment:
    prepared = [[to_canonical_clause(clause, ASKED) for clause in side] for side in (left, right)]
    return align(*prepared, ASKED)


def asks(*names: str) -> dict[str, Any]:
    return {"questions": names}


def test_clauses_answer_each_other_within_the_questions_they_declare_whatever_their_issue() -> None:
    result = asked_links((p("1", SALE, **asks("who-sells")),), (q("1", SALE, issue="dues", **asks("who-sells")),))
    assert list_matches(result) == [("1", "1", "norm")]
    apart = asked_links((p("1", SALE, **asks("who-sells")),), (q("1", SALE, **asks("what-price")),))
    assert list_matches(apart) == []


def test_a_clause_of_several_questions_answers_on_each_of_them() -> None:
    both = p("1", norm(objects="estate"), **asks("who-sells", "what-price"))
    right = (
        q("1", norm(objects="north"), **asks("who-sells")),
        q("2", norm(objects="mill"), **asks("what-price")),
        q("3", norm(objects="south"), **asks("who-pays")),
    )
    assert list_matches(asked_links((both,), right)) == [("1", "1+2", "norm")]


def test_where_an_issue_has_several_questions_a_clause_that_declares_none_answers_nothing() -> None:
    result = asked_links((p("1", SALE),), (q("1", SALE),))
    assert list_matches(result) == []
    assert (result.unmatched_left, result.unmatched_right) == (("1",), ("1",))
    # Where it has one question, or none, there is no choice.
    assert list_matches(asked_links((p("1", SALE, issue="dues"),), (q("1", SALE, **asks("who-pays")),))) == [
        ("1", "1", "norm")
    ]
    assert list_matches(asked_links((p("1", SALE, issue="watch"),), (q("1", SALE, issue="watch"),))) == [
        ("1", "1", "norm")
    ]


def test_one_doing_across_questions_is_a_suggestion_to_code_and_no_link() -> None:
    left = p("1", SALE, **asks("who-sells"))
    for other, is_possible in (
        (SALE, True),
        (norm("may", "hand-over", "north"), True),
        (norm(act="keep"), True),
        (norm(objects="mill"), False),
        (norm(by="bo"), False),
        (norm(act="pay"), False),
        (norm("defers"), False),
    ):
        result = asked_links((left,), (q("1", other, **asks("what-price")),))
        assert result.matches == ()
        assert [(item.left, item.right) for item in result.possible] == ([(("1",), ("1",))] if is_possible else [])
    linked = asked_links((left,), (q("1", SALE, **asks("what-price")), q("2", SALE, **asks("who-sells"))))
    assert (list_matches(linked), linked.possible) == ([("1", "2", "norm")], ())
    forbidden = align(
        *[[to_canonical_clause(item, ASKED)] for item in (left, q("1", SALE, **asks("what-price")))],
        ASKED,
        (pin("1", "1", cannot_link=True),),
    )
    assert forbidden.possible == ()


def test_the_parts_of_a_plan_are_aligned_each_for_itself() -> None:
    """Two drafts in one file: the clause across answers both, as if each were a plan of its own."""
    pairs = links((p("1", SALE, part="march"), p("2", BAN, part="april")), (q("1", SALE),))
    assert sorted(list_matches(pairs)) == [("1", "1", "norm"), ("2", "1", "norm")]
    whole = links((p("1", SALE), p("2", BAN)), (q("1", SALE),))
    assert list_matches(whole) == [("1", "1", "norm"), ("2", "1", "question")]


def test_what_one_part_answers_by_the_same_act_takes_no_other_act_of_another_part() -> None:
    """Two options in one file: the second speaks of an act that the sale brings, and that another clause names."""
    sale, leave = p("1", norm(objects="north")), p("2", norm(act="leave", objects="south"))
    wide_leave = q("2", norm(act="leave", objects=("north", "south")), part="two")
    options = (q("1", norm(objects="north"), part="one"), wide_leave)
    expected = [("1", "1", "norm"), ("2", "2", "norm")]
    assert list_matches(links((sale, leave), options)) == list_matches(links(options, (sale, leave))) == expected
    assert list_matches(links((sale, leave), (wide_leave,))) == [("1+2", "2", "norm")]


def test_another_act_of_another_part_stays_where_it_is_the_only_answer() -> None:
    options = (q("1", SALE, part="one"), q("2", norm(act="pay"), part="two"))
    assert list_matches(links((p("1", SALE),), options)) == [("1", "1", "norm"), ("1", "2", "question")]


# --- by text ----------------------------------------------------------------------------------------------------------


def by_text(seen: list[tuple[list[str], list[str]]], *matches: Match) -> Any:
    def aligner(left: Any, right: Any) -> Alignment:
        seen.append(([clause.clause.id for clause in left], [clause.clause.id for clause in right]))
        return Alignment(left=P, right=Q, matches=matches, possible=(Match(left=("9",), right=("9",),
                         matched_by=MatchedBy.TEXT),), ambiguous=(Match(left=("8",), right=("8",),
                         matched_by=MatchedBy.TEXT),))  # fmt: skip

    return aligner


def matched(a: str, b: str) -> Match:
    return Match(left=(a,), right=(b,), matched_by=MatchedBy.TEXT, score=0.5)


def test_what_stays_alone_is_matched_by_text() -> None:
    left = (
        p("1", SALE),
        p("2", issue="dues"),
        p("3", norm(act="meet", objects="carts"), issue="land", state=ClauseState.STRUCK),
    )
    right = (q("1", SALE), q("2", issue="watch"))
    seen: list[tuple[list[str], list[str]]] = []
    alignment = align(*sides(left, right), WORDS, (), by_text(seen))
    assert seen == [(["2"], ["2"])]
    assert list_matches(alignment) == [("1", "1", "norm")]
    assert [item.left for item in (*alignment.possible, *alignment.ambiguous)] == [("9",), ("8",)]
    # questions that do not meet speak against it; a clause of which nobody said what it answers does not
    apart = align(*sides(left, right), WORDS, (), by_text(seen, matched("2", "2")))
    assert list_matches(apart) == [("1", "1", "norm")]
    assert matched("2", "2") in apart.possible
    near, wide = (p("1", SALE), p("2", issue="land.sale.price")), (q("1", SALE), q("2", issue="land"))
    above = align(*sides(near, wide), WORDS, (), by_text(seen, matched("2", "2")))
    assert list_matches(above) == [("1", "1", "norm")]
    assert matched("2", "2") in above.possible
    blank = (q("1", SALE), q("2", issue=""))
    taken = align(*sides(left[:2], blank), WORDS, (), by_text(seen, matched("2", "2")))
    assert list_matches(taken) == [("1", "1", "norm"), ("2", "2", "text")]
    assert (taken.unmatched_left, taken.unmatched_right) == ((), ())
    barred = align(*sides(near, wide), WORDS, (pin("2", "2", cannot_link=True),), by_text(seen, matched("2", "2")))
    assert list_matches(barred) == [("1", "1", "norm")]
    assert [item.left for item in barred.possible] == [("9",)]


@pytest.mark.parametrize("untold", [p("3", issue="watch"), p("3", norm(act="meet", objects="mill"), issue="")])
def test_text_is_asked_of_all_that_is_left_where_anything_among_it_is_not_encoded(untold: Clause) -> None:
    seen: list[tuple[list[str], list[str]]] = []
    left = p("1", SALE), p("2", norm(act="meet", objects="carts"), issue="watch"), untold
    right = q("1", SALE), q("2", norm(act="pay", objects="barn"), issue="dues")
    align(*sides(left, right), WORDS, (), by_text(seen))
    align(*sides(right, left), WORDS, (), by_text(seen))
    assert seen == [(["2", "3"], ["2"]), (["2"], ["2", "3"])]


def test_a_struck_clause_that_answers_nothing_joins_no_link() -> None:
    gone = norm(by=("ada", "cy"))
    struck = p("2", gone, state=ClauseState.STRUCK)
    pairs = links((p("1", SALE), struck), (q("1", SALE),))
    assert (list_matches(pairs), pairs.struck_counterparts) == ([("1", "1", "norm")], ())
    back = links((q("1", SALE),), (p("1", SALE), struck))
    assert (list_matches(back), back.struck_counterparts) == ([("1", "1", "norm")], ())


def test_text_is_not_asked_where_everything_is_encoded_or_nothing_is_left() -> None:
    seen: list[tuple[list[str], list[str]]] = []
    encoded = sides((p("1", SALE),), (q("1", norm(act="meet", objects="carts"), issue="watch"),))
    assert align(*encoded, WORDS, (), by_text(seen)).possible == ()
    answered = sides((p("1", SALE),), (q("1"),))
    assert align(*answered, WORDS, (), by_text(seen)).possible == ()
    linked = sides((p("1"), p("2", norm(act="pay"), issue="dues")), (q("1"), q("2", norm(act="meet"), issue="watch")))
    assert align(*linked, WORDS, (), by_text(seen)).possible == ()
    assert seen == []
    asked = align(*encoded, WORDS, (), by_text(seen, matched("1", "1")), True)
    assert seen == [(["1"], ["1"])]
    assert asked.matches == ()
    assert asked.possible == (Match(left=("9",), right=("9",), matched_by=MatchedBy.TEXT), matched("1", "1"))


RAW = tuple(p(name, issue="") for name in ("1", "2")), tuple(q(name, issue="") for name in ("1", "2", "3"))


@pytest.mark.parametrize(
    ("proposed", "forbidden", "kept"),
    [
        (("1", "1"), ("1", "1"), []),
        (("1", "1"), ("2", "2"), [("1", "1")]),
        (("1 2", "1"), ("1", "1"), [("2", "1")]),
        (("1 2", "1"), ("1 2", "1"), []),
        (("1", "1 2"), ("1", "1"), [("1", "2")]),
        (("1", "1 2"), ("1", "1 2"), []),
        (("1 2", "1 2"), ("1", "1"), [("2", "1 2")]),
        (("1 2", "1 2 3"), ("1", "1"), [("1 2", "2 3")]),
    ],
)
def test_of_a_match_by_text_what_is_forbidden_is_left_out(
    proposed: tuple[str, str], forbidden: tuple[str, str], kept: list[tuple[str, str]]
) -> None:
    match = Match(left=tuple(proposed[0].split()), right=tuple(proposed[1].split()), matched_by=MatchedBy.TEXT)
    alignment = align(*sides(*RAW), WORDS, (pin(*forbidden, cannot_link=True),), by_text([], match))
    assert [(" ".join(match.left), " ".join(match.right)) for match in alignment.matches] == kept


@pytest.mark.parametrize(
    ("left", "right", "ids", "linked"),
    [
        # what stands beside the match does not speak for it
        ((p("1", issue="dues"), p("2", issue="")), (q("1", issue="watch"),), ("1", "1"), False),
        # other questions do, though one issue stands above the other
        ((p("1", SALE, issue="land.sale.price"),), (q("1", issue="land"),), ("1", "1"), False),
        # a clause that nobody has placed does not
        ((p("1", SALE, issue=""),), (q("1", issue="land"),), ("1", "1"), True),
        # norms on both sides do
        ((p("1", SALE), p("2", issue="watch")), (q("1", norm(act="pay", objects="carts"), issue="land"),),
         ("1", "1"), False),
        # of several clauses one that nobody has placed is enough
        ((p("1", issue="land.sale"),), (q("1", issue=""), q("2", issue="dues")), ("1", "1 2"), True),
    ],
)  # fmt: skip
def test_what_is_encoded_may_make_a_match_by_text_a_proposal(
    left: tuple[Clause, ...], right: tuple[Clause, ...], ids: tuple[str, str], linked: bool
) -> None:
    match = Match(left=tuple(ids[0].split()), right=tuple(ids[1].split()), matched_by=MatchedBy.TEXT)
    alignment = align(*sides(left, right), WORDS, (), by_text([], match))
    assert (match in alignment.matches) is linked
    assert (match in alignment.possible) is not linked


def test_text_is_not_asked_of_one_side_alone() -> None:
    seen: list[tuple[list[str], list[str]]] = []
    left, right = (p("1", SALE),), (q("1", SALE), q("2", issue="watch"))
    align(*sides(left, right), WORDS, (), by_text(seen))
    align(*sides(right, left), WORDS, (), by_text(seen))
    assert seen == []


def test_plans_without_clauses_align_to_nothing() -> None:
    alignment = align([], [], WORDS)
    assert (alignment.left, alignment.right, alignment.matches) == ("", "", ())
