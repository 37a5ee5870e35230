"""A report of change in words: what every format says of it, in the language of the later report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from comparer.report.sections.change_report import (
    AssessmentChange,
    ChangeReport,
    ChangeScope,
    ClauseChange,
    ClauseChangeKind,
    DraftRelation,
    GateWarning,
    RecordChange,
    RelationChange,
    subtract_amounts,
)
from comparer.report.value.text_edits import EDITED_TEXTS, list_part_titles, text_beside
from comparer.report.value.types import (
    AssessedRecord,
    ClauseRecord,
    ConstraintFindingRecord,
    ReportValue,
    VerdictRecord,
)
from comparer.report.words.edit_words import edit_sentence
from comparer.report.words.sentences import ReportSentences


class VerdictRow(NamedTuple):
    """A red line or rule in words: what it is, both answers, and why the later one."""

    subject: str
    flags: str
    before: str
    after: str
    why: str


class RelationRow(NamedTuple):
    """Another draft in words: what it says, and how it stands to the clause before and now."""

    draft: str
    says: str
    before: str
    after: str
    step: str
    """Both in one line, a word that is the same on both sides told once."""


class ChangeSentences:
    """The sentences of one report of change. Text of others is in them as it came: formats escape it."""

    def __init__(self, change: ChangeReport) -> None:
        self.change = change
        self.before = ReportSentences(change.before)
        self.after = ReportSentences(change.after)
        self.catalogue = self.after.catalogue
        self._titles_before, self._titles_after = (
            list_part_titles(side["plans"]) for side in (change.before, change.after)
        )

    def text(self, key: str, **fields: object) -> str:
        return self.catalogue.format_message(f"change.{key}", **fields)

    def counts(self) -> str:
        """How many clauses and verdicts changed, in one line."""
        clauses = self.change.clauses
        by_kind = {kind: sum(change.kind is kind for change in clauses) for kind in ClauseChangeKind}
        edited = by_kind[ClauseChangeKind.EDITED] + by_kind[ClauseChangeKind.RENUMBERED]
        parts = [self.text("clauses", n=edited)]
        parts += [
            self.text(kind.value, n=by_kind[kind])
            for kind in (ClauseChangeKind.ADDED, ClauseChangeKind.REMOVED)
            if by_kind[kind]
        ]
        if self.judges_lines:
            parts.append(self.text("verdicts", n=len(self.change.changed_verdicts)))
        if self.change.changed_law:
            parts.append(self.text("law", n=len(self.change.changed_law)))
        return ", ".join(parts)

    def title(self) -> str:
        """What was compared: plans by their names and ids, versions by their ids, reports by their dates.

        Then the issue and the party to which it was narrowed.
        """
        left, right = self.change.left, self.change.right
        if self.change.scope is ChangeScope.PLANS:
            left, right = self._plan_title(left), self._plan_title(right)
        subjects = [self.after.issue_label(self.change.issue) if self.change.issue else ""]
        subjects.append(self.after.word_label(self.change.party) if self.change.party else "")
        return " · ".join(filter(None, (self.after.catalogue_text("sentence.pair", left=left, right=right), *subjects)))

    def _plan_title(self, plan_id: str) -> str:
        name = next((plan["name"] for plan in self.change.after["plans"] if plan["id"] == plan_id), "")
        is_parted = name.endswith(f" ({plan_id})")  # a title that both texts have says nothing here
        return f"{name} ({plan_id})" if name and name != plan_id and not is_parted else plan_id

    def side_columns(self) -> tuple[str, str]:
        """The headings of the two sides: the plans, or before and now."""
        if self.change.scope is ChangeScope.PLANS:
            return self.change.left, self.change.right
        return self.text("column.before"), self.text("column.now")

    # --- clauses

    def clause_names(self, change: ClauseChange) -> str:
        """The ids of a changed clause; both where it has another number."""
        before, after = ", ".join(change.before), ", ".join(change.after)
        if not before or not after or before == after:
            return after or before
        if self.change.scope is ChangeScope.PLANS:
            return " → ".join(dict.fromkeys((_ids(change.before), _ids(change.after))))
        return self.text("new_number", before=before, after=after)

    def clause_heading(self, change: ClauseChange) -> str:
        """What a clause is about: its heading, else its question or issue."""
        sides = (*self._records(change.after, self.change.after), *self._records(change.before, self.change.before))
        return next((record["heading"] or self.after.issue_label(record["issue"]) for record in sides), "")

    def clause_places(self, change: ClauseChange) -> str:
        """FILE:LINE of a clause, in the later files where they have it."""
        sides = (*self._records(change.after, self.change.after), *self._records(change.before, self.change.before))
        return next((record["place"] for record in sides if record["place"]), "")

    def clause_texts(self, change: ClauseChange) -> tuple[str, str]:
        """The text on both sides, with its readings where these changed; empty on a side that lacks the clause."""
        with_readings = "variants" in change.fields
        return (
            self._side_text(change.before, self.change.before, self.before, with_readings),
            self._side_text(change.after, self.change.after, self.after, with_readings),
        )

    def clause_shorts(self, change: ClauseChange) -> tuple[str, str]:
        """The short wording on both sides, else the head of the text."""
        return (
            "; ".join(map(short_words, self._records(change.before, self.change.before))),
            "; ".join(map(short_words, self._records(change.after, self.change.after))),
        )

    def cell_texts(self, change: ClauseChange) -> tuple[tuple[str, str], bool]:
        """Both sides for a cell of a table, and whether their words are worth marking.

        Between two plans short wordings where people gave them: these are read whole.
        """
        sides = (*self._records(change.before, self.change.before), *self._records(change.after, self.change.after))
        if self.change.scope is ChangeScope.PLANS and all(record["short"] for record in sides):
            return self.clause_shorts(change), False
        return self.clause_texts(change), True

    @property
    def judges_lines(self) -> bool:
        """Whether there are red lines to judge by."""
        return bool(self.change.after["lines"] or self.change.verdicts)

    @property
    def judges_law(self) -> bool:
        return bool(self.change.law or self.change.after["lines"])

    def effect(self, change: ClauseChange) -> str:
        """What a change does: its relation, for whom, and whom it helps by what the parties have asked for."""
        if change.kind in (ClauseChangeKind.ADDED, ClauseChangeKind.REMOVED):
            return self._gap_word(change)
        if not change.relation:
            return self.text("not_judged") if change.changes_substance else ""
        sides = []
        if change.favours:
            sides.append(self.after.catalogue_text("word.favours", who=self.after.join_labels(change.favours)))
        if change.against:
            sides.append(self.text("against", who=self.after.join_labels(change.against)))
        parts = [self.relation_words(change), ", ".join(sides), self.text("pinned") if change.is_pinned_reading else ""]
        return "; ".join(filter(None, parts))

    def _gap_word(self, change: ClauseChange) -> str:
        """Why a clause stands on one side alone, where that is more than that the other lacks it."""
        records = (*self._records(change.before, self.change.before), *self._records(change.after, self.change.after))
        is_encoded = any(record["norm"] for record in records)
        is_plain = change.relation in ("", "absent") or (change.relation == "unmatched" and not is_encoded)
        return "" if is_plain else self.catalogue.value_word("gap", change.relation)

    def edited_texts(self, change: ClauseChange) -> list[tuple[str, str, str]]:
        """Name of the field in words, before and after, for a heading, a note and the title of a part that differ."""
        return [
            (self.catalogue.value_word("change.field", name), before, after)
            for name, before, after in self.text_edits(change)
        ]

    def text_edits(self, change: ClauseChange) -> list[tuple[str, str, str]]:
        """The same with the field as plan files name it; none beside norms that were judged."""
        if not change.before or not change.after:
            return []
        old, new = self.change.before["clauses"][change.before[0]], self.change.after["clauses"][change.after[0]]
        if change.relation and (old["norm"] or new["norm"]):
            return []
        texts = [
            (name, text_beside(old, name, self._titles_before), text_beside(new, name, self._titles_after))
            for name in EDITED_TEXTS
            if name in change.fields
        ]
        return [(name, before, after) for name, before, after in texts if before != after]

    def relation_words(self, change: ClauseChange) -> str:
        """The relation of the two sides in words, with who is bound where it is more or less for somebody."""
        word = self.catalogue.value_word("relation", change.relation)
        bearers = {
            bearer
            for record in self._records(change.after, self.change.after)
            if record["norm"]
            for bearer in record["norm"]["bearer"]
        } - {"unnamed", "anyone"}
        if change.relation in ("stricter", "looser") and bearers:
            return self.text("effect_for", effect=word, who=self.after.join_labels(sorted(bearers)))
        return word

    def facets(self, change: ClauseChange) -> list[str]:
        """Each facet of the norm that differs, in a sentence."""
        return [self.after.change_sentence(effect) for effect in change.effects]

    def edited_fields(self, change: ClauseChange) -> str:
        """The other fields that were edited, in words; empty between two plans, whose notes are their own."""
        if change.kind is not ClauseChangeKind.EDITED or self.change.scope is ChangeScope.PLANS:
            return ""
        shown_elsewhere = {"text", "variants"} | ({"norm", "terms", "conditions"} if change.relation else set())
        names = [name for name in change.fields if name not in shown_elsewhere]
        words = ", ".join(self.catalogue.value_word("change.field", name) for name in names)
        if not words:
            return ""
        return self.text("also" if change.changes_substance else "support_only", fields=words)

    def _side_text(
        self, refs: Sequence[str], report: ReportValue, sentences: ReportSentences, with_readings: bool
    ) -> str:
        texts: dict[str, str] = {}
        for ref, record in zip(refs, self._records(refs, report), strict=True):
            texts.setdefault(record["text"], record["text"])
            plan_id, _, clause_id = ref.partition("#")
            for label, text in sentences.clause_parts(plan_id, [clause_id]) if with_readings else ():
                texts.setdefault(text, text if label == clause_id else f"[{label}] {text}")
        return " ".join(texts.values())

    def _records(self, refs: Iterable[str], report: ReportValue) -> list[ClauseRecord]:
        return [report["clauses"][ref] for ref in refs]

    # --- relations, verdicts, law

    def relation_row(self, relation: RelationChange) -> RelationRow:
        counterparts = (relation.after or relation.before or DraftRelation(group="", value="")).counterparts
        report = self.change.after if relation.after else self.change.before
        before, after = self._relation_parts(relation.before), self._relation_parts(relation.after)
        before_text, after_text = (", ".join(filter(None, side)) for side in (before, after))
        is_same_word = before[0] == after[0] and bool(before[1] and after[1])
        return RelationRow(
            draft=relation.plan,
            says="; ".join(map(short_words, self._records(counterparts, report))),
            before=before_text,
            after=after_text,
            step=f"{before_text} → {after[1] if is_same_word else after_text}",
        )

    def _relation_parts(self, relation: DraftRelation | None) -> tuple[str, str]:
        """The word for a relation, and by how much an amount differs, where at most two answers can be told."""
        if relation is None:
            return "–", ""
        word = self.catalogue.value_word(relation.group, relation.value)
        amounts = [change for change in relation.changes if change["facet"].startswith("amount.")]
        differences = sorted({difference for change in amounts if (difference := subtract_amounts(change))})
        if not differences or len(differences) > 2:
            return word, ""
        texts = [f"{'+' if number > 0 else '−'}{self.after.format_figure(abs(number))}" for number in differences]
        text = self.text("or").join(texts)
        has_readings = any(change["facet"] == "reading" for change in relation.changes)
        return word, self.text("in_one_reading", difference=text) if has_readings and len(texts) == 1 else text

    def verdict_row(self, verdict: AssessmentChange[VerdictRecord]) -> VerdictRow:
        latest = verdict.latest
        sentences = self.after if verdict.after else self.before
        flags = [
            sentences.catalogue.value_word("strength", latest["strength"]),
            *(sentences.catalogue_text(f"word.{flag}") for flag in ("inferred", "stated_later") if latest[flag]),
            sentences.confidence_note(latest),
        ]
        title = sentences.line_title(latest["line"])
        return VerdictRow(
            subject=f"{sentences.word_label(latest['party'])}: {title or latest['line']}",
            flags=", ".join(filter(None, flags)),
            before=self._answer("verdict", verdict.before, "word.not_judged"),
            after=self._answer("verdict", verdict.after, "word.not_judged"),
            why=sentences.reason_sentence(latest),
        )

    def law_row(self, finding: AssessmentChange[ConstraintFindingRecord]) -> VerdictRow:
        latest = finding.latest
        sentences = self.after if finding.after else self.before
        title = sentences.constraint_title(latest["constraint"])
        return VerdictRow(
            subject=f"{latest['constraint']} {title}".strip(),
            flags="; ".join(
                sentences.catalogue_text(f"word.{flag}") for flag in ("note_only", "in_force_later") if latest[flag]
            ),
            before=self._answer("constraint", finding.before, "change.not_touched"),
            after=self._answer("constraint", finding.after, "change.not_touched"),
            why=sentences.reason_sentence(latest),
        )

    def _answer(self, group: str, assessment: VerdictRecord | ConstraintFindingRecord | None, missing_key: str) -> str:
        if assessment is None:
            return self.after.catalogue_text(missing_key)
        return self.after.mark_and_word(group, assessment["verdict"])

    def record_text(self, record: RecordChange) -> str:
        """Something else that is new, gone or changed: what it is, and for a finding its sentence."""
        if record.edit is not None:
            return edit_sentence(record.edit, self.after)
        state = self.after.catalogue_text(f"word.{record.state}")
        kind = self.catalogue.value_word("change.record", record.kind)
        finding, sentences = (record.after, self.after) if record.after else (record.before, self.before)
        if finding is None:
            return f"{kind} {record.ref}: {state}"
        return f"{kind}, {state}: {assessed_sentence(finding, sentences)}"

    def records_heading(self) -> str:
        """What stands over the list of what is no clause: of two documents or of the record."""
        is_pair = self.change.scope is ChangeScope.PLANS
        return self.after.catalogue_text("heading.edits") if is_pair else self.text("heading.records")

    # --- the gate

    def gate_lines(self) -> list[tuple[str, str]]:
        """What to look at before the change is taken, each with its place, `file:line` or empty."""
        gate = self.change.gate
        lines = [(self._warning_text(warning), warning.place) for warning in gate.warnings]
        if gate.stale:
            findings = "; ".join(
                self._finding_name(finding) if finding else acceptance["reason"] for acceptance, finding in gate.stale
            )
            lines.append(
                (self.text("stale", findings=findings), join_places(entry["place"] for entry, _ in gate.stale))
            )
        stale = {acceptance["fingerprint"] for acceptance, _ in gate.stale}
        new_failures = [finding for finding in gate.failures if finding["fingerprint"] not in stale]
        lines += [
            (self.text("failure", finding=self._failure_name(finding)), self._finding_place(finding))
            for finding in new_failures
        ]
        return lines

    def _warning_text(self, warning: GateWarning) -> str:
        if warning.rule == "source-figure":
            return self.text("source_figure", message=warning.message)
        return self.text("warning", rule=warning.rule, message=warning.message)

    def _finding_name(self, finding: AssessedRecord) -> str:
        """The plan and the line or rule of a finding; of another kind its sentence."""
        if "line" in finding:
            return self.text("finding_on", plan=finding["plan"], subject=finding["line"])
        if "constraint" in finding:
            return self.text("finding_on", plan=finding["plan"], subject=finding["constraint"])
        return assessed_sentence(finding, self.after)

    def _failure_name(self, finding: AssessedRecord) -> str:
        if "line" in finding or "constraint" in finding:
            return assessed_sentence(finding, self.after)
        return self._finding_name(finding)

    def _finding_place(self, finding: AssessedRecord) -> str:
        if "plan" not in finding or "clauses" not in finding:
            return ""
        refs = [f"{finding['plan']}#{clause_id}" for clause_id in finding["clauses"]]
        return next((record["place"] for record in self._records(refs, self.change.after) if record["place"]), "")

    def stamp(self) -> str:
        """What made the report, and on how much it rests."""
        report = self.change.after
        if self.change.scope is ChangeScope.PLANS:
            tool = f"{report['tool']['name']} {report['tool']['version']}"
            return f"{tool} · {report['judged']}" if self.judges_lines else tool
        return self.text(
            "stamp",
            tool=report["tool"]["name"],
            version=report["tool"]["version"],
            plans=len(report["plans"]),
            pairs=len(report["pairs"]),
            judged=report["judged"],
        )


def assessed_sentence(finding: AssessedRecord, sentences: ReportSentences) -> str:
    """One finding of any kind but those on pairs, in a sentence."""
    if "line" in finding:
        return sentences.verdict_sentence(finding)
    if "constraint" in finding:
        return sentences.constraint_sentence(finding)
    if "norms" in finding:
        return sentences.deadlock_sentence(finding)
    if "actors" in finding:
        return sentences.plan_finding_sentence(finding)
    return sentences.contradiction_sentence(finding)


def join_places(places: Iterable[str]) -> str:
    """Places `FILE:LINE`, each file named once."""
    lines_by_file: dict[str, list[str]] = {}
    for place in dict.fromkeys(filter(None, places)):
        file, _, line = place.rpartition(":")
        lines_by_file.setdefault(file, []).append(line)
    return ", ".join(f"{file}:{', '.join(lines)}" for file, lines in lines_by_file.items())


def short_words(record: ClauseRecord) -> str:
    """The short wording of a clause, else its text."""
    return record["short"] or record["text"]


def _ids(refs: Iterable[str]) -> str:
    return ", ".join(ref.partition("#")[2] for ref in refs)
