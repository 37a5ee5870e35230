"""A report of change as lists of rows in words: clauses first, then relations, red lines, law, the record and the gate.

Formats that draw tables (Word, Excel, CSV) take the rows from here and give them a shape of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from comparer.report.options import RenderOptions
from comparer.report.sections.change_choice import choose_clause_changes, order_relations, order_touched
from comparer.report.sections.change_report import (
    AssessmentChange,
    ChangeReport,
    ChangeScope,
    ClauseChange,
    ClauseChangeKind,
    RelationChange,
)
from comparer.report.value.types import ConstraintFindingRecord, VerdictRecord
from comparer.report.words.change_sentences import ChangeSentences, VerdictRow

__all__ = ["ChangePart", "ChangeRow", "PartKind", "build_change_parts"]


class PartKind(StrEnum):
    """What the rows of a part are about."""

    EDITED = "edited"
    ADDED = "added"
    REMOVED = "removed"
    RELATIONS = "relations"
    VERDICTS = "verdicts"
    TOUCHED = "touched"
    LAW = "law"
    TOUCHED_LAW = "touched_law"
    RECORDS = "records"
    GATE = "gate"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One change in words. `state` is a word for programs; `answers` are the values of both sides where it has such.

    `subject` names what changed (a clause, a draft, a red line, a rule of law), `heading` says what it is about;
    `before` and `after` are the texts or answers of both sides; `note` is what the change does, why an answer is given,
    or what another draft says; `place` is FILE:LINE; `ids` are for programs.
    """

    state: str
    subject: str
    plan: str = ""
    heading: str = ""
    before: str = ""
    after: str = ""
    note: str = ""
    place: str = ""
    answers: tuple[str, str] = ("", "")
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePart:
    """Rows of one kind under a title; without rows `title` is the sentence that says so."""

    kind: PartKind
    title: str
    rows: tuple[ChangeRow, ...] = ()


def build_change_parts(change: ChangeReport, options: RenderOptions) -> tuple[ChangePart, ...]:
    """The parts that the options ask for, in the order in which a reader needs them, each with all of its rows."""
    return tuple(_ChangeParts(change, options).parts())


class _ChangeParts:
    def __init__(self, change: ChangeReport, options: RenderOptions) -> None:
        self.change, self.options = change, options
        self.words = ChangeSentences(change)
        self.is_pair = change.scope is ChangeScope.PLANS

    def parts(self) -> Iterator[ChangePart]:
        shows = self.options.shows
        if shows("changes"):
            yield from self._clause_parts()
        if shows("table") and not self.is_pair:
            yield from self._other_draft_parts()
        if shows("lines") and self.words.judges_lines:
            yield from self._verdict_parts()
        if shows("law") and self.words.judges_law:
            yield from self._law_parts()
        if shows("changes") and self.change.records:
            rows = tuple(self._record_change_rows())
            yield ChangePart(kind=PartKind.RECORDS, title=self.words.records_heading(), rows=rows)
        if not self.is_pair and not self.options.sections:
            rows = tuple(self._gate_change_rows())
            yield self._titled_part(PartKind.GATE, rows) if rows else self._untouched_part(PartKind.GATE, "same_gate")

    def _titled_part(self, kind: PartKind, rows: Iterable[ChangeRow], key: str = "", **fields: object) -> ChangePart:
        return ChangePart(kind=kind, title=self.words.text(f"heading.{key or kind.value}", **fields), rows=tuple(rows))

    def _untouched_part(self, kind: PartKind, key: str, **fields: object) -> ChangePart:
        return ChangePart(kind=kind, title=self.words.text(key, **fields))

    # --- clauses

    def _clause_parts(self) -> Iterator[ChangePart]:
        if not self.change.clauses:
            yield self._untouched_part(PartKind.EDITED, "no_clause")
        sides = (
            (ClauseChangeKind.EDITED, PartKind.EDITED, ""),
            (ClauseChangeKind.ADDED, PartKind.ADDED, self.change.right),
            (ClauseChangeKind.REMOVED, PartKind.REMOVED, self.change.left),
        )
        for change_kind, kind, plan in sides:
            if changes := choose_clause_changes(self.change, change_kind, None):
                yield self._titled_part(kind, map(self._clause_change_row, changes), plan=plan)

    def _clause_change_row(self, change: ClauseChange) -> ChangeRow:
        """A clause on both sides; where the words are the same, the effect says what else differs."""
        before, after = self.words.clause_texts(change)
        notes = [self.words.effect(change), self.words.edited_fields(change)]
        if before == after and change.relation:
            notes += self.words.facets(change)
        if change.kind is ClauseChangeKind.EDITED:
            notes += [f"{name}: {old} → {new}" for name, old, new in self.words.edited_texts(change)]
        return ChangeRow(
            state=change.kind.value,
            subject=self.words.clause_names(change),
            heading=self.words.clause_heading(change),
            before=before,
            after=after,
            note="; ".join(filter(None, notes)),
            place=self.words.clause_places(change),
            answers=("", change.relation),
            ids=tuple(dict.fromkeys((*change.before, *change.after))),
        )

    # --- what it does elsewhere

    def _other_draft_parts(self) -> Iterator[ChangePart]:
        if relations := order_relations(self.change):
            yield self._titled_part(PartKind.RELATIONS, map(self._relation_change_row, relations))
        elif any(change.changes_substance for change in self.change.clauses):
            yield self._untouched_part(PartKind.RELATIONS, "same_relations")

    def _relation_change_row(self, relation: RelationChange) -> ChangeRow:
        row = self.words.relation_row(relation)
        sides = (relation.before, relation.after)
        return ChangeRow(
            state="changed",
            subject=row.draft,
            plan=relation.plan,
            heading=relation.clause,
            before=row.before,
            after=row.after,
            note=row.says,
            answers=(sides[0].value if sides[0] else "", sides[1].value if sides[1] else ""),
            ids=(relation.clause,),
        )

    def _verdict_parts(self) -> Iterator[ChangePart]:
        changed, touched = self.change.changed_verdicts, order_touched(self.change)
        if changed:
            yield self._titled_part(PartKind.VERDICTS, map(self._verdict_change_row, changed))
        if touched and not self.is_pair:
            key = "touched_beside" if changed else "touched"
            yield self._titled_part(PartKind.TOUCHED, map(self._verdict_change_row, touched), key)
        elif not changed:
            yield self._untouched_part(PartKind.VERDICTS, "same_verdicts")

    def _law_parts(self) -> Iterator[ChangePart]:
        changed, touched = self.change.changed_law, self.change.touched_law
        if changed:
            yield self._titled_part(PartKind.LAW, map(self._law_change_row, changed))
        elif touched:
            title = self.words.text("touched_law", n=len(touched))
            yield ChangePart(kind=PartKind.TOUCHED_LAW, title=title, rows=tuple(map(self._law_change_row, touched)))
        else:
            yield self._untouched_part(PartKind.LAW, "same_law")

    def _verdict_change_row(self, verdict: AssessmentChange[VerdictRecord]) -> ChangeRow:
        return _assessment_change_row(verdict, self.words.verdict_row(verdict), verdict.latest["line"])

    def _law_change_row(self, finding: AssessmentChange[ConstraintFindingRecord]) -> ChangeRow:
        return _assessment_change_row(finding, self.words.law_row(finding), finding.latest["constraint"])

    # --- the record and the gate

    def _record_change_rows(self) -> Iterator[ChangeRow]:
        for record in self.change.records:
            yield ChangeRow(state=record.state, subject=self.words.record_text(record), ids=(record.ref,))

    def _gate_change_rows(self) -> Iterator[ChangeRow]:
        for text, place in self.words.gate_lines():
            yield ChangeRow(state="check", subject=text, place=place)


def _assessment_change_row(
    change: AssessmentChange[VerdictRecord] | AssessmentChange[ConstraintFindingRecord], row: VerdictRow, ref: str
) -> ChangeRow:
    """An answer on a red line or of the law on both sides, with why the later one is given."""
    answers = [side["verdict"] if side else "" for side in (change.before, change.after)]
    fingerprints = [side["fingerprint"] for side in (change.before, change.after) if side]
    return ChangeRow(
        state="changed" if change.is_changed else "unchanged",
        subject=row.subject,
        plan=change.latest["plan"],
        heading=row.flags,
        before=row.before,
        after=row.after,
        note=row.why,
        answers=(answers[0], answers[1]),
        ids=tuple(dict.fromkeys((ref, *fingerprints))),
    )
