"""Red lines at one look: per party its lines against the plans, each line once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from comparer.report.formats.office.markup import (
    FilledCell,
    TrackedChanges,
    paragraph_markup,
    run_markup,
    table_markup,
    text_paragraph,
)
from comparer.report.formats.office.shades import VERDICT_COLOURS
from comparer.report.formats.office.text import cut_safe_text, split_evenly
from comparer.report.formats.office.word_page import COLUMN_WIDTH_TWIPS, TEXT_WIDTH_TWIPS
from comparer.report.sections.line_overview import LineCell, PartyLines, build_line_overview
from comparer.report.sections.view_tables import line_name
from comparer.report.words.english_norms import capitalise
from comparer.report.words.sentences import ReportSentences

MAX_PLANS_IN_TWO_COLUMNS, MAX_PLANS_PER_LINE_TABLE = 4, 10
"""Plans up to which two tables fit beside one another, and those of one table across the page."""

LINE_LABEL_TWIPS, MAX_LINE_CELL_TWIPS = 3_150, 1_450


class WordLines:
    """Draws the red lines of one report against some plans."""

    def __init__(self, plans: Sequence[str], sentences: ReportSentences, tracked_changes: TrackedChanges) -> None:
        self.plans, self.sentences, self.tracked_changes = plans, sentences, tracked_changes
        self.report, self.message = sentences.report, sentences.catalogue_text
        self.column_count = 2 if len(plans) <= MAX_PLANS_IN_TWO_COLUMNS else 1

    def draw_lines(self) -> Iterator[str]:
        """The lines of each party against the plans; those that no plan runs against are named below."""
        yield text_paragraph(self.message("office.lines_note"), "TableNote")
        for party_lines in build_line_overview(self.report, self.plans).parties:
            yield from self._party_lines_section(party_lines)

    def _party_lines_section(self, party_lines: PartyLines) -> Iterator[str]:
        rows = merge_line_rows(party_lines)
        shown = [row for row in rows if any(_tells(cell) for cell, _ in row.cells)]
        silent = [row.line for row in rows if row not in shown]
        unjudged = [line.line for line in party_lines.not_judged]
        if not (rows or unjudged):
            return
        yield text_paragraph(self.sentences.word_label(party_lines.party), "Heading2")
        for group in split_evenly(range(len(self.plans)), MAX_PLANS_PER_LINE_TABLE if shown else 0):
            yield self._line_table(shown, group)
        for key, lines in (("office.untouched_lines", silent), ("word.not_judged", unjudged)):
            if lines:
                yield text_paragraph(
                    f"{capitalise(self.message(key))}: {'; '.join(map(partial(line_name, self.sentences), lines))}",
                    "Fine",
                )

    def _line_table(self, rows: Sequence[MergedLineRow], places: Sequence[int]) -> str:
        """The lines against the plans at these places."""
        width = COLUMN_WIDTH_TWIPS if self.column_count > 1 else TEXT_WIDTH_TWIPS
        cell_width = min(MAX_LINE_CELL_TWIPS, (width - LINE_LABEL_TWIPS) // len(places))
        widths = [width - cell_width * len(places), *[cell_width] * len(places)]
        headings = [self.message("column.line"), *(self.sentences.plan_name(self.plans[place]) for place in places)]
        return table_markup(widths, headings, [self._line_row(row, places) for row in rows])

    def _line_row(self, row: MergedLineRow, places: Sequence[int]) -> list[str | FilledCell]:
        flags = [self.sentences.catalogue.value_word("strength", row.strength)]
        flags += [self.message("word.inferred")] if row.inferred else []
        label = run_markup(f"{row.line.rpartition('#')[2]} ", "Ref") + run_markup(cut_safe_text(row.title))
        note = run_markup(f" {'; '.join(flags)}", "Muted")
        return [paragraph_markup(label + note), *(self._verdict_cell_content(*row.cells[place]) for place in places)]

    def _verdict_cell_content(self, cell: LineCell, is_later: bool) -> FilledCell:
        """The verdict with its mark; a question mark for low confidence, a star for a line stated only later."""
        if cell.verdict is None:
            return FilledCell(text_paragraph("–", "CellNote"))
        text = self.sentences.mark_and_word("verdict", cell.verdict)
        text += ("?" if cell.is_pale else "") + ("*" if is_later else "")
        bookmark = self.tracked_changes.bookmark_markup(cell.fingerprint)
        content = paragraph_markup(bookmark + run_markup(text, "Muted" if is_later or not _tells(cell) else "Chip"))
        return FilledCell(content, "" if cell.is_pale or is_later else VERDICT_COLOURS.get(cell.verdict, ""))


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


def _tells(cell: LineCell) -> bool:
    """Whether a verdict says that a plan touches the line."""
    return cell.verdict is not None and cell.verdict not in ("clear", "silent", "unknown")
