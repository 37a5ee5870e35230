"""An explanation as lines for a terminal: what a thing says, its sources, and what rests on it."""

from __future__ import annotations

from collections.abc import Iterator

from comparer.report.value.explanation_types import (
    ExplainedClause,
    ExplainedSubject,
    ExplanationValue,
    FindingExplanation,
)
from comparer.report.value.types import (
    ConstraintFindingRecord,
    ConstraintRecord,
    LineRecord,
    LineVersionRecord,
    ReportValue,
    VerdictRecord,
)
from comparer.report.words.labels import join_nonempty
from comparer.report.words.sentences import ReportSentences

__all__ = ["draw_explanation", "draw_finding_explanation"]


def draw_explanation(value: ExplanationValue, report: ReportValue) -> Iterator[str]:
    """The subject, what it is held against, then every link, gap, verdict and answer of the law that rests on them."""
    drawing = _ExplanationDrawing(ReportSentences(report))
    yield from drawing.language_note()
    for subject in (value["subject"], *([value["against"]] if "against" in value else [])):
        yield from drawing.subject_lines(subject)
        yield ""
    yield from drawing.finding_lines(value)


def draw_finding_explanation(value: FindingExplanation, report: ReportValue) -> Iterator[str]:
    """One finding with its reason and rule, then all that it rests on."""
    drawing, rule = _ExplanationDrawing(ReportSentences(report)), value["rule"]
    yield from drawing.language_note()
    yield value["sentence"] + (f" [{rule['id']}]" if rule else "")
    yield from (f"    {text}" for text in (value["because"], *value["details"]) if text)
    if rule:
        yield f"    {drawing.text('rule', text=join_nonempty([rule['says'], rule['why']], ' '))}"
    for subject in value["rests_on"]:
        yield ""
        yield from drawing.head_lines(subject)


class _ExplanationDrawing:
    def __init__(self, sentences: ReportSentences) -> None:
        self.sentences = sentences

    def text(self, key: str, **fields: object) -> str:
        return self.sentences.catalogue_text(f"explain.{key}", **fields)

    def language_note(self) -> Iterator[str]:
        """What is not in the language of the report."""
        if note := self.text("untranslated"):
            yield from (note, "")

    def _word(self, group: str, value: str) -> str:
        return self.sentences.catalogue.value_word(group, value)

    # --- what a thing is

    def subject_lines(self, subject: ExplainedSubject) -> Iterator[str]:
        """A subject with its sources."""
        yield from self.head_lines(subject)
        for source in subject["sources"]:
            details = ", ".join(source[key] for key in ("publisher", "title", "date", "address") if key in source)
            yield f"    {self.text('source', cite=source['cite'], details=details)}"
            yield from (f"        {fact['says']}" for fact in source["facts"])
            notes = join_nonempty([source.get("leaning", ""), source.get("fault", "")], " ")
            if notes:
                yield f"        {self.text('note', text=notes)}"

    def head_lines(self, subject: ExplainedSubject) -> Iterator[str]:
        """What a clause, a line or a rule of law says, how it is known, and the place in the file."""
        if subject["kind"] == "clause":
            yield from self._clause_head_lines(subject)
        else:
            yield f"{subject['id']}: {subject['title']}"
        if subject["kind"] == "constraint":
            force = self._word("force", subject["force"])
            yield f"    {force}, {self.text('in_force', since=self._since(subject))}; {subject['place']}"
            yield from (f"    {text}" for text in (subject["says"], subject["note"]) if text)
        if subject["kind"] == "line":
            yield from (f"    {text}" for text in self._line_notes(subject))
            for version in subject["versions"]:
                yield from self._version_lines(version)

    def _clause_head_lines(self, subject: ExplainedClause) -> Iterator[str]:
        yield f"{subject['plan']}#{subject['id']}: {subject['text']}"
        grade = subject["evidence"] or self.text("not_graded")
        known, state = self._word("known", subject["known"]), self._word("state", subject["state"])
        yield f"    {known}, {self.text('evidence', grade=grade)}, {state}; {subject['place']}"
        norm = self.text("norm", norm=self.sentences.norm_text(subject)) if subject["norm"] else self.text("no_norm")
        yield f"    {norm}"

    def _line_notes(self, line: LineRecord) -> Iterator[str]:
        """Why a line is judged as it is, or not at all."""
        for key, reason in (("no_line", line["no_line"]), ("not_judged", line["not_judged"])):
            if reason:
                yield self.text(key, reason=reason)
        if line["inferred"]:
            yield self.text("inferred")
        if line["reading"] == "judged":
            yield self.text("judged_reading")
        yield line["place"]

    def _version_lines(self, version: LineVersionRecord) -> Iterator[str]:
        speaker = self.text("said_by", who=version["said_by"]) if version["said_by"] else ""
        status = f"{self._word('strength', version['strength'])}, {self._word('known', version['known'])}"
        yield f"    {self.text('since', since=self._since(version))}: {join_nonempty([status, speaker])}"
        yield from (f"        {self.text('holds', norm=self.sentences.norm_text(norm))}" for norm in version["norms"])

    def _since(self, entry: ConstraintRecord | LineVersionRecord) -> str:
        """From when an entry is in force, and until when."""
        start = entry["from"] or self.text("the_start")
        return f"{start} {self.text('until', date=entry['until'])}" if entry["until"] else start

    # --- what rests on it

    def finding_lines(self, value: ExplanationValue) -> Iterator[str]:
        sentences = self.sentences
        for link in value["links"]:
            left, right = link["plans"]
            sides = f"{left}#{', '.join(link['left'])} – {right}#{', '.join(link['right'])}"
            how = self.text("matched_by", how=self._word("matched_by", link["matched_by"]))
            yield f"{sides}: {self._word('relation', link['relation'])}, {how}"
            for sentence, change in zip(sentences.change_sentences(link), link["changes"], strict=True):
                yield f"    {sentence} [{change['rule']}]"
            yield f"    {sentences.basis_sentence(link)}"
        yield from (sentences.gap_sentence(gap) for gap in value["gaps"])
        for verdict in value["verdicts"]:
            yield from self._verdict_lines(verdict)
        for finding in value["constraints"]:
            yield from self._rule_answer_lines(finding)
        if not (value["links"] or value["gaps"] or value["verdicts"] or value["constraints"]):
            yield self.text("nothing")

    def _verdict_lines(self, verdict: VerdictRecord) -> Iterator[str]:
        certainty = [
            self._word("strength", verdict["strength"]),
            self.text("confidence", word=self._word("confidence", verdict["confidence"])),
            self.text("stated_later") if verdict["stated_later"] else "",
        ]
        answer = f"{self._word('verdict', verdict['verdict'])} ({join_nonempty(certainty, ', ')}) [{verdict['rule']}]"
        yield f"{self.text('on', plan=verdict['plan'], subject=verdict['line'])}: {answer}"
        yield f"    {self.sentences.reason_sentence(verdict)}"

    def _rule_answer_lines(self, finding: ConstraintFindingRecord) -> Iterator[str]:
        answer = f"{self._word('constraint', finding['verdict'])} [{finding['rule']}]"
        yield f"{self.text('on', plan=finding['plan'], subject=finding['constraint'])}: {answer}"
        yield f"    {self.sentences.reason_sentence(finding)}"
        yield from (f"    {self.text('step', text=step)}" for step in self.sentences.step_sentences(finding))
