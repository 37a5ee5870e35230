"""The tools towards agreement in Word: what to see first of each; in the annex all that the report has of them."""

from __future__ import annotations

from collections.abc import Iterator

from comparer.report.formats.office.markup import paragraph_markup, run_markup, table_markup, text_paragraph
from comparer.report.formats.office.text import cut_safe_text, make_xml_safe
from comparer.report.formats.office.word_page import TEXT_WIDTH_TWIPS
from comparer.report.sections.agreement_parts import commands_sentence, list_agreement_sections
from comparer.report.value.types import AgreementEntry, AgreementTable
from comparer.report.words.sentences import ReportSentences

SHOWN_FIRST = frozenset({"bridges", "matrix"})
"""The tools of which a short document says something; of the others it names the commands."""

MATRIX = "matrix"


def draw_agreement(sentences: ReportSentences) -> Iterator[str]:
    """What the known texts come to on each disputed question, the duties that have a time, and where the rest is."""
    for section in list_agreement_sections(sentences.report):
        if section["kind"] in SHOWN_FIRST:
            texts = section["notes"][:-1]  # the last says how to read a table that stands elsewhere
            if section["summary"] and section["kind"] == MATRIX:
                rows = section["summary"]["rows"]
                times = "; ".join(f"{row[-1]} {row[0]}" for row in rows)
                texts = [f"{section['summary']['name']}: {times}."]
            head = run_markup(make_xml_safe(f"{section['title']}. "), "Mark")
            yield paragraph_markup(head + run_markup(cut_safe_text(" ".join(texts))), "Fine")
    if commands := commands_sentence(sentences):
        yield text_paragraph(commands, "Fine")


def draw_agreement_annex(sentences: ReportSentences) -> Iterator[str]:
    """All that the report has of each tool: its table, then wordings by question, the order of each draft and so on."""
    for section in list_agreement_sections(sentences.report):
        yield text_paragraph(section["title"], "Heading2")
        yield from (text_paragraph(note, "Fine") for note in section["notes"])
        if section["summary"]:
            yield _draw_table(section["summary"])
        command = sentences.catalogue_text("agreement.chapter.all", command=section["command"])
        yield text_paragraph(command, "Fine")
        for entry in section["entries"]:
            yield text_paragraph(entry["title"], "Heading3")
            yield from _draw_entry(entry)


def _draw_entry(entry: AgreementEntry) -> Iterator[str]:
    yield from (text_paragraph(note, "Fine") for note in entry["notes"])
    for mark in entry["marks"]:
        head = run_markup(f"{mark['column'] + 1}. {mark['label']}: ", "Mark")
        yield paragraph_markup(head + run_markup(mark["note"]), "Fine")
    yield from map(_draw_table, entry["tables"])


def _draw_table(table: AgreementTable, limit: int | None = None) -> str:
    widths = [TEXT_WIDTH_TWIPS * width // sum(table["widths"]) for width in table["widths"]]
    rows = [[text_paragraph(cell) for cell in row] for row in table["rows"][:limit]]
    return table_markup(widths, table["headings"], rows)
