"""The words of a vocabulary found in a text: acts, objects and actors by label and synonym, longest phrase first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from comparer.language.inflection import stem_word
from comparer.norms.vocabulary import Vocabulary

_WORD_PATTERN = re.compile(r"[^\W_]+(?:'[^\W\d_]+)*")
PhraseIndex = Mapping[tuple[str, ...], frozenset[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class TextConcepts:
    """What a text speaks of, as ids of the vocabulary in a fixed order."""

    acts: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()

    @property
    def concept_terms(self) -> tuple[str, ...]:
        """All of them as terms, apart from the words of any text."""
        return tuple(f"@{concept_id}" for concept_id in (*self.acts, *self.objects, *sorted(self.names)))


class ConceptFinder:
    """Finds the vocabulary's words in texts; each text is read once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._phrase_index = _build_phrase_index(vocabulary)
        self._max_phrase_words = max(map(len, self._phrase_index), default=0)
        self._concepts_by_text: dict[str, TextConcepts] = {}

    def find_concepts(self, text: str) -> TextConcepts:
        if text not in self._concepts_by_text:
            self._concepts_by_text[text] = self._search_phrases(text)
        return self._concepts_by_text[text]

    def _search_phrases(self, text: str) -> TextConcepts:
        if not self._phrase_index:
            return TextConcepts()
        stems = _word_stems(text)
        ids_by_kind: dict[str, set[str]] = {"act": set(), "object": set(), "actor": set()}
        position = 0
        while position < len(stems):
            step = 1
            for length in range(min(self._max_phrase_words, len(stems) - position), 0, -1):
                hits = self._phrase_index.get(stems[position : position + length])
                if hits:
                    for kind, concept_id in hits:
                        ids_by_kind[kind].add(concept_id)
                    step = length
                    break
            position += step
        return TextConcepts(
            tuple(sorted(ids_by_kind["act"])), tuple(sorted(ids_by_kind["object"])), frozenset(ids_by_kind["actor"])
        )


def _word_stems(text: str) -> tuple[str, ...]:
    return tuple(stem_word(word) for word in _WORD_PATTERN.findall(text.casefold().replace("’", "'")))


def _build_phrase_index(vocabulary: Vocabulary) -> PhraseIndex:
    data = vocabulary.data
    ids_by_phrase: dict[tuple[str, ...], set[tuple[str, str]]] = {}
    concepts_by_kind: Iterable[tuple[str, Iterable[tuple[str, str, tuple[str, ...]]]]] = (
        ("act", [(vocabulary.canonical_act(act.id)[0], act.label, act.synonyms) for act in data.acts]),
        ("object", [(thing.id, thing.label, thing.synonyms) for thing in data.objects]),
        ("actor", [(actor.id, actor.label, actor.synonyms) for actor in data.actors]),
    )
    for kind, concepts in concepts_by_kind:
        for concept_id, label, synonyms in concepts:
            for phrase in (label, *synonyms):
                stems = _word_stems(phrase)
                if stems:
                    ids_by_phrase.setdefault(stems, set()).add((kind, concept_id))
    return {stems: frozenset(hits) for stems, hits in ids_by_phrase.items()}
