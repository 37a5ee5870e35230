"""The words of a vocabulary found in a text: acts, objects and actors by label and synonym, longest phrase first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from comparer.align.text_similarity.terms import stem
from comparer.norms.vocabulary import Vocabulary

_WORD = re.compile(r"[^\W_]+(?:'[^\W\d_]+)*")
Phrases = Mapping[tuple[str, ...], frozenset[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Concepts:
    """What a text speaks of, as ids of the vocabulary in a fixed order."""

    acts: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()

    @property
    def words(self) -> tuple[str, ...]:
        """All of them as terms, apart from the words of any text."""
        return tuple(f"@{word}" for word in (*self.acts, *self.objects, *sorted(self.names)))


class Reader:
    """Finds the vocabulary's words in texts; each text is read once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._phrases = _phrases(vocabulary)
        self._longest = max(map(len, self._phrases), default=0)
        self._read: dict[str, Concepts] = {}

    def concepts(self, text: str) -> Concepts:
        if text not in self._read:
            self._read[text] = self._find(text)
        return self._read[text]

    def _find(self, text: str) -> Concepts:
        if not self._phrases:
            return Concepts()
        stems = _stems(text)
        found: dict[str, set[str]] = {"act": set(), "object": set(), "actor": set()}
        at = 0
        while at < len(stems):
            step = 1
            for length in range(min(self._longest, len(stems) - at), 0, -1):
                hits = self._phrases.get(stems[at : at + length])
                if hits:
                    for kind, word in hits:
                        found[kind].add(word)
                    step = length
                    break
            at += step
        return Concepts(tuple(sorted(found["act"])), tuple(sorted(found["object"])), frozenset(found["actor"]))


def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in _WORD.findall(text.casefold().replace("’", "'")))


def _phrases(vocabulary: Vocabulary) -> Phrases:
    data = vocabulary.data
    found: dict[tuple[str, ...], set[tuple[str, str]]] = {}
    kinds: Iterable[tuple[str, Iterable[tuple[str, str, tuple[str, ...]]]]] = (
        ("act", [(vocabulary.canonical_act(act.id)[0], act.label, act.synonyms) for act in data.acts]),
        ("object", [(thing.id, thing.label, thing.synonyms) for thing in data.objects]),
        ("actor", [(actor.id, actor.label, actor.synonyms) for actor in data.actors]),
    )
    for kind, words in kinds:
        for word, label, synonyms in words:
            for phrase in (label, *synonyms):
                stems = _stems(phrase)
                if stems:
                    found.setdefault(stems, set()).add((kind, word))
    return {stems: frozenset(hits) for stems, hits in found.items()}
