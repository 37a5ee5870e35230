"""The validator of JSON Schema, with a short way past texts and lists of texts that fit.

Most of a data file is texts, and to go down into the schema of one costs many times what checking the text does. Only
what surely fits is passed over; anything else goes the usual way, which tells the fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

__all__ = ["of_schema"]

# What a schema may ask of values that are no texts, and of those that are no lists.
_OF_OTHERS = frozenset(
    {"additionalProperties", "maximum", "minProperties", "minimum", "patternErrorMessage", "properties"}
    | {"propertyNames", "required"}
)
_OF_NO_TEXT = _OF_OTHERS | {"items", "minItems", "uniqueItems"}
_OF_NO_LIST = _OF_OTHERS | {"minLength", "pattern"}


def of_schema(schema: Mapping[str, Any]) -> Any:
    """The validator of one schema that is free of references."""
    return _validator_class()(schema)


@cache
def _validator_class() -> Any:
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    return extend(Draft202012Validator, {"properties": _properties, "items": _items})  # type: ignore[no-untyped-call]


def _properties(validator: Any, fields: Mapping[str, Any], instance: Any, _schema: Any) -> Iterator[Any]:
    if not isinstance(instance, dict):
        return
    for name, asked in fields.items():
        if name in instance and not fits(instance[name], asked):
            yield from validator.descend(instance[name], asked, path=name, schema_path=name)


def _items(validator: Any, asked: Any, instance: Any, _schema: Any) -> Iterator[Any]:
    if not isinstance(instance, list):
        return
    for index, item in enumerate(instance):
        if not fits(item, asked):
            yield from validator.descend(item, asked, path=index)


def fits(value: Any, schema: Mapping[str, Any]) -> bool:
    """Whether a value is a text, or a list of texts, that fits its schema. False where that takes more than a look."""
    if isinstance(value, list):
        return _list_fits(value, schema)
    if not isinstance(value, str):
        return False
    for keyword, asked in schema.items():
        if keyword == "type":
            met = "string" in (asked if isinstance(asked, list) else [asked])
        elif keyword == "pattern":
            met = re.search(asked, value) is not None
        elif keyword == "enum":
            met = value in asked
        elif keyword == "minLength":
            met = len(value) >= asked
        else:
            met = keyword in _OF_NO_TEXT
        if not met:
            return False
    return True


def _list_fits(values: list[Any], schema: Mapping[str, Any]) -> bool:
    for keyword, asked in schema.items():
        if keyword == "type":
            met = "array" in (asked if isinstance(asked, list) else [asked])
        elif keyword == "items":
            met = all(isinstance(one, str) and fits(one, asked) for one in values)
        elif keyword == "minItems":
            met = len(values) >= asked
        elif keyword == "uniqueItems":
            met = all(isinstance(one, str) for one in values) and len(set(values)) == len(values)
        else:
            met = keyword in _OF_NO_LIST
        if not met:
            return False
    return True
