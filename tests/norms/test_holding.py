"""How a clause bears on a norm that is held: who, what, on what terms, and when it gives the norm in full."""

from __future__ import annotations

from typing import Any

import pytest

from comparer.model.norm import Condition, ConditionKind, Modality
from comparer.norms.canonical import act_relation, may_be_same_action, to_canonical_norm
from comparer.norms.holding import (
    Effect,
    collect_reachable_acts,
    derive_implied_norms,
    effect_on,
    enabled_norms,
    falls_under_exception,
    fulfils_completely,
    jointly_fulfil,
)
from comparer.norms.vocabulary import Vocabulary
from tests.factories.norms import VILLAGE, WORDS, action, exactly, norm, quantity, unless, until, when

Fields = dict[str, Any]
BAN: Fields = {"modality": "must-not"}
LEAVE: Fields = {"modality": "may"}
EXEMPT: Fields = {"modality": "need-not"}

CASES: list[tuple[str, Fields, Fields, str]] = [
    # what it shows, the norm held, the clause (each on top of: Ada must sell the field), how it bears
    ("the thing itself", {}, {}, "gives"),
    ("less force", {}, LEAVE, "part"),
    ("only an intent", {}, {"intent": True}, "part"),
    ("the contrary", {}, BAN, "opposes"),
    ("the contrary as an intent", {}, {**BAN, "intent": True}, "strains"),
    ("the contrary as a hope", {}, {"modality": "expects-not"}, "strains"),
    ("a freedom beside an exemption", LEAVE, EXEMPT, "nothing"),
    ("an exemption beside a freedom", EXEMPT, LEAVE, "nothing"),
    ("a ban frees from the duty", EXEMPT, BAN, "gives"),
    # what
    ("another act", {}, {**BAN, "act": "pay"}, "nothing"),
    ("another object", BAN, {"objects": "mill"}, "nothing"),
    ("a part of the object", BAN, {"objects": "north"}, "opposes"),
    ("what the object is part of", BAN, {"objects": "estate"}, "opposes"),
    ("no object named", BAN, {"objects": ()}, "opposes"),
    ("a line on anything", {**BAN, "objects": ()}, {"objects": "mill"}, "opposes"),
    ("another status", {**BAN, "status": "free"}, {"status": "held"}, "nothing"),
    ("the same status", {**BAN, "status": "free"}, {"status": "free"}, "opposes"),
    ("no status named", {**BAN, "status": "free"}, {}, "opposes"),
    ("another receiver", {**BAN, "beneficiaries": "bo"}, {"beneficiaries": "cy"}, "nothing"),
    ("a receiver among members", {**BAN, "beneficiaries": "guild"}, {"beneficiaries": "bo"}, "opposes"),
    ("a manner that rules the other out", {**BAN, "manners": "for-good"}, {"manners": "in-part"}, "nothing"),
    ("the same seen from the other", {**BAN, "manners": "in-part"}, {"manners": "for-good"}, "nothing"),
    ("manners that go together", {**BAN, "manners": "gladly"}, {"manners": "in-part"}, "opposes"),
    ("a manner nobody knows", {**BAN, "manners": "slowly"}, {"manners": "in-part"}, "opposes"),
    # who
    ("somebody else", BAN, {"by": "bo"}, "nothing"),
    ("anybody", BAN, {"by": "anyone"}, "opposes"),
    ("a line on anybody", {**BAN, "by": "anyone"}, {"by": "bo"}, "opposes"),
    ("nobody named", BAN, {"by": "unnamed"}, "note"),
    ("nobody named, a line on anybody", {**BAN, "by": "anyone"}, {"by": "unnamed"}, "opposes"),
    ("another is made to see to it", BAN, {"by": "bo", "agents": "ada"}, "opposes"),
    ("made to see to another's", BAN, {"agents": "bo"}, "nothing"),
    ("a duty does not pass on", {"by": "bo", "agents": "ada"}, {}, "nothing"),
    ("a duty does not pass on, in part", {"by": "bo", "agents": "ada"}, LEAVE, "nothing"),
    ("but its doing may be forbidden", {"by": "bo", "agents": "ada"}, BAN, "opposes"),
    ("an exemption is its bearer's", {**EXEMPT, "by": "bo", "agents": "ada"}, {}, "nothing"),
    ("a ban frees whoever does it", {**EXEMPT, "by": "bo", "agents": "ada"}, BAN, "gives"),
    ("a member's strike is its body's", {**BAN, "act": "strike", "by": "guild"}, {"act": "strike"}, "opposes"),
    ("a member's sale is not its body's", {**BAN, "by": "guild"}, {}, "nothing"),
    # acts that hang together
    ("what entails the forbidden", {**BAN, "act": "leave"}, {}, "opposes"),
    ("what the forbidden entails", BAN, {"act": "leave"}, "nothing"),
    ("what entails the asked", {"act": "leave"}, {}, "gives"),
    ("what the asked entails", {}, {"act": "leave"}, "nothing"),
    ("a ban on what the asked entails", {}, {**BAN, "act": "leave"}, "opposes"),
    ("a ban on what entails the asked", {"act": "leave"}, BAN, "nothing"),
    ("a ban carries to what entails it", BAN, {**BAN, "act": "leave"}, "gives"),
    ("an exemption from what entails", {**EXEMPT, "act": "leave"}, EXEMPT, "nothing"),
    ("an act that excludes the asked", {"act": "keep"}, {}, "opposes"),
    ("a hope that excludes the asked", {"act": "keep"}, {"modality": "expects"}, "strains"),
    ("a leave that excludes the allowed", {**LEAVE, "act": "keep"}, LEAVE, "opposes"),
    ("words that exclude the forbidden", {**BAN, "act": "claim"}, {"modality": "declares", "act": "renounce"},
     "gives"),
    ("a hope that is held", {"modality": "expects"}, {}, "nothing"),
    ("a hope that is held, turned", {"modality": "expects-not"}, {}, "nothing"),
    ("a duty that excludes the forbidden", {**BAN, "act": "keep"}, {}, "gives"),
    ("a leave that excludes the forbidden", {**BAN, "act": "keep"}, LEAVE, "nothing"),
    ("a hope that excludes the forbidden", {**BAN, "act": "keep"}, {"modality": "expects"}, "nothing"),
    ("a ban on what excludes the forbidden", {**BAN, "act": "keep"}, BAN, "nothing"),
    ("a ban on what excludes the asked", {"act": "keep"}, BAN, "nothing"),
    # words that do it, words that say it
    ("words that do it", {**BAN, "act": "recognise"}, {"modality": "declares", "act": "recognise"}, "opposes"),
    ("words that only say it", BAN, {"modality": "declares"}, "nothing"),
    ("words that only deny it", {}, {"modality": "declares-not"}, "nothing"),
    ("words that do not do it", {"act": "recognise"}, {"modality": "declares-not", "act": "recognise"}, "opposes"),
    ("a cap that is declared", {**LEAVE, "act": "hold", "objects": "carts"},
     {"modality": "declares", "act": "limit", "objects": "carts", "quantities": quantity("carts", None, 5)}, "opposes"),
    # deferral
    ("left for later", {}, {"modality": "defers"}, "defers"),
    ("left for later elsewhere", {}, {"modality": "defers", "objects": "mill"}, "nothing"),
    ("left for later without an act", {}, {"modality": "defers", "act": ""}, "nothing"),
    ("another act left for later", {}, {"modality": "defers", "act": "leave"}, "nothing"),
    # what opens the way
    ("an invitation", {**BAN, "act": "admit"}, {"act": "invite"}, "opposes"),
    ("a hope of an invitation", {**BAN, "act": "admit"}, {"act": "invite", "modality": "expects"}, "strains"),
    ("an invitation does not give", {"act": "admit"}, {"act": "invite"}, "nothing"),
    ("a ban on inviting", {**LEAVE, "act": "admit"}, {**BAN, "act": "invite"}, "nothing"),
    ("to admit is not to invite", {**BAN, "act": "invite"}, {"act": "admit"}, "nothing"),
    ("an invitation by nobody", {**BAN, "act": "admit", "by": "anyone"}, {"act": "invite", "by": "unnamed"}, "opposes"),
    # the converse: one action with two ends
    ("admitting breaks a ban on joining", {**BAN, "act": "join", "objects": "guild"},
     {"act": "admit", "by": "guild", "objects": "ada"}, "opposes"),
    ("joining breaks a ban on admitting", {**BAN, "act": "admit", "by": "guild", "objects": "ada"},
     {"act": "join", "objects": "guild"}, "opposes"),
    ("admitting another does not", {**BAN, "act": "join", "objects": "guild"},
     {"act": "admit", "by": "guild", "objects": "bo"}, "nothing"),
    ("a ban on admitting frees who would join", {**EXEMPT, "act": "join", "objects": "guild"},
     {**BAN, "act": "admit", "by": "guild", "objects": "ada"}, "gives"),
    # figures
    ("a cap cuts into a freedom", {**LEAVE, "act": "hold", "quantities": quantity("carts", None, 8)},
     {"act": "limit", "quantities": quantity("carts", None, 5)}, "opposes"),
    ("a cap above the freedom", {**LEAVE, "act": "hold", "quantities": quantity("carts", None, 8)},
     {"act": "limit", "quantities": quantity("carts", None, 8)}, "nothing"),
    ("a vague cap", {**LEAVE, "act": "hold", "quantities": quantity("carts", None, 8)},
     {"act": "limit", "quantities": quantity("carts", None, 8, about=True)}, "unsure"),
    ("a vague freedom", {**LEAVE, "act": "hold", "quantities": quantity("carts", unknown=True)},
     {"act": "limit", "quantities": quantity("carts", None, 8)}, "unsure"),
    ("any cap against a freedom of any size", {**LEAVE, "act": "hold"},
     {"act": "limit", "quantities": quantity("carts", None, 5)}, "opposes"),
    ("any size against a cap of a figure that is open",
     {"act": "limit", "quantities": quantity("carts", unknown=True)}, {**LEAVE, "act": "hold"}, "opposes"),
    ("a cap lifted against a cap of a figure that is open",
     {"act": "limit", "quantities": quantity("carts", unknown=True)},
     {**BAN, "act": "limit", "quantities": quantity("carts", None, 5)}, "opposes"),
    ("a cap not needed against a cap of a figure that is open",
     {"act": "limit", "quantities": quantity("carts", unknown=True)},
     {**EXEMPT, "act": "limit", "quantities": quantity("carts", None, 5)}, "opposes"),
    ("a duty of no figure against a cap of a figure that is open",
     {"act": "limit", "quantities": quantity("carts", unknown=True)}, {"act": "hold"}, "unsure"),
    ("leave up to a figure against a cap of a figure that is open",
     {"act": "limit", "quantities": quantity("carts", unknown=True)},
     {**LEAVE, "act": "hold", "quantities": quantity("carts", None, 5)}, "unsure"),
    ("leave of a figure that is open against a cap",
     {"act": "limit", "quantities": quantity("carts", None, 5)},
     {**LEAVE, "act": "hold", "quantities": quantity("carts", unknown=True)}, "unsure"),
    ("one figure vague, the other apart",
     {**BAN, "quantities": (exactly("carts", 5), exactly("sum", 5, about=True))},
     {"quantities": (exactly("carts", 6), exactly("sum", 6))}, "nothing"),
    ("no figure in the clause", {**BAN, "quantities": exactly("carts", 5)}, {}, "opposes"),
    ("a figure only in the clause", BAN, {"quantities": exactly("sum", 5, about=True)}, "opposes"),
    ("a cap on people and a freedom of carts", {**LEAVE, "act": "hold", "quantities": quantity("carts", None, 8)},
     {"act": "limit", "quantities": quantity("heads", None, 5)}, "nothing"),
    ("a cap on both", {**LEAVE, "act": "hold", "quantities": quantity("carts", None, 8)},
     {"act": "limit", "quantities": (quantity("heads", None, 5), quantity("carts", None, 5))}, "opposes"),
    ("a cap on money and a freedom of carts", {**LEAVE, "act": "hold", "quantities": quantity("carts", None, 8)},
     {"act": "limit", "quantities": quantity("sum", None, 5)}, "opposes"),
    ("a cap on carts and a freedom of money", {**LEAVE, "act": "hold", "quantities": quantity("sum", None, 8)},
     {"act": "limit", "quantities": quantity("carts", None, 5)}, "opposes"),
    ("a cap on what nobody knows", {**LEAVE, "act": "hold", "quantities": quantity("carts", None, 8)},
     {"act": "limit", "quantities": quantity("weight", None, 5)}, "opposes"),
    ("a hoped cap", {**LEAVE, "act": "hold"}, {"modality": "expects", "act": "limit"}, "strains"),
    ("a cap forbidden", {**LEAVE, "act": "hold", "quantities": quantity("carts", None, 8)},
     {**BAN, "act": "limit", "quantities": quantity("carts", None, 5)}, "gives"),
    ("a cap not needed", {**LEAVE, "act": "hold"}, {**EXEMPT, "act": "limit"}, "gives"),
    # in a manner that rules out the one asked for
    ("in part where it was asked for good", {"manners": "for-good"}, {"manners": "in-part"}, "part"),
    ("for good where in part was asked", {"manners": "in-part"}, {"manners": "for-good"}, "nothing"),
    ("a hope in part", {"manners": "for-good"}, {"modality": "expects", "manners": "in-part"}, "part"),
    ("in part where for good was forbidden", {**BAN, "manners": "for-good"}, {"manners": "in-part"}, "nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "clause", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_how_a_clause_bears_on_what_is_held(fields: Fields, clause: Fields, wanted: str) -> None:
    assert effect_on(action(**fields), action(**clause), WORDS).value == wanted


FULL: list[tuple[str, Fields, Fields, bool]] = [
    ("itself", {}, {}, True),
    ("under a condition", {}, {"conditions": when("harvest")}, False),
    ("under the condition asked for", {"conditions": when("harvest")}, {"conditions": when("harvest")}, True),
    ("without the condition asked for", {"conditions": when("harvest")}, {}, True),
    ("under another clause than asked for",
     {"conditions": Condition(kind=ConditionKind.WHEN, clause="p#1")},
     {"conditions": Condition(kind=ConditionKind.WHEN, clause="p#2")}, False),
    ("narrowed", {}, {"manners": "in-part"}, False),
    ("as narrow as asked", {"manners": "in-part"}, {"manners": "in-part"}, True),
    ("less narrow than asked", {"manners": "in-part"}, {}, True),
    ("not as fully as asked", {"manners": "for-good"}, {}, False),
    ("more fully than asked", {}, {"manners": "for-good"}, True),
    ("for a time", {}, {"quantities": exactly("time", 30)}, False),
    ("for longer than asked", {"quantities": exactly("time", 30)}, {"quantities": exactly("time", 60)}, True),
    ("for as long as asked", {"quantities": exactly("time", 7)}, {"quantities": exactly("time", 1, unit="week")}, True),
    ("for less long than asked", {"quantities": exactly("time", 30)}, {"quantities": exactly("time", 20)}, False),
    ("for good where a time was asked", {"quantities": exactly("time", 30)}, {}, True),
    ("with somebody's consent", {}, {"consent": "bo"}, False),
    ("with the consent asked for", {"consent": "bo"}, {"consent": "bo"}, True),
    ("without the consent asked for", {"consent": "bo"}, {}, True),
    ("a duty with a closer figure", {"quantities": quantity("sum", 5)}, {"quantities": quantity("sum", 6)}, True),
    ("a duty with a looser figure", {"quantities": quantity("sum", 5)}, {"quantities": quantity("sum", 4)}, False),
    ("a duty without the figure", {"quantities": quantity("sum", 5)}, {}, False),
    ("a duty with a figure nobody asked", {}, {"quantities": quantity("sum", 5)}, True),
    ("a ban on more", {**BAN, "quantities": quantity("sum", 5)}, {**BAN, "quantities": quantity("sum", 4)}, True),
    ("a ban on less", {**BAN, "quantities": quantity("sum", 5)}, {**BAN, "quantities": quantity("sum", 6)}, False),
    ("a freedom of more", {**LEAVE, "quantities": quantity("sum", None, 5)},
     {**LEAVE, "quantities": quantity("sum", None, 6)}, True),
    ("a freedom of less", {**LEAVE, "quantities": quantity("sum", None, 5)},
     {**LEAVE, "quantities": quantity("sum", None, 4)}, False),
    ("words to a closer figure", {"modality": "declares", "quantities": quantity("sum", 5)},
     {"modality": "declares", "quantities": quantity("sum", 6)}, True),
    ("a duty to somebody", {}, {"beneficiaries": "bo"}, True),
    ("a ban for somebody", BAN, {**BAN, "beneficiaries": "bo"}, False),
    ("a ban for the one named", {**BAN, "beneficiaries": "bo"}, {**BAN, "beneficiaries": "bo"}, True),
    ("a ban for more than the one named", {**BAN, "beneficiaries": "bo"},
     {**BAN, "beneficiaries": ("bo", "cy")}, True),
    ("a ban for one of those named", {**BAN, "beneficiaries": ("bo", "cy")}, {**BAN, "beneficiaries": "bo"}, False),
    ("a ban for all", {**BAN, "beneficiaries": "bo"}, BAN, True),
    ("a ban of one status", BAN, {**BAN, "status": "free"}, False),
    ("a freedom of one status", LEAVE, {**LEAVE, "status": "free"}, False),
    ("words of one status", {"modality": "declares"}, {"modality": "declares", "status": "free"}, True),
    ("at another event than asked for", {"conditions": when("harvest")}, {"conditions": when("flood")}, False),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "clause", "wanted"), [item[1:] for item in FULL], ids=[item[0] for item in FULL])
def test_when_a_clause_gives_a_norm_in_full(fields: Fields, clause: Fields, wanted: bool) -> None:
    assert fulfils_completely(action(**fields), action(**clause)) is wanted


COVER: list[tuple[str, Fields, list[Fields], bool]] = [
    ("nothing", {}, [], False),
    ("nothing to cover", {"objects": (), "by": "anyone"}, [], False),
    ("itself", {}, [{}], True),
    ("a part", {}, [{"objects": "north"}], False),
    ("both parts", {}, [{"objects": "north"}, {"objects": "south"}], True),
    ("more than asked", {"objects": "north"}, [{}], True),
    ("no object asked", {"objects": ()}, [{}], True),
    ("one of two bearers", {"by": ("ada", "bo")}, [{}], False),
    ("both bearers, one by one", {"by": ("ada", "bo")}, [{}, {"by": "bo"}], True),
    ("everybody for one", {}, [{"by": "anyone"}], True),
    ("everybody beside one", {"by": ("ada", "bo")}, [{"by": "anyone"}, {}], True),
    ("anybody will do", {"by": "anyone"}, [{"by": "cy"}], True),
    ("anybody will do, but all of it", {"by": "anyone"}, [{"objects": "north"}], False),
    ("a joint act needs one of them", {"act": "meet", "by": ("ada", "bo")}, [{"act": "meet"}], True),
    ("a ban on one of two", {**BAN, "by": ("ada", "bo")}, [BAN], False),
    ("a ban laid on another for its doer", BAN, [{**BAN, "by": "bo", "agents": "ada"}], True),
    ("a duty laid on another for its doer", {}, [{"by": "bo", "agents": "ada"}], False),
    ("freed by a ban on its doing", EXEMPT, [{**BAN, "by": "bo", "agents": "ada"}], True),
    ("freed by an exemption of another", EXEMPT, [{**EXEMPT, "by": "bo", "agents": "ada"}], False),
    ("freed by its own exemption", EXEMPT, [{**EXEMPT, "agents": "bo"}], True),
    ("freed one by one", {**EXEMPT, "by": ("ada", "bo")}, [EXEMPT, {**BAN, "by": "bo"}], True),
    ("freed one of two", {**EXEMPT, "by": ("ada", "bo")}, [EXEMPT], False),
]


@pytest.mark.parametrize(("fields", "clauses", "wanted"), [item[1:] for item in COVER], ids=[item[0] for item in COVER])
def test_when_clauses_cover_a_norm_together(fields: Fields, clauses: list[Fields], wanted: bool) -> None:
    assert jointly_fulfil(action(**fields), iter([action(**clause) for clause in clauses]), WORDS) is wanted


@pytest.mark.parametrize(
    ("fields", "clause", "events", "wanted"),
    [
        ({}, {"conditions": when("signature")}, (), False),
        ({}, {"conditions": when("signature")}, ("signature",), True),
        ({}, {"conditions": when("signature")}, ("greeting",), True),  # the clause waits for what entails it
        ({}, {"conditions": when("greeting")}, ("signature",), False),
        ({}, {"conditions": until("signature")}, ("signature",), False),
        ({}, {}, ("signature",), False),
        ({"conditions": until("talks")}, {"conditions": when("signature")}, (), True),
        ({"conditions": unless("talks")}, {"conditions": when("talks")}, (), True),
        ({"conditions": when("talks")}, {"conditions": when("talks")}, (), False),
        ({"conditions": until("flood")}, {"conditions": when("talks")}, (), False),
        (
            {"conditions": Condition(kind=ConditionKind.UNTIL, clause="p#1")},
            {"conditions": Condition(kind=ConditionKind.WHEN, clause="p#2")},
            (),
            False,
        ),
        ({"conditions": until("flood")}, {"conditions": (when("talks"), when("flood"))}, (), True),
    ],
)
def test_a_clause_that_waits_for_what_lifts_the_norm_is_excused(
    fields: Fields, clause: Fields, events: tuple[str, ...], wanted: bool
) -> None:
    assert falls_under_exception(action(**fields), action(**clause), events, WORDS) is wanted


def test_an_instrument_brings_the_duty_to_change_it_and_consent_a_veto() -> None:
    given = norm("must", "sell", by=("ada", "guild"), instruments=("by-statute", "by-letter", "by-hand"),
                 consent=("bo", "cy"), conditions=when("talks"))  # fmt: skip
    assert list(derive_implied_norms(given, WORDS)) == [
        norm("must", "amend", ("statutes", "barn"), ("ada", "guild"), conditions=when("talks")),
        norm("may", "block", by="bo"),
        norm("may", "block", by="cy"),
    ]
    assert list(derive_implied_norms(norm(by="bo", instruments="by-statute"), WORDS)) == []
    assert list(derive_implied_norms(norm("defers", instruments="by-statute"), WORDS)) == []
    assert list(derive_implied_norms(norm("may", instruments="by-statute"), WORDS)) == [norm("must", "amend", "barn")]


def test_what_an_action_reaches_and_opens() -> None:
    assert collect_reachable_acts(action(act="invite"), WORDS) == {"invite", "join"}
    assert collect_reachable_acts(action(act="sell"), WORDS) == {"sell"}
    assert [(norm.act, norm.modality) for norm in enabled_norms(action("may", "invite"), WORDS)] == [
        ("join", Modality.MAY)
    ]
    assert list(enabled_norms(action(act="sell"), WORDS)) == []


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ("sell", "sell", "same"),
        ("sell", "leave", "left-entails"),
        ("leave", "sell", "right-entails"),
        ("sell", "keep", "excludes"),
        ("keep", "sell", "excludes"),
        ("join", "admit", "same"),
        ("sell", "pay", ""),
        ("sell", "", ""),
        ("", "sell", ""),
        ("", "", "same"),
    ],
)
def test_how_two_acts_hang_together(left: str, right: str, wanted: str) -> None:
    assert act_relation(action(act=left), action(act=right), WORDS) == wanted


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ({}, {}, True),
        ({}, {"by": "bo"}, False),
        ({}, {"objects": "mill"}, False),
        ({}, {"objects": "estate"}, True),
        ({}, {"objects": ()}, True),
        ({"objects": ()}, {}, True),
        ({"status": "free"}, {"status": "held"}, False),
        ({"status": "free"}, {}, True),
    ],
)
def test_when_two_actions_can_be_the_same_doing(left: Fields, right: Fields, wanted: bool) -> None:
    assert may_be_same_action(action(**left), action(**right)) is wanted


@pytest.mark.parametrize(
    ("modality", "wanted", "figure"),
    [
        ("must", "must-not", (5, None)),
        ("must-not", "may", (None, None)),
        ("declares", "declares-not", (5, None)),
        ("expects", "expects-not", (5, None)),
        ("need-not", "may", (5, None)),
        ("defers", "defers", (5, None)),
    ],
)
def test_a_cap_is_a_norm_on_having_more(modality: str, wanted: str, figure: tuple[Any, Any]) -> None:
    item = to_canonical_norm(norm(modality, "limit", "carts", quantities=quantity("carts", None, 5)), WORDS)
    assert (item.act, item.modality.value) == ("hold", wanted)
    result = item.amounts["carts", ""]
    assert (result.low, result.high, result.low_open) == (*figure, figure[0] is not None)


def test_a_cap_that_nothing_is_said_of_stays_a_cap() -> None:
    assert to_canonical_norm(norm("may", "limit", "carts"), WORDS).act == "limit"


def test_periods_are_kept_apart_from_amounts_and_shares_by_what_they_are_of() -> None:
    item = action(quantities=(exactly("time", 2, unit="week"), exactly("due", 3), exactly("sum", 1, of="north")))
    assert set(item.periods) == {("time", "")}
    assert set(item.amounts) == {("due", ""), ("sum", "north")}
    assert item.periods["time", ""].low == 14


def test_a_norm_is_read_anew_for_another_value() -> None:
    first, second = norm(by="ada"), norm(by="bo")
    assert to_canonical_norm(first, WORDS) is to_canonical_norm(first, WORDS)
    assert to_canonical_norm(second, WORDS).bearers.leaves == {"bo"}
    words = Vocabulary(VILLAGE)
    words.canonical_cache[id(first)] = (
        second,
        to_canonical_norm(second, WORDS),
    )  # as if another value had lived at the same place
    assert to_canonical_norm(first, words).bearers.leaves == {"ada"}


def test_an_act_bears_on_itself_however_it_is_told() -> None:
    assert {item.value for item in Effect} == {
        "opposes", "strains", "unsure", "gives", "part", "defers", "note", "nothing",
    }  # fmt: skip


def test_a_further_ceiling_takes_nothing_from_the_one_that_is_asked() -> None:
    carts, heads = quantity("carts", None, 5), quantity("heads", None, 9)
    asked, given = (action(act="limit", quantities=figures) for figures in (carts, (carts, heads)))
    assert fulfils_completely(asked, given)
    assert not fulfils_completely(given, asked)
    assert not fulfils_completely(asked, action(act="limit", quantities=(quantity("carts", None, 7), heads)))
    # A ban on what is many in both ways bars less than one on what is many in one.
    many, more = (action("must-not", act="hold", quantities=figures) for figures in (carts, (carts, heads)))
    assert not fulfils_completely(many, more)
    # Each of several ceilings binds by itself, a ban on what is many in both ways does not; no figure is no ceiling.
    assert fulfils_completely(given, given)
    assert not fulfils_completely(many, given)
    assert not fulfils_completely(asked, more)
    assert not fulfils_completely(action(act="limit"), asked)
    # A ban on having more that is no ceiling is one norm of all its figures.
    more_carts, more_both = (
        action("must-not", act="hold", quantities=figures)
        for figures in (quantity("carts", 5, low_open=True),
                        (quantity("carts", 5, low_open=True), quantity("heads", 9, low_open=True)))
    )  # fmt: skip
    assert fulfils_completely(more_carts, asked)
    assert not fulfils_completely(more_carts, given)
    assert not fulfils_completely(asked, more_both)
