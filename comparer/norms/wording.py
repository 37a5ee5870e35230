"""The parts of a norm as they are shown: names by their labels, quantities and conditions in few words."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from comparer.model.records import Condition, Quantity
from comparer.norms.vocabulary import Vocabulary


def names(ids: Iterable[str], vocabulary: Vocabulary) -> str:
    """Several words by their labels, in the order given."""
    return ", ".join(vocabulary.label(one) for one in ids)


def condition_words(one: Condition, vocabulary: Vocabulary) -> str:
    """A condition by its kind and its event, or by the clause that it points to."""
    return f"{one.kind.value.replace('_', ' ')} {vocabulary.label(one.event) if one.event else one.clause}"


def quantity_words(one: Quantity, vocabulary: Vocabulary) -> str:
    """A quantity in signs that need no language: `≤ 600,000 persons`, `30–60 days`, `≈ 800 miles`, `?`."""
    low, high, about = one.low, one.high, "≈ " if one.about else ""
    if one.unknown or (low is None and high is None):
        return "?"
    if low is not None and low == high:
        body = f"{about}{_figure(low)}"
    elif low is not None and high is not None:
        body = f"{about}{_figure(low)}–{_figure(high)}"
    elif high is not None:
        body = f"{'<' if one.high_open else '≤'} {about}{_figure(high)}"
    else:
        body = f"{'>' if one.low_open else '≥'} {about}{_figure(low or 0)}"
    unit = one.unit or vocabulary.quantity_unit(one.name)
    return f"{body} {vocabulary.label(unit)}".strip() if unit != "date" else body


def _figure(value: float | str | Fraction) -> str:
    if isinstance(value, str):
        return value
    return f"{value:,}" if isinstance(value, int) else f"{float(value):,.10g}"
