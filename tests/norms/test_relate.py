"""What became of a norm, of a clause with its readings, and of clauses that were split or merged."""

from __future__ import annotations

from typing import Any

import pytest

from comparer.model.explanation import Argument
from comparer.model.findings import Judgement
from comparer.model.norm import Norm
from comparer.model.plan import ClauseState
from comparer.model.relation import Basis, Confidence, Relation
from comparer.norms.relate import (
    CanonicalClause,
    conflict,
    relate,
    relate_clauses,
    relate_groups,
    to_canonical_clause,
)
from comparer.norms.split_clauses import merge_split_clauses
from tests.factories.english import english
from tests.factories.norms import (
    WORDS,
    action,
    clause,
    exactly,
    held_by,
    norm,
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


def said(argument: Argument | None) -> str:
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
        ((R.STRICTER, R.SHIFTED), R.SHIFTED),
        ((R.SHIFTED, R.LOOSER, R.STRICTER), R.MIXED),
        ((R.MIXED, R.SHIFTED), R.MIXED),
        ((R.OPPOSED, R.MIXED), R.OPPOSED),
        ((R.OPPOSED, R.DEFERRED), R.DEFERRED),
        ((R.SETTLED, R.OPPOSED), R.SETTLED),
        ((R.SETTLED, R.DEFERRED), R.MIXED),
        ((R.SETTLED, R.DEFERRED, R.OPPOSED), R.MIXED),
    ],
)
def test_one_relation_from_many_in_the_order_of_judgement(effects: tuple[Relation, ...], wanted: Relation) -> None:
    assert Relation.combine(effects) is wanted
    assert Relation.combine(one.mirror() for one in effects[::-1]) is wanted.mirror()


NORMS: list[tuple[str, Fields, Fields, str]] = [
    ("stricter and looser", {}, {"by": ("ada", "bo"), "objects": "north"}, "mixed"),
    ("stricter and shifted", {}, {"by": ("ada", "bo"), "beneficiaries": "cy"}, "stricter"),
    ("turned", {}, BAN, "opposed"),
    ("turned elsewhere", {}, {**BAN, "objects": "mill"}, "shifted"),
    ("turned for somebody else", {}, {**BAN, "by": "bo"}, "shifted"),
    ("turned for nobody named", {}, {**BAN, "by": "unnamed"}, "shifted"),
    ("turned for a time", {}, {**BAN, "quantities": exactly("time", 30)}, "opposed"),
    ("turned after the end", {"conditions": until("talks")}, {**BAN, "conditions": when("signature")}, "mixed"),
    ("turned under the exception", {**BAN, "conditions": unless("talks")}, {"conditions": when("talks")}, "mixed"),
    ("a ban on what is entailed", {}, {**BAN, "act": "leave"}, "opposed"),
    ("a ban on what entails", {"act": "leave"}, BAN, "shifted"),
    ("what is excluded", {}, {"act": "keep"}, "opposed"),
    ("what is excluded, elsewhere", {}, {"act": "keep", "objects": "mill"}, "shifted"),
    ("a ban on what is excluded", {}, {**BAN, "act": "keep"}, "shifted"),
    ("a cap above what is asked", {"act": "hold", "quantities": exactly("carts", 5)},
     {"act": "limit", "quantities": quantity("carts", None, 5)}, "shifted"),
    ("a cap below what is asked", {"act": "hold", "quantities": exactly("carts", 5)},
     {"act": "limit", "quantities": quantity("carts", None, 4)}, "opposed"),
    ("a vague cap", {"act": "hold", "quantities": exactly("carts", 5)},
     {"act": "limit", "quantities": quantity("carts", None, 4, about=True)}, "mixed"),
    ("a cap on anything asked", {"act": "hold"}, {"act": "limit", "quantities": quantity("carts", None, 4)}, "opposed"),
    ("an unknown cap lifted", {"act": "limit", "quantities": quantity("carts", unknown=True)},
     {**BAN, "act": "limit"}, "opposed"),
    ("an unknown number of them", {"act": "hold", "quantities": quantity("carts", unknown=True)},
     {**BAN, "act": "hold", "quantities": quantity("carts", unknown=True)}, "opposed"),
    ("one figure alike, one apart", {"quantities": (exactly("carts", 5), exactly("sum", 5))},
     {**BAN, "quantities": (exactly("carts", 5), exactly("sum", 6))}, "shifted"),
    ("one figure apart, one alike", {"quantities": (exactly("carts", 5), exactly("sum", 5))},
     {**BAN, "quantities": (exactly("carts", 6), exactly("sum", 5))}, "shifted"),
    ("left for later", {}, {"modality": "defers", "objects": "north", "by": "bo"}, "deferred"),
    ("decided", {"modality": "defers", "act": ""}, {"by": "bo"}, "settled"),
    ("still left for later", {"modality": "defers"}, {"modality": "defers", "objects": "north"}, "stricter"),
    ("words only", {}, {"manners": "gladly"}, "same"),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "wanted"), [one[1:] for one in NORMS], ids=[one[0] for one in NORMS])
def test_what_became_of_a_norm(left: Fields, right: Fields, wanted: str) -> None:
    forth, back = relate(action(**left), action(**right), WORDS), relate(action(**right), action(**left), WORDS)
    assert forth.relation.value == wanted
    assert back.relation is forth.relation.mirror()
    assert forth.basis is Basis.NORM


def test_what_is_deferred_lists_the_deferral_alone() -> None:
    found = relate(action(), action("defers", objects="north", by="bo"), WORDS)
    assert [(one.facet, one.effect) for one in found.changes] == [("modality", R.DEFERRED)]


def test_a_turn_that_does_not_clash_is_listed_as_a_shift_with_its_words() -> None:
    found = relate(action(), action("must-not", objects="mill", manners="gladly"), WORDS)
    assert [(one.facet, said(one.before), said(one.after), one.effect, one.rule) for one in found.changes] == [
        ("modality", "must", "must-not", R.SHIFTED, "change-modality"),
        ("object", "the field", "mill", R.SHIFTED, "change-object"),
        ("manner", "", "gladly", R.SAME, "change-manner"),
    ]
    turned = relate(action(), action("must-not", by=("ada", "bo")), WORDS)
    assert [one.effect for one in turned.changes] == [R.OPPOSED, R.STRICTER]


@pytest.mark.parametrize(
    ("given", "sure"),
    [
        (exactly("sum", 6), True),
        (exactly("sum", 6, about=True), False),
        (quantity("sum", unknown=True), False),
        (exactly("sum", 6, of="north", about=True), False),
        (exactly("sum", 6, of="north.east", about=True), False),
        (exactly("time", 6, about=True), False),
        (exactly("time", 6), True),
    ],
)
def test_a_vague_figure_makes_the_answer_unsure_where_it_differs(given: Any, sure: bool) -> None:
    plain, vague = action(), action(quantities=given)
    for found in (relate(plain, vague, WORDS), relate(vague, plain, WORDS)):
        assert found.confidence is (Confidence.HIGH if sure else Confidence.LOW)
        assert said(found.reason) == ("" if sure else "a figure is unknown or of unknown width")
    kept = relate(vague, action("may", quantities=given), WORDS)
    assert kept.confidence is Confidence.HIGH
    assert kept.relation is R.LOOSER


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ({}, LEAVE, ("ada",)),
        (LEAVE, {}, ()),
        ({"beneficiaries": "cy"}, {**LEAVE, "beneficiaries": "cy"}, ("ada",)),
        ({**LEAVE, "beneficiaries": "cy"}, {"beneficiaries": "cy"}, ("cy",)),
        ({"beneficiaries": ("bo", "anyone")}, {"beneficiaries": ("bo", "anyone"), "objects": "estate"}, ("bo",)),
        ({"beneficiaries": "bo"}, {"beneficiaries": "cy"}, ("cy",)),
        ({"beneficiaries": ("bo", "cy")}, {"beneficiaries": "cy"}, ("ada",)),
        ({"by": ("ada", "anyone", "unnamed")}, {**LEAVE, "by": ("ada", "anyone", "unnamed")}, ("ada",)),
        ({**BAN, "by": ("ada", "bo"), "beneficiaries": "cy"},
         {**LEAVE, "by": ("ada", "bo"), "beneficiaries": "cy"}, ("ada", "bo")),
        ({**LEAVE, "beneficiaries": "cy"}, {**BAN, "beneficiaries": "cy"}, ("cy",)),
        ({**LEAVE, "beneficiaries": "cy"}, {"modality": "need-not", "beneficiaries": "cy"}, ()),
        ({"beneficiaries": "cy"}, {**BAN, "beneficiaries": "cy"}, ()),
        ({"beneficiaries": "cy"}, {"objects": "mill", "beneficiaries": "cy"}, ()),
        ({}, {}, ()),
        (LEAVE, {**LEAVE, "act": "keep"}, ()),
        ({**LEAVE, "beneficiaries": "cy"}, {**LEAVE, "act": "keep", "beneficiaries": "cy"}, ()),
        ({**LEAVE, "beneficiaries": "cy"}, {"objects": "mill", "beneficiaries": "cy"}, ()),
        ({"beneficiaries": "bo"}, {"beneficiaries": "cy", "objects": "north"}, ("cy",)),
        ({"by": ("e", "d", "c", "b", "a")}, {**LEAVE, "by": ("e", "d", "c", "b", "a")}, ("a", "b", "c", "d", "e")),
    ],
)  # fmt: skip
def test_whom_a_change_helps(left: Fields, right: Fields, wanted: tuple[str, ...]) -> None:
    assert relate(action(**left), action(**right), WORDS).favours == wanted


def test_norms_that_can_both_be_kept_do_not_clash() -> None:
    assert conflict(action(), action("must-not"), WORDS)
    assert not conflict(action(), action("may"), WORDS)
    assert not conflict(action(), action("must-not", act="pay"), WORDS)
    assert not conflict(action("must-not"), action("must-not", act="keep"), WORDS)
    assert conflict(action("must-not", act="leave"), action(), WORDS)
    assert not conflict(action("must-not"), action(act="leave"), WORDS)


# --- clauses with readings --------------------------------------------------------------------------------------------


def told(judged: Judgement | None) -> list[tuple[str, str, str]]:
    assert judged is not None
    return [(said(one.before), said(one.after), one.effect.value) for one in judged.changes if one.facet == "reading"]


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
    one = ready("1", norm(act="invite", by="ada", instruments="by-statute"), variants=(told_by("mail", norm("may")),))
    assert [[each.act for each in brought] for brought in one.implied_norms] == [["amend"], []]
    assert one.reachable_acts == {"invite", "join", "amend", "sell"}
    assert not one.is_struck
    assert ready("1", norm(), state=ClauseState.STRUCK).is_struck


def test_readings_that_agree_give_one_answer_and_others_are_listed() -> None:
    left = ready("1", norm(beneficiaries="cy"))
    agree = ready("2", None, variants=(held_by("ada", norm("may", beneficiaries="cy")),
                                       held_by("bo", norm("may", objects="north", beneficiaries="cy"))))  # fmt: skip
    found = relate_clauses(left, agree, WORDS)
    assert found
    assert found.relation is R.LOOSER
    assert [(one.facet, one.effect.value) for one in found.changes] == [("modality", "looser"), ("object", "looser")]
    assert found.favours == ("ada",)
    assert found.confidence is Confidence.HIGH
    differ = ready("3", None, variants=(held_by("ada", norm("may")), held_by("bo", norm("must", by=("ada", "bo")))))
    mixed = relate_clauses(ready("1", norm()), differ, WORDS)
    assert mixed
    assert mixed.relation is R.MIXED
    assert told(mixed) == [("", "ada", "looser"), ("", "bo", "stricter")]
    assert [one.facet for one in mixed.changes] == ["reading", "reading", "modality", "bearer"]
    assert {one.rule for one in mixed.changes if one.facet == "reading"} == {"change-reading"}
    assert mixed.confidence is Confidence.LOW
    assert said(mixed.reason) == "the readings of the clause differ"
    assert relate_clauses(ready("1", norm()), ready("2"), WORDS) is None
    assert relate_clauses(ready("1"), ready("2", norm()), WORDS) is None


def test_the_least_sure_reading_says_how_sure_the_answer_is() -> None:
    sure, vague = norm(quantities=exactly("sum", 5)), norm(quantities=exactly("sum", 5, about=True))
    other = norm(quantities=quantity("sum", 4, 9))
    right = ready("2", None, variants=(held_by("ada", other), held_by("bo", vague)))
    found = relate_clauses(ready("1", norm(quantities=quantity("sum", 2, 6))), right, WORDS)
    assert found
    assert (found.relation, found.confidence) == (R.MIXED, Confidence.LOW)
    assert said(found.reason) == "a figure is unknown or of unknown width"
    assert relate_clauses(ready("1", sure), ready("2", other), WORDS)


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
            clause(name, None, variants=tuple(held_by(label, one) for label, one in given)), WORDS
        )

    assert set(told(relate_clauses(side("1", left), side("2", right), WORDS))) == wanted


def test_readings_under_one_label_stand_each_for_itself_where_both_sides_have_them() -> None:
    several = (told_by("mail", A), told_by("mail", C), told_by("post", B))
    one, other = ready("1", None, variants=several), ready("2", None, variants=(several[1], several[0], several[2]))
    same = relate_clauses(one, other, WORDS)
    assert same
    assert same.relation is R.SAME
    changed = ready("2", None, variants=(told_by("mail", A), told_by("mail", D), told_by("post", B)))
    assert set(told(relate_clauses(one, changed, WORDS))) == {
        ("mail", "mail", "same"),
        ("mail", "mail", "stricter"),
        ("mail", "mail", "opposed"),
        ("post", "post", "same"),
    }
    fewer = ready("2", None, variants=(told_by("mail", A), told_by("post", B)))
    assert set(told(relate_clauses(one, fewer, WORDS))) == {
        ("mail", "mail", "same"),
        ("mail", "mail", "opposed"),
        ("post", "post", "same"),
    }


# --- clauses that were split or merged --------------------------------------------------------------------------------


def test_parts_that_make_up_one_norm_are_judged_together() -> None:
    whole = ready("1", norm())
    parts = [ready("2", norm(objects="north")), ready("3", norm(objects="south"))]
    assert relate_groups([whole], parts, WORDS) == Judgement(relation=R.SAME)
    assert relate_groups(parts, [whole], WORDS) == Judgement(relation=R.SAME)
    bearers = [ready("2", norm()), ready("3", norm(by="bo"))]
    assert relate_groups([ready("1", norm(by=("ada", "bo")))], bearers, WORDS) == Judgement(relation=R.SAME)
    dated = [ready("2", norm(objects=one, quantities=quantity("due", None, 9))) for one in ("north", "south")]
    assert relate_groups([ready("1", norm(quantities=quantity("due", None, 9)))], dated, WORDS) == Judgement(
        relation=R.SAME
    )


@pytest.mark.parametrize("given", [exactly("sum", 5), exactly("carts", 5)])
def test_parts_that_add_up_stay_apart(given: Any) -> None:
    """What is paid for each part is not paid for the whole."""
    sums = {"quantities": given}
    parts = [ready("2", norm(objects="north", **sums)), ready("3", norm(objects="south", **sums))]
    found = relate_groups([ready("1", norm(**sums))], parts, WORDS)
    assert found
    assert found.relation is R.LOOSER


def test_parts_that_name_nobody_or_nothing_stay_apart() -> None:
    nobody = merge_split_clauses([ready("1", norm(by="unnamed")), ready("2", norm(by="bo"))], WORDS)
    assert [one.labelled_norms[0][1].norm.bearers for one in nobody] == [("unnamed",), ("bo",)]
    nothing = merge_split_clauses([ready("1", norm(objects=())), ready("2", norm())], WORDS)
    assert [one.labelled_norms[0][1].norm.objects for one in nothing] == [(), ("field",)]
    alike = merge_split_clauses(
        [ready("1", norm()), ready("2", norm(objects="mill")), ready("3", norm(by="bo"))], WORDS
    )
    assert [one.labelled_norms[0][1].norm for one in alike] == [norm(objects=("field", "mill")), norm(by="bo")]


def test_a_part_that_nothing_answers_is_dropped_or_added() -> None:
    kept, gone = ready("1", norm()), ready("2", norm(act="pay", objects="mill"))
    found = relate_groups([kept, gone], [ready("3", norm(), plan="q")], WORDS)
    assert found
    assert found.relation is R.LOOSER
    assert [(one.facet, said(one.before), said(one.after), one.effect, one.rule) for one in found.changes] == [
        ("dropped", "2", "", R.LOOSER, "change-dropped")
    ]
    back = relate_groups([ready("3", norm(), plan="q")], [kept, gone], WORDS)
    assert back
    assert [(one.facet, said(one.before), said(one.after), one.effect, one.rule) for one in back.changes] == [
        ("added", "", "2", R.STRICTER, "change-added")
    ]


@pytest.mark.parametrize(
    ("modality", "dropped", "added"),
    [("may", "stricter", "looser"), ("must-not", "looser", "stricter"), ("defers", "mixed", "mixed")],
)
def test_what_a_dropped_part_does(modality: str, dropped: str, added: str) -> None:
    kept, part = ready("1", norm()), ready("2", norm(modality, "pay", "mill"))
    for left, right, wanted in (([kept, part], [kept], dropped), ([kept], [kept, part], added)):
        found = relate_groups(left, right, WORDS)
        assert found
        assert found.relation.value == wanted
    raw = relate_groups([kept, ready("2")], [kept], WORDS)
    assert raw
    assert raw.relation is R.MIXED


def test_groups_without_one_doing_are_held_against_each_other_as_they_are() -> None:
    left, right = [ready("1", norm()), ready("2", norm("may"))], [ready("3", norm(act="pay"))]
    found = relate_groups(left, right, WORDS)
    assert found
    assert found.relation is R.SHIFTED
    assert {one.facet for one in found.changes} == {"act", "modality"}
    assert relate_groups([ready("1"), ready("2")], right, WORDS) is None
    # what one rules out by doing the other is no answer to it
    left, right = (
        [ready("1", norm()), ready("2", norm(act="pay"))],
        [ready("3", norm(act="keep")), ready("4", norm(act="pay"))],
    )
    excluded = relate_groups(left, right, WORDS)
    assert excluded
    assert {one.facet for one in excluded.changes} == {"dropped", "added"}


def test_a_group_favours_all_whom_its_parts_favour_and_is_as_sure_as_the_least_sure() -> None:
    left = [ready("1", norm(by="ada")), ready("2", norm(act="pay", by="bo", quantities=exactly("sum", 5)))]
    right = [ready("3", norm("may", by="ada")),
             ready("4", norm("may", "pay", by="bo", quantities=exactly("sum", 5, about=True)))]  # fmt: skip
    found = relate_groups(left, right, WORDS)
    assert found
    assert found.relation is R.MIXED
    assert found.favours == ("ada",)
    assert found.confidence is Confidence.LOW
    assert said(found.reason) == "a figure is unknown or of unknown width"


@pytest.mark.parametrize(
    ("readings", "wanted"),
    [(("may", "must"), "looser"), (("defers", "must"), "mixed"), (("may", "need-not"), "stricter")],
)
def test_a_dropped_part_with_several_readings(readings: tuple[str, str], wanted: str) -> None:
    variants = tuple(told_by(name, norm(name, "pay", "mill")) for name in readings)
    found = relate_groups([ready("1", norm()), ready("2", None, variants=variants)], [ready("3", norm())], WORDS)
    assert found
    assert found.relation.value == wanted


def test_of_a_group_only_clauses_of_one_doing_are_held_against_each_other() -> None:
    pay = norm(act="pay", objects="carts")
    found = relate_groups([ready("1", norm()), ready("2", pay)], [ready("3", norm("may")), ready("4", pay)], WORDS)
    assert found
    assert [(one.facet, one.effect) for one in found.changes] == [("modality", R.LOOSER)]
    apart = relate_groups([ready("1", norm()), ready("2", pay)],
                          [ready("3", norm(objects="mill")), ready("4", pay)], WORDS)  # fmt: skip
    assert apart
    assert [one.facet for one in apart.changes] == ["dropped", "added"]


def test_readings_and_those_favoured_are_told_in_order() -> None:
    names = ("e", "d", "c", "b", "a")
    one = ready("1", None, variants=tuple(told_by(name, norm(by=names, objects=name)) for name in names))
    other = ready("2", None, variants=tuple(told_by(name, norm("may", by=names, objects=name)) for name in names[::-1]))
    found = relate_clauses(one, other, WORDS)
    assert found
    assert (found.relation, found.favours) == (R.LOOSER, ("a", "b", "c", "d", "e"))
    turned = ready("2", None, variants=tuple(
        told_by(name, norm("may" if name < "c" else "must", by=names, objects=name)) for name in names))  # fmt: skip
    assert [before for before, _, _ in told(relate_clauses(one, turned, WORDS))] == ["a", "b", "c", "d", "e"]


def test_one_reading_against_several_under_its_label_is_held_against_each() -> None:
    fewer = ready("2", None, variants=(told_by("mail", A), told_by("post", B)))
    several = ready("1", None, variants=(told_by("mail", A), told_by("mail", C), told_by("post", B)))
    assert ("mail", "mail", "opposed") in told(relate_clauses(fewer, several, WORDS))
