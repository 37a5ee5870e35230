"""A report of change narrowed to one issue and one party: for reports that were made whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from comparer.report.sections.change_report import ChangeReport, RecordChange
from comparer.report.value.types import AssessedRecord, ReportValue

__all__ = ["narrow_change"]


def narrow_change(change: ChangeReport, issue: str = "", party: str = "") -> ChangeReport:
    """What lies under an issue and concerns a party; all of it where neither is named.

    A clause concerns every party, a verdict that of its line, and a plan by itself no issue.
    """
    if not issue and not party:
        return change
    scope = _Scope(change, issue, party)
    return replace(
        change,
        verdicts=tuple(item for item in change.verdicts if scope.holds_finding(item.latest)),
        law=tuple(item for item in change.law if scope.holds_finding(item.latest)),
        records=tuple(record for record in change.records if scope.holds_record(record)),
        gate=replace(
            change.gate,
            failures=tuple(finding for finding in change.gate.failures if scope.holds_finding(finding)),
            stale=tuple(entry for entry in change.gate.stale if entry[1] is not None and scope.holds_finding(entry[1])),
        ),
    )


class _Scope:
    """Whether something lies under the issue and concerns the party, on either side of a change."""

    def __init__(self, change: ChangeReport, issue: str, party: str) -> None:
        self.reports: tuple[ReportValue, ...] = (change.after, change.before)
        self.issue, self.party = issue, party

    def holds_finding(self, finding: AssessedRecord) -> bool:
        fields: Mapping[str, Any] = finding
        lines = [fields[key] for key in ("line", "a", "b") if "#" in str(fields.get(key, ""))]
        clauses = [f"{fields['plan']}#{name}" for name in fields.get("clauses", ())] if "plan" in fields else []
        clauses += [f"{fields['plan']}#{fields[key]}" for key in ("a", "b") if "plan" in fields and key in fields]
        constraints = [fields["constraint"]] if "constraint" in fields else []
        is_of_party = not self.party or not lines or any(self._party_of(ref) == self.party for ref in lines)
        return is_of_party and any(map(self._is_under_issue, (*lines, *clauses, *constraints)))

    def holds_record(self, record: RecordChange) -> bool:
        finding = record.after or record.before
        if finding is not None:
            return self.holds_finding(finding)
        if record.kind == "line":
            return self.party in ("", self._party_of(record.ref)) and self._is_under_issue(record.ref)
        return not self.issue or self._is_under_issue(record.ref)

    def _is_under_issue(self, ref: str) -> bool:
        for report in self.reports:
            entries: tuple[Mapping[str, Any], ...] = (
                report["clauses"], report["lines"], report["constraints_in_force"]
            )  # fmt: skip
            for entry in entries:
                if ref in entry and f"{entry[ref]['issue']}.".startswith(f"{self.issue}." if self.issue else ""):
                    return True
        return False

    def _party_of(self, ref: str) -> str:
        return next((report["lines"][ref]["party"] for report in self.reports if ref in report["lines"]), "")
