"""What differs between two texts as it can be seen without reading them: figures, negations, words that bind, words."""

from __future__ import annotations

from dataclasses import replace

from comparer.language.phrase_lists import word_set
from comparer.language.tokenizer import tokenise_text
from comparer.model.findings import Change
from comparer.model.relation import Relation
from comparer.model.token_alignment import align_tokens

MAX_FACT_WORDS = 12
"""How many words a fact shows of one side."""
MAX_FACTS = 4
"""How many facts are listed; beyond these two texts are other texts."""


def find_facts(left: str, right: str) -> tuple[Change, ...]:
    """The runs of words that differ, in their order, none of them with a direction."""
    left_words, right_words = tokenise_text(left), tokenise_text(right)
    if left_words > right_words:  # the alignment of words depends on the side that it begins with
        return tuple(replace(fact, before=fact.after, after=fact.before) for fact in find_facts(right, left))
    facts: list[Change] = []
    for tag, a, b, c, d in align_tokens(left_words, right_words):
        if tag != "equal":
            before, after = left_words[a:b], right_words[c:d]
            facet = _facet(before, after)
            facts.append(
                Change(
                    facet=facet,
                    before=_shorten(before),
                    after=_shorten(after),
                    effect=Relation.UNCLEAR,
                    rule=f"change-{facet}",
                )
            )
    return tuple(facts) if len(facts) <= MAX_FACTS else ()


def _facet(before: tuple[str, ...], after: tuple[str, ...]) -> str:
    words = {*before, *after}
    if before and after and before[0][:1].isdigit() and after[0][:1].isdigit():
        return "figure"
    if words & (word_set("drafting", "negations") | word_set("modals", "words")):
        return "modality"
    return "text"


def _shorten(words: tuple[str, ...]) -> str:
    shown = " ".join(words[:MAX_FACT_WORDS])
    return f"{shown} …" if len(words) > MAX_FACT_WORDS else shown
