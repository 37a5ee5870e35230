"""A page of a terminal: one report at one width, with the words, marks and tables that its sections are made of."""

from __future__ import annotations

from comparer.report.formats.text_grid import (
    StyledCell,
    TableRow,
    apply_style,
    draw_grid,
    fit_widths,
    wrap_lines,
    wrap_paragraph,
)
from comparer.report.options import RenderOptions
from comparer.report.sections.tables import build_delta_table
from comparer.report.value.types import ReportValue
from comparer.report.words.escape import display_width, safe_line, truncate_text
from comparer.report.words.sentences import ReportSentences

MIN_PAGE_WIDTH = 60
"""Columns that the tables need; a narrower terminal wraps them itself."""

MAX_TERMINAL_CELL_CHARS = 2_000
"""Characters of a clause shown in a cell of the terminal; the other formats have the rest."""

VALUE_STYLES = {
    "opposed": "red", "breached": "red", "blocked": "red", "deadlock": "red", "absent": "red", "struck": "red",
    "stricter": "yellow", "strained": "yellow", "part": "yellow", "needs": "yellow",
    "unmet": "yellow", "mixed": "violet",
    "contradiction": "yellow", "looser": "blue", "replaced": "violet", "same": "green", "reworded": "green",
    "upheld": "green", "clear": "green", "compatible": "green", "base": "faint", "silent": "faint",
}  # fmt: skip


class TerminalPage:
    """One report at one width."""

    def __init__(self, report: ReportValue, options: RenderOptions) -> None:
        self.report = report
        self.options = options
        self.width = max(options.width, MIN_PAGE_WIDTH)
        self.colour = options.colour
        self.sentences = ReportSentences(report)
        self.styles_by_text = {
            self.sentences.mark_and_word(group, entry["id"]): VALUE_STYLES.get(entry["id"], "")
            for group in ("constraint", "verdict", "relation", "gap")
            for entry in report["legend"][group]
        }

    def catalogue_text(self, key: str, **fields: object) -> str:
        return self.sentences.catalogue_text(key, **fields)

    def format_heading(self, title: str) -> str:
        lines = wrap_lines(truncate_text(safe_line(title), MAX_TERMINAL_CELL_CHARS), self.width)
        shown = [apply_style(line, "strong", self.colour) for line in lines]
        return "\n".join([*shown, "━" * max(map(display_width, lines))])

    def wrap_text(self, text: str, indent: str = "", first_indent: str | None = None) -> str:
        return wrap_paragraph(
            truncate_text(safe_line(text), 10 * MAX_TERMINAL_CELL_CHARS), self.width, indent, first_indent
        )

    def mark_cell(self, group: str, value: str, suffix: str = "") -> StyledCell:
        return StyledCell(self.sentences.mark_and_word(group, value) + suffix, VALUE_STYLES.get(value, ""))

    def text_cell(self, text: str) -> StyledCell:
        return StyledCell(truncate_text(safe_line(text), MAX_TERMINAL_CELL_CHARS), self.styles_by_text.get(text, ""))

    def format_clauses(self, plan_id: str, clause_ids: list[str]) -> str:
        clause_parts = self.sentences.clause_parts(plan_id, clause_ids)
        lines = [
            f"{label}: {truncate_text(safe_line(text), MAX_TERMINAL_CELL_CHARS)}"
            if label
            else truncate_text(safe_line(text), MAX_TERMINAL_CELL_CHARS)
            for label, text in clause_parts
        ]
        return "\n".join(lines)

    def draw_table(
        self, headings: TableRow, rows: list[TableRow], shares: tuple[int, ...], *, ruled: bool = False
    ) -> str:
        return draw_grid(
            headings, rows, fit_widths(headings, rows, self.width, shares), ruled=ruled, colour=self.colour
        )

    def changes_section(self) -> str:
        """What became of findings, where the report tells it."""
        delta_table = build_delta_table(self.report, self.sentences)
        if delta_table is None:
            return ""
        blocks = [
            self.format_heading(self.catalogue_text(f"heading.{delta_table.section}")),
            self.wrap_text(delta_table.note),
        ]
        if delta_table.rows:
            visible = [n for n, kind in enumerate(delta_table.column_kinds) if kind != "finding"]
            rows: list[TableRow] = [[self.text_cell(row[n]) for n in visible] for row in delta_table.rows]
            shares = (2, 1, 1, 3) if len(visible) == 4 else (0, 1, 1)
            blocks.append(self.draw_table([delta_table.headings[n] for n in visible], rows, shares))
        return "\n".join(blocks)
