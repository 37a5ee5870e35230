"""An explanation as lines for a terminal: what a thing says, what rests on it, then its sources and its ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from comparer.report.formats.explanation_subjects import DETAIL, ITEM, ExplanationWords, SubjectDrawing
from comparer.report.sections.line_verdicts import QUIET_VERDICTS
from comparer.report.value.explanation_types import (
    ExplainedSubject,
    ExplanationValue,
    FindingExplanation,
    ReferencedLink,
)
from comparer.report.value.types import ConstraintFindingRecord, GapRecord, ReportValue, VerdictRecord
from comparer.report.words.english_norms import capitalise
from comparer.report.words.labels import join_nonempty

__all__ = ["draw_explanation", "draw_finding_explanation"]


def draw_explanation(value: ExplanationValue, report: ReportValue) -> Iterator[str]:
    """What the subject says, every verdict, answer of the law, link and gap that rests on it, sources and ids last."""
    words = ExplanationWords(report)
    subjects = [value["subject"], *([value["against"]] if "against" in value else [])]
    drawing = SubjectDrawing(words)
    yield from words.language_note()
    for subject in subjects:
        yield from drawing.head_lines(subject)
        yield ""
    yield from _FindingDrawing(words, subjects).part_lines(value)
    yield from drawing.source_lines(subjects)
    yield from _place_and_rule_lines(words, subjects, _rules_of(value))


def draw_finding_explanation(value: FindingExplanation, report: ReportValue) -> Iterator[str]:
    """One finding with its reason and rule, then all that it rests on, ids last."""
    words, rule = ExplanationWords(report), value["rule"]
    drawing = SubjectDrawing(words)
    yield from words.language_note()
    sentence = value["sentence"]
    yield sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."
    are_steps = value["finding"] == "constraint"
    details = [f"{place}. {text}" if are_steps else text for place, text in enumerate(value["details"], 1)]
    yield from (f"{ITEM}{text}" for text in (value["because"], *details) if text)
    if rule:
        yield ""
        yield words.text("rule", text=join_nonempty([rule["says"], rule["why"]], " "))
    for subject in value["rests_on"]:
        yield ""
        yield from drawing.head_lines(subject)
    yield ""
    yield from _place_and_rule_lines(words, value["rests_on"], [rule["id"]] if rule else [])


def _rules_of(value: ExplanationValue) -> list[str]:
    rules = [finding["rule"] for finding in (*value["verdicts"], *value["constraints"], *value["gaps"])]
    return [*rules, *(change["rule"] for link in value["links"] for change in link["changes"])]


def _place_and_rule_lines(
    words: ExplanationWords, subjects: Sequence[ExplainedSubject], rules: Iterable[str]
) -> Iterator[str]:
    """Where each subject stands in the files, and the rules of the tool at work, by id."""
    yield words.text("heading.record")
    yield from (f"{ITEM}{words.subject_id(subject)}  {subject['place']}" for subject in subjects)
    rule_ids = ", ".join(dict.fromkeys(rules))
    if rule_ids:
        yield f"{ITEM}{words.text('rules', rules=rule_ids)}"


class _FindingDrawing:
    """What rests on the subjects, part by part; what a subject above says is not said again."""

    def __init__(self, words: ExplanationWords, subjects: Sequence[ExplainedSubject]) -> None:
        self.words, self.sentences = words, words.sentences
        self.named = {words.subject_id(subject) for subject in subjects}

    def part_lines(self, value: ExplanationValue) -> Iterator[str]:
        parts = {
            "lines": list(self._verdict_entries(value["verdicts"])),
            "law": [line for finding in value["constraints"] for line in self._law_entry_lines(finding)],
            "plans": [
                *(line for link in value["links"] for line in self._link_entry_lines(link)),
                *self._gap_entry_lines(value["gaps"]),
            ],
        }
        for name, lines in parts.items():
            if lines:
                yield self.words.text(f"heading.{name}")
                yield from lines
                yield ""
        if not any(parts.values()):
            yield self.words.text("nothing")
            yield ""

    # --- red lines

    def _verdict_entries(self, verdicts: Sequence[VerdictRecord]) -> Iterator[str]:
        """The verdicts that say something, one by one; of one line those that say nothing in a list of plans each."""
        is_on_named_line = bool(verdicts) and all(verdict["line"] in self.named for verdict in verdicts)
        is_list = is_on_named_line and len(verdicts) > 1
        for verdict in verdicts:
            if not (is_list and verdict["verdict"] in QUIET_VERDICTS):
                yield from self._verdict_entry_lines(verdict)
        places = {plan["id"]: place for place, plan in enumerate(self.words.report["plans"])}
        quiet = [verdict for verdict in verdicts if is_list and verdict["verdict"] in QUIET_VERDICTS]
        quiet.sort(key=lambda verdict: places[verdict["plan"]])
        for kind, group in groupby(sorted(quiet, key=lambda verdict: verdict["verdict"]), lambda each: each["verdict"]):
            plans = self.sentences.join_plan_names(verdict["plan"] for verdict in group)
            yield f"{ITEM}{self.sentences.mark_and_word('verdict', kind)}: {plans}"

    def _verdict_entry_lines(self, verdict: VerdictRecord) -> Iterator[str]:
        line_ref, answer = verdict["line"], self.sentences.mark_and_word("verdict", verdict["verdict"])
        is_named = line_ref in self.named
        subject = self.sentences.plan_name(verdict["plan"]) if is_named else self.sentences.line_reference(line_ref)
        yield f"{ITEM}{'; '.join([f'{answer}: {subject}', *self.sentences.verdict_qualifiers(verdict)])}"
        remarks = [self.words.remark(verdict), *self._clause_texts(verdict["plan"], verdict["clauses"])]
        if is_named and not any(remarks):
            remarks = [self.sentences.catalogue.value_meaning("verdict", verdict["verdict"])]
        yield from (f"{DETAIL}{remark}" for remark in remarks if remark)
        if not is_named:
            yield f"{DETAIL}{self.words.text('line', sentence=self.words.stated_sentence(verdict))}"
        yield from (f"{DETAIL}{sentence}" for sentence in self.sentences.reading_sentences(verdict))

    def _clause_texts(self, plan: str, clause_ids: Iterable[str]) -> Iterator[str]:
        """The clauses that decide, but those that stand above in full."""
        for clause_id in clause_ids:
            if f"{plan}#{clause_id}" not in self.named:
                yield self.words.clause_sentence(plan, clause_id)

    # --- law

    def _law_entry_lines(self, finding: ConstraintFindingRecord) -> Iterator[str]:
        rule_id, answer = finding["constraint"], self.sentences.mark_and_word("constraint", finding["verdict"])
        is_named = rule_id in self.named
        subject = (
            self.sentences.plan_name(finding["plan"]) if is_named else self.sentences.constraint_reference(rule_id)
        )
        flags = self.sentences.constraint_flags(finding)
        yield f"{ITEM}{'; '.join([f'{answer}: {subject}', *flags])}"
        yield from (f"{DETAIL}{text}" for text in self._clause_texts(finding["plan"], finding["clauses"]))
        if not is_named:
            yield f"{DETAIL}{self.words.text('law', says=self.words.law_sentence(rule_id))}"
        for place, step in enumerate(self.sentences.step_sentences(finding), 1):
            yield f"{DETAIL}{place}. {step}"

    # --- other plans

    def _link_entry_lines(self, link: ReferencedLink) -> Iterator[str]:
        """The other side with its words, the relation, and what changed from the older text to the newer."""
        left, right = link["plans"]
        sides = ((left, link["left"]), (right, link["right"]))
        relation = self.sentences.mark_and_word("relation", link["relation"])
        texts = [text for plan, clause_ids in sides for text in self._clause_texts(plan, clause_ids)]
        if not texts:
            texts = [" – ".join(capitalise(self.sentences.clause_reference(*side)) for side in sides)]
        yield f"{ITEM}{relation}: {texts[0]}"
        yield from (f"{DETAIL}{text}" for text in texts[1:])
        direction = self.sentences.transition_text(
            self.sentences.plan_name(left), self.sentences.plan_name(right), is_spoken=False
        )
        if link["changes"]:
            yield f"{DETAIL}{direction}: {' '.join(self.sentences.change_sentences(link))}"
        notes = [self.sentences.favours_sentence(link), self.sentences.weak_basis_sentence(link)]
        yield from (f"{DETAIL}{note}" for note in notes if note)

    def _gap_entry_lines(self, gaps: Sequence[GapRecord]) -> Iterator[str]:
        """Plans in which nothing answers, together by why; those where other clauses do, one by one."""
        yield from (f"{ITEM}{self.sentences.gap_sentence(gap)}" for gap in gaps if gap["by"])
        bare = sorted((gap for gap in gaps if not gap["by"]), key=lambda gap: gap["kind"])
        for kind, group in groupby(bare, lambda gap: gap["kind"]):
            plans = self.sentences.join_plan_names(gap["missing_from"] for gap in group)
            yield f"{ITEM}{self.sentences.mark_and_word('gap', kind)}: {plans}"
