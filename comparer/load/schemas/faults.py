"""An error of the schema validator as a problem: the place of the very key or value, and what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from comparer.model.problems import shown, suggest
from comparer.resources import rule_catalogue

if TYPE_CHECKING:
    from comparer.load.strict_yaml import Document, Path
    from comparer.model.problems import Place, Problem

__all__ = ["problems_of"]


class _Error(Protocol):
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
_FEW = 9


def problems_of(error: Any, document: Document) -> Iterator[Problem]:
    """The problems that one error stands for: an error on unknown keys names several, each with a place of its own."""
    path: Path = tuple(error.absolute_path)
    if "propertyNames" in error.relative_schema_path:
        yield from _bad_key(error, document, path)
        return
    handler = _HANDLERS.get(str(error.validator), _other)
    yield from handler(error, document, path)


def _bad_key(error: _Error, document: Document, path: Path) -> Iterator[Problem]:
    place = document.positions.nearest_key((*path, error.instance))
    yield _form(error, place, str(error.instance))


def _unknown_keys(error: _Error, document: Document, path: Path) -> Iterator[Problem]:
    known = _properties(error)
    for key in error.instance:
        if key not in known:
            hint = suggest(key, known) or _few("known here", known)
            place = document.positions.nearest_key((*path, key))
            yield rule_catalogue.problem("schema-unknown-key", place, hint, key=shown(key), where=_where(path))


def _missing_keys(error: _Error, document: Document, path: Path) -> Iterator[Problem]:
    # One error is raised for each missing key; the key stands in quotes at the head of its message alone.
    for key in error.validator_value:
        if key not in error.instance and error.message.startswith(f"{key!r} "):
            place = document.positions.nearest(path)
            yield rule_catalogue.problem("schema-missing-key", place, key=shown(key), where=_where(path))


def _wrong_type(error: _Error, document: Document, path: Path) -> Iterator[Problem]:
    wanted = [error.validator_value] if isinstance(error.validator_value, str) else list(error.validator_value)
    value = error.instance
    hint = ""
    if "string" in wanted and isinstance(value, bool | int | float):
        written = str(value).lower() if isinstance(value, bool) else str(value)
        hint = f'write it in quotes: "{written}"'
    elif isinstance(value, str) and {"number", "integer", "boolean"} & set(wanted):
        hint = "write it without quotes, separators or unit"
    elif value is None:
        hint = "write a value, or delete the key"
    found = _type_name(value)
    expected = " or ".join(_TYPE_NAMES[name] for name in wanted)
    place = document.positions.nearest(path)
    yield rule_catalogue.problem("schema-type", place, hint, where=_where(path), expected=expected, found=found)


def _not_in_enum(error: _Error, document: Document, path: Path) -> Iterator[Problem]:
    choices = [str(choice) for choice in error.validator_value]
    value = error.instance if isinstance(error.instance, str) else _type_name(error.instance)
    hint = suggest(value, choices) or _few("one of", choices)
    place = document.positions.nearest(path)
    yield rule_catalogue.problem("schema-value", place, hint, value=shown(value), where=_where(path))


def _not_in_form(error: _Error, document: Document, path: Path) -> Iterator[Problem]:
    yield _form(error, document.positions.nearest(path), str(error.instance))


def _form(error: _Error, place: Place, value: str) -> Problem:
    form = error.schema.get("patternErrorMessage", "") if isinstance(error.schema, dict) else ""
    return rule_catalogue.problem("schema-form", place, form, value=shown(value))


def _empty(_error: _Error, document: Document, path: Path) -> Iterator[Problem]:
    place = document.positions.nearest(path)
    yield rule_catalogue.problem("schema-empty", place, "write a value, or delete the key", where=_where(path))


def _twice(error: _Error, document: Document, path: Path) -> Iterator[Problem]:
    seen: list[Any] = []
    for index, item in enumerate(error.instance):
        if item in seen:
            place = document.positions.nearest((*path, index))
            yield rule_catalogue.problem(
                "schema-twice", place, "delete one of them", value=shown(str(item)), where=_where(path)
            )
        seen.append(item)


def _other(error: _Error, document: Document, path: Path) -> Iterator[Problem]:
    value = shown(str(error.instance))
    hint = f"the schema asks for {error.validator} {error.validator_value}"
    yield rule_catalogue.problem(
        "schema-value", document.positions.nearest(path), hint, value=value, where=_where(path)
    )


_HANDLERS: Mapping[str, Callable[[_Error, Document, Path], Iterator[Problem]]] = {
    "additionalProperties": _unknown_keys,
    "required": _missing_keys,
    "type": _wrong_type,
    "enum": _not_in_enum,
    "pattern": _not_in_form,
    "minLength": _empty,
    "minItems": _empty,
    "minProperties": _empty,
    "uniqueItems": _twice,
}


def _properties(error: _Error) -> list[str]:
    schema = error.schema
    return list(schema.get("properties", {})) if isinstance(schema, dict) else []


def _where(path: Path) -> str:
    """The field that a path ends in, as a person would call it: the last word, and the number of a list's item."""
    names = [step for step in path if isinstance(step, str)]
    if not path:
        return "the file"
    if isinstance(path[-1], int):
        return f"item {path[-1] + 1} of '{names[-1]}'" if names else f"item {path[-1] + 1}"
    return f"'{path[-1]}'"


def _type_name(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    return "text" if isinstance(value, str) else "a list" if isinstance(value, list) else "a mapping"


def _few(lead: str, choices: list[str]) -> str:
    listed = ", ".join(choices[:_FEW])
    more = len(choices) - _FEW
    return f"{lead}: {listed}" + (f" and {more} more" if more > 0 else "")
