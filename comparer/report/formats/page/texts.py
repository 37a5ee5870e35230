"""Texts for the page: made safe to show, two of them as a redline."""

from __future__ import annotations

import re
from collections.abc import Iterable

from comparer.model.problems import escape_controls
from comparer.report.value.types import LinkRecord, PairRecord
from comparer.report.words.redline import RedlineOp, compute_redline
from comparer.report.words.sentences import ReportSentences

_LINE_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")

MAX_REDLINE_CHARS = 4_000
"""Characters of the two texts together up to which a redline is worth reading."""

MIN_KEPT_SHARE = 0.5
"""Share of the longer text that two texts must have in common for a redline to be readable."""


def make_displayable(text: str) -> str:
    """Line breaks as spaces; control characters and reordering marks as visible escapes. Safe text stays as it is."""
    return escape_controls(_LINE_BREAKS.sub(" ", text))


def compact_redline(ops: Iterable[RedlineOp]) -> list[object]:
    """A redline in short: a number keeps so many UTF-16 units of the right text, a list puts them in, a text is out."""
    compact_ops: list[object] = []
    for op in ops:
        utf16_units = len(op.text.encode("utf-16-le")) // 2
        if op.kind == "keep":
            compact_ops.append(utf16_units)
        elif op.kind == "insert":
            compact_ops.append([utf16_units])
        else:
            compact_ops.append(op.text)
    return compact_ops


def redline_of_link(pair: PairRecord, link: LinkRecord, sentences: ReportSentences) -> tuple[RedlineOp, ...]:
    """The redline of a link's two texts; none where they are alike, too long, or have less than half in common."""
    before = sentences.clause_text(pair["left"], link["left"])
    after = sentences.clause_text(pair["right"], link["right"])
    if before == after or len(before) + len(after) > MAX_REDLINE_CHARS:
        return ()
    ops = compute_redline(make_displayable(before), make_displayable(after))
    kept_chars = sum(len(op.text) for op in ops if op.kind == "keep")
    return ops if kept_chars >= MIN_KEPT_SHARE * max(len(before), len(after)) else ()
