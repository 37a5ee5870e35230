"""What was derived, as plain data. Clause ids are those of the file; a clause elsewhere is `PLAN#CLAUSE`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from comparer.model.findings import (
    Change,
    ConstraintFinding,
    Contradiction,
    Deadlock,
    Gap,
    LedgerEntry,
    Link,
    Match,
    MatchedBy,
    Pair,
    PlanFinding,
    Position,
    Range,
    Row,
    Verdict,
    Wording,
)

Plain = dict[str, Any]

DECLARED = (MatchedBy.PINNED, MatchedBy.NORM)
"""Links that rest on encoding or on a person's word carry no score: an estimate must not look like one."""


def local(plan: str, ids: Iterable[str]) -> list[str]:
    """Clause ids as in the file of `plan`."""
    return [one.removeprefix(plan + "#") for one in ids]


def score(match: Match) -> float | None:
    return None if match.score is None or match.matched_by in DECLARED else round(match.score, 4)


def match(value: Match) -> Plain:
    return {
        "left": list(value.left),
        "right": list(value.right),
        "score": score(value),
        "matched_by": value.matched_by.value,
    }


def evidenced(value: Match) -> Plain:
    signals = [
        {"label": one.label, "weight": round(one.weight, 4), "left": one.left, "right": one.right}
        for one in value.evidence
    ]
    return match(value) | {"evidence": signals, "reason": value.reason}


def change(value: Change) -> Plain:
    return {
        "facet": value.facet,
        "before": value.before,
        "after": value.after,
        "effect": value.effect.value,
        "rule": value.rule,
    }


def link(value: Link) -> Plain:
    judged = value.judgement
    return {
        "left": list(value.match.left),
        "right": list(value.match.right),
        "relation": judged.relation.value,
        "basis": judged.basis.value,
        "confidence": judged.confidence.value,
        "reason": judged.reason,
        "score": score(value.match),
        "matched_by": value.match.matched_by.value,
        "pin_reason": value.match.reason,
        "changes": [change(one) for one in judged.changes],
        "favours": list(judged.favours),
        "fingerprint": value.fingerprint,
    }


def gap(value: Gap) -> Plain:
    return {
        "plan": value.plan,
        "clause": value.clause,
        "missing_from": value.missing_from,
        "kind": value.kind.value,
        "by": local(value.missing_from, value.by),
        "rule": f"gap-{value.kind.value}",
        "fingerprint": value.fingerprint,
    }


def pair(value: Pair) -> Plain:
    return {
        "left": value.left,
        "right": value.right,
        "links": [link(pair_link) for pair_link in value.links],
        "gaps": [gap(pair_gap) for pair_gap in value.gaps],
        "possible": [match(near_match) for near_match in value.possible],
        "ambiguous": [match(near_match) for near_match in value.ambiguous],
    }


def verdict(value: Verdict) -> Plain:
    return {
        "plan": value.plan,
        "party": value.party,
        "line": value.line,
        "verdict": value.verdict.value,
        "strength": value.strength,
        "inferred": value.inferred,
        "stated_later": value.stated_later,
        "confidence": value.confidence.value,
        "clauses": local(value.plan, value.clauses),
        "notes": local(value.plan, value.notes),
        "rule": value.rule,
        "because": value.because,
        "holder": value.holder,
        "version": value.version,
        "norm": value.norm,
        "readings": [
            {
                "of": one.of,
                "verdict": one.verdict,
                "holder": one.holder,
                "family": one.family,
                "because": one.because,
            }
            for one in value.readings
        ],
        "fingerprint": value.fingerprint,
    }


def constraint_finding(value: ConstraintFinding) -> Plain:
    return {
        "plan": value.plan,
        "constraint": value.constraint,
        "verdict": value.verdict.value,
        "clauses": local(value.plan, value.clauses),
        "steps": list(value.steps),
        "rule": value.rule,
        "because": value.because,
        "force": value.force,
        "in_force_later": value.in_force_later,
        "note_only": value.note_only,
        "confidence": value.confidence.value,
        "fingerprint": value.fingerprint,
    }


def deadlock(value: Deadlock) -> Plain:
    return {
        "a": value.a,
        "b": value.b,
        "issue": value.issue,
        "possible": value.possible,
        "norms": [{"version": start, "norm": place} for start, place in value.norms],
        "rule": "deadlock-possible" if value.possible else "deadlock-stated",
        "because": value.because,
        "strength": value.strength,
        "fingerprint": value.fingerprint,
    }


def contradiction(value: Contradiction) -> Plain:
    a, b = local(value.plan, (value.a, value.b))
    return {
        "plan": value.plan,
        "a": a,
        "b": b,
        "rule": "plan-contradiction-possible" if value.possible else "plan-contradiction",
        "because": value.because,
        "possible": value.possible,
        "fingerprint": value.fingerprint,
    }


def position(value: Position) -> Plain:
    return {
        "holder": value.holder,
        "source": value.source,
        "min": value.low,
        "max": value.high,
        "above": value.above,
        "below": value.below,
        "strength": value.strength,
        "about": value.about,
        "unknown": value.unknown,
        "note": value.note,
    }


def spread(value: Range) -> Plain:
    common = value.agreement
    return {
        "quantity": value.quantity,
        "unit": value.unit,
        "subject": value.subject,
        "by": [position(one) for one in value.by],
        "agreement": None if common is None else {"min": common[0], "max": common[1]},
        "rule": value.rule,
        "because": value.because,
    }


def ledger_entry(value: LedgerEntry) -> Plain:
    return {
        "plan": value.plan,
        "actor": value.actor,
        "party": value.party,
        "duties": local(value.plan, value.duties),
        "prohibitions": local(value.plan, value.prohibitions),
        "permissions": local(value.plan, value.permissions),
        "benefits": local(value.plan, value.benefits),
    }


def plan_finding(value: PlanFinding) -> Plain:
    return {
        "plan": value.plan,
        "rule": value.rule,
        "clauses": local(value.plan, value.clauses),
        "actors": list(value.actors),
        "because": value.because,
        "fingerprint": value.fingerprint,
    }


def wording(value: Wording) -> Plain:
    return {
        "issue": value.issue,
        "clause": value.clause,
        "breaches": list(value.breaches),
        "strains": list(value.strains),
    }


def row(value: Row) -> Plain:
    cells = {plan: local(plan, ids) for plan, ids in value.cells}
    return {"id": value.id, "issue": value.issue, "label": value.label, "cells": cells}
