"""What became of findings, from one plan to another or from one report to the next, in the words of the report.

The values come from `comparer.review.differences`. What is made here is the `delta` of a report value, which every
format draws as a table of its own (`comparer.report.sections.tables.delta`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from comparer.report.formats.text_grid import wrap_paragraph
from comparer.report.options import RenderOptions
from comparer.report.sections.tables import build_delta_table as table_of
from comparer.report.words.escape import safe_line
from comparer.report.words.sentences import ReportSentences

JsonObject = dict[str, Any]


def build_plan_delta(differences: JsonObject, report: JsonObject, left: str, right: str) -> JsonObject:
    """The verdicts on lines and rules that differ between two plans of a report: a row each, with both verdicts.

    `found` holds `verdicts` and `constraints`, each with `new`, `gone` and `changed` (`before` and `after`).
    """
    sentences = ReportSentences(report)
    rows = []
    for list_name, group in (("verdicts", "verdict"), ("constraints", "constraint")):
        for state, before, after in _iterate_changes(differences[list_name]):
            finding = after or before or {}
            verdict_texts = (_verdict_text(group, before, sentences), _verdict_text(group, after, sentences))
            rows.append(
                _build_delta_row(
                    state,
                    _finding_subject(finding, sentences),
                    verdict_texts,
                    sentences.reason_sentence(finding),
                    finding,
                )
            )
    return {"about": "plans", "before": left, "after": right, "rows": rows}


def build_report_delta(differences: JsonObject, before: JsonObject, after: JsonObject) -> JsonObject:
    """Findings new, gone and changed between two reports: a row each, with what each report says."""
    sentences_before, sentences_after = ReportSentences(before), ReportSentences(after)
    rows = [
        _build_delta_row(
            state,
            sentences_after.catalogue_text(f"word.{state}"),
            (_finding_sentence(finding_before, sentences_before), _finding_sentence(finding_after, sentences_after)),
            "",
            finding_after or finding_before or {},
        )
        for state, finding_before, finding_after in _iterate_changes(differences)
    ]
    return {"about": "reports", "before": before["as_of"], "after": after["as_of"], "rows": rows}


def render_changes(report: JsonObject, options: RenderOptions) -> str:
    """The changes alone, a paragraph each with its fingerprint, then their counts: for a terminal or a mail."""
    sentences = ReportSentences(report)
    table = table_of(report, sentences)
    row_lines = [f"{_delta_row_line(row)} [{row['fingerprint']}]" for row in report["delta"]["rows"]]
    lines = [*row_lines, table.note] if table else []
    return "\n".join(wrap_paragraph(safe_line(line), options.width, "  ", "") for line in lines) + "\n"


def _delta_row_line(row: JsonObject) -> str:
    return f"{row['subject']}: {' → '.join(filter(None, (row['before'], row['after'])))}"


def _iterate_changes(differences: JsonObject) -> Iterator[tuple[str, JsonObject | None, JsonObject | None]]:
    for entry in differences["changed"]:
        yield "changed", entry["before"], entry["after"]
    for entry in differences["new"]:
        yield "new", None, entry
    for entry in differences["gone"]:
        yield "gone", entry, None


def _build_delta_row(state: str, subject: str, texts: tuple[str, str], reason: str, finding: JsonObject) -> JsonObject:
    before, after = texts
    row = {"state": state, "subject": subject, "before": before, "after": after, "because": reason}
    return {**row, "fingerprint": finding["fingerprint"]}


def _finding_subject(finding: JsonObject, sentences: ReportSentences) -> str:
    line_ref = finding.get("line", "")
    if line_ref:
        return (
            f"{line_ref} {sentences.line_title(line_ref)} ("
            f"{sentences.line_flags(sentences.report['lines'].get(line_ref, {}))})"
        )
    constraint = sentences.report["constraints_in_force"].get(finding["constraint"], {})
    return f"{finding['constraint']} {constraint.get('title', '')}".strip()


def _verdict_text(group: str, finding: JsonObject | None, sentences: ReportSentences) -> str:
    if finding is None:
        return ""
    clause_suffix = f" ({sentences.join_clause_ids(finding['clauses'])})" if finding["clauses"] else ""
    return sentences.mark_and_word(group, finding["verdict"]) + clause_suffix


def _finding_sentence(finding: JsonObject | None, sentences: ReportSentences) -> str:
    """One finding in words. `finding` names what it is; a link also names its `pair`."""
    if finding is None:
        return ""
    if finding["finding"] == "link":
        left, right = finding["pair"]
        return ". ".join(
            [sentences.link_sentence({"left": left, "right": right}, finding), *sentences.change_sentences(finding)]
        )
    sentence_makers = {
        "gap": sentences.gap_sentence,
        "verdict": sentences.verdict_sentence,
        "constraint": sentences.constraint_sentence,
        "deadlock": sentences.deadlock_sentence,
        "contradiction": sentences.contradiction_sentence,
        "plan_finding": sentences.plan_finding_sentence,
    }
    return sentence_makers[finding["finding"]](finding)
