"""The ledger of brackets: states by draft, and the event that each draft brought."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from comparer.agreement.brackets import build_bracket_ledger
from comparer.agreement.single_text import build_single_text
from comparer.model.brackets import BracketEvent, BracketLedger, BracketRow, QuestionState
from comparer.model.workspace import Workspace
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline.compare import compare, to_canonical_clauses
from comparer.session import rename_plan
from tests.factories.small_workspaces import ROOT, workspace

MILL = ROOT / "tests" / "workspaces" / "mill"
MILL_DRAFTS = ("upper-draft", "lower-counter", "elders-text")
FOCUS = ("us-28", "eu-counter", "geneva-19", "ukraine-20")


def build_ledger(records: Workspace) -> dict[str, BracketRow]:
    vocabulary, findings = Vocabulary(records.vocabulary), compare(records)
    clauses = to_canonical_clauses(records.plans, vocabulary)
    text = build_single_text(records.plans, findings, clauses, vocabulary)
    return {entry.question: entry for entry in build_bracket_ledger(records.plans, text, findings, clauses).rows}


@cache
def ledger(folder: Path, plan_ids: tuple[str, ...]) -> BracketLedger:
    records = workspace(folder)
    vocabulary = Vocabulary(records.vocabulary)
    plans = [plan for plan in records.plans if plan.id in plan_ids]
    findings = compare(records, plan_ids)
    clauses = to_canonical_clauses(plans, vocabulary)
    return build_bracket_ledger(plans, build_single_text(plans, findings, clauses, vocabulary), findings, clauses)


def row(question: str, folder: Path = MILL, plan_ids: tuple[str, ...] = MILL_DRAFTS) -> BracketRow:
    return next(entry for entry in ledger(folder, plan_ids).rows if entry.question == question)


@pytest.mark.parametrize(
    ("question", "states", "events"),
    [
        ("guard-size", ["settled", "settled", "settled"], ["raised", "moved", "moved"]),
        ("mill-owner", ["settled", "settled", "open"], ["raised", "moved", "opened"]),
        ("guard-leave", ["out", "settled", "out"], ["raised", "dropped"]),
        ("vote", ["settled", "out", "settled"], ["raised", "dropped", "restored"]),
        ("watching", ["settled", "settled", "settled"], ["raised", "kept", "kept"]),
    ],
)
def test_each_question_has_its_states_and_what_each_draft_did(
    question: str, states: list[str], events: list[str]
) -> None:
    ledger_row = row(question)
    assert [state.value for _, state in ledger_row.states] == states
    assert [entry.event.value for entry in ledger_row.entries] == events


def test_an_event_names_the_clauses_the_draft_and_whom_it_helps() -> None:
    entry = row("army-size", ROOT, FOCUS).entries[1]
    assert (entry.event, entry.before, entry.after) == (BracketEvent.MOVED, "us-28", "eu-counter")
    assert (entry.clauses_before, entry.clauses_after) == (("6",), ("6",))
    assert "ukraine" in entry.favours
    assert "russia" in entry.against


def test_a_draft_of_which_nothing_is_reported_is_passed_over() -> None:
    entries = row("non-aggression-pact", ROOT, FOCUS).entries
    assert dict(row("non-aggression-pact", ROOT, FOCUS).states)["geneva-19"] is QuestionState.NOT_KNOWN
    assert (entries[-1].before, entries[-1].after) == ("eu-counter", "ukraine-20")


def test_what_was_put_off_and_then_settled_is_closed() -> None:
    assert [entry.event for entry in row("army-size", ROOT, FOCUS).entries][-2:] == [
        BracketEvent.OPENED,
        BracketEvent.CLOSED,
    ]


def test_what_was_open_settled_and_is_open_again_is_reopened() -> None:
    records = workspace(MILL)
    plans = {plan.id: plan for plan in records.plans}
    later = [rename_plan(plans["lower-counter"], "second-counter"), rename_plan(plans["elders-text"], "second-text")]
    dated = [replace(plan, issued=f"2032-0{month}-01") for month, plan in enumerate(later, 1)]
    entries = build_ledger(replace(records, plans=(*records.plans, *dated)))["mill-owner"].entries
    assert [entry.event.value for entry in entries] == ["raised", "moved", "opened", "closed", "reopened"]


def test_every_clause_of_an_event_is_of_its_draft() -> None:
    ids = {plan.id: {clause.id for clause in plan.clauses} for plan in workspace(ROOT).plans}
    for entry in (entry for row in ledger(ROOT, FOCUS).rows for entry in row.entries):
        assert set(entry.clauses_after) <= ids[entry.after]
        assert set(entry.clauses_before) <= ids.get(entry.before, set())
        assert entry.clauses_after or entry.event is BracketEvent.DROPPED


def test_every_question_that_a_draft_answers_has_a_row() -> None:
    states = dict(row("donbas-status", ROOT, FOCUS).states)
    assert states["us-28"] is QuestionState.SETTLED
    assert states["ukraine-20"] is QuestionState.OPEN


def test_an_event_names_the_clauses_that_move_or_strike_a_matter() -> None:
    moved = row("us-russia-economy", ROOT, FOCUS).entries[-1]
    assert (moved.event, moved.clauses_before, moved.clauses_after) == (
        BracketEvent.DROPPED,
        ("us-russia-economy",),
        (),
    )
    struck = row("compensation", ROOT, FOCUS).entries[-1]
    assert (struck.event, struck.clauses_after) == (BracketEvent.DROPPED, ("assets-investment",))


def test_what_stays_open_in_another_text_has_moved() -> None:
    last = row("southern-regions-status", ROOT, FOCUS).entries[-1]
    assert (last.event, last.clauses_after) == (BracketEvent.MOVED, ("14-1",))
