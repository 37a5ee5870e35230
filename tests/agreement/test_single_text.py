"""The single text: every word of a named clause, nothing of a draft lost, and a plan with itself is the plan."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from comparer.agreement.merge_wordings import MAX_MERGED_TOKENS, MAX_MERGED_WORDINGS, merge_wordings
from comparer.agreement.plan_fields import build_plan_fields
from comparer.agreement.single_text import build_single_text
from comparer.agreement.single_text_plan import build_single_text_plan
from comparer.agreement.write_plan import write_plan_text
from comparer.app import disk
from comparer.load.load_workspace import load
from comparer.model.plan import ClauseState, Plan
from comparer.model.relation import GapKind, Relation
from comparer.model.single_text import ANSWERED_ELSEWHERE, PartStanding, SingleText
from comparer.model.workspace import Workspace
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline.compare import compare, relate_clauses, to_canonical_clauses
from tests.app.command import here
from tests.factories.small_workspaces import HARBOUR, ROOT, workspace

FOCUS = ("us-28", "eu-counter", "geneva-19", "ukraine-20")
HARBOUR_DRAFTS = ("council-draft", "union-counter", "joint-revision")
MILL = ROOT / "tests" / "workspaces" / "mill"
CASES = [(ROOT, FOCUS), (HARBOUR, HARBOUR_DRAFTS), (MILL, ("upper-draft", "lower-counter", "elders-text"))]


def single_text_of(records: Workspace, plan_ids: tuple[str, ...]) -> SingleText:
    vocabulary = Vocabulary(records.vocabulary)
    plans = [plan for plan in records.plans if plan.id in plan_ids]
    return build_single_text(plans, compare(records, plan_ids), to_canonical_clauses(plans, vocabulary), vocabulary)


@cache
def focus_text(folder: Path, plan_ids: tuple[str, ...]) -> SingleText:
    return single_text_of(workspace(folder), plan_ids)


def load_with_plan(folder: Path, plan: Plan, file_name: str) -> Workspace:
    return load_with_plans(folder, {file_name: plan})


def load_with_plans(folder: Path, plans: dict[str, Plan]) -> Workspace:
    """The workspace of a folder with these plans written anew, each as the file that it is named with."""
    files = {
        name: write_plan_text(build_plan_fields(plan), "plan.schema.json").encode() for name, plan in plans.items()
    }
    result = load({**disk.read_workspace(folder), **files})
    assert result.workspace is not None, [str(problem) for problem in result.errors]
    return result.workspace


@pytest.mark.parametrize("folder", [ROOT, HARBOUR, MILL], ids=lambda folder: folder.name)
def test_every_plan_of_the_workspace_is_the_same_after_it_was_written_and_loaded(folder: Path) -> None:
    plans = {plan.position.file: plan for plan in workspace(folder).plans}
    loaded = {plan.id: plan for plan in load_with_plans(folder, plans).plans}
    assert loaded.keys() == {plan.id for plan in plans.values()}
    for plan in plans.values():
        assert loaded[plan.id] == plan


@pytest.mark.parametrize(("folder", "plan_ids"), CASES)
def test_the_single_text_of_one_plan_is_the_plan(folder: Path, plan_ids: tuple[str, ...]) -> None:
    for plan_id in plan_ids:
        plan = next(plan for plan in workspace(folder).plans if plan.id == plan_id)
        text = single_text_of(workspace(folder), (plan_id,))
        assert build_single_text_plan(text, [plan]) == plan
        parts = [part for row in text.rows for part in row.parts]
        assert all(len(part.alternatives) == 1 and not part.missing for part in parts)


def test_the_single_text_of_a_plan_and_its_copy_is_plain() -> None:
    records = workspace(HARBOUR)
    plan = next(plan for plan in records.plans if plan.id == "council-draft")
    copy = replace(
        plan,
        id="copy",
        provisions=tuple(
            replace(provision, clauses=tuple(replace(clause, plan="copy") for clause in provision.clauses))
            for provision in plan.provisions
        ),
    )
    text = single_text_of(replace(records, plans=(*records.plans, copy)), ("council-draft", "copy"))
    parts = [part for row in text.rows for part in row.parts]
    assert parts
    assert {part.standing for part in parts} == {PartStanding.SHARED}


@pytest.mark.parametrize(("folder", "plan_ids"), CASES)
def test_every_clause_of_every_draft_stands_once_and_every_word_is_of_a_clause(
    folder: Path, plan_ids: tuple[str, ...]
) -> None:
    text = focus_text(folder, plan_ids)
    shown = [
        clause
        for row in text.rows
        for part in row.parts
        for alternative in part.alternatives
        for wording in alternative.wordings
        for clause in wording.clauses
    ] + [clause for row in text.rows for clause in row.removed]
    written = [clause for plan in workspace(folder).plans if plan.id in plan_ids for clause in plan.clauses]
    assert sorted(clause.ref for clause in shown) == sorted(clause.ref for clause in written)
    assert set(shown) == set(written)
    for row in text.rows:
        for option in (option for part in row.parts for option in part.options):
            for number, alternative in enumerate(option.alternatives):
                readings = [
                    segment.readings[0] if len(segment.readings) == 1 else segment.readings[number]
                    for segment in option.segments
                ]
                if readings:
                    assert "".join(" ".join(readings).split()) == "".join(alternative.text.split())


@pytest.mark.parametrize(("folder", "plan_ids"), CASES)
def test_the_yaml_form_validates_and_holds_each_clause_with_its_effect(folder: Path, plan_ids: tuple[str, ...]) -> None:
    text = focus_text(folder, plan_ids)
    plans = [plan for plan in workspace(folder).plans if plan.id in plan_ids]
    written = build_single_text_plan(text, plans)
    loaded = load_with_plan(folder, written, "plans/drafts/single-text.yaml")
    single = next(plan for plan in loaded.plans if plan.id == written.id)
    assert len(single.clauses) == len(written.clauses)
    vocabulary = Vocabulary(loaded.vocabulary)
    canonical = to_canonical_clauses(loaded.plans, vocabulary)
    origin = {clause.made_from: clause for clause in single.clauses}
    same_effect = {Relation.SAME, Relation.REWORDED}
    for row in text.rows:
        for alternative in (alternative for part in row.parts for alternative in part.alternatives):
            for clause in alternative.wordings[0].clauses:
                copy = origin[clause.ref]
                assert copy.text == clause.whole_text
                relation = relate_clauses(canonical[clause.ref], canonical[copy.ref], vocabulary).relation
                assert relation in same_effect or (clause.norm is None and copy.norm is None)
            others = [clause.ref for wording in alternative.wordings[1:] for clause in wording.clauses]
            notes = " ".join(origin[clause.ref].note for clause in alternative.wordings[0].clauses)
            assert all(ref in notes for ref in others)


def test_the_order_of_plans_and_files_changes_nothing() -> None:
    records = workspace(HARBOUR)
    shuffled = list(records.plans)
    random.Random(3).shuffle(shuffled)
    expected = focus_text(HARBOUR, HARBOUR_DRAFTS)
    assert single_text_of(records, tuple(reversed(HARBOUR_DRAFTS))) == expected
    vocabulary = Vocabulary(records.vocabulary)
    plans = [plan for plan in shuffled if plan.id in HARBOUR_DRAFTS]
    findings = compare(records, HARBOUR_DRAFTS)
    assert build_single_text(plans, findings, to_canonical_clauses(plans, vocabulary), vocabulary) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ("The army has at most 600,000 soldiers.", "The army has at most 800,000 soldiers."),
            [("The army has at most",), ("600,000", "800,000"), ("soldiers.",)],
        ),
        (("A pays.", "A pays in full."), [("A pays",), ("", "in full"), (".",)]),
        (("The harbour opens in May.", "Nobody may enter."), []),
        (("The port, the town and the crew sign at noon.", "The port and the town and the crew sign at noon."), []),
        (("The port and the town sign at noon.", "The port, the crew and the town sign at noon."), []),
    ],
    ids=["a figure", "a word in or out", "nothing in common", "a bare comma", "a bracket that begins with a comma"],
)
def test_wordings_are_laid_over_one_another(texts: tuple[str, ...], expected: list[tuple[str, ...]]) -> None:
    assert [tuple(text.strip() for text in segment.readings) for segment in merge_wordings(texts)] == expected


def test_the_longest_wordings_are_laid_over_one_another_and_longer_ones_stand_whole() -> None:
    half = MAX_MERGED_TOKENS // 2
    words = " ".join(f"word{number} and" for number in range(half - 1))
    assert len(merge_wordings((f"{words} five", f"{words} six"))) == 2
    assert merge_wordings((f"{words} and {words} five", f"{words} and {words} six")) == ()


def test_twelve_rivals_are_one_sentence_and_thirteen_are_not() -> None:
    texts = [f"The army has at most {number} thousand soldiers." for number in range(13)]
    assert merge_wordings(texts[:MAX_MERGED_WORDINGS])
    assert merge_wordings(texts) == ()


@pytest.mark.parametrize("size", [2_000, 20_000])
def test_the_work_on_long_wordings_does_not_grow_with_their_length(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr("comparer.agreement.merge_wordings._common_tokens", lambda a, b: asked.append(len(a)) or a)
    rng = random.Random(size)
    texts = [" ".join(rng.choice("ab") for _ in range(size)) for _ in range(4)]
    assert merge_wordings(texts) == ()
    assert asked == []


@pytest.mark.parametrize(("folder", "plan_ids"), CASES)
def test_a_draft_lacks_a_part_for_the_reason_that_is_judged_first(folder: Path, plan_ids: tuple[str, ...]) -> None:
    gaps = {
        (f"{gap.plan}#{gap.clause}", gap.missing_from): gap.kind
        for pair in compare(workspace(folder), plan_ids).pairs
        for gap in pair.gaps
    }
    for part in (part for row in focus_text(folder, plan_ids).rows for part in row.parts):
        refs = [clause.ref for option in part.alternatives for wording in option.wordings for clause in wording.clauses]
        for missing in part.missing:
            kinds = [gaps[ref, missing.plan] for ref in refs if (ref, missing.plan) in gaps]
            if missing.kind != ANSWERED_ELSEWHERE and kinds:
                assert missing.kind == GapKind.combine(kinds)


def test_what_is_disputed_is_contested_and_what_nobody_is_known_to_lack_is_not() -> None:
    text = focus_text(ROOT, FOCUS)
    standings = {row.id: row.parts[0].standing for row in text.rows if row.parts}
    assert standings["development-fund"] is PartStanding.SHARED_AS_KNOWN
    assert standings["kinburn-spit"] is PartStanding.BRACKETED
    assert standings["army-size"] is PartStanding.ALTERNATIVES
    plans = [plan for plan in workspace(ROOT).plans if plan.id in FOCUS]
    states = {clause.id: clause.state for clause in build_single_text_plan(text, plans).clauses}
    assert states["us-28.12a"] is ClauseState.OPEN
    assert states["us-28.6"] is ClauseState.CONTESTED
    assert states["ukraine-20.16-2"] is ClauseState.CONTESTED


def test_a_question_whose_clauses_stand_under_others_is_named_with_them() -> None:
    rows = {row.id: row for row in focus_text(ROOT, FOCUS).rows}
    assert rows["donbas-status"].is_reference
    assert {"us-28#21a", "us-28#21d-3", "ukraine-20#14-1"} <= set(rows["donbas-status"].elsewhere)
    shown = " ".join(here("draft", *FOCUS, cwd=ROOT).text.split())
    assert "Answered under 1 (US draft 21a, " in shown
    assert "4 (US draft 21d-3), 8 (20 points 14-1)." in shown
    clean = here("draft", *FOCUS, "--view", "clean", cwd=ROOT).text
    assert "2. Status of Donetsk" not in clean
    assert "3. Status of Kherson" in clean


def test_what_is_left_to_others_to_decide_is_another_wording() -> None:
    row = next(row for row in focus_text(ROOT, FOCUS).rows if row.id == "ukrainian-withdrawal")
    assert [alternative.plans for alternative in row.parts[0].alternatives] == [
        ("us-28",), ("geneva-19",), ("ukraine-20",),
    ]  # fmt: skip


def test_words_without_a_norm_are_not_laid_over_those_of_a_norm() -> None:
    row = next(row for row in focus_text(ROOT, FOCUS).rows if row.id == "plant-control")
    options = row.parts[0].options
    plans = [[plan for alternative in option.alternatives for plan in alternative.plans] for option in options]
    assert plans == [["us-28", "eu-counter"], ["geneva-19"], ["ukraine-20"]]


def test_places_with_a_short_word_between_them_are_one() -> None:
    texts = ("Ada and Bo share the power of the plant.", "Bo and Cy share the power of the plant.")
    assert merge_wordings(texts)[0].readings == ("Ada and Bo", "Bo and Cy")
    parted = ("Ada shares under oath the power of the plant.", "Bo sells under oath the power of the plant.")
    assert merge_wordings(parted)[0].readings == ("Ada shares", "Bo sells")
