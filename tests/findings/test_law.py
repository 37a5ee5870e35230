"""What small plans run into: rules of law, the steps they ask for, circles of steps."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from comparer.findings.law import assess_constraint, order_steps
from comparer.findings.redlines import group_plan_clauses
from comparer.model.explanation import explain
from comparer.model.findings import ConstraintFinding, OrderedStep, StepOrder, compute_fingerprint
from comparer.model.law import Constraint, ConstraintScope, Force, Step
from comparer.model.norm import Condition, ConditionKind
from comparer.model.plan import Clause, ClauseState, Plan
from comparer.model.relation import Confidence, ConstraintVerdict
from comparer.model.source import Attestation
from comparer.pipeline.compare import to_canonical_clauses
from tests.factories.english import english
from tests.factories.norms import WORDS, clause, exempt, norm, plan, rule, told_by, when

c = clause
BAN = norm("must-not")
STEPS = (Step(id="vote", act="vote", by=("guild",), after=("notice",)), Step(id="notice", act="notice", by=("ada",)))
SALE = ConstraintScope(acts=("sell",), objects=("field",))


def met(given: Plan, rule: Constraint, as_of: str = "2031") -> ConstraintFinding | None:
    return assess_constraint(group_plan_clauses(given, to_canonical_clauses((given,), WORDS)), rule, as_of, WORDS)


CASES: list[tuple[str, Constraint, tuple[Clause, ...], str, str]] = [
    # what it shows, rule of law, clauses, verdict and rule, clauses that meet it
    ("opposed", rule(BAN), (c("1", norm()),), "blocked constraint-blocked", "1"),
    ("opposed, and there are steps", rule(BAN, steps=STEPS), (c("1", norm()),), "needs constraint-needs", "1"),
    (
        "opposed, and there is an exception",
        rule(BAN, exceptions=(exempt("flood"),)),
        (c("1", norm()),),
        "needs constraint-needs",
        "1",
    ),
    (
        "opposed in what its terms bring",
        rule(norm("must-not", "amend", "barn")),
        (c("1", norm(act="pay", instruments="by-statute")),),
        "blocked constraint-blocked",
        "1",
    ),
    (
        "opposed on one reading",
        rule(BAN),
        (c("1", None, variants=(told_by("a", norm("may", "pay")), told_by("b", norm()))),),
        "blocked constraint-blocked",
        "1",
    ),
    (
        "opposed beside one that is excused",
        rule(BAN, exceptions=(exempt("talks"),)),
        (c("1", norm(conditions=when("talks"))), c("2", norm())),
        "needs constraint-needs",
        "2",
    ),
    (
        "excused on one reading of two",
        rule(BAN, exceptions=(exempt("talks"),)),
        (c("1", None, variants=(told_by("a", norm(conditions=when("talks"))), told_by("b", norm()))),),
        "needs constraint-needs",
        "1",
    ),
    (
        "waits for the exception",
        rule(BAN, exceptions=(exempt("talks"),)),
        (c("1", norm(conditions=when("signature"))),),
        "compatible constraint-excused",
        "1",
    ),
    ("a hope", rule(BAN, scope=SALE), (c("1", norm("expects")),), "compatible constraint-compatible", "1"),
    ("touched and not opposed", rule(BAN, scope=SALE), (c("1", BAN),), "compatible constraint-compatible", "1"),
    ("left for later", rule(BAN, scope=SALE), (c("1", norm("defers")),), "", ""),
    ("nothing touched", rule(BAN, scope=SALE), (c("1", norm(act="pay")),), "", ""),
    ("struck", rule(BAN, scope=SALE), (c("1", norm(), state=ClauseState.STRUCK),), "", ""),
    # what is touched
    (
        "an act alone",
        rule(steps=STEPS, scope=ConstraintScope(acts=("pay",))),
        (c("1", norm(act="pay", objects="mill")),),
        "needs constraint-procedure",
        "1",
    ),
    ("another act", rule(steps=STEPS, scope=ConstraintScope(acts=("pay",))), (c("1", norm()),), "", ""),
    (
        "an object alone",
        rule(steps=STEPS, scope=ConstraintScope(objects=("field",))),
        (c("1", norm(act="pay")),),
        "needs constraint-procedure",
        "1",
    ),
    (
        "a part of the object",
        rule(steps=STEPS, scope=ConstraintScope(objects=("field",))),
        (c("1", norm(objects="north")),),
        "needs constraint-procedure",
        "1",
    ),
    (
        "the member named for its kind",
        rule(steps=STEPS, scope=ConstraintScope(objects=("body",))),
        (c("1", norm(objects="guild")),),
        "needs constraint-procedure",
        "1",
    ),
    (
        "the very word under a converse",
        rule(steps=STEPS, scope=ConstraintScope(objects=("ada",))),
        (c("1", norm(act="admit", by="guild", objects="ada")),),
        "needs constraint-procedure",
        "1",
    ),
    (
        "another object",
        rule(steps=STEPS, scope=ConstraintScope(objects=("field",))),
        (c("1", norm(objects="mill")),),
        "",
        "",
    ),
    (
        "act and object of two clauses",
        rule(steps=STEPS, scope=SALE),
        (c("1", norm(objects="mill")), c("2", norm(act="pay"))),
        "",
        "",
    ),
    (
        "an instrument",
        rule(steps=STEPS, scope=ConstraintScope(instruments=("by-letter",))),
        (c("1", norm(instruments=("by-statute", "by-letter"))),),
        "needs constraint-procedure",
        "1",
    ),
    (
        "an instrument, where another act is named besides",
        rule(steps=STEPS, scope=ConstraintScope(acts=("pay",), instruments=("by-letter",))),
        (c("1", norm(instruments="by-letter")),),
        "needs constraint-procedure",
        "1",
    ),
    (
        "an instrument, where another object is named besides",
        rule(steps=STEPS, scope=ConstraintScope(objects=("mill",), instruments=("by-letter",))),
        (c("1", norm(instruments="by-letter")),),
        "needs constraint-procedure",
        "1",
    ),
    (
        "another instrument",
        rule(steps=STEPS, scope=ConstraintScope(instruments=("by-letter",))),
        (c("1", norm(instruments="by-statute")),),
        "",
        "",
    ),
    (
        "an issue",
        rule(steps=STEPS, scope=ConstraintScope(issues=("dues", "land"))),
        (c("1", norm()),),
        "needs constraint-procedure",
        "1",
    ),
    (
        "a narrower issue",
        rule(steps=STEPS, scope=ConstraintScope(issues=("land.sale.price",))),
        (c("1", norm()),),
        "",
        "",
    ),
    (
        "an issue, left for later",
        rule(steps=STEPS, scope=ConstraintScope(issues=("land",))),
        (c("1", norm("defers")),),
        "",
        "",
    ),
    ("an issue, forbidden", rule(steps=STEPS, scope=ConstraintScope(issues=("land",))), (c("1", BAN),), "", ""),
    ("a procedure without steps", rule(scope=SALE), (c("1", norm()),), "unknown constraint-not-judged", "1"),
    ("words alone", rule(BAN, scope=ConstraintScope(issues=("land",))), (c("1"),), "unknown constraint-text-only", "1"),
    (
        "words alone under a procedure",
        rule(steps=STEPS, scope=ConstraintScope(issues=("land",))),
        (c("1"),),
        "unknown constraint-text-only",
        "1",
    ),
    (
        "waits for a clause where the exception is a norm",
        rule(BAN, exceptions=(exempt("", norm(act="meet")),)),
        (c("1", norm(conditions=Condition(kind=ConditionKind.WHEN, clause="p#9"))),),
        "needs constraint-needs",
        "1",
    ),
    ("words alone elsewhere", rule(BAN, scope=ConstraintScope(issues=("dues",))), (c("1"),), "", ""),
    (
        "words alone and a clause",
        rule(BAN, scope=ConstraintScope(issues=("land",))),
        (c("1"), c("2", BAN)),
        "compatible constraint-compatible",
        "2",
    ),
    (
        "no rule of law",
        rule(BAN, force=Force.STATEMENT, steps=STEPS),
        (c("1", norm()),),
        "unknown constraint-note",
        "1",
    ),
    ("a declaration", rule(BAN, force=Force.DECLARATION), (c("1", norm()),), "unknown constraint-note", "1"),
    ("a decision", rule(BAN, force=Force.DECISION), (c("1", norm()),), "blocked constraint-blocked", "1"),
]


@pytest.mark.parametrize(
    ("rule", "clauses", "wanted", "meeting"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_a_plan_runs_into(rule: Constraint, clauses: tuple[Clause, ...], wanted: str, meeting: str) -> None:
    away = c("away", norm(act="meet", objects="carts", by="cy"), issue="watch")
    finding = met(plan(away, *clauses, c("words", issue="watch")), rule)
    text = (finding.verdict.value, finding.rule, finding.clauses) if finding else ()
    assert text == ((*wanted.split(), tuple(meeting.split())) if wanted else ())
    if finding:
        assert finding.steps == (("law.notice", "law.vote") if finding.verdict is ConstraintVerdict.NEEDS and rule.steps
                               else ())  # fmt: skip
        assert finding.note_only is (finding.rule == "constraint-note")
        assert finding.explanation
        assert (finding.plan, finding.constraint, finding.force) == ("p", "law", rule.force.value)


@pytest.mark.parametrize(
    ("start", "end", "as_of", "there", "later"),
    [
        ("", "", "2031", True, False),
        ("2030-06-01", "", "2030-05-31", False, False),
        ("2030-06-01", "", "2030-06-01", True, True),
        ("2030-06-01", "", "2030-06", True, True),
        ("2030-06-01", "", "", True, True),
        ("2030-05-01", "", "2031", True, False),
        ("", "2030-06-01", "2030-06-01", True, False),
        ("", "2030-06-01", "2030-06", True, False),
        ("", "2030-06-01", "2030-06-02", False, False),
        ("", "2030-06-01", "", True, False),
        ("2030-01", "2030-06", "2031", False, False),
    ],
)
def test_a_rule_counts_while_it_is_in_force(start: str, end: str, as_of: str, there: bool, later: bool) -> None:
    finding = met(plan(c("1", norm())), rule(BAN, start=start, end=end), as_of)
    assert (finding is not None) is there
    assert finding is None or finding.in_force_later is later


def test_of_a_plan_without_a_date_nothing_is_later() -> None:
    finding = met(plan(c("1", norm()), issued=""), rule(BAN, start="2030-06-01"))
    assert finding
    assert finding.in_force_later is False


@pytest.mark.parametrize(
    ("fields", "certainty", "wanted"),
    [
        ({}, "high", "high"),
        ({}, "medium", "medium"),
        ({"evidence": "B"}, "high", "medium"),
        ({"evidence": "B"}, "low", "low"),
        ({"known": Attestation.REPORTED}, "high", "medium"),
        ({"known": Attestation.DENIED}, "high", "low"),
        ({"state": ClauseState.CONTESTED}, "high", "low"),
    ],
)
def test_how_sure_a_finding_of_law_is(fields: dict[str, Any], certainty: str, wanted: str) -> None:
    finding = met(plan(c("1", norm(), **fields)), rule(BAN, certainty=certainty))
    assert finding
    assert finding.confidence is Confidence(wanted)


def test_a_finding_of_law_says_what_stands_against_what() -> None:
    given = plan(c("1", norm(), text="Ada sells the field"))
    result, procedure = met(given, rule(BAN)), met(given, rule(scope=SALE))
    assert result
    assert procedure
    for words in ("Clause 1", "Ada sells the field.", "Ada must not sell the field", "law"):
        assert words in english(result.explanation, WORDS, given, constraints=(rule(BAN),))
    assert "A law" in english(procedure.explanation, WORDS, given, constraints=(rule(scope=SALE),))
    other = met(plan(c("1", norm())), rule(BAN, id="other"))
    assert other
    assert result.fingerprint == procedure.fingerprint == compute_fingerprint("constraint", "p", "law")
    assert other.fingerprint == compute_fingerprint("constraint", "p", "other")


# --- the order of steps -----------------------------------------------------------------------------------------------


def step(name: str, *after: str, act: str = "", by: str = "ada") -> Step:
    return Step(id=name, act=act, by=(by,), after=after)


def needed(name: str, *clauses: str, plan_: str = "p", verdict: str = "needs") -> ConstraintFinding:
    return ConstraintFinding(
        plan=plan_, constraint=name, verdict=ConstraintVerdict(verdict), clauses=clauses or ("1",), steps=(),
        rule="constraint-needs", explanation=explain("constraint-needs"),
    )  # fmt: skip


def law(**steps: tuple[Step, ...]) -> dict[str, Constraint]:
    """Rules of law by name; a step that names no act is an act of its own."""
    return {
        name: rule(id=name, steps=tuple(replace(item, act=item.act or f"{name} {item.id}") for item in listed))
        for name, listed in steps.items()
    }


def names(order: StepOrder) -> tuple[str, ...]:
    return tuple(step.name for step in order.steps)


@pytest.mark.parametrize(
    ("rules", "wanted"),
    [
        ({"a": (step("2", "1"), step("1"))}, ("a.1", "a.2")),
        ({"a": (step("1"),), "b": (step("1", "a.1"), step("0"))}, ("a.1", "b.0", "b.1")),
        ({"a": (step("1", "b.1"),), "b": (step("1"),)}, ("b.1", "a.1")),
        ({"b": (step("2"), step("1")), "a": (step("1"),)}, ("a.1", "b.1", "b.2")),
        # one act of one actor, asked for twice, is one step
        ({"a": (step("1", act="vote"),), "b": (step("9", "8", act="vote"), step("8"))}, ("b.8", "a.1")),
        ({"a": (step("1", act="vote"),), "b": (step("9", act="vote", by="bo"),)}, ("a.1", "b.9")),
        ({"a": (step("1", act="vote"), step("2", "1", act="vote"))}, ("a.1",)),
        # what is waited for and stands nowhere holds nothing up
        ({"a": (step("1", "lost", "b.lost", "c.1"),)}, ("a.1",)),
        ({"a": ()}, None),
    ],
)
def test_steps_stand_after_what_they_wait_for(
    rules: dict[str, tuple[Step, ...]], wanted: tuple[str, ...] | None
) -> None:
    steps, circle = order_steps("p", [needed(name) for name in rules], law(**rules))
    assert circle is None
    assert (steps and (steps.plan, names(steps))) == (wanted and ("p", wanted))


def test_a_step_that_two_rules_ask_for_waits_for_what_either_asks() -> None:
    rules = law(a=(step("1", "0", act="vote"), step("0")), b=(step("9", "8", act="vote"), step("8")))
    steps, _ = order_steps("p", [needed("a"), needed("b")], rules)
    assert steps
    assert steps.steps[-1] == OrderedStep(name="a.1", after=("a.0", "b.8"), same_as=("b.9",))


def test_steps_of_other_rules_that_are_waited_for_are_taken_in() -> None:
    rules = law(a=(step("1", "b.2"),), b=(step("2", "1"), step("1"), step("3")))
    steps, _ = order_steps("p", [needed("a")], rules)
    assert steps
    assert names(steps) == ("b.1", "b.2", "a.1")
    assert [step.after for step in steps.steps] == [(), ("b.1",), ("b.2",)]


def test_only_what_this_plan_needs_is_ordered() -> None:
    rules = law(a=(step("1"),), b=(step("1"),), d=(step("1"),))
    findings = [needed("a"), needed("b", plan_="q"), needed("d", verdict="compatible")]
    steps, _ = order_steps("p", findings, rules)
    assert steps
    assert names(steps) == ("a.1",)
    assert order_steps("p", [], rules) == (None, None)


def test_a_circle_of_steps_is_a_finding_of_the_clauses_that_need_them() -> None:
    rules = law(a=(step("1", "b.1"), step("0")), b=(step("1", "d.1"),), d=(step("1", "a.1"),), e=(step("1"),))
    findings = [needed("e", "9"), needed("b", "4", "5"), needed("a", "4", "3")]
    steps, circle = order_steps("p", findings, rules)
    assert steps
    assert [(step.name, step.in_circle) for step in steps.steps] == [
        ("a.0", False), ("e.1", False), ("a.1", True), ("b.1", True), ("d.1", True),
    ]  # fmt: skip
    assert circle
    assert (circle.rule, circle.plan, circle.clauses) == ("constraint-cycle", "p", ("4", "5", "3"))
    phrase = english(circle.explanation, WORDS)
    assert "a.1 → d.1 → b.1 → a.1" in phrase or "a.1 → b.1 → d.1 → a.1" in phrase
    turned = order_steps("p", findings[::-1], dict(reversed(rules.items())))[1]
    assert turned
    ring = ("a.1", *(name for name in ("b.1", "d.1") if f"a.1 → {name}" in phrase))
    ring = (*ring, "d.1" if ring[1] == "b.1" else "b.1")
    assert turned.fingerprint == circle.fingerprint == compute_fingerprint("constraint-cycle", "p", *ring)
    other = order_steps("q", [replace(finding, plan="q") for finding in findings], rules)[1]
    assert other
    assert other.fingerprint != circle.fingerprint


def test_a_rule_whose_own_steps_wait_in_a_circle_keeps_them_as_written() -> None:
    constraint = rule(BAN, steps=(step("2", "1"), step("1", "2"), step("3", "elsewhere.1")))
    finding = met(plan(c("1", norm())), constraint)
    assert finding
    assert finding.steps == ("law.2", "law.1", "law.3")


def test_steps_that_may_go_in_any_order_go_by_name() -> None:
    names = ("e", "d", "c", "b", "a")
    constraint = rule(BAN, steps=(Step(id="z", act="z", after=names), *(Step(id=name, act=name) for name in names)))
    finding = met(plan(c("1", norm())), constraint)
    assert finding
    assert finding.steps == tuple(f"law.{name}" for name in (*sorted(names), "z"))
