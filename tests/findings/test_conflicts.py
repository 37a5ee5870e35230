"""Lines that no text can keep together, and clauses of one text that cannot both be kept."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparer.findings import conflicts
from comparer.findings.conflicts import find_contradictions, find_deadlocks
from comparer.model.findings import Deadlock, compute_fingerprint
from comparer.model.norm import Norm
from comparer.model.plan import Clause
from comparer.model.redline import LineDemand, LineNorm, LineVersion, RedLine, Strength
from comparer.norms.relate import to_canonical_clause
from tests.factories import strategies
from tests.factories.english import english
from tests.factories.norms import (
    WORDS,
    clause,
    exactly,
    exempt,
    line,
    norm,
    quantity,
    ready,
    told_by,
    unless,
    until,
    when,
)

BAN, DUTY = norm("must-not"), norm()


def other(*norms: Norm | LineNorm, asks: str = "text", **more: Any) -> RedLine:
    return line(*norms, asks=asks, **{"party": "bo", "id": "M", **more})


def stuck(*lines: RedLine, as_of: str = "2031") -> list[tuple[str, str, bool]]:
    return [(deadlock.left, deadlock.right, deadlock.possible) for deadlock in find_deadlocks(lines, as_of, WORDS)]


CAP = norm("must", "limit", "carts", by="ada", quantities=quantity("carts", None, 5))
ROOM = norm("may", "hold", "carts", quantities=quantity("carts", None, 8))
JUDGED = LineNorm(norm=BAN, asks=LineDemand.ABSENCE, is_judged=True)
EXCEPTED = LineNorm(norm=DUTY, asks=LineDemand.TEXT, exceptions=(exempt("flood"),))

CASES: list[tuple[str, RedLine, RedLine, str]] = [
    ("one asks what the other bars", line(BAN), other(DUTY), "stated"),
    ("neither asks for text", line(BAN), other(DUTY, asks="absence"), "possible"),
    ("the first asks for text", line(DUTY, asks="text"), other(BAN, asks="absence"), "stated"),
    ("of one party", line(BAN), line(DUTY, id="N"), ""),
    ("of different things", line(BAN), other(norm(objects="mill")), ""),
    ("an analyst's", line(BAN, inferred=True), other(DUTY), "possible"),
    ("an analyst's second", line(BAN), other(DUTY, inferred=True), "possible"),
    ("as read", line(JUDGED), other(DUTY), "possible"),
    ("as read second", line(DUTY, asks="text"), other(JUDGED), "possible"),
    ("with an exception", line(BAN), other(EXCEPTED), "possible"),
    ("with an exception first", line(EXCEPTED), other(BAN), "possible"),
    ("an exception and a certain one", line(BAN), other(EXCEPTED, DUTY), "stated"),
    ("no line", line(BAN, no_line="a wish"), other(DUTY), ""),
    ("not judged", line(BAN), other(DUTY, not_judged="honour"), ""),
    ("a cap and room above it", line(ROOM), other(CAP), "stated"),
    ("the cap first", line(CAP, asks="text"), other(ROOM), "stated"),
    ("a freedom against a duty", line(norm("need-not")), other(DUTY), "stated"),
    ("seen only from the second", line(DUTY, asks="text"), other(norm("must-not", "leave")), "stated"),
    ("a hope is no deadlock", line(norm("expects-not")), other(norm("expects")), ""),
]


@pytest.mark.parametrize(("a", "b", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_when_two_lines_cannot_both_be_kept(a: RedLine, b: RedLine, wanted: str) -> None:
    want = {"stated": [(a.ref, b.ref, False)], "possible": [(a.ref, b.ref, True)], "": []}[wanted]
    assert stuck(a, b) == want
    assert stuck(b, a) == [(y, x, possible) for x, y, possible in want]


def versions(start: str, end: str = "", strength: Strength = Strength.ABSOLUTE, norm: Norm = BAN) -> tuple[LineVersion]:
    return (LineVersion(start=start, end=end, strength=strength, norms=(LineNorm(norm=norm, asks=LineDemand.TEXT),)),)


@pytest.mark.parametrize(("as_of", "there"), [("2029", False), ("2030", True), ("2032", True), ("2033", False)])
def test_only_lines_in_force_are_stuck(as_of: str, there: bool) -> None:
    assert bool(stuck(line(versions=versions("2030", "2032")), other(DUTY), as_of=as_of)) is there


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        (Strength.ABSOLUTE, Strength.ABSOLUTE, "absolute"),
        (Strength.ABSOLUTE, Strength.CONDITIONAL, "conditional"),
        (Strength.PREFERENCE, Strength.CONDITIONAL, "preference"),
    ],
)
def test_a_deadlock_is_as_strong_as_the_weaker_line(first: Strength, second: Strength, wanted: str) -> None:
    assert (
        only(line(versions=versions("", "", first)), other(versions=versions("", "", second, DUTY))).strength == wanted
    )
    assert (
        only(other(versions=versions("", "", second, DUTY)), line(versions=versions("", "", first))).strength == wanted
    )


def only(*lines: RedLine) -> Deadlock:
    (result,) = find_deadlocks(lines, "2031", WORDS)
    return result


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ("land.sale", "land.sale", "land.sale"),
        ("land", "land.sale", "land.sale"),
        ("land.sale", "land", "land.sale"),
        ("dues", "land.sale", "land.sale"),
        ("dues", "watch", "dues"),
        ("watch", "dues", "dues"),
    ],
)
def test_a_deadlock_stands_at_the_deeper_issue(a: str, b: str, wanted: str) -> None:
    assert only(line(BAN, issue=a), other(DUTY, issue=b)).issue == wanted


def test_a_deadlock_says_what_is_stuck_and_is_named_alike_from_both_sides() -> None:
    lines = (line(BAN), other(DUTY))
    result, back = only(*lines), only(*lines[::-1])
    phrase = english(result.explanation, WORDS, lines=lines)
    assert "Ada must not sell the field" in phrase
    assert "Ada must sell the field" in phrase
    assert result.fingerprint == back.fingerprint
    assert only(line(BAN, id="N"), other(DUTY)).fingerprint != result.fingerprint
    weak = only(line(BAN), other(DUTY, asks="absence"))
    assert weak.explanation.rule != result.explanation.rule


def test_a_line_that_is_stated_anew_makes_another_deadlock() -> None:
    versions = (
        LineVersion(norms=(LineNorm(norm=BAN, asks=LineDemand.ABSENCE),), start="2030"),
        LineVersion(norms=(LineNorm(norm=BAN, asks=LineDemand.ABSENCE),), start="2031"),
    )
    dated = replace(line(BAN), versions=versions)
    early, late = (find_deadlocks((dated, other(DUTY)), as_of, WORDS)[0] for as_of in ("2030-06", "2031-06"))
    assert (early.norms[0][0], late.norms[0][0]) == ("2030", "2031")
    assert early.fingerprint != late.fingerprint, "one fingerprint says one thing"


def test_the_norms_that_are_stuck_are_told_the_certain_first() -> None:
    lines = line(norm("must-not", "pay", "carts"), BAN), other(EXCEPTED, norm(act="pay", objects="carts"))
    phrase = english(only(*lines).explanation, WORDS, lines=lines)
    assert "pay" in phrase
    assert "sell" not in phrase
    lines = line(BAN, norm("must-not", "pay", "carts")), other(EXCEPTED, norm(act="pay", objects="carts"))
    mixed = only(*lines)
    assert "pay" in english(mixed.explanation, WORDS, lines=lines)
    assert "sell" not in english(mixed.explanation, WORDS, lines=lines)
    assert mixed.norms == (("", 1), ("", 1))


# --- inside one text --------------------------------------------------------------------------------------------------

PAIRS: list[tuple[str, Clause, Clause, str]] = [
    ("done and barred", clause("1", DUTY), clause("2", BAN), "sure"),
    ("allowed and barred", clause("1", norm("may")), clause("2", BAN), "sure"),
    ("barred and left for later", clause("1", norm("defers")), clause("2", BAN), ""),
    ("asked and allowed", clause("1", DUTY), clause("2", norm("may")), ""),
    ("elsewhere", clause("1", DUTY), clause("2", norm("must-not", objects="mill")), ""),
    ("of two parts of the text", clause("1", DUTY, part="a"), clause("2", BAN, part="b"), ""),
    ("of one part of the text", clause("1", DUTY, part="a"), clause("2", BAN, part="a"), "sure"),
    ("of two holders", clause("1", DUTY, holder="ada"), clause("2", BAN, holder="bo"), ""),
    ("under a condition", clause("1", DUTY), clause("2", norm("must-not", conditions=when("flood"))), "possible"),
    # Cases that never come together: events that exclude each other, and the halves of one rule.
    ("in a flood and in a drought", clause("1", norm(conditions=when("flood"))),
     clause("2", norm("must-not", conditions=when("drought"))), ""),
    ("in a flood and in a famine, which comes of drought", clause("1", norm(conditions=when("flood"))),
     clause("2", norm("must-not", conditions=when("famine"))), ""),
    ("in a flood and after the harvest", clause("1", norm(conditions=when("flood"))),
     clause("2", norm("must-not", conditions=when("harvest"))), "possible"),
    ("but for a flood, and in one", clause("1", norm(conditions=unless("flood"))),
     clause("2", norm("must-not", conditions=when("flood"))), ""),
    ("until a flood, and in one", clause("1", norm(conditions=until("flood"))),
     clause("2", norm("must-not", conditions=when("flood"))), ""),
    ("until a flood, and in a drought", clause("1", norm(conditions=until("flood"))),
     clause("2", norm("must-not", conditions=when("drought"))), "possible"),
    ("of holder and of nobody", clause("1", DUTY, holder="ada"), clause("2", BAN), ""),
    ("under one condition", clause("1", norm(conditions=when("flood"))),
     clause("2", norm("must-not", conditions=when("flood"))), "sure"),
    ("on one reading", clause("1", DUTY), clause("2", None, variants=(told_by("a", DUTY), told_by("b", BAN))),
     "possible"),
    ("on each reading", clause("1", DUTY),
     clause("2", None, variants=(told_by("a", norm("must-not", by=("ada", "bo"))), told_by("b", BAN))), "sure"),
    ("words alone", clause("1", DUTY), clause("2"), ""),
    ("under a condition on one reading", clause("1", DUTY),
     clause("2", None, variants=(told_by("a", BAN), told_by("b", norm("must-not", conditions=when("flood"))))),
     "possible"),
    ("what excludes it", clause("1", DUTY), clause("2", norm(act="keep")), "sure"),
    ("what excludes it, barred", clause("1", DUTY), clause("2", norm("must-not", "keep")), ""),
    ("two amounts", clause("1", norm(quantities=exactly("sum", 5))), clause("2", norm(quantities=exactly("sum", 6))),
     "sure"),
    ("two amounts that meet", clause("1", norm(quantities=quantity("sum", 5))),
     clause("2", norm(quantities=exactly("sum", 6))), ""),
    ("two amounts, one vague", clause("1", norm(quantities=exactly("sum", 5))),
     clause("2", norm(quantities=exactly("sum", 6, about=True))), ""),
    ("two amounts, the first vague", clause("1", norm(quantities=exactly("sum", 5, about=True))),
     clause("2", norm(quantities=exactly("sum", 6))), ""),
    ("two amounts of two units", clause("1", norm(quantities=exactly("sum", 5))),
     clause("2", norm(quantities=exactly("sum", 6, unit="cart"))), ""),
    ("two amounts of two things", clause("1", norm(quantities=exactly("sum", 5, of="north"))),
     clause("2", norm(quantities=exactly("sum", 6, of="south"))), ""),
    ("two amounts allowed", clause("1", norm("may", quantities=exactly("sum", 5))),
     clause("2", norm("may", quantities=exactly("sum", 6))), ""),
    ("one allowed", clause("1", norm(quantities=exactly("sum", 5))),
     clause("2", norm("may", quantities=exactly("sum", 6))), ""),
    ("two amounts of two bearers", clause("1", norm(quantities=exactly("sum", 5))),
     clause("2", norm(by="bo", agents="ada", quantities=exactly("sum", 6))), ""),
    ("two amounts of two objects", clause("1", norm(quantities=exactly("sum", 5))),
     clause("2", norm(objects="estate", quantities=exactly("sum", 6))), ""),
    ("two amounts of two acts of which one is part of the other", clause("1", norm(quantities=exactly("sum", 5))),
     clause("2", norm(act="hand-over", quantities=exactly("sum", 6))), ""),
    ("two amounts of two acts", clause("1", norm(quantities=exactly("sum", 5))),
     clause("2", norm(act="pay", quantities=exactly("sum", 6))), ""),
    ("two amounts of two statuses", clause("1", norm(status="free", quantities=exactly("sum", 5))),
     clause("2", norm(status="held", quantities=exactly("sum", 6))), ""),
    ("one of two amounts apart", clause("1", norm(quantities=(exactly("carts", 1), exactly("sum", 5)))),
     clause("2", norm(quantities=(exactly("carts", 1), exactly("sum", 6)))), "sure"),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "wanted"), [pair[1:] for pair in PAIRS], ids=[pair[0] for pair in PAIRS])
def test_when_two_clauses_cannot_both_be_kept(a: Clause, b: Clause, wanted: str) -> None:
    for left, right in ((a, b), (b, a)):
        contradictions = find_contradictions(
            "p", [to_canonical_clause(left, WORDS), to_canonical_clause(right, WORDS)], WORDS
        )
        summaries = [(each.plan, each.left, each.right, each.possible) for each in contradictions]
        assert summaries == ([("p", left.id, right.id, wanted == "possible")] if wanted else [])


def test_clauses_of_another_part_are_passed_over_and_the_rest_are_not() -> None:
    contradictions = find_contradictions("p", [ready("1", DUTY), ready("2", BAN, part="x"), ready("3", BAN)], WORDS)
    assert [(item.left, item.right) for item in contradictions] == [("1", "3")]


def test_a_contradiction_says_what_stands_against_what() -> None:
    (result,) = find_contradictions("p", [ready("1", DUTY), ready("2", BAN)], WORDS)
    both = (clause("1", DUTY, text="Ada sells the field"), clause("2", BAN, text="Ada never sells it"))
    for words in ("Clause 1", "Clause 2", "Ada sells the field.", "Ada never sells it."):
        assert words in english(result.explanation, WORDS, both)
    (back,) = find_contradictions("p", [ready("2", BAN), ready("1", DUTY)], WORDS)
    (other_plan,) = find_contradictions("q", [ready("1", DUTY), ready("2", BAN)], WORDS)
    assert result.fingerprint == back.fingerprint == compute_fingerprint("contradiction", "p", "1", "2")
    assert other_plan.fingerprint == compute_fingerprint("contradiction", "q", "1", "2")
    (weak,) = find_contradictions(
        "p", [ready("1", DUTY), ready("2", norm("must-not", conditions=when("flood")))], WORDS
    )
    assert weak.explanation.rule != result.explanation.rule
    readings = (told_by("a", BAN), told_by("b", DUTY))
    (contradictions,) = find_contradictions("p", [ready("1", DUTY), ready("2", None, variants=readings)], WORDS)
    assert "Where both apply" in english(
        contradictions.explanation, WORDS, (clause("1", DUTY), clause("2", None, variants=readings))
    )
    assert "Where both apply" not in english(result.explanation, WORDS, both)


@settings(max_examples=80)
@given(given_norms=st.lists(strategies.norms(), min_size=2, max_size=6))
def test_no_contradiction_is_missed_by_looking_only_where_objects_may_meet(given_norms: list[Norm]) -> None:
    canonical_clauses = [
        to_canonical_clause(clause(str(number), each), strategies.WORDS) for number, each in enumerate(given_norms)
    ]
    contradictions = find_contradictions("p", canonical_clauses, strategies.WORDS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conflicts, "_clauses_that_may_meet", lambda clauses, _: combinations(clauses, 2))
        assert find_contradictions("p", canonical_clauses, strategies.WORDS) == contradictions
