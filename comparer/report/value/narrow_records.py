"""What is left of a report's records where its findings were narrowed to an issue or a party."""

from __future__ import annotations

from collections.abc import Iterator

from comparer.model.findings import Narrowing
from comparer.report.value.types import ReportValue


def narrow_records(report: ReportValue, narrowing: Narrowing) -> None:
    """Leave the clauses that a finding or a row names, and the red lines of the issue and the party.

    The counts of a plan stay those of its whole text.
    """
    refs = set(_named_clauses(report))
    report["clauses"] = {ref: clause for ref, clause in report["clauses"].items() if ref in refs}
    for plan in report["plans"]:
        plan["clause_ids"] = [clause_id for clause_id in plan["clause_ids"] if f"{plan['id']}#{clause_id}" in refs]
    named_lines = {verdict["line"] for verdict in (*report["verdicts"], *report["later"])}
    named_lines |= {line for deadlock in report["deadlocks"] for line in (deadlock["a"], deadlock["b"])}
    report["lines"] = {
        ref: line
        for ref, line in report["lines"].items()
        if ref in named_lines
        or (_is_in_branch(line["issue"], narrowing.issue) and narrowing.party in ("", line["party"]))
    }


def _is_in_branch(issue: str, top: str) -> bool:
    return not top or issue == top or issue.startswith(f"{top}.")


def _named_clauses(report: ReportValue) -> Iterator[str]:
    """Every clause that a finding or a row names, as `PLAN#CLAUSE`."""
    for row in report["rows"]:
        yield from (f"{plan}#{clause_id}" for plan, ids in row["cells"].items() for clause_id in ids)
    for pair in report["pairs"]:
        for match in (*pair["links"], *pair["possible"], *pair["ambiguous"]):
            yield from (f"{pair['left']}#{clause_id}" for clause_id in match["left"])
            yield from (f"{pair['right']}#{clause_id}" for clause_id in match["right"])
        for gap in pair["gaps"]:
            yield f"{gap['plan']}#{gap['clause']}"
            yield from (f"{gap['missing_from']}#{clause_id}" for clause_id in gap["by"])
    for verdict in (*report["verdicts"], *report["later"]):
        yield from (f"{verdict['plan']}#{clause_id}" for clause_id in (*verdict["clauses"], *verdict["notes"]))
    for finding in (*report["constraints"], *report["plan_findings"]):
        yield from (f"{finding['plan']}#{clause_id}" for clause_id in finding["clauses"])
    for contradiction in report["contradictions"]:
        yield from (f"{contradiction['plan']}#{contradiction[side]}" for side in ("a", "b"))
    for entry in report["ledger"]:
        groups = (entry["duties"], entry["prohibitions"], entry["permissions"], entry["benefits"])
        yield from (f"{entry['plan']}#{clause_id}" for group in groups for clause_id in group)
    yield from (position["source"] for value_range in report["ranges"] for position in value_range["by"])
    yield from (wording["clause"] for wording in report["wordings"])
