"""The report, or any part of it, as canonical JSON: the same value, the same bytes."""

from __future__ import annotations

import json
import re

from comparer.model.problems import UNSAFE_CHARACTERS
from comparer.report.options import RenderOptions
from comparer.report.value.types import ReportValue


def render(report: ReportValue, options: RenderOptions) -> str:
    """The whole report; `options.compact` puts it on one line."""
    return canonical_json(report, compact=options.compact)


def canonical_json(value: object, *, compact: bool = False) -> str:
    """JSON with a line break at its end. Keys stand in the order of the value, which is fixed where it is built."""
    separators = (",", ":") if compact else (",", ": ")
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=None if compact else 1, separators=separators)
    lines = text.split("\n")  # the line breaks of the layout, which are no data
    return "\n".join(UNSAFE_CHARACTERS.sub(_escape_json_character, line) for line in lines) + "\n"


def _escape_json_character(match: re.Match[str]) -> str:
    """What JSON may hold as it is, but what steers terminals, reorders or hides text, or cannot be encoded."""
    code = ord(match.group())
    if code < 0x10000:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
