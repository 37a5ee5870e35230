"""Whom a change helps and whom it hurts: by what the parties have asked for, and by nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from comparer.findings.interests import InterestIndex, build_interest_index
from comparer.model.findings import Interest
from comparer.model.norm import Modality
from comparer.model.plan import Clause, ClauseState, Plan, PlanKind
from comparer.model.redline import RedLine
from comparer.model.relation import InterestBasis, Relation
from comparer.norms.canonical_clause import CanonicalClause, to_canonical_clause
from comparer.norms.relate import relate_clauses
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline.compare import to_canonical_clauses
from tests.factories.norms import (
    WORDS,
    clause,
    exactly,
    held_by,
    line,
    norm,
    plan,
    quantity,
    question,
    until,
    when,
    with_questions,
)

Fields = dict[str, Any]
BAN, LEAVE, FREE, LATER = ({"modality": word} for word in ("must-not", "may", "need-not", "defers"))
B = InterestBasis


def index(words: Vocabulary = WORDS, *plans: Plan, lines: tuple[RedLine, ...] = ()) -> InterestIndex:
    return build_interest_index(plans, lines, to_canonical_clauses(plans, words).values(), words)


def change(left: Any, right: Any, asked: InterestIndex, **fields: Any) -> Interest:
    """The interest of a change by its own relation, held to be the swap of the change back."""
    words = asked.vocabulary
    a, b = (
        to_canonical_clause(clause(name, item, plan=name, **fields), words)
        for name, item in (("x", left), ("y", right))
    )
    judged = relate_clauses(a, b, words)
    assert judged
    forth = asked.interest_of_change((a,), (b,), judged.relation)
    back = asked.interest_of_change((b,), (a,), judged.relation.mirror())
    assert (back.favours, back.against, back.basis) == (forth.against, forth.favours, forth.basis)
    return forth


def summarize_interest(interest: Interest) -> tuple[str, str, str]:
    return " ".join(interest.favours), " ".join(interest.against), interest.basis.value


WANTED = with_questions(question("who-sells", more=norm(objects="estate"), bo="more", cy="less"))
DIRECTIONS: list[tuple[str, Fields, Fields, int]] = [
    # 1: more is sold; -1: less; 0: neither can be told. Of what is asked, Bo wants more and Cy less.
    ("a duty stricter", {"objects": "north"}, {}, 1),
    ("a duty laid on where there was leave", LEAVE, {}, 1),
    ("a leave wider", LEAVE | {"objects": "north"}, LEAVE, 1),
    ("a ban looser", BAN, BAN | {"objects": "north"}, 1),
    ("a ban on a part of it more", BAN | {"objects": "north"}, BAN, -1),
    ("a hope of a duty", {}, {"modality": "expects"}, -1),
    ("a duty put off", {}, LATER, -1),
    ("a ban put off", BAN, LATER, 1),
    ("a duty settled", LATER, {}, 1),
    ("a duty turned into a ban", {}, BAN, -1),
    ("a ban turned into leave", BAN, LEAVE, 1),
    ("an exemption turned into a ban", FREE, BAN, -1),
    ("what comes to less", {}, {"act": "leave"}, -1),
    ("a condition", {}, {"consent": "ada"}, -1),
    # What rules the asked thing out is less of it where it grows.
    ("a duty to keep instead", {}, {"act": "keep"}, -1),
    ("leave to keep withdrawn", LEAVE | {"act": "keep"}, BAN | {"act": "keep"}, 1),
    ("the same", {}, {}, 0),
    ("the same in kind", {}, {"manners": "gladly"}, 0),
]


@pytest.mark.parametrize(
    ("left", "right", "way"), [case[1:] for case in DIRECTIONS], ids=[case[0] for case in DIRECTIONS]
)
def test_whether_a_doing_grows_or_shrinks_says_which_wish_it_meets(left: Fields, right: Fields, way: int) -> None:
    changes = change(norm(**left), norm(**right), index(WANTED))
    wanted = {1: ("bo", "cy", "question"), -1: ("cy", "bo", "question"), 0: ("", "", "no-direction")}[way]
    assert summarize_interest(changes) == wanted
    assert changes.cites == (("bo#L", "cy#L") if way else ())


def test_the_bearer_of_a_duty_is_not_thereby_the_loser_nor_the_holder_of_leave_the_gainer() -> None:
    for left, right in (({}, LEAVE), (LEAVE, {}), (BAN, LEAVE), ({}, {"objects": "north"})):
        assert summarize_interest(change(norm(**left), norm(**right), index())) == ("", "", "nobody-asks")


def test_a_party_that_wants_things_as_they_stand_is_served_by_no_direction() -> None:
    words = with_questions(question("who-sells", more=norm(), bo="as-it-stands"))
    assert summarize_interest(change(norm(), norm("may"), index(words))) == ("", "", "nobody-asks")


def test_wishes_of_several_questions_that_pull_apart_cancel_out() -> None:
    words = with_questions(
        question("who-sells", more=norm(), bo="more", cy="less"),
        question("who-keeps", "watch", more=norm(act="keep"), bo="more"),
    )
    for main in ("who-eats", "who-drinks"):  # neither of the two is what the clauses answer first
        both: Fields = {"questions": (main, "who-sells", "who-keeps")}
        assert summarize_interest(change(norm("may"), norm(), index(words), **both)) == ("", "cy", "question")
    assert summarize_interest(change(norm("may"), norm(), index(words), questions=("who-sells",))) == (
        "bo",
        "cy",
        "question",
    )


def test_what_clauses_answer_first_counts_before_what_they_answer_too() -> None:
    words = with_questions(
        question("who-sells", more=norm(), bo="more", cy="less"),
        question("who-keeps", "watch", more=norm(act="keep"), bo="more"),
    )
    for questions, wanted in ((("who-sells", "who-keeps"), "bo"), (("who-keeps", "who-sells"), "")):
        changes = change(norm("may"), norm(), index(words), questions=questions)
        assert (" ".join(changes.favours), " ".join(changes.against)) == (wanted, "cy" if wanted else "bo cy")


def test_of_two_answers_alike_in_kind_the_one_that_reaches_further_is_more() -> None:
    words = with_questions(
        replace(
            question("what-goes", bo="more", cy="less"),
            more=(norm(objects="estate"), norm(act="pay", objects="estate")),
        )
    )
    for left, right, wanted in (
        ({}, {"act": "pay", "objects": "estate"}, ("bo", "cy", "question")),
        ({"objects": "estate"}, {"act": "pay", "objects": "north"}, ("cy", "bo", "question")),
        # alike, or neither within the other, or beside what is asked: neither gains
        ({}, {"act": "pay", "objects": "field"}, ("", "", "no-direction")),
        ({"objects": ("north", "mill")}, {"act": "pay", "objects": ("south", "mill")}, ("", "", "no-direction")),
        ({}, {"act": "pay", "objects": ("field", "barn")}, ("", "", "no-direction")),
    ):
        changes = change(norm(**left), norm(**right), index(words), questions=("what-goes",))
        assert summarize_interest(changes) == wanted, (left, right)


def test_a_draft_names_the_one_bound_and_the_other_of_two_gains_or_loses_beside_him() -> None:
    drafted = plan(clause("1", norm(by="bo"), plan="d"), name="d", proposers=("cy",))
    asked = index(WORDS, drafted, lines=PARTIES)
    assert summarize_interest(change(norm(by="ada"), norm(by=("ada", "bo")), asked)) == ("ada", "bo", "draft")
    assert summarize_interest(change(norm(by=("ada", "bo")), norm(by="ada"), asked)) == ("bo", "ada", "draft")


def test_the_one_whom_it_is_done_for_gains_where_no_question_says() -> None:
    for_bo: Fields = {"beneficiaries": "bo"}
    assert summarize_interest(change(norm("may", **for_bo), norm(**for_bo), index())) == ("bo", "", "beneficiary")
    assert summarize_interest(change(norm(**for_bo), norm("may", **for_bo), index())) == ("", "bo", "beneficiary")
    assert summarize_interest(change(norm("must-not", **for_bo), norm("may", **for_bo), index())) == (
        "bo",
        "",
        "beneficiary",
    )
    for nobody in ({"beneficiaries": ("bo", "cy")}, {"beneficiaries": "anyone"}, {"beneficiaries": "ada"}):
        assert summarize_interest(change(norm("may", **nobody), norm(**nobody), index())) == ("", "", "nobody-asks")


LINE, OTHER_LINE = line(norm(), party="bo", id="L"), line(norm("must-not"), party="cy", id="M")
POSITION = plan(clause("1", norm(objects="estate"), plan="s"), name="s", kind=PlanKind.POSITION, proposers=("bo",))
DRAFT = plan(clause("1", norm(), plan="d"), name="d", proposers=("cy",))


@pytest.mark.parametrize(
    ("plans", "lines", "wanted", "cites"),
    [
        # who asks, in this order: stated lines, positions, drafts of one proposer; Ada, of whom it is asked, loses
        ((POSITION, DRAFT), (LINE,), ("bo", "ada", "line"), ("bo#L",)),
        ((POSITION, DRAFT), (), ("bo", "ada", "position"), ("s#1",)),
        # who drafts for others is named only where the norm concerns them
        ((DRAFT,), (), ("", "ada", "draft"), ("d#1",)),
        ((), (), ("", "", "nobody-asks"), ()),
        # of Ada the one asks that she sell and the other that she do not: neither is her loss
        ((DRAFT,), (LINE, OTHER_LINE), ("bo", "cy", "line"), ("bo#L", "cy#M")),
        ((plan(clause("1", norm(), plan="d"), name="d", proposers=("bo", "cy")),), (), ("", "", "nobody-asks"), ()),
        ((plan(clause("1", norm(), plan="d", holder="cy"), name="d", proposers=("bo", "cy")),), (),
         ("", "ada", "draft"), ("d#1",)),
        ((plan(clause("1", norm(), plan="d", state=ClauseState.STRUCK), name="d", proposers=("cy",)),), (),
         ("", "", "nobody-asks"), ()),
        ((plan(clause("1", norm("defers"), plan="d"), name="d", proposers=("cy",)),), (), ("", "", "nobody-asks"), ()),
        # an analyst's line, and what is no line, speak for nobody
        ((), (line(norm(), party="bo", inferred=True),), ("", "", "nobody-asks"), ()),
        ((), (line(norm(), party="bo", no_line="a wish"),), ("", "", "nobody-asks"), ()),
        # one party that asks for both asks for neither
        ((DRAFT,), (LINE, line(norm("must-not"), party="bo", id="M")), ("", "", "divided"), ("bo#L", "bo#M")),
        # to ask for what comes to more of it is to ask for it, and for what rules it out, against it
        ((), (line(norm(act="hand-over"), party="bo"),), ("bo", "ada", "line"), ("bo#L",)),
        ((), (line(norm(act="keep"), party="bo"),), ("ada", "bo", "line"), ("bo#L",)),
        ((), (line(norm("must-not"), party="ada"),), ("", "ada", "line"), ("ada#L",)),
        ((), (line(norm(objects="mill"), party="bo"),), ("", "", "nobody-asks"), ()),
        ((), (line(norm(by="cy"), party="bo"),), ("", "", "nobody-asks"), ()),
        # of all of whom it is asked, those whom the norm concerns
        ((), (line(norm(by=("ada", "cy")), party="bo"),), ("bo", "ada", "line"), ("bo#L",)),
        ((), (line(norm(by="unnamed", agents="ada"), party="bo"),), ("bo", "", "line"), ("bo#L",)),
        ((), (line(norm("may"), party="ada"),), ("ada", "", "line"), ("ada#L",)),
    ],
)  # fmt: skip
def test_who_asks_for_it_gains_and_of_whom_it_is_asked_loses(
    plans: tuple[Plan, ...], lines: tuple[RedLine, ...], wanted: tuple[str, str, str], cites: tuple[str, ...]
) -> None:
    changes = change(norm("may"), norm(), index(WORDS, *plans, lines=lines))
    assert summarize_interest(changes) == wanted
    assert changes.cites == cites


def test_a_go_between_asks_nothing_for_itself() -> None:
    """Who writes for others and is none of the parties gains nothing by his own proposal, and takes nothing away."""
    ask = clause("1", norm(), plan="s")
    for parties, wanted in (((), "bo"), (("bo", "ada"), "bo"), (("guild", "ada"), "bo"), (("ada", "cy"), "")):
        paper = plan(ask, name="s", kind=PlanKind.POSITION, proposers=("bo",), parties=parties)
        assert summarize_interest(change(norm("may"), norm(), index(WORDS, paper)))[0] == wanted
    position = plan(clause("1", norm(), plan="s", holder="bo"), name="s", kind=PlanKind.POSITION, parties=("ada", "cy"))
    assert summarize_interest(change(norm("may"), norm(), index(WORDS, position)))[0] == "bo"


def test_what_is_asked_of_both_is_no_loss_of_either() -> None:
    both: Fields = {"by": ("ada", "bo")}
    asked = index(lines=(line(norm(**both), party="cy"),))
    assert summarize_interest(change(norm("may", **both), norm(**both), asked)) == ("cy", "", "line")
    assert summarize_interest(change(norm("may"), norm(), asked)) == ("cy", "ada", "line")


def test_of_whom_a_question_asks_a_thing_that_one_loses_what_the_askers_gain() -> None:
    words = with_questions(question("who-sells", more=norm(), bo="more"))
    ada_says_something = line(norm("must-not", "strike"), party="ada")
    assert summarize_interest(change(norm("may"), norm(), index(words, lines=(ada_says_something,)))) == (
        "bo",
        "ada",
        "question",
    )
    assert summarize_interest(change(norm(), norm("may"), index(words, lines=(ada_says_something,)))) == (
        "ada",
        "bo",
        "question",
    )
    # She loses nothing where she has asked for it herself, or is no party at all.
    for lines in ((), (line(norm("may"), party="ada"),)):
        assert summarize_interest(change(norm("may"), norm(), index(words, lines=lines))) == ("bo", "", "question")
    against = with_questions(question("who-sells", more=norm(), bo="less"))
    assert summarize_interest(change(norm("may"), norm(), index(against, lines=(ada_says_something,)))) == (
        "ada",
        "bo",
        "question",
    )
    # Askers of whom one wants more and another less, and an asker who is bound as well, say nothing about her.
    divided = with_questions(question("who-sells", more=norm(), bo="more", cy="less"))
    assert summarize_interest(change(norm("may"), norm(), index(divided, lines=(ada_says_something,)))) == (
        "bo",
        "cy",
        "question",
    )
    both: Fields = {"by": ("ada", "bo")}
    assert (
        summarize_interest(change(norm("may", **both), norm(**both), index(words, lines=(ada_says_something,))))[1]
        == ""
    )


PARTIES = tuple(line(norm("must-not", "strike"), party=party) for party in ("ada", "bo"))


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ({"by": ("ada", "bo")}, {"by": "ada"}, ("bo", "ada", "relief")),
        ({"by": "ada"}, {"by": ("ada", "bo")}, ("ada", "bo", "relief")),
        (BAN | {"by": ("ada", "bo")}, BAN | {"by": "ada"}, ("bo", "ada", "relief")),
        # a leave is no burden; a joint act takes both; a heavier change the other way decides itself
        (LEAVE | {"by": ("ada", "bo")}, LEAVE | {"by": "ada"}, ("", "", "nobody-asks")),
        ({"act": "meet", "by": ("ada", "bo")}, {"act": "meet", "by": "ada"}, ("", "", "nobody-asks")),
        ({"by": ("ada", "bo"), "objects": "north"}, {"by": "ada"}, ("", "", "nobody-asks")),
        ({"by": ("ada", "bo")}, {"by": ("bo", "cy")}, ("", "", "no-direction")),
        ({"by": ("ada", "bo")}, {"by": "ada", "agents": "cy"}, ("", "", "nobody-asks")),
        ({"by": ("ada", "cy")}, {"by": "ada"}, ("", "", "nobody-asks")),  # Cy is no party: nobody speaks for him
    ],
)
def test_who_is_freed_of_what_both_bore_gains_and_who_goes_on_alone_loses(
    left: Fields, right: Fields, wanted: tuple[str, str, str]
) -> None:
    assert summarize_interest(change(norm(**left), norm(**right), index(lines=PARTIES))) == wanted


def test_who_is_freed_gains_also_where_something_of_one_weight_goes_the_other_way() -> None:
    """What two bore until the harvest one bears for good: a trade-off, and the other is free."""
    asked = index(lines=PARTIES)
    for_two = {"by": ("ada", "bo"), "conditions": until("harvest")}
    assert summarize_interest(change(norm(**for_two), norm(by="ada"), asked)) == ("bo", "ada", "relief")


def test_what_was_looked_up_before_makes_no_other_index() -> None:
    asked, fresh = index(lines=(line(norm(), party="bo"),)), index(lines=(line(norm(), party="bo"),))
    change(norm("may"), norm(), asked)
    assert asked == fresh
    assert asked != index(lines=(line(norm(), party="cy"),))


def test_who_asks_for_what_the_freed_one_did_comes_first() -> None:
    """Only the difference counts: Cy asked that Bo sell too, and no longer gets it."""
    asked = index(lines=(*PARTIES, line(norm(by="bo"), party="cy")))
    assert summarize_interest(change(norm(by=("ada", "bo")), norm(by="ada"), asked)) == ("bo", "cy", "line")
    more = with_questions(question("who-sells", more=norm(by="bo"), cy="more"))
    assert summarize_interest(change(norm(by=("ada", "bo")), norm(by="ada"), index(more, lines=PARTIES)))[1] == "cy"


def test_of_several_that_gain_those_whom__the_norm_concerns_are_named() -> None:
    """Ada's friends all ask that she may sell; the field is hers. And the well is Cy's, whoever draws from it."""
    lines = tuple(line(norm("may"), party=party, id="L") for party in ("ada", "bo", "cy"))
    assert summarize_interest(change(norm("must-not"), norm("may"), index(lines=lines))) == ("ada", "", "line")
    wells = tuple(line(norm("may", "pay", "well"), party=party, id="L") for party in ("bo", "cy"))
    assert summarize_interest(
        change(norm("must-not", "pay", "well"), norm("may", "pay", "well"), index(lines=wells))
    ) == (
        "cy",
        "",
        "line",
    )


def test_one_answer_in_place_of_another_helps_by_what_each_does_to_the_thing_asked() -> None:
    changes = change(norm(act="keep"), norm(act="pay"), index(WANTED))
    assert summarize_interest(changes) == ("bo", "cy", "question")  # what ruled selling out is gone
    assert summarize_interest(change(norm(act="meet"), norm(act="pay"), index(WANTED))) == ("", "", "nobody-asks")
    # Without such a question: who gains by one of the two and loses by neither.
    lines = (line(norm(), party="bo"), line(norm(act="pay"), party="cy"))
    gone = change(norm(), norm(act="pay"), index(lines=lines))
    assert (gone.favours, gone.against) == (("cy",), ("bo",))


@pytest.mark.parametrize(
    ("lost", "wanted"),
    [
        (norm(), ("cy", "bo", "question")),
        (norm("may"), ("cy", "bo", "question")),
        (norm("must-not"), ("bo", "cy", "question")),
        (norm(act="keep"), ("bo", "cy", "question")),
        (norm("defers"), ("", "", "no-direction")),
        (None, ("", "", "no-direction")),
        (norm(act="pay"), ("", "", "nobody-asks")),
    ],
)
def test_whom_it_helps_that_a_clause_is_gone(lost: Any, wanted: tuple[str, str, str]) -> None:
    assert summarize_interest(index(WANTED).interest_of_loss(to_canonical_clause(clause("1", lost), WANTED))) == wanted


def test_what_cannot_be_told_helps_nobody() -> None:
    asked = index(WANTED)
    a, raw = (to_canonical_clause(clause(name, item), WANTED) for name, item in (("1", norm()), ("2", None)))
    for left, right in ((a, raw), (raw, a)):
        assert summarize_interest(asked.interest_of_change((left,), (right,), Relation.UNCLEAR)) == (
            "",
            "",
            "no-direction",
        )
    for relation in (Relation.MIXED, Relation.UNCLEAR, Relation.SAME, Relation.REWORDED):
        assert asked.interest_of_change((a,), (a,), relation).basis is B.NO_DIRECTION


def test_asks_of_the_whole_record_count_whatever_plans_are_compared() -> None:
    several: Clause = clause("1", None, plan="s", variants=(held_by("cy", norm("must-not")), held_by("bo", norm())))
    position = plan(several, name="s", kind=PlanKind.POSITION, proposers=("cy",))
    # Of a clause with several versions the first speaks for its proposer.
    assert summarize_interest(change(norm("may"), norm(), index(WORDS, position)))[1:] == ("cy", "position")


BRINGING_LEAST_FIRST = (
    ({"modality": "must-not"}, {"modality": "declares-not", "act": "recognise"}),
    ({"modality": "expects-not"}, {"modality": "expects-not", "act": "recognise"}),
    ({"modality": "need-not"}, {"modality": "need-not", "act": "recognise"}),
    ({"modality": "may"}, {"modality": "may", "act": "recognise"}),
    ({"modality": "expects"}, {"modality": "must", "act": "recognise", "intent": True}),
    ({"modality": "must"}, {"modality": "declares", "act": "recognise"}),
)


@pytest.mark.parametrize("before", range(len(BRINGING_LEAST_FIRST)))
@pytest.mark.parametrize("after", range(len(BRINGING_LEAST_FIRST)))
def test_of_rival_answers_the_one_that_brings_more_of_what_is_asked_serves_who_wants_more(
    before: int, after: int
) -> None:
    asked = replace(question("who-has-it", bo="more", cy="less"), more=(norm(), norm(act="recognise")))
    left, right = BRINGING_LEAST_FIRST[before][0], BRINGING_LEAST_FIRST[after][1]
    changes = change(norm(**left), norm(**right), index(with_questions(asked)), questions=("who-has-it",))
    wanted = {1: ("bo", "cy", "question"), -1: ("cy", "bo", "question"), 0: ("", "", "no-direction")}
    assert summarize_interest(changes) == wanted[(after > before) - (after < before)]


def test_only_questions_that_both_texts_answer_say_whom_a_change_helps() -> None:
    words = with_questions(
        question("who-sells", more=norm(), bo="more", cy="less"), question("who-buys", more=norm(), ada="more")
    )
    asked = index(words)
    a, b = (
        to_canonical_clause(clause(name, item, plan=name, questions=("who-sells", *more)), words)
        for name, item, more in (("x", norm("may"), ("who-buys",)), ("y", norm(), ()))
    )
    assert summarize_interest(asked.interest_of_change((a,), (b,), Relation.STRICTER)) == ("bo", "cy", "question")
    assert summarize_interest(asked.interest_of_change((b,), (a,), Relation.LOOSER)) == ("cy", "bo", "question")


def test_what_a_thing_is_to_count_as_and_a_doing_left_unsaid_decide_whether_it_is_what_is_asked() -> None:
    words = with_questions(question("whose", more=norm(act="recognise", status="carts"), bo="more", cy="less"))
    for status, wanted in (("carts", ("bo", "cy", "question")), ("barn", ("", "", "nobody-asks"))):
        recognition = norm(act="recognise", status=status)
        assert (
            summarize_interest(change(replace(recognition, modality=Modality.MAY), recognition, index(words))) == wanted
        )
    silent = norm(act="")
    assert summarize_interest(
        change(
            replace(silent, modality=Modality.MAY),
            silent,
            index(with_questions(question("whose", more=silent, bo="more"))),
        )
    ) == (
        "",
        "",
        "nobody-asks",
    )


def ready(name: str, item: Any, words: Vocabulary, **fields: Any) -> CanonicalClause:
    return to_canonical_clause(clause(name, item, plan=name, **fields), words)


def test_clauses_that_answer_different_questions_first_have_no_main_one() -> None:
    words = with_questions(
        question("who-sells", more=norm(), bo="more", cy="less"),
        question("who-keeps", "watch", more=norm(act="keep"), bo="more"),
    )
    sells, keeps = ("who-sells", "who-keeps"), ("who-keeps", "who-sells")
    left = (ready("1", norm("may"), words, questions=sells), ready("2", norm("may"), words, questions=keeps))
    right = (ready("3", norm(), words, questions=sells),)
    assert summarize_interest(index(words).interest_of_change(left, right, Relation.STRICTER)) == ("", "cy", "question")
    assert summarize_interest(index(words).interest_of_change(left[:1], right, Relation.STRICTER)) == (
        "bo",
        "cy",
        "question",
    )


def test_a_loss_serves_by_what_the_clause_answers_first_and_nobody_where_nothing_is_asked() -> None:
    words = with_questions(
        question("who-sells", more=norm(), bo="more", cy="less"),
        question("who-keeps", "watch", more=norm(act="keep"), bo="more"),
    )
    for questions, wanted in (
        (("who-sells", "who-keeps"), ("cy", "bo", "question")),
        (("who-keeps", "who-sells"), ("bo cy", "", "question")),
    ):
        assert (
            summarize_interest(index(words).interest_of_loss(ready("1", norm(), words, questions=questions))) == wanted
        )
    for fields in ({"issue": "dues"}, {"issue": ""}):
        assert summarize_interest(index(words).interest_of_loss(ready("1", norm(act="pay"), words, **fields))) == (
            "",
            "",
            "nobody-asks",
        )


def test_of_two_bans_alike_in_kind_the_one_that_reaches_further_is_less() -> None:
    words = with_questions(
        replace(
            question("what-goes", bo="more", cy="less"),
            more=(norm(objects="estate"), norm(act="pay", objects="estate")),
        )
    )
    changes = change(norm("must-not"), norm("must-not", "pay", "estate"), index(words), questions=("what-goes",))
    assert summarize_interest(changes) == ("cy", "bo", "question")


def test_two_answers_that_are_even_on_the_question_help_nobody_whatever_lines_ask() -> None:
    even = replace(question("what-goes", bo="more"), more=(norm(), norm(act="pay")))
    lines = (line(norm(act="pay"), party="cy", id="L"),)
    asked = index(with_questions(even), lines=lines)
    assert summarize_interest(change(norm(), norm(act="pay"), asked, questions=("what-goes",))) == (
        "",
        "",
        "no-direction",
    )
    # Without the question the line tells.
    assert summarize_interest(change(norm(), norm(act="pay"), index(lines=lines))) == ("cy", "ada", "line")


def test_of_several_that_want_an_answer_those_whom_it_concerns_are_named() -> None:
    asked = replace(
        question("what-goes", more=norm(), ada="more", bo="more", cy="less", guild="less"),
        less=(norm(act="pay", beneficiaries="cy"),),
    )
    changes = change(
        norm(), norm(act="pay", beneficiaries="cy"), index(with_questions(asked)), questions=("what-goes",)
    )
    assert summarize_interest(changes) == ("cy", "ada", "question")


def test_what_two_parties_bear_alike_serves_no_third_who_alone_asks_for_it() -> None:
    lines = tuple(line(norm("must-not", "strike"), party=party) for party in ("ada", "bo", "cy"))
    for bearers, wishes, wanted in (
        (("bo", "cy"), {"ada": "more"}, ""),
        # Where it is told against one of the two, or one of them asks as well, it is told.
        (("bo", "cy"), {"ada": "more", "lodge": "less"}, "ada"),
        (("bo", "cy"), {"ada": "more", "cy": "more"}, "cy"),
        (("bo",), {"ada": "more"}, "ada"),
    ):
        keeping = norm(act="keep", objects="carts", by="anyone")
        asked = index(with_questions(question("who-keeps", "watch", more=keeping, **wishes)), lines=lines)
        kept = (norm(act="keep", objects="carts", by=bearers, quantities=exactly("time", days)) for days in (5, 9))
        assert change(*kept, asked, questions=("who-keeps",)).favours == tuple(wanted.split())


def test_of_a_trade_off_in_reach_only_what_the_question_asks_about_counts() -> None:
    """One ban reaches over more land than is asked about, the other over more doers: of what is asked it is more."""
    words = with_questions(question("who-sells", more=norm(objects="north", by="anyone"), ada="more", cy="less"))
    wide = norm("must-not", objects="estate", agents="bo")
    many = norm("must-not", objects="north", agents=("bo", "cy"))
    traded = change(wide, many, index(words), questions=("who-sells",))
    assert summarize_interest(traded) == ("cy", "ada", "question")
    # Not where something else differs too, or where all take part in one doing.
    talks = with_questions(
        question("who-sells", more=norm(act="talk-over", objects="north", by="anyone"), ada="more", cy="less")
    )
    joint = (replace(item, act="talk-over") for item in (wide, many))
    assert change(*joint, index(talks), questions=("who-sells",)).basis is B.NO_DIRECTION
    until_talks = replace(many, conditions=(until("talks"),))
    assert change(wide, until_talks, index(words), questions=("who-sells",)).basis is B.NO_DIRECTION


def test_of_two_answers_on_one_thing_the_one_narrowed_in_manner_is_less() -> None:
    more = (norm(objects="north"), norm(act="pay", objects="north"))
    words = with_questions(replace(question("what-goes", bo="more", cy="less"), more=more))
    for manners, wanted in (("in-part", ("cy", "bo", "question")), ("gladly", ("", "", "no-direction"))):
        paid = norm(act="pay", objects="north", manners=manners)
        assert summarize_interest(change(norm(objects="north"), paid, index(words), questions=("what-goes",))) == wanted


def test_of_a_trade_off_the_force_of_one_act_is_told() -> None:
    """What was only meant to be done at once is due, but later: of what is asked it is more."""
    words = with_questions(question("who-sells", more=norm(objects="north"), bo="more", cy="less"))
    meant = norm(objects="north", intent=True, conditions=(until("talks"),))
    due = norm("must", objects="north", conditions=when("flood"))
    assert summarize_interest(change(meant, due, index(words), questions=("who-sells",))) == ("bo", "cy", "question")
    both_due = replace(meant, intent=False)
    assert change(both_due, due, index(words), questions=("who-sells",)).basis is B.NO_DIRECTION


def test_what_a_text_states_not_to_be_done_is_not_barred() -> None:
    words = with_questions(
        replace(
            question("who-sells", bo="more", cy="less"), more=(norm(objects="north"), norm(act="pay", objects="mill"))
        )
    )
    barred, stated = norm("must-not", objects="north"), norm("declares-not", "pay", "mill")
    assert summarize_interest(change(barred, stated, index(words), questions=("who-sells",))) == (
        "bo",
        "cy",
        "question",
    )
    also_barred = norm("must-not", "pay", "mill")
    assert change(barred, also_barred, index(words), questions=("who-sells",)).favours == ()


def test_parties_are_named_in_order_and_only_what_grows_is_cited() -> None:
    words = with_questions(
        question("who-sells", more=norm(act="hold", objects="carts", by="union"), cy="more", bo="more"),
        question("who-keeps", "watch", more=norm(act="inspect"), guild="more"),
    )
    changes = change(
        norm("may", "hold", "carts", "union"),
        norm("must", "hold", "carts", "union"),
        index(words),
        questions=("who-sells", "who-keeps"),
    )
    assert (changes.favours, changes.cites) == (("bo", "cy"), ("cy#L", "bo#L"))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"by": ("ada", "bo")}, {"by": "ada", "act": "hand-over"}),
        ({"by": ("ada", "bo")}, {"by": "ada", "modality": "expects"}),
        ({"by": ("ada", "bo"), "agents": "cy"}, {"by": "ada", "agents": "cy"}),
        (FREE | {"by": ("ada", "bo")}, FREE | {"by": "ada"}),
    ],
)
def test_nobody_is_freed_where_more_than_who_bears_it_has_changed(left: Fields, right: Fields) -> None:
    assert summarize_interest(change(norm(**left), norm(**right), index(lines=PARTIES)))[2] != "relief"


def test_what_a_position_puts_off_or_has_struck_asks_for_nothing_and_what_follows_it_does() -> None:
    first = [
        clause("1", norm("defers"), plan="s"),
        clause("1", norm("must-not"), plan="s", state=ClauseState.STRUCK),
        clause("1", None, plan="s"),
    ]
    for passed_over in first:
        position = plan(passed_over, clause("2", norm(), plan="s"), name="s", kind=PlanKind.POSITION, proposers=("bo",))
        assert summarize_interest(change(norm("may"), norm(), index(WORDS, position))) == ("bo", "ada", "position")
        alone = plan(passed_over, name="s", kind=PlanKind.POSITION, proposers=("bo",))
        assert summarize_interest(change(norm("may"), norm(), index(WORDS, alone))) == ("", "", "nobody-asks")


def test_a_trade_off_helps_nobody_even_where_lines_ask_for_a_part_of_it() -> None:
    asked = index(lines=(line(norm(), party="bo", id="L"),))
    mixed = change(
        norm(objects="north", quantities=quantity("sum", 5, 7)),
        norm(objects="north", quantities=quantity("sum", 6, 8)),
        asked,
    )
    assert summarize_interest(mixed) == ("", "", "no-direction")


ALL_PARTIES = tuple(line(norm("must-not", "strike"), party=party) for party in ("ada", "bo", "cy"))
THREE: Fields = {"by": ("cy", "bo", "ada")}


def test_the_freed_and_the_bound_are_named_in_order() -> None:
    asked = index(lines=ALL_PARTIES)
    assert summarize_interest(change(norm(**THREE), norm(by="ada"), asked)) == ("bo cy", "ada", "relief")
    assert summarize_interest(change(norm(by="ada"), norm(**THREE), asked)) == ("ada", "bo cy", "relief")
    assert summarize_interest(change(norm(**THREE), norm(by=("cy", "bo")), asked)) == ("ada", "bo cy", "relief")
    draft = plan(clause("1", norm(by="ada"), plan="s"), name="s", proposers=("dee",))
    of_draft = index(WORDS, draft, lines=ALL_PARTIES)
    assert summarize_interest(change(norm(**THREE), norm(by=("cy", "bo")), of_draft)) == ("ada", "bo cy", "draft")
    assert summarize_interest(change(norm(by=("cy", "bo")), norm(**THREE), of_draft)) == ("bo cy", "ada", "draft")


def test_of_what_fewer_bear_now_the_difference_alone_is_asked_about() -> None:
    """Cy asks that Bo sell and that Ada do not: that Bo no longer has to is against him."""
    asked = index(
        lines=(*PARTIES, line(norm(by="bo"), party="cy"), line(norm("must-not", by="ada"), party="cy", id="M"))
    )
    assert summarize_interest(change(norm(by=("ada", "bo")), norm(by="ada"), asked)) == ("bo", "cy", "line")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"by": ("ada", "bo")}, {"by": "ada", "agents": "ada"}),
        ({"by": ("ada", "bo"), "agents": ("ada", "bo")}, {"by": "ada"}),
        ({"by": ("ada", "bo"), "act": "sell"}, {"by": "ada", "act": "hand-over"}),
        ({"by": ("ada", "bo")}, {"by": "ada", "modality": "expects"}),
    ],
)
def test_nobody_is_freed_where_another_doer_act_or_force_is_named_as_well(left: Fields, right: Fields) -> None:
    assert change(norm(**left), norm(**right), index(lines=PARTIES)).basis is not B.RELIEF


def test_answers_even_on_a_question_on_which_nobody_wants_anything_help_nobody() -> None:
    even = replace(question("what-goes"), more=(norm(), norm(act="pay")))
    lines = (line(norm(act="pay"), party="cy", id="L"),)
    asked = index(with_questions(even), lines=lines)
    assert summarize_interest(change(norm(), norm(act="pay"), asked, questions=("what-goes",))) == (
        "",
        "",
        "no-direction",
    )


def test_a_beneficiary_counts_before_wishes_of_those_whom_the_norm_does_not_concern() -> None:
    words = with_questions(question("who-sells", more=norm(), cy="more"))
    for_bo: Fields = {"beneficiaries": "bo"}
    assert summarize_interest(change(norm("may", **for_bo), norm(**for_bo), index(words))) == ("bo", "", "beneficiary")
    with_cy: Fields = for_bo | {"partners": "cy"}
    assert summarize_interest(change(norm("may", **with_cy), norm(**with_cy), index(words))) == ("cy", "", "question")
    content = with_questions(question("who-sells", more=norm(), cy="as-it-stands"))
    assert summarize_interest(change(norm("may", **with_cy), norm(**with_cy), index(content))) == (
        "bo",
        "",
        "beneficiary",
    )


def test_who_has_asked_for_a_thing_among_others_loses_nothing_by_it_and_what_others_ask_of_it_counts_not() -> None:
    words = with_questions(question("who-sells", more=norm(), bo="more"))
    elsewhere = line(norm("must-not", "strike"), party="ada")
    own = index(words, lines=(elsewhere, line(norm("may"), party="ada", id="M")))
    assert summarize_interest(change(norm("may"), norm(), own)) == ("bo", "", "question")
    of_others = index(words, lines=(elsewhere, line(norm("may"), party="cy", id="M")))
    assert summarize_interest(change(norm("may"), norm(), of_others)) == ("bo", "ada", "question")


def test_clauses_of_unknown_plans_ask_nothing_and_a_go_between_hides_nobody_behind_it() -> None:
    called, asked = clause("1", norm(), plan="s"), clause("1", norm(), plan="t")
    call = plan(called, name="s", kind=PlanKind.POSITION, proposers=("dee",), parties=("ada",))
    own = plan(asked, name="t", kind=PlanKind.POSITION, proposers=("bo",))
    assert summarize_interest(change(norm("may"), norm(), index(WORDS, call, own)))[0] == "bo"
    unknown = build_interest_index([], [], to_canonical_clauses([own], WORDS).values(), WORDS)
    assert summarize_interest(change(norm("may"), norm(), unknown)) == ("", "", "nobody-asks")
    changed = replace(asked, holder="bo")
    assert not build_interest_index([], [], [to_canonical_clause(changed, WORDS)], WORDS).parties


def test_of_one_ask_lost_and_another_won_both_are_cited_and_the_lower_rank_is_named() -> None:
    sale, pay = line(norm(), party="bo", id="S"), line(norm(act="pay"), party="cy", id="P")
    changes = change(norm(), norm(act="pay"), index(lines=(sale, pay)))
    assert (summarize_interest(changes), changes.cites) == (("cy", "bo", "line"), ("bo#S", "cy#P"))
    paid = plan(clause("1", norm(act="pay"), plan="s"), name="s", kind=PlanKind.POSITION, proposers=("cy",))
    assert summarize_interest(change(norm(), norm(act="pay"), index(WORDS, paid, lines=(sale,)))) == (
        "cy",
        "bo",
        "position",
    )
    # Who asked for both is even, and so is whom both were asked of.
    both = index(lines=(sale, line(norm(act="pay"), party="bo", id="P")))
    assert summarize_interest(change(norm(), norm(act="pay"), both)) == ("", "", "no-direction")
    # One side alone tells whom it helps, gain or loss.
    assert summarize_interest(change(norm(), norm(act="pay"), index(lines=(pay,)))) == ("cy", "ada", "line")
    assert summarize_interest(change(norm(), norm(act="pay"), index(lines=(sale,)))) == ("ada", "bo", "line")
    divided = index(lines=(sale, line(norm("must-not"), party="bo", id="N")))
    assert summarize_interest(change(norm(), norm(act="pay"), divided)) == ("", "", "nobody-asks")
    many = index(lines=(*(line(norm(act="pay"), party=party, id=party) for party in ("dee", "cy", "bo")),))
    assert summarize_interest(change(norm(), norm(act="pay"), many))[0] == "bo cy dee"


def test_one_side_may_gain_with_no_loser_named_or_lose_with_no_gainer() -> None:
    gains = index(lines=(line(norm("must-not", by="anyone"), party="bo", id="S"),))
    assert summarize_interest(change(norm(), norm(act="pay"), gains)) == ("bo", "", "line")
    loses = index(lines=(line(norm(by="anyone"), party="bo", id="S"),))
    assert summarize_interest(change(norm(), norm(act="pay"), loses)) == ("", "bo", "line")
    asks = [(norm(), "A"), (norm("must-not"), "B"), (norm(act="pay"), "C"), (norm("must-not", "pay"), "D")]
    divided = index(lines=(*(line(ask, party="bo", id=name) for ask, name in asks),))
    assert summarize_interest(change(norm(), norm(act="pay"), divided)) == ("", "", "divided")


@pytest.mark.parametrize("relation", [Relation.MIXED, Relation.UNCLEAR, Relation.SAME])
def test_only_rival_answers_are_told_by_what_each_does(relation: Relation) -> None:
    words = with_questions(replace(question("what-goes", bo="more"), more=(norm(act="pay"),), less=(norm(),)))
    sides = [
        (to_canonical_clause(clause(name, item, plan=name, questions=("what-goes",)), words),)
        for name, item in (("x", norm()), ("y", norm(act="pay")))
    ]
    asked = index(words, lines=(line(norm(act="pay"), party="cy", id="P"),))
    assert summarize_interest(asked.interest_of_change(sides[0], sides[1], Relation.REPLACED))[0] == "bo"
    assert summarize_interest(asked.interest_of_change(sides[0], sides[1], relation)) == ("", "", "no-direction")
    unasked = index(lines=(line(norm(act="pay"), party="cy", id="P"),))
    assert summarize_interest(unasked.interest_of_change(sides[0], sides[1], relation)) == ("", "", "no-direction")


def test_of_two_orders_that_cannot_both_be_kept_it_is_asked_who_wants_either() -> None:
    """Ada has to keep the field, or to leave it: neither is more of one doing, and Bo asks that she keep it."""
    asked = index(lines=(line(norm(act="keep"), party="bo", id="K"),))
    a, b = (
        (to_canonical_clause(clause(name, item, plan=name), WORDS),)
        for name, item in (("x", norm(act="keep")), ("y", norm(act="leave")))
    )
    forth, back = (asked.interest_of_change(*sides, Relation.OPPOSED) for sides in ((a, b), (b, a)))
    assert (summarize_interest(forth), summarize_interest(back)) == (("ada", "bo", "line"), ("bo", "ada", "line"))


def test_the_doing_of_the_side_that_reaches_further_is_the_one_asked_about() -> None:
    """Bo asks for the mill alone: that a duty comes to hold the mill too serves him, seen from either side."""
    asked = index(lines=(line(norm(objects="mill"), party="bo", id="M"),))
    north, both = norm(objects="north"), norm(objects=("north", "mill"))
    assert summarize_interest(change(north, both, asked)) == ("bo", "ada", "line")
    assert summarize_interest(change(both, north, asked)) == ("ada", "bo", "line")
    bans = [norm("must-not", objects=item.objects) for item in (north, both)]
    assert summarize_interest(change(bans[0], bans[1], asked)) == ("ada", "bo", "line")
    assert summarize_interest(change(bans[1], bans[0], asked)) == ("bo", "ada", "line")


def test_among_leaves_of_one_act_the_grade_of_the_modality_says_which_is_more() -> None:
    asked = index(lines=(line(norm(), party="bo", id="S"),))
    assert summarize_interest(change(norm("may"), norm("expects"), asked)) == ("bo", "ada", "line")
    assert summarize_interest(change(norm("expects"), norm("may"), asked)) == ("ada", "bo", "line")


def test_of_whom_a_question_asks_it_that_one_loses_only_where_no_asker_bears_either_answer() -> None:
    asks = replace(question("what-goes", bo="more"), more=(norm(act="pay", by="cy"),), less=(norm(by="cy"),))
    elsewhere = line(norm("must-not", "strike"), party="cy")
    asked = index(with_questions(asks), lines=(elsewhere,))

    def answer(*bearers: str) -> Interest:
        left, right = norm(by=("ada", "cy")), norm(act="pay", by=bearers)
        return change(left, right, asked, questions=("what-goes",))

    assert summarize_interest(answer("ada", "cy")) == ("bo", "cy", "question")
    assert summarize_interest(answer("bo", "cy")) == ("bo", "", "question")
