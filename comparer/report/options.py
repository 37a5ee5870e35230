"""What a reader may choose about a report, whatever the format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

REPORT_SECTIONS: Final = (
    "brief", "table", "changes", "movement", "lines", "figures", "open", "law", "agreement", "clauses", "sources",
    "reading",
)  # fmt: skip
"""Parts that a reader may ask for by name: `changes` is clause against clause, `reading` how to read and the limits."""

CHANGE_SECTIONS: Final = ("changes", "table", "lines", "law")
"""Those of REPORT_SECTIONS that a report of change has."""

BRIEF_SECTIONS: Final = ("brief", "changes", "lines", "open", "law", "reading")
"""Those of REPORT_SECTIONS that the brief has: `changes` is what moved and what is common, `reading` what is known."""

VERDICT_SECTIONS: Final = ("lines",)
"""Those of REPORT_SECTIONS that a list of verdicts has."""

MAX_PLANS_IN_ALL_PAIRS: Final = 20
"""Plans up to which all pairs are compared where nobody said which: pairs grow with the square of the plans."""


def default_pair_choice(plan_count: int) -> str:
    """Which pairs of so many plans are compared where nobody said: `all`, or `base`."""
    return "base" if plan_count > MAX_PLANS_IN_ALL_PAIRS else "all"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """What a person may ask of a report. An empty text leaves the choice to the workspace.

    `as_of` is a date (YYYY, YYYY-MM or YYYY-MM-DD) at which red lines and law are read; `issue` keeps what lies under
    one issue and `party` what concerns one party; `base` is the id of the plan that others are shown against;
    `language` that of headings and sentences. Where no plan is named, first screens show those that the settings call
    live; with `all_plans` they show all. `pairs` says which pairs of plans are compared: all, base (those with `base`),
    consecutive or none; "" stands for all, and for those with the base where more plans are chosen than
    MAX_PLANS_IN_ALL_PAIRS. `clauses` are refs of clauses: where any is named, pairs hold what concerns them alone. With
    `with_agreement` the report has what the tools towards agreement find.
    """

    as_of: str = ""
    issue: str = ""
    party: str = ""
    base: str = ""
    language: str = ""
    all_plans: bool = False
    pairs: str = ""
    clauses: tuple[str, ...] = ()
    with_agreement: bool = False
