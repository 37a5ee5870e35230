"""The tools towards agreement as sections of a report: what to see first, and behind it one entry for each subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from comparer.model.agreement import AgreementFindings
from comparer.model.brackets import BracketEvent, BracketLedger
from comparer.model.bridging import BridgeStanding, BridgeTable
from comparer.model.completeness import AspectStanding, ChecklistTable, DutyAspect
from comparer.model.implementation import DueKind, ImplementationMatrix
from comparer.model.relation import Relation, VerdictKind
from comparer.model.single_text import SingleText
from comparer.model.travel import ClauseThread, DemandMove, StatementMove
from comparer.report.agreement.blocks import BlockDocument, BlockTable, Heading, Paragraph
from comparer.report.agreement.brackets import LedgerWords
from comparer.report.agreement.bridges import BridgeDrawer
from comparer.report.agreement.completeness import build_checklists_document
from comparer.report.agreement.matrix import MatrixWords, draw_sequence
from comparer.report.agreement.single_text import (
    SingleTextOptions,
    SingleTextView,
    build_single_text_document,
    count_questions,
)
from comparer.report.agreement.travel import StatementMoves, TravelWords, statement_of
from comparer.report.sections.party_stands import PartyStands, QuestionStands
from comparer.report.value.types import AgreementEntry, AgreementMark, AgreementSection, AgreementTable
from comparer.report.words.english_norms import capitalise
from comparer.report.words.sentences import ReportSentences

CROSSING_KINDS = (
    VerdictKind.BREACHED, VerdictKind.STRAINED, VerdictKind.PART, VerdictKind.UPHELD, VerdictKind.UNKNOWN,
)  # fmt: skip
"""The verdicts that have a column in a report: what a wording leaves open or ungiven, the command tells."""

UNTIMED = frozenset({DueKind.NONE, DueKind.UNKNOWN})
_MOVES = frozenset({Relation.STRICTER, Relation.LOOSER, Relation.OPPOSED, Relation.DEFERRED, Relation.SETTLED})


def build_agreement_sections(
    agreement: AgreementFindings, stands: Sequence[PartyStands], moves: StatementMoves, sentences: ReportSentences
) -> list[AgreementSection]:
    """The sections that have something to show, in the order in which a drafter would turn to them."""
    drawer = _ChapterDrawer(sentences)
    sections = (
        drawer.bridge_section(agreement.bridges),
        drawer.matrix_section(agreement.matrices),
        drawer.completeness_section(agreement),
        drawer.bracket_section(agreement.ledger),
        drawer.lineage_section(agreement.threads, agreement.single_text.plans if agreement.single_text else ()),
        drawer.position_section(stands, moves),
        drawer.single_text_section(agreement),
    )
    return [section for section in sections if section]


class _ChapterDrawer:
    def __init__(self, sentences: ReportSentences) -> None:
        self.sentences, self.text = sentences, sentences.catalogue_text

    def plan_name(self, plan: str) -> str:
        return self.sentences.short_plan_name(plan)

    def headings(self, *columns: str) -> list[str]:
        return list(self.sentences.agreement_headings(*columns))

    def bridge_section(self, tables: Sequence[BridgeTable]) -> AgreementSection | None:
        """Each disputed question with what the known texts come to; the wordings that no other beats behind it."""
        if not tables:
            return None
        words = BridgeDrawer(self.sentences)
        rows = [
            [
                words.table_label(table),
                self.text(f"agreement.bridge_short.{table.standing.value}"),
                ", ".join(words.wording_name(wording.key) for wording in table.wordings if wording.crosses_none),
                "; ".join(f"{left} – {right}" for left, right in table.deadlocks),
            ]
            for table in tables
        ]
        return {
            "kind": "bridges",
            "title": self.text("agreement.bridges_title"),
            "command": "comparer bridges",
            "notes": [*self._standing_sentences(tables, words), self.text("agreement.bridges_key")],
            "summary": {
                "name": self.text("agreement.bridges_title"),
                "headings": self.headings("question", "standing", "crossing_none", "excluding"),
                "rows": rows,
                "widths": [5, 7, 7, 4],
            },
            "entries": [self._bridge_entry(table, words) for table in tables],
        }

    def _standing_sentences(self, tables: Sequence[BridgeTable], words: BridgeDrawer) -> Iterator[str]:
        """For each standing the questions that have it, the least helpful first."""
        for standing in reversed(BridgeStanding):
            labels = [words.table_label(table) for table in tables if table.standing is standing]
            if labels:
                head = self.text(f"agreement.bridge_short.{standing.value}")
                yield f"{capitalise(head)}: {', '.join(labels)}."

    def _bridge_entry(self, table: BridgeTable, words: BridgeDrawer) -> AgreementEntry:
        best = replace(table, wordings=tuple(wording for wording in table.wordings if not wording.dominated_by))
        beaten = [words.wording_name(wording.key) for wording in table.wordings if wording.dominated_by]
        shown = _name_clauses(
            _plain_table(words.wording_table(best, CROSSING_KINDS)), best, self.text("agreement.column.clauses")
        )
        notes = [self.text(f"agreement.bridge_standing.{table.standing.value}")]
        notes += [words.deadlock_text(left, right) for left, right in table.deadlocks]
        notes += [self.text("agreement.beaten", names=", ".join(beaten))] if beaten else []
        changes: list[AgreementTable] = []
        if table.changes:
            changes.append({**_plain_table(words.change_table(table)), "name": self.text("agreement.smallest_changes")})
        return _entry(f"bridge-{table.question}", words.table_label(table), notes, [shown, *changes])

    def matrix_section(self, matrices: Sequence[ImplementationMatrix]) -> AgreementSection | None:
        """The duties of the latest plan that name a time or an event; of each plan these with its order."""
        shown = self.sentences.report["clauses"]
        kept = (
            replace(matrix, duties=tuple(duty for duty in matrix.duties if duty.clause.ref in shown))
            for matrix in matrices
        )
        listed = [matrix for matrix in kept if matrix.duties]
        if not listed:
            return None
        latest = listed[-1]
        timed = replace(latest, duties=tuple(duty for duty in latest.duties if duty.due.kind not in UNTIMED))
        words = MatrixWords(timed, self.sentences)
        summary: AgreementTable = {
            "name": self.plan_name(latest.plan),
            "headings": self.headings("due", "who", "what", "clause"),
            "rows": [
                [words.due_text(duty), words.bearer_text(duty), duty.clause.text, duty.clause.id]
                for duty in timed.duties
            ],
            "widths": [6, 4, 12, 2],
        }
        return {
            "kind": "matrix",
            "title": self.text("agreement.chapter.matrix"),
            "command": f"comparer matrix {latest.plan}",
            "notes": [self.text("agreement.chapter.matrix_key", plan=self.plan_name(latest.plan))],
            "summary": summary if timed.duties else None,
            "entries": [self._matrix_entry(matrix) for matrix in listed],
        }

    def _matrix_entry(self, matrix: ImplementationMatrix) -> AgreementEntry:
        words = MatrixWords(matrix, self.sentences)
        placed = [duty for duty in matrix.duties if duty.due.kind not in UNTIMED or duty.level]
        levels = sorted({duty.level for duty in placed})
        marks: list[AgreementMark] = [
            {
                "label": f"{duty.clause.id} {words.bearer_text(duty)}",
                "column": levels.index(duty.level),
                "due": duty.due.kind.value,
                "note": words.due_text(duty) if duty.due.kind not in UNTIMED else words.condition_text(duty),
            }
            for duty in placed
        ]
        sequence = BlockDocument(title="", blocks=tuple(draw_sequence(matrix, words) if matrix.sequence.events else ()))
        entry = _document_entry(f"matrix-{matrix.plan}", self.plan_name(matrix.plan), sequence)
        entry["notes"].insert(0, words.counts_text())
        entry["marks"] += marks
        return entry

    def completeness_section(self, agreement: AgreementFindings) -> AgreementSection | None:
        """Of each plan the duties that leave something open, by what they do not say; customary matters behind."""
        plans = [plan for plan in agreement.completeness if plan.duties]
        if not plans:
            return None
        rows = [
            [
                self.text(f"agreement.aspect.{aspect.value}"),
                *(
                    ", ".join(
                        duty.clause.partition("#")[2]
                        for duty in plan.duties
                        if duty.standings[place] is AspectStanding.MISSING
                    )
                    for plan in plans
                ),
            ]
            for place, aspect in enumerate(DutyAspect)
        ]
        return {
            "kind": "completeness",
            "title": self.text("agreement.completeness_title"),
            "command": "comparer completeness",
            "notes": [self.text("agreement.chapter.completeness_key")],
            "summary": {
                "name": self.text("agreement.completeness_title"),
                "headings": [self.text("agreement.column.not_said"), *(self.plan_name(plan.plan) for plan in plans)],
                "rows": rows,
                "widths": [2, *(5 for _ in plans)],
            },
            "entries": [self._matter_entry(table) for table in agreement.checklists],
        }

    def _matter_entry(self, table: ChecklistTable) -> AgreementEntry:
        """A checklist without the guidance that its matters are cited to."""
        drawn = _plain_table(build_checklists_document([table], self.sentences).tables[0])
        matters: AgreementTable = {
            "name": "",
            "headings": drawn["headings"][:-1],
            "rows": [row[:-1] for row in drawn["rows"]],
            "widths": drawn["widths"][:-1],
        }
        return _entry(f"matters-{table.checklist.id}", table.checklist.title, [], [matters])

    def bracket_section(self, ledger: BracketLedger | None) -> AgreementSection | None:
        """How many questions stand how in each draft; behind it what each draft did to them."""
        if ledger is None or not ledger.rows:
            return None
        words = LedgerWords(self.sentences)
        rows = {row.question: row for row in ledger.rows}
        entries = []
        for plan in ledger.plans[1:]:
            changed = [
                entry
                for row in ledger.rows
                for entry in row.entries
                if entry.after == plan and entry.event is not BracketEvent.KEPT
            ]
            if changed:
                table = _plain_table(words.event_table(changed, rows))
                entries.append(_entry(f"brackets-{plan}", self.plan_name(plan), [], [table]))
        return {
            "kind": "brackets",
            "title": self.text("agreement.chapter.brackets"),
            "command": f"comparer brackets {' '.join(ledger.plans)}",
            "notes": [self.text("agreement.brackets_key")],
            "summary": _plain_table(words.count_table(ledger, [self.plan_name(plan) for plan in ledger.plans])),
            "entries": entries,
        }

    def lineage_section(self, threads: Sequence[ClauseThread], plans: Sequence[str]) -> AgreementSection | None:
        """How each clause travelled, an entry for each top issue: its steps, what each changed, and whom it helps."""
        if not threads:
            return None
        words = TravelWords(self.sentences)
        rows_by_issue: dict[str, list[list[str]]] = {}
        for thread in threads:
            rows_by_issue.setdefault(thread.issue.partition(".")[0], []).extend(_lineage_rows(thread, words))
        headings = self.headings("question", "step", "changes", "favours")
        entries = [
            _entry(
                f"lineage-{issue}",
                self.sentences.issue_label(issue),
                [],
                [{"name": "", "headings": headings, "rows": rows, "widths": [4, 5, 10, 3]}],
            )
            for issue, rows in rows_by_issue.items()
        ]
        return {
            "kind": "lineage",
            "title": self.text("agreement.lineage"),
            "command": f"comparer lineage {' '.join(plans)}",
            "notes": [self.text("agreement.lineage_key")],
            "summary": None,
            "entries": entries,
        }

    def position_section(self, stands: Sequence[PartyStands], moves: StatementMoves) -> AgreementSection | None:
        """What each party moved, and when; where it stands is told by question elsewhere in the report."""
        words = TravelWords(self.sentences)
        entries = []
        for party in stands:
            rows = [
                row
                for entry in party.questions
                for row in _move_rows(entry, moves.get((party.party, entry.question), ()), words)
            ]
            if rows:
                table: AgreementTable = {
                    "name": self.sentences.word_label(party.party),
                    "headings": self.headings("question", "date", "moved"),
                    "rows": rows,
                    "widths": [6, 3, 9],
                }
                entries.append(_entry(f"party-{party.party}", self.sentences.word_label(party.party), [], [table]))
        if not entries:
            return None
        return {
            "kind": "positions",
            "title": self.text("agreement.chapter.positions"),
            "command": "comparer positions",
            "notes": [self.text("agreement.chapter.positions_key")],
            "summary": None,
            "entries": entries,
        }

    def single_text_section(self, agreement: AgreementFindings) -> AgreementSection | None:
        """The text itself without notes, an entry for each top issue, and how much of it is open."""
        single_text = agreement.single_text
        if single_text is None:
            return None
        names = ", ".join(map(self.plan_name, single_text.plans))
        return {
            "kind": "draft",
            "title": self.text("agreement.single_text_title", plans=names),
            "command": f"comparer draft {' '.join(single_text.plans)}",
            "notes": [count_questions(single_text, self.sentences)],
            "summary": None,
            "entries": self._single_text_entries(single_text),
        }

    def _single_text_entries(self, single_text: SingleText) -> list[AgreementEntry]:
        """The clean text by top issue: a row for each line, the question beside the first of them."""
        options = SingleTextOptions(view=SingleTextView.CLEAN)
        headings = self.headings("question", "single_text")
        entries: list[AgreementEntry] = []
        rows: list[list[str]] = []
        question = ""
        for block in build_single_text_document(single_text, self.sentences, options).blocks:
            if isinstance(block, Heading):
                rows, question = [], ""
                table: AgreementTable = {"name": "", "headings": headings, "rows": rows, "widths": [4, 14]}
                entries.append(_entry(f"draft-{len(entries) + 1}", block.text, [], [table]))
            elif isinstance(block, Paragraph) and entries:
                if block.indent:
                    rows.append([question, block.text])
                    question = ""
                else:
                    question = block.text
        return [entry for entry in entries if entry["tables"][0]["rows"]]


def _lineage_rows(thread: ClauseThread, words: TravelWords) -> Iterator[list[str]]:
    """A row for each step with its relation before what changed, and one that says where the matter is missing."""
    for label, begins, step, relation, changes, favours, _ in words.thread_rows(thread):
        place = step if thread.steps else "; ".join(filter(None, (begins, step)))
        yield [label, place, ": ".join(filter(None, (relation, changes))), favours]


def _move_rows(entry: QuestionStands, moves: Sequence[StatementMove], words: TravelWords) -> Iterator[list[str]]:
    """A row for each statement that asks otherwise than the one before it."""
    moves_by_statement = {move.after: move for move in moves if _has_moved(move)}
    for stand in entry.stands:
        if move := moves_by_statement.get(statement_of(stand)):
            yield [words.question_label(entry), stand.date, words.move_text(move)]


def _has_moved(move: StatementMove) -> bool:
    """Whether a party asks for more or less, puts off or settles, or grew firmer or weaker."""
    is_line_moved = move.demand in (DemandMove.MORE, DemandMove.LESS) or bool(move.strength_before)
    return move.relation in _MOVES or is_line_moved


def _name_clauses(drawn: AgreementTable, table: BridgeTable, heading: str) -> AgreementTable:
    """The table of wordings with their clauses in place of their texts, and without the column of what beats them."""
    return {
        "name": "",
        "headings": [drawn["headings"][0], heading, *drawn["headings"][2:-1]],
        "rows": [
            [row[0], ", ".join(wording.clauses), *row[2:-1]]
            for row, wording in zip(drawn["rows"], table.wordings, strict=True)
        ],
        "widths": [4, 5, *drawn["widths"][2:-1]],
    }


def _plain_table(table: BlockTable) -> AgreementTable:
    return {
        "name": table.name,
        "headings": list(table.headings),
        "rows": [list(row) for row in table.rows],
        "widths": list(table.widths or (1,) * len(table.headings)),
    }


def _document_entry(entry_id: str, title: str, document: BlockDocument) -> AgreementEntry:
    """A document of one subject: its paragraphs as notes, and its tables."""
    notes = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    return _entry(entry_id, title, notes, list(map(_plain_table, document.tables)))


def _entry(
    entry_id: str,
    title: str,
    notes: list[str],
    tables: list[AgreementTable],
    marks: list[AgreementMark] | None = None,
) -> AgreementEntry:
    return {"id": entry_id, "title": title, "notes": notes, "tables": tables, "marks": marks or []}
