"""The things that an explanation is about, as lines: a clause, a red line or a rule of law, and their sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from comparer.report.value.explanation_types import (
    CitedSource,
    ExplainedClause,
    ExplainedConstraint,
    ExplainedLine,
    ExplainedSubject,
)
from comparer.report.value.types import ConstraintRecord, LineVersionRecord, ReportValue, VerdictRecord
from comparer.report.words.arguments import argument_text, as_sentence, remark_text
from comparer.report.words.dates import format_date
from comparer.report.words.english_norms import capitalise
from comparer.report.words.labels import join_nonempty
from comparer.report.words.sentences import ReportSentences

ITEM = "  "
DETAIL = "      "
"""How far an entry of a part stands in, and what is said of it."""


class ExplanationWords:
    """What an explanation says in the language of its report."""

    def __init__(self, report: ReportValue) -> None:
        self.report, self.sentences = report, ReportSentences(report)

    def text(self, key: str, **fields: object) -> str:
        return self.sentences.catalogue_text(f"explain.{key}", **fields)

    def word(self, group: str, value: str) -> str:
        return self.sentences.catalogue.value_word(group, value)

    def says(self, group: str, value: str) -> str:
        """What a word means, as the rest of a sentence."""
        meaning = self.sentences.catalogue.value_meaning(group, value)
        return meaning[:1].lower() + meaning[1:]

    def date(self, date: str) -> str:
        return format_date(date, self.sentences.catalogue)

    def language_note(self) -> Iterator[str]:
        """What is not in the language of the report."""
        if note := self.text("untranslated"):
            yield from (note, "")

    def subject_id(self, subject: ExplainedSubject) -> str:
        """The name under which `explain` takes a subject."""
        return f"{subject['plan']}#{subject['id']}" if subject["kind"] == "clause" else subject["id"]

    def clause_sentence(self, plan: str, clause_id: str) -> str:
        """A clause with its plan and point before it."""
        reference = capitalise(self.sentences.clause_reference(plan, [clause_id]))
        return f"{reference}: {self.report['clauses'][f'{plan}#{clause_id}']['text']}"

    def stated_sentence(self, verdict: VerdictRecord) -> str:
        """The red line of a verdict, as its party had stated it."""
        stated = verdict["explanation"]["arguments"].get("holds")
        return argument_text(stated, self.sentences.wording) if stated else self.sentences.line_title(verdict["line"])

    def remark(self, verdict: VerdictRecord) -> str:
        """What a verdict means, without the clauses and the line on which it rests."""
        return capitalise(remark_text(verdict["explanation"], self.sentences.wording))

    def law_sentence(self, constraint_id: str) -> str:
        rule = self.report["constraints_in_force"][constraint_id]
        return as_sentence(rule["says"] or rule["title"])


class SubjectDrawing:
    """Subjects and sources as lines."""

    def __init__(self, words: ExplanationWords) -> None:
        self.words, self.sentences = words, words.sentences

    def head_lines(self, subject: ExplainedSubject) -> Iterator[str]:
        """What a clause, a red line or a rule of law says, and how that is known."""
        if subject["kind"] == "clause":
            yield from self._clause_head_lines(subject)
        elif subject["kind"] == "line":
            yield from self._line_head_lines(subject)
        else:
            yield from self._law_head_lines(subject)

    def _clause_head_lines(self, clause: ExplainedClause) -> Iterator[str]:
        words = self.words
        yield capitalise(self.sentences.clause_reference(clause["plan"], [clause["id"]]))
        yield f"{ITEM}{clause['text']}"
        for variant in clause["variants"]:
            yield f"{DETAIL}{self.sentences.variant_name(variant)}: {variant['text']}"
        grade = clause["evidence"]
        evidence = words.text("evidence", grade=grade, says=words.says("evidence", grade)) if grade else ""
        state = "" if clause["state"] == "open" else words.word("state", clause["state"])
        status = join_nonempty(
            [words.word("known", clause["known"]), state, evidence or words.text("not_graded")], ", "
        )
        yield f"{ITEM}{as_sentence(status)}"
        if clause["norm"]:
            key = "norm_struck" if clause["state"] == "struck" else "norm"
            yield f"{ITEM}{words.text(key, norm=as_sentence(self.sentences.norm_text(clause)))}"
        else:
            yield f"{ITEM}{words.text('no_norm')}"

    def _line_head_lines(self, line: ExplainedLine) -> Iterator[str]:
        words = self.words
        yield self.sentences.line_reference(line["id"])
        for key, reason in (("no_line", line["no_line"]), ("not_judged", line["not_judged"])):
            if reason:
                yield f"{ITEM}{words.text(key, reason=reason)}"
        if line["inferred"]:
            yield f"{ITEM}{words.text('inferred')}"
        if line["reading"] == "judged":
            yield f"{ITEM}{words.text('judged_reading')}"
        for version in line["versions"]:
            yield from self._version_lines(line, version)

    def _version_lines(self, line: ExplainedLine, version: LineVersionRecord) -> Iterator[str]:
        words = self.words
        says = version["sentence"] or line["sentence"]
        yield f"{ITEM}{capitalise(self._period(version))}" + (f": {as_sentence(says)}" if says else "")
        speaker = words.text("said_by", who=version["said_by"]) if version["said_by"] else ""
        status = [words.word("strength", version["strength"]), words.word("known", version["known"]), speaker]
        yield f"{DETAIL}{capitalise(join_nonempty(status, ', '))}."
        for norm in version["norms"]:
            yield f"{DETAIL}{words.text('holds', norm=as_sentence(self.sentences.norm_text(norm)))}"

    def _law_head_lines(self, rule: ExplainedConstraint) -> Iterator[str]:
        words = self.words
        yield self.sentences.constraint_reference(rule["id"])
        yield from (f"{ITEM}{text}" for text in (rule["says"], rule["note"]) if text)
        force = words.text("in_force", force=words.word("force", rule["force"]), since=self._period(rule))
        yield f"{ITEM}{capitalise(force)}"

    def _period(self, entry: ConstraintRecord | LineVersionRecord) -> str:
        """From when an entry is in force, and until when."""
        date = self.words.date(entry["from"]) if entry["from"] else self.words.text("the_start")
        start = self.words.text("since", since=date)
        return f"{start} {self.words.text('until', date=self.words.date(entry['until']))}" if entry["until"] else start

    def source_lines(self, subjects: Iterable[ExplainedSubject]) -> Iterator[str]:
        """Each source of the subjects once, with what was read there, what is known against it, and its id."""
        sources = {source["cite"]: source for subject in subjects for source in subject["sources"]}
        if not sources:
            return
        yield self.words.text("heading.sources")
        for source in sources.values():
            yield f"{ITEM}{self._cited_source_text(source)}"
            yield from (f"{DETAIL}{fact['says']}" for fact in source["facts"])
            notes = join_nonempty(
                [as_sentence(text) for text in (source.get("leaning"), source.get("fault")) if text], " "
            )
            if notes:
                yield f"{DETAIL}{self.words.text('note', text=notes)}"
        yield ""

    def _cited_source_text(self, source: CitedSource) -> str:
        date = self.words.date(source["date"]) if "date" in source else ""
        details = join_nonempty([source.get("publisher", ""), source.get("title", ""), date], ", ")
        return join_nonempty([details, source.get("address", ""), f"[{source['cite']}]"], " ")
