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
    questions: Mapping[str, Mapping[str, Any]] = data.get("questions", {})
    return LanguageWords(
        lines=lines,
        questions={
            name: {key: text for key, text in words.items() if key != "wants"} for name, words in questions.items()
        },
        wishes={name: words["wants"] for name, words in questions.items() if "wants" in words},
        **{key: value for key, value in data.items() if key not in ("lines", "questions", "note")},
    )
