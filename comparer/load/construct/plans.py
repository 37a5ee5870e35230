"""Plans and their clauses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from comparer.load.construct.norms import (
    NO_DEFAULT_UNITS,
    DefaultUnits,
    as_tuple,
    build_cites,
    build_conditions,
    build_entry_norm,
    build_norm,
    build_terms,
    merge_terms,
)
from comparer.model.norm import Norm
from comparer.model.plan import (
    Clause,
    ClauseState,
    Coverage,
    Dispute,
    PlacedText,
    Plan,
    PlanKind,
    PlanPart,
    Provision,
    Reaction,
    SourceDocument,
    Variant,
)
from comparer.model.source import Attestation, Citation

if TYPE_CHECKING:
    from comparer.load.strict_yaml import DataPath, Document, Positions
    from comparer.model.problems import FilePosition

__all__ = ["build_plan"]

_DEFAULTED_FIELDS = ("kind", "coverage")
_InheritedEvidence = tuple[Attestation, str, tuple[Citation, ...]]


class _ClauseContext(NamedTuple):
    """What a clause takes from the plan and the provision that it stands in."""

    plan_id: str
    provision_id: str
    heading: str
    part: str
    units: DefaultUnits


def build_plan(document: Document, units: DefaultUnits = NO_DEFAULT_UNITS) -> Plan:
    """The plan of a document. `assumed` names the fields that were left out and taken to have their usual value."""
    data, positions = document.data, document.positions
    full_text = data.get("full_text") or {}
    return Plan(
        id=data["plan"],
        title=data["title"],
        name=data.get("name", ""),
        kind=PlanKind(data.get("kind", PlanKind.DRAFT)),
        coverage=Coverage(data.get("coverage", Coverage.COMPLETE)),
        issued=data.get("issued", ""),
        summary=data.get("summary", ""),
        proposers=as_tuple(data.get("proposers")),
        parties=as_tuple(data.get("parties")),
        derived_from=as_tuple(data.get("derived_from")),
        answers=as_tuple(data.get("answers")),
        supersedes=as_tuple(data.get("supersedes")),
        full_text=full_text.get("address", ""),
        full_text_opened=full_text.get("opened", False),
        full_text_note=full_text.get("note", ""),
        reactions=tuple(_build_reaction(item) for item in data.get("reactions", ())),
        disputes=tuple(_build_dispute(item) for item in data.get("disputed", ())),
        parts=tuple(PlanPart(**item) for item in data.get("parts", ())),
        provisions=tuple(
            _build_provision(item, data["plan"], units, positions, index)
            for index, item in enumerate(data["provisions"])
        ),
        note=data.get("note", ""),
        document=_build_source_document(data["document"]) if "document" in data else None,
        assumed_fields=tuple(name for name in _DEFAULTED_FIELDS if name not in data),
        position=positions[()],
    )


def _build_source_document(data: Mapping[str, Any]) -> SourceDocument:
    return SourceDocument(**{**data, "set_aside": tuple(PlacedText(**item) for item in data.get("set_aside", ()))})


def _build_reaction(data: Mapping[str, Any]) -> Reaction:
    return Reaction(**{**data, "cites": build_cites(data.get("cites"))})


def _build_dispute(data: Mapping[str, Any]) -> Dispute:
    return Dispute(**{**data, "cites": build_cites(data.get("cites"))})


def _build_provision(
    data: Mapping[str, Any], plan_id: str, units: DefaultUnits, positions: Positions, index: int
) -> Provision:
    path: DataPath = ("provisions", index)
    clause_entries: list[tuple[Mapping[str, Any], DataPath]] = [
        (item, (*path, "clauses", clause_index)) for clause_index, item in enumerate(data.get("clauses", ()))
    ]
    context = _ClauseContext(plan_id, data["id"], data.get("heading", ""), data.get("part", ""), units)
    return Provision(
        id=data["id"],
        heading=data.get("heading", ""),
        part=data.get("part", ""),
        coverage=Coverage(data["coverage"]) if "coverage" in data else None,
        number=data.get("number", ""),
        clauses=_complete_sentences(
            [
                _build_clause(item, context, positions[clause_path])
                for item, clause_path in clause_entries or [(data, path)]
            ]
        ),
        note=data.get("note", ""),
    )


def _complete_sentences(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """The clauses of a provision with the words that open and close the sentence of each."""
    if not any(clause.under or clause.closes for clause in clauses):
        return tuple(clauses)
    clause_by_id: dict[str, Clause] = {}
    for clause in clauses:  # a clause stands behind the one that opens it
        above = clause_by_id.get(clause.under)
        opening = " ".join(filter(None, (above.opening, above.text))) if above else ""
        clause_by_id[clause.id] = replace(clause, opening=opening)
    closings: dict[str, str] = {}
    for clause in clauses:
        if clause.closes:
            closings[clause.closes] = " ".join(filter(None, (closings.get(clause.closes), clause.text)))
    return tuple(
        replace(
            clause_by_id[clause.id], closing="" if clause.closes else _closing_words(clause, clause_by_id, closings)
        )
        for clause in clauses
    )


def _closing_words(clause: Clause, clause_by_id: Mapping[str, Clause], closings: Mapping[str, str]) -> str:
    """The closing words of every list that a clause stands in, the innermost first."""
    words, above, seen = [], clause.under, {clause.id}
    while above in clause_by_id and above not in seen:
        seen.add(above)
        words.append(closings.get(above, ""))
        above = clause_by_id[above].under
    return " ".join(filter(None, words))


def _build_clause(data: Mapping[str, Any], context: _ClauseContext, place: FilePosition) -> Clause:
    known = Attestation(data.get("known", Attestation.STATED))
    evidence = data.get("evidence", "")
    own_cites = build_cites(data.get("cites"))
    return Clause(
        plan=context.plan_id,
        id=data["id"],
        provision=context.provision_id,
        text=data["text"],
        issue=data.get("issue", ""),
        norm=build_entry_norm(data, context.units, context.plan_id) if "norm" in data else None,
        known=known,
        state=ClauseState(data.get("state", ClauseState.OPEN)),
        evidence=evidence,
        cites=own_cites,
        variants=tuple(
            _build_variant(item, data, context, (known, evidence, own_cites)) for item in data.get("variants", ())
        ),
        track=data.get("to", ""),
        voids=as_tuple(data.get("voids")),
        questions=as_tuple(data.get("questions")),
        short=data.get("short", ""),
        number=data.get("number", ""),
        part=data.get("part", context.part),
        holder=data.get("holder", ""),
        note=data.get("note", ""),
        reviewed=data.get("reviewed", ""),
        not_encoded=data.get("not_encoded", ""),
        made_from=data.get("from", ""),
        heading=context.heading,
        path=data.get("path", ""),
        under=data.get("under", ""),
        closes=data.get("closes", ""),
        intended=as_tuple(data.get("intended")),
        position=place,
    )


def _build_variant(
    data: Mapping[str, Any], clause: Mapping[str, Any], context: _ClauseContext, inherited: _InheritedEvidence
) -> Variant:
    """One reading: what it does not name is as in the clause, a term it names replaces the clause's of that name."""
    known, evidence, clause_cites = inherited
    return Variant(
        holder=data.get("holder", ""),
        family=data.get("family", ""),
        text=data["text"],
        norm=_build_variant_norm(data, clause, context),
        known=Attestation(data.get("known", known)),
        evidence=data.get("evidence", evidence),
        cites=build_cites(data["cites"]) if "cites" in data else clause_cites,
        note=data.get("note", ""),
    )


def _build_variant_norm(data: Mapping[str, Any], clause: Mapping[str, Any], context: _ClauseContext) -> Norm | None:
    norm_data = data.get("norm", clause.get("norm"))
    if norm_data is None:
        return None
    own_terms = merge_terms(
        build_terms(clause.get("terms"), context.units), build_terms(data.get("terms"), context.units)
    )
    return build_norm(
        norm_data, own_terms, build_conditions(data.get("conditions", clause.get("conditions")), context.plan_id)
    )
