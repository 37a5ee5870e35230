"""A norm: who is bound, how, to do what, on what terms and conditions. Frozen values that judge nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ANYONE = "anyone"
UNNAMED = "unnamed"


class Modality(StrEnum):
    """How a norm binds. The first four are the standard deontic operators; the others are what drafts do besides."""

    MUST = "must"
    MUST_NOT = "must-not"
    MAY = "may"
    NEED_NOT = "need-not"
    DECLARES = "declares"
    DECLARES_NOT = "declares-not"
    EXPECTS = "expects"
    EXPECTS_NOT = "expects-not"
    DEFERS = "defers"


class ConditionKind(StrEnum):
    WHEN = "when"
    UNTIL = "until"
    UNLESS = "unless"
    VOID_IF = "void_if"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A named quantity of a clause as an interval. Numbers are in `unit`; dates are ISO strings.

    `about` says that the figure is of unknown width; `unknown` that a bound exists and is not known; `start` is the
    event from which a deadline or period runs.
    """

    name: str
    low: float | str | None = None
    high: float | str | None = None
    low_open: bool = False
    high_open: bool = False
    about: bool = False
    unknown: bool = False
    unit: str = ""
    of: str = ""
    start: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NormTerms:
    quantities: tuple[Quantity, ...] = ()
    manners: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    consent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Condition:
    """One event, or one clause (`PLAN#CLAUSE`), on which a norm depends."""

    kind: ConditionKind
    event: str = ""
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """Who is bound (`bearers`), how (`modality`), to what action (`agents` – `act` – `objects`), on what terms.

    `agents` is empty where the bearer is the one who acts.
    """

    bearers: tuple[str, ...]
    modality: Modality
    act: str = ""
    objects: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    intent: bool = False
    terms: NormTerms = NormTerms()
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """What lifts a norm: an event, or a norm that the plan itself gives."""

    event: str = ""
    norm: Norm | None = None
