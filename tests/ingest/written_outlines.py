"""Outlines made up for the tests, written out in every format that is read."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.ingest.documents import add, numbered, pdf, saved

FORMS = (("1.", "decimal", "%1."), ("(a)", "lowerLetter", "(%2)"), ("(i)", "lowerRoman", "(%3)"))
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")
WORDS = ["towns", "villages", "board", "warden", "mill", "weir", "water", "gate", "levy", "barley", "bridge", "lamp",
         "boats", "river", "meadow", "market", "season", "upper", "lower", "northern", "old", "common"]  # fmt: skip


@dataclass(frozen=True)
class Point:
    """A point with its text and those below it."""

    text: str
    below: tuple[Point, ...] = ()


@st.composite
def sentences(draw: st.DrawFn, end: str) -> str:
    words = draw(st.lists(st.sampled_from(WORDS), min_size=4, max_size=22))
    modal = draw(st.sampled_from(["shall", "may", "must not", "shall not"]))
    figure = draw(st.sampled_from(["", " within 30 days", " at least 2.5 percent", " by 1 May", " > 600 men"]))
    return f"The {words[0]} {modal} {' '.join(words[1:])}{figure}{end}"


@st.composite
def points(draw: st.DrawFn, depth: int = 0) -> Point:
    below: tuple[Point, ...] = ()
    if depth < 2 and draw(st.integers(0, 2)) == 0:
        below = tuple(draw(st.lists(points(depth + 1), min_size=2, max_size=4)))
    return Point(draw(sentences(":" if below else ".")), below)


OUTLINES = st.lists(points(), min_size=2, max_size=5)


def label(depth: int, count: int) -> str:
    return f"{count}." if depth == 0 else f"({chr(96 + count)})" if depth == 1 else f"({ROMAN[count - 1]})"


def walk(outline: list[Point] | tuple[Point, ...], depth: int = 0) -> Iterator[tuple[int, int, str]]:
    for count, point in enumerate(outline, 1):
        yield depth, count, point.text
        yield from walk(point.below, depth + 1)


def expected(outline: list[Point]) -> dict[str, str]:
    """Texts by the ids that the printed numbers give."""
    result: dict[str, str] = {}

    def visit(listed: list[Point] | tuple[Point, ...], depth: int, above: str) -> None:
        for count, point in enumerate(listed, 1):
            id_ = label(depth, count).strip(".()") if depth != 1 else f"{above}{chr(96 + count)}"
            id_ = f"{above}.{id_}" if depth == 2 else id_
            result[id_] = point.text
            visit(point.below, depth + 1, id_)

    visit(outline, 0, "")
    return result


def as_text(outline: list[Point], width: int = 76) -> str:
    lines = ["Draft for the valley", ""]
    for depth, count, text in walk(outline):
        lead = "   " * depth + label(depth, count) + " "
        lines += [*textwrap.wrap(lead + text, width, subsequent_indent=" " * len(lead)), ""]
    return "\n".join(lines)


def as_markdown(outline: list[Point]) -> str:
    lines = ["# Draft for the valley", ""]
    for depth, count, text in walk(outline):
        lines += ["    " * depth + f"{label(depth, count)} {text}", ""]
    return "\n".join(lines)


def as_html(outline: list[Point]) -> str:
    def listed(points: list[Point] | tuple[Point, ...], depth: int) -> str:
        items = "".join(f"<li>{html.escape(point.text)}{listed(point.below, depth + 1)}</li>" for point in points)
        return f'<ol type="{"1ai"[depth]}">{items}</ol>' if points else ""

    return f"<!doctype html><html><body><h1>Draft for the valley</h1>{listed(outline, 0)}</body></html>"


def as_xml(outline: list[Point]) -> str:
    names = ("paragraph", "subparagraph", "point")

    def listed(points: list[Point] | tuple[Point, ...], depth: int) -> str:
        parts = []
        for count, point in enumerate(points, 1):
            text = f"<p>{html.escape(point.text)}</p>"
            inner = (
                f"<intro>{text}</intro>{listed(point.below, depth + 1)}"
                if point.below
                else f"<content>{text}</content>"
            )
            parts.append(f"<{names[depth]}><num>{label(depth, count)}</num>{inner}</{names[depth]}>")
        return "".join(parts)

    names_of = 'xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"'
    preface = "<preface><docTitle>Draft for the valley</docTitle></preface>"
    act = f"<act>{preface}<body>{listed(outline, 0)}</body></act>"
    return f'<?xml version="1.0" encoding="UTF-8"?><akomaNtoso {names_of}>{act}</akomaNtoso>'


def as_word(outline: list[Point]) -> bytes:
    document = numbered(*((form, text) for _, form, text in FORMS))
    document.add_heading("Draft for the valley", 0)
    for depth, _, text in walk(outline):
        add(document, text, depth)
    return saved(document)


def as_pdf(outline: list[Point]) -> bytes:
    lines = [(60.0, 790.0, 16.0, "Draft for the valley")]
    foot = 760.0
    pages = []
    for depth, count, text in walk(outline):
        for line in textwrap.wrap(f"{label(depth, count)} {text}", 80):
            lines.append((60.0 + 20 * depth, foot, 11.0, line))
            foot -= 14
            if foot < 60:
                pages.append(lines)
                lines, foot = [], 780.0
    return pdf(*[*pages, lines])
