"""Sources, pins, accepted findings and settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from comparer.load.construct.norms import many
from comparer.model.records import Acceptance, Fact, Figure, Pin, Settings, Source

if TYPE_CHECKING:
    from comparer.load.strict_yaml import Document
    from comparer.model.problems import Place

__all__ = ["acceptances", "pins", "settings", "sources"]

_OF_SOURCE = ("type", "publisher", "title", "date", "address", "leaning", "fault", "read", "paragraphs")


def sources(document: Document) -> tuple[Source, ...]:
    """The cards of one file, as written."""
    return tuple(_source(card, document.positions[(index,)]) for index, card in enumerate(document.data))


def _source(card: Mapping[str, Any], place: Place) -> Source:
    known = {name: card[name] for name in _OF_SOURCE if name in card}
    return Source(id=card["source"], facts=tuple(_fact(fact) for fact in card.get("facts", ())), place=place, **known)


def _fact(data: Mapping[str, Any]) -> Fact:
    figures = tuple(
        Figure(value=figure["value"], unit=figure["unit"], bound=figure["is"]) for figure in data.get("figures", ())
    )
    return Fact(at=data.get("at", ""), says=data["says"], figures=figures, slip=data.get("slip", ""))


def pins(document: Document) -> tuple[Pin, ...]:
    return tuple(
        Pin(
            left=many(item["left"]),
            right=many(item["right"]),
            forbidden=item["link"] == "forbidden",
            reason=item["reason"],
        )
        for item in document.data
    )


def acceptances(document: Document) -> tuple[Acceptance, ...]:
    return tuple(
        Acceptance(
            fingerprint=item["fingerprint"],
            was=tuple(sorted((key, _as_text(value)) for key, value in item.get("was", {}).items())),
            reason=item["reason"],
            by=item.get("by", ""),
            date=item.get("date", ""),
            expires=item.get("expires", ""),
            place=document.positions[(index,)],
        )
        for index, item in enumerate(document.data)
    )


def settings(document: Document) -> Settings:
    data = document.data
    usual = Settings()
    return Settings(
        title=data.get("title", usual.title),
        language=data.get("language", usual.language),
        base=data.get("base", usual.base),
        fail_on=many(data["fail_on"]) if "fail_on" in data else usual.fail_on,
        severities=tuple(sorted(data.get("severities", {}).items())),
        model=data.get("model", usual.model),
    )


def _as_text(value: Any) -> str:
    """Plain text as it is; anything else in one fixed form, so that it can be compared."""
    import json

    return value if isinstance(value, str) else json.dumps(value, sort_keys=True, ensure_ascii=False)
