"""Figures and amounts as a language writes them: thousands parted, the decimal sign, and bounds in signs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from comparer.model.dates import parse_date
from comparer.report.value.types import AmountRecord, FigureValue, QuantityRecord
from comparer.report.words.dates import format_date
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


@dataclass(frozen=True, slots=True)
class UnitWords:
    """The words for units: their labels, and by form of number where a language file gives them.

    The forms `zero` and `before` are what no time at all is called, as a span and as a bound.
    """

    label: Callable[[str], str]
    forms: Mapping[str, Mapping[str, str]]

    def unit_text(self, unit: str, figure: FigureValue, catalogue: Catalogue) -> str:
        """The unit beside a figure. A date shows that it is one, and needs none."""
        if not unit or isinstance(figure, str):
            return ""
        forms = self.forms.get(unit, {})
        return forms.get(catalogue.number_form(figure)) or forms.get("other") or self.label(unit)

    def zero_text(self, amount: AmountRecord) -> str:
        """What no time at all is called; empty where the unit has no word for it."""
        if not is_zero_amount(amount):
            return ""
        return self.forms.get(amount["unit"], {}).get("zero" if amount["low"] == amount["high"] else "before", "")


def is_zero_amount(amount: AmountRecord) -> bool:
    """Whether nothing is meant, or nothing at most."""
    return amount["high"] == 0 and not amount["high_open"] and amount["low"] in (None, 0)


def amount_signs(amount: AmountRecord, catalogue: Catalogue, units: UnitWords) -> str:
    """An amount in signs that need no language: `≤ 600,000 persons`, `30–60 days`, `≈ 800 miles`, `?`."""
    low, high = amount["low"], amount["high"]
    about_sign = "≈ " if amount["about"] else ""
    if amount["unknown"] or (low is None and high is None):
        return "?"
    if zero_text := units.zero_text(amount):
        return zero_text
    if low is not None and low == high:
        body = about_sign + format_figure(low, catalogue)
    elif low is not None and high is not None:
        body = f"{about_sign}{format_figure(low, catalogue)}–{format_figure(high, catalogue)}"
    elif high is not None:
        body = f"{'<' if amount['high_open'] else '≤'} {about_sign}{format_figure(high, catalogue)}"
    else:
        body = f"{'>' if amount['low_open'] else '≥'} {about_sign}{format_figure(low or 0, catalogue)}"
    return f"{body} {units.unit_text(amount['unit'], _last_figure(amount), catalogue)}".strip()


def amount_words(amount: AmountRecord, catalogue: Catalogue, units: UnitWords) -> str:
    """The same amount in words, to be read aloud."""
    low, high, unit = amount["low"], amount["high"], amount["unit"]
    if amount["unknown"] or (low is None and high is None):
        return catalogue.format_message("bound.unknown")
    if zero_text := units.zero_text(amount):
        return zero_text

    is_date = any(isinstance(value, str) and parse_date(value) for value in (low, high))

    def figure_with_unit(value: FigureValue) -> str:
        if is_date:
            return format_date(str(value), catalogue)
        figure = f"{format_figure(value, catalogue)} {units.unit_text(unit, value, catalogue)}".strip()
        return catalogue.format_message("bound.about", value=figure) if amount["about"] else figure

    if low is not None and low == high:
        return figure_with_unit(low)
    if low is not None and high is not None:
        fields = {
            "low": figure_with_unit(low) if is_date else format_figure(low, catalogue),
            "high": figure_with_unit(high),
        }
        return catalogue.format_message("bound.between", **fields)
    if high is not None:
        key = "until_date" if is_date else "below" if amount["high_open"] else "max"
        return catalogue.format_message(f"bound.{key}", value=figure_with_unit(high))
    key = "from_date" if is_date else "above" if amount["low_open"] else "min"
    return catalogue.format_message(f"bound.{key}", value=figure_with_unit(low or 0))


def _last_figure(amount: AmountRecord) -> FigureValue:
    """The figure that stands before the unit."""
    high = amount["high"]
    return high if high is not None else amount["low"] or 0


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
