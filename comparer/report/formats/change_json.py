"""A report of change as plain values, for other programs."""

from __future__ import annotations

from comparer.report.options import RenderOptions
from comparer.report.sections.change_report import (
    AssessmentChange,
    ChangeReport,
    ClauseChange,
    DraftRelation,
    RecordChange,
    RelationChange,
)
from comparer.report.value.change_types import (
    AnswerChangeValue,
    ChangeValue,
    ClauseChangeValue,
    DraftRelationValue,
    RecordChangeValue,
    RelationChangeValue,
)
from comparer.report.value.types import ConstraintFindingRecord, VerdictRecord
from comparer.report.words.change_sentences import ChangeSentences

__all__ = ["build_change_value"]


def build_change_value(change: ChangeReport, options: RenderOptions | None = None) -> ChangeValue:
    """All of a report of change, in the keys of `schema/change.schema.json`; of parts asked for by name those alone."""
    shown = _build_whole_value(change)
    shows = (options or RenderOptions()).shows
    if not shows("changes"):
        shown = {**shown, "clauses": [], "records": []}
    if not shows("table"):
        shown = {**shown, "relations": []}
    if not shows("lines"):
        shown = {**shown, "verdicts": []}
    if not shows("law"):
        shown = {**shown, "law": []}
    if options and options.sections:
        shown = {**shown, "gate": {"failures": [], "stale": [], "warnings": []}}
    return shown


def _build_whole_value(change: ChangeReport) -> ChangeValue:
    words = ChangeSentences(change)
    return {
        "scope": change.scope.value,
        "left": change.left,
        "right": change.right,
        "clauses": [_build_clause_value(item, words) for item in change.clauses],
        "records": [_build_record_value(item) for item in change.records],
        "relations": [_build_relation_value(item) for item in change.relations],
        "verdicts": [_build_answer_value(item, item.latest["line"]) for item in change.verdicts],
        "law": [_build_answer_value(item, item.latest["constraint"]) for item in change.law],
        "gate": {
            "failures": [finding["fingerprint"] for finding in change.gate.failures],
            "stale": [acceptance for acceptance, _ in change.gate.stale],
            "warnings": [
                {"rule": warning.rule, "message": warning.message, "place": warning.place}
                for warning in change.gate.warnings
            ],
        },
    }


def _build_clause_value(change: ClauseChange, words: ChangeSentences) -> ClauseChangeValue:
    before, after = words.clause_texts(change)
    return {
        "kind": change.kind.value,
        "before": list(change.before),
        "after": list(change.after),
        "text_before": before,
        "text_after": after,
        "fields": list(change.fields),
        "edits": [{"field": name, "before": old, "after": new} for name, old, new in words.text_edits(change)],
        "relation": change.relation,
        "changes": list(change.effects),
        "favours": list(change.favours),
        "against": list(change.against),
        "place": words.clause_places(change),
    }


def _build_record_value(record: RecordChange) -> RecordChangeValue:
    value: RecordChangeValue = {"state": record.state, "kind": record.kind, "ref": record.ref}
    if record.edit is not None:
        value["before"], value["after"] = record.edit["before"], record.edit["after"]
    return value


def _build_relation_value(relation: RelationChange) -> RelationChangeValue:
    return {
        "clause": relation.clause,
        "plan": relation.plan,
        "before": _build_draft_relation_value(relation.before),
        "after": _build_draft_relation_value(relation.after),
    }


def _build_draft_relation_value(relation: DraftRelation | None) -> DraftRelationValue | None:
    if relation is None:
        return None
    return {
        "group": relation.group,
        "value": relation.value,
        "counterparts": list(relation.counterparts),
        "changes": list(relation.changes),
    }


def _build_answer_value(
    change: AssessmentChange[VerdictRecord] | AssessmentChange[ConstraintFindingRecord], subject: str
) -> AnswerChangeValue:
    latest = change.latest
    return {
        "plan": latest["plan"],
        "subject": subject,
        "before": change.before["verdict"] if change.before else "",
        "after": change.after["verdict"] if change.after else "",
        "changed": change.is_changed,
        "clauses": latest["clauses"],
        "because": latest["because"],
        "fingerprint": latest["fingerprint"],
    }
