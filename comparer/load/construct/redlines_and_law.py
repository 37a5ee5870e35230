"""Red lines and constraints: norms that a party or the law holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from comparer.load.construct.norms import (
    NO_DEFAULT_UNITS,
    DefaultUnits,
    as_tuple,
    build_cites,
    build_entry_norm,
    build_exemptions,
)
from comparer.model.law import Constraint, ConstraintScope, Force, Step
from comparer.model.norm import Modality
from comparer.model.redline import LineDemand, LineNorm, LineVersion, RedLine, Strength
from comparer.model.source import Attestation

if TYPE_CHECKING:
    from comparer.load.strict_yaml import Document
    from comparer.model.problems import FilePosition

__all__ = ["build_constraints", "build_red_lines"]

_MODALITIES_ASKING_TEXT = frozenset({Modality.MUST, Modality.DECLARES, Modality.EXPECTS, Modality.DEFERS})
"""What only a text can give. The other modalities are content where nothing contrary stands."""


def build_red_lines(document: Document, file: str, units: DefaultUnits = NO_DEFAULT_UNITS) -> tuple[RedLine, ...]:
    """The lines of one file, as written; `file` is the first half of their references."""
    data = document.data
    return tuple(
        _build_red_line(item, file, data["party"], units, document.positions["lines", index])
        for index, item in enumerate(data["lines"])
    )


def _build_red_line(
    data: Mapping[str, Any], file: str, party: str, units: DefaultUnits, place: FilePosition
) -> RedLine:
    return RedLine(
        file=file,
        party=party,
        id=data["id"],
        title=data["title"],
        issue=data.get("issue", ""),
        versions=tuple(_build_line_version(item, units) for item in data.get("versions", ())),
        inferred=data.get("inferred", False),
        needs_judgement=data.get("reading") == "judged",
        not_judged=data.get("not_judged", ""),
        no_line=data.get("no_line", ""),
        note=data.get("note", ""),
        position=place,
    )


def _build_line_version(data: Mapping[str, Any], units: DefaultUnits) -> LineVersion:
    return LineVersion(
        start=data.get("from", ""),
        end=data.get("until", ""),
        strength=Strength(data.get("strength", Strength.ABSOLUTE)),
        norms=tuple(_build_line_norm(item, units) for item in data.get("norms", ())),
        said_by=data.get("said_by", ""),
        known=Attestation(data.get("known", Attestation.STATED)),
        evidence=data.get("evidence", ""),
        cites=build_cites(data.get("cites")),
        note=data.get("note", ""),
    )


def _build_line_norm(data: Mapping[str, Any], units: DefaultUnits) -> LineNorm:
    norm = build_entry_norm(data, units)
    default_asks = LineDemand.TEXT if norm.modality in _MODALITIES_ASKING_TEXT else LineDemand.ABSENCE
    return LineNorm(
        norm=norm,
        asks=LineDemand(data.get("asks", default_asks)),
        exceptions=build_exemptions(data.get("exceptions"), units),
    )


def build_constraints(document: Document, units: DefaultUnits = NO_DEFAULT_UNITS) -> tuple[Constraint, ...]:
    """The constraints of one file, as written."""
    return tuple(
        _build_constraint(item, units, document.positions["constraints", index])
        for index, item in enumerate(document.data["constraints"])
    )


def _build_constraint(data: Mapping[str, Any], units: DefaultUnits, place: FilePosition) -> Constraint:
    scope_data = data.get("touches") or {}
    return Constraint(
        id=data["id"],
        title=data["title"],
        says=data.get("says", ""),
        force=Force(data.get("force", Force.LAW)),
        binds=as_tuple(data.get("binds")),
        start=data.get("from", ""),
        end=data.get("until", ""),
        certainty=data.get("certainty", "high"),
        issue=data.get("issue", ""),
        scope=ConstraintScope(**{name: as_tuple(words) for name, words in scope_data.items()}),
        norm=build_entry_norm(data, units) if "norm" in data else None,
        when=as_tuple(data.get("when")),
        exceptions=build_exemptions(data.get("exceptions"), units),
        steps=tuple(_build_step(item) for item in data.get("steps", ())),
        cites=build_cites(data.get("cites")),
        note=data.get("note", ""),
        position=place,
    )


def _build_step(data: Mapping[str, Any]) -> Step:
    return Step(**{**data, "by": as_tuple(data.get("by")), "after": as_tuple(data.get("after"))})
