"""How clauses travel from draft to draft, and how a party's statements move over time, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from comparer.model.relation import Relation
from comparer.model.single_text import MissingPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadStep:
    """What became of clauses of one draft in the next that has the matter.

    `links` are fingerprints of the links that say so, none where nothing links them; `is_declared` says that a clause
    of the later draft names one of the earlier as that from which it was made.
    """

    before: str
    after: str
    clauses_before: tuple[str, ...]
    clauses_after: tuple[str, ...]
    relation: Relation | None = None
    links: tuple[str, ...] = ()
    favours: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    is_declared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseThread:
    """One matter through the drafts: where it begins, each step, and the drafts without it."""

    question: str
    issue: str
    label: str
    first: str
    clauses: tuple[str, ...]
    steps: tuple[ThreadStep, ...]
    gaps: tuple[MissingPlan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRef:
    """A clause as `PLAN#CLAUSE`, or a line as `FILE#LINE` in the version of a date. `text` is its words."""

    ref: str
    version: str = ""
    text: str = ""


class DemandMove(StrEnum):
    """What a later version of a line asks against an earlier: a wider freedom and a stricter duty ask more."""

    MORE = "more"
    LESS = "less"
    SAME = "same"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementMove:
    """What became of one statement of a party in its next on the same question.

    `relation` is that of two clauses. Of two versions of a line `demand` says what the later asks, None where they hold
    a different number of things; a line that became firmer or weaker has its strengths, where they differ.
    """

    before: StatementRef
    after: StatementRef
    relation: Relation | None = None
    demand: DemandMove | None = None
    strength_before: str = ""
    strength_after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LikeText:
    """A text with how like another is to it: the share of their word sequences that both have, from 0 to 1."""

    plan: str
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyTie:
    """The earlier text that a text is most like, by wording alone: no claim that it was made from it.

    `parent` is None where no earlier text is like it. `rivals` are nearly as like, the nearest first. `is_order_known`
    is false where both have one date. `declared` names what the record says that the text was made from, answers or
    replaces, whether or not it is like that.
    """

    plan: str
    parent: LikeText | None
    rivals: tuple[LikeText, ...] = ()
    is_order_known: bool = True
    declared: tuple[str, ...] = ()
