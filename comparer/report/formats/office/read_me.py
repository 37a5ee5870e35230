"""The first sheet of the Excel report: the brief, what the other sheets hold, how to read them, and the stamp."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from comparer.report.formats.brief_page import omission_notes, section_heading
from comparer.report.formats.office.closing_words import brief_notes, legend_rows, plan_lines, short_stamp
from comparer.report.formats.office.sheet import A4_PAPER_CODE, LINE_HEIGHT_POINTS, SheetWriter, estimate_line_count
from comparer.report.formats.office.text import cut_safe_text
from comparer.report.sections.brief import Brief
from comparer.report.sections.word_table import WordTable
from comparer.report.words.sentences import ReportSentences

LABEL_WIDTH_CHARS, TEXT_WIDTH_CHARS = 24, 118
TITLE_SIZE, SUBTITLE_SIZE = 16, 10


def draw_read_me(
    writer: SheetWriter,
    brief: Brief,
    table: WordTable,
    sentences: ReportSentences,
    sheet_texts: Mapping[str, str],
    shows_brief: bool = True,
) -> None:
    """Labels in the first column, text in the second; `sheet_texts` are keys of sheets with those of what they hold."""
    writer.worksheet.set_paper(A4_PAPER_CODE)
    writer.worksheet.set_column(0, 0, LABEL_WIDTH_CHARS)
    writer.worksheet.set_column(1, 1, TEXT_WIDTH_CHARS)
    _write_title(writer, brief.title, TITLE_SIZE)
    _write_title(writer, " ".join([brief.subtitle, *brief_notes(brief, sentences)]), SUBTITLE_SIZE)
    brief_blocks = _brief_blocks(brief, sentences) if shows_brief else iter(())
    for block in chain(brief_blocks, _blocks(table, sentences, sheet_texts)):
        writer.row_index += 1
        for label, text in block:
            _write_labelled_text(writer, label, text)


def _write_title(writer: SheetWriter, text: str, font_size: int) -> None:
    """A text that runs over into the columns beside it."""
    text_format = writer.formats.get_format(font_size=font_size, bold=font_size == TITLE_SIZE)
    writer.worksheet.write_string(writer.row_index, 0, cut_safe_text(text), text_format)
    writer.worksheet.set_row(writer.row_index, font_size * 1.6)
    writer.row_index += 1


def _write_labelled_text(writer: SheetWriter, label: str, text: str) -> None:
    line_count = max(estimate_line_count(text, TEXT_WIDTH_CHARS), estimate_line_count(label, LABEL_WIDTH_CHARS))
    writer.worksheet.set_row(writer.row_index, LINE_HEIGHT_POINTS * line_count + 3)
    writer.write_row([label], bold=True)
    text_format = writer.formats.get_format(text_wrap=True)
    writer.worksheet.write_string(writer.row_index, 1, cut_safe_text(text), text_format)
    writer.row_index += 1


def _brief_blocks(brief: Brief, sentences: ReportSentences) -> Iterator[list[tuple[str, str]]]:
    """The brief: a block for each section."""
    for section in brief.sections:
        texts = [sentence.text for sentence in section.sentences]
        yield _label_first(section_heading(section, sentences.catalogue), texts)
    if notes := omission_notes(brief, sentences.catalogue):
        yield _label_first("", notes)


def _blocks(
    table: WordTable, sentences: ReportSentences, sheet_texts: Mapping[str, str]
) -> Iterator[list[tuple[str, str]]]:
    """Labels and texts, in blocks that stand apart: the plans, the sheets, the legend, the limits, the stamp."""
    message = sentences.catalogue_text
    yield _label_first(message("heading.compared"), list(plan_lines(table, sentences)))
    yield [
        (message(f"office.sheet.{key}"), message(f"office.sheet_says.{text_key}"))
        for key, text_key in sheet_texts.items()
    ]
    yield [(word, meaning) for _, _, word, meaning in legend_rows(table, sentences)]
    yield _label_first(message("heading.limits"), sentences.report["limits"])
    yield [(message("office.stamp"), short_stamp(sentences))]


def _label_first(label: str, texts: Sequence[str]) -> list[tuple[str, str]]:
    return [("" if index else label, text) for index, text in enumerate(texts)]
