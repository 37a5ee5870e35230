"""The words of a workspace: actors, issues, acts, objects and the rest, as written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    id: str
    label: str = ""
    synonyms: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    kind_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    id: str
    label: str = ""
    definition: str = ""
    synonyms: tuple[str, ...] = ()


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
    kind_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    id: str
    label: str = ""
    synonyms: tuple[str, ...] = ()
    entails: tuple[str, ...] = ()


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
    labels: tuple[tuple[str, str], ...] = ()
