"""Wordings on the table for a question, the lines that each breaches or gives, and the least that would change it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from comparer.model.explanation import Argument
from comparer.model.relation import VerdictKind


@dataclass(frozen=True, slots=True, kw_only=True)
class LineEffect:
    """What a wording does to one line in force, judged by the wording's clauses alone."""

    line: str
    party: str
    verdict: VerdictKind
    strength: str
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingKey:
    """A wording: what one plan says on a question, on one reading of it (empty where there is one)."""

    plan: str
    reading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingOnTable:
    """A wording with its effects. `dominated_by` are wordings no worse on any stated line and better on some.

    `is_deferral` says that it leaves the question open. `effects` has the lines of the table, in their order.
    """

    key: WordingKey
    clauses: tuple[str, ...]
    text: str
    effects: tuple[LineEffect, ...]
    is_deferral: bool = False
    dominated_by: tuple[WordingKey, ...] = ()

    @property
    def stated_verdicts(self) -> frozenset[VerdictKind]:
        """The verdicts on lines that their parties have stated."""
        return frozenset(effect.verdict for effect in self.effects if not effect.inferred)

    @property
    def crosses_none(self) -> bool:
        """Whether it is known to breach no stated line."""
        return self.stated_verdicts.isdisjoint({VerdictKind.BREACHED, VerdictKind.UNKNOWN})


class ChangeFacet(StrEnum):
    """What of a norm is changed; nothing else of it."""

    AMOUNT = "amount"
    MODALITY = "modality"
    OBJECT = "object"
    BEARER = "bearer"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictMove:
    """A line on which a change of wording changes the verdict."""

    line: str
    before: VerdictKind
    after: VerdictKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallestChange:
    """The least change of one facet of one clause after which a wording no longer breaches a line.

    A second of the same facet is the least after which the line is neither breached nor strained nor unknown.
    `smaller_tried` says how many smaller changes of that facet were tried in vain; `moves` are all lines whose verdict
    differs then, the line itself among them.
    """

    key: WordingKey
    line: str
    clause: str
    facet: ChangeFacet
    before: Argument
    after: Argument
    moves: tuple[VerdictMove, ...]
    smaller_tried: int = 0


class BridgeStanding(StrEnum):
    """The best that any known text does to the stated lines of a question.

    It keeps all: none is crossed, and what they ask of a text is given at least in part. It crosses none, and does not
    give all that is asked. It crosses none and only puts the question off. Or every text breaches one.
    """

    KEEPS_ALL = "keeps-all"
    CROSSES_NONE = "crosses-none"
    ONLY_DEFERS = "only-defers"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class BridgeTable:
    """One question. `lines` are those on which a wording has an effect; `deadlocks` pairs of them no text keeps."""

    question: str
    issue: str
    label: str
    asks: str
    lines: tuple[str, ...]
    wordings: tuple[WordingOnTable, ...]
    standing: BridgeStanding
    deadlocks: tuple[tuple[str, str], ...] = ()
    changes: tuple[SmallestChange, ...] = ()

    def has_line_of(self, party: str) -> bool:
        """Whether a wording has an effect on a line of a party."""
        return any(effect.party == party for effect in self.wordings[0].effects)
