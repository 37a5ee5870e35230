"""A report of change as sheets of a workbook: clauses first, then other drafts, red lines, law and what to check."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from comparer.report.formats.office.shades import VERDICT_COLOURS
from comparer.report.formats.office.sheet import CellValue, Column, FilledText, RedlineCell, SheetWriter
from comparer.report.formats.office.text import make_xml_safe, readable_redline
from comparer.report.options import RenderOptions
from comparer.report.sections.change_report import ChangeReport
from comparer.report.words.change_parts import ChangeRow, PartKind, build_change_parts
from comparer.report.words.change_sentences import ChangeSentences

TITLE_SIZE = 14
MAX_TITLE_CHARS = 250

_KINDS_BY_SHEET: dict[str, tuple[PartKind, ...]] = {
    "changed_clauses": (PartKind.EDITED, PartKind.ADDED, PartKind.REMOVED),
    "relations": (PartKind.RELATIONS,),
    "changed_verdicts": (PartKind.VERDICTS, PartKind.TOUCHED),
    "changed_law": (PartKind.LAW, PartKind.TOUCHED_LAW),
    "check": (PartKind.RECORDS, PartKind.GATE),
}


class ChangeSheets:
    """Draws the sheets of one report of change; `add_sheet` takes the key of a name and gives the sheet."""

    def __init__(
        self, change: ChangeReport, options: RenderOptions, add_sheet: Callable[[str, str], SheetWriter]
    ) -> None:
        self.change, self.add_sheet = change, add_sheet
        self.words = ChangeSentences(change)
        self.parts = build_change_parts(change, options)
        self._draws: dict[str, Callable[[Sequence[ChangeRow]], tuple[list[Column], list[list[CellValue]]]]] = {
            "changed_clauses": self._clauses_sheet,
            "relations": self._relations_sheet,
            "changed_verdicts": self._answers_sheet,
            "changed_law": self._answers_sheet,
            "check": self._checks_sheet,
        }

    def draw_sheets(self) -> None:
        """A sheet for each kind of change that has rows; the first also says what was compared and how much changed."""
        for sheet_key, kinds in _KINDS_BY_SHEET.items():
            parts = [part for part in self.parts if part.kind in kinds]
            rows = [row for part in parts for row in part.rows]
            is_first = sheet_key == "changed_clauses"
            if not rows and not is_first:
                continue
            writer = self.add_sheet(sheet_key, self.words.title())
            if is_first:
                self._write_head(writer)
            columns, cells = self._draws[sheet_key](rows)
            id_column = Column(self.words.after.catalogue_text("office.ids"), 20, is_hidden=True)
            id_cells = [[*row_cells, " ".join(row.ids)] for row_cells, row in zip(cells, rows, strict=True)]
            writer.write_table(sheet_key, [*columns, id_column], id_cells)

    def _write_head(self, writer: SheetWriter) -> None:
        """What was compared, the counts, and a sentence for each kind of which nothing changed."""
        silent = [part.title for part in self.parts if not part.rows]
        heads = ((self.words.title(), TITLE_SIZE), (self.words.counts(), 10), (" ".join(silent), 9))
        for text, size in heads:
            if text:
                text_format = writer.formats.get_format(font_size=size, bold=size == TITLE_SIZE)
                safe_text = make_xml_safe(text)[:MAX_TITLE_CHARS]
                writer.worksheet.write_string(writer.row_index, 0, safe_text, text_format)
                writer.worksheet.set_row(writer.row_index, size * 1.6)
                writer.row_index += 1
        writer.row_index += 1

    def _change_columns(self, *columns: tuple[str, int]) -> list[Column]:
        """Columns by the keys of their headings: whole keys have a dot, the others are those of reports of change."""
        text = self.words.after.catalogue_text
        return [Column(text(key if "." in key else f"change.column.{key}"), width) for key, width in columns]

    def _side_columns(self, width: int) -> list[Column]:
        return [Column(heading, width) for heading in self.words.side_columns()]

    def _state(self, row: ChangeRow) -> str:
        return self.words.catalogue.value_word("change.state", row.state)

    # --- tables

    def _clauses_sheet(self, rows: Sequence[ChangeRow]) -> tuple[list[Column], list[list[CellValue]]]:
        columns = [
            *self._change_columns(("kind", 10), ("column.clause", 12), ("about", 16)),
            *self._side_columns(34),
            *self._change_columns(("office.redline", 34), ("effect", 26), ("place", 20)),
        ]
        return columns, [self._changed_clause_cells(row) for row in rows]

    def _changed_clause_cells(self, row: ChangeRow) -> list[CellValue]:
        ops = readable_redline(row.before, row.after)
        redline = RedlineCell(ops) if ops else ""
        head = (self._state(row), row.subject, row.heading, row.before, row.after)
        return [*head, redline, row.note, row.place]

    def _relations_sheet(self, rows: Sequence[ChangeRow]) -> tuple[list[Column], list[list[CellValue]]]:
        columns = self._change_columns(
            ("draft", 18), ("column.clause", 16), ("says", 50), ("against_before", 28), ("against_now", 28)
        )
        return columns, [[row.subject, row.heading, row.note, row.before, row.after] for row in rows]

    def _answers_sheet(self, rows: Sequence[ChangeRow]) -> tuple[list[Column], list[list[CellValue]]]:
        """Answers that changed, then those that stayed, each with the plan that it is about."""
        columns = [
            *self._change_columns(("kind", 11), ("column.plan", 14), ("about", 44), ("strength", 24)),
            *self._side_columns(17),
            *self._change_columns(("why", 60)),
        ]
        return columns, [self._changed_answer_cells(row) for row in rows]

    def _changed_answer_cells(self, row: ChangeRow) -> list[CellValue]:
        sides = zip((row.before, row.after), row.answers, strict=True)
        answers = [FilledText(text, VERDICT_COLOURS.get(value, "")) for text, value in sides]
        return [self._state(row), row.plan, row.subject, row.heading, *answers, row.note]

    def _checks_sheet(self, rows: Sequence[ChangeRow]) -> tuple[list[Column], list[list[CellValue]]]:
        columns = self._change_columns(("kind", 12), ("check", 110), ("place", 34))
        return columns, [[self._state(row), row.subject, row.place] for row in rows]
