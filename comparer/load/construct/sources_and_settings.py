"""Sources, pins, accepted findings and settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from comparer.load.construct.norms import as_tuple
from comparer.model.source import Fact, FactFigure, Source
from comparer.model.workspace import Acceptance, LinkDecision, Settings, WrittenBrief, WrittenBriefSection

if TYPE_CHECKING:
    from comparer.load.strict_yaml import Document
    from comparer.model.problems import FilePosition

__all__ = ["build_acceptances", "build_pins", "build_settings", "build_sources"]

_SOURCE_FIELDS = ("type", "publisher", "title", "date", "address", "leaning", "fault", "read", "paragraphs")


def build_sources(document: Document) -> tuple[Source, ...]:
    """The cards of one file, as written."""
    return tuple(_build_source(card, document.positions[(index,)]) for index, card in enumerate(document.data))


def _build_source(card: Mapping[str, Any], place: FilePosition) -> Source:
    card_fields = {name: card[name] for name in _SOURCE_FIELDS if name in card}
    return Source(
        id=card["source"],
        facts=tuple(_build_fact(fact) for fact in card.get("facts", ())),
        position=place,
        **card_fields,
    )


def _build_fact(data: Mapping[str, Any]) -> Fact:
    figures = tuple(
        FactFigure(value=figure["value"], unit=figure["unit"], bound=figure["is"]) for figure in data.get("figures", ())
    )
    return Fact(at=data.get("at", ""), says=data["says"], figures=figures, slip=data.get("slip", ""))


def build_pins(document: Document) -> tuple[LinkDecision, ...]:
    return tuple(
        LinkDecision(
            left=as_tuple(item["left"]),
            right=as_tuple(item["right"]),
            cannot_link=item["link"] == "forbidden",
            reason=item["reason"],
            relation=item.get("relation", ""),
            favours=as_tuple(item["favours"]) if "favours" in item else None,
            against=as_tuple(item["against"]) if "against" in item else None,
        )
        for item in document.data
    )


def build_acceptances(document: Document) -> tuple[Acceptance, ...]:
    return tuple(
        Acceptance(
            fingerprint=item["fingerprint"],
            accepted_values=tuple(sorted((key, _comparable_text(value)) for key, value in item.get("was", {}).items())),
            reason=item["reason"],
            by=item.get("by", ""),
            date=item.get("date", ""),
            expires=item.get("expires", ""),
            position=document.positions[(index,)],
        )
        for index, item in enumerate(document.data)
    )


def build_written_brief(document: Document) -> WrittenBrief:
    data = document.data
    sections = tuple(
        WrittenBriefSection(
            heading=section["heading"],
            sentences=tuple((item["text"], tuple(item.get("findings", ()))) for item in section["sentences"]),
        )
        for section in data["sections"]
    )
    return WrittenBrief(title=data.get("title", ""), plans=tuple(data.get("plans", ())), sections=sections)


def build_settings(document: Document) -> Settings:
    data = document.data
    defaults = Settings()
    return Settings(
        title=data.get("title", defaults.title),
        language=data.get("language", defaults.language),
        base=data.get("base", defaults.base),
        focus=as_tuple(data.get("focus", ())),
        fail_on=as_tuple(data["fail_on"]) if "fail_on" in data else defaults.fail_on,
        severities=tuple(sorted(data.get("severities", {}).items())),
        model=data.get("model", defaults.model),
    )


def _comparable_text(value: Any) -> str:
    """Plain text as it is; anything else in one fixed form, so that it can be compared."""
    import json

    return value if isinstance(value, str) else json.dumps(value, sort_keys=True, ensure_ascii=False)
