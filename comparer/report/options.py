"""What a reader may choose about a report, whatever the format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

REPORT_SECTIONS: Final = (
    "brief", "table", "changes", "movement", "lines", "figures", "open", "law", "agreement", "clauses", "sources",
    "reading",
)  # fmt: skip
"""Parts that a reader may ask for by name: `changes` is clause against clause, `reading` how to read and the limits."""

FORMAT_ALIASES: Final = {"markdown": "md"}
"""Other names by which people call a format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderOptions:
    """`width` is in terminal columns; `compact` packs JSON on one line; `colour` is for a terminal alone.

    `full` asks for everything where a format shows what matters first; `sections` for some parts alone, by their names
    in REPORT_SECTIONS.
    """

    width: int = 80
    colour: bool = False
    compact: bool = False
    full: bool = False
    sections: tuple[str, ...] = ()

    def shows(self, section: str, *, by_default: bool = True) -> bool:
        """Whether a part is drawn. `by_default`: a short report has it too."""
        return section in self.sections if self.sections else self.full or by_default
