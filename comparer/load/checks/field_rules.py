"""What a schema cannot say about one entry: dates, intervals, units, and fields that need or exclude each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from comparer.load.checks.documents import COUNTED, LONGEST, Entry, Node, clauses, items, mapping, variants
from comparer.load.checks.vocabulary_use import Lexicon
from comparer.model.problems import Problem, shown, suggest
from comparer.resources import rule_catalogue

__all__ = ["FIGURES", "amount", "base_of", "check"]

_OF_A_CLAUSE = ("text", "issue", "norm", "terms", "conditions", "variants", "cites", "known", "evidence", "state", "to",
                "voids", "holder", "from", "reviewed")  # fmt: skip
_BOUNDS = ("min", "max", "above", "below")
_POINTS = ("is", "about")
FIGURES = (*_BOUNDS, *_POINTS)
"""The fields of a quantity that hold a number or a date."""
_DIGITS = rf"[0-9]{{1,{LONGEST}}}"
_FIGURE = re.compile(rf"-?{_DIGITS}(?:\.{_DIGITS})?|{COUNTED.pattern}/{COUNTED.pattern}")


def check(entry: Entry, words: Lexicon | None) -> Iterator[Problem]:
    data = mapping(entry.document.data)
    if entry.kind == "plan":
        yield from _dates(Node(entry, (), data), "issued")
        for key, name in (("reactions", "date"), ("parts", "issued")):
            for index, item in items(data.get(key)):
                yield from _dates(Node(entry, (key, index), item), name)
        yield from _provisions(entry)
        for node in clauses(entry):
            yield from _clause(node, words)
    elif entry.kind == "redlines":
        for index, line in items(data.get("lines")):
            yield from _line(Node(entry, ("lines", index), line), words)
    elif entry.kind == "constraints":
        for index, constraint in items(data.get("constraints")):
            node = Node(entry, ("constraints", index), constraint)
            yield from _period(node, "from", "until")
            yield from _norm(node, words)
    elif entry.kind in ("alignments", "accepted", "source"):
        for index, item in items(entry.document.data):
            yield from _period(Node(entry, (index,), item), "date", "expires")


# --- dates -----------------------------------------------------------------------------------------------------------


def _dates(node: Node, *keys: str) -> Iterator[Problem]:
    for key in keys:
        value = node.data.get(key)
        if isinstance(value, str) and not _is_day(value):
            yield rule_catalogue.problem("ref-date", node.at(key), date=shown(value))


def _is_day(value: str) -> bool:
    """Whether a full date is a day of the calendar. Months and years, and what is no date at all, are not judged."""
    parts = value.split("-")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return True
    try:
        date(*map(int, parts))
    except ValueError:
        return False
    return True


def _period(node: Node, start: str, end: str) -> Iterator[Problem]:
    yield from _dates(node, start, end)
    first, last = node.data.get(start), node.data.get(end)
    if isinstance(first, str) and isinstance(last, str) and _before(last, first):
        yield _disorder(node, end, last, first)


def _before(one: str, other: str) -> bool:
    """Whether one date surely comes before another; a month or year is not before a day in it."""
    shorter = min(len(one), len(other))
    return one[:shorter] < other[:shorter]


def _disorder(node: Node, key: str, later: str, earlier: str) -> Problem:
    return rule_catalogue.problem("ref-date-order", node.at(key), later=f"{key} {shown(later)}", earlier=shown(earlier))


# --- clauses and norms -----------------------------------------------------------------------------------------------


def _provisions(entry: Entry) -> Iterator[Problem]:
    for index, provision in items(mapping(entry.document.data).get("provisions")):
        if "clauses" in provision:
            for key in _OF_A_CLAUSE:
                if key in provision:
                    place = entry.key(("provisions", index, key))
                    yield rule_catalogue.problem("ref-clause-fields", place, key=shown(key))


def _clause(node: Node, words: Lexicon | None) -> Iterator[Problem]:
    moved, track = node.data.get("state") == "moved", "to" in node.data
    if moved and not track:
        yield rule_catalogue.problem("ref-moved-without-track", node.at("state"), missing="`to`")
    elif track and not moved:
        yield rule_catalogue.problem("ref-moved-without-track", node.at("to"), missing="state moved")
    yield from _norm(node, words)
    for variant in variants(node):
        yield from _norm(variant, words)


def _norm(node: Node, words: Lexicon | None) -> Iterator[Problem]:
    norm = mapping(node.data.get("norm"))
    modality = norm.get("modality")
    if modality is not None and modality != "defers" and "act" not in norm:
        hint = suggest("act", norm.keys() - {"modality", "object", "agent"})
        yield rule_catalogue.problem("ref-norm-without-act", node.at("norm"), hint, modality=shown(str(modality)))
    for name, value in mapping(node.data.get("terms")).items():
        if isinstance(value, dict):
            yield from _quantity(Node(node.entry, (*node.path, "terms", name), value), name, words)
    for index, exception in items(node.data.get("exceptions")):
        yield from _norm(Node(node.entry, (*node.path, "exceptions", index), exception), words)


def _line(node: Node, words: Lexicon | None) -> Iterator[Problem]:
    earlier = ""
    norms = 0
    for index, version in items(node.data.get("versions")):
        here = Node(node.entry, (*node.path, "versions", index), version)
        yield from _period(here, "from", "until")
        start = version.get("from")
        if isinstance(start, str):
            if earlier and start <= earlier:
                yield _disorder(here, "from", start, earlier)
            earlier = start
        for number, norm in items(version.get("norms")):
            norms += 1
            yield from _norm(Node(node.entry, (*here.path, "norms", number), norm), words)
    if not norms and not ({"not_judged", "no_line"} & node.data.keys()):
        yield rule_catalogue.problem("ref-line-without-norm", node.at())


# --- quantities ------------------------------------------------------------------------------------------------------


def _quantity(node: Node, name: str, words: Lexicon | None) -> Iterator[Problem]:
    for key in FIGURES:
        yield from _dates(node, key)
    fault = _interval_fault(node.data)
    if fault:
        yield rule_catalogue.problem("ref-interval", node.key(), quantity=shown(name), fault=fault)
    unit = node.data.get("unit")
    if words is None or not isinstance(unit, str) or unit not in words["units"]:
        return
    wanted = mapping(words["quantities"].get(name)).get("unit")
    if isinstance(wanted, str) and base_of(unit, words)[0] != base_of(wanted, words)[0]:
        hint = f"units of {wanted}: {', '.join(_kin(wanted, words))}"
        yield rule_catalogue.problem(
            "ref-unit", node.at("unit"), hint, unit=shown(unit), wanted=shown(wanted), quantity=shown(name)
        )


def _interval_fault(data: Mapping[str, Any]) -> str:
    bounds = [key for key in _BOUNDS if key in data]
    points = [key for key in _POINTS if key in data]
    if len(points) > 1 or (points and bounds):
        return f"has {' and '.join(points + bounds)} at once"
    if not points and not bounds:
        return "" if data.get("unknown") else "has no figure; write unknown: true where one is said to exist"
    for one, other in (("min", "above"), ("max", "below")):
        if one in data and other in data:
            return f"has {one} and {other} at once"
    low, high = (amount(data.get("min", data.get("above"))), amount(data.get("max", data.get("below"))))
    if low is None or high is None:
        return ""
    closed = "min" in data and "max" in data
    if isinstance(low, str) and isinstance(high, str):
        return _order_fault(low > high, low == high, closed)
    if isinstance(low, Fraction) and isinstance(high, Fraction):
        return _order_fault(low > high, low == high, closed)
    return "has a date on one side and a number on the other"


def _order_fault(above: bool, equal: bool, closed: bool) -> str:
    if above:
        return "has a lower bound above its upper bound"
    return "leaves nothing between its bounds" if equal and not closed else ""


def amount(value: Any) -> Fraction | str | None:
    """A figure, exactly; a date as text; None for what is neither."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return Fraction(str(value))
    if not isinstance(value, str):
        return None
    year = len(value) == 4 and value.isdecimal()
    return Fraction(value) if _FIGURE.fullmatch(value) and not year else value


def base_of(unit: str, words: Lexicon) -> tuple[str, Fraction]:
    """The unit into which a unit converts in the end, and how many of it one is."""
    factor, seen = Fraction(1), {unit}
    while True:
        entry = mapping(words["units"].get(unit))
        base, value = entry.get("base"), amount(entry.get("factor", 1))
        if not isinstance(base, str) or base in seen or not isinstance(value, Fraction):
            return unit, factor
        seen.add(base)
        unit, factor = base, factor * value


def _kin(unit: str, words: Lexicon) -> list[str]:
    base = base_of(unit, words)[0]
    return sorted(name for name in words["units"] if base_of(name, words)[0] == base)
