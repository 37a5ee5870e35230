"""The red lines of a cell in a few letters, for formats that have no room for their titles."""

from __future__ import annotations

from collections.abc import Iterable

from comparer.model.redline import Strength
from comparer.model.relation import VerdictKind
from comparer.report.sections.table_values import CHIP_VERDICTS, LineChip
from comparer.resources.message_catalogue import Catalogue


def chip_legend(catalogue: Catalogue) -> str:
    """What the marks and the letters of `chip_text` mean, in one line."""
    marks = [f"{catalogue.value_mark('verdict', kind)} {catalogue.value_word('chip', kind)}" for kind in CHIP_VERDICTS]
    return catalogue.format_message("screen.legend", marks="  ".join(marks))


def is_weak_line(is_inferred: bool, strength: str) -> bool:
    """Whether a line is a preference, or one that only an analyst reads."""
    return is_inferred or strength == Strength.PREFERENCE


def chip_text(chips: Iterable[LineChip], catalogue: Catalogue) -> str:
    """The lines of a cell, at the time of the plan: a mark and the letters of each party, small where the line is weak.

    Of several lines of a party the gravest is shown.
    """
    gravest_chips: dict[str, tuple[int, bool]] = {}
    for chip in chips:
        if chip.stated_later:
            continue
        letters = chip.line.rpartition("#")[2].partition("-")[0]
        gravity = CHIP_VERDICTS.index(VerdictKind(chip.verdict)), is_weak_line(chip.inferred, chip.strength)
        gravest_chips[letters] = min(gravity, gravest_chips.get(letters, gravity))
    ordered = sorted(gravest_chips.items(), key=lambda entry: (entry[1], entry[0]))
    return " ".join(
        catalogue.value_mark("verdict", CHIP_VERDICTS[place]) + (letters.lower() if is_weak else letters.upper())
        for letters, (place, is_weak) in ordered
    )
