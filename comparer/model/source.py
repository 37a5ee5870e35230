"""Sources, the citations that lead to them and how well a statement is attested."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from comparer.model.problems import FilePosition


class Attestation(StrEnum):
    STATED = "stated"
    REPORTED = "reported"
    DENIED = "denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    source: str
    paragraph: str = ""

    def __str__(self) -> str:
        return f"{self.source}#{self.paragraph}" if self.paragraph else self.source


@dataclass(frozen=True, slots=True, kw_only=True)
class FactFigure:
    value: float | str
    unit: str = ""
    bound: str = "exactly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    at: str = ""
    says: str
    figures: tuple[FactFigure, ...] = ()
    slip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    id: str
    type: str
    publisher: str = ""
    title: str = ""
    date: str = ""
    address: str = ""
    leaning: str = ""
    fault: str = ""
    read: str = ""
    paragraphs: int = 0
    facts: tuple[Fact, ...] = ()
    position: FilePosition = field(default=FilePosition(""), compare=False)
