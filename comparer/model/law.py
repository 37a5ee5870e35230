"""A rule of law: what it touches, whom it binds, and the steps that lift it, as written."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from comparer.model.norm import Exemption, Norm
from comparer.model.problems import FilePosition
from comparer.model.source import Citation


class Force(StrEnum):
    LAW = "law"
    DECISION = "decision"
    DECLARATION = "declaration"
    STATEMENT = "statement"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    id: str
    act: str
    by: tuple[str, ...] = ()
    majority: str = ""
    after: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstraintScope:
    acts: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    id: str
    title: str
    says: str = ""
    force: Force = Force.LAW
    binds: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    certainty: str = "high"
    issue: str = ""
    scope: ConstraintScope = ConstraintScope()
    norm: Norm | None = None
    when: tuple[str, ...] = ()
    exceptions: tuple[Exemption, ...] = ()
    steps: tuple[Step, ...] = ()
    cites: tuple[Citation, ...] = ()
    note: str = ""
    position: FilePosition = field(default=FilePosition(""), compare=False)
