"""The findings that lie under one issue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from comparer.findings.law import order_all_steps
from comparer.model.findings import ActorObligations, Findings, Match, PlanPair
from comparer.model.workspace import Workspace
from comparer.norms.relate import CanonicalClause
from comparer.norms.vocabulary import Vocabulary


def filter_by_issue(
    findings: Findings,
    issue: str,
    workspace: Workspace,
    canonical_clauses: Mapping[str, CanonicalClause],
    vocabulary: Vocabulary,
) -> Findings:
    """The findings under one issue; all of them where none is named.

    Of an actor's obligations, the clauses under the issue; of the steps, those that its findings of law ask for.
    """
    if not issue:
        return findings
    line_refs = {red_line.ref for red_line in workspace.red_lines if vocabulary.is_in_branch(red_line.issue, issue)}

    def is_any_under_issue(plan_id: str, clause_ids: Iterable[str]) -> bool:
        return any(
            vocabulary.is_in_branch(canonical_clauses[f"{plan_id}#{clause_id}"].clause.issue, issue)
            for clause_id in clause_ids
        )

    def is_match_under_issue(pair: PlanPair, match: Match) -> bool:
        return is_any_under_issue(pair.left, match.left) or is_any_under_issue(pair.right, match.right)

    def is_source_under_issue(source: str) -> bool:
        return source in line_refs or (
            source in canonical_clauses and vocabulary.is_in_branch(canonical_clauses[source].clause.issue, issue)
        )

    pairs = tuple(
        replace(
            pair,
            links=tuple(link for link in pair.links if is_match_under_issue(pair, link.match)),
            possible=tuple(match for match in pair.possible if is_match_under_issue(pair, match)),
            ambiguous=tuple(match for match in pair.ambiguous if is_match_under_issue(pair, match)),
            gaps=tuple(gap for gap in pair.gaps if is_any_under_issue(gap.plan, (gap.clause,))),
        )
        for pair in findings.pairs
    )
    kept_row_ids = {
        row.id
        for row in findings.rows
        if any(is_any_under_issue(plan_id, clause_ids) for plan_id, clause_ids in row.cells)
    }
    constraint_findings = tuple(
        constraint_finding
        for constraint_finding in findings.constraints
        if is_any_under_issue(constraint_finding.plan, constraint_finding.clauses)
    )
    return replace(
        findings,
        pairs=pairs,
        rows=tuple(row for row in findings.rows if row.id in kept_row_ids),
        common_rows=tuple(row_id for row_id in findings.common_rows if row_id in kept_row_ids),
        verdicts=tuple(verdict for verdict in findings.verdicts if verdict.line in line_refs),
        later=tuple(verdict for verdict in findings.later if verdict.line in line_refs),
        constraints=constraint_findings,
        step_orders=order_all_steps(findings.plans, constraint_findings, workspace.constraints)[0],
        obligations=tuple(
            narrowed_entry
            for entry in findings.obligations
            if (narrowed_entry := _narrow_obligations(entry, is_any_under_issue))
        ),
        deadlocks=tuple(deadlock for deadlock in findings.deadlocks if vocabulary.is_in_branch(deadlock.issue, issue)),
        contradictions=tuple(
            contradiction
            for contradiction in findings.contradictions
            if is_any_under_issue(contradiction.plan, (contradiction.left, contradiction.right))
        ),
        plan_findings=tuple(
            plan_finding
            for plan_finding in findings.plan_findings
            if is_any_under_issue(plan_finding.plan, plan_finding.clauses)
        ),
        ranges=tuple(
            quantity_range
            for quantity_range in findings.ranges
            if any(is_source_under_issue(position.source) for position in quantity_range.positions)
        ),
        text_options=tuple(
            wording for wording in findings.text_options if vocabulary.is_in_branch(wording.issue, issue)
        ),
    )


def _narrow_obligations(
    entry: ActorObligations, is_any_under_issue: Callable[[str, Iterable[str]], bool]
) -> ActorObligations | None:
    """The clauses of an actor's entry that lie under the issue; None where there is none."""

    def under_issue(clause_ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(clause_id for clause_id in clause_ids if is_any_under_issue(entry.plan, (clause_id,)))

    narrowed_entry = replace(
        entry,
        duties=under_issue(entry.duties),
        prohibitions=under_issue(entry.prohibitions),
        permissions=under_issue(entry.permissions),
        benefits=under_issue(entry.benefits),
    )
    has_clauses = any(
        (narrowed_entry.duties, narrowed_entry.prohibitions, narrowed_entry.permissions, narrowed_entry.benefits)
    )
    return narrowed_entry if has_clauses else None
