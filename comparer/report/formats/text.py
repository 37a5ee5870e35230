"""The report as plain sentences, to read aloud or to paste into a mail: no table, no mark, nothing but words."""

from __future__ import annotations

from collections.abc import Iterator

from comparer.report.formats.text_grid import wrap_paragraph
from comparer.report.options import RenderOptions
from comparer.report.sections import outline
from comparer.report.sections.matrix import Matrix
from comparer.report.sections.tables import LEDGER_GROUPS, build_delta_table
from comparer.report.value.types import ReportValue
from comparer.report.words.escape import safe_line, truncate_text
from comparer.report.words.sentences import ReportSentences

MAX_LINE_WIDTH = 76
MAX_SPOKEN_CLAUSE_CHARS = 2_000


def render(report: ReportValue, options: RenderOptions) -> str:
    """Paragraphs of at most 76 columns, or fewer where the reader has less room."""
    sentences = ReportSentences(report)
    width = min(options.width, MAX_LINE_WIDTH)
    sections = (
        _opening_sentences,
        _change_lines,
        _matrix_lines,
        _pair_lines,
        _red_line_lines,
        _law_lines,
        _other_finding_lines,
        _closing_lines,
    )
    blocks = [
        "\n".join(
            wrap_paragraph(truncate_text(safe_line(line), 10 * MAX_SPOKEN_CLAUSE_CHARS), width)
            for line in make_lines(report, sentences)
        )
        for make_lines in sections
    ]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _opening_sentences(report: ReportValue, sentences: ReportSentences) -> Iterator[str]:
    yield report["title"]
    yield outline.comparison_sentence(report, sentences)
    for plan_id, kind, share, title in outline.plan_overview_rows(report, sentences):
        yield f"{plan_id}: {title} ({kind}; {share})."
    if shared_sentence := outline.shared_sentence(report, sentences):
        yield shared_sentence
    yield from (f"{line}." for line in outline.base_summary_lines(report, sentences, is_spoken=True))
    yield ""
    yield sentences.catalogue_text("heading.matter") + ":"
    headlines = outline.list_headlines(report, sentences)
    yield from (f"{headline.text}. {headline.reason}".strip() for headline in headlines)
    if not headlines:
        yield sentences.catalogue_text("sentence.nothing")


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


def _matrix_lines(report: ReportValue, sentences: ReportSentences) -> Iterator[str]:
    matrix, base = Matrix(report), report["base"]
    plans = [plan["id"] for plan in report["plans"] if plan["id"] != base]
    if report["rows"] and plans:
        yield f"{sentences.catalogue_text('heading.matrix')}. {sentences.catalogue_text('sentence.base', base=base)}"
    for row in report["rows"] if plans else ():
        cells = [(plan, matrix.find_cell(base, row, plan)) for plan in plans]
        cell_texts = [
            f"{plan} {sentences.catalogue.value_word(cell.group, cell.value)}"
            for plan, cell in cells
            if cell.value != "empty"
        ]
        yield f"{sentences.row_label(row)}: {', '.join(cell_texts) or sentences.catalogue_text('word.none')}."


def _pair_lines(report: ReportValue, sentences: ReportSentences) -> Iterator[str]:
    for n, pair in enumerate(report["pairs"]):
        if n:
            yield ""
        yield sentences.catalogue_text("sentence.to", before=pair["left"], after=pair["right"]) + ":"
        for link in pair["links"]:
            details = [
                *map(sentences.spoken_change_sentence, link["changes"]),
                sentences.favours_sentence(link),
            ]
            details += [sentences.weak_basis_sentence(link), sentences.acceptance_note(link)]
            yield (
                ". ".join([sentences.link_sentence(pair, link), *(detail.rstrip(".") for detail in details if detail)])
                + "."
            )
        single_gaps, gap_groups = outline.split_gaps(pair["gaps"])
        for gap in single_gaps:
            clause_text = truncate_text(sentences.clause_text(gap["plan"], [gap["clause"]]), MAX_SPOKEN_CLAUSE_CHARS)
            yield " ".join(
                filter(None, [f"{sentences.gap_sentence(gap)}.", clause_text, sentences.acceptance_note(gap)])
            )
        yield from (f"{sentences.gap_group_sentence(gaps)}." for gaps in gap_groups)
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
    for value_range in report["ranges"]:
        texts = [
            f"{sentences.word_label(position['holder'])} {sentences.position_text(position, value_range['unit'])}"
            for position in value_range["by"]
        ]
        range_ending = " ".join(
            filter(None, [sentences.common_range_sentence(value_range), sentences.reason_sentence(value_range)])
        )
        yield f"{sentences.range_subject(value_range)}: {'; '.join(texts)}. {range_ending}"
    for entry in report["ledger"]:
        groups = ((group, entry[group]) for group in LEDGER_GROUPS)
        texts = [
            f"{sentences.catalogue.value_word('class', group)} {sentences.join_clause_ids(clause_ids)}"
            for group, clause_ids in groups
            if clause_ids
        ]
        yield f"{entry['plan']}, {sentences.word_label(entry['actor'])}: {'; '.join(texts)}."
    for wording in report["wordings"]:
        yield sentences.wording_sentence(wording) + "."
    for acceptance in report["accepted"]:
        state = sentences.catalogue_text(f"sentence.accepted_{acceptance['state']}")
        yield f"{acceptance['fingerprint']}, {state}: {acceptance['reason']}"
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
    yield sentences.stamp_sentence()
