"""What became of findings, from one plan to another or from one report to the next, in the words of the report.

The values come from `comparer.review.differences`. What is made here is the `delta` of a report value, which every
format draws as a table of its own (`comparer.report.sections.tables.delta`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias, TypeVar

from comparer.report.value.difference_types import (
    ChangedFinding,
    Differences,
    NamedFinding,
    PlanDifferences,
    ReportDifferences,
)
from comparer.report.value.types import (
    ConstraintFindingRecord,
    DeltaRecord,
    DeltaRow,
    ReportValue,
    VerdictRecord,
)
from comparer.report.words.sentences import ReportSentences

T = TypeVar("T")
FindingChange: TypeAlias = tuple[str, T | None, T | None]
"""What became of a finding (new, gone, changed), as it was and as it is."""
Assessment = TypeVar("Assessment", VerdictRecord, ConstraintFindingRecord)


def build_plan_delta(differences: PlanDifferences, report: ReportValue, left: str, right: str) -> DeltaRecord:
    """The verdicts on lines and rules that differ between two plans of a report: a row each, with both verdicts."""
    sentences = ReportSentences(report)
    rows = [
        *_verdict_delta_rows("verdict", differences["verdicts"], sentences),
        *_verdict_delta_rows("constraint", differences["constraints"], sentences),
    ]
    return {"about": "plans", "before": left, "after": right, "rows": rows}


def _verdict_delta_rows(
    group: str,
    differences: Differences[Assessment],
    sentences: ReportSentences,
) -> Iterator[DeltaRow]:
    for state, before, after in _iterate_changes(differences["new"], differences["gone"], differences["changed"]):
        finding = after or before
        if finding is not None:
            yield {
                "state": state,
                "subject": _finding_subject(finding, sentences),
                "before": _verdict_text(group, before, sentences),
                "after": _verdict_text(group, after, sentences),
                "because": sentences.reason_sentence(finding),
                "fingerprint": finding["fingerprint"],
            }


def build_report_delta(differences: ReportDifferences, before: ReportValue, after: ReportValue) -> DeltaRecord:
    """Findings new, gone and changed between two reports: a row each, with what each report says."""
    sentences_before, sentences_after = ReportSentences(before), ReportSentences(after)
    rows: list[DeltaRow] = []
    changes = _iterate_changes(differences["new"], differences["gone"], differences["changed"])
    for state, finding_before, finding_after in changes:
        finding = finding_after or finding_before
        if finding is not None:
            rows.append(
                {
                    "state": state,
                    "subject": sentences_after.catalogue_text(f"word.{state}"),
                    "before": _side_sentence(finding_before, sentences_before),
                    "after": _side_sentence(finding_after, sentences_after),
                    "because": "",
                    "fingerprint": finding["fingerprint"],
                }
            )
    return {"about": "reports", "before": before["as_of"], "after": after["as_of"], "rows": rows}


def _iterate_changes(new: list[T], gone: list[T], changed: list[ChangedFinding[T]]) -> Iterator[FindingChange[T]]:
    for change in changed:
        yield "changed", change["before"], change["after"]
    for entry in new:
        yield "new", None, entry
    for entry in gone:
        yield "gone", entry, None


def _finding_subject(finding: VerdictRecord | ConstraintFindingRecord, sentences: ReportSentences) -> str:
    if "line" in finding:
        line_ref = finding["line"]
        return f"{line_ref} {sentences.line_title(line_ref)} ({sentences.line_flags(line_ref)})"
    return f"{finding['constraint']} {sentences.constraint_title(finding['constraint'])}".strip()


def _verdict_text(
    group: str, finding: VerdictRecord | ConstraintFindingRecord | None, sentences: ReportSentences
) -> str:
    if finding is None:
        return ""
    clause_suffix = f" ({sentences.join_clause_ids(finding['clauses'])})" if finding["clauses"] else ""
    return sentences.mark_and_word(group, finding["verdict"]) + clause_suffix


def _side_sentence(finding: NamedFinding | None, sentences: ReportSentences) -> str:
    return finding_sentence(finding, sentences) if finding is not None else ""


def finding_sentence(finding: NamedFinding, sentences: ReportSentences) -> str:
    """One finding in words."""
    if finding["finding"] == "link":
        left, right = finding["pair"]
        return ". ".join(
            [sentences.link_sentence({"left": left, "right": right}, finding), *sentences.change_sentences(finding)]
        )
    if finding["finding"] == "gap":
        return sentences.gap_sentence(finding)
    if finding["finding"] == "verdict":
        return sentences.verdict_sentence(finding)
    if finding["finding"] == "constraint":
        return sentences.constraint_sentence(finding)
    if finding["finding"] == "deadlock":
        return sentences.deadlock_sentence(finding)
    if finding["finding"] == "contradiction":
        return sentences.contradiction_sentence(finding)
    return sentences.plan_finding_sentence(finding)
