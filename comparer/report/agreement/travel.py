"""Lineage of clauses and positions of parties as documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from comparer.model.plan import ClauseState, PlanKind
from comparer.model.relation import Relation
from comparer.model.source import Attestation
from comparer.model.travel import ClauseThread, StatementMove, StatementRef, ThreadStep
from comparer.report.agreement.blocks import Block, BlockDocument, BlockTable, Heading, fine_paragraph, plain_paragraph
from comparer.report.sections.open_points import PartyWant
from comparer.report.sections.party_stands import PartyStands, QuestionStands, Stand, StandKind
from comparer.report.value.types import ClauseRecord
from comparer.report.words.sentences import ReportSentences

StatementMoves = dict[tuple[str, str], tuple[StatementMove, ...]]
"""The moves of a party on a question, by the ids of both."""


def build_lineage_document(
    threads: Sequence[ClauseThread],
    plans: Sequence[str],
    sentences: ReportSentences,
    family_blocks: Sequence[Block] = (),
) -> BlockDocument:
    """How each matter travelled: a table of steps, what was said of each text and when, and the family of the texts."""
    words = TravelWords(sentences)
    text = sentences.catalogue_text
    columns = ("question", "begins", "step", "relation", "changes", "favours", "against")
    rows = [row for thread in threads for row in words.thread_rows(thread)]
    blocks: list[Block] = [
        fine_paragraph(text("agreement.lineage_key")),
        BlockTable(
            name=text("agreement.lineage"),
            headings=sentences.agreement_headings(*columns),
            rows=tuple(rows),
            widths=(5, 4, 6, 3, 9, 3, 3),
        ),
        *words.event_blocks(plans),
        *family_blocks,
    ]
    return BlockDocument(title=sentences.narrow_title(text("agreement.lineage")), blocks=tuple(blocks))


def build_positions_document(
    stands: Sequence[PartyStands], moves: StatementMoves, sentences: ReportSentences
) -> BlockDocument:
    """A part for each party: its statements on each question, oldest first, and what moved from one to the next."""
    words = TravelWords(sentences)
    text = sentences.catalogue_text
    columns = ("question", "date", "statement", "source", "moved")
    blocks: list[Block] = [fine_paragraph(text("agreement.positions_key"))]
    for party in stands:
        blocks.append(Heading(sentences.word_label(party.party)))
        rows = [row for entry in party.questions for row in words.stand_rows(party.party, entry, moves)]
        blocks.append(
            BlockTable(
                name=sentences.word_label(party.party),
                headings=sentences.agreement_headings(*columns),
                rows=tuple(rows),
                widths=(5, 3, 10, 5, 6),
            )
        )
    records = [
        (party.party, *row)
        for party in stands
        for entry in party.questions
        for row in words.stand_rows(party.party, entry, moves)
    ]
    blocks += words.event_blocks([plan["id"] for plan in sentences.report["plans"]])
    if not stands:
        blocks.append(plain_paragraph(text("sentence.nothing")))
    return BlockDocument(
        title=sentences.narrow_title(text("agreement.positions")),
        blocks=tuple(blocks),
        records=BlockTable(
            name=text("agreement.positions"),
            headings=sentences.agreement_headings("party", *columns),
            rows=tuple(records),
        ),
    )


class TravelWords:
    def __init__(self, sentences: ReportSentences) -> None:
        self.sentences, self.text = sentences, sentences.catalogue_text
        self._plan_kinds = {plan["id"]: plan["kind"] for plan in sentences.report["plans"]}
        self._links = {link["fingerprint"]: link for pair in sentences.report["pairs"] for link in pair["links"]}

    def plan_name(self, plan: str) -> str:
        return self.sentences.short_plan_name(plan)

    def place_text(self, plan: str, clauses: Iterable[str]) -> str:
        return f"{self.plan_name(plan)} {', '.join(clauses)}"

    def thread_rows(self, thread: ClauseThread) -> Iterator[tuple[str, ...]]:
        """A row for each step; for a matter that one draft alone has, one row that says where it is missing."""
        label = self.sentences.question_label(thread.question, thread.label, thread.issue)
        begins = self.place_text(thread.first, thread.clauses)
        gaps = "; ".join(
            f"{self.plan_name(gap.plan)}: {self.sentences.missing_text(gap.kind, gap.clauses)}" for gap in thread.gaps
        )
        for step in thread.steps:
            yield (label, begins, *self._step_cells(step))
            label = begins = ""
        if gaps:
            yield label, begins, self.text("agreement.missing_in"), "", gaps, "", ""
        elif not thread.steps:
            yield label, begins, "", "", "", "", ""

    def _step_cells(self, step: ThreadStep) -> tuple[str, ...]:
        before, after = (
            self.place_text(plan, clauses)
            for plan, clauses in ((step.before, step.clauses_before), (step.after, step.clauses_after))
        )
        declared = f" ({self.text('agreement.declared')})" if step.is_declared else ""
        changes = [
            sentence
            for fingerprint in step.links
            if fingerprint in self._links
            for sentence in self.sentences.change_sentences(self._links[fingerprint])
        ]
        return (
            f"{before} → {after}{declared}",
            self.sentences.mark_and_word("relation", step.relation.value) if step.relation else "",
            " ".join(dict.fromkeys(changes)),
            self.sentences.join_labels(step.favours),
            self.sentences.join_labels(step.against),
        )

    def question_label(self, entry: QuestionStands) -> str:
        record = self.sentences.report["questions"].get(entry.question)
        return record["label"] if record and record["label"] else self.sentences.issue_label(entry.issue)

    def stand_rows(self, party: str, entry: QuestionStands, moves: StatementMoves) -> Iterator[tuple[str, ...]]:
        label = self.question_label(entry)
        move_by_statement = {move.after: move for move in moves.get((party, entry.question), ())}
        for stand in entry.stands:
            move = move_by_statement.get(statement_of(stand))
            yield (
                label,
                stand.date or self.text("agreement.undated"),
                stand.text,
                self._stand_source_text(stand),
                self.move_text(move) if move else "",
            )
            label = ""
        if entry.want and entry.want.ref not in {stand.ref for stand in entry.stands}:
            yield label, self.text("agreement.undated"), *self._wish_cells(entry.want), ""

    def _wish_cells(self, want: PartyWant) -> tuple[str, str]:
        """What a party asks for that none of its statements in the report says, and what shows it."""
        return want.says or self.text(f"wish.{want.wish}"), ", ".join(want.cites)

    def _stand_source_text(self, stand: Stand) -> str:
        clause = self.sentences.report["clauses"].get(stand.ref)
        kind = self.text(f"agreement.stand.{self._kind_key(stand, clause)}")
        strength = self.sentences.catalogue.value_word("strength", stand.strength) if stand.strength else ""
        inferred = self.text("word.inferred") if stand.inferred else ""
        return ", ".join(filter(None, (kind, *self._standing_words(stand, clause), stand.ref, strength, inferred)))

    def _kind_key(self, stand: Stand, clause: ClauseRecord | None) -> str:
        """Which words say where a stand shows: a text that its supposed author denies is no text of its own."""
        if clause is None:
            return stand.kind.value
        if clause["known"] == Attestation.DENIED:
            return "ascribed"
        if stand.kind is not StandKind.READING or not clause["holder"]:
            return stand.kind.value
        return "position" if self._plan_kinds[clause["plan"]] == PlanKind.POSITION else "version"

    def _standing_words(self, stand: Stand, clause: ClauseRecord | None) -> Iterator[str]:
        """What a reader has to know of a clause before it is held to be a party's: only reported, or disputed."""
        if clause is None:
            return
        if clause["known"] == Attestation.REPORTED:
            yield self.sentences.catalogue.value_word("known", clause["known"])
        if clause["state"] == ClauseState.CONTESTED and stand.kind is StandKind.JOINT:
            yield self.sentences.catalogue.value_word("state", clause["state"])

    def move_text(self, move: StatementMove) -> str:
        relation = self.text("agreement.not_comparable")
        if move.relation is Relation.REPLACED:
            relation = self.text("agreement.demand.other")
        elif move.relation is not None:
            relation = self.sentences.mark_and_word("relation", move.relation.value)
        elif move.demand is not None:
            relation = self.text(f"agreement.demand.{move.demand.value}")
        strengths = ""
        if move.strength_before:
            words = (
                self.sentences.catalogue.value_word("strength", strength)
                for strength in (move.strength_before, move.strength_after)
            )
            strengths = " → ".join(words)
        before = " ".join(filter(None, (move.before.ref, move.before.version)))
        return "; ".join(filter(None, (f"{relation} ({before})", strengths)))

    def event_blocks(self, plans: Iterable[str]) -> Iterator[Block]:
        """What is recorded of whole texts: when each was tabled, and what parties said to it."""
        if self.sentences.narrowing:
            return
        wanted = set(plans)
        events = [event for event in self.sentences.report["timeline"] if event["plan"] in wanted]
        if not events:
            return
        catalogue = self.sentences.catalogue
        yield Heading(self.text("heading.timeline"))
        yield BlockTable(
            name=self.text("heading.timeline"),
            headings=(self.text("agreement.column.date"), *self.sentences.column_headings("plan", "party"), ""),
            rows=tuple(
                (
                    event["date"],
                    self.plan_name(event["plan"]),
                    self.sentences.word_label(event["party"]) if event["party"] else "",
                    catalogue.value_word("reaction", event["says"])
                    if event["event"] == "reaction"
                    else " ".join(filter(None, (catalogue.value_word("event", event["event"]), event["says"]))),
                )
                for event in events
            ),
            widths=(3, 5, 4, 6),
        )


def statement_of(stand: Stand) -> StatementRef:
    """The statement that a stand shows, as moves name it."""
    return StatementRef(ref=stand.ref, version=stand.version, text="" if stand.version else stand.text)
