"""The middle of the Word report: who moved, what is open, red lines at one look, figures with their chart, the law."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from comparer.report.formats.office.figure_chart import chart_description
from comparer.report.formats.office.figure_words import MIN_CHART_BARS, FigureWords, bar_value, count_bars
from comparer.report.formats.office.markup import (
    FilledCell,
    TrackedChanges,
    paragraph_markup,
    run_markup,
    table_markup,
    text_paragraph,
)
from comparer.report.formats.office.shades import VERDICT_COLOURS
from comparer.report.formats.office.text import cut_safe_text, join_nonempty
from comparer.report.formats.office.word_chart import ChartBar, WordCharts
from comparer.report.formats.office.word_page import COLUMN_WIDTH_TWIPS, TEXT_WIDTH_TWIPS
from comparer.report.sections.figure_series import FigureKind, FigureSeries, build_figure_series
from comparer.report.sections.law_first import LawFirst, build_law_first
from comparer.report.sections.line_overview import LineCell, PartyLines, build_line_overview
from comparer.report.sections.movement import Movement, MovementKind, PartyMovement, build_movement
from comparer.report.sections.open_points import OpenPoint, build_open_points
from comparer.report.sections.table_words import TableWords
from comparer.report.sections.word_table import WordTable
from comparer.report.words.sentences import ReportSentences

SHOWN_MOVEMENTS = (
    MovementKind.NO_LONGER_CROSSED, MovementKind.EASED, MovementKind.NEWLY_GIVEN, MovementKind.NO_LONGER_GIVEN,
    MovementKind.NEWLY_CROSSED, MovementKind.OPEN_NOW, MovementKind.NO_LONGER_OPEN,
)  # fmt: skip
"""What became of a line, in the order of a cell; lines that fare the same are counted by no one."""

LINE_LABEL_TWIPS = 3150
CHART_BAR_TWIPS = 370
MIN_LAW_COLUMN_TWIPS, MAX_LINE_CELL_TWIPS = 2_200, 1_130
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

    def line_name(self, line: str) -> str:
        """The title of a line with its id."""
        return f"{self.sentences.line_title(line)} ({line.rpartition('#')[2]})"

    # --- who moved

    def draw_movement(self) -> Iterator[str]:
        """By party, what became of its lines from the base to each other plan: names, never sums."""
        others = [plan for plan in self.table.plans if plan != self.table.base]
        movements = [build_movement(self.report, self.table.base, plan) for plan in others]
        parties = dict.fromkeys(party.party for movement in movements for party in movement.parties)
        if not parties:
            return
        first_width = 1500
        widths = [first_width, *[(TEXT_WIDTH_TWIPS - first_width) // len(others)] * len(others)]
        headings = [self.message("column.party")]
        headings += [
            self.sentences.transition_text(
                self.sentences.plan_name(self.table.base), self.sentences.plan_name(plan), is_spoken=False
            )
            for plan in others
        ]
        rows = [
            [
                paragraph_markup(run_markup(cut_safe_text(self.sentences.word_label(party)), "Mark")),
                *(self._movement_cell(movement, party) for movement in movements),
            ]
            for party in parties
        ]
        yield text_paragraph(self.message("office.movement_note"), "TableNote")
        yield table_markup(widths, headings, rows)

    def _movement_cell(self, movement: Movement, party: str) -> str:
        entry = next((entry for entry in movement.parties if entry.party == party), None)
        paragraphs = "".join(self._movement_paragraphs(entry)) if entry else ""
        return paragraphs or text_paragraph(self.message("office.no_movement"), "CellNote")

    def _movement_paragraphs(self, party: PartyMovement) -> Iterator[str]:
        for kind in SHOWN_MOVEMENTS:
            lines = party.lines_of_kind(kind)
            if lines:
                names = "; ".join(
                    self.line_name(line.line) + (f" [{self.message('word.inferred')}]" if line.inferred else "")
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
            widths = [3400, 6900, TEXT_WIDTH_TWIPS - 10300]
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
        parties_by_wish: dict[str, list[str]] = {}
        for want in point.wants:
            parties_by_wish.setdefault(want.wish, []).append(self.sentences.word_label(want.party))
        wants = "; ".join(
            f"{self.message(f'office.wish.{wish}')}: {', '.join(parties)}" for wish, parties in parties_by_wish.items()
        )
        return [paragraph_markup(run_markup(cut_safe_text(label), "Mark")), "".join(texts), text_paragraph(wants)]

    # --- red lines

    def draw_lines(self) -> Iterator[str]:
        """The lines of each party against the plans; those that no plan runs against are named below."""
        yield text_paragraph(self.message("office.lines_note"), "TableNote")
        for party_lines in build_line_overview(self.report, self.table.plans).parties:
            yield from self._party_lines_section(party_lines)

    def _party_lines_section(self, party_lines: PartyLines) -> Iterator[str]:
        rows = merge_line_rows(party_lines)
        shown = [row for row in rows if any(_tells(cell) for cell, _ in row.cells)]
        silent = [row.line for row in rows if row not in shown]
        unjudged = [line.line for line in party_lines.not_judged]
        if not (rows or unjudged):
            return
        yield text_paragraph(self.sentences.word_label(party_lines.party), "Heading2")
        plans = self.table.plans
        cell_width = min(MAX_LINE_CELL_TWIPS, (COLUMN_WIDTH_TWIPS - LINE_LABEL_TWIPS) // len(plans))
        widths = [COLUMN_WIDTH_TWIPS - cell_width * len(plans), *[cell_width] * len(plans)]
        headings = [self.message("column.line"), *map(self.sentences.plan_name, plans)]
        if shown:
            yield table_markup(widths, headings, [self._line_row(row) for row in shown])
        for key, lines in (("office.untouched_lines", silent), ("word.not_judged", unjudged)):
            if lines:
                yield text_paragraph(
                    f"{_capitalise(self.message(key))}: {'; '.join(map(self.line_name, lines))}", "Fine"
                )

    def _line_row(self, row: MergedLineRow) -> list[str | FilledCell]:
        flags = [self.sentences.catalogue.value_word("strength", row.strength)]
        flags += [self.message("word.inferred")] if row.inferred else []
        label = run_markup(f"{row.line.rpartition('#')[2]} ", "Ref") + run_markup(cut_safe_text(row.title))
        note = run_markup(f" {'; '.join(flags)}", "Muted")
        return [paragraph_markup(label + note), *(self._line_cell(*cell) for cell in row.cells)]

    def _line_cell(self, cell: LineCell, is_later: bool) -> FilledCell:
        """The verdict with its mark; a question mark for low confidence, a star for a line stated only later."""
        if cell.verdict is None:
            return FilledCell(text_paragraph("–", "CellNote"))
        text = self.sentences.mark_and_word("verdict", cell.verdict)
        text += ("?" if cell.is_pale else "") + ("*" if is_later else "")
        bookmark = self.tracked_changes.bookmark_markup(cell.fingerprint)
        content = paragraph_markup(bookmark + run_markup(text, "Muted" if is_later or not _tells(cell) else "Chip"))
        return FilledCell(content, "" if cell.is_pale or is_later else VERDICT_COLOURS.get(cell.verdict, ""))

    # --- figures

    def draw_figures(self) -> Iterator[str]:
        """The quantity with most figures as a chart, and all of them as a table."""
        all_series = build_figure_series(self.report, self.table.plans)
        charted = next((series for series in all_series if count_bars(series) >= MIN_CHART_BARS), None)
        if charted:
            yield from self._chart_paragraphs(charted)
        plans, label_width = self.table.plans, 2600
        lines_width = 3600 if any(series.lines for series in all_series) else 0
        plan_width = (TEXT_WIDTH_TWIPS - label_width - lines_width) // len(plans)
        widths = [label_width, *[plan_width] * len(plans)]
        headings = [self.message("column.quantity"), *map(self.sentences.plan_name, plans)]
        if lines_width:
            widths, headings = [*widths, lines_width], [*headings, self.message("heading.redlines")]
        rows = [self._figure_row(series)[: len(widths)] for series in all_series]
        if rows:
            yield table_markup(widths, headings, rows)

    def _chart_paragraphs(self, series: FigureSeries) -> Iterator[str]:
        title = self.figure_words.series_title(series)
        bars = []
        for point in series.points:
            text = self.figure_words.point_text(series, point)
            bars.append(ChartBar(f"{self.figure_words.dated_label(point)}: {text}", bar_value(point)))
        for state, plans in (("nothing", series.nothing), ("unreported", series.unreported)):
            word = self.sentences.catalogue.value_word("cell-state", state)
            bars += [ChartBar(f"{self.sentences.plan_name(plan)}: {word}", None) for plan in plans]
        height = CHART_BAR_TWIPS * (len(bars) + 1)
        description = f"{title}: {chart_description(series, self.figure_words)}"
        chart = self.charts.bar_chart_markup(bars, title, description, (TEXT_WIDTH_TWIPS - 200, height))
        yield text_paragraph(title, "Heading2")
        yield paragraph_markup(chart)

    def _figure_row(self, series: FigureSeries) -> list[str]:
        label = paragraph_markup(run_markup(cut_safe_text(self.figure_words.series_title(series)), "Mark"))
        cells = [label + text_paragraph(self.figure_words.series_scope(series), "CellNote")]
        cells += [self._plan_figures(series, plan) for plan in self.table.plans]
        lines = [
            f"{self.figure_words.point_label(point)}: {self.figure_words.point_text(series, point)}"
            for point in series.lines
        ]
        return [*cells, "".join(text_paragraph(line) for line in lines)]

    def _plan_figures(self, series: FigureSeries, plan: str) -> str:
        points = [point for point in series.points if point.plan == plan]
        if not points:
            state = "nothing" if plan in series.nothing else "unreported"
            return text_paragraph(self.sentences.catalogue.value_word("cell-state", state), "CellNote")
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
        if laws:
            cells = ["".join(self._law_paragraphs(law)) for law in laws]
            spare = TEXT_WIDTH_TWIPS - MIN_LAW_COLUMN_TWIPS * len(laws)
            widths = [MIN_LAW_COLUMN_TWIPS + spare * len(cell) // sum(map(len, cells)) for cell in cells]
            yield table_markup(widths, [self.sentences.plan_name(law.plan) for law in laws], [cells], whole_rows=False)

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
            head = run_markup(f"{self.message('office.law.steps')}: ", "Mark")
            yield paragraph_markup(head + run_markup(cut_safe_text("; ".join(steps))))

    def _step_text(self, act: str, actors: Sequence[str]) -> str:
        label = self.sentences.word_label(act)
        return f"{label} ({self.sentences.join_labels(actors)})" if actors else label


@dataclass(frozen=True, slots=True)
class MergedLineRow:
    """A line with its verdict under each plan, and whether the line was stated only after that plan."""

    line: str
    title: str
    strength: str
    inferred: bool
    cells: tuple[tuple[LineCell, bool], ...]


def merge_line_rows(party_lines: PartyLines) -> list[MergedLineRow]:
    """The rows of a party, each line once: where it was stated only after a plan, by what the party says since."""
    rows_then = {row.line: row for row in party_lines.rows}
    rows_later = {row.line: row for row in party_lines.stated_later}
    merged = []
    for line in dict.fromkeys((*rows_then, *rows_later)):
        row = rows_then.get(line) or rows_later[line]
        later_cells = rows_later[line].cells if line in rows_later else row.cells
        cells = [
            (cell, row is not rows_then.get(line)) if cell.verdict else (later_cell, later_cell.verdict is not None)
            for cell, later_cell in zip(row.cells, later_cells, strict=True)
        ]
        merged.append(MergedLineRow(row.line, row.title, row.strength, row.inferred, tuple(cells)))
    return merged


def _capitalise(text: str) -> str:
    return text[:1].upper() + text[1:]


def _tells(cell: LineCell) -> bool:
    """Whether a verdict says that a plan touches the line."""
    return cell.verdict is not None and cell.verdict not in ("clear", "silent", "unknown")
