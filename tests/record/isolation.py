"""Whether a breach found in one wording alone is one of the whole text: python -m tests.record.isolation [WORKSPACE]"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from comparer.agreement.bridging import build_bridge_context, build_bridge_tables
from comparer.app.api import load_workspace
from comparer.findings.conflicts import find_deadlocks
from comparer.findings.redlines import assess_red_line, group_plan_clauses
from comparer.model.relation import VerdictKind
from comparer.pipeline.compare import newest_record_date, to_canonical_clauses


def main() -> None:
    rows = [*breaches_in_isolation(sys.argv[1] if len(sys.argv) > 1 else ".")]
    others = [row for row in rows if not row[2]]
    sys.stdout.write(
        f"{len(rows)} breaches in isolation, {len(rows) - len(others)} of the whole text by the same clauses\n"
    )
    for wording, line, _ in others:
        sys.stdout.write(f"  not of the whole text: {wording} {line}\n")


def breaches_in_isolation(folder: str) -> Iterator[tuple[str, str, bool]]:
    """Each wording and line that it breaches by itself, and whether the whole text does by a clause of that wording."""
    workspace = load_workspace(folder)
    vocabulary, red_lines = workspace.vocabulary, workspace.records.red_lines
    date = newest_record_date(workspace.records)
    context = build_bridge_context(red_lines, date, find_deadlocks(red_lines, date, vocabulary), vocabulary)
    clauses = to_canonical_clauses(workspace.plans, vocabulary)
    plan_clauses = {plan.id: group_plan_clauses(plan, clauses) for plan in workspace.plans}
    whole = {
        (plan_id, line.ref): assess_red_line(ready_clauses, line, date, vocabulary)
        for plan_id, ready_clauses in plan_clauses.items()
        for line in context.red_lines
    }
    for table in build_bridge_tables(workspace.plans, context):
        for wording in table.wordings:
            for effect in wording.effects:
                if effect.verdict is VerdictKind.BREACHED:
                    verdict = whole[wording.key.plan, effect.line]
                    own = {ref.partition("#")[2] for ref in wording.clauses}
                    is_whole = verdict.kind is VerdictKind.BREACHED and bool(own & set(verdict.clauses))
                    yield f"{wording.key.plan} {table.question}", effect.line, is_whole


if __name__ == "__main__":
    main()
