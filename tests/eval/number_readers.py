"""How readers of figures do on figures as drafts write them: ours, and babel, dateparser and pint where installed.

    python -m tests.eval.number_readers

Each library gets the figure alone, the way it likes it best; ours finds it in its words. Right is the value; declined
is none at all; wrong is any other value, or a value where the signs allow two.
"""

from __future__ import annotations

import datetime
import importlib
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from comparer.language.plain_sentence import simplify_sentence, split_conditions

READINGS: dict[str, list[list[Any]]] = yaml.safe_load(Path(__file__).with_name("readings.yaml").read_text("utf-8"))
Reader = Callable[[str, str], Any]
UNREADABLE_ERRORS = (ArithmeticError, AttributeError, LookupError, SyntaxError, TypeError, ValueError)
"""What a library raises on what it cannot read."""


def read_ours(kind: str, text: str) -> Any:
    """The one figure of a sentence that holds the text, by our reader."""
    plain = simplify_sentence(split_conditions(f"The port shall sell {text}.")[0])
    phrases = list(plain.quantities.values())
    phrase = phrases[0] if len(phrases) == 1 else None
    if phrase is None or phrase.low is None or phrase.is_approximate:
        return None
    if kind == "currency":
        return f"{phrase.unit} {int(phrase.low)}"
    if kind == "date":
        is_day = phrase.unit == "date" and phrase.low == phrase.high
        return datetime.date.fromordinal(int(phrase.low)).isoformat() if is_day else None
    return None if phrase.unit == "m" else float(phrase.low)


def read_babel(kind: str, text: str) -> Any:
    """Numbers in digits by the rules of English; dates in the order of day and month."""
    try:
        if kind == "number":
            return float(importlib.import_module("babel.numbers").parse_decimal(text, locale="en_GB", strict=True))
        if kind == "date":
            dates = importlib.import_module("babel.dates")
            return dates.parse_date(text.removeprefix("by "), locale="en_GB").isoformat()
    except UNREADABLE_ERRORS:
        return None
    return None


def read_dateparser(kind: str, text: str) -> Any:
    """Dates in English words and digits."""
    if kind != "date":
        return None
    words = text.removeprefix("by ").removeprefix("before ")
    result = importlib.import_module("dateparser").parse(words, languages=["en"])
    return result.date().isoformat() if result else None


def read_pint(kind: str, text: str) -> Any:
    """A figure with its unit, in the base that ours uses for this kind of unit."""
    if kind not in ("unit", "number"):
        return None
    try:
        quantity = _unit_registry()(text)
        return float(quantity.to_base_units().magnitude) if hasattr(quantity, "to_base_units") else float(quantity)
    except UNREADABLE_ERRORS:
        return None


_REGISTRIES: list[Any] = []


def _unit_registry() -> Any:
    if not _REGISTRIES:
        _REGISTRIES.append(importlib.import_module("pint").UnitRegistry())
    return _REGISTRIES[0]


READERS: dict[str, Reader] = {
    "ours": read_ours, "babel": read_babel, "dateparser": read_dateparser, "pint": read_pint,
}  # fmt: skip


def grade_reading(result: Any, wanted: Any) -> str:
    """right, declined or wrong; to decline what allows two values is right."""
    if result is None:
        return "right" if wanted is None else "declined"
    if isinstance(wanted, (int, float)) and isinstance(result, float):
        return "right" if abs(result - wanted) <= 1e-6 * max(1.0, abs(wanted)) else "wrong"
    return "right" if result == wanted else "wrong"


def main() -> None:
    """Prints a row for each reader and kind, and the milliseconds of a figure."""
    for name, reader in READERS.items():
        try:
            importlib.import_module("comparer" if name == "ours" else name)
        except ImportError:
            print(f"{name}: not installed")
            continue
        for kind, rows in READINGS.items():
            reader(kind, rows[0][0])
            start = time.process_time()
            grades = [grade_reading(reader(kind, text), wanted) for text, wanted in rows]
            spent = (time.process_time() - start) * 1000 / len(rows)
            counts = Counter(grades)
            wrong = [text for (text, _), grade in zip(rows, grades, strict=True) if grade == "wrong"]
            row = f"{len(rows)} | {counts['right']} | {counts['declined']} | {counts['wrong']} | {spent:.2f}"
            print(f"| {name} | {kind} | {row} | {', '.join(wrong)}")


if __name__ == "__main__":
    main()
