"""A red line of a party in its dated versions, as written."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from comparer.model.norm import Exemption, Norm
from comparer.model.problems import FilePosition
from comparer.model.source import Attestation, Citation


class Strength(StrEnum):
    ABSOLUTE = "absolute"
    CONDITIONAL = "conditional"
    PREFERENCE = "preference"


class LineDemand(StrEnum):
    """What a red line wants of a text: nothing contrary in it, or the thing itself."""

    ABSENCE = "absence"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineNorm:
    """One norm of a red line. `is_judged` says that whether a text crosses it is a matter of judgement."""

    norm: Norm
    asks: LineDemand
    exceptions: tuple[Exemption, ...] = ()
    is_judged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LineVersion:
    start: str = ""
    end: str = ""
    strength: Strength = Strength.ABSOLUTE
    norms: tuple[LineNorm, ...] = ()
    sentence: str = ""
    said_by: str = ""
    known: Attestation = Attestation.STATED
    evidence: str = ""
    cites: tuple[Citation, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RedLine:
    """`ref` is `FILE#LINE`, as `party#LINE`."""

    file: str
    party: str
    id: str
    title: str
    issue: str = ""
    sentence: str = ""
    versions: tuple[LineVersion, ...] = ()
    inferred: bool = False
    needs_judgement: bool = False
    not_judged: str = ""
    no_line: str = ""
    note: str = ""
    position: FilePosition = field(default=FilePosition(""), compare=False)

    @property
    def ref(self) -> str:
        return f"{self.file}#{self.id}"
