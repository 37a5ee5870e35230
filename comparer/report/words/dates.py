"""Dates as a person reads them, in the language of the report."""

from __future__ import annotations

from comparer.model.dates import parse_date
from comparer.resources.message_catalogue import Catalogue


def format_date(text: str, catalogue: Catalogue) -> str:
    """`YYYY-MM-DD` as day, short month and year, `YYYY-MM` as month and year; anything else as it stands."""
    date = parse_date(text)
    if date is None or not date.month:
        return text
    month_name = catalogue.format_message("date.short_months").split()[date.month - 1]
    key = "date.day" if date.day else "date.month"
    return catalogue.format_message(key, day=date.day, month=month_name, year=date.year)
