"""Where a sentence says that somebody must, may or must not, and how: modals, negations, and what turns them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from comparer.language.phrase_lists import longest_phrase_at, word_set
from comparer.language.quantities import SentenceElement
from comparer.model.norm import Modality
from comparer.resources.tables import load_table

EFFORT_NUANCE = "effort"


@dataclass(frozen=True, slots=True)
class ModalPhrase:
    """The modality of the words from `start` to `end`. `shade` keeps apart what binds alike but is not the same."""

    modality: Modality
    start: int
    end: int
    nuance: str = ""
    is_passive: bool = False
    lacks_verb: bool = False


def modal_phrases(source_elements: Sequence[SentenceElement]) -> list[ModalPhrase]:
    """Every place of a sentence where something binds, from left to right."""
    elements, phrases, index = list(source_elements), [], 0
    while index < len(elements):
        phrase = _match_modal_phrase(elements, index)
        if phrase is None:
            index += 1
            continue
        phrases.append(phrase)
        index = max(phrase.end, index + 1)
    return phrases


def first_modal_phrase(elements: Sequence[SentenceElement]) -> ModalPhrase | None:
    phrases = modal_phrases(elements)
    return phrases[0] if phrases else None


def contrary_modality(modality: Modality) -> Modality | None:
    """The modality of not doing, for the modality of doing: must not against must, need not against may."""
    contrary_value = _modals_table()["contrary"].get(modality.value)
    return Modality(contrary_value) if contrary_value else None


@cache
def _modals_table() -> dict[str, dict[str, str]]:
    return load_table("modals")


def _match_modal_phrase(elements: list[SentenceElement], index: int) -> ModalPhrase | None:
    element = elements[index]
    if not isinstance(element, str):
        return None
    if element == "hereby":
        return _parse_declaration(elements, index)
    if phrase_words := longest_phrase_at(elements, index, "modals", "phrases"):
        modality = Modality(_modals_table()["phrases"][" ".join(phrase_words)])
        nuance = EFFORT_NUANCE if phrase_words[0][:4] in ("seek", "ende") else ""
        return _apply_governing_verb(elements, ModalPhrase(modality, index, index + len(phrase_words), nuance))
    if element in word_set("modals", "words"):
        if element in ("will", "can", "must", "need") and index and elements[index - 1] in ("the", "a", "its", "their"):
            return None
        return _parse_modal_verb(elements, index, element)
    if element in word_set("modals", "be"):
        return _parse_be_complement(elements, index, index + 1, "")
    return None


def _parse_declaration(elements: list[SentenceElement], index: int) -> ModalPhrase:
    end = index + 1
    if elements[end : end + 2] in (["does", "not"], ["do", "not"]):
        return ModalPhrase(Modality.DECLARES_NOT, index, end + 2)
    return ModalPhrase(Modality.DECLARES, index, end, lacks_verb=end >= len(elements))


def _parse_modal_verb(elements: list[SentenceElement], index: int, modal_verb: str) -> ModalPhrase:
    modality, nuance, end = (
        Modality(_modals_table()["words"][modal_verb]),
        _modals_table()["shades"].get(modal_verb, ""),
        index + 1,
    )
    is_negated = end < len(elements) and elements[end] in word_set("modals", "not")
    end += is_negated
    if elements[end : end + 1] == ["be"]:
        complement = _parse_be_complement(elements, index, end + 1, nuance)
        if complement is not None and modality is Modality.MUST:
            return _negate_complement(complement) if is_negated else complement
        if complement is not None:
            return ModalPhrase(modality, index, end + 1, "tangled", is_passive=True)
    if is_negated:
        modality = Modality(_modals_table()["negated"].get(modality.value, modality.value))
    return _apply_governing_verb(elements, ModalPhrase(modality, index, end, nuance))


def _negate_complement(phrase: ModalPhrase) -> ModalPhrase:
    negated_modality = Modality(_modals_table()["negated_complement"][phrase.modality.value])
    return ModalPhrase(negated_modality, phrase.start, phrase.end, phrase.nuance, phrase.is_passive, phrase.lacks_verb)


def _parse_be_complement(elements: list[SentenceElement], start: int, position: int, nuance: str) -> ModalPhrase | None:
    """After a form of be: required to, permitted to, not obliged to."""
    is_negated = position < len(elements) and elements[position] in word_set("modals", "not")
    phrase = longest_phrase_at(elements, position + is_negated, "modals", "complements")
    if not phrase:
        return None
    modality, end = Modality(_modals_table()["complements"][" ".join(phrase)]), position + is_negated + len(phrase)
    if is_negated:
        is_plain_infinitive = phrase == ("to",)
        modality = Modality(_modals_table()["negated" if is_plain_infinitive else "negated_complement"][modality.value])
    elif phrase[-1] == "to" and elements[end : end + 1] == ["not"]:  # `expected not to`: what is forbidden is the doing
        modality, end = Modality(_modals_table()["contrary"][modality.value]), end + 1
    return _apply_governing_verb(elements, ModalPhrase(modality, start, end, nuance))


def _apply_governing_verb(elements: list[SentenceElement], modal_phrase: ModalPhrase) -> ModalPhrase:
    """What the verb after a modal makes of it: refrain from turns it round, endeavour to asks for effort alone."""
    modality, end, nuance = modal_phrase.modality, modal_phrase.end, modal_phrase.nuance
    if governing_words := longest_phrase_at(elements, end, "modals", "turning"):
        modality, end = (
            Modality(_modals_table()["contrary"].get(modality.value, modality.value)),
            end + len(governing_words),
        )
    elif (governing_words := longest_phrase_at(elements, end, "modals", "effort")) and modality is Modality.MUST:
        modality, end, nuance = Modality.EXPECTS, end + len(governing_words), EFFORT_NUANCE
    is_passive = elements[end : end + 1] == ["be"]
    end += is_passive
    return ModalPhrase(modality, modal_phrase.start, end, nuance, is_passive, lacks_verb=end >= len(elements))
