"""How clauses travelled, and how the statements of a party moved."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from comparer.agreement.single_text import build_single_text
from comparer.agreement.travel import build_clause_threads, find_statement_moves
from comparer.model.relation import Relation
from comparer.model.travel import ClauseThread, DemandMove, StatementMove, StatementRef
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline.compare import compare, to_canonical_clauses
from tests.app.command import here
from tests.factories.small_workspaces import ROOT, workspace

MILL = ROOT / "tests" / "workspaces" / "mill"
MILL_DRAFTS = ("upper-draft", "lower-counter", "elders-text")
FOCUS = ("us-28", "eu-counter", "geneva-19", "ukraine-20")


@cache
def threads(folder: Path, plan_ids: tuple[str, ...]) -> tuple[ClauseThread, ...]:
    records = workspace(folder)
    vocabulary = Vocabulary(records.vocabulary)
    plans = [plan for plan in records.plans if plan.id in plan_ids]
    findings = compare(records, plan_ids)
    text = build_single_text(plans, findings, to_canonical_clauses(plans, vocabulary), vocabulary)
    return build_clause_threads(text, findings)


def thread(question: str, folder: Path = MILL, plan_ids: tuple[str, ...] = MILL_DRAFTS) -> ClauseThread:
    return next(entry for entry in threads(folder, plan_ids) if entry.question == question)


def moves(folder: Path, *statements: StatementRef) -> tuple[StatementMove, ...]:
    records = workspace(folder)
    vocabulary = Vocabulary(records.vocabulary)
    return find_statement_moves(
        statements, to_canonical_clauses(records.plans, vocabulary), records.red_lines, vocabulary
    )


def test_a_thread_tells_each_step_and_what_it_did() -> None:
    guards = thread("guard-size")
    assert (guards.first, guards.clauses) == ("upper-draft", ("5",))
    assert [(step.before, step.after, step.relation) for step in guards.steps] == [
        ("upper-draft", "lower-counter", Relation.STRICTER),
        ("lower-counter", "elders-text", Relation.LOOSER),
    ]
    assert guards.gaps == ()


def test_a_matter_of_one_draft_says_where_it_is_missing() -> None:
    leave = thread("guard-leave")
    assert leave.steps == ()
    assert {gap.plan: gap.kind for gap in leave.gaps} == {"upper-draft": "absent", "elders-text": "struck"}


def test_a_step_names_whom_it_helps_and_whether_the_draft_says_where_it_came_from() -> None:
    army = thread("army-size", ROOT, FOCUS)
    assert army.steps[0].favours == ("ukraine",)
    assert army.steps[0].is_declared
    assert not army.steps[1].is_declared


def test_every_clause_of_every_thread_is_of_its_draft() -> None:
    ids = {plan.id: {clause.id for clause in plan.clauses} for plan in workspace(ROOT).plans}
    for entry in threads(ROOT, FOCUS):
        assert set(entry.clauses) <= ids[entry.first]
        for step in entry.steps:
            assert set(step.clauses_before) <= ids[step.before]
            assert set(step.clauses_after) <= ids[step.after]
            assert bool(step.links) == (step.relation is not None)


def test_a_line_that_grants_a_limit_asks_less_and_says_that_it_is_weaker() -> None:
    before, after = (StatementRef(ref="ukraine#UA-2", version=date) for date in ("2025-11-20", "2025-12-11"))
    (move,) = moves(ROOT, before, after)
    assert move.demand is DemandMove.LESS
    assert (move.strength_before, move.strength_after) == ("absolute", "conditional")


@pytest.mark.parametrize(
    ("line", "bound", "expected"),
    [
        ("lower-village#L-1", 30, DemandMove.MORE),
        ("lower-village#L-1", 45, DemandMove.LESS),
        ("upper-village#U-1", 28, DemandMove.MORE),
        ("upper-village#U-1", 20, DemandMove.LESS),
    ],
    ids=["a tighter ban", "a wider ban", "a wider freedom", "a narrower freedom"],
)
def test_a_stricter_ban_and_a_wider_freedom_ask_more(line: str, bound: int, expected: DemandMove) -> None:
    records = workspace(MILL)
    red_line = next(entry for entry in records.red_lines if entry.ref == line)
    (version,) = red_line.versions
    norm = version.norms[0].norm
    (quantity,) = norm.terms.quantities
    quantity = replace(quantity, high=bound) if quantity.low is None else replace(quantity, low=bound)
    moved = replace(version.norms[0], norm=replace(norm, terms=replace(norm.terms, quantities=(quantity,))))
    later = replace(version, start="2031-02-01", norms=(moved,))
    lines = [replace(red_line, versions=(version, later))]
    statements = [StatementRef(ref=line, version=start) for start in ("2031-01-01", "2031-02-01")]
    (move,) = find_statement_moves(statements, {}, lines, Vocabulary(records.vocabulary))
    assert move.demand is expected


def test_versions_that_hold_a_different_number_of_things_are_not_compared() -> None:
    before, after = (StatementRef(ref="ukraine#UA-2", version=date) for date in ("2025-03-17", "2025-11-20"))
    (move,) = moves(ROOT, before, after)
    assert move.demand is None
    assert move.relation is None


def test_a_clause_is_held_against_the_only_clause_of_the_next_text() -> None:
    first, second, third = (StatementRef(ref=ref) for ref in ("upper-draft#5", "lower-counter#5", "elders-text#5"))
    assert [move.relation for move in moves(MILL, first, second, third)] == [Relation.STRICTER, Relation.LOOSER]
    doubled = StatementRef(ref="lower-counter#4")
    assert moves(MILL, first, second, doubled, third) == ()


def test_a_clause_and_a_line_are_not_held_against_each_other() -> None:
    line = StatementRef(ref="upper-village#U-1", version="2031-01-01")
    assert moves(MILL, line, StatementRef(ref="upper-draft#5")) == ()


def positions(*arguments: str) -> str:
    return " ".join(here("positions", *arguments, cwd=ROOT).text.split())


def test_a_statement_without_a_date_says_so_and_nothing_moved_from_it() -> None:
    shown = positions("russia", "--issue", "forces.size")
    first = "Date: no date Statement: Ukraine limits its armed forces to no more than 100,000 personnel."
    assert f"Question: Size of Ukraine's army {first}" in shown
    assert "(istanbul-2022#m6-1)" not in shown
    assert "Ukraine limits its armed forces to no more than 50,000 personnel." in shown


def test_what_a_party_asks_for_and_no_statement_says_stands_with_what_shows_it() -> None:
    shown = positions("ukraine", "--issue", "elections.timing")
    assert (
        "Date: no date Statement: Elections once lasting peace is secured: a resolution of parliament "
        "Where: kyiv-independent-resolution-13041" in shown
    )
    # Where its own statements show a wish, they stand there once and no word is added to them.
    assert "more of it" not in positions("ukraine", "--issue", "nuclear.plant")


def test_a_line_that_goes_from_its_own_freedom_to_a_ban_on_everybody_asks_more() -> None:
    before, after = (StatementRef(ref="ukraine#UA-1", version=date) for date in ("2024-11", "2025-03-12"))
    (move,) = moves(ROOT, before, after)
    assert move.demand is DemandMove.MORE


def test_nothing_is_told_to_have_moved_within_a_day() -> None:
    # The E3 edit and the Geneva revision are of one day, so that neither is known to come first.
    shown = here("positions", "--format", "csv", cwd=ROOT).text
    assert "(eu-counter#" not in "".join(line for line in shown.splitlines() if "2025-11-23" in line)


def test_a_text_that_its_supposed_author_denies_is_ascribed_to_it_and_moves_nothing() -> None:
    shown = positions("turkey")
    assert "Where: ascribed to it, and denied, turkey-2024#freeze-1" in shown
    assert "its own text" not in shown
    assert "Moved since" not in shown


def test_a_disputed_bracket_of_a_joint_text_is_called_so_and_a_state_among_others_has_a_position() -> None:
    assert "a joint text, reported, contested, istanbul-2022#m6-1" in positions("ukraine", "--issue", "forces.size")
    assert "Where: its position, europe-2024#germany-1" in positions("germany")


def test_another_answer_is_called_something_else_and_not_what_replaced_the_first() -> None:
    assert "replaced" not in positions("russia", "--issue", "forces")
