"""Each facet of a norm: what a change of it is called, and what it does to the bearer, from both sides."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from comparer.model.explanation import ConditionList, Term
from comparer.model.norm import Condition, ConditionKind, Norm, Quantity
from comparer.model.vocabulary import Actor, Manner, QuantityKind
from comparer.norms.canonical import CanonicalNorm, to_canonical_norm
from comparer.norms.facets import NormPair, facet_changes
from comparer.norms.relate import relate
from comparer.norms.tables import BURDEN_MODALITIES, POSITIVE_MODALITIES
from comparer.norms.vocabulary import Vocabulary
from tests.factories.english import english
from tests.factories.norms import VILLAGE, WORDS, action, exactly, norm, quantity, unless, until, when

BASE = norm()


def facets(left: Norm, right: Norm) -> dict[str, str]:
    changes = facet_changes(NormPair(left=action_of(left), right=action_of(right), vocabulary=WORDS))
    assert len({item.facet for item in changes}) == len(changes)
    assert all(item.rule == f"change-{item.facet.split('.')[0]}" for item in changes)
    return {item.facet: item.effect.value for item in changes}


def action_of(norm: Norm) -> Any:
    from comparer.norms.canonical import to_canonical_norm

    return to_canonical_norm(norm, WORDS)


CASES: list[tuple[str, dict[str, Any], dict[str, Any], dict[str, str]]] = [
    # what it shows, left, right, what changes (each on top of: Ada must sell the field)
    ("nothing", {}, {}, {}),
    ("modality", {}, {"modality": "may"}, {"modality": "looser"}),
    ("modality turned", {}, {"modality": "must-not"}, {"modality": "opposed"}),
    # who
    ("another bearer", {}, {"by": "bo"}, {"bearer": "replaced"}),
    ("more bearers", {}, {"by": ("ada", "bo")}, {"bearer": "stricter"}),
    ("more bearers may", {"modality": "may"}, {"modality": "may", "by": ("ada", "bo")}, {"bearer": "looser"}),
    ("some other bearers", {"by": ("ada", "bo")}, {"by": ("bo", "cy")}, {"bearer": "mixed"}),
    ("order of bearers", {"by": ("ada", "bo")}, {"by": ("bo", "ada")}, {}),
    ("anybody", {}, {"by": "anyone"}, {"bearer": "stricter"}),
    ("nobody named weighs nothing", {}, {"by": "unnamed"}, {"bearer": "same"}),
    ("nobody named on either side", {"by": "unnamed"}, {"by": "unnamed"}, {}),
    ("nobody named any more may", {"modality": "may"}, {"modality": "may", "by": "unnamed"}, {"bearer": "same"}),
    ("another doer", {"agents": "bo"}, {"agents": "cy"}, {"agent": "replaced", "object": None}),
    ("a doer named", {}, {"agents": "bo"}, {"agent": "replaced"}),
    ("the bearer named as doer", {}, {"agents": "ada"}, {}),
    ("a doer more", {"agents": "bo"}, {"agents": ("bo", "cy")}, {"agent": "stricter"}),
    ("a member for its body", {"act": "strike", "by": "guild"}, {"act": "strike"}, {"bearer": "looser"}),
    ("a body strikes for its members, pays for itself", {"act": "strike", "by": "guild"}, {"act": "pay", "by": "guild"},
     {"act": "replaced"}),
    ("a member is not its body elsewhere", {"by": "guild"}, {}, {"bearer": "replaced"}),
    # what
    ("a part", {}, {"objects": "north"}, {"object": "looser"}),
    ("a part forbidden", {"modality": "must-not"}, {"modality": "must-not", "objects": "north"}, {"object": "looser"}),
    ("both parts are the whole", {}, {"objects": ("north", "south")}, {}),
    ("some of each is another thing", {"objects": ("north", "mill")}, {"objects": ("south", "mill")},
     {"object": "replaced"}),
    ("elsewhere", {}, {"objects": "mill"}, {"object": "replaced"}),
    ("an object named: whether it was meant is unclear", {"objects": ()}, {}, {"object": "unclear"}),
    ("an object no longer named", {}, {"objects": ()}, {"object": "unclear"}),
    ("a benefit", {"beneficiaries": "bo"}, {"beneficiaries": ("bo", "cy")}, {"beneficiary": "stricter"}),
    ("members have the benefit", {"beneficiaries": "guild"}, {"beneficiaries": "bo"}, {"beneficiary": "looser"}),
    ("a partner", {"partners": "bo"}, {"partners": "cy"}, {"partner": "replaced"}),
    ("a partner fewer", {"partners": "guild"}, {"partners": "bo"}, {"partner": "looser"}),
    ("a status", {"status": "free"}, {"status": "held"}, {"status": "replaced"}),
    ("a status in part", {"status": "field"}, {"status": "north"}, {"status": "looser"}),
    ("a status named", {}, {"status": "field"}, {"status": "unclear"}),
    ("a status no longer named", {"status": "field"}, {}, {"status": "unclear"}),
    ("a benefit named", {}, {"beneficiaries": "bo"}, {"beneficiary": "same"}),
    ("a partner no longer named", {"partners": "bo"}, {}, {"partner": "same"}),
    # which act
    ("an entailed act", {}, {"act": "hand-over"}, {"act": "looser"}),
    ("an entailing act", {"act": "hand-over"}, {}, {"act": "stricter"}),
    ("entailed and forbidden", {"modality": "must-not"}, {"modality": "must-not", "act": "leave"}, {"act": "stricter"}),
    ("entailed and allowed", {"modality": "may"}, {"modality": "may", "act": "leave"}, {"act": "stricter"}),
    ("entailed across", {}, {"modality": "must-not", "act": "leave"}, {"modality": "opposed", "act": "replaced"}),
    ("an excluded act", {}, {"act": "keep"}, {"act": "opposed"}),
    ("excluded, forbidden", {}, {"modality": "must-not", "act": "keep"}, {"modality": "opposed", "act": "replaced"}),
    ("both forbidden", {"modality": "must-not"}, {"modality": "must-not", "act": "keep"}, {"act": "replaced"}),
    ("unrelated acts", {}, {"act": "pay"}, {"act": "replaced"}),
    ("unrelated, and a part", {}, {"act": "pay", "objects": "north"}, {"act": "replaced", "object": "replaced"}),
    ("unrelated, and some of each", {"by": ("ada", "bo")}, {"act": "pay", "by": ("bo", "cy")},
     {"act": "replaced", "bearer": "replaced"}),
    ("unrelated, turned", {}, {"act": "pay", "modality": "must-not"}, {"act": "replaced", "modality": "opposed"}),
    ("the act left open", {}, {"act": "", "modality": "defers"}, {"act": "replaced", "modality": "deferred"}),
    ("a part, the act left open", {}, {"act": "", "modality": "defers", "objects": "north"},
     {"act": "replaced", "modality": "deferred", "object": "looser"}),
    # one action seen from both ends
    ("the converse", {"act": "join", "objects": "guild"}, {"act": "admit", "by": "guild", "objects": "ada"},
     {"bearer": "replaced"}),
    ("who is let in", {"act": "admit", "by": "guild", "objects": "ada"},
     {"act": "admit", "by": "guild", "objects": ("ada", "bo")}, {"object": "stricter"}),
    ("who lets in, and whom", {"act": "admit", "by": "guild", "objects": "ada"},
     {"act": "admit", "by": "lodge", "objects": "bo"}, {"bearer": "replaced", "object": "replaced"}),
    ("who lets in by whom", {"act": "admit", "agents": "guild", "objects": "bo"},
     {"act": "admit", "agents": "lodge", "objects": "bo"}, {"object": "replaced"}),
    # a cap is a norm on the size of what it caps
    ("a cap", {"act": "limit", "quantities": quantity("carts", None, 5)},
     {"act": "limit", "quantities": quantity("carts", None, 7)}, {"amount.carts": "looser"}),
    ("a cap lifted", {"act": "limit", "quantities": quantity("carts", None, 5)},
     {"act": "limit", "modality": "must-not"}, {"modality": "opposed", "amount.carts": "replaced"}),
    ("banned, and talks on another matter ordered", {"modality": "must-not"}, {"act": "talk-over"},
     {"act": "replaced", "modality": "opposed"}),
    ("the same doers named, of acts that reach their members or do not", {"act": "strike", "agents": "guild"},
     {"act": "pay", "agents": "guild"}, {"act": "replaced"}),
    ("some other bearers of a freedom", {"modality": "may", "by": ("ada", "bo")},
     {"modality": "may", "by": ("bo", "cy")}, {"bearer": "mixed"}),
    ("a joint act of one circle, for another", {"act": "meet", "partners": "bo", "beneficiaries": "bo"},
     {"act": "meet", "partners": "bo", "beneficiaries": "cy"}, {"beneficiary": "replaced"}),
    ("of an unrelated doing, more here and less there", {"quantities": quantity("sum", 5, 7)},
     {"act": "pay", "quantities": quantity("sum", 6, 8)}, {"act": "replaced", "amount.sum": "replaced"}),
    ("put off by others", {"modality": "defers"}, {"modality": "defers", "by": "bo"}, {"bearer.decider": "same"}),
    ("put off by others, the doers named", {"modality": "defers", "agents": "cy"},
     {"modality": "defers", "by": "bo", "agents": "cy"}, {"bearer.decider": "same"}),
    ("put off by others, other doers named", {"modality": "defers", "agents": "cy"},
     {"modality": "defers", "by": "bo", "agents": "ada"}, {"bearer.decider": "same", "agent": "replaced"}),
    ("a ceiling, and none", {"act": "limit", "quantities": quantity("carts", None, 5)}, {"act": "limit"},
     {"amount.carts": "stricter"}),
    ("two figures, and one of them", {"quantities": (quantity("heads", 5), quantity("carts", 5))},
     {"quantities": quantity("heads", 5)}, {"amount.carts": "looser"}),
    ("all of it, and another figure", {"quantities": exactly("time", 3)},
     {"quantities": (exactly("portion", 100), exactly("time", 3), quantity("sum", 6))},
     {"amount.portion": "same", "amount.sum": "replaced"}),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_who_and_what(left: dict[str, Any], right: dict[str, Any], wanted: dict[str, str | None]) -> None:
    a, b = norm(**left), norm(**right)
    text = {name: effect for name, effect in wanted.items() if effect}
    assert facets(a, b) == text
    assert facets(b, a) == {name: mirrored(effect) for name, effect in text.items()}


def mirrored(effect: str) -> str:
    from comparer.model.relation import Relation

    return Relation(effect).mirror().value


def amounts(*given: Quantity) -> dict[str, Any]:
    return {"quantities": given}


AMOUNTS: list[tuple[str, str, Quantity | None, Quantity | None, str]] = [
    # modality, facet, left, right, effect
    ("must", "amount.sum", exactly("sum", 5), exactly("sum", 6), "stricter"),
    ("must", "amount.sum", exactly("sum", 12), exactly("sum", 1, unit="purse"), ""),
    ("must", "amount.sum", exactly("sum", 5), exactly("sum", 1, unit="purse"), "stricter"),
    ("may", "amount.sum", exactly("sum", 5), exactly("sum", 6), "looser"),
    ("must-not", "amount.sum", exactly("sum", 5), exactly("sum", 6), "stricter"),
    ("must", "amount.carts", exactly("carts", 5), exactly("carts", 6), "replaced"),
    ("must", "amount.weight", exactly("weight", 5), exactly("weight", 6), "replaced"),
    ("must", "amount.sum", exactly("sum", 5), exactly("sum", 5, unit="cart"), "replaced"),
    ("must", "amount.sum", quantity("sum", 5), quantity("sum", 6), "stricter"),
    ("may", "amount.sum", quantity("sum", 5), quantity("sum", 6), "stricter"),
    ("must-not", "amount.sum", quantity("sum", 5), quantity("sum", 6), "looser"),
    # A sum put into a duty makes it another duty; into leave, narrower leave; what is counted only narrows or widens.
    ("must", "amount.sum", None, quantity("sum", 6), "replaced"),
    ("expects", "amount.sum", None, quantity("sum", 6), "replaced"),
    ("may", "amount.sum", None, quantity("sum", None, 6), "stricter"),
    ("must-not", "amount.sum", None, quantity("sum", 6), "looser"),
    ("must", "amount.carts", None, quantity("carts", None, 6), "stricter"),
    ("must", "amount.portion", None, exactly("portion", 100), "same"),
    ("must", "amount.portion", None, exactly("portion", 90), "stricter"),
    ("must", "amount.sum", quantity("sum", 5, 7), quantity("sum", 6, 8), "mixed"),
    ("must", "amount.sum", exactly("sum", 5), exactly("sum", 5, about=True), "unclear"),
    ("must", "amount.sum", exactly("sum", 5), quantity("sum", unknown=True), "unclear"),
    ("must", "amount.sum.north", exactly("sum", 5, of="north"), exactly("sum", 6, of="north"), "stricter"),
    ("must", "amount.portion", exactly("portion", 5), exactly("portion", 6), "replaced"),
    ("must", "deadline.due", quantity("due", None, 30), quantity("due", None, 60), "looser"),
    ("must", "deadline.due", quantity("due", None, 2, unit="week"), quantity("due", None, 14), ""),
    ("must", "deadline.due", None, quantity("due", None, 60), "stricter"),
    ("must", "deadline.due", None, quantity("due", unknown=True), "stricter"),
    ("may", "deadline.due", None, quantity("due", unknown=True), "stricter"),
    ("must", "deadline.due", quantity("due", None, 30), quantity("due", unknown=True), "unclear"),
    ("must", "deadline.due", exactly("due", 30), exactly("due", 60), "replaced"),
    ("must", "period.time", exactly("time", 30), exactly("time", 60), "stricter"),
    ("may", "period.time", exactly("time", 30), exactly("time", 60), "looser"),
    ("must-not", "period.time", exactly("time", 30), exactly("time", 60), "stricter"),
    ("must", "period.time", exactly("time", 30), None, "stricter"),
    ("must-not", "period.time", exactly("time", 30), None, "stricter"),
    ("may", "period.time", exactly("time", 30), None, "looser"),
    ("must", "period.time", exactly("time", 30), exactly("time", 30, about=True), "unclear"),
    ("must", "period.time", quantity("time", 10, 40), quantity("time", 20, 30), "mixed"),
    ("must", "period.time", exactly("time", 7), exactly("time", 1, unit="week"), ""),
    ("must", "amount.portion", exactly("portion", 50), exactly("portion", 100), "replaced"),
]


@pytest.mark.parametrize(("modality", "facet", "left", "right", "wanted"), AMOUNTS)
def test_figures(modality: str, facet: str, left: Quantity | None, right: Quantity | None, wanted: str) -> None:
    a, b = (norm(modality, "pay", quantities=(item,) if item else ()) for item in (left, right))
    assert facets(a, b) == ({facet: wanted} if wanted else {})
    assert facets(b, a) == ({facet: mirrored(wanted)} if wanted else {})


def test_figures_across_doing_and_leaving_are_no_more_and_no_less() -> None:
    a, b = norm("must", "pay", quantities=exactly("sum", 5)), norm("must-not", "pay", quantities=exactly("sum", 6))
    assert facets(a, b) == {"modality": "opposed", "amount.sum": "replaced"}
    vague = norm("must-not", "pay", quantities=quantity("sum", 4, 6, about=True))
    assert facets(a, vague) == {"modality": "opposed", "amount.sum": "unclear"}


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        (quantity("carts", None, 5), quantity("heads", None, 9), "replaced"),
        (quantity("carts", None, 5), quantity("heads", unknown=True), "unclear"),
        (quantity("carts", None, 5, about=True), quantity("heads", None, 9), "unclear"),
    ],
)
def test_figures_that_count_unlike_things_are_neither_more_nor_less(
    left: Quantity, right: Quantity, wanted: str
) -> None:
    a, b = (norm(act="limit", quantities=item) for item in (left, right))
    assert facets(a, b) == {"amount.carts": wanted, "amount.heads": wanted}
    assert facets(b, a) == facets(a, b)
    both = norm(act="limit", quantities=(quantity("carts", None, 5), quantity("heads", None, 9)))
    # A second ceiling beside the first is one more.
    assert facets(norm(act="limit", quantities=quantity("carts", None, 5)), both) == {"amount.heads": "stricter"}
    assert facets(both, norm(act="limit", quantities=quantity("heads", None, 9))) == {"amount.carts": "looser"}
    priced = norm(act="limit", quantities=quantity("sum", None, 9))
    assert facets(norm(act="limit", quantities=quantity("carts", None, 5)), priced) == {
        "amount.carts": "looser",
        "amount.sum": "stricter",
    }
    # A ban without a figure bars every number.
    unbounded = norm("must-not", "hold")
    assert facets(norm(act="limit", quantities=quantity("carts", None, 5)), unbounded) == {"amount.carts": "stricter"}


@pytest.mark.parametrize(
    ("other", "wanted"),
    [
        ({"act": "talk-over"}, "replaced"),
        ({"act": "talk-over", "modality": "expects"}, "replaced"),
        ({"act": "talk-over", "modality": "must-not"}, "settled"),
        ({"act": "sell"}, "settled"),
        ({"act": "meet"}, "settled"),
    ],
)
def test_what_is_left_for_later_is_not_settled_by_talks_on_it(other: dict[str, Any], wanted: str) -> None:
    assert facets(norm("defers", "sell"), norm(**other))["modality"] == wanted
    assert facets(norm(**other), norm("defers", "sell"))["modality"] == mirrored(wanted)


def test_talks_that_are_themselves_left_for_later_are_deferred() -> None:
    assert facets(norm(act="talk-over"), norm("defers", "talk-over")) == {"modality": "deferred"}


TALKS, GREETING = when("talks"), when("greeting")
QUALIFIERS: list[tuple[dict[str, Any], dict[str, Any], dict[str, str]]] = [
    # left, right, what a duty feels of it
    ({}, {"conditions": when("harvest")}, {"condition": "looser"}),
    ({}, {"conditions": until("harvest")}, {"condition": "looser"}),
    ({}, {"conditions": unless("harvest")}, {"condition": "looser"}),
    ({"conditions": when("harvest")}, {"conditions": (when("harvest"), when("flood"))}, {"condition": "looser"}),
    ({"conditions": when("harvest")}, {"conditions": when("flood")}, {"condition": "mixed"}),
    ({"conditions": when("greeting")}, {"conditions": when("signature")}, {"condition": "looser"}),
    ({"conditions": when("greeting")}, {"conditions": (when("signature"), when("flood"))}, {"condition": "looser"}),
    ({"conditions": unless("greeting")}, {"conditions": unless("signature")}, {"condition": "mixed"}),
    ({"conditions": when("greeting")}, {"conditions": until("signature")}, {"condition": "mixed"}),
    ({"conditions": (when("greeting"), when("flood"))}, {"conditions": when("signature")}, {"condition": "mixed"}),
    ({"conditions": (TALKS, GREETING)}, {"conditions": when("signature")}, {"condition": "looser"}),
    ({"conditions": Condition(kind=ConditionKind.WHEN, clause="p#1")},
     {"conditions": Condition(kind=ConditionKind.WHEN, clause="q#1")}, {}),
    ({"conditions": Condition(kind=ConditionKind.WHEN, clause="p#1")},
     {"conditions": Condition(kind=ConditionKind.WHEN, clause="q#2")}, {"condition": "mixed"}),
    ({"conditions": Condition(kind=ConditionKind.WHEN, clause="p#1")},
     {"conditions": when("harvest")}, {"condition": "mixed"}),
    ({}, {"manners": "in-part"}, {"manner": "looser"}),
    ({}, {"manners": "for-good"}, {"manner": "stricter"}),
    ({}, {"manners": "gladly"}, {"manner": "same"}),
    ({}, {"manners": "slowly"}, {"manner": "looser"}),  # a manner that the vocabulary does not know narrows
    ({}, {"manners": ("in-part", "for-good")}, {"manner": "mixed"}),
    ({}, {"manners": ("in-part", "gladly")}, {"manner": "looser"}),
    ({"manners": "in-part"}, {"manners": "for-good"}, {"manner": "stricter"}),
    ({"manners": "in-part"}, {"manners": "slowly"}, {"manner": "mixed"}),
    ({"manners": "in-part"}, {"manners": ("in-part", "gladly")}, {"manner": "same"}),
    ({}, {"instruments": "by-letter"}, {"instrument": "same"}),
    ({}, {"instruments": "by-statute"}, {"instrument": "stricter"}),  # it brings a duty to amend the statutes
    ({"instruments": "by-letter"}, {"instruments": "by-statute"}, {"instrument": "stricter"}),
    ({}, {"consent": "bo"}, {"consent": "looser"}),
    ({"consent": "bo"}, {"consent": "cy"}, {"consent": "mixed"}),
    ({}, {"intent": True}, {"intent": "same"}),
    ({"intent": True}, {"intent": True}, {}),
    ({"manners": "for-good"}, {"manners": "slowly"}, {"manner": "looser"}),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "wanted"), QUALIFIERS)
def test_what_qualifies_a_norm(left: dict[str, Any], right: dict[str, Any], wanted: dict[str, str]) -> None:
    a, b = norm(**left), norm(**right)
    assert facets(a, b) == wanted
    back = {name: mirrored(effect) for name, effect in wanted.items()}
    assert facets(b, a) == back
    # What weakens a duty weakens a prohibition, and what weakens a freedom leaves its bearer less.
    assert facets(norm("must-not", **left), norm("must-not", **right)) == wanted
    assert facets(norm("may", **left), norm("may", **right)) == back


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (exactly("sum", 5), "5 coins"),
        (exactly("sum", 1200000), "1,200,000 coins"),
        (exactly("sum", 0.5), "0.5 coins"),
        (exactly("sum", 0.30000000000000004), "0.3 coins"),
        (exactly("sum", 123456789012), "123,456,789,012 coins"),
        (exactly("sum", 1234.5), "1,234.5 coins"),
        (exactly("sum", 5, about=True), "≈ 5 coins"),
        (quantity("sum", 5, 7), "5–7 coins"),
        (quantity("sum", 5, 7, about=True), "≈ 5–7 coins"),
        (quantity("sum", 5), "≥ 5 coins"),
        (quantity("sum", 0), "≥ 0 coins"),
        (quantity("sum", 5, low_open=True, about=True), "> ≈ 5 coins"),
        (quantity("sum", None, 5), "≤ 5 coins"),
        (quantity("sum", None, 5, high_open=True, about=True), "< ≈ 5 coins"),
        (quantity("sum"), "?"),
        (quantity("sum", 5, unknown=True), "?"),
        (exactly("sum", 5, unit="purse"), "5 purse"),
        (exactly("due", "2030-05-01", unit="date"), "2030-05-01"),
        (quantity("weight", 5), "≥ 5"),
    ],
)
def test_figures_in_signs(given: Quantity, words: str) -> None:
    assert english(replace(given, unit=given.unit or WORDS.quantity_unit(given.name)), WORDS) == words


@pytest.mark.parametrize(
    ("left", "right", "facet", "before", "after"),
    [
        ({}, {"by": ("ada", "bo")}, "bearer", "Ada", "Ada, Bo"),
        ({}, {"by": "unnamed"}, "bearer", "Ada", "unnamed"),
        ({}, {"modality": "need-not"}, "modality", "must", "need-not"),
        ({"act": "admit", "by": "guild"}, {"by": "guild"}, "act", "let in", "sell"),
        ({}, {"objects": "north"}, "object", "the field", "north"),
        ({"agents": "ada"}, {"agents": "bo"}, "agent", "Ada", "Bo"),
        ({}, {"agents": "bo"}, "agent", "Ada", "Bo"),
        ({"agents": "bo"}, {}, "agent", "Bo", "Ada"),
        ({"beneficiaries": "ada"}, {"beneficiaries": "bo"}, "beneficiary", "Ada", "Bo"),
        ({"partners": "ada"}, {"partners": "bo"}, "partner", "Ada", "Bo"),
        ({"status": "field"}, {"status": "mill"}, "status", "the field", "mill"),
        ({}, {"conditions": when("harvest")}, "condition", "", "when the harvest is in"),
        ({}, {"conditions": Condition(kind=ConditionKind.VOID_IF, clause="p#3")}, "condition", "", "void if p#3"),
        ({}, {"conditions": (when("talks"), until("flood"))}, "condition", "", "until flood, when talks"),
        ({}, {"manners": "in-part"}, "manner", "", "in part"),
        ({"manners": "gladly"}, {}, "manner", "gladly", ""),
        ({"instruments": "by-statute"}, {}, "instrument", "by statute", ""),
        ({}, {"consent": "bo"}, "consent", "", "Bo"),
        ({}, {"intent": True}, "intent", "", "intent"),
        ({"quantities": exactly("sum", 5)}, {}, "amount.sum", "5 coins", ""),
        ({"quantities": (exactly("sum", 5), exactly("sum", 7, of="north"))}, {"quantities": exactly("sum", 5)},
         "amount.sum.north", "7 coins", ""),
        ({"act": "admit", "by": "guild", "objects": "ada"}, {"act": "admit", "by": "guild", "objects": "bo"},
         "object", "Ada", "Bo"),
        ({"act": "admit", "by": "guild", "objects": "ada", "agents": "lodge"},
         {"act": "admit", "by": "guild", "objects": "ada", "agents": "guild"}, "object", "lodge", "guild"),
        ({"act": "admit", "by": "guild", "objects": "ada", "agents": ("lodge", "bo", "cy", "guild")},
         {"act": "admit", "by": "guild", "objects": "ada", "agents": "cy"}, "object", "Bo, cy, guild, lodge", "cy"),
        ({"quantities": exactly("time", 5, start="signature")}, {}, "period.time", "5 days", ""),
        ({"quantities": exactly("sum", 1, unit="purse")}, {}, "amount.sum", "1 purse", ""),
        ({}, {"conditions": tuple(map(when, ("talks", "harvest", "flood", "drought", "famine")))}, "condition", "",
         "when drought, when famine, when flood, when talks, when the harvest is in"),
    ],
)  # fmt: skip
def test_a_change_shows_both_sides_in_labels(
    left: dict[str, Any], right: dict[str, Any], facet: str, before: str, after: str
) -> None:
    result = {
        change.facet: change
        for change in facet_changes(NormPair(left=action(**left), right=action(**right), vocabulary=WORDS))
    }
    assert (english(result[facet].before, WORDS), english(result[facet].after, WORDS)) == (before, after)


def test_words_that_each_language_has_of_its_own_are_told_as_terms() -> None:
    force, intent = (
        facet_changes(NormPair(left=action_of(BASE), right=action_of(other), vocabulary=WORDS))[0]
        for other in (norm("may"), norm(intent=True))
    )
    assert (force.before, force.after) == (Term("modality", "must"), Term("modality", "may"))
    assert (intent.before, intent.after) == ("", Term("facet", "intent"))


def test_facets_come_in_a_fixed_order_with_the_modality_first() -> None:
    left = norm(quantities=(exactly("sum", 5), exactly("time", 3), exactly("due", 9), exactly("stay", 3)))
    right = norm("may", "leave", "north", ("ada", "bo"), conditions=when("talks"), manners="in-part", partners="bo",
                 beneficiaries="cy", status="free", instruments="by-letter", consent="cy", intent=True)  # fmt: skip
    assert list(facets(left, right)) == [
        "modality", "bearer", "act", "object", "beneficiary", "partner", "status", "deadline.due", "amount.sum",
        "period.stay", "period.time", "manner", "instrument", "consent", "condition", "intent",
    ]  # fmt: skip
    pair = NormPair(left=action_of(left), right=action_of(right), vocabulary=WORDS)
    assert relate(pair.left, pair.right, WORDS).changes == facet_changes(pair)


def test_which_modalities_burden_their_bearer_and_which_are_of_doing() -> None:
    assert {modality.value for modality in BURDEN_MODALITIES} == {
        "must", "must-not", "declares", "declares-not", "expects", "expects-not",
    }  # fmt: skip
    assert {modality.value for modality in POSITIVE_MODALITIES} == {"must", "may", "declares", "expects"}


WEIGHED: list[tuple[str, dict[str, Any], dict[str, Any], tuple[str, str, int]]] = [
    # what it shows, left, right (each on top of: Ada must sell the field), the facet with its effect and its weight
    ("from a burden to leave", {}, {"modality": "may"}, ("modality", "looser", 1)),
    ("less of a burden", {}, {"modality": "expects"}, ("modality", "looser", 2)),
    ("put off", {}, {"modality": "defers"}, ("modality", "deferred", 1)),
    ("declared and so done",
     {"act": "recognise"}, {"act": "recognise", "modality": "declares"}, ("modality", "same", 5)),
    ("only said", {}, {"modality": "declares"}, ("modality", "stricter", 2)),
    ("only said across", {"act": "renounce"}, {"act": "sell", "modality": "declares"}, ("modality", "replaced", 2)),
    ("hoped beside declared", {"act": "recognise", "modality": "expects"}, {"act": "recognise", "modality": "declares"},
     ("modality", "stricter", 2)),
    ("another bearer", {}, {"by": "bo"}, ("bearer", "replaced", 1)),
    ("one bearer more", {}, {"by": ("ada", "bo")}, ("bearer", "stricter", 3)),
    ("some other bearers", {"by": ("ada", "bo")}, {"by": ("bo", "cy")}, ("bearer", "mixed", 3)),
    ("nobody named", {}, {"by": "unnamed"}, ("bearer", "same", 5)),
    ("a duty passed on, the doer the same", {"agents": "cy"}, {"by": "bo", "agents": "cy"}, ("bearer", "replaced", 3)),
    ("a ban passed on, the doer the same", {"modality": "must-not", "agents": "cy"},
     {"modality": "must-not", "by": "bo", "agents": "cy"}, ("bearer", "same", 5)),
    ("a duty passed on as a ban", {"agents": "cy"}, {"modality": "must-not", "by": "bo", "agents": "cy"},
     ("bearer", "same", 5)),
    ("a joint act from its other end",
     {"act": "meet", "partners": "bo"}, {"act": "meet", "by": "bo", "partners": "ada"}, ("bearer", "same", 5)),
    ("partners of one circle",
     {"act": "meet", "partners": "bo"}, {"act": "meet", "by": "bo", "partners": "ada"}, ("partner", "same", 5)),
    ("partners of no joint act", {"partners": "bo"}, {"by": "bo", "partners": "ada"}, ("partner", "replaced", 3)),
    ("another doer", {"agents": "bo"}, {"agents": "cy"}, ("agent", "replaced", 1)),
    ("a doer beside", {"agents": ("bo", "ada")}, {"agents": ("bo", "cy")}, ("agent", "replaced", 2)),
    ("another thing", {}, {"objects": "mill"}, ("object", "replaced", 2)),
    ("another receiver", {"beneficiaries": "bo"}, {"beneficiaries": "cy"}, ("beneficiary", "replaced", 2)),
    ("no receiver named", {"beneficiaries": "bo"}, {}, ("beneficiary", "same", 5)),
    ("no partner named", {"partners": "bo"}, {}, ("partner", "same", 3)),
    ("no status named", {"status": "barn"}, {}, ("status", "unclear", 2)),
    ("a due date", {"quantities": quantity("due", None, 30)}, {"quantities": quantity("due", None, 60)},
     ("deadline.due", "looser", 3)),
    ("all of it", {}, {"quantities": exactly("portion", 100)}, ("amount.portion", "same", 5)),
    ("about all of it", {}, {"quantities": exactly("portion", 100, about=True)}, ("amount.portion", "unclear", 2)),
    ("a hundred carts", {}, {"quantities": exactly("carts", 100)}, ("amount.carts", "stricter", 2)),
    ("two manners that go together", {"manners": "in-part"}, {"manners": "gladly"}, ("manner", "stricter", 3)),
    ("what need not be, put off", {"modality": "need-not"}, {"modality": "defers"}, ("modality", "deferred", 1)),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "wanted"), [case[1:] for case in WEIGHED], ids=[case[0] for case in WEIGHED])
def test_how_heavily_a_facet_weighs(left: dict[str, Any], right: dict[str, Any], wanted: tuple[str, str, int]) -> None:
    a, b = action_of(norm(**left)), action_of(norm(**right))
    for pair, effect in (((a, b), wanted[1]), ((b, a), mirrored(wanted[1]))):
        changes = facet_changes(NormPair(left=pair[0], right=pair[1], vocabulary=WORDS))
        assert (wanted[0], effect, wanted[2]) in [(item.facet, item.effect.value, item.weight) for item in changes]


def test_other_bearers_are_a_trade_off_only_where_some_that_are_named_go_on() -> None:
    """Ada for a guild to which she belongs goes on; two groups that merely share a member are other bearers."""
    words = Vocabulary(replace(VILLAGE, actors=(*VILLAGE.actors, Actor(id="crew", members=("bo", "cy")))))
    for by, wanted in ((("crew", "ada"), "mixed"), ("crew", "replaced")):
        left, right = (to_canonical_norm(norm(act="strike", by=names), words) for names in (("guild", "lodge"), by))
        for pair in ((left, right), (right, left)):
            changes = facet_changes(NormPair(left=pair[0], right=pair[1], vocabulary=words))
            assert [(item.facet, item.effect.value) for item in changes] == [("bearer", wanted)]


@pytest.mark.parametrize("facet", ["partner", "beneficiary", "status"])
def test_what_a_text_known_in_part_leaves_out_is_not_reported_and_what_it_says_is(facet: str) -> None:
    full = {"partner": {"partners": "bo"}, "beneficiary": {"beneficiaries": "bo"}, "status": {"status": "barn"}}[facet]
    other = {"partner": {"partners": "cy"}, "beneficiary": {"beneficiaries": "cy"}, "status": {"status": "mill"}}[facet]

    def unreported(left: dict[str, Any], right: dict[str, Any], **partial: bool) -> list[bool]:
        pair = NormPair(left=action_of(norm(**left)), right=action_of(norm(**right)), vocabulary=WORDS, **partial)
        return [change.is_unreported for change in facet_changes(pair) if change.facet == facet]

    assert unreported(full, {}, is_right_partial=True) == unreported({}, full, is_left_partial=True) == [True]
    assert unreported(full, {}, is_left_partial=True) == unreported({}, full, is_right_partial=True) == [False]
    both = {"is_left_partial": True, "is_right_partial": True}
    assert unreported(full, other, **both) == [False]
    assert unreported({}, {}, **both) == []


def test_a_case_is_told_of_a_text_known_in_part_also_beside_what_is_no_case() -> None:
    full, bare = action_of(norm(conditions=(when("talks"), unless("flood")))), action_of(norm())
    only_an_exception = action_of(norm(conditions=unless("flood")))

    def unreported(left: CanonicalNorm, right: CanonicalNorm) -> list[bool]:
        pair = NormPair(left=left, right=right, vocabulary=WORDS, is_right_partial=True)
        return [change.is_unreported for change in facet_changes(pair)]

    assert unreported(full, bare) == [False]
    assert unreported(only_an_exception, bare) == [True]


def test_a_narrower_word_is_told_where_a_shorter_list_may_be_cut_off_by_who_tells_it() -> None:
    whole, word, some = (action_of(norm(objects=names)) for names in ("estate", "field", ("field", "mill")))

    def unreported(left: CanonicalNorm, right: CanonicalNorm, **partial: bool) -> list[bool]:
        pair = NormPair(left=left, right=right, vocabulary=WORDS, **partial)
        return [change.is_unreported for change in facet_changes(pair) if change.facet == "object"]

    assert unreported(some, word, is_right_partial=True) == unreported(word, some, is_left_partial=True) == [True]
    assert unreported(whole, word, is_right_partial=True) == unreported(word, whole, is_left_partial=True) == [False]


def test_the_day_as_of_which_something_is_counted_weighs_less_than_the_count() -> None:
    words = Vocabulary(replace(VILLAGE, quantities=(*VILLAGE.quantities, QuantityKind(id="census", kind="date"))))
    left, right = (
        to_canonical_norm(norm(quantities=exactly("census", day, start="signature")), words)
        for day in ("2030-01-01", "2031-01-01")
    )
    (change,) = facet_changes(NormPair(left=left, right=right, vocabulary=words))
    assert (change.facet, change.weight) == ("amount.census", 3)
    assert isinstance(change.before, Quantity)
    assert change.before.start == ""


def test_of_two_manners_that_narrow_and_rule_each_other_out_neither_is_more() -> None:
    by_day = Manner(id="by-day", effect="narrows", excludes=("by-night",))
    words = Vocabulary(replace(VILLAGE, manners=(by_day, Manner(id="by-night", effect="narrows"))))
    left, right = (to_canonical_norm(norm(manners=manner), words) for manner in ("by-day", "by-night"))
    (change,) = facet_changes(NormPair(left=left, right=right, vocabulary=words))
    assert (change.effect.value, change.weight) == ("replaced", 1)


def test_conditions_are_told_in_order() -> None:
    events = ("talks", "harvest", "flood", "drought", "famine", "greeting")
    (change,) = facet_changes(
        NormPair(left=action_of(BASE), right=action_of(norm(conditions=tuple(map(when, events)))), vocabulary=WORDS)
    )
    assert isinstance(change.after, ConditionList)
    assert [condition.event for condition in change.after.conditions] == sorted(events)
