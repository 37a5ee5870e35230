"""What a change of wording alone comes to, where a clause has no norm yet. Read, never certain: basis text.

The texts are read as norms in words, put into the form of the algebra and related by its rules. What no simple pattern
reads is `mixed` with a reason that begins "cannot tell"; texts that differ in more than typography are never `same`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from comparer.language.sentence_parser import Sentence, UnreadableError, read
from comparer.language.tokenizer import english, tokens, typography
from comparer.model.findings import Basis, Change, Confidence, Judgement, Relation
from comparer.norms.canonical import Action
from comparer.norms.from_text.canonical_pairs import DoubtError, actions
from comparer.norms.from_text.text_vocabulary import VOCABULARY
from comparer.norms.relate import relate

LONGEST = 2000
"""Characters beyond which no clause is read: nothing so long is one sentence."""

_SENTENCES = re.compile(r"(?<=[.;!?])\s+")


def estimate(left: str, right: str) -> Judgement:
    """The relation of two texts, from left to right. Total; `estimate(b, a)` mirrors `estimate(a, b)`."""
    if left == right or typography(left) == typography(right):
        return Judgement(relation=Relation.SAME, basis=Basis.TEXT, confidence=Confidence.MEDIUM, reason="same words")
    if not (tokens(left) and tokens(right)):
        return _untold("a side has no text")
    if max(len(left), len(right)) > LONGEST:
        return _untold("the text is too long for one sentence")
    if not (english(left) and english(right)):
        return _untold("the text is not in English, or not in English alone")
    one, other = _changed_sentence(left, right)
    try:
        return _related(*actions(_read(one), _read(other)))
    except UnreadableError as unread:
        return _untold(str(unread))
    except DoubtError as doubt:
        return _untold(doubt.why, doubt.before, doubt.after, doubt.facet)


@lru_cache(maxsize=4096)
def _read(text: str) -> Sentence:
    return read(tokens(text))


def _changed_sentence(left: str, right: str) -> tuple[str, str]:
    """The one sentence that differs, where all the others are the same in the same place; else both texts."""
    ours, theirs = _SENTENCES.split(left.strip()), _SENTENCES.split(right.strip())
    if len(ours) != len(theirs):
        return left, right
    differ = [(a, b) for a, b in zip(ours, theirs, strict=True) if typography(a) != typography(b)]
    return differ[0] if len(differ) == 1 else (left, right)


def _related(left: Action, right: Action, notes: tuple[str, ...]) -> Judgement:
    judged = relate(left, right, VOCABULARY)
    found = tuple(replace(one, facet=one.facet.partition(".")[0]) for one in judged.changes)
    if judged.relation is Relation.MIXED:
        what = judged.reason or "parts of the change go both ways, or overlap"
        return replace(_untold(what), changes=found)
    if judged.relation is Relation.SAME and (found or replace(left, norm=right.norm) != right):
        return replace(_untold("what the change does cannot be seen"), changes=found)
    sure = not notes and judged.confidence is Confidence.HIGH and len(found) < 2
    return Judgement(
        relation=Relation.REWORDED if judged.relation is Relation.SAME else judged.relation,
        changes=found,
        basis=Basis.TEXT,
        confidence=Confidence.MEDIUM if sure else Confidence.LOW,
        reason="; ".join(("read from the words alone", *notes)),
    )


def _untold(why: str, before: str = "", after: str = "", facet: str = "text") -> Judgement:
    changes: tuple[Change, ...] = ()
    if before or after:
        changes = (Change(facet=facet, before=before, after=after, effect=Relation.MIXED, rule=f"change-{facet}"),)
    return Judgement(
        relation=Relation.MIXED,
        changes=changes,
        basis=Basis.TEXT,
        confidence=Confidence.LOW,
        reason=f"cannot tell: {why}",
    )
