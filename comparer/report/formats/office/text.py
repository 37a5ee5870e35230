"""Text of others for office files: one line, nothing that XML forbids, nothing that steers or reorders."""

from __future__ import annotations

import re
from collections.abc import Iterable

from comparer.report.value.types import ClauseRecord, LinkRecord, VariantRecord
from comparer.report.words.escape import safe_line, truncate_text
from comparer.report.words.redline import RedlineOp, compute_redline
from comparer.report.words.sentences import ReportSentences

MAX_OFFICE_CLAUSE_CHARS = 4_000
"""Characters of a clause where it is shown beside others; what is longer is cut there, and the cut is marked."""

MIN_KEPT_SHARE = 0.45
"""The least share of a text that must stay for a redline word by word: below it, a new text replaces the old whole."""

_XML_FORBIDDEN = re.compile("[\ufffe\uffff]")


def make_xml_safe(text: str) -> str:
    return _XML_FORBIDDEN.sub(lambda match: f"\\u{ord(match.group()):04x}", safe_line(text))


def cut_safe_text(text: str, limit: int = MAX_OFFICE_CLAUSE_CHARS) -> str:
    return truncate_text(make_xml_safe(text), limit)


def readable_redline(before: str, after: str) -> tuple[RedlineOp, ...]:
    """The redline of two texts made safe; where little stays, all of the one and then all of the other."""
    before, after = make_xml_safe(before), make_xml_safe(after)
    ops = compute_redline(before, after)
    kept_chars = sum(len(op.text) for op in ops if op.kind == "keep" or (op.move and op.kind == "insert"))
    if kept_chars >= MIN_KEPT_SHARE * max(len(before), len(after)) or not before or not after:
        return ops
    return RedlineOp("delete", f"{before} "), RedlineOp("insert", after)


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
    return sentences.word_label(variant["holder"]) or variant["family"] or known_word


def effect_notes(link: LinkRecord, sentences: ReportSentences) -> list[str]:
    """What a link changes, whom that favours, and on what it was judged where that is weak."""
    notes = [*sentences.change_sentences(link), sentences.favours_sentence(link), sentences.weak_basis_sentence(link)]
    if link["matched_by"] in ("text", "pinned"):
        matching_method = sentences.catalogue.value_word("matched_by", link["matched_by"])
        notes.append(
            join_nonempty(
                [f"{sentences.catalogue_text('office.matched_by').lower()}: {matching_method}", link["pin_reason"]],
                ", ",
            )
        )
    return [effect_note.rstrip(".") for effect_note in (*notes, sentences.acceptance_note(link)) if effect_note]


def join_nonempty(values: Iterable[str], separator: str = "; ") -> str:
    return separator.join(filter(None, values))
