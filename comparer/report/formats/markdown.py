"""The report as Markdown fit for a pull request: one row a finding, stable anchors, long parts folded away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from typing import Final

from comparer.report.formats.brief_page import markdown_brief
from comparer.report.formats.figure_tables import build_figure_tables
from comparer.report.options import RenderOptions
from comparer.report.sections import outline
from comparer.report.sections.agreement_parts import commands_sentence, list_agreement_sections
from comparer.report.sections.brief import build_brief
from comparer.report.sections.tables import (
    SECTION_OF_TABLE,
    ReportTable,
    build_delta_table,
    build_legend_table,
    build_tables,
)
from comparer.report.sections.view_tables import build_movement_tables, build_open_tables
from comparer.report.sections.word_table import TableCell, TableRow, build_word_table
from comparer.report.value.types import AgreementTable, GapRecord, LinkRecord, PairRecord, ReportValue, VerdictRecord
from comparer.report.words.chips import chip_legend, chip_text
from comparer.report.words.escape import anchor_name, code_span, escape_markdown, safe_line
from comparer.report.words.redline import RedlineOp, compute_redline
from comparer.report.words.sentences import ReportSentences

MAX_MARKDOWN_CLAUSE_CHARS = 4_000
"""Characters of a clause in a cell; what is longer is cut, and the cut is marked."""


def render(report: ReportValue, options: RenderOptions) -> str:
    """The brief and the leading rows of the table in words; with `options.full`, or by name, all parts of the report.

    Text of others is escaped, and each finding of the details has an anchor.
    """
    page = _MarkdownPage(report, options)
    blocks = [
        block
        for section, by_default, make_blocks in MARKDOWN_PARTS
        if not section or options.shows(section, by_default=by_default)
        for block in make_blocks(page)
    ]
    return "\n\n".join(blocks) + "\n"


def change_blocks(report: ReportValue) -> Iterator[str]:
    """What became of findings, where the report tells it: a heading, the counts, a row for each."""
    page = _MarkdownPage(report, RenderOptions())
    table = build_delta_table(report, page.sentences)
    if table is None:
        return
    yield page.heading_line(table.section)
    yield escape_markdown(table.note)
    if table.rows:
        yield _draw_pipe_table(table)


class _MarkdownPage:
    def __init__(self, report: ReportValue, options: RenderOptions) -> None:
        self.report, self.options = report, options
        self.table = build_word_table(report)
        self.sentences = ReportSentences(report)

    def catalogue_text(self, key: str, **fields: object) -> str:
        return self.sentences.catalogue_text(key, **fields)

    def heading_line(self, name: str, level: int = 2) -> str:
        return f"{'#' * level} {escape_markdown(self.catalogue_text(f'heading.{name}'))}"

    def mark_and_word(self, group: str, value: str) -> str:
        return escape_markdown(self.sentences.mark_and_word(group, value))

    def clause_code_spans(self, clause_ids: Iterable[str]) -> str:
        return ", ".join(map(code_span, clause_ids))

    def format_clauses(self, plan_id: str, clause_ids: list[str]) -> str:
        """Each clause as its id and text, then its readings; cut where it is very long."""
        clause_parts = self.sentences.clause_parts(plan_id, clause_ids)
        own_ids = set(clause_ids)
        return "<br>".join(
            f"{code_span(label) if label in own_ids else f'{escape_markdown(label)}:'}"
            f" {escape_markdown(text, MAX_MARKDOWN_CLAUSE_CHARS)}"
            for label, text in clause_parts
        )


def _pipe_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A pipe table; the cells are escaped already."""
    lines: list[Sequence[str]] = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _details_block(title: str, body: Iterable[str]) -> str:
    content = "\n\n".join(body)
    return f"<details>\n<summary>{escape(safe_line(title))}</summary>\n\n{content}\n\n</details>"


def _finding_anchor(fingerprint: str) -> str:
    return f'<a id="{anchor_name(fingerprint)}"></a>'


def _title_blocks(page: _MarkdownPage) -> Iterator[str]:
    """The title, where no brief gives it."""
    if not page.options.shows("brief"):
        yield f"# {escape_markdown(page.report['title'])}"


def _brief_blocks(page: _MarkdownPage) -> Iterator[str]:
    yield markdown_brief(build_brief(page.report, page.table), page.sentences.catalogue).rstrip("\n")


def _change_part(page: _MarkdownPage) -> Iterator[str]:
    yield from change_blocks(page.report)


def _word_table_blocks(page: _MarkdownPage) -> Iterator[str]:
    """The table in words: the leading rows, or all where everything was asked for; then what its marks mean."""
    shows_all = page.options.full or "table" in page.options.sections
    rows = page.table.rows if shows_all else page.table.leading_rows() or page.table.rows
    if not rows:
        return
    sentences = page.sentences
    yield page.heading_line("word_table")
    headings = [page.catalogue_text("column.issue"), *map(sentences.plan_name, page.table.plans)]
    cells = [[_row_label(row), *(_markdown_cell(page, cell) for cell in row.cells)] for row in rows]
    yield _pipe_table(list(map(escape_markdown, headings)), cells)
    notes = [chip_legend(page.sentences.catalogue)] if any(cell.chips for row in rows for cell in row.cells) else []
    notes += [page.catalogue_text("sentence.rows_shown", n=len(rows), total=len(page.table.rows))]
    yield escape_markdown(" · ".join(note.strip() for note in notes))
    if shows_all and (shared := outline.shared_sentence(page.report, sentences)):
        yield escape_markdown(shared)


def _row_label(row: TableRow) -> str:
    return f'<a id="{anchor_name("row", row.id)}"></a>{row.number} {escape_markdown(row.label)}'


def _markdown_cell(page: _MarkdownPage, cell: TableCell) -> str:
    """Words; below them the points, the state, and the marks of the lines."""
    state = page.sentences.mark_and_word("cell-state", cell.state)
    details = [", ".join(map(code_span, cell.points)), escape_markdown(state) if cell.words else ""]
    below = " ".join(
        filter(
            None, [" · ".join(filter(None, details)), escape_markdown(chip_text(cell.chips, page.sentences.catalogue))]
        )
    )
    words = escape_markdown(cell.words or state)
    return f"{words}<br>{below}" if below else words


def _pair_blocks(page: _MarkdownPage, pair: PairRecord) -> Iterator[str]:
    left, right = pair["left"], pair["right"]
    yield f'<a id="{anchor_name("pair", left, right)}"></a>'
    title = page.catalogue_text("sentence.pair", left=left, right=right)
    counts = (
        f"{page.catalogue_text('heading.align')} {len(pair['links'])}"
        f", {page.catalogue_text('heading.gaps')} {len(pair['gaps'])}"
    )
    yield _details_block(f"{title}: {counts}", _pair_detail_blocks(page, pair))


def _pair_detail_blocks(page: _MarkdownPage, pair: PairRecord) -> Iterator[str]:
    sentences, left, right = page.sentences, pair["left"], pair["right"]
    if pair["links"]:
        yield escape_markdown(sentences.wording_text("sentence.words_redline"))
        rows = [
            [
                f"{_finding_anchor(link['fingerprint'])}{page.format_clauses(left, link['left'])}",
                _right_clause_redline(page, pair, link),
                _link_cell_text(page, link),
            ]
            for link in pair["links"]
        ]
        yield _pipe_table([code_span(left), code_span(right), *page.sentences.column_headings("relation")], rows)
    single_gaps, gap_groups = outline.split_gaps(pair["gaps"])
    rows = []
    for gap in single_gaps:
        gap_text = sentences.gap_sentence(gap)
        clause_text = page.format_clauses(gap["plan"], [gap["clause"]])
        rows.append(
            [
                f"{_finding_anchor(gap['fingerprint'])}{page.mark_and_word('gap', gap['kind'])}",
                escape_markdown(gap_text),
                clause_text,
            ]
        )
    if rows:
        yield _pipe_table(
            [
                page.catalogue_text("column.kind"),
                page.catalogue_text("heading.gaps"),
                *page.sentences.column_headings("text"),
            ],
            rows,
        )
    if gap_groups:
        yield "\n".join(_gap_group_bullet(page, gaps) for gaps in gap_groups)
    if not pair["links"] and not pair["gaps"]:
        yield page.catalogue_text("sentence.no_findings")


def _gap_group_bullet(page: _MarkdownPage, gaps: list[GapRecord]) -> str:
    """Gaps of one kind and direction in one line: the clauses stand in the list of clauses."""
    anchors = "".join(_finding_anchor(gap["fingerprint"]) for gap in gaps)
    sentence = escape_markdown(page.sentences.gap_group_sentence(gaps))
    return f"- {anchors}{page.mark_and_word('gap', gaps[0]['kind'])}: {sentence}."


def _right_clause_redline(page: _MarkdownPage, pair: PairRecord, link: LinkRecord) -> str:
    """The right clause as a redline against the left one, where one answers one."""
    clauses = page.report["clauses"]
    sides = ((pair["left"], link["left"]), (pair["right"], link["right"]))
    has_readings = any(
        clauses[f"{plan_id}#{clause_id}"]["variants"] for plan_id, clause_ids in sides for clause_id in clause_ids
    )
    if link["relation"] == "same" or has_readings or len(link["left"]) != 1 or len(link["right"]) != 1:
        return page.format_clauses(pair["right"], link["right"])
    before = page.sentences.clause_text(pair["left"], link["left"])
    after = page.sentences.clause_text(pair["right"], link["right"])
    if max(len(before), len(after)) > MAX_MARKDOWN_CLAUSE_CHARS:
        return page.format_clauses(pair["right"], link["right"])
    return f"{code_span(link['right'][0])} {''.join(map(_markdown_op, compute_redline(before, after))).strip()}"


def _markdown_op(op: RedlineOp) -> str:
    tag = {"delete": "del", "insert": "ins"}.get(op.kind)
    space = " " if op.text[:1].isspace() else ""
    body = escape_markdown(op.text)
    return f"{space}<{tag}>{body}</{tag}>" if tag else f"{space}{body}"


def _link_cell_text(page: _MarkdownPage, link: LinkRecord) -> str:
    sentences = page.sentences
    lines = [*sentences.change_sentences(link), sentences.favours_sentence(link), sentences.weak_basis_sentence(link)]
    lines.append(sentences.catalogue.value_word("matched_by", link["matched_by"]))
    return "<br>".join(
        [f"**{page.mark_and_word('relation', link['relation'])}**", *map(escape_markdown, filter(None, lines))]
    )


def _red_line_blocks(page: _MarkdownPage) -> Iterator[str]:
    report, sentences = page.report, page.sentences
    if not (report["verdicts"] or report["later"] or report["deadlocks"]):
        return
    yield page.heading_line("redlines")
    yield escape_markdown(f"{report['judged']}. {page.catalogue_text('sentence.confident')}")
    deadlocks = [
        f"- {escape_markdown(sentences.deadlock_sentence(deadlock))}"
        f". {escape_markdown(sentences.reason_sentence(deadlock))} "
        f"{_finding_anchor(deadlock['fingerprint'])}"
        for deadlock in report["deadlocks"]
    ]
    if deadlocks:
        yield "\n".join(deadlocks)
    verdicts_by_line = outline.group_by_key(outline.list_verdicts(report), lambda verdict: verdict["line"])
    for line_ref, verdicts in verdicts_by_line.items():
        verdict_words = ", ".join(
            f"{verdict['plan']} {sentences.catalogue.value_word('verdict', verdict['verdict'])}" for verdict in verdicts
        )
        flags = sentences.line_flags(line_ref)
        title = (
            f"{sentences.word_label(verdicts[0]['party'])} · {line_ref} "
            f"{sentences.line_title(line_ref)} ({flags}): {verdict_words}"
        )
        rows = [_verdict_row_texts(page, verdict) for verdict in verdicts]
        headings = page.sentences.column_headings("plan", "verdict", "clauses", "because")
        yield _details_block(title, [_pipe_table(headings, rows)])


def _verdict_row_texts(page: _MarkdownPage, verdict: VerdictRecord) -> list[str]:
    reasons = [page.sentences.reason_sentence(verdict), *page.sentences.verdict_notes(verdict)]
    clause_spans = page.clause_code_spans([*verdict["clauses"], *verdict["notes"]])
    mark = page.mark_and_word("verdict", verdict["verdict"])
    return [
        f"{_finding_anchor(verdict['fingerprint'])}{code_span(verdict['plan'])}",
        mark,
        clause_spans,
        "<br>".join(map(escape_markdown, reasons)),
    ]


def _table_part(section: str) -> Callable[[_MarkdownPage], Iterator[str]]:
    """The simpler tables that belong to a part; a heading stands once above the tables of a kind."""

    def make_blocks(page: _MarkdownPage) -> Iterator[str]:
        last_kind = ""
        for table in build_tables(page.report, page.sentences):
            if SECTION_OF_TABLE[table.section] != section:
                continue
            if table.section != last_kind:
                yield page.heading_line(table.section)
            last_kind = table.section
            if table.note:
                yield escape_markdown(table.note)
            yield _draw_pipe_table(table)

    return make_blocks


def _clause_list_blocks(page: _MarkdownPage) -> Iterator[str]:
    """Every clause once, folded by plan: its text, what it was encoded to do, how it is known, and from where."""
    report, sentences = page.report, page.sentences
    yield page.heading_line("clauses")
    headings = page.sentences.column_headings("clause", "issue", "text", "says", "known", "sources")
    for plan in report["plans"]:
        rows = []
        for clause_id in plan["clause_ids"]:
            clause = report["clauses"][f"{plan['id']}#{clause_id}"]
            texts = [
                clause["text"],
                *(f"[{sentences.variant_name(variant)}] {variant['text']}" for variant in clause["variants"]),
            ]
            status_words = [sentences.catalogue.value_word("known", clause["known"]), clause["evidence"]]
            status_words += (
                [sentences.catalogue.value_word("state", clause["state"])] if clause["state"] != "open" else []
            )
            rows.append(
                [
                    code_span(clause_id),
                    escape_markdown(sentences.issue_label(clause["issue"])),
                    "<br>".join(escape_markdown(text, MAX_MARKDOWN_CLAUSE_CHARS) for text in texts),
                    escape_markdown(sentences.norm_text(clause)),
                    escape_markdown(", ".join(filter(None, status_words))),
                    page.clause_code_spans(clause["cites"]),
                ]
            )
        yield _details_block(f"{plan['id']}: {plan['title']} ({len(rows)})", [_pipe_table(headings, rows)])


def _draw_pipe_table(table: ReportTable) -> str:
    """The table; a column of fingerprints becomes an anchor in the first cell of its row."""
    visible = [n for n, kind in enumerate(table.column_kinds) if kind != "finding"]
    anchored = [n for n, kind in enumerate(table.column_kinds) if kind == "finding"]
    rows = []
    for row in table.rows:
        cells = [_format_table_cell(table.column_kinds[n], row[n]) for n in visible]
        rows.append(["".join(_finding_anchor(row[n]) for n in anchored) + cells[0], *cells[1:]])
    return _pipe_table([escape_markdown(table.headings[n]) for n in visible], rows)


def _format_table_cell(kind: str, cell: str) -> str:
    return (
        ", ".join(code_span(clause_id) for clause_id in cell.split(", ") if clause_id)
        if kind == "ids"
        else escape_markdown(cell)
    )


def _stamp_blocks(page: _MarkdownPage) -> Iterator[str]:
    yield escape_markdown(page.sentences.stamp_sentence())


def _movement_blocks(page: _MarkdownPage) -> Iterator[str]:
    yield from _view_blocks(page, build_movement_tables(page.table, page.sentences))


def _open_blocks(page: _MarkdownPage) -> Iterator[str]:
    yield from _view_blocks(page, build_open_tables(page.table, page.sentences))


def _figure_blocks(page: _MarkdownPage) -> Iterator[str]:
    yield from _view_blocks(page, build_figure_tables(page.table, page.sentences))


def _view_blocks(page: _MarkdownPage, tables: Iterable[ReportTable]) -> Iterator[str]:
    """Tables of one part under one heading, each with what it is about."""
    for n, table in enumerate(tables):
        if not n:
            yield page.heading_line(table.section)
        yield escape_markdown(table.note)
        yield _draw_pipe_table(table)


def _closing_blocks(page: _MarkdownPage) -> Iterator[str]:
    report = page.report
    yield page.heading_line("limits")
    yield "\n".join(f"- {escape_markdown(limit)}" for limit in report["limits"])
    legend = build_legend_table(report, page.sentences)
    yield _details_block(
        page.catalogue_text("heading.legend"),
        [_pipe_table(list(legend.headings), [list(map(escape_markdown, row)) for row in legend.rows])],
    )
    yield page.heading_line("totals")
    yield "\n".join(f"- {escape_markdown(line)}" for line in page.sentences.closing_sentences())
    yield escape_markdown(report["order"])


def _pairs_part(page: _MarkdownPage) -> Iterator[str]:
    for pair in page.report["pairs"]:
        yield from _pair_blocks(page, pair)


def _agreement_blocks(page: _MarkdownPage) -> Iterator[str]:
    """The line that names the commands; in full, or by name, every table of the tools towards agreement."""
    if not page.options.full and "agreement" not in page.options.sections:
        if sentence := commands_sentence(page.sentences):
            yield escape_markdown(sentence)
        return
    sections = list_agreement_sections(page.report)
    if sections:
        yield f"## {escape_markdown(page.catalogue_text('agreement.chapter.title'))}"
    for section in sections:
        yield f"### {escape_markdown(section['title'])}"
        yield from map(escape_markdown, section["notes"])
        if section["summary"]:
            yield _agreement_table(section["summary"])
        for entry in section["entries"]:
            notes = [*entry["notes"], *(f"{mark['label']}: {mark['note']}" for mark in entry["marks"])]
            yield _details_block(
                entry["title"], [*map(escape_markdown, notes), *map(_agreement_table, entry["tables"])]
            )
        yield escape_markdown(page.catalogue_text("agreement.chapter.all", command=section["command"]))


def _agreement_table(table: AgreementTable) -> str:
    return _pipe_table(
        [escape_markdown(heading) for heading in table["headings"]],
        [[escape_markdown(cell) for cell in row] for row in table["rows"]],
    )


MARKDOWN_PARTS: Final[tuple[tuple[str, bool, Callable[[_MarkdownPage], Iterator[str]]], ...]] = (
    ("", True, _title_blocks),
    ("brief", True, _brief_blocks),
    ("", True, _change_part),
    ("table", True, _word_table_blocks),
    ("changes", False, _pairs_part),
    ("changes", False, _table_part("changes")),
    ("movement", False, _movement_blocks),
    ("open", False, _open_blocks),
    ("lines", False, _red_line_blocks),
    ("lines", False, _table_part("lines")),
    ("figures", False, _figure_blocks),
    ("figures", False, _table_part("figures")),
    ("law", False, _table_part("law")),
    ("agreement", True, _agreement_blocks),
    ("clauses", False, _table_part("clauses")),
    ("clauses", False, _clause_list_blocks),
    ("sources", False, _table_part("sources")),
    ("reading", False, _closing_blocks),
    ("", True, _stamp_blocks),
)
"""The parts in their order: the name by which one is asked for, whether a short report has it, and what draws it."""
