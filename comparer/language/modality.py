"""Where a sentence says that somebody must, may or must not, and how: modals, negations, and what turns them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from comparer.language.phrase_lists import phrase_at, words
from comparer.language.quantities import Element
from comparer.model.records import Modality
from comparer.resources.tables import table

EFFORT = "effort"


@dataclass(frozen=True, slots=True)
class Binding:
    """The modality of the words from `start` to `end`. `shade` keeps apart what binds alike but is not the same."""

    modality: Modality
    start: int
    end: int
    shade: str = ""
    passive: bool = False
    verb_missing: bool = False


def bindings(row: Sequence[Element]) -> list[Binding]:
    """Every place of a sentence where something binds, from left to right."""
    elements, found, index = list(row), [], 0
    while index < len(elements):
        one = _at(elements, index)
        if one is None:
            index += 1
            continue
        found.append(one)
        index = max(one.end, index + 1)
    return found


def binding(row: Sequence[Element]) -> Binding | None:
    found = bindings(row)
    return found[0] if found else None


def contrary(modality: Modality) -> Modality | None:
    """The modality of not doing, for the modality of doing: must not against must, need not against may."""
    found = _table()["contrary"].get(modality.value)
    return Modality(found) if found else None


@cache
def _table() -> dict[str, dict[str, str]]:
    return table("modals")


def _at(row: list[Element], index: int) -> Binding | None:
    one = row[index]
    if not isinstance(one, str):
        return None
    if one == "hereby":
        return _declared(row, index)
    if phrase := phrase_at(row, index, "modals", "phrases"):
        modality = Modality(_table()["phrases"][" ".join(phrase)])
        shade = EFFORT if phrase[0][:4] in ("seek", "ende") else ""
        return _turned(row, Binding(modality, index, index + len(phrase), shade))
    if one in words("modals", "words"):
        if one in ("will", "can", "must", "need") and index and row[index - 1] in ("the", "a", "its", "their"):
            return None
        return _modal(row, index, one)
    if one in words("modals", "be"):
        return _complement(row, index, index + 1, "")
    return None


def _declared(row: list[Element], index: int) -> Binding:
    end = index + 1
    if row[end : end + 2] in (["does", "not"], ["do", "not"]):
        return Binding(Modality.DECLARES_NOT, index, end + 2)
    return Binding(Modality.DECLARES, index, end, verb_missing=end >= len(row))


def _modal(row: list[Element], index: int, one: str) -> Binding:
    modality, shade, end = Modality(_table()["words"][one]), _table()["shades"].get(one, ""), index + 1
    negated = end < len(row) and row[end] in words("modals", "not")
    end += negated
    if row[end : end + 1] == ["be"]:
        complement = _complement(row, index, end + 1, shade)
        if complement is not None and modality is Modality.MUST:
            return _negated_complement(complement) if negated else complement
        if complement is not None:
            return Binding(modality, index, end + 1, "tangled", passive=True)
    if negated:
        modality = Modality(_table()["negated"].get(modality.value, modality.value))
    return _turned(row, Binding(modality, index, end, shade))


def _negated_complement(one: Binding) -> Binding:
    turned = Modality(_table()["negated_complement"][one.modality.value])
    return Binding(turned, one.start, one.end, one.shade, one.passive, one.verb_missing)


def _complement(row: list[Element], start: int, at: int, shade: str) -> Binding | None:
    """After a form of be: required to, permitted to, not obliged to."""
    negated = at < len(row) and row[at] in words("modals", "not")
    phrase = phrase_at(row, at + negated, "modals", "complements")
    if not phrase:
        return None
    modality, end = Modality(_table()["complements"][" ".join(phrase)]), at + negated + len(phrase)
    if negated:
        plain = phrase == ("to",)
        modality = Modality(_table()["negated" if plain else "negated_complement"][modality.value])
    elif phrase[-1] == "to" and row[end : end + 1] == ["not"]:  # `expected not to`: what is forbidden is the doing
        modality, end = Modality(_table()["contrary"][modality.value]), end + 1
    return _turned(row, Binding(modality, start, end, shade))


def _turned(row: list[Element], one: Binding) -> Binding:
    """What the verb after a modal makes of it: refrain from turns it round, endeavour to asks for effort alone."""
    modality, end, shade = one.modality, one.end, one.shade
    if phrase := phrase_at(row, end, "modals", "turning"):
        modality, end = Modality(_table()["contrary"].get(modality.value, modality.value)), end + len(phrase)
    elif (phrase := phrase_at(row, end, "modals", "effort")) and modality is Modality.MUST:
        modality, end, shade = Modality.EXPECTS, end + len(phrase), EFFORT
    passive = row[end : end + 1] == ["be"]
    end += passive
    return Binding(modality, one.start, end, shade, passive, verb_missing=end >= len(row))
