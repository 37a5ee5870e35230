"""What the script of the page looks up: nothing that stands in the page already, and nothing left for it to judge.

Plans, rows, clauses and verdicts go by number. A state, a relation and a movement is a letter into a list of words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations
from typing import Final

from comparer.model.relation import Relation
from comparer.report.formats.page.movement_columns import column_headings, iterate_moved_lines
from comparer.report.formats.page.page_values import PageValues
from comparer.report.formats.page.texts import change_in_words, compact_redline, make_displayable, redline_of_link
from comparer.report.sections.movement import build_movement
from comparer.report.sections.table_values import CellState, TableCell, TableRow, WordTable
from comparer.report.value.types import LinkRecord, PairRecord

NO_LETTER: Final = "."
FIRST_LETTER: Final = ord("0")
"""Letters begin behind the dot, so that none of them has to be escaped in JSON."""


class _TextPool:
    """Texts by number, each kept once."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        return self.numbers.setdefault(make_displayable(text), len(self.numbers))


def script_data(values: PageValues, tables: Mapping[str, WordTable], texts: Mapping[str, str]) -> dict[str, object]:
    """The value that the page embeds. `tables` are the same rows from every base; `texts` the messages by key."""
    report = values.report
    pool, notes, state_pool = _TextPool(), _TextPool(), _TextPool()
    clause_numbers = {ref: number for number, ref in enumerate(report["clauses"])}
    links: dict[str, list[object]] = {}
    for number, pair in enumerate(report["pairs"]):
        for link in pair["links"]:
            links[link["fingerprint"]] = [*_pack_link(pair, link, values, pool, clause_numbers), number]
    link_numbers = {fingerprint: number for number, fingerprint in enumerate(links)}
    catalogue = values.catalogue
    page_value: dict[str, object] = {
        "texts": dict(texts),
        "stamp": values.stamp_text(),
        "plans": [
            [plan["id"], values.plan_name(plan["id"]), values.date_text(plan["issued"])] for plan in report["plans"]
        ],
        "base": values.plan_numbers.get(report["base"], 0),
        "focus": [values.plan_numbers[plan] for plan in values.focus],
        "states": [[state, values.state_text(state), catalogue.value_word("cell-state", state)] for state in CellState],
        "relations": [catalogue.value_word("relation", relation) for relation in Relation],
        "mirrors": [list(Relation).index(relation.mirror()) for relation in Relation],
        "same": list(Relation).index(Relation.SAME),
        "clauses": list(clause_numbers),
        "pairs": [[values.plan_numbers[pair["left"]], values.plan_numbers[pair["right"]]] for pair in report["pairs"]],
        "links": list(links.values()),
        "gaps": _pack_gaps(values),
        "gapWords": [catalogue.value_word("gap", kind) for kind in catalogue.group_values("gap")],
        "rows": _pack_rows(values, tables, link_numbers, clause_numbers, state_pool),
        "stateRows": list(state_pool.numbers),
        "moves": _pack_movements(values, notes),
        "moveColumns": column_headings(values.sentences),
        "moveNotes": list(notes.numbers),
        "lines": [[values.sentences.word_label(line["party"]), line["title"]] for line in report["lines"].values()],
        "pool": list(pool.numbers),
    }
    return page_value


def letter(number: int) -> str:
    return chr(FIRST_LETTER + number)


def _pack_link(
    pair: PairRecord, link: LinkRecord, values: PageValues, pool: _TextPool, clause_numbers: Mapping[str, int]
) -> list[object]:
    """Pair, clauses of both sides, relation, whom it helps, its changes, and the redline of the right text."""
    changes = []
    for link_change in link["changes"]:
        change = change_in_words(link_change, values.sentences)
        changes.append([pool.number(change["facet"]), pool.number(change["before"]), pool.number(change["after"])])
    return [
        [clause_numbers[f"{pair['left']}#{clause_id}"] for clause_id in link["left"]],
        [clause_numbers[f"{pair['right']}#{clause_id}"] for clause_id in link["right"]],
        list(Relation).index(Relation(link["relation"])),
        pool.number(values.sentences.join_labels(link["favours"])),
        changes,
        compact_redline(redline_of_link(pair, link, values.sentences)),
    ]


def _pack_gaps(values: PageValues) -> list[str]:
    """For each clause a letter for each plan: the kind of the gap where the plan has no answer to it."""
    kinds = {kind: letter(number) for number, kind in enumerate(values.catalogue.group_values("gap"))}
    letters = {ref: [NO_LETTER] * len(values.plan_numbers) for ref in values.report["clauses"]}
    for pair in values.report["pairs"]:
        for gap in pair["gaps"]:
            letters[f"{gap['plan']}#{gap['clause']}"][values.plan_numbers[gap["missing_from"]]] = kinds[gap["kind"]]
    return ["".join(row) for row in letters.values()]


def _pack_rows(
    values: PageValues,
    tables: Mapping[str, WordTable],
    link_numbers: Mapping[str, int],
    clause_numbers: Mapping[str, int],
    state_pool: _TextPool,
) -> list[list[object]]:
    """The rows of the table of the base, in its order."""
    rows_by_base = {base: {row.id: row for row in table.rows} for base, table in tables.items()}
    own_table = tables.get(values.report["base"])
    return [
        _pack_row(row, values, {base: rows.get(row.id, row) for base, rows in rows_by_base.items()}, link_numbers, clause_numbers, state_pool)
        for row in (own_table.rows if own_table else ())
    ]


def _pack_row(
    row: TableRow,
    values: PageValues,
    rows_by_base: Mapping[str, TableRow],
    link_numbers: Mapping[str, int],
    clause_numbers: Mapping[str, int],
    state_pool: _TextPool,
) -> list[object]:
    """Id; states of all plans, for each base a text of the pool; clauses; the cells that read otherwise from another base; links by pair."""
    plans = list(values.plan_numbers)
    own_cells = {cell.plan: cell for cell in row.cells}
    states, links = [], dict[str, list[int]]()
    bases_by_other_cell: dict[tuple[str, tuple[object, ...]], tuple[TableCell, list[int]]] = {}
    for base in plans:
        cells = {cell.plan: cell for cell in rows_by_base[base].cells}
        states.append(state_pool.number("".join(letter(list(CellState).index(cells[plan].state)) for plan in plans)))
        for plan in plans:
            content = _cell_content(cells[plan])
            if content != _cell_content(own_cells[plan]):
                entry = bases_by_other_cell.setdefault((plan, content), (cells[plan], []))
                entry[1].append(values.plan_numbers[base])
            if cells[plan].links:
                key = str(values.pair_numbers[frozenset((base, plan))])
                links[key] = [link_numbers[link["fingerprint"]] for link in cells[plan].links]
    others = [
        [bases, values.plan_numbers[cell.plan], *_pack_cell(cell, values, clause_numbers)]
        for cell, bases in bases_by_other_cell.values()
    ]
    clauses = [[clause_numbers[f"{plan}#{clause}"] for clause in own_cells[plan].clauses] for plan in plans]
    return [row.id, states, clauses, others, links, _row_verdicts(row, values)]


def _cell_content(cell: TableCell) -> tuple[object, ...]:
    return cell.words, cell.clauses, cell.points, tuple(chip.fingerprint for chip in cell.chips)


def _pack_cell(cell: TableCell, values: PageValues, clause_numbers: Mapping[str, int]) -> list[object]:
    """Words, clauses, printed points, and the verdicts of its chips."""
    return [
        make_displayable(cell.words),
        [clause_numbers[f"{cell.plan}#{clause_id}"] for clause_id in cell.clauses],
        ", ".join(cell.points),
        [values.verdict_numbers[chip.fingerprint] for chip in cell.chips if not chip.stated_later],
    ]


def _row_verdicts(row: TableRow, values: PageValues) -> list[int]:
    """The verdicts that rest on a clause of the row, or stand in one of its cells."""
    refs = {f"{cell.plan}#{clause_id}" for cell in row.cells for clause_id in cell.clauses}
    chips = {chip.fingerprint for cell in row.cells for chip in cell.chips}
    return [
        number
        for number, verdict in enumerate(values.all_verdicts)
        if verdict["fingerprint"] in chips
        or any(f"{verdict['plan']}#{clause_id}" in refs for clause_id in verdict["clauses"])
    ]


def _pack_movements(values: PageValues, notes: _TextPool) -> dict[str, str]:
    """For every two plans, first and then, two letters for each line that moved: its column and what stands behind it.

    Lines stand in the order of the report; of one that did not move two dots.
    """
    line_numbers = {ref: number for number, ref in enumerate(values.report["lines"])}
    packed = {}
    for left, right in permutations(values.plan_numbers, 2):
        letters = [NO_LETTER * 2] * len(line_numbers)
        for column, _, line in iterate_moved_lines(build_movement(values.report, left, right), values.sentences):
            letters[line_numbers[line.line]] = letter(column) + letter(notes.number(line.note))
        packed[f"{values.plan_numbers[left]} {values.plan_numbers[right]}"] = "".join(letters)
    return packed
