"""Figures by time as the page draws them: a row for each text, with a bar on an axis and what the text says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import Final

from comparer.model.dates import parse_date
from comparer.report.formats.page.page_values import PageValues
from comparer.report.sections.figure_series import BoundKind, FigureKind, FigurePoint, FigureSeries, point_amount
from comparer.report.value.types import FigureValue
from comparer.report.words.english_norms import capitalise
from comparer.report.words.figures import amount_words

AXIS_START_PERCENT: Final = 4.0
AXIS_END_PERCENT: Final = 92.0
"""Where the axis begins and ends, in percent of the width: room for labels and arrows."""
MAX_TICKS: Final = 6
TICK_STEPS: Final = (1, 2, 5, 10)
"""Steps between ticks, times a power of ten."""
CHARTED_KINDS: Final = frozenset({FigureKind.AMOUNT, FigureKind.FREE, FigureKind.BANNED, FigureKind.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the axis in percent, and its label."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One text. The bar runs from `x1` to `x2` percent, None for none; `tips` are ends that bind; `mark` is a sign."""

    kind: str
    date: str
    who: str
    says: str
    is_live: bool
    x1: float | None
    x2: float | None
    tips: tuple[float, ...]
    dot: float | None
    arrow: bool
    mark: str


@dataclass(frozen=True, slots=True)
class Chart:
    id: str
    title: str
    ticks: tuple[Tick, ...]
    rows: tuple[ChartRow, ...]
    silent: str


def figure_charts(values: PageValues, all_series: Iterable[FigureSeries]) -> list[Chart]:
    """A chart for each quantity that at least two texts bound, those first that most texts bound."""
    counted = [(sum(point.kind in CHARTED_KINDS for point in series.points), series) for series in all_series]
    charted = [entry for entry in counted if entry[0] > 1]
    return [
        _build_chart(values, series, number)
        for number, (_, series) in enumerate(sorted(charted, key=lambda entry: -entry[0]), 1)
    ]


def _build_chart(values: PageValues, series: FigureSeries, number: int) -> Chart:
    figures = [
        as_number
        for point in (*series.points, *series.lines)
        for bound in (point.low, point.high)
        if (as_number := figure_as_number(bound)) is not None
    ]
    is_date = series.unit == "date"
    ends = (min(figures), max(figures)) if is_date else (min(0.0, *figures, 0.0), max(figures, default=0.0))
    to_percent = axis_scale(*ends)
    ticks = [] if is_date else [Tick(to_percent(tick), _tick_label(values, tick)) for tick in axis_ticks(*ends)]
    points = sorted(series.points, key=lambda point: (not point.date, point.date))
    rows = tuple(_chart_row(values, series, point, to_percent) for point in (*points, *series.lines))
    return Chart(f"figure-{number}", _chart_title(values, series), tuple(ticks), rows, _silent_text(values, series))


def figure_as_number(value: FigureValue | None) -> float | None:
    """A figure as a number: a date as a day count, a month or a year as its first day; None where it is neither."""
    if value is None or isinstance(value, (int, float)):
        return value
    date = parse_date(value)
    return float(date.first_day.toordinal()) if date else None


def axis_scale(lowest: float, highest: float) -> Callable[[float], float]:
    """From a figure to its place on the axis in percent."""

    def to_percent(figure: float) -> float:
        share = 0.5 if lowest == highest else (figure - lowest) / (highest - lowest)
        return round(AXIS_START_PERCENT + share * (AXIS_END_PERCENT - AXIS_START_PERCENT), 2)

    return to_percent


def axis_ticks(lowest: float, highest: float) -> list[float]:
    """Round figures from the lowest to the highest, at most six."""
    if highest <= lowest:
        return [lowest]
    power = 10 ** floor(log10(highest - lowest))
    steps = [step * scale for scale in (power / 10, power) for step in TICK_STEPS]
    step = next((step for step in steps if (highest - lowest) / step < MAX_TICKS), steps[-1])
    first = floor(lowest / step)
    return [number * step for number in range(first, floor(highest / step) + 1) if number * step >= lowest]


def _tick_label(values: PageValues, tick: float) -> str:
    return values.sentences.format_figure(int(tick) if tick == int(tick) else round(tick, 6))


def _chart_row(
    values: PageValues, series: FigureSeries, point: FigurePoint, to_percent: Callable[[float], float]
) -> ChartRow:
    low, high = figure_as_number(point.low), figure_as_number(point.high)
    places = [to_percent(bound) for bound in (low, high) if bound is not None]
    is_level = point.bound in (BoundKind.EXACT, BoundKind.LEVEL) and bool(places)
    has_bar = bool(places) and not is_level
    wide = point.kind in (FigureKind.FREE, FigureKind.UNKNOWN)
    marks = {FigureKind.UNKNOWN: "?", FigureKind.BANNED: "✕", FigureKind.OPEN: "…"}
    start = AXIS_START_PERCENT if low is None else to_percent(low)
    end = AXIS_END_PERCENT if high is None else to_percent(high)
    return ChartRow(
        kind=point.kind,
        date=values.date_text(point.date) or "–",
        who=_holder_text(values, point),
        says=_point_text(values, series, point),
        is_live=point.plan in values.focus,
        x1=start if has_bar else AXIS_START_PERCENT if wide else None,
        x2=end if has_bar else AXIS_END_PERCENT if wide else None,
        tips=tuple(places) if has_bar else (),
        dot=places[-1] if is_level else None,
        arrow=point.kind is FigureKind.FREE or (has_bar and high is None),
        mark=marks.get(point.kind, ""),
    )


def _holder_text(values: PageValues, point: FigurePoint) -> str:
    """The plan, or the party of a red line; behind it whose reading it is."""
    holder = values.sentences.word_label(point.holder) if point.holder else values.sentences.word_label(point.reading)
    if point.line:
        line = values.report["lines"][point.line]
        return f"{values.sentences.word_label(line['party'])}: {values.format_message('page.red_line')}"
    return f"{values.plan_name(point.plan)} ({holder})" if holder else values.plan_name(point.plan)


def _point_text(values: PageValues, series: FigureSeries, point: FigurePoint) -> str:
    """The clause in its short words; one reading among several as its figure; a line in its own sentence."""
    clause = values.report["clauses"].get(point.clause)
    is_whole_clause = clause is not None and clause["text"] == point.text
    if clause and clause["short"] and is_whole_clause and not point.holder and not point.reading:
        return clause["short"]
    if point.kind is not FigureKind.AMOUNT or point.conditions or point.bound is BoundKind.LEVEL:
        return point.text
    amount = amount_words(point_amount(series, point), values.catalogue, values.sentences.unit_words)
    return capitalise(amount)


def _chart_title(values: PageValues, series: FigureSeries) -> str:
    """The question that the figures answer, else the quantity, with its unit."""
    labels = [values.question_label(question, "") for question in series.questions]
    quantity = values.sentences.word_label(series.quantity)
    unit = "" if series.unit in ("", "date") else f" ({values.sentences.word_label(series.unit)})"
    return f"{', '.join(labels)}: {quantity}{unit}" if labels else f"{quantity}{unit}"


def _silent_text(values: PageValues, series: FigureSeries) -> str:
    """The plans that say nothing of it, those known whole apart from the others."""

    def plan_names(plans: Sequence[str]) -> str:
        return ", ".join(map(values.plan_name, plans))

    texts = [
        values.format_message(f"page.{key}", plans=plan_names(plans)) if plans else ""
        for key, plans in (
            ("silent_plans", series.nothing),
            ("unmatched_plans", series.unmatched),
            ("unreported_plans", series.unreported),
        )
    ]
    return " ".join(filter(None, texts))
