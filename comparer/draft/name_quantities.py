"""The quantity of a vocabulary that a figure of a text measures: by its unit, and where several have it by its name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from comparer.draft.name_words import WordNames, phrase_stems
from comparer.language.frame import Figure, FigureRole
from comparer.language.quantities import Bound, QuantityKind, QuantityPhrase, units_by_form
from comparer.model.vocabulary import QuantityKind as NamedQuantity
from comparer.model.vocabulary import VocabularyData

_BOUND_KEYS = {
    Bound.EXACT: "is", Bound.FLOOR: "min", Bound.OVER: "above", Bound.CEILING: "max", Bound.BELOW: "below",
}  # fmt: skip
_TIME_KINDS = {QuantityKind.DEADLINE: "deadline", QuantityKind.DURATION: "period"}


class QuantityNames:
    """The quantities of one vocabulary, found by what a figure counts."""

    def __init__(self, vocabulary: VocabularyData, names: WordNames) -> None:
        self._quantities, self._names = vocabulary.quantities, names

    def name_figure(self, figure: Figure, text: str) -> tuple[str, dict[str, Any]] | None:
        """The name of a term and its value; None where no quantity, or more than one, may be meant."""
        phrase = figure.phrase
        if (
            figure.role is not FigureRole.ACT
            or phrase.per_unit
            or phrase.low is None
            or phrase.bound not in _BOUND_KEYS
        ):
            return None
        if phrase.unit == "date":
            return self._name_date(phrase, text)
        unit = self._names.find_single_id(("unit",), phrase.unit_word) if phrase.unit_word else ""
        value = phrase.low / units_by_form().get(phrase.unit_word, ("", Fraction(1)))[1]
        if (phrase.unit and not unit) or value.denominator != 1:
            return None
        name = self._choose_name(
            [entry for entry in self._quantities if _may_measure(entry, phrase, unit)], phrase, text
        )
        key = "about" if phrase.is_approximate else _BOUND_KEYS[phrase.bound]
        if phrase.kind is QuantityKind.DEADLINE:
            key = "below" if phrase.bound is Bound.BELOW else "max"
        return (name, {key: int(value)}) if name else None

    def _name_date(self, phrase: QuantityPhrase, text: str) -> tuple[str, dict[str, Any]] | None:
        if phrase.kind is not QuantityKind.DEADLINE or phrase.low is None or phrase.low != phrase.high:
            return None
        dated = [entry for entry in self._quantities if entry.kind == "deadline" and entry.unit in ("", "date")]
        name = self._choose_name(dated, phrase, text)
        key = "below" if phrase.bound is Bound.BELOW else "max"
        return (name, {key: date.fromordinal(int(phrase.low)).isoformat()}) if name else None

    @staticmethod
    def _choose_name(candidates: Sequence[NamedQuantity], phrase: QuantityPhrase, text: str) -> str:
        """The one candidate that the text names, or for a time the only one; "" where none or several may be meant."""
        stems = set(phrase_stems(text))
        by_name = [entry for entry in candidates if set(phrase_stems(entry.label)) <= stems]
        chosen = by_name or (candidates if phrase.is_time else [])
        return chosen[0].id if len(chosen) == 1 else ""


def _may_measure(quantity: NamedQuantity, phrase: QuantityPhrase, unit: str) -> bool:
    if phrase.is_time:
        return quantity.kind == _TIME_KINDS.get(phrase.kind) and quantity.unit == unit
    if not phrase.unit:
        return quantity.kind == "count"
    return quantity.unit == unit and quantity.kind not in _TIME_KINDS.values()
