"""The chain from source to verdict, told from the report value alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, Final

from comparer.report.sections import outline
from comparer.report.sections.changes import finding_sentence
from comparer.report.value.difference_types import NamedFinding
from comparer.report.value.explanation_types import (
    AgainstField,
    CardFields,
    CitedSource,
    ExplainedSubject,
    ExplanationValue,
    FindingExplanation,
    ReferencedLink,
    RuleText,
)
from comparer.report.value.types import GapRecord, ReportValue
from comparer.report.words.sentences import ReportSentences
from comparer.review.differences import iterate_named_findings

_FINGERPRINT = re.compile(r"[0-9a-f]{12}")


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


def is_fingerprint(name: str) -> bool:
    """Whether a name has the form of a finding's fingerprint."""
    return bool(_FINGERPRINT.fullmatch(name))


def explain_finding(report: ReportValue, fingerprint: str) -> FindingExplanation:
    """One finding with its rule and what it rests on. KeyError where the report has none of that fingerprint."""
    later: Iterator[NamedFinding] = ({"finding": "verdict", **verdict} for verdict in report["later"])
    for finding in chain(iterate_named_findings(report), later):
        if finding["fingerprint"] == fingerprint:
            return _explain_named_finding(report, finding)
    raise KeyError(fingerprint)


def _explain_named_finding(report: ReportValue, finding: NamedFinding) -> FindingExplanation:
    sentences = ReportSentences(report)
    fields: Mapping[str, Any] = finding
    because, details = "", list[str]()
    sentence = finding_sentence(finding, sentences)
    if finding["finding"] == "link":
        left, right = finding["pair"]
        sentence = sentences.link_sentence({"left": left, "right": right}, finding)
        because, details = sentences.basis_sentence(finding), sentences.change_sentences(finding)
    elif finding["finding"] == "constraint":
        because, details = sentences.reason_sentence(finding), sentences.step_sentences(finding)
    elif finding["finding"] == "verdict":
        because, details = sentences.reason_sentence(finding), sentences.reading_sentences(finding)
    elif finding["finding"] != "gap":
        because = sentences.reason_sentence(finding)
    rule_id = fields.get("rule", "")
    return {
        "finding": finding["finding"],
        "fingerprint": finding["fingerprint"],
        "plans": fields.get("pair") or [fields[key] for key in ("plan", "missing_from") if key in fields],
        "sentence": sentence,
        "because": because,
        "details": details,
        "rule": _rule_text(report, rule_id) if rule_id else None,
        "rests_on": [_describe_subject(report, name) for name in _grounds(report, finding)],
    }


def _rule_text(report: ReportValue, rule_id: str) -> RuleText:
    rule = report["rules"][rule_id]
    return {"id": rule_id, "title": rule["title"], "says": rule["says"], "why": rule["why"]}


def _grounds(report: ReportValue, finding: NamedFinding) -> list[str]:
    """The clauses, red lines and rules of law that a finding is about, those that the report holds."""
    fields: Mapping[str, Any] = finding
    if finding["finding"] == "link":
        left, right = finding["pair"]
        names = [*(f"{left}#{name}" for name in finding["left"]), *(f"{right}#{name}" for name in finding["right"])]
    elif finding["finding"] == "gap":
        names = [
            f"{finding['plan']}#{finding['clause']}",
            *(f"{finding['missing_from']}#{name}" for name in finding["by"]),
        ]
    elif "plan" in fields:
        clauses = fields.get("clauses") or [fields[side] for side in ("a", "b") if side in fields]
        names = [
            *(f"{fields['plan']}#{name}" for name in clauses),
            fields.get("line", ""),
            fields.get("constraint", ""),
        ]
    else:
        names = [fields["a"], fields["b"]]
    known = set(explainable_subjects(report))
    return [name for name in dict.fromkeys(names) if name in known]


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
