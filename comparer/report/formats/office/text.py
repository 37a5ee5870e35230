"""Text of others for office files: one line, nothing that XML forbids, nothing that steers or reorders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from comparer.report.words.escape import cut, one_line
from comparer.report.words.redline import Op, redline
from comparer.report.words.sentences import Phrases

Plain = Mapping[str, Any]

LONGEST = 4_000
"""Characters of a clause where it is shown beside others; what is longer is cut there, and the cut is marked."""

KEPT = 0.45
"""The least share of a text that must stay for a redline word by word: below it, a new text replaces the old whole."""

_FORBIDDEN = re.compile("[\ufffe\uffff]")


def safe(text: str) -> str:
    return _FORBIDDEN.sub(lambda match: f"\\u{ord(match.group()):04x}", one_line(text))


def short(text: str, limit: int = LONGEST) -> str:
    return cut(safe(text), limit)


def readable(before: str, after: str) -> tuple[Op, ...]:
    """The redline of two texts made safe; where little stays, all of the one and then all of the other."""
    before, after = safe(before), safe(after)
    ops = redline(before, after)
    kept = sum(len(op.text) for op in ops if op.kind == "keep" or (op.move and op.kind == "insert"))
    if kept >= KEPT * max(len(before), len(after)) or not before or not after:
        return ops
    return Op("delete", f"{before} "), Op("insert", after)


def flags(clause: Plain, phrases: Phrases) -> str:
    """How a clause is known and what has become of it, where that is not the usual; its evidence where it is weak."""
    said = []
    if clause["known"] != "stated":
        said.append(phrases.words.word("known", clause["known"]))
    if clause["evidence"] in ("B", "C"):
        said.append(f"{phrases.text('column.evidence').lower()} {clause['evidence']}")
    if clause["state"] != "open":
        said.append(phrases.marked("state", clause["state"]))
    if clause["to"]:
        said.append(f"→ {phrases.label(clause['to'])}")
    return "; ".join(said)


def variants(clause: Plain, phrases: Phrases) -> list[str]:
    """Each reading with who holds it; a reading without words of its own is left out."""
    return [
        f"{phrases.label(one['holder']) or one['family'] or phrases.words.word('known', one['known'])}: {one['text']}"
        for one in clause["variants"]
        if one["text"]
    ]


def effect(link: Plain, phrases: Phrases) -> list[str]:
    """What a link changes, whom that favours, and on what it was judged where that is weak."""
    said = [*phrases.changes(link), phrases.favours(link), phrases.doubt(link)]
    if link["matched_by"] in ("text", "pinned"):
        how = phrases.words.word("matched_by", link["matched_by"])
        said.append(joined([f"{phrases.text('office.matched_by').lower()}: {how}", link["pin_reason"]], ", "))
    return [one.rstrip(".") for one in (*said, phrases.accepted(link)) if one]


def joined(values: Iterable[str], between: str = "; ") -> str:
    return between.join(filter(None, values))
