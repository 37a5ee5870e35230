"""Why a finding is what it is, in the language of the report.

The engine says it in English. In another language the message of the rule is filled from the report itself: with the
clauses, what they do, and the norm that they are held against. Where a message or a part is missing, the English stays.
"""

from __future__ import annotations

from collections.abc import Iterable

from comparer.report.value.types import (
    ConstraintFindingRecord,
    NormFields,
    PlanFindingRecord,
    ReasonedRecord,
    VerdictRecord,
)
from comparer.report.words.labels import ReportLabels
from comparer.resources.message_catalogue import fill_template


def compose_reason(finding: ReasonedRecord, labels: ReportLabels) -> str:
    """The sentence on a verdict, a constraint, a deadlock, a contradiction, a range or a plan."""
    message_key = f"rules.{finding.get('rule', '')}.message"
    if labels.catalogue.language == "en" or not labels.catalogue.has_message(message_key):
        return str(finding["because"])
    fields = _reason_fields(finding, labels)
    if fields is None:
        return str(finding["because"])
    sentence = fill_template(labels.catalogue_text(message_key), fields)
    return sentence[:1].upper() + sentence[1:]


def _reason_fields(finding: ReasonedRecord, labels: ReportLabels) -> dict[str, str] | None:
    """The parts of the sentence; None where the report does not hold one of them."""
    if "line" in finding:
        norm_text = _line_norm_text(finding["line"], finding["version"], finding["norm"], labels)
        return None if not norm_text else {**_clause_fields(finding, labels), "holds": norm_text}
    if "constraint" in finding:
        return _clause_fields(finding, labels) | _constraint_fields(finding, labels)
    if "plan" in finding and "a" in finding:
        left, right = (_clause_actions_text(finding["plan"], (side,), labels) for side in (finding["a"], finding["b"]))
        return {"a": finding["a"], "b": finding["b"], "left": left, "right": right}
    if "a" in finding:
        norm_texts = [
            _line_norm_text(line_ref, norm_ref["version"], norm_ref["norm"], labels)
            for line_ref, norm_ref in zip((finding["a"], finding["b"]), finding["norms"], strict=False)
        ]
        return {"left": norm_texts[0], "right": norm_texts[1]} if len(norm_texts) == 2 and all(norm_texts) else None
    if "quantity" in finding:
        return {"quantity": labels.word_label(finding["quantity"].partition(".")[0])}
    return {**_clause_fields(finding, labels), "actors": labels.join_labels(finding["actors"])}


def _clause_fields(
    finding: VerdictRecord | ConstraintFindingRecord | PlanFindingRecord, labels: ReportLabels
) -> dict[str, str]:
    clause_ids = finding["clauses"]
    message_key = "word.clauses_one" if len(clause_ids) == 1 else "word.clauses_many"
    return {
        "clauses": labels.catalogue_text(message_key, ids=labels.join_clause_ids(clause_ids)),
        "does": _clause_actions_text(finding["plan"], clause_ids, labels),
    }


def _constraint_fields(finding: ConstraintFindingRecord, labels: ReportLabels) -> dict[str, str]:
    constraint = labels.report["constraints_in_force"].get(finding["constraint"])
    return {
        "holds": (labels.norm_text(constraint) or constraint["title"]) if constraint else "",
        "force": labels.catalogue.value_word("force", finding["force"]),
    }


def _line_norm_text(line_ref: str, version: str, norm_index: int | None, labels: ReportLabels) -> str:
    """The norm of a red line that is named by its version and its place there; nothing where there is none."""
    line = labels.report["lines"].get(line_ref)
    versions = line["versions"] if line else []
    norms = next((line_version["norms"] for line_version in versions if line_version["from"] == version), [])
    return labels.norm_text(norms[norm_index]) if norm_index is not None and norm_index < len(norms) else ""


def _clause_actions_text(plan_id: str, clause_ids: Iterable[str], labels: ReportLabels) -> str:
    """What the clauses do as they were encoded, in all their readings; their text where they were not."""
    action_texts = []
    for clause_id in clause_ids:
        clause = labels.report["clauses"][f"{plan_id}#{clause_id}"]
        norms: list[NormFields] = [clause] if clause["norm"] else []
        norms += [variant for variant in clause["variants"] if variant["norm"] and not clause["norm"]]
        action_texts.append(" / ".join(dict.fromkeys(map(labels.norm_text, norms))) or clause["text"])
    return "; ".join(dict.fromkeys(action_texts))
