"""What a schema cannot say about one entry: dates, intervals, units, and fields that need or exclude each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from comparer.load.checks.documents import (
    MAX_NUMBER_DIGITS,
    PARAGRAPH_NUMBER_PATTERN,
    FileEntry,
    MappingNode,
    as_mapping,
    clause_nodes,
    indexed_mappings,
    variant_nodes,
)
from comparer.load.checks.vocabulary_use import VocabularySections
from comparer.model.dates import date_sort_key, parse_date, precedes
from comparer.model.problems import Problem, did_you_mean, quote_word
from comparer.resources import rule_catalogue

__all__ = ["FIGURE_FIELDS", "base_unit_and_factor", "check_field_rules", "parse_amount"]

_CLAUSE_ONLY_FIELDS = (
    "text", "short", "path", "under", "closes", "issue", "questions", "norm", "terms", "conditions", "variants",
    "cites", "known", "evidence", "state", "to", "voids", "holder", "not_encoded", "from", "reviewed", "intended",
)  # fmt: skip
_BOUND_FIELDS = ("min", "max", "above", "below")
_POINT_FIELDS = ("is", "about")
FIGURE_FIELDS = (*_BOUND_FIELDS, *_POINT_FIELDS)
"""The fields of a quantity that hold a number or a date."""
_DIGITS_PATTERN = rf"[0-9]{{1,{MAX_NUMBER_DIGITS}}}"
_FIGURE_PATTERN = re.compile(
    rf"-?{_DIGITS_PATTERN}(?:\.{_DIGITS_PATTERN})?|{PARAGRAPH_NUMBER_PATTERN.pattern}/{PARAGRAPH_NUMBER_PATTERN.pattern}"
)


def check_field_rules(entry: FileEntry, vocabulary: VocabularySections | None) -> Iterator[Problem]:
    data = as_mapping(entry.document.data)
    if entry.kind == "plan":
        yield from _check_calendar_dates(MappingNode(entry, (), data), "issued")
        for key, name in (("reactions", "date"), ("parts", "issued")):
            for index, item in indexed_mappings(data.get(key)):
                yield from _check_calendar_dates(MappingNode(entry, (key, index), item), name)
        yield from _check_provision_fields(entry)
        for node in clause_nodes(entry):
            yield from _check_clause_fields(node, vocabulary)
    elif entry.kind == "redlines":
        for index, line in indexed_mappings(data.get("lines")):
            yield from _check_red_line_fields(MappingNode(entry, ("lines", index), line), vocabulary)
    elif entry.kind == "constraints":
        for index, constraint in indexed_mappings(data.get("constraints")):
            node = MappingNode(entry, ("constraints", index), constraint)
            yield from _check_period(node, "from", "until")
            yield from _check_norm_fields(node, vocabulary)
    elif entry.kind in ("alignments", "accepted", "source"):
        for index, item in indexed_mappings(entry.document.data):
            yield from _check_period(MappingNode(entry, (index,), item), "date", "expires")


# --- dates -----------------------------------------------------------------------------------------------------------


def _check_calendar_dates(node: MappingNode, *keys: str) -> Iterator[Problem]:
    for key in keys:
        value = node.data.get(key)
        if isinstance(value, str) and not _is_calendar_day(value):
            yield rule_catalogue.make_problem("ref-date", node.place_at(key), date=quote_word(value))


def _is_calendar_day(value: str) -> bool:
    """Whether a full date is a day of the calendar. Months and years, and what is no date at all, are not judged."""
    parts = value.split("-")
    return len(parts) != 3 or not all(part.isdecimal() for part in parts) or parse_date(value) is not None


def _check_period(node: MappingNode, start: str, end: str) -> Iterator[Problem]:
    yield from _check_calendar_dates(node, start, end)
    start_date, end_date = node.data.get(start), node.data.get(end)
    if isinstance(start_date, str) and isinstance(end_date, str) and precedes(end_date, start_date):
        yield _date_order_problem(node, end, end_date, start_date)


def _date_order_problem(node: MappingNode, key: str, later: str, earlier: str) -> Problem:
    return rule_catalogue.make_problem(
        "ref-date-order", node.place_at(key), later=f"{key} {quote_word(later)}", earlier=quote_word(earlier)
    )


# --- clauses and norms -----------------------------------------------------------------------------------------------


def _check_provision_fields(entry: FileEntry) -> Iterator[Problem]:
    for index, provision in indexed_mappings(as_mapping(entry.document.data).get("provisions")):
        if "clauses" in provision:
            for key in _CLAUSE_ONLY_FIELDS:
                if key in provision:
                    place = entry.key_place_at(("provisions", index, key))
                    yield rule_catalogue.make_problem("ref-clause-fields", place, key=quote_word(key))


def _check_clause_fields(node: MappingNode, vocabulary: VocabularySections | None) -> Iterator[Problem]:
    is_moved, has_track = node.data.get("state") == "moved", "to" in node.data
    if is_moved and not has_track:
        yield rule_catalogue.make_problem("ref-moved-without-track", node.place_at("state"), missing="`to`")
    elif has_track and not is_moved:
        yield rule_catalogue.make_problem("ref-moved-without-track", node.place_at("to"), missing="state moved")
    yield from _check_norm_fields(node, vocabulary)
    for variant in variant_nodes(node):
        yield from _check_norm_fields(variant, vocabulary)


def _check_norm_fields(node: MappingNode, vocabulary: VocabularySections | None) -> Iterator[Problem]:
    norm = as_mapping(node.data.get("norm"))
    modality = norm.get("modality")
    if modality is not None and modality != "defers" and "act" not in norm:
        hint = did_you_mean("act", norm.keys())
        yield rule_catalogue.make_problem(
            "ref-norm-without-act", node.place_at("norm"), hint, modality=quote_word(str(modality))
        )
    for name, value in as_mapping(node.data.get("terms")).items():
        if isinstance(value, dict):
            yield from _check_quantity_fields(
                MappingNode(node.entry, (*node.path, "terms", name), value), name, vocabulary
            )
    for index, exception in indexed_mappings(node.data.get("exceptions")):
        yield from _check_norm_fields(MappingNode(node.entry, (*node.path, "exceptions", index), exception), vocabulary)


def _check_red_line_fields(node: MappingNode, vocabulary: VocabularySections | None) -> Iterator[Problem]:
    previous_start = ""
    has_norm = False
    for index, version in indexed_mappings(node.data.get("versions")):
        version_node = MappingNode(node.entry, (*node.path, "versions", index), version)
        yield from _check_period(version_node, "from", "until")
        start = version.get("from")
        if isinstance(start, str):
            if date_sort_key(start) <= date_sort_key(previous_start):
                yield _date_order_problem(version_node, "from", start, previous_start)
            previous_start = start
        for number, norm in indexed_mappings(version.get("norms")):
            has_norm = True
            yield from _check_norm_fields(
                MappingNode(node.entry, (*version_node.path, "norms", number), norm), vocabulary
            )
    if not has_norm and not ({"not_judged", "no_line"} & node.data.keys()):
        yield rule_catalogue.make_problem("ref-line-without-norm", node.place_at())


# --- quantities ------------------------------------------------------------------------------------------------------


def _check_quantity_fields(node: MappingNode, name: str, vocabulary: VocabularySections | None) -> Iterator[Problem]:
    for key in FIGURE_FIELDS:
        yield from _check_calendar_dates(node, key)
    fault = _interval_fault(node.data)
    if fault:
        yield rule_catalogue.make_problem("ref-interval", node.key_place_at(), quantity=quote_word(name), fault=fault)
    unit = node.data.get("unit")
    if vocabulary is None or not isinstance(unit, str) or unit not in vocabulary["units"]:
        return
    expected_unit = as_mapping(vocabulary["quantities"].get(name)).get("unit")
    if (
        isinstance(expected_unit, str)
        and base_unit_and_factor(unit, vocabulary)[0] != base_unit_and_factor(expected_unit, vocabulary)[0]
    ):
        hint = f"units of {expected_unit}: {', '.join(_convertible_units(expected_unit, vocabulary))}"
        yield rule_catalogue.make_problem(
            "ref-unit",
            node.place_at("unit"),
            hint,
            unit=quote_word(unit),
            wanted=quote_word(expected_unit),
            quantity=quote_word(name),
        )


def _interval_fault(data: Mapping[str, Any]) -> str:
    bounds = [key for key in _BOUND_FIELDS if key in data]
    points = [key for key in _POINT_FIELDS if key in data]
    if len(points) > 1 or (points and bounds):
        return f"has {' and '.join(points + bounds)} at once"
    if not points and not bounds:
        return "" if data.get("unknown") else "has no figure; write unknown: true where one is said to exist"
    for inclusive, exclusive in (("min", "above"), ("max", "below")):
        if inclusive in data and exclusive in data:
            return f"has {inclusive} and {exclusive} at once"
    low, high = (parse_amount(data.get("min", data.get("above"))), parse_amount(data.get("max", data.get("below"))))
    if low is None or high is None:
        return ""
    is_closed = "min" in data and "max" in data
    if isinstance(low, str) and isinstance(high, str):
        return _bound_order_fault(precedes(high, low), low == high, is_closed)
    if isinstance(low, Fraction) and isinstance(high, Fraction):
        return _bound_order_fault(low > high, low == high, is_closed)
    return "has a date on one side and a number on the other"


def _bound_order_fault(is_reversed: bool, is_equal: bool, is_closed: bool) -> str:
    if is_reversed:
        return "has a lower bound above its upper bound"
    return "leaves nothing between its bounds" if is_equal and not is_closed else ""


def parse_amount(value: Any) -> Fraction | str | None:
    """A figure, exactly; a date as text; None for what is neither."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return Fraction(str(value))
    if not isinstance(value, str):
        return None
    is_year = len(value) == 4 and value.isdecimal()
    return Fraction(value) if _FIGURE_PATTERN.fullmatch(value) and not is_year else value


def base_unit_and_factor(unit: str, vocabulary: VocabularySections) -> tuple[str, Fraction]:
    """The unit into which a unit converts in the end, and how many of it one is."""
    factor, visited_units = Fraction(1), {unit}
    while True:
        entry = as_mapping(vocabulary["units"].get(unit))
        base, value = entry.get("base"), parse_amount(entry.get("factor", 1))
        if not isinstance(base, str) or base in visited_units or not isinstance(value, Fraction):
            return unit, factor
        visited_units.add(base)
        unit, factor = base, factor * value


def _convertible_units(unit: str, vocabulary: VocabularySections) -> list[str]:
    base = base_unit_and_factor(unit, vocabulary)[0]
    return sorted(name for name in vocabulary["units"] if base_unit_and_factor(name, vocabulary)[0] == base)
