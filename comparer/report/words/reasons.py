"""Why a finding is what it is, in the language of the report.

The engine says it in English. In another language the message of the rule is filled from the report itself: with the
clauses, what they do, and the norm that they are held against. Where a message or a part is missing, the English stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from comparer.report.words.labels import ReportLabels
from comparer.resources.message_catalogue import fill_template

JsonMapping = Mapping[str, Any]


def compose_reason(finding: JsonMapping, labels: ReportLabels) -> str:
    """The sentence on a verdict, a constraint, a deadlock, a contradiction, a range or a plan."""
    message_key = f"rules.{finding.get('rule', '')}.message"
    if labels.catalogue.language == "en" or not labels.catalogue.has_message(message_key):
        return str(finding["because"])
    fields = _reason_fields(finding, labels)
    if fields is None:
        return str(finding["because"])
    sentence = fill_template(labels.catalogue_text(message_key), fields)
    return sentence[:1].upper() + sentence[1:]


def _reason_fields(finding: JsonMapping, labels: ReportLabels) -> dict[str, str] | None:
    """The parts of the sentence; None where the report does not hold one of them."""
    if "line" in finding:
        norm_text = _line_norm_text(finding["line"], finding, labels)
        return None if not norm_text else {**_clause_fields(finding, labels), "holds": norm_text}
    if "constraint" in finding:
        return _clause_fields(finding, labels) | _constraint_fields(finding, labels)
    if "plan" in finding and "a" in finding:
        side_texts = [_clause_actions_text(finding["plan"], (finding[side],), labels) for side in ("a", "b")]
        return {"a": finding["a"], "b": finding["b"], "left": side_texts[0], "right": side_texts[1]}
    if "a" in finding:
        norm_texts = [
            _line_norm_text(finding[side], norm_ref, labels)
            for side, norm_ref in zip(("a", "b"), finding["norms"], strict=False)
        ]
        return {"left": norm_texts[0], "right": norm_texts[1]} if len(norm_texts) == 2 and all(norm_texts) else None
    if "quantity" in finding:
        return {"quantity": labels.word_label(finding["quantity"].partition(".")[0])}
    return {**_clause_fields(finding, labels), "actors": labels.join_labels(finding["actors"])}


def _clause_fields(finding: JsonMapping, labels: ReportLabels) -> dict[str, str]:
    clause_ids = finding["clauses"]
    message_key = "word.clauses_one" if len(clause_ids) == 1 else "word.clauses_many"
    return {
        "clauses": labels.catalogue_text(message_key, ids=labels.join_clause_ids(clause_ids)),
        "does": _clause_actions_text(finding["plan"], clause_ids, labels),
    }


def _constraint_fields(finding: JsonMapping, labels: ReportLabels) -> dict[str, str]:
    constraint = labels.report["constraints_in_force"].get(finding["constraint"], {"title": "", "norm": None})
    return {
        "holds": (labels.norm_text(constraint) if constraint["norm"] else "") or constraint["title"],
        "force": labels.catalogue.value_word("force", finding["force"]),
    }


def _line_norm_text(line_ref: str, norm_ref: JsonMapping, labels: ReportLabels) -> str:
    """The norm of a red line that `at` names by its version and its place there; nothing where there is none."""
    versions = labels.report["lines"].get(line_ref, {"versions": []})["versions"]
    norms: list[JsonMapping] = next(
        (version["norms"] for version in versions if version["from"] == norm_ref["version"]), []
    )
    norm_index = norm_ref["norm"]
    return labels.norm_text(norms[norm_index]) if norm_index is not None and norm_index < len(norms) else ""


def _clause_actions_text(plan_id: str, clause_ids: Iterable[str], labels: ReportLabels) -> str:
    """What the clauses do as they were encoded, in all their readings; their text where they were not."""
    action_texts = []
    for clause_id in clause_ids:
        clause = labels.report["clauses"][f"{plan_id}#{clause_id}"]
        norms = [clause] if clause["norm"] else [variant for variant in clause["variants"] if variant["norm"]]
        action_texts.append(" / ".join(dict.fromkeys(map(labels.norm_text, norms))) or clause["text"])
    return "; ".join(dict.fromkeys(action_texts))
