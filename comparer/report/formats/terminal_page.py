"""A page of a terminal: one report at one width, with the words, marks and tables that its sections are made of."""

from __future__ import annotations

from typing import Any

from comparer.report.formats.text_grid import Cell, Row, fitted, grid, paragraph, styled
from comparer.report.options import Options
from comparer.report.sections.tables import delta
from comparer.report.words.escape import columns, cut, one_line
from comparer.report.words.sentences import Phrases

Plain = dict[str, Any]

NARROWEST = 60
"""Columns that the tables need; a narrower terminal wraps them itself."""

LONGEST = 2_000
"""Characters of a clause shown in a cell of the terminal; the other formats have the rest."""

STYLES = {
    "opposed": "red", "breached": "red", "blocked": "red", "deadlock": "red", "absent": "red", "struck": "red",
    "stricter": "yellow", "strained": "yellow", "needs": "yellow", "unmet": "yellow", "mixed": "violet",
    "contradiction": "yellow", "looser": "blue", "shifted": "violet", "same": "green", "reworded": "green",
    "upheld": "green", "clear": "green", "compatible": "green", "base": "faint", "silent": "faint",
}  # fmt: skip


class Page:
    """One report at one width."""

    def __init__(self, report: Plain, options: Options) -> None:
        self.report = report
        self.width = max(options.width, NARROWEST)
        self.colour = options.colour
        self.phrases = Phrases(report)
        self.styles = {
            self.phrases.marked(group, entry["id"]): STYLES.get(entry["id"], "")
            for group in ("constraint", "verdict", "relation", "gap")
            for entry in report["legend"][group]
        }

    def text(self, key: str, **fields: object) -> str:
        return self.phrases.text(key, **fields)

    def heading(self, title: str) -> str:
        name = cut(one_line(title), self.width)
        return styled(paragraph(name, self.width), "strong", self.colour) + "\n" + "━" * min(columns(name), self.width)

    def wrap(self, text: str, indent: str = "", first: str | None = None) -> str:
        return paragraph(cut(one_line(text), 10 * LONGEST), self.width, indent, first)

    def mark(self, group: str, value: str, more: str = "") -> Cell:
        return Cell(self.phrases.marked(group, value) + more, STYLES.get(value, ""))

    def cell(self, text: str) -> Cell:
        return Cell(cut(one_line(text), LONGEST), self.styles.get(text, ""))

    def clause(self, plan: str, ids: list[str]) -> str:
        said = self.phrases.clause_parts(plan, ids)
        parts = [
            f"{name}: {cut(one_line(text), LONGEST)}" if name else cut(one_line(text), LONGEST) for name, text in said
        ]
        return "\n".join(parts)

    def table(self, head: Row, rows: list[Row], shares: tuple[int, ...], *, ruled: bool = False) -> str:
        return grid(head, rows, fitted(head, rows, self.width, shares), ruled=ruled, colour=self.colour)

    def changes(self) -> str:
        """What became of findings, where the report tells it."""
        found = delta(self.report, self.phrases)
        if found is None:
            return ""
        told = [self.heading(self.text(f"heading.{found.part}")), self.wrap(found.note)]
        if found.rows:
            shares = (2, 1, 1, 3, 0) if len(found.head) == 5 else (0, 1, 1, 0)
            told.append(self.table(found.head, [[self.cell(cell) for cell in row] for row in found.rows], shares))
        return "\n".join(told)
