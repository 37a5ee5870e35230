"""What became of a norm, of a clause with its readings, and of clauses that were split or merged."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from comparer.model.explanation import Argument
from comparer.model.findings import Judgement
from comparer.model.norm import Condition, ConditionKind, Norm
from comparer.model.plan import ClauseState, Variant
from comparer.model.relation import Basis, Confidence, Relation
from comparer.model.source import Attestation
from comparer.norms.relate import (
    CanonicalClause,
    change_direction,
    conflict,
    may_answer,
    relate,
    relate_clauses,
    relate_groups,
    to_canonical_clause,
)
from comparer.norms.split_clauses import merge_split_clauses
from comparer.pipeline.compare import to_canonical_clauses
from tests.factories.english import english
from tests.factories.norms import (
    WORDS,
    action,
    clause,
    exactly,
    held_by,
    norm,
    plan,
    quantity,
    ready,
    told_by,
    unless,
    until,
    when,
)

Fields = dict[str, Any]
BAN: Fields = {"modality": "must-not"}
LEAVE: Fields = {"modality": "may"}
R = Relation


def argument_text(argument: Argument | None) -> str:
    return english(argument, WORDS)


@pytest.mark.parametrize(
    ("effects", "wanted"),
    [
        ((), R.SAME),
        ((R.SAME,), R.SAME),
        ((R.SAME, R.REWORDED), R.REWORDED),
        ((R.REWORDED, R.LOOSER), R.LOOSER),
        ((R.STRICTER, R.STRICTER), R.STRICTER),
        ((R.STRICTER, R.LOOSER), R.MIXED),
        ((R.STRICTER, R.REPLACED), R.REPLACED),
        ((R.REPLACED, R.UNCLEAR), R.UNCLEAR),
        ((R.UNCLEAR, R.MIXED), R.MIXED),
        ((R.REPLACED, R.LOOSER, R.STRICTER), R.MIXED),
        ((R.MIXED, R.REPLACED), R.MIXED),
        ((R.OPPOSED, R.MIXED), R.OPPOSED),
        ((R.OPPOSED, R.DEFERRED), R.DEFERRED),
        ((R.SETTLED, R.OPPOSED), R.SETTLED),
        ((R.SETTLED, R.DEFERRED), R.MIXED),
        ((R.SETTLED, R.DEFERRED, R.OPPOSED), R.MIXED),
    ],
)
def test_one_relation_from_many_in_the_order_of_judgement(effects: tuple[Relation, ...], wanted: Relation) -> None:
    assert Relation.combine(effects) is wanted
    assert Relation.combine(effect.mirror() for effect in effects[::-1]) is wanted.mirror()


NORMS: list[tuple[str, Fields, Fields, str]] = [
    # What is done outweighs who is bound to it; of one weight the two directions are mixed.
    ("stricter and looser", {}, {"by": ("ada", "bo"), "objects": "north"}, "looser"),
    ("stricter and looser of one weight", {"beneficiaries": "bo"}, {"objects": "north", "beneficiaries": ("bo", "cy")},
     "mixed"),
    ("stricter and replaced", {}, {"by": ("ada", "bo"), "beneficiaries": "cy"}, "stricter"),
    ("turned", {}, BAN, "opposed"),
    ("turned elsewhere", {}, {**BAN, "objects": "mill"}, "replaced"),
    ("turned for somebody else", {}, {**BAN, "by": "bo"}, "replaced"),
    # A bearer who is not named may be Ada: the ban is on the same doing.
    ("turned for nobody named", {}, {**BAN, "by": "unnamed"}, "opposed"),
    ("turned for another doer, nobody bound by name", {}, {**BAN, "by": "unnamed", "agents": "bo"}, "replaced"),
    ("turned for a time", {}, {**BAN, "quantities": exactly("time", 30)}, "opposed"),
    ("turned after the end", {"conditions": until("talks")}, {**BAN, "conditions": when("signature")},
     "replaced"),
    ("turned under the exception", {**BAN, "conditions": unless("talks")}, {"conditions": when("talks")}, "replaced"),
    ("a ban on what is entailed", {}, {**BAN, "act": "leave"}, "opposed"),
    ("a ban on what entails", {"act": "leave"}, BAN, "replaced"),
    ("what is excluded", {}, {"act": "keep"}, "opposed"),
    ("what is excluded, elsewhere", {}, {"act": "keep", "objects": "mill"}, "replaced"),
    # To do what rules keeping out is told as the ban on keeping; to be exempt from it, as leave to keep.
    ("a ban on what is excluded", {}, {**BAN, "act": "keep"}, "same"),
    ("a declared renouncement of what is banned", {"modality": "declares", "act": "renounce"},
     {**BAN, "act": "claim"}, "same"),
    ("leave for what is excluded", {}, {**LEAVE, "act": "keep"}, "opposed"),
    ("exempt from what excludes", {"modality": "need-not"}, {**LEAVE, "act": "keep"}, "same"),
    ("a hope for what excludes, and a ban", {"modality": "expects"}, {**BAN, "act": "keep"}, "stricter"),
    ("a cap above what is asked", {"act": "hold", "quantities": exactly("carts", 5)},
     {"act": "limit", "quantities": quantity("carts", None, 5)}, "replaced"),
    ("a cap below what is asked", {"act": "hold", "quantities": exactly("carts", 5)},
     {"act": "limit", "quantities": quantity("carts", None, 4)}, "opposed"),
    ("a vague cap", {"act": "hold", "quantities": exactly("carts", 5)},
     {"act": "limit", "quantities": quantity("carts", None, 4, about=True)}, "replaced"),
    ("a cap on anything asked", {"act": "hold"}, {"act": "limit", "quantities": quantity("carts", None, 4)}, "opposed"),
    ("an unknown cap lifted", {"act": "limit", "quantities": quantity("carts", unknown=True)},
     {**BAN, "act": "limit"}, "opposed"),
    ("an unknown number of them", {"act": "hold", "quantities": quantity("carts", unknown=True)},
     {**BAN, "act": "hold", "quantities": quantity("carts", unknown=True)}, "opposed"),
    ("one figure alike, one apart", {"quantities": (exactly("carts", 5), exactly("sum", 5))},
     {**BAN, "quantities": (exactly("carts", 5), exactly("sum", 6))}, "replaced"),
    ("one figure apart, one alike", {"quantities": (exactly("carts", 5), exactly("sum", 5))},
     {**BAN, "quantities": (exactly("carts", 6), exactly("sum", 5))}, "replaced"),
    ("left for later", {}, {"modality": "defers", "objects": "north", "by": "bo"}, "deferred"),
    ("decided", {"modality": "defers", "act": ""}, {"by": "bo"}, "settled"),
    # What both leave for later is open in both: more or less of it, or till when, binds nobody more.
    ("still left for later", {"modality": "defers"}, {"modality": "defers", "objects": "north"}, "same"),
    ("still left for later, till talks", {"modality": "defers"}, {"modality": "defers", "conditions": until("talks")},
     "same"),
    ("still left for later, to others", {"modality": "defers"}, {"modality": "defers", "by": "bo"}, "same"),
    ("still left for later, to others, of a doer named once", {"modality": "defers", "agents": "cy"},
     {"modality": "defers", "by": "bo"}, "same"),
    ("still left for later, of another doer", {"modality": "defers", "agents": "cy"},
     {"modality": "defers", "agents": "bo"}, "replaced"),
    ("still left for later, of others", {"modality": "defers", "objects": "mill"},
     {"modality": "defers", "objects": "north"}, "replaced"),
    ("words only", {}, {"manners": "gladly"}, "same"),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "wanted"), [norm[1:] for norm in NORMS], ids=[norm[0] for norm in NORMS])
def test_what_became_of_a_norm(left: Fields, right: Fields, wanted: str) -> None:
    forth, back = relate(action(**left), action(**right), WORDS), relate(action(**right), action(**left), WORDS)
    assert forth.relation.value == wanted
    assert back.relation is forth.relation.mirror()
    assert forth.basis is Basis.NORM


def test_what_is_deferred_lists_the_deferral_alone() -> None:
    judgement = relate(action(), action("defers", objects="north", by="bo"), WORDS)
    assert [(change.facet, change.effect) for change in judgement.changes] == [("modality", R.DEFERRED)]


def test_a_turn_that_does_not_clash_is_listed_as_a_shift_with_its_words() -> None:
    judgement = relate(action(), action("must-not", objects="mill", manners="gladly"), WORDS)
    assert [
        (change.facet, argument_text(change.before), argument_text(change.after), change.effect, change.rule)
        for change in judgement.changes
    ] == [
        ("modality", "must", "must-not", R.REPLACED, "change-modality"),
        ("object", "the field", "mill", R.REPLACED, "change-object"),
        ("manner", "", "gladly", R.SAME, "change-manner"),
    ]
    turned = relate(action(), action("must-not", by=("ada", "bo")), WORDS)
    assert [change.effect for change in turned.changes] == [R.OPPOSED, R.STRICTER]


@pytest.mark.parametrize(
    ("given", "sure"),
    [
        (exactly("sum", 6), True),
        (exactly("sum", 6, about=True), False),
        (quantity("sum", unknown=True), False),
        (exactly("sum", 6, of="north", about=True), False),
        (exactly("sum", 6, of="north.east", about=True), False),
        (exactly("time", 6, about=True), True),  # shorter than without end, whatever it is
        (exactly("time", 6), True),
    ],
)
def test_a_vague_figure_makes_the_answer_unsure_where_it_differs(given: Any, sure: bool) -> None:
    plain, vague = action(), action(quantities=given)
    for result in (relate(plain, vague, WORDS), relate(vague, plain, WORDS)):
        assert result.confidence is (Confidence.HIGH if sure else Confidence.LOW)
        assert argument_text(result.reason) == ("" if sure else "a figure is unknown or of unknown width")
    kept = relate(vague, action("may", quantities=given), WORDS)
    assert kept.confidence is Confidence.HIGH
    assert kept.relation is R.LOOSER


def test_norms_that_can_both_be_kept_do_not_clash() -> None:
    assert conflict(action(), action("must-not"), WORDS)
    assert not conflict(action(), action("may"), WORDS)
    assert not conflict(action(), action("must-not", act="pay"), WORDS)
    assert not conflict(action("must-not"), action("must-not", act="keep"), WORDS)
    assert conflict(action("must-not", act="leave"), action(), WORDS)
    assert not conflict(action("must-not"), action(act="leave"), WORDS)


# --- clauses with readings --------------------------------------------------------------------------------------------


def list_changes(judged: Judgement | None) -> list[tuple[str, str, str]]:
    assert judged is not None
    return [
        (argument_text(change.before), argument_text(change.after), change.effect.value)
        for change in judged.changes
        if change.facet == "reading"
    ]


def test_holders_stand_in_place_of_the_clause_and_a_report_beside_it() -> None:
    a, b, c = norm(), norm("may"), norm("must-not")
    assert [label for label, _ in ready("1", a).labelled_norms] == [""]
    assert [label for label, _ in ready("1", a, variants=(held_by("ada", b), held_by("bo", c))).labelled_norms] == [
        "ada",
        "bo",
    ]
    assert [label for label, _ in ready("1", a, variants=(told_by("mail", b),)).labelled_norms] == ["", "mail"]
    assert [label for label, _ in ready("1", a, variants=(held_by("ada", b),)).labelled_norms] == ["", "ada"]
    assert [label for label, _ in ready("1", a, variants=(held_by("ada", b), told_by("mail", c))).labelled_norms] == [
        "",
        "ada",
        "mail",
    ]
    assert [
        label for label, _ in ready("1", a, variants=(held_by("ada", None), held_by("bo", None))).labelled_norms
    ] == [""]
    assert [
        label for label, _ in ready("1", a, variants=(held_by("ada", a), told_by("mail", None))).labelled_norms
    ] == [""]
    assert ready("1").labelled_norms == ()


def test_a_clause_made_ready_knows_what_it_brings_and_reaches() -> None:
    item = ready("1", norm(act="invite", by="ada", instruments="by-statute"), variants=(told_by("mail", norm("may")),))
    assert [[each.act for each in brought] for brought in item.implied_norms] == [["amend"], []]
    assert item.reachable_acts == {"invite", "join", "amend", "sell"}
    assert not item.is_struck
    assert ready("1", norm(), state=ClauseState.STRUCK).is_struck


def test_readings_that_agree_give_one_answer_and_others_are_listed() -> None:
    left = ready("1", norm(beneficiaries="cy"))
    agree = ready("2", None, variants=(held_by("ada", norm("may", beneficiaries="cy")),
                                       held_by("bo", norm("may", objects="north", beneficiaries="cy"))))  # fmt: skip
    judgement = relate_clauses(left, agree, WORDS)
    assert judgement
    assert judgement.relation is R.LOOSER
    assert [(change.facet, change.effect.value) for change in judgement.changes] == [
        ("modality", "looser"),
        ("object", "looser"),
    ]
    assert judgement.confidence is Confidence.HIGH
    differ = ready("3", None, variants=(held_by("ada", norm("may")), held_by("bo", norm("must", by=("ada", "bo")))))
    unclear = relate_clauses(ready("1", norm()), differ, WORDS)
    assert unclear
    assert unclear.relation is R.UNCLEAR
    assert list_changes(unclear) == [("", "ada", "looser"), ("", "bo", "stricter")]
    assert [change.facet for change in unclear.changes] == ["reading", "reading", "modality", "bearer"]
    assert {change.rule for change in unclear.changes if change.facet == "reading"} == {"change-reading"}
    assert unclear.confidence is Confidence.LOW
    assert argument_text(unclear.reason) == "the readings of the clause differ"
    assert relate_clauses(ready("1", norm()), ready("2"), WORDS) is None
    assert relate_clauses(ready("1"), ready("2", norm()), WORDS) is None


def test_the_least_sure_reading_says_how_sure_the_answer_is() -> None:
    vague, unknown = norm(quantities=exactly("sum", 5, about=True)), norm(quantities=quantity("sum", unknown=True))
    right = ready("2", None, variants=(held_by("ada", unknown), held_by("bo", vague)))
    judgement = relate_clauses(ready("1", norm(quantities=exactly("sum", 5))), right, WORDS)
    assert judgement
    assert (judgement.relation, judgement.confidence) == (R.UNCLEAR, Confidence.LOW)
    assert argument_text(judgement.reason) == "a figure is unknown or of unknown width"


@pytest.mark.parametrize(
    ("readings", "wanted"),
    [
        # a reading that keeps the clause, or puts another thing in its place, points no way
        (("same", "looser"), "looser"),
        (("replaced", "looser"), "looser"),
        (("deferred", "looser"), "looser"),
        (("stricter", "looser"), "unclear"),
        (("opposed", "stricter"), "unclear"),  # a duty that became leave to do the opposite is no burden any more
        (("same", "replaced"), "unclear"),
    ],
)
def test_readings_that_point_one_way_give_that_way_at_least(readings: tuple[str, str], wanted: str) -> None:
    norms = {
        "same": norm(),
        "looser": norm("may"),
        "stricter": norm(objects="estate"),
        "replaced": norm(objects="mill"),
        "deferred": norm("defers"),
        "opposed": norm("need-not"),
    }
    right = ready("2", None, variants=tuple(told_by(name, norms[name]) for name in readings))
    forth, back = (
        relate_clauses(ready("1", norm()), right, WORDS),
        relate_clauses(right, ready("1", norm()), WORDS),
    )
    assert forth
    assert back
    assert forth.relation.value == wanted
    assert back.relation is forth.relation.mirror()
    assert forth.confidence is Confidence.LOW
    assert argument_text(forth.reason) == (
        "the readings of the clause differ" if wanted == "unclear" else "the readings differ, and all point one way"
    )


@pytest.mark.parametrize(
    ("own", "filled", "wanted"),
    [
        ("defers", norm(objects="estate"), "deferred"),
        ("must", norm(objects="estate"), "unclear"),
        # Also where all that reports make of it points one way.
        ("defers", norm("defers"), "deferred"),
    ],
)
def test_what_a_text_leaves_open_by_its_own_words_is_put_off_where_reports_fill_it_in(
    own: str, filled: Norm, wanted: str
) -> None:
    reports = (told_by("mail", filled), told_by("post", norm("may")))
    left, right = ready("1", norm()), ready("2", norm(own), variants=reports)
    forth, back = relate_clauses(left, right, WORDS), relate_clauses(right, left, WORDS)
    assert forth
    assert back
    assert (forth.relation.value, forth.confidence) == (wanted, Confidence.LOW)
    assert back.relation is forth.relation.mirror()
    assert argument_text(forth.reason) == "the readings of the clause differ"


def test_same_needs_the_same_words_and_other_words_of_one_effect_are_reworded() -> None:
    left = ready("1", norm(), text="Ada sells the field.")
    for words, wanted in (
        ("ada  sells the field", R.SAME),
        ("Ada shall sell the field.", R.REWORDED),
    ):
        judged = relate_clauses(left, ready("2", norm(), text=words), WORDS)
        assert judged
        assert judged.relation is wanted
    changed = relate_clauses(left, ready("2", norm("may"), text="Ada may sell the field."), WORDS)
    assert changed
    assert changed.relation is R.LOOSER


A, B, C, D = norm(), norm("may"), norm("must-not"), norm(by=("ada", "bo"))


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        # by label where both sides have it
        ([("ada", A), ("bo", B)], [("bo", B), ("ada", C)], {("ada", "ada", "opposed"), ("bo", "bo", "same")}),
        # one alone against all that stand across
        ([("ada", A)], [("ada", A), ("bo", C)], {("ada", "ada", "same"), ("ada", "bo", "opposed")}),
        # lone labels on both sides against each other
        ([("ada", A), ("bo", B)], [("ada", A), ("cy", C)], {("ada", "ada", "same"), ("bo", "cy", "opposed")}),
        # a lone label on one side against everything across
        ([("ada", A), ("bo", C)], [("ada", A), ("bo", C), ("cy", B)],
         {("ada", "ada", "same"), ("bo", "bo", "same"), ("ada", "cy", "looser"), ("bo", "cy", "opposed")}),
        ([("ada", A), ("bo", C), ("cy", B)], [("ada", A), ("bo", C)],
         {("ada", "ada", "same"), ("bo", "bo", "same"), ("cy", "ada", "stricter"), ("cy", "bo", "opposed")}),
        # no label in common
        ([("ada", A), ("bo", B)], [("cy", A), ("guild", C)],
         {("ada", "cy", "same"), ("ada", "guild", "opposed"), ("bo", "cy", "stricter"), ("bo", "guild", "opposed")}),
    ],
)  # fmt: skip
def test_which_readings_are_held_against_which(
    left: list[tuple[str, Norm]], right: list[tuple[str, Norm]], wanted: set[tuple[str, str, str]]
) -> None:
    def side(name: str, given: list[tuple[str, Norm]]) -> CanonicalClause:
        return to_canonical_clause(
            clause(name, None, variants=tuple(held_by(label, item) for label, item in given)), WORDS
        )

    assert set(list_changes(relate_clauses(side("1", left), side("2", right), WORDS))) == wanted


def test_readings_under_one_label_stand_each_for_itself_where_both_sides_have_them() -> None:
    several = (told_by("mail", A), told_by("mail", C), told_by("post", B))
    item, other = ready("1", None, variants=several), ready("2", None, variants=(several[1], several[0], several[2]))
    same = relate_clauses(item, ready("2", None, variants=other.clause.variants, text=item.clause.text), WORDS)
    assert same
    assert same.relation is R.SAME
    changed = ready("2", None, variants=(told_by("mail", A), told_by("mail", D), told_by("post", B)))
    assert set(list_changes(relate_clauses(item, changed, WORDS))) == {
        ("mail", "mail", "same"),
        ("mail", "mail", "stricter"),
        ("mail", "mail", "opposed"),
        ("post", "post", "same"),
    }
    fewer = ready("2", None, variants=(told_by("mail", A), told_by("post", B)))
    assert set(list_changes(relate_clauses(item, fewer, WORDS))) == {
        ("mail", "mail", "same"),
        ("mail", "mail", "opposed"),
        ("post", "post", "same"),
    }


# --- weight -----------------------------------------------------------------------------------------------------------

WEIGHTS: list[tuple[str, Fields, Fields, str]] = [
    # In each pair a heavier facet goes one way and a lighter one the other: the heavier decides.
    ("leave for a duty, of more", {}, {**LEAVE, "objects": "estate"}, "looser"),
    ("another doer, of less", {}, {"by": "bo", "objects": "north"}, "replaced"),
    ("manners that exclude each other before the object", {"manners": "in-part"},
     {"manners": "for-good", "objects": "north"}, "stricter"),
    ("the act before a condition", {}, {"act": "hand-over", "conditions": ()}, "looser"),
    ("the act before a condition lifted", {"conditions": when("harvest")}, {"act": "hand-over"}, "looser"),
    ("a figure before a period", {"act": "pay", "quantities": (exactly("sum", 5), exactly("time", 9))},
     {"act": "pay", "quantities": (exactly("sum", 6), exactly("time", 3))}, "stricter"),
    ("an expectation before consent", {"consent": "bo"}, {"modality": "expects"}, "looser"),
    ("the object before more bearers", {}, {"by": ("ada", "cy"), "objects": "north"}, "looser"),
    ("a condition before an instrument", {"conditions": when("harvest"), "instruments": "by-statute"}, {}, "stricter"),
    ("an instrument of its own duty alone", {"instruments": "by-statute"}, {}, "looser"),
    ("what has no weight beside an instrument", {"beneficiaries": "bo", "manners": "gladly", "intent": True},
     {"instruments": "by-statute"}, "stricter"),
    # Inside one class: another thing before a direction, two directions mixed, what cannot be told last.
    ("another object and a higher sum", {"act": "pay", "quantities": exactly("sum", 5)},
     {"act": "pay", "objects": "mill", "quantities": exactly("sum", 6)}, "replaced"),
    ("less of it, and more money", {"act": "pay", "quantities": exactly("sum", 5)},
     {"act": "pay", "objects": "north", "quantities": exactly("sum", 6)}, "mixed"),
    ("less of it, and an open figure", {"act": "pay", "quantities": exactly("sum", 5)},
     {"act": "pay", "objects": "north", "quantities": quantity("sum", unknown=True)}, "looser"),
    ("a condition more, and an open figure", {"act": "pay", "quantities": exactly("sum", 5)},
     {"act": "pay", "conditions": when("flood"), "quantities": quantity("sum", unknown=True)}, "looser"),
    ("an open figure alone", {"act": "pay", "quantities": exactly("sum", 5)},
     {"act": "pay", "quantities": quantity("sum", unknown=True)}, "unclear"),
    # What decides nothing leaves the norm the same.
    ("a beneficiary named", {}, {"beneficiaries": "bo"}, "same"),
    ("another instrument", {"instruments": "by-letter"}, {"instruments": "by-word"}, "same"),
    ("intent", {}, {"intent": True}, "same"),
    ("nobody bound by name", {}, {"by": "unnamed", "agents": "ada"}, "same"),
    ("all of it, in per cent", {}, {"quantities": exactly("portion", 100)}, "same"),
    ("a duty beside the deed", {"act": "recognise"}, {"act": "recognise", "modality": "declares"}, "same"),
    ("a duty to sell beside a statement of it", {}, {"modality": "declares"}, "stricter"),
    # Joint acts are done by all who take part, whoever of them is bound.
    ("both ends of a meeting", {"act": "meet", "by": "ada", "objects": (), "partners": "bo", "agents": ("ada", "bo")},
     {"act": "meet", "by": "bo", "objects": (), "partners": "ada", "agents": ("ada", "bo")}, "same"),
    ("a meeting with another partner", {"act": "meet", "by": "ada", "objects": (), "partners": "bo"},
     {"act": "meet", "by": "ada", "objects": (), "partners": "cy"}, "replaced"),
    ("whoever bears a meeting", {"act": "meet", "by": "ada", "objects": (), "agents": ("ada", "bo")},
     {"act": "meet", "by": "bo", "objects": (), "agents": ("ada", "bo")}, "same"),
    ("a meeting with somebody else", {"act": "meet", "by": "ada", "objects": (), "agents": ("ada", "bo")},
     {"act": "meet", "by": "cy", "objects": (), "agents": ("ada", "bo")}, "replaced"),
    ("the same words bear a duty that is not joint", {"by": "ada", "agents": ("ada", "bo")},
     {"by": "bo", "agents": ("ada", "bo")}, "replaced"),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "wanted"), [case[1:] for case in WEIGHTS], ids=[case[0] for case in WEIGHTS])
def test_the_heaviest_facet_that_differs_decides(left: Fields, right: Fields, wanted: str) -> None:
    forth, back = relate(action(**left), action(**right), WORDS), relate(action(**right), action(**left), WORDS)
    assert forth.relation.value == wanted
    assert back.relation is forth.relation.mirror()


# --- partial texts ----------------------------------------------------------------------------------------------------

UNMENTIONED: list[tuple[str, Fields]] = [
    ("beneficiary", {"beneficiaries": "bo"}),
    ("partner", {"partners": "bo"}),
    ("amount.sum", {"quantities": exactly("sum", 5)}),
    ("period.time", {"quantities": exactly("time", 5)}),
    ("manner", {"manners": "in-part"}),
    ("instrument", {"instruments": "by-statute"}),
    ("consent", {"consent": "bo"}),
    ("condition", {"conditions": until("harvest")}),
    ("object", {"objects": ("field", "mill")}),
    ("status", {"status": "north"}),
]


@pytest.mark.parametrize(("facet", "fields"), UNMENTIONED, ids=[case[0] for case in UNMENTIONED])
def test_what_a_text_known_in_part_merely_leaves_out_weighs_nothing(facet: str, fields: Fields) -> None:
    full, short = action(**fields), action()
    lost = relate(full, short, WORDS, is_right_partial=True)
    assert lost.relation is R.SAME
    assert [(change.facet, change.effect, change.is_unreported) for change in lost.changes] == [(facet, R.SAME, True)]
    assert relate(short, full, WORDS, is_left_partial=True).relation is R.SAME
    # What the text known in part says beyond the other is said; and a text known whole has left it out.
    for known in (relate(full, short, WORDS, is_left_partial=True), relate(full, short, WORDS)):
        assert not any(change.is_unreported for change in known.changes)


@pytest.mark.parametrize(
    ("full", "short", "wanted"),
    [
        ({"by": ("ada", "bo"), "agents": "ada"}, {"agents": "ada"}, "looser"),
        ({"agents": ("ada", "bo")}, {"agents": "ada"}, "looser"),
        ({"conditions": when("harvest")}, {}, "stricter"),
        ({"manners": "in-part"}, {"manners": "for-good"}, "stricter"),
        ({"objects": "mill"}, {}, "replaced"),
        ({"beneficiaries": "bo"}, {"beneficiaries": "cy"}, "replaced"),
    ],
    ids=["bearer", "agent", "case", "another manner", "another object", "another beneficiary"],
)
def test_a_partial_text_is_read_as_it_stands_in_bearer_agent_case_and_other_words(
    full: Fields, short: Fields, wanted: str
) -> None:
    assert relate(action(**full), action(**short), WORDS, is_right_partial=True).relation.value == wanted


def test_a_clause_of_a_partial_text_carries_that_into_its_relation() -> None:
    left = ready("1", norm(quantities=exactly("sum", 5)))
    for is_partial, wanted in ((True, R.REWORDED), (False, R.REPLACED)):
        right = to_canonical_clause(clause("2", norm()), WORDS, is_partial)
        judged = relate_clauses(left, right, WORDS)
        assert judged
        assert judged.relation is wanted


# --- clauses that were split or merged --------------------------------------------------------------------------------


def relations(left: list[CanonicalClause], right: list[CanonicalClause]) -> list[tuple[str, str, str]]:
    """Each part of a group by the ids of its clauses, with its relation."""
    return [
        (
            " ".join(entry.clause.id for entry in part.left),
            " ".join(entry.clause.id for entry in part.right),
            part.judgement.relation.value,
        )
        for part in relate_groups(left, right, WORDS)
    ]


def test_parts_that_make_up_one_norm_are_judged_together() -> None:
    whole = ready("1", norm())
    parts = [ready("2", norm(objects="north")), ready("3", norm(objects="south"))]
    assert relations([whole], parts) == [("1", "2 3", "reworded")]
    assert relations(parts, [whole]) == [("2 3", "1", "reworded")]
    bearers = [ready("2", norm()), ready("3", norm(by="bo"))]
    assert relations([ready("1", norm(by=("ada", "bo")))], bearers) == [("1", "2 3", "reworded")]
    dated = [ready("2", norm(objects=item, quantities=quantity("due", None, 9))) for item in ("north", "south")]
    assert relations([ready("1", norm(quantities=quantity("due", None, 9)))], dated) == [("1", "2 2", "reworded")]


@pytest.mark.parametrize("given", [exactly("sum", 5), exactly("carts", 5)])
def test_parts_that_add_up_stay_apart(given: Any) -> None:
    """What is paid for each part is not paid for the whole; how much of the whole falls to a part nobody said."""
    parts = [ready("2", norm(objects="north", quantities=given)), ready("3", norm(objects="south", quantities=given))]
    assert len(merge_split_clauses(parts, WORDS)) == 2
    assert relations([ready("1", norm(quantities=given))], parts) == [("1", "2 3", "unclear")]
    assert relations(parts, [ready("1", norm(quantities=given))]) == [("2 3", "1", "unclear")]


def test_parts_that_name_nobody_or_nothing_stay_apart() -> None:
    nobody = merge_split_clauses([ready("1", norm(by="unnamed")), ready("2", norm(by="bo"))], WORDS)
    assert [item.labelled_norms[0][1].norm.bearers for item in nobody] == [("unnamed",), ("bo",)]
    nothing = merge_split_clauses([ready("1", norm(objects=())), ready("2", norm())], WORDS)
    assert [item.labelled_norms[0][1].norm.objects for item in nothing] == [(), ("field",)]
    alike = merge_split_clauses(
        [ready("1", norm()), ready("2", norm(objects="mill")), ready("3", norm(by="bo"))], WORDS
    )
    assert [item.labelled_norms[0][1].norm for item in alike] == [norm(objects=("field", "mill")), norm(by="bo")]


def test_each_part_is_judged_by_its_share_of_the_objects() -> None:
    whole = ready("1", norm(objects=("north", "south")))
    north = ready("2", norm(objects="north"))
    # Both say all of their share in the same force: one answer. Where they do not, each part stands for itself.
    assert relations([whole], [north, ready("3", norm(objects="south", manners="gladly"))]) == [
        ("1", "2 3", "reworded")
    ]
    apart = [north, ready("3", norm("may", objects="south"))]
    assert relations([whole], apart) == [("1", "2", "reworded"), ("1", "3", "looser")]
    assert relations(apart, [whole]) == [("2", "1", "reworded"), ("3", "1", "stricter")]


def test_what_no_clause_of_a_group_answers_is_lost_or_new_in_every_part() -> None:
    """Two bans on a part of what one ban held are no share of it each: the rest is free."""
    whole, north = ready("1", norm(objects=("north", "south", "mill"))), ready("2", norm(objects="north"))
    apart = [north, ready("3", norm(objects="south", manners="gladly"))]
    assert relations([whole], apart) == [("1", "2 3", "looser")]
    assert relations(apart, [whole]) == [("2 3", "1", "stricter")]
    by_both, same_share = ready("4", norm(by=("ada", "bo"))), [ready("5", norm()), ready("6", norm(act="hand-over"))]
    assert relations([by_both], same_share) == [("4", "5 6", "looser")]


def test_a_group_of_several_acts_has_one_relation_only_where_all_its_pairs_agree() -> None:
    left = [ready("1", norm()), ready("2", norm(act="pay", objects="mill"))]
    agreeing = [ready("3", norm("may")), ready("4", norm("may", "pay", "mill"))]
    assert relations(left, agreeing) == [("1 2", "3 4", "looser")]
    differing = [ready("3", norm("may")), ready("4", norm("must-not", "pay", "mill"))]
    assert relations(left, differing) == [("1", "3", "looser"), ("2", "4", "opposed")]
    vague = [
        ready("3", norm("may")),
        ready("4", norm("may", "pay", "mill", quantities=exactly("carts", 5, about=True))),
    ]
    judged = relate_groups(left, vague, WORDS)
    assert [part.judgement.relation for part in judged] == [R.LOOSER]


def test_of_a_group_only_clauses_of_one_doing_are_held_against_each_other_and_none_is_lost() -> None:
    """What a person put together that is no one doing is replaced; each clause stands in some part."""
    pay = norm(act="pay", objects="carts")
    left, right = [ready("1", norm()), ready("2", pay)], [ready("3", norm(objects="mill")), ready("4", pay)]
    assert relations(left, right) == [("2", "4", "reworded"), ("1", "3", "replaced")]
    assert relations(left, [ready("4", pay)]) == [("2", "4", "reworded"), ("1", "4", "replaced")]
    assert relations([ready("4", pay)], left) == [("4", "2", "reworded"), ("4", "1", "replaced")]
    two = [ready("1", norm()), ready("2", norm("may"))]
    assert relations(two, [ready("3", norm(act="pay"))]) == [("1 2", "3", "replaced")]
    assert relations([ready("1"), ready("2")], right) == []
    assert relations([*left, ready("5")], right[1:]) == [("2", "4", "reworded"), ("1 5", "4", "unclear")]
    assert relations([left[0]], [ready("3", norm("may")), ready("5")]) == [("1", "3", "looser"), ("1", "5", "unclear")]
    apart = [ready("3", norm("may"), issue="dues"), ready("4", norm("may", "pay", "carts"), issue="watch")]
    assert relations(left, apart) == [("1 2", "3 4", "looser")]
    unclear = relate_groups([*left, ready("5")], right[1:], WORDS)[1].judgement
    assert unclear.confidence is Confidence.LOW
    assert unclear.reason
    assert unclear.reason.rule == "reason.norm-missing"


def test_what_leaves_a_group_for_later_answers_each_of_its_clauses() -> None:
    left = [ready("1", norm()), ready("2", norm(act="pay", objects="mill"))]
    assert relations(left, [ready("3", norm("defers", ""))]) == [("1 2", "3", "deferred")]


def test_a_group_is_as_sure_as_the_least_sure_of_its_pairs() -> None:
    left = [
        ready("1", norm(objects="north")),
        ready("2", norm(act="pay", objects="mill", quantities=exactly("sum", 5))),
    ]
    right = [ready("3", norm("may", objects="north"), variants=(told_by("mail", norm("may", objects="estate")),)),
             ready("4", norm("may", "pay", "mill", quantities=exactly("sum", 5)))]  # fmt: skip
    (part,) = relate_groups(left, right, WORDS)
    assert part.judgement.relation is R.LOOSER
    assert part.judgement.confidence is Confidence.HIGH
    right[0] = ready("3", norm("may", objects="north"), variants=(told_by("mail", norm(objects="north")),))
    (part,) = relate_groups(left, right, WORDS)
    assert part.judgement.relation is R.LOOSER
    assert part.judgement.confidence is Confidence.LOW
    assert argument_text(part.judgement.reason) == "the readings differ, and all point one way"


def test_readings_are_told_in_order() -> None:
    names = ("e", "d", "c", "b", "a")
    left = ready("1", None, variants=tuple(told_by(name, norm(by=names, objects=name)) for name in names))
    turned = ready("2", None, variants=tuple(
        told_by(name, norm("may" if name < "c" else "must", by=names, objects=name)) for name in names))  # fmt: skip
    assert [before for before, _, _ in list_changes(relate_clauses(left, turned, WORDS))] == ["a", "b", "c", "d", "e"]


def test_one_reading_against_several_under_its_label_is_held_against_each() -> None:
    fewer = ready("2", None, variants=(told_by("mail", A), told_by("post", B)))
    several = ready("1", None, variants=(told_by("mail", A), told_by("mail", C), told_by("post", B)))
    assert ("mail", "mail", "opposed") in list_changes(relate_clauses(fewer, several, WORDS))


def void_if(event: str) -> Condition:
    return Condition(kind=ConditionKind.VOID_IF, event=event)


def test_an_end_that_another_clause_of_the_plan_prints_is_judged_there_and_not_twice() -> None:
    """The promise lapses in a drought by a clause of its own, and in a flood by nothing but its own words."""
    promise, bound = norm(conditions=(void_if("drought"), void_if("flood"))), norm(conditions=void_if("flood"))
    lapse = clause("2", norm("declares", "renounce", conditions=when("drought")), voids=("1",))
    struck = replace(lapse, id="3", norm=norm(conditions=when("flood")), state=ClauseState.STRUCK)
    made = to_canonical_clauses([plan(clause("1", promise), lapse, struck)], WORDS)["p#1"]
    assert made.voiding_events == {"drought"}
    assert relate_clauses(made, ready("9", bound), WORDS).relation is R.REWORDED  # type: ignore[union-attr]
    assert relate_clauses(made, ready("9", norm()), WORDS).relation is R.STRICTER  # type: ignore[union-attr]
    assert relate_clauses(ready("1", promise), ready("2", bound), WORDS).relation is R.STRICTER  # type: ignore[union-attr]
    # It stays a condition of the clause for all else, and only what is to end it counts.
    assert len(made.labelled_norms[0][1].conditions) == 2
    lasting = ready("9", norm(conditions=until("drought")))
    assert relate_clauses(ready("1", norm(conditions=until("drought"))), lasting, WORDS).relation is R.REWORDED  # type: ignore[union-attr]
    until_then = to_canonical_clauses([plan(clause("1", norm(conditions=until("drought"))), lapse)], WORDS)["p#1"]
    assert relate_clauses(until_then, ready("9", norm()), WORDS).relation is R.STRICTER  # type: ignore[union-attr]
    awaited = ready("9", norm(conditions=when("drought")))
    assert relate_clauses(made, awaited, WORDS).relation is R.MIXED  # type: ignore[union-attr]


REPORT = replace(told_by("mail", norm("may")), known=Attestation.REPORTED)


@pytest.mark.parametrize(
    ("stated", "variant", "relation"),
    [
        (norm(), REPORT, "reworded"),
        (norm(objects="north"), REPORT, "looser"),  # as stated it is another norm already
        (norm(), held_by("bo", norm("may")), "looser"),  # a party's own reading is more than a report
        (norm(), replace(held_by("bo", norm("may")), known=Attestation.REPORTED), "looser"),
        (norm(), replace(REPORT, known=Attestation.STATED), "looser"),
    ],
)
def test_what_is_the_same_as_stated_stays_so_where_a_mere_report_has_it_otherwise(
    stated: Norm, variant: Variant, relation: str
) -> None:
    left, right = ready("1", norm()), ready("2", stated, variants=(variant,))
    result, back = relate_clauses(left, right, WORDS), relate_clauses(right, left, WORDS)
    assert result
    assert back
    assert result.relation.value == relation
    if relation == "reworded":
        assert result.confidence is Confidence.LOW
        assert argument_text(result.reason) == "the readings of the clause differ"
        assert ("", "mail", "looser") in list_changes(result)
        assert {change.weight for change in result.changes} == {5}
    assert back.relation is result.relation.mirror()
    # Of a text that is itself known by report, one report is as good as another.
    reported = ready("2", stated, variants=(variant,), known=Attestation.REPORTED)
    assert relate_clauses(left, reported, WORDS).relation is R.LOOSER  # type: ignore[union-attr]


def test_what_is_another_norm_as_stated_is_no_rewording_whatever_a_report_has() -> None:
    report = replace(told_by("mail", norm("must-not")), known=Attestation.REPORTED)
    stated = ready("2", norm(objects="north"), variants=(report,))
    judgement = relate_clauses(ready("1", norm()), stated, WORDS)
    assert judgement
    assert judgement.relation is R.UNCLEAR


def test_only_an_open_figure_is_given_as_the_reason_of_an_unclear_relation() -> None:
    assert relate(action(objects=()), action(), WORDS).relation is R.UNCLEAR
    assert relate(action(objects=()), action(), WORDS).reason is None


def test_what_weighs_nothing_hides_no_lighter_change_and_a_deferral_no_other_hides() -> None:
    named = action(partners="bo")
    assert relate(named, action(manners="in-part"), WORDS).relation is R.LOOSER
    assert relate(named, action(conditions=when("harvest")), WORDS).relation is R.LOOSER
    assert relate(named, action(instruments="by-statute"), WORDS).relation is R.STRICTER
    assert relate(action(), action("defers", by="bo"), WORDS).relation is R.DEFERRED
    assert relate(action("defers", by="bo"), action(), WORDS).relation is R.SETTLED


def test_one_reading_of_the_same_doing_is_enough_to_answer() -> None:
    two = ready("1", None, variants=(told_by("mail", norm()), told_by("post", norm(act="pay", objects="carts"))))
    assert may_answer(two, ready("2", norm("may")), WORDS)
    assert may_answer(ready("2", norm("may")), two, WORDS)
    assert not may_answer(two, ready("2", norm("may", objects="mill")), WORDS)


def test_clauses_that_count_a_thing_as_different_things_replace_each_other() -> None:
    a, b = ready("1", norm(act="recognise", status="mill")), ready("2", norm(act="recognise", status="barn"))
    assert may_answer(a, b, WORDS)
    assert relate_clauses(a, b, WORDS).relation is R.REPLACED  # type: ignore[union-attr]


def test_a_case_named_more_widely_weighs_less_than_whose_consent_is_needed() -> None:
    wide: Fields = {"conditions": when("greeting")}
    narrow, other = action(conditions=when("talks")), action(conditions=when("flood"))
    assert relate(action(**wide, consent="bo"), narrow, WORDS).relation is R.STRICTER
    assert relate(action(**wide), narrow, WORDS).relation is R.LOOSER
    assert relate(action(**wide, consent="bo"), other, WORDS).relation is R.MIXED


def test_clauses_of_a_group_are_held_against_each_other_where_they_share_a_question() -> None:
    """What nobody would put on one row is no part of the group; what a person put together without one is judged."""
    sold, kept = {"questions": ("who-sells",)}, {"questions": ("who-keeps",)}
    left = [ready("1", norm(), **sold), ready("2", norm("may", objects="north"), **kept)]
    right = [ready("3", norm("may"), **sold), ready("4", norm("may", objects="north"), **kept)]
    assert relations(left, right) == [("1", "3", "looser"), ("2", "4", "reworded")]
    apart = [ready("3", norm("may"), questions=("dues",)), ready("4", norm("may", objects="mill"), questions=("dues",))]
    assert relations([left[0]], apart) == [("1", "3 4", "looser")]


@pytest.mark.parametrize(
    ("left", "right", "relation", "wanted"),
    [
        ("must", "may", R.LOOSER, R.LOOSER),
        ("may", "must", R.STRICTER, R.STRICTER),
        # to put a burden off eases it, to put a leave off does not; to settle is the other way round
        ("must", "defers", R.DEFERRED, R.LOOSER),
        ("must-not", "defers", R.DEFERRED, R.LOOSER),
        ("may", "defers", R.DEFERRED, R.STRICTER),
        ("defers", "must", R.SETTLED, R.STRICTER),
        ("defers", "may", R.SETTLED, R.LOOSER),
        # a burden turned into a freedom, and back; one burden for its contrary has no direction
        ("must-not", "may", R.OPPOSED, R.LOOSER),
        ("may", "must-not", R.OPPOSED, R.STRICTER),
        ("must", "must-not", R.OPPOSED, None),
        ("may", "need-not", R.OPPOSED, None),
        ("must", "must", R.SAME, None),
        ("must", "may", R.MIXED, None),
        ("must-not", "may", R.REPLACED, None),
    ],
)
def test_which_way_a_change_points(left: str, right: str, relation: R, wanted: R | None) -> None:
    assert change_direction(action(left), action(right), relation) is wanted
