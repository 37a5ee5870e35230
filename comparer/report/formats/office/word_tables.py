"""The two tables of the Word report: what each plan says in few words, and the texts side by side to work on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from comparer.report.formats.office.markup import (
    FilledCell,
    TrackedChanges,
    paragraph_markup,
    run_markup,
    table_markup,
    text_paragraph,
)
from comparer.report.formats.office.shades import STATE_COLOURS, VERDICT_COLOURS
from comparer.report.formats.office.text import cut_safe_text, readable_redline, split_evenly
from comparer.report.formats.office.word_page import TEXT_WIDTH_TWIPS
from comparer.report.sections.table_words import TableWords
from comparer.report.sections.word_table import CellState, LineChip, TableCell, TableRow, WordTable
from comparer.report.words.labels import join_nonempty
from comparer.report.words.sentences import ReportSentences

MAX_PLANS_PER_TABLE = 5
"""Columns of plans, the base among them: more would leave no room to read."""

LABEL_COLUMN_TWIPS, MIN_TEXT_COLUMN_TWIPS, MIN_BLANK_COLUMN_TWIPS, TWIPS_OF_HEADING_LETTER = 2300, 1500, 850, 122
NARROW_LABEL_TWIPS, MAX_PLANS_WITH_WIDE_LABELS = 1720, 3
"""Room for the labels of the working table, and the plans up to which there is more of it."""

MAX_LABELLED_ROWS = 20

MAX_WHOLE_ROW_CHARS = 1_500
"""Characters of a text up to which a row is kept on one page."""

CHANGED_STATES = frozenset({CellState.CHANGED, CellState.REVERSED, CellState.LEFT_OPEN, CellState.STRUCK})
"""States of a cell that say otherwise than the base does."""


class WordTables:
    """Draws the tables of one report."""

    def __init__(self, table: WordTable, sentences: ReportSentences, tracked_changes: TrackedChanges) -> None:
        self.table, self.sentences, self.tracked_changes = table, sentences, tracked_changes
        self.words = TableWords(sentences)

    def draw_words_tables(self, rows: Sequence[TableRow]) -> Iterator[str]:
        """The rows with a short text in each cell; a table for each group of plans that fits on a page."""
        yield text_paragraph(self.words.marks_sentence(), "TableNote")
        for plans in self._plan_groups():
            text_width = (TEXT_WIDTH_TWIPS - LABEL_COLUMN_TWIPS) // len(plans)
            widths = [TEXT_WIDTH_TWIPS - text_width * len(plans), *[text_width] * len(plans)]
            headings = [self.sentences.catalogue_text("column.issue"), *map(self.words.plan_heading, plans)]
            yield table_markup(widths, headings, [self._words_row(row, plans) for row in rows])

    def draw_working_tables(self) -> Iterator[str]:
        """Every row on which a plan says otherwise than the base, with its texts and two empty columns."""
        for plans in self._plan_groups():
            rows = [row for row in self.table.rows if is_changed_row(row, plans)]
            blank_headings = self.sentences.column_headings("compromise", "notes")
            blank_widths = [max(MIN_BLANK_COLUMN_TWIPS, TWIPS_OF_HEADING_LETTER * len(text)) for text in blank_headings]
            label_width = LABEL_COLUMN_TWIPS if len(plans) <= MAX_PLANS_WITH_WIDE_LABELS else NARROW_LABEL_TWIPS
            text_widths = self._text_widths(rows, plans, TEXT_WIDTH_TWIPS - label_width - sum(blank_widths))
            label_width = TEXT_WIDTH_TWIPS - sum(blank_widths) - sum(text_widths)
            widths = [label_width, *text_widths, *blank_widths]
            issue_heading = self.sentences.catalogue_text("column.issue")
            headings = [issue_heading, *map(self.words.plan_heading, plans), *blank_headings]
            is_short = all(
                len(self._cell_text(row.find_cell(plan))) < MAX_WHOLE_ROW_CHARS for row in rows for plan in plans
            )
            yield table_markup(widths, headings, [self._working_row(row, plans) for row in rows], whole_rows=is_short)

    def unchanged_rows_text(self) -> str:
        """The rows that no working table has: by number and label, or by number alone where they are many."""
        rows = [row for row in self.table.rows if not is_changed_row(row, self.table.plans)]
        if len(rows) > MAX_LABELLED_ROWS:
            return ", ".join(row.number for row in rows)
        return "; ".join(f"{row.number} {row.label}" for row in rows)

    def _plan_groups(self) -> Iterator[list[str]]:
        """The base with as many other plans as have room; the base alone where there is no other."""
        other_plans = [plan for plan in self.table.plans if plan != self.table.base]
        for group in split_evenly(other_plans, MAX_PLANS_PER_TABLE - 1):
            yield [self.table.base, *group]
        if not other_plans:
            yield [self.table.base]

    def _label_cell(self, row: TableRow) -> str:
        number = run_markup(f"{row.number} ", "Ref")
        bookmarks = self.tracked_changes.bookmark_markup(row.id)
        return paragraph_markup(bookmarks + number + run_markup(cut_safe_text(row.label), "Mark"))

    def _words_row(self, row: TableRow, plans: Sequence[str]) -> list[str | FilledCell]:
        return [self._label_cell(row), *(self._words_cell(row.find_cell(plan)) for plan in plans)]

    def _words_cell(self, cell: TableCell) -> FilledCell:
        state_label = self.words.state_label(cell)
        paragraphs = text_paragraph(cell.words) if cell.words else ""
        note = join_nonempty([", ".join(cell.points), state_label if cell.words else ""], " · ")
        note_markup = run_markup(cut_safe_text(note or ("" if cell.words else state_label)))
        chips = self._chips_markup(cell.chips)
        separator = run_markup(" ") if note_markup and chips else ""
        paragraphs += paragraph_markup(note_markup + separator + chips, "CellNote")
        return FilledCell(paragraphs, STATE_COLOURS.get(cell.state, ""))

    def _chips_markup(self, chips: Iterable[LineChip]) -> str:
        """The lines that a cell runs against, each on the colour of its verdict."""
        markup = [
            self.tracked_changes.bookmark_markup(chip.fingerprint)
            + run_markup(f" {self.words.chip_text(chip)} ", "Chip", VERDICT_COLOURS.get(chip.verdict, ""))
            for chip in chips
            if not chip.stated_later
        ]
        return run_markup(" ").join(markup)

    def _text_widths(self, rows: Sequence[TableRow], plans: Sequence[str], room: int) -> list[int]:
        """Widths of the columns of text: more room to a plan with more words."""
        spare = room - MIN_TEXT_COLUMN_TWIPS * len(plans)
        counts = [sum(len(self._cell_text(row.find_cell(plan))) for row in rows) + 1 for plan in plans]
        return [MIN_TEXT_COLUMN_TWIPS + spare * count // sum(counts) for count in counts]

    def _cell_text(self, cell: TableCell) -> str:
        return self.sentences.clause_text(cell.plan, cell.clauses)

    def _working_row(self, row: TableRow, plans: Sequence[str]) -> list[str | FilledCell]:
        base_cell = row.find_cell(self.table.base)
        texts = [self._working_cell(base_cell, row.find_cell(plan)) for plan in plans]
        return [self._label_cell(row), *texts, "", ""]

    def _working_cell(self, base_cell: TableCell, cell: TableCell) -> FilledCell:
        fill = STATE_COLOURS.get(cell.state, "")
        if not cell.clauses:
            return FilledCell(text_paragraph(self.words.state_label(cell), "CellNote"), fill)
        if cell.plan == base_cell.plan:
            return FilledCell(self._clause_paragraphs(cell.plan, cell.clauses), fill)
        if cell.state is CellState.SAME and self._cell_text(cell) == self._cell_text(base_cell):
            return FilledCell(text_paragraph(self.sentences.catalogue_text("office.same_words"), "CellNote"), fill)
        links = self.words.oriented_links(self.table.base, cell)
        paired = {
            link["right"][0]: link["left"][0]
            for link in links
            if len(link["left"]) == len(link["right"]) == 1 and link["left"][0] in base_cell.clauses
        }
        bookmarks = self.tracked_changes.bookmark_markup(*(link["fingerprint"] for link in cell.links))
        note = run_markup(f"  {cut_safe_text(self.words.state_and_favours(self.table.base, cell))}", "Muted")
        clauses = [(clause_id, paired.get(clause_id, "")) for clause_id in cell.clauses]
        paragraphs = [paragraph_markup(self._clause_markup(cell.plan, *clause)) for clause in clauses[:-1]]
        paragraphs.append(paragraph_markup(bookmarks + self._clause_markup(cell.plan, *clauses[-1]) + note))
        return FilledCell("".join(paragraphs), fill)

    def _clause_paragraphs(self, plan: str, clause_ids: Iterable[str]) -> str:
        return "".join(paragraph_markup(self._clause_markup(plan, clause_id, "")) for clause_id in clause_ids)

    def _clause_markup(self, plan: str, clause_id: str, base_id: str) -> str:
        """The number of the point and the words of a clause, as tracked changes where most of the base's words stay."""
        clauses = self.sentences.report["clauses"]
        clause = clauses[f"{plan}#{clause_id}"]
        ops = readable_redline(clauses[f"{self.table.base}#{base_id}"]["text"], clause["text"]) if base_id else ()
        words = self.tracked_changes.redline_markup(ops) if ops else run_markup(cut_safe_text(clause["text"]))
        point = clause["provision"] if clause["provision"][:1].isdigit() else ""
        return (run_markup(f"{cut_safe_text(point)} ", "Ref") if point else "") + words


def is_changed_row(row: TableRow, plans: Iterable[str]) -> bool:
    """Whether one of these plans says otherwise on the row than the base does."""
    return any(row.find_cell(plan).state in CHANGED_STATES for plan in plans)
