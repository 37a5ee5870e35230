"""What the script of the page looks up: nothing that stands in the page already, and nothing left for it to judge.

Plans, rows, clauses and verdicts go by number. A state, a relation and a movement is a letter into a list of words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations
from typing import Final

from comparer.model.relation import Relation
from comparer.report.formats.page.page_values import PageValues
from comparer.report.formats.page.texts import change_in_words, compact_redline, make_displayable, redline_of_link
from comparer.report.sections.movement import MovementKind, build_movement
from comparer.report.sections.table_values import CellState, TableCell, TableRow, WordTable
from comparer.report.value.types import LinkRecord, PairRecord

NO_LETTER: Final = "."
FIRST_LETTER: Final = ord("a")


class _TextPool:
    """Texts by number, each kept once."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        return self.numbers.setdefault(make_displayable(text), len(self.numbers))


def script_data(values: PageValues, tables: Mapping[str, WordTable], texts: Mapping[str, str]) -> dict[str, object]:
    """The value that the page embeds. `tables` are the same rows from every base; `texts` the messages by key."""
    report = values.report
    base = report["base"]
    pool = _TextPool()
    clause_numbers = {ref: number for number, ref in enumerate(report["clauses"])}
    link_numbers: dict[str, int] = {}
    links = []
    for pair in report["pairs"]:
        for link in pair["links"]:
            link_numbers.setdefault(link["fingerprint"], len(links))
            links.append(_pack_link(pair, link, values, pool, clause_numbers))
    page_value = {
        "texts": dict(texts),
        "stamp": values.sentences.stamp_sentence(),
        "plans": [[plan["id"], values.plan_name(plan["id"])] for plan in report["plans"]],
        "base": values.plan_numbers.get(base, 0),
        "focus": [values.plan_numbers[plan] for plan in values.focus],
        "states": [[state.value, values.state_text(state)] for state in CellState],
        "relations": {relation.value: values.catalogue.value_word("relation", relation) for relation in Relation},
        "mirrors": {relation.value: relation.mirror().value for relation in Relation},
        "clauses": list(clause_numbers),
        "pairs": [[values.plan_numbers[pair["left"]], values.plan_numbers[pair["right"]]] for pair in report["pairs"]],
        "links": links,
        "gaps": _pack_gaps(values),
        "gapWords": [values.catalogue.value_word("gap", kind) for kind in values.catalogue.group_values("gap")],
        "rows": [
            _pack_row(row, values, tables, link_numbers, clause_numbers) for row in tables[base].rows
        ] if base in tables else [],
        "moves": _pack_movements(values),
        "lines": [line["title"] for line in report["lines"].values()],
        "lineParties": [values.sentences.word_label(line["party"]) for line in report["lines"].values()],
        "lineNotes": [values.line_note(ref) for ref in report["lines"]],
        "pool": [],
    }  # fmt: skip
    page_value["pool"] = list(pool.numbers)
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
        changes.append([*(pool.number(change[side]) for side in ("facet", "before", "after")), change["effect"]])
    return [
        [clause_numbers[f"{pair['left']}#{clause_id}"] for clause_id in link["left"]],
        [clause_numbers[f"{pair['right']}#{clause_id}"] for clause_id in link["right"]],
        link["relation"],
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


def _pack_row(
    row: TableRow,
    values: PageValues,
    tables: Mapping[str, WordTable],
    link_numbers: Mapping[str, int],
    clause_numbers: Mapping[str, int],
) -> list[object]:
    """Id; for each base the states of all plans; the cells that read otherwise from another base; links by pair."""
    plans = list(values.plan_numbers)
    states, others, links = [], [], dict[str, list[int]]()
    own_cells = {cell.plan: cell for cell in row.cells}
    for base in plans:
        cells = _cells_of_row(tables[base], row.id)
        states.append("".join(letter(list(CellState).index(cells[plan].state)) for plan in plans if plan in cells))
        for plan in plans:
            if _cell_content(cells[plan]) != _cell_content(own_cells[plan]):
                others.append([values.plan_numbers[base], values.plan_numbers[plan],
                               *_pack_cell(cells[plan], values, clause_numbers)])  # fmt: skip
            if cells[plan].links:
                key = f"{values.plan_numbers[base]} {values.plan_numbers[plan]}"
                links[key] = [link_numbers[link["fingerprint"]] for link in cells[plan].links]
    clauses = [[clause_numbers[f"{plan}#{clause}"] for clause in own_cells[plan].clauses] for plan in plans]
    return [row.id, states, clauses, others, links, _row_verdicts(row, values)]


def _cells_of_row(table: WordTable, row_id: str) -> dict[str, TableCell]:
    return next(({cell.plan: cell for cell in row.cells} for row in table.rows if row.id == row_id), {})


def _cell_content(cell: TableCell) -> tuple[object, ...]:
    return cell.words, cell.clauses, cell.points, [chip.fingerprint for chip in cell.chips]


def _pack_cell(cell: TableCell, values: PageValues, clause_numbers: Mapping[str, int]) -> list[object]:
    """Words, clauses, printed points, and the verdicts of its chips."""
    return [
        make_displayable(cell.words),
        [clause_numbers[f"{cell.plan}#{clause_id}"] for clause_id in cell.clauses],
        ", ".join(cell.points or cell.clauses),
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


def _pack_movements(values: PageValues) -> dict[str, str]:
    """For every two plans, first and then, a letter for each red line: what became of it."""
    kinds = list(MovementKind)
    line_numbers = {ref: number for number, ref in enumerate(values.report["lines"])}
    packed = {}
    for left, right in permutations(values.plan_numbers, 2):
        letters = [NO_LETTER] * len(line_numbers)
        for party in build_movement(values.report, left, right).parties:
            for line in party.lines:
                letters[line_numbers[line.line]] = letter(kinds.index(line.kind))
        packed[f"{values.plan_numbers[left]} {values.plan_numbers[right]}"] = "".join(letters)
    return packed


