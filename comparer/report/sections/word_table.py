"""The table in words: what each plan says on each question of the record, and what that is to the base.

A row is a question, so that a clause stands in the same row whatever plans are chosen. What a cell says is the plan's
own words; its state and its lines come from the findings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from comparer.model.relation import GapKind, Relation
from comparer.report.sections.outline import list_verdicts
from comparer.report.sections.row_choice import choose_leading_rows, row_weight
from comparer.report.sections.row_links import OrientedLink, RowLinks
from comparer.report.sections.table_values import CHIP_VERDICTS, CellState, LineChip, TableCell, TableRow, WordTable
from comparer.report.value.types import ClauseRecord, GapRecord, ReportValue, RowRecord, VerdictRecord
from comparer.report.words.labels import ReportLabels

__all__ = [
    "CellState",
    "LineChip",
    "TableCell",
    "TableRow",
    "WordTable",
    "build_tables_of_all_bases",
    "build_tables_of_pairs",
    "build_word_table",
    "truncate_head",
]

MAX_CELL_WORDS: Final = 14
MAX_HEAD_CHARS: Final = 80
"""Characters of a clause's text in a cell, where nobody wrote it short."""

MAX_LABEL_CHARS: Final = 40
"""Characters of a clause's text that name its row, where neither question nor issue does."""

OPEN_STATES: Final = frozenset({"deferred", "to-be-revisited", "contested", "moved"})
"""States of a clause that settles nothing yet."""

ANSWERED_GAPS: Final = frozenset({GapKind.STRUCK, GapKind.DEFERRED, GapKind.COVERED})
"""Gaps that a clause of the other plan makes, which then stands in the cell."""


_STATE_BY_GAP: Final = {
    GapKind.STRUCK: CellState.STRUCK,
    GapKind.DEFERRED: CellState.LEFT_OPEN,
    GapKind.COVERED: CellState.CHANGED,
    GapKind.SILENT: CellState.NOTHING,
    GapKind.UNREPORTED: CellState.UNREPORTED,
    GapKind.UNMATCHED: CellState.UNMATCHED,
    GapKind.ABSENT: CellState.NOTHING,
}
_STATE_BY_RELATION: Final = {
    Relation.SAME: CellState.SAME,
    Relation.REWORDED: CellState.SAME,
    Relation.OPPOSED: CellState.REVERSED,
    Relation.DEFERRED: CellState.LEFT_OPEN,
}


def build_word_table(report: ReportValue, plans: Sequence[str] | None = None, base: str = "") -> WordTable:
    """The table of these plans (those that the report shows first, where none are named) against `base`.

    Rows on which none of the plans has words or a line are left out. The base is that of the report where it is among
    the plans, else the first of them.
    """
    chosen = tuple(plans if plans is not None else report["focus"])
    wanted_base = base or report["base"]
    base = wanted_base if wanted_base in chosen else next(iter(chosen), "")
    return _TableBuilder(_ReportIndex(report), chosen).build_table(base)


def build_tables_of_all_bases(report: ReportValue) -> dict[str, WordTable]:
    """The table of all plans of the report against each of them, by that base."""
    plans = tuple(plan["id"] for plan in report["plans"])
    builder = _TableBuilder(_ReportIndex(report), plans)
    return {base: builder.build_table(base) for base in plans}


def build_tables_of_pairs(report: ReportValue, pairs: Iterable[tuple[str, str]]) -> Iterator[WordTable]:
    """The table of two plans against the first of them, for each pair."""
    index = _ReportIndex(report)
    return (_TableBuilder(index, (left, right)).build_table(left) for left, right in pairs)


class _ReportIndex:
    """Look-ups over one report value, whatever plans a table shows."""

    def __init__(self, report: ReportValue) -> None:
        self.report = report
        self.labels = ReportLabels(report)
        self.links = RowLinks(report)
        self.coverage = {plan["id"]: plan["coverage"] for plan in report["plans"]}
        self.gaps: dict[tuple[str, str], list[GapRecord]] = {}
        """By the clause that finds no answer, as `PLAN#CLAUSE`, and the plan that lacks it."""
        for pair in report["pairs"]:
            for gap in pair["gaps"]:
                self.gaps.setdefault((f"{gap['plan']}#{gap['clause']}", gap["missing_from"]), []).append(gap)
        self.verdicts: dict[str, list[VerdictRecord]] = {}
        for verdict in list_verdicts(report):
            if verdict["verdict"] in CHIP_VERDICTS:
                self.verdicts.setdefault(verdict["plan"], []).append(verdict)


class _TableBuilder:
    """Tables of some plans. What no base changes is worked out once."""

    def __init__(self, index: _ReportIndex, plans: tuple[str, ...]) -> None:
        self.report, self.plans = index.report, plans
        self.labels, self.links = index.labels, index.links
        self.coverage, self.gaps, self.verdicts = index.coverage, index.gaps, index.verdicts
        self.row_of_line = _rows_by_line(index.report, plans)
        self.worded_cells: dict[tuple[str, str, tuple[str, ...]], dict[CellState, TableCell]] = {}
        """By row, plan and clauses, the cell in the states in which it was asked for."""
        self.silent_cells: dict[tuple[str, str], TableCell] = {}
        """By row and plan, the cell of a plan in which the base misses nothing."""

    def build_table(self, base: str) -> WordTable:
        columns = tuple(sorted(self.plans, key=lambda plan_id: plan_id != base))
        unnumbered_rows = (row for record in self.report["rows"] if (row := self._word_row(record, columns, base)))
        rows = tuple(replace(row, number=f"T{number}") for number, row in enumerate(unnumbered_rows, 1))
        return WordTable(columns, base, rows, choose_leading_rows(rows))

    def _word_row(self, record: RowRecord, columns: tuple[str, ...], base: str) -> TableRow | None:
        """The row, or None where none of the plans has words or a line on it."""
        cells = tuple(self._build_cell(record, plan, base) for plan in columns)
        if not any(cell.words or cell.chips for cell in cells):
            return None
        return TableRow(
            number="",
            id=record["id"],
            issue=record["issue"],
            group=record["issue"].partition(".")[0],
            label=self._row_label(record),
            question=record["question"],
            cells=cells,
            weight=row_weight(cells),
        )

    def _row_label(self, record: RowRecord) -> str:
        """The label of the question or of its issue; where a row has neither, the head of what a plan says there."""
        if record["label"] or record["issue"]:
            return self.labels.row_label(record)
        refs = (f"{plan}#{clause_id}" for plan in self.plans for clause_id in record["cells"].get(plan, ()))
        texts = (self.report["clauses"][ref]["text"] for ref in refs)
        return truncate_head(next(texts, self.labels.row_label(record)), MAX_LABEL_CHARS)

    def _build_cell(self, row: RowRecord, plan: str, base: str) -> TableCell:
        clauses = tuple(row["cells"].get(plan, ()))
        links = self.links.cell_links(base, row, plan) if plan != base else ()
        if not clauses:
            clauses = tuple(sorted({clause_id for link in links for clause_id in link.right}))
        if clauses:
            cell = self._build_worded_cell(row, plan, clauses, links)
            if plan == base and cell.state is not CellState.LEFT_OPEN:
                return replace(cell, state=CellState.BASE)
            is_taken_out = not links and any(
                gap["kind"] == GapKind.STRUCK for gap in self._row_gaps(row, (base,), plan)
            )
            return replace(cell, state=CellState.STRUCK) if is_taken_out else cell
        return self._build_silent_cell(row, plan, base)

    def _build_worded_cell(
        self, row: RowRecord, plan: str, clauses: tuple[str, ...], links: tuple[OrientedLink, ...]
    ) -> TableCell:
        records = self._clause_records(plan, clauses)
        main_ids = tuple(record["id"] for record in records if record["questions"][:1] == [row["id"]]) or clauses
        main_links = [link for link in links if not link.right.isdisjoint(main_ids)] or list(links)
        relation = Relation.combine(link.relation for link in main_links) if main_links else None
        if all(map(_is_open, (record for record in records if record["id"] in main_ids))):
            state = CellState.LEFT_OPEN
        else:
            state = _STATE_BY_RELATION.get(relation, CellState.CHANGED) if relation else CellState.CHANGED
        ordered = tuple(sorted(clauses, key=lambda clause_id: clause_id not in main_ids))
        cell = self._word_cell(row, plan, state, ordered)
        return replace(cell, relation=relation or "", links=tuple(link.link for link in links)) if links else cell

    def _build_silent_cell(self, row: RowRecord, plan: str, base: str) -> TableCell:
        """The cell of a plan without a clause on the row: what clauses of the base miss in it, else of the others."""
        gaps = self._row_gaps(row, (base,), plan)
        if gaps:
            return self._build_gap_cell(row, plan, gaps)
        key = (row["id"], plan)
        if key not in self.silent_cells:
            self.silent_cells[key] = self._build_gap_cell(row, plan, self._row_gaps(row, self.plans, plan))
        return self.silent_cells[key]

    def _build_gap_cell(self, row: RowRecord, plan: str, gaps: Sequence[GapRecord]) -> TableCell:
        kind = GapKind.combine(GapKind(gap["kind"]) for gap in gaps)
        if kind is None:
            is_whole = self.coverage.get(plan) == "complete"
            state = CellState.NOTHING if is_whole else CellState.UNREPORTED
        else:
            state = _STATE_BY_GAP[kind]
        answering_gaps = [gap for gap in gaps if gap["kind"] == kind and kind in ANSWERED_GAPS]
        answers = dict.fromkeys(clause_id for gap in answering_gaps for clause_id in gap["by"])
        return self._word_cell(row, plan, state, tuple(answers))

    def _row_gaps(self, row: RowRecord, others: Iterable[str], plan: str) -> list[GapRecord]:
        """What clauses of other plans on the row find missing in a plan."""
        refs = [f"{other}#{clause_id}" for other in others for clause_id in row["cells"].get(other, ())]
        return [gap for ref in refs for gap in self.gaps.get((ref, plan), ())]

    def _word_cell(self, row: RowRecord, plan: str, state: CellState, clauses: tuple[str, ...]) -> TableCell:
        """A cell with the words, numbers and lines of these clauses."""
        cells = self.worded_cells.setdefault((row["id"], plan, clauses), {})
        if not cells:
            words, worded_count = self._cell_words(self._clause_records(plan, clauses))
            cells[state] = TableCell(
                plan=plan,
                state=state,
                words=words,
                clauses=clauses,
                points=self._list_points(plan, clauses),
                omitted=len(clauses) - worded_count,
                chips=self._cell_chips(row, plan, clauses),
            )
        if state not in cells:
            cells[state] = replace(next(iter(cells.values())), state=state)
        return cells[state]

    def _clause_records(self, plan: str, clause_ids: Iterable[str]) -> list[ClauseRecord]:
        clauses = self.report["clauses"]
        return [clauses[f"{plan}#{clause_id}"] for clause_id in clause_ids if f"{plan}#{clause_id}" in clauses]

    def _cell_words(self, records: Sequence[ClauseRecord]) -> tuple[str, int]:
        """The words of the clauses as far as they fit, the first whole, and how many clauses they are of."""
        texts: dict[str, None] = {}
        for worded_count, record in enumerate(records):
            text = self._clause_words(record)
            word_count = sum(len(each.split()) for each in (*texts, text))
            if texts and text not in texts and word_count > MAX_CELL_WORDS:
                return "; ".join(texts), worded_count
            texts[text] = None
        return "; ".join(texts), len(records)

    def _clause_words(self, record: ClauseRecord) -> str:
        if record["short"]:
            return record["short"]
        quantities = record["terms"]["quantity"]
        if quantities:
            return ", ".join(f"{self.labels.word_label(name)}: {self.labels.quantity_text(quantities[name])}"
                             for name in quantities)  # fmt: skip
        return truncate_head(record["text"])

    def _list_points(self, plan: str, clause_ids: Iterable[str]) -> tuple[str, ...]:
        """The numbers of the points as the plan prints them; a point without a number of its own has none."""
        provisions = (record["provision"] for record in self._clause_records(plan, clause_ids))
        return tuple(dict.fromkeys(provision for provision in provisions if provision[:1].isdigit()))

    def _cell_chips(self, row: RowRecord, plan: str, clause_ids: Sequence[str]) -> tuple[LineChip, ...]:
        chips = []
        for verdict in self.verdicts.get(plan, ()):
            is_here = not set(verdict["clauses"]).isdisjoint(clause_ids)
            is_owed_here = not verdict["clauses"] and self.row_of_line.get(verdict["line"]) == row["id"]
            if is_here or is_owed_here:
                chips.append(_line_chip(verdict))
        order = {kind.value: position for position, kind in enumerate(CHIP_VERDICTS)}
        return tuple(sorted(chips, key=lambda chip: (chip.stated_later, order[chip.verdict], chip.inferred)))


def truncate_head(text: str, max_chars: int = MAX_HEAD_CHARS) -> str:
    """The head of a text, cut between words."""
    if len(text) <= max_chars:
        return text
    return (text[:max_chars].rpartition(" ")[0] or text[: max_chars - 1]).rstrip(" ,;:") + "…"


def _is_open(record: ClauseRecord) -> bool:
    """Whether a clause leaves its matter for later, or the sides hold different versions of it."""
    norm = record["norm"]
    return record["state"] in OPEN_STATES or (norm is not None and norm["modality"] == "defers")


def _line_chip(verdict: VerdictRecord) -> LineChip:
    return LineChip(
        line=verdict["line"],
        party=verdict["party"],
        verdict=verdict["verdict"],
        strength=verdict["strength"],
        inferred=verdict["inferred"],
        stated_later=verdict["stated_later"],
        confidence=verdict["confidence"],
        fingerprint=verdict["fingerprint"],
    )


def _rows_by_line(report: ReportValue, plans: Iterable[str]) -> Mapping[str, str]:
    """Of each red line the row where it is at home: that of most clauses that verdicts on it rest on.

    Of a line that no clause touches, the first row under its issue. Of several rows alike, the first. Rows on which
    none of the plans has a clause are no home.
    """
    rows = [row for row in report["rows"] if any(row["cells"].get(plan) for plan in plans)]
    rows_by_clause: dict[str, list[str]] = {}
    for row in rows:
        for plan, clause_ids in row["cells"].items():
            for clause_id in clause_ids:
                rows_by_clause.setdefault(f"{plan}#{clause_id}", []).append(row["id"])
    touched_rows: dict[str, Counter[str]] = {}
    for verdict in list_verdicts(report):
        for clause_id in verdict["clauses"]:
            counts = touched_rows.setdefault(verdict["line"], Counter())
            counts.update(rows_by_clause.get(f"{verdict['plan']}#{clause_id}", ()))
    homes = {}
    for line_ref, line in report["lines"].items():
        counts = touched_rows.get(line_ref, Counter())
        branch = [row["id"] for row in rows if line["issue"] and f"{row['issue']}.".startswith(f"{line['issue']}.")]
        if counts:
            most = max(counts.values())
            homes[line_ref] = next(row["id"] for row in rows if counts[row["id"]] == most)
        elif branch:
            homes[line_ref] = branch[0]
    return homes
