"""All tools over one report: they find what each finds by itself, and nothing outside what was asked."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from comparer.agreement.assemble import AgreementRequest, find_agreement, keep_plans
from comparer.agreement.bridging import build_bridge_context, build_bridge_tables
from comparer.agreement.single_text import build_single_text
from comparer.findings.conflicts import find_deadlocks
from comparer.model.agreement import AgreementFindings
from comparer.model.relation import VerdictKind
from comparer.model.workspace import Workspace
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline.compare import PairChoice, PairSelection, compare, newest_record_date, to_canonical_clauses
from comparer.resources.checklists_catalogue import checklist_names, load_checklist
from tests.factories.small_workspaces import HARBOUR, ROOT, workspace

MILL = ROOT / "tests" / "workspaces" / "mill"
CASES = [(HARBOUR, ("council-draft", "union-counter")), (MILL, ("upper-draft", "elders-text"))]


def request_of(records: Workspace, focus: tuple[str, ...], choice: PairChoice = PairChoice.ALL) -> AgreementRequest:
    vocabulary = Vocabulary(records.vocabulary)
    date = newest_record_date(records)
    deadlocks = find_deadlocks(records.red_lines, date, vocabulary)
    return AgreementRequest(
        plans=records.plans,
        focus=focus,
        findings=compare(records, pairs=PairSelection(choice=choice, base=records.plans[0].id)),
        canonical_clauses=to_canonical_clauses(records.plans, vocabulary),
        bridging=build_bridge_context(records.red_lines, date, deadlocks, vocabulary),
        checklists=tuple(map(load_checklist, checklist_names())),
    )


@cache
def request(folder: Path, focus: tuple[str, ...]) -> AgreementRequest:
    return request_of(workspace(folder), focus)


@cache
def whole(folder: Path, focus: tuple[str, ...]) -> AgreementFindings:
    return find_agreement(request(folder, focus), Vocabulary(workspace(folder).vocabulary))


@pytest.mark.parametrize(("folder", "focus"), CASES)
def test_the_single_text_of_the_focus_is_that_of_these_plans_compared_alone(
    folder: Path, focus: tuple[str, ...]
) -> None:
    records = workspace(folder)
    vocabulary = Vocabulary(records.vocabulary)
    plans = [plan for plan in records.plans if plan.id in focus]
    alone = build_single_text(plans, compare(records, focus), to_canonical_clauses(plans, vocabulary), vocabulary)
    assert whole(folder, focus).single_text == alone
    kept = keep_plans(request(folder, focus).findings, focus)
    assert (kept.plans, kept.rows) == (compare(records, focus).plans, compare(records, focus).rows)


@pytest.mark.parametrize(("folder", "focus"), CASES)
def test_bridges_are_those_on_which_a_plan_in_focus_breaches_a_stated_line(
    folder: Path, focus: tuple[str, ...]
) -> None:
    tables = build_bridge_tables(workspace(folder).plans, request(folder, focus).bridging)
    wanted = [
        table.question
        for table in tables
        for wording in table.wordings
        if wording.key.plan in focus and VerdictKind.BREACHED in wording.stated_verdicts
    ]
    shown = whole(folder, focus).bridges
    assert [table.question for table in shown] == list(dict.fromkeys(wanted))
    for table in shown:
        (full,) = (other for other in tables if other.question == table.question)
        assert table.changes == tuple(change for change in full.changes if change.key.plan in focus)
        assert replace(table, changes=()) == replace(full, changes=())


def test_a_question_on_which_the_focus_breaches_nothing_is_left_out() -> None:
    every, single = (whole(MILL, focus).bridges for focus in (CASES[1][1], ("elders-text",)))
    assert {table.question for table in single} < {table.question for table in every}


def test_without_all_pairs_of_the_focus_there_is_no_joint_text() -> None:
    records = workspace(HARBOUR)
    focus = tuple(plan.id for plan in records.plans[1:])
    partial = find_agreement(request_of(records, focus, PairChoice.BASE), Vocabulary(records.vocabulary))
    assert (partial.single_text, partial.ledger, partial.threads) == (None, None, ())
    assert len(partial.matrices) == len(partial.completeness) == len(focus)


def test_a_position_has_no_part_in_the_ledger_of_drafts() -> None:
    drafts = ("istanbul-2022", "us-28")
    ledger = whole(ROOT, (*drafts, "zelensky-formula")).ledger
    assert ledger is not None
    assert set(ledger.plans) == set(drafts)
    assert {entry.after for row in ledger.rows for entry in row.entries} <= set(drafts)
    assert whole(ROOT, ("us-28", "zelensky-formula")).ledger is None


def test_an_issue_keeps_what_lies_under_it_and_no_order_of_a_whole_plan() -> None:
    asked = replace(request(HARBOUR, CASES[0][1]), issue="staffing")
    narrowed = find_agreement(asked, Vocabulary(workspace(HARBOUR).vocabulary))
    assert {table.issue.partition(".")[0] for table in narrowed.bridges} == {"staffing"}
    for matrix in narrowed.matrices:
        assert {duty.clause.issue.partition(".")[0] for duty in matrix.duties} == {"staffing"}
        assert not matrix.sequence.events
        assert not matrix.unlisted
    assert narrowed.checklists == ()


def test_a_party_keeps_the_bridges_with_a_line_of_its_own_alone() -> None:
    asked = replace(request(HARBOUR, CASES[0][1]), party="union")
    narrowed = find_agreement(asked, Vocabulary(workspace(HARBOUR).vocabulary))
    assert narrowed.bridges
    assert all(any(effect.party == "union" for effect in table.wordings[0].effects) for table in narrowed.bridges)
    assert (narrowed.matrices, narrowed.single_text) == ((), None)
