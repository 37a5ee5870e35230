"""Figures of a sentence as intervals: amounts with units, deadlines, how long, how often, and dates."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache

from comparer.language.numbers import parse_number_at
from comparer.language.phrase_lists import longest_phrase_at, word_set
from comparer.resources.tables import load_table


@dataclass(frozen=True, slots=True)
class QuantityPhrase:
    """A figure in the base of its unit. `kind`: amount, deadline, period or every; `sense`: what bounds it.

    Values are exact numbers, or a date as YYYY-MM-DD, MM-DD, YYYY-MM, MM or YYYY. `per` is the unit of time of a rate;
    `factor` and `named` are the unit as written, to show.
    """

    kind: str
    bound: str
    value: Fraction | str
    unit: str = ""
    is_approximate: bool = False
    per_unit: str = ""
    start_event: str = ""
    upper_value: Fraction | None = None
    unit_factor: Fraction = field(default=Fraction(1), compare=False)
    unit_as_written: str = field(default="", compare=False)

    def __str__(self) -> str:
        return (
            f"{self.kind} {self.bound} {self.value} {self.upper_value or ''} "
            f"{self.unit} {self.is_approximate} {self.per_unit} {self.start_event}"
        )


SentenceElement = str | QuantityPhrase


@cache
def units_by_form() -> dict[str, tuple[str, Fraction]]:
    """Base and factor of each form of each unit."""
    return {
        form: (unit["base"], Fraction(unit["per"]))
        for unit in load_table("measures")["units"]
        for form in unit["forms"]
    }


def parse_quantities(tokens: tuple[str, ...]) -> list[SentenceElement]:
    """The row with every figure and its unit, bound and rate as one element."""
    elements: list[SentenceElement] = []
    index = 0
    while index < len(tokens):
        length, element = (
            _parse_quantity(tokens, index, elements) or _parse_bare_date(tokens, index) or (1, tokens[index])
        )
        elements.append(element)
        index += length
    return _attach_rate_units(elements)


def _parse_quantity(
    tokens: tuple[str, ...], index: int, previous_elements: list[SentenceElement]
) -> tuple[int, QuantityPhrase] | None:
    elements = list(tokens[index : index + 24])
    for key, kind in (("by_end", "deadline"), ("within", "deadline"), ("by", "deadline"), ("until", "period"),
                      ("lasting", "period"), ("every", "every")):  # fmt: skip
        phrase = longest_phrase_at(elements, 0, "measures", key)
        if phrase and (time_bound := _parse_time_bound(elements, len(phrase), key, kind)):
            return time_bound
    phrase = longest_phrase_at(elements, 0, "measures", "comparators")
    if phrase and not (phrase == ("over",) and index and tokens[index - 1] in word_set("measures", "over_after")):
        length, amount = _parse_amount(elements, len(phrase), load_table("measures")["comparators"][" ".join(phrase)])
        if amount:
            return length, amount
    if elements[0] == "between" and (quantity_range := _parse_range(elements)):
        return quantity_range
    previous = previous_elements[-1] if previous_elements else ""
    if isinstance(previous, str) and previous in word_set("measures", "named"):
        return None
    if _parse_bare_date(tokens, index):
        return None
    length, amount = _parse_amount(elements, 0, "exact")
    return (length, amount) if amount else None


def _parse_bare_date(tokens: tuple[str, ...], index: int) -> tuple[int, str] | None:
    """A date that stands here and bounds nothing. A year alone may be a number, so a word before it has to tell."""
    date = _parse_date(list(tokens[index : index + 8]), 0)
    if date is None or (
        date[2] == "year" and not (index and tokens[index - 1] in word_set("measures", "before_month"))
    ):
        return None
    return date[:2]


def _parse_time_bound(tokens: list[str], position: int, key: str, kind: str) -> tuple[int, QuantityPhrase] | None:
    """What follows a word that sets a time: a date, a length of time, or with `within` any length."""
    if key in ("by_end", "by", "until", "within") and (date := _parse_date(tokens, position)):
        length, value, form = date
        if key == "by_end" and form in ("day", "month-day"):
            return None
        bound = "below" if tokens[0] == "before" else "ceiling"
        return position + length, QuantityPhrase(kind, bound, value, f"date {form}")
    if (
        key == "every"
        and position < len(tokens)
        and tokens[position] in units_by_form()
        and units_by_form()[tokens[position]][0] in word_set("measures", "time")
    ):
        base, factor = units_by_form()[tokens[position]]
        return position + 1, QuantityPhrase(
            "every", "ceiling", factor, base, unit_factor=factor, unit_as_written=tokens[position]
        )
    if key not in ("within", "lasting", "every"):
        return None
    start = position
    if position < len(tokens) and tokens[position] in ("a", "an", "the") and key != "every":
        start = position + 1
    length, amount = _parse_amount(
        tokens, start, "ceiling", allow_unit_alone=tokens[position : position + 1] in (["a"], ["an"])
    )
    if amount is None:
        return None
    if amount.unit in word_set("measures", "time"):
        return length, replace(amount, kind=kind)
    return (length, amount) if tokens[0] == "within" else None


def _parse_amount(
    tokens: list[str], position: int, bound: str, allow_unit_alone: bool = False
) -> tuple[int, QuantityPhrase | None]:
    """A figure with its unit from place `at` on; `one` lets a unit alone stand for one of it (within a week)."""
    is_approximate = False
    while position < len(tokens) and longest_phrase_at(tokens, position, "measures", "about"):
        is_approximate, position = True, position + 1
    sign = (
        units_by_form()[tokens[position]][0]
        if position < len(tokens) and tokens[position] in word_set("measures", "signs")
        else ""
    )
    position += bool(sign)
    length, value, is_share = _parse_number_or_fraction(tokens, position)
    if value is None:
        if allow_unit_alone and position < len(tokens) and tokens[position] in units_by_form():
            base, factor = units_by_form()[tokens[position]]
            return position + 1, QuantityPhrase(
                "amount", bound, factor, base, is_approximate, unit_factor=factor, unit_as_written=tokens[position]
            )
        return 0, None
    position += length
    base, factor, width = _match_unit(tokens, position)
    unit_as_written = " ".join(tokens[position : position + width]) or sign
    if is_share:
        base, factor, width, unit_as_written = "share", Fraction(1), 0, ""
    if value == 1 and not base and not sign and tokens[position - length] in ("one", "1"):
        return 0, None
    return position + width, QuantityPhrase(
        "amount",
        bound,
        value * factor,
        sign or base,
        is_approximate,
        unit_factor=factor,
        unit_as_written=unit_as_written,
    )


def _parse_number_or_fraction(tokens: list[str], position: int) -> tuple[int, Fraction | None, bool]:
    """Length and value of a number, and whether it is a fraction of something."""
    if position >= len(tokens):
        return 0, None, False
    denominators = load_table("number_words")["fractions"]
    if (
        tokens[position] in ("a", "one", "an")
        and tokens[position + 1 : position + 2]
        and tokens[position + 1] in denominators
        and not _is_ordinal(tokens, position + 1)
    ):
        return 2, Fraction(1, denominators[tokens[position + 1]]), True
    if tokens[position] == "half" and tokens[position + 1 : position + 2] in (["of"], ["the"], ["its"], ["their"]):
        return 1, Fraction(1, 2), True
    if "-" in tokens[position]:
        first, _, second = tokens[position].partition("-")
        number_words = [first, second]
        if second in denominators:
            length, value = parse_number_at(number_words, 0, lambda _: False)
            return (1, value / denominators[second], True) if value else (0, None, False)
        length, value = parse_number_at(number_words, 0, lambda index: index < 2)
        return (1, value, False) if length == 2 else (0, None, False)
    if (
        tokens[position] == "a"
        and tokens[position + 1 : position + 2]
        and tokens[position + 1] not in load_table("number_words")["scales"]
    ):
        return 0, None, False
    length, value = parse_number_at(tokens, position, lambda index: index < len(tokens))
    if (
        value is not None
        and tokens[position + length : position + length + 1]
        and tokens[position + length] in denominators
        and tokens[position + length][-1] == "s"
        and value < 20
    ):
        return length + 1, value / denominators[tokens[position + length]], True
    return length, value, False


def _is_ordinal(tokens: list[str], position: int) -> bool:
    """Whether `third` at this place counts a thing (a third party) rather than parts it (a third of)."""
    return tokens[position + 1 : position + 2] not in ([], ["of"], [","], [";"], ["majority"], ["share"])


def _match_unit(tokens: list[str], position: int) -> tuple[str, Fraction, int]:
    for width in (2, 1):
        form = " ".join(tokens[position : position + width])
        if len(tokens) >= position + width and form in units_by_form():
            return *units_by_form()[form], width
    return "", Fraction(1), 0


def _parse_range(tokens: list[str]) -> tuple[int, QuantityPhrase] | None:
    length, low = _parse_amount(tokens, 1, "exact")
    if low is None or tokens[length : length + 1] != ["and"]:
        return None
    end, high = _parse_amount(tokens, length + 1, "exact")
    if high is None or isinstance(low.value, str) or isinstance(high.value, str) or low.unit not in ("", high.unit):
        return None
    factor = Fraction(1) if low.unit else _match_unit(tokens, end - 1)[1]
    return end, replace(high, bound="between", value=low.value * factor, upper_value=high.value)


def _parse_date(tokens: list[str], position: int) -> tuple[int, str, str] | None:
    """Length, value and form of a date: `1 May`, `1 May 2031`, `May 1, 2031`, `May 2031`, `May`, `2031`."""
    start_position, tokens = position, [*tokens, "", "", "", "", ""]
    if tokens[position] == "the":
        position += 1
    day = tokens[position] if tokens[position].isdigit() and len(tokens[position]) <= 2 else ""
    position += bool(day)
    month = tokens[position][1:] if tokens[position].startswith("@") and len(tokens[position]) == 3 else ""
    if day and not month:
        return None
    position += bool(month)
    if month and not day and tokens[position].isdigit() and len(tokens[position]) <= 2:
        day, position = tokens[position], position + 1
    has_comma = bool(day) and tokens[position] == "," and _is_year(tokens[position + 1])
    position += has_comma
    year = tokens[position] if _is_year(tokens[position]) and tokens[position + 1] not in units_by_form() else ""
    if year and not month and tokens[position + 1][:1].isalpha() and not _is_function_word(tokens[position + 1]):
        return None
    position += bool(year)
    if not (year or month):
        return None
    form = {"y": "year", "ym": "month-year", "ymd": "day", "md": "month-day", "m": "month"}[
        "y" * bool(year) + "m" * bool(month) + "d" * bool(day)
    ]
    return (
        position - start_position,
        "-".join(part for part in (year, month, day.zfill(2) if day else "") if part),
        form,
    )


def _is_function_word(word: str) -> bool:
    return word in word_set("languages", "english") or word in word_set("drafting", "prepositions")


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("19", "20", "21")


def _attach_rate_units(elements: list[SentenceElement]) -> list[SentenceElement]:
    """`40 metres a second`: the unit of time goes to the amount that stands up to four words before it."""
    index = 0
    while index + 1 < len(elements):
        unit = elements[index + 1]
        if elements[index] in ("a", "an", "per") and isinstance(unit, str) and unit in units_by_form():
            quantity_indexes = [
                position
                for position in range(max(0, index - 5), index)
                if isinstance(elements[position], QuantityPhrase)
            ]
            quantity = elements[quantity_indexes[-1]] if quantity_indexes else None
            if (
                isinstance(quantity, QuantityPhrase)
                and quantity.kind == "amount"
                and units_by_form()[unit][0] in word_set("measures", "time")
            ):
                elements[quantity_indexes[-1]] = replace(quantity, per_unit=unit)
                del elements[index : index + 2]
                continue
        index += 1
    return elements
