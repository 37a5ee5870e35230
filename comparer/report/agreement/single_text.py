"""The single text as a document: numbered questions, shared words plain, alternatives and options in brackets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from comparer.model.plan import Clause, ClauseState
from comparer.model.single_text import (
    Alternative,
    MissingPlan,
    PartStanding,
    PlanWording,
    SingleText,
    SingleTextOption,
    SingleTextPart,
    SingleTextRow,
)
from comparer.report.agreement.blocks import (
    Block,
    BlockDocument,
    Heading,
    Paragraph,
    RunStyle,
    TextRun,
    plain_paragraph,
)
from comparer.report.words.dates import format_date
from comparer.report.words.sentences import ReportSentences

REWORDED_MARK = "≈"
"""What stands before a text that comes to the same as the words of a bracket, and has others."""


class SingleTextView(StrEnum):
    """Everything; the text alone, without notes; or only the questions that are not settled."""

    FULL = "full"
    CLEAN = "clean"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class SingleTextOptions:
    view: SingleTextView = SingleTextView.FULL
    with_attribution: bool = True


def build_single_text_document(
    single_text: SingleText, sentences: ReportSentences, options: SingleTextOptions
) -> BlockDocument:
    """The rows by top issue, numbered as in the full text whatever the view."""
    drawer = _SingleTextDrawer(single_text, sentences, options)
    names = ", ".join(map(drawer.plan_name, single_text.plans))
    return BlockDocument(
        title=sentences.narrow_title(sentences.catalogue_text("agreement.single_text_title", plans=names)),
        blocks=tuple(drawer.draw_blocks(single_text)),
        is_portrait=True,
    )


def count_questions(single_text: SingleText, sentences: ReportSentences) -> str:
    """How many questions have a text, how many of these are open, and how many are answered under others."""
    own_rows = single_text.own_rows
    open_count = sum(row.is_open for row in own_rows)
    counts = sentences.catalogue_text("agreement.single_text_counts", rows=len(own_rows), open=open_count)
    referring = len(single_text.rows) - len(own_rows)
    if not referring:
        return counts
    return f"{counts} {sentences.catalogue_text('agreement.single_text_referring', n=referring)}"


class _SingleTextDrawer:
    def __init__(self, single_text: SingleText, sentences: ReportSentences, options: SingleTextOptions) -> None:
        self.sentences, self.options, self.format_message = sentences, options, sentences.catalogue_text
        self.row_numbers = {
            clause.ref: number
            for number, row in enumerate(single_text.rows, 1)
            for part in row.parts
            for alternative in part.alternatives
            for wording in alternative.wordings
            for clause in wording.clauses
        }
        self.open_numbers = {number for number, row in enumerate(single_text.rows, 1) if row.is_open}

    def plan_name(self, plan_id: str) -> str:
        return self.sentences.short_plan_name(plan_id)

    @property
    def has_notes(self) -> bool:
        return self.options.view is not SingleTextView.CLEAN

    @property
    def names_holders(self) -> bool:
        """Whether notes say whose each wording is; the brackets do so in every view."""
        return self.has_notes and self.options.with_attribution

    def draw_blocks(self, single_text: SingleText) -> Iterator[Block]:
        yield plain_paragraph(count_questions(single_text, self.sentences))
        yield self._note_paragraph(self._drafts_text(single_text), 0)
        if self.has_notes:
            yield Paragraph((TextRun(self.format_message("agreement.single_text_key")),), is_fine=True)
        heading = ""
        for number, row in enumerate(single_text.rows, 1):
            if not self._is_shown(row):
                continue
            top_issue = row.issue.partition(".")[0]
            if top_issue != heading:
                heading = top_issue
                yield Heading(self.sentences.issue_label(top_issue))
            yield from self._draw_row(number, row)

    def _is_shown(self, row: SingleTextRow) -> bool:
        """A row that only refers to others is a note: open where one of these is."""
        if not row.is_reference:
            return self.options.view is not SingleTextView.OPEN or row.is_open
        is_open = any(self.row_numbers.get(ref) in self.open_numbers for ref in row.elsewhere)
        return self.has_notes and (self.options.view is not SingleTextView.OPEN or is_open)

    def _draw_row(self, number: int, row: SingleTextRow) -> Iterator[Block]:
        label = self.sentences.question_label(row.id, row.label, row.issue)
        runs = [TextRun(f"{number}. {label}", RunStyle.MARK)]
        if row.question and self.has_notes:
            runs.append(TextRun(f": {row.question}", RunStyle.NOTE))
        yield Paragraph(tuple(runs), keeps_next=True)
        for part in row.parts:
            yield from self._draw_part(part)
        if self.names_holders:
            yield from self._draw_row_notes(row)
        if row.is_reference:
            places = self._list_places(row.elsewhere)
            yield self._note_paragraph(self.format_message("agreement.answered_under", places=places), 1)

    def _draw_row_notes(self, row: SingleTextRow) -> Iterator[Block]:
        for clause in row.removed:
            state = self.sentences.catalogue.value_word("state", clause.state.value)
            track = f" {self.sentences.word_label(clause.track)}" if clause.track else ""
            yield self._note_paragraph(f"{self._holder_prefix((clause.plan,))}{state}{track}: {clause.text}", 1)
        named = {ref for part in row.parts for missing in part.missing for ref in missing.clauses}
        further = [ref for ref in row.elsewhere if ref not in named]
        if further and not row.is_reference:
            places = self._list_places(further)
            yield self._note_paragraph(self.format_message("agreement.answered_elsewhere", places=places), 1)

    def _list_places(self, refs: Sequence[str]) -> str:
        """The numbers of the rows in which clauses stand, each with these clauses where holders are named."""
        refs_by_number: dict[int | None, list[str]] = {}
        for ref in sorted(refs, key=lambda ref: self.row_numbers.get(ref, 0)):
            refs_by_number.setdefault(self.row_numbers.get(ref), []).append(self._place(ref))
        return ", ".join(
            ", ".join(places)
            if number is None
            else f"{number} ({', '.join(places)})"
            if self.names_holders
            else f"{number}"
            for number, places in refs_by_number.items()
        )

    def _draw_part(self, part: SingleTextPart) -> Iterator[Block]:
        is_bracketed = part.standing in (PartStanding.BRACKETED, PartStanding.ALTERNATIVES)
        for number, option in enumerate(part.options, 1):
            runs: list[TextRun] = []
            if len(part.options) > 1:
                runs.append(TextRun(self.format_message("agreement.option", n=number) + " ", RunStyle.MARK))
            runs += self._option_runs(option, is_bracketed, has_rivals=len(part.options) > 1)
            yield Paragraph(tuple(runs), indent=1, keeps_next=self.names_holders)
            if self.names_holders:
                yield from self._draw_option_notes(option)
        if self.names_holders and part.missing:
            yield self._note_paragraph("; ".join(map(self._missing_text, part.missing)), 1)

    def _option_runs(self, option: SingleTextOption, is_bracketed: bool, has_rivals: bool) -> Iterator[TextRun]:
        if mark := self._state_mark(option):
            yield TextRun(f"({mark}) ", RunStyle.MARK)
        if not option.segments:
            alternative = option.alternatives[0]
            holders = self._holder_names(alternative.plans, option.alternatives)
            yield from self._bracket(alternative.text, holders if is_bracketed else None)
            return
        yield from self._segment_runs(option, has_rivals)

    def _segment_runs(self, option: SingleTextOption, has_rivals: bool) -> Iterator[TextRun]:
        """One sentence with brackets where its alternatives differ, in brackets itself where it has rivals."""
        if has_rivals:
            yield TextRun("[", RunStyle.MARK)
        is_first = True
        for segment in option.segments:
            if len(segment.readings) == 1:
                text = segment.readings[0]
                needs_space = not is_first and not text[:1].isspace() and text[:1].isalnum()
                yield TextRun(f" {text}" if needs_space else text.lstrip() if is_first else text)
            else:
                yield TextRun("" if is_first else " ")
                for plans, text in _group_readings(segment.readings, option.alternatives):
                    yield from self._bracket(text, self._holder_names(plans, option.alternatives))
            is_first = False
        if has_rivals:
            yield TextRun("]", RunStyle.MARK)

    def _holder_names(self, plans: Sequence[str], alternatives: Sequence[Alternative]) -> list[str]:
        """Those who hold a wording by name; with a mark before one that comes to the same in other words."""
        reworded = {
            wording.plan
            for alternative in alternatives
            for wording in alternative.wordings
            if wording.text != alternative.text
        }
        return [
            f"{REWORDED_MARK} {self.plan_name(plan)}" if plan in reworded else self.plan_name(plan) for plan in plans
        ]

    def _bracket(self, text: str, holders: Sequence[str] | None) -> Iterator[TextRun]:
        """The text in brackets with those who hold it; plain where there is nobody to name."""
        if holders is None:
            yield TextRun(text)
            return
        yield TextRun("[", RunStyle.MARK)
        if self.options.with_attribution:
            yield TextRun(f"{', '.join(holders)}: ", RunStyle.REF)
        yield TextRun(text)
        yield TextRun("]", RunStyle.MARK)

    def _state_mark(self, option: SingleTextOption) -> str:
        """The word for what all holders of an option have made of it; empty where it is simply on the table."""
        states = {alternative.state for alternative in option.alternatives}
        state = states.pop() if len(states) == 1 else ClauseState.OPEN
        if state.is_agreed or state is ClauseState.TO_BE_REVISITED:
            return self.sentences.catalogue.value_word("state", state.value)
        if all(alternative.is_deferral for alternative in option.alternatives):
            return self.sentences.catalogue.value_word("relation", "deferred")
        return ""

    def _draw_option_notes(self, option: SingleTextOption) -> Iterator[Block]:
        for alternative in option.alternatives:
            yield self._note_paragraph(self._source_text(alternative), 2)
            for wording in alternative.wordings:
                yield from self._draw_variant_notes(wording)

    def _source_text(self, alternative: Alternative) -> str:
        """The clauses of an alternative, with the words of those that say the same otherwise."""
        entries = []
        for wording in alternative.wordings:
            refs = ", ".join(self._clause_mark(clause) for clause in wording.clauses)
            entries.append(f"{refs} “{wording.text}”" if wording.text != alternative.text else refs)
        return " = ".join(entries)

    def _clause_mark(self, clause: Clause) -> str:
        states = [
            self.sentences.catalogue.value_word("state", clause.state.value)
            if clause.state is not ClauseState.OPEN
            else "",
            self.sentences.catalogue.value_word("known", clause.known.value) if clause.known != "stated" else "",
        ]
        notes = ", ".join(filter(None, states))
        place = self._place(clause.ref)
        return f"{place} ({notes})" if notes else place

    def _place(self, ref: str) -> str:
        """A clause by the name of its draft and its own id."""
        plan, _, clause = ref.partition("#")
        return f"{self.plan_name(plan)} {clause}"

    def _drafts_text(self, single_text: SingleText) -> str:
        """The drafts with their dates, and which of them are known only in part."""
        catalogue = self.sentences.catalogue
        records = {plan["id"]: plan for plan in self.sentences.report["plans"]}
        texts = []
        for plan_id in single_text.plans:
            record = records[plan_id]
            notes = [
                format_date(record["issued"], catalogue) if record["issued"] else "",
                self.format_message("word.known_in_part") if record["coverage"] == "partial" else "",
            ]
            details = ", ".join(filter(None, notes))
            texts.append(f"{self.plan_name(plan_id)} ({details})" if details else self.plan_name(plan_id))
        return self.format_message("agreement.single_text_drafts", drafts="; ".join(texts))

    def _draw_variant_notes(self, wording: PlanWording) -> Iterator[Block]:
        for clause in wording.clauses:
            texts = []
            for variant in clause.variants:
                label = self.sentences.word_label(variant.holder or variant.family)
                if variant.text != clause.text:
                    texts.append(f"[{label}: {variant.text}]" if variant.holder else f"{label}: {variant.text}")
            if texts:
                yield self._note_paragraph(
                    self.format_message("agreement.readings", clause=self._place(clause.ref), readings=" ".join(texts)),
                    2,
                )

    def _missing_text(self, missing: MissingPlan) -> str:
        return f"{self.plan_name(missing.plan)}: {self.sentences.missing_text(missing.kind, missing.clauses)}"

    def _holder_prefix(self, plans: Sequence[str]) -> str:
        return f"{', '.join(map(self.plan_name, plans))}: "

    def _note_paragraph(self, text: str, indent: int) -> Paragraph:
        return Paragraph((TextRun(text, RunStyle.NOTE),), indent, is_fine=True)


def _group_readings(
    readings: Sequence[str], alternatives: Sequence[Alternative]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each reading once, with the plans of all alternatives that have it; a place left empty has no bracket."""
    for reading in dict.fromkeys(readings):
        if reading:
            plans = (
                plan
                for alternative, own_reading in zip(alternatives, readings, strict=True)
                if own_reading == reading
                for plan in alternative.plans
            )
            yield tuple(plans), reading
