"""The precedents of a text or a plan, drawn: as text, as Markdown, as a page without script or network."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TypedDict

from comparer.report.formats.page.templates import load_page_template
from comparer.report.words.escape import escape_markdown, safe_line

__all__ = ["AnswerRecord", "PrecedentRecord", "render_markdown", "render_page", "render_text"]

MAX_TITLE_CHARS = 72
TITLE = "Precedents"
NOTHING_NEAR = "Nothing in the corpus comes near."
METHOD = "Likeness is a matter of words, from 0 to 1: it says where to look, not that two provisions agree."


class PrecedentRecord(TypedDict):
    """One provision of the corpus. `terms` are those that both have, the rarest first."""

    likeness: float
    title: str
    date: str
    number: str
    place: str
    text: str
    terms: list[str]


class AnswerRecord(TypedDict):
    """What was asked, `PLAN#CLAUSE` or "" for a sentence, with the nearest provisions."""

    clause: str
    text: str
    precedents: list[PrecedentRecord]


def render_text(answers: Sequence[AnswerRecord], width: int) -> str:
    """The answers in lines of at most `width` columns."""
    blocks = []
    for answer in answers:
        head = f"{answer['clause']}  {answer['text']}" if answer["clause"] else answer["text"]
        lines = textwrap.wrap(safe_line(head), width)
        for precedent in answer["precedents"]:
            lines += ["", f"  {precedent['likeness']:.2f}  {_source_line(precedent)}"]
            lines += textwrap.wrap(
                safe_line(precedent["text"]), width - 8, initial_indent=" " * 8, subsequent_indent=" " * 8
            )
        if not answer["precedents"]:
            lines += ["", "  nothing in the corpus comes near"]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def render_markdown(answers: Sequence[AnswerRecord]) -> str:
    blocks = [f"# {TITLE}"]
    for answer in answers:
        blocks.append(f"## {escape_markdown(answer['clause'] or answer['text'])}")
        if answer["clause"]:
            blocks.append(escape_markdown(answer["text"]))
        for precedent in answer["precedents"]:
            source = f"**{precedent['likeness']:.2f}** {escape_markdown(_source_line(precedent))}"
            blocks.append(f"- {source}  \n  {escape_markdown(precedent['text'])}")
        if not answer["precedents"]:
            blocks.append(NOTHING_NEAR)
    return "\n\n".join(blocks) + "\n"


def render_page(answers: Sequence[AnswerRecord], corpus: str) -> str:
    """The answers as a page; `corpus` is the folder as the person named it."""
    return load_page_template("precedents.html.j2").render(
        title=TITLE, corpus=corpus, method=METHOD, nothing_near=NOTHING_NEAR, answers=answers, source=_source_words
    )


def _source_line(precedent: PrecedentRecord) -> str:
    return safe_line(f"{_source_words(precedent)} [{precedent['place']}]")


def _source_words(precedent: PrecedentRecord) -> str:
    """The title of a document with its date and the printed number of the provision."""
    point = f"point {precedent['number']}" if precedent["number"] else ""
    title = textwrap.shorten(precedent["title"], MAX_TITLE_CHARS, placeholder="…")
    return ", ".join(filter(None, (title, precedent["date"], point)))
