"""A single negotiating text: what several drafts share, and their differences as alternatives, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from comparer.model.plan import Clause, ClauseState

ANSWERED_ELSEWHERE = "elsewhere"
"""Beside the kinds of gap: clauses of the plan outside a part answer it."""


class PartStanding(StrEnum):
    """How a part of a single text stands between the drafts."""

    SHARED = "shared"
    SHARED_AS_KNOWN = "shared-as-known"
    """Nobody differs, and of some drafts, known in part, it is not reported whether they have it."""
    BRACKETED = "bracketed"
    ALTERNATIVES = "alternatives"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWording:
    """The clauses of one plan that make up one wording, in the order of the plan."""

    plan: str
    clauses: tuple[Clause, ...]

    @property
    def text(self) -> str:
        return " ".join(clause.text for clause in self.clauses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """A wording with the plans that hold it. The first gives the words; the others come to the same thing."""

    wordings: tuple[PlanWording, ...]
    is_deferral: bool = False

    @property
    def plans(self) -> tuple[str, ...]:
        return tuple(wording.plan for wording in self.wordings)

    @property
    def text(self) -> str:
        return self.wordings[0].text

    @property
    def state(self) -> ClauseState:
        """What all its holders have made of it: the weaker of two agreements; open where one has not agreed.

        It is to be revisited where one of them says so.
        """
        states = {clause.state for wording in self.wordings for clause in wording.clauses}
        if ClauseState.TO_BE_REVISITED in states:
            return ClauseState.TO_BE_REVISITED
        if states and all(state.is_agreed for state in states):
            return max(states, key=list(ClauseState).index)
        return states.pop() if len(states) == 1 else ClauseState.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingPlan:
    """A plan without a part, and why: a kind of gap, or `elsewhere` where clauses outside the part answer it."""

    plan: str
    kind: str
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSegment:
    """A stretch of a text: one reading that all alternatives share, or one for each in their order."""

    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleTextOption:
    """Alternatives that read as one sentence, in `segments`; or one alternative alone, with none."""

    alternatives: tuple[Alternative, ...]
    segments: tuple[TextSegment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleTextPart:
    """One thing that drafts say on a question, in options of which one will stand."""

    standing: PartStanding
    options: tuple[SingleTextOption, ...]
    missing: tuple[MissingPlan, ...] = ()

    @property
    def alternatives(self) -> tuple[Alternative, ...]:
        return tuple(alternative for option in self.options for alternative in option.alternatives)


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleTextRow:
    """A question with all that the drafts say on it.

    `elsewhere` are clauses, as `PLAN#CLAUSE`, that answer it too and stand under their main question; `removed` are
    clauses that a draft strikes out or moves to another track.
    """

    id: str
    issue: str
    label: str
    question: str
    parts: tuple[SingleTextPart, ...]
    elsewhere: tuple[str, ...] = ()
    removed: tuple[Clause, ...] = ()

    @property
    def is_reference(self) -> bool:
        """Whether all that answers the question stands under others."""
        return not self.parts and not self.removed

    @property
    def is_open(self) -> bool:
        """Whether anything is left to settle: drafts differ, one lacks a part, or a clause leaves it for later."""
        return bool(self.removed) or any(
            part.standing in (PartStanding.BRACKETED, PartStanding.ALTERNATIVES)
            or any(alternative.is_deferral for alternative in part.alternatives)
            for part in self.parts
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleText:
    """The rows in the order of the questions; `plans` by date."""

    plans: tuple[str, ...]
    rows: tuple[SingleTextRow, ...]

    @property
    def own_rows(self) -> tuple[SingleTextRow, ...]:
        """The rows under which a text stands."""
        return tuple(row for row in self.rows if not row.is_reference)
