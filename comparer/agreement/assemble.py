"""All tools towards agreement over the findings of one report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from comparer.agreement.brackets import build_bracket_ledger
from comparer.agreement.bridging import BridgeContext, build_bridge_tables
from comparer.agreement.completeness import (
    assess_duties,
    build_checklist_table,
    find_measured_questions,
    keep_assessed,
)
from comparer.agreement.implementation import build_matrix, keep_duties, read_plan_steps
from comparer.agreement.single_text import build_single_text
from comparer.agreement.travel import build_clause_threads
from comparer.model.agreement import AgreementFindings
from comparer.model.brackets import BracketLedger
from comparer.model.bridging import BridgeTable
from comparer.model.completeness import Checklist
from comparer.model.findings import Findings
from comparer.model.plan import Plan, PlanKind
from comparer.model.relation import VerdictKind
from comparer.model.single_text import SingleText
from comparer.norms.relate import CanonicalClause
from comparer.norms.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRequest:
    """`plans` are those of `findings`, `focus` the ids of the few that are worked on.

    `canonical_clauses` has the clauses of all plans. With `issue` single texts keep what lies under it, and bridging
    the questions under it; with `party` bridging keeps questions with a line of it.
    """

    plans: Sequence[Plan]
    focus: Sequence[str]
    findings: Findings
    canonical_clauses: Mapping[str, CanonicalClause]
    bridging: BridgeContext
    checklists: Sequence[Checklist] = ()
    issue: str = ""
    party: str = ""


def find_agreement(request: AgreementRequest, vocabulary: Vocabulary) -> AgreementFindings:
    """What each tool finds. Where a party alone was asked for, what is told by plan is left out."""
    agreement = AgreementFindings(bridges=_find_bridges(request, vocabulary))
    if request.party:
        return agreement
    agreement = _add_plan_tables(agreement, request, vocabulary)
    return _add_joint_text(agreement, request, vocabulary)


def _find_bridges(request: AgreementRequest, vocabulary: Vocabulary) -> tuple[BridgeTable, ...]:
    """The tables of questions on which a plan in focus, on one reading, breaches a stated line.

    They have the smallest changes of the plans in focus.
    """
    questions = [
        row.id
        for row in request.findings.rows
        if any(clause_ids for plan_id, clause_ids in row.cells if plan_id in request.focus)
        and (not request.issue or vocabulary.is_in_branch(row.issue, request.issue))
    ]
    context = replace(request.bridging, changed_plans=frozenset(request.focus))
    tables = build_bridge_tables(request.plans, context, questions)
    return tuple(
        table
        for table in tables
        if any(
            wording.key.plan in request.focus and VerdictKind.BREACHED in wording.stated_verdicts
            for wording in table.wordings
        )
        and (not request.party or table.has_line_of(request.party))
    )


def _add_plan_tables(
    agreement: AgreementFindings, request: AgreementRequest, vocabulary: Vocabulary
) -> AgreementFindings:
    clauses = request.canonical_clauses
    chosen = [plan for plan in request.plans if plan.id in request.focus]
    matrices = [build_matrix(plan, clauses, vocabulary, read_plan_steps(plan.id, request.findings)) for plan in chosen]
    measured = find_measured_questions(clauses.values(), vocabulary)
    completeness = [
        assess_duties(matrix, plan, clauses, vocabulary, measured)
        for matrix, plan in zip(matrices, chosen, strict=True)
    ]
    if request.issue:
        kept = {ref for ref, entry in clauses.items() if vocabulary.is_in_branch(entry.clause.issue, request.issue)}
        return replace(
            agreement,
            matrices=tuple(keep_duties(matrix, kept) for matrix in matrices),
            completeness=tuple(keep_assessed(entry, kept) for entry in completeness),
        )
    tables = [build_checklist_table(checklist, chosen, clauses, vocabulary) for checklist in request.checklists]
    return replace(
        agreement,
        matrices=tuple(matrices),
        completeness=tuple(completeness),
        checklists=tuple(table for table in tables if any(row.questions for row in table.rows)),
    )


def _add_joint_text(
    agreement: AgreementFindings, request: AgreementRequest, vocabulary: Vocabulary
) -> AgreementFindings:
    findings = keep_plans(request.findings, request.focus)
    compared = {(pair.left, pair.right) for pair in findings.pairs}
    if not set(combinations(findings.plans, 2)) <= compared or len(findings.plans) < 2:
        return agreement
    single_text = build_single_text(request.plans, findings, request.canonical_clauses, vocabulary, request.issue)
    return replace(
        agreement,
        single_text=single_text,
        ledger=_build_ledger(request, vocabulary, findings, single_text),
        threads=build_clause_threads(single_text, findings),
    )


def _build_ledger(
    request: AgreementRequest, vocabulary: Vocabulary, findings: Findings, single_text: SingleText
) -> BracketLedger | None:
    """The ledger of the drafts: a position is no text of a series, and opens, closes and drops nothing."""
    positions = {plan.id for plan in request.plans if plan.kind is PlanKind.POSITION}
    drafts = [plan_id for plan_id in findings.plans if plan_id not in positions]
    if len(drafts) < 2:
        return None
    if len(drafts) < len(findings.plans):
        findings = keep_plans(findings, drafts)
        single_text = build_single_text(request.plans, findings, request.canonical_clauses, vocabulary, request.issue)
    return build_bracket_ledger(request.plans, single_text, findings, request.canonical_clauses)


def keep_plans(findings: Findings, plan_ids: Sequence[str]) -> Findings:
    """The findings on some of their plans: the pairs between these, and the rows in which one of them has a clause."""
    rows = [
        replace(row, cells=tuple((plan_id, clauses) for plan_id, clauses in row.cells if plan_id in plan_ids))
        for row in findings.rows
    ]
    return replace(
        findings,
        plans=tuple(plan_id for plan_id in findings.plans if plan_id in plan_ids),
        pairs=tuple(pair for pair in findings.pairs if pair.left in plan_ids and pair.right in plan_ids),
        rows=tuple(row for row in rows if any(clauses for _, clauses in row.cells)),
    )
