"""The chain from source to verdict, told from the report value alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from comparer.report.sections import outline
from comparer.report.value.explanation_types import (
    AgainstField,
    CardFields,
    CitedSource,
    ExplainedSubject,
    ExplanationValue,
    ReferencedLink,
)
from comparer.report.value.types import GapRecord, ReportValue


def explainable_subjects(report: ReportValue) -> Iterator[str]:
    """All that can be explained: clauses, red lines, rules of law."""
    yield from report["clauses"]
    yield from report["lines"]
    yield from report["constraints_in_force"]


def explain(report: ReportValue, subject: str, against: str) -> ExplanationValue:
    """What the report knows of a subject: a clause with its sources, links, gaps and verdicts; a line; a rule of law.

    With `against`, only what the two have to do with each other. KeyError where either is unknown.
    """
    for name in filter(None, (subject, against)):
        if name not in set(explainable_subjects(report)):
            raise KeyError(name)
    clauses = [name for name in (subject, against) if name in report["clauses"]]
    others = [name for name in (subject, against) if name and name not in report["clauses"]]
    against_fields: AgainstField = {"against": _describe_subject(report, against)} if against else {}
    return {
        "subject": _describe_subject(report, subject),
        **against_fields,
        "links": [link for link in _all_links(report) if _links_all_clauses(link["refs"], clauses, not others)],
        "gaps": [gap for gap in _all_gaps(report) if not against and f"{gap['plan']}#{gap['clause']}" in clauses],
        "verdicts": [
            verdict
            for verdict in outline.list_verdicts(report)
            if (not others or verdict["line"] in others)
            and _concerns_subjects(verdict["plan"], (*verdict["clauses"], *verdict["notes"]), clauses, others)
        ],
        "constraints": [
            finding
            for finding in report["constraints"]
            if (not others or finding["constraint"] in others)
            and _concerns_subjects(finding["plan"], finding["clauses"], clauses, others)
        ],
    }


def _describe_subject(report: ReportValue, subject: str) -> ExplainedSubject:
    if subject in report["clauses"]:
        clause = report["clauses"][subject]
        clause_sources = _cites_with_cards(report, clause["cites"])
        return {"kind": "clause", "id": clause["id"], **clause, "sources": clause_sources}
    if subject in report["lines"]:
        line = report["lines"][subject]
        cites = [cite for version in line["versions"] for cite in version["cites"]]
        return {**line, "kind": "line", "id": subject, "sources": _cites_with_cards(report, cites)}
    rule = report["constraints_in_force"][subject]
    return {**rule, "kind": "constraint", "id": subject, "sources": _cites_with_cards(report, rule["cites"])}


CARD_KEYS: Final = ("publisher", "title", "date", "address", "type", "leaning", "fault", "read")


def _cites_with_cards(report: ReportValue, cites: list[str]) -> list[CitedSource]:
    """Each cite with its card and, where a paragraph is named, what was read there."""
    sources: list[CitedSource] = []
    for cite in dict.fromkeys(cites):
        source_id, _, paragraph = cite.partition("#")
        card = report["sources"].get(source_id)
        card_fields: CardFields = {}
        for key in CARD_KEYS:
            if card and card[key]:
                card_fields[key] = card[key]
        facts = [fact for fact in card["facts"] if paragraph and fact["at"] == paragraph] if card else []
        sources.append({"cite": cite, **card_fields, "facts": facts})
    return sources


def _all_links(report: ReportValue) -> Iterator[ReferencedLink]:
    for pair in report["pairs"]:
        left, right = pair["left"], pair["right"]
        for link in pair["links"]:
            refs = [
                *(f"{left}#{clause}" for clause in link["left"]),
                *(f"{right}#{clause}" for clause in link["right"]),
            ]
            yield {"plans": [left, right], "refs": refs, **link}


def _all_gaps(report: ReportValue) -> Iterator[GapRecord]:
    for pair in report["pairs"]:
        yield from pair["gaps"]


def _links_all_clauses(refs: list[str], clauses: list[str], only_clauses: bool) -> bool:
    return only_clauses and bool(clauses) and all(clause in refs for clause in clauses)


def _concerns_subjects(plan: str, own_clauses: Iterable[str], clauses: list[str], others: list[str]) -> bool:
    """Whether a verdict on a named line or rule is about the named clauses: one decides it, or is of the same plan."""
    if clauses and others:
        return plan in {ref.partition("#")[0] for ref in clauses}
    return not clauses or (len(clauses) == 1 and clauses[0] in {f"{plan}#{clause}" for clause in own_clauses})
