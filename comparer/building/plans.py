"""Plans and their clauses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from comparer.building.norms import NO_UNITS, Units, cites, conditions, many, merged, norm, terms, whole_norm
from comparer.model import (
    Clause,
    Coverage,
    Dispute,
    Kind,
    Known,
    Norm,
    Part,
    Plan,
    Provision,
    Reaction,
    State,
    Variant,
)

if TYPE_CHECKING:
    from comparer.strict_yaml import Document, Path, Positions

__all__ = ["plan"]

_ASSUMED = ("kind", "coverage")


def plan(document: Document, units: Units = NO_UNITS) -> Plan:
    """The plan of a document. `assumed` names the fields that were left out and taken to have their usual value."""
    data, positions = document.data, document.positions
    full_text = data.get("full_text") or {}
    return Plan(
        id=data["plan"],
        title=data["title"],
        kind=Kind(data.get("kind", Kind.DRAFT)),
        coverage=Coverage(data.get("coverage", Coverage.COMPLETE)),
        issued=data.get("issued", ""),
        summary=data.get("summary", ""),
        proposers=many(data.get("proposers")),
        parties=many(data.get("parties")),
        derived_from=many(data.get("derived_from")),
        answers=many(data.get("answers")),
        supersedes=many(data.get("supersedes")),
        full_text=full_text.get("address", ""),
        full_text_opened=full_text.get("opened", False),
        full_text_note=full_text.get("note", ""),
        reactions=tuple(_reaction(item) for item in data.get("reactions", ())),
        disputes=tuple(_dispute(item) for item in data.get("disputed", ())),
        parts=tuple(Part(**item) for item in data.get("parts", ())),
        provisions=tuple(
            _provision(item, data["plan"], units, positions, index) for index, item in enumerate(data["provisions"])
        ),
        note=data.get("note", ""),
        assumed=tuple(name for name in _ASSUMED if name not in data),
        place=positions[()],
    )


def _reaction(data: Mapping[str, Any]) -> Reaction:
    return Reaction(**{**data, "cites": cites(data.get("cites"))})


def _dispute(data: Mapping[str, Any]) -> Dispute:
    return Dispute(**{**data, "cites": cites(data.get("cites"))})


def _provision(data: Mapping[str, Any], plan_id: str, units: Units, positions: Positions, index: int) -> Provision:
    path: Path = ("provisions", index)
    listed: list[tuple[Mapping[str, Any], Path]] = [
        (item, (*path, "clauses", number)) for number, item in enumerate(data.get("clauses", ()))
    ]
    built = []
    for item, where in listed or [(data, path)]:
        clause = _clause(item, plan_id, units)
        built.append(
            replace(
                clause,
                provision=data["id"],
                heading=data.get("heading", ""),
                part=clause.part or data.get("part", ""),
                place=positions[where],
            )
        )
    return Provision(
        id=data["id"],
        heading=data.get("heading", ""),
        part=data.get("part", ""),
        coverage=Coverage(data["coverage"]) if "coverage" in data else None,
        clauses=tuple(built),
        note=data.get("note", ""),
    )


def _clause(data: Mapping[str, Any], plan_id: str, units: Units) -> Clause:
    own = whole_norm(data, units, plan_id) if "norm" in data else None
    clause = Clause(
        plan=plan_id,
        id=data["id"],
        provision=data["id"],
        text=data["text"],
        issue=data.get("issue", ""),
        norm=own,
        known=Known(data.get("known", Known.STATED)),
        state=State(data.get("state", State.OPEN)),
        evidence=data.get("evidence", ""),
        cites=cites(data.get("cites")),
        track=data.get("to", ""),
        voids=many(data.get("voids")),
        part=data.get("part", ""),
        holder=data.get("holder", ""),
        note=data.get("note", ""),
        reviewed=data.get("reviewed", ""),
        made_from=data.get("from", ""),
    )
    variants = tuple(_variant(item, data, clause, units) for item in data.get("variants", ()))
    return replace(clause, variants=variants) if variants else clause


def _variant(data: Mapping[str, Any], around: Mapping[str, Any], clause: Clause, units: Units) -> Variant:
    """One reading: what it does not name is as in the clause, a term it names replaces the clause's of that name."""
    return Variant(
        holder=data.get("holder", ""),
        family=data.get("family", ""),
        text=data["text"],
        norm=_variant_norm(data, around, clause.plan, units),
        known=Known(data["known"]) if "known" in data else clause.known,
        evidence=data.get("evidence", clause.evidence),
        cites=cites(data["cites"]) if "cites" in data else clause.cites,
        note=data.get("note", ""),
    )


def _variant_norm(data: Mapping[str, Any], around: Mapping[str, Any], plan_id: str, units: Units) -> Norm | None:
    words = data.get("norm", around.get("norm"))
    if words is None:
        return None
    own_terms = merged(terms(around.get("terms"), units), terms(data.get("terms"), units))
    return norm(words, own_terms, conditions(data.get("conditions", around.get("conditions")), plan_id))
