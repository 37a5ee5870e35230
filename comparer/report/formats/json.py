"""The report, or any part of it, as canonical JSON: the same value, the same bytes."""

from __future__ import annotations

import json
import re

from comparer.report.options import RenderOptions
from comparer.report.value.types import ReportValue

# Characters that JSON may hold as they are, but that steer terminals, reorder text or cannot be encoded.
_UNSAFE_CHARS = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]")


def render(report: ReportValue, options: RenderOptions) -> str:
    """The whole report; `options.compact` puts it on one line."""
    return canonical_json(report, compact=options.compact)


def canonical_json(value: object, *, compact: bool = False) -> str:
    """JSON with a line break at its end. Keys stand in the order of the value, which is fixed where it is built."""
    separators = (",", ":") if compact else (",", ": ")
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=None if compact else 1, separators=separators)
    return _UNSAFE_CHARS.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + "\n"
