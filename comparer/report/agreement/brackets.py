"""The ledger of brackets as a document, and as a picture (SVG) of how many questions stood how in each draft."""

from __future__ import annotations

from html import escape

from comparer.model.brackets import BracketEntry, BracketEvent, BracketLedger, BracketRow, QuestionState
from comparer.report.agreement.blocks import BlockDocument, BlockTable, Heading, fine_paragraph, plain_paragraph
from comparer.report.words.escape import safe_line
from comparer.report.words.sentences import ReportSentences

BAR_WIDTH, BAR_GAP, UNIT_HEIGHT, LEFT, TOP, LEGEND_WIDTH = 110, 46, 4, 16, 62, 200
STATE_COLOURS = {
    QuestionState.SETTLED: "#2F6B4F",
    QuestionState.OPEN: "#D9A441",
    QuestionState.OUT: "#C3CAD4",
    QuestionState.NOT_KNOWN: "#FFFFFF",
}
MIN_LABELLED_COUNT = 3


def build_brackets_document(ledger: BracketLedger, sentences: ReportSentences) -> BlockDocument:
    """States by draft, then every event that changed one, then how many of each kind each draft has."""
    words = LedgerWords(sentences)
    text = sentences.catalogue_text
    names = [words.plan_name(plan) for plan in ledger.plans]
    changed = [(row, entry) for row in ledger.rows for entry in row.entries if entry.event is not BracketEvent.KEPT]
    return BlockDocument(
        title=sentences.narrow_title(text("agreement.brackets_title", plans=", ".join(names))),
        blocks=(
            fine_paragraph(text("agreement.brackets_key")),
            words.state_table(ledger, names),
            Heading(text("agreement.brackets_events")),
            words.event_table([entry for _, entry in changed], {row.question: row for row in ledger.rows}),
            Heading(text("agreement.brackets_counts")),
            words.count_table(ledger, names),
        )
        if ledger.rows
        else (plain_paragraph(text("sentence.nothing")),),
    )


class LedgerWords:
    def __init__(self, sentences: ReportSentences) -> None:
        self.sentences, self.text = sentences, sentences.catalogue_text

    def plan_name(self, plan: str) -> str:
        return self.sentences.short_plan_name(plan)

    def row_label(self, row: BracketRow) -> str:
        return self.sentences.question_label(row.question, row.label, row.issue)

    def state_word(self, state: QuestionState) -> str:
        return self.text(f"agreement.bracket_state.{state.value}")

    def state_table(self, ledger: BracketLedger, names: list[str]) -> BlockTable:
        return BlockTable(
            name=self.text("agreement.brackets_states"),
            headings=(self.text("agreement.column.question"), *names),
            rows=tuple(
                (self.row_label(row), *(self._state_cell(row, plan, state) for plan, state in row.states))
                for row in ledger.rows
            ),
            widths=(5, *(3 for _ in names)),
        )

    def _state_cell(self, row: BracketRow, plan: str, state: QuestionState) -> str:
        event = next((entry.event for entry in row.entries if entry.after == plan), None)
        if event is None:
            return self.state_word(state)
        return f"{self.state_word(state)} ({self.text(f'agreement.bracket_event.{event.value}')})"

    def event_table(self, entries: list[BracketEntry], rows: dict[str, BracketRow]) -> BlockTable:
        columns = ("question", "event", "step", "clauses", "by", "favours", "against")
        return BlockTable(
            name=self.text("agreement.brackets_events"),
            headings=self.sentences.agreement_headings(*columns),
            rows=tuple(
                (
                    self.row_label(rows[entry.question]),
                    self.text(f"agreement.bracket_event.{entry.event.value}"),
                    " → ".join(self.plan_name(plan) for plan in (entry.before, entry.after) if plan),
                    " → ".join(", ".join(clauses) or "–" for clauses in (entry.clauses_before, entry.clauses_after)),
                    self.sentences.join_labels(entry.proposers),
                    self.sentences.join_labels(entry.favours),
                    self.sentences.join_labels(entry.against),
                )
                for entry in entries
            ),
            widths=(5, 3, 5, 5, 4, 3, 3),
        )

    def count_table(self, ledger: BracketLedger, names: list[str]) -> BlockTable:
        """How many questions stand how in each draft, and how many of each event it brought."""
        states = tuple(
            (self.state_word(state), *(str(_count_state(ledger, plan, state)) for plan in ledger.plans))
            for state in QuestionState
        )
        events = tuple(
            (
                self.text(f"agreement.bracket_event.{event.value}"),
                *(
                    str(
                        sum(
                            entry.event is event and entry.after == plan for row in ledger.rows for entry in row.entries
                        )
                    )
                    for plan in ledger.plans
                ),
            )
            for event in BracketEvent
        )
        return BlockTable(
            name=self.text("agreement.brackets_counts"),
            headings=(self.text("agreement.column.state_or_event"), *names),
            rows=(*states, *events),
        )


def _count_state(ledger: BracketLedger, plan: str, state: QuestionState) -> int:
    return sum((plan, state) in row.states for row in ledger.rows)


def render_brackets_picture(ledger: BracketLedger, sentences: ReportSentences) -> str:
    """A bar for each draft, cut by how its questions stand. A count of questions says nothing of their weight."""
    words = LedgerWords(sentences)
    bar_height = UNIT_HEIGHT * len(ledger.rows)
    width = LEFT + (BAR_WIDTH + BAR_GAP) * len(ledger.plans) + LEGEND_WIDTH
    height = TOP + bar_height + 40
    title = sentences.narrow_title(sentences.catalogue_text("agreement.brackets_counts"))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">',
        '<g font-family="Arial, sans-serif" font-size="12">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text x="{LEFT}" y="24" font-size="15" font-weight="bold">{escape(title)}</text>',
    ]
    for position, plan in enumerate(ledger.plans):
        x, y = LEFT + (BAR_WIDTH + BAR_GAP) * position, TOP
        parts.append(f'<text x="{x}" y="{TOP - 10}">{escape(safe_line(words.plan_name(plan)))}</text>')
        for state in QuestionState:
            count = _count_state(ledger, plan, state)
            parts.append(
                f'<rect x="{x}" y="{y}" width="{BAR_WIDTH}" height="{UNIT_HEIGHT * count}" '
                f'fill="{STATE_COLOURS[state]}" stroke="#5B6673"/>'
            )
            if count >= MIN_LABELLED_COUNT:
                parts.append(f'<text x="{x + BAR_WIDTH + 5}" y="{y + UNIT_HEIGHT * count // 2 + 4}">{count}</text>')
            y += UNIT_HEIGHT * count
    for position, state in enumerate(QuestionState):
        x, y = width - LEGEND_WIDTH + 20, TOP + 22 * position
        parts.append(
            f'<rect x="{x}" y="{y}" width="12" height="12" fill="{STATE_COLOURS[state]}" stroke="#5B6673"/>'
            f'<text x="{x + 18}" y="{y + 11}">{escape(words.state_word(state))}</text>'
        )
    return "\n".join([*parts, "</g>", "</svg>"]) + "\n"
