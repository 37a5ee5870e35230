"""The matrix: who does what by when, after what, watched by whom; and what the order of a plan comes to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest

from comparer.agreement.due_dates import count_days, read_dues
from comparer.agreement.implementation import MatrixOptions, build_matrix, read_plan_steps
from comparer.agreement.sequence import NO_STEPS, count_levels
from comparer.model.implementation import DueKind, Duty, EventStanding, ImplementationMatrix, ReadingWait
from comparer.model.norm import Modality, Norm, NormTerms, Quantity
from comparer.model.plan import Clause, Plan, Variant
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline.compare import compare, to_canonical_clauses
from tests.app.command import here
from tests.factories.small_workspaces import ROOT, workspace

MILL = ROOT / "tests" / "workspaces" / "mill"


def matrix_of(plan: Plan, folder: Path, **days: str) -> ImplementationMatrix:
    records = workspace(folder)
    vocabulary = Vocabulary(records.vocabulary)
    findings = compare(records, (plan.id,))
    clauses = to_canonical_clauses([plan], vocabulary)
    options = MatrixOptions(event_days=days)
    return build_matrix(plan, clauses, vocabulary, read_plan_steps(plan.id, findings), options)


def plan_of(plan_id: str, folder: Path) -> Plan:
    return next(plan for plan in workspace(folder).plans if plan.id == plan_id)


@cache
def matrix(plan_id: str, folder: Path = MILL) -> ImplementationMatrix:
    return matrix_of(plan_of(plan_id, folder), folder)


def duty(plan_id: str, clause_id: str, folder: Path = MILL) -> Duty:
    return next(entry for entry in matrix(plan_id, folder).duties if entry.clause.id == clause_id)


def test_what_declares_or_allows_is_no_duty_and_is_named_apart() -> None:
    listed = [entry.clause.id for entry in matrix("upper-draft").duties]
    assert sorted(listed) == ["1", "2", "4", "5", "6", "7", "8"]
    assert matrix("upper-draft").unlisted == ("3",)


def test_a_duty_has_its_limit_its_start_its_watcher_and_its_sanction() -> None:
    opening = duty("upper-draft", "1")
    assert (opening.due.kind, opening.due.length, opening.due.unit, opening.due.start) == (
        DueKind.WITHIN,
        10,
        "day",
        "signed",
    )
    assert opening.watched_by == ("8",)
    assert opening.on_breach == ("7",)
    assert duty("upper-draft", "5").watched_by == ()


def test_duties_stand_by_due_date_and_those_without_one_last() -> None:
    assert next(entry.clause.id for entry in matrix("lower-counter").duties) == "4"
    dated = matrix_of(plan_of("elders-text", MILL), MILL, signed="2031-05-01")
    assert [(entry.clause.id, entry.due.date) for entry in dated.duties][:2] == [
        ("1", "2031-05-11"),
        ("4", "2031-07-30"),
    ]


def test_clauses_that_wait_for_one_another_are_a_circle() -> None:
    circles = matrix("lower-counter").sequence.circles
    assert [circle.nodes for circle in circles] == [("c:1", "e:bank-free", "c:6", "e:weir-opened")]
    assert matrix("upper-draft").sequence.circles == ()


def test_deadlines_that_cannot_all_be_met_are_named_with_what_they_miss_by() -> None:
    (conflict,) = matrix("upper-draft").sequence.conflicts
    assert conflict.days == 10
    assert {"1", "4"} <= set(conflict.clauses)
    assert matrix("elders-text").sequence.conflicts == ()


def test_a_longer_limit_resolves_the_clash_and_a_shorter_one_does_not() -> None:
    plan = plan_of("upper-draft", MILL)

    def with_limit(days: int) -> Plan:
        clauses = {clause.id: clause for clause in plan.clauses}
        norm = clauses["4"].norm
        assert norm is not None
        quantity = replace(norm.terms.quantities[0], high=days)
        changed = replace(clauses["4"], norm=replace(norm, terms=replace(norm.terms, quantities=(quantity,))))
        return replace(
            plan,
            provisions=tuple(
                replace(entry, clauses=(changed,)) if entry.id == "4" else entry for entry in plan.provisions
            ),
        )

    assert matrix_of(with_limit(29), MILL).sequence.conflicts
    assert not matrix_of(with_limit(30), MILL).sequence.conflicts


@pytest.mark.parametrize(
    ("plan_id", "event", "standing"),
    [
        ("upper-draft", "vote-passed", EventStanding.DEAD_START),
        ("upper-draft", "calm", EventStanding.BROUGHT),
        ("upper-draft", "signed", EventStanding.GIVEN),
        ("upper-draft", "peace-broken", EventStanding.GIVEN),
        ("elders-text", "bells", EventStanding.UNDECLARED),
    ],
)
def test_an_event_that_nobody_brings_about_is_a_dead_start(plan_id: str, event: str, standing: EventStanding) -> None:
    states = {state.event: state for state in matrix(plan_id).sequence.events}
    assert states[event].standing is standing


def test_a_delay_moves_all_that_waits_and_has_slack_to_the_first_limit() -> None:
    delays = {delay.node: delay for delay in matrix("elders-text").sequence.delays}
    assert delays["c:1"].delayed == ("c:4", "e:weir-opened")
    assert delays["c:1"].slack == 10
    assert delays["e:weir-opened"].slack == 90


def test_the_law_comes_before_the_clauses_that_need_it() -> None:
    elections = duty("us-28", "25", ROOT)
    assert elections.conditions.after_steps == ("LC-01.end-martial-law", "LC-08.call-elections")
    assert {(due.length, due.start) for due in elections.other_dues} == {
        (100, "peace-agreement-reached"),
        (100, "signature"),
    }
    assert (elections.due.kind, elections.due.start) == (DueKind.WITHIN, "")


def test_the_order_of_clauses_changes_no_finding() -> None:
    plan = plan_of("lower-counter", MILL)
    turned = matrix_of(replace(plan, provisions=tuple(reversed(plan.provisions))), MILL)
    assert turned.sequence.circles == matrix("lower-counter").sequence.circles
    assert {entry.clause.id: entry.level for entry in turned.duties} == {
        entry.clause.id: entry.level for entry in matrix("lower-counter").duties
    }


def test_that_another_clause_has_to_apply_is_no_order_in_time() -> None:
    referendum = duty("ukraine-20", "14-6", ROOT)
    assert referendum.conditions.if_clauses == ("ukraine-20#14-5",)
    assert all("c:14-5" not in delay.node for delay in matrix("ukraine-20", ROOT).sequence.delays)


def with_clauses(plan: Plan, change: Callable[[Clause], Iterable[Clause]]) -> Plan:
    """The plan with each clause replaced by those that `change` makes of it."""
    return replace(
        plan,
        provisions=tuple(
            replace(entry, clauses=tuple(new for clause in entry.clauses for new in change(clause)))
            for entry in plan.provisions
        ),
    )


def test_where_two_clauses_could_bring_an_event_about_neither_is_waited_for() -> None:
    plan = plan_of("lower-counter", MILL)

    def double_opening(clause: Clause) -> Iterable[Clause]:
        if clause.id != "1" or clause.norm is None:
            return (clause,)
        return clause, replace(clause, id="1b", norm=replace(clause.norm, bearers=("elders",), conditions=()))

    assert matrix_of(plan, MILL).sequence.circles
    assert not matrix_of(with_clauses(plan, double_opening), MILL).sequence.circles


def test_an_event_that_needs_two_doings_is_dead_where_one_is_ordered() -> None:
    plan = with_clauses(plan_of("us-28", ROOT), lambda clause: () if clause.id == "21c" else (clause,))
    states = {state.event: state for state in matrix_of(plan, ROOT).sequence.events}
    assert states["withdrawal-to-agreed-points"].standing is EventStanding.DEAD_START
    whole = {state.event: state for state in matrix("us-28", ROOT).sequence.events}
    assert whole["withdrawal-to-agreed-points"].standing is EventStanding.BROUGHT


def test_slack_counts_what_was_spent_before() -> None:
    slacks = {delay.node: delay.slack for delay in matrix("upper-draft").sequence.delays}
    assert slacks["c:1"] == -10
    assert slacks["e:calm"] == -10


def test_a_limit_that_is_only_about_right_clashes_with_nothing() -> None:
    def loosen_limit(clause: Clause) -> Iterable[Clause]:
        if clause.id != "4" or clause.norm is None:
            return (clause,)
        quantities = tuple(replace(item, about=True) for item in clause.norm.terms.quantities)
        return (replace(clause, norm=replace(clause.norm, terms=replace(clause.norm.terms, quantities=quantities))),)

    assert matrix_of(with_clauses(plan_of("upper-draft", MILL), loosen_limit), MILL).sequence.conflicts == ()


def test_a_body_watches_those_it_oversees_and_no_others() -> None:
    assert duty("us-28", "6", ROOT).watched_by == ("15-2", "27-2")
    assert duty("us-28", "2-1", ROOT).watched_by == ()
    assert duty("us-28", "13c", ROOT).watched_by == (), "who oversees a state does not watch what others do to it"


def test_a_breach_of_one_thing_answers_for_that_thing_alone() -> None:
    assert duty("us-28", "6", ROOT).on_breach == ("27-3",)
    assert duty("us-28", "22-1", ROOT).on_breach == ("22-2", "27-3")


def test_a_month_is_as_long_as_it_may_be_and_the_calendar_knows_its_last_day() -> None:
    assert count_days(2, "month") == (56, 62)
    assert count_days(1, "fortnight") is None
    terms = NormTerms(quantities=(Quantity(name="deadline", high=3, unit="month", start="signed"),))
    norm = Norm(bearers=("elders",), modality=Modality.MUST, act="open", objects=("weir",), terms=terms)
    clause = Clause(plan="p", id="1", provision="1", text="Text.", norm=norm)
    vocabulary = Vocabulary(workspace(MILL).vocabulary)
    (due,) = read_dues(clause, {"signed": "2031-01-31"}, vocabulary)
    assert due.date == "2031-04-30"


def test_of_a_span_of_time_the_later_end_is_the_limit() -> None:
    terms = NormTerms(quantities=(Quantity(name="deadline", low=10, high=20, unit="day", start="signed"),))
    norm = Norm(bearers=("elders",), modality=Modality.MUST, act="open", objects=("weir",), terms=terms)
    clause = Clause(plan="p", id="1", provision="1", text="Text.", norm=norm)
    (due,) = read_dues(clause, {"signed": "2031-05-01"}, Vocabulary(workspace(MILL).vocabulary))
    assert (due.length, due.date) == (20, "2031-05-21")


def test_what_a_reading_makes_of_the_order_is_told_beside_the_text() -> None:
    (order,) = matrix("ukraine-20", ROOT).sequence.readings
    assert order.reading == "ukraine"
    (wait,) = order.waits
    assert (wait.clause, wait.dropped) == ("14-5", ())
    assert set(wait.added) == {"ceasefire-sixty-days", "referendum-approves"}


def test_a_circle_that_only_one_reading_has_is_told_of_that_reading() -> None:
    counter = plan_of("lower-counter", MILL)
    circular = next(clause for clause in counter.clauses if clause.id == "1").norm
    assert circular is not None

    def read_without_condition(clause: Clause) -> Iterable[Clause]:
        if clause.id != "1":
            return (clause,)
        variant = Variant(holder="upper", text="As it was.", norm=circular)
        return (replace(clause, norm=replace(circular, conditions=()), variants=(variant,)),)

    sequence = matrix_of(with_clauses(counter, read_without_condition), MILL).sequence
    assert sequence.circles == ()
    (order,) = sequence.readings
    assert order.reading == "upper"
    assert [circle.nodes for circle in order.circles] == [("c:1", "e:bank-free", "c:6", "e:weir-opened")]
    assert order.waits == (ReadingWait(clause="1", added=("bank-free",), dropped=()),)


def test_readings_that_differ_in_amounts_alone_change_no_order() -> None:
    assert matrix("elders-text").sequence.readings == ()
    army = next(clause for clause in plan_of("ukraine-20", ROOT).clauses if clause.id == "4")
    assert army.variants
    assert all(wait.clause != "4" for order in matrix("ukraine-20", ROOT).sequence.readings for wait in order.waits)


def test_levels_of_many_ways_that_part_and_meet_again_are_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two ways between each point and the next: as many paths as two to the power of their number."""
    size = 200
    waits: dict[str, tuple[str, ...]] = {}
    for number in range(size):
        waits[f"c:{number + 1}"] = (f"e:left-{number}", f"e:right-{number}")
        waits[f"e:left-{number}"] = waits[f"e:right-{number}"] = (f"c:{number}",)
    monkeypatch.setattr("comparer.agreement.sequence._Network", lambda *_: SimpleNamespace(waits=waits))
    levels = count_levels((), NO_STEPS, Vocabulary(workspace(MILL).vocabulary))
    assert levels[f"c:{size}"] == 2 * size


def test_a_breach_and_a_chance_are_never_late() -> None:
    late = {delay.node for plan_id in ("us-28", "ukraine-20") for delay in matrix(plan_id, ROOT).sequence.delays}
    assert {"e:all-accept", "e:ceasefire-in-force"} <= late
    assert late.isdisjoint({"e:russia-attacks-ukraine", "e:agreement-breached", "e:peacetime"})


def test_what_others_read_as_a_duty_is_named_with_their_readings() -> None:
    entries = {entry.clause: entry.readings for entry in matrix("ukraine-20", ROOT).read_as_duties}
    assert entries == {"4": ("ceiling",)}
    assert matrix("us-28", ROOT).read_as_duties == ()


def shown_matrix(plan_id: str) -> str:
    return " ".join(here("matrix", plan_id, cwd=ROOT).text.split())


def test_the_matrix_says_what_follows_a_breach_in_words_and_names_no_bare_reference() -> None:
    shown = shown_matrix("ukraine-20")
    assert "If it is broken: Sanctions follow a breach (point 19-3)" in shown
    assert "If this is late: Full ceasefire at once when all accept (point 20)" in shown
    assert "ukraine-20#" not in shown


def test_the_matrix_gives_the_amounts_of_readings_and_who_decides() -> None:
    shown = shown_matrix("ukraine-20")
    assert "share of output: not known; United States: share of output: about 33 percent" in shown
    assert "Who: Technical teams What: Technical teams are left to decide" in shown
    assert "Who: Working group on territory What: A working group is left to decide who withdraws" in shown
    assert "Not listed, though a duty as others read them: 4 (reports of a ceiling)." in shown


def test_a_time_that_runs_from_nothing_says_so() -> None:
    assert "Due: within 100 days; from when is not said; CNN report: within 100 days after" in shown_matrix("us-28")


def test_of_a_text_known_in_part_nobody_is_said_to_be_missing() -> None:
    shown = shown_matrix("geneva-19")
    assert "Watched by: unreported If it is broken: unreported" in shown
    assert "Watched by: nobody named" not in shown
    assert "Watched by: nobody named" in shown_matrix("us-28")
