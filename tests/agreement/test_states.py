"""What the parties have made of a clause: read from a rolling text, kept apart, and kept through every step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from comparer.agreement.brackets import build_bracket_ledger
from comparer.agreement.plan_fields import build_plan_fields
from comparer.agreement.single_text import build_single_text
from comparer.agreement.single_text_plan import build_single_text_plan
from comparer.agreement.write_plan import write_plan_text
from comparer.app.documents import plan_text_of_document
from comparer.load.load_workspace import load
from comparer.model.brackets import QuestionState
from comparer.model.plan import ClauseState, Plan
from comparer.model.single_text import Alternative, PlanWording
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline.compare import compare, to_canonical_clauses
from comparer.report.agreement.single_text import SingleTextOptions, build_single_text_document
from comparer.report.words.sentences import ReportSentences
from comparer.session import ReportOptions, compare_plans, open_workspace

ROLLING_TEXT = b"""1. The mill grinds for both villages. (agreed)
2. The lower village keeps the weir. (agreed ad ref)
3. The upper village pays nine coins. (to be revisited)
4. The road is mended. (to be discussed)
5. [deleted]
6. The mill opens in May.
"""
STATES = {
    "1": ClauseState.AGREED,
    "2": ClauseState.AGREED_AD_REF,
    "3": ClauseState.TO_BE_REVISITED,
    "4": ClauseState.DEFERRED,
    "5": ClauseState.STRUCK,
    "6": ClauseState.OPEN,
}


def imported_text() -> str:
    return plan_text_of_document(ROLLING_TEXT, "rolling.txt", "rolling", "")


def load_plan(text: str, name: str = "plans/drafts/rolling.yaml") -> Plan:
    result = load({name: text.encode()})
    assert result.workspace is not None, [str(problem) for problem in result.errors]
    return result.workspace.plans[0]


def state_by_provision(plan: Plan) -> dict[str, ClauseState]:
    return {clause.provision: clause.state for clause in plan.clauses}


def test_a_rolling_text_is_imported_with_every_state_and_validates() -> None:
    assert state_by_provision(load_plan(imported_text())) == STATES


def test_the_states_are_the_same_after_the_single_text_was_written_and_read() -> None:
    workspace = open_workspace({"plans/drafts/rolling.yaml": imported_text().encode()})
    compared = compare_plans(workspace, ("rolling",), ReportOptions())
    text = build_single_text(compared.plans, compared.findings, compared.canonical_clauses, workspace.vocabulary)
    written = write_plan_text(build_plan_fields(build_single_text_plan(text, compared.plans)), "plan.schema.json")
    assert state_by_provision(load_plan(written)) == STATES


def test_the_single_text_marks_each_state_by_its_own_word() -> None:
    workspace = open_workspace({"plans/drafts/rolling.yaml": imported_text().encode()})
    compared = compare_plans(workspace, ("rolling",), ReportOptions(language="en"))
    text = build_single_text(compared.plans, compared.findings, compared.canonical_clauses, workspace.vocabulary)
    document = build_single_text_document(text, ReportSentences(compared.report), SingleTextOptions())
    paragraphs = [block.text for block in document.blocks if hasattr(block, "runs")]
    for start in (
        "(agreed) The mill grinds",
        "(agreed ad ref) The lower village",
        "(to be revisited) The upper village",
        "(deferred) The road",
        "The mill opens",
    ):
        assert any(paragraph.startswith(start) for paragraph in paragraphs), start


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ("agreed agreed", ClauseState.AGREED),
        ("agreed agreed-ad-ref", ClauseState.AGREED_AD_REF),
        ("agreed-ad-ref agreed", ClauseState.AGREED_AD_REF),
        ("agreed open", ClauseState.OPEN),
        ("open agreed-ad-ref", ClauseState.OPEN),
        ("agreed to-be-revisited", ClauseState.TO_BE_REVISITED),
    ],
)
def test_a_wording_is_agreed_only_as_far_as_all_its_holders_have_agreed(states: str, expected: ClauseState) -> None:
    clause = load_plan(imported_text()).clauses[0]
    wordings = tuple(
        PlanWording(plan=f"draft-{number}", clauses=(replace(clause, state=ClauseState(state)),))
        for number, state in enumerate(states.split())
    )
    assert Alternative(wordings=wordings).state is expected


def test_the_yaml_of_two_drafts_says_agreed_only_where_both_do() -> None:
    plans = [load_plan(imported_text()), load_plan(imported_text().replace("(agreed)", "").replace("rolling", "later"))]
    later = replace(
        plans[1],
        provisions=tuple(
            replace(
                provision,
                clauses=tuple(
                    replace(clause, plan="later", state=ClauseState.OPEN if clause.id == "1" else clause.state)
                    for clause in provision.clauses
                ),
            )
            for provision in plans[1].provisions
        ),
        id="later",
    )
    result = load({"plans/drafts/rolling.yaml": imported_text().encode()})
    assert result.workspace
    records = replace(result.workspace, plans=(plans[0], later))
    vocabulary = Vocabulary(records.vocabulary)
    clauses = to_canonical_clauses(records.plans, vocabulary)
    findings = compare(records)
    text = build_single_text(records.plans, findings, clauses, vocabulary)
    states = {clause.id: clause.state for clause in build_single_text_plan(text, records.plans).clauses}
    assert states["rolling.1"] is ClauseState.OPEN
    assert states["rolling.2"] is ClauseState.AGREED_AD_REF
    ledger = build_bracket_ledger(records.plans, text, findings, clauses)
    open_rows = [row for row in ledger.rows if ("rolling", QuestionState.OPEN) in row.states]
    assert len(open_rows) == 2, "what is to be revisited and what is to be discussed are open"
