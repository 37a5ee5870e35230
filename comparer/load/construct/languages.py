"""The words of the workspace in its languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from comparer.model.language import LanguageWords, LineWords

if TYPE_CHECKING:
    from comparer.load.strict_yaml import Document

__all__ = ["build_language"]


def build_language(document: Document) -> LanguageWords:
    data: Mapping[str, Any] = document.data
    lines = {
        ref: LineWords(
            title=line.get("title", ""), sentence=line.get("sentence", ""), versions=dict(line.get("versions", {}))
        )
        for ref, line in data.get("lines", {}).items()
    }
    other_sections = {key: value for key, value in data.items() if key not in ("lines", "note")}
    return LanguageWords(lines=lines, **other_sections)
