"""The validator of JSON Schema, with a short way past texts and lists of texts that fit.

Most of a data file is texts, and to go down into the schema of one costs many times what checking the text does. Only
what surely fits is passed over; anything else goes the usual way, which tells the fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

__all__ = ["build_validator"]

# What a schema may ask of values that are no texts, and of those that are no lists.
_NEUTRAL_KEYWORDS = frozenset(
    {"additionalProperties", "maximum", "minProperties", "minimum", "patternErrorMessage", "properties"}
    | {"propertyNames", "required"}
)
_NON_TEXT_KEYWORDS = _NEUTRAL_KEYWORDS | {"items", "minItems", "uniqueItems"}
_NON_LIST_KEYWORDS = _NEUTRAL_KEYWORDS | {"minLength", "pattern"}


def build_validator(schema: Mapping[str, Any]) -> Any:
    """The validator of one schema that is free of references."""
    return _validator_class()(schema)


@cache
def _validator_class() -> Any:
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    return extend(
        Draft202012Validator,
        {"properties": _validate_properties, "items": _validate_items, "pattern": _validate_pattern},
    )  # type: ignore[no-untyped-call]


def _validate_properties(
    validator: Any, property_schemas: Mapping[str, Any], instance: Any, _schema: Any
) -> Iterator[Any]:
    if not isinstance(instance, dict):
        return
    for name, item_schema in property_schemas.items():
        if name in instance and not fits_schema(instance[name], item_schema):
            yield from validator.descend(instance[name], item_schema, path=name, schema_path=name)


def _validate_items(validator: Any, item_schema: Any, instance: Any, _schema: Any) -> Iterator[Any]:
    if not isinstance(instance, list):
        return
    for index, item in enumerate(instance):
        if not fits_schema(item, item_schema):
            yield from validator.descend(item, item_schema, path=index)


def _validate_pattern(_validator: Any, pattern: str, instance: Any, _schema: Any) -> Iterator[Any]:
    if isinstance(instance, str) and not _fits_pattern(pattern, instance):
        yield _validation_error(f"{instance!r} does not match {pattern!r}")


def _validation_error(message: str) -> Any:
    from jsonschema import ValidationError

    return ValidationError(message)


def _fits_pattern(pattern: str, value: str) -> bool:
    """As JSON Schema means it: the end is the end of the text, and not also what stands before a last line break."""
    return re.search(pattern.replace("$", r"\Z"), value) is not None


def fits_schema(value: Any, schema: Mapping[str, Any]) -> bool:
    """Whether a value is a text, or a list of texts, that fits its schema. False where that takes more than a look."""
    if isinstance(value, list):
        return _list_fits_schema(value, schema)
    if not isinstance(value, str):
        return False
    for keyword, requirement in schema.items():
        if keyword == "type":
            is_met = "string" in (requirement if isinstance(requirement, list) else [requirement])
        elif keyword == "pattern":
            is_met = _fits_pattern(requirement, value)
        elif keyword == "enum":
            is_met = value in requirement
        elif keyword == "minLength":
            is_met = len(value) >= requirement
        else:
            is_met = keyword in _NON_TEXT_KEYWORDS
        if not is_met:
            return False
    return True


def _list_fits_schema(values: list[Any], schema: Mapping[str, Any]) -> bool:
    for keyword, requirement in schema.items():
        if keyword == "type":
            is_met = "array" in (requirement if isinstance(requirement, list) else [requirement])
        elif keyword == "items":
            is_met = all(isinstance(item, str) and fits_schema(item, requirement) for item in values)
        elif keyword == "minItems":
            is_met = len(values) >= requirement
        elif keyword == "uniqueItems":
            is_met = all(isinstance(item, str) for item in values) and len(set(values)) == len(values)
        else:
            is_met = keyword in _NON_LIST_KEYWORDS
        if not is_met:
            return False
    return True
