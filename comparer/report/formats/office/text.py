"""Text of others for office files: one line, nothing that XML forbids, nothing that steers or reorders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from comparer.report.value.types import ClauseRecord, VariantRecord
from comparer.report.words.escape import safe_line, truncate_text
from comparer.report.words.redline import RedlineOp, compute_redline
from comparer.report.words.sentences import ReportSentences

T = TypeVar("T")

MAX_OFFICE_CLAUSE_CHARS = 4_000
"""Characters of a clause where it is shown beside others; what is longer is cut there, and the cut is marked."""

MIN_KEPT_SHARE = 0.5
"""The least share of the words that must stay for a redline: below it, before and after are easier to read."""

_XML_FORBIDDEN = re.compile("[\ufffe\uffff]")


def make_xml_safe(text: str) -> str:
    return _XML_FORBIDDEN.sub(lambda match: f"\\u{ord(match.group()):04x}", safe_line(text))


def cut_safe_text(text: str, limit: int = MAX_OFFICE_CLAUSE_CHARS) -> str:
    return truncate_text(make_xml_safe(text), limit)


def readable_redline(before: str, after: str) -> tuple[RedlineOp, ...]:
    """The redline of two texts made safe; nothing where half of the words or more change, or where none does."""
    before, after = cut_safe_text(before), cut_safe_text(after)
    ops = compute_redline(before, after)
    if len(ops) < 2:
        return ()
    kept_words = sum(len(op.text.split()) for op in ops if op.kind == "keep" or (op.move and op.kind == "insert"))
    longer_words = max(len(before.split()), len(after.split()))
    return _space_opening(ops) if kept_words > MIN_KEPT_SHARE * longer_words else ()


def _space_opening(ops: tuple[RedlineOp, ...]) -> tuple[RedlineOp, ...]:
    """The ops with a space behind words that were taken out or put in at the start, which no space precedes.

    White space belongs to the word behind it; at the start it would be lost when the changes are undone.
    """
    kept = next((index for index, op in enumerate(ops) if op.kind == "keep"), 0)
    if not kept:
        return ops
    opening = (replace(op, text=f"{op.text.strip()} ") for op in ops[:kept])
    return (*opening, replace(ops[kept], text=ops[kept].text.lstrip()), *ops[kept + 1 :])


def clause_flags(clause: ClauseRecord, sentences: ReportSentences) -> str:
    """How a clause is known and what has become of it, where that is not the usual; its evidence where it is weak."""
    flag_texts = []
    if clause["known"] != "stated":
        flag_texts.append(sentences.catalogue.value_word("known", clause["known"]))
    if clause["evidence"] in ("B", "C"):
        flag_texts.append(f"{sentences.catalogue_text('column.evidence').lower()} {clause['evidence']}")
    if clause["state"] != "open":
        flag_texts.append(sentences.mark_and_word("state", clause["state"]))
    if clause["to"]:
        flag_texts.append(f"→ {sentences.word_label(clause['to'])}")
    return "; ".join(flag_texts)


def variant_texts(clause: ClauseRecord, sentences: ReportSentences) -> list[str]:
    """Each reading with who holds it; a reading without words of its own is left out."""
    return [
        f"{_variant_holder(variant, sentences)}: {variant['text']}" for variant in clause["variants"] if variant["text"]
    ]


def _variant_holder(variant: VariantRecord, sentences: ReportSentences) -> str:
    known_word = sentences.catalogue.value_word("known", variant["known"])
    return sentences.variant_name(variant) or known_word


def split_evenly(items: Sequence[T], most: int) -> Iterator[Sequence[T]]:
    """The items in order, in as few groups of at most `most` as hold them, of about the same size; none for 0."""
    group_count = -(-len(items) // most) if most else 0
    size = -(-len(items) // group_count) if group_count else 0
    for start in range(0, size * group_count, size or 1):
        if items[start : start + size]:
            yield items[start : start + size]
