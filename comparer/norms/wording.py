"""The parts of a norm as they are shown: names by their labels, quantities and conditions in few words."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from comparer.model.norm import Condition, Quantity
from comparer.norms.vocabulary import Vocabulary


def join_labels(ids: Iterable[str], vocabulary: Vocabulary) -> str:
    """Several words by their labels, in the order given."""
    return ", ".join(vocabulary.word_label(word) for word in ids)


def condition_text(condition: Condition, vocabulary: Vocabulary) -> str:
    """A condition by its kind and its event, or by the clause that it points to."""
    return (
        f"{condition.kind.value.replace('_', ' ')} "
        f"{vocabulary.word_label(condition.event) if condition.event else condition.clause}"
    )


def quantity_text(quantity: Quantity, vocabulary: Vocabulary) -> str:
    """A quantity in signs that need no language: `≤ 600,000 persons`, `30–60 days`, `≈ 800 miles`, `?`."""
    low, high, about_sign = quantity.low, quantity.high, "≈ " if quantity.about else ""
    if quantity.unknown or (low is None and high is None):
        return "?"
    if low is not None and low == high:
        body = f"{about_sign}{_format_figure(low)}"
    elif low is not None and high is not None:
        body = f"{about_sign}{_format_figure(low)}–{_format_figure(high)}"
    elif high is not None:
        body = f"{'<' if quantity.high_open else '≤'} {about_sign}{_format_figure(high)}"
    else:
        body = f"{'>' if quantity.low_open else '≥'} {about_sign}{_format_figure(low or 0)}"
    unit = quantity.unit or vocabulary.quantity_unit(quantity.name)
    return f"{body} {vocabulary.word_label(unit)}".strip() if unit != "date" else body


def _format_figure(value: float | str | Fraction) -> str:
    if isinstance(value, str):
        return value
    return f"{value:,}" if isinstance(value, int) else f"{float(value):,.10g}"
