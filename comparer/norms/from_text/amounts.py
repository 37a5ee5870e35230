"""Figures and times of two sentences as intervals of the algebra, each as the modality of its sentence reads it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from comparer.language.quantities import QuantityPhrase
from comparer.language.sentence_parser import ParsedSentence
from comparer.language.tokenizer import format_number
from comparer.model.norm import Modality, Quantity
from comparer.norms.from_text.phrases import AmbiguousWordingError
from comparer.norms.from_text.text_vocabulary import AMOUNT, DEADLINE, DUTY_MODALITIES, FIGURE, PERIOD
from comparer.norms.intervals import Interval

QuantityKey = tuple[str, str]
QuantitiesByKey = dict[QuantityKey, tuple[Interval, Quantity]]


def amount_intervals(left: ParsedSentence, right: ParsedSentence) -> tuple[QuantitiesByKey, QuantitiesByKey]:
    """The figures of both sides; where they differ, each as its modality reads it."""
    if left.amounts == right.amounts and (left.modality is right.modality or not _is_capped_duty(left)):
        return _figure_intervals(left), _figure_intervals(right)
    if max(len(left.amounts), len(right.amounts)) > 1 and len(left.amounts) != len(right.amounts):
        raise AmbiguousWordingError("figures-came-or-went")
    if left.modality is not right.modality and (
        _is_capped_duty(left) or _is_capped_duty(right) or (left.amounts and right.amounts)
    ):
        raise AmbiguousWordingError("figure-of-other-norm")
    return _amounts_by_modality(left), _amounts_by_modality(right)


def _is_capped_duty(sentence: ParsedSentence) -> bool:
    return sentence.modality in DUTY_MODALITIES and any(
        phrase.bound in ("ceiling", "below") for phrase in sentence.amounts
    )


def _figure_intervals(sentence: ParsedSentence) -> QuantitiesByKey:
    return {
        (FIGURE, str(index)): _build_interval(FIGURE, phrase, str(index))
        for index, phrase in enumerate(sentence.amounts)
    }


def _amounts_by_modality(sentence: ParsedSentence) -> QuantitiesByKey:
    """Each amount by its place, an exact figure as the modality reads it: of a permission it is the most."""
    quantities: QuantitiesByKey = {}
    for index, (phrase, is_direct) in enumerate(zip(sentence.amounts, sentence.amounts_are_objects, strict=True)):
        reference = str(index) if index else ""
        interval, quantity = _build_interval(AMOUNT, phrase, reference)
        if phrase.bound == "exact" and not phrase.is_approximate:
            if is_direct and sentence.modality is Modality.MAY:
                interval = replace(interval, low=None)
            elif not is_direct or sentence.modality not in DUTY_MODALITIES:
                interval = replace(interval, unknown=True)
        quantities[AMOUNT, reference] = interval, quantity
    return quantities


def time_intervals(sentence: ParsedSentence, other_sentence: ParsedSentence) -> QuantitiesByKey:
    """Deadlines, periods and how often, by where they run from; several of one kind must agree."""
    quantities: QuantitiesByKey = {}
    if sentence.times == other_sentence.times:
        return {
            (DEADLINE, str(index)): _build_interval(DEADLINE, phrase, str(index))
            for index, phrase in enumerate(sentence.times)
        }
    for phrase in sentence.times:
        name = PERIOD if phrase.kind == "period" else DEADLINE
        reference = "every" if phrase.kind == "every" else phrase.start_event
        if (name, reference) in quantities:
            raise AmbiguousWordingError("several-times")
        interval, quantity = _build_interval(name, phrase, reference)
        is_unsure = any(_is_inconvertible(phrase, other_phrase) for other_phrase in other_sentence.times)
        if is_unsure or (name == DEADLINE and not _is_plain_deadline(phrase, sentence, other_sentence)):
            interval = replace(interval, unknown=True)
        quantities[name, reference] = interval, quantity
    return quantities


def _is_plain_deadline(phrase: QuantityPhrase, sentence: ParsedSentence, other_sentence: ParsedSentence) -> bool:
    """Whether the modalities say what an earlier deadline does: of a duty it asks more, to a permission gives less."""
    if sentence.modality not in DUTY_MODALITIES and (sentence.modality is not Modality.MAY or phrase.kind == "every"):
        return False
    return other_sentence.modality in DUTY_MODALITIES or other_sentence.modality is sentence.modality


def _is_inconvertible(phrase: QuantityPhrase, other_phrase: QuantityPhrase) -> bool:
    """Times of one kind that no exact conversion joins: months and days, a length and a date."""
    return (
        phrase.kind == other_phrase.kind
        and phrase.start_event == other_phrase.start_event
        and phrase.unit != other_phrase.unit
    )


def _build_interval(name: str, phrase: QuantityPhrase, reference: str) -> tuple[Interval, Quantity]:
    value, upper = phrase.value, phrase.upper_value
    low = value if phrase.bound in ("exact", "floor", "over", "between") else None
    high = upper if phrase.bound == "between" else value if phrase.bound in ("exact", "ceiling", "below") else None
    unit = f"{phrase.unit} per {phrase.per_unit}" if phrase.per_unit else phrase.unit
    interval = Interval(low, high, phrase.bound == "over", phrase.bound == "below", phrase.is_approximate, False, unit)
    quantity = Quantity(
        name=name,
        of=reference,
        low=_figure_in_written_unit(low, phrase),
        high=_figure_in_written_unit(high, phrase),
        low_open=interval.low_open,
        high_open=interval.high_open,
        about=phrase.is_approximate,
        unit="date"
        if isinstance(value, str)
        else f"{phrase.unit_as_written} per {phrase.per_unit}"
        if phrase.per_unit
        else phrase.unit_as_written,
    )
    return interval, quantity


def _figure_in_written_unit(value: Fraction | str | None, phrase: QuantityPhrase) -> float | str | None:
    """The figure in the unit in which it is written."""
    if isinstance(value, Fraction):
        value = value / phrase.unit_factor
        return int(value) if value.denominator == 1 else format_number(value)
    return value
