"""Plain text to pieces: bytes to characters, lines to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from comparer.ingest.blocks import Block, ImportFailure, collapse_spaces
from comparer.ingest.numbering import BULLET_STYLE, parse_printed_numbers

__all__ = ["decode_text", "join_lines", "parse_blocks", "split_lines", "split_paragraphs"]

MAX_WRAPPED_LINE_CHARS = 130
"""Lines longer than this were not broken by hand: each is a paragraph."""

_LINE_BREAK = re.compile(r"\r\n|[\n\r\v\x85\u2028\u2029]")
_TABBED_NUMBER = re.compile(r"(\s*[0-9]{1,3})(?:\t+| {2,})(?=\S)")
_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)  # fmt: skip


def decode_text(content: bytes) -> str:
    """The characters of a text: UTF-8, or what a byte order mark says. Unreadable for anything else."""
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if content.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\0" in content:
        is_wide = content.count(b"\0") * 3 > len(content)
        problem = (
            "it looks like UTF-16 without a byte order mark" if is_wide else "it holds NUL bytes, so it is no text"
        )
        raise ImportFailure(problem, "save it as UTF-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        byte_problem = f"the byte 0x{content[error.start]:02X} at offset {error.start} is not {encoding.upper()}"
        raise ImportFailure(byte_problem, "save it as UTF-8") from error


def split_lines(text: str) -> list[str]:
    """The lines; a form feed ends a paragraph too."""
    return _LINE_BREAK.split(text.replace("\f", "\n\n"))


def parse_blocks(text: str) -> tuple[Block, ...]:
    """The paragraphs of a text, with lines that were broken to fit joined again."""
    return tuple(block for _, block in split_paragraphs(split_lines(text)))


def split_paragraphs(lines: Sequence[str]) -> Iterator[tuple[int, Block]]:
    """Runs of lines that belong together, each with the index of its first line.

    An empty line, a number or a line that ends early begins another.
    """
    lines = [_TABBED_NUMBER.sub(r"\1. ", line, count=1) if _TABBED_NUMBER.match(line) else line for line in lines]
    width = _wrap_width(lines)
    run_lines: list[str] = []
    start, is_empty_above = 0, True
    for index, line in enumerate([*lines, ""]):
        if run_lines and (not line.strip() or _starts_paragraph(run_lines[-1], line, width)):
            stands_alone = is_empty_above and not line.strip()
            yield start, _make_paragraph_block(run_lines, f"line {start + 1}", stands_alone)
            is_empty_above = not line.strip()
            run_lines = []
        if line.strip():
            if not run_lines:
                start = index
            run_lines.append(line)
        else:
            is_empty_above = True


def _make_paragraph_block(run_lines: Sequence[str], location: str, stands_alone: bool) -> Block:
    first_line = run_lines[0].expandtabs(4)
    indent = len(first_line) - len(first_line.lstrip())
    return Block(
        text=collapse_spaces(join_lines(run_lines)),
        location=location,
        indent=indent,
        stands_alone=stands_alone and len(run_lines) == 1,
    )


def join_lines(lines: Sequence[str]) -> str:
    """Lines as one; a word that was broken at a hyphen stays one word, with its hyphen."""
    joined_text = ""
    for line in (raw_line.strip() for raw_line in lines):
        is_broken_word = (
            joined_text.endswith("-") and len(joined_text) > 1 and joined_text[-2].isalpha() and line[:1].islower()
        )
        joined_text = joined_text + line if is_broken_word or not joined_text else f"{joined_text} {line}"
    return joined_text


def _wrap_width(lines: Sequence[str]) -> int:
    """How long a line may be before it is broken; 0 where lines are not broken at all."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if not lengths:
        return 0
    usual_length = lengths[min(len(lengths) - 1, len(lengths) * 9 // 10)]
    return usual_length if usual_length <= MAX_WRAPPED_LINE_CHARS else 0


def _starts_paragraph(previous_line: str, line: str, width: int) -> bool:
    """Whether a line begins a paragraph although the line before it is not empty."""
    text = line.strip()
    readings = parse_printed_numbers(text)
    if readings and not (
        readings[0].style.startswith("letter") and readings[0].rest[:1].islower() and len(text) > width
    ):
        return _opens_list_item(previous_line, readings[0].style)
    if text[:1].islower():
        return False
    if not width and previous_line.rstrip().endswith((",", "-", "–", ";")):
        return True
    needed_width = len(previous_line.rstrip()) + 1 + len(text.split()[0])
    return needed_width <= width * 0.92


def _opens_list_item(previous_line: str, style: str) -> bool:
    """A number opens a paragraph; a dash does only where the sentence before it has ended or is a list itself."""
    if style != BULLET_STYLE:
        return True
    return previous_line.rstrip().endswith((".", ":", ";", ",")) or bool(parse_printed_numbers(previous_line.strip()))
