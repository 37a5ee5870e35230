"""Figures and times of two sentences as intervals of the algebra, each as the modality of its sentence reads it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from comparer.language.quantities import Measure
from comparer.language.sentence_parser import Sentence
from comparer.language.tokenizer import written
from comparer.model.records import Modality, Quantity
from comparer.norms.from_text.phrases import DoubtError
from comparer.norms.from_text.text_vocabulary import AMOUNT, DEADLINE, DUTIES, FIGURE, PERIOD
from comparer.norms.intervals import Interval

Key = tuple[str, str]
Shown = dict[Key, tuple[Interval, Quantity]]


def amounts_of(left: Sentence, right: Sentence) -> tuple[Shown, Shown]:
    """The figures of both sides; where they differ, each as its modality reads it."""
    if left.amounts == right.amounts and (left.modality is right.modality or not _capped_duty(left)):
        return _plainly(left), _plainly(right)
    if max(len(left.amounts), len(right.amounts)) > 1 and len(left.amounts) != len(right.amounts):
        raise DoubtError("figures came or went among several")
    if left.modality is not right.modality and (
        _capped_duty(left) or _capped_duty(right) or (left.amounts and right.amounts)
    ):
        raise DoubtError("a figure stands in norms of different kinds")
    return _placed(left), _placed(right)


def _capped_duty(side: Sentence) -> bool:
    return side.modality in DUTIES and any(one.sense in ("ceiling", "below") for one in side.amounts)


def _plainly(side: Sentence) -> Shown:
    return {(FIGURE, str(n)): _interval(FIGURE, one, str(n)) for n, one in enumerate(side.amounts)}


def _placed(side: Sentence) -> Shown:
    """Each amount by its place, an exact figure as the modality reads it: of a permission it is the most."""
    found: Shown = {}
    for n, (one, direct) in enumerate(zip(side.amounts, side.direct, strict=True)):
        of = str(n) if n else ""
        span_, shown = _interval(AMOUNT, one, of)
        if one.sense == "exact" and not one.about:
            if direct and side.modality is Modality.MAY:
                span_ = replace(span_, low=None)
            elif not direct or side.modality not in DUTIES:
                span_ = replace(span_, unknown=True)
        found[AMOUNT, of] = span_, shown
    return found


def times_of(side: Sentence, other: Sentence) -> Shown:
    """Deadlines, periods and how often, by where they run from; several of one kind must agree."""
    found: Shown = {}
    if side.times == other.times:
        return {(DEADLINE, str(n)): _interval(DEADLINE, one, str(n)) for n, one in enumerate(side.times)}
    for one in side.times:
        name = PERIOD if one.kind == "period" else DEADLINE
        of = "every" if one.kind == "every" else one.start
        if (name, of) in found:
            raise DoubtError("several times stand in one sentence")
        span_, shown = _interval(name, one, of)
        unsure = any(_unlike(one, across) for across in other.times)
        if unsure or (name == DEADLINE and not _is_plain_deadline(one, side, other)):
            span_ = replace(span_, unknown=True)
        found[name, of] = span_, shown
    return found


def _is_plain_deadline(one: Measure, side: Sentence, other: Sentence) -> bool:
    """Whether the modalities say what an earlier deadline does: of a duty it asks more, to a permission gives less."""
    if side.modality not in DUTIES and (side.modality is not Modality.MAY or one.kind == "every"):
        return False
    return other.modality in DUTIES or other.modality is side.modality


def _unlike(one: Measure, other: Measure) -> bool:
    """Times of one kind that no exact conversion joins: months and days, a length and a date."""
    return one.kind == other.kind and one.start == other.start and one.unit != other.unit


def _interval(name: str, one: Measure, of: str) -> tuple[Interval, Quantity]:
    value, upper = one.value, one.upper
    low = value if one.sense in ("exact", "floor", "over", "between") else None
    high = upper if one.sense == "between" else value if one.sense in ("exact", "ceiling", "below") else None
    unit = f"{one.unit} per {one.per}" if one.per else one.unit
    span_ = Interval(low, high, one.sense == "over", one.sense == "below", one.about, False, unit)
    shown = Quantity(
        name=name,
        of=of,
        low=_figure(low, one),
        high=_figure(high, one),
        low_open=span_.low_open,
        high_open=span_.high_open,
        about=one.about,
        unit="date" if isinstance(value, str) else f"{one.named} per {one.per}" if one.per else one.named,
    )
    return span_, shown


def _figure(value: Fraction | str | None, one: Measure) -> float | str | None:
    """The figure in the unit in which it is written."""
    if isinstance(value, Fraction):
        value = value / one.factor
        return int(value) if value.denominator == 1 else written(value)
    return value
