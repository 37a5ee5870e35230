"""Verdicts of small plans on small lines: each rule of the table, in its order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from comparer.findings.redlines import (
    assess_red_line,
    clause_confidence,
    decide_line_version,
    find_decisive_clauses,
    group_plan_clauses,
)
from comparer.model.findings import Verdict, compute_fingerprint
from comparer.model.norm import Condition, ConditionKind
from comparer.model.plan import Clause, ClauseState, Coverage, Plan, PlanKind
from comparer.model.redline import LineDemand, LineNorm, LineVersion, RedLine, Strength
from comparer.model.relation import Confidence
from comparer.model.source import Attestation
from comparer.pipeline.compare import to_canonical_clauses
from tests.factories.english import english
from tests.factories.norms import (
    WORDS,
    clause,
    exactly,
    exempt,
    held_by,
    line,
    norm,
    plan,
    quantity,
    question,
    told_by,
    when,
    with_questions,
)

DUTY, BAN, LEAVE, HOPE = norm(), norm("must-not"), norm("may"), norm("expects")
ELSEWHERE = clause("away", norm(act="pay", objects="carts"), issue="dues")


def verdict(given: Plan, line: RedLine, as_of: str = "") -> Verdict:
    judgement = assess_red_line(group_plan_clauses(given, to_canonical_clauses((given,), WORDS)), line, as_of, WORDS)
    assert judgement is not None
    return judgement


def summarize_verdict(verdict: Verdict) -> tuple[str, str, tuple[str, ...]]:
    return verdict.kind.value, verdict.rule, verdict.clauses


COMPLETE: dict[str, Any] = {}
PARTIAL: dict[str, Any] = {"coverage": Coverage.PARTIAL}
POSITION: dict[str, Any] = {"kind": PlanKind.POSITION}
SHARED: dict[str, Any] = {"kind": PlanKind.POSITION, "coverage": Coverage.PARTIAL}
c = clause
JUDGED_BAN = LineNorm(norm=BAN, asks=LineDemand.ABSENCE, is_judged=True)
HELD_TWICE = (held_by("ada", BAN), held_by("bo", DUTY))

CASES: list[tuple[str, RedLine, tuple[Clause, ...], dict[str, Any], str, str]] = [
    # what it shows, line, clauses, plan, verdict and rule, deciding clauses
    ("opposed", line(BAN), (c("1", DUTY),), COMPLETE, "breached redline-breached", "1"),
    ("opposed in a position", line(BAN), (c("1", DUTY),), SHARED, "breached redline-breached", "1"),
    ("opposed and given", line(BAN), (c("1", BAN), c("2", LEAVE)), COMPLETE, "breached redline-breached", "2"),
    (
        "opposed by two",
        line(BAN),
        (c("1", HOPE), c("2", LEAVE), c("3", DUTY)),
        COMPLETE,
        "breached redline-breached",
        "2 3",
    ),
    (
        "opposed on one reading of the line",
        line(JUDGED_BAN),
        (c("1", DUTY),),
        COMPLETE,
        "strained redline-judged",
        "1",
    ),
    ("a hope", line(BAN), (c("1", HOPE),), COMPLETE, "strained redline-strained", "1"),
    ("a hope, and the ban", line(BAN), (c("1", BAN), c("2", HOPE)), COMPLETE, "strained redline-strained", "2"),
    (
        "a figure left open",
        line(norm("may", "hold", "carts", quantities=quantity("carts", None, 8))),
        (c("1", norm("must", "limit", "carts", quantities=quantity("carts", unknown=True))),),
        COMPLETE,
        "unknown redline-unsure",
        "1",
    ),
    ("given", line(BAN), (c("1", BAN),), COMPLETE, "upheld redline-upheld", "1"),
    (
        "given by two",
        line(BAN),
        (c("1", norm("must-not", objects="north")), c("2", norm("must-not", objects="south"))),
        COMPLETE,
        "upheld redline-upheld",
        "1 2",
    ),
    ("given as asked", line(DUTY, asks="text"), (c("1", DUTY),), COMPLETE, "upheld redline-upheld", "1"),
    (
        "given, but contested",
        line(DUTY, asks="text"),
        (c("1", DUTY, state=ClauseState.CONTESTED),),
        COMPLETE,
        "part redline-part",
        "1",
    ),
    (
        "given in part",
        line(DUTY, asks="text"),
        (c("1", norm(objects="north")),),
        COMPLETE,
        "part redline-part",
        "1",
    ),
    (
        "given in part and weakly",
        line(DUTY, asks="text"),
        (c("1", LEAVE), c("2", norm(objects="north"))),
        COMPLETE,
        "part redline-part",
        "2 1",
    ),
    (
        "given for a time",
        line(DUTY, asks="text"),
        (c("1", norm(quantities=exactly("time", 9))),),
        COMPLETE,
        "part redline-part",
        "1",
    ),
    (
        "given in part, absence asked",
        line(BAN),
        (c("1", norm("must-not", objects="north")),),
        COMPLETE,
        "clear redline-clear-part",
        "1",
    ),
    (
        "given in part, the rest not reported",
        line(BAN),
        (c("1", norm("must-not", objects="north")),),
        PARTIAL,
        "unknown redline-unreported",
        "1",
    ),
    (
        "given in part by a position",
        line(BAN),
        (c("1", norm("must-not", objects="north")),),
        POSITION,
        "silent redline-silent",
        "1",
    ),
    ("left for later", line(DUTY, asks="text"), (c("1", norm("defers")),), COMPLETE, "deferred redline-deferred", "1"),
    (
        "left for later, and part given",
        line(BAN),
        (c("1", norm("defers")), c("2", norm("must-not", objects="north"))),
        COMPLETE,
        "deferred redline-deferred",
        "1",
    ),
    (
        "the issue left for later",
        line(DUTY),
        (c("1", norm("defers", "", ()), issue="land"),),
        COMPLETE,
        "deferred redline-deferred",
        "1",
    ),
    (
        "a narrower issue left for later",
        line(DUTY),
        (c("1", norm("defers", "", ()), issue="land.sale.price"),),
        COMPLETE,
        "clear redline-clear",
        "",
    ),
    (
        "another issue left for later",
        line(DUTY),
        (c("1", norm("defers", "", ()), issue="dues"),),
        COMPLETE,
        "clear redline-clear",
        "",
    ),
    ("another act left for later", line(DUTY), (c("1", norm("defers", "pay")),), COMPLETE, "clear redline-clear", ""),
    (
        "the very act left for later, told once",
        line(DUTY),
        (c("1", None, variants=(told_by("mail", norm("defers")), told_by("post", norm("defers", "", ())))),),
        COMPLETE,
        "deferred redline-deferred",
        "1",
    ),
    (
        "deferred in words alone",
        line(DUTY),
        (c("1", state=ClauseState.DEFERRED),),
        COMPLETE,
        "deferred redline-deferred",
        "1",
    ),
    (
        "deferred by its state, whatever its norm",
        line(DUTY),
        (c("1", norm(act="pay"), state=ClauseState.DEFERRED),),
        COMPLETE,
        "deferred redline-deferred",
        "1",
    ),
    (
        "moved to another table",
        line(DUTY),
        (c("1", DUTY, state=ClauseState.MOVED, issue="land"),),
        COMPLETE,
        "deferred redline-deferred",
        "1",
    ),
    (
        "something else moved",
        line(DUTY),
        (c("1", DUTY, state=ClauseState.MOVED, issue="dues"),),
        COMPLETE,
        "clear redline-clear",
        "",
    ),
    (
        "the breach is struck",
        line(BAN),
        (c("1", DUTY, state=ClauseState.STRUCK),),
        PARTIAL,
        "clear redline-struck",
        "1",
    ),
    (
        "a hope of it is struck",
        line(BAN),
        (c("1", HOPE, state=ClauseState.STRUCK),),
        PARTIAL,
        "clear redline-struck",
        "1",
    ),
    ("the ban is struck", line(BAN), (c("1", BAN, state=ClauseState.STRUCK),), COMPLETE, "clear redline-clear", ""),
    (
        "what was asked is struck",
        line(DUTY, asks="text"),
        (c("1", DUTY, state=ClauseState.STRUCK),),
        PARTIAL,
        "unmet redline-struck",
        "1",
    ),
    (
        "part of it is struck",
        line(DUTY, asks="text"),
        (c("1", LEAVE, state=ClauseState.STRUCK),),
        PARTIAL,
        "unmet redline-struck",
        "1",
    ),
    (
        "the contrary is struck",
        line(DUTY, asks="text"),
        (c("1", BAN, state=ClauseState.STRUCK),),
        COMPLETE,
        "unmet redline-unmet",
        "",
    ),
    (
        "what its terms bring is struck",
        line(norm("must-not", "amend", "barn")),
        (c("1", norm(act="pay", instruments="by-statute"), state=ClauseState.STRUCK),),
        PARTIAL,
        "clear redline-struck",
        "1",
    ),
    (
        "what its terms bring",
        line(norm("must-not", "amend", "barn")),
        (c("1", norm(act="pay", instruments="by-statute")),),
        COMPLETE,
        "breached redline-breached",
        "1",
    ),
    ("words alone", line(DUTY), (c("1"),), COMPLETE, "unknown redline-text-only", "1"),
    ("words alone above", line(DUTY), (c("1", issue="land"),), COMPLETE, "unknown redline-text-only", "1"),
    ("words alone below", line(DUTY), (c("1", issue="land.sale.price"),), COMPLETE, "unknown redline-text-only", "1"),
    ("words alone on nothing named", line(DUTY), (c("1", issue=""),), COMPLETE, "unknown redline-text-only", "1"),
    (
        "words alone, a line on nothing named",
        line(DUTY, issue=""),
        (c("1", issue="dues"),),
        COMPLETE,
        "unknown redline-text-only",
        "1",
    ),
    ("words alone elsewhere", line(DUTY), (c("1", issue="dues"),), COMPLETE, "clear redline-clear", ""),
    ("words alone in a position", line(DUTY), (c("1"),), POSITION, "unknown redline-text-only", "1"),
    ("nothing, in a position", line(DUTY), (ELSEWHERE,), SHARED, "silent redline-silent", ""),
    ("nothing known", line(DUTY), (ELSEWHERE,), PARTIAL, "unknown redline-unreported", ""),
    ("nothing contrary", line(BAN), (ELSEWHERE,), COMPLETE, "clear redline-clear", ""),
    ("nothing of what was asked", line(DUTY, asks="text"), (ELSEWHERE,), COMPLETE, "unmet redline-unmet", ""),
    # exceptions
    (
        "waits for the exception",
        line(LineNorm(norm=BAN, asks=LineDemand.ABSENCE, exceptions=(exempt("greeting"),))),
        (c("1", norm(conditions=when("signature"))),),
        COMPLETE,
        "clear redline-clear",
        "",
    ),
    (
        "waits for something else",
        line(LineNorm(norm=BAN, asks=LineDemand.ABSENCE, exceptions=(exempt("flood"),))),
        (c("1", norm(conditions=when("signature"))),),
        COMPLETE,
        "breached redline-breached",
        "1",
    ),
    (
        "a hope that waits for the exception",
        line(LineNorm(norm=BAN, asks=LineDemand.ABSENCE, exceptions=(exempt("talks"),))),
        (c("1", norm("expects", conditions=when("talks"))),),
        COMPLETE,
        "clear redline-clear",
        "",
    ),
    (
        "the plan gives the exception",
        line(LineNorm(norm=BAN, asks=LineDemand.ABSENCE, exceptions=(exempt("", norm(act="pay", objects="carts")),))),
        (c("1", DUTY), ELSEWHERE),
        COMPLETE,
        "clear redline-clear",
        "",
    ),
    (
        "the plan gives the exception in part",
        line(
            LineNorm(
                norm=BAN, asks=LineDemand.ABSENCE, exceptions=(exempt("", norm(act="pay", objects=("carts", "mill"))),)
            )
        ),
        (c("1", DUTY), ELSEWHERE),
        COMPLETE,
        "breached redline-breached",
        "1",
    ),
    (
        "the plan hopes for the exception",
        line(LineNorm(norm=BAN, asks=LineDemand.ABSENCE, exceptions=(exempt("", norm(act="pay", objects="carts")),))),
        (c("1", DUTY), c("2", norm("expects", "pay", "carts"))),
        COMPLETE,
        "breached redline-breached",
        "1",
    ),
    (
        "the exception for a time",
        line(LineNorm(norm=BAN, asks=LineDemand.ABSENCE, exceptions=(exempt("", norm(act="pay", objects="carts")),))),
        (c("1", DUTY), c("2", norm(act="pay", objects="carts", quantities=exactly("time", 3)))),
        COMPLETE,
        "breached redline-breached",
        "1",
    ),
    (
        "an exception beside others",
        line(
            LineNorm(
                norm=BAN,
                asks=LineDemand.ABSENCE,
                exceptions=(
                    exempt("flood"),
                    exempt("", norm(act="meet")),
                    exempt("", norm(act="pay", objects="carts")),
                ),
            )
        ),
        (c("1", DUTY), ELSEWHERE),
        COMPLETE,
        "clear redline-clear",
        "",
    ),
    (
        "the ban itself waits for the exception",
        line(LineNorm(norm=BAN, asks=LineDemand.ABSENCE, exceptions=(exempt("talks"),))),
        (c("1", norm("must-not", conditions=when("talks"))),),
        COMPLETE,
        "clear redline-clear-part",
        "1",
    ),
    (
        "waits for a clause where the exception is a norm",
        line(LineNorm(norm=BAN, asks=LineDemand.ABSENCE, exceptions=(exempt("", norm(act="meet")),))),
        (c("1", norm(conditions=Condition(kind=ConditionKind.WHEN, clause="p#9"))),),
        COMPLETE,
        "breached redline-breached",
        "1",
    ),
    # readings
    (
        "one party's reading breaches",
        line(BAN),
        (c("1", None, variants=HELD_TWICE),),
        COMPLETE,
        "breached redline-breached",
        "1",
    ),
    (
        "one report breaches",
        line(BAN),
        (c("1", None, variants=(told_by("mail", BAN), told_by("post", DUTY))),),
        COMPLETE,
        "unknown redline-unsure",
        "1",
    ),
    (
        "one report strains",
        line(BAN),
        (c("1", None, variants=(told_by("mail", BAN), told_by("post", HOPE))),),
        COMPLETE,
        "unknown redline-unsure",
        "1",
    ),
    (
        "both reports breach",
        line(BAN),
        (c("1", None, variants=(told_by("mail", LEAVE), told_by("post", DUTY))),),
        COMPLETE,
        "breached redline-breached",
        "1",
    ),
    (
        "one report gives",
        line(DUTY, asks="text"),
        (c("1", None, variants=(told_by("mail", DUTY), told_by("post", LEAVE))),),
        COMPLETE,
        "part redline-part",
        "1",
    ),
    (
        "both reports give",
        line(DUTY, asks="text"),
        (c("1", None, variants=(told_by("mail", DUTY), told_by("post", norm(objects="estate")))),),
        COMPLETE,
        "upheld redline-upheld",
        "1",
    ),
    (
        "one report says nothing of it",
        line(BAN),
        (c("1", None, variants=(told_by("mail", norm("must-not", "pay")), told_by("post", BAN))),),
        COMPLETE,
        "clear redline-clear-part",
        "1",
    ),
    # several norms
    (
        "one breached, one upheld",
        line(BAN, norm("must-not", "pay", "carts")),
        (c("1", BAN), ELSEWHERE),
        COMPLETE,
        "breached redline-breached",
        "away",
    ),
    (
        "one upheld, one unmet",
        line(DUTY, norm(act="meet"), asks="text"),
        (c("1", DUTY),),
        COMPLETE,
        "part redline-half",
        "1",
    ),
    (
        "one upheld, one clear",
        line(BAN, norm("must-not", "meet")),
        (c("1", BAN),),
        COMPLETE,
        "upheld redline-upheld",
        "1",
    ),
    (
        "one upheld, what crossed the other struck",
        line(BAN, norm("must-not", "meet")),
        (c("1", BAN), c("2", norm(act="meet"), state=ClauseState.STRUCK)),
        COMPLETE,
        "clear redline-struck",
        "2",
    ),
    (
        "one upheld, what gave the other struck",
        line(DUTY, norm(act="meet"), asks="text"),
        (c("1", DUTY), c("2", norm(act="meet"), state=ClauseState.STRUCK)),
        COMPLETE,
        "part redline-half",
        "1+2",
    ),
    (
        "one strained, one upheld, one unmet",
        line(DUTY, norm(act="meet"), norm("must-not", "pay", "carts"), asks="text"),
        (c("1", DUTY), c("2", norm("expects", "pay", "carts"))),
        COMPLETE,
        "strained redline-strained",
        "2",
    ),
    (
        "one deferred, one unmet",
        line(DUTY, norm(act="meet"), asks="text"),
        (c("1", norm("defers")),),
        COMPLETE,
        "deferred redline-deferred",
        "1",
    ),
    (
        "one deferred, one upheld, one unmet",
        line(DUTY, norm(act="meet"), norm(act="pay"), asks="text"),
        (c("1", norm("defers")), c("2", norm(act="meet"))),
        COMPLETE,
        "deferred redline-deferred",
        "1",
    ),
    (
        "one breached, one upheld, one unmet",
        line(DUTY, norm(act="meet"), norm("must-not", "pay", "carts"), asks="text"),
        (c("1", DUTY), ELSEWHERE),
        COMPLETE,
        "breached redline-breached",
        "away",
    ),
    (
        "one unknown, one clear",
        line(BAN, norm("may", "hold", "carts", quantities=quantity("carts", unknown=True))),
        (c("1", norm("must", "limit", "carts", quantities=quantity("carts", None, 5))),),
        COMPLETE,
        "unknown redline-unsure",
        "1",
    ),
    (
        "two breached by one clause",
        line(BAN, norm("must-not", "leave")),
        (c("1", DUTY),),
        COMPLETE,
        "breached redline-breached",
        "1",
    ),
]


@pytest.mark.parametrize(
    ("line", "clauses", "fields", "wanted", "deciding"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_the_first_rule_that_applies(
    line: RedLine, clauses: tuple[Clause, ...], fields: dict[str, Any], wanted: str, deciding: str
) -> None:
    kind, rule = wanted.split()
    given = plan(*clauses, **fields)
    judgement = verdict(given, line)
    ready_clauses = group_plan_clauses(given, to_canonical_clauses((given,), WORDS))
    assert decide_line_version(ready_clauses, line, line.versions[0], WORDS) is judgement.kind
    if rule != "redline-half":
        assert summarize_verdict(judgement) == (kind, rule, tuple(deciding.split()))
    else:
        assert (judgement.kind.value, judgement.rule) == (kind, rule)
    if not any(clause.variants for clause in clauses):
        assert judgement.holder == ""
    # Whatever does not bear on it changes nothing.
    more = verdict(plan(c("before", norm(act="meet", by="cy"), issue="watch"), *clauses, **fields), line)
    assert (more.kind, more.clauses) == (judgement.kind, judgement.clauses)


CONFIDENCE: list[tuple[str, RedLine, Clause, dict[str, Any], str]] = [
    ("sure", line(BAN), c("1", DUTY), COMPLETE, "high"),
    ("weaker evidence", line(BAN), c("1", DUTY, evidence="B"), COMPLETE, "medium"),
    ("only reported", line(BAN), c("1", DUTY, known=Attestation.REPORTED), COMPLETE, "medium"),
    ("denied", line(BAN), c("1", DUTY, known=Attestation.DENIED), COMPLETE, "low"),
    ("contested", line(BAN), c("1", DUTY, state=ClauseState.CONTESTED), COMPLETE, "low"),
    ("agreed", line(BAN), c("1", DUTY, state=ClauseState.AGREED), COMPLETE, "high"),
    ("an analyst's line", line(BAN, inferred=True), c("1", DUTY), COMPLETE, "low"),
    ("a judged reading", line(JUDGED_BAN), c("1", DUTY), COMPLETE, "low"),
    # Only what opposes a line calls for judgement: what gives it in its own words is as sure as its clause.
    ("a judged reading of what is given", line(JUDGED_BAN), c("1", BAN), COMPLETE, "high"),
    ("nothing decides", line(BAN), ELSEWHERE, COMPLETE, "high"),
    ("nothing reported", line(BAN), ELSEWHERE, PARTIAL, "low"),
    ("struck in full text", line(BAN), c("1", DUTY, state=ClauseState.STRUCK), COMPLETE, "high"),
    ("struck in a text known in part", line(BAN), c("1", DUTY, state=ClauseState.STRUCK), PARTIAL, "low"),
    ("words alone", line(BAN), c("1"), COMPLETE, "low"),
    ("figures left open", line(norm("may", "hold", "carts", quantities=quantity("carts", unknown=True))),
     c("1", norm("must", "limit", "carts", quantities=quantity("carts", None, 5))), COMPLETE, "low"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "given", "fields", "wanted"), [item[1:] for item in CONFIDENCE], ids=[item[0] for item in CONFIDENCE]
)
def test_how_sure_a_verdict_is(line: RedLine, given: Clause, fields: dict[str, Any], wanted: str) -> None:
    assert verdict(plan(given, **fields), line).confidence.value == wanted


def test_a_verdict_is_as_sure_as_the_least_sure_of_its_clauses() -> None:
    given = plan(c("1", DUTY), c("2", LEAVE, evidence="C"), c("3", LEAVE, evidence="B"))
    assert verdict(given, line(BAN)).confidence is Confidence.LOW
    turned = plan(c("1", DUTY), c("2", LEAVE, evidence="B"), c("3", LEAVE, evidence="C"))
    assert verdict(turned, line(BAN)).confidence is Confidence.LOW
    assert clause_confidence(c("1", evidence="B", known=Attestation.REPORTED)) is Confidence.LOW


def test_a_verdict_says_whose_reading_decides_and_lists_them_all() -> None:
    judgement = verdict(plan(c("1", None, variants=HELD_TWICE)), line(BAN))
    assert judgement.holder == "bo"
    assert [
        (verdict.subject, verdict.verdict, verdict.holder, verdict.family) for verdict in judgement.component_verdicts
    ] == [
        ("p#1", "gives", "ada", ""),
        ("p#1", "opposes", "bo", ""),
    ]
    mixed = (held_by("ada", BAN), told_by("mail", DUTY))
    reported = verdict(plan(c("1", None, variants=mixed)), line(BAN))
    assert (reported.kind.value, reported.holder) == ("unknown", "")
    assert [(verdict.holder, verdict.family) for verdict in reported.component_verdicts] == [("ada", ""), ("", "mail")]
    second = verdict(plan(c("0", DUTY), c("1", None, variants=HELD_TWICE)), line(BAN))
    assert (second.holder, second.clauses) == ("bo", ("0", "1"))
    own = verdict(plan(c("1", DUTY, holder="bo")), line(BAN))
    assert (own.holder, own.component_verdicts) == ("bo", ())
    given = (held_by("ada", DUTY), held_by("bo", LEAVE))
    part = verdict(plan(c("1", None, variants=given)), line(DUTY, asks="text"))
    assert (part.rule, part.holder) == ("redline-part", "ada")


def test_clauses_that_name_nobody_are_notes() -> None:
    red_line = line(BAN)
    judgement = verdict(plan(c("1", norm(by="unnamed")), c("2", norm(act="pay", by="unnamed")), ELSEWHERE), red_line)
    assert (judgement.kind.value, judgement.clauses, judgement.notes) == ("clear", (), ("1",))
    named = verdict(plan(c("1", norm(by=("unnamed", "bo")))), red_line)
    assert named.notes == ("1",)
    assert verdict(plan(c("1", norm(by="unnamed"))), line(BAN, norm("must-not", "meet"))).notes == ("1",)
    assert verdict(plan(c("1", norm(by="unnamed"), state=ClauseState.STRUCK)), red_line).notes == ()
    beside = plan(c("1", norm(by="unnamed")), c("2", norm()), c("3", norm("may", by="cy")))
    assert verdict(beside, red_line).notes == ("1",)
    readings = held_by("ada", norm("may", by="cy")), held_by("bo", norm(by="unnamed"))
    assert verdict(plan(c("1", None, variants=readings)), red_line).notes == ("1",)


def version(start: str = "", end: str = "", *norms: LineNorm, **more: Any) -> LineVersion:
    line_norms = norms or (LineNorm(norm=BAN, asks=LineDemand.ABSENCE),)
    return LineVersion(start=start, end=end, norms=line_norms, **more)


OLD, NEW = version("2030-01-10", "2030-06-01"), version("2030-03", "2030-09", strength=Strength.CONDITIONAL)


@pytest.mark.parametrize(
    ("versions", "date", "wanted", "later"),
    [
        ((), "2030-05-01", None, False),
        ((version(),), "2030-05-01", version(), False),
        ((version(),), "", version(), False),
        ((OLD, NEW), "", NEW, False),
        ((OLD, NEW), "2029-12-31", OLD, True),
        ((OLD, NEW), "2030-01-09", OLD, True),
        ((OLD, NEW), "2030-01-10", OLD, False),
        ((OLD, NEW), "2030-01", OLD, False),  # in the month of its start
        ((OLD, NEW), "2030-02-28", OLD, False),
        ((OLD, NEW), "2030-03-01", NEW, False),
        ((OLD, NEW), "2030-09", NEW, False),
        ((OLD, NEW), "2030-10", None, False),
        ((OLD,), "2030-06-01", OLD, False),
        ((OLD,), "2030-06-02", None, False),
        ((version("", "2030"),), "2030-12-31", version("", "2030"), False),  # a year lasts to its end
        ((version("", "2030"),), "2031-01-01", None, False),
    ],
)
def test_which_version_is_in_force(
    versions: tuple[LineVersion, ...], date: str, wanted: LineVersion | None, later: bool
) -> None:
    assert line(versions=versions).version_in_force(date) == (wanted, later)


def test_a_plan_is_held_against_the_line_of_its_day_or_of_the_day_asked_for() -> None:
    strict, mild = version("2030-01"), version("2030-06", "", strength=Strength.PREFERENCE)
    red_line, given = line(versions=(strict, mild)), plan(c("1", DUTY))
    now, then = verdict(given, red_line), verdict(given, red_line, "2030-07-01")
    assert (now.version, now.strength, now.stated_later) == ("2030-01", "absolute", False)
    assert (then.version, then.strength) == ("2030-06", "preference")
    before = verdict(replace(given, issued="2029-01-01"), red_line)
    assert (before.version, before.stated_later) == ("2030-01", True)
    over = line(versions=(version("2030-01", "2030-02"),))
    ready = group_plan_clauses(given, to_canonical_clauses((given,), WORDS))
    assert assess_red_line(ready, over, "", WORDS) is None
    assert assess_red_line(ready, over, "2030-02", WORDS) is not None
    assert assess_red_line(ready, line(BAN, no_line="a wish"), "", WORDS) is None


def test_a_line_that_no_norm_can_hold_says_why() -> None:
    given = plan(c("1", DUTY), issued="2029-01-01")
    red_line = line(
        not_judged="It asks for honour.",
        inferred=True,
        versions=(version("2030-01", "", strength=Strength.CONDITIONAL),),
    )
    judgement = verdict(given, red_line)
    assert summarize_verdict(judgement) == ("unknown", "redline-not-judged", ())
    sentence = english(judgement.explanation, WORDS, lines=(red_line,))
    assert "It asks for honour." in sentence
    assert sentence.index("It asks for honour.") < sentence.index("The line: ")
    assert (judgement.confidence, judgement.strength, judgement.version) == (Confidence.LOW, "conditional", "2030-01")
    assert (judgement.inferred, judgement.stated_later) == (True, True)
    assert (judgement.plan, judgement.party, judgement.line) == ("p", "ada", "ada#L")
    assert judgement.fingerprint == verdict(given, line(BAN)).fingerprint
    empty = line(versions=(LineVersion(norms=()),))
    assert verdict(given, empty).rule == "redline-not-judged"


def test_a_verdict_carries_the_names_of_its_line_and_its_reason() -> None:
    red_line = line(BAN, norm("must-not", "pay", "carts"), inferred=True)
    given = plan(c("1", norm(by=("ada", "bo")), text="Ada and Bo sell the field"), ELSEWHERE)
    judgement = verdict(given, red_line)
    assert (judgement.plan, judgement.party, judgement.line, judgement.inferred) == ("p", "ada", "ada#L", True)
    phrase = english(judgement.explanation, WORDS, given, lines=(red_line,))
    assert "Ada and Bo sell the field." in phrase
    assert "Ada must not sell the field" in phrase
    assert judgement.norm_index == 0
    assert verdict(plan(ELSEWHERE), red_line).norm_index == 1
    other = verdict(plan(c("1", DUTY), name="q"), red_line)
    assert judgement.fingerprint == compute_fingerprint("redline", "p", "ada#L")  # people's decisions are kept under it
    assert other.fingerprint == compute_fingerprint("redline", "q", "ada#L")


# --- what a party refused, asked to be silent on, or consents to ------------------------------------------------------

BRACKETS = c("1", None, variants=HELD_TWICE, state=ClauseState.CONTESTED)
BOTH_SIGN: dict[str, Any] = {"parties": ("ada", "bo")}


@pytest.mark.parametrize(
    ("given", "party", "fields", "wanted"),
    [
        # Ada holds the ban and Bo the sale: for a line of Ada's against selling only her own bracket stands.
        (BRACKETS, "ada", BOTH_SIGN, "clear redline-clear-part"),
        (BRACKETS, "ada", {}, "breached redline-breached"),  # she would not sign: both versions are on the table
        (BRACKETS, "bo", BOTH_SIGN, "breached redline-breached"),
        (BRACKETS, "cy", BOTH_SIGN, "breached redline-breached"),
        # A bracket that only Bo holds is no clause of the text for Ada, as it is for everybody else; it is named.
        (c("1", DUTY, holder="bo", state=ClauseState.CONTESTED), "ada", BOTH_SIGN, "clear redline-refused-bracket"),
        (
            c("1", DUTY, holder="bo", state=ClauseState.CONTESTED),
            "ada",
            {**BOTH_SIGN, "coverage": Coverage.PARTIAL},
            "unknown redline-refused-bracket",
        ),
        (c("1", DUTY, holder="bo", state=ClauseState.CONTESTED), "cy", BOTH_SIGN, "breached redline-breached"),
        (c("1", DUTY, holder="bo"), "ada", BOTH_SIGN, "breached redline-breached"),
        # What only reports tell apart nobody has refused.
        (
            c("1", None, variants=(told_by("mail", DUTY), told_by("post", LEAVE)), state=ClauseState.CONTESTED),
            "ada",
            BOTH_SIGN,
            "breached redline-breached",
        ),
        # Brackets that nobody is named for, and her own, count as they stand; what does her line no harm is not named.
        (c("1", DUTY, state=ClauseState.CONTESTED), "ada", BOTH_SIGN, "breached redline-breached"),
        (c("1", DUTY, holder="ada", state=ClauseState.CONTESTED), "ada", BOTH_SIGN, "breached redline-breached"),
        (c("1", HOPE, holder="bo", state=ClauseState.CONTESTED), "ada", BOTH_SIGN, "clear redline-refused-bracket"),
        (c("1", BAN, holder="bo", state=ClauseState.CONTESTED), "ada", BOTH_SIGN, "clear redline-clear"),
        # A version that nobody is named for may be hers.
        (
            c("1", None, variants=(held_by("ada", BAN), told_by("mail", DUTY)), state=ClauseState.CONTESTED),
            "ada",
            BOTH_SIGN,
            "unknown redline-unsure",
        ),
        (
            c("1", None, variants=HELD_TWICE, holder="bo", state=ClauseState.CONTESTED),
            "ada",
            BOTH_SIGN,
            "clear redline-clear-part",
        ),
    ],
)
def test_a_bracket_that_a_party_refused_is_no_clause_of_the_text_for_its_line(
    given: Clause, party: str, fields: dict[str, Any], wanted: str
) -> None:
    judgement = verdict(plan(given, **fields), line(BAN, party=party))
    assert f"{judgement.kind.value} {judgement.rule}" == wanted
    if wanted.endswith("refused-bracket"):
        assert (judgement.clauses, judgement.holder) == (("1",), "bo")


def test_what_is_not_known_and_what_stands_in_a_bracket_of_others_is_low_and_gives_no_text() -> None:
    unreported = verdict(plan(ELSEWHERE, **PARTIAL), line(BAN))
    assert (unreported.rule, unreported.confidence.value) == ("redline-unreported", "low")
    bracket = c("1", BAN, holder="bo", state=ClauseState.CONTESTED)
    asked = verdict(plan(bracket, **BOTH_SIGN), line(DUTY, asks="text", party="ada"))
    assert (asked.kind.value, asked.rule) == ("unmet", "redline-unmet")


ALSO_NO_PAYING = line(BAN, norm("must-not", "pay", objects="carts"))
WITH_AN_EXCEPTION = line(
    LineNorm(norm=BAN, asks=LineDemand.ABSENCE, exceptions=(exempt(norm=norm(act="pay", objects="carts")),)),
    LineNorm(norm=norm("must-not", "meet"), asks=LineDemand.ABSENCE),
)


@pytest.mark.parametrize(
    ("line", "clauses", "wanted"),
    [
        (line(BAN), (c("1", DUTY), ELSEWHERE), {"p#1"}),
        (line(BAN), (c("1", DUTY), c("2", LEAVE)), set()),  # to change either alone leaves the other
        (line(BAN), (c("1", HOPE), ELSEWHERE), {"p#1", "p#away"}),  # no breach to lift
        (ALSO_NO_PAYING, (c("1", DUTY), ELSEWHERE), set()),  # two breaches, by a clause each
        (ALSO_NO_PAYING, (c("1", DUTY), c("2", BAN)), {"p#1"}),
        (WITH_AN_EXCEPTION, (c("1", DUTY), c("2", BAN)), {"p#1", "p#2"}),  # a clause may give what is excepted
    ],
)
def test_which_clause_alone_could_lift_a_breach(line: RedLine, clauses: tuple[Clause, ...], wanted: set[str]) -> None:
    given = plan(*clauses)
    ready_clauses = group_plan_clauses(given, to_canonical_clauses((given,), WORDS))
    assert find_decisive_clauses(ready_clauses, line, line.versions[0], WORDS) == wanted


@pytest.mark.parametrize("line", [line(BAN, not_judged="Pride has no norm."), line()])
def test_a_version_that_cannot_be_judged_is_unknown(line: RedLine) -> None:
    given = plan(c("1", DUTY))
    ready_clauses = group_plan_clauses(given, to_canonical_clauses((given,), WORDS))
    assert decide_line_version(ready_clauses, line, line.versions[0], WORDS).value == "unknown"


def test_a_party_s_own_bracket_gives_its_line_in_part() -> None:
    judgement = verdict(plan(BRACKETS, **BOTH_SIGN), line(DUTY, asks="text", party="bo"))
    assert (judgement.kind.value, judgement.rule, judgement.confidence.value) == ("part", "redline-part", "low")
    assert verdict(plan(BRACKETS), line(DUTY, asks="text", party="bo")).kind.value == "breached"


NO_TALKS = norm("must-not", "talk-over", by=("ada", "bo"))


@pytest.mark.parametrize(
    ("demand", "given", "wanted"),
    [
        (NO_TALKS, norm("defers", by=("ada", "bo")), "breached"),  # to leave it to the two of them is to talk about it
        (NO_TALKS, norm("defers", "", "north", by=("ada", "bo")), "breached"),
        (norm("need-not", "talk-over"), norm("defers", by=("ada", "bo")), "breached"),
        (NO_TALKS, norm("defers", by=("ada", "bo"), objects="mill"), "clear"),
        (NO_TALKS, norm("defers", by="cy"), "clear"),  # left to one alone is no talk
        (norm("must-not"), norm("defers", by=("ada", "bo")), "deferred"),
        (norm(act="talk-over", by=("ada", "bo")), norm("defers", by=("ada", "bo")), "clear"),
    ],
)
def test_talks_on_a_matter_breach_a_line_that_there_be_none(demand: Any, given: Any, wanted: str) -> None:
    assert verdict(plan(c("1", given, issue="watch")), line(demand)).kind.value == wanted


def test_talks_that_only_a_report_tells_of_breach_no_line_and_those_of_a_party_s_reading_do() -> None:
    talks, other = norm("defers", by=("ada", "bo")), norm(act="pay", objects="carts")
    from_reports = verdict(
        plan(c("1", None, variants=(told_by("mail", talks), told_by("post", other)))), line(NO_TALKS)
    )
    assert (from_reports.kind.value, from_reports.rule, from_reports.clauses) == ("unknown", "redline-unsure", ("1",))
    by_ada = verdict(plan(c("1", None, variants=(held_by("ada", talks), held_by("bo", other)))), line(NO_TALKS))
    assert (by_ada.kind.value, by_ada.clauses, by_ada.holder) == ("breached", ("1",), "ada")
    assert verdict(plan(c("0", None, issue="dues"), c("1", talks, holder="bo")), line(NO_TALKS)).holder == "bo"
    assert verdict(plan(c("1", norm(by=("ada", "bo")))), line(NO_TALKS)).kind.value == "clear"


@pytest.mark.parametrize(
    ("proposers", "event", "wanted"),
    [
        (("bo",), "word-of-bo", "clear"),  # who proposes a text consents to it
        (("ada", "bo"), "word-of-bo", "clear"),
        (("ada",), "word-of-bo", "breached"),
        ((), "word-of-bo", "breached"),
        (("bo",), "flood", "breached"),
    ],
)
def test_an_exception_for_consent_is_met_in_a_text_that_the_consenting_party_proposes(
    proposers: tuple[str, ...], event: str, wanted: str
) -> None:
    red_line = line(LineNorm(norm=BAN, asks=LineDemand.ABSENCE, exceptions=(exempt(event),)))
    assert verdict(plan(c("1", DUTY), proposers=proposers), red_line).kind.value == wanted


def test_each_norm_of_a_line_is_read_for_itself() -> None:
    """One norm calls for judgement, the other does not: what opposes only the first strains the line."""
    red_line = line(JUDGED_BAN, LineNorm(norm=norm("must-not", "pay", "carts"), asks=LineDemand.ABSENCE))
    assert summarize_verdict(verdict(plan(c("1", DUTY)), red_line)) == ("strained", "redline-judged", ("1",))
    assert summarize_verdict(verdict(plan(ELSEWHERE), red_line)) == ("breached", "redline-breached", ("away",))
    assert summarize_verdict(verdict(plan(c("1", DUTY), ELSEWHERE), red_line)) == (
        "breached",
        "redline-breached",
        ("away",),
    )


# --- what leaves the question of a line for later ---------------------------------------------------------------------

LATER = norm("defers", "", ())
WHO_SELLS = question("who-sells", more=norm(objects="estate"))


@pytest.mark.parametrize(
    ("questions", "answers", "wanted"),
    [
        ((WHO_SELLS,), ("who-sells",), "deferred"),  # the thing asked is the line's
        ((question("who-sells", more=norm(act="pay")),), ("who-sells",), "clear"),
        ((question("who-sells", more=norm(objects="mill")),), ("who-sells",), "clear"),
        ((question("who-sells"),), ("who-sells",), "deferred"),  # nothing is asked more of: its issue is the line's
        ((question("who-sells", "land"),), ("who-sells",), "clear"),
        ((WHO_SELLS, question("what-price")), ("what-price",), "deferred"),
        ((WHO_SELLS, question("who-pays", "dues")), ("who-pays",), "clear"),
        ((WHO_SELLS, question("what-price")), (), "clear"),  # nobody has said what it leaves for later
        ((), (), "deferred"),
    ],
)
def test_what_names_no_act_defers_a_line_by_the_question_that_it_answers(
    questions: tuple[Any, ...], answers: tuple[str, ...], wanted: str
) -> None:
    words = with_questions(*questions)
    for fields in ({"norm": LATER}, {"norm": None, "state": ClauseState.MOVED}):
        given = plan(c("1", questions=answers, **fields))
        ready = group_plan_clauses(given, to_canonical_clauses((given,), words))
        judgement = assess_red_line(ready, line(DUTY), "", words)
        assert judgement
        assert judgement.kind.value == wanted


def test_a_body_that_keeps_its_own_rule_of_decision_leaves_nothing_for_later() -> None:
    rule = norm("declares", "amend", "statutes", by="guild")
    assert verdict(plan(c("1", rule)), line(DUTY)).kind.value == "clear"


@pytest.mark.parametrize(
    "given",
    [
        norm("expects"),
        norm("may"),
        norm(objects="north"),
        norm(by=("ada", "bo"), conditions=when("flood")),
        norm(quantities=exactly("time", 9)),
        norm(consent="bo"),
        norm(intent=True),
    ],
    ids=["hoped for", "allowed", "of a part", "for a case", "for a time", "with consent", "meant"],
)
def test_what_gives_a_part_never_strains_what_asks_for_the_whole(given: Any) -> None:
    """A text that gives less than all is better than one that gives nothing, and no worse than silent."""
    judgement = verdict(plan(c("1", given)), line(DUTY, asks="text"))
    assert (judgement.kind.value, judgement.rule) == ("part", "redline-part")
    assert verdict(plan(ELSEWHERE), line(DUTY, asks="text")).kind.value == "unmet"
    assert verdict(plan(c("1", given), **PARTIAL), line(DUTY, asks="text")).kind.value == "part"
    assert verdict(plan(c("1", given), **POSITION), line(DUTY, asks="text")).kind.value == "part"
