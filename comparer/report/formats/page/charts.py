"""Geometry of the page's drawings: number lines for figures, and the arcs of the family tree. Only places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

Plain = dict[str, Any]
Value = float | int | str

BOUNDS = ("min", "max", "above", "below")
LOW, HIGH = 8.0, 88.0
"""Where the smallest and the largest figure stand, in percent of the width: room for arrows on both sides."""
ROW = 56
"""Height of one plan in the family tree, in pixels."""
LANE = 18
"""Width that an arc takes for each plan it passes, in pixels."""
WIDEST = 110


def number(value: Value | None) -> float | None:
    """A figure as a number: a date as a day count, a month or a year as its first day; None where it is neither."""
    if value is None or isinstance(value, (int, float)):
        return value
    parts = value.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return None
    year, month, day = (*map(int, parts), 1, 1)[:3]
    try:
        return float(date(year, month, day).toordinal())
    except ValueError:
        return None


def strip(spread: Plain) -> Plain | None:
    """The number line of a range, or None where no position has a figure to place."""
    bounds = [number(position[key]) for position in spread["by"] for key in BOUNDS]
    found = sorted({figure for figure in bounds if figure is not None})
    if not found:
        return None
    low, high = found[0], found[-1]

    def place(value: float) -> float:
        share = 0.5 if low == high else (value - low) / (high - low)
        return round(LOW + share * (HIGH - LOW), 2)

    common = spread["agreement"]
    return {
        "marks": [_mark(position, place) for position in spread["by"]],
        "ticks": [place(figure) for figure in ((low,) if low == high else (low, high))],
        "ends": _ends(spread, low, high),
        "agreement": _mark({"above": None, "below": None, "unknown": False, **common}, place) if common else None,
    }


def holders(spread: Plain) -> int:
    return len({one["holder"] for one in spread["by"]})


def rank(spread: Plain) -> tuple[int, int]:
    """Where most holders name a figure first: there a number line shows most. It says nothing of weight."""
    named = {one["holder"] for one in spread["by"] if any(one[key] is not None for key in BOUNDS)}
    return -len(named), -holders(spread)


def _ends(spread: Plain, low: float, high: float) -> list[Value]:
    """The figures as written that stand at the two ends."""
    written = [position[key] for position in spread["by"] for key in BOUNDS if position[key] is not None]
    ends = [next(figure for figure in written if number(figure) == end) for end in (low, high)]
    return ends[:1] if low == high else ends


def _mark(one: Mapping[str, Any], place: Any) -> Plain:
    """A bar from `x1` to `x2`; each end is a `dot` (within), a `ring` (not within) or an `arrow` (no bound)."""
    low, high = (number(one["min"]), number(one["max"]))
    above, below = (number(one["above"]), number(one["below"]))
    left = low if low is not None else above
    right = high if high is not None else below
    return {
        "x1": 1.5 if left is None else place(left),
        "x2": 98.5 if right is None else place(right),
        "start": "arrow" if left is None else "dot" if low is not None else "ring",
        "end": "arrow" if right is None else "dot" if high is not None else "ring",
        "point": left is not None and left == right,
        "unknown": bool(one["unknown"]) and left is None and right is None,
    }


def tree(plans: Iterable[Plain], lineage: Iterable[Plain]) -> Plain:
    """Plans as rows from the oldest down; what came of what as arcs to their left, wider the more rows they pass."""
    rows = {plan["id"]: n for n, plan in enumerate(plans)}
    arcs = []
    for one in lineage:
        if one["of"] not in rows or one["plan"] not in rows:
            continue
        a, b = rows[one["of"]], rows[one["plan"]]
        lane = min(LANE * (1 + abs(b - a)) + _NUDGE.get(one["kind"], 0), WIDEST)
        arcs.append({**one, "y1": a * ROW + ROW // 2, "y2": b * ROW + ROW // 2, "lane": lane})
    width = max((arc["lane"] for arc in arcs), default=0) + 26
    nodes = [{"plan": name, "y": n * ROW + ROW // 2} for name, n in rows.items()]
    return {"width": width, "height": ROW * len(rows), "x": width - 14, "arcs": arcs, "nodes": nodes}


_NUDGE = {"derived_from": 0, "answers": 9, "supersedes": 18}
