"""What changed between two versions, two plans or two reports: clauses first, then what that does to everything else.

Values alone: the sentences are made by `comparer.report.words.change_sentences`, and each format draws them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Generic, TypeVar

from comparer.report.sections.oriented_pairs import mirror_link
from comparer.report.sections.outline import list_verdicts
from comparer.report.value.text_edits import EDITED_TEXTS, mirror_edit
from comparer.report.value.types import (
    AcceptanceRecord,
    AssessedRecord,
    ChangeRecord,
    ClauseRecord,
    ConstraintFindingRecord,
    FigureValue,
    LinkRecord,
    PairRecord,
    ReportValue,
    TextEdit,
    VerdictRecord,
)

__all__ = [
    "AssessmentChange",
    "ChangeReport",
    "ChangeScope",
    "ClauseChange",
    "ClauseChangeKind",
    "DraftRelation",
    "GateChange",
    "GateWarning",
    "RecordChange",
    "RelationChange",
    "build_plan_changes",
    "build_report_changes",
    "build_version_changes",
    "subtract_amounts",
]

Assessment = TypeVar("Assessment", VerdictRecord, ConstraintFindingRecord)

SUBSTANCE_FIELDS = ("text", "norm", "terms", "conditions", "variants", "known", "state", "to", "voids")
"""What a clause says, and how far it is known to say it."""
SUPPORT_FIELDS = (
    "heading", "part", "short", "questions", "issue", "evidence", "holder", "cites", "note", "reviewed"
)  # fmt: skip
"""What stands beside it in the file."""
UNCHANGED_RELATIONS = ("same", "reworded")


class ChangeScope(StrEnum):
    """What was compared: two versions of one plan, two plans of one record, or two reports."""

    VERSIONS = "versions"
    PLANS = "plans"
    REPORTS = "reports"


class ClauseChangeKind(StrEnum):
    EDITED = "edited"
    ADDED = "added"
    REMOVED = "removed"
    RENUMBERED = "renumbered"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseChange:
    """Clauses that were edited, added or removed. `before` and `after` are `PLAN#CLAUSE`, in the report of each side.

    `fields` are the fields of the clause that differ. `relation`, `effects`, `favours` and `against` say what the
    change does; they are empty where it was not judged, or where there is only one side.
    """

    kind: ClauseChangeKind
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    relation: str = ""
    effects: tuple[ChangeRecord, ...] = ()
    favours: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    is_pinned_reading: bool = False

    @property
    def changes_substance(self) -> bool:
        return self.kind is not ClauseChangeKind.EDITED or any(name in SUBSTANCE_FIELDS for name in self.fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRelation:
    """How another draft stands to a clause: a relation with its changes, or a kind of gap."""

    group: str
    value: str
    counterparts: tuple[str, ...] = ()
    changes: tuple[ChangeRecord, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationChange:
    """What became of the relation of a clause (`PLAN#CLAUSE`) to another draft; None where there was no such clause."""

    clause: str
    plan: str
    before: DraftRelation | None
    after: DraftRelation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentChange(Generic[Assessment]):
    """A verdict on a red line or a rule of law on both sides; None where that side has none."""

    before: Assessment | None
    after: Assessment | None

    @property
    def latest(self) -> Assessment:
        assessment = self.after or self.before
        if assessment is None:
            raise ValueError("a change without sides")
        return assessment

    @property
    def is_changed(self) -> bool:
        if self.before is None or self.after is None:
            return self.before is not self.after
        return self.before["verdict"] != self.after["verdict"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """Something else of the record that is new, gone or changed: a plan, a red line, a rule of law, a finding."""

    state: str
    kind: str
    ref: str
    before: AssessedRecord | None = None
    after: AssessedRecord | None = None
    edit: TextEdit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GateWarning:
    """A warning on a data file that the earlier version did not have; `place` is `file:line`."""

    rule: str
    message: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GateChange:
    """What the gate will say that it did not say before.

    `failures` fail on the classes of the settings and nothing accepts them; `stale` are acceptances that no longer
    hold, each with the finding that it spoke of, or None; `warnings` are those of the files.
    """

    failures: tuple[AssessedRecord, ...] = ()
    stale: tuple[tuple[AcceptanceRecord, AssessedRecord | None], ...] = ()
    warnings: tuple[GateWarning, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.failures or self.stale or self.warnings)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeReport:
    """A report of change. Both sides are reports; two plans of one record are two sides of the same report.

    `verdicts` and `law` hold what changed, and after it what rests on a changed clause and did not change.
    `left` and `right` name the sides as a person typed them.
    """

    scope: ChangeScope
    left: str
    right: str
    before: ReportValue
    after: ReportValue
    clauses: tuple[ClauseChange, ...]
    records: tuple[RecordChange, ...] = ()
    relations: tuple[RelationChange, ...] = ()
    verdicts: tuple[AssessmentChange[VerdictRecord], ...] = ()
    law: tuple[AssessmentChange[ConstraintFindingRecord], ...] = ()
    gate: GateChange = field(default_factory=GateChange)
    issue: str = ""
    party: str = ""

    def with_subject(self, issue: str, party: str) -> ChangeReport:
        """The same report, which says to what issue and party it was narrowed."""
        return replace(self, issue=issue, party=party)

    def with_gate(self, gate: GateChange) -> ChangeReport:
        """The same report with what the gate says of it."""
        return replace(self, gate=gate)

    @property
    def changed_verdicts(self) -> tuple[AssessmentChange[VerdictRecord], ...]:
        return tuple(change for change in self.verdicts if change.is_changed)

    @property
    def touched_verdicts(self) -> tuple[AssessmentChange[VerdictRecord], ...]:
        return tuple(change for change in self.verdicts if not change.is_changed)

    @property
    def changed_law(self) -> tuple[AssessmentChange[ConstraintFindingRecord], ...]:
        return tuple(change for change in self.law if change.is_changed)

    @property
    def touched_law(self) -> tuple[AssessmentChange[ConstraintFindingRecord], ...]:
        return tuple(change for change in self.law if not change.is_changed)


def build_plan_changes(report: ReportValue, left: str, right: str, issue: str = "") -> ChangeReport:
    """The changes from one plan to another of one report: clauses by the pair, then verdicts that differ."""
    pair = _find_pair(report, left, right)
    clauses = (*_linked_changes(pair, report), *_unlinked_changes(pair, report))
    return ChangeReport(
        scope=ChangeScope.PLANS,
        left=left,
        right=right,
        before=report,
        after=report,
        clauses=tuple(change for change in clauses if _is_in_issue(change, report, report, issue)),
        records=() if issue else tuple(_document_changes(pair)),
        verdicts=_changed_between_plans(report["verdicts"], "line", left, right),
        law=_changed_between_plans(report["constraints"], "constraint", left, right),
    )


def build_version_changes(
    before: ReportValue, after: ReportValue, pair: PairRecord, names: tuple[str, str], issue: str = ""
) -> ChangeReport:
    """The changes between two versions of one plan.

    `before` and `after` are the reports on the record with either version under the plan's own id; `pair` is that of
    the two versions, left to right, and `names` what a reader calls them.
    """
    change = build_report_changes(before, after, issue)
    plan_id = pair["right"].partition("@")[0]
    judged_changes = tuple(_judge_changes(change.clauses, plan_id, pair))
    return replace(change, scope=ChangeScope.VERSIONS, left=names[0], right=names[1], clauses=judged_changes)


def build_report_changes(before: ReportValue, after: ReportValue, issue: str = "") -> ChangeReport:
    """The changes between two reports: clauses by their ids, then findings by their ids or fingerprints."""
    clauses = tuple(
        change for change in _clause_changes_by_id(before, after) if _is_in_issue(change, before, after, issue)
    )
    changed_refs = {ref for change in clauses if change.changes_substance for ref in (*change.before, *change.after)}
    return ChangeReport(
        scope=ChangeScope.REPORTS,
        left=before["as_of"],
        right=after["as_of"],
        before=before,
        after=after,
        clauses=clauses,
        records=(*_record_changes(before, after), *_other_finding_changes(before, after)),
        relations=tuple(_relation_changes(before, after, sorted(changed_refs))),
        verdicts=_changed_between_reports(list_verdicts(before), list_verdicts(after), "line", changed_refs),
        law=_changed_between_reports(before["constraints"], after["constraints"], "constraint", changed_refs),
    )


def _document_changes(pair: PairRecord) -> Iterator[RecordChange]:
    """What differs beside the clauses: the title of a document, text that no clause of it holds."""
    for edit in pair.get("edits", ()):
        if not edit["left"] and not edit["right"]:
            yield RecordChange(state="changed", kind=edit["field"], ref=pair["right"], edit=edit)


def _find_pair(report: ReportValue, left: str, right: str) -> PairRecord:
    pair = next(pair for pair in report["pairs"] if {pair["left"], pair["right"]} == {left, right})
    if pair["left"] == left:
        return pair
    return {
        **pair,
        "left": left,
        "right": right,
        "links": [mirror_link(link) for link in pair["links"]],
        "edits": [mirror_edit(edit) for edit in pair.get("edits", ())],
    }


def _is_in_issue(change: ClauseChange, before: ReportValue, after: ReportValue, issue: str) -> bool:
    clauses = [before["clauses"][ref] for ref in change.before] + [after["clauses"][ref] for ref in change.after]
    return not issue or any(f"{clause['issue']}.".startswith(f"{issue}.") for clause in clauses)


# --- clauses


def _linked_changes(pair: PairRecord, report: ReportValue) -> Iterator[ClauseChange]:
    """Clauses that do not come to the same; of bare texts also those with another text beside them."""
    edited_fields: dict[tuple[tuple[str, ...], tuple[str, ...]], set[str]] = {}
    for text_edit in pair.get("edits", ()):
        edited_fields.setdefault((tuple(text_edit["left"]), tuple(text_edit["right"])), set()).add(text_edit["field"])
    for link in pair["links"]:
        before = tuple(f"{pair['left']}#{clause_id}" for clause_id in link["left"])
        after = tuple(f"{pair['right']}#{clause_id}" for clause_id in link["right"])
        sides = report["clauses"][before[0]], report["clauses"][after[0]]
        fields = _changed_fields(*sides)
        edit = ClauseChange(kind=ClauseChangeKind.EDITED, before=before, after=after)
        new_edits = edited_fields.get((tuple(link["left"]), tuple(link["right"])), set())
        if not sides[0]["norm"] and not sides[1]["norm"]:
            fields = (*(name for name in fields if name not in EDITED_TEXTS), *sorted(new_edits))
        if link["relation"] not in UNCHANGED_RELATIONS:
            yield _judged_change(edit, fields, link)
        elif new_edits:
            yield replace(edit, fields=tuple(sorted(new_edits)))


def _unlinked_changes(pair: PairRecord, report: ReportValue) -> Iterator[ClauseChange]:
    """The gaps of a pair, those of the right plan first: what came, then what went."""
    for gap in sorted(pair["gaps"], key=lambda gap: gap["plan"] != pair["right"]):
        ref = f"{gap['plan']}#{gap['clause']}"
        if ref not in report["clauses"]:
            continue
        if gap["plan"] == pair["right"]:
            yield ClauseChange(kind=ClauseChangeKind.ADDED, after=(ref,), relation=gap["kind"])
        else:
            yield ClauseChange(kind=ClauseChangeKind.REMOVED, before=(ref,), relation=gap["kind"])


def _clause_changes_by_id(before: ReportValue, after: ReportValue) -> Iterator[ClauseChange]:
    """In the order of the later report; clauses that are gone come last."""
    for ref, clause in after["clauses"].items():
        if ref not in before["clauses"]:
            yield ClauseChange(kind=ClauseChangeKind.ADDED, after=(ref,))
        elif fields := _changed_fields(before["clauses"][ref], clause):
            yield ClauseChange(kind=ClauseChangeKind.EDITED, before=(ref,), after=(ref,), fields=fields)
    for ref in before["clauses"]:
        if ref not in after["clauses"]:
            yield ClauseChange(kind=ClauseChangeKind.REMOVED, before=(ref,))


def _changed_fields(before: ClauseRecord, after: ClauseRecord) -> tuple[str, ...]:
    """The fields that differ, what the clause says first. Their place in the file and their plan do not count."""
    earlier: Mapping[str, object] = before
    later: Mapping[str, object] = after
    return tuple(name for name in (*SUBSTANCE_FIELDS, *SUPPORT_FIELDS) if earlier.get(name) != later.get(name))


def _judge_changes(changes: Sequence[ClauseChange], plan_id: str, pair: PairRecord) -> Iterator[ClauseChange]:
    """The changes with what each does, by the pair of the two versions; a clause under a new number is one change."""
    linked_refs = {
        (
            tuple(f"{plan_id}#{name}" for name in link["left"]),
            tuple(f"{plan_id}#{name}" for name in link["right"]),
        ): link
        for link in pair["links"]
    }
    removed = {change.before[0] for change in changes if change.kind is ClauseChangeKind.REMOVED}
    added = {change.after[0] for change in changes if change.kind is ClauseChangeKind.ADDED}
    renumbered = {
        after[0]: (before[0], link)
        for (before, after), link in linked_refs.items()
        if len(before) == len(after) == 1 and before[0] in removed and after[0] in added
    }
    moved_away = {before for before, _ in renumbered.values()}
    for change in changes:
        if change.kind is ClauseChangeKind.REMOVED and change.before[0] in moved_away:
            continue
        if change.kind is ClauseChangeKind.ADDED and change.after[0] in renumbered:
            old_ref, link = renumbered[change.after[0]]
            kind = ClauseChangeKind.RENUMBERED
            yield _judged_change(replace(change, kind=kind, before=(old_ref,)), (), link)
        elif link_of_change := linked_refs.get((change.before, change.after)):
            yield _judged_change(change, change.fields, link_of_change)
        else:
            yield change


def _judged_change(change: ClauseChange, fields: tuple[str, ...], link: LinkRecord) -> ClauseChange:
    return replace(
        change,
        fields=fields,
        relation=link["relation"],
        effects=tuple(link["changes"]),
        favours=tuple(link["favours"]),
        against=tuple(link["against"]),
        is_pinned_reading=link["pinned_reading"],
    )


# --- relations to other drafts


def _relation_changes(before: ReportValue, after: ReportValue, refs: Sequence[str]) -> Iterator[RelationChange]:
    """The relations of these clauses to the clauses of other plans that are not the same on both sides."""
    old, new = _RelationIndex(before), _RelationIndex(after)
    for ref in refs:
        for plan_id in dict.fromkeys((*old.other_plans(ref), *new.other_plans(ref))):
            earlier, later = old.find_relation(ref, plan_id), new.find_relation(ref, plan_id)
            if _relation_signature(earlier) != _relation_signature(later):
                yield RelationChange(clause=ref, plan=plan_id, before=earlier, after=later)


def _relation_signature(relation: DraftRelation | None) -> object:
    """What tells a relation from another: the words of the changed clause itself, which differ anyway, do not."""
    if relation is None:
        return None
    effects = tuple((change["facet"], change["effect"], subtract_amounts(change)) for change in relation.changes)
    return relation.group, relation.value, relation.counterparts, effects


def subtract_amounts(change: ChangeRecord) -> int | float | None:
    """The later amount less the earlier one, where both have the one end on which they differ; else None."""
    before, after = change["before_value"].get("amount"), change["after_value"].get("amount")
    if before is None or after is None or before["unit"] != after["unit"] or before["unknown"] or after["unknown"]:
        return None
    ends = ((before["low"], after["low"]), (before["high"], after["high"]))
    differences = {difference for earlier, later in ends if (difference := _subtract_ends(earlier, later))}
    return differences.pop() if len(differences) == 1 else None


def _subtract_ends(earlier: FigureValue | None, later: FigureValue | None) -> int | float | None:
    if isinstance(earlier, str) or isinstance(later, str) or earlier is None or later is None:
        return None
    return later - earlier


class _RelationIndex:
    """How each other plan of a report stands to a clause, read from that clause."""

    def __init__(self, report: ReportValue) -> None:
        self._relations: dict[tuple[str, str], DraftRelation] = {}
        for pair in report["pairs"]:
            for plan_id, other_id in ((pair["left"], pair["right"]), (pair["right"], pair["left"])):
                for link in pair["links"]:
                    oriented_link = link if plan_id == pair["left"] else mirror_link(link)
                    self._index_link(plan_id, other_id, oriented_link)
            for gap in pair["gaps"]:
                counterparts = tuple(f"{gap['missing_from']}#{name}" if "#" not in name else name for name in gap["by"])
                key = (f"{gap['plan']}#{gap['clause']}", gap["missing_from"])
                self._relations.setdefault(
                    key, DraftRelation(group="gap", value=gap["kind"], counterparts=counterparts)
                )

    def _index_link(self, plan_id: str, other_id: str, link: LinkRecord) -> None:
        relation = DraftRelation(
            group="relation",
            value=link["relation"],
            counterparts=tuple(f"{other_id}#{clause_id}" for clause_id in link["right"]),
            changes=tuple(link["changes"]),
        )
        for clause_id in link["left"]:
            self._relations[(f"{plan_id}#{clause_id}", other_id)] = relation

    def other_plans(self, ref: str) -> Iterator[str]:
        return (plan_id for clause_ref, plan_id in self._relations if clause_ref == ref)

    def find_relation(self, ref: str, plan_id: str) -> DraftRelation | None:
        return self._relations.get((ref, plan_id))


# --- verdicts, law and all else


def _changed_between_plans(
    assessments: Iterable[Assessment], subject: str, left: str, right: str
) -> tuple[AssessmentChange[Assessment], ...]:
    by_plan: dict[str, dict[object, Assessment]] = {left: {}, right: {}}
    for assessment in assessments:
        if assessment["plan"] in by_plan:
            by_plan[assessment["plan"]][_subject_of(assessment, subject)] = assessment
    return tuple(
        change
        for change in _pair_assessments(by_plan[left], by_plan[right])
        if change.is_changed and not (_is_untouched(change.before) and _is_untouched(change.after))
    )


def _is_untouched(assessment: VerdictRecord | ConstraintFindingRecord | None) -> bool:
    """Whether nothing stands against a plan: no answer, or that of a rule with which it is compatible."""
    return assessment is None or assessment["verdict"] == "compatible"


def _changed_between_reports(
    before: Iterable[Assessment], after: Iterable[Assessment], subject: str, changed_refs: set[str]
) -> tuple[AssessmentChange[Assessment], ...]:
    """What changed, then what rests on a changed clause and did not."""
    changes = _pair_assessments(
        {(item["plan"], _subject_of(item, subject)): item for item in before},
        {(item["plan"], _subject_of(item, subject)): item for item in after},
    )
    shown = [change for change in changes if change.is_changed or not _resting_refs(change).isdisjoint(changed_refs)]
    return tuple(sorted(shown, key=lambda change: not change.is_changed))


def _subject_of(assessment: Assessment, subject: str) -> object:
    fields: Mapping[str, object] = assessment
    return fields[subject]


def _pair_assessments(
    before: Mapping[object, Assessment], after: Mapping[object, Assessment]
) -> list[AssessmentChange[Assessment]]:
    keys = dict.fromkeys((*after, *before))
    return [AssessmentChange(before=before.get(key), after=after.get(key)) for key in keys]


def _resting_refs(change: AssessmentChange[Assessment]) -> set[str]:
    """The clauses on which a verdict rests, or that it names beside, on either side."""
    refs = set()
    for side in (change.before, change.after):
        if side is not None:
            fields: Mapping[str, Any] = side
            refs |= {f"{side['plan']}#{name}" for name in (*fields["clauses"], *fields.get("notes", ()))}
    return refs


def _record_changes(before: ReportValue, after: ReportValue) -> Iterator[RecordChange]:
    """Plans, red lines and rules of law that only one side holds, and those that it holds in other words."""
    groups: tuple[tuple[str, Mapping[str, object], Mapping[str, object]], ...] = (
        ("plan", _plan_heads(before), _plan_heads(after)),
        ("line", _without_places(before["lines"]), _without_places(after["lines"])),
        (
            "constraint",
            _without_places(before["constraints_in_force"]),
            _without_places(after["constraints_in_force"]),
        ),
    )
    for kind, old, new in groups:
        for ref in dict.fromkeys((*new, *old)):
            state = "new" if ref not in old else "gone" if ref not in new else "changed"
            if state != "changed" or old[ref] != new[ref]:
                yield RecordChange(state=state, kind=kind, ref=ref)


PLAN_HEAD_FIELDS = ("name", "title", "kind", "coverage", "issued", "proposers", "parties", "summary", "note", "parts")


def _plan_heads(report: ReportValue) -> dict[str, object]:
    """What a plan says of itself, apart from its clauses."""
    heads: dict[str, object] = {}
    for plan in report["plans"]:
        fields: Mapping[str, object] = plan
        heads[plan["id"]] = [fields.get(name) for name in PLAN_HEAD_FIELDS]
    return heads


def _without_places(records: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
    return {ref: {key: value for key, value in record.items() if key != "place"} for ref, record in records.items()}


FINDING_FIELDS = ("possible", "strength", "clauses", "actors", "steps", "because")


def _other_finding_changes(before: ReportValue, after: ReportValue) -> Iterator[RecordChange]:
    """Deadlocks, contradictions and findings on one plan that are new, gone, or say something else."""
    lists: tuple[tuple[str, Iterable[AssessedRecord], Iterable[AssessedRecord]], ...] = (
        ("deadlock", before["deadlocks"], after["deadlocks"]),
        ("contradiction", before["contradictions"], after["contradictions"]),
        ("plan_finding", before["plan_findings"], after["plan_findings"]),
    )
    for kind, earlier, later in lists:
        old = {finding["fingerprint"]: finding for finding in earlier}
        new = {finding["fingerprint"]: finding for finding in later}
        for key in dict.fromkeys((*new, *old)):
            state = "new" if key not in old else "gone" if key not in new else "changed"
            if state != "changed" or _finding_values(old[key]) != _finding_values(new[key]):
                yield RecordChange(state=state, kind=kind, ref=key, before=old.get(key), after=new.get(key))


def _finding_values(finding: AssessedRecord) -> list[object]:
    fields: Mapping[str, object] = finding
    return [fields.get(name) for name in FINDING_FIELDS]
