"""Acceptances in a report: of which finding each is, and whether it still holds.

What a finding spoke of is more than its own fields: the figures of the clauses on which it rests. `values` of an
acceptance holds them, by clause, then by quantity, as the report does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from comparer.model.dates import precedes
from comparer.model.workspace import Acceptance
from comparer.report.value.types import ASSESSED_LISTS, AcceptanceRecord, FindingRecord, QuantityRecord, ReportValue

__all__ = ["build_acceptance_values", "find_spoken_values", "iterate_findings", "mark_accepted"]

SpokenValues = dict[str, dict[str, QuantityRecord]]
"""Figures by clause (`CLAUSE`, or `CLAUSE/HOLDER` of one reading) or by red line, then by quantity."""

VALUES_KEY = "values"


def iterate_findings(report: ReportValue) -> Iterator[tuple[str, FindingRecord]]:
    """Every finding that has a fingerprint, with the name of its list."""
    for pair in report["pairs"]:
        yield from (("links", link) for link in pair["links"])
        yield from (("gaps", gap) for gap in pair["gaps"])
    for list_name in ASSESSED_LISTS:
        yield from ((list_name, finding) for finding in report[list_name])


def build_acceptance_values(acceptances: Iterable[Acceptance], report: ReportValue) -> list[AcceptanceRecord]:
    """Each acceptance with the kind of its finding, and whether it still holds."""
    findings_by_fingerprint: dict[str, tuple[str, FindingRecord]] = {}
    for kind, finding in iterate_findings(report):
        findings_by_fingerprint.setdefault(finding["fingerprint"], (kind, finding))
    return [
        _build_acceptance_value(acceptance, findings_by_fingerprint.get(acceptance.fingerprint), report)
        for acceptance in acceptances
    ]


def find_spoken_values(finding: FindingRecord, report: ReportValue) -> SpokenValues:
    """The figures of which a finding speaks: those of the clauses that decide it, or of the lines that collide."""
    fields: Mapping[str, Any] = finding
    values: SpokenValues = {}
    if "plan" in fields and "missing_from" not in fields:
        for clause_id in fields.get("clauses") or [fields[side] for side in ("a", "b") if side in fields]:
            _add_clause_values(values, clause_id, f"{fields['plan']}#{clause_id}", report)
    for line_ref, norm in zip((fields.get("a"), fields.get("b")), fields.get("norms", ()), strict=False):
        for version in report["lines"][line_ref]["versions"] if line_ref in report["lines"] else ():
            quantities = (
                version["norms"][norm["norm"]]["terms"]["quantity"] if version["from"] == norm["version"] else {}
            )
            values |= {str(line_ref): quantities} if quantities else {}
    return values


def _add_clause_values(values: SpokenValues, clause_id: str, ref: str, report: ReportValue) -> None:
    clause = report["clauses"].get(ref)
    if clause is None:
        return
    readings = {clause_id: clause["terms"]["quantity"]}
    for variant in clause["variants"]:
        readings[f"{clause_id}/{variant['holder'] or variant['family']}"] = variant["terms"]["quantity"]
    values |= {label: quantities for label, quantities in readings.items() if quantities}


def _build_acceptance_value(
    acceptance: Acceptance, entry: tuple[str, FindingRecord] | None, report: ReportValue
) -> AcceptanceRecord:
    place = acceptance.position
    return {
        "fingerprint": acceptance.fingerprint,
        "kind": entry[0] if entry else "",
        "state": _acceptance_state(acceptance, entry[1] if entry else None, report),
        "was": dict(acceptance.accepted_values),
        "reason": acceptance.reason,
        "by": acceptance.by,
        "date": acceptance.date,
        "expires": acceptance.expires,
        "place": f"{place.file}:{place.line}" if place.file else "",
    }


def _acceptance_state(acceptance: Acceptance, finding: FindingRecord | None, report: ReportValue) -> str:
    """An acceptance holds while its finding is there, unchanged, and it has not expired."""
    if finding is None:
        return "unmatched"
    if precedes(acceptance.expires, report["as_of"]):
        return "expired"
    values: Mapping[str, object] = {**finding, VALUES_KEY: find_spoken_values(finding, report)}
    is_changed = any(
        key in values and acceptance_text(values[key]) != accepted_value
        for key, accepted_value in acceptance.accepted_values
    )
    return "changed" if is_changed else "holds"


def acceptance_text(value: object) -> str:
    """A value of a finding as an acceptance holds it: as JSON, unless it is text."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def mark_accepted(report: ReportValue) -> None:
    """Say of each finding whether an acceptance that holds covers it."""
    accepted_fingerprints = {
        acceptance["fingerprint"] for acceptance in report["accepted"] if acceptance["state"] == "holds"
    }
    for _, finding in iterate_findings(report):
        finding["accepted"] = finding["fingerprint"] in accepted_fingerprints
