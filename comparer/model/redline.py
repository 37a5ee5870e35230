"""A red line of a party in its dated versions, as written."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from comparer.model.dates import has_begun, in_force
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

    def latest_version(self, at: str) -> LineVersion | None:
        """The latest version begun on a date, whether or not it has ended; else the first. Without a date the last."""
        begun_versions = [version for version in self.versions if has_begun(version.start, at)]
        return begun_versions[-1] if begun_versions else next(iter(self.versions), None)

    def version_in_force(self, at: str) -> tuple[LineVersion | None, bool]:
        """The version in force on a date, and whether the line was first stated later than that.

        None after the end of the last that had begun. Without a date the last version counts.
        """
        version = self.latest_version(at)
        if version is None:
            return None, False
        is_stated_later = not has_begun(version.start, at)
        return (version if is_stated_later or in_force(version.start, version.end, at) else None), is_stated_later
