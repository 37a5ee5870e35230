"""The middle of the Word report: who moved, what is open, figures with their chart, what the law asks first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from comparer.report.formats.office.figure_chart import chart_description
from comparer.report.formats.office.figure_words import MIN_CHART_BARS, FigureWords, bar_value, count_bars
from comparer.report.formats.office.markup import (
    TrackedChanges,
    paragraph_markup,
    run_markup,
    table_markup,
    text_paragraph,
)
from comparer.report.formats.office.text import cut_safe_text, split_evenly
from comparer.report.formats.office.word_chart import ChartBar, WordCharts
from comparer.report.formats.office.word_page import TEXT_WIDTH_TWIPS
from comparer.report.sections.figure_series import FigureKind, FigureSeries, build_figure_series
from comparer.report.sections.law_first import LawFirst, build_law_first
from comparer.report.sections.movement import Movement, PartyMovement, build_movement
from comparer.report.sections.open_points import OpenPoint, PartyWant, build_open_points
from comparer.report.sections.table_words import TableWords
from comparer.report.sections.view_tables import SHOWN_MOVEMENTS, line_name, order_by_date
from comparer.report.sections.wishes import main_wants, wish_texts
from comparer.report.sections.word_table import WordTable
from comparer.report.words.labels import join_nonempty
from comparer.report.words.sentences import ReportSentences

PARTY_COLUMN_TWIPS, FIGURE_COLUMN_TWIPS, MIN_LAW_COLUMN_TWIPS = 1_500, 2_600, 2_200
MAX_MOVEMENTS_PER_TABLE, MAX_PLANS_PER_FIGURE_TABLE, MAX_PLANS_PER_LAW_TABLE = 4, 5, 4
MIN_CHART_PLANS = 3
"""Texts from which a chart shows more than the table below it."""
CHART_BAR_TWIPS, MAX_CHART_HEIGHT_TWIPS = 370, 9_000
MAX_LAST_PLANS = 1
"""Plans, from the last, whose open points are listed."""


class WordViews:
    """Draws the views of one report over the plans of its table."""

    def __init__(
        self, table: WordTable, sentences: ReportSentences, tracked_changes: TrackedChanges, charts: WordCharts
    ) -> None:
        self.table, self.sentences, self.tracked_changes, self.charts = table, sentences, tracked_changes, charts
        self.report, self.message = sentences.report, sentences.catalogue_text
        self.words, self.figure_words = TableWords(sentences), FigureWords(sentences)
        self._row_labels = {row["id"]: row["label"] for row in self.report["rows"]}

    # --- who moved

    def draw_movement(self) -> Iterator[str]:
        """By party, what became of its lines between the base and each other plan: names, never sums."""
        others = [plan for plan in self.table.plans if plan != self.table.base]
        movements = [build_movement(self.report, *order_by_date(self.table, plan, self.sentences)) for plan in others]
        if any(movement.parties for movement in movements):
            yield text_paragraph(self.message("office.movement_note"), "TableNote")
        for group in split_evenly(movements, MAX_MOVEMENTS_PER_TABLE):
            parties = dict.fromkeys(party.party for movement in group for party in movement.parties)
            width = (TEXT_WIDTH_TWIPS - PARTY_COLUMN_TWIPS) // len(group)
            headings = [self.message("column.party"), *map(self._movement_heading, group)]
            rows = [
                [
                    paragraph_markup(run_markup(cut_safe_text(self.sentences.word_label(party)), "Mark")),
                    *(self._movement_cell(movement, party) for movement in group),
                ]
                for party in parties
            ]
            if rows:
                yield table_markup([PARTY_COLUMN_TWIPS, *[width] * len(group)], headings, rows)

    def _movement_heading(self, movement: Movement) -> str:
        left, right = map(self.sentences.plan_name, (movement.left, movement.right))
        return self.sentences.transition_text(left, right, is_spoken=False)

    def _movement_cell(self, movement: Movement, party: str) -> str:
        entry = next((entry for entry in movement.parties if entry.party == party), None)
        paragraphs = "".join(self._movement_paragraphs(entry)) if entry else ""
        return paragraphs or text_paragraph(self.message("office.no_movement"), "CellNote")

    def _movement_paragraphs(self, party: PartyMovement) -> Iterator[str]:
        for kind in SHOWN_MOVEMENTS:
            lines = party.lines_of_kind(kind)
            if lines:
                names = "; ".join(
                    line_name(self.sentences, line.line)
                    + (f" [{self.message('word.inferred')}]" if line.inferred else "")
                    for line in lines
                )
                kind_word = run_markup(f"{self.message(f'office.movement.{kind}')}: ", "Mark")
                yield paragraph_markup(kind_word + run_markup(cut_safe_text(names)))

    # --- what is open

    def draw_open_points(self) -> Iterator[str]:
        """What the latest of the plans leaves open, with who wants what."""
        for plan in self.table.plans[-MAX_LAST_PLANS:]:
            points = build_open_points(self.report, plan).points
            rows = [self._open_row(plan, point) for point in points]
            headings = [
                self.message("column.issue"),
                self.message("office.open_in", plan=self.sentences.plan_name(plan)),
                self.message("office.wants"),
            ]
            widths = [2700, 6900, TEXT_WIDTH_TWIPS - 9600]
            if not any(point.wants for point in points):
                rows, headings, widths = [row[:2] for row in rows], headings[:2], [3400, TEXT_WIDTH_TWIPS - 3400]
            if rows:
                yield table_markup(widths, headings, rows)

    def _open_row(self, plan: str, point: OpenPoint) -> list[str]:
        label = self._row_labels.get(point.question, "") or self.sentences.issue_label(point.issue)
        texts = []
        for clause in point.clauses:
            record = self.report["clauses"][f"{plan}#{clause.clause}"]
            number = run_markup(f"{cut_safe_text(clause.points)} ", "Ref") if clause.points[:1].isdigit() else ""
            texts.append(paragraph_markup(number + run_markup(cut_safe_text(record["short"] or record["text"]))))
        wants = ". ".join(wish_texts(map(self._name_line, main_wants(point.wants, self.report)), self.sentences))
        return [paragraph_markup(run_markup(cut_safe_text(label), "Mark")), "".join(texts), text_paragraph(wants)]

    def _name_line(self, want: PartyWant) -> PartyWant:
        """A wish that a red line says, by the id of the line: the table of lines beside it has the words."""
        is_line = want.ref in self.report["lines"]
        return replace(want, says=want.ref.partition("#")[2]) if is_line else want

    # --- figures

    def draw_figures(self) -> Iterator[str]:
        """The quantity with most figures as a chart, and all of them as a table."""
        all_series = build_figure_series(self.report, self.table.plans)
        charted = next((series for series in all_series if count_bars(series) >= MIN_CHART_BARS), None)
        if charted and len(self.table.plans) >= MIN_CHART_PLANS:
            yield from self._chart_paragraphs(charted)
        lines_width = 3600 if any(series.lines for series in all_series) else 0
        for plans in split_evenly(self.table.plans, MAX_PLANS_PER_FIGURE_TABLE if all_series else 0):
            plan_width = (TEXT_WIDTH_TWIPS - FIGURE_COLUMN_TWIPS - lines_width) // len(plans)
            widths = [FIGURE_COLUMN_TWIPS, *[plan_width] * len(plans)]
            headings = [self.message("column.quantity"), *map(self.sentences.plan_name, plans)]
            if lines_width:
                widths, headings = [*widths, lines_width], [*headings, self.message("heading.redlines")]
            yield table_markup(
                widths, headings, [self._figure_row(series, plans)[: len(widths)] for series in all_series]
            )

    def _chart_paragraphs(self, series: FigureSeries) -> Iterator[str]:
        title = self.figure_words.series_title(series)
        bars = []
        for point in series.points:
            text = self.figure_words.point_text(series, point)
            bars.append(ChartBar(f"{self.figure_words.dated_label(point)}: {text}", bar_value(point)))
        for plan in series.silent_plans:
            label = f"{self.sentences.plan_name(plan)}: {self.figure_words.silent_word(series, plan)}"
            bars.append(ChartBar(label, None))
        height = min(MAX_CHART_HEIGHT_TWIPS, CHART_BAR_TWIPS * (len(bars) + 1))
        description = f"{title}: {chart_description(series, self.figure_words)}"
        chart = self.charts.bar_chart_markup(bars, title, description, (TEXT_WIDTH_TWIPS - 200, height))
        yield text_paragraph(title, "Heading2")
        yield paragraph_markup(chart)

    def _figure_row(self, series: FigureSeries, plans: Sequence[str]) -> list[str]:
        label = paragraph_markup(run_markup(cut_safe_text(self.figure_words.series_title(series)), "Mark"))
        cells = [label + self._scope_paragraph(series)]
        cells += [self._plan_figures(series, plan) for plan in plans]
        lines = [
            f"{self.figure_words.point_label(point)}: {self.figure_words.point_text(series, point)}"
            for point in series.lines
        ]
        return [*cells, "".join(text_paragraph(line) for line in lines)]

    def _scope_paragraph(self, series: FigureSeries) -> str:
        scope = self.figure_words.series_scope(series)
        return text_paragraph(scope, "CellNote") if scope else ""

    def _plan_figures(self, series: FigureSeries, plan: str) -> str:
        points = [point for point in series.points if point.plan == plan]
        if not points:
            return text_paragraph(self.figure_words.silent_word(series, plan), "CellNote")
        conditions = {self.figure_words.conditions_text(point) for point in points if point.kind is FigureKind.AMOUNT}
        shared = next(iter(conditions)) if len(conditions) == 1 and len(points) > 1 else ""
        texts = []
        for point in points:
            holder = join_nonempty(map(self.sentences.word_label, (point.holder, point.reading)), ", ")
            draw = self.figure_words.bare_point_text if shared else self.figure_words.point_text
            texts.append(join_nonempty([holder, draw(series, point)], ": "))
        paragraphs = "".join(text_paragraph(text) for text in dict.fromkeys(texts))
        return paragraphs + (text_paragraph(f"({shared})", "CellNote") if shared else "")

    # --- the law

    def draw_law(self) -> Iterator[str]:
        """A column a plan: what a rule in force blocks, and what must come first, in the one order of the steps."""
        laws = [law for law in build_law_first(self.report, self.table.plans) if law.blocked or law.needed or law.steps]
        for group in split_evenly(laws, MAX_PLANS_PER_LAW_TABLE):
            cells = ["".join(self._law_paragraphs(law)) for law in group]
            spare = TEXT_WIDTH_TWIPS - MIN_LAW_COLUMN_TWIPS * len(group)
            widths = [MIN_LAW_COLUMN_TWIPS + spare * len(cell) // sum(map(len, cells)) for cell in cells]
            headings = [self.sentences.plan_name(law.plan) for law in group]
            yield table_markup(widths, headings, [cells], whole_rows=False)

    def _law_paragraphs(self, law: LawFirst) -> Iterator[str]:
        for key, findings in (("blocked", law.blocked), ("needed", law.needed)):
            titles = dict.fromkeys(self.sentences.constraint_title(finding.constraint) for finding in findings)
            if titles:
                head = run_markup(f"{self.message(f'office.law.{key}')}: ", "Mark")
                yield paragraph_markup(head + run_markup(cut_safe_text("; ".join(titles))))
        steps = [
            (f"{step.number}. " if step.number else "– ") + self._step_text(step.act, step.by) for step in law.steps
        ]
        if steps:
            yield paragraph_markup(run_markup(f"{self.message('office.law.steps')}:", "Mark"))
            yield from (paragraph_markup(run_markup(cut_safe_text(step)), "CellNote") for step in steps)

    def _step_text(self, act: str, actors: Sequence[str]) -> str:
        label = self.sentences.word_label(act)
        return f"{label} ({self.sentences.join_labels(actors)})" if actors else label
