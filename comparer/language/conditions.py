"""What a norm waits for, ends with or yields to, cut out of its sentence; and from when its times run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from comparer.language.inflection import canonical_word
from comparer.language.modality import modal_phrases
from comparer.language.phrase_lists import longest_phrase_at, word_set
from comparer.language.quantities import QuantityPhrase, SentenceElement
from comparer.language.sentence_norm import UnparsableSentenceError
from comparer.resources.tables import load_table


def split_conditions(
    elements: list[SentenceElement],
) -> tuple[list[SentenceElement], list[tuple[str, tuple[SentenceElement, ...]]]]:
    """What stands outside of conditions, and each condition with its kind."""
    openings = [
        (index, phrase)
        for index in range(len(elements))
        if (phrase := longest_phrase_at(elements, index, "drafting", "conditions"))
    ]
    openings = [
        (index, opening)
        for index, opening in openings
        if not any(other_index < index < other_index + len(other_opening) for other_index, other_opening in openings)
    ]
    if not openings:
        return elements, []
    if len(openings) > 2:
        raise UnparsableSentenceError("nested-conditions")
    outside, conditions, end = list(elements[: openings[0][0]]), [], 0
    for start, phrase in openings:
        if start < end:
            raise UnparsableSentenceError("nested-conditions")
        outside += elements[end:start] if end else []
        end = _find_condition_end(elements, start, [index for index, _ in openings if index > start])
        condition_elements = tuple(
            canonical_word(element) if isinstance(element, str) else element
            for element in elements[start + len(phrase) : end]
        )
        conditions.append((load_table("drafting")["conditions"][" ".join(phrase)], condition_elements))
        end += end < len(elements) and elements[end] == ","
    return [*outside, *elements[end:]], sorted(conditions, key=str)


def attach_start_events(elements: list[SentenceElement]) -> list[SentenceElement]:
    """From when a time runs (within 30 days of the signing), taken into the time that it belongs to."""
    for index, quantity in enumerate(elements):
        if (
            not isinstance(quantity, QuantityPhrase)
            or quantity.kind != "deadline"
            or elements[index + 1 : index + 2] == []
        ):
            continue
        if elements[index + 1] not in word_set("measures", "starts"):
            continue
        end = next(
            (position for position in range(index + 1, len(elements)) if elements[position] == ","), len(elements)
        )
        start_event = elements[index + 2 : end]
        if (
            start_event
            and not modal_phrases(start_event)
            and not any(
                longest_phrase_at(start_event, position, "drafting", "conditions")
                for position in range(len(start_event))
            )
        ):
            return attach_start_events(
                [*elements[:index], replace(quantity, start_event=" ".join(map(str, start_event))), *elements[end:]]
            )
        raise UnparsableSentenceError("start-hidden")
    return elements


def _find_condition_end(elements: list[SentenceElement], start: int, later_starts: Sequence[int]) -> int:
    commas = [index for index in range(start, len(elements)) if elements[index] == ","]
    is_parenthetical = start > 0 and elements[start - 1] == ","
    if start == 0 or is_parenthetical:
        if start == 0 and not commas:
            raise UnparsableSentenceError("condition-end-hidden")
        end = commas[0] if commas else len(elements)
        if (
            is_parenthetical
            and end < len(elements)
            and {"and", "or"} & {element for element in elements if isinstance(element, str)}
        ):
            raise UnparsableSentenceError("condition-reach-hidden")
        return end
    return later_starts[0] if later_starts else len(elements)
