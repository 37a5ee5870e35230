"""Geometry of the page's drawings: number lines for figures, and the arcs of the family tree. Only places."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypedDict

from comparer.model.dates import parse_date
from comparer.report.value.types import RANGE_BOUNDS, FigureValue, LineageEdge, PlanRecord, PositionRecord, RangeRecord

AXIS_START_PERCENT, AXIS_END_PERCENT = 8.0, 88.0
"""Where the smallest and the largest figure stand, in percent of the width: room for arrows on both sides."""
ROW_HEIGHT_PIXELS = 56
"""Height of one plan in the family tree, in pixels."""
ARC_OFFSET_PIXELS = 18
"""Width that an arc takes for each plan it passes, in pixels."""
MAX_ARC_OFFSET_PIXELS = 110


class RangeBar(TypedDict):
    """A bar from `x1` to `x2` percent; each end is a `dot` (within), a `ring` (not within) or an `arrow` (no bound)."""

    x1: float
    x2: float
    start: str
    end: str
    point: bool
    unknown: bool


class NumberLine(TypedDict):
    """The bars of a range, its two ends in percent and as written, and the bar of the common ground."""

    marks: list[RangeBar]
    ticks: list[float]
    ends: list[FigureValue]
    agreement: RangeBar | None


class LineageArc(LineageEdge):
    """What came of what, as an arc between two heights, `lane` pixels wide."""

    y1: int
    y2: int
    lane: int


class LineageNode(TypedDict):
    plan: str
    y: int


class LineageTree(TypedDict):
    """Sizes in pixels."""

    width: int
    height: int
    x: int
    arcs: list[LineageArc]
    nodes: list[LineageNode]


def figure_as_number(value: FigureValue | None) -> float | None:
    """A figure as a number: a date as a day count, a month or a year as its first day; None where it is neither."""
    if value is None or isinstance(value, (int, float)):
        return value
    parsed_date = parse_date(value)
    return float(parsed_date.first_day.toordinal()) if parsed_date else None


def number_line(value_range: RangeRecord) -> NumberLine | None:
    """The number line of a range, or None where no position has a figure to place."""
    bound_values = [
        figure_as_number(position[bound_key]) for position in value_range["by"] for bound_key in RANGE_BOUNDS
    ]
    figures = sorted({figure for figure in bound_values if figure is not None})
    if not figures:
        return None
    lowest, highest = figures[0], figures[-1]

    def to_percent(figure: float) -> float:
        axis_share = 0.5 if lowest == highest else (figure - lowest) / (highest - lowest)
        return round(AXIS_START_PERCENT + axis_share * (AXIS_END_PERCENT - AXIS_START_PERCENT), 2)

    common_range = value_range["agreement"]
    return {
        "marks": [_position_bar(position, to_percent) for position in value_range["by"]],
        "ticks": [to_percent(figure) for figure in ((lowest,) if lowest == highest else (lowest, highest))],
        "ends": _axis_end_figures(value_range, lowest, highest),
        "agreement": _interval_bar(common_range["min"], common_range["max"], None, None, to_percent)
        if common_range
        else None,
    }


def holder_count(value_range: RangeRecord) -> int:
    return len({position["holder"] for position in value_range["by"]})


def range_sort_key(value_range: RangeRecord) -> tuple[int, int]:
    """Where most holders name a figure first: there a number line shows most. It says nothing of weight."""
    holders_with_figure = {
        position["holder"]
        for position in value_range["by"]
        if any(position[bound_key] is not None for bound_key in RANGE_BOUNDS)
    }
    return -len(holders_with_figure), -holder_count(value_range)


def _axis_end_figures(value_range: RangeRecord, lowest: float, highest: float) -> list[FigureValue]:
    """The figures as written that stand at the two ends."""
    written_figures = [
        figure
        for position in value_range["by"]
        for bound_key in RANGE_BOUNDS
        if (figure := position[bound_key]) is not None
    ]
    end_figures = [
        next(figure for figure in written_figures if figure_as_number(figure) == end_value)
        for end_value in (lowest, highest)
    ]
    return end_figures[:1] if lowest == highest else end_figures


def _position_bar(position: PositionRecord, to_percent: Callable[[float], float]) -> RangeBar:
    bar = _interval_bar(position["min"], position["max"], position["above"], position["below"], to_percent)
    has_no_bounds = bar["start"] == bar["end"] == "arrow"
    return {**bar, "unknown": position["unknown"] and has_no_bounds}


def _interval_bar(
    min_figure: FigureValue | None,
    max_figure: FigureValue | None,
    above_figure: FigureValue | None,
    below_figure: FigureValue | None,
    to_percent: Callable[[float], float],
) -> RangeBar:
    low, high = figure_as_number(min_figure), figure_as_number(max_figure)
    above, below = figure_as_number(above_figure), figure_as_number(below_figure)
    bar_start = low if low is not None else above
    bar_end = high if high is not None else below
    return {
        "x1": 1.5 if bar_start is None else to_percent(bar_start),
        "x2": 98.5 if bar_end is None else to_percent(bar_end),
        "start": "arrow" if bar_start is None else "dot" if low is not None else "ring",
        "end": "arrow" if bar_end is None else "dot" if high is not None else "ring",
        "point": bar_start is not None and bar_start == bar_end,
        "unknown": False,
    }


def lineage_tree(plans: Iterable[PlanRecord], lineage: Iterable[LineageEdge]) -> LineageTree:
    """Plans as rows from the oldest down; what came of what as arcs to their left, wider the more rows they pass."""
    row_numbers = {plan["id"]: row_number for row_number, plan in enumerate(plans)}
    arcs: list[LineageArc] = []
    for edge in lineage:
        if edge["of"] not in row_numbers or edge["plan"] not in row_numbers:
            continue
        parent_row, child_row = row_numbers[edge["of"]], row_numbers[edge["plan"]]
        arc_offset = min(
            ARC_OFFSET_PIXELS * (1 + abs(child_row - parent_row)) + _KIND_OFFSET_PIXELS.get(edge["kind"], 0),
            MAX_ARC_OFFSET_PIXELS,
        )
        arcs.append(
            {
                **edge,
                "y1": parent_row * ROW_HEIGHT_PIXELS + ROW_HEIGHT_PIXELS // 2,
                "y2": child_row * ROW_HEIGHT_PIXELS + ROW_HEIGHT_PIXELS // 2,
                "lane": arc_offset,
            }
        )
    width = max((arc["lane"] for arc in arcs), default=0) + 26
    nodes: list[LineageNode] = [
        {"plan": plan_id, "y": row_number * ROW_HEIGHT_PIXELS + ROW_HEIGHT_PIXELS // 2}
        for plan_id, row_number in row_numbers.items()
    ]
    return {
        "width": width,
        "height": ROW_HEIGHT_PIXELS * len(row_numbers),
        "x": width - 14,
        "arcs": arcs,
        "nodes": nodes,
    }


_KIND_OFFSET_PIXELS = {"derived_from": 0, "answers": 9, "supersedes": 18}
