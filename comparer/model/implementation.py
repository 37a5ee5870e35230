"""How a plan would be carried out: duties with their due dates, watchers and consequences, and the order of events."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from comparer.model.plan import Clause


class DueKind(StrEnum):
    """When a duty is due: on a date, within a time after an event, upon an event, at no known limit, or at none."""

    DATE = "date"
    WITHIN = "within"
    UPON = "upon"
    UNKNOWN = "unknown"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A limit as one reading has it. `start` is the event from which a time runs, empty where the text names none.

    `date` is an ISO date where the text gives one or the day of the event is known.
    """

    kind: DueKind
    date: str = ""
    length: float | None = None
    unit: str = ""
    start: str = ""
    reading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyConditions:
    """What a duty waits for, ends with or falls with: events, steps as `CONSTRAINT.STEP`.

    `if_clauses` are clauses, as `PLAN#CLAUSE`, that have to apply; they say nothing of the order in time.
    """

    after_events: tuple[str, ...] = ()
    if_clauses: tuple[str, ...] = ()
    after_steps: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    void_if: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One clause that has to be carried out. `watched_by` and `on_breach` are ids of clauses of the plan.

    `amounts` names its quantities that are no times; `level` counts what comes before it, one after another.
    """

    clause: Clause
    due: Due
    other_dues: tuple[Due, ...] = ()
    conditions: DutyConditions = DutyConditions()
    amounts: tuple[str, ...] = ()
    watched_by: tuple[str, ...] = ()
    on_breach: tuple[str, ...] = ()
    level: int = 0


class EventStanding(StrEnum):
    """What a plan says of an event it depends on.

    Brought about by a clause; left to nobody (a dead start); a start, breach or chance that no clause has to bring
    about; or undeclared: the vocabulary does not say which doing brings it about.
    """

    BROUGHT = "brought"
    DEAD_START = "dead-start"
    GIVEN = "given"
    UNDECLARED = "undeclared"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventState:
    """An event with the clauses that wait for it, that bring it about, and that merely allow, expect or defer it."""

    event: str
    standing: EventStanding
    waiting: tuple[str, ...] = ()
    brought_by: tuple[str, ...] = ()
    only_allowed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitCircle:
    """Clauses, events and steps of law that wait for one another, in order, from the smallest name."""

    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineConflict:
    """Limits that cannot all be kept: the clauses that set them, and by how many days they miss."""

    nodes: tuple[str, ...]
    clauses: tuple[str, ...]
    days: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayEffect:
    """What waits, directly or through others, for an event, clause or step: a delay of it may delay all of these.

    `slack` is how many days it may be late before the first deadline behind it is missed; None where none is behind it.
    """

    node: str
    delayed: tuple[str, ...]
    slack: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingWait:
    """A clause that depends on other events on one reading than in the text: those added, and those dropped."""

    clause: str
    added: tuple[str, ...]
    dropped: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOrder:
    """What one reading of a plan changes in its order. `circles` and `conflicts` are those that the text lacks."""

    reading: str
    waits: tuple[ReadingWait, ...]
    circles: tuple[WaitCircle, ...]
    conflicts: tuple[DeadlineConflict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSequence:
    """The order of a plan. Nodes are `c:CLAUSE`, `e:EVENT` and `s:CONSTRAINT.STEP`.

    `readings` are those of parties and reports on which clauses wait for something else than in the text.
    """

    events: tuple[EventState, ...]
    circles: tuple[WaitCircle, ...]
    conflicts: tuple[DeadlineConflict, ...]
    delays: tuple[DelayEffect, ...]
    readings: tuple[ReadingOrder, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAsDuty:
    """A clause that obliges nobody as it stands, with the holders or reports by whose readings it is a duty."""

    clause: str
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImplementationMatrix:
    """The duties of a plan by due date. `unlisted` are its other clauses, which oblige nobody to anything.

    `read_as_duties` are those among these that others read as duties.
    `is_part`: only some duties were asked for, and the order of events is left out.
    """

    plan: str
    duties: tuple[Duty, ...]
    sequence: PlanSequence
    unlisted: tuple[str, ...] = ()
    read_as_duties: tuple[ReadAsDuty, ...] = ()
    is_part: bool = False
