"""Norms, terms, conditions and cites: the pieces that plans, red lines and constraints share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from comparer.model.norm import Condition, ConditionKind, Exemption, Modality, Norm, NormTerms, Quantity
from comparer.model.source import Citation
from comparer.model.vocabulary import VocabularyData

__all__ = [
    "DefaultUnits",
    "as_tuple",
    "build_cites",
    "build_conditions",
    "build_default_units",
    "build_exemptions",
    "build_norm",
    "build_terms",
    "merge_terms",
    "parse_number_or_date",
]

DefaultUnits = Mapping[str, str]
"""The unit that each quantity means where a term names none."""

NO_DEFAULT_UNITS: DefaultUnits = MappingProxyType({})
_WORD_TERM_KEYS = ("manner", "instrument", "consent")
_DECIMAL_PATTERN = re.compile(r"-?[0-9]+\.[0-9]+")
_INTEGER_PATTERN = re.compile(r"-?[0-9]+")
_YEAR_PATTERN = re.compile(r"[0-9]{4}")
_WORD_TERM_FIELDS = ("manners", "instruments", "consent")


def build_default_units(vocabulary: VocabularyData) -> DefaultUnits:
    return MappingProxyType({quantity.id: quantity.unit for quantity in vocabulary.quantities})


def as_tuple(value: Any) -> tuple[str, ...]:
    """One or more, or nothing, as a tuple."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def build_cites(value: Any) -> tuple[Citation, ...]:
    return tuple(
        Citation(source=source, paragraph=paragraph)
        for source, _, paragraph in (cite.partition("#") for cite in as_tuple(value))
    )


def build_norm(data: Mapping[str, Any], own_terms: NormTerms, own_conditions: tuple[Condition, ...]) -> Norm:
    return Norm(
        bearers=as_tuple(data["bearer"]),
        modality=Modality(data["modality"]),
        act=data.get("act", ""),
        objects=as_tuple(data.get("object")),
        agents=as_tuple(data.get("agent")),
        beneficiaries=as_tuple(data.get("beneficiary")),
        partners=as_tuple(data.get("with")),
        status=as_tuple(data.get("as")),
        intent=data.get("force") == "intent",
        terms=own_terms,
        conditions=own_conditions,
    )


def build_terms(data: Mapping[str, Any] | None, units: DefaultUnits = NO_DEFAULT_UNITS) -> NormTerms:
    """Quantities in the order of their names; words as they were written."""
    term_data = data or {}
    return NormTerms(
        quantities=tuple(
            _build_quantity(name, term_data[name], units) for name in sorted(term_data) if name not in _WORD_TERM_KEYS
        ),
        manners=as_tuple(term_data.get("manner")),
        instruments=as_tuple(term_data.get("instrument")),
        consent=as_tuple(term_data.get("consent")),
    )


def merge_terms(base: NormTerms, overrides: NormTerms) -> NormTerms:
    """The base with each term replaced that the other names."""
    quantities = {quantity.name: quantity for quantity in base.quantities} | {
        quantity.name: quantity for quantity in overrides.quantities
    }
    word_terms = {name: getattr(overrides, name) or getattr(base, name) for name in _WORD_TERM_FIELDS}
    return replace(base, quantities=tuple(quantities[name] for name in sorted(quantities)), **word_terms)


def parse_number_or_date(value: float | str) -> float | str:
    """A quoted decimal or whole number as a number; a date, or four digits that can only be a year, as text."""
    if not isinstance(value, str):
        return value
    if _DECIMAL_PATTERN.fullmatch(value):
        return float(value)
    return int(value) if _INTEGER_PATTERN.fullmatch(value) and not _YEAR_PATTERN.fullmatch(value) else value


def _build_quantity(name: str, data: Mapping[str, Any], units: DefaultUnits) -> Quantity:
    point = data.get("is", data.get("about"))
    low, high = data.get("min", data.get("above", point)), data.get("max", data.get("below", point))
    bounds = [None if bound is None else parse_number_or_date(bound) for bound in (low, high)]
    is_dated = any(isinstance(bound, str) for bound in bounds)
    return Quantity(
        name=name,
        low=bounds[0],
        high=bounds[1],
        low_open="above" in data and "min" not in data,
        high_open="below" in data and "max" not in data,
        about="about" in data,
        unknown=data.get("unknown", False),
        unit=data.get("unit", "" if is_dated else units.get(name, "")),
        of=data.get("of", ""),
        start=data.get("from", ""),
    )


def build_conditions(data: Mapping[str, Any] | None, plan: str = "") -> tuple[Condition, ...]:
    """Conditions in a fixed order. A clause named by its id alone is one of `plan`."""
    condition_data = data or {}
    return tuple(
        sorted(
            _build_condition(kind, item, plan)
            for kind in ConditionKind
            for item in _as_item_tuple(condition_data.get(kind.value))
        )
    )


def _as_item_tuple(value: Any) -> tuple[Any, ...]:
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list) else (value,)


def _build_condition(kind: ConditionKind, item: Any, plan: str) -> Condition:
    if isinstance(item, str):
        return Condition(kind=kind, event=item)
    clause = item["clause"]
    return Condition(kind=kind, clause=clause if "#" in clause else f"{plan}#{clause}")


def build_entry_norm(data: Mapping[str, Any], units: DefaultUnits, plan: str = "") -> Norm:
    """The norm of an entry that has norm, terms and conditions side by side."""
    return build_norm(
        data["norm"], build_terms(data.get("terms"), units), build_conditions(data.get("conditions"), plan)
    )


def build_exemptions(value: Any, units: DefaultUnits) -> tuple[Exemption, ...]:
    return tuple(
        Exemption(event=item) if isinstance(item, str) else Exemption(norm=build_entry_norm(item, units))
        for item in value or ()
    )
