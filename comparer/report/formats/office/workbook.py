"""The sheets of the Excel report: what was found, a row each, with its fingerprint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comparer.report.formats.office.overview import OverviewSheet
from comparer.report.formats.office.sheet import (
    BadgeCell,
    CellFormats,
    CellValue,
    MultilineCell,
    RedlineCell,
    SheetWriter,
)
from comparer.report.formats.office.text import clause_flags, join_nonempty, make_xml_safe, variant_texts
from comparer.report.sections import outline
from comparer.report.sections.oriented_pairs import BaseOrientedPairs, CellFindings, other_plans_by_lineage
from comparer.report.sections.tables import ReportTable, build_delta_table, build_tables
from comparer.report.value.types import (
    ContradictionRecord,
    DeadlockRecord,
    LineVersionRecord,
    PlanFindingRecord,
    ReportValue,
)
from comparer.report.words.sentences import ReportSentences

ColumnHeadings = Sequence[tuple[str, int]]

MAX_FOOTER_CHARS = 220
"""Characters of the stamp in the footer of a printed page; the sheet of the overview has it whole."""

PARTS_WITH_OWN_SHEET = frozenset({"law", "contradictions", "plan_findings", "ranges", "sources"})
"""Parts of the simple tables that have a fuller sheet here."""

_EMPTY_LINE_VERSION: LineVersionRecord = {
    "from": "", "until": "", "strength": "", "norms": [], "sentence": "", "said_by": "", "known": "", "evidence": "",
    "cites": [], "note": "",
}  # fmt: skip


class ReportWorkbook:
    """Draws the sheets of one report."""

    def __init__(self, report: ReportValue, sentences: ReportSentences, formats: CellFormats) -> None:
        self.report, self.sentences, self.formats = report, sentences, formats
        self.format_message = sentences.catalogue_text

    def draw_sheets(self) -> None:
        OverviewSheet(self.report, self.sentences, self._add_sheet("overview")).draw_sheet()
        if delta_table := build_delta_table(self.report, self.sentences):
            self._add_sheet("delta").write_table(_headings_with_widths(delta_table), delta_table.rows)
        self._draw_matrix_sheet(self._add_sheet("matrix"))
        self._draw_changes_sheet(self._add_sheet("changes"))
        self._draw_gaps_sheet(self._add_sheet("gaps"))
        self._draw_verdicts_sheet(self._add_sheet("verdicts"))
        self._draw_lines_sheet(self._add_sheet("lines"))
        self._draw_constraints_sheet(self._add_sheet("constraints"))
        self._draw_conflicts_sheet(self._add_sheet("conflicts"))
        self._draw_ranges_sheet(self._add_sheet("ranges"))
        self._draw_simple_sheets()
        self._draw_clauses_sheet(self._add_sheet("clauses"))
        self._draw_sources_sheet(self._add_sheet("sources"))

    def _add_sheet(self, sheet_key: str) -> SheetWriter:
        worksheet = self.formats.workbook.add_worksheet(self.format_message(f"office.sheet.{sheet_key}")[:31])
        worksheet.set_landscape()
        worksheet.set_paper(9)
        worksheet.fit_to_pages(1, 0)
        worksheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
        stamp = make_xml_safe(self.sentences.stamp_sentence())[:MAX_FOOTER_CHARS].replace("&", "&&")
        worksheet.set_footer(f"&L&7{stamp}&R&7&P / &N")
        return SheetWriter(self.formats, worksheet)

    def _column_headings(self, *columns: tuple[str, int]) -> ColumnHeadings:
        """Headings by their keys: those without a dot are columns of every format."""
        return [
            (self.format_message(heading_key if "." in heading_key else f"column.{heading_key}"), width)
            for heading_key, width in columns
        ]

    def _draw_matrix_sheet(self, sheet_writer: SheetWriter) -> None:
        oriented_pairs, base = BaseOrientedPairs(self.report), self.report["base"]
        plans = [base, *other_plans_by_lineage(self.report)] if base else []
        headings = [*self._column_headings(("row", 22), ("issue", 24))]
        headings += [
            (f"{plan_id} ({self.format_message('word.base')})" if plan_id == base else plan_id, 38) for plan_id in plans
        ]
        rows = [
            [
                row["id"],
                self.sentences.row_label(row),
                *(self._matrix_cell_value(plan, oriented_pairs.findings_in_cell(row, plan)) for plan in plans),
            ]
            for row in self.report["rows"]
        ]
        sheet_writer.write_table(headings, rows, frozen_columns=2)
        sheet_writer.worksheet.set_print_scale(60)
        sheet_writer.worksheet.repeat_columns(0, 1)

    def _matrix_cell_value(self, plan: str, cell_findings: CellFindings) -> CellValue:
        """The mark, the clauses, and the ids of clauses of other rows that a link leads to."""
        mark = cell_findings.mark
        mark_text = "" if mark.value in ("base", "empty") else self.sentences.mark_and_word(mark.group, mark.value)
        ids_of_other_rows = [
            clause_id
            for link in cell_findings.links
            for clause_id in link["right"]
            if clause_id not in cell_findings.clauses
        ]
        lines = [join_nonempty([mark_text, ", ".join(dict.fromkeys(ids_of_other_rows))], ": ")]
        lines += [f"{clause_id} {self.sentences.clause_text(plan, [clause_id])}" for clause_id in cell_findings.clauses]
        return MultilineCell(tuple(filter(None, lines)), mark.value if mark.group == "relation" else "")

    def _draw_changes_sheet(self, sheet_writer: SheetWriter) -> None:
        headings = self._column_headings(
            ("left", 14), ("office.left_clauses", 12), ("right", 14), ("office.right_clauses", 12), ("issue", 20),
            ("office.left_text", 45), ("office.right_text", 45), ("relation", 13), ("effect", 50), ("favours", 18),
            ("confidence", 11), ("office.basis", 14), ("reason", 26), ("office.matched_by", 14), ("state", 11),
            ("fingerprint", 14),
        )  # fmt: skip
        sheet_writer.write_table(headings, self._change_rows(), frozen_columns=4)

    def _change_rows(self) -> Iterator[list[CellValue]]:
        sentences = self.sentences
        for pair in self.report["pairs"]:
            left, right = pair["left"], pair["right"]
            for link in pair["links"]:
                left_text, right_text = (
                    sentences.clause_text(left, link["left"]),
                    sentences.clause_text(right, link["right"]),
                )
                issue = self.report["clauses"][f"{left}#{link['left'][0]}"]["issue"]
                is_one_to_one = len(link["left"]) == len(link["right"]) == 1 and link["relation"] != "same"
                yield [
                    left,
                    ", ".join(link["left"]),
                    right,
                    ", ".join(link["right"]),
                    sentences.issue_label(issue),
                    left_text,
                    RedlineCell(left_text, right_text) if is_one_to_one else right_text,
                    BadgeCell(sentences.mark_and_word("relation", link["relation"]), link["relation"]),
                    MultilineCell(tuple(sentences.change_sentences(link))),
                    sentences.join_labels(link["favours"]),
                    sentences.catalogue.value_word("confidence", link["confidence"]),
                    sentences.catalogue.value_word("basis", link["basis"]),
                    sentences.link_reason(link),
                    join_nonempty(
                        [sentences.catalogue.value_word("matched_by", link["matched_by"]), link["pin_reason"]]
                    ),
                    sentences.acceptance_note(link),
                    link["fingerprint"],
                ]

    def _draw_gaps_sheet(self, sheet_writer: SheetWriter) -> None:
        sentences, rows = self.sentences, list[list[CellValue]]()
        for pair in self.report["pairs"]:
            for gap in pair["gaps"]:
                clause = self.report["clauses"][f"{gap['plan']}#{gap['clause']}"]
                rows.append(
                    [
                        gap["plan"],
                        gap["clause"],
                        gap["missing_from"],
                        sentences.issue_label(clause["issue"]),
                        clause["text"],
                        BadgeCell(sentences.mark_and_word("gap", gap["kind"]), gap["kind"]),
                        ", ".join(gap["by"]),
                        sentences.gap_sentence(gap),
                        sentences.acceptance_note(gap),
                        gap["fingerprint"],
                    ]
                )
        columns = (
            ("plan", 16), ("clause", 14), ("missing_from", 16), ("issue", 24), ("text", 60), ("kind", 14), ("by", 14),
            ("says", 44), ("state", 11), ("fingerprint", 14),
        )  # fmt: skip
        sheet_writer.write_table(self._column_headings(*columns), rows, frozen_columns=3)

    def _draw_verdicts_sheet(self, sheet_writer: SheetWriter) -> None:
        sentences, rows = self.sentences, list[list[CellValue]]()
        for verdict in outline.list_verdicts(self.report):
            flag_texts = [self.format_message(f"word.{flag}") for flag in ("inferred", "stated_later") if verdict[flag]]
            rows.append(
                [
                    sentences.word_label(verdict["party"]),
                    verdict["line"],
                    sentences.line_title(verdict["line"]),
                    verdict["plan"],
                    BadgeCell(sentences.mark_and_word("verdict", verdict["verdict"]), verdict["verdict"]),
                    sentences.catalogue.value_word("strength", verdict["strength"]),
                    sentences.catalogue.value_word("confidence", verdict["confidence"]),
                    ", ".join(flag_texts),
                    ", ".join(verdict["clauses"]),
                    ", ".join(verdict["notes"]),
                    sentences.reason_sentence(verdict),
                    MultilineCell(tuple(sentences.reading_sentences(verdict))),
                    sentences.word_label(verdict["holder"]),
                    verdict["version"],
                    verdict["rule"],
                    sentences.acceptance_note(verdict),
                    verdict["fingerprint"],
                ]
            )
        columns = (
            ("party", 16), ("line", 18), ("title", 34), ("plan", 16), ("verdict", 13), ("strength", 12),
            ("confidence", 11), ("notes", 18), ("clauses", 16), ("office.also", 12), ("because", 50),
            ("office.readings", 40), ("holder", 14), ("date", 12), ("rule", 20), ("state", 11), ("fingerprint", 14),
        )  # fmt: skip
        sheet_writer.write_table(self._column_headings(*columns), rows, frozen_columns=4)

    def _draw_lines_sheet(self, sheet_writer: SheetWriter) -> None:
        sentences, rows = self.sentences, list[list[CellValue]]()
        for ref, line in self.report["lines"].items():
            for version in line["versions"] or [_EMPTY_LINE_VERSION]:
                norms = tuple(sentences.norm_text(norm) for norm in version["norms"] if norm["norm"])
                rows.append([
                    sentences.word_label(line["party"]), ref, line["title"], sentences.issue_label(line["issue"]),
                    version["from"], version["until"], sentences.catalogue.value_word("strength", version["strength"]),
                    sentences.line_flags(ref), MultilineCell(norms), version["said_by"], ", ".join(version["cites"]),
                    join_nonempty([line["not_judged"], line["no_line"], line["note"], version["note"]]),
                ])  # fmt: skip
        columns = (
            ("party", 16), ("line", 18), ("title", 36), ("issue", 24), ("office.since", 12), ("office.until", 12),
            ("strength", 12), ("state", 24), ("office.norm", 50), ("by", 26), ("sources", 34), ("notes", 40),
        )  # fmt: skip
        sheet_writer.write_table(self._column_headings(*columns), rows, frozen_columns=2)

    def _draw_constraints_sheet(self, sheet_writer: SheetWriter) -> None:
        sentences, rows = self.sentences, list[list[CellValue]]()
        for finding in self.report["constraints"]:
            constraint = self.report["constraints_in_force"].get(finding["constraint"])
            rows.append(
                [
                    finding["constraint"],
                    sentences.constraint_title(finding["constraint"]),
                    constraint["says"] if constraint else "",
                    sentences.catalogue.value_word("force", finding["force"]),
                    finding["plan"],
                    ", ".join(finding["clauses"]),
                    BadgeCell(sentences.mark_and_word("constraint", finding["verdict"]), finding["verdict"]),
                    sentences.reason_sentence(finding),
                    MultilineCell(
                        tuple(
                            f"{step_number}. {step}"
                            for step_number, step in enumerate(sentences.step_sentences(finding), 1)
                        )
                    ),
                    sentences.catalogue.value_word("confidence", finding["confidence"]),
                    "; ".join(sentences.constraint_flags(finding)),
                    ", ".join(constraint["cites"] if constraint else []),
                    finding["fingerprint"],
                ]
            )
        columns = (
            ("constraint", 10), ("title", 30), ("says", 44), ("force", 12), ("plan", 16), ("clauses", 14),
            ("verdict", 13), ("because", 44), ("steps", 44), ("confidence", 11), ("state", 16), ("sources", 24),
            ("fingerprint", 14),
        )  # fmt: skip
        sheet_writer.write_table(self._column_headings(*columns), rows, frozen_columns=2)

    def _draw_conflicts_sheet(self, sheet_writer: SheetWriter) -> None:
        """Deadlocks of lines, contradictions inside a plan, and what a plan leaves open by itself."""
        sentences, report, rows = self.sentences, self.report, list[list[CellValue]]()
        for deadlock in report["deadlocks"]:
            sentence, ends = sentences.deadlock_sentence(deadlock), [deadlock["a"], deadlock["b"]]
            rows.append(self._conflict_cells("deadlock", deadlock, deadlock["possible"], "", ends, sentence))
        for contradiction in report["contradictions"]:
            sentence = sentences.contradiction_sentence(contradiction)
            plan, ends = contradiction["plan"], [contradiction["a"], contradiction["b"]]
            is_possible = contradiction["possible"]
            rows.append(self._conflict_cells("contradiction", contradiction, is_possible, plan, ends, sentence))
        for finding in report["plan_findings"]:
            sentence, clauses = sentences.plan_finding_sentence(finding), [", ".join(finding["clauses"])]
            rows.append(self._conflict_cells("", finding, False, finding["plan"], clauses, sentence))
        columns = (("kind", 26), ("plan", 18), ("clauses", 30), ("says", 60), ("because", 60), ("state", 14))
        sheet_writer.write_table(self._column_headings(*columns, ("fingerprint", 14)), rows, frozen_columns=2)

    def _conflict_cells(
        self,
        matter: str,
        finding: DeadlockRecord | ContradictionRecord | PlanFindingRecord,
        is_possible: bool,
        plan: str,
        ends: list[str],
        sentence: str,
    ) -> list[CellValue]:
        state_text = self.format_message("word.possible") if is_possible else ""
        heading = (
            self.sentences.mark_and_word("matter", matter) if matter else self.format_message("heading.plan_findings")
        )
        return [
            BadgeCell(heading, matter),
            plan,
            join_nonempty(ends),
            sentence,
            self.sentences.reason_sentence(finding),
            join_nonempty([state_text, self.sentences.acceptance_note(finding)]),
            finding["fingerprint"],
        ]

    def _draw_ranges_sheet(self, sheet_writer: SheetWriter) -> None:
        sentences, rows = self.sentences, list[list[CellValue]]()
        for value_range in self.report["ranges"]:
            for position in value_range["by"]:
                bounds = [position[bound_key] for bound_key in ("min", "max", "above", "below")]
                rows.append(
                    [
                        sentences.word_label(value_range["quantity"]),
                        sentences.word_label(value_range["subject"]),
                        sentences.word_label(position["holder"]),
                        sentences.position_text(position, value_range["unit"]),
                        *bounds,
                        sentences.word_label(value_range["unit"]),
                        position["source"],
                        sentences.catalogue.value_word("strength", position["strength"]),
                        position["note"],
                        sentences.common_range_sentence(value_range),
                        sentences.reason_sentence(value_range),
                    ]
                )
        columns = (
            ("quantity", 24), ("office.subject", 24), ("holder", 18), ("position", 26), ("office.min", 12),
            ("office.max", 12), ("office.above", 12), ("office.below_value", 12), ("office.unit", 12), ("source", 24),
            ("strength", 12), ("notes", 20), ("agreement", 26), ("because", 50),
        )  # fmt: skip
        sheet_writer.write_table(self._column_headings(*columns), rows, frozen_columns=3)

    def _draw_simple_sheets(self) -> None:
        for simple_table in build_tables(self.report, self.sentences):
            if simple_table.section not in PARTS_WITH_OWN_SHEET:
                self._add_sheet(simple_table.section).write_table(
                    _headings_with_widths(simple_table), simple_table.rows
                )

    def _draw_clauses_sheet(self, sheet_writer: SheetWriter) -> None:
        sentences, rows = self.sentences, list[list[CellValue]]()
        for ref, clause in self.report["clauses"].items():
            rows.append(
                [
                    ref,
                    clause["plan"],
                    clause["provision"],
                    clause["heading"],
                    sentences.issue_label(clause["issue"]),
                    clause["text"],
                    sentences.norm_text(clause),
                    sentences.catalogue.value_word("known", clause["known"]),
                    clause["evidence"],
                    sentences.catalogue.value_word("state", clause["state"]),
                    clause_flags(clause, sentences),
                    MultilineCell(tuple(variant_texts(clause, sentences))),
                    ", ".join(clause["cites"]),
                    clause["note"],
                    clause["place"],
                ]
            )
        columns = (
            ("clause", 22), ("plan", 16), ("provisions", 12), ("title", 24), ("issue", 24), ("text", 60),
            ("office.norm", 50), ("known", 11), ("evidence", 9), ("state", 11), ("notes", 18), ("office.readings", 40),
            ("sources", 34), ("office.remark", 34), ("office.place", 26),
        )  # fmt: skip
        sheet_writer.write_table(self._column_headings(*columns), rows)

    def _draw_sources_sheet(self, sheet_writer: SheetWriter) -> None:
        rows = [
            [
                source_id,
                source["type"],
                source["publisher"],
                source["title"],
                source["date"],
                source["address"],
                source["read"],
                source["fault"],
            ]
            for source_id, source in self.report["sources"].items()
        ]
        columns = (
            ("source", 28), ("kind", 12), ("office.publisher", 24), ("title", 50), ("date", 12), ("address", 60),
            ("office.read", 12), ("notes", 40),
        )  # fmt: skip
        sheet_writer.write_table(self._column_headings(*columns), rows)


def _headings_with_widths(simple_table: ReportTable) -> list[tuple[str, int]]:
    columns = zip(simple_table.headings, *simple_table.rows, strict=True)
    return [(heading, min(60, max(10, len(heading) + 4, *map(len, cells)))) for heading, *cells in columns]
