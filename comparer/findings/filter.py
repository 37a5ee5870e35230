"""The findings that lie under one issue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from comparer.model.findings import Findings
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
    """The findings under one issue; all of them where none is named."""
    if not issue:
        return findings
    line_refs = {red_line.ref for red_line in workspace.red_lines if vocabulary.is_in_branch(red_line.issue, issue)}

    def is_any_under_issue(plan_id: str, clause_ids: Iterable[str]) -> bool:
        return any(
            vocabulary.is_in_branch(canonical_clauses[f"{plan_id}#{clause_id}"].clause.issue, issue)
            for clause_id in clause_ids
        )

    def is_source_under_issue(source: str) -> bool:
        return source in line_refs or (
            source in canonical_clauses and vocabulary.is_in_branch(canonical_clauses[source].clause.issue, issue)
        )

    pairs = tuple(
        replace(
            pair,
            links=tuple(
                link
                for link in pair.links
                if is_any_under_issue(pair.left, link.match.left) or is_any_under_issue(pair.right, link.match.right)
            ),
            gaps=tuple(gap for gap in pair.gaps if is_any_under_issue(gap.plan, (gap.clause,))),
        )
        for pair in findings.pairs
    )
    kept_row_ids = {
        row.id
        for row in findings.rows
        if any(is_any_under_issue(plan_id, clause_ids) for plan_id, clause_ids in row.cells)
    }
    return replace(
        findings,
        pairs=pairs,
        rows=tuple(row for row in findings.rows if row.id in kept_row_ids),
        common_rows=tuple(row_id for row_id in findings.common_rows if row_id in kept_row_ids),
        verdicts=tuple(verdict for verdict in findings.verdicts if verdict.line in line_refs),
        constraints=tuple(
            constraint_finding
            for constraint_finding in findings.constraints
            if is_any_under_issue(constraint_finding.plan, constraint_finding.clauses)
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
