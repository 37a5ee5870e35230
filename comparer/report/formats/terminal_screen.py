"""The first screen of a terminal: what the texts say on the rows that matter, whose lines, what is open, the law."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from comparer.model.dates import date_sort_key
from comparer.report.formats.terminal_page import TerminalPage
from comparer.report.formats.text_grid import apply_style, wrap_lines
from comparer.report.sections.agreement_parts import commands_sentence
from comparer.report.sections.brief import Brief, BriefSection, build_brief
from comparer.report.sections.common_ground import find_common_ground
from comparer.report.sections.law_first import build_law_first
from comparer.report.sections.open_points import build_open_points
from comparer.report.sections.outline import list_plans_by_date
from comparer.report.sections.table_values import CellState, TableCell, TableRow, WordTable
from comparer.report.sections.word_table import build_word_table
from comparer.report.words.chips import chip_legend, chip_text
from comparer.report.words.dates import format_date
from comparer.report.words.escape import display_width, safe_line

MAX_SCREEN_LINES: Final = 40
MIN_SCREEN_ROWS: Final = 3
MAX_CELL_LINES: Final = 4
MIN_COLUMN_WIDTH: Final = 13
CHARS_TRIED_PER_COLUMN: Final = 4
"""Characters of a text that are tried for each column to fill: more than stand there, whatever their width."""

MIN_PHRASE_SHARE: Final = 0.6
"""The least share of what would fit that a whole phrase must fill: below it the words are cut within a phrase."""
MAX_LABEL_WIDTH, WIDTHS_OF_A_LABEL, MAX_LABEL_WORD_WIDTH = 20, 7, 14
MAX_SMALL_WORD_CHARS: Final = 3
"""Letters of words at which a text should not be cut: prepositions, articles and their like."""
COLUMN_GAP: Final = " "
FOOT_LINES: Final = {"edits": 2, "deadlock": 3, "common": 1, "open": 1, "law": 2}
"""Lines of the screen for sections of the brief."""
MARKED_STATES: Final = (CellState.NOTHING, CellState.UNREPORTED, CellState.UNMATCHED)
"""States that a cell without words shows by their mark alone; the legend has their words."""

STATE_STYLES: Final = {
    CellState.REVERSED: "red", CellState.LEFT_OPEN: "blue", CellState.STRUCK: "faint",
    CellState.NOTHING: "faint", CellState.UNREPORTED: "faint", CellState.UNMATCHED: "faint",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a cell with its style; the marks of red lines at its end have one of their own."""

    text: str
    style: str = ""
    chips: str = ""

    @property
    def width(self) -> int:
        return display_width(f"{self.text} {self.chips}".strip())

    def draw(self, colour: bool) -> str:
        chip_style = "red" if "✗" in self.chips else "yellow"
        parts = (apply_style(self.text, self.style, colour), apply_style(self.chips, chip_style, colour))
        return " ".join(filter(None, parts))


def draw_screen(page: TerminalPage, tail: Sequence[str] = ()) -> str:
    """At most 40 lines as wide as the page: as many rows of the table as there is room for.

    `tail` are lines that end the screen. The table stands over the plans that the report shows first; where they are
    too many for the width, over the base and the newest.
    """
    table = _fit_columns(page, build_word_table(page.report))
    brief = build_brief(page.report, table)
    head = [*_head_lines(page, table), *([] if len(table.plans) > 1 else [""])]
    foot, end = _foot_lines(page, table, brief), [*(tail and ("", *tail))]
    grid = _GridDrawing(page, table)
    room = MAX_SCREEN_LINES - len(head) - len(foot) - len(end) - len(grid.heading_lines())
    body = grid.body_lines(room) if table.rows else []
    lines = [*head, *(grid.heading_lines() if body else ()), *body, *foot]
    commands = safe_line(commands_sentence(page.sentences))
    if commands and len(lines) + len(end) < MAX_SCREEN_LINES:  # a row of the table comes before them
        lines += cut_to_lines(commands, page.width, 1)
    lines += end
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _fit_columns(page: TerminalPage, table: WordTable) -> WordTable:
    """The table over as many plans as the width has columns for: the base, then the newest."""
    column_count = max((page.width - MIN_COLUMN_WIDTH) // (MIN_COLUMN_WIDTH + len(COLUMN_GAP)), 1)
    if len(table.plans) <= column_count:
        return table
    dates = {plan["id"]: plan["issued"] for plan in page.report["plans"]}
    others = sorted((plan for plan in table.plans if plan != table.base), key=lambda plan: date_sort_key(dates[plan]))
    shown = {table.base, *others[len(others) - column_count + 1 :]}
    return build_word_table(page.report, [plan for plan in table.plans if plan in shown], table.base)


def _head_lines(page: TerminalPage, table: WordTable) -> Iterator[str]:
    """The title; then the date of the record, what is known in part, and how many plans stand behind."""
    yield from (apply_style(line, "strong", page.colour) for line in wrap_lines(safe_line(_title(page)), page.width))
    sentences = page.sentences
    partial = [
        plan["id"] for plan in page.report["plans"] if plan["id"] in table.plans and plan["coverage"] == "partial"
    ]
    as_of = format_date(page.report["as_of"], sentences.catalogue)
    stamp = page.catalogue_text("screen.stamp", as_of=as_of) if as_of else ""
    behind_count = len(page.report["plans"]) - len(table.plans)
    ends = [page.catalogue_text("screen.behind", n=behind_count)] if behind_count else []
    ends.append(page.catalogue_text("screen.untranslated"))
    known = page.catalogue_text("screen.partial", plans=sentences.join_plan_names(partial)) if partial else ""
    for note in (_unreported_note(page, table, partial) if partial else "", known):
        line = safe_line(" · ".join(filter(None, [stamp, note, *ends])))
        if note and display_width(line) <= page.width:  # the longer note has no line of its own
            break
    yield from wrap_lines(line, page.width)


def _unreported_note(page: TerminalPage, table: WordTable, partial: Sequence[str]) -> str:
    """Of the one plan known in part, how many clauses of the base nobody reports there; nothing of several."""
    common = find_common_ground(page.report, table.plans, table.base)
    if common is None or common.is_part or len(partial) > 1:
        return ""
    name, count = page.sentences.plan_name(partial[0]), dict(common.unreported).get(partial[0], 0)
    return page.catalogue_text("screen.unreported", plan=name, n=count, total=common.total) if count else ""


def _title(page: TerminalPage) -> str:
    """The title of the report without the plans, which head the columns."""
    names = page.sentences.join_plan_names(page.report["focus"])
    return page.report["title"].replace(f": {names}", ":", 1).replace(": (", " (").rstrip(": ").replace(":  ·", " ·")


class _GridDrawing:
    """The table at one width: a column for the question, one for each plan."""

    def __init__(self, page: TerminalPage, table: WordTable) -> None:
        self.page, self.table = page, table
        column_count = len(table.plans)
        self.label_width = max(min(page.width // WIDTHS_OF_A_LABEL, MAX_LABEL_WIDTH), self._longest_label_word())
        room = page.width - self.label_width - column_count * len(COLUMN_GAP)
        self.column_width = min(max(room // max(column_count, 1), 8), 60)
        self.total_width = self.label_width + column_count * (self.column_width + len(COLUMN_GAP))

    def _longest_label_word(self) -> int:
        """The width that keeps the words of labels whole, within what a label may take of a narrow page."""
        rows = self.table.leading_rows() or self.table.rows
        words = [word for row in rows for word in safe_line(row.label).split()]
        return min(max(map(display_width, words), default=0), MAX_LABEL_WORD_WIDTH)

    def heading_lines(self) -> list[str]:
        """Name and date of each plan, then a rule."""
        catalogue = self.page.sentences.catalogue
        dates = {plan["id"]: format_date(plan["issued"], catalogue) for plan in self.page.report["plans"]}
        columns = [[_Line("")]]
        for plan_id in self.table.plans:
            names = wrap_lines(safe_line(self.page.sentences.plan_name(plan_id)), self.column_width)[:2]
            columns.append([*(_Line(name, "strong") for name in names), _Line(dates[plan_id], "faint")])
        return [*self._join_columns(columns), "─" * min(self.total_width, self.page.width)]

    def body_lines(self, room: int) -> list[str]:
        """As many of the leading rows as fit, at least three, in the order of the issues; then a rule and the marks."""
        rows = {row.id: row for row in self.table.rows}
        wanted = [rows[row_id] for row_id in self.table.leading] or [*self.table.rows]
        drawn: dict[str, list[str]] = {}
        legend = self._legend_lines()
        room -= len(legend) + 1
        for row in wanted:
            lines = self._row_lines(row)
            if len(lines) > room and len(drawn) >= MIN_SCREEN_ROWS:
                continue
            drawn[row.id] = lines
            room -= len(lines)
        body = [line for row in self.table.rows if row.id in drawn for line in drawn[row.id]]
        rule = "─" * min(self.total_width, self.page.width)
        return [*body, rule, *legend]

    def _legend_lines(self) -> list[str]:
        """What the marks of the table say: those of lines where a cell has one, and those of cells without words."""
        cells = [cell for row in self.table.rows for cell in row.cells]
        parts = [chip_legend(self.page.sentences.catalogue)] if any(cell.chips for cell in cells) else []
        states = {cell.state for cell in cells if not cell.words}
        parts += [self.page.sentences.mark_and_word("cell-state", state) for state in MARKED_STATES if state in states]
        return wrap_lines("  ".join(parts), self.page.width) if parts else []

    def _row_lines(self, row: TableRow) -> list[str]:
        label = [_Line(line) for line in wrap_lines(safe_line(row.label), self.label_width)[:MAX_CELL_LINES]]
        return self._join_columns([label, *(self._cell_lines(cell) for cell in row.cells)])

    def _cell_lines(self, cell: TableCell) -> list[_Line]:
        """The words, with the marks of the lines behind them or under them; colour for what a mark says."""
        words = safe_line(cell.words) if not self._is_put_off(cell) else ""
        text, style = words or self._state_text(cell.state), STATE_STYLES.get(cell.state, "")
        chips = wrap_lines(chip_text(cell.chips, self.page.sentences.catalogue), self.column_width)
        if not any(chips):
            return [_Line(line, style) for line in cut_to_lines(text, self.column_width, MAX_CELL_LINES)]
        lines = wrap_lines(text, self.column_width)
        if len(chips) == 1 and len(lines) <= MAX_CELL_LINES:
            last_line = _Line(lines[-1], style, chips[0])
            if last_line.width <= self.column_width:
                return [*(_Line(line, style) for line in lines[:-1]), last_line]
        shown = cut_to_lines(text, self.column_width, max(MAX_CELL_LINES - len(chips), 1))
        return [*(_Line(line, style) for line in shown), *(_Line("", "", line) for line in chips)]

    def _is_put_off(self, cell: TableCell) -> bool:
        """Whether all that a cell says is that the matter is left for later."""
        clauses = [self.page.report["clauses"][f"{cell.plan}#{clause_id}"] for clause_id in cell.clauses]
        return cell.state is CellState.LEFT_OPEN and all(clause["state"] == "deferred" for clause in clauses)

    def _state_text(self, state: CellState) -> str:
        """The mark where the legend explains it, else mark and word."""
        mark = self.page.sentences.catalogue.value_mark("cell-state", state)
        if state in MARKED_STATES:
            return mark
        return self.page.sentences.mark_and_word("cell-state", state)

    def _join_columns(self, columns: Sequence[Sequence[_Line]]) -> list[str]:
        widths = [self.label_width, *([self.column_width] * (len(columns) - 1))]
        height = max(map(len, columns))
        lines = []
        for n in range(height):
            cells = [column[n] if n < len(column) else _Line("") for column in columns]
            lines.append(
                COLUMN_GAP.join(
                    cell.draw(self.page.colour) + " " * (width - cell.width)
                    for cell, width in zip(cells, widths, strict=True)
                ).rstrip()
            )
        return lines


def cut_to_lines(text: str, width: int, max_lines: int) -> list[str]:
    """The text on at most so many lines; one that is longer is cut behind a phrase where that leaves most of it."""
    lines = wrap_lines(text, width)
    if len(lines) <= max_lines:
        return lines
    words = text[: CHARS_TRIED_PER_COLUMN * width * max_lines].split()
    counts = [count for count in range(len(words) - 1, 0, -1) if _fits(words[:count], width, max_lines)]
    if not counts:
        return [_cut_line(line, width) for line in lines[:1]]
    most = counts[0]
    ends = [count for count in counts if words[count - 1][-1] in ",;." and count >= MIN_PHRASE_SHARE * most]
    return wrap_lines(_cut_words(words[: ends[0]] if ends else _drop_small_words(words[:most])), width)


def _drop_small_words(words: Sequence[str]) -> Sequence[str]:
    """The words without the small ones at their end, which say nothing where what they belong to is cut off."""
    kept = len(words)
    while kept > 1 and _is_small_word(words[kept - 1]):
        kept -= 1
    return words[:kept]


def _is_small_word(word: str) -> bool:
    return word.isalpha() and word.islower() and len(word) <= MAX_SMALL_WORD_CHARS


def _fits(words: Sequence[str], width: int, max_lines: int) -> bool:
    return len(wrap_lines(_cut_words(words), width)) <= max_lines


def _cut_words(words: Sequence[str]) -> str:
    """Words with a sign that more follows, which stays with the last of them."""
    return f"{' '.join(words).rstrip(',;:.')}…"


def _cut_line(line: str, width: int) -> str:
    """A last line that says that more follows."""
    while display_width(line) >= width:
        line = line[:-1].rstrip()
    return line + "…"


def _foot_lines(page: TerminalPage, table: WordTable, brief: Brief) -> list[str]:
    """What ends a screen, each kind in the lines that it has here: deadlocks, common ground, what is open, the law."""
    sections = {section.heading_key.rpartition(".")[2]: section for section in brief.sections}
    texts = {name: " ".join(sentence.text for sentence in section.sentences) for name, section in sections.items()}
    if "open" in texts:
        texts["open"] = _write_open_text(page, table, sections["open"]) or texts["open"]
    if "deadlock" in texts:
        texts["deadlock"] = _deadlock_text(page, sections["deadlock"]) or texts["deadlock"]
    if "common" in texts:
        texts["common"] = _common_text(page, table) or texts["common"]
    if "law" in texts:
        texts["law"] = _law_text(page, table) or texts["law"]
    lines: list[str] = []
    for name, max_lines in FOOT_LINES.items():
        if name in texts:
            heading = page.catalogue_text(sections[name].heading_key)
            wrapped = cut_to_lines(safe_line(f"{heading}: {texts[name]}"), page.width - 2, max_lines)
            lines += [wrapped[0], *(f"  {line}" for line in wrapped[1:])]
    return lines


def _write_open_text(page: TerminalPage, table: WordTable, section: BriefSection) -> str:
    """How many questions the newest plan leaves open, and those with most lines on them by their labels."""
    labels = {row.id: row.label for row in table.rows}
    open_labels = [labels[row_id] for sentence in section.sentences for row_id in sentence.rows if row_id in labels]
    plan = list_plans_by_date(page.report, table.plans)[-1]["id"]
    points = build_open_points(page.report, plan).points
    fields = {"n": len(points), "plan": page.sentences.plan_phrase(plan), "labels": ", ".join(open_labels)}
    return page.catalogue_text("screen.open", **fields) if open_labels else ""


def _deadlock_text(page: TerminalPage, section: BriefSection) -> str:
    """The two lines of each deadlock by their titles, with their parties; the first of those that share a line."""
    deadlocks = {deadlock["fingerprint"]: deadlock for deadlock in page.report["deadlocks"]}
    lines = page.report["lines"]
    texts = []
    for sentence in section.sentences:
        if not sentence.findings or sentence.findings[0] not in deadlocks:
            return ""
        deadlock = deadlocks[sentence.findings[0]]
        sides = [
            f"{lines[ref]['title']} ({page.sentences.word_label(lines[ref]['party'])})"
            for ref in (deadlock["a"], deadlock["b"])
        ]
        texts.append(" ↔ ".join(sides))
    return f"{'; '.join(texts)}."


def _common_text(page: TerminalPage, table: WordTable) -> str:
    """How many clauses of the base come to the same in all the others that are known whole."""
    common = find_common_ground(page.report, table.plans, table.base)
    if common is None or common.is_part:
        return ""
    names = page.sentences.join_plan_names(common.whole_plans)
    base = page.sentences.plan_name(common.base)
    return page.catalogue_text("screen.common", n=len(common.clauses), total=common.total, base=base, plans=names)


def _law_text(page: TerminalPage, table: WordTable) -> str:
    """Which plans a rule blocks, how many steps must come first in each, and which in every one."""
    laws = build_law_first(page.report, table.plans)
    blocked = [law.plan for law in laws if law.blocked]
    key = "screen.blocked" if blocked else "brief.not_blocked"
    opening = page.catalogue_text(key, plans=page.sentences.join_plan_names(blocked))
    counts = [f"{page.sentences.plan_name(law.plan)} {len(law.steps)}" for law in laws if law.steps]
    acts_by_plan = [dict.fromkeys(step.act for step in law.steps) for law in laws if law.steps]
    shared_acts = [act for act in acts_by_plan[0] if all(act in acts for acts in acts_by_plan)] if acts_by_plan else []
    key = "screen.steps_shared" if shared_acts and len(acts_by_plan) > 1 else "screen.steps"
    acts = ", ".join(map(page.sentences.word_label, shared_acts))
    steps = page.catalogue_text(key, counts=", ".join(counts), acts=acts) if counts else ""
    return f"{opening} {steps}".strip()
