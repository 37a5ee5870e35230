"""PDF files with a text layer to pieces: lines to paragraphs, running headers aside, footnotes by their small print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from comparer.ingest.blocks import Block, BlockKind, ImportFailure, collapse_spaces
from comparer.ingest.numbering import parse_printed_numbers
from comparer.ingest.plain_text import split_paragraphs
from comparer.ingest.point_ids import is_heading_like

__all__ = ["parse_blocks"]

FOOTNOTE_SIZE_RATIO = 0.9
"""Print below this share of the usual size, at the foot of a page and begun with a number, is a footnote."""
RAISED_SIZE_RATIO = 0.75
HEADING_SIZE_RATIO = 1.08
"""Print above this share of the usual size is a heading, where it reads like one."""
MAX_EDGE_LINES = 2
"""Lines at the top and at the foot of a page that may be running headers."""

_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|p\.|стор\.?|стр\.?|сторінка|страница)\s*)?[0-9ivxl]{1,4}(?:\s*(?:of|/|з|из)\s*[0-9]{1,4})?\W*", re.I
)
_PAGE_NOTE_START = re.compile(r"([0-9]{1,3}|[*†‡]{1,3})\s*(\S.*)")
_NOTE_CALL_CHAR = "\ue000"  # a private character marks where a note is called, until the notes are known
_BROKEN_WORD_CHAR = "\ue001"  # and another one where a word was broken at the end of a line


@dataclass(slots=True)
class _PrintedLine:
    text: str
    font_size: float = 0.0
    page_number: int = 0
    x_origin: float = 0.0
    y_origin: float = 0.0


def parse_blocks(content: bytes) -> tuple[Block, ...]:
    """The pieces of a PDF. Unreadable where it is broken, needs a password, or holds pictures of pages alone."""
    pages = _read_pages(content)
    if not any(line.text.strip() for page in pages for line in page):
        raise ImportFailure(
            "it holds no text, only pictures of pages", "make the text readable first (OCR), then import it"
        )
    usual_size = _usual_font_size(pages)
    asides, pages = _separate_edge_lines(pages)
    notes: dict[tuple[int, str], str] = {}
    pages = [_extract_page_notes(page, page_number, usual_size, notes) for page_number, page in enumerate(pages, 1)]
    lines = [line for page in pages for line in page]
    whole_words = {word.lower() for line in lines for word in re.findall(r"[^\W\d_]+", line.text)}
    called_notes: set[tuple[int, str]] = set()
    text_blocks = [
        _attach_page_notes(_mend_broken_words(block, whole_words), page, notes, called_notes)
        for page, block in _read_page_paragraphs(lines, usual_size)
    ]
    uncalled_notes = [
        Block(text=f"{name} {text}", location=f"page {page}, note", kind=BlockKind.ASIDE)
        for (page, name), text in notes.items()
        if (page, name) not in called_notes
    ]
    return (*text_blocks, *uncalled_notes, *asides)


def _read_pages(content: bytes) -> list[list[_PrintedLine]]:
    import pypdfium2  # type: ignore[import-untyped]

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or b"/Encrypt" in content:
            raise ImportFailure("it is encrypted and needs a password", "save a copy without one") from error
        raise ImportFailure("it is no readable PDF", "open it in a reader and print it to a new PDF") from error
    try:
        return [_read_page_lines(document[index], index + 1) for index in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise ImportFailure("a page of it cannot be read", "open it in a reader and print it to a new PDF") from error
    finally:
        document.close()


def _read_page_lines(page: Any, page_number: int) -> list[_PrintedLine]:
    from pypdfium2 import raw

    text_page = page.get_textpage()
    text = text_page.get_text_range()
    sizes = [raw.FPDFText_GetFontSize(text_page, index) for index in range(len(text))]
    lines: list[_PrintedLine] = []
    start = 0
    for line_text in re.split(r"(\r\n|\r|\n)", text):
        if not re.fullmatch(r"\r\n|\r|\n", line_text):
            first_index = start + len(line_text) - len(line_text.lstrip())
            x_origin, y_origin = _char_origin(text_page, first_index) if line_text.strip() else (0.0, 0.0)
            line = _PrintedLine(
                *_mark_note_calls(line_text, sizes[start : start + len(line_text)]), page_number, x_origin, y_origin
            )
            if lines and _continues_line(lines[-1], line):
                lines[-1].text = f"{lines[-1].text} {line.text.lstrip()}"
            else:
                lines.append(line)
        start += len(line_text)
    return lines


def _char_origin(text_page: Any, index: int) -> tuple[float, float]:
    """Where a character stands, in points from the left and from the foot of the page."""
    from ctypes import c_double

    from pypdfium2 import raw

    x_origin, y_origin = c_double(), c_double()
    raw.FPDFText_GetCharOrigin(text_page, index, x_origin, y_origin)
    return x_origin.value, y_origin.value


def _continues_line(previous_line: _PrintedLine, line: _PrintedLine) -> bool:
    """Whether a line is the rest of the one before it on the page: behind a raised figure, or in the next cell."""
    is_level = abs(previous_line.y_origin - line.y_origin) < 0.3 * line.font_size
    return (
        bool(line.text.strip() and previous_line.text.strip()) and is_level and line.x_origin > previous_line.x_origin
    )


def _mark_note_calls(text: str, sizes: Sequence[float]) -> tuple[str, float]:
    """A line and the size of its print; raised figures behind a word are marked as calls of a note."""
    letter_sizes = [size for char, size in zip(text, sizes, strict=False) if not char.isspace()]
    size = Counter(letter_sizes).most_common(1)[0][0] if letter_sizes else 0.0
    marked_text, is_in_call = "", False
    for index, char in enumerate(text):
        is_raised = (
            0 < index < len(sizes) and 0 < sizes[index] < size * RAISED_SIZE_RATIO and (char.isdigit() or char in "*†‡")
        )
        marked_text += _NOTE_CALL_CHAR + char if is_raised and not is_in_call else char
        is_in_call = is_raised
    # The reader marks a hyphen at the end of a line with a character of its own.
    return re.sub("[\ufffe\x02]", _BROKEN_WORD_CHAR, marked_text), size


def _usual_font_size(pages: Sequence[Sequence[_PrintedLine]]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.font_size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _separate_edge_lines(pages: Sequence[Sequence[_PrintedLine]]) -> tuple[list[Block], list[list[_PrintedLine]]]:
    """The pages without page numbers and lines that come back on most pages, and those lines, each told once."""
    shape_counts = Counter(
        shape for page in pages for shape in {_mask_digits(page[index].text) for index in _edge_line_indexes(page)}
    )
    min_repeats = max(2, (len(pages) + 1) // 2)
    texts_by_shape: dict[str, list[str]] = {}
    kept_pages = []
    for page in pages:
        edge_indexes = set()
        for index in _edge_line_indexes(page):
            text = collapse_spaces(page[index].text)
            page_number = _PAGE_NUMBER.fullmatch(text)
            is_running_header = (
                shape_counts[_mask_digits(text)] >= min_repeats
                and is_heading_like(text)
                and not parse_printed_numbers(text)
            )
            if text and (
                is_running_header or (page_number and index in (_first_filled_index(page), _last_filled_index(page)))
            ):
                edge_indexes.add(index)
                texts_by_shape.setdefault(_mask_digits(text), []).append(text)
        kept_pages.append([line for index, line in enumerate(page) if index not in edge_indexes])
    return [_make_edge_block(texts) for texts in texts_by_shape.values()], kept_pages


def _make_edge_block(texts: Sequence[str]) -> Block:
    distinct_texts = list(dict.fromkeys(texts))
    location = f"on {len(texts)} pages" if len(texts) > 1 else "at the edge of a page"
    return Block(text=", ".join(distinct_texts), location=location, kind=BlockKind.ASIDE)


def _edge_line_indexes(page: Sequence[_PrintedLine]) -> list[int]:
    filled_indexes = [index for index, line in enumerate(page) if line.text.strip()]
    return sorted({*filled_indexes[:MAX_EDGE_LINES], *filled_indexes[-MAX_EDGE_LINES:]})


def _first_filled_index(page: Sequence[_PrintedLine]) -> int:
    return next((index for index, line in enumerate(page) if line.text.strip()), -1)


def _last_filled_index(page: Sequence[_PrintedLine]) -> int:
    return max((index for index, line in enumerate(page) if line.text.strip()), default=-1)


def _mask_digits(text: str) -> str:
    return re.sub(r"[0-9]+", "#", collapse_spaces(text))


def _extract_page_notes(
    page: Sequence[_PrintedLine], page_number: int, usual_size: float, notes: dict[tuple[int, str], str]
) -> list[_PrintedLine]:
    """The page without the small print at its foot that begins with a number; that print goes to `notes`."""
    start = len(page)
    while start and (
        not page[start - 1].text.strip() or 0 < page[start - 1].font_size < usual_size * FOOTNOTE_SIZE_RATIO
    ):
        start -= 1
    name = ""
    kept_lines = list(page[:start])
    for line in page[start:]:
        text = collapse_spaces(line.text.replace(_NOTE_CALL_CHAR, ""))
        match = _PAGE_NOTE_START.fullmatch(text)
        if match:
            name = match[1]
            notes[page_number, name] = " ".join(filter(None, [notes.get((page_number, name), ""), match[2]]))
        elif name and text:
            notes[page_number, name] += f" {text}"
        else:
            kept_lines.append(line)
    return kept_lines


def _read_page_paragraphs(lines: Sequence[_PrintedLine], usual_size: float) -> Iterator[tuple[int, Block]]:
    """Paragraphs with the page on which they begin. Where lines that go on end with a space, that space is believed."""
    space_endings = [line.text.endswith(" ") for line in lines if line.text.strip()]
    trusts_spaces = bool(space_endings) and 0.2 <= sum(space_endings) / len(space_endings) < 0.95
    spaced_lines = [
        *_insert_empty_lines(_join_soft_breaks(lines) if trusts_spaces else lines, usual_size, trusts_spaces)
    ]
    margin = min((line.x_origin for line in spaced_lines if line.text.strip()), default=0.0)
    heading_sizes = sorted({line.font_size for line in spaced_lines if _is_large_print(line, usual_size)}, reverse=True)
    for line_index, block in split_paragraphs([line.text for line in spaced_lines]):
        line = spaced_lines[line_index]
        is_heading = _is_large_print(line, usual_size) and is_heading_like(block.text)
        kind, level = (
            (BlockKind.HEADING, heading_sizes.index(line.font_size) + 1) if is_heading else (BlockKind.TEXT, 1)
        )
        indent = max(0, round((line.x_origin - margin) / (usual_size / 2))) if usual_size else 0
        placed_block = replace(
            block, location=f"page {line.page_number}", stands_alone=False, kind=kind, level=level, indent=indent
        )
        yield line.page_number, placed_block


def _mend_broken_words(block: Block, whole_words: set[str]) -> Block:
    """The text without breaks in words; the hyphen goes where the document has the whole word elsewhere."""

    def mend_word(match: re.Match[str]) -> str:
        joined_word = match[1] + match[2]
        return joined_word if joined_word.lower() in whole_words else f"{match[1]}-{match[2]}"

    text = re.sub(rf"([^\W\d_]+){_BROKEN_WORD_CHAR}\s*([^\W\d_]+)", mend_word, block.text)
    return replace(block, text=text.replace(_BROKEN_WORD_CHAR, "-"))


def _is_large_print(line: _PrintedLine, usual_size: float) -> bool:
    return line.font_size > usual_size * HEADING_SIZE_RATIO


def _insert_empty_lines(lines: Sequence[_PrintedLine], usual_size: float, everywhere: bool) -> Iterator[_PrintedLine]:
    """The lines with an empty one after each, or only around those in large print."""
    previous_size = usual_size
    for line in lines:
        if everywhere or (
            line.font_size != previous_size
            and (_is_large_print(line, usual_size) or previous_size > usual_size * HEADING_SIZE_RATIO)
        ):
            yield _PrintedLine("", 0.0, line.page_number)
        yield line
        previous_size = line.font_size or previous_size


def _join_soft_breaks(lines: Sequence[_PrintedLine]) -> list[_PrintedLine]:
    """Paragraphs, a line each, by the space at the end of lines that go on."""
    joined_lines: list[_PrintedLine] = []
    continues = False
    for line in lines:
        if not line.text.strip():
            continue
        if continues and joined_lines[-1].font_size == line.font_size and not _opens_numbered_point(line.text):
            joined_lines[-1] = replace(joined_lines[-1], text=joined_lines[-1].text + line.text)
        else:
            joined_lines.append(line)
        continues = line.text.endswith(" ")
    return joined_lines


def _opens_numbered_point(text: str) -> bool:
    """A line that goes on may begin with a figure by accident, but hardly with a number and its mark."""
    return any(
        number.style.startswith(("decimal", "keyword")) and number.rest[:1].isupper()
        for number in parse_printed_numbers(text.strip())
    )


def _attach_page_notes(
    block: Block, page_number: int, notes: dict[tuple[int, str], str], called_notes: set[tuple[int, str]]
) -> Block:
    attached_notes: list[str] = []

    def replace_note_call(match: re.Match[str]) -> str:
        for key in ((page_number, match[1]), (page_number + 1, match[1])):
            if key in notes and key not in called_notes:
                called_notes.add(key)
                attached_notes.append(notes[key])
                return ""
        return match[1]

    text = re.sub(_NOTE_CALL_CHAR + r"([0-9]{1,3}|[*†‡]{1,3})", replace_note_call, block.text).replace(
        _NOTE_CALL_CHAR, ""
    )
    return replace(block, text=collapse_spaces(text), notes=tuple(attached_notes))
