"""The report for a terminal: one screen that says what matters, then every finding in tables that fit the width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from comparer.report.formats.brief_page import draw_brief
from comparer.report.formats.figure_tables import build_figure_tables
from comparer.report.formats.terminal_page import MAX_TERMINAL_CELL_CHARS, VALUE_STYLES, TerminalPage
from comparer.report.formats.terminal_screen import draw_screen
from comparer.report.formats.text_grid import StyledCell, TableRow, apply_style
from comparer.report.options import RenderOptions
from comparer.report.sections import outline
from comparer.report.sections.agreement_parts import commands_sentence, list_agreement_sections
from comparer.report.sections.brief import build_brief
from comparer.report.sections.tables import SECTION_OF_TABLE, ReportTable, build_edit_tables, build_tables
from comparer.report.sections.view_tables import build_movement_tables, build_open_tables
from comparer.report.sections.word_table import TableCell, build_word_table
from comparer.report.value.types import AgreementTable, LinkRecord, PairRecord, ReportValue, VerdictRecord
from comparer.report.words.chips import chip_text
from comparer.report.words.escape import safe_line, truncate_text

SECTIONS_DRAWN_APART = ("edits", "law")
"""Tables that stand elsewhere than among the simpler ones."""
WIDTH_SHARES = {"text": 3, "ids": 1}
"""What the columns of a table take of the width, by their kind."""


def render(report: ReportValue, options: RenderOptions) -> str:
    """One screen of what matters first; with `options.full`, or for parts asked for by name, everything in them."""
    page = TerminalPage(report, options)
    if not options.full and not options.sections:
        return "\n\n".join(filter(None, [page.changes_section(), draw_screen(page)]))
    parts = [(section, text) for section, text in _all_parts(page) if text and (options.shows(section) or not section)]
    return "\n\n".join(text.rstrip("\n") for _, text in parts) + "\n"


def render_first_screen(report: ReportValue, options: RenderOptions, tail: Sequence[str] = ()) -> str:
    """One screen, closed by the lines of `tail`."""
    return draw_screen(TerminalPage(report, options), tail)


def _all_parts(page: TerminalPage) -> Iterator[tuple[str, str]]:
    """Every part with the name by which it is asked for; without a name what every full report has."""
    report = page.report
    yield "", page.format_heading(report["title"]) if page.options.sections else draw_screen(page)
    yield "brief", _brief_section(page)
    yield "", page.changes_section()
    yield "table", _table_section(page)
    for pair in report["pairs"]:
        yield "changes", _pair_section(page, pair)
    yield "changes", _view_section(page, build_edit_tables(report, page.sentences), (0, 0, 1, 1))
    word_table = build_word_table(report)
    yield "movement", _view_section(page, build_movement_tables(word_table, page.sentences), (0, 0, 1))
    yield "open", _view_section(page, build_open_tables(word_table, page.sentences), (2, 5, 3))
    yield "figures", _view_section(page, build_figure_tables(word_table, page.sentences), (0, 1, 1))
    yield from (("lines", text) for text in _red_line_sections(page))
    yield from (("law", text) for text in _law_sections(page))
    yield from (("agreement", text) for text in _agreement_sections(page))
    yield from _simple_table_sections(page)
    yield "reading", _closing_section(page)


def _brief_section(page: TerminalPage) -> str:
    brief = build_brief(page.report, build_word_table(page.report))
    return draw_brief(brief, page.sentences.catalogue, page.width, page.colour)


def _table_section(page: TerminalPage) -> str:
    """Every row of the table in words, as a block: its question, then what each plan says, in whole."""
    table = build_word_table(page.report)
    blocks = [page.format_heading(page.catalogue_text("heading.word_table"))]
    for row in table.rows:
        lines = [apply_style(page.wrap_text(f"{row.number} {row.label}"), "strong", page.colour)]
        lines += [page.wrap_text(_row_cell_text(page, cell), "    ", "  ") for cell in row.cells]
        blocks.append("\n".join(lines))
    if shared := outline.shared_sentence(page.report, page.sentences):
        blocks.append(page.wrap_text(shared))
    return "\n".join(blocks) if table.rows else ""


def _row_cell_text(page: TerminalPage, cell: TableCell) -> str:
    """A cell in one line: plan, words, points, state and the marks of the lines."""
    state = page.sentences.catalogue.value_word("cell-state", cell.state)
    points = f"[{page.sentences.join_clause_ids(cell.clauses)}]" if cell.clauses else ""
    parts = (
        f"{page.sentences.plan_name(cell.plan)}:",
        cell.words,
        points,
        f"({state})",
        chip_text(cell.chips, page.sentences.catalogue),
    )
    return " ".join(filter(None, parts))


def _pair_section(page: TerminalPage, pair: PairRecord) -> str:
    sentences = page.sentences
    title = page.catalogue_text("sentence.pair", left=pair["left"], right=pair["right"])
    changed_links = [link for link in pair["links"] if link["relation"] != "same"]
    parts = [page.format_heading(title)]
    rows: list[TableRow] = [
        [
            page.format_clauses(pair["left"], link["left"]),
            page.format_clauses(pair["right"], link["right"]),
            _link_cell(page, link),
        ]
        for link in changed_links
    ]
    if rows:
        parts.append(
            page.draw_table(
                [pair["left"], pair["right"], page.catalogue_text("column.relation")], rows, (4, 4, 5), ruled=True
            )
        )
    same_texts = [_same_clause_ids(link) for link in pair["links"] if link["relation"] == "same"]
    if same_texts:
        parts.append(page.wrap_text(f"{sentences.mark_and_word('relation', 'same')}: {', '.join(same_texts)}"))
    parts += _gap_blocks(page, pair)
    if not pair["links"] and not pair["gaps"]:
        parts.append(page.catalogue_text("sentence.no_findings"))
    return "\n".join(parts)


def _same_clause_ids(link: LinkRecord) -> str:
    """The ids of two clauses that say the same; one id where both have it."""
    left, right = "+".join(link["left"]), "+".join(link["right"])
    return left if left == right else f"{left}={right}"


def _gap_blocks(page: TerminalPage, pair: PairRecord) -> Iterator[str]:
    sentences = page.sentences
    single_gaps, gap_groups = outline.split_gaps(pair["gaps"])
    rows: list[TableRow] = []
    for gap in single_gaps:
        text = truncate_text(safe_line(sentences.clause_text(gap["plan"], [gap["clause"]])), MAX_TERMINAL_CELL_CHARS)
        rows.append([page.mark_cell("gap", gap["kind"]), f"{sentences.gap_sentence(gap)}. {text}"])
    if rows:
        headings = [
            page.catalogue_text("column.kind"),
            page.catalogue_text("heading.gaps"),
        ]
        yield page.draw_table(headings, rows, (0, 1))
    for gaps in gap_groups:
        yield page.wrap_text(
            f"{sentences.mark_and_word('gap', gaps[0]['kind'])}: {sentences.gap_group_sentence(gaps)}", "  ", ""
        )


def _link_cell(page: TerminalPage, link: LinkRecord) -> StyledCell:
    sentences = page.sentences
    texts = [
        *sentences.change_sentences(link),
        sentences.favours_sentence(link),
        sentences.weak_basis_sentence(link),
    ]
    lines = [
        sentences.mark_and_word("relation", link["relation"]),
        *(truncate_text(safe_line(text), MAX_TERMINAL_CELL_CHARS) for text in texts),
    ]
    return StyledCell("\n".join(filter(None, lines)), VALUE_STYLES.get(link["relation"], ""))


def _red_line_sections(page: TerminalPage) -> Iterator[str]:
    report, sentences = page.report, page.sentences
    if report["verdicts"] or report["later"] or report["deadlocks"]:
        title = f"{page.catalogue_text('heading.redlines')}: {report['judged']}"
        yield page.format_heading(title) + "\n" + page.wrap_text(page.catalogue_text("sentence.confident"))
    for finding in report["deadlocks"]:
        yield "\n".join(
            [
                page.wrap_text(
                    sentences.deadlock_sentence(finding),
                    "  ",
                    f"{sentences.catalogue.value_mark('verdict', 'breached')} ",
                ),
                page.wrap_text(sentences.reason_sentence(finding), "  "),
            ]
        )
    verdicts_by_line = outline.group_by_key(outline.list_verdicts(report), lambda verdict: verdict["line"])
    for line_ref, verdicts in verdicts_by_line.items():
        title = f"{line_ref} {sentences.line_title(line_ref)} ({sentences.line_flags(line_ref)})"
        heading = f"{sentences.word_label(verdicts[0]['party'])} · {title}"
        rows: list[TableRow] = [_verdict_row_cells(page, verdict) for verdict in verdicts]
        headings = page.sentences.column_headings("plan", "verdict", "clauses", "because")
        yield page.wrap_text(heading) + "\n" + page.draw_table(headings, rows, (0, 0, 1, 3))


def _verdict_row_cells(page: TerminalPage, verdict: VerdictRecord) -> list[StyledCell | str]:
    sentences = page.sentences
    reasons = [sentences.reason_sentence(verdict), *sentences.verdict_notes(verdict)]
    clauses = sentences.join_clause_ids([*verdict["clauses"], *(f"({note})" for note in verdict["notes"])])
    reason = truncate_text(safe_line(" ".join(reasons)), MAX_TERMINAL_CELL_CHARS)
    return [verdict["plan"], page.mark_cell("verdict", verdict["verdict"]), clauses, reason]


def _law_sections(page: TerminalPage) -> Iterator[str]:
    """A block for each rule in force: one table of all rules would leave no room for the reasons."""
    sentences, constraints = page.sentences, page.report["constraints_in_force"]
    findings_by_constraint = outline.group_by_key(page.report["constraints"], lambda finding: finding["constraint"])
    if findings_by_constraint:
        yield page.format_heading(page.catalogue_text("heading.law"))
    for constraint_id, findings in findings_by_constraint.items():
        constraint = constraints.get(constraint_id, {"title": "", "force": ""})
        rows: list[TableRow] = []
        for finding in findings:
            reason = truncate_text(safe_line(sentences.constraint_reason(finding)), MAX_TERMINAL_CELL_CHARS)
            mark = page.mark_cell("constraint", finding["verdict"])
            rows.append([finding["plan"], mark, sentences.join_clause_ids(finding["clauses"]), reason])
        headings = page.sentences.column_headings("plan", "verdict", "clauses", "because")
        title = page.wrap_text(
            f"{constraint_id} {constraint['title']} ({sentences.catalogue.value_word('force', constraint['force'])})"
        )
        yield f"{title}\n{page.draw_table(headings, rows, (0, 0, 1, 3))}"


def _simple_table_sections(page: TerminalPage) -> Iterator[tuple[str, str]]:
    """Every simpler table with its part; a heading stands once above the tables of a kind."""
    section = "law"
    for table in build_tables(page.report, page.sentences):
        if table.section in SECTIONS_DRAWN_APART:
            continue
        blocks = (
            [page.format_heading(page.catalogue_text(f"heading.{table.section}"))] if table.section != section else []
        )
        blocks += [page.wrap_text(table.note)] if table.note else []
        section = table.section
        visible = [n for n, kind in enumerate(table.column_kinds) if kind != "finding"]
        rows: list[TableRow] = [[page.text_cell(row[n]) for n in visible] for row in table.rows]
        headings = [table.headings[n] for n in visible]
        shares = tuple(WIDTH_SHARES[table.column_kinds[n]] for n in visible)
        yield SECTION_OF_TABLE[table.section], "\n".join([*blocks, page.draw_table(headings, rows, shares)])


def _agreement_sections(page: TerminalPage) -> Iterator[str]:
    """The line that names the commands; where the tools are asked for by name, all that the report has of them."""
    if "agreement" not in page.options.sections:
        yield page.wrap_text(commands_sentence(page.sentences))
        return
    for section in list_agreement_sections(page.report):
        blocks = [page.format_heading(section["title"]), *map(page.wrap_text, section["notes"])]
        blocks += [_agreement_table(page, section["summary"])] if section["summary"] else []
        for entry in section["entries"]:
            blocks += ["", apply_style(page.wrap_text(entry["title"]), "strong", page.colour)]
            blocks += [*map(page.wrap_text, entry["notes"])]
            blocks += [
                page.wrap_text(f"{mark['column'] + 1}. {mark['label']}: {mark['note']}") for mark in entry["marks"]
            ]
            blocks += [_agreement_table(page, table) for table in entry["tables"]]
        yield "\n".join(blocks)


def _agreement_table(page: TerminalPage, table: AgreementTable) -> str:
    rows: list[TableRow] = [list(map(page.text_cell, row)) for row in table["rows"]]
    return page.draw_table(table["headings"], rows, tuple(table["widths"]))


def _view_section(page: TerminalPage, tables: Iterable[ReportTable], shares: tuple[int, ...]) -> str:
    """Tables of one part under one heading, each with what it is about; nothing where there are none."""
    blocks: list[str] = []
    for table in tables:
        if not blocks:
            blocks.append(page.format_heading(page.catalogue_text(f"heading.{table.section}")))
        rows: list[TableRow] = [list(map(page.text_cell, row)) for row in table.rows]
        blocks += [page.wrap_text(table.note), page.draw_table(list(table.headings), rows, shares), ""]
    return "\n".join(blocks).rstrip("\n")


def _closing_section(page: TerminalPage) -> str:
    report = page.report
    legend_lines = [
        f"{entry['mark']} {entry['word']}: {entry['says']}".lstrip()
        for group in ("relation", "gap", "cell", "verdict", "constraint", "confidence", "basis")
        for entry in report["legend"][group]
    ]
    return "\n".join(
        [
            page.format_heading(page.catalogue_text("heading.limits")),
            *(page.wrap_text(limit, "  ", "• ") for limit in report["limits"]),
            "",
            page.format_heading(page.catalogue_text("heading.legend")),
            *(page.wrap_text(legend_line, "    ") for legend_line in legend_lines),
            "",
            page.wrap_text(report["order"]),
            *(page.wrap_text(line) for line in page.sentences.closing_sentences()),
            page.wrap_text(page.sentences.stamp_sentence()),
        ]
    )
