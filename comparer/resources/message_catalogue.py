"""Headings, fixed sentences and the words of the contract, by key, in the language of the report."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from string import Formatter
from types import MappingProxyType
from typing import Any, TypedDict

from comparer.resources.package_files import read_package_yaml

LANGUAGES = ("en", "uk", "ru")
LEGEND_GROUPS = (
    "relation", "gap", "cell", "verdict", "constraint", "matter", "known", "state", "evidence", "confidence", "basis",
    "matched_by",
)  # fmt: skip


class LegendEntry(TypedDict):
    """What one mark and word of the report means."""

    id: str
    mark: str
    word: str
    says: str


class Catalogue:
    """Look-ups by dotted key. A key that a translation lacks is answered in English, one that nobody has by itself."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"
        # A language has plural forms of its own or none: those of English would not fit its messages.
        english = {key: text for key, text in _load_messages("en").items() if not key.startswith("plural.")}
        self._messages = {**english, **_load_messages(self.language)}
        values_by_group: dict[str, dict[str, None]] = {}
        for group, value in (key.split(".")[:2] for key in self._messages if "." in key):
            values_by_group.setdefault(group, {})[value] = None
        self._values_by_group = {group: tuple(values) for group, values in values_by_group.items()}

    @property
    def is_draft(self) -> bool:
        """Whether the translation still waits for a speaker to read it."""
        return self._messages.get("draft") == "True"

    def has_message(self, key: str) -> bool:
        return key in self._messages

    def format_message(self, key: str, **fields: object) -> str:
        """The sentence of a key with its fields filled in; fields that it does not name are ignored.

        Of a message that has plural forms, the one for the number `n`.
        """
        number = fields.get("n")
        if isinstance(number, int) and f"{key}.{(form := self.plural_form(number))}" in self._messages:
            return fill_template(self._messages[f"{key}.{form}"], fields)
        return fill_template(self._messages.get(key, key.rpartition(".")[2]), fields)

    def plural_form(self, number: int) -> str:
        """The form that a noun takes beside a number: the first of the language whose rule the number meets.

        A rule names the numbers that it takes, or the last digits that it takes and the last two that it leaves to a
        later form; the last form takes all.
        """
        forms = self.group_values("plural")
        for form in forms:
            if str(number) in self._messages.get(f"plural.{form}.number", "").split():
                return form
            last_digits = self._messages.get(f"plural.{form}.last_digit", "").split()
            other_endings = self._messages.get(f"plural.{form}.not_last_two", "").split()
            if str(number % 10) in last_digits and str(number % 100) not in other_endings:
                return form
        return forms[-1] if forms else ""

    def number_form(self, number: float) -> str:
        """The form of a unit beside a number: that of the plural rules, else `one` or `other`; a fraction is `few`."""
        if not self.group_values("plural"):
            return "one" if number == 1 else "other"
        return self.plural_form(int(number)) if number == int(number) else "few"

    def template(self, key: str) -> str:
        """The message of a key with its fields not filled in; empty for a key that nobody has."""
        return self._messages.get(key, "")

    def value_word(self, group: str, value: str) -> str:
        """The word for a value of the contract, such as a relation or a verdict."""
        return self._messages.get(f"{group}.{value}.word") or self._messages.get(f"{group}.{value}") or value

    def value_mark(self, group: str, value: str) -> str:
        return self._messages.get(f"{group}.{value}.mark", "")

    def value_meaning(self, group: str, value: str) -> str:
        return self._messages.get(f"{group}.{value}.says", "")

    def group_values(self, group: str) -> tuple[str, ...]:
        """The values of a group in the order of the catalogue."""
        return self._values_by_group.get(group, ())

    def message_keys(self) -> frozenset[str]:
        return frozenset(self._messages)


@cache
def load_catalogue(language: str) -> Catalogue:
    return Catalogue(language)


def fill_template(template: str, fields: Mapping[str, object]) -> str:
    """The template with `{name}` replaced; text of the fields is never read as a template itself."""
    pieces = []
    for literal, field_name, _, _ in Formatter().parse(template):
        pieces.append(literal)
        if field_name is not None:
            pieces.append(str(fields.get(field_name, "{" + field_name + "}")))
    return "".join(pieces)


def build_legend(catalogue: Catalogue) -> dict[str, list[LegendEntry]]:
    """What every mark and word of the report means, by group."""
    return {
        group: [
            {
                "id": value,
                "mark": catalogue.value_mark(group, value),
                "word": catalogue.value_word(group, value),
                "says": catalogue.value_meaning(group, value),
            }
            for value in catalogue.group_values(group)
            if catalogue.value_word(group, value)
        ]
        for group in LEGEND_GROUPS
    }


WORDING_LIMIT = "wording"
"""The limit that says whose words stand in a report."""


def limit_sentences(catalogue: Catalogue, *, quotes_files: bool = False) -> list[str]:
    """What a report cannot say; where its words are those of the files read, it does not call them ours."""
    names = [name for name in catalogue.group_values("limit") if name != WORDING_LIMIT or not quotes_files]
    limits = [catalogue.format_message(f"limit.{limit_name}") for limit_name in names]
    return [catalogue.format_message("word.draft_translation"), *limits] if catalogue.is_draft else limits


@cache
def load_rule(rule_id: str) -> Mapping[str, Any]:
    """The file of a rule by its id, or an empty mapping where there is none."""
    try:
        rule_data = {} if "/" in rule_id else read_package_yaml("rules", rule_id)
    except FileNotFoundError:
        rule_data = {}
    return MappingProxyType(rule_data if isinstance(rule_data, dict) else {})


@cache
def _load_messages(language: str) -> Mapping[str, str]:
    return dict(_flatten_messages("", read_package_yaml("messages", language)))


def _flatten_messages(prefix: str, value: object) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [
            message
            for key, nested_value in value.items()
            for message in _flatten_messages(f"{prefix}.{key}" if prefix else str(key), nested_value)
        ]
    return [(prefix, str(value))]
