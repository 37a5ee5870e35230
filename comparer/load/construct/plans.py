"""Plans and their clauses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from comparer.load.construct.norms import NO_UNITS, Units, cites, conditions, many, merged, norm, terms, whole_norm
from comparer.model.records import (
    Cite,
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
    from comparer.load.strict_yaml import Document, Path, Positions
    from comparer.model.problems import Place

__all__ = ["plan"]

_ASSUMED = ("kind", "coverage")
_Support = tuple[Known, str, tuple[Cite, ...]]


class _Around(NamedTuple):
    """What a clause takes from the plan and the provision that it stands in."""

    plan: str
    provision: str
    heading: str
    part: str
    units: Units


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
    around = _Around(plan_id, data["id"], data.get("heading", ""), data.get("part", ""), units)
    return Provision(
        id=data["id"],
        heading=data.get("heading", ""),
        part=data.get("part", ""),
        coverage=Coverage(data["coverage"]) if "coverage" in data else None,
        number=data.get("number", ""),
        clauses=_in_sentences([_clause(item, around, positions[where]) for item, where in listed or [(data, path)]]),
        note=data.get("note", ""),
    )


def _in_sentences(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """The clauses of a provision with the words that open and close the sentence of each."""
    if not any(clause.under or clause.closes for clause in clauses):
        return tuple(clauses)
    known: dict[str, Clause] = {}
    for clause in clauses:  # a clause stands behind the one that opens it
        above = known.get(clause.under)
        opening = " ".join(filter(None, (above.opening, above.text))) if above else ""
        known[clause.id] = replace(clause, opening=opening)
    closings: dict[str, str] = {}
    for clause in clauses:
        if clause.closes:
            closings[clause.closes] = " ".join(filter(None, (closings.get(clause.closes), clause.text)))
    return tuple(
        replace(known[clause.id], closing="" if clause.closes else _closing(clause, known, closings))
        for clause in clauses
    )


def _closing(clause: Clause, known: Mapping[str, Clause], closings: Mapping[str, str]) -> str:
    """The closing words of every list that a clause stands in, the innermost first."""
    found, above, seen = [], clause.under, {clause.id}
    while above in known and above not in seen:
        seen.add(above)
        found.append(closings.get(above, ""))
        above = known[above].under
    return " ".join(filter(None, found))


def _clause(data: Mapping[str, Any], around: _Around, place: Place) -> Clause:
    known = Known(data.get("known", Known.STATED))
    evidence = data.get("evidence", "")
    own_cites = cites(data.get("cites"))
    return Clause(
        plan=around.plan,
        id=data["id"],
        provision=around.provision,
        text=data["text"],
        issue=data.get("issue", ""),
        norm=whole_norm(data, around.units, around.plan) if "norm" in data else None,
        known=known,
        state=State(data.get("state", State.OPEN)),
        evidence=evidence,
        cites=own_cites,
        variants=tuple(_variant(item, data, around, (known, evidence, own_cites)) for item in data.get("variants", ())),
        track=data.get("to", ""),
        voids=many(data.get("voids")),
        part=data.get("part", around.part),
        holder=data.get("holder", ""),
        note=data.get("note", ""),
        reviewed=data.get("reviewed", ""),
        not_encoded=data.get("not_encoded", ""),
        made_from=data.get("from", ""),
        heading=around.heading,
        number=data.get("number", ""),
        path=data.get("path", ""),
        under=data.get("under", ""),
        closes=data.get("closes", ""),
        place=place,
    )


def _variant(data: Mapping[str, Any], clause: Mapping[str, Any], around: _Around, support: _Support) -> Variant:
    """One reading: what it does not name is as in the clause, a term it names replaces the clause's of that name."""
    known, evidence, clause_cites = support
    return Variant(
        holder=data.get("holder", ""),
        family=data.get("family", ""),
        text=data["text"],
        norm=_variant_norm(data, clause, around),
        known=Known(data.get("known", known)),
        evidence=data.get("evidence", evidence),
        cites=cites(data["cites"]) if "cites" in data else clause_cites,
        note=data.get("note", ""),
    )


def _variant_norm(data: Mapping[str, Any], clause: Mapping[str, Any], around: _Around) -> Norm | None:
    words = data.get("norm", clause.get("norm"))
    if words is None:
        return None
    own_terms = merged(terms(clause.get("terms"), around.units), terms(data.get("terms"), around.units))
    return norm(words, own_terms, conditions(data.get("conditions", clause.get("conditions")), around.plan))
