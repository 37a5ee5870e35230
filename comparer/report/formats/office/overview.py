"""The first sheet of the Excel report: what was compared, what matters most, totals, limits and legend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from comparer.report.formats.office.sheet import Sheet, Word
from comparer.report.formats.office.text import joined, short
from comparer.report.sections import outline
from comparer.report.sections.tables import legend
from comparer.report.words.sentences import Phrases

Plain = dict[str, Any]

WIDTHS = (24, 18, 26, 60, 40)


class Overview:
    """Writes the sheet from top to bottom."""

    def __init__(self, report: Plain, phrases: Phrases, sheet: Sheet) -> None:
        self.report, self.phrases, self.sheet, self.text = report, phrases, sheet, phrases.text

    def draw(self) -> None:
        report, phrases = self.report, self.phrases
        for column, width in enumerate(WIDTHS):
            self.sheet.sheet.set_column(column, column, width)
        self.sheet.sheet.hide_gridlines(2)
        self._line(report["title"], bold=True, font_size=16)
        for line in (outline.compared(report, phrases), outline.shared(report, phrases), phrases.stamp()):
            self._line(line)
        self._line(self.text("sentence.words_redline"))
        self._line(report["order"])
        self._matters()
        self._block("compared", ("plan", "coverage", "kind", "title"), self._known())
        for line in outline.against_base(report, phrases):
            self._line(line)
        self._title("limits")
        for limit in report["limits"]:
            self._line(f"– {limit}")
        self._block("legend", ("mark", "meaning"), legend(report, phrases).rows)
        self._title("totals")
        for name, count in _counts(report["totals"]):
            self.sheet.write([name, count])

    def _known(self) -> list[tuple[str, str, str, str]]:
        return [(name, share, kind, title) for name, kind, share, title in outline.known(self.report, self.phrases)]

    def _matters(self) -> None:
        self._title("matter")
        items = outline.matters(self.report, self.phrases)
        for item in items:
            mark = Word(self.phrases.marked(item.group, item.value), item.value)
            self._wide([mark, item.fingerprint], joined([f"{item.text}.", item.because], " "))
        if not items:
            self._line(self.text("sentence.nothing"))

    def _title(self, name: str) -> None:
        self.sheet.row += 1
        self._line(self.text(f"heading.{name}"), bold=True, font_size=12)

    def _block(self, name: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self._title(name)
        self.sheet.write(self.phrases.columns(*columns), bold=True, bg_color="#EEF1F5")
        for row in rows:
            if len(row) < len(WIDTHS) - 1:
                self._wide(row[:-1], row[-1])
            else:
                self.sheet.write(row)

    def _line(self, text: str, **pen: Any) -> None:
        """A text over all columns."""
        if text:
            self._merged(0, short(text), sum(WIDTHS), **pen)
            self.sheet.row += 1

    def _wide(self, cells: Sequence[str | Word], text: str) -> None:
        """A few cells, then a text over the columns that are left."""
        self._merged(len(cells), short(text), sum(WIDTHS[len(cells) :]))
        self.sheet.write(cells)

    def _merged(self, first: int, text: str, room: int, **pen: Any) -> None:
        sheet, row, size = self.sheet.sheet, self.sheet.row, pen.get("font_size", 9)
        look = self.sheet.pens.get(text_wrap=True, **pen)
        sheet.merge_range(row, first, row, len(WIDTHS) - 1, "", look)
        sheet.write_string(row, first, text, look)
        # No program finds the height of merged cells by itself.
        sheet.set_row(row, min(400, 1.35 * size * (1 + len(text) * size // (10 * room))))


def _counts(totals: Plain, before: str = "") -> Iterator[tuple[str, int]]:
    """Each total by its name in the report value, inner ones after a dot."""
    for name, value in totals.items():
        if isinstance(value, dict):
            yield from _counts(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value
