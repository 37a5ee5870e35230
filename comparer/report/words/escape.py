"""Text of others made safe for each kind of output: control characters, reordering marks, pipes, formulas, length."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from comparer.model.problems import harmless

CELL_LIMIT = 32_000
"""Characters in one cell: a little under what the strictest spreadsheet program takes."""

FORMULA = tuple("=+-@\t\r＝＋－＠")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>~|&$]|!(?=\[))")
_REFERENCE = re.compile(r"(?<![\w`])[\w.-]*#[\w.-]*\w")
_LINE_START = re.compile(r"^(\d*)(?=(?:#{1,6}|[-+]|(?<=\d)[.)])\s)")


def one_line(text: str) -> str:
    """White space, line breaks included, as single spaces; what could steer a terminal or reorder text made visible."""
    return harmless(" ".join(text.split()))


def cut(text: str, limit: int = CELL_LIMIT) -> str:
    """At most `limit` characters; where more was there, the end says how many were left out."""
    if len(text) <= limit:
        return text
    keep = max(limit - 40, limit // 2)
    return f"{text[:keep]}… [{len(text) - keep:,} characters left out]"


def spreadsheet(text: str) -> str:
    """A cell that no spreadsheet program takes for a formula, and that fits into one."""
    plain = cut(one_line(text))
    return f"'{plain}" if plain.startswith(FORMULA) else plain


def markdown(text: str, limit: int = CELL_LIMIT) -> str:
    """One line of text that Markdown shows as it is, in a table cell too, and that mentions and links nobody.

    References such as `PLAN#CLAUSE` become code spans: on some sites they would link to an issue of that number.
    """
    plain = cut(one_line(text), limit)
    out, end = [], 0
    for match in _REFERENCE.finditer(plain):
        out += [_escaped(plain[end : match.start()]), code(match.group())]
        end = match.end()
    return _LINE_START.sub(r"\1\\", "".join([*out, _escaped(plain[end:])]))


def _escaped(plain: str) -> str:
    plain = _MARKDOWN.sub(r"\\\1", plain)
    plain = plain.replace("\\<", "&lt;").replace("\\>", "&gt;").replace("\\&", "&amp;")
    return plain.replace("@", "@<!-- -->").replace("://", ":<!-- -->//")


def code(text: str) -> str:
    """An id as a code span: no program turns it into a link to something else. One with a pipe is escaped instead."""
    plain = one_line(text).replace("`", "'")
    if "|" in plain:
        return _escaped(plain)
    return f"`{plain}`" if plain else ""


def anchor(*parts: str) -> str:
    """A name for a link target made of ids alone: stable from one report to the next."""
    return re.sub(r"[^\w.-]+", "-", "-".join(filter(None, parts))).strip("-").lower()


def columns(text: str) -> int:
    """How many terminal columns the text takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


@lru_cache(maxsize=4096)
def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
