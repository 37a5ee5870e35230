"""What stands around a text and is no part of it: running lines, page and line numbers, columns, contents."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from comparer.ingest.blocks import Block, BlockKind, collapse_spaces
from comparer.ingest.line_signs import (
    has_ended,
    is_binding_text,
    is_contents_heading,
    is_contents_line,
    is_heading_like,
    is_page_number,
    without_page_number,
)
from comparer.ingest.numbering import read_marks

__all__ = [
    "Page", "aside_of", "contents_lines", "drop_line_numbers", "drop_running_lines", "front_matter", "split_columns",
]  # fmt: skip

EDGE_LINES = 3
"""Lines at the top and at the foot of a page that may be running lines."""
MIN_NUMBERED_LINES = 8
MIN_COLUMN_LINES = 6
MAX_FRONT_MATTER_LINES = 60
MAX_CONTENTS_GAP = 6
"""Lines between two lines of contents with dots that may belong to them."""
MAX_CONTENTS_CHARACTERS = 120
MIN_LONG_CONTENTS = 12
"""Lines with dots from which a table of contents is one beyond doubt, whatever words stand between them."""
MAX_CONTENTS = 3
"""Headings of contents that are looked below."""

Page = list[tuple[int, str]]
"""The lines of a page, each with its number in the file."""
_Step = tuple[list[Page], list[Block], list[tuple[str, str]], list[str]]
"""The pages that are left, what was taken off, doubts, and lines taken off several times and told once."""
_LINE_NUMBER = re.compile(r"\s{0,8}([0-9]{1,4})(?:\s+(?=\S)|\s*$)")
_KEY = re.compile(r"[\w. -]{1,40}\s?[:=]\s?(.*)")


def aside_of(location: str, texts: Sequence[str]) -> Block:
    """Lines that are told together, each different one once."""
    return Block(text=", ".join(dict.fromkeys(map(collapse_spaces, texts))), location=location, kind=BlockKind.ASIDE)


def front_matter(page: Page) -> tuple[str, list[Block], Page]:
    """The title that a head of keys and values gives, the head as an aside, and the page without it."""
    filled = [index for index, (_, line) in enumerate(page) if line.strip()][:1]
    if not filled:
        return "", [], page
    start = filled[0]
    fence = page[start][1].strip()
    if fence not in ("---", "+++"):
        return "", [], page
    for end in range(start + 1, min(len(page), start + MAX_FRONT_MATTER_LINES)):
        line = page[end][1].strip()
        if line in (fence, "..."):
            break
        if (
            line
            and not _KEY.match(line)
            and not line.startswith(("-", "#", "[", "]", "{", "}", '"'))
            and page[end][1][:1] != " "
        ):
            return "", [], page
    else:
        return "", [], page
    inner = [line.strip() for _, line in page[start + 1 : end] if line.strip()]
    if not inner:
        return "", [], page
    title = next(
        (match[1].strip(" \"'") for line in inner if line.lower().startswith("title") and (match := _KEY.match(line))),
        "",
    )
    block = Block(text=collapse_spaces("; ".join(inner)), location="front matter", kind=BlockKind.ASIDE)
    return title, [block], [(number, "") for number, _ in page[: end + 1]] + page[end + 1 :]


def drop_running_lines(pages: list[Page], *, titled: bool = True) -> _Step:
    """The pages without page numbers and lines that come back on most pages, and those lines, each told once.

    `titled` says that such a line on the first page is the title, which heads the others.
    """
    often = max(2, (len(pages) + 1) // 2)
    shapes = Counter(shape for page in pages for shape in {_line_shape(page[index][1]) for index in _page_edges(page)})
    texts_by_shape: dict[str, list[str]] = {}
    kept = []
    for number, page in enumerate(pages):
        edges = _page_edges(page)
        gone = set()
        first, last = (edges[0], edges[-1]) if edges else (-1, -1)
        for index in edges:
            text = collapse_spaces(page[index][1])
            runs = (
                len(pages) > 1
                and shapes[_line_shape(text)] >= often
                and (is_heading_like(text, figures=True) or not any(map(str.isalnum, text)))
                and not read_marks(text)
            )
            outer = index in (first, last) or (
                all(each in gone for each in edges if each < index) and index < len(page) // 2
            )
            if runs or (is_page_number(text) and outer and (len(pages) > 1 or _is_plain_page_number(text))):
                gone.add(index)
                if (
                    runs and titled and number == 0 and index < len(page) // 2
                ):  # the title of the first page heads the others
                    gone.discard(index)
                    continue
                texts_by_shape.setdefault(_line_shape(text), []).append(text)
        if len(pages) == 1:
            for index, (_, line) in enumerate(page):
                if line.strip() and _is_plain_page_number(collapse_spaces(line)) and _stands_alone(page, index):
                    gone.add(index)
                    texts_by_shape.setdefault(_line_shape(line), []).append(collapse_spaces(line))
        kept.append([line for index, line in enumerate(page) if index not in gone])
    if not any(line.strip() for page in kept for _, line in page):
        return pages, [], [], []
    repeats = [
        text for texts in texts_by_shape.values() for text, count in Counter(texts).items() for _ in range(count - 1)
    ]
    return kept, [aside_of(_on_pages(texts), texts) for texts in texts_by_shape.values()], [], repeats


def _on_pages(texts: Sequence[str]) -> str:
    return f"on {len(texts)} pages" if len(texts) > 1 else "at the edge of a page"


def _is_plain_page_number(text: str) -> bool:
    """A page number that is nothing else even where no page is seen to end: `- 3 -`, `Page 3 of 9`."""
    return (
        (is_page_number(text) and not text.strip().isalnum() and not read_marks(text))
        or (is_page_number(text) and " " in text and text[:1].isalpha())
        or bool(re.fullmatch(r"[-–—]\s?[0-9]{1,4}\s?[-–—]", text))
    )


def _stands_alone(page: Page, index: int) -> bool:
    before = page[index - 1][1].strip() if index else ""
    after = page[index + 1][1].strip() if index + 1 < len(page) else ""
    return not before and not after


def _page_edges(page: Page) -> list[int]:
    filled = [index for index, (_, line) in enumerate(page) if line.strip()]
    return sorted({*filled[:EDGE_LINES], *filled[-EDGE_LINES:]})


def _line_shape(text: str) -> str:
    return re.sub(r"[0-9]+", "#", collapse_spaces(text))


def drop_line_numbers(pages: list[Page]) -> _Step:
    """The pages without the numbers that count lines in the margin: each line, or each fifth."""
    filled = [
        (page_number, index)
        for page_number, page in enumerate(pages)
        for index, (_, line) in enumerate(page)
        if line.strip()
    ]
    if len(filled) < MIN_NUMBERED_LINES:
        return pages, [], [], []
    numbers = [int(match[1]) if (match := _LINE_NUMBER.match(pages[a][b][1])) else None for a, b in filled]
    counting = _is_counting(numbers, [page_number for page_number, _ in filled])
    if not counting:
        return pages, [], [], []
    kept = [list(page) for page in pages]
    gone = []
    for (page_number, index), number in zip(filled, numbers, strict=True):
        if number is not None and (page_number, index) in {filled[position] for position in counting}:
            location, line = kept[page_number][index]
            match = _LINE_NUMBER.match(line)
            if match:
                kept[page_number][index] = (location, line[match.end() :])
                gone.append(match[1])
    return (
        kept,
        [aside_of("line numbers in the margin", [" ".join(gone)])],
        [("the margin", f"{len(gone)} lines were numbered; the numbers were taken off")],
        [],
    )


def _is_counting(numbers: Sequence[int | None], pages: Sequence[int]) -> frozenset[int]:
    """The positions of numbers that count the lines themselves; none where they do not."""
    steps = [
        index
        for index in range(1, len(numbers))
        if numbers[index] is not None
        and numbers[index - 1] is not None
        and numbers[index] == (numbers[index - 1] or 0) + 1
    ]
    if len(steps) >= 0.7 * len(numbers) and len(numbers) >= MIN_NUMBERED_LINES:
        return frozenset(index for index, number in enumerate(numbers) if number is not None)
    known = [
        (index, number) for index, number in enumerate(numbers) if number is not None and number % 5 == 0 and number
    ]
    fifth = [
        (index, number)
        for (index, number), (before, count) in zip(known[1:], known, strict=False)
        if number == count + 5 and index == before + 5 and pages[index] == pages[before]
    ]
    if len(fifth) >= 3 and len(fifth) >= 0.6 * (len(known) - 1):
        return frozenset(index for index, _ in known)
    return frozenset()


def split_columns(pages: list[Page]) -> _Step:
    """The pages with two columns read one after the other, where wide space parts them line after line."""
    kept, doubts = [], []
    for number, page in enumerate(pages, 1):
        place = _find_gutter(page)
        if place is None:
            kept.append(page)
            continue
        left: Page = []
        right: Page = []
        for location, line in page:
            wide = line.expandtabs(8)
            left.append((location, wide[:place].rstrip()))
            right.append((location, wide[place:].rstrip()))
        kept.append([*left, (page[-1][0], ""), *right])
        doubts.append(
            (f"line {page[0][0]}" if len(pages) == 1 else f"page {number}", "two columns; the left one was read first")
        )
    return kept, [], doubts, []


def _find_gutter(page: Page) -> int | None:
    """The column of signs at which the right half of most lines begins, with wide space before it."""
    lines = [line.expandtabs(8) for _, line in page if line.strip()]
    if len(lines) < MIN_COLUMN_LINES:
        return None
    starts: Counter[int] = Counter()
    for line in lines:
        starts.update({match.end() for match in re.finditer(r"(?<=\S) {3,80}(?=\S)", line[:300]) if match.end() >= 20})
    for place, count in starts.most_common(3):
        both = sum(1 for line in lines if line[:place].strip() and line[place:].strip())
        free = sum(1 for line in lines if not line[place - 2 : place].strip())
        words = [line[place:].split() for line in lines if line[place:].strip()]
        long_right = sum(len(row) >= 2 for row in words) >= 0.6 * len(words)
        if count >= 0.6 * len(lines) and both >= 0.6 * len(lines) and free >= 0.95 * len(lines) and long_right:
            return place
    return None


def contents_lines(lines: list[str]) -> tuple[list[str], list[tuple[int, str]]]:
    """The lines without a table of contents, and those of it with their places."""
    is_dotted = [index for index, line in enumerate(lines) if is_contents_line(line)]
    gone: dict[int, str] = {}
    if len(is_dotted) >= 2:
        gone |= {index: lines[index] for index in (*is_dotted, *_between_dotted(lines, is_dotted))}
    headings = [index for index, line in enumerate(lines) if is_contents_heading(line.strip())]
    for index in headings[:MAX_CONTENTS]:
        if index not in gone:
            listed = _listed_below(lines, index)
            near = [place for place in gone if index < place <= index + 4]
            if listed or near:
                gone |= {place: lines[place] for place in (index, *listed, *range(index, min(near, default=index)))}
    if not gone:
        return lines, []
    return ["" if index in gone else line for index, line in enumerate(lines)], sorted(gone.items())


def _between_dotted(lines: Sequence[str], dotted: Sequence[int]) -> list[int]:
    """Short lines between two lines of contents, such as the head of a chapter or an entry without room for dots."""
    between: list[int] = []
    for before, after in pairwise(dotted):
        gap = [index for index in range(before + 1, after) if lines[index].strip()]
        texts = [lines[index].strip() for index in gap]
        is_listed = all(
            len(text) <= MAX_CONTENTS_CHARACTERS
            and not has_ended(text)
            and (len(dotted) >= MIN_LONG_CONTENTS or not is_binding_text(text))
            for text in texts
        )
        widest = MAX_CONTENTS_GAP * (2 if len(dotted) >= MIN_LONG_CONTENTS else 1)
        if len(gap) <= widest and is_listed:
            between += gap
    return between


def _listed_below(lines: Sequence[str], start: int) -> list[int]:
    """The lines below a heading of contents that come again in the text, up to the first that does not."""
    keys = [without_page_number(line.strip()) for line in lines[start + 1 :]]
    later = Counter(filter(None, keys))
    beginnings = sorted(line.strip().casefold()[:200] for line in lines[start + 1 :] if line.strip())
    listed: list[int] = []
    seen: set[str] = set()
    for index, key in enumerate(keys, start + 1):
        line = lines[index].strip()
        if not line:
            continue
        again = later[key] > 1 or (
            line[-1:].isdigit() and (_times_begun(key, beginnings) > 1 or _ends_later_line(key, later))
        )
        if not (is_contents_line(line) or (key and len(line) <= MAX_CONTENTS_CHARACTERS and again)) or key in seen:
            break
        seen.add(key)
        listed.append(index)
    return listed if len(listed) >= 2 else []


def _ends_later_line(key: str, later: Iterable[str]) -> bool:
    """Whether a later line ends with the name of an entry: `4 Tolls` of contents stands over `Article 4 – Tolls`."""
    name = re.sub(r"^[\W\d_]+", "", key)
    return bool(name) and any(line.endswith(f" {name}") for line in later if line != key)


def _times_begun(key: str, beginnings: Sequence[str]) -> int:
    """How many lines begin with a key, two at most."""
    place = bisect_left(beginnings, key)
    return sum(1 for line in beginnings[place : place + 2] if line.startswith(key))
