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
    lines = {one.ref for one in workspace.lines if vocabulary.under(one.issue, issue)}

    def inside(plan: str, ids: Iterable[str]) -> bool:
        return any(vocabulary.under(prepared[f"{plan}#{one}"].clause.issue, issue) for one in ids)

    def placed(source: str) -> bool:
        return source in lines or (source in prepared and vocabulary.under(prepared[source].clause.issue, issue))

    pairs = tuple(
        replace(
            pair,
            links=tuple(
                one for one in pair.links if inside(pair.left, one.match.left) or inside(pair.right, one.match.right)
            ),
            gaps=tuple(one for one in pair.gaps if inside(one.plan, (one.clause,))),
        )
        for pair in found.pairs
    )
    kept = {one.id for one in found.rows if any(inside(plan, ids) for plan, ids in one.cells)}
    return replace(
        found,
        pairs=pairs,
        rows=tuple(one for one in found.rows if one.id in kept),
        shared=tuple(one for one in found.shared if one in kept),
        verdicts=tuple(one for one in found.verdicts if one.line in lines),
        constraints=tuple(one for one in found.constraints if inside(one.plan, one.clauses)),
        deadlocks=tuple(one for one in found.deadlocks if vocabulary.under(one.issue, issue)),
        contradictions=tuple(one for one in found.contradictions if inside(one.plan, (one.a, one.b))),
        plan_findings=tuple(one for one in found.plan_findings if inside(one.plan, one.clauses)),
        ranges=tuple(one for one in found.ranges if any(placed(position.source) for position in one.by)),
        wordings=tuple(one for one in found.wordings if vocabulary.under(one.issue, issue)),
        issue_order=tuple(one for one in found.issue_order if vocabulary.under(one, issue)),
    )
