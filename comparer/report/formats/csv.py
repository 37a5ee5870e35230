"""The table in words as one list: a row for each question and plan, for programs and spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import Final

from comparer.report.options import RenderOptions
from comparer.report.sections.agreement_parts import (
    SUBJECT_COLUMNS,
    list_agreement_sections,
    list_section_tables,
)
from comparer.report.sections.change_report import ChangeReport
from comparer.report.sections.table_words import TableWords
from comparer.report.sections.word_table import TableCell, TableRow, build_word_table
from comparer.report.value.types import ReportValue
from comparer.report.words.change_parts import PartKind, build_change_parts
from comparer.report.words.edit_words import edit_sentence
from comparer.report.words.escape import escape_csv_cell
from comparer.report.words.sentences import ReportSentences

COLUMNS: Final = {
    "row": "Number of the row in the table, the same in Word, Excel and on the page of this report",
    "question_id": "Id of the question, the same in every report of the record",
    "question": "The question in full",
    "label": "The question in a few words",
    "group": "Top issue under which the question stands",
    "issue": "Id of the issue of the question",
    "plan": "Id of the plan",
    "plan_name": "Name of the plan",
    "issued": "Date of the plan: YYYY, YYYY-MM or YYYY-MM-DD",
    "base": "Id of the plan that the state is told from",
    "state": "base, same, changed, reversed, left-open, struck, nothing, unreported or unmatched",
    "state_word": "The state in the language of the report",
    "words": "What the plan says, in 3 to 14 words of ours; empty where it has nothing or nothing is reported",
    "points": "Numbers of the points as the plan prints them, parted by spaces",
    "clauses": "Ids of the clauses in the plan, parted by spaces; the main ones first",
    "text": "The clauses in full, in our words, parted by ' / '",
    "known": "How the clauses are known: stated, reported or denied",
    "evidence": "Grades of the evidence, A to C",
    "relation": "Relation of the clauses to those of the base, as in the JSON report; empty where none is judged",
    "favours": "Ids of the parties that the change from the base helps; empty where that cannot be told",
    "breached": "Red lines that the plan breaches on the question, as FILE#LINE parted by spaces",
    "strained": "Red lines that it strains",
    "not_given": "Red lines that ask for something which the plan does not give",
    "given_in_part": "Red lines of which it gives a part",
    "stated_later": "Those of these lines that their party stated only after the plan",
    "inferred": "Those of these lines that are an analyst's reading",
    "cites": "Ids of the sources of the clauses, with the paragraph after #",
    "fingerprints": "Ids of the findings behind the row, for `comparer explain`",
    "edits": "Headings and notes beside the clauses that differ from those of the base, each told once",
}
"""The columns in their order, each with what it holds; docs/csv.md is held to it by a test."""

CHANGE_COLUMNS: Final = {
    "part": "What the row is about: " + ", ".join(PartKind),
    "state": "edited, added, removed, renumbered, new, gone, changed, unchanged or check",
    "plan": "Id of the plan that an answer is about",
    "subject": "The clause, draft, red line, rule of law or other thing that changed",
    "about": "What a clause is about; how binding a red line is",
    "before": "The text or answer before, or on the left side",
    "after": "The text or answer now, or on the right side",
    "value_before": "The relation or answer before, as in the JSON report",
    "value_after": "The relation or answer now, as in the JSON report",
    "note": "What the change does, why the answer is given, or what the other draft says",
    "place": "File and line",
    "ids": "Ids of clauses, lines and rules, and of findings for `comparer explain`, parted by spaces",
}
"""The columns of a report of change, a row for each change; docs/csv.md is held to it by a test."""

AGREEMENT_COLUMNS: Final = {
    "tool": "The tool towards agreement: " + ", ".join(SUBJECT_COLUMNS),
    "list": "The number of the list of the tool, from 1",
    "row": "The number of the row in its list, from 1",
    "column": "The heading of the column, in the language of the report",
    "value": "What stands there",
}
"""The columns of the tools towards agreement (`--sections agreement`), a row for each cell that is not empty."""

_CHIP_COLUMNS: Final = {"breached": "breached", "strained": "strained", "unmet": "not_given", "part": "given_in_part"}
"""By the verdict of a line."""


def render(report: ReportValue, options: RenderOptions) -> str:
    """Text in UTF-8 with commas and one heading row; no cell, read with commas or semicolons, is a formula.

    Of the parts of a report it holds the table; or, asked for without it, the tools towards agreement, a row for each
    cell. Where others alone are asked for, there is no row.
    """
    if "agreement" in options.sections and not options.shows("table"):
        return _csv_text(tuple(AGREEMENT_COLUMNS), _agreement_records(report))
    return _csv_text(tuple(COLUMNS), _records(report) if options.shows("table") else ())


def render_change(change: ChangeReport, options: RenderOptions, command: str = "") -> str:  # noqa: ARG001 - likewise
    """What changed, a row each: all of it, whether or not all is asked for."""
    return _csv_text(tuple(CHANGE_COLUMNS), _change_records(change, options))


def _change_records(change: ChangeReport, options: RenderOptions) -> Iterator[dict[str, str]]:
    for part in build_change_parts(change, options):
        for row in part.rows:
            yield {
                "part": part.kind.value,
                "state": row.state,
                "plan": row.plan,
                "subject": row.subject,
                "about": row.heading,
                "before": row.before,
                "after": row.after,
                "value_before": row.answers[0],
                "value_after": row.answers[1],
                "note": row.note,
                "place": row.place,
                "ids": " ".join(row.ids),
            }


def _csv_text(columns: Sequence[str], records: Iterable[Mapping[str, str]]) -> str:
    buffer = StringIO()
    writer = csv.DictWriter(buffer, columns, restval="", lineterminator="\n")
    writer.writeheader()
    for record in records:
        writer.writerow({key: escape_csv_cell(value) for key, value in record.items()})
    return buffer.getvalue()


def _agreement_records(report: ReportValue) -> Iterator[dict[str, str]]:
    sentences = ReportSentences(report)
    for section in list_agreement_sections(report):
        for list_number, table in enumerate(list_section_tables(section, sentences), 1):
            for row_number, row in enumerate(table["rows"], 1):
                for heading, cell in zip(table["headings"], row, strict=True):
                    if cell:
                        place = {"tool": section["kind"], "list": str(list_number), "row": str(row_number)}
                        yield {**place, "column": heading, "value": cell}


def _records(report: ReportValue) -> Iterator[dict[str, str]]:
    sentences, table = ReportSentences(report), build_word_table(report)
    words = TableWords(sentences)
    for row in table.rows:
        for cell in row.cells:
            yield {
                **_row_fields(row, sentences),
                "plan": cell.plan,
                "plan_name": sentences.plan_name(cell.plan),
                "issued": words.plan_record(cell.plan)["issued"],
                "base": table.base,
                **_cell_fields(cell, table.base, words),
                **_line_fields(cell),
            }


def _row_fields(row: TableRow, sentences: ReportSentences) -> dict[str, str]:
    return {
        "row": row.number,
        "question_id": row.id,
        "question": row.question,
        "label": row.label,
        "group": sentences.issue_label(row.group),
        "issue": row.issue,
    }


def _cell_fields(cell: TableCell, base: str, words: TableWords) -> dict[str, str]:
    sentences, report = words.sentences, words.sentences.report
    links = words.oriented_links(base, cell)
    clauses = [report["clauses"][f"{cell.plan}#{clause_id}"] for clause_id in cell.clauses]
    fingerprints = (*(link["fingerprint"] for link in links), *(chip.fingerprint for chip in cell.chips))
    return {
        "state": cell.state.value,
        "state_word": sentences.catalogue.value_word("cell-state", cell.state),
        "words": cell.words,
        "points": " ".join(cell.points),
        "clauses": " ".join(cell.clauses),
        "text": sentences.clause_text(cell.plan, cell.clauses),
        "known": _join_unique(clause["known"] for clause in clauses),
        "evidence": _join_unique(clause["evidence"] for clause in clauses),
        "relation": cell.relation,
        "favours": _join_unique(party for link in links for party in link["favours"]),
        "cites": _join_unique(cite for clause in clauses for cite in clause["cites"]),
        "fingerprints": _join_unique(fingerprints),
        "edits": "; ".join(edit_sentence(edit, sentences) for edit in words.text_edits(base, cell)),
    }


def _line_fields(cell: TableCell) -> dict[str, str]:
    fields = {
        column: _join_unique(chip.line for chip in cell.chips if chip.verdict == verdict)
        for verdict, column in _CHIP_COLUMNS.items()
    }
    fields["stated_later"] = _join_unique(chip.line for chip in cell.chips if chip.stated_later)
    fields["inferred"] = _join_unique(chip.line for chip in cell.chips if chip.inferred)
    return fields


def _join_unique(values: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(filter(None, values)))
