"""What changed between two texts, first: clauses that changed with their words marked, then what is only in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from comparer.report.formats.text_grid import paragraph
from comparer.report.words.escape import one_line

__all__ = ["head_lines", "marked_words"]

MAX_LISTED = 40
"""Findings of one kind that the head lists; of more it gives the number."""
CONTEXT_WORDS = 6
"""Words that stand unchanged on each side of a marked change."""
MAX_COMPARED_WORDS = 1500
"""Length of a clause up to which its words are marked; of a longer one the whole is shown."""

_UNCHANGED = ("same", "reworded")
_WORD = re.compile(r"\s+|[^\W_]+|[\W_]")


def head_lines(report: dict[str, Any], left: str, right: str, width: int) -> str:
    """The head of a comparison of two plans, for a terminal: counts, then changes, additions, deletions, headings."""
    pair = next(pair for pair in report["pairs"] if {pair["left"], pair["right"]} == {left, right})
    clauses = report["clauses"]
    changed = [link for link in pair["links"] if link["relation"] not in _UNCHANGED]
    gone = [gap for gap in pair["gaps"] if gap["plan"] == left]
    new = [gap for gap in pair["gaps"] if gap["plan"] == right]
    headings = [*_headings(pair, clauses, left, right)]
    counts = f"{len(changed)} changed, {len(new)} only in {right}, {len(gone)} only in {left}"
    lines = [f"{left} → {right}: {counts}, {len(pair['links']) - len(changed)} the same"]
    groups = (
        ("Changed", [_change(link, clauses, left, right) for link in changed]),
        (f"Only in {right}", [_alone(gap, clauses) for gap in new]),
        (f"Only in {left}", [_alone(gap, clauses) for gap in gone]),
        ("Headings and notes that differ", headings),
    )
    for title, rows in groups:
        if rows:
            lines += ["", title, *(f"  {row}" for row in rows[:MAX_LISTED])]
        if len(rows) > MAX_LISTED:
            lines.append(f"  and {len(rows) - MAX_LISTED} more, in the report below")
    return "\n".join(paragraph(one_line(line), width, "    ", "") if line else "" for line in lines) + "\n\n"


def _change(link: dict[str, Any], clauses: dict[str, Any], left: str, right: str) -> str:
    texts = [
        " ".join(clauses[f"{plan}#{id_}"]["text"] for id_ in link[side])
        for plan, side in ((left, "left"), (right, "right"))
    ]
    ids = [", ".join(link[side]) for side in ("left", "right")]
    named = ids[0] if ids[0] == ids[1] else f"{ids[0]} → {ids[1]}"
    if texts[0] == texts[1]:
        return f"{named} ({link['relation']}): {_shortened(texts[0])} (the words around it changed)"
    return f"{named} ({link['relation']}): {marked_words(*texts)}"


def _alone(gap: dict[str, Any], clauses: dict[str, Any]) -> str:
    ref = f"{gap['plan']}#{gap['clause']}"
    return f"{gap['clause']}: {_shortened(clauses[ref]['text'])}"


def _headings(pair: dict[str, Any], clauses: dict[str, Any], left: str, right: str) -> Iterator[str]:
    """Headings and notes of linked clauses that differ, each once."""
    told = set()
    for link in pair["links"]:
        ours, theirs = (clauses[f"{plan}#{link[side][0]}"] for plan, side in ((left, "left"), (right, "right")))
        for name in ("heading", "note"):
            before, after = ours.get(name) or "", theirs.get(name) or ""
            if before != after and (before, after) not in told:
                told.add((before, after))
                yield f"{name} of {link['left'][0]} → {link['right'][0]}: {marked_words(before, after)}"


def _shortened(text: str) -> str:
    words = text.split()
    return " ".join(words[:40]) + (" …" if len(words) > 40 else "")


def marked_words(before: str, after: str) -> str:
    """Two texts as one, with what was taken out in [-…-] and what was put in in {+…+}; far words are left out."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if max(len(old), len(new)) > 2 * MAX_COMPARED_WORDS:
        return f"[-{_shortened(before)}-] {{+{_shortened(after)}+}}"
    parts = []
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for index, (kind, start, end, first, last) in enumerate(steps):
        if kind == "equal":
            parts.append(_kept("".join(old[start:end]), index == 0, index == len(steps) - 1))
            continue
        parts.append(f"[-{''.join(old[start:end])}-]" if end > start else "")
        parts.append(f"{{+{''.join(new[first:last])}+}}" if last > first else "")
    return "".join(parts)


def _kept(text: str, first: bool, last: bool) -> str:
    """Words that did not change, without those far from a change."""
    words = re.findall(r"\s*\S+\s*", text)
    if len(words) <= 2 * CONTEXT_WORDS + 2:
        return text
    before = "" if first else "".join(words[:CONTEXT_WORDS])
    after = "" if last else "".join(words[-CONTEXT_WORDS:])
    return f"{before}… {after}"
