"""What changed between two texts, first: clauses that changed with their words marked, then what is only in one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from comparer.report.formats.text_grid import wrap_paragraph
from comparer.report.value.types import ClauseRecord, GapRecord, LinkRecord, PairRecord, ReportValue
from comparer.report.words.escape import safe_line

__all__ = ["mark_word_changes", "render_head"]

MAX_LISTED = 40
"""Findings of one kind that the head lists; of more it gives the number."""
CONTEXT_WORDS = 6
"""Words that stand unchanged on each side of a marked change."""
MAX_COMPARED_WORDS = 1500
"""Length of a clause up to which its words are marked; of a longer one the whole is shown."""

_UNCHANGED_RELATIONS = ("same", "reworded")
_WORD = re.compile(r"\s+|[^\W_]+|[\W_]")


def render_head(report: ReportValue, left: str, right: str, width: int) -> str:
    """The head of a comparison of two plans, for a terminal: counts, then changes, additions, deletions, headings."""
    pair = next(pair for pair in report["pairs"] if {pair["left"], pair["right"]} == {left, right})
    clauses = report["clauses"]
    changed = [link for link in pair["links"] if link["relation"] not in _UNCHANGED_RELATIONS]
    gone = [gap for gap in pair["gaps"] if gap["plan"] == left]
    new = [gap for gap in pair["gaps"] if gap["plan"] == right]
    headings = [*_heading_changes(pair, clauses, left, right)]
    counts = f"{len(changed)} changed, {len(new)} only in {right}, {len(gone)} only in {left}"
    lines = [f"{left} → {right}: {counts}, {len(pair['links']) - len(changed)} the same"]
    groups = (
        ("Changed", [_describe_change(link, clauses, left, right) for link in changed]),
        (f"Only in {right}", [_describe_unpaired(gap, clauses) for gap in new]),
        (f"Only in {left}", [_describe_unpaired(gap, clauses) for gap in gone]),
        ("Headings and notes that differ", headings),
    )
    for title, rows in groups:
        if rows:
            lines += ["", title, *(f"  {row}" for row in rows[:MAX_LISTED])]
        if len(rows) > MAX_LISTED:
            lines.append(f"  and {len(rows) - MAX_LISTED} more, in the report below")
    return "\n".join(wrap_paragraph(safe_line(line), width, "    ", "") if line else "" for line in lines) + "\n\n"


def _describe_change(link: LinkRecord, clauses: Mapping[str, ClauseRecord], left: str, right: str) -> str:
    sides = ((left, link["left"]), (right, link["right"]))
    texts = [" ".join(clauses[f"{plan}#{id_}"]["text"] for id_ in ids) for plan, ids in sides]
    ids = [", ".join(ids) for _, ids in sides]
    named = ids[0] if ids[0] == ids[1] else f"{ids[0]} → {ids[1]}"
    if texts[0] == texts[1]:
        return f"{named} ({link['relation']}): {_shorten_text(texts[0])} (the words around it changed)"
    return f"{named} ({link['relation']}): {mark_word_changes(*texts)}"


def _describe_unpaired(gap: GapRecord, clauses: Mapping[str, ClauseRecord]) -> str:
    ref = f"{gap['plan']}#{gap['clause']}"
    return f"{gap['clause']}: {_shorten_text(clauses[ref]['text'])}"


def _heading_changes(pair: PairRecord, clauses: Mapping[str, ClauseRecord], left: str, right: str) -> Iterator[str]:
    """Headings and notes of linked clauses that differ, each once."""
    seen = set()
    for link in pair["links"]:
        ours, theirs = clauses[f"{left}#{link['left'][0]}"], clauses[f"{right}#{link['right'][0]}"]
        for name, before, after in (
            ("heading", ours["heading"], theirs["heading"]),
            ("note", ours["note"], theirs["note"]),
        ):
            if before != after and (before, after) not in seen:
                seen.add((before, after))
                yield f"{name} of {link['left'][0]} → {link['right'][0]}: {mark_word_changes(before, after)}"


def _shorten_text(text: str) -> str:
    words = text.split()
    return " ".join(words[:40]) + (" …" if len(words) > 40 else "")


def mark_word_changes(before: str, after: str) -> str:
    """Two texts as one, with what was taken out in [-…-] and what was put in in {+…+}; far words are left out."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if max(len(old), len(new)) > 2 * MAX_COMPARED_WORDS:
        return f"[-{_shorten_text(before)}-] {{+{_shorten_text(after)}+}}"
    parts = []
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for index, (kind, start, end, first, last) in enumerate(steps):
        if kind == "equal":
            parts.append(_trim_unchanged("".join(old[start:end]), index == 0, index == len(steps) - 1))
            continue
        parts.append(f"[-{''.join(old[start:end])}-]" if end > start else "")
        parts.append(f"{{+{''.join(new[first:last])}+}}" if last > first else "")
    return "".join(parts)


def _trim_unchanged(text: str, first: bool, last: bool) -> str:
    """Words that did not change, without those far from a change."""
    words = re.findall(r"\s*\S+\s*", text)
    if len(words) <= 2 * CONTEXT_WORDS + 2:
        return text
    before = "" if first else "".join(words[:CONTEXT_WORDS])
    after = "" if last else "".join(words[-CONTEXT_WORDS:])
    return f"{before}… {after}"
