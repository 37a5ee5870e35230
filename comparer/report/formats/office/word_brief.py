"""The first page of the Word report: what changed since another report, then the brief, set to keep to one page."""

from __future__ import annotations

from collections.abc import Iterator

from comparer.report.formats.office.markup import table_markup, text_paragraph
from comparer.report.formats.office.word_page import BRIEF_MARGIN_TWIPS, PAGE_SIZE_TWIPS
from comparer.report.sections.brief import Brief
from comparer.report.sections.tables import delta_note
from comparer.report.value.types import ReportValue
from comparer.report.words.sentences import ReportSentences

CHARS_BY_STYLE = (("BriefText", 3_000), ("BriefTextSmall", 3_900), ("BriefTextSmallest", 1_000_000))
"""Styles from the largest, each with the characters of a brief that fill a page in it; a heading counts as a line."""

CHARS_PER_LINE = 90


def draw_brief(brief: Brief, sentences: ReportSentences) -> Iterator[str]:
    """Title, subtitle, then a heading and a paragraph for each section."""
    sections = [(section, [sentence.text for sentence in section.sentences]) for section in brief.sections]
    paragraphs = [(section, " ".join(texts)) for section, texts in sections if texts]
    size = sum(len(text) + 2 * CHARS_PER_LINE for _, text in paragraphs)
    style = next(name for name, most in CHARS_BY_STYLE if size <= most)
    yield text_paragraph(brief.title, "Title")
    yield text_paragraph(brief.subtitle, "Fine")
    for section, text in paragraphs:
        yield text_paragraph(section.heading or sentences.catalogue_text(section.heading_key), "Heading2")
        yield text_paragraph(text, style)


def draw_report_changes(report: ReportValue, sentences: ReportSentences) -> Iterator[str]:
    """What became of the findings of another report, where this one tells it."""
    delta = report.get("delta")
    if delta is None or delta["about"] != "reports":
        return
    yield text_paragraph(sentences.catalogue_text("heading.diff"), "Heading1")
    yield text_paragraph(delta_note(delta, sentences, is_spoken=False), "Fine")
    rows = [
        [text_paragraph(text or "–") for text in (row["subject"], row["before"], row["after"])] for row in delta["rows"]
    ]
    if rows:
        width = (PAGE_SIZE_TWIPS[1] - 2 * BRIEF_MARGIN_TWIPS) // 3
        yield table_markup([width] * 3, sentences.column_headings("state", "before", "after"), rows)
