"""The first sheet of the Excel report: what was compared, what matters most, totals, limits and legend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from comparer.report.formats.office.sheet import BadgeCell, SheetWriter
from comparer.report.formats.office.text import cut_safe_text, join_nonempty
from comparer.report.sections import outline
from comparer.report.sections.tables import build_legend_table, flatten_totals
from comparer.report.value.types import ReportValue
from comparer.report.words.sentences import ReportSentences

COLUMN_WIDTHS_CHARS = (24, 18, 26, 60, 40)


class OverviewSheet:
    """Writes the sheet from top to bottom."""

    def __init__(self, report: ReportValue, sentences: ReportSentences, sheet_writer: SheetWriter) -> None:
        self.report, self.sentences, self.sheet_writer, self.format_message = (
            report,
            sentences,
            sheet_writer,
            sentences.catalogue_text,
        )

    def draw_sheet(self) -> None:
        report, sentences = self.report, self.sentences
        for column, width in enumerate(COLUMN_WIDTHS_CHARS):
            self.sheet_writer.worksheet.set_column(column, column, width)
        self.sheet_writer.worksheet.hide_gridlines(2)
        self._draw_full_width_text(report["title"], bold=True, font_size=16)
        for line in (
            outline.comparison_sentence(report, sentences),
            outline.shared_sentence(report, sentences),
            sentences.stamp_sentence(),
        ):
            self._draw_full_width_text(line)
        self._draw_full_width_text(self.format_message("sentence.words_redline"))
        self._draw_full_width_text(report["order"])
        self._draw_headlines()
        self._draw_table("compared", ("plan", "coverage", "kind", "title"), self._coverage_rows())
        for line in outline.base_summary_lines(report, sentences):
            self._draw_full_width_text(line)
        self._draw_heading("limits")
        for limit in report["limits"]:
            self._draw_full_width_text(f"– {limit}")
        self._draw_table("legend", ("mark", "meaning"), build_legend_table(report, sentences).rows)
        self._draw_heading("totals")
        for total_name, count in flatten_totals(report["totals"]):
            self.sheet_writer.write_row([total_name, count])

    def _coverage_rows(self) -> list[tuple[str, str, str, str]]:
        return [
            (plan_id, clause_counts, kind, title)
            for plan_id, kind, clause_counts, title in outline.plan_overview_rows(self.report, self.sentences)
        ]

    def _draw_headlines(self) -> None:
        self._draw_heading("matter")
        items = outline.list_headlines(self.report, self.sentences)
        for item in items:
            mark = BadgeCell(self.sentences.mark_and_word(item.group, item.value), item.value)
            self._draw_cells_and_text([mark, item.fingerprint], join_nonempty([f"{item.text}.", item.reason], " "))
        if not items:
            self._draw_full_width_text(self.format_message("sentence.nothing"))

    def _draw_heading(self, heading_key: str) -> None:
        self.sheet_writer.row_index += 1
        self._draw_full_width_text(self.format_message(f"heading.{heading_key}"), bold=True, font_size=12)

    def _draw_table(self, heading_key: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self._draw_heading(heading_key)
        self.sheet_writer.write_row(self.sentences.column_headings(*columns), bold=True, bg_color="#EEF1F5")
        for row in rows:
            if len(row) < len(COLUMN_WIDTHS_CHARS) - 1:
                self._draw_cells_and_text(row[:-1], row[-1])
            else:
                self.sheet_writer.write_row(row)

    def _draw_full_width_text(self, text: str, **format_properties: Any) -> None:
        """A text over all columns."""
        if text:
            self._write_merged_text(0, cut_safe_text(text), sum(COLUMN_WIDTHS_CHARS), **format_properties)
            self.sheet_writer.row_index += 1

    def _draw_cells_and_text(self, cells: Sequence[str | BadgeCell], text: str) -> None:
        """A few cells, then a text over the columns that are left."""
        self._write_merged_text(len(cells), cut_safe_text(text), sum(COLUMN_WIDTHS_CHARS[len(cells) :]))
        self.sheet_writer.write_row(cells)

    def _write_merged_text(self, first_column: int, text: str, width_chars: int, **format_properties: Any) -> None:
        worksheet, row_index, font_size = (
            self.sheet_writer.worksheet,
            self.sheet_writer.row_index,
            format_properties.get("font_size", 9),
        )
        cell_format = self.sheet_writer.formats.get_format(text_wrap=True, **format_properties)
        worksheet.merge_range(row_index, first_column, row_index, len(COLUMN_WIDTHS_CHARS) - 1, "", cell_format)
        worksheet.write_string(row_index, first_column, text, cell_format)
        # No program finds the height of merged cells by itself.
        worksheet.set_row(row_index, min(400, 1.35 * font_size * (1 + len(text) * font_size // (10 * width_chars))))
