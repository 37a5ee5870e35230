"""What a norm waits for, ends with or yields to, cut out of its sentence; and from when its times run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from comparer.language.inflection import word
from comparer.language.modality import bindings
from comparer.language.phrase_lists import phrase_at, words
from comparer.language.quantities import Element, Measure
from comparer.language.sentence_norm import UnreadableError
from comparer.resources.tables import table


def conditions_of(row: list[Element]) -> tuple[list[Element], list[tuple[str, tuple[Element, ...]]]]:
    """What stands outside of conditions, and each condition with its kind."""
    places = [(n, phrase) for n in range(len(row)) if (phrase := phrase_at(row, n, "drafting", "conditions"))]
    places = [(n, p) for n, p in places if not any(m < n < m + len(q) for m, q in places)]
    if not places:
        return row, []
    if len(places) > 2:
        raise UnreadableError("conditions stand inside conditions")
    out, found, end = list(row[: places[0][0]]), [], 0
    for place, phrase in places:
        if place < end:
            raise UnreadableError("conditions stand inside conditions")
        out += row[end:place] if end else []
        end = _end_of_condition(row, place, [n for n, _ in places if n > place])
        held = tuple(word(one) if isinstance(one, str) else one for one in row[place + len(phrase) : end])
        found.append((table("drafting")["conditions"][" ".join(phrase)], held))
        end += end < len(row) and row[end] == ","
    return [*out, *row[end:]], sorted(found, key=str)


def started(row: list[Element]) -> list[Element]:
    """From when a time runs (within 30 days of the signing), taken into the time that it belongs to."""
    for n, one in enumerate(row):
        if not isinstance(one, Measure) or one.kind != "deadline" or row[n + 1 : n + 2] == []:
            continue
        if row[n + 1] not in words("measures", "starts"):
            continue
        end = next((m for m in range(n + 1, len(row)) if row[m] == ","), len(row))
        tail = row[n + 2 : end]
        if (
            tail
            and not bindings(tail)
            and not any(phrase_at(tail, m, "drafting", "conditions") for m in range(len(tail)))
        ):
            return started([*row[:n], replace(one, start=" ".join(map(str, tail))), *row[end:]])
        raise UnreadableError("from when the time runs cannot be seen")
    return row


def _end_of_condition(row: list[Element], place: int, following: Sequence[int]) -> int:
    commas = [n for n in range(place, len(row)) if row[n] == ","]
    inside = place > 0 and row[place - 1] == ","
    if place == 0 or inside:
        if place == 0 and not commas:
            raise UnreadableError("where the condition ends cannot be seen")
        end = commas[0] if commas else len(row)
        if inside and end < len(row) and {"and", "or"} & {one for one in row if isinstance(one, str)}:
            raise UnreadableError("how far the condition reaches cannot be seen")
        return end
    return following[0] if following else len(row)
