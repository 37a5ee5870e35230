"""Ticks of duties and matters of checklists: what is said, put off, missing, not known, or left open on purpose."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from comparer.agreement.completeness import assess_duties, build_checklist_table, find_measured_questions
from comparer.agreement.implementation import build_matrix
from comparer.model.completeness import AspectStanding, DutyAspect, MatterStanding
from comparer.model.plan import Coverage, Plan
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline.compare import to_canonical_clauses
from comparer.resources.checklists_catalogue import checklist_names, list_matters, load_checklist
from tests.factories.small_workspaces import ROOT, workspace

MILL = ROOT / "tests" / "workspaces" / "mill"
FOCUS = ("us-28", "eu-counter", "geneva-19", "ukraine-20")
SAID, PART, MISSING, INTENDED, NOT_ASKED = (
    AspectStanding.SAID,
    AspectStanding.PART,
    AspectStanding.MISSING,
    AspectStanding.INTENDED,
    AspectStanding.NOT_ASKED,
)


@cache
def ticks(plan_id: str, folder: Path = MILL) -> dict[str, dict[DutyAspect, AspectStanding]]:
    records = workspace(folder)
    vocabulary = Vocabulary(records.vocabulary)
    clauses = to_canonical_clauses(records.plans, vocabulary)
    plan = next(plan for plan in records.plans if plan.id == plan_id)
    measured = find_measured_questions(clauses.values(), vocabulary)
    assessed = assess_duties(build_matrix(plan, clauses, vocabulary), plan, clauses, vocabulary, measured)
    return {
        duty.clause.partition("#")[2]: dict(zip(DutyAspect, duty.standings, strict=True)) for duty in assessed.duties
    }


def matter_standings(plans: list[Plan], name: str, folder: Path) -> dict[str, dict[str, MatterStanding]]:
    vocabulary = Vocabulary(workspace(folder).vocabulary)
    clauses = to_canonical_clauses(plans, vocabulary)
    table = build_checklist_table(load_checklist(name), plans, clauses, vocabulary)
    return {row.matter.id: {cell.plan: cell.standing for cell in row.cells} for row in table.rows}


def plans_of(folder: Path, *plan_ids: str) -> list[Plan]:
    return [plan for plan in workspace(folder).plans if plan.id in plan_ids]


def test_a_duty_that_says_all_is_ticked_throughout_and_one_that_does_not_is_not() -> None:
    opening = ticks("upper-draft")["1"]
    assert opening[DutyAspect.WHO] is SAID
    assert opening[DutyAspect.BY_WHEN] is SAID
    assert opening[DutyAspect.VERIFIED_BY] is SAID
    assert opening[DutyAspect.REMEDY] is SAID
    assert opening[DutyAspect.HOW_MUCH] is NOT_ASKED
    assert ticks("upper-draft")["7"][DutyAspect.WHO] is MISSING
    assert ticks("upper-draft")["5"][DutyAspect.VERIFIED_BY] is MISSING
    assert ticks("lower-counter")["5"][DutyAspect.REMEDY] is MISSING


def test_how_much_is_asked_only_where_some_text_gives_an_amount() -> None:
    assert ticks("upper-draft")["5"][DutyAspect.HOW_MUCH] is SAID
    assert ticks("lower-counter")["1"][DutyAspect.HOW_MUCH] is NOT_ASKED
    assert ticks("russia-2025", ROOT)["forces-1"][DutyAspect.HOW_MUCH] is PART


def test_a_ban_needs_no_day_and_a_start_that_is_not_named_is_half_a_time() -> None:
    assert ticks("upper-draft")["2"][DutyAspect.BY_WHEN] is NOT_ASKED
    assert ticks("upper-draft")["6"][DutyAspect.BY_WHEN] is PART
    assert ticks("us-28", ROOT)["25"][DutyAspect.BY_WHEN] is PART
    assert ticks("elders-text")["7"][DutyAspect.BY_WHEN] is MISSING


def test_what_is_left_open_on_purpose_is_not_missing() -> None:
    assert ticks("elders-text")["6"][DutyAspect.BY_WHEN] is INTENDED
    assert ticks("elders-text")["6"][DutyAspect.WHO] is SAID
    assert ticks("elders-text")["6"][DutyAspect.REMEDY] is MISSING


MAX_OWN_MATTERS = 3


@pytest.mark.parametrize("name", checklist_names())
def test_a_checklist_has_thirty_to_forty_matters_each_cited_to_guidance_that_it_names(name: str) -> None:
    checklist = load_checklist(name)
    assert 30 <= len(checklist.matters) <= 40
    sources = {source.id for source in checklist.guidance}
    assert all(set(matter.cites) <= sources for matter in checklist.matters)
    assert sum(not matter.cites for matter in checklist.matters) <= MAX_OWN_MATTERS
    assert {cite for matter in checklist.matters for cite in matter.cites} == sources
    assert all(source.title and source.address.startswith("http") and source.read for source in checklist.guidance)
    assert len({matter.id for matter in checklist.matters}) == len(checklist.matters)


def test_a_matter_is_had_put_off_struck_absent_or_not_known() -> None:
    peace = matter_standings(plans_of(ROOT, *FOCUS), "peace-agreement", ROOT)
    assert peace["size-of-forces"]["us-28"] is MatterStanding.HAD
    assert peace["guarantees"]["geneva-19"] is MatterStanding.DEFERRED
    assert peace["accountability"]["geneva-19"] is MatterStanding.STRUCK
    assert peace["mines"]["us-28"] is MatterStanding.ABSENT
    assert peace["mines"]["geneva-19"] is MatterStanding.UNREPORTED
    assert peace["human-rights"] == dict.fromkeys(FOCUS, MatterStanding.NOT_CODED)


def test_a_point_known_in_part_leaves_its_subject_open_and_no_other() -> None:
    standings = matter_standings(plans_of(ROOT, "eu-counter"), "ceasefire", ROOT)
    assert standings["start"]["eu-counter"] is MatterStanding.UNREPORTED
    assert standings["mines"]["eu-counter"] is MatterStanding.ABSENT


def test_nothing_is_absent_from_a_text_that_is_known_in_part() -> None:
    plans = [replace(plan, coverage=Coverage.PARTIAL) for plan in workspace(MILL).plans]
    whole = matter_standings(list(workspace(MILL).plans), "ceasefire", MILL)
    partial = matter_standings(plans, "ceasefire", MILL)
    assert whole["sanctions"]["lower-counter"] is MatterStanding.ABSENT
    assert partial["sanctions"]["lower-counter"] is MatterStanding.UNREPORTED
    assert MatterStanding.ABSENT not in {standing for row in partial.values() for standing in row.values()}


def test_every_matter_of_the_vocabularies_is_one_of_a_checklist() -> None:
    for folder in (ROOT, MILL):
        questions = workspace(folder).vocabulary.questions
        used = {matter for question in questions for matter in question.matters}
        assert used
        assert used <= list_matters().keys()


def test_what_is_only_contested_is_not_simply_had() -> None:
    plans = plans_of(ROOT, *FOCUS)
    peace, ceasefire = (matter_standings(plans, name, ROOT) for name in ("peace-agreement", "ceasefire"))
    assert peace["size-of-forces"]["geneva-19"] is MatterStanding.DISPUTED
    assert peace["size-of-forces"]["ukraine-20"] is MatterStanding.HAD
    assert ceasefire["line"]["ukraine-20"] is MatterStanding.DISPUTED
    assert ceasefire["infrastructure"]["us-28"] is MatterStanding.HAD


def test_what_the_unknown_part_of_a_text_may_say_is_not_missing() -> None:
    remedies = {plan_id: {duty[DutyAspect.REMEDY] for duty in ticks(plan_id, ROOT).values()} for plan_id in FOCUS}
    assert remedies["eu-counter"] == {SAID, AspectStanding.UNREPORTED}  # its last point but one is known in part
    assert AspectStanding.UNREPORTED not in remedies["us-28"] | remedies["ukraine-20"]
    assert MISSING not in {standing for duty in ticks("geneva-19", ROOT).values() for standing in duty.values()}
    watched = {clause: duty[DutyAspect.VERIFIED_BY] for clause, duty in ticks("eu-counter", ROOT).items()}
    assert watched["13a"] is MISSING  # the known part of that point says who watches
    assert ticks("ukraine-20", ROOT)["8-2"][DutyAspect.BY_WHEN] is AspectStanding.UNREPORTED
    assert ticks("ukraine-20", ROOT)["9-1"][DutyAspect.BY_WHEN] is MISSING
