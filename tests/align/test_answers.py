"""Which answers to one question stand beside each other though their doings differ."""

from __future__ import annotations

from dataclasses import replace

from comparer.align.align import align
from comparer.model.norm import Modality, Norm
from comparer.model.plan import Clause, ClauseState
from comparer.norms.relate import to_canonical_clause
from comparer.norms.vocabulary import Vocabulary
from tests.factories.norms import WORDS, clause, norm, question, told_by, when, with_questions


def p(name: str, norm: Norm, *questions: str) -> Clause:
    return clause(name, norm, plan="p", questions=questions)


def q(name: str, norm: Norm, *questions: str) -> Clause:
    return clause(name, norm, plan="q", questions=questions)


def links(left: tuple[Clause, ...], right: tuple[Clause, ...], words: Vocabulary = WORDS) -> list[tuple[str, str]]:
    """The links, held to be the same seen from the other side."""
    sides = [[to_canonical_clause(clause, words) for clause in side] for side in (left, right)]
    result = [("+".join(match.left), "+".join(match.right)) for match in align(*sides, words).matches]
    back = align(*reversed(sides), words).matches
    assert sorted(("+".join(item.right), "+".join(item.left)) for item in back) == sorted(result)
    return result


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


def test_answers_that_rule_each_other_out_are_linked_though_both_have_their_counterpart() -> None:
    kept, given = norm(act="keep", objects="north"), norm(act="recognise", objects="mill")
    left, right = (p("1", kept, "land-kept"), p("2", given, "land-kept")), (q("1", given, "land-kept"),)
    both = (*right, q("2", kept, "land-kept"))
    assert sorted(links(left, both, KEEPING)) == [("1", "1"), ("1", "2"), ("2", "1"), ("2", "2")]
    # Not where the one holds for another case.
    flooded = q("1", replace(given, conditions=(when("flood"),)), "land-kept")
    assert ("1", "1") not in links(left, (flooded, both[1]), KEEPING)


def test_what_an_answer_rules_out_takes_no_lone_answer_on_a_side_question() -> None:
    kept, given = norm(act="keep", objects="north"), norm(act="recognise", objects="mill")
    item = (p("1", kept, "land-kept", "carts"),)
    side = q("2", norm(act="pay", objects="carts"), "carts")
    assert links(item, (q("1", given, "land-kept"), side), KEEPING) == [("1", "1")]
    # An answer of the same kind leaves room for it, and so does a side question that both name first.
    assert links(item, (q("1", kept, "land-kept"), side), KEEPING) == [("1", "1"), ("1", "2")]
    first = (p("1", kept, "carts", "land-kept"),)
    assert sorted(links(first, (q("1", given, "land-kept"), side), KEEPING)) == [("1", "1"), ("1", "2")]


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


def named(name: str, norm: Norm, text: str) -> Clause:
    return replace(p(name, norm, "w"), text=text)


def test_what_is_left_over_joins_its_closest_counterpart_and_no_further_one() -> None:
    def guarded(*names: str) -> Norm:
        return norm(act="protect", objects="mill", by=names)

    left = (
        named("1", guarded("ada", "lodge"), "first of all"),
        named("2", guarded("cy", "union"), "last of all"),
        named("3", guarded("bo"), "a word of the second"),
    )
    first = q("1", guarded("ada", "lodge", "bo"), "w")
    second = replace(q("2", guarded("cy", "union", "bo"), "w"), text="a word of the second kind")
    for right in ((first, second), (second, first)):
        assert sorted(links(left, right)) == [("1", "1"), ("2+3", "2")]


def test_a_share_that_nothing_answers_yet_is_answered_by_its_closest_counterpart_alone() -> None:
    """The estate is the north, the south and the mill; who sells the mill besides is answered once."""
    whole = p("1", norm(objects=("north", "mill")), "w")
    other = p("2", norm(objects=("barn", "carts")), "w")
    beside = q("2", norm(objects=("mill", "barn")), "w")
    assert links((whole, other), (q("1", norm(objects="north"), "w"), beside)) == [("1+2", "1+2")]
    # For another case it is no share.
    late = q("2", norm(objects=("mill", "barn"), conditions=when("harvest")), "w")
    late_other = p("2", norm(objects=("barn", "carts"), conditions=when("harvest")), "w")
    assert links((whole, late_other), (q("1", norm(objects="north"), "w"), late)) == [("1", "1"), ("2", "2")]


def test_a_share_is_answered_once_and_by_the_closest() -> None:
    """Two hold the mill on either side beside what is theirs alone; which belongs to which the words tell."""
    left = (
        named("1", norm(objects=("north", "mill")), "a mill by the river"),
        named("2", norm(objects=("south", "mill")), "what grinds the corn"),
        named("3", norm(objects="carts"), "carts"),
        named("4", norm(objects="barn"), "barn"),
    )
    right = (
        q("1", norm(objects="north"), "w"),
        q("2", norm(objects="south"), "w"),
        replace(q("3", norm(objects=("mill", "carts")), "w"), text="a mill by the river and carts"),
        replace(q("4", norm(objects=("mill", "barn")), "w"), text="what grinds the corn and a barn"),
    )
    assert links(left, right) == [("1+3", "1+3"), ("2+4", "2+4")]
    assert sorted(links(left, right[::-1])) == [("1+3", "3+1"), ("2+4", "4+2")]


def test_a_struck_clause_answers_no_share() -> None:
    struck = replace(q("2", norm(objects="mill"), "w"), state=ClauseState.STRUCK)
    assert links((p("1", norm(objects=("north", "mill")), "w"),), (q("1", norm(objects="north"), "w"), struck)) == [
        ("1", "1")
    ]


def test_leaves_answer_a_duty_beside_other_leaves_where_no_duty_does() -> None:
    """The best sum of all pairs decides as long as neither leave has a duty to compete with."""
    left = (p("1", norm("may", by=("ada", "bo")), "w"), p("2", norm("may", by="cy"), "w"))
    right = (q("1", norm(by=("ada", "bo")), "w"), q("2", norm("may", by=("ada", "bo", "cy")), "w"))
    assert links(left, right) == [("1", "1"), ("2", "2")]


def test_a_duty_whose_counterpart_answers_another_case_is_answered_by_leave() -> None:
    left = (p("1", norm(), "w"), p("2", norm(conditions=when("flood")), "w"))
    right = (q("1", norm(), "w"), q("2", norm("may", conditions=when("flood")), "w"))
    assert links(left, right) == [("1", "1"), ("2", "2")]


def test_a_ban_beside_leave_is_no_leave_beside_a_duty() -> None:
    """A ban and a leave of one doing are answers of the first rank: they are paired with the rest, not after it."""
    left = (p("1", norm("must-not", by="ada"), "w"), p("2", norm("must-not", by=("ada", "bo")), "w"))
    right = (q("1", norm("must-not", by=("ada", "bo")), "w"), q("2", norm("may", by="ada"), "w"))
    assert links(left, right) == [("1", "2"), ("2", "1")]


def test_other_answers_are_paired_by_the_best_sum_and_what_is_barred_to_others_is_none() -> None:
    left = (p("1", norm(act="pay", objects="carts"), "w"), p("2", norm(act="keep", objects="mill"), "w"))
    right = (q("1", norm(act="hold", objects="carts"), "w"), q("2", norm(act="inspect", objects="mill"), "w"))
    assert links(left, right) == [("1", "1"), ("2", "2")]
    assert links(left, right[::-1]) == [("1", "1"), ("2", "2")]
    ban, other = (
        p("3", norm("must-not", "strike", "barn", "ada"), "w"),
        q("3", norm("may", "strike", "well", "bo"), "w"),
    )
    assert links((ban,), (other,)) == []


def test_raw_text_is_paired_before_other_answers_are() -> None:
    raw = replace(p("1", norm(), "w"), norm=None, text="The north shall be kept")
    kept = replace(q("1", norm(act="keep", objects="mill"), "w"), text="The north shall be kept")
    paid = p("2", norm(act="pay", objects="carts"), "w")
    assert links((raw, paid), (kept,)) == [("1", "1")]


def test_what_is_put_off_is_put_off_for_every_rule_of_its_doing() -> None:
    left = (p("1", norm(), "w"), p("2", norm("may"), "w"))
    assert links(left, (q("1", norm("defers"), "w"),)) == [("1+2", "1")]
    # Not so where something is ordered: leave beside a duty is a further rule.
    assert links(left, (q("1", norm(objects="estate"), "w"),)) == [("1", "1")]


def test_a_clause_left_over_stands_beside_the_closest_that_bears_on_its_object() -> None:
    left = (
        named("1", norm(objects="north"), "north"),
        named("2", norm(act="inspect", objects=("north", "mill")), "somebody looks into the mill"),
        named("3", norm(act="pay", objects="barn"), "barn"),
    )
    sold = q("1", norm(objects="north"), "w")
    paid = replace(q("2", norm(act="pay", objects=("barn", "mill")), "w"), text="somebody pays for the mill")
    for right in ((sold, paid), (paid, sold)):
        assert sorted(links(left, right)) == [("1", "1"), ("2", "2"), ("3", "2")]


def test_a_clause_left_over_stays_alone_where_its_object_is_answered_nearer() -> None:
    left = (p("1", norm(objects="north"), "w"), p("2", norm(act="inspect", objects="north"), "w"))
    assert links(left, (q("1", norm(objects="north"), "w"),)) == [("1", "1")]
    assert links(left[1:], (q("1", norm(objects="north"), "w"),)) == [("2", "1")]
    same_act = p("2", norm(objects="north", conditions=when("flood")), "w")
    assert links((left[0], same_act), (q("1", norm(objects="north"), "w"),)) == [("1", "1"), ("2", "1")]


def test_what_both_say_beside_their_own_matter_is_no_answer() -> None:
    """Two answers to the carts that speak of other things first answer each other only if they come close."""
    carts = norm(act="pay", objects="carts")
    elsewhere = q("2", norm(act="leave", objects="barn"), "carts")
    guard, inspection = norm(act="protect", objects="mill"), norm(act="inspect", objects="north")

    def list_answers(left: Norm, right: Norm, left_questions: str, right_questions: str) -> list[tuple[str, str]]:
        item, other = p("1", left, *left_questions.split()), q("1", right, *right_questions.split())
        return links((item, p("2", carts, "carts")), (other, elsewhere))

    assert ("1", "1") not in list_answers(guard, inspection, "mill carts", "north carts")
    assert ("1", "1") in list_answers(guard, inspection, "carts mill", "north carts")
    assert ("1", "1") in list_answers(guard, inspection, "mill carts", "carts north")
    assert ("1", "1") in list_answers(guard, norm(act="inspect", objects="mill"), "mill carts", "north carts")
    assert ("1", "1") in list_answers(guard, norm("must-not", "protect", "north"), "mill carts", "north carts")


def test_two_clauses_on_one_object_both_stand_beside_the_other_answer_to_their_first_question() -> None:
    left = (
        p("1", norm(act="leave", objects="mill"), "mill"),
        p("2", norm(act="hand-over", objects="mill"), "mill", "w"),
    )
    ruled = q("1", norm(act="inspect", objects="mill"), "mill")
    shared = q("2", norm(act="pay", objects="barn"), "w")
    assert sorted(links(left, (ruled, shared))) == [("1", "1"), ("2", "1"), ("2", "2")]
    # One that bears on something else stays alone.
    far = p("2", norm(act="hand-over", objects="north"), "mill")
    assert sorted(links((left[0], far), (ruled,))) == [("1", "1")]


def test_what_goes_against_an_answer_to_its_first_question_stands_beside_it_whatever_its_object() -> None:
    watch = replace(question("mill"), more=(norm(act="inspect", objects="mill"), norm(act="pay", objects="north")))
    words = with_questions(watch)
    paid = (q("1", norm("may", "pay", "north"), "mill"),)
    bans = (
        p("1", norm("must-not", "inspect", "mill"), "mill"),
        p("2", norm("must-not", "inspect", "mill", conditions=when("talks")), "mill"),
    )
    assert sorted(links(bans, paid, words)) == [("1", "1"), ("2", "1")]
    # Of what brings more of it too, of something else, only the closest is an answer to it.
    inspected = (
        p("1", norm(act="inspect", objects="mill"), "mill"),
        p("2", norm(act="inspect", objects="mill", conditions=when("talks")), "mill"),
    )
    assert len(links(inspected, paid, words)) == 1


def test_of_a_clause_with_several_readings_one_that_fits_is_enough() -> None:
    """One reading is for the case of flood alone; the other holds always, as its counterpart does."""
    flooded = norm(objects="south", conditions=when("flood"))
    read_two_ways = replace(p("2", norm(objects="south"), "w"), variants=(told_by("crier", flooded),))
    for part in (
        read_two_ways,
        replace(read_two_ways, norm=flooded, variants=(told_by("crier", norm(objects="south")),)),
    ):
        assert links((p("1", norm(objects="north"), "w"), part), (q("1", norm(), "w"),)) == [("1+2", "1")]
    only_flooded = p("2", flooded, "w")
    assert links((p("1", norm(objects="north"), "w"), only_flooded), (q("1", norm(), "w"),)) == [("1", "1"), ("2", "1")]
    # One reading orders what the other allows: as an order it answers the order across.
    allowed = replace(p("1", norm("may"), "w"), variants=(told_by("crier", norm()),))
    assert links((allowed, p("2", norm("may", objects="north"), "w")), (q("1", norm(), "w"),)) == [("1+2", "1")]


def test_a_deferral_left_over_is_settled_by_the_closest_clause_though_that_answers_another() -> None:
    left = (p("1", norm(objects="north"), "w"), p("2", norm("defers", "", ()), "w"))
    assert links(left, (q("1", norm(objects="north"), "w"),)) == [("1", "1"), ("2", "1")]
    right = (q("1", norm(objects="north"), "w"), q("2", norm(act="pay", objects="mill"), "w"))
    assert links(left, right) == [("1", "1"), ("2", "2")]


def test_leave_for_others_is_another_answer_to_a_ban_and_what_names_nobody_is_a_part() -> None:
    ada = norm("must-not", "protect", "mill", "ada")
    leave = q("2", norm("may", "protect", "mill", "bo"), "circle")
    assert links((p("1", ada, "circle"),), (q("1", ada, "circle"), leave)) == [("1", "1"), ("1", "2")]
    guarded = norm(act="protect", objects="mill", by="ada")
    by_nobody = norm(act="protect", objects="mill", by="unnamed")
    for item, other in ((guarded, by_nobody), (by_nobody, guarded)):
        assert links((p("1", item, "w"),), (q("1", item, "w"), q("2", other, "w"))) == [("1", "1+2")]


def test_what_is_left_for_later_is_no_answer_to_another_doing_that_has_its_own_but_by_talks() -> None:
    freeze = norm(act="keep", objects="field")
    kept = q("1", replace(freeze, modality=Modality.DEFERS), "field")
    left_open = q("2", norm("defers", "leave", "mill"), "carts")
    assert links((p("1", freeze, "field", "carts"),), (kept, left_open)) == [("1", "1")]
    talks = norm(act="talk-over", objects="field")
    kept_talks = q("1", replace(talks, modality=Modality.DEFERS), "field")
    assert links((p("1", talks, "field", "carts"),), (kept_talks, left_open)) == [("1", "1"), ("1", "2")]
