"""The four-column tables: issue, base, up to three plans, and two empty columns to write in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from comparer.report.formats.office.markup import (
    TrackedChanges,
    paragraph_markup,
    run_markup,
    table_markup,
    text_paragraph,
)
from comparer.report.formats.office.shades import GREY, RELATION_COLOURS
from comparer.report.formats.office.text import (
    MAX_OFFICE_CLAUSE_CHARS,
    clause_flags,
    cut_safe_text,
    effect_notes,
    join_nonempty,
    variant_texts,
)
from comparer.report.formats.office.word_page import TEXT_WIDTH_TWIPS
from comparer.report.sections.matrix import MatrixCell
from comparer.report.sections.oriented_pairs import BaseOrientedPairs, CellFindings, other_plans_by_lineage
from comparer.report.value.types import ClauseRecord, GapRecord, LinkRecord, ReportValue, RowRecord
from comparer.report.words.sentences import ReportSentences

MAX_PLANS_PER_TABLE = 3
"""Plans beside the base in one table: more would leave no room to read."""

ISSUE_COLUMN_TWIPS, BLANK_COLUMN_TWIPS = 1750, 1650
RELATION_MARK_COLOURS = {"same": GREY, "reworded": GREY, **RELATION_COLOURS}


class ComparisonTables:
    """Draws the tables of one report, and keeps the fingerprints of the findings that it has shown."""

    def __init__(self, report: ReportValue, sentences: ReportSentences, tracked_changes: TrackedChanges) -> None:
        self.report, self.sentences, self.tracked_changes = report, sentences, tracked_changes
        self.base: str = report["base"]
        self.oriented_pairs = BaseOrientedPairs(report)
        self.shown_fingerprints: set[str] = set()

    def draw_tables(self) -> Iterator[str]:
        """A heading for each group of plans, one below it for each main issue, and a table under that."""
        other_plans, format_message = other_plans_by_lineage(self.report), self.sentences.catalogue_text
        if not self.report["rows"] or not other_plans:
            return
        yield paragraph_markup(run_markup(format_message("heading.matrix")), "Heading1", new_page=True)
        yield text_paragraph(
            join_nonempty(
                (
                    format_message(sentence_key, base=self.base)
                    for sentence_key in ("sentence.base", "office.tracked", "office.blank_columns")
                ),
                " ",
            )
        )
        for first_index in range(0, len(other_plans), MAX_PLANS_PER_TABLE):
            plans = other_plans[first_index : first_index + MAX_PLANS_PER_TABLE]
            yield text_paragraph(f"{self.base} · {', '.join(plans)}", "Heading2")
            if first_index:
                yield text_paragraph(format_message("office.base_ids", base=self.base), "Fine")
            yield from self._draw_plan_group(plans, base_by_ids=first_index > 0)

    def _draw_plan_group(self, plans: list[str], base_by_ids: bool) -> Iterator[str]:
        text_column_twips = (TEXT_WIDTH_TWIPS - ISSUE_COLUMN_TWIPS - 2 * BLANK_COLUMN_TWIPS) // (len(plans) + 1)
        widths = [
            TEXT_WIDTH_TWIPS - 2 * BLANK_COLUMN_TWIPS - text_column_twips * (len(plans) + 1),
            *[text_column_twips] * (len(plans) + 1),
            BLANK_COLUMN_TWIPS,
            BLANK_COLUMN_TWIPS,
        ]
        issue_heading, *blank_headings = self.sentences.column_headings("issue", "compromise", "notes")
        headings = [issue_heading, *map(self._plan_heading, [self.base, *plans]), *blank_headings]
        for issue, rows in groupby(self.report["rows"], key=lambda row: row["issue"].partition(".")[0]):
            filled_rows = [row for row in rows if any(row["cells"].get(plan) for plan in (self.base, *plans))]
            if filled_rows:
                yield text_paragraph(self.sentences.issue_label(issue), "Heading3")
                yield table_markup(
                    widths,
                    headings,
                    [self._comparison_row(row, plans, base_by_ids) for row in filled_rows],
                    keep_rows_whole=False,
                )

    def _plan_heading(self, plan: str) -> str:
        plan_entry = next(entry for entry in self.report["plans"] if entry["id"] == plan)
        details = join_nonempty(
            [plan_entry["issued"], self.sentences.catalogue_text("word.base") if plan == self.base else ""], ", "
        )
        return f"{plan} ({details})" if details else plan

    def _comparison_row(self, row: RowRecord, plans: list[str], base_by_ids: bool) -> list[str]:
        findings_per_plan = [self.oriented_pairs.findings_in_cell(row, plan) for plan in plans]
        issue_cell = paragraph_markup(
            run_markup(cut_safe_text(self.sentences.row_label(row)), "Mark")
        ) + paragraph_markup(run_markup(row["id"], "Finding"))
        base_ids = row["cells"].get(self.base, [])
        show_ids_only = base_by_ids and not any(
            cell_findings.clauses or cell_findings.links for cell_findings in findings_per_plan
        )
        base_cell = (
            paragraph_markup(run_markup(", ".join(base_ids), "Ref"))
            if show_ids_only and base_ids
            else self.clause_paragraphs(self.base, base_ids)
        )
        return [
            issue_cell,
            base_cell,
            *(
                self._plan_cell_markup(row, plan, cell_findings)
                for plan, cell_findings in zip(plans, findings_per_plan, strict=True)
            ),
            "",
            "",
        ]

    def clause_paragraphs(self, plan: str, clause_ids: Iterable[str]) -> str:
        return "".join(
            self._clause_paragraph(self.report["clauses"][f"{plan}#{clause_id}"]) for clause_id in clause_ids
        )

    def _clause_paragraph(self, clause: ClauseRecord, words_markup: str = "") -> str:
        """One clause: id, words or their redline, how it is known, and each reading on a line of its own."""
        flags_text = clause_flags(clause, self.sentences)
        body = run_markup(f"{clause['id']} ", "Ref") + (words_markup or run_markup(cut_safe_text(clause["text"])))
        body += run_markup(f" [{flags_text}]", "Finding") if flags_text else ""
        variant_paragraphs = "".join(
            paragraph_markup(run_markup(f"[{cut_safe_text(variant_text)}]"), "Reading")
            for variant_text in variant_texts(clause, self.sentences)
        )
        return paragraph_markup(body) + variant_paragraphs

    def _plan_cell_markup(self, row: RowRecord, plan: str, cell_findings: CellFindings) -> str:
        linked_ids = {clause_id for link in cell_findings.links for clause_id in link["right"]}
        paragraphs = (
            [self._mark_paragraph(cell_findings.mark)]
            if cell_findings.links or cell_findings.mark.value == "added"
            else []
        )
        base_ids = set(row["cells"].get(self.base, []))
        paragraphs += [
            self._link_paragraphs(plan, link, is_only_link=len(cell_findings.links) == 1)
            if base_ids.intersection(link["left"])
            else self._link_to_other_row(plan, link)
            for link in cell_findings.links
        ]
        paragraphs += [
            self.clause_paragraphs(
                plan, (clause_id for clause_id in cell_findings.clauses if clause_id not in linked_ids)
            )
        ]
        paragraphs += self._gap_paragraphs(cell_findings)
        return "".join(paragraphs)

    def _mark_paragraph(self, mark: MatrixCell) -> str:
        mark_text = self.sentences.mark_and_word(mark.group, mark.value)
        return paragraph_markup(
            run_markup(
                f" {mark_text} ", "Mark", RELATION_MARK_COLOURS.get(mark.value, "") if mark.group == "relation" else ""
            )
        )

    def _link_paragraphs(self, plan: str, link: LinkRecord, is_only_link: bool) -> str:
        self.shown_fingerprints.add(link["fingerprint"])
        relation_word = self.sentences.catalogue.value_word("relation", link["relation"])
        effects = effect_notes(link, self.sentences)
        effect_text = join_nonempty(effects if is_only_link and effects else [relation_word, *effects])
        effect_markup = run_markup(f"{self.sentences.catalogue_text('column.effect')}: ", "Mark") + run_markup(
            cut_safe_text(effect_text)
        )
        return self._right_side_words(plan, link) + paragraph_markup(
            effect_markup + run_markup(f" {link['fingerprint']}", "Finding"), "Effect"
        )

    def _link_to_other_row(self, plan: str, link: LinkRecord) -> str:
        """A link to clauses of the base that stand in another row, where it is drawn in full."""
        self.shown_fingerprints.add(link["fingerprint"])
        link_sentence = self.sentences.link_sentence({"left": self.base, "right": plan}, link)
        fingerprint_markup = run_markup(f" {link['fingerprint']}", "Finding")
        return self.clause_paragraphs(plan, link["right"]) + paragraph_markup(
            run_markup(cut_safe_text(link_sentence)) + fingerprint_markup, "Effect"
        )

    def _right_side_words(self, plan: str, link: LinkRecord) -> str:
        """The words of the right side; against the base's where one clause answers one."""
        if len(link["left"]) != 1 or len(link["right"]) != 1:
            return self.clause_paragraphs(plan, link["right"])
        left_clause = self.report["clauses"][f"{self.base}#{link['left'][0]}"]
        right_clause = self.report["clauses"][f"{plan}#{link['right'][0]}"]
        if left_clause["text"] == right_clause["text"]:
            same_words_note = self.sentences.catalogue_text("office.same_words", ref=f"{self.base}#{left_clause['id']}")
            return self._clause_paragraph(right_clause, run_markup(same_words_note))
        if max(len(left_clause["text"]), len(right_clause["text"])) > MAX_OFFICE_CLAUSE_CHARS:
            return self._clause_paragraph(right_clause)
        return self._clause_paragraph(
            right_clause, self.tracked_changes.redline_markup(left_clause["text"], right_clause["text"])
        )

    def _gap_paragraphs(self, cell_findings: CellFindings) -> Iterator[str]:
        """What neither side answers on this row, by who lacks it and how we know."""
        unique_gaps = {gap["fingerprint"]: gap for gap in cell_findings.gaps}.values()
        sorted_gaps = sorted(unique_gaps, key=lambda gap: (gap["plan"] != self.base, _gap_group_key(gap)))
        for _, gap_group in groupby(sorted_gaps, key=_gap_group_key):
            gaps = list(gap_group)
            self.shown_fingerprints.update(gap["fingerprint"] for gap in gaps)
            gap_sentence = self.sentences.gap_group_sentence(gaps)
            if gaps[0]["by"]:
                gap_sentence = self.sentences.catalogue_text(
                    "sentence.gap_by", gap=gap_sentence, by=self.sentences.join_clause_ids(gaps[0]["by"])
                )
            mark = run_markup(f"{self.sentences.mark_and_word('gap', gaps[0]['kind'])}: ", "Mark")
            acceptance_text = self.sentences.acceptance_note(gaps[0])
            fingerprints_markup = run_markup(" " + " ".join(gap["fingerprint"] for gap in gaps), "Finding")
            yield paragraph_markup(
                mark
                + run_markup(cut_safe_text(join_nonempty([gap_sentence, acceptance_text], ". ")))
                + fingerprints_markup,
                "Effect",
            )


def _gap_group_key(gap: GapRecord) -> tuple[str, str, tuple[str, ...], bool]:
    return gap["plan"], gap["kind"], tuple(gap["by"]), gap["accepted"]
