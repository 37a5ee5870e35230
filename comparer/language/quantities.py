"""Figures of a sentence with what bounds them: amounts with units, deadlines, delays, periods, frequencies, dates.

Units of one base are converted exactly, months and days compare as the ranges of days that they may be. What is read
in part only, such as `120.000` or `3/4/2027`, has no value, so that nothing is concluded from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import cache

from comparer.language.figure_values import read_figure
from comparer.language.inflection import singular_form
from comparer.language.phrase_lists import longest_phrase_at, word_set
from comparer.language.time_points import TimePoint, read_time_point
from comparer.resources.tables import load_table

SECONDS_PER_DAY = 86_400
DAYS_OF_LEAP_YEAR = 366
_TURN_OF_UNIT = {"day": DAYS_OF_LEAP_YEAR, "clock": 24 * 60, "date": 0}
"""After how many days or minutes a day of the year, or a time of day, comes again; a date comes once."""
AT_ONCE = "immediately"
"""The opener of a deadline of no time at all, however it is written."""


class QuantityKind(StrEnum):
    """What a figure says of the act: how much, or when, how long, how often."""

    AMOUNT = "amount"
    RADIUS = "radius"
    DEADLINE = "deadline"
    DELAY = "delay"
    ADVANCE = "advance"
    DURATION = "duration"
    UNTIL = "until"
    START = "start"
    SPAN = "span"
    DATE = "date"
    FREQUENCY = "frequency"


class Bound(StrEnum):
    """Which values a figure admits."""

    EXACT = "exact"
    FLOOR = "floor"
    OVER = "over"
    CEILING = "ceiling"
    BELOW = "below"
    BETWEEN = "between"


TIME_UNITS = frozenset({"second", "month", "working day"})


@dataclass(frozen=True, slots=True)
class QuantityPhrase:
    """A figure in the base of its unit, at the tokens from `start` to `end`.

    `low` and `high` are the value, or the ends of a range; for a date the earliest and the latest day as ordinals; None
    where the figure is not understood. `unit_word` is the unit as written, `opener` the words before the figure.
    """

    kind: QuantityKind
    bound: Bound
    low: Fraction | None
    high: Fraction | None
    unit: str
    per_unit: str
    is_approximate: bool
    start: int
    end: int
    unit_word: str = ""
    opener: str = ""

    @property
    def is_time(self) -> bool:
        """Whether the phrase stands for a time of its own, apart from what is counted."""
        return self.kind not in (QuantityKind.AMOUNT, QuantityKind.RADIUS)


@cache
def units_by_form() -> dict[str, tuple[str, Fraction]]:
    """Base and factor of each form of each unit."""
    return {
        form: (unit["base"], Fraction(unit["per"]))
        for unit in load_table("measures")["units"]
        for form in unit["forms"]
    }


def read_quantities(words: Sequence[str]) -> list[QuantityPhrase]:
    """Every figure among lower-case tokens, in their order, none overlapping another."""
    phrases: list[QuantityPhrase] = []
    index = 0
    while index < len(words):
        phrase = _read_time(words, index) or _read_amount_with_bound(words, index)
        if phrase is None:
            index += 1
            continue
        phrases.append(phrase)
        index = phrase.end
    return phrases


def _read_time(words: Sequence[str], index: int) -> QuantityPhrase | None:
    return (
        _read_date_span(words, index)
        or _read_opened_date(words, index)
        or _read_ordinal_time(words, index)
        or _read_frequency(words, index)
        or _read_at_once(words, index)
        or _read_opened_length(words, index)
        or _read_length_before_event(words, index)
    )


def _read_opened_date(words: Sequence[str], index: int) -> QuantityPhrase | None:
    """`by 1 May`, `until the end of 2027`, `from June`, `on 3 March`."""
    opener = longest_phrase_at(words, index, "measures", "date_openers")
    if not opener:
        return None
    point = read_time_point(words, index + len(opener))
    if point is None or (point.is_bare_year and opener[0] in ("at", "up", "through")):
        return None
    name: str = load_table("measures")["date_openers"][" ".join(opener)]
    end = point.end
    if tuple(words[end : end + 3]) == ("at", "the", "latest"):
        name, end = "deadline", end + 3
    bound = Bound.BELOW if name.startswith("before-") else Bound.CEILING
    return _time_point_phrase(QuantityKind(name.removeprefix("before-")), bound, point, (index, end), " ".join(opener))


def _read_date_span(words: Sequence[str], index: int) -> QuantityPhrase | None:
    """`from 1 April to 30 June`, `between 10 p.m. and 6 a.m.`: from first to last, over a turn of year or night too."""
    joints = {"from": ("to", "until", "till", "through", "-"), "between": ("and",)}.get(words[index])
    first = read_time_point(words, index + 1) if joints else None
    if joints is None or first is None or words[first.end : first.end + 1] not in [[word] for word in joints]:
        return None
    last = read_time_point(words, first.end + 1)
    if last is None or None in (first.earliest, first.latest, last.earliest, last.latest):
        return None
    unit, begin, end = last.unit, first.earliest, last.latest
    if begin is None or end is None or unit not in _TURN_OF_UNIT or first.unit != unit:
        return None
    if end < begin:
        end += _TURN_OF_UNIT[unit]
    return QuantityPhrase(
        QuantityKind.SPAN, Bound.BETWEEN, begin, end, unit, "", False, index, last.end, "", words[index]
    )


def _time_point_phrase(
    kind: QuantityKind, bound: Bound, point: TimePoint, place: tuple[int, int], opener: str
) -> QuantityPhrase:
    return QuantityPhrase(kind, bound, point.earliest, point.latest, point.unit, "", False, *place, "", opener)


def _read_ordinal_time(words: Sequence[str], index: int) -> QuantityPhrase | None:
    """`on the fifth working day after`, `by the second anniversary of`: that many units after the event."""
    opener = words[index]
    ordinals: list[str] = load_table("number_words")["ordinals"]
    if opener not in ("on", "by", "before", "until") or tuple(words[index + 1 : index + 2]) != ("the",):
        return None
    word = words[index + 2] if index + 2 < len(words) else ""
    base, factor, width, _ = _unit_at(words, index + 3)
    if words[index + 3 : index + 4] == ["anniversary"]:
        base, factor, width = "month", Fraction(12), 1
    end = index + 3 + width
    if word not in ordinals or base not in TIME_UNITS or words[end : end + 1] not in (["after"], ["following"], ["of"]):
        return None
    if base != "month" and words[end] == "of":
        return None
    value = (ordinals.index(word) + 1) * factor
    kinds = {"on": QuantityKind.DELAY, "until": QuantityKind.UNTIL}
    kind = kinds.get(opener, QuantityKind.DEADLINE)
    return QuantityPhrase(kind, Bound.EXACT, value, value, base, "", False, index, end, "", opener)


def _read_frequency(words: Sequence[str], index: int) -> QuantityPhrase | None:
    """`twice a year`, `4 times per month`, `every 2 weeks`, as times in a second or in a month."""
    if words[index] in ("every", "each"):
        figure = _read_length(words, index + 1, allow_unit_alone=True)
        if figure is None or figure.low in (None, 0) or figure.unit not in TIME_UNITS or figure.low is None:
            return None
        value = 1 / figure.low
        return replace(
            figure, kind=QuantityKind.FREQUENCY, bound=Bound.EXACT, low=value, high=value, start=index, opener="every"
        )
    if words[index] in load_table("governors")["frequency_adverbs"]:
        return _read_frequency_adverb(words, index)
    bound_words, bound = _bound_at(words, index)
    position = index + len(bound_words)
    figure_value = _read_times(words, position)
    if figure_value is None:
        return None
    value_end, times = figure_value
    period = None
    if value_end + 1 < len(words) and words[value_end] in ("a", "an", "per", "each", "every", "in"):
        period = _read_length(words, value_end + 1, allow_unit_alone=True)
    if period is None or period.unit not in TIME_UNITS or not period.low:
        following = words[value_end] if value_end < len(words) else "."
        if following not in (".", ";", "on", "for", "per", "in", "only", "during", "within", "at", "each", "every"):
            return None
        return QuantityPhrase(
            QuantityKind.FREQUENCY, bound, times, times, "occasion", "", False, index, value_end, "", "times"
        )
    value = times / period.low
    return replace(period, kind=QuantityKind.FREQUENCY, bound=bound, low=value, high=value, start=index, opener="times")


def _read_frequency_adverb(words: Sequence[str], index: int) -> QuantityPhrase | None:
    """`annually` as once a year, where no thing follows that is so called (a monthly report)."""
    following = words[index + 1] if index + 1 < len(words) else "."
    if not index or following not in word_set("measures", "after_rate"):
        return None
    unit = load_table("governors")["frequency_adverbs"][words[index]]
    base, factor = units_by_form()[unit]
    value = 1 / factor
    return QuantityPhrase(
        QuantityKind.FREQUENCY, Bound.EXACT, value, value, base, "", False, index, index + 1, unit, "every"
    )


def _read_at_once(words: Sequence[str], index: int) -> QuantityPhrase | None:
    """`immediately`, a deadline of no time, with `on` or `upon` before the event from which it is counted."""
    following = _event_word(words, index + 1)
    if words[index] not in word_set("measures", "at_once") or following in word_set("measures", "not_at_once_before"):
        return None
    value = Fraction(0)
    return QuantityPhrase(
        QuantityKind.DEADLINE, Bound.CEILING, value, value, "second", "", False, index, index + 1, "", AT_ONCE
    )


def _read_times(words: Sequence[str], index: int) -> tuple[int, Fraction] | None:
    if index < len(words) and words[index] in word_set("measures", "times_words"):
        return index + 1, Fraction(load_table("measures")["times_words"][words[index]])
    figure = read_figure(words, index)
    if figure and figure.value is not None and words[figure.end : figure.end + 1] in (["times"], ["time"], ("times",)):
        return figure.end + 1, figure.value
    return None


def _read_opened_length(words: Sequence[str], index: int) -> QuantityPhrase | None:
    """`within 30 days`, `for 5 years`, `after 2 weeks`, `in 3 days`; with a length in space, a radius."""
    opener = longest_phrase_at(words, index, "measures", "length_openers")
    if not opener:
        return None
    figure = _read_length(words, index + len(opener), allow_unit_alone=True, allow_article=True)
    if figure is None:
        return None
    name: str = load_table("measures")["length_openers"][" ".join(opener)]
    if figure.unit not in TIME_UNITS:
        if opener != ("within",) or figure.unit != "metre":
            return None
        return replace(figure, kind=QuantityKind.RADIUS, bound=Bound.CEILING, start=index, opener="within")
    if opener in (("not", "less", "than"), ("at", "least"), ("in",)) and words[figure.end : figure.end + 1] in (
        ["'"], ["of"], ["notice"],  ["old"],
    ):  # fmt: skip
        return None
    if name in ("delay-floor", "deadline") and _stands_in_advance(words, figure.end):
        end = figure.end + (2 if words[figure.end] == "in" else 1)
        bound = Bound.FLOOR if name == "delay-floor" else Bound.EXACT
        return replace(figure, kind=QuantityKind.ADVANCE, bound=bound, start=index, end=end)
    phrase = replace(_time_length(name, figure), start=index, opener=" ".join(opener))
    if name == "delay-floor" and _event_word(words, figure.end) not in ("after", "before", "following"):
        return None
    return _with_event(words, phrase)


def _time_length(name: str, figure: QuantityPhrase) -> QuantityPhrase:
    base_name, _, variant = name.partition("-")
    if base_name == "before":
        return replace(figure, kind=QuantityKind.DEADLINE, bound=Bound.BELOW)
    if base_name == "spread":
        return replace(figure, kind=QuantityKind.DELAY, bound=Bound.EXACT, opener="over")
    bound = {"ceiling": Bound.CEILING, "floor": Bound.FLOOR, "over": Bound.OVER}.get(variant, Bound.EXACT)
    return replace(figure, kind=QuantityKind(base_name), bound=bound)


def _stands_in_advance(words: Sequence[str], index: int) -> bool:
    return tuple(words[index : index + 2]) == ("in", "advance") or _event_word(words, index) in ("beforehand", "ahead")


def _event_word(words: Sequence[str], index: int) -> str:
    return words[index] if index < len(words) else ""


def _with_event(words: Sequence[str], phrase: QuantityPhrase) -> QuantityPhrase:
    """The phrase as what follows makes it: `at the latest` is a deadline, `before` counts back from the event."""
    if tuple(words[phrase.end : phrase.end + 3]) == ("at", "the", "latest"):
        return replace(phrase, kind=QuantityKind.DEADLINE, bound=Bound.CEILING, end=phrase.end + 3)
    if _event_word(words, phrase.end) in ("before", "prior") and phrase.kind in (
        QuantityKind.DELAY,
        QuantityKind.DEADLINE,
    ):
        return replace(phrase, kind=QuantityKind.ADVANCE)
    return phrase


def _read_length_before_event(words: Sequence[str], index: int) -> QuantityPhrase | None:
    """`30 days after signature`, `two weeks before the vote`."""
    figure = _read_length(words, index)
    if figure is None or figure.unit not in TIME_UNITS:
        return None
    if tuple(words[figure.end : figure.end + 3]) == ("at", "the", "latest"):
        return replace(figure, kind=QuantityKind.DEADLINE, bound=Bound.CEILING, end=figure.end + 3)
    if _stands_in_advance(words, figure.end):
        end = figure.end + (2 if words[figure.end] == "in" else 1)
        return replace(figure, kind=QuantityKind.ADVANCE, bound=Bound.EXACT, end=end)
    event_word = _event_word(words, figure.end)
    if event_word in word_set("measures", "after_length"):
        return replace(figure, kind=QuantityKind.DELAY, bound=Bound.EXACT)
    if event_word in ("before", "prior"):
        return replace(figure, kind=QuantityKind.ADVANCE, bound=Bound.EXACT)
    return None


def _bound_at(words: Sequence[str], index: int) -> tuple[tuple[str, ...], Bound]:
    phrase = longest_phrase_at(words, index, "measures", "comparators")
    if phrase == ("over",) and index and words[index - 1] in word_set("measures", "over_after"):
        phrase = ()
    return phrase, Bound(load_table("measures")["comparators"][" ".join(phrase)]) if phrase else Bound.EXACT


def _read_amount_with_bound(words: Sequence[str], index: int) -> QuantityPhrase | None:
    if index and words[index - 1] in word_set("measures", "named"):
        return None
    bound_words, bound = _bound_at(words, index)
    position = index + len(bound_words)
    figure = _read_range(words, index) if not bound_words else None
    figure = figure or _read_length(words, position)
    if figure is None:
        return None
    after = longest_phrase_at(words, figure.end, "measures", "after_figure")
    if after and bound is Bound.EXACT and figure.bound is Bound.EXACT:
        bound = Bound(load_table("measures")["after_figure"][" ".join(after)])
        figure = replace(figure, end=figure.end + len(after))
    if bound is not Bound.EXACT or bound_words:
        figure = replace(figure, bound=bound, opener=" ".join(bound_words))
    return _with_rate(words, replace(figure, start=index))


def _read_range(words: Sequence[str], index: int) -> QuantityPhrase | None:
    """`between 10 and 15 thousand tonnes`, `10 to 15 tonnes`, `10-15 tonnes`; a scale of the second counts for both."""
    position = index + (words[index] in ("between", "from"))
    first = read_figure(words, position)
    if first is None or first.value is None:
        return None
    unit, factor, width, _ = _unit_at(words, first.end)
    joining_words = ("and",) if words[index] == "between" else ("to", "-")
    if "".join(words[first.end + width : first.end + width + 1]) not in joining_words:
        return None
    second = _read_length(words, first.end + width + 1)
    if second is None or second.low is None or second.unit not in (unit, second.unit) or (unit and unit != second.unit):
        return None
    low = first.value * (factor if unit else _unit_factor(second))
    scale = read_figure(words, first.end + width + 1)
    if scale and scale.scale > 1 and first.scale == 1:
        low *= scale.scale
    if low > second.low:
        return None
    return replace(second, kind=QuantityKind.AMOUNT, bound=Bound.BETWEEN, low=low, start=index)


def _unit_factor(phrase: QuantityPhrase) -> Fraction:
    return units_by_form().get(phrase.unit_word, ("", Fraction(1)))[1] if phrase.unit else Fraction(1)


def _read_length(
    words: Sequence[str], index: int, allow_unit_alone: bool = False, allow_article: bool = False
) -> QuantityPhrase | None:
    """A figure with its unit; with `allow_unit_alone` also a unit that stands for one of it (within a week)."""
    is_approximate, position = False, index
    while about := longest_phrase_at(words, position, "measures", "about"):
        is_approximate, position = True, position + len(about)
    sign = words[position] if position < len(words) and words[position] in word_set("measures", "signs") else ""
    figure = read_figure(words, position + bool(sign), is_money=bool(sign))
    if figure is None:
        if sign or is_approximate or not allow_unit_alone:
            return None
        return _unit_alone(words, position, allow_article)
    base, factor, width, unit_word = _unit_at(words, figure.end)
    end = figure.end + width
    if sign:
        base, factor = units_by_form()[sign]
        unit_word, end = base + "s", figure.end
    if figure.is_share:
        base, factor, unit_word, end = "share", Fraction(1), "percent", figure.end
    value = figure.value * factor if figure.value is not None else None
    return QuantityPhrase(
        QuantityKind.AMOUNT, Bound.EXACT, value, value, base, "", is_approximate, index, end, unit_word
    )


def _unit_alone(words: Sequence[str], index: int, allow_article: bool) -> QuantityPhrase | None:
    position = index + (allow_article and words[index : index + 1] in (["a"], ["an"]))
    base, factor, width, unit_word = _unit_at(words, position)
    if base not in TIME_UNITS or (allow_article and position == index):
        return None
    return QuantityPhrase(
        QuantityKind.AMOUNT, Bound.EXACT, factor, factor, base, "", False, index, position + width, unit_word
    )


def _unit_at(words: Sequence[str], index: int) -> tuple[str, Fraction, int, str]:
    position = index + (words[index : index + 1] == ["-"])
    for width in (2, 1):
        form = " ".join(words[position : position + width])
        if form == "m" and words[position + 1 : position + 2] and not _measures_length(words[position + 1]):
            return "m", Fraction(1), position - index + 1, form
        if len(words) >= position + width and form in units_by_form():
            return *units_by_form()[form], position - index + width, form
    return "", Fraction(1), 0, ""


def _measures_length(word: str) -> bool:
    """Whether the word after `5 m` shows that the m is metres; before the name of a thing it may be millions."""
    return not word.isalpha() or word in word_set("governors", "length_followers")


def _with_rate(words: Sequence[str], phrase: QuantityPhrase) -> QuantityPhrase:
    """`500 euros a month`, `40 metres per second`, `2 crowns per hundred kilometres`, `4 cents per view`."""
    position = phrase.end
    if words[position : position + 1] in (["per"], ("per",)):
        return _with_counted_rate(words, phrase)
    if position + 1 < len(words) and words[position] in ("a", "an", "per", "each", "every"):
        base, factor, width, _ = _unit_at(words, position + 1)
        if base in TIME_UNITS:
            return replace(phrase, per_unit=f"{factor} {base}", end=position + 1 + width)
    return phrase


def _with_counted_rate(words: Sequence[str], phrase: QuantityPhrase) -> QuantityPhrase:
    """The rate by a unit or by one thing that is counted, if the thing ends the rate."""
    position = phrase.end + 1
    figure = read_figure(words, position)
    count, position = (figure.value, figure.end) if figure else (Fraction(1), position)
    if figure is None and position < len(words) and words[position] in load_table("number_words")["scales"]:
        count, position = Fraction(load_table("number_words")["scales"][words[position]]), position + 1
    base, factor, width, _ = _unit_at(words, position)
    if not base and position < len(words) and words[position].isalpha():
        base, factor, width = singular_form(words[position]), Fraction(1), 1
    if not count or not base or count < 0:
        return phrase
    following = words[position + width] if position + width < len(words) else "."
    if base not in TIME_UNITS and following not in word_set("measures", "after_rate"):
        return phrase
    return replace(phrase, per_unit=f"{factor * count} {base}", end=position + width)
