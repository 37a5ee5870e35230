"""The implementation matrix of a plan as a document: its table of duties, then what its order comes to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comparer.model.implementation import (
    DeadlineConflict,
    DelayEffect,
    Due,
    DueKind,
    Duty,
    EventStanding,
    EventState,
    ImplementationMatrix,
    ReadingOrder,
    WaitCircle,
)
from comparer.model.norm import UNNAMED, Modality
from comparer.model.plan import Coverage
from comparer.model.relation import GapKind
from comparer.report.agreement.blocks import Block, BlockDocument, BlockTable, Heading, plain_paragraph
from comparer.report.sections.word_table import truncate_head
from comparer.report.value.types import ClauseRecord, NormFields
from comparer.report.words.labels import join_nonempty
from comparer.report.words.sentences import ReportSentences

COLUMN_WIDTHS = (5, 4, 8, 4, 5, 4, 4, 2)
ORIGIN_NODE = "day-zero"
MIN_DELAYED_CLAUSES = 2
"""Points that hold up fewer clauses than this are left out of the list of delays: the table shows them."""


def build_matrix_document(matrix: ImplementationMatrix, sentences: ReportSentences) -> BlockDocument:
    drawer = MatrixWords(matrix, sentences)
    return BlockDocument(title=drawer.title, blocks=tuple(_draw_blocks(matrix, drawer)))


def _draw_blocks(matrix: ImplementationMatrix, drawer: MatrixWords) -> Iterator[Block]:
    text = drawer.sentences.catalogue_text
    yield plain_paragraph(drawer.counts_text())
    if matrix.unlisted:
        yield plain_paragraph(text("agreement.matrix_unlisted", clauses=", ".join(matrix.unlisted)))
    if matrix.read_as_duties:
        yield plain_paragraph(drawer.read_as_duties_text())
    yield drawer.duty_table()
    if matrix.is_part:
        yield plain_paragraph(text("agreement.matrix_part"))
        return
    yield Heading(text("agreement.sequence"))
    yield from draw_sequence(matrix, drawer)


def draw_sequence(matrix: ImplementationMatrix, drawer: MatrixWords) -> Iterator[Block]:
    """What the order of a plan comes to: circles and limits that clash, its events, and what delays hold up."""
    text, sequence = drawer.text, matrix.sequence
    yield from map(plain_paragraph, map(drawer.circle_text, sequence.circles))
    yield from map(plain_paragraph, map(drawer.conflict_text, sequence.conflicts))
    if not sequence.circles and not sequence.conflicts:
        yield plain_paragraph(text("agreement.no_clash"))
    if sequence.events:
        yield from _name_table(drawer.event_table(sequence.events))
    delays = [
        delay
        for delay in sequence.delays
        if drawer.delayed_clauses(delay) >= MIN_DELAYED_CLAUSES and drawer.has_label(delay.node)
    ]
    if delays:
        yield from _name_table(drawer.delay_table(delays))
    if sequence.readings:
        yield from _name_table(drawer.reading_table(sequence.readings))
        yield from map(plain_paragraph, drawer.reading_clashes(sequence.readings))


def _name_table(table: BlockTable) -> Iterator[Block]:
    yield Heading(table.name, 3)
    yield table


class MatrixWords:
    """The words of one matrix in the language of its report."""

    def __init__(self, matrix: ImplementationMatrix, sentences: ReportSentences) -> None:
        self.matrix, self.sentences, self.text = matrix, sentences, sentences.catalogue_text
        plans = {plan["id"]: plan for plan in sentences.report["plans"]}
        self.plan_title = plans[matrix.plan]["title"] if matrix.plan in plans else matrix.plan
        self.is_partial = matrix.plan in plans and plans[matrix.plan]["coverage"] == Coverage.PARTIAL

    @property
    def title(self) -> str:
        return self.sentences.narrow_title(self.text("agreement.matrix_title", plan=self.plan_title))

    def counts_text(self) -> str:
        """How many duties there are, how many with a time or an event, and how many that nobody watches."""
        duties = self.matrix.duties
        dated = sum(duty.due.kind not in (DueKind.NONE, DueKind.UNKNOWN) for duty in duties)
        unwatched = sum(not duty.watched_by for duty in duties)
        return self.text("agreement.matrix_counts", duties=len(duties), dated=dated, unwatched=unwatched)

    def read_as_duties_text(self) -> str:
        entries = (
            f"{entry.clause} ({', '.join(map(self.sentences.word_label, entry.readings))})"
            for entry in self.matrix.read_as_duties
        )
        return self.text("agreement.matrix_reading_duties", clauses=", ".join(entries))

    def duty_table(self) -> BlockTable:
        columns = ("due", "who", "what", "how_much", "after", "watched", "if_not", "clause")
        return BlockTable(
            name=self.text("agreement.duties"),
            headings=self.sentences.agreement_headings(*columns),
            rows=tuple(map(self.duty_cells, self.matrix.duties)),
            widths=COLUMN_WIDTHS,
        )

    def duty_cells(self, duty: Duty) -> tuple[str, ...]:
        nobody, nothing = self.text("word.nobody_named"), self.text("word.none")
        if self.is_partial:  # what is not known of the text may say it
            nobody = nothing = self.sentences.catalogue.value_word("gap", GapKind.UNREPORTED)
        return (
            self.due_text(duty),
            self.bearer_text(duty),
            duty.clause.text,
            self.amount_text(duty),
            self.condition_text(duty),
            "; ".join(map(self._watcher_text, duty.watched_by)) or nobody,
            "; ".join(map(self.clause_name, duty.on_breach)) or nothing,
            duty.clause.id,
        )

    def _record(self, duty: Duty) -> ClauseRecord:
        return self.sentences.report["clauses"][duty.clause.ref]

    def _watcher_text(self, clause_id: str) -> str:
        """Who watches by a clause, with the number of its point; what the clause says where it names nobody."""
        record = self.sentences.report["clauses"][f"{self.matrix.plan}#{clause_id}"]
        norm = record["norm"]
        actors = [actor for actor in (*norm["bearer"], *norm["agent"]) if actor != UNNAMED] if norm else []
        who = self.sentences.join_labels(actors)
        return self.text("agreement.named_point", name=who, point=clause_id) if who else self.clause_name(clause_id)

    def clause_name(self, clause_id: str) -> str:
        """A clause of the plan by its short words, with the number of its point."""
        record = self.sentences.report["clauses"][f"{self.matrix.plan}#{clause_id}"]
        name = record["short"] or truncate_head(record["text"])
        return self.text("agreement.named_point", name=name, point=clause_id)

    def bearer_text(self, duty: Duty) -> str:
        norm = self._record(duty)["norm"]
        if norm is None:
            return self.text("word.not_given")
        bearers, agents = self.sentences.join_labels(norm["bearer"]), self.sentences.join_labels(norm["agent"])
        # Those who settle what is left open need not be those who will act on it.
        return f"{bearers} ({agents})" if agents and norm["modality"] != Modality.DEFERS else bearers

    def amount_text(self, duty: Duty) -> str:
        """The amounts of a duty; of a ban they are marked, since they are what is forbidden."""
        record = self._record(duty)
        norm = record["norm"]
        amounts = self._quantities_text(record, duty.amounts)
        if amounts and norm is not None and norm["modality"] == "must-not":
            amounts = self.text("agreement.banned_amount", amounts=amounts)
        readings = []
        for variant in record["variants"]:
            text = self._quantities_text(variant, duty.amounts)
            if text and text != self._quantities_text(record, duty.amounts):
                reading = self.sentences.word_label(variant["holder"] or variant["family"])
                readings.append(self.text("agreement.due.reading", reading=reading, due=text))
        return join_nonempty([amounts, *readings])

    def _quantities_text(self, fields: NormFields, names: Sequence[str]) -> str:
        quantities = fields["terms"]["quantity"]
        return join_nonempty(
            [
                f"{self.sentences.word_label(name)}: {self.sentences.quantity_text(quantities[name])}"
                for name in names
                if name in quantities
            ]
        )

    def due_text(self, duty: Duty) -> str:
        texts = [self.single_due_text(duty.due)]
        for due in duty.other_dues:
            reading = self.sentences.word_label(due.reading)
            texts.append(self.text("agreement.due.reading", reading=reading, due=self.single_due_text(due)))
        return join_nonempty(texts)

    def single_due_text(self, due: Due) -> str:
        event = self.sentences.word_label(due.start) if due.start else ""
        length = f"{due.length:g} {self.sentences.word_label(due.unit)}" if due.length is not None else ""
        key = "within_open" if due.kind is DueKind.WITHIN and not event else due.kind.value
        text = self.text(f"agreement.due.{key}", date=due.date, length=length, event=event)
        return f"{due.date}: {text}" if due.date and due.kind is not DueKind.DATE else text

    def condition_text(self, duty: Duty) -> str:
        conditions, label = duty.conditions, self.sentences.word_label
        after = [
            *map(label, conditions.after_events),
            *(
                self.text("agreement.if_clause", clause=name.removeprefix(f"{self.matrix.plan}#"))
                for name in conditions.if_clauses
            ),
            *map(self.step_text, conditions.after_steps),
        ]
        limits = [
            f"{self.sentences.catalogue.value_word('facet', kind)}: {', '.join(map(label, events))}"
            for kind, events in (
                ("until", conditions.until),
                ("unless", conditions.unless),
                ("void_if", conditions.void_if),
            )
            if events
        ]
        return join_nonempty([*after, *limits])

    def step_text(self, name: str) -> str:
        step = self.sentences.report["law_steps"].get(name)
        rule = name.partition(".")[0]
        return f"{self.sentences.word_label(step['act'])} ({rule})" if step else name

    def point_text(self, node: str) -> str:
        kind, _, name = node.partition(":")
        if kind == "e":
            return self.sentences.word_label(name)
        return self.step_text(name) if kind == "s" else self.clause_name(name)

    def has_label(self, node: str) -> bool:
        """Whether a reader can be told what a point is: an event that nothing in the report names has no label."""
        kind, _, name = node.partition(":")
        return kind != "e" or name in self.sentences.report["words"]

    def event_table(self, events: Sequence[EventState]) -> BlockTable:
        columns = ("event", "standing", "brought_by", "waiting")
        return BlockTable(
            name=self.text("agreement.events"),
            headings=self.sentences.agreement_headings(*columns),
            rows=tuple(
                (
                    self.sentences.word_label(state.event),
                    self.text(f"agreement.standing.{state.standing.value}"),
                    self._bringer_text(state),
                    ", ".join(state.waiting),
                )
                for state in sorted(events, key=lambda state: state.standing is not EventStanding.DEAD_START)
            ),
            widths=(5, 6, 3, 3),
        )

    def _bringer_text(self, state: EventState) -> str:
        allowed = ", ".join(state.only_allowed_by)
        return join_nonempty(
            [", ".join(state.brought_by), self.text("agreement.only_allowed", clauses=allowed) if allowed else ""]
        )

    def reading_table(self, readings: Sequence[ReadingOrder]) -> BlockTable:
        """What clauses wait for on readings that differ from the text."""
        columns = ("reading", "clause", "also_waits", "not_waits")
        return BlockTable(
            name=self.text("agreement.readings_order"),
            headings=self.sentences.agreement_headings(*columns),
            rows=tuple(
                (
                    self.sentences.word_label(order.reading),
                    wait.clause,
                    self.sentences.join_labels(wait.added),
                    self.sentences.join_labels(wait.dropped),
                )
                for order in readings
                for wait in order.waits
            ),
            widths=(4, 2, 6, 6),
        )

    def reading_clashes(self, readings: Sequence[ReadingOrder]) -> Iterator[str]:
        """A sentence for each circle and clash that a reading brings."""
        for order in readings:
            reading = self.sentences.word_label(order.reading)
            for text in (*map(self.circle_text, order.circles), *map(self.conflict_text, order.conflicts)):
                yield f"{reading}: {text}"

    def circle_text(self, circle: WaitCircle) -> str:
        points = " → ".join(map(self.point_text, (*circle.nodes, circle.nodes[0])))
        return self.text("agreement.circle", points=points)

    def conflict_text(self, conflict: DeadlineConflict) -> str:
        points = ", ".join(self.point_text(node) for node in conflict.nodes if node != ORIGIN_NODE)
        return self.text("agreement.deadline_conflict", points=points, days=f"{conflict.days:g}")

    def delayed_clauses(self, delay: DelayEffect) -> int:
        return sum(node.startswith("c:") for node in delay.delayed)

    def delay_table(self, delays: Sequence[DelayEffect]) -> BlockTable:
        columns = ("if_late", "delays", "slack")
        ordered = sorted(delays, key=lambda delay: (-self.delayed_clauses(delay), delay.node))
        return BlockTable(
            name=self.text("agreement.delays"),
            headings=self.sentences.agreement_headings(*columns),
            rows=tuple(
                (
                    self.point_text(delay.node),
                    ", ".join(node.removeprefix("c:") for node in delay.delayed if node.startswith("c:")),
                    "" if delay.slack is None else f"{delay.slack:g}",
                )
                for delay in ordered
            ),
            widths=(5, 9, 3),
        )
