"""PDF files with a text layer to pieces: lines to paragraphs, running headers aside, footnotes by their small print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from comparer.ingest.blocks import Block, Kind, Unreadable, clean
from comparer.ingest.numbering import marks
from comparer.ingest.plain_text import paragraphs
from comparer.ingest.point_ids import heading_like

__all__ = ["blocks"]

SMALL = 0.9
"""Print below this share of the usual size, at the foot of a page and begun with a number, is a footnote."""
RAISED = 0.75
LARGE = 1.08
"""Print above this share of the usual size is a heading, where it reads like one."""
EDGE = 2
"""Lines at the top and at the foot of a page that may be running headers."""

_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|p\.|стор\.?|стр\.?|сторінка|страница)\s*)?[0-9ivxl]{1,4}(?:\s*(?:of|/|з|из)\s*[0-9]{1,4})?\W*", re.I
)
_NOTE = re.compile(r"([0-9]{1,3}|[*†‡]{1,3})\s*(\S.*)")
_CALL = "\ue000"  # a private character marks where a note is called, until the notes are known
_BROKEN = "\ue001"  # and another one where a word was broken at the end of a line


@dataclass(slots=True)
class _Line:
    text: str
    size: float = 0.0
    page: int = 0
    left: float = 0.0
    foot: float = 0.0


def blocks(content: bytes) -> tuple[Block, ...]:
    """The pieces of a PDF. Unreadable where it is broken, needs a password, or holds pictures of pages alone."""
    pages = _read(content)
    if not any(line.text.strip() for page in pages for line in page):
        raise Unreadable(
            "it holds no text, only pictures of pages", "make the text readable first (OCR), then import it"
        )
    usual = _usual_size(pages)
    asides, pages = _without_edges(pages)
    notes: dict[tuple[int, str], str] = {}
    pages = [_without_notes(page, number, usual, notes) for number, page in enumerate(pages, 1)]
    lines = [line for page in pages for line in page]
    whole = {word.lower() for line in lines for word in re.findall(r"[^\W\d_]+", line.text)}
    called: set[tuple[int, str]] = set()
    found = [_with_notes(_healed(block, whole), page, notes, called) for page, block in _paragraphs(lines, usual)]
    left = [
        Block(text=f"{name} {text}", where=f"page {page}, note", kind=Kind.ASIDE)
        for (page, name), text in notes.items()
        if (page, name) not in called
    ]
    return (*found, *left, *asides)


def _read(content: bytes) -> list[list[_Line]]:
    import pypdfium2  # type: ignore[import-untyped]

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or b"/Encrypt" in content:
            raise Unreadable("it is encrypted and needs a password", "save a copy without one") from error
        raise Unreadable("it is no readable PDF", "open it in a reader and print it to a new PDF") from error
    try:
        return [_lines(document[number], number + 1) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise Unreadable("a page of it cannot be read", "open it in a reader and print it to a new PDF") from error
    finally:
        document.close()


def _lines(page: Any, number: int) -> list[_Line]:
    from pypdfium2 import raw

    text_page = page.get_textpage()
    text = text_page.get_text_range()
    sizes = [raw.FPDFText_GetFontSize(text_page, index) for index in range(len(text))]
    found: list[_Line] = []
    start = 0
    for written in re.split(r"(\r\n|\r|\n)", text):
        if not re.fullmatch(r"\r\n|\r|\n", written):
            first = start + len(written) - len(written.lstrip())
            left, foot = _origin(text_page, first) if written.strip() else (0.0, 0.0)
            line = _Line(*_marked(written, sizes[start : start + len(written)]), number, left, foot)
            if found and _goes_on(found[-1], line):
                found[-1].text = f"{found[-1].text} {line.text.lstrip()}"
            else:
                found.append(line)
        start += len(written)
    return found


def _origin(text_page: Any, index: int) -> tuple[float, float]:
    """Where a character stands, in points from the left and from the foot of the page."""
    from ctypes import c_double

    from pypdfium2 import raw

    left, foot = c_double(), c_double()
    raw.FPDFText_GetCharOrigin(text_page, index, left, foot)
    return left.value, foot.value


def _goes_on(before: _Line, line: _Line) -> bool:
    """Whether a line is the rest of the one before it on the page: behind a raised figure, or in the next cell."""
    level = abs(before.foot - line.foot) < 0.3 * line.size
    return bool(line.text.strip() and before.text.strip()) and level and line.left > before.left


def _marked(text: str, sizes: Sequence[float]) -> tuple[str, float]:
    """A line and the size of its print; raised figures behind a word are marked as calls of a note."""
    printed = [size for letter, size in zip(text, sizes, strict=False) if not letter.isspace()]
    size = Counter(printed).most_common(1)[0][0] if printed else 0.0
    marked, called = "", False
    for index, letter in enumerate(text):
        small = 0 < index < len(sizes) and 0 < sizes[index] < size * RAISED and (letter.isdigit() or letter in "*†‡")
        marked += _CALL + letter if small and not called else letter
        called = small
    # The reader marks a hyphen at the end of a line with a character of its own.
    return re.sub("[\ufffe\x02]", _BROKEN, marked), size


def _usual_size(pages: Sequence[Sequence[_Line]]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _without_edges(pages: Sequence[Sequence[_Line]]) -> tuple[list[Block], list[list[_Line]]]:
    """The pages without page numbers and lines that come back on most pages, and those lines, each told once."""
    shapes = Counter(shape for page in pages for shape in {_shape(page[index].text) for index in _edges(page)})
    often = max(2, (len(pages) + 1) // 2)
    told: dict[str, list[str]] = {}
    kept = []
    for page in pages:
        gone = set()
        for index in _edges(page):
            text = clean(page[index].text)
            number = _PAGE_NUMBER.fullmatch(text)
            runs = shapes[_shape(text)] >= often and heading_like(text) and not marks(text)
            if text and (runs or (number and index in (_first(page), _last(page)))):
                gone.add(index)
                told.setdefault(_shape(text), []).append(text)
        kept.append([line for index, line in enumerate(page) if index not in gone])
    return [_edge(texts) for texts in told.values()], kept


def _edge(texts: Sequence[str]) -> Block:
    different = list(dict.fromkeys(texts))
    where = f"on {len(texts)} pages" if len(texts) > 1 else "at the edge of a page"
    return Block(text=", ".join(different), where=where, kind=Kind.ASIDE)


def _edges(page: Sequence[_Line]) -> list[int]:
    filled = [index for index, line in enumerate(page) if line.text.strip()]
    return sorted({*filled[:EDGE], *filled[-EDGE:]})


def _first(page: Sequence[_Line]) -> int:
    return next((index for index, line in enumerate(page) if line.text.strip()), -1)


def _last(page: Sequence[_Line]) -> int:
    return max((index for index, line in enumerate(page) if line.text.strip()), default=-1)


def _shape(text: str) -> str:
    return re.sub(r"[0-9]+", "#", clean(text))


def _without_notes(page: Sequence[_Line], number: int, usual: float, notes: dict[tuple[int, str], str]) -> list[_Line]:
    """The page without the small print at its foot that begins with a number; that print goes to `notes`."""
    start = len(page)
    while start and (not page[start - 1].text.strip() or 0 < page[start - 1].size < usual * SMALL):
        start -= 1
    name = ""
    kept = list(page[:start])
    for line in page[start:]:
        text = clean(line.text.replace(_CALL, ""))
        found = _NOTE.fullmatch(text)
        if found:
            name = found[1]
            notes[number, name] = " ".join(filter(None, [notes.get((number, name), ""), found[2]]))
        elif name and text:
            notes[number, name] += f" {text}"
        else:
            kept.append(line)
    return kept


def _paragraphs(lines: Sequence[_Line], usual: float) -> Iterator[tuple[int, Block]]:
    """Paragraphs with the page on which they begin. Where lines that go on end with a space, that space is believed."""
    ends = [line.text.endswith(" ") for line in lines if line.text.strip()]
    believed = bool(ends) and 0.2 <= sum(ends) / len(ends) < 0.95
    spaced = [*_spaced(_soft(lines) if believed else lines, usual, believed)]
    margin = min((line.left for line in spaced if line.text.strip()), default=0.0)
    large = sorted({line.size for line in spaced if _large(line, usual)}, reverse=True)
    for number, block in paragraphs([line.text for line in spaced]):
        line = spaced[number]
        heading = _large(line, usual) and heading_like(block.text)
        kind, level = (Kind.HEADING, large.index(line.size) + 1) if heading else (Kind.TEXT, 1)
        indent = max(0, round((line.left - margin) / (usual / 2))) if usual else 0
        placed = replace(block, where=f"page {line.page}", alone=False, kind=kind, level=level, indent=indent)
        yield line.page, placed


def _healed(block: Block, whole: set[str]) -> Block:
    """The text without breaks in words; the hyphen goes where the document has the whole word elsewhere."""

    def heal(found: re.Match[str]) -> str:
        joined = found[1] + found[2]
        return joined if joined.lower() in whole else f"{found[1]}-{found[2]}"

    text = re.sub(rf"([^\W\d_]+){_BROKEN}\s*([^\W\d_]+)", heal, block.text)
    return replace(block, text=text.replace(_BROKEN, "-"))


def _large(line: _Line, usual: float) -> bool:
    return line.size > usual * LARGE


def _spaced(lines: Sequence[_Line], usual: float, everywhere: bool) -> Iterator[_Line]:
    """The lines with an empty one after each, or only around those in large print."""
    before = usual
    for line in lines:
        if everywhere or (line.size != before and (_large(line, usual) or before > usual * LARGE)):
            yield _Line("", 0.0, line.page)
        yield line
        before = line.size or before


def _soft(lines: Sequence[_Line]) -> list[_Line]:
    """Paragraphs, a line each, by the space at the end of lines that go on."""
    whole: list[_Line] = []
    goes_on = False
    for line in lines:
        if not line.text.strip():
            continue
        if goes_on and whole[-1].size == line.size and not _opens(line.text):
            whole[-1] = replace(whole[-1], text=whole[-1].text + line.text)
        else:
            whole.append(line)
        goes_on = line.text.endswith(" ")
    return whole


def _opens(text: str) -> bool:
    """A line that goes on may begin with a figure by accident, but hardly with a number and its mark."""
    return any(one.style.startswith(("decimal", "keyword")) and one.rest[:1].isupper() for one in marks(text.strip()))


def _with_notes(block: Block, page: int, notes: dict[tuple[int, str], str], called: set[tuple[int, str]]) -> Block:
    mine: list[str] = []

    def call(found: re.Match[str]) -> str:
        for key in ((page, found[1]), (page + 1, found[1])):
            if key in notes and key not in called:
                called.add(key)
                mine.append(notes[key])
                return ""
        return found[1]

    text = re.sub(_CALL + r"([0-9]{1,3}|[*†‡]{1,3})", call, block.text).replace(_CALL, "")
    return replace(block, text=clean(text), notes=tuple(mine))
