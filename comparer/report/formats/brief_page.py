"""The brief alone, drawn as text, Markdown, a page of its own, or JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from html import escape
from typing import Final

from comparer.report.formats.text_grid import apply_style, wrap_paragraph
from comparer.report.options import RenderOptions
from comparer.report.sections.brief import build_brief
from comparer.report.sections.brief_values import Brief, BriefSection
from comparer.report.sections.word_table import build_word_table
from comparer.report.value.types import ReportValue
from comparer.report.words.escape import escape_markdown, safe_line
from comparer.resources.message_catalogue import Catalogue, load_catalogue

PAGE_STYLE: Final = (
    "@page{size:A4;margin:11mm 14mm}"
    "body{font:9pt/1.22 'Times New Roman','Liberation Serif',serif;max-width:182mm;margin:8mm auto;color:#1a1a1a;"
    "padding:0 4mm}h1{font-size:12pt;margin:0 0 1mm}h2{font-size:9.8pt;margin:1.8mm 0 .4mm}p{margin:0 0 .6mm}"
    ".sub{color:#555;font-size:8.6pt}@media print{body{margin:0;padding:0;max-width:none}}"
)


def render_brief(format_name: str, report: ReportValue, options: RenderOptions) -> str:
    """The brief of a report as `text`, `md`, `html` or `json`. KeyError for another name."""
    brief = build_brief(report, build_word_table(report), options)
    catalogue = load_catalogue(report["language"])
    if format_name == "text":
        return draw_brief(brief, catalogue, options.width, options.colour) + "\n"
    return _DRAWINGS[format_name](brief, catalogue)


def draw_brief(brief: Brief, catalogue: Catalogue, width: int, colour: bool = False) -> str:
    """The brief as text of a width: headings, and a paragraph a sentence."""
    blocks = [
        apply_style(wrap_paragraph(safe_line(brief.title), width), "strong", colour),
        wrap_paragraph("\n".join(head_notes(brief, catalogue)), width),
    ]
    for section in brief.sections:
        lines = [apply_style(section_heading(section, catalogue), "strong", colour)]
        lines += [wrap_paragraph(safe_line(sentence.text), width, "  ") for sentence in section.sentences]
        blocks.append("\n".join(lines))
    return "\n\n".join([*blocks, *omission_notes(brief, catalogue)])


def head_notes(brief: Brief, catalogue: Catalogue) -> list[str]:
    """What stands under the title: date and wording, who wrote it, and what no longer holds."""
    notes = [brief.subtitle]
    if brief.written_by_hand:
        notes.append(catalogue.format_message("brief.by_hand"))
    stale = frozenset(brief.stale)
    notes += [
        catalogue.format_message("brief.stale", sentence=sentence.text)
        for section in brief.sections
        for sentence in section.sentences
        if stale.intersection(sentence.findings)
    ]
    return notes


def section_heading(section: BriefSection, catalogue: Catalogue) -> str:
    return section.heading or catalogue.format_message(section.heading_key)


def omission_notes(brief: Brief, catalogue: Catalogue) -> list[str]:
    """How many sentences had no room on the page, where some had none."""
    count = sum(section.omitted for section in brief.sections)
    return [catalogue.format_message("brief.more", n=count)] if count else []


def markdown_brief(brief: Brief, catalogue: Catalogue, level: int = 1) -> str:
    """The brief in Markdown: its title as a heading of `level`, its sections one below."""
    blocks = [f"{'#' * level} {escape_markdown(brief.title)}"]
    blocks.append("  \n".join(f"*{escape_markdown(note)}*" for note in head_notes(brief, catalogue)))
    for section in brief.sections:
        blocks.append(f"{'#' * (level + 1)} {escape_markdown(section_heading(section, catalogue))}")
        blocks.append("\n".join(f"- {escape_markdown(sentence.text)}" for sentence in section.sentences))
    return "\n\n".join([*blocks, *map(escape_markdown, omission_notes(brief, catalogue))]) + "\n"


def _html_brief(brief: Brief, catalogue: Catalogue) -> str:
    """A page of its own that prints on one sheet."""
    parts = [f"<h1>{escape(safe_line(brief.title))}</h1>"]
    parts += [f'<p class="sub">{escape(safe_line(note))}</p>' for note in head_notes(brief, catalogue)]
    for section in brief.sections:
        parts.append(f"<h2>{escape(safe_line(section_heading(section, catalogue)))}</h2>")
        parts += [f"<p>{escape(safe_line(sentence.text))}</p>" for sentence in section.sentences]
    parts += [f'<p class="sub">{escape(note)}</p>' for note in omission_notes(brief, catalogue)]
    body = "\n".join(parts)
    head = (
        f'<!doctype html>\n<html lang="{catalogue.language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(safe_line(brief.title))}</title><style>{PAGE_STYLE}</style></head><body><main>"
    )
    return f"{head}\n{body}\n</main></body></html>\n"


def _json_brief(brief: Brief, catalogue: Catalogue) -> str:
    """The brief with the findings, rows and clauses of each sentence."""
    value = asdict(brief)
    for section, record in zip(brief.sections, value["sections"], strict=True):
        record["heading"] = section_heading(section, catalogue)
        for sentence in record["sentences"]:
            del sentence["rank"]
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


_DRAWINGS: Final[Mapping[str, Callable[[Brief, Catalogue], str]]] = {
    "md": markdown_brief,
    "html": _html_brief,
    "json": _json_brief,
}
BRIEF_FORMATS: Final = ("text", *_DRAWINGS)
