"""The shape of a report of change as JSON: the same keys as `schema/change.schema.json`."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from comparer.report.value.types import AcceptanceRecord, ChangeRecord


class TextEditValue(TypedDict):
    """A heading, a note or the title of a part that was edited; `field` is its name in a plan file."""

    field: str
    before: str
    after: str


class ClauseChangeValue(TypedDict):
    """`before` and `after` are `PLAN#CLAUSE`; the texts are those of all of them; `relation` is empty if not judged."""

    kind: str
    before: list[str]
    after: list[str]
    text_before: str
    text_after: str
    fields: list[str]
    edits: list[TextEditValue]
    relation: str
    changes: list[ChangeRecord]
    favours: list[str]
    against: list[str]
    place: str


class DraftRelationValue(TypedDict):
    """A relation, or a kind of gap, of another draft to a clause."""

    group: str
    value: str
    counterparts: list[str]
    changes: list[ChangeRecord]


class RelationChangeValue(TypedDict):
    clause: str
    plan: str
    before: DraftRelationValue | None
    after: DraftRelationValue | None


class AnswerChangeValue(TypedDict):
    """An answer on a red line or a rule of law on both sides; empty on a side that has none."""

    plan: str
    subject: str
    before: str
    after: str
    changed: bool
    clauses: list[str]
    because: str
    fingerprint: str


class RecordChangeValue(TypedDict):
    state: str
    kind: str
    ref: str
    before: NotRequired[str]
    """Of what stands beside the clauses of a document: its text on either side."""
    after: NotRequired[str]


class GateWarningValue(TypedDict):
    rule: str
    message: str
    place: str


class GateChangeValue(TypedDict):
    """What the gate says that it did not say before: fingerprints of findings, acceptances, warnings on files."""

    failures: list[str]
    stale: list[AcceptanceRecord]
    warnings: list[GateWarningValue]


class ChangeValue(TypedDict):
    scope: str
    left: str
    right: str
    clauses: list[ClauseChangeValue]
    records: list[RecordChangeValue]
    relations: list[RelationChangeValue]
    verdicts: list[AnswerChangeValue]
    law: list[AnswerChangeValue]
    gate: GateChangeValue
