"""Text of others made safe for each kind of output: control characters, reordering marks, pipes, formulas, length."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from comparer.model.problems import escape_controls

MAX_CELL_CHARS = 32_000
"""Characters in one cell: a little under what the strictest spreadsheet program takes."""

FORMULA_PREFIXES = tuple("=+-@\t\r＝＋－＠")
_FORMULA_AFTER_SEMICOLON = re.compile(r"(;)(?=[\s\"']{0,20}[=+\-@＝＋－＠])")
_MARKDOWN_SPECIAL_CHARS = re.compile(r"([\\`*_\[\]<>~|&$]|!(?=\[))")
_CLAUSE_REFERENCE = re.compile(r"(?<![\w.`-])[\w.-]*#[\w.-]*\w")
_HARD_SPACE = re.compile(r"[\u00a0\u202f]")
_BREAKING_SPACE = re.compile(r"(?:[^\S\u00a0\u202f]|(?<!\d)[\u00a0\u202f]|[\u00a0\u202f](?!\d))+")
_BLOCK_MARKER = re.compile(r"^(\d*)(?=(?:#{1,6}|[-+]|(?<=\d)[.)])\s)")


@lru_cache(maxsize=1024)
def safe_line(text: str) -> str:
    """White space, line breaks included, as single spaces; what could steer a terminal or reorder text made visible.

    The spaces inside a number stay, so that no line breaks there.
    """
    return escape_controls(" ".join(split_words(text)))


def split_words(text: str) -> list[str]:
    """The words between which a line may break: a space inside a number parts none."""
    if not _HARD_SPACE.search(text):
        return text.split()
    return [word for word in _BREAKING_SPACE.split(text) if word]


def truncate_text(text: str, limit: int = MAX_CELL_CHARS) -> str:
    """At most `limit` characters; the end says in a sign of no language how many more there were: `… [+120]`."""
    if len(text) <= limit:
        return text
    kept_chars = max(limit - 12, limit // 2)
    return f"{text[:kept_chars]}… [+{len(text) - kept_chars}]"


def escape_csv_cell(text: str) -> str:
    """A cell that fits into one of a spreadsheet and that no program takes for a formula.

    Nor does one that parts cells at semicolons too, as programs do in many languages.
    """
    line = truncate_text(safe_line(text))
    return _FORMULA_AFTER_SEMICOLON.sub(r"\1'", f"'{line}" if line.startswith(FORMULA_PREFIXES) else line)


def escape_markdown(text: str, limit: int = MAX_CELL_CHARS) -> str:
    """One line of text that Markdown shows as it is, in a table cell too, and that mentions and links nobody.

    References such as `PLAN#CLAUSE` become code spans: on some sites they would link to an issue of that number.
    """
    line = truncate_text(safe_line(text), limit)
    pieces, end = [], 0
    for match in _CLAUSE_REFERENCE.finditer(line):
        pieces += [_escape_markdown_chars(line[end : match.start()]), code_span(match.group())]
        end = match.end()
    return _BLOCK_MARKER.sub(r"\1\\", "".join([*pieces, _escape_markdown_chars(line[end:])]))


def _escape_markdown_chars(text: str) -> str:
    text = _MARKDOWN_SPECIAL_CHARS.sub(r"\\\1", text)
    text = text.replace("\\<", "&lt;").replace("\\>", "&gt;").replace("\\&", "&amp;")
    return text.replace("@", "@<!-- -->").replace("://", ":<!-- -->//")


def code_span(text: str) -> str:
    """An id as a code span: no program turns it into a link to something else. One with a pipe is escaped instead."""
    line = safe_line(text).replace("`", "'")
    if "|" in line:
        return _escape_markdown_chars(line)
    return f"`{line}`" if line else ""


def anchor_name(*parts: str) -> str:
    """A name for a link target made of ids alone: stable from one report to the next."""
    return re.sub(r"[^\w.-]+", "-", "-".join(filter(None, parts))).strip("-").lower()


def display_width(text: str) -> int:
    """How many terminal columns the text takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(map(_character_width, text))


@lru_cache(maxsize=4096)
def _character_width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
