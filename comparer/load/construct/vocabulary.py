"""The vocabulary, in the order of its file."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from comparer.load.construct.norms import many
from comparer.model.records import (
    Act,
    Actor,
    Event,
    Instrument,
    Issue,
    Manner,
    QuantityKind,
    Thing,
    Unit,
    VocabularyData,
)

if TYPE_CHECKING:
    from comparer.load.strict_yaml import Document

__all__ = ["vocabulary"]

_LISTS = frozenset({"synonyms", "members", "kind_of", "entails", "excludes", "enables", "parts"})
_NOT_MODELLED = frozenset({"note", "example", "counter_example"})
_LABELS_ALONE = ("statuses", "tracks", "families")


def vocabulary(document: Document) -> VocabularyData:
    data: Mapping[str, Any] = document.data

    def entries(section: str, drop: frozenset[str] = _NOT_MODELLED) -> list[dict[str, Any]]:
        return [{"id": word, **_fields(entry, drop)} for word, entry in data.get(section, {}).items()]

    without_synonyms = _NOT_MODELLED | {"synonyms"}
    return VocabularyData(
        actors=tuple(Actor(**entry) for entry in entries("actors")),
        issues=tuple(Issue(**entry) for entry in entries("issues")),
        acts=tuple(Act(**entry) for entry in entries("acts")),
        objects=tuple(Thing(**entry) for entry in entries("objects")),
        events=tuple(Event(**entry) for entry in entries("events")),
        quantities=tuple(QuantityKind(**entry) for entry in entries("quantities")),
        units=tuple(_unit(entry) for entry in entries("units")),
        manners=tuple(Manner(**entry) for entry in entries("manners", without_synonyms)),
        instruments=tuple(_instrument(entry) for entry in entries("instruments", without_synonyms)),
        labels=tuple(
            (word, entry["label"]) for section in _LABELS_ALONE for word, entry in data.get(section, {}).items()
        ),
    )


def _fields(entry: Mapping[str, Any], drop: frozenset[str]) -> dict[str, Any]:
    return {key: many(value) if key in _LISTS else value for key, value in entry.items() if key not in drop}


def _unit(entry: dict[str, Any]) -> Unit:
    factor = Fraction(entry.pop("factor", 1))
    return Unit(**entry, numerator=factor.numerator, denominator=factor.denominator)


def _instrument(entry: dict[str, Any]) -> Instrument:
    implied = entry.pop("implies", {})
    return Instrument(**entry, act=implied.get("act", ""), objects=tuple(sorted(implied.get("object", {}).items())))
