"""The findings that lie under one issue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from comparer.model.findings import Findings
from comparer.model.records import Workspace
from comparer.norms.relate import Prepared
from comparer.norms.vocabulary import Vocabulary


def narrowed(
    found: Findings, issue: str, workspace: Workspace, prepared: Mapping[str, Prepared], vocabulary: Vocabulary
) -> Findings:
    """The findings under one issue; all of them where none is named."""
    if not issue:
        return found
    lines = {red_line.ref for red_line in workspace.lines if vocabulary.under(red_line.issue, issue)}

    def inside(plan: str, ids: Iterable[str]) -> bool:
        return any(vocabulary.under(prepared[f"{plan}#{one}"].clause.issue, issue) for one in ids)

    def placed(source: str) -> bool:
        return source in lines or (source in prepared and vocabulary.under(prepared[source].clause.issue, issue))

    pairs = tuple(
        replace(
            pair,
            links=tuple(
                link
                for link in pair.links
                if inside(pair.left, link.match.left) or inside(pair.right, link.match.right)
            ),
            gaps=tuple(gap for gap in pair.gaps if inside(gap.plan, (gap.clause,))),
        )
        for pair in found.pairs
    )
    kept = {row.id for row in found.rows if any(inside(plan, ids) for plan, ids in row.cells)}
    return replace(
        found,
        pairs=pairs,
        rows=tuple(row for row in found.rows if row.id in kept),
        shared=tuple(row_id for row_id in found.shared if row_id in kept),
        verdicts=tuple(verdict for verdict in found.verdicts if verdict.line in lines),
        constraints=tuple(
            constraint_finding
            for constraint_finding in found.constraints
            if inside(constraint_finding.plan, constraint_finding.clauses)
        ),
        deadlocks=tuple(deadlock for deadlock in found.deadlocks if vocabulary.under(deadlock.issue, issue)),
        contradictions=tuple(
            contradiction
            for contradiction in found.contradictions
            if inside(contradiction.plan, (contradiction.a, contradiction.b))
        ),
        plan_findings=tuple(
            plan_finding for plan_finding in found.plan_findings if inside(plan_finding.plan, plan_finding.clauses)
        ),
        ranges=tuple(
            quantity_range
            for quantity_range in found.ranges
            if any(placed(position.source) for position in quantity_range.by)
        ),
        wordings=tuple(wording for wording in found.wordings if vocabulary.under(wording.issue, issue)),
        issue_order=tuple(issue_id for issue_id in found.issue_order if vocabulary.under(issue_id, issue)),
    )
