"""Norms, terms, conditions and cites: the pieces that plans, red lines and constraints share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from comparer.model.records import (
    Cite,
    Condition,
    ConditionKind,
    Exemption,
    Modality,
    Norm,
    Quantity,
    Terms,
    VocabularyData,
)

__all__ = [
    "Units",
    "cites",
    "conditions",
    "exemptions",
    "many",
    "merged",
    "norm",
    "number_or_date",
    "terms",
    "units_of",
]

Units = Mapping[str, str]
"""The unit that each quantity means where a term names none."""

NO_UNITS: Units = MappingProxyType({})
_WORD_FIELDS = ("manner", "instrument", "consent")
_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+")
_WHOLE = re.compile(r"-?[0-9]+")
_YEAR = re.compile(r"[0-9]{4}")
_TERM_TUPLES = ("manners", "instruments", "consent")


def units_of(vocabulary: VocabularyData) -> Units:
    return MappingProxyType({quantity.id: quantity.unit for quantity in vocabulary.quantities})


def many(value: Any) -> tuple[str, ...]:
    """One or more, or nothing, as a tuple."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def cites(value: Any) -> tuple[Cite, ...]:
    return tuple(
        Cite(source=source, paragraph=paragraph) for source, _, paragraph in (c.partition("#") for c in many(value))
    )


def norm(data: Mapping[str, Any], own_terms: Terms, own_conditions: tuple[Condition, ...]) -> Norm:
    return Norm(
        bearers=many(data["bearer"]),
        modality=Modality(data["modality"]),
        act=data.get("act", ""),
        objects=many(data.get("object")),
        agents=many(data.get("agent")),
        beneficiaries=many(data.get("beneficiary")),
        partners=many(data.get("with")),
        status=many(data.get("as")),
        intent=data.get("force") == "intent",
        terms=own_terms,
        conditions=own_conditions,
    )


def terms(data: Mapping[str, Any] | None, units: Units = NO_UNITS) -> Terms:
    """Quantities in the order of their names; words as they were written."""
    found = data or {}
    return Terms(
        quantities=tuple(_quantity(name, found[name], units) for name in sorted(found) if name not in _WORD_FIELDS),
        manners=many(found.get("manner")),
        instruments=many(found.get("instrument")),
        consent=many(found.get("consent")),
    )


def merged(base: Terms, changed: Terms) -> Terms:
    """The base with each term replaced that the other names."""
    quantities = {q.name: q for q in base.quantities} | {q.name: q for q in changed.quantities}
    words = {name: getattr(changed, name) or getattr(base, name) for name in _TERM_TUPLES}
    return replace(base, quantities=tuple(quantities[name] for name in sorted(quantities)), **words)


def number_or_date(value: float | str) -> float | str:
    """A quoted decimal or whole number as a number; a date, or four digits that can only be a year, as text."""
    if not isinstance(value, str):
        return value
    if _DECIMAL.fullmatch(value):
        return float(value)
    return int(value) if _WHOLE.fullmatch(value) and not _YEAR.fullmatch(value) else value


def _quantity(name: str, data: Mapping[str, Any], units: Units) -> Quantity:
    point = data.get("is", data.get("about"))
    low, high = data.get("min", data.get("above", point)), data.get("max", data.get("below", point))
    bounds = [None if bound is None else number_or_date(bound) for bound in (low, high)]
    dated = any(isinstance(bound, str) for bound in bounds)
    return Quantity(
        name=name,
        low=bounds[0],
        high=bounds[1],
        low_open="above" in data and "min" not in data,
        high_open="below" in data and "max" not in data,
        about="about" in data,
        unknown=data.get("unknown", False),
        unit=data.get("unit", "" if dated else units.get(name, "")),
        of=data.get("of", ""),
        start=data.get("from", ""),
    )


def conditions(data: Mapping[str, Any] | None, plan: str = "") -> tuple[Condition, ...]:
    """Conditions in a fixed order. A clause named by its id alone is one of `plan`."""
    found = data or {}
    return tuple(
        sorted(_condition(kind, item, plan) for kind in ConditionKind for item in _items(found.get(kind.value)))
    )


def _items(value: Any) -> tuple[Any, ...]:
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list) else (value,)


def _condition(kind: ConditionKind, item: Any, plan: str) -> Condition:
    if isinstance(item, str):
        return Condition(kind=kind, event=item)
    clause = item["clause"]
    return Condition(kind=kind, clause=clause if "#" in clause else f"{plan}#{clause}")


def whole_norm(data: Mapping[str, Any], units: Units, plan: str = "") -> Norm:
    """The norm of an entry that has norm, terms and conditions side by side."""
    return norm(data["norm"], terms(data.get("terms"), units), conditions(data.get("conditions"), plan))


def exemptions(value: Any, units: Units) -> tuple[Exemption, ...]:
    return tuple(
        Exemption(event=item) if isinstance(item, str) else Exemption(norm=whole_norm(item, units))
        for item in value or ()
    )
