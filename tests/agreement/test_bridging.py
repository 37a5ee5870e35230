"""Every wording is of a named clause; a smallest change lifts the breach, and a smaller one does not."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from comparer.agreement import bridging
from comparer.agreement.bridging import (
    BridgeContext,
    build_bridge_context,
    build_bridge_tables,
    is_better_wording,
    judge_wording,
)
from comparer.agreement.smallest_change import UNSETTLED, WEAKER_MODALITIES
from comparer.findings.conflicts import find_deadlocks
from comparer.findings.redlines import PlanClauses
from comparer.model.bridging import (
    BridgeStanding,
    BridgeTable,
    ChangeFacet,
    LineEffect,
    SmallestChange,
    WordingKey,
    WordingOnTable,
)
from comparer.model.explanation import Term, WordList
from comparer.model.norm import Modality, Norm, Quantity
from comparer.model.relation import VerdictKind
from comparer.norms.canonical_clause import to_canonical_clause
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline.compare import newest_record_date
from tests.app.command import here
from tests.factories.small_workspaces import HARBOUR, ROOT, workspace

MILL = ROOT / "tests" / "workspaces" / "mill"
RECORD_QUESTIONS = ("crimea-status", "army-size", "nato-membership", "us-guarantee", "sanctions-on-russia")
CASES = [(MILL, None), (HARBOUR, None), (ROOT, RECORD_QUESTIONS)]


@cache
def context_of(folder: Path) -> BridgeContext:
    records = workspace(folder)
    as_of, vocabulary = newest_record_date(records), Vocabulary(records.vocabulary)
    deadlocks = find_deadlocks(records.red_lines, as_of, vocabulary)
    return build_bridge_context(records.red_lines, as_of, deadlocks, vocabulary)


@cache
def tables_of(folder: Path, questions: tuple[str, ...] | None) -> tuple[BridgeTable, ...]:
    return build_bridge_tables(workspace(folder).plans, context_of(folder), questions)


def mill_table(question: str) -> BridgeTable:
    return next(table for table in tables_of(MILL, None) if table.question == question)


def verdicts(table: BridgeTable, plan: str) -> dict[str, str]:
    wording = next(wording for wording in table.wordings if wording.key.plan == plan)
    return {effect.line: effect.verdict.value for effect in wording.effects}


def test_a_wording_is_shown_with_what_it_does_to_each_line() -> None:
    table = mill_table("guard-size")
    assert verdicts(table, "upper-draft") == {"lower-village#L-1": "part", "upper-village#U-1": "clear"}
    assert verdicts(table, "lower-counter") == {"lower-village#L-1": "upheld", "upper-village#U-1": "breached"}
    assert verdicts(table, "elders-text") == {"lower-village#L-1": "upheld", "upper-village#U-1": "clear"}
    beaten = {wording.key.plan for wording in table.wordings if wording.dominated_by}
    assert beaten == {"upper-draft", "lower-counter"}


@pytest.mark.parametrize(
    ("question", "standing"),
    [
        ("guard-size", BridgeStanding.KEEPS_ALL),
        ("mill-repair", BridgeStanding.CROSSES_NONE),
        ("mill-owner", BridgeStanding.ONLY_DEFERS),
    ],
)
def test_a_table_says_how_far_the_known_texts_help(question: str, standing: BridgeStanding) -> None:
    assert mill_table(question).standing is standing


def test_where_every_text_breaches_a_line_no_text_helps() -> None:
    plans = [plan for plan in workspace(MILL).plans if plan.id != "elders-text"]
    (table,) = build_bridge_tables(plans, context_of(MILL), ("mill-owner",))
    assert table.standing is BridgeStanding.NONE


def test_a_question_on_which_no_line_is_crossed_has_no_table() -> None:
    assert "water-share" not in {table.question for table in tables_of(MILL, None)}


def test_the_smallest_change_of_a_figure_is_the_end_of_the_line() -> None:
    change = next(entry for entry in mill_table("guard-size").changes if entry.facet is ChangeFacet.AMOUNT)
    assert isinstance(change.after, Quantity)
    assert (change.line, change.after.high) == ("upper-village#U-1", 25)
    assert [(move.line, move.after) for move in change.moves] == [("upper-village#U-1", VerdictKind.CLEAR)]


def verdict_after(folder: Path, change: SmallestChange, norm: Norm) -> VerdictKind:
    """The verdict on the line of a change with another norm in its clause."""
    plan = next(plan for plan in workspace(folder).plans if plan.id == change.key.plan)
    table = next(
        table for table in tables_of(folder, RECORD_QUESTIONS if folder == ROOT else None) if change in table.changes
    )
    refs = next(wording.clauses for wording in table.wordings if wording.key == change.key)
    context = context_of(folder)
    clauses = [
        to_canonical_clause(replace(clause, norm=norm) if clause.ref == change.clause else clause, context.vocabulary)
        for clause in plan.clauses
        if clause.ref in refs
    ]
    return judge_wording(plan, clauses, context, (change.line,))[change.line].verdict


def changes_of(folder: Path, questions: tuple[str, ...] | None) -> list[SmallestChange]:
    return [change for table in tables_of(folder, questions) for change in table.changes if change.key.reading == ""]


@pytest.mark.parametrize(("folder", "questions"), CASES)
def test_a_smallest_change_lifts_the_breach_and_a_smaller_one_does_not(
    folder: Path, questions: tuple[str, ...] | None
) -> None:
    changes = changes_of(folder, questions)
    assert changes
    clauses = {clause.ref: clause for plan in workspace(folder).plans for clause in plan.clauses}
    lifted: set[tuple[object, ...]] = set()
    for change in changes:
        facet = (change.key, change.line, change.clause, change.facet)
        vain = {VerdictKind.BREACHED, *UNSETTLED} if facet in lifted else {VerdictKind.BREACHED}
        lifted.add(facet)
        norm = clauses[change.clause].norm
        assert norm is not None
        own_move = next(move for move in change.moves if move.line == change.line)
        assert own_move.before is VerdictKind.BREACHED
        assert own_move.after not in vain
        if isinstance(change.after, Term):
            steps = WEAKER_MODALITIES[norm.modality]
            chosen = steps.index(Modality(change.after.value))
            results = [verdict_after(folder, change, replace(norm, modality=step)) for step in steps[: chosen + 1]]
            assert set(results[:-1]) <= vain
            assert results[-1] is own_move.after
        if isinstance(change.after, Quantity) and change.after.high is not None:
            assert_smallest_figure(folder, change, norm, vain)
        if isinstance(change.after, WordList) and change.facet is ChangeFacet.OBJECT:
            assert set(change.after.ids) < set(norm.objects)


def assert_smallest_figure(folder: Path, change: SmallestChange, norm: Norm, vain: set[VerdictKind]) -> None:
    before, after = change.before, change.after
    assert isinstance(before, Quantity)
    assert isinstance(after, Quantity)
    assert not isinstance(before.high, str | None)
    assert not isinstance(after.high, str | None)
    step = 1 if after.high > before.high else -1

    def with_high(value: float) -> Norm:
        quantities = tuple(
            replace(item, high=value) if item.name == after.name else item for item in norm.terms.quantities
        )
        return replace(norm, terms=replace(norm.terms, quantities=quantities))

    assert verdict_after(folder, change, with_high(after.high)) not in vain
    for short in {after.high - step, (after.high + before.high) // 2} - {after.high}:
        assert verdict_after(folder, change, with_high(short)) in vain


@pytest.mark.parametrize(("folder", "questions"), CASES)
def test_every_wording_is_of_named_clauses_and_nobody_beats_the_best(
    folder: Path, questions: tuple[str, ...] | None
) -> None:
    texts = {
        clause.ref: {clause.whole_text, *(variant.text for variant in clause.variants)}
        for plan in workspace(folder).plans
        for clause in plan.clauses
    }
    for table in tables_of(folder, questions):
        by_key = {wording.key: wording for wording in table.wordings}
        assert any(not wording.dominated_by for wording in table.wordings)
        for wording in table.wordings:
            assert wording.clauses
            rest = wording.text
            for ref in wording.clauses:
                own = next((text for text in texts[ref] if rest.startswith(text)), "")
                assert own or any(text in wording.text for text in texts[ref])  # the same words stand once
                rest = rest.removeprefix(own).lstrip()
            assert not rest
            assert all(is_better_wording(by_key[key], wording) for key in wording.dominated_by)


def test_the_order_of_plans_and_lines_changes_no_answer() -> None:
    expected = {table.question: table for table in tables_of(MILL, None)}
    context = context_of(MILL)
    turned = replace(context, red_lines=tuple(reversed(context.red_lines)))
    for table in build_bridge_tables(tuple(reversed(workspace(MILL).plans)), turned):
        other = expected[table.question]
        assert table.standing is other.standing
        assert {frozenset(pair) for pair in table.deadlocks} == {frozenset(pair) for pair in other.deadlocks}
        assert {wording.key: set(wording.dominated_by) for wording in table.wordings} == {
            wording.key: set(wording.dominated_by) for wording in other.wordings
        }
        assert {(c.key, c.line, c.clause, c.facet, c.after) for c in table.changes} == {
            (c.key, c.line, c.clause, c.facet, c.after) for c in other.changes
        }


def test_a_party_that_holds_a_version_of_its_own_has_a_wording_of_its_own() -> None:
    table = next(table for table in tables_of(ROOT, RECORD_QUESTIONS) if table.question == "army-size")
    keys = {wording.key for wording in table.wordings}
    assert {WordingKey(plan="istanbul-2022", reading=holder) for holder in ("russia", "ukraine")} <= keys


def wording(*verdicts: VerdictKind, inferred: bool = False) -> WordingOnTable:
    effects = tuple(
        LineEffect(line=f"p#{number}", party="p", verdict=verdict, strength="absolute", inferred=inferred)
        for number, verdict in enumerate(verdicts)
    )
    return WordingOnTable(key=WordingKey(plan="x"), clauses=("x#1",), text="Text.", effects=effects)


def test_what_is_not_known_is_no_better_and_no_worse() -> None:
    breached, clear, unknown = VerdictKind.BREACHED, VerdictKind.CLEAR, VerdictKind.UNKNOWN
    assert is_better_wording(wording(clear, clear), wording(breached, clear))
    assert not is_better_wording(wording(clear, unknown), wording(breached, clear))
    assert not is_better_wording(wording(clear, clear), wording(breached, unknown))
    assert is_better_wording(wording(clear, unknown), wording(breached, unknown))


def test_a_line_that_outsiders_inferred_decides_nothing() -> None:
    better, worse = (wording(kind, inferred=True) for kind in (VerdictKind.CLEAR, VerdictKind.BREACHED))
    assert not is_better_wording(better, worse)


def test_what_puts_a_question_off_beats_nothing_that_settles_it() -> None:
    assert not any(entry.dominated_by for entry in mill_table("mill-owner").wordings)


def test_a_bracket_that_one_party_holds_counts_for_everybody() -> None:
    (table,) = build_bridge_tables(workspace(ROOT).plans, context_of(ROOT), ("guarantee-veto",))
    assert verdicts(table, "istanbul-2022")["ukraine#UA-7"] == "breached"


@pytest.mark.parametrize(("folder", "questions"), CASES)
def test_clauses_that_cannot_lift_a_breach_alone_are_left_out_and_no_change_is_missed(
    folder: Path, questions: tuple[str, ...] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = tables_of(folder, questions)

    def find_every_clause(plan_clauses: PlanClauses, *_: object) -> frozenset[str]:
        return frozenset(entry.clause.ref for entry in plan_clauses.live)

    monkeypatch.setattr(bridging, "find_decisive_clauses", find_every_clause)
    assert build_bridge_tables(workspace(folder).plans, context_of(folder), questions) == expected


def test_a_bracket_of_one_party_has_not_the_consent_of_another() -> None:
    table = next(table for table in tables_of(ROOT, RECORD_QUESTIONS) if table.question == "army-size")
    crossing = {
        wording.key.reading: {effect.line: effect.verdict for effect in wording.effects} for wording in table.wordings
    }
    assert crossing["russia"]["europe#EU-2"] is VerdictKind.BREACHED
    assert crossing["ukraine"]["europe#EU-2"] is not VerdictKind.BREACHED


def test_the_same_words_of_two_clauses_stand_once_in_a_wording() -> None:
    table = next(table for table in tables_of(ROOT, RECORD_QUESTIONS) if table.question == "nato-membership")
    istanbul = next(wording for wording in table.wordings if wording.key.plan == "istanbul-2022")
    assert istanbul.text == "Ukraine does not join any military alliance."
    assert len(istanbul.clauses) > 1


def test_one_change_stands_once_with_all_the_lines_whose_breach_it_lifts() -> None:
    shown = " ".join(here("bridges", "forces.size", cwd=ROOT).text.split())
    lifted = "europe#EU-2: no longer breached, still strained; ukraine#UA-2: no longer breached, still strained"
    change = "Wording: US draft 6 What changes: how it binds From and to: a duty → an expectation"
    assert f"{change} What becomes of the breach: {lifted}" in shown
    assert "From and to: when it is peacetime → when Ukraine consents, when it is peacetime" in shown
    assert "us-28#6" not in shown
