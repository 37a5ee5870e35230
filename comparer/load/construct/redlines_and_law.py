"""Red lines and constraints: norms that a party or the law holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from comparer.load.construct.norms import NO_UNITS, Units, cites, exemptions, many, whole_norm
from comparer.model.records import (
    Asks,
    Constraint,
    Force,
    Known,
    LineNorm,
    LineVersion,
    Modality,
    RedLine,
    Step,
    Strength,
    Touches,
)

if TYPE_CHECKING:
    from comparer.load.strict_yaml import Document
    from comparer.model.problems import Place

__all__ = ["constraints", "redlines"]

_ASKING_FOR_TEXT = frozenset({Modality.MUST, Modality.DECLARES, Modality.EXPECTS, Modality.DEFERS})
"""What only a text can give. The other modalities are content where nothing contrary stands."""


def redlines(document: Document, file: str, units: Units = NO_UNITS) -> tuple[RedLine, ...]:
    """The lines of one file, as written; `file` is the first half of their references."""
    data = document.data
    return tuple(
        _line(item, file, data["party"], units, document.positions["lines", index])
        for index, item in enumerate(data["lines"])
    )


def _line(data: Mapping[str, Any], file: str, party: str, units: Units, place: Place) -> RedLine:
    return RedLine(
        file=file,
        party=party,
        id=data["id"],
        title=data["title"],
        issue=data.get("issue", ""),
        versions=tuple(_version(item, units) for item in data.get("versions", ())),
        inferred=data.get("inferred", False),
        judged_reading=data.get("reading") == "judged",
        not_judged=data.get("not_judged", ""),
        no_line=data.get("no_line", ""),
        note=data.get("note", ""),
        place=place,
    )


def _version(data: Mapping[str, Any], units: Units) -> LineVersion:
    return LineVersion(
        start=data.get("from", ""),
        end=data.get("until", ""),
        strength=Strength(data.get("strength", Strength.ABSOLUTE)),
        norms=tuple(_line_norm(item, units) for item in data.get("norms", ())),
        said_by=data.get("said_by", ""),
        known=Known(data.get("known", Known.STATED)),
        evidence=data.get("evidence", ""),
        cites=cites(data.get("cites")),
        note=data.get("note", ""),
    )


def _line_norm(data: Mapping[str, Any], units: Units) -> LineNorm:
    norm = whole_norm(data, units)
    usual = Asks.TEXT if norm.modality in _ASKING_FOR_TEXT else Asks.ABSENCE
    return LineNorm(norm=norm, asks=Asks(data.get("asks", usual)), exceptions=exemptions(data.get("exceptions"), units))


def constraints(document: Document, units: Units = NO_UNITS) -> tuple[Constraint, ...]:
    """The constraints of one file, as written."""
    return tuple(
        _constraint(item, units, document.positions["constraints", index])
        for index, item in enumerate(document.data["constraints"])
    )


def _constraint(data: Mapping[str, Any], units: Units, place: Place) -> Constraint:
    touches = data.get("touches") or {}
    return Constraint(
        id=data["id"],
        title=data["title"],
        says=data.get("says", ""),
        force=Force(data.get("force", Force.LAW)),
        binds=many(data.get("binds")),
        start=data.get("from", ""),
        end=data.get("until", ""),
        certainty=data.get("certainty", "high"),
        issue=data.get("issue", ""),
        touches=Touches(**{name: many(words) for name, words in touches.items()}),
        norm=whole_norm(data, units) if "norm" in data else None,
        when=many(data.get("when")),
        exceptions=exemptions(data.get("exceptions"), units),
        steps=tuple(_step(item) for item in data.get("steps", ())),
        cites=cites(data.get("cites")),
        note=data.get("note", ""),
        place=place,
    )


def _step(data: Mapping[str, Any]) -> Step:
    return Step(**{**data, "by": many(data.get("by")), "after": many(data.get("after"))})
