"""Words around the cells of the table in words: headings, states, lines that are crossed, whom a change helps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from comparer.report.sections.oriented_pairs import list_text_edits, mirror_link
from comparer.report.sections.table_values import CHIP_VERDICTS
from comparer.report.sections.word_table import LineChip, TableCell
from comparer.report.value.types import LinkRecord, PlanRecord, TextEdit
from comparer.report.words.dates import format_date
from comparer.report.words.labels import join_nonempty
from comparer.report.words.sentences import ReportSentences

UNCHANGED_RELATIONS: Final = ("same", "reworded")


class TableWords:
    """Look-ups over one report, in its language."""

    def __init__(self, sentences: ReportSentences) -> None:
        self.sentences = sentences
        self._plans = {plan["id"]: plan for plan in sentences.report["plans"]}
        self._pairs = {(pair["left"], pair["right"]) for pair in sentences.report["pairs"]}
        self._edits: dict[tuple[str, str], dict[str, list[tuple[int, TextEdit]]]] = {}

    def plan_record(self, plan: str) -> PlanRecord:
        return self._plans[plan]

    def plan_heading(self, plan: str) -> str:
        record = self._plans.get(plan)
        date = format_date(record["issued"], self.sentences.catalogue) if record else ""
        return join_nonempty([self.sentences.plan_name(plan), date], " · ")

    def marks_sentence(self) -> str:
        """What the marks of the lines in a cell mean, in one line."""
        marks = [self.sentences.mark_and_word("verdict", verdict) for verdict in CHIP_VERDICTS]
        return self.sentences.catalogue_text("office.marks", marks=" · ".join(marks))

    def state_label(self, cell: TableCell) -> str:
        """What the plan does on the row in one of the words of the legend; nothing of the base."""
        return "" if cell.state == "base" else self.sentences.catalogue.value_word("cell-state", cell.state)

    def chip_text(self, chip: LineChip) -> str:
        """Mark and line: `✗ UA-2`; in brackets where only analysts read the line into what the party does."""
        mark = self.sentences.catalogue.value_mark("verdict", chip.verdict)
        line = chip.line.rpartition("#")[2]
        return f"({mark}{line})" if chip.inferred else f"{mark}{line}"

    def chips_text(self, chips: Sequence[LineChip]) -> str:
        """The lines of a cell as text; those that were stated only after the plan come last and say so."""
        then = [self.chip_text(chip) for chip in chips if not chip.stated_later]
        later = [self.chip_text(chip) for chip in chips if chip.stated_later]
        later_text = f"{self.sentences.catalogue_text('word.stated_later')}: {' '.join(later)}" if later else ""
        return join_nonempty([" ".join(then), later_text])

    def oriented_links(self, base: str, cell: TableCell) -> list[LinkRecord]:
        """The links of a cell with the clauses of the base on the left."""
        is_forward = (base, cell.plan) in self._pairs
        return [link if is_forward else mirror_link(link) for link in cell.links]

    def text_edits(self, base: str, cell: TableCell) -> list[TextEdit]:
        """The headings and notes beside the clauses of a cell that differ from those of the base."""
        by_clause = self._edits_by_clause(base, cell.plan)
        edits = {number: edit for clause_id in cell.clauses for number, edit in by_clause.get(clause_id, ())}
        return [edits[number] for number in sorted(edits)]

    def _edits_by_clause(self, base: str, plan: str) -> dict[str, list[tuple[int, TextEdit]]]:
        """The numbered edits beside each clause of a plan, collected once for all the cells of a table.

        Those of the whole document stand beside its first clause.
        """
        if (base, plan) not in self._edits:
            by_clause = self._edits.setdefault((base, plan), {})
            first_clause = self.plan_record(plan)["clause_ids"][:1]
            for number, edit in enumerate(list_text_edits(self.sentences.report, base, plan)):
                for clause_id in edit["right"] or first_clause:
                    by_clause.setdefault(clause_id, []).append((number, edit))
        return self._edits[base, plan]

    def better_off(self, links: Sequence[LinkRecord]) -> str:
        """Whom the changes of these links help; that it cannot be told where a change helps nobody that we know."""
        changed_links = [link for link in links if link["relation"] not in UNCHANGED_RELATIONS]
        parties = dict.fromkeys(party for link in changed_links for party in link["favours"])
        if parties:
            return self.sentences.join_labels(parties)
        return self.sentences.catalogue_text("office.cannot_tell") if changed_links else ""

    def state_and_favours(self, base: str, cell: TableCell) -> str:
        """The state of a cell, and whom the change helps where that is known."""
        links = self.oriented_links(base, cell)
        parties = dict.fromkeys(party for link in links for party in link["favours"])
        better = self.sentences.catalogue_text("word.favours", who=self.sentences.join_labels(parties))
        return join_nonempty([self.state_label(cell), better if parties else ""])
