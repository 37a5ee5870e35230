"""Single links, clauses and findings, with what they rest on."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from comparer.load.checks import data_kind
from comparer.load.load_workspace import load
from comparer.model.errors import UsageError
from comparer.model.plan import Clause
from comparer.model.problems import did_you_mean
from comparer.session.workspace import OpenWorkspace

if TYPE_CHECKING:  # what compares and reports is imported where it is used: many commands only open a workspace
    from comparer.model.findings import Alignment
    from comparer.report.value.explanation_types import ExplanationValue, FindingExplanation, JudgementValue
    from comparer.report.value.types import ReportValue

ClauseSource = str | Mapping[str, Any]
"""`PLAN#CLAUSE`, a sentence, or the fields of a clause or of a norm as a plan file writes them."""


MAX_NAMESAKES = 3
"""Clauses or lines of one id, in plans or of parties, that are offered where no plan or party was named with it."""


_TRIAL_PLAN_FILE = "plans/drafts/trial.yaml"


def align_plans(workspace: OpenWorkspace, left: str, right: str) -> Alignment:
    """The links of one pair of plans, with those that are only possible. Raises UsageError for an unknown plan."""
    from comparer.pipeline.compare import align_pair, to_canonical_clauses

    if left == right:
        raise UsageError("LEFT and RIGHT are the same plan")
    plans = workspace.find_plan(left), workspace.find_plan(right)
    clauses = to_canonical_clauses(plans, workspace.vocabulary)
    return align_pair(workspace.records, *plans, clauses, workspace.vocabulary, with_proposals=True)


def explain_subject(report: ReportValue, subject: str, against: str = "") -> ExplanationValue:
    """What a report knows of a clause, a red line or a rule of law; with `against`, what the two have in common.

    Raises UsageError for what the report does not hold.
    """
    from comparer.review import explain

    try:
        return explain.explain(report, subject, against)
    except KeyError as error:
        name, subjects = str(error.args[0]), tuple(explain.explainable_subjects(report))
        namesakes = [subject for subject in subjects if subject.partition("#")[2].casefold() == name.casefold()]
        closest = ", ".join(f"'{subject}'" for subject in namesakes[:MAX_NAMESAKES])
        raise UsageError(
            f"'{name}' is not a clause, red line or rule of the record",
            f"did you mean {closest}?" if closest else did_you_mean(name, subjects),
        ) from error


def explain_finding(report: ReportValue, fingerprint: str) -> FindingExplanation:
    """One finding of a report with its rule, its reason and what it rests on.

    Raises UsageError where the report has none of that fingerprint.
    """
    from comparer.review import explain

    try:
        return explain.explain_finding(report, fingerprint)
    except KeyError as error:
        raise UsageError(f"no finding has the fingerprint '{fingerprint}'") from error


def relate_sources(workspace: OpenWorkspace, left: ClauseSource, right: ClauseSource) -> JudgementValue:
    """How the right clause differs from the left: relation, changes, whom they favour, basis and confidence.

    Raises UsageError where a side cannot be read or uses a word that the vocabulary lacks.
    """
    from comparer.norms.relate import to_canonical_clause
    from comparer.pipeline.compare import relate_clauses
    from comparer.report.value.finding_records import build_judgement_value
    from comparer.report.words.english import build_english_wording

    left_clause, right_clause = (
        to_canonical_clause(_resolve_clause(workspace, side, name), workspace.vocabulary)
        for side, name in ((left, "left"), (right, "right"))
    )
    judgement = relate_clauses(left_clause, right_clause, workspace.vocabulary)
    return build_judgement_value(judgement, build_english_wording(workspace.vocabulary.word_label, {}, {}, {}, {}))


def _resolve_clause(workspace: OpenWorkspace, side: ClauseSource, name: str) -> Clause:
    """The clause that is named or written; one that is written is `NAME#1`."""
    if isinstance(side, str):
        if not re.search(r"\s", side.strip()):
            return workspace.find_clause(side)
        side = {"text": side}
    elif "modality" in side:
        side = {"norm": side}
    fields = {"text": "(a norm without wording)", **side, "id": "1"}
    plan = {"plan": name, "title": name, "provisions": [fields]}
    words = {path: content for path, content in workspace.files.items() if data_kind(path) in ("vocabulary", "source")}
    try:
        content = json.dumps(plan, ensure_ascii=False).encode()
    except (TypeError, ValueError) as error:
        raise UsageError(f"a clause holds what a plan file cannot: {error}") from error
    result = load({**words, _TRIAL_PLAN_FILE: content})
    if result.workspace is None:
        fault = result.errors[0]
        raise UsageError(fault.message, fault.suggestion)
    return result.workspace.plans[0].clauses[0]
