"""The report as a Word document: four-column tables with tracked changes, then every finding, clause and source."""

from __future__ import annotations

from comparer.report.formats.office import word_page
from comparer.report.formats.office.markup import TrackedChanges
from comparer.report.formats.office.word_columns import ComparisonTables
from comparer.report.formats.office.word_parts import WordSections
from comparer.report.options import RenderOptions
from comparer.report.value.types import ReportValue
from comparer.report.words.sentences import ReportSentences


def render(report: ReportValue, options: RenderOptions) -> bytes:  # noqa: ARG001 - every format is asked in the same way
    """A .docx file: the same bytes for the same report, and no name in it but the program's."""
    sentences = ReportSentences(report)
    columns = ComparisonTables(report, sentences, TrackedChanges(report["as_of"]))
    parts = WordSections(report, sentences)
    blocks = [
        *parts.opening_section(),
        *parts.delta_section(),
        *columns.draw_tables(),
        *parts.red_line_sections(),
        *parts.simple_table_sections(),
    ]
    blocks += [
        *parts.remaining_pair_sections(columns.shown_fingerprints),
        *parts.clause_sections(),
        *parts.closing_sections(),
    ]
    return word_page.document_bytes(word_page.create_document(report, sentences), "".join(blocks))
