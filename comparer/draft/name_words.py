"""Ids of a vocabulary for the phrases of a text: named where all the words are those of a label or synonym."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from comparer.language.inflection import stem_word
from comparer.language.phrase_lists import word_set
from comparer.model.vocabulary import VocabularyData

Stems = tuple[str, ...]
_WORD = re.compile(r"[^\W_]+(?:'[^\W\d_]+)*")
_PASSED_OVER = frozenset({"the", "a", "an", "to"})


def phrase_stems(text: str) -> Stems:
    """The stems of a phrase in their order, without articles."""
    words = _WORD.findall(text.casefold().replace("’", "'"))
    return tuple(stem_word(word) for word in words if word not in _PASSED_OVER)


def without_figure(phrase: str, figure_text: str) -> str:
    """A phrase without a figure in it and the preposition that is left at its end: day shifts of up to 12 hours."""
    words = " ".join(phrase.replace(figure_text, " ").split())
    first, _, last = words.rpartition(" ")
    return first if last in word_set("drafting", "prepositions") else words


class WordNames:
    """The ids that the phrases of one vocabulary stand for."""

    def __init__(self, vocabulary: VocabularyData) -> None:
        self._vocabulary = vocabulary

    @cached_property
    def _ids_by_section(self) -> dict[str, dict[Stems, set[str]]]:
        data = self._vocabulary
        sections: dict[str, Iterable[tuple[str, tuple[str, ...]]]] = {
            "actor": [(item.id, (_id_words(item.id), item.label, *item.synonyms)) for item in data.actors],
            "act": [(item.id, (item.label, *item.synonyms)) for item in data.acts],
            "object": [(item.id, (_id_words(item.id), item.label, *item.synonyms)) for item in data.objects],
            "event": [(item.id, (item.label, *item.synonyms)) for item in data.events],
            "manner": [(item.id, (item.label,)) for item in data.manners],
            "unit": [(item.id, (item.label, *item.synonyms, item.id)) for item in data.units],
        }
        return {name: _index_phrases(entries) for name, entries in sections.items()}

    def find_ids(self, section: str, phrase: str) -> tuple[str, ...]:
        """The ids of a section that a whole phrase names, sorted; several where the vocabulary uses it for several."""
        return tuple(sorted(self._ids_by_section[section].get(phrase_stems(phrase), ())))

    def find_single_id(self, sections: Iterable[str], phrase: str) -> str:
        """The one id that a phrase names in the first section that has any, or "" for none or several."""
        for section in sections:
            ids = self.find_ids(section, phrase)
            if ids:
                return ids[0] if len(ids) == 1 else ""
        return ""


def _id_words(id_: str) -> str:
    return id_.replace("-", " ")


def _index_phrases(entries: Iterable[tuple[str, tuple[str, ...]]]) -> dict[Stems, set[str]]:
    index: dict[Stems, set[str]] = {}
    for id_, phrases in entries:
        for stems in _distinct_stems(phrases):
            index.setdefault(stems, set()).add(id_)
    return index


def _distinct_stems(phrases: Iterable[str]) -> Iterator[Stems]:
    yield from {stems for phrase in phrases if (stems := phrase_stems(phrase))}
