"""The first page of the Word report, and everything after its four-column tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from comparer.report.formats.office.markup import paragraph_markup, run_markup, table_markup, text_paragraph
from comparer.report.formats.office.shades import VERDICT_COLOURS
from comparer.report.formats.office.text import clause_flags, cut_safe_text, effect_notes, join_nonempty, variant_texts
from comparer.report.formats.office.word_page import TEXT_WIDTH_TWIPS
from comparer.report.sections import outline
from comparer.report.sections.tables import ReportTable, build_delta_table, build_legend_table, build_tables
from comparer.report.value.types import (
    ClauseRecord,
    GapRecord,
    LineVersionRecord,
    LinkRecord,
    PairRecord,
    ReportValue,
    VerdictRecord,
)
from comparer.report.words.sentences import ReportSentences

FIRST_PAGE_FINDINGS, FIRST_PAGE_FINDINGS_OF_MANY_PLANS = 9, 6
"""Findings on the first page, and where many plans have to stand there too; all of them stand further on."""

MAX_SINGLE_COLUMN_PLANS = 6
"""The most plans that are listed one below the other."""


class WordSections:
    """Draws the parts of one report as headings, paragraphs and tables."""

    def __init__(self, report: ReportValue, sentences: ReportSentences) -> None:
        self.report, self.sentences, self.format_message = report, sentences, sentences.catalogue_text

    def opening_section(self) -> Iterator[str]:
        """What was compared, how much of each text is known, what all share, and what matters most."""
        report, sentences = self.report, self.sentences
        yield text_paragraph(report["title"], "Title")
        yield text_paragraph(outline.comparison_sentence(report, sentences), "Point")
        if shared_sentence := outline.shared_sentence(report, sentences):
            yield text_paragraph(shared_sentence, "Point")
        headlines = outline.list_headlines(report, sentences)
        yield self._heading_paragraph("matter")
        first_page_findings = (
            FIRST_PAGE_FINDINGS
            if len(report["plans"]) <= MAX_SINGLE_COLUMN_PLANS
            else FIRST_PAGE_FINDINGS_OF_MANY_PLANS
        )
        yield from (self._headline_paragraph(headline) for headline in headlines[:first_page_findings])
        if len(headlines) > first_page_findings:
            yield text_paragraph(
                self.format_message(
                    "sentence.rows_left",
                    n=len(headlines) - first_page_findings,
                    where=self.format_message("office.below"),
                ),
                "Fine",
            )
        if not headlines:
            yield text_paragraph(self.format_message("sentence.nothing"), "Point")
        yield text_paragraph(
            join_nonempty([*report["limits"][:2], self.format_message("sentence.words_redline")], " "), "Fine"
        )
        yield self._heading_paragraph("compared")
        yield self._coverage_table()
        yield from (text_paragraph(line, "Fine") for line in outline.base_summary_lines(report, sentences))

    def delta_section(self) -> Iterator[str]:
        """What became of findings, where the report tells it."""
        delta_table = build_delta_table(self.report, self.sentences)
        if delta_table:
            yield self._heading_paragraph(delta_table.section)
            yield text_paragraph(delta_table.note, "Point")
            if delta_table.rows:
                yield self._simple_table_markup(delta_table)

    def _coverage_table(self) -> str:
        """Each plan with what it is and how much of its text is known; many plans stand in two columns."""
        cells = [
            [
                paragraph_markup(run_markup(f"{plan_id} ", "Ref") + run_markup(cut_safe_text(title))),
                text_paragraph(f"{kind}: {clause_counts}"),
            ]
            for plan_id, kind, clause_counts, title in outline.plan_overview_rows(self.report, self.sentences)
        ]
        headings = [self.format_message("column.plan"), self.format_message("column.coverage")]
        if len(cells) <= MAX_SINGLE_COLUMN_PLANS:
            return table_markup(column_widths_twips(3, 2), headings, cells)
        half_count = (len(cells) + 1) // 2
        rows = [left + right for left, right in zip_longest(cells[:half_count], cells[half_count:], fillvalue=["", ""])]
        return table_markup(column_widths_twips(4, 3, 4, 3), headings * 2, rows)

    def remaining_pair_sections(self, shown_fingerprints: set[str]) -> Iterator[str]:
        """Every link and gap that the four-column tables have not shown, by ids: the clauses' words come at the end."""
        is_heading_drawn = False
        for pair in self.report["pairs"]:
            links = [link for link in pair["links"] if link["fingerprint"] not in shown_fingerprints]
            gaps = [gap for gap in pair["gaps"] if gap["fingerprint"] not in shown_fingerprints]
            if links or gaps:
                if not is_heading_drawn:
                    yield self._heading_paragraph("changes")
                    yield text_paragraph(self.format_message("office.by_ids"), "Fine")
                is_heading_drawn = True
                yield text_paragraph(
                    self.format_message("sentence.pair", left=pair["left"], right=pair["right"]), "Heading2"
                )
                yield from self._remaining_pair_section(pair, links, gaps)

    def red_line_sections(self) -> Iterator[str]:
        """Deadlocks, then each party's lines with their history and what each plan does to them."""
        report, sentences = self.report, self.sentences
        if not (report["verdicts"] or report["later"] or report["deadlocks"]):
            return
        yield self._heading_paragraph("redlines")
        yield text_paragraph(f"{report['judged']}. {self.format_message('sentence.confident')}", "Point")
        if report["deadlocks"]:
            yield text_paragraph(self.format_message("heading.deadlocks"), "Heading2")
        for finding in report["deadlocks"]:
            deadlock_text = join_nonempty(
                [
                    f"{sentences.deadlock_sentence(finding)}.",
                    sentences.reason_sentence(finding),
                    sentences.acceptance_note(finding),
                ],
                " ",
            )
            yield self._finding_paragraph("matter", "deadlock", deadlock_text, finding["fingerprint"])
        party_order = {party["id"]: party_number for party_number, party in enumerate(report["parties"])}
        verdicts = sorted(
            outline.list_verdicts(report), key=lambda verdict: party_order.get(verdict["party"], len(party_order))
        )
        for party, party_verdicts in groupby(verdicts, key=lambda verdict: verdict["party"]):
            yield text_paragraph(sentences.word_label(party), "Heading2")
            for ref, line_verdicts in outline.group_by_key(party_verdicts, lambda verdict: verdict["line"]).items():
                yield from self._red_line_section(ref, line_verdicts)

    def simple_table_sections(self) -> Iterator[str]:
        """The simpler tables, each part under its own heading."""
        current_part = ""
        for simple_table in build_tables(self.report, self.sentences):
            if simple_table.section != current_part:
                yield self._heading_paragraph(simple_table.section)
                if simple_table.section == "law":
                    yield from self._rules_in_force_table()
            current_part = simple_table.section
            if simple_table.note:
                yield text_paragraph(simple_table.note, "Point")
            yield self._simple_table_markup(simple_table)

    def clause_sections(self) -> Iterator[str]:
        """Every clause once in full: words, encoding, how it is known, and on what it rests."""
        headings = [
            *self.sentences.column_headings("clause", "text"),
            self.format_message("office.norm"),
            *self.sentences.column_headings("known", "sources"),
        ]
        yield self._heading_paragraph("clauses")
        for plan in self.report["plans"]:
            if plan["clause_ids"]:
                yield text_paragraph(f"{plan['id']} · {plan['title']}", "Heading2")
                rows = [
                    self._clause_row_cells(self.report["clauses"][f"{plan['id']}#{clause_id}"])
                    for clause_id in plan["clause_ids"]
                ]
                yield table_markup(column_widths_twips(2, 7, 6, 2, 3), headings, rows)

    def closing_sections(self) -> Iterator[str]:
        yield self._heading_paragraph("limits")
        yield from (text_paragraph(f"– {limit}", "Point") for limit in self.report["limits"])
        yield self._heading_paragraph("legend")
        yield self._simple_table_markup(build_legend_table(self.report, self.sentences), (1, 4))
        yield self._heading_paragraph("totals")
        yield from (text_paragraph(line, "Point") for line in self.sentences.closing_sentences())
        yield text_paragraph(self.report["order"], "Point")
        yield text_paragraph(self.sentences.stamp_sentence(), "Fine")

    def _heading_paragraph(self, heading_key: str) -> str:
        return text_paragraph(self.format_message(f"heading.{heading_key}"), "Heading1")

    def _headline_paragraph(self, headline: outline.Headline) -> str:
        return self._finding_paragraph(
            headline.group,
            headline.value,
            join_nonempty([f"{headline.text}.", headline.reason], " "),
            headline.fingerprint,
        )

    def _finding_paragraph(self, group: str, value: str, finding_text: str, fingerprint: str) -> str:
        mark = run_markup(f" {self.sentences.mark_and_word(group, value)} ", "Mark", VERDICT_COLOURS.get(value, ""))
        return paragraph_markup(
            f"{mark}{run_markup(' ' + cut_safe_text(finding_text))}{run_markup(' ' + fingerprint, 'Finding')}", "Point"
        )

    def _cell_paragraphs(self, kinds: Sequence[str], row: Sequence[str]) -> list[str]:
        styles = {"ids": "Ref", "finding": "Finding"}
        return [
            paragraph_markup(run_markup(cut_safe_text(cell), styles.get(kind, "")))
            for kind, cell in zip(kinds, row, strict=True)
        ]

    def _simple_table_markup(self, simple_table: ReportTable, proportions: Sequence[int] = ()) -> str:
        rows = [self._cell_paragraphs(simple_table.column_kinds, row) for row in simple_table.rows]
        return table_markup(
            column_widths_twips(*(proportions or fitted_proportions(simple_table))), simple_table.headings, rows
        )

    def _remaining_pair_section(
        self, pair: PairRecord, links: list[LinkRecord], gaps: list[GapRecord]
    ) -> Iterator[str]:
        headings = [pair["left"], pair["right"], *self.sentences.column_headings("relation", "effect", "fingerprint")]
        rows = []
        for link in links:
            relation_text = self.sentences.mark_and_word("relation", link["relation"])
            effect_text = join_nonempty(effect_notes(link, self.sentences))
            cells = (", ".join(link["left"]), ", ".join(link["right"]), relation_text, effect_text, link["fingerprint"])
            rows.append(self._cell_paragraphs(("ids", "ids", "text", "text", "finding"), cells))
        if rows:
            yield table_markup(column_widths_twips(3, 3, 2, 12, 2), headings, rows)
        for (plan, kind, missing), gap_group in groupby(
            gaps, key=lambda gap_entry: (gap_entry["plan"], gap_entry["kind"], gap_entry["missing_from"])
        ):
            gap_markups = "".join(
                run_markup(f" {cut_safe_text(self._gap_id_text(gap))}", "Ref")
                + run_markup(f" {gap['fingerprint']} ", "Finding")
                for gap in gap_group
            )
            group_heading = (
                f"{self.sentences.mark_and_word('gap', kind)}: "
                f"{self.format_message('office.only_in', plan=plan, missing=missing)}:"
            )
            yield paragraph_markup(run_markup(group_heading, "Mark") + gap_markups, "Fine")

    def _gap_id_text(self, gap: GapRecord) -> str:
        gap_text = (
            self.format_message("sentence.gap_by", gap=gap["clause"], by=", ".join(gap["by"]))
            if gap["by"]
            else gap["clause"]
        )
        return join_nonempty([gap_text, self.sentences.acceptance_note(gap)], ", ")

    def _red_line_section(self, ref: str, verdicts: list[VerdictRecord]) -> Iterator[str]:
        line = self.report["lines"].get(ref)
        yield text_paragraph(f"{ref} {self.sentences.line_title(ref)} ({self.sentences.line_flags(ref)})", "Heading3")
        if line:
            yield from (text_paragraph(self._version_sentence(version), "Fine") for version in line["versions"])
            if line["not_judged"]:
                yield text_paragraph(f"{self.format_message('word.not_judged')}: {line['not_judged']}", "Fine")
        rows = []
        for entry in verdicts:
            mark_cell = paragraph_markup(
                run_markup(
                    self.sentences.mark_and_word("verdict", entry["verdict"]),
                    "Mark",
                    VERDICT_COLOURS.get(entry["verdict"], ""),
                )
            )
            reason_text = join_nonempty(
                [self.sentences.reason_sentence(entry), *self.sentences.verdict_notes(entry)], " "
            )
            cells = (entry["plan"], ", ".join([*entry["clauses"], *entry["notes"]]), reason_text, entry["fingerprint"])
            plan_cell, ids_cell, because_cell, fingerprint_cell = self._cell_paragraphs(
                ("ids", "ids", "text", "finding"), cells
            )
            rows.append([plan_cell, mark_cell, ids_cell, because_cell, fingerprint_cell])
        yield table_markup(
            column_widths_twips(3, 3, 4, 10, 2),
            self.sentences.column_headings("plan", "verdict", "clauses", "because", "fingerprint"),
            rows,
        )

    def _version_sentence(self, version: LineVersionRecord) -> str:
        """One dated version of a line: since when, how strongly, what, who said it, and where that stands."""
        catalogue = self.sentences.catalogue
        dates = f"{version['from']} – {version['until']}".strip(" –") if version["until"] else version["from"]
        norms = join_nonempty(self.sentences.norm_text(norm) for norm in version["norms"] if norm["norm"])
        evidence_text = join_nonempty([catalogue.value_word("known", version["known"]), version["evidence"]], ", ")
        version_parts = [
            catalogue.value_word("strength", version["strength"]),
            norms,
            version["said_by"],
            evidence_text,
            ", ".join(version["cites"]),
        ]
        return f"{dates}: {join_nonempty([*version_parts, version['note']])}"

    def _rules_in_force_table(self) -> Iterator[str]:
        rows = []
        for rule_id, rule in self.report["constraints_in_force"].items():
            dates = join_nonempty([rule["from"], rule["until"]], " – ")
            force_word = self.sentences.catalogue.value_word("force", rule["force"])
            cells = (
                rule_id,
                rule["title"],
                join_nonempty([rule["says"], rule["note"]], " "),
                force_word,
                dates,
                ", ".join(rule["cites"]),
            )
            rows.append(self._cell_paragraphs(("ids", "text", "text", "text", "text", "ids"), cells))
        if rows:
            headings = self.sentences.column_headings("constraint", "title", "says", "force", "date", "sources")
            yield table_markup(column_widths_twips(2, 4, 9, 2, 2, 4), headings, rows)

    def _clause_row_cells(self, clause: ClauseRecord) -> list[str]:
        words_markup = run_markup(cut_safe_text(clause["text"], limit=1_000_000))
        variant_paragraphs = "".join(
            paragraph_markup(run_markup(f"[{cut_safe_text(variant_text)}]"), "Reading")
            for variant_text in variant_texts(clause, self.sentences)
        )
        evidence_text = join_nonempty(
            [self.sentences.catalogue.value_word("known", clause["known"]), clause_flags(clause, self.sentences)]
        )
        id_cell, norm_cell, evidence_cell, cites_cell = self._cell_paragraphs(
            ("ids", "text", "text", "finding"),
            (clause["id"], self.sentences.norm_text(clause), evidence_text, ", ".join(clause["cites"])),
        )
        return [id_cell, paragraph_markup(words_markup) + variant_paragraphs, norm_cell, evidence_cell, cites_cell]


def column_widths_twips(*proportions: int) -> list[int]:
    """Widths in twips that fill the page in the given proportions."""
    return [TEXT_WIDTH_TWIPS * proportion // sum(proportions) for proportion in proportions]


def fitted_proportions(simple_table: ReportTable) -> list[int]:
    """Proportions of columns by what stands in them: never so narrow that words break, never so wide as to crowd."""
    columns = zip(simple_table.headings, *simple_table.rows, strict=True)
    return [
        13
        if column_kind == "finding"
        else min(60, max(6, *(max(_longest_word_chars(cell), len(cell) // 3) for cell in column)))
        for column_kind, column in zip(simple_table.column_kinds, columns, strict=True)
    ]


def _longest_word_chars(cell: str) -> int:
    """Characters of the longest word, and a little room; words of a code or an address may break."""
    return min(18, 2 + max(map(len, cell.split()), default=0))
