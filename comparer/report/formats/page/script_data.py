"""What the script of the page looks up: nothing that stands in the page already, and nothing left for it to judge.

Plans, rows, clauses and verdicts go by number. A state, a relation and a movement is a letter into a list of words.
Words of a cell that stand in the page, under who said what, are named by the numbers of the statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import permutations
from typing import Final

from comparer.model.relation import Relation, VerdictKind
from comparer.report.formats.page.movement_columns import column_headings, iterate_moved_lines
from comparer.report.formats.page.page_values import PageValues
from comparer.report.formats.page.question_stands import iterate_stands
from comparer.report.formats.page.texts import compact_redline, make_displayable, redline_of_link
from comparer.report.sections.movement import build_movement
from comparer.report.sections.table_values import CellState, TableCell, TableRow, WordTable
from comparer.report.value.types import ChangeRecord, LinkRecord, PairRecord
from comparer.report.words.chips import is_weak_line

NO_LETTER: Final = "."
EVERY_BASE: Final = 0
"""In place of a list of bases: whichever the cell is not shown otherwise from."""
OWN_CLAUSES: Final = 0
"""In place of a list of clauses: those that the plan has in the row."""
WORDS_JOINED_BY: Final = "; "
FIRST_LETTER: Final = ord("0")
"""Letters begin behind the dot, so that none of them has to be escaped in JSON."""
_STATE_NUMBERS: Final = {state: number for number, state in enumerate(CellState)}
_RELATION_NUMBERS: Final = {relation: number for number, relation in enumerate(Relation)}
_VERDICT_NUMBERS: Final = {kind: number for number, kind in enumerate(VerdictKind)}


class _TextPool:
    """Texts by number, each kept once."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        return self.numbers.setdefault(text, len(self.numbers))


def script_data(values: PageValues, tables: Mapping[str, WordTable], texts: Mapping[str, str]) -> dict[str, object]:
    """The value that the page embeds. `tables` are the same rows from every base; `texts` the messages by key."""
    data = _plain_data(values, tables)
    return {"texts": dict(texts), **{key: _make_displayable_value(value) for key, value in data.items()}}


def _make_displayable_value(value: object) -> object:
    if isinstance(value, str):
        return make_displayable(value)
    if isinstance(value, dict):
        return {key: _make_displayable_value(inner) for key, inner in value.items()}
    return [_make_displayable_value(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def _plain_data(values: PageValues, tables: Mapping[str, WordTable]) -> dict[str, object]:
    packer = _DataPacker(values, tables)
    rows = packer.pack_rows()
    report, catalogue = values.report, values.catalogue
    return {
        "stamp": values.stamp_text(),
        "plans": [
            [plan["id"], values.plan_name(plan["id"]), values.date_text(plan["issued"]), plan["phrase"]]
            for plan in report["plans"]
        ],
        "base": values.plan_numbers.get(report["base"], 0),
        "focus": [values.plan_numbers[plan] for plan in values.focus],
        "states": [[state, values.state_text(state), catalogue.value_word("cell-state", state)] for state in CellState],
        "relations": [catalogue.value_word("relation", relation) for relation in Relation],
        "effects": [values.sentences.facets.effect_sentence(relation) for relation in Relation],
        "mirrors": [_RELATION_NUMBERS[relation.mirror()] for relation in Relation],
        "same": _RELATION_NUMBERS[Relation.SAME],
        "turned": packer.turned,
        "changes": list(packer.changes),
        "sentence": catalogue.template("facet_change.plain"),
        "clauses": [
            [ref.partition("#")[2] for ref in packer.clause_numbers if ref.partition("#")[0] == plan["id"]]
            for plan in report["plans"]
        ],
        "clauseLines": [int(report["clauses"][ref]["place"].rpartition(":")[2] or 0) for ref in packer.clause_numbers],
        "pairs": [[values.plan_numbers[pair["left"]], values.plan_numbers[pair["right"]]] for pair in report["pairs"]],
        "links": [
            [_unwrap_single(part) for part in (*link, rows)]
            for link, rows in zip(packer.links.values(), packer.link_rows, strict=True)
        ],
        "gaps": packer.pack_gaps(),
        "gapRows": list(packer.gap_rows.numbers),
        "gapWords": [catalogue.value_word("gap", kind) for kind in catalogue.group_values("gap")],
        "rows": rows,
        "stateRows": list(packer.state_rows.numbers),
        "moves": packer.pack_movements(),
        "moveColumns": column_headings(values.sentences),
        "moveNotes": list(packer.notes.numbers),
        "lines": [
            [values.sentences.word_label(line["party"]), line["title"], values.party_mark(ref)]
            for ref, line in report["lines"].items()
        ],
        "verdictKinds": [
            [kind, catalogue.value_mark("verdict", kind), catalogue.value_word("verdict", kind)] for kind in VerdictKind
        ],
        "verdicts": packer.pack_verdicts(),
        "rules": list(packer.rules.numbers),
        "stands": packer.pack_stands(),
        "pool": list(packer.texts.numbers),
    }


class _DataPacker:
    """The findings of one report as rows of numbers."""

    def __init__(self, values: PageValues, tables: Mapping[str, WordTable]) -> None:
        self.values, self.tables = values, tables
        self.texts, self.notes, self.state_rows = _TextPool(), _TextPool(), _TextPool()
        self.rules, self.gap_rows = _TextPool(), _TextPool()
        self.stands = list(iterate_stands(values.stands))
        self.stand_numbers: dict[str, int] = {}
        for number, (_, stand) in enumerate(self.stands):
            self.stand_numbers.setdefault(stand.text, number)
        self.line_numbers = {ref: number for number, ref in enumerate(values.report["lines"])}
        self.turned: dict[int, int] = {}
        self.changes: dict[tuple[int, int, int], int] = {}
        self.clause_numbers = {
            ref: number
            for number, ref in enumerate(
                sorted(values.report["clauses"], key=lambda ref: values.plan_numbers[ref.partition("#")[0]])
            )
        }
        self.links = {
            link["fingerprint"]: [*self._pack_link(pair, link), number]
            for number, pair in enumerate(values.report["pairs"])
            for link in pair["links"]
        }
        self.link_numbers = {fingerprint: number for number, fingerprint in enumerate(self.links)}
        self.link_rows: list[list[int]] = [[] for _ in self.links]

    def _pack_link(self, pair: PairRecord, link: LinkRecord) -> list[object]:
        """Clauses of both sides, relation, whom it helps, its changes, the redline."""
        return [
            self._clause_numbers(pair["left"], link["left"]),
            self._clause_numbers(pair["right"], link["right"]),
            _RELATION_NUMBERS[Relation(link["relation"])],
            self.texts.number(self.values.sentences.join_labels(link["favours"])),
            list(dict.fromkeys(map(self._pack_change, self.values.told_changes(link)))),
            compact_redline(redline_of_link(pair, link, self.values.sentences)),
        ]

    def _pack_change(self, change: ChangeRecord) -> int:
        """The number of a change: its sentence and its two sides. From right to left it reads as `turned` has it."""
        frame, turned_frame = (self.values.sentences.facets.frame(change, is_turned=turned) for turned in (False, True))
        number = self.texts.number(frame.template)
        if turned_frame.template != frame.template:
            self.turned[number] = self.texts.number(turned_frame.template)
        sides = self.texts.number(frame.before), self.texts.number(frame.after)
        return self.changes.setdefault((number, *sides), len(self.changes))

    def _clause_numbers(self, plan: str, clause_ids: Iterable[str]) -> list[int]:
        return [self.clause_numbers[f"{plan}#{clause_id}"] for clause_id in clause_ids]

    def pack_gaps(self) -> list[int]:
        """For each clause the number of a text of a letter a plan: the kind of the gap where it has no answer."""
        kinds = {kind: letter(number) for number, kind in enumerate(self.values.catalogue.group_values("gap"))}
        letters = {ref: [NO_LETTER] * len(self.values.plan_numbers) for ref in self.clause_numbers}
        for pair in self.values.report["pairs"]:
            for gap in pair["gaps"]:
                place = self.values.plan_numbers[gap["missing_from"]]
                letters[f"{gap['plan']}#{gap['clause']}"][place] = kinds[gap["kind"]]
        return [self.gap_rows.number("".join(row)) for row in letters.values()]

    def pack_rows(self) -> list[list[object]]:
        """The rows of the table of the base, in its order."""
        rows_by_base = {base: {row.id: row for row in table.rows} for base, table in self.tables.items()}
        own_table = self.tables.get(self.values.report["base"])
        return [
            self._pack_row(number, row, {base: rows.get(row.id, row) for base, rows in rows_by_base.items()})
            for number, row in enumerate(own_table.rows if own_table else ())
        ]

    def _pack_row(self, number: int, row: TableRow, rows_by_base: Mapping[str, TableRow]) -> list[object]:
        """Its parts in this order.

        Id; for each base the number of a text with a letter for the state of each plan; the clauses of each plan; the
        cells that the page does not show, or shows otherwise from other bases; the verdicts that touch the row. The
        links between its cells are given the number of the row.
        """
        plan_numbers = self.values.plan_numbers
        own_cells = {cell.plan: cell for cell in row.cells}
        own_contents = {plan: _cell_content(cell) for plan, cell in own_cells.items()}
        states, links = [], set[int]()
        bases_by_cell: dict[tuple[object, ...], tuple[TableCell, list[int]]] = {}
        for base, base_number in plan_numbers.items():
            cells = {cell.plan: cell for cell in rows_by_base[base].cells}
            letters = (letter(_STATE_NUMBERS[cells[plan].state]) for plan in plan_numbers)
            states.append(self.state_rows.number("".join(letters)))
            for plan, cell in cells.items():
                content = own_contents[plan] if cell is own_cells[plan] else _cell_content(cell)
                if content != own_contents[plan]:
                    bases_by_cell.setdefault(content, (cell, []))[1].append(base_number)
                links.update(self.link_numbers[link["fingerprint"]] for link in cell.links)
        for link in links:
            self.link_rows[link].append(number)
        others = [[bases, *self._pack_cell(cell, own_cells)] for cell, bases in bases_by_cell.values()]
        others += [
            [EVERY_BASE, *self._pack_cell(cell, own_cells)]
            for cell in row.cells
            if cell.plan not in self.values.focus and (cell.words or cell.chips)
        ]
        clauses = [self._clause_numbers(plan, own_cells[plan].clauses) for plan in plan_numbers]
        return [row.id, states, clauses, others, self._row_verdicts(row)]

    def _pack_cell(self, cell: TableCell, own_cells: Mapping[str, TableCell]) -> list[object]:
        """Plan, words, clauses, printed points, and the verdicts of its chips."""
        is_own = cell.clauses == own_cells[cell.plan].clauses
        return [
            self.values.plan_numbers[cell.plan],
            self._pack_words(cell.words),
            OWN_CLAUSES if is_own else self._clause_numbers(cell.plan, cell.clauses),
            ", ".join(cell.points),
            [self.values.verdict_numbers[chip.fingerprint] for chip in cell.chips if not chip.stated_later],
        ]

    def _pack_words(self, words: str) -> int | list[int]:
        """The numbers of the statements that the words are made of; else the number of the words themselves."""
        numbers = [self.stand_numbers.get(part, -1) for part in words.split(WORDS_JOINED_BY)]
        return self.texts.number(words) if -1 in numbers else numbers

    def pack_stands(self) -> dict[str, list[int]]:
        """By question, the numbers of the statements on it."""
        numbers_by_question: dict[str, list[int]] = {}
        for number, (issue, stand) in enumerate(self.stands):
            for place in stand.questions:
                numbers_by_question.setdefault(issue.questions[place - 1].id, []).append(number)
        return numbers_by_question

    def pack_verdicts(self) -> str:
        """Four letters for each verdict: plan, line, kind (odd where the line is weak), and rule."""
        return "".join(
            letter(self.values.plan_numbers[verdict["plan"]])
            + letter(self.line_numbers[verdict["line"]])
            + letter(
                2 * _VERDICT_NUMBERS[VerdictKind(verdict["verdict"])]
                + is_weak_line(verdict["inferred"], verdict["strength"])
            )
            + letter(self.rules.number(verdict["rule"]))
            for verdict in self.values.all_verdicts
        )

    def _row_verdicts(self, row: TableRow) -> list[int]:
        """The verdicts that rest on a clause of the row, or stand in one of its cells."""
        refs = {f"{cell.plan}#{clause_id}" for cell in row.cells for clause_id in cell.clauses}
        chips = {chip.fingerprint for cell in row.cells for chip in cell.chips}
        return [
            number
            for number, verdict in enumerate(self.values.all_verdicts)
            if verdict["fingerprint"] in chips
            or any(f"{verdict['plan']}#{clause_id}" in refs for clause_id in verdict["clauses"])
        ]

    def pack_movements(self) -> dict[str, str]:
        """For every two plans, first and then, three letters for each red line that moved.

        Its number in the order of the report, its column, and what stands behind it.
        """
        plan_numbers = self.values.plan_numbers
        packed = {}
        for left, right in permutations(plan_numbers, 2):
            movement = build_movement(self.values.report, left, right)
            moved = {
                self.line_numbers[line.line]: letter(column) + letter(self.notes.number(line.note))
                for column, _, line in iterate_moved_lines(movement, self.values.sentences)
            }
            packed[f"{plan_numbers[left]} {plan_numbers[right]}"] = "".join(
                letter(number) + moved[number] for number in sorted(moved)
            )
        return packed


def _unwrap_single(part: object) -> object:
    """A list of one number as that number."""
    return part[0] if isinstance(part, list) and len(part) == 1 and isinstance(part[0], int) else part


def letter(number: int) -> str:
    return chr(FIRST_LETTER + number)


def _cell_content(cell: TableCell) -> tuple[object, ...]:
    return cell.plan, cell.words, cell.clauses, cell.points, tuple(chip.fingerprint for chip in cell.chips)
