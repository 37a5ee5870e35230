"""What a change of wording alone comes to, where a clause has no norm yet. Read, never certain: basis text.

The texts are read as norms in words, put into the form of the algebra and related by its rules. What no simple pattern
reads is `mixed` with the reason `reason.cannot-tell`; texts that differ in more than typography are never `same`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from comparer.language.sentence_parser import ParsedSentence, UnparsableSentenceError, parse_sentence
from comparer.language.tokenizer import fold_typography, is_english, tokenise_text
from comparer.model.explanation import Explanation, ReasonList, explain
from comparer.model.findings import Change, Judgement
from comparer.model.relation import Basis, Confidence, Relation
from comparer.norms.canonical import CanonicalNorm
from comparer.norms.from_text.canonical_pairs import AmbiguousWordingError, to_canonical_norms
from comparer.norms.from_text.text_vocabulary import TEXT_VOCABULARY
from comparer.norms.relate import relate

MAX_SENTENCE_CHARS = 2000
"""Characters beyond which no clause is read: nothing so long is one sentence."""

_SENTENCE_BREAK = re.compile(r"(?<=[.;!?])\s+")


def relate_texts(left: str, right: str) -> Judgement:
    """The relation of two texts, from left to right. Total; `estimate(b, a)` mirrors `estimate(a, b)`."""
    if left == right or fold_typography(left) == fold_typography(right):
        return Judgement(
            relation=Relation.SAME,
            basis=Basis.TEXT,
            confidence=Confidence.MEDIUM,
            reason=Explanation("reason.same-words"),
        )
    if not (tokenise_text(left) and tokenise_text(right)):
        return _undecided_judgement("no-text")
    if max(len(left), len(right)) > MAX_SENTENCE_CHARS:
        return _undecided_judgement("too-long")
    if not (is_english(left) and is_english(right)):
        return _undecided_judgement("not-english")
    left_sentence, right_sentence = _changed_sentence(left, right)
    try:
        return _relate_sentence_norms(
            *to_canonical_norms(_parse_sentence(left_sentence), _parse_sentence(right_sentence))
        )
    except UnparsableSentenceError as error:
        return _undecided_judgement(str(error))
    except AmbiguousWordingError as ambiguity:
        reason = explain(f"reason.text.{ambiguity.reason}", word=ambiguity.word)
        return _undecided_judgement(reason, ambiguity.before, ambiguity.after, ambiguity.facet)


@lru_cache(maxsize=4096)
def _parse_sentence(text: str) -> ParsedSentence:
    return parse_sentence(tokenise_text(text))


def _changed_sentence(left: str, right: str) -> tuple[str, str]:
    """The one sentence that differs, where all the others are the same in the same place; else both texts."""
    left_sentences, right_sentences = _SENTENCE_BREAK.split(left.strip()), _SENTENCE_BREAK.split(right.strip())
    if len(left_sentences) != len(right_sentences):
        return left, right
    differing_pairs = [
        (a, b) for a, b in zip(left_sentences, right_sentences, strict=True) if fold_typography(a) != fold_typography(b)
    ]
    return differing_pairs[0] if len(differing_pairs) == 1 else (left, right)


def _relate_sentence_norms(left: CanonicalNorm, right: CanonicalNorm, notes: tuple[str, ...]) -> Judgement:
    judgement = relate(left, right, TEXT_VOCABULARY)
    text_changes = tuple(replace(change, facet=change.facet.partition(".")[0]) for change in judgement.changes)
    if judgement.relation is Relation.MIXED:
        reason = judgement.reason or "both-ways"
        return replace(_undecided_judgement(reason), changes=text_changes)
    if judgement.relation is Relation.SAME and (text_changes or replace(left, norm=right.norm) != right):
        return replace(_undecided_judgement("effect-hidden"), changes=text_changes)
    is_sure = not notes and judgement.confidence is Confidence.HIGH and len(text_changes) < 2
    return Judgement(
        relation=Relation.REWORDED if judgement.relation is Relation.SAME else judgement.relation,
        changes=text_changes,
        basis=Basis.TEXT,
        confidence=Confidence.MEDIUM if is_sure else Confidence.LOW,
        reason=_from_words_reason(notes),
    )


def _from_words_reason(note_ids: Iterable[str]) -> Explanation:
    notes = tuple(Explanation(f"reason.text.{note_id}") for note_id in note_ids)
    return explain("reason.from-words-noted", notes=ReasonList(notes)) if notes else Explanation("reason.from-words")


def _undecided_judgement(
    reason: Explanation | str, before: str = "", after: str = "", facet: str = "text"
) -> Judgement:
    """A judgement that tells nothing, for a reason or the id of one."""
    why = reason if isinstance(reason, Explanation) else Explanation(f"reason.text.{reason}")
    changes: tuple[Change, ...] = ()
    if before or after:
        changes = (Change(facet=facet, before=before, after=after, effect=Relation.MIXED, rule=f"change-{facet}"),)
    return Judgement(
        relation=Relation.MIXED,
        changes=changes,
        basis=Basis.TEXT,
        confidence=Confidence.LOW,
        reason=explain("reason.cannot-tell", why=why),
    )
