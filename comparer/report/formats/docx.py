"""The report as a Word document: a brief, the table in words, what to know beside it, and the texts to work on."""

from __future__ import annotations

from collections.abc import Iterator

from comparer.report.formats.office.closing_words import (
    footer_stamp,
    left_out_notes,
    legend_rows,
    list_cited_sources,
    plan_lines,
    publishers_text,
    short_stamp,
)
from comparer.report.formats.office.markup import TrackedChanges, paragraph_markup, run_markup, text_paragraph
from comparer.report.formats.office.text import cut_safe_text
from comparer.report.formats.office.word_agreement import draw_agreement
from comparer.report.formats.office.word_annex import WordAnnex
from comparer.report.formats.office.word_brief import draw_brief
from comparer.report.formats.office.word_change import WordChange
from comparer.report.formats.office.word_chart import WordCharts
from comparer.report.formats.office.word_edits import draw_text_edits
from comparer.report.formats.office.word_lines import WordLines
from comparer.report.formats.office.word_page import PageSection, create_document, document_bytes
from comparer.report.formats.office.word_tables import WordTables
from comparer.report.formats.office.word_views import WordViews
from comparer.report.options import RenderOptions
from comparer.report.sections.brief import build_brief
from comparer.report.sections.change_report import ChangeReport
from comparer.report.sections.word_table import CellState, TableRow, build_word_table
from comparer.report.value.types import ReportValue
from comparer.report.words.change_sentences import ChangeSentences
from comparer.report.words.sentences import ReportSentences

__all__ = ["render", "render_change"]

PLANS_OF_A_PAIR = 2
MAX_PUBLISHERS = 40
"""Publishers of sources that are named; the annex has all."""


def render(report: ReportValue, options: RenderOptions) -> bytes:
    """A .docx file: the same bytes for the same report, and no name in it but the program's."""
    return WordReport(report, options).file_bytes()


def render_change(change: ChangeReport, options: RenderOptions, report: ReportValue | None = None) -> bytes:
    """A .docx file of what changed; behind it the report on both sides, where one is given."""
    if report is not None:
        return WordReport(report, options, change).file_bytes()
    words = ChangeSentences(change)
    document = create_document(words.title(), footer_stamp(words.after), change.after, words.after)
    tracked_changes = TrackedChanges(change.after["as_of"])
    content = "".join(WordChange(change, options, tracked_changes).draw_parts())
    return document_bytes(document, [PageSection(content)])


class WordReport:
    """One document, part by part; `change` comes before the report on its two sides."""

    def __init__(self, report: ReportValue, options: RenderOptions, change: ChangeReport | None = None) -> None:
        self.report, self.options = report, options
        self.sentences = ReportSentences(report)
        self.table = build_word_table(report)
        self.brief = build_brief(report, self.table)
        tracked_changes = TrackedChanges(report["as_of"])
        self.change = WordChange(change, options, tracked_changes) if change else None
        self.document = create_document(self.brief.title, footer_stamp(self.sentences), report, self.sentences)
        self.tables = WordTables(self.table, self.sentences, tracked_changes)
        self.lines = WordLines(self.table.plans, self.sentences, tracked_changes)
        charts = WordCharts(self.document, report["as_of"])
        self.views = WordViews(self.table, self.sentences, tracked_changes, charts)

    def file_bytes(self) -> bytes:
        sections = (
            PageSection("".join(self.change.draw_parts()) if self.change else ""),
            PageSection("".join(self._first_page()), is_upright=True),
            PageSection("".join(self._tables_and_movement())),
            PageSection("".join(self._red_lines()), column_count=self.lines.column_count, continues=True),
            PageSection("".join(self._rest()), continues=True),
        )
        return document_bytes(self.document, [section for section in sections if section.markup])

    def _heading(self, key: str) -> str:
        return text_paragraph(self.sentences.catalogue_text(key), "Heading1")

    def _first_page(self) -> Iterator[str]:
        if self.options.shows("brief"):
            yield from draw_brief(self.brief, self.sentences)

    def _tables_and_movement(self) -> Iterator[str]:
        parts = (
            ("table", "office.heading.table", self._words_table),
            ("movement", "office.heading.movement", self.views.draw_movement),
            ("open", "office.heading.open", self.views.draw_open_points),
        )
        for section, heading_key, draw in parts:
            yield from self._section(section, heading_key, draw())
        if self.options.shows("lines") and self.report["verdicts"]:
            heading = self.sentences.catalogue_text("office.heading.lines")
            yield paragraph_markup(run_markup(heading), "Heading1")

    def _section(self, section: str, heading_key: str, blocks: Iterator[str]) -> Iterator[str]:
        content = "".join(blocks) if self.options.shows(section) else ""
        if content:
            yield self._heading(heading_key)
            yield content

    def _words_table(self) -> Iterator[str]:
        rows = self.table.rows if self.options.full else self._leading_rows()
        yield from self.tables.draw_words_tables(rows)
        left_out = len(self.table.rows) - len(rows)
        if left_out:
            yield text_paragraph(self.sentences.catalogue_text("office.rows_left_out", n=left_out), "Fine")

    def _leading_rows(self) -> tuple[TableRow, ...]:
        """The rows that matter most; of a pair those on which the two differ."""
        rows = self.table.leading_rows() or self.table.rows
        is_pair = len(self.table.plans) == PLANS_OF_A_PAIR
        return tuple(row for row in rows if not is_pair or row.cells[-1].state is not CellState.SAME)

    def _red_lines(self) -> Iterator[str]:
        if self.options.shows("lines"):
            yield from self.lines.draw_lines()

    def _rest(self) -> Iterator[str]:
        yield from self._section("law", "office.heading.law", self.views.draw_law())
        yield from self._section("figures", "office.heading.figures", self.views.draw_figures())
        yield from self._section("changes", "office.heading.changes", self._working_table())
        if len(self.table.plans) > PLANS_OF_A_PAIR or self.options.sections:
            yield from self._section("agreement", "agreement.chapter.title", draw_agreement(self.sentences))
        yield from self._section("reading", "office.heading.reading", self._reading())
        if self.options.shows("sources"):
            yield self._sources()
        if self.options.full:
            yield from WordAnnex(self.sentences).draw_annex()

    def _working_table(self) -> Iterator[str]:
        if len(self.table.plans) > 1:
            base = self.sentences.plan_name(self.table.base)
            yield text_paragraph(self.sentences.wording_text("office.tracked", base=base), "TableNote")
            yield from self.tables.draw_working_tables()
            unchanged = self.tables.unchanged_rows_text()
            if unchanged:
                yield text_paragraph(self.sentences.catalogue_text("office.unchanged_rows", rows=unchanged), "Fine")
        yield from draw_text_edits(self.sentences)

    def _reading(self) -> Iterator[str]:
        shows_plans = self.options.full or not self.options.shows("brief")  # whose first section names them
        notes = (plan_lines if shows_plans else left_out_notes)(self.table, self.sentences)
        if text := " · ".join(notes):
            yield text_paragraph(text, "Fine")
        legend = [
            run_markup(f"{word}: ", "Mark") + run_markup(f"{meaning} ")
            for _, _, word, meaning in legend_rows(self.table, self.sentences)
        ]
        yield paragraph_markup("".join(legend), "Fine")
        yield text_paragraph(" ".join([*self.report["limits"], f"{short_stamp(self.sentences)}."]), "Fine")

    def _sources(self) -> str:
        source_ids = list_cited_sources(self.report, self.table.plans)
        text = publishers_text(self.report, source_ids, self.sentences, MAX_PUBLISHERS)
        heading = run_markup(f"{self.sentences.catalogue_text('heading.sources')}: ", "Mark")
        return paragraph_markup(heading + run_markup(cut_safe_text(f"{text}.")), "Fine") if text else ""
