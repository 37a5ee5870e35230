"""The first page of the Word report: the brief, set to keep to one page."""

from __future__ import annotations

from collections.abc import Iterator

from comparer.report.formats.brief_page import omission_notes, section_heading
from comparer.report.formats.office.closing_words import brief_notes
from comparer.report.formats.office.markup import text_paragraph
from comparer.report.sections.brief import Brief
from comparer.report.words.sentences import ReportSentences

LINES_BY_STYLE = (("BriefText", 92, 61), ("BriefTextSmall", 102, 69), ("BriefTextSmallest", 114, 1_000))
"""Styles from the largest, each with the letters of a line and the lines of a page in it."""


def draw_brief(brief: Brief, sentences: ReportSentences) -> Iterator[str]:
    """Title, subtitle, then each section: a heading, and a paragraph for each sentence."""
    yield text_paragraph(brief.title, "Title")
    yield text_paragraph(" ".join([brief.subtitle, *brief_notes(brief, sentences)]), "Fine")
    style = choose_brief_style(brief)
    for section in brief.sections:
        yield text_paragraph(section_heading(section, sentences.catalogue), "BriefHeading")
        yield from (text_paragraph(sentence.text, style) for sentence in section.sentences)
    yield from (text_paragraph(note, style) for note in omission_notes(brief, sentences.catalogue))


def choose_brief_style(brief: Brief) -> str:
    """The largest style in which the brief keeps to one page."""
    for style, line_chars, page_lines in LINES_BY_STYLE:
        texts = [sentence.text for section in brief.sections for sentence in section.sentences]
        if sum(1 + len(text) // line_chars for text in texts) + 2 * len(brief.sections) <= page_lines:
            return style
    return LINES_BY_STYLE[-1][0]
