"""What people wrote, as plain data: dicts, lists, strings, numbers, booleans and None, ready for JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from comparer.model.problems import Place
from comparer.model.records import (
    Cite,
    Clause,
    Constraint,
    Exemption,
    LineNorm,
    LineVersion,
    Norm,
    Plan,
    Quantity,
    RedLine,
    Source,
    Variant,
)

Plain = dict[str, Any]


def place(at: Place) -> str:
    """`file:line`, or an empty string where the value was not read from a file."""
    return f"{at.file}:{at.line}" if at.file else ""


def cites(values: Iterable[Cite]) -> list[str]:
    return [str(value) for value in values]


def norm(value: Norm | None) -> Plain | None:
    if value is None:
        return None
    return {
        "bearer": list(value.bearers),
        "modality": value.modality.value,
        "act": value.act,
        "object": list(value.objects),
        "agent": list(value.agents),
        "beneficiary": list(value.beneficiaries),
        "with": list(value.partners),
        "as": list(value.status),
        "force": "intent" if value.intent else "",
    }


def quantity(value: Quantity) -> Plain:
    """The bounds that the text gives (`min`, `max`, `above`, `below`, `is`, `about`), then unit, share-of and start."""
    plain: Plain = {}
    if value.low is not None and value.low == value.high:
        plain["about" if value.about else "is"] = value.low
    elif value.about and (value.low is None) != (value.high is None):
        plain["about"] = value.high if value.low is None else value.low
    else:
        if value.low is not None:
            plain["above" if value.low_open else "min"] = value.low
        if value.high is not None:
            plain["below" if value.high_open else "max"] = value.high
    if value.unknown:
        plain["unknown"] = True
    named = {"unit": value.unit, "of": value.of, "from": value.start}
    return plain | {key: word for key, word in named.items() if word}


def terms(value: Norm | None) -> Plain:
    if value is None:
        return {"quantity": {}, "manner": [], "instrument": [], "consent": []}
    return {
        "quantity": {one.name: quantity(one) for one in value.terms.quantities},
        "manner": list(value.terms.manners),
        "instrument": list(value.terms.instruments),
        "consent": list(value.terms.consent),
    }


def conditions(value: Norm | None) -> dict[str, list[str]]:
    """Lists of event ids, or of clauses as `PLAN#CLAUSE`, by kind; only the kinds that occur."""
    plain: dict[str, list[str]] = {}
    for one in value.conditions if value else ():
        plain.setdefault(one.kind.value, []).append(one.event or one.clause)
    return plain


def normed(value: Norm | None) -> Plain:
    return {"norm": norm(value), "terms": terms(value), "conditions": conditions(value)}


def variant(value: Variant) -> Plain:
    return {
        "holder": value.holder,
        "family": value.family,
        "text": value.text,
        **normed(value.norm),
        "known": value.known.value,
        "evidence": value.evidence,
        "cites": cites(value.cites),
        "note": value.note,
    }


def clause(value: Clause) -> Plain:
    return {
        "plan": value.plan,
        "id": value.id,
        "provision": value.provision,
        "heading": value.heading,
        "part": value.part,
        "text": value.text,
        "issue": value.issue,
        **normed(value.norm),
        "known": value.known.value,
        "state": value.state.value,
        "to": value.track,
        "voids": list(value.voids),
        "evidence": value.evidence,
        "holder": value.holder,
        "cites": cites(value.cites),
        "variants": [variant(one) for one in value.variants],
        "note": value.note,
        "reviewed": value.reviewed,
        "place": place(value.place),
    }


def plan(value: Plan) -> Plain:
    """`provisions` and `clauses` are counts; `clause_ids` gives the order of the document."""
    known = Counter(clause.known.value for clause in value.clauses)
    cited = {cite.source for clause in value.clauses for cite in clause.cites}
    address = {"address": value.full_text, "opened": value.full_text_opened, "note": value.full_text_note}
    return {
        "id": value.id,
        "title": value.title,
        "kind": value.kind.value,
        "coverage": value.coverage.value,
        "proposers": list(value.proposers),
        "issued": value.issued,
        "provisions": len(value.provisions),
        "clauses": len(value.clauses),
        "parties": list(value.parties),
        "summary": value.summary,
        "derived_from": list(value.derived_from),
        "answers": list(value.answers),
        "supersedes": list(value.supersedes),
        "full_text": address if value.full_text or value.full_text_note else None,
        "reactions": [
            {
                "party": reaction.party,
                "says": reaction.says,
                "date": reaction.date,
                "cites": cites(reaction.cites),
                "note": reaction.note,
            }
            for reaction in value.reactions
        ],
        "disputed": [
            {"about": dispute.about, "note": dispute.note, "cites": cites(dispute.cites)} for dispute in value.disputes
        ],
        "parts": [
            {"id": part.id, "title": part.title, "issued": part.issued, "note": part.note} for part in value.parts
        ],
        "assumed": list(value.assumed),
        "sources": len(cited),
        "known": {kind: known[kind] for kind in ("stated", "reported", "denied")},
        "judgeable": sum(clause.norm is not None for clause in value.clauses),
        "clause_ids": [clause.id for clause in value.clauses],
        "note": value.note,
        "place": place(value.place),
    }


def exemption(value: Exemption) -> Plain:
    return {"event": value.event} if value.event else normed(value.norm)


def line_norm(value: LineNorm) -> Plain:
    return {
        **normed(value.norm),
        "asks": value.asks.value,
        "exceptions": [exemption(one) for one in value.exceptions],
    }


def line_version(value: LineVersion) -> Plain:
    return {
        "from": value.start,
        "until": value.end,
        "strength": value.strength.value,
        "norms": [line_norm(one) for one in value.norms],
        "said_by": value.said_by,
        "known": value.known.value,
        "evidence": value.evidence,
        "cites": cites(value.cites),
        "note": value.note,
    }


def version_in_force(value: RedLine, as_of: str) -> LineVersion | None:
    """The latest version that had begun; before the first one, the first."""
    begun = [one for one in value.versions if not as_of or one.start <= as_of]
    return begun[-1] if begun else next(iter(value.versions), None)


def line(value: RedLine, as_of: str) -> Plain:
    current = version_in_force(value, as_of)
    return {
        "id": value.id,
        "file": value.file,
        "party": value.party,
        "title": value.title,
        "issue": value.issue,
        "strength": current.strength.value if current else "",
        "inferred": value.inferred,
        "reading": "judged" if value.judged_reading else "plain",
        "not_judged": value.not_judged,
        "no_line": value.no_line,
        "versions": [line_version(one) for one in value.versions],
        "note": value.note,
        "place": place(value.place),
    }


def constraint(value: Constraint) -> Plain:
    return {
        "id": value.id,
        "title": value.title,
        "says": value.says,
        "force": value.force.value,
        "binds": list(value.binds),
        "from": value.start,
        "until": value.end,
        "certainty": value.certainty,
        "issue": value.issue,
        **normed(value.norm),
        "when": list(value.when),
        "exceptions": [exemption(law_exemption) for law_exemption in value.exceptions],
        "steps": [
            {
                "id": step.id,
                "act": step.act,
                "by": list(step.by),
                "majority": step.majority,
                "after": list(step.after),
                "note": step.note,
            }
            for step in value.steps
        ],
        "cites": cites(value.cites),
        "note": value.note,
        "place": place(value.place),
    }


def source(value: Source, paragraphs: frozenset[str]) -> Plain:
    """The card, with those of its facts that stand in a cited paragraph."""
    return {
        "type": value.type,
        "publisher": value.publisher,
        "title": value.title,
        "date": value.date,
        "address": value.address,
        "leaning": value.leaning,
        "fault": value.fault,
        "read": value.read,
        "facts": [
            {"at": one.at, "says": one.says, "slip": one.slip} for one in value.facts if one.at and one.at in paragraphs
        ],
        "place": place(value.place),
    }
