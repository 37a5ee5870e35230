"""Lists that several formats tell alike: all verdicts, gaps one by one or together, what all plans share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

from comparer.model.dates import date_sort_key
from comparer.report.value.types import GapRecord, PlanRecord, ReportValue, VerdictRecord
from comparer.report.words.sentences import ReportSentences

T = TypeVar("T")

SINGLE_GAP_KINDS = ("struck", "deferred", "absent")
"""Gaps told one by one with their text; where a text is silent or only partly known, the clauses are told together."""


def list_verdicts(report: ReportValue) -> list[VerdictRecord]:
    """All verdicts, and after them those on lines that were stated later, which no total counts."""
    return [*report["verdicts"], *report["later"]]


def list_plans_by_date(report: ReportValue, plans: Collection[str]) -> list[PlanRecord]:
    """The records of these plans, the earlier first; those of one date as the report has them."""
    records = [plan for plan in report["plans"] if plan["id"] in plans]
    return sorted(records, key=lambda plan: date_sort_key(plan["issued"]))


def group_by_key(findings: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    """Findings by their key, in the order in which a key first occurs."""
    groups: dict[str, list[T]] = {}
    for finding in findings:
        groups.setdefault(key(finding), []).append(finding)
    return groups


def split_gaps(gaps: Iterable[GapRecord]) -> tuple[list[GapRecord], list[list[GapRecord]]]:
    """Gaps to tell one by one, and those to tell together: of one kind, in one direction."""
    single_gaps: list[GapRecord] = []
    gap_groups: dict[tuple[str, str], list[GapRecord]] = {}
    for gap in gaps:
        if gap["kind"] in SINGLE_GAP_KINDS:
            single_gaps.append(gap)
        else:
            gap_groups.setdefault((gap["kind"], gap["plan"]), []).append(gap)
    return single_gaps, list(gap_groups.values())


def shared_sentence(report: ReportValue, sentences: ReportSentences) -> str:
    items = sentences.shared_issue_texts()
    if report["totals"]["plans"] < 2:
        return ""
    return (
        sentences.catalogue_text("sentence.shared", items=", ".join(items))
        if items
        else sentences.catalogue_text("sentence.shared_none")
    )
