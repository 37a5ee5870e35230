"""What people wrote, as plain data: dicts, lists, strings, numbers, booleans and None, ready for JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from comparer.model.law import Constraint
from comparer.model.norm import Condition, Exemption, Norm, Quantity
from comparer.model.plan import Clause, Plan, Variant
from comparer.model.problems import FilePosition
from comparer.model.redline import LineNorm, LineVersion, RedLine
from comparer.model.source import Citation, Source
from comparer.report.value.types import (
    ClauseRecord,
    ConditionsRecord,
    ConstraintRecord,
    ExceptionRecord,
    FullTextRecord,
    LawStepRecord,
    LineNormRecord,
    LineRecord,
    LineVersionRecord,
    NormFields,
    NormRecord,
    PlanRecord,
    QuantityRecord,
    SourceRecord,
    TermsRecord,
    VariantRecord,
)


def place_text(place: FilePosition) -> str:
    """`file:line`, or an empty string where the value was not read from a file."""
    return f"{place.file}:{place.line}" if place.file else ""


def cite_texts(cites: Iterable[Citation]) -> list[str]:
    return [str(cite) for cite in cites]


def build_norm_value(norm: Norm | None) -> NormRecord | None:
    if norm is None:
        return None
    return {
        "bearer": list(norm.bearers),
        "modality": norm.modality.value,
        "act": norm.act,
        "object": list(norm.objects),
        "agent": list(norm.agents),
        "beneficiary": list(norm.beneficiaries),
        "with": list(norm.partners),
        "as": list(norm.status),
        "force": "intent" if norm.intent else "",
    }


def build_quantity_value(quantity: Quantity) -> QuantityRecord:
    """The bounds that the text gives (`min`, `max`, `above`, `below`, `is`, `about`), then unit, share-of and start."""
    fields: QuantityRecord = {}
    only_bound = quantity.high if quantity.low is None else quantity.low
    if quantity.low is not None and quantity.low == quantity.high:
        fields["about" if quantity.about else "is"] = quantity.low
    elif quantity.about and only_bound is not None and (quantity.low is None or quantity.high is None):
        fields["about"] = only_bound
    else:
        if quantity.low is not None:
            fields["above" if quantity.low_open else "min"] = quantity.low
        if quantity.high is not None:
            fields["below" if quantity.high_open else "max"] = quantity.high
    if quantity.unknown:
        fields["unknown"] = True
    if quantity.unit:
        fields["unit"] = quantity.unit
    if quantity.of:
        fields["of"] = quantity.of
    if quantity.start:
        fields["from"] = quantity.start
    return fields


def build_terms_value(norm: Norm | None) -> TermsRecord:
    if norm is None:
        return {"quantity": {}, "manner": [], "instrument": [], "consent": []}
    return {
        "quantity": {quantity.name: build_quantity_value(quantity) for quantity in norm.terms.quantities},
        "manner": list(norm.terms.manners),
        "instrument": list(norm.terms.instruments),
        "consent": list(norm.terms.consent),
    }


def build_conditions_record(conditions: Iterable[Condition]) -> ConditionsRecord:
    """Lists of event ids, or of clauses as `PLAN#CLAUSE`, by kind; only the kinds that occur."""
    refs_by_kind: dict[str, list[str]] = {}
    for condition in conditions:
        refs_by_kind.setdefault(condition.kind.value, []).append(condition.event or condition.clause)
    return refs_by_kind


def build_norm_fields(norm: Norm | None) -> NormFields:
    return {
        "norm": build_norm_value(norm),
        "terms": build_terms_value(norm),
        "conditions": build_conditions_record(norm.conditions if norm else ()),
    }


def build_variant_value(variant: Variant) -> VariantRecord:
    return {
        "holder": variant.holder,
        "family": variant.family,
        "text": variant.text,
        **build_norm_fields(variant.norm),
        "known": variant.known.value,
        "evidence": variant.evidence,
        "cites": cite_texts(variant.cites),
        "note": variant.note,
    }


def build_clause_value(clause: Clause) -> ClauseRecord:
    return {
        "plan": clause.plan,
        "id": clause.id,
        "provision": clause.provision,
        "heading": clause.heading,
        "part": clause.part,
        "text": clause.text,
        "short": clause.short,
        "questions": list(clause.questions),
        "issue": clause.issue,
        **build_norm_fields(clause.norm),
        "known": clause.known.value,
        "state": clause.state.value,
        "to": clause.track,
        "voids": list(clause.voids),
        "evidence": clause.evidence,
        "holder": clause.holder,
        "cites": cite_texts(clause.cites),
        "variants": [build_variant_value(variant) for variant in clause.variants],
        "note": clause.note,
        "reviewed": clause.reviewed,
        "place": place_text(clause.position),
    }


def build_plan_value(plan: Plan) -> PlanRecord:
    """`provisions` and `clauses` are counts; `clause_ids` gives the order of the document."""
    known_counts = Counter(clause.known.value for clause in plan.clauses)
    cited_sources = {cite.source for clause in plan.clauses for cite in clause.cites}
    full_text: FullTextRecord = {
        "address": plan.full_text,
        "opened": plan.full_text_opened,
        "note": plan.full_text_note,
    }
    return {
        "id": plan.id,
        "name": plan.name,
        "phrase": plan.name or plan.title or plan.id,
        "title": plan.title,
        "kind": plan.kind.value,
        "coverage": plan.coverage.value,
        "proposers": list(plan.proposers),
        "issued": plan.issued,
        "provisions": len(plan.provisions),
        "clauses": len(plan.clauses),
        "parties": list(plan.parties),
        "summary": plan.summary,
        "derived_from": list(plan.derived_from),
        "answers": list(plan.answers),
        "supersedes": list(plan.supersedes),
        "full_text": full_text if plan.full_text or plan.full_text_note else None,
        "reactions": [
            {
                "party": reaction.party,
                "says": reaction.says,
                "date": reaction.date,
                "cites": cite_texts(reaction.cites),
                "note": reaction.note,
            }
            for reaction in plan.reactions
        ],
        "disputed": [
            {"about": dispute.about, "note": dispute.note, "cites": cite_texts(dispute.cites)}
            for dispute in plan.disputes
        ],
        "parts": [
            {"id": part.id, "title": part.title, "issued": part.issued, "note": part.note} for part in plan.parts
        ],
        "assumed": list(plan.assumed_fields),
        "sources": len(cited_sources),
        "known": {kind: known_counts[kind] for kind in ("stated", "reported", "denied")},
        "judgeable": sum(clause.norm is not None for clause in plan.clauses),
        "clause_ids": [clause.id for clause in plan.clauses],
        "note": plan.note,
        "place": place_text(plan.position),
    }


def build_norm_exception(norm: Norm | None) -> ExceptionRecord:
    fields = build_norm_fields(norm)
    return {"norm": fields["norm"], "terms": fields["terms"], "conditions": fields["conditions"]}


def build_exemption_value(exemption: Exemption) -> ExceptionRecord:
    return {"event": exemption.event} if exemption.event else build_norm_exception(exemption.norm)


def build_line_norm_value(line_norm: LineNorm) -> LineNormRecord:
    return {
        **build_norm_fields(line_norm.norm),
        "asks": line_norm.asks.value,
        "exceptions": [build_exemption_value(exemption) for exemption in line_norm.exceptions],
    }


def build_line_version_value(version: LineVersion) -> LineVersionRecord:
    return {
        "from": version.start,
        "until": version.end,
        "strength": version.strength.value,
        "norms": [build_line_norm_value(line_norm) for line_norm in version.norms],
        "sentence": version.sentence,
        "said_by": version.said_by,
        "known": version.known.value,
        "evidence": version.evidence,
        "cites": cite_texts(version.cites),
        "note": version.note,
    }


def build_line_value(line: RedLine, as_of: str) -> LineRecord:
    current_version = line.latest_version(as_of)
    return {
        "id": line.id,
        "file": line.file,
        "party": line.party,
        "title": line.title,
        "sentence": line.sentence,
        "issue": line.issue,
        "strength": current_version.strength.value if current_version else "",
        "inferred": line.inferred,
        "reading": "judged" if line.needs_judgement else "plain",
        "not_judged": line.not_judged,
        "no_line": line.no_line,
        "versions": [build_line_version_value(version) for version in line.versions],
        "note": line.note,
        "place": place_text(line.position),
    }


def build_constraint_value(constraint: Constraint) -> ConstraintRecord:
    return {
        "id": constraint.id,
        "title": constraint.title,
        "says": constraint.says,
        "force": constraint.force.value,
        "binds": list(constraint.binds),
        "from": constraint.start,
        "until": constraint.end,
        "certainty": constraint.certainty,
        "issue": constraint.issue,
        **build_norm_fields(constraint.norm),
        "when": list(constraint.when),
        "exceptions": [build_exemption_value(law_exemption) for law_exemption in constraint.exceptions],
        "steps": [
            {
                "id": step.id,
                "act": step.act,
                "by": list(step.by),
                "majority": step.majority,
                "after": list(step.after),
                "note": step.note,
            }
            for step in constraint.steps
        ],
        "cites": cite_texts(constraint.cites),
        "note": constraint.note,
        "place": place_text(constraint.position),
    }


def build_law_step_values(constraint: Constraint) -> dict[str, LawStepRecord]:
    """The steps of a rule, each with its rule, by `CONSTRAINT.STEP`; `after` names others in the same way."""
    return {
        f"{constraint.id}.{step.id}": {
            "constraint": constraint.id,
            "title": constraint.title,
            "id": step.id,
            "act": step.act,
            "by": list(step.by),
            "majority": step.majority,
            "after": [name if "." in name else f"{constraint.id}.{name}" for name in step.after],
            "note": step.note,
        }
        for step in constraint.steps
    }


def build_source_value(source: Source, paragraphs: frozenset[str]) -> SourceRecord:
    """The card, with those of its facts that stand in a cited paragraph."""
    return {
        "type": source.type,
        "publisher": source.publisher,
        "title": source.title,
        "date": source.date,
        "address": source.address,
        "leaning": source.leaning,
        "fault": source.fault,
        "read": source.read,
        "facts": [
            {"at": fact.at, "says": fact.says, "slip": fact.slip}
            for fact in source.facts
            if fact.at and fact.at in paragraphs
        ],
        "place": place_text(source.position),
    }
