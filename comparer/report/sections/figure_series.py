"""Figures by time: what every text says of a quantity and who holds it, and which texts say nothing of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Final

from comparer.model.dates import date_sort_key, precedes
from comparer.report.value.types import (
    RANGE_BOUNDS,
    AmountRecord,
    ClauseRecord,
    ConditionsRecord,
    FigureValue,
    NormFields,
    PositionRecord,
    RangeRecord,
    ReportValue,
)


class FigureKind(StrEnum):
    """What a text says of a quantity. Each is drawn in its own way: none of them is a figure but the first.

    FREE: no bound at all. BANNED: none of it, in any amount and for ever. OPEN: left for later or disputed without a
    figure. UNKNOWN: there is a bound whose figure nobody gives. WORDED: the question is answered without a
    bound, or its answer is taken out or moved elsewhere.
    """

    AMOUNT = "amount"
    FREE = "free"
    BANNED = "banned"
    OPEN = "open"
    UNKNOWN = "unknown"
    WORDED = "worded"


class BoundKind(StrEnum):
    """How a figure binds. LEVEL: so much is allowed, and no one reads it as a ceiling."""

    CEILING = "ceiling"
    FLOOR = "floor"
    EXACT = "exact"
    SPAN = "span"
    LEVEL = "level"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePoint:
    """What one text, or one reading of it, says of the quantity.

    `holder` is an actor, empty where the text itself says so; `reading` the holder or family of reports of one reading
    among several, else empty. `clause` is `PLAN#CLAUSE`, empty for a line. `low_open` and `high_open`: the bound itself
    is left out. `conditions` and `text` are those of the norm that gives the figure.
    """

    plan: str
    line: str
    holder: str
    reading: str
    date: str
    kind: FigureKind
    bound: BoundKind | None
    low: FigureValue | None
    high: FigureValue | None
    low_open: bool
    high_open: bool
    about: bool
    conditions: tuple[tuple[str, str], ...]
    clause: str
    text: str
    strength: str
    inferred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSeries:
    """One quantity over time. `questions` are those that its clauses answer, `subjects` what the figures measure.

    A subject is an act with its objects, as `ACT:OBJECT+OBJECT`. `points` are those of plans by date, `lines` those of
    red lines by the date of their statement. `nothing` are plans known whole that do not speak of it, `unmatched`
    such plans of which not all is encoded, so that a figure may stand there unseen, `unreported` plans known in part.
    """

    id: str
    quantity: str
    share_of: str
    unit: str
    questions: tuple[str, ...]
    subjects: tuple[str, ...]
    points: tuple[FigurePoint, ...]
    lines: tuple[FigurePoint, ...]
    nothing: tuple[str, ...]
    unmatched: tuple[str, ...]
    unreported: tuple[str, ...]

    @property
    def plans(self) -> tuple[str, ...]:
        """The plans that say something, in the order of their points."""
        return tuple(dict.fromkeys(point.plan for point in self.points))

    @property
    def silent_plans(self) -> tuple[str, ...]:
        """Plans in which no such figure was found, known whole or not."""
        return (*self.nothing, *self.unmatched, *self.unreported)


BAN_MODALITIES: Final = frozenset({"must-not", "declares-not", "expects-not"})


def build_figure_series(report: ReportValue, plans: Sequence[str] | None = None) -> tuple[FigureSeries, ...]:
    """The quantities of the report, those first on which most plans speak; all plans where none are named.

    Figures of one quantity under one question are one series, whatever acts they measure.
    """
    plan_ids = tuple(plans or (plan["id"] for plan in report["plans"]))
    ranges_by_key: dict[tuple[str, ...], list[RangeRecord]] = {}
    for value_range in report["ranges"]:
        questions = _main_questions(report, value_range["by"])
        key = (value_range["quantity"], value_range["unit"], *(questions or ("", value_range["subject"])))
        ranges_by_key.setdefault(key, []).append(value_range)
    all_series = [_build_series(report, ranges, plan_ids) for ranges in ranges_by_key.values()]
    spoken_series = [series for series in all_series if series.points]
    return tuple(sorted(spoken_series, key=lambda series: (-len(series.plans), -len(series.lines), series.id)))


def _build_series(report: ReportValue, ranges: Sequence[RangeRecord], plans: tuple[str, ...]) -> FigureSeries:
    quantity, _, share_of = ranges[0]["quantity"].partition(".")
    positions = [position for value_range in ranges for position in value_range["by"]]
    questions = _main_questions(report, ranges[0]["by"])
    points = [
        _plan_point(report, position, quantity) for position in positions if position["source"] in report["clauses"]
    ]
    line_points = [_line_point(report, position) for position in positions if position["source"] in report["lines"]]
    if not any(point.bound in (BoundKind.CEILING, BoundKind.FLOOR) for point in points):
        # A figure that only counts is no bound, and what names none is then neither free of one nor forbidden.
        points = [_as_worded(point) for point in points]
        line_points = [point for point in line_points if point.kind not in (FigureKind.FREE, FigureKind.BANNED)]
    points += _points_without_figure(report, questions, {point.clause for point in points})
    points = [point for point in dict.fromkeys(points) if point.plan in plans]
    spoken_plans = {point.plan for point in points}
    silent_plans = [plan for plan in report["plans"] if plan["id"] in plans and plan["id"] not in spoken_plans]
    whole_plans = [plan for plan in silent_plans if plan["coverage"] == "complete"]
    return FigureSeries(
        id=f"{ranges[0]['quantity']}:{questions[0] if questions else ranges[0]['subject']}",
        quantity=quantity,
        share_of=share_of,
        unit=ranges[0]["unit"],
        questions=questions,
        subjects=tuple(value_range["subject"] for value_range in ranges),
        points=tuple(sorted(points, key=_point_sort_key)),
        lines=tuple(sorted(line_points, key=_point_sort_key)),
        nothing=tuple(plan["id"] for plan in whole_plans if plan["id"] not in report["half_encoded"]),
        unmatched=tuple(plan["id"] for plan in whole_plans if plan["id"] in report["half_encoded"]),
        unreported=tuple(plan["id"] for plan in silent_plans if plan["coverage"] != "complete"),
    )


def _as_worded(point: FigurePoint) -> FigurePoint:
    return replace(point, kind=FigureKind.WORDED) if point.kind in (FigureKind.FREE, FigureKind.BANNED) else point


def _point_sort_key(point: FigurePoint) -> tuple[object, ...]:
    return date_sort_key(point.date), point.plan, point.line, point.clause, point.holder, point.reading, str(point.low)


def _main_questions(report: ReportValue, positions: Iterable[PositionRecord]) -> tuple[str, ...]:
    """The main questions of at least half of the clauses that give a bound, most frequent first."""
    clauses = dict.fromkeys(position["source"] for position in positions if position["unknown"] or _has_bound(position))
    main_questions = [
        clause["questions"][0] for ref in clauses if (clause := report["clauses"].get(ref)) and clause["questions"]
    ]
    counts = Counter(main_questions)
    return tuple(question for question, count in counts.most_common() if count * 2 >= len(main_questions))


def _has_bound(position: PositionRecord) -> bool:
    return any(position[bound] is not None for bound in RANGE_BOUNDS)


def _plan_point(report: ReportValue, position: PositionRecord, quantity: str) -> FigurePoint:
    clause = report["clauses"][position["source"]]
    reading, fields, text = _norm_of_position(clause, position, quantity)
    holder = "" if position["holder"] == clause["plan"] else position["holder"]
    origin = _PointOrigin(
        plan=clause["plan"],
        holder=holder,
        reading="" if reading == holder else reading,
        date=clause_date(report, clause),
        clause=position["source"],
        conditions=_condition_pairs(fields["conditions"]),
        text=text,
    )
    return _build_point(position, origin)


def _line_point(report: ReportValue, position: PositionRecord) -> FigurePoint:
    """A position of a red line, dated by the version in force: no version after the date of the report counts."""
    line = report["lines"][position["source"]]
    versions = [version for version in line["versions"] if not precedes(report["as_of"], version["from"])]
    version = max(versions, key=lambda version: date_sort_key(version["from"]), default=None)
    origin = _PointOrigin(
        line=position["source"],
        holder=line["party"],
        date=version["from"] if version else "",
        text=(version["sentence"] if version else "") or line["sentence"],
        strength=position["strength"],
        inferred=line["inferred"],
    )
    return _build_point(position, origin)


def clause_date(report: ReportValue, clause: ClauseRecord) -> str:
    """The date of the part of the plan that holds the clause, empty where nobody knows it; else that of the plan."""
    plan = next(plan for plan in report["plans"] if plan["id"] == clause["plan"])
    part_dates = [part["issued"] for part in plan["parts"] if part["id"] == clause["part"]]
    return part_dates[0] if part_dates else plan["issued"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _PointOrigin:
    """Where a point comes from: everything of it but the figure."""

    plan: str = ""
    line: str = ""
    holder: str = ""
    reading: str = ""
    date: str = ""
    conditions: tuple[tuple[str, str], ...] = ()
    clause: str = ""
    text: str = ""
    strength: str = ""
    inferred: bool = False


def _build_point(position: PositionRecord, origin: _PointOrigin) -> FigurePoint:
    kind = _figure_kind(position)
    low = position["min"] if position["above"] is None else position["above"]
    high = position["max"] if position["below"] is None else position["below"]
    low_open, high_open = position["above"] is not None, position["below"] is not None
    if position["note"] in BAN_MODALITIES and low_open and high is None:
        # What is forbidden begins above the figure: the figure is the most that is allowed.
        low, high, low_open = None, low, False
    return FigurePoint(
        **asdict(origin),
        kind=kind,
        bound=_bound_kind(low, high, position["note"]) if kind is FigureKind.AMOUNT else None,
        low=low,
        high=high,
        low_open=low_open,
        high_open=high_open,
        about=position["about"],
    )


def _figure_kind(position: PositionRecord) -> FigureKind:
    if position["unknown"]:
        return FigureKind.UNKNOWN
    if _has_bound(position):
        return FigureKind.AMOUNT
    return FigureKind.BANNED if position["note"] in BAN_MODALITIES else FigureKind.FREE


def _bound_kind(low: FigureValue | None, high: FigureValue | None, modality: str) -> BoundKind:
    if low is not None and high is not None:
        return BoundKind.EXACT if low == high else BoundKind.SPAN
    if high is None:
        return BoundKind.FLOOR
    return BoundKind.LEVEL if modality == "may" else BoundKind.CEILING


def _clause_norms(clause: ClauseRecord) -> list[tuple[str, NormFields, str]]:
    """The readings of a clause, each with its holder or family, or the clause itself where it has none."""
    readings: list[tuple[str, NormFields, str]] = [
        (variant["holder"] or variant["family"], variant, variant["text"]) for variant in clause["variants"]
    ]
    return readings or [("", clause, clause["text"])]


def _norm_of_position(clause: ClauseRecord, position: PositionRecord, quantity: str) -> tuple[str, NormFields, str]:
    """The reading that gives a position, by its modality and figure; the clause itself where no or several readings do.

    Where readings have holders, only that of the holder counts.
    """
    own_reading: tuple[str, NormFields, str] = ("", clause, clause["text"])
    holders = {variant["holder"] for variant in clause["variants"]} - {""}
    readings = [
        reading
        for reading in _clause_norms(clause)
        if _gives_position(reading[1], position, quantity)
        and (position["holder"] not in holders or reading[0] == position["holder"])
    ]
    return readings[0] if len(readings) == 1 else own_reading


def _gives_position(fields: NormFields, position: PositionRecord, quantity: str) -> bool:
    if fields["norm"] is None or fields["norm"]["modality"] != position["note"]:
        return False
    bounds = fields["terms"]["quantity"].get(quantity, {})
    exact = bounds.get("is", bounds.get("about"))
    figures = (bounds.get("min", exact), bounds.get("max", exact), bounds.get("above"), bounds.get("below"))
    is_unknown = bounds.get("unknown", False)
    return (figures, is_unknown) == (tuple(position[key] for key in RANGE_BOUNDS), position["unknown"])


def _condition_pairs(conditions: ConditionsRecord) -> tuple[tuple[str, str], ...]:
    return tuple((kind, event) for kind, events in conditions.items() for event in events)


def _is_left_for_later(fields: NormFields) -> bool:
    return fields["norm"] is not None and fields["norm"]["modality"] == "defers"


def _points_without_figure(
    report: ReportValue, questions: tuple[str, ...], figured_clauses: set[str]
) -> Iterator[FigurePoint]:
    """What else the plans say on the questions: readings that leave it open, and clauses without a figure."""
    for ref, clause in report["clauses"].items():
        if set(questions).isdisjoint(clause["questions"]):
            continue
        for label, fields, text in _clause_norms(clause):
            is_open = clause["state"] in ("deferred", "to-be-revisited") or _is_left_for_later(fields)
            if is_open or ref not in figured_clauses:
                yield FigurePoint(
                    plan=clause["plan"], line="", holder="", reading=label, date=clause_date(report, clause),
                    kind=FigureKind.OPEN if is_open else FigureKind.WORDED, bound=None, low=None, high=None,
                    low_open=False, high_open=False, about=False, conditions=_condition_pairs(fields["conditions"]),
                    clause=ref, text=text, strength="", inferred=False,
                )  # fmt: skip


def point_amount(series: FigureSeries, point: FigurePoint) -> AmountRecord:
    """The amount of a point in the unit of its series; that of a level has one figure for both ends."""
    return {
        "low": point.high if point.bound is BoundKind.LEVEL else point.low,
        "high": point.high,
        "low_open": point.low_open,
        "high_open": point.high_open,
        "about": point.about,
        "unknown": False,
        "unit": series.unit,
    }
