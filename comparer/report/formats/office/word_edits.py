"""Headings and notes that differ, in the Word report: a table for two plans."""

from __future__ import annotations

from collections.abc import Iterator

from comparer.report.formats.office.markup import table_markup, text_paragraph
from comparer.report.formats.office.word_page import TEXT_WIDTH_TWIPS
from comparer.report.sections.tables import build_edit_tables
from comparer.report.words.sentences import ReportSentences

CLAUSE_COLUMN_TWIPS, FIELD_COLUMN_TWIPS = 1_500, 1_500
SIDE_COLUMN_TWIPS = (TEXT_WIDTH_TWIPS - CLAUSE_COLUMN_TWIPS - FIELD_COLUMN_TWIPS) // 2


def draw_text_edits(sentences: ReportSentences) -> Iterator[str]:
    """The tables under one heading; nothing where no heading or note differs."""
    widths = [CLAUSE_COLUMN_TWIPS, FIELD_COLUMN_TWIPS, SIDE_COLUMN_TWIPS, SIDE_COLUMN_TWIPS]
    for number, table in enumerate(build_edit_tables(sentences.report, sentences)):
        if number == 0:
            yield text_paragraph(sentences.catalogue_text("heading.edits"), "Heading2")
        yield text_paragraph(table.note, "TableNote")
        yield table_markup(widths, list(table.headings), [list(map(text_paragraph, row)) for row in table.rows])
