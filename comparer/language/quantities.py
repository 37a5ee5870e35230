"""Figures of a sentence as intervals: amounts with units, deadlines, how long, how often, and dates."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache

from comparer.language.numbers import number_at
from comparer.language.phrase_lists import phrase_at, words
from comparer.resources.tables import table


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure in the base of its unit. `kind`: amount, deadline, period or every; `sense`: what bounds it.

    Values are exact numbers, or a date as YYYY-MM-DD, MM-DD, YYYY-MM, MM or YYYY. `per` is the unit of time of a rate;
    `factor` and `named` are the unit as written, to show.
    """

    kind: str
    sense: str
    value: Fraction | str
    unit: str = ""
    about: bool = False
    per: str = ""
    start: str = ""
    upper: Fraction | None = None
    factor: Fraction = field(default=Fraction(1), compare=False)
    named: str = field(default="", compare=False)

    def __str__(self) -> str:
        return (
            f"{self.kind} {self.sense} {self.value} {self.upper or ''} {self.unit} {self.about} {self.per} {self.start}"
        )


Element = str | Measure


@cache
def units() -> dict[str, tuple[str, Fraction]]:
    """Base and factor of each form of each unit."""
    return {form: (one["base"], Fraction(one["per"])) for one in table("measures")["units"] for form in one["forms"]}


def measured(row: tuple[str, ...]) -> list[Element]:
    """The row with every figure and its unit, bound and rate as one element."""
    out: list[Element] = []
    index = 0
    while index < len(row):
        length, found = _measure(row, index, out) or _bare_date(row, index) or (1, row[index])
        out.append(found)
        index += length
    return _rates(out)


def _measure(row: tuple[str, ...], index: int, before: list[Element]) -> tuple[int, Measure] | None:
    elements = list(row[index : index + 24])
    for key, kind in (("by_end", "deadline"), ("within", "deadline"), ("by", "deadline"), ("until", "period"),
                      ("lasting", "period"), ("every", "every")):  # fmt: skip
        phrase = phrase_at(elements, 0, "measures", key)
        if phrase and (bounded := _bounded(elements, len(phrase), key, kind)):
            return bounded
    phrase = phrase_at(elements, 0, "measures", "comparators")
    if phrase and not (phrase == ("over",) and index and row[index - 1] in words("measures", "over_after")):
        length, found = _amount(elements, len(phrase), table("measures")["comparators"][" ".join(phrase)])
        if found:
            return length, found
    if elements[0] == "between" and (pair := _between(elements)):
        return pair
    previous = before[-1] if before else ""
    if isinstance(previous, str) and previous in words("measures", "named"):
        return None
    if _bare_date(row, index):
        return None
    length, found = _amount(elements, 0, "exact")
    return (length, found) if found else None


def _bare_date(row: tuple[str, ...], index: int) -> tuple[int, str] | None:
    """A date that stands here and bounds nothing. A year alone may be a number, so a word before it has to tell."""
    date = _date(list(row[index : index + 8]), 0)
    if date is None or (date[2] == "year" and not (index and row[index - 1] in words("measures", "before_month"))):
        return None
    return date[:2]


def _bounded(row: list[str], at: int, key: str, kind: str) -> tuple[int, Measure] | None:
    """What follows a word that sets a time: a date, a length of time, or with `within` any length."""
    if key in ("by_end", "by", "until", "within") and (date := _date(row, at)):
        length, value, form = date
        if key == "by_end" and form in ("day", "month-day"):
            return None
        sense = "below" if row[0] == "before" else "ceiling"
        return at + length, Measure(kind, sense, value, f"date {form}")
    if key == "every" and at < len(row) and row[at] in units() and units()[row[at]][0] in words("measures", "time"):
        base, factor = units()[row[at]]
        return at + 1, Measure("every", "ceiling", factor, base, factor=factor, named=row[at])
    if key not in ("within", "lasting", "every"):
        return None
    start = at
    if at < len(row) and row[at] in ("a", "an", "the") and key != "every":
        start = at + 1
    length, found = _amount(row, start, "ceiling", one=row[at : at + 1] in (["a"], ["an"]))
    if found is None:
        return None
    if found.unit in words("measures", "time"):
        return length, replace(found, kind=kind)
    return (length, found) if row[0] == "within" else None


def _amount(row: list[str], at: int, sense: str, one: bool = False) -> tuple[int, Measure | None]:
    """A figure with its unit from place `at` on; `one` lets a unit alone stand for one of it (within a week)."""
    about = False
    while at < len(row) and phrase_at(row, at, "measures", "about"):
        about, at = True, at + 1
    sign = units()[row[at]][0] if at < len(row) and row[at] in words("measures", "signs") else ""
    at += bool(sign)
    length, value, share = _value(row, at)
    if value is None:
        if one and at < len(row) and row[at] in units():
            base, factor = units()[row[at]]
            return at + 1, Measure("amount", sense, factor, base, about, factor=factor, named=row[at])
        return 0, None
    at += length
    base, factor, width = _unit(row, at)
    named = " ".join(row[at : at + width]) or sign
    if share:
        base, factor, width, named = "share", Fraction(1), 0, ""
    if value == 1 and not base and not sign and row[at - length] in ("one", "1"):
        return 0, None
    return at + width, Measure("amount", sense, value * factor, sign or base, about, factor=factor, named=named)


def _value(row: list[str], at: int) -> tuple[int, Fraction | None, bool]:
    """Length and value of a number, and whether it is a fraction of something."""
    if at >= len(row):
        return 0, None, False
    parts = table("number_words")["fractions"]
    if row[at] in ("a", "one", "an") and row[at + 1 : at + 2] and row[at + 1] in parts and not _ordinal(row, at + 1):
        return 2, Fraction(1, parts[row[at + 1]]), True
    if row[at] == "half" and row[at + 1 : at + 2] in (["of"], ["the"], ["its"], ["their"]):
        return 1, Fraction(1, 2), True
    if "-" in row[at]:
        first, _, second = row[at].partition("-")
        spread = [first, second]
        if second in parts:
            length, value = number_at(spread, 0, lambda _: False)
            return (1, value / parts[second], True) if value else (0, None, False)
        length, value = number_at(spread, 0, lambda place: place < 2)
        return (1, value, False) if length == 2 else (0, None, False)
    if row[at] == "a" and row[at + 1 : at + 2] and row[at + 1] not in table("number_words")["scales"]:
        return 0, None, False
    length, value = number_at(row, at, lambda place: place < len(row))
    if (
        value is not None
        and row[at + length : at + length + 1]
        and row[at + length] in parts
        and row[at + length][-1] == "s"
        and value < 20
    ):
        return length + 1, value / parts[row[at + length]], True
    return length, value, False


def _ordinal(row: list[str], at: int) -> bool:
    """Whether `third` at this place counts a thing (a third party) rather than parts it (a third of)."""
    return row[at + 1 : at + 2] not in ([], ["of"], [","], [";"], ["majority"], ["share"])


def _unit(row: list[str], at: int) -> tuple[str, Fraction, int]:
    for width in (2, 1):
        form = " ".join(row[at : at + width])
        if len(row) >= at + width and form in units():
            return *units()[form], width
    return "", Fraction(1), 0


def _between(row: list[str]) -> tuple[int, Measure] | None:
    length, low = _amount(row, 1, "exact")
    if low is None or row[length : length + 1] != ["and"]:
        return None
    end, high = _amount(row, length + 1, "exact")
    if high is None or isinstance(low.value, str) or isinstance(high.value, str) or low.unit not in ("", high.unit):
        return None
    factor = Fraction(1) if low.unit else _unit(row, end - 1)[1]
    return end, replace(high, sense="between", value=low.value * factor, upper=high.value)


def _date(row: list[str], at: int) -> tuple[int, str, str] | None:
    """Length, value and form of a date: `1 May`, `1 May 2031`, `May 1, 2031`, `May 2031`, `May`, `2031`."""
    at_start, row = at, [*row, "", "", "", "", ""]
    if row[at] == "the":
        at += 1
    day = row[at] if row[at].isdigit() and len(row[at]) <= 2 else ""
    at += bool(day)
    month = row[at][1:] if row[at].startswith("@") and len(row[at]) == 3 else ""
    if day and not month:
        return None
    at += bool(month)
    if month and not day and row[at].isdigit() and len(row[at]) <= 2:
        day, at = row[at], at + 1
    comma = bool(day) and row[at] == "," and _year(row[at + 1])
    at += comma
    year = row[at] if _year(row[at]) and row[at + 1] not in units() else ""
    if year and not month and row[at + 1][:1].isalpha() and not _small(row[at + 1]):
        return None
    at += bool(year)
    if not (year or month):
        return None
    form = {"y": "year", "ym": "month-year", "ymd": "day", "md": "month-day", "m": "month"}[
        "y" * bool(year) + "m" * bool(month) + "d" * bool(day)
    ]
    return at - at_start, "-".join(part for part in (year, month, day.zfill(2) if day else "") if part), form


def _small(word: str) -> bool:
    return word in words("languages", "english") or word in words("drafting", "prepositions")


def _year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("19", "20", "21")


def _rates(out: list[Element]) -> list[Element]:
    """`40 metres a second`: the unit of time goes to the amount that stands up to four words before it."""
    index = 0
    while index + 1 < len(out):
        unit = out[index + 1]
        if out[index] in ("a", "an", "per") and isinstance(unit, str) and unit in units():
            near = [n for n in range(max(0, index - 5), index) if isinstance(out[n], Measure)]
            before = out[near[-1]] if near else None
            if (
                isinstance(before, Measure)
                and before.kind == "amount"
                and units()[unit][0] in words("measures", "time")
            ):
                out[near[-1]] = replace(before, per=unit)
                del out[index : index + 2]
                continue
        index += 1
    return out
