"""The report, or any part of it, as canonical JSON: the same value, the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from json.encoder import encode_basestring as _write_text
from typing import TYPE_CHECKING, Any, Final

from comparer.model.problems import SUSPECT_CHARACTERS, UNSAFE_PATTERN
from comparer.report.options import RenderOptions

if TYPE_CHECKING:
    from comparer.report.value.types import ReportValue

SECTIONS_OF_FINDINGS: Final[dict[str, tuple[str, ...]]] = {
    "rows": ("brief", "table"),
    "shared": ("brief", "table"),
    "pairs": ("changes",),
    "verdicts": ("brief", "lines", "movement", "open"),
    "later": ("brief", "lines", "movement", "open"),
    "deadlocks": ("brief", "lines"),
    "wordings": ("lines",),
    "ranges": ("figures",),
    "constraints": ("brief", "law"),
    "steps": ("brief", "law"),
    "contradictions": ("clauses",),
    "plan_findings": ("clauses",),
    "ledger": ("clauses",),
    "lineage": ("sources",),
    "timeline": ("sources",),
}
"""The lists of findings, each with the parts of a report that rest on it."""


def render(report: ReportValue, options: RenderOptions) -> str:
    """The whole report; `options.compact` puts it on one line.

    Of parts asked for by name, the lists on which they rest; the other lists are empty, so that the shape stays.
    """
    hidden: dict[str, Any] = {
        key: []
        for key, sections in SECTIONS_OF_FINDINGS.items()
        if options.sections and key in report and not any(map(options.shows, sections))
    }
    return canonical_json({**report, **hidden}, compact=options.compact)


def canonical_json(value: object, *, compact: bool = False) -> str:
    """JSON with a line break at its end. Keys stand in the order of the value, which is fixed where it is built.

    Raises ValueError for a number that JSON has no form for, TypeError for what is no text, number, list or mapping.
    """
    text = _write_compact(value) if compact else _write_indented(value)
    return escape_json(text) + "\n"


def canonical_json_pieces(value: Mapping[str, object]) -> Iterator[bytes]:
    """The same in UTF-8, of a mapping, piece by piece in their order: a large report need never be held as a text."""
    if not value:
        yield canonical_json(value).encode()
        return
    opening = "{"
    for key, content in value.items():
        yield f"{opening}\n {escape_json(_write_text(key))}: ".encode()
        yield from _write_pieces(content)
        opening = ","
    yield b"\n}\n"


def _write_pieces(value: object) -> Iterator[bytes]:
    """A value that stands one step in; each item of a list is a piece."""
    if not isinstance(value, list) or not value:
        yield escape_json(_write_indented(value, "\n ")).encode()
        return
    opening = "["
    for item in value:
        text = _write_indented(item, "\n  ")
        yield f"{opening}\n  {escape_json(text)}".encode()
        opening = ","
    yield b"\n ]"


def escape_json(text: str) -> str:
    """JSON in which nothing of the data steers a terminal, reorders or hides text; it reads back as the same value."""
    return _unsafe_in_data().sub(_escape_json_character, text) if SUSPECT_CHARACTERS.search(text) else text


@cache
def _unsafe_in_data() -> re.Pattern[str]:
    """What finds what is to be escaped: the line breaks of the layout are no data, those of texts are escaped already.

    Made when first asked for, which takes longer than a look at most texts.
    """
    return re.compile(rf"(?!\n)(?:{UNSAFE_PATTERN})")


def _escape_json_character(match: re.Match[str]) -> str:
    """What JSON may hold as it is, but what steers terminals, reorders or hides text, or cannot be encoded."""
    code = ord(match.group())
    if code < 0x10000:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


_COMPACT_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
_write_compact = _COMPACT_ENCODER.encode


_WORDS = {None: "null", True: "true", False: "false"}
_EMPTY_BRACKETS: dict[type[Any], str] = {dict: "{}", list: "[]"}


def _write_indented(value: Any, line_break: str = "\n") -> str:
    """What the standard library writes with an indent of one, which it does without its C and so in more time.

    `line_break` ends a line and indents the next to where the value stands.
    """
    if not value or not isinstance(value, (dict, list, tuple)):
        return _write_compact(value)
    inner_break = line_break + " "
    items: list[str] = []
    for item in value.values() if isinstance(value, dict) else value:
        kind = type(item)
        if kind is str:
            items.append(_write_text(item))
        elif kind in _EMPTY_BRACKETS:
            items.append(_write_indented(item, inner_break) if item else _EMPTY_BRACKETS[kind])
        elif item is None or kind is bool:
            items.append(_WORDS[item])
        else:
            items.append(_write_indented(item, inner_break))
    if isinstance(value, dict):
        items = [f"{_write_text(key)}: {item}" for key, item in zip(value, items, strict=True)]
        return f"{{{inner_break}{f',{inner_break}'.join(items)}{line_break}}}"
    return f"[{inner_break}{f',{inner_break}'.join(items)}{line_break}]"
