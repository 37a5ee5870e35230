"""The chain from source to verdict, told from the report value alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

JsonMapping = Mapping[str, Any]


def explainable_subjects(report: JsonMapping) -> Iterator[str]:
    """All that can be explained: clauses, red lines, rules of law."""
    yield from report["clauses"]
    yield from report["lines"]
    yield from report["constraints_in_force"]


def explain(report: JsonMapping, subject: str, against: str) -> dict[str, Any]:
    """What the report knows of a subject: a clause with its sources, links, gaps and verdicts; a line; a rule of law.

    With `against`, only what the two have to do with each other. KeyError where either is unknown.
    """
    for name in filter(None, (subject, against)):
        if name not in set(explainable_subjects(report)):
            raise KeyError(name)
    value: dict[str, Any] = {"subject": _describe_subject(report, subject)}
    if against:
        value["against"] = _describe_subject(report, against)
    clauses = [name for name in (subject, against) if name in report["clauses"]]
    other_subjects = [name for name in (subject, against) if name and name not in report["clauses"]]
    value["links"] = [
        finding for finding in _all_links(report) if _links_all_clauses(finding["refs"], clauses, not other_subjects)
    ]
    value["gaps"] = [
        finding for finding in _all_gaps(report) if not against and f"{finding['plan']}#{finding['clause']}" in clauses
    ]
    value["verdicts"] = [
        finding for finding in report["verdicts"] if _concerns_subjects(finding, clauses, other_subjects, "line")
    ]
    value["constraints"] = [
        finding
        for finding in report["constraints"]
        if _concerns_subjects(finding, clauses, other_subjects, "constraint")
    ]
    return value


def _describe_subject(report: JsonMapping, subject: str) -> dict[str, Any]:
    if subject in report["clauses"]:
        clause = report["clauses"][subject]
        return {"kind": "clause", "id": subject, **clause, "sources": _cites_with_cards(report, clause["cites"])}
    if subject in report["lines"]:
        line = report["lines"][subject]
        cites = [cite for version in line["versions"] for cite in version["cites"]]
        return {**line, "kind": "line", "id": subject, "sources": _cites_with_cards(report, cites)}
    rule = report["constraints_in_force"][subject]
    return {**rule, "kind": "constraint", "id": subject, "sources": _cites_with_cards(report, rule["cites"])}


def _cites_with_cards(report: JsonMapping, cites: list[str]) -> list[dict[str, Any]]:
    """Each cite with its card and, where a paragraph is named, what was read there."""
    sources = []
    for cite in dict.fromkeys(cites):
        source, _, paragraph = cite.partition("#")
        card = report["sources"].get(source, {})
        facts = [fact for fact in card.get("facts", ()) if paragraph and str(fact.get("at")) == paragraph]
        card_fields = {
            key: card.get(key) for key in ("publisher", "title", "date", "address", "type", "leaning", "fault", "read")
        }
        sources.append({"cite": cite, **{key: value for key, value in card_fields.items() if value}, "facts": facts})
    return sources


def _all_links(report: JsonMapping) -> Iterator[dict[str, Any]]:
    for pair in report["pairs"]:
        for link in pair["links"]:
            refs = [f"{pair[side]}#{clause}" for side in ("left", "right") for clause in link[side]]
            yield {"plans": [pair["left"], pair["right"]], "refs": refs, **link}


def _all_gaps(report: JsonMapping) -> Iterator[dict[str, Any]]:
    for pair in report["pairs"]:
        yield from pair["gaps"]


def _links_all_clauses(refs: list[str], clauses: list[str], only_clauses: bool) -> bool:
    return only_clauses and bool(clauses) and all(clause in refs for clause in clauses)


def _concerns_subjects(finding: JsonMapping, clauses: list[str], other_subjects: list[str], subject_key: str) -> bool:
    """Whether a verdict is about the subjects: its line or rule is named, and a clause of theirs decides it."""
    refs = {f"{finding['plan']}#{clause}" for clause in (*finding["clauses"], *finding.get("notes", ()))}
    if other_subjects and finding[subject_key] not in other_subjects:
        return False
    if clauses and other_subjects:
        return finding["plan"] in {ref.partition("#")[0] for ref in clauses}
    return not clauses or (len(clauses) == 1 and clauses[0] in refs)
