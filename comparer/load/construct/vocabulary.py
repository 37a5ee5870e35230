"""The vocabulary, in the order of its file."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from comparer.load.construct.norms import as_tuple, build_norm, build_terms
from comparer.model.norm import ANYONE, Modality, Norm
from comparer.model.vocabulary import (
    Act,
    Actor,
    Event,
    EventDelay,
    EventNature,
    Instrument,
    Issue,
    Manner,
    NormObject,
    PartyWish,
    QuantityKind,
    Question,
    Unit,
    VocabularyData,
    Wish,
)

if TYPE_CHECKING:
    from comparer.load.strict_yaml import Document

__all__ = ["build_vocabulary"]

_LIST_KEYS = frozenset({"synonyms", "members", "kind_of", "entails", "excludes", "enables", "parts"})
_UNMODELLED_KEYS = frozenset({"note", "example", "counter_example"})
_LABEL_ONLY_SECTIONS = ("statuses", "tracks", "families")


def build_vocabulary(document: Document) -> VocabularyData:
    data: Mapping[str, Any] = document.data

    def section_entries(section: str, dropped_keys: frozenset[str] = _UNMODELLED_KEYS) -> list[dict[str, Any]]:
        return [{"id": word, **_entry_fields(entry, dropped_keys)} for word, entry in data.get(section, {}).items()]

    without_synonyms = _UNMODELLED_KEYS | {"synonyms"}
    return VocabularyData(
        actors=tuple(Actor(**entry) for entry in section_entries("actors")),
        issues=tuple(Issue(**entry) for entry in section_entries("issues")),
        acts=tuple(Act(**entry) for entry in section_entries("acts")),
        objects=tuple(NormObject(**entry) for entry in section_entries("objects")),
        events=tuple(_build_event(entry) for entry in section_entries("events")),
        quantities=tuple(QuantityKind(**entry) for entry in section_entries("quantities")),
        units=tuple(_build_unit(entry) for entry in section_entries("units")),
        manners=tuple(Manner(**entry) for entry in section_entries("manners", without_synonyms)),
        instruments=tuple(_build_instrument(entry) for entry in section_entries("instruments", without_synonyms)),
        questions=tuple(_build_question(word, entry) for word, entry in data.get("questions", {}).items()),
        labels=tuple(
            (word, entry["label"]) for section in _LABEL_ONLY_SECTIONS for word, entry in data.get(section, {}).items()
        ),
    )


def _entry_fields(entry: Mapping[str, Any], dropped_keys: frozenset[str]) -> dict[str, Any]:
    return {
        key: as_tuple(value) if key in _LIST_KEYS else value for key, value in entry.items() if key not in dropped_keys
    }


def _build_event(entry: dict[str, Any]) -> Event:
    brought_by, nature = _build_duties(entry.pop("brought_by", None)), entry.pop("nature", None)
    delay = entry.pop("delay", None)
    return Event(
        **entry,
        brought_by=brought_by,
        nature=EventNature(nature) if nature else None,
        delay=EventDelay(start=delay["from"], unit=delay["unit"], low=delay.get("min"), high=delay.get("max"))
        if delay
        else None,
    )


def _build_unit(entry: dict[str, Any]) -> Unit:
    factor = Fraction(entry.pop("factor", 1))
    return Unit(**entry, numerator=factor.numerator, denominator=factor.denominator)


def _build_question(question_id: str, entry: Mapping[str, Any]) -> Question:
    return Question(
        id=question_id,
        issue=entry["issue"],
        label=entry.get("label", ""),
        asks=entry["asks"],
        more=_build_duties(entry.get("more")),
        less=_build_duties(entry.get("less")),
        wants=tuple(
            PartyWish(party=party, wish=Wish(item["is"]), cites=as_tuple(item.get("cites")), says=item.get("says", ""))
            for party, item in entry.get("wants", {}).items()
        ),
        matters=as_tuple(entry.get("matters")),
    )


def _build_duties(doings: Mapping[str, Any] | list[Mapping[str, Any]] | None) -> tuple[Norm, ...]:
    """Duties of anyone who is not named otherwise: one or several, as `more` and `less` of a question give them."""
    return tuple(
        build_norm({"bearer": ANYONE, **doing, "modality": Modality.MUST}, build_terms(None), ())
        for doing in ([doings] if isinstance(doings, Mapping) else doings or ())
    )


def _build_instrument(entry: dict[str, Any]) -> Instrument:
    implied_duty = entry.pop("implies", {})
    return Instrument(
        **entry, act=implied_duty.get("act", ""), objects=tuple(sorted(implied_duty.get("object", {}).items()))
    )
