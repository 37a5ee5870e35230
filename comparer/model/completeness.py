"""How complete a text is: of each duty who, what, how much and by when; of checklists each matter."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class DutyAspect(StrEnum):
    """What a duty that can be carried out and checked says."""

    WHO = "who"
    WHAT = "what"
    HOW_MUCH = "how-much"
    BY_WHEN = "by-when"
    VERIFIED_BY = "verified-by"
    REMEDY = "remedy"


class AspectStanding(StrEnum):
    """Whether a duty says something: yes, in part, no; left open on purpose; not to be asked of it.

    Unreported: what is known of the text does not say it, and it is not known whole.
    """

    SAID = "yes"
    PART = "part"
    MISSING = "missing"
    INTENDED = "intended"
    NOT_ASKED = "not-asked"
    UNREPORTED = "unreported"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyCompleteness:
    """A clause with the standing of each aspect, in their order."""

    clause: str
    text: str
    standings: tuple[AspectStanding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCompleteness:
    """The duties and bans of a plan, in its order. Lists, never a sum."""

    plan: str
    duties: tuple[DutyCompleteness, ...]


class GuidanceExtent(StrEnum):
    """How far guidance was read: where it names the matters that are cited to it, or its opening or a summary alone."""

    MATTERS = "matters"
    OPENING = "opening"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidanceSource:
    """Published guidance to which matters of a checklist are cited; `read` says what of it was read for that.

    Of guidance whose opening alone was read it is not known that it is on a matter.
    """

    id: str
    title: str
    publisher: str
    date: str
    address: str
    read: str
    extent: GuidanceExtent


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistMatter:
    id: str
    asks: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """Matters that texts of one kind customarily settle."""

    id: str
    title: str
    guidance: tuple[GuidanceSource, ...]
    matters: tuple[ChecklistMatter, ...]


class MatterStanding(StrEnum):
    """Whether a text has a matter, has it in dispute, puts it off, strikes it, or lacks it, as far as it is known.

    Not coded: no question of the vocabulary stands for the matter, so that nothing can be told of any text.
    """

    HAD = "had"
    DISPUTED = "disputed"
    DEFERRED = "deferred"
    STRUCK = "struck"
    ABSENT = "absent"
    SILENT = "silent"
    UNREPORTED = "unreported"
    NOT_CODED = "not-coded"


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterCell:
    """What one plan does with a matter, and by which clauses."""

    plan: str
    standing: MatterStanding
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterRow:
    matter: ChecklistMatter
    questions: tuple[str, ...]
    cells: tuple[MatterCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistTable:
    checklist: Checklist
    plans: tuple[str, ...]
    rows: tuple[MatterRow, ...]
