"""An error of the schema validator as a problem: the place of the very key or value, and what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from comparer.model.problems import did_you_mean, quote_word
from comparer.resources import rule_catalogue

if TYPE_CHECKING:
    from comparer.load.strict_yaml import DataPath, Document
    from comparer.model.problems import FilePosition, Problem

__all__ = ["problems_from_error"]


class _SchemaError(Protocol):
    """What is used of an error of the validator."""

    instance: Any
    message: str
    schema: Any
    validator: Any
    validator_value: Any


_TYPE_NAMES = {
    "string": "text",
    "array": "a list",
    "object": "a mapping",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
}
_MAX_LISTED_CHOICES = 9


def problems_from_error(error: Any, document: Document) -> Iterator[Problem]:
    """The problems that one error stands for: an error on unknown keys names several, each with a place of its own."""
    path: DataPath = tuple(error.absolute_path)
    if "propertyNames" in error.relative_schema_path:
        yield from _bad_key_problems(error, document, path)
        return
    handler = _HANDLER_BY_KEYWORD.get(str(error.validator), _other_problems)
    yield from handler(error, document, path)


def _bad_key_problems(error: _SchemaError, document: Document, path: DataPath) -> Iterator[Problem]:
    place = document.positions.nearest_key_place((*path, error.instance))
    yield _form_problem(error, place, str(error.instance))


def _name_odd_blanks(key: str) -> str:
    """What to do where a key stands behind blanks that YAML takes for letters, as a no-break space is."""
    plain = key.strip()
    return (
        ""
        if plain == key
        else f"no-break spaces or other odd blanks stand before {plain!r}; indent it with plain spaces"
    )


def _unknown_key_problems(error: _SchemaError, document: Document, path: DataPath) -> Iterator[Problem]:
    known_keys = _allowed_keys(error)
    for key in error.instance:
        if key not in known_keys:
            hint = _name_odd_blanks(key) or did_you_mean(key, known_keys)
            hint = hint or _list_choices("known here", known_keys)
            place = document.positions.nearest_key_place((*path, key))
            yield rule_catalogue.make_problem(
                "schema-unknown-key", place, hint, key=quote_word(key), where=_describe_field(path)
            )


def _missing_key_problems(error: _SchemaError, document: Document, path: DataPath) -> Iterator[Problem]:
    # One error is raised for each missing key; the key stands in quotes at the head of its message alone.
    for key in error.validator_value:
        if key not in error.instance and error.message.startswith(f"{key!r} "):
            place = document.positions.nearest_place(path)
            yield rule_catalogue.make_problem(
                "schema-missing-key", place, key=quote_word(key), where=_describe_field(path)
            )


def _wrong_type_problems(error: _SchemaError, document: Document, path: DataPath) -> Iterator[Problem]:
    wanted_types = [error.validator_value] if isinstance(error.validator_value, str) else list(error.validator_value)
    value = error.instance
    hint = ""
    if "string" in wanted_types and isinstance(value, bool | int | float):
        value_text = str(value).lower() if isinstance(value, bool) else str(value)
        hint = f'write it in quotes: "{value_text}"'
    elif isinstance(value, str) and {"number", "integer", "boolean"} & set(wanted_types):
        hint = "write it without quotes, separators or unit"
    elif value is None:
        hint = "write a value, or delete the key"
    actual_type = _type_name(value)
    expected_types = " or ".join(_TYPE_NAMES[name] for name in wanted_types)
    place = document.positions.nearest_place(path)
    yield rule_catalogue.make_problem(
        "schema-type", place, hint, where=_describe_field(path), expected=expected_types, found=actual_type
    )


def _enum_problems(error: _SchemaError, document: Document, path: DataPath) -> Iterator[Problem]:
    choices = [str(choice) for choice in error.validator_value]
    value = error.instance if isinstance(error.instance, str) else _type_name(error.instance)
    hint = did_you_mean(value, choices) or _list_choices("one of", choices)
    place = document.positions.nearest_place(path)
    yield rule_catalogue.make_problem("schema-value", place, hint, value=quote_word(value), where=_describe_field(path))


def _pattern_problems(error: _SchemaError, document: Document, path: DataPath) -> Iterator[Problem]:
    yield _form_problem(error, document.positions.nearest_place(path), str(error.instance))


def _form_problem(error: _SchemaError, place: FilePosition, value: str) -> Problem:
    form = error.schema.get("patternErrorMessage", "") if isinstance(error.schema, dict) else ""
    return rule_catalogue.make_problem("schema-form", place, form, value=quote_word(value))


def _empty_value_problems(_error: _SchemaError, document: Document, path: DataPath) -> Iterator[Problem]:
    place = document.positions.nearest_place(path)
    yield rule_catalogue.make_problem(
        "schema-empty", place, "write a value, or delete the key", where=_describe_field(path)
    )


def _duplicate_item_problems(error: _SchemaError, document: Document, path: DataPath) -> Iterator[Problem]:
    earlier_items: list[Any] = []
    for index, item in enumerate(error.instance):
        if item in earlier_items:
            place = document.positions.nearest_place((*path, index))
            yield rule_catalogue.make_problem(
                "schema-twice", place, "delete one of them", value=quote_word(str(item)), where=_describe_field(path)
            )
        earlier_items.append(item)


def _other_problems(error: _SchemaError, document: Document, path: DataPath) -> Iterator[Problem]:
    value = quote_word(str(error.instance))
    hint = f"the schema asks for {error.validator} {error.validator_value}"
    yield rule_catalogue.make_problem(
        "schema-value", document.positions.nearest_place(path), hint, value=value, where=_describe_field(path)
    )


_HANDLER_BY_KEYWORD: Mapping[str, Callable[[_SchemaError, Document, DataPath], Iterator[Problem]]] = {
    "additionalProperties": _unknown_key_problems,
    "required": _missing_key_problems,
    "type": _wrong_type_problems,
    "enum": _enum_problems,
    "pattern": _pattern_problems,
    "minLength": _empty_value_problems,
    "minItems": _empty_value_problems,
    "minProperties": _empty_value_problems,
    "uniqueItems": _duplicate_item_problems,
}


def _allowed_keys(error: _SchemaError) -> list[str]:
    schema = error.schema
    return list(schema.get("properties", {})) if isinstance(schema, dict) else []


def _describe_field(path: DataPath) -> str:
    """The field that a path ends in, as a person would call it: the last word, and the number of a list's item."""
    keys = [step for step in path if isinstance(step, str)]
    if not path:
        return "the file"
    if isinstance(path[-1], int):
        return f"item {path[-1] + 1} of '{keys[-1]}'" if keys else f"item {path[-1] + 1}"
    return f"'{path[-1]}'"


def _type_name(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    return "text" if isinstance(value, str) else "a list" if isinstance(value, list) else "a mapping"


def _list_choices(lead: str, choices: list[str]) -> str:
    choice_list = ", ".join(choices[:_MAX_LISTED_CHOICES])
    hidden_count = len(choices) - _MAX_LISTED_CHOICES
    return f"{lead}: {choice_list}" + (f" and {hidden_count} more" if hidden_count > 0 else "")
