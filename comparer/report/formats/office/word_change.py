"""A report of change in a Word document: a title with the counts, then a table for each kind of change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comparer.report.formats.office.markup import (
    FilledCell,
    TrackedChanges,
    paragraph_markup,
    run_markup,
    table_markup,
    text_paragraph,
)
from comparer.report.formats.office.shades import VERDICT_COLOURS
from comparer.report.formats.office.text import cut_safe_text, readable_redline
from comparer.report.formats.office.word_page import TEXT_WIDTH_TWIPS
from comparer.report.options import RenderOptions
from comparer.report.sections.change_report import ChangeReport, ChangeScope
from comparer.report.words.change_parts import ChangePart, ChangeRow, PartKind, build_change_parts
from comparer.report.words.change_sentences import ChangeSentences

MAX_ROWS = {PartKind.EDITED: 20, PartKind.ADDED: 15, PartKind.REMOVED: 15, PartKind.RELATIONS: 8,
            PartKind.VERDICTS: 15, PartKind.TOUCHED: 5, PartKind.LAW: 15, PartKind.TOUCHED_LAW: 0,
            PartKind.RECORDS: 12}  # fmt: skip
"""Rows of a short document, by the kind of change; of what is not named here all."""

CLAUSE_SHARES, TEXT_SHARES, RELATION_SHARES, ANSWER_SHARES, GATE_SHARES = (
    (3, 6, 6, 5), (3, 14, 3), (3, 9, 4, 4), (6, 3, 3, 8), (15, 5)
)  # fmt: skip
"""What the columns take of the width, by the shape of a table."""

_CLAUSE_KINDS = (PartKind.EDITED, PartKind.ADDED, PartKind.REMOVED)
_ANSWER_KINDS = (PartKind.VERDICTS, PartKind.TOUCHED, PartKind.LAW, PartKind.TOUCHED_LAW)


class WordChange:
    """Draws the parts of one report of change."""

    def __init__(self, change: ChangeReport, options: RenderOptions, tracked_changes: TrackedChanges) -> None:
        self.change, self.options, self.tracked_changes = change, options, tracked_changes
        self.words = ChangeSentences(change)
        refs = (ref for clause_change in change.clauses for ref in (*clause_change.before, *clause_change.after))
        self._moves_several = len({relation.clause for relation in change.relations}) > 1
        self._is_pair = change.scope is ChangeScope.PLANS
        self._plans = {ref.partition("#")[0] for ref in refs}

    def draw_parts(self) -> Iterator[str]:
        yield text_paragraph(self.words.title(), "Title")
        yield text_paragraph(f"{self.words.counts()} · {self.words.stamp()}", "Fine")
        for part in build_change_parts(self.change, self.options):
            yield from self._draw_change_part(part)

    def _draw_change_part(self, part: ChangePart) -> Iterator[str]:
        limit = None if self.options.full else MAX_ROWS.get(part.kind)
        rows = part.rows[:limit]
        if not rows:
            yield text_paragraph(part.title, "Point")
            return
        yield text_paragraph(part.title, "Heading2")
        if part.kind is PartKind.RECORDS:
            yield from (text_paragraph(row.subject, "Point") for row in rows)
        else:
            shares, headings = self._part_columns(part.kind)
            cells = [self._row_cells(part.kind, row) for row in rows]
            if not any(row.note for row in rows) and part.kind in _CLAUSE_KINDS:  # nothing to say in the last column
                shares, headings, cells = shares[:-1], headings[:-1], [row_cells[:-1] for row_cells in cells]
            widths = [TEXT_WIDTH_TWIPS * share // sum(shares) for share in shares]
            yield table_markup(widths, headings, cells)
        if left_out := len(part.rows) - len(rows):
            yield text_paragraph(self.words.text("more", n=left_out), "Fine")

    def _part_columns(self, kind: PartKind) -> tuple[Sequence[int], list[str]]:
        """The widths of a table as shares, and its headings."""
        column, sides = self.words.after.catalogue_text, self.words.side_columns()
        if kind is PartKind.EDITED:
            return CLAUSE_SHARES, [column("column.clause"), *sides, self.words.text("column.effect")]
        if kind in _CLAUSE_KINDS:
            return TEXT_SHARES, [
                column("column.clause"), self.words.text("column.says"), self.words.text("column.effect")
            ]  # fmt: skip
        if kind is PartKind.RELATIONS:
            keys = ("draft", "says", "against_before", "against_now")
            return RELATION_SHARES, [self.words.text(f"column.{key}") for key in keys]
        if kind in _ANSWER_KINDS:
            subject = "line" if kind in (PartKind.VERDICTS, PartKind.TOUCHED) else "constraint"
            return ANSWER_SHARES, [column(f"column.{subject}"), *sides, self.words.text("column.why")]
        return GATE_SHARES, [self.words.text("column.check"), self.words.text("column.place")]

    def _row_cells(self, kind: PartKind, row: ChangeRow) -> list[str | FilledCell]:
        if kind is PartKind.EDITED:
            return [self._clause_cell(row), *self._text_cells(row), text_paragraph(row.note, "Effect")]
        if kind in _CLAUSE_KINDS:
            return [self._clause_cell(row), text_paragraph(row.after or row.before), text_paragraph(row.note, "Effect")]
        if kind is PartKind.RELATIONS:
            subject = self._clause_cell(row) if self._moves_several else text_paragraph(row.subject, "CellHead")
            return [subject, *map(text_paragraph, (row.note, row.before, row.after))]
        if kind in _ANSWER_KINDS:
            return [self._answer_subject(row), *self._verdict_cells(row), text_paragraph(row.note)]
        return [text_paragraph(row.subject), text_paragraph(row.place, "CellNote")]

    def _clause_cell(self, row: ChangeRow) -> str:
        """The name of a clause or draft, what it is about, and where it stands in the files that were edited."""
        subject = row.subject
        if self._is_pair:  # the heading or the column names the plan
            subject = subject.partition("#")[2] or subject
        bookmarks = self.tracked_changes.bookmark_markup(*row.ids)
        content = paragraph_markup(bookmarks + run_markup(cut_safe_text(subject), "Ref"))
        details = (row.heading, "" if self._is_pair else row.place)
        return content + "".join(text_paragraph(text, "CellNote") for text in details if text)

    def _text_cells(self, row: ChangeRow) -> list[str]:
        """The text before, and that after it as tracked changes where most of the words stay."""
        ops = readable_redline(row.before, row.after)
        after = self.tracked_changes.redline_markup(ops) if ops else run_markup(cut_safe_text(row.after))
        return [text_paragraph(row.before), paragraph_markup(after)]

    def _answer_subject(self, row: ChangeRow) -> str:
        prefix = "" if self._is_pair or self._plans == {row.plan} else f"{row.plan}: "
        bookmarks = self.tracked_changes.bookmark_markup(*row.ids)
        content = paragraph_markup(bookmarks + run_markup(cut_safe_text(f"{prefix}{row.subject}"), "Mark"))
        return content + (text_paragraph(row.heading, "CellNote") if row.heading else "")

    def _verdict_cells(self, row: ChangeRow) -> list[FilledCell]:
        answers = zip((row.before, row.after), row.answers, strict=True)
        return [FilledCell(text_paragraph(text), VERDICT_COLOURS.get(value, "")) for text, value in answers]
