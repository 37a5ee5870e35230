"""The report for a terminal: one screen that says what matters, then every finding in tables that fit the width."""

from __future__ import annotations

from collections.abc import Iterator

from comparer.report.formats.terminal_page import MAX_TERMINAL_CELL_CHARS, VALUE_STYLES, TerminalPage
from comparer.report.formats.text_grid import COLUMN_GAP, StyledCell, TableRow, apply_style, draw_grid, fit_widths
from comparer.report.options import RenderOptions
from comparer.report.sections import outline
from comparer.report.sections.matrix import Matrix, MatrixCell
from comparer.report.sections.tables import build_tables
from comparer.report.value.types import LinkRecord, PairRecord, PlanRecord, ReportValue, VerdictRecord
from comparer.report.words.escape import display_width, safe_line, truncate_text

FIRST_SCREEN_LINES = 34
"""Lines of the first screen before its closing counts."""

MAX_TITLED_PLANS = 8
"""More plans than this are listed without their titles."""

MIN_FIRST_SCREEN_HEADLINES = 4
"""Findings told on the first screen, however many plans take up its lines."""

MAX_PLAN_COLUMN_WIDTH = 26
"""Columns that one plan may take in the matrix."""

WIDTH_SHARES = {"text": 3, "ids": 1, "finding": 0}
"""What the columns of a table take of the width, by their kind."""


def render(report: ReportValue, options: RenderOptions) -> str:
    """Everything in the report, at `options.width` columns."""
    page = TerminalPage(report, options)
    sections = [
        _first_screen(page),
        page.changes_section(),
        _matrix_section(page),
        *(_pair_section(page, pair) for pair in report["pairs"]),
        *_red_line_sections(page),
        *_law_sections(page),
        *_simple_table_sections(page),
        _closing_section(page),
    ]
    return "\n\n".join(filter(None, sections)) + "\n"


def render_first_screen(report: ReportValue, width: int, colour: bool = False) -> str:
    """One screen: what was compared, how much of it is known, what all share, what matters most, and the counts."""
    page = TerminalPage(report, RenderOptions(width=width, colour=colour))
    return (
        _first_screen(page)
        + "\n\n"
        + "\n".join(page.wrap_text(line) for line in page.sentences.closing_sentences())
        + "\n"
    )


def _first_screen(page: TerminalPage) -> str:
    """The first screen: as many findings as it has lines for, and how many more there are.

    How the plans stand to the base is told where they are few; the matrix tells it of many.
    """
    report, sentences = page.report, page.sentences
    base_lines = [page.wrap_text(line, "  ", "") for line in outline.base_summary_lines(report, sentences)]
    blocks = [
        page.format_heading(report["title"]),
        page.wrap_text(outline.comparison_sentence(report, sentences)),
        _plans_overview(page),
        page.wrap_text(outline.shared_sentence(report, sentences)),
        "\n".join(base_lines) if len(base_lines) <= MIN_FIRST_SCREEN_HEADLINES else "",
    ]
    top = "\n\n".join(filter(None, blocks))
    headlines = [_headline_line(page, headline) for headline in outline.list_headlines(report, sentences)]
    remaining_lines = FIRST_SCREEN_LINES - top.count("\n")
    shown_count = 0
    while shown_count < len(headlines) and (
        shown_count < MIN_FIRST_SCREEN_HEADLINES or headlines[shown_count].count("\n") < remaining_lines
    ):
        remaining_lines -= headlines[shown_count].count("\n") + 1
        shown_count += 1
    headlines_text = "\n".join(headlines[:shown_count]) or page.catalogue_text("sentence.nothing")
    return (
        f"{top}\n\n{page.format_heading(page.catalogue_text('heading.matter'))}\n"
        f"{headlines_text}{_omitted_rows_line(page, len(headlines) - shown_count)}"
    )


def _plans_overview(page: TerminalPage) -> str:
    """How much of each plan is known: a line each with its title, or, where they are many, in one list by coverage."""
    if len(page.report["plans"]) > MAX_TITLED_PLANS:
        return "\n".join(_plans_of_coverage(page, coverage) for coverage in ("complete", "partial"))
    words = page.sentences.catalogue
    rows = []
    for plan in page.report["plans"]:
        kind = words.value_word("kind", plan["kind"])
        kind += f", {words.value_word('coverage', 'partial')}" if plan["coverage"] == "partial" else ""
        rows.append([plan["id"], kind, _clause_counts_text(page, plan), safe_line(plan["title"])])
    headings = page.sentences.column_headings("plan", "kind", "clauses", "title")
    widths = fit_widths(headings, rows, page.width, (0, 0, 0, 1))
    cells = [
        [*row[:3], row[3] if display_width(row[3]) <= widths[3] else f"{row[3][: widths[3] - 1]}…"] for row in rows
    ]
    return draw_grid(headings, cells, widths, colour=page.colour)


def _plans_of_coverage(page: TerminalPage, coverage: str) -> str:
    """The plans of one coverage with the number of their clauses, and how many of those are not stated."""
    plans = [plan for plan in page.report["plans"] if plan["coverage"] == coverage]
    plan_texts = [f"{plan['id']} ({_clause_counts_text(page, plan)})" for plan in plans]
    coverage_word = page.sentences.catalogue.value_word("coverage", coverage)
    return page.wrap_text(f"{coverage_word}: {', '.join(plan_texts)}.", "  ", "") if plan_texts else ""


def _clause_counts_text(page: TerminalPage, plan: PlanRecord) -> str:
    """How many clauses a plan has, and how many of them are not stated."""
    return ", ".join(filter(None, [str(plan["clauses"]), page.sentences.unstated_counts_text(plan)]))


def _omitted_rows_line(page: TerminalPage, omitted_count: int) -> str:
    """How much of a list the first screen leaves out."""
    if omitted_count <= 0:
        return ""
    return "\n" + page.wrap_text(
        page.catalogue_text("sentence.rows_left", n=omitted_count, where=page.catalogue_text("sentence.further_on"))
    )


def _headline_line(page: TerminalPage, headline: outline.Headline) -> str:
    """One finding in words; what two opposed clauses say stands with it, other reasons stand in the full report."""
    mark = page.sentences.catalogue.value_mark(headline.group, headline.value) or "•"
    text = f"{headline.text}: {headline.reason}" if headline.group == "relation" else headline.text
    line = page.wrap_text(text, "  ", f"{mark} ")
    return apply_style(mark, VALUE_STYLES.get(headline.value, ""), page.colour) + line.removeprefix(mark)


def _matrix_section(page: TerminalPage) -> str:
    """As many plans as fit, with the ids of their clauses where there is room; says which plans were left out."""
    report, base = page.report, page.report["base"]
    if not report["rows"]:
        return ""
    matrix = Matrix(report)
    plans = [base, *(plan["id"] for plan in report["plans"] if plan["id"] != base)]
    matrix_rows = [[matrix.find_cell(base, row, plan) for plan in plans] for row in report["rows"]]
    labels = [safe_line(page.sentences.row_label(row)) for row in report["rows"]]
    label_width = min(max(map(display_width, labels)), max(18, page.width // 3))
    for with_ids in (True, False):
        cells = [[_draw_matrix_cell(page, matrix_cell, with_ids) for matrix_cell in row] for row in matrix_rows]
        plan_widths = [
            min(max(display_width(plan), *(display_width(row[n].text) for row in cells)), MAX_PLAN_COLUMN_WIDTH)
            for n, plan in enumerate(plans)
        ]
        shown_count = _count_fitting_columns(page.width - label_width, plan_widths)
        if shown_count == len(plans):
            break
    body_rows: list[TableRow] = []
    last_label = ""
    for label, row_cells in zip(labels, cells, strict=True):
        if any(cell.text for cell in row_cells[:shown_count]):
            body_rows.append(["" if label == last_label else label, *row_cells[:shown_count]])
            last_label = label
    headings = [page.catalogue_text("column.issue"), *plans[:shown_count]]
    parts = [
        page.format_heading(page.catalogue_text("heading.matrix")),
        page.wrap_text(page.catalogue_text("sentence.base", base=base)),
        draw_grid(headings, body_rows, [label_width, *plan_widths[:shown_count]], colour=page.colour),
    ]
    if shown_count < len(plans):
        parts.append(page.wrap_text(page.catalogue_text("sentence.columns_left", plans=", ".join(plans[shown_count:]))))
    if len(body_rows) < len(cells):
        parts.append(page.wrap_text(page.catalogue_text("sentence.empty_rows", n=len(cells) - len(body_rows))))
    return "\n".join(parts)


def _count_fitting_columns(remaining_width: int, widths: list[int]) -> int:
    """How many columns fit, at least one."""
    for n, width in enumerate(widths):
        remaining_width -= len(COLUMN_GAP) + width
        if remaining_width < 0:
            return max(n, 1)
    return len(widths)


def _draw_matrix_cell(page: TerminalPage, matrix_cell: MatrixCell, with_ids: bool) -> StyledCell:
    clauses = safe_line(", ".join(matrix_cell.clauses))
    if matrix_cell.value == "base":
        return StyledCell(clauses, "faint")
    if matrix_cell.value == "empty":
        return StyledCell("")
    return page.mark_cell(matrix_cell.group, matrix_cell.value, f" {clauses}" if with_ids and clauses else "")


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
    same_texts = [
        f"{_same_clause_ids(link)} [{link['fingerprint']}]" for link in pair["links"] if link["relation"] == "same"
    ]
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
        gap_text = f"{sentences.gap_sentence(gap)}. {text} {sentences.acceptance_note(gap)}".strip()
        rows.append([page.mark_cell("gap", gap["kind"]), gap_text, gap["fingerprint"]])
    if rows:
        headings = [
            page.catalogue_text("column.kind"),
            page.catalogue_text("heading.gaps"),
            page.catalogue_text("column.fingerprint"),
        ]
        yield page.draw_table(headings, rows, (0, 1, 0))
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
        sentences.acceptance_note(link),
    ]
    lines = [
        sentences.mark_and_word("relation", link["relation"]),
        *(truncate_text(safe_line(text), MAX_TERMINAL_CELL_CHARS) for text in texts),
    ]
    lines.append(f"[{link['fingerprint']}]")
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
                page.wrap_text(f"{sentences.reason_sentence(finding)} [{finding['fingerprint']}]", "  "),
            ]
        )
    verdicts_by_line = outline.group_by_key(outline.list_verdicts(report), lambda verdict: verdict["line"])
    for line_ref, verdicts in verdicts_by_line.items():
        title = f"{line_ref} {sentences.line_title(line_ref)} ({sentences.line_flags(line_ref)})"
        heading = f"{sentences.word_label(verdicts[0]['party'])} · {title}"
        rows: list[TableRow] = [_verdict_row_cells(page, verdict) for verdict in verdicts]
        headings = page.sentences.column_headings("plan", "verdict", "clauses", "because", "fingerprint")
        yield page.wrap_text(heading) + "\n" + page.draw_table(headings, rows, (0, 0, 1, 3, 0))


def _verdict_row_cells(page: TerminalPage, verdict: VerdictRecord) -> list[StyledCell | str]:
    sentences = page.sentences
    reasons = [sentences.reason_sentence(verdict), *sentences.verdict_notes(verdict)]
    clauses = sentences.join_clause_ids([*verdict["clauses"], *(f"({note})" for note in verdict["notes"])])
    reason = truncate_text(safe_line(" ".join(reasons)), MAX_TERMINAL_CELL_CHARS)
    return [verdict["plan"], page.mark_cell("verdict", verdict["verdict"]), clauses, reason, verdict["fingerprint"]]


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
            rows.append(
                [finding["plan"], mark, sentences.join_clause_ids(finding["clauses"]), reason, finding["fingerprint"]]
            )
        headings = page.sentences.column_headings("plan", "verdict", "clauses", "because", "fingerprint")
        title = page.wrap_text(
            f"{constraint_id} {constraint['title']} ({sentences.catalogue.value_word('force', constraint['force'])})"
        )
        yield f"{title}\n{page.draw_table(headings, rows, (0, 0, 1, 3, 0))}"


def _simple_table_sections(page: TerminalPage) -> Iterator[str]:
    """Every simpler part but the law; a heading stands once above the tables of its part."""
    section = "law"
    for table in build_tables(page.report, page.sentences):
        if table.section == "law":
            continue
        blocks = (
            [page.format_heading(page.catalogue_text(f"heading.{table.section}"))] if table.section != section else []
        )
        blocks += [page.wrap_text(table.note)] if table.note else []
        section = table.section
        rows: list[TableRow] = [[page.text_cell(cell) for cell in row] for row in table.rows]
        yield "\n".join(
            [*blocks, page.draw_table(table.headings, rows, tuple(WIDTH_SHARES[kind] for kind in table.column_kinds))]
        )


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
