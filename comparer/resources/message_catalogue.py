"""Headings, fixed sentences and the words of the contract, by key, in the language of the report."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from string import Formatter
from types import MappingProxyType
from typing import Any

from comparer.resources.package_files import plain

LANGUAGES = ("en", "uk", "ru")
GROUPS = (
    "relation", "gap", "cell", "verdict", "constraint", "matter", "known", "state", "evidence", "confidence", "basis",
    "matched_by",
)  # fmt: skip


class Catalogue:
    """Look-ups by dotted key. A key that a translation lacks is answered in English, one that nobody has by itself."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"
        self._texts = {**_texts("en"), **_texts(self.language)}

    @property
    def draft(self) -> bool:
        """Whether the translation still waits for a speaker to read it."""
        return self._texts.get("draft") == "True"

    def has(self, key: str) -> bool:
        return key in self._texts

    def text(self, key: str, **fields: object) -> str:
        """The sentence of a key with its fields filled in; fields that it does not name are ignored."""
        return fill(self._texts.get(key, key.rpartition(".")[2]), fields)

    def word(self, group: str, value: str) -> str:
        """The word for a value of the contract, such as a relation or a verdict."""
        return self._texts.get(f"{group}.{value}.word") or self._texts.get(f"{group}.{value}") or value

    def mark(self, group: str, value: str) -> str:
        return self._texts.get(f"{group}.{value}.mark", "")

    def says(self, group: str, value: str) -> str:
        return self._texts.get(f"{group}.{value}.says", "")

    def values(self, group: str) -> tuple[str, ...]:
        """The values of a group in the order of the catalogue."""
        found = (key.split(".")[1] for key in self._texts if key.startswith(group + "."))
        return tuple(dict.fromkeys(found))

    def keys(self) -> frozenset[str]:
        return frozenset(self._texts)


@cache
def catalogue(language: str) -> Catalogue:
    return Catalogue(language)


def fill(template: str, fields: Mapping[str, object]) -> str:
    """The template with `{name}` replaced; text of the fields is never read as a template itself."""
    out = []
    for literal, name, _, _ in Formatter().parse(template):
        out.append(literal)
        if name is not None:
            out.append(str(fields.get(name, "{" + name + "}")))
    return "".join(out)


def legend(words: Catalogue) -> dict[str, list[dict[str, str]]]:
    """What every mark and word of the report means, by group."""
    return {
        group: [
            {
                "id": value,
                "mark": words.mark(group, value),
                "word": words.word(group, value),
                "says": words.says(group, value),
            }
            for value in words.values(group)
            if words.word(group, value)
        ]
        for group in GROUPS
    }


def limits(words: Catalogue) -> list[str]:
    found = [words.text(f"limit.{name}") for name in words.values("limit")]
    return [words.text("word.draft_translation"), *found] if words.draft else found


@cache
def rule(name: str) -> Mapping[str, Any]:
    """The file of a rule by its id, or an empty mapping where there is none."""
    try:
        data = {} if "/" in name else plain("rules", name)
    except FileNotFoundError:
        data = {}
    return MappingProxyType(data if isinstance(data, dict) else {})


@cache
def _texts(language: str) -> Mapping[str, str]:
    return dict(_flat("", plain("messages", language)))


def _flat(prefix: str, value: object) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [
            pair for key, inner in value.items() for pair in _flat(f"{prefix}.{key}" if prefix else str(key), inner)
        ]
    return [(prefix, str(value))]
