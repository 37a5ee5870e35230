"""A plan as the fields of a plan file: what loading those fields gives is the plan again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from comparer.model.norm import Condition, Norm, Quantity
from comparer.model.plan import Clause, ClauseState, Plan, Provision, Variant

PlanFields = dict[str, Any]
"""Keys and values as `schema/plan.schema.json` has them."""

_DECIMAL_TYPES = (float,)


def build_plan_fields(plan: Plan) -> PlanFields:
    """The whole plan, in the order in which plan files have their keys."""
    fields: PlanFields = {
        **_plan_head(plan),
        "provisions": [_provision_fields(provision) for provision in plan.provisions],
    }
    return _drop_empty(fields)


def _plan_head(plan: Plan) -> PlanFields:
    full_text = {"address": plan.full_text, "opened": plan.full_text_opened, "note": plan.full_text_note}
    return {
        "plan": plan.id,
        "name": plan.name,
        "title": plan.title,
        "kind": "" if "kind" in plan.assumed_fields else plan.kind.value,
        "issued": plan.issued,
        "proposers": list(plan.proposers),
        "parties": list(plan.parties),
        "coverage": "" if "coverage" in plan.assumed_fields else plan.coverage.value,
        "summary": plan.summary,
        "derived_from": list(plan.derived_from),
        "answers": list(plan.answers),
        "supersedes": list(plan.supersedes),
        "full_text": {**_drop_empty(full_text), "opened": plan.full_text_opened} if plan.full_text else {},
        "reactions": [
            _drop_empty(
                {"party": item.party, "says": item.says, "date": item.date, "cites": _texts(item.cites)}
                | {"note": item.note}
            )
            for item in plan.reactions
        ],
        "disputed": [
            _drop_empty({"about": item.about, "note": item.note, "cites": _texts(item.cites)}) for item in plan.disputes
        ],
        "parts": [
            _drop_empty({"id": part.id, "title": part.title, "issued": part.issued, "note": part.note})
            for part in plan.parts
        ],
        "note": plan.note,
        "document": _document_fields(plan),
    }


def _document_fields(plan: Plan) -> PlanFields:
    document = plan.document
    if document is None:
        return {}
    set_aside = [{"where": item.where, "text": item.text} for item in document.set_aside]
    return _drop_empty({"file": document.file, "set_aside": set_aside, "untitled": document.untitled or None})


def _provision_fields(provision: Provision) -> PlanFields:
    head: PlanFields = {
        "id": provision.id,
        "heading": provision.heading,
        "number": provision.number,
        "part": provision.part,
        "coverage": provision.coverage.value if provision.coverage else "",
        "note": provision.note,
    }
    clauses = [build_clause_fields(clause, provision.part) for clause in provision.clauses]
    if len(clauses) == 1 and _stands_in_provision(provision, provision.clauses[0]):
        return _drop_empty({**head, **clauses[0]})
    return _drop_empty({**head, "clauses": clauses})


def _stands_in_provision(provision: Provision, clause: Clause) -> bool:
    """Whether the only clause is written as the provision itself."""
    return (clause.id, clause.note, clause.number) == (provision.id, provision.note, provision.number)


def build_clause_fields(clause: Clause, provision_part: str = "") -> PlanFields:
    """One clause with its readings. `provision_part` is the part that it has from its provision."""
    return _drop_empty(
        {
            "id": clause.id,
            "number": clause.number,
            "path": clause.path,
            "under": clause.under,
            "closes": clause.closes,
            "part": clause.part if clause.part != provision_part else "",
            "text": clause.text,
            "short": clause.short,
            "issue": clause.issue,
            "questions": list(clause.questions),
            **_norm_fields(clause.norm, clause.plan),
            "state": "" if clause.state is ClauseState.OPEN else clause.state.value,
            "to": clause.track,
            "voids": list(clause.voids),
            "holder": clause.holder,
            "known": clause.known.value,
            "evidence": clause.evidence,
            "cites": _texts(clause.cites),
            "variants": [_variant_fields(variant, clause) for variant in clause.variants],
            "from": clause.made_from,
            "not_encoded": clause.not_encoded,
            "reviewed": clause.reviewed,
            "intended": list(clause.intended),
            "note": clause.note,
        }
    )


def _variant_fields(variant: Variant, clause: Clause) -> PlanFields:
    fields = {
        "holder": variant.holder,
        "family": variant.family,
        "text": variant.text,
        **(_norm_fields(variant.norm, clause.plan) if variant.norm != clause.norm else {}),
        "known": variant.known.value,
        "evidence": variant.evidence,
        "cites": _texts(variant.cites),
        "note": variant.note,
    }
    is_condition_lifted = variant.norm and clause.norm and clause.norm.conditions and not variant.norm.conditions
    return {**_drop_empty(fields), **({"conditions": {}} if is_condition_lifted else {})}


def _norm_fields(norm: Norm | None, plan_id: str) -> PlanFields:
    if norm is None:
        return {}
    return {
        "norm": _drop_empty(
            {
                "bearer": _single_or_list(norm.bearers),
                "modality": norm.modality.value,
                "act": norm.act,
                "object": _single_or_list(norm.objects),
                "agent": _single_or_list(norm.agents),
                "beneficiary": _single_or_list(norm.beneficiaries),
                "with": _single_or_list(norm.partners),
                "as": _single_or_list(norm.status),
                "force": "intent" if norm.intent else "",
            }
        ),
        "terms": _drop_empty(
            {
                **{quantity.name: _quantity_fields(quantity) for quantity in norm.terms.quantities},
                "manner": _single_or_list(norm.terms.manners),
                "instrument": _single_or_list(norm.terms.instruments),
                "consent": _single_or_list(norm.terms.consent),
            }
        ),
        "conditions": _condition_fields(norm.conditions, plan_id),
    }


def _quantity_fields(quantity: Quantity) -> PlanFields:
    low, high = quantity.low, quantity.high
    bounds: PlanFields = {}
    if low is not None and low == high and not (quantity.low_open or quantity.high_open):
        bounds["about" if quantity.about else "is"] = _figure(low)
    else:
        if low is not None:
            bounds["above" if quantity.low_open else "min"] = _figure(low)
        if high is not None:
            bounds["below" if quantity.high_open else "about" if quantity.about else "max"] = _figure(high)
    return {
        **bounds,
        **({"unknown": True} if quantity.unknown else {}),
        **_drop_empty({"unit": quantity.unit, "of": quantity.of, "from": quantity.start}),
    }


def _figure(value: float | str) -> float | str:
    """A figure as plan files write it: what is no whole number stands as text."""
    return f"{value}" if isinstance(value, _DECIMAL_TYPES) else value


def _condition_fields(conditions: Iterable[Condition], plan_id: str) -> PlanFields:
    fields: dict[str, list[Any]] = {}
    for condition in conditions:
        clause = condition.clause.removeprefix(f"{plan_id}#")
        fields.setdefault(condition.kind.value, []).append(condition.event or {"clause": clause})
    return fields


def _single_or_list(words: tuple[str, ...]) -> str | list[str]:
    return words[0] if len(words) == 1 else list(words)


def _texts(values: Iterable[object]) -> list[str]:
    return [str(value) for value in values]


def _drop_empty(fields: Mapping[str, Any]) -> PlanFields:
    return {key: value for key, value in fields.items() if value not in ("", [], {}, None)}
