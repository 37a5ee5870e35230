"""The report as one table: a row for each place of the comparison and plan, then a row for each finding and count."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

from comparer.report.options import RenderOptions
from comparer.report.sections.matrix import Matrix
from comparer.report.sections.tables import LEDGER_GROUPS
from comparer.report.words.escape import escape_spreadsheet_cell
from comparer.report.words.sentences import ReportSentences

JsonObject = dict[str, Any]

RECORD_COLUMNS = (
    "record", "id", "issue", "issue_label", "plan", "clauses", "text", "known", "evidence", "state",
    "other_plan", "other_clauses", "other_text", "word", "changes", "confidence", "party", "line", "other_line",
    "because", "cites", "accepted", "fingerprint",
)  # fmt: skip
"""`record` says what a row is: cell, link, gap, verdict, constraint, and so on; `word` is the relation or verdict."""


def render(report: JsonObject, options: RenderOptions) -> str:  # noqa: ARG001 - every format is asked in the same way
    """Comma-separated text in UTF-8 with one heading row; no cell can be taken for a formula."""
    buffer = StringIO()
    writer = csv.DictWriter(buffer, RECORD_COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for record in _all_records(report, ReportSentences(report)):
        writer.writerow({key: escape_spreadsheet_cell(str(value)) for key, value in record.items()})
    return buffer.getvalue()


def _all_records(report: JsonObject, sentences: ReportSentences) -> Iterator[JsonObject]:
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


def _change_records(report: JsonObject, sentences: ReportSentences) -> Iterator[JsonObject]:
    """What became of findings, where the report tells it."""
    for change in report.get("delta", {"rows": []})["rows"]:
        yield {
            "record": "change",
            "text": change["before"],
            "other_text": change["after"],
            "word": sentences.catalogue_text(f"word.{change['state']}"),
            "line": change["subject"],
            "because": change["because"],
            "fingerprint": change["fingerprint"],
        }


def _cell_records(report: JsonObject, sentences: ReportSentences) -> Iterator[JsonObject]:
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


def _shared_records(report: JsonObject, sentences: ReportSentences) -> Iterator[JsonObject]:
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


def _link_and_gap_records(report: JsonObject, sentences: ReportSentences) -> Iterator[JsonObject]:
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
                "because": link["reason"],
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


def _verdict_records(report: JsonObject, sentences: ReportSentences) -> Iterator[JsonObject]:
    for verdict in report["verdicts"]:
        yield {
            **_assessment_record("verdict", verdict, report["lines"].get(verdict["line"], {}), sentences),
            "changes": "; ".join([*sentences.verdict_qualifiers(verdict), *sentences.reading_sentences(verdict)]),
            "party": verdict["party"],
            "line": verdict["line"],
        }


def _constraint_records(report: JsonObject, sentences: ReportSentences) -> Iterator[JsonObject]:
    for finding in report["constraints"]:
        constraint = report["constraints_in_force"].get(finding["constraint"], {})
        yield {
            **_assessment_record("constraint", finding, constraint, sentences),
            "changes": "; ".join([*sentences.constraint_flags(finding), *sentences.step_sentences(finding)]),
            "line": finding["constraint"],
            "cites": " ".join(constraint.get("cites", [])),
        }


def _step_records(report: JsonObject, sentences: ReportSentences) -> Iterator[JsonObject]:
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


def _assessment_record(record: str, finding: JsonObject, subject: JsonObject, sentences: ReportSentences) -> JsonObject:
    """What a plan does to a red line or a rule of law, which is `about`."""
    return {
        "record": record,
        **_issue_fields(subject.get("issue", ""), sentences),
        "plan": finding["plan"],
        "clauses": " ".join(finding["clauses"]),
        "text": subject.get("title", ""),
        "word": sentences.catalogue.value_word(record, finding["verdict"]),
        "confidence": sentences.catalogue.value_word("confidence", finding["confidence"]),
        "because": sentences.reason_sentence(finding),
        **_acceptance_fields(finding, sentences),
    }


def _conflict_records(report: JsonObject, sentences: ReportSentences) -> Iterator[JsonObject]:
    for finding in report["deadlocks"]:
        yield {
            "record": "deadlock",
            **_issue_fields(finding["issue"], sentences),
            "text": sentences.deadlock_sentence(finding),
            "word": sentences.catalogue_text("word.possible") if finding["possible"] else "",
            "line": finding["a"],
            "other_line": finding["b"],
            "because": sentences.reason_sentence(finding),
            **_acceptance_fields(finding, sentences),
        }
    for finding in report["contradictions"]:
        yield {
            "record": "contradiction",
            "plan": finding["plan"],
            "clauses": finding["a"],
            "other_plan": finding["plan"],
            "other_clauses": finding["b"],
            "text": sentences.contradiction_sentence(finding),
            "word": sentences.catalogue_text("word.possible") if finding["possible"] else "",
            "because": sentences.reason_sentence(finding),
            **_acceptance_fields(finding, sentences),
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


def _position_records(report: JsonObject, sentences: ReportSentences) -> Iterator[JsonObject]:
    for entry in report["ranges"]:
        for position in entry["by"]:
            yield {
                "record": "range",
                "id": entry["quantity"],
                "text": sentences.position_text(position, entry["unit"]),
                "word": sentences.common_range_sentence(entry),
                "party": position["holder"],
                "line": position["source"],
                "because": sentences.reason_sentence(entry),
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
    for entry in report["wordings"]:
        plan_id, _, clause_id = entry["clause"].partition("#")
        line_lists = {"line": " ".join(entry["breaches"]), "other_line": " ".join(entry["strains"])}
        yield {
            "record": "wording",
            **_issue_fields(entry["issue"], sentences),
            "plan": plan_id,
            "clauses": clause_id,
            **line_lists,
        }


def _stamp_records(report: JsonObject, sentences: ReportSentences) -> Iterator[JsonObject]:
    for acceptance in report["accepted"]:
        word = sentences.catalogue_text(f"sentence.accepted_{acceptance['state']}")
        yield {
            "record": "accepted",
            "word": word,
            "party": acceptance["by"],
            "because": acceptance["reason"],
            "fingerprint": acceptance["fingerprint"],
        }
    for key, value in _flatten_totals("", report["totals"]):
        yield {"record": "total", "id": key, "word": value}
    for group, entries in report["legend"].items():
        for entry in entries:
            yield {"record": "legend", "id": f"{group}.{entry['id']}", "word": entry["word"], "text": entry["says"]}
    for number, limit in enumerate(report["limits"], 1):
        yield {"record": "limit", "id": number, "text": limit}
    for key in ("title", "as_of", "base", "digest", "language", "order", "judged"):
        yield {"record": "stamp", "id": key, "text": report[key]}
    yield {"record": "stamp", "id": report["tool"]["name"], "text": report["tool"]["version"]}


def _issue_fields(issue: str, sentences: ReportSentences) -> JsonObject:
    return {"issue": issue, "issue_label": sentences.issue_label(issue)}


def _acceptance_fields(finding: JsonObject, sentences: ReportSentences) -> JsonObject:
    return {"accepted": sentences.acceptance_note(finding), "fingerprint": finding["fingerprint"]}


def _flatten_totals(prefix: str, value: JsonObject) -> Iterator[tuple[str, int]]:
    for key, nested_value in value.items():
        if isinstance(nested_value, dict):
            yield from _flatten_totals(f"{prefix}{key}.", nested_value)
        else:
            yield f"{prefix}{key}", nested_value
