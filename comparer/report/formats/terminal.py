"""The report for a terminal: one screen that says what matters, then every finding in tables that fit the width."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from comparer.report.formats.terminal_page import LONGEST, STYLES, Page
from comparer.report.formats.text_grid import GAP, Cell, Row, fitted, grid, styled
from comparer.report.options import Options
from comparer.report.sections import outline
from comparer.report.sections.matrix import Mark, Matrix
from comparer.report.sections.tables import tables
from comparer.report.words.escape import columns, cut, one_line

Plain = dict[str, Any]

SCREEN = 34
"""Lines of the first screen before its closing counts."""

MANY = 8
"""More plans than this are listed without their titles."""

FEWEST = 4
"""Findings told on the first screen, however many plans take up its lines."""

WIDEST = 26
"""Columns that one plan may take in the matrix."""

SHARES = {"text": 3, "ids": 1, "finding": 0}
"""What the columns of a table take of the width, by their kind."""


def render(report: Plain, options: Options) -> str:
    """Everything in the report, at `options.width` columns."""
    page = Page(report, options)
    sections = [
        _top(page),
        page.changes(),
        _matrix(page),
        *(_pair(page, pair) for pair in report["pairs"]),
        *_redlines(page),
        *_law(page),
        *_tables(page),
        _foot(page),
    ]
    return "\n\n".join(filter(None, sections)) + "\n"


def summary(report: Plain, width: int, colour: bool = False) -> str:
    """One screen: what was compared, how much of it is known, what all share, what matters most, and the counts."""
    page = Page(report, Options(width=width, colour=colour))
    return _top(page) + "\n\n" + "\n".join(page.wrap(line) for line in page.phrases.closing()) + "\n"


def _top(page: Page) -> str:
    """The first screen: as many findings as it has lines for, and how many more there are.

    How the plans stand to the base is told where they are few; the matrix tells it of many.
    """
    report, phrases = page.report, page.phrases
    against = [page.wrap(line, "  ", "") for line in outline.against_base(report, phrases)]
    above = [
        page.heading(report["title"]),
        page.wrap(outline.compared(report, phrases)),
        _known(page),
        page.wrap(outline.shared(report, phrases)),
        "\n".join(against) if len(against) <= FEWEST else "",
    ]
    top = "\n\n".join(filter(None, above))
    items = [_item(page, item) for item in outline.matters(report, phrases)]
    room = SCREEN - top.count("\n")
    told = 0
    while told < len(items) and (told < FEWEST or items[told].count("\n") < room):
        room -= items[told].count("\n") + 1
        told += 1
    matter = "\n".join(items[:told]) or page.text("sentence.nothing")
    return f"{top}\n\n{page.heading(page.text('heading.matter'))}\n{matter}{_cut_off(page, len(items) - told)}"


def _known(page: Page) -> str:
    """How much of each plan is known: a line each with its title, or, where they are many, in one list by coverage."""
    if len(page.report["plans"]) > MANY:
        return "\n".join(_listed(page, coverage) for coverage in ("complete", "partial"))
    words = page.phrases.words
    rows = []
    for plan in page.report["plans"]:
        kind = words.word("kind", plan["kind"])
        kind += f", {words.word('coverage', 'partial')}" if plan["coverage"] == "partial" else ""
        rows.append([plan["id"], kind, _share(page, plan), one_line(plan["title"])])
    head = page.phrases.columns("plan", "kind", "clauses", "title")
    widths = fitted(head, rows, page.width, (0, 0, 0, 1))
    cells = [[*row[:3], row[3] if columns(row[3]) <= widths[3] else f"{row[3][: widths[3] - 1]}…"] for row in rows]
    return grid(head, cells, widths, colour=page.colour)


def _listed(page: Page, coverage: str) -> str:
    """The plans of one coverage with the number of their clauses, and how many of those are not stated."""
    plans = [plan for plan in page.report["plans"] if plan["coverage"] == coverage]
    told = [f"{plan['id']} ({_share(page, plan)})" for plan in plans]
    words = page.phrases.words.word("coverage", coverage)
    return page.wrap(f"{words}: {', '.join(told)}.", "  ", "") if told else ""


def _share(page: Page, plan: Plain) -> str:
    """How many clauses a plan has, and how many of them are not stated."""
    return ", ".join(filter(None, [str(plan["clauses"]), page.phrases.less_known(plan)]))


def _cut_off(page: Page, more: int) -> str:
    """How much of a list the first screen leaves out."""
    if more <= 0:
        return ""
    return "\n" + page.wrap(page.text("sentence.rows_left", n=more, where=page.text("sentence.further_on")))


def _item(page: Page, item: outline.Item) -> str:
    """One finding in words; what two opposed clauses say stands with it, other reasons stand in the full report."""
    mark = page.phrases.words.mark(item.group, item.value) or "•"
    said = f"{item.text}: {item.because}" if item.group == "relation" else item.text
    line = page.wrap(said, "  ", f"{mark} ")
    return styled(mark, STYLES.get(item.value, ""), page.colour) + line.removeprefix(mark)


def _matrix(page: Page) -> str:
    """As many plans as fit, with the ids of their clauses where there is room; says which plans were left out."""
    report, base = page.report, page.report["base"]
    if not report["rows"]:
        return ""
    matrix = Matrix(report)
    plans = [base, *(plan["id"] for plan in report["plans"] if plan["id"] != base)]
    marks = [[matrix.cell(base, row, plan) for plan in plans] for row in report["rows"]]
    labels = [one_line(page.phrases.row(row)) for row in report["rows"]]
    first = min(max(map(columns, labels)), max(18, page.width // 3))
    for ids in (True, False):
        cells = [[_cell(page, mark, ids) for mark in row] for row in marks]
        wide = [
            min(max(columns(plan), *(columns(row[n].text) for row in cells)), WIDEST) for n, plan in enumerate(plans)
        ]
        shown = _fitting(page.width - first, wide)
        if shown == len(plans):
            break
    body: list[Row] = []
    last = ""
    for label, line in zip(labels, cells, strict=True):
        if any(cell.text for cell in line[:shown]):
            body.append(["" if label == last else label, *line[:shown]])
            last = label
    head = [page.text("column.issue"), *plans[:shown]]
    parts = [
        page.heading(page.text("heading.matrix")),
        page.wrap(page.text("sentence.base", base=base)),
        grid(head, body, [first, *wide[:shown]], colour=page.colour),
    ]
    if shown < len(plans):
        parts.append(page.wrap(page.text("sentence.columns_left", plans=", ".join(plans[shown:]))))
    if len(body) < len(cells):
        parts.append(page.wrap(page.text("sentence.empty_rows", n=len(cells) - len(body))))
    return "\n".join(parts)


def _fitting(room: int, wide: list[int]) -> int:
    """How many columns fit, at least one."""
    for n, one in enumerate(wide):
        room -= len(GAP) + one
        if room < 0:
            return max(n, 1)
    return len(wide)


def _cell(page: Page, mark: Mark, ids: bool) -> Cell:
    clauses = one_line(", ".join(mark.clauses))
    if mark.value == "base":
        return Cell(clauses, "faint")
    if mark.value == "empty":
        return Cell("")
    return page.mark(mark.group, mark.value, f" {clauses}" if ids and clauses else "")


def _pair(page: Page, pair: Plain) -> str:
    phrases = page.phrases
    title = page.text("sentence.pair", left=pair["left"], right=pair["right"])
    changed = [link for link in pair["links"] if link["relation"] != "same"]
    parts = [page.heading(title)]
    rows: list[Row] = [
        [page.clause(pair["left"], link["left"]), page.clause(pair["right"], link["right"]), _link(page, link)]
        for link in changed
    ]
    if rows:
        parts.append(
            page.table([pair["left"], pair["right"], page.text("column.relation")], rows, (4, 4, 5), ruled=True)
        )
    same = [f"{_alike(link)} [{link['fingerprint']}]" for link in pair["links"] if link["relation"] == "same"]
    if same:
        parts.append(page.wrap(f"{phrases.marked('relation', 'same')}: {', '.join(same)}"))
    parts += _gaps(page, pair)
    if not pair["links"] and not pair["gaps"]:
        parts.append(page.text("sentence.no_findings"))
    return "\n".join(parts)


def _alike(link: Plain) -> str:
    """The ids of two clauses that say the same; one id where both have it."""
    left, right = "+".join(link["left"]), "+".join(link["right"])
    return left if left == right else f"{left}={right}"


def _gaps(page: Page, pair: Plain) -> Iterator[str]:
    phrases = page.phrases
    alone, groups = outline.split(pair["gaps"])
    rows: list[Row] = []
    for gap in alone:
        text = cut(one_line(phrases.clause_text(gap["plan"], [gap["clause"]])), LONGEST)
        said = f"{phrases.gap(gap)}. {text} {phrases.accepted(gap)}".strip()
        rows.append([page.mark("gap", gap["kind"]), said, gap["fingerprint"]])
    if rows:
        head = [page.text("column.kind"), page.text("heading.gaps"), page.text("column.fingerprint")]
        yield page.table(head, rows, (0, 1, 0))
    for gaps in groups:
        yield page.wrap(f"{phrases.marked('gap', gaps[0]['kind'])}: {phrases.gaps(gaps)}", "  ", "")


def _link(page: Page, link: Plain) -> Cell:
    phrases = page.phrases
    said = [*phrases.changes(link), phrases.favours(link), phrases.doubt(link), phrases.accepted(link)]
    lines = [phrases.marked("relation", link["relation"]), *(cut(one_line(one), LONGEST) for one in said)]
    lines.append(f"[{link['fingerprint']}]")
    return Cell("\n".join(filter(None, lines)), STYLES.get(link["relation"], ""))


def _redlines(page: Page) -> Iterator[str]:
    report, phrases = page.report, page.phrases
    if report["verdicts"] or report["deadlocks"]:
        title = f"{page.text('heading.redlines')}: {report['judged']}"
        yield page.heading(title) + "\n" + page.wrap(page.text("sentence.confident"))
    for one in report["deadlocks"]:
        yield "\n".join(
            [
                page.wrap(phrases.deadlock(one), "  ", f"{phrases.words.mark('verdict', 'breached')} "),
                page.wrap(f"{phrases.because(one)} [{one['fingerprint']}]", "  "),
            ]
        )
    for ref, verdicts in outline.grouped(report["verdicts"], "line").items():
        line = report["lines"].get(ref, {})
        title = f"{ref} {phrases.line_title(ref)} ({phrases.line_flags(line)})"
        head = f"{phrases.label(verdicts[0]['party'])} · {title}"
        rows: list[Row] = [_verdict(page, verdict) for verdict in verdicts]
        names = page.phrases.columns("plan", "verdict", "clauses", "because", "fingerprint")
        yield page.wrap(head) + "\n" + page.table(names, rows, (0, 0, 1, 3, 0))


def _verdict(page: Page, one: Plain) -> list[Cell | str]:
    phrases = page.phrases
    more = [phrases.because(one), *phrases.verdict_notes(one)]
    clauses = phrases.clauses([*one["clauses"], *(f"({note})" for note in one["notes"])])
    because = cut(one_line(" ".join(more)), LONGEST)
    return [one["plan"], page.mark("verdict", one["verdict"]), clauses, because, one["fingerprint"]]


def _law(page: Page) -> Iterator[str]:
    """A block for each rule in force: one table of all rules would leave no room for the reasons."""
    phrases, rules = page.phrases, page.report["constraints_in_force"]
    found = outline.grouped(page.report["constraints"], "constraint")
    if found:
        yield page.heading(page.text("heading.law"))
    for name, findings in found.items():
        rule = rules.get(name, {"title": "", "force": ""})
        rows: list[Row] = []
        for one in findings:
            because = cut(one_line(phrases.constraint_because(one)), LONGEST)
            mark = page.mark("constraint", one["verdict"])
            rows.append([one["plan"], mark, phrases.clauses(one["clauses"]), because, one["fingerprint"]])
        head = page.phrases.columns("plan", "verdict", "clauses", "because", "fingerprint")
        title = page.wrap(f"{name} {rule['title']} ({phrases.words.word('force', rule['force'])})")
        yield f"{title}\n{page.table(head, rows, (0, 0, 1, 3, 0))}"


def _tables(page: Page) -> Iterator[str]:
    """Every simpler part but the law; a heading stands once above the tables of its part."""
    part = "law"
    for table in tables(page.report, page.phrases):
        if table.part == "law":
            continue
        blocks = [page.heading(page.text(f"heading.{table.part}"))] if table.part != part else []
        blocks += [page.wrap(table.note)] if table.note else []
        part = table.part
        rows: list[Row] = [[page.cell(cell) for cell in row] for row in table.rows]
        yield "\n".join([*blocks, page.table(table.head, rows, tuple(SHARES[kind] for kind in table.kinds))])


def _foot(page: Page) -> str:
    report = page.report
    marks = [
        f"{entry['mark']} {entry['word']}: {entry['says']}".lstrip()
        for group in ("relation", "gap", "cell", "verdict", "constraint", "confidence", "basis")
        for entry in report["legend"][group]
    ]
    return "\n".join(
        [
            page.heading(page.text("heading.limits")),
            *(page.wrap(limit, "  ", "• ") for limit in report["limits"]),
            "",
            page.heading(page.text("heading.legend")),
            *(page.wrap(mark, "    ") for mark in marks),
            "",
            page.wrap(report["order"]),
            *(page.wrap(line) for line in page.phrases.closing()),
            page.wrap(page.phrases.stamp()),
        ]
    )
