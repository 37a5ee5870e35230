"""A ledger of brackets: over drafts in their order, how each question stood, and what each draft did to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class QuestionState(StrEnum):
    """How a question stands in one draft.

    Settled by its text; open, where it is put off or parties hold versions of their own; out, where the draft strikes
    it or, known in full, has nothing on it; not known, where the draft is known in part and nothing is reported.
    """

    SETTLED = "settled"
    OPEN = "open"
    OUT = "out"
    NOT_KNOWN = "not-known"


class BracketEvent(StrEnum):
    """What a draft does to a question against the last draft in which its state is known."""

    RAISED = "raised"
    RESTORED = "restored"
    OPENED = "opened"
    REOPENED = "reopened"
    CLOSED = "closed"
    MOVED = "moved"
    KEPT = "kept"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class BracketEntry:
    """One event: what became of a question from one draft to another, by which clauses, and whom it helps.

    `proposers` are those of the later draft. `clauses_before` and `clauses_after` are ids in the two drafts.
    """

    question: str
    event: BracketEvent
    before: str
    after: str
    clauses_before: tuple[str, ...]
    clauses_after: tuple[str, ...]
    proposers: tuple[str, ...]
    relation: str = ""
    favours: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BracketRow:
    """A question with its state in each draft, and the events in their order."""

    question: str
    issue: str
    label: str
    states: tuple[tuple[str, QuestionState], ...]
    entries: tuple[BracketEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BracketLedger:
    plans: tuple[str, ...]
    rows: tuple[BracketRow, ...]
