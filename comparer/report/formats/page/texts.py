"""Texts for the page: made safe to show, two of them as a redline, a change as words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from comparer.model.problems import harmless
from comparer.report.words.redline import Op, redline
from comparer.report.words.sentences import Phrases

Plain = dict[str, Any]

_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")

LONGEST = 4_000
"""Characters of the two texts together up to which a redline is worth reading."""


def safe(text: str) -> str:
    """Line breaks as spaces; control characters and reordering marks as visible escapes. Safe text stays as it is."""
    return harmless(_BREAKS.sub(" ", text))


def ops(found: Iterable[Op]) -> list[Any]:
    """A redline in short: a number keeps as many UTF-16 units of the right text, a list is taken out or put in."""
    short: list[Any] = []
    for op in found:
        size = len(op.text.encode("utf-16-le")) // 2
        if op.kind == "keep":
            short.append(size)
        elif op.kind == "insert":
            short.append([1, size, op.move])
        else:
            short.append([0, op.text, op.move])
    return short


def link_ops(pair: Plain, link: Plain, phrases: Phrases) -> tuple[Op, ...]:
    """The redline of a link's two texts; none where they are alike letter for letter or too long to read."""
    before = phrases.clause_text(pair["left"], link["left"])
    after = phrases.clause_text(pair["right"], link["right"])
    if before == after or len(before) + len(after) > LONGEST:
        return ()
    return redline(safe(before), safe(after))


def change(one: Plain, phrases: Phrases) -> list[str]:
    """What changed, before, after, effect, rule: words of the vocabulary as their labels."""
    reading = one["facet"] == "reading"
    sides = [phrases.shown(one[side], reading) for side in ("before", "after")]
    return [phrases.facet(one["facet"]), *sides, one["effect"], one["rule"]]
