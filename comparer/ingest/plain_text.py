"""Plain text to pieces: bytes to characters, pages and columns to lines, lines to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from comparer.ingest.blocks import (
    MAX_CHARACTERS,
    Block,
    BlockKind,
    ImportFailure,
    Reading,
    collapse_spaces,
    count_signs,
)
from comparer.ingest.line_signs import begins_closing, breaks_word, ends_at_hyphen, has_ended, is_contents_heading
from comparer.ingest.numbering import Mark, MarkKind, read_marks
from comparer.ingest.page_languages import order_by_language
from comparer.ingest.page_noise import (
    Page,
    contents_lines,
    drop_line_numbers,
    drop_running_lines,
    front_matter,
    split_columns,
)

__all__ = ["bounded_text", "decode_text", "join_lines", "join_paragraphs", "read_plain_text", "split_lines"]

MAX_WRAPPED_WIDTH = 130
"""Lines longer than this were not broken by hand: each is a paragraph."""

_BREAK = re.compile(r"\r\n|[\n\r\v\x85\u2028\u2029]")
_TABBED = re.compile(r"([^\S\t\n]{0,40}[0-9]{1,3})(?:\t+| {2,})(?=\S)")
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)  # fmt: skip


def decode_text(content: bytes) -> str:
    """The characters of a text: UTF-8, or what a byte order mark says. ImportFailure for anything else."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\0" in content:
        wide = content.count(b"\0") * 3 > len(content)
        what = "it looks like UTF-16 without a byte order mark" if wide else "it holds NUL bytes, so it is not a text"
        raise ImportFailure(what, "save it as UTF-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        shown = f"the byte 0x{content[error.start]:02X} at offset {error.start} is not {encoding.upper()}"
        raise ImportFailure(shown, "save it as UTF-8") from error
    return bounded_text(text)


def bounded_text(text: str) -> str:
    """The text; ImportFailure where it holds more than a document does."""
    if len(text) > MAX_CHARACTERS:
        raise ImportFailure(f"it holds more than {MAX_CHARACTERS // 1_000_000} million signs", "import it in parts")
    return text


def split_lines(text: str) -> list[str]:
    """The lines; a form feed ends a paragraph too."""
    return _BREAK.split(text.replace("\f", "\n\n"))


def read_plain_text(text: str) -> Reading:
    """The paragraphs of a text, with lines that were broken to fit joined again, and what stands around them aside."""
    signs = count_signs([text])
    asides: list[Block] = []
    doubts: list[tuple[str, str]] = []
    pages: list[Page] = []
    start = 0
    for page_text in text.split("\f"):
        lines = _BREAK.split(page_text)
        pages.append([(start + number, line) for number, line in enumerate(lines, 1)])
        start += len(lines) - 1
    title, front_blocks, pages[0] = front_matter(pages[0])
    asides += front_blocks
    for step in (drop_running_lines, drop_line_numbers, split_columns):
        pages, more, step_doubts, repeats = step(pages)
        asides += more
        doubts += step_doubts
        signs -= count_signs(repeats)
    pages, order_doubts = order_by_language(pages, ["\n".join(line for _, line in page) for page in pages])
    doubts += order_doubts
    lines, location = _joined_pages(pages)
    lines, contents = contents_lines(lines)
    if contents:
        asides.append(
            Block(
                text=", ".join(collapse_spaces(line) for _, line in contents), location="contents", kind=BlockKind.ASIDE
            )
        )
    blocks = [replace(block, location=f"line {location[index]}") for index, block in join_paragraphs(lines)]
    return Reading(blocks=[*blocks, *asides], signs=signs, doubts=doubts, title=title)


def _joined_pages(pages: Sequence[Page]) -> tuple[list[str], list[int]]:
    """The lines of all pages and their numbers; a sentence that goes on over the end of a page is not broken."""
    lines: list[str] = []
    location: list[int] = []
    for page in pages:
        filled = [index for index, (_, line) in enumerate(page) if line.strip()]
        inner = (
            page[filled[0] : filled[-1] + 1] if filled and len(pages) > 1 else page if filled or len(pages) == 1 else []
        )
        if not inner:
            continue
        if lines and (has_ended(lines[-1]) or not inner[0][1].strip()[:1].islower()):
            lines.append("")
            location.append(inner[0][0])
        lines += [line for _, line in inner]
        location += [number for number, _ in inner]
    return lines, location


def join_paragraphs(lines: Sequence[str], early: Sequence[bool] | None = None) -> Iterator[tuple[int, Block]]:
    """Runs of lines that belong together, each with the index of its first line.

    An empty line, a number or a line that ends early begins another; those without an empty line above are
    `is_wrapped`.
    `early` says which lines end early, where it is known from the page; else it is told by their length.
    """
    lines = [_TABBED.sub(r"\1. ", line, count=1) if _TABBED.match(line) else line for line in lines]
    width = _usual_width(lines)
    run: list[str] = []
    start, above_empty, is_wrapped, closing = 0, True, False, False
    for number, line in enumerate([*lines, ""]):
        begins, closes = (
            (True, False)
            if not line.strip()
            else _begins_paragraph(run, line, width, early[number - 1] if early else None)
            if run
            else (True, False)
        )
        if run and begins:
            stands_alone = above_empty and not line.strip()
            yield start, _make_block(run, f"line {start + 1}", stands_alone, is_wrapped, closing)
            above_empty = not line.strip()
            is_wrapped, closing = bool(line.strip()), closes
            run = []
        if line.strip():
            if not run:
                start = number
            run.append(line)
        else:
            above_empty, is_wrapped, closing = True, False, False


def _make_block(run: Sequence[str], location: str, stands_alone: bool, is_wrapped: bool, closing: bool) -> Block:
    first = run[0][:400].expandtabs(4)
    indent = len(first) - len(first.lstrip())
    return Block(
        text=collapse_spaces(join_lines(run)),
        location=location,
        indent=indent,
        stands_alone=stands_alone and len(run) == 1,
        is_wrapped=is_wrapped,
        closing=closing,
    )


def join_lines(lines: Sequence[str]) -> str:
    """Lines as one; a word that was broken at a hyphen stays one word, with its hyphen."""
    parts: list[str] = []
    for line in (line.strip() for line in lines):
        before = parts[-1] if parts else ""
        if parts and not breaks_word(before, line):
            parts.append(" ")
        parts.append(line)
    return "".join(parts)


def _usual_width(lines: Sequence[str]) -> int:
    """How long a line may be before it is broken; 0 where lines are not broken at all."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if not lengths:
        return 0
    usual = lengths[min(len(lengths) - 1, len(lengths) * 9 // 10)]
    return usual if usual <= MAX_WRAPPED_WIDTH else 0


def _begins_paragraph(run: Sequence[str], line: str, width: int, early: bool | None) -> tuple[bool, bool]:
    """Whether a line begins a paragraph although the line before it is not empty; and whether it closes a list."""
    before, text = run[-1], line.strip()
    if ends_at_hyphen(before, text):
        return False, False
    readings = read_marks(text)
    if readings and not _is_broken_sentence(before, readings[0], text, width):
        return _is_list(before, readings[0]), False
    room = len(before.rstrip()) + 1 + _first_width(text) <= width * 0.92 if early is None else early
    if text[:1].islower():
        closes = room and begins_closing(text) and _is_sub_point(run[0]) and before.rstrip().endswith((",", ";", ":"))
        return closes, closes
    if not width and before.rstrip().endswith((",", "-", "–", ";")):
        return True, False
    return room or is_contents_heading(before.strip()), False


def _first_width(text: str) -> int:
    """How many signs of a line no break may part: its first word; a sign of a script without spaces."""
    return 1 if "\u3000" <= text[0] <= "\uffef" else len(text.split(maxsplit=1)[0])


def _is_sub_point(line: str) -> bool:
    readings = read_marks(line.strip())
    return any(mark.by_letter or mark.style.startswith("roman") or mark.kind is MarkKind.BULLET for mark in readings)


def _is_broken_sentence(before: str, mark: Mark, text: str, width: int) -> bool:
    """Whether a line that begins with a letter goes on with the sentence before it: `as listed in` / `(a) of …`."""
    is_open = not before.rstrip().endswith((".", ";", ":", ","))
    return is_open and mark.by_letter and mark.rest[:1].islower() and len(text) > width


def _is_list(before: str, mark: Mark) -> bool:
    """A number opens a paragraph; a dash does only where the sentence before it has ended or is a list itself."""
    if mark.kind is not MarkKind.BULLET:
        return True
    if before.rstrip().endswith((".", ":", ";", ",")) or bool(read_marks(before.strip())):
        return True
    return mark.printed in "*•◦▪●○‣▸►■□➢✓\uf0b7\uf0a7\uf0d8" or not mark.rest[:1].islower()
