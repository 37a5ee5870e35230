"""Why two texts were set side by side: the parts of their score, in units of probability, that add up to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from comparer.align.assignment import Edge
from comparer.align.text_similarity.signals import PairScores, link_probability
from comparer.align.text_similarity.terms import shared_keys
from comparer.language.inflection import stem_word
from comparer.language.tokenizer import written_words
from comparer.model.findings import Evidence

MAX_SHOWN_TERMS = 6


def build_evidence(pair_scores: PairScores, edge: Edge, texts: tuple[str, str]) -> tuple[Evidence, ...]:
    """The parts in their fixed order: each is what it moves the probability by, after those before it."""
    logit, probability_before = 0.0, 0.0
    evidence_parts = []
    words_by_label = {
        "words": _common_words(pair_scores, edge, texts),
        "names": _common_names(pair_scores, edge, texts),
    }
    for label, logit_part in pair_scores.signals_by_edge[edge].logit_parts(pair_scores.symmetry):
        logit += logit_part
        probability_after = link_probability(logit)
        left, right = words_by_label.get(label, ("", ""))
        if logit_part:
            evidence_parts.append(
                Evidence(label=label, weight=probability_after - probability_before, left=left, right=right)
            )
        probability_before = probability_after
    return tuple(evidence_parts)


def _common_words(pair_scores: PairScores, edge: Edge, texts: tuple[str, str]) -> tuple[str, str]:
    """The weightiest words that meet, as either side writes them: the same, or two of one set or beginning."""
    left, right = pair_scores.left_terms[edge[0]].all_terms, pair_scores.right_terms[edge[1]].all_terms
    return (
        _write_terms(texts[0], _heaviest_common_terms(pair_scores, left, right)),
        _write_terms(texts[1], _heaviest_common_terms(pair_scores, right, left)),
    )


def _heaviest_common_terms(pair_scores: PairScores, terms: Sequence[str], other_terms: Sequence[str]) -> list[str]:
    other_keys = {key for term in other_terms for key in shared_keys(term)}
    common_terms = [term for term in terms if term in other_terms or not other_keys.isdisjoint(shared_keys(term))]
    return sorted(common_terms, key=lambda term: (-pair_scores.term_weights[term], term))[:MAX_SHOWN_TERMS]


def _common_names(pair_scores: PairScores, edge: Edge, texts: tuple[str, str]) -> tuple[str, str]:
    left, right = pair_scores.left_terms[edge[0]], pair_scores.right_terms[edge[1]]
    names = sorted((left.names | right.names) & {*left.all_terms} & {*right.all_terms})
    return _write_terms(texts[0], names), _write_terms(texts[1], names)


def _write_terms(text: str, chosen_terms: Sequence[str]) -> str:
    """The chosen terms as a text writes them, figures by their value."""
    spelling_by_stem = _first_spellings(text)
    return ", ".join(spelling_by_stem.get(term, term.removeprefix("=")) for term in chosen_terms)


@lru_cache(maxsize=65536)
def _first_spellings(text: str) -> dict[str, str]:
    """Each stem of a text as it is written where it first stands."""
    spelling_by_stem: dict[str, str] = {}
    for word in written_words(text):
        spelling_by_stem.setdefault(stem_word(word.casefold().replace("’", "'")), word)
    return spelling_by_stem
