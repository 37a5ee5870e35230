"""Figures and amounts as a language writes them: thousands parted, the decimal sign, and bounds in signs."""

from __future__ import annotations

import re
from collections.abc import Callable

from comparer.report.value.types import AmountRecord, FigureValue, QuantityRecord
from comparer.resources.message_catalogue import Catalogue

_DECIMAL_NUMBER = re.compile(r"\d+\.\d+")


def format_figure(value: FigureValue, catalogue: Catalogue) -> str:
    """A number with its thousands parted and its decimals as the language writes them; a date as it is."""
    if isinstance(value, str):
        is_number = _DECIMAL_NUMBER.fullmatch(value)
        return value.replace(".", catalogue.format_message("number.decimal")) if is_number else value
    written = f"{value:,}" if isinstance(value, int) else f"{value:,.10g}"
    integer, point, fraction = written.partition(".")
    parted = integer.replace(",", catalogue.format_message("number.group"))
    return parted + (catalogue.format_message("number.decimal") + fraction if point else "")


def amount_signs(amount: AmountRecord, catalogue: Catalogue, unit_label: Callable[[str], str]) -> str:
    """An amount in signs that need no language: `≤ 600,000 persons`, `30–60 days`, `≈ 800 miles`, `?`."""
    low, high = amount["low"], amount["high"]
    about_sign = "≈ " if amount["about"] else ""
    if amount["unknown"] or (low is None and high is None):
        return "?"
    if low is not None and low == high:
        body = about_sign + format_figure(low, catalogue)
    elif low is not None and high is not None:
        body = f"{about_sign}{format_figure(low, catalogue)}–{format_figure(high, catalogue)}"
    elif high is not None:
        body = f"{'<' if amount['high_open'] else '≤'} {about_sign}{format_figure(high, catalogue)}"
    else:
        body = f"{'>' if amount['low_open'] else '≥'} {about_sign}{format_figure(low or 0, catalogue)}"
    return f"{body} {_unit_text(amount['unit'], unit_label)}".strip()


def amount_words(amount: AmountRecord, catalogue: Catalogue, unit_label: Callable[[str], str]) -> str:
    """The same amount in words, to be read aloud."""
    low, high, unit = amount["low"], amount["high"], _unit_text(amount["unit"], unit_label)
    if amount["unknown"] or (low is None and high is None):
        return catalogue.format_message("bound.unknown")

    def figure_with_unit(value: FigureValue) -> str:
        figure = f"{format_figure(value, catalogue)} {unit}".strip()
        return catalogue.format_message("bound.about", value=figure) if amount["about"] else figure

    if low is not None and low == high:
        return figure_with_unit(low)
    if low is not None and high is not None:
        fields = {"low": format_figure(low, catalogue), "high": figure_with_unit(high)}
        return catalogue.format_message("bound.between", **fields)
    if high is not None:
        return catalogue.format_message(
            "bound.below" if amount["high_open"] else "bound.max", value=figure_with_unit(high)
        )
    return catalogue.format_message(
        "bound.above" if amount["low_open"] else "bound.min", value=figure_with_unit(low or 0)
    )


def amount_of_quantity(quantity: QuantityRecord) -> AmountRecord:
    """The bounds of a term of a norm as an amount."""
    exact = quantity.get("is", quantity.get("about"))
    low = quantity.get("min", quantity.get("above", exact))
    high = quantity.get("max", quantity.get("below", exact))
    return {
        "low": low,
        "high": high,
        "low_open": "above" in quantity,
        "high_open": "below" in quantity,
        "about": "about" in quantity,
        "unknown": quantity.get("unknown", False),
        "unit": quantity.get("unit", ""),
    }


def _unit_text(unit: str, unit_label: Callable[[str], str]) -> str:
    """The label of a unit; a date shows that it is one."""
    return unit_label(unit) if unit and unit != "date" else ""
