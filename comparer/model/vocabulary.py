"""The words of a workspace: actors, issues, acts, objects and the rest, as written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from comparer.model.norm import Norm

REMAINDER_SUFFIX = "~"
"""Behind the name of a thing that has parts: all of it that is none of its named parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    id: str
    label: str = ""
    synonyms: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    kind_of: tuple[str, ...] = ()
    agreement_body: bool = False
    """Whether it exists only because a text sets it up: no text lays a duty on it from outside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    id: str
    label: str = ""
    definition: str = ""
    synonyms: tuple[str, ...] = ()


class Wish(StrEnum):
    """What a party has asked for on a question: more of the thing asked, less of it, or that it stay as it stands."""

    MORE = "more"
    LESS = "less"
    AS_IT_STANDS = "as-it-stands"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyWish:
    """A party's wish with the clauses, lines or sources that show it, as `PLAN#CLAUSE`, `PARTY#LINE` or a source id.

    `says` has the wish in words where no clause or line says it.
    """

    party: str
    wish: Wish
    cites: tuple[str, ...] = ()
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing that texts settle or leave open. `more` are duties that are more of it, `less` those against it.

    `matters` are those of checklists that it is part of, as `CHECKLIST.MATTER`.
    """

    id: str
    issue: str = ""
    label: str = ""
    asks: str = ""
    more: tuple[Norm, ...] = ()
    less: tuple[Norm, ...] = ()
    wants: tuple[PartyWish, ...] = ()
    matters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    id: str
    label: str = ""
    synonyms: tuple[str, ...] = ()
    converse: str = ""
    entails: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    enables: tuple[str, ...] = ()
    bounds: str = ""
    performed_by_words: bool = False
    distributes: bool = False
    joint: bool = False
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NormObject:
    id: str
    label: str = ""
    synonyms: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    whole: bool = False
    owner: str = ""
    kind_of: tuple[str, ...] = ()


class EventNature(StrEnum):
    """What kind of event no clause has to bring about: the start of the agreement, a breach of it, or a chance."""

    START = "start"
    BREACH = "breach"
    CONTINGENCY = "contingency"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDelay:
    """How long after another event one comes: bounds in a unit, None for none."""

    start: str
    unit: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """`brought_by` are doings that work towards it, all of which are needed; empty where nobody has said which do."""

    id: str
    label: str = ""
    synonyms: tuple[str, ...] = ()
    entails: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    consent_of: str = ""
    brought_by: tuple[Norm, ...] = ()
    nature: EventNature | None = None
    delay: EventDelay | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityKind:
    id: str
    label: str = ""
    unit: str = ""
    more: str = "none"
    kind: str = "amount"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    id: str
    label: str = ""
    synonyms: tuple[str, ...] = ()
    base: str = ""
    numerator: int = 1
    denominator: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    id: str
    label: str = ""
    effect: str = "narrows"
    excludes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """`act` and `objects` say which duty the instrument implies; `objects` pairs each bearer with its object."""

    id: str
    label: str = ""
    act: str = ""
    objects: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyData:
    """The words of a workspace as written, in the order of the file."""

    actors: tuple[Actor, ...] = ()
    issues: tuple[Issue, ...] = ()
    acts: tuple[Act, ...] = ()
    objects: tuple[NormObject, ...] = ()
    events: tuple[Event, ...] = ()
    quantities: tuple[QuantityKind, ...] = ()
    units: tuple[Unit, ...] = ()
    manners: tuple[Manner, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    questions: tuple[Question, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
