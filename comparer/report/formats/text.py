"""The report as plain sentences, to read aloud or to paste into a mail: no table, no mark, nothing but words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from comparer.report.formats.brief_page import head_notes, omission_notes, section_heading
from comparer.report.formats.figure_tables import build_figure_tables
from comparer.report.formats.text_grid import wrap_paragraph
from comparer.report.options import RenderOptions
from comparer.report.sections import outline
from comparer.report.sections.agreement_parts import commands_sentence
from comparer.report.sections.brief import build_brief
from comparer.report.sections.tables import LEDGER_GROUPS, ReportTable, build_delta_table
from comparer.report.sections.view_tables import build_movement_tables, build_open_tables
from comparer.report.sections.word_table import TableCell, build_word_table
from comparer.report.value.types import ReportValue
from comparer.report.words.edit_words import edit_sentence
from comparer.report.words.escape import safe_line, truncate_text
from comparer.report.words.sentences import ReportSentences

MAX_LINE_WIDTH = 76
MAX_SPOKEN_CLAUSE_CHARS = 2_000


def render(report: ReportValue, options: RenderOptions) -> str:
    """The brief and the leading rows; with `options.full`, or by name, all parts. At most 76 columns, or fewer."""
    page = _SpokenPage(report, options)
    width = min(options.width, MAX_LINE_WIDTH)
    blocks = [
        "\n".join(
            wrap_paragraph(truncate_text(safe_line(line), 10 * MAX_SPOKEN_CLAUSE_CHARS), width)
            for line in make_lines(page)
        )
        for section, by_default, make_lines in SPOKEN_PARTS
        if not section or options.shows(section, by_default=by_default)
    ]
    return "\n\n".join(filter(None, blocks)) + "\n"


class _SpokenPage:
    """One report with what its parts are made of."""

    def __init__(self, report: ReportValue, options: RenderOptions) -> None:
        self.report, self.options = report, options
        self.sentences = ReportSentences(report)
        self.table = build_word_table(report)


def _title_lines(page: _SpokenPage) -> Iterator[str]:
    """The title, where no brief gives it."""
    if not page.options.shows("brief"):
        yield page.report["title"]


def _brief_lines(page: _SpokenPage) -> Iterator[str]:
    brief, catalogue = build_brief(page.report, page.table), page.sentences.catalogue
    yield brief.title
    yield from head_notes(brief, catalogue)
    for section in brief.sections:
        yield ""
        yield section_heading(section, catalogue) + "."
        yield from (sentence.text for sentence in section.sentences)
    yield from omission_notes(brief, catalogue)


def _table_lines(page: _SpokenPage) -> Iterator[str]:
    """The leading rows of the table in words, or all of them, each as a paragraph."""
    shows_all = page.options.full or "table" in page.options.sections
    rows = page.table.rows if shows_all else page.table.leading_rows() or page.table.rows
    if rows:
        yield f"{page.sentences.catalogue_text('heading.word_table')}."
    for row in rows:
        texts = [f"{page.sentences.plan_name(cell.plan)}: {_spoken_cell(page, cell)}." for cell in row.cells]
        yield f"{row.number}. {row.label}. {' '.join(texts)}"
    if shows_all and (shared := outline.shared_sentence(page.report, page.sentences)):
        yield shared


def _spoken_cell(page: _SpokenPage, cell: TableCell) -> str:
    """The words of a cell with its state, and the lines that it crosses by their titles."""
    sentences = page.sentences
    state = sentences.catalogue.value_word("cell-state", cell.state)
    text = f"{cell.words.rstrip('.')} ({state})" if cell.words else state
    crossed = [chip for chip in cell.chips if chip.verdict == "breached" and not chip.stated_later]
    titles = [f"{sentences.word_label(chip.party)}, {sentences.line_title(chip.line)}" for chip in crossed]
    if not titles:
        return text
    word = sentences.catalogue.value_word("verdict", "breached")
    return f"{text}; {word}: {'; '.join(titles)}"


def _change_lines(report: ReportValue, sentences: ReportSentences) -> Iterator[str]:
    """What became of findings, where the report tells it."""
    delta, table = report.get("delta"), build_delta_table(report, sentences, is_spoken=True)
    if delta is None or table is None:
        return
    yield f"{sentences.catalogue_text(f'heading.{table.section}')}. {table.note}."
    for row in delta["rows"]:
        before, after = (
            row["before"] or sentences.catalogue_text("word.none"),
            row["after"] or sentences.catalogue_text("word.none"),
        )
        transition = sentences.catalogue_text("sentence.to", before=before, after=after)
        yield f"{row['subject']}: {transition}. {row['because']}".strip()


def _agreement_lines(_: ReportValue, sentences: ReportSentences) -> Iterator[str]:
    """Which commands tell more."""
    if sentence := commands_sentence(sentences):
        yield sentence


def _pair_lines(report: ReportValue, sentences: ReportSentences) -> Iterator[str]:
    for n, pair in enumerate(report["pairs"]):
        if n:
            yield ""
        yield sentences.catalogue_text("sentence.to", before=pair["left"], after=pair["right"]) + ":"
        for link in pair["links"]:
            details = [
                *sentences.change_sentences(link),
                sentences.favours_sentence(link),
            ]
            details.append(sentences.weak_basis_sentence(link))
            yield (
                ". ".join([sentences.link_sentence(pair, link), *(detail.rstrip(".") for detail in details if detail)])
                + "."
            )
        single_gaps, gap_groups = outline.split_gaps(pair["gaps"])
        for gap in single_gaps:
            clause_text = truncate_text(sentences.clause_text(gap["plan"], [gap["clause"]]), MAX_SPOKEN_CLAUSE_CHARS)
            yield f"{sentences.gap_sentence(gap)}. {clause_text}"
        yield from (f"{sentences.gap_group_sentence(gaps)}." for gaps in gap_groups)
        if edits := pair.get("edits"):
            yield f"{sentences.catalogue_text('heading.edits')}:"
            yield from (f"{edit_sentence(edit, sentences)}." for edit in edits)
        if not pair["links"] and not pair["gaps"]:
            yield sentences.catalogue_text("sentence.no_findings")


def _red_line_lines(report: ReportValue, sentences: ReportSentences) -> Iterator[str]:
    if report["verdicts"] or report["later"] or report["deadlocks"]:
        yield (
            f"{sentences.catalogue_text('heading.redlines')}: {report['judged']}"
            f". {sentences.catalogue_text('sentence.confident')}"
        )
    for deadlock in report["deadlocks"]:
        yield f"{sentences.deadlock_sentence(deadlock)}. {sentences.reason_sentence(deadlock)}"
    for verdict in outline.list_verdicts(report):
        yield " ".join(
            [
                f"{sentences.verdict_sentence(verdict)}.",
                sentences.reason_sentence(verdict),
                *sentences.reading_sentences(verdict),
            ]
        )


def _law_lines(report: ReportValue, sentences: ReportSentences) -> Iterator[str]:
    if report["constraints"]:
        yield sentences.catalogue_text("heading.law") + ":"
    for finding in report["constraints"]:
        steps = [f"{number}. {step}" for number, step in enumerate(sentences.step_sentences(finding), 1)]
        yield " ".join([f"{sentences.constraint_sentence(finding)}.", sentences.reason_sentence(finding), *steps])
    if report["steps"]:
        yield sentences.catalogue_text("heading.steps") + ":"
    for step_order in report["steps"]:
        ordered_steps = sentences.ordered_steps(step_order)
        step_texts = [f"{step['number']} {sentences.step_sentence(step)}" for step in ordered_steps]
        yield f"{step_order['plan']}: {' '.join(step_texts)}"


def _other_finding_lines(report: ReportValue, sentences: ReportSentences) -> Iterator[str]:
    for contradiction in report["contradictions"]:
        yield f"{sentences.contradiction_sentence(contradiction)}. {sentences.reason_sentence(contradiction)}"
    for finding in report["plan_findings"]:
        yield f"{sentences.plan_finding_sentence(finding)}. {sentences.reason_sentence(finding)}"


def _figure_lines(report: ReportValue, sentences: ReportSentences) -> Iterator[str]:
    for value_range in report["ranges"]:
        texts = [
            f"{sentences.word_label(position['holder'])} {sentences.position_text(position, value_range['unit'])}"
            for position in value_range["by"]
        ]
        range_ending = " ".join(
            filter(None, [sentences.common_range_sentence(value_range), sentences.reason_sentence(value_range)])
        )
        yield f"{sentences.range_subject(value_range)}: {'; '.join(texts)}. {range_ending}"


def _obligation_lines(report: ReportValue, sentences: ReportSentences) -> Iterator[str]:
    for entry in report["ledger"]:
        groups = ((group, entry[group]) for group in LEDGER_GROUPS)
        texts = [
            f"{sentences.catalogue.value_word('class', group)} {sentences.join_clause_ids(clause_ids)}"
            for group, clause_ids in groups
            if clause_ids
        ]
        yield f"{entry['plan']}, {sentences.word_label(entry['actor'])}: {'; '.join(texts)}."


def _wording_lines(report: ReportValue, sentences: ReportSentences) -> Iterator[str]:
    for wording in report["wordings"]:
        yield sentences.wording_sentence(wording) + "."


def _source_lines(report: ReportValue, sentences: ReportSentences) -> Iterator[str]:
    if report["sources"]:
        yield sentences.catalogue_text("heading.sources") + ":"
    for source_id, source in report["sources"].items():
        yield (
            f"{source_id}: "
            f"{', '.join(filter(None, [source['publisher'], source['title'], source['date'], source['address']]))}."
        )


def _closing_lines(report: ReportValue, sentences: ReportSentences) -> Iterator[str]:
    yield sentences.catalogue_text("heading.limits") + ":"
    yield from report["limits"]
    yield ""
    yield sentences.catalogue_text("heading.legend") + ":"
    for entries in report["legend"].values():
        yield from (f"{entry['word']}: {entry['says']}" for entry in entries)
    yield ""
    yield report["order"]
    yield from (f"{line}." for line in sentences.closing_sentences())


def _movement_lines(page: _SpokenPage) -> Iterator[str]:
    yield from _view_lines(page, build_movement_tables(page.table, page.sentences, is_spoken=True))


def _open_lines(page: _SpokenPage) -> Iterator[str]:
    yield from _view_lines(page, build_open_tables(page.table, page.sentences))


def _figures_by_time_lines(page: _SpokenPage) -> Iterator[str]:
    yield from _view_lines(page, build_figure_tables(page.table, page.sentences))


def _view_lines(page: _SpokenPage, tables: Iterable[ReportTable]) -> Iterator[str]:
    """Tables of one part under one heading, a line a row."""
    for n, table in enumerate(tables):
        if not n:
            yield page.sentences.catalogue_text(f"heading.{table.section}") + "."
        yield f"{table.note}."
        for label, *cells in table.rows:
            yield f"{label}. {'. '.join(filter(None, cells))}."


def _stamp_lines(page: _SpokenPage) -> Iterator[str]:
    yield page.sentences.stamp_sentence()


def _details(
    make_lines: Callable[[ReportValue, ReportSentences], Iterator[str]],
) -> Callable[[_SpokenPage], Iterator[str]]:
    return lambda page: make_lines(page.report, page.sentences)


SPOKEN_PARTS: Final[tuple[tuple[str, bool, Callable[[_SpokenPage], Iterator[str]]], ...]] = (
    ("", True, _title_lines),
    ("brief", True, _brief_lines),
    ("", True, _details(_change_lines)),
    ("table", True, _table_lines),
    ("changes", False, _details(_pair_lines)),
    ("movement", False, _movement_lines),
    ("open", False, _open_lines),
    ("lines", False, _details(_red_line_lines)),
    ("lines", False, _details(_wording_lines)),
    ("law", False, _details(_law_lines)),
    ("agreement", True, _details(_agreement_lines)),
    ("clauses", False, _details(_other_finding_lines)),
    ("clauses", False, _details(_obligation_lines)),
    ("figures", False, _figures_by_time_lines),
    ("figures", False, _details(_figure_lines)),
    ("sources", False, _details(_source_lines)),
    ("reading", False, _details(_closing_lines)),
    ("", True, _stamp_lines),
)
"""The parts in their order: the name by which one is asked for, whether a short report has it, and what tells it."""
