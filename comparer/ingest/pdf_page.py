"""The lines of one page of a PDF in reading order: columns one after the other, watermarks apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import hypot
from typing import Any

from comparer.ingest.numbering import is_number, read_marks

__all__ = ["BROKEN", "CALL", "Line", "PdfPage", "count_page_signs", "read_page"]

MIN_LINE_SIZES = 0.8
"""How far below the one before, in sizes of the print, a letter stands that begins another line."""
MIN_GAP_SIZES = 1.6
"""Space between two words, in sizes of the print, from which they may stand in two columns."""
MIN_COLUMN_ROWS = 2
MAX_MARGIN_CHARACTERS = 40
SCALE_TOLERANCE = 0.02
"""How far the scale of a line may stand from 1, to be none."""
RAISED_SHARE = 0.75
"""Print below this share of the size of its line is raised."""
MAX_PATHS = 1500
"""Lines drawn on a page that are looked at; a page with more is a drawing."""

CALL = "\ue000"  # a private character marks where a note is called, until the notes are known
BROKEN = "\ue001"  # and another one where a word was broken at the end of a line
_HYPHENS = re.compile("[\ufffe\x02]")


@dataclass(slots=True)
class Line:
    """A line of print: its text, the size of the print, and where it begins and ends, in points from left and foot.

    `first_width` is how wide its first word is, in points.
    """

    text: str
    size: float = 0.0
    page: int = 0
    left: float = 0.0
    foot: float = 0.0
    right: float = 0.0
    last_foot: float = 0.0
    first_width: float = 0.0


@dataclass(slots=True)
class PdfPage:
    lines: list[Line] = field(default_factory=list)
    watermarks: list[str] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)
    text: str = ""


def count_page_signs(page: Any) -> int:
    """How many signs a page holds, asked before they are read."""
    text_page = page.get_textpage()
    count = text_page.count_chars()
    text_page.close()
    return int(count)


def read_page(page: Any, number: int) -> PdfPage:
    """One page. PdfiumError where it cannot be read."""
    text_page = page.get_textpage()
    result = PdfPage(text=text_page.get_text_range())
    segments = [*_page_segments(text_page, result.text, number)]
    usual = Counter({segment.size: 0 for segment in segments})
    for segment in segments:
        usual[segment.size] += len(segment.text)
    common = usual.most_common(1)[0][0] if usual else 0.0
    kept = []
    for segment, start in _with_starts(segments, result.text):
        if segment.text.strip() and _is_watermark(text_page, segment, start, common):
            result.watermarks.append(segment.text.strip())
        else:
            kept.append(segment)
    result.lines = _in_order(kept, number, result.doubts)
    result.doubts += _drawn_over(page, text_page, number)
    text_page.close()
    return result


def _with_starts(segments: Sequence[Line], text: str) -> Iterator[tuple[Line, int]]:
    """Each segment with the place of its first sign in the text of the page."""
    place = 0
    for segment in segments:
        first = segment.text.strip().replace(CALL, "").replace(BROKEN, "")[:1]
        place = max(place, text.find(first, place)) if first else place
        yield segment, place
        place += len(segment.text.replace(CALL, ""))


def _page_segments(text_page: Any, text: str, number: int) -> Iterator[Line]:
    """Runs of words without wide space between them, in the order of the file."""
    from ctypes import c_double

    from pypdfium2 import raw  # type: ignore[import-untyped]

    x, y = c_double(), c_double()

    def origin(index: int) -> tuple[float, float]:
        raw.FPDFText_GetCharOrigin(text_page, index, x, y)
        return x.value, y.value

    start = 0
    for written in re.split(r"(\r\n|\r|\n)", text):
        if written and written not in ("\r\n", "\r", "\n"):
            sizes = _print_sizes(text_page, written, start)
            for first, last in _part_segment(written, sizes, start, origin):
                inner = written[first:last] if last == len(written) else written[first:last].rstrip()
                bold_lead = len(inner) - len(inner.lstrip())
                left, foot = origin(start + first + bold_lead) if inner.strip() else (0.0, 0.0)
                right, last_foot = origin(start + first + len(inner.rstrip()) - 1) if inner.strip() else (0.0, 0.0)
                marked, size = _mark_segment(inner, sizes[first : first + len(inner)])
                right += size / 2
                word = len(inner.lstrip().split(" ", 1)[0])
                behind = start + first + bold_lead + word
                first_width = origin(behind)[0] - left if word < len(inner.strip()) else right - left
                yield Line(marked, size, number, left, foot, right, last_foot, first_width)
        elif not written:
            yield Line("", 0.0, number)
        start += len(written)


def _print_sizes(text_page: Any, written: str, start: int) -> list[float]:
    """The size of the print of each sign of a line: that of its font, times the scale at which it is drawn.

    Many programs write all print in a font of size 1, and scale it.
    """
    from pypdfium2 import raw

    sizes = [raw.FPDFText_GetFontSize(text_page, index) for index in range(start, start + len(written))]
    matrix = raw.FS_MATRIX()

    def scale(index: int) -> float:
        is_known = raw.FPDFText_GetMatrix(text_page, start + index, matrix)
        return hypot(matrix.b, matrix.d) if is_known else 1.0

    visible = [index for index, sign in enumerate(written) if not sign.isspace()]
    if not visible or all(abs(scale(index) - 1) < SCALE_TOLERANCE for index in (visible[0], visible[-1])):
        return sizes
    return [size * (scale(index) or 1.0) for index, size in enumerate(sizes)]


def _part_segment(written: str, sizes: Sequence[float], start: int, origin: Any) -> Iterator[tuple[int, int]]:
    """Beginning and end of the runs of a line, parted where the space is wide or where another line begins."""
    begin = 0
    for match in re.finditer(r" +", written):
        before, after = match.start() - 1, match.end()
        if before < begin or after >= len(written):
            continue
        (left, top), (right, foot) = origin(start + before), origin(start + after)
        size = max(sizes[before], 1.0)
        is_next_line = right < left and top - foot > MIN_LINE_SIZES * size
        if is_next_line or right - left > (MIN_GAP_SIZES + 0.9) * size:
            yield begin, match.end()
            begin = match.end()
    yield begin, len(written)


def _mark_segment(text: str, sizes: Sequence[float]) -> tuple[str, float]:
    """A run and the size of its print; raised figures behind a word are marked as calls of a note."""
    printed = [size for sign, size in zip(text, sizes, strict=False) if not sign.isspace()]
    size = Counter(printed).most_common(1)[0][0] if printed else 0.0
    if size and min(printed) >= size * RAISED_SHARE:
        return _HYPHENS.sub(BROKEN, text), size
    parts, called = [], False
    for index, sign in enumerate(text):
        small = 0 < index < len(sizes) and 0 < sizes[index] < size * RAISED_SHARE and (sign.isdigit() or sign in "*†‡")
        parts.append(CALL + sign if small and not called else sign)
        called = small
    return _HYPHENS.sub(BROKEN, "".join(parts)), size


def _is_watermark(text_page: Any, segment: Line, start: int, common: float) -> bool:
    """Whether words are printed over the page and not in it: turned, or large and pale."""
    if segment.size <= common * 1.3 or len(segment.text) > 60:
        return False
    from ctypes import c_uint

    from pypdfium2 import raw

    angle = raw.FPDFText_GetCharAngle(text_page, start) % 6.2832
    if 0.1 < angle < 6.18:
        return True
    colours = [c_uint() for _ in range(4)]
    if not raw.FPDFText_GetFillColor(text_page, start, *colours):
        return False
    red, green, blue, alpha = (colour.value for colour in colours)
    return segment.size > common * 1.8 and (min(red, green, blue) > 150 or alpha < 140)


def _in_order(segments: Sequence[Line], number: int, doubts: list[tuple[str, str]]) -> list[Line]:
    """The lines of a page: columns one after the other where it has them, cells of a row else in one line."""
    rows = [*_segment_rows(segments)]
    edge = _column_edge(rows)
    if edge is None:
        return [_join_row(part) for row in rows for part in _part_margin(row)]
    doubts.append((f"page {number}", "two columns; the left one was read first"))
    margin = min(row[0].left for row in rows if row[0].text.strip())
    lines: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for row in rows:
        whole = len(row) == 1 and row[0].left < edge - 4 and row[0].right > edge + 4
        if whole:
            lines += [*left, *right, row[0]]
            left, right = [], []
            continue
        sides = (
            [segment for segment in row if segment.left < edge - 4],
            [segment for segment in row if segment.left >= edge - 4],
        )
        left += [_join_row(sides[0])] if sides[0] else []
        right += [_is_shifted(_join_row(sides[1]), edge - margin)] if sides[1] else []
    gap = [Line("", 0.0, number)] if right else []
    return [*lines, *left, *gap, *right]


def _is_shifted(line: Line, by: float) -> Line:
    return replace(line, left=line.left - by, right=line.right - by)


def _segment_rows(segments: Sequence[Line]) -> Iterator[list[Line]]:
    """Segments on one level, from left to right as the file has them."""
    row: list[Line] = []
    for segment in segments:
        goes_on = (
            bool(row and row[-1].text.strip() and segment.text.strip())
            and abs(row[-1].foot - segment.foot) < 0.3 * max(segment.size, 1.0)
            and segment.left > row[-1].left
        )
        if row and not goes_on:
            yield row
            row = []
        row.append(segment)
    if row:
        yield row


def _part_margin(row: Sequence[Line]) -> list[Sequence[Line]]:
    """What stands in the margin beside an article apart from it: it is the heading of several, and hides its number."""
    if len(row) > 1 and not read_marks(row[0].text.strip()) and len(row[0].text.strip()) <= MAX_MARGIN_CHARACTERS:
        marks = read_marks(row[1].text.strip())
        if any(mark.style.startswith("word") and mark.rest for mark in marks):
            return [row[:1], row[1:]]
    return [row]


def _join_row(row: Sequence[Line]) -> Line:
    first = row[0]
    if len(row) == 1:
        return first
    size = max(row, key=lambda segment: len(segment.text)).size
    text = row[0].text
    for segment in row[1:]:
        text = f"{text} {segment.text.lstrip()}"
    return replace(first, text=text, size=size, right=row[-1].right, last_foot=row[-1].last_foot)


def _column_edge(rows: Sequence[Sequence[Line]]) -> float | None:
    """Where the right column begins; None for a page of one column, and for a table with numbers in front."""
    pairs = [row for row in rows if len(row) == 2 and row[0].text.strip() and row[1].text.strip()]
    filled = [row for row in rows if any(segment.text.strip() for segment in row)]
    if len(pairs) < MIN_COLUMN_ROWS or len(pairs) < 0.4 * len(filled):
        return None
    starts = sorted(row[1].left for row in pairs)
    middle = starts[len(starts) // 2]
    aligned = [row for row in pairs if abs(row[1].left - middle) <= 14 or row[1].left > middle]
    if len(aligned) < 0.7 * len(pairs) or any(row[0].right > row[1].left for row in aligned):
        return None
    if sum(is_number(row[0].text) for row in aligned) > 0.3 * len(aligned):
        return None
    means = [sum(len(row[side].text.split()) for row in aligned) / len(aligned) for side in (0, 1)]
    return min(row[1].left for row in aligned) if min(means) >= 2 else None


def _drawn_over(page: Any, text_page: Any, number: int) -> list[tuple[str, str]]:
    """Words through whose middle a line is drawn: struck out for a reader, and told."""
    from pypdfium2 import raw

    count = raw.FPDFPage_CountObjects(page)
    if count > MAX_PATHS:
        return []
    from ctypes import c_float

    doubts = []
    for index in range(count):
        drawn = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(drawn) != raw.FPDF_PAGEOBJ_PATH:
            continue
        box = [c_float() for _ in range(4)]
        if not raw.FPDFPageObj_GetBounds(drawn, *box):
            continue
        left, foot, right, top = (side.value for side in box)
        if top - foot > 2.5 or right - left < 6:
            continue
        middle = (top + foot) / 2
        words = text_page.get_text_bounded(left, middle - 0.4, right, middle + 0.4).strip()
        above = text_page.get_text_bounded(left, middle + 1.6, right, middle + 2.4).strip()
        below = text_page.get_text_bounded(left, middle - 2.4, right, middle - 1.6).strip()
        # A line below words meets the letters alone that reach below it, as g and p do.
        is_through = 2 * _count_letters(words) > _count_letters(above)
        if words and above and below and is_through and len(words) < 300:
            doubts.append(
                (f"page {number}", f"a line is drawn through words, which may be struck out: {' '.join(words.split())}")
            )
    return doubts


def _count_letters(text: str) -> int:
    return sum(not sign.isspace() for sign in text)
