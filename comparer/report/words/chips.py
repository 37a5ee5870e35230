"""The red lines of a cell in a few letters, for formats that have no room for their titles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from comparer.report.sections.table_values import LineChip

VERDICT_MARKS: Final = {"breached": "✗", "strained": "~", "unmet": "~", "part": "~"}


def chip_text(chips: Iterable[LineChip]) -> str:
    """The lines of a cell, at the time of the plan: a mark and the letters of each party, small where the line is weak.

    Weak is a preference, or a line that only an analyst reads. Of several lines of a party the gravest is shown.
    """
    marks: dict[str, str] = {}
    for chip in chips:
        if chip.stated_later:
            continue
        letters = chip.line.rpartition("#")[2].partition("-")[0]
        is_weak = chip.inferred or chip.strength == "preference"
        mark = VERDICT_MARKS[chip.verdict] + (letters.lower() if is_weak else letters.upper())
        gravest_mark = marks.get(letters)
        if gravest_mark is None or _chip_gravity(mark) < _chip_gravity(gravest_mark):
            marks[letters] = mark
    return " ".join(sorted(marks.values(), key=_chip_gravity))


def _chip_gravity(mark: str) -> tuple[bool, bool]:
    return mark[0] != "✗", mark[1:].islower()
