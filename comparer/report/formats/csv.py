"""The report as one table: a row for each place of the comparison and plan, then a row for each finding and count."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Final, TypeAlias

from comparer.report.options import RenderOptions
from comparer.report.sections import outline
from comparer.report.sections.matrix import Matrix
from comparer.report.sections.tables import LEDGER_GROUPS, flatten_totals
from comparer.report.value.types import (
    ConstraintFindingRecord,
    ConstraintRecord,
    FindingRecord,
    LineRecord,
    ReportValue,
    VerdictRecord,
)
from comparer.report.words.escape import escape_csv_cell
from comparer.report.words.sentences import ReportSentences

STAMP_KEYS: Final = ("title", "as_of", "base", "digest", "language", "order", "judged")
CsvRow: TypeAlias = dict[str, object]
"""Cells by the name of their column."""

RECORD_COLUMNS = (
    "record", "id", "issue", "issue_label", "plan", "clauses", "text", "known", "evidence", "state",
    "other_plan", "other_clauses", "other_text", "word", "changes", "confidence", "party", "line", "other_line",
    "because", "cites", "accepted", "fingerprint",
)  # fmt: skip
"""`record` says what a row is: cell, link, gap, verdict, constraint, and so on; `word` is the relation or verdict."""


def render(report: ReportValue, options: RenderOptions) -> str:  # noqa: ARG001 - every format is asked in the same way
    """Comma-separated text in UTF-8 with one heading row; no cell, read with commas or semicolons, is a formula."""
    buffer = StringIO()
    writer = csv.DictWriter(buffer, RECORD_COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for record in _all_records(report, ReportSentences(report)):
        writer.writerow({key: escape_csv_cell(str(value)) for key, value in record.items()})
    return buffer.getvalue()


def _all_records(report: ReportValue, sentences: ReportSentences) -> Iterator[CsvRow]:
    yield from _change_records(report, sentences)
    yield from _cell_records(report, sentences)
    yield from _shared_records(report, sentences)
    yield from _link_and_gap_records(report, sentences)
    yield from _verdict_records(report, sentences)
    yield from _constraint_records(report, sentences)
    yield from _step_records(report, sentences)
    yield from _conflict_records(report, sentences)
    yield from _position_records(report, sentences)
    yield from _stamp_records(report, sentences)


def _change_records(report: ReportValue, sentences: ReportSentences) -> Iterator[CsvRow]:
    """What became of findings, where the report tells it."""
    delta = report.get("delta")
    for change in delta["rows"] if delta else ():
        yield {
            "record": "change",
            "text": change["before"],
            "other_text": change["after"],
            "word": sentences.catalogue_text(f"word.{change['state']}"),
            "line": change["subject"],
            "because": change["because"],
            "fingerprint": change["fingerprint"],
        }


def _cell_records(report: ReportValue, sentences: ReportSentences) -> Iterator[CsvRow]:
    matrix, base = Matrix(report), report["base"]
    for row in report["rows"]:
        for plan in report["plans"]:
            cell = matrix.find_cell(base, row, plan["id"])
            clauses = [report["clauses"][f"{plan['id']}#{clause}"] for clause in cell.clauses]
            yield {
                "record": "cell",
                "id": row["id"],
                "issue": row["issue"],
                "issue_label": sentences.row_label(row),
                "plan": plan["id"],
                "clauses": " ".join(cell.clauses),
                "text": " / ".join(clause["text"] for clause in clauses),
                **{
                    key: " ".join(dict.fromkeys(clause[key] for clause in clauses))
                    for key in ("known", "evidence", "state")
                },
                "other_plan": base,
                "other_clauses": " ".join(row["cells"].get(base, [])),
                "word": sentences.catalogue.value_word(cell.group, cell.value),
                "cites": " ".join(dict.fromkeys(cite for clause in clauses for cite in clause["cites"])),
            }


def _shared_records(report: ReportValue, sentences: ReportSentences) -> Iterator[CsvRow]:
    """The rows on which all plans say the same."""
    for row in report["rows"]:
        if row["id"] in report["shared"]:
            yield {
                "record": "shared",
                "id": row["id"],
                "issue": row["issue"],
                "issue_label": sentences.row_label(row),
                "word": sentences.catalogue_text("heading.shared"),
            }


def _link_and_gap_records(report: ReportValue, sentences: ReportSentences) -> Iterator[CsvRow]:
    for pair in report["pairs"]:
        left, right = pair["left"], pair["right"]
        for link in pair["links"]:
            issue = report["clauses"][f"{left}#{link['left'][0]}"]["issue"]
            yield {
                "record": "link",
                **_issue_fields(issue, sentences),
                "plan": left,
                "clauses": " ".join(link["left"]),
                "text": sentences.clause_text(left, link["left"]),
                "other_plan": right,
                "other_clauses": " ".join(link["right"]),
                "other_text": sentences.clause_text(right, link["right"]),
                "word": sentences.catalogue.value_word("relation", link["relation"]),
                "changes": "; ".join(sentences.change_sentences(link)),
                "confidence": sentences.catalogue.value_word("confidence", link["confidence"]),
                "party": " ".join(link["favours"]),
                "because": sentences.link_reason(link),
                **_acceptance_fields(link, sentences),
            }
        for gap in pair["gaps"]:
            clause = report["clauses"][f"{gap['plan']}#{gap['clause']}"]
            yield {
                "record": "gap",
                **_issue_fields(clause["issue"], sentences),
                "plan": gap["plan"],
                "clauses": gap["clause"],
                "text": clause["text"],
                **{key: clause[key] for key in ("known", "evidence", "state")},
                "other_plan": gap["missing_from"],
                "other_clauses": " ".join(gap["by"]),
                "word": sentences.catalogue.value_word("gap", gap["kind"]),
                "cites": " ".join(clause["cites"]),
                **_acceptance_fields(gap, sentences),
            }


def _verdict_records(report: ReportValue, sentences: ReportSentences) -> Iterator[CsvRow]:
    for verdict in outline.list_verdicts(report):
        yield {
            **_assessment_record("verdict", verdict, report["lines"].get(verdict["line"]), sentences),
            "changes": "; ".join([*sentences.verdict_qualifiers(verdict), *sentences.reading_sentences(verdict)]),
            "party": verdict["party"],
            "line": verdict["line"],
        }


def _constraint_records(report: ReportValue, sentences: ReportSentences) -> Iterator[CsvRow]:
    for finding in report["constraints"]:
        constraint = report["constraints_in_force"].get(finding["constraint"])
        yield {
            **_assessment_record("constraint", finding, constraint, sentences),
            "changes": "; ".join([*sentences.constraint_flags(finding), *sentences.step_sentences(finding)]),
            "line": finding["constraint"],
            "cites": " ".join(constraint["cites"] if constraint else []),
        }


def _step_records(report: ReportValue, sentences: ReportSentences) -> Iterator[CsvRow]:
    """The steps of each plan in their order; `id` is the place in it."""
    for step_order in report["steps"]:
        for step in sentences.ordered_steps(step_order):
            yield {
                "record": "step",
                "id": step["number"].removesuffix("."),
                "plan": step_order["plan"],
                "text": sentences.step_sentence(step),
                "party": " ".join(step["by"]),
                "line": step["constraint"],
                "because": sentences.step_rule_label(step),
            }


def _assessment_record(
    record: str,
    finding: VerdictRecord | ConstraintFindingRecord,
    subject: LineRecord | ConstraintRecord | None,
    sentences: ReportSentences,
) -> CsvRow:
    """What a plan does to a red line or a rule of law, which is the subject."""
    return {
        "record": record,
        **_issue_fields(subject["issue"] if subject else "", sentences),
        "plan": finding["plan"],
        "clauses": " ".join(finding["clauses"]),
        "text": subject["title"] if subject else "",
        "word": sentences.catalogue.value_word(record, finding["verdict"]),
        "confidence": sentences.catalogue.value_word("confidence", finding["confidence"]),
        "because": sentences.reason_sentence(finding),
        **_acceptance_fields(finding, sentences),
    }


def _conflict_records(report: ReportValue, sentences: ReportSentences) -> Iterator[CsvRow]:
    for deadlock in report["deadlocks"]:
        yield {
            "record": "deadlock",
            **_issue_fields(deadlock["issue"], sentences),
            "text": sentences.deadlock_sentence(deadlock),
            "word": sentences.catalogue_text("word.possible") if deadlock["possible"] else "",
            "line": deadlock["a"],
            "other_line": deadlock["b"],
            "because": sentences.reason_sentence(deadlock),
            **_acceptance_fields(deadlock, sentences),
        }
    for contradiction in report["contradictions"]:
        yield {
            "record": "contradiction",
            "plan": contradiction["plan"],
            "clauses": contradiction["a"],
            "other_plan": contradiction["plan"],
            "other_clauses": contradiction["b"],
            "text": sentences.contradiction_sentence(contradiction),
            "word": sentences.catalogue_text("word.possible") if contradiction["possible"] else "",
            "because": sentences.reason_sentence(contradiction),
            **_acceptance_fields(contradiction, sentences),
        }
    for finding in report["plan_findings"]:
        yield {
            "record": "plan-finding",
            "id": finding["rule"],
            "plan": finding["plan"],
            "clauses": " ".join(finding["clauses"]),
            "text": sentences.plan_finding_sentence(finding),
            "party": " ".join(finding["actors"]),
            "because": sentences.reason_sentence(finding),
            **_acceptance_fields(finding, sentences),
        }


def _position_records(report: ReportValue, sentences: ReportSentences) -> Iterator[CsvRow]:
    for value_range in report["ranges"]:
        for position in value_range["by"]:
            yield {
                "record": "range",
                "id": value_range["quantity"],
                "text": sentences.position_text(position, value_range["unit"]),
                "word": sentences.common_range_sentence(value_range),
                "party": position["holder"],
                "line": position["source"],
                "because": sentences.reason_sentence(value_range),
            }
    for entry in report["ledger"]:
        for group in LEDGER_GROUPS:
            if entry[group]:
                word = sentences.catalogue.value_word("class", group)
                clause_ids = " ".join(entry[group])
                yield {
                    "record": "ledger",
                    "plan": entry["plan"],
                    "clauses": clause_ids,
                    "word": word,
                    "party": entry["actor"],
                }
    for wording in report["wordings"]:
        plan_id, _, clause_id = wording["clause"].partition("#")
        line_lists = {"line": " ".join(wording["breaches"]), "other_line": " ".join(wording["strains"])}
        yield {
            "record": "wording",
            **_issue_fields(wording["issue"], sentences),
            "plan": plan_id,
            "clauses": clause_id,
            **line_lists,
        }


def _stamp_records(report: ReportValue, sentences: ReportSentences) -> Iterator[CsvRow]:
    for acceptance in report["accepted"]:
        word = sentences.catalogue_text(f"sentence.accepted_{acceptance['state']}")
        yield {
            "record": "accepted",
            "word": word,
            "party": acceptance["by"],
            "because": acceptance["reason"],
            "fingerprint": acceptance["fingerprint"],
        }
    for key, value in flatten_totals(report["totals"]):
        yield {"record": "total", "id": key, "word": value}
    for group, entries in report["legend"].items():
        for entry in entries:
            yield {"record": "legend", "id": f"{group}.{entry['id']}", "word": entry["word"], "text": entry["says"]}
    for number, limit in enumerate(report["limits"], 1):
        yield {"record": "limit", "id": number, "text": limit}
    for stamp_key in STAMP_KEYS:
        yield {"record": "stamp", "id": stamp_key, "text": report[stamp_key]}
    yield {"record": "stamp", "id": report["tool"]["name"], "text": report["tool"]["version"]}


def _issue_fields(issue: str, sentences: ReportSentences) -> CsvRow:
    return {"issue": issue, "issue_label": sentences.issue_label(issue)}


def _acceptance_fields(finding: FindingRecord, sentences: ReportSentences) -> CsvRow:
    return {"accepted": sentences.acceptance_note(finding), "fingerprint": finding["fingerprint"]}
