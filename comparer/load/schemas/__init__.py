"""The JSON Schemas of the data files: found, and checked against with a place for every fault.

The schemas lie in `schema/` at the top of a checkout, where editors want them, and in `comparer/schema/` of an
installed package.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

import comparer
from comparer.load.schemas import validator
from comparer.load.schemas.faults import problems_from_error

if TYPE_CHECKING:
    from comparer.load.strict_yaml import Document
    from comparer.model.problems import Problem

__all__ = ["check_document", "load_schema", "schema_names"]

_SCHEMA_SUFFIX = ".schema.json"
_SCHEMA_FOLDERS = ("schema", "../schema")
"""Beside the package of an installation, and of a checkout."""
_ANNOTATION_KEYWORDS = frozenset(
    {"$defs", "$schema", "description", "enumDescriptions", "markdownEnumDescriptions", "title"}
)


def schema_names() -> tuple[str, ...]:
    """The names of all schemas, sorted."""
    return tuple(
        sorted(
            entry.name.removesuffix(_SCHEMA_SUFFIX)
            for entry in _find_schema_folder().iterdir()
            if _is_schema_file(entry.name)
        )
    )


def load_schema(name: str) -> dict[str, Any]:
    """One schema as it stands in its file. KeyError for a name that is not among `names()`."""
    loader: Any = comparer.__loader__
    for folder in _SCHEMA_FOLDERS:
        with suppress(OSError):
            content: dict[str, Any] = json.loads(
                loader.get_data(f"{comparer.__path__[0]}/{folder}/{name}{_SCHEMA_SUFFIX}")
            )
            return content
    raise KeyError(name)


def check_document(document: Document, kind: str) -> Iterator[Problem]:
    """Every place where a document departs from the schema of its kind, in no particular order."""
    if _compiled_check(kind)(document.data):
        return
    for error in validator.build_validator(_standalone_schema(kind)).iter_errors(document.data):
        yield from problems_from_error(error, document)


@cache
def _compiled_check(kind: str) -> Callable[[Any], bool]:
    return validator.compile_check(_standalone_schema(kind))


@cache
def _standalone_schema(kind: str) -> dict[str, Any]:
    loaded_schema = load_schema(kind)
    schema: dict[str, Any] = _inline_references(loaded_schema, loaded_schema.get("$defs", {}))
    return schema


def _inline_references(node: Any, definitions: dict[str, Any]) -> Any:
    """The schema without references and hover texts."""
    if isinstance(node, list):
        return [_inline_references(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _inline_references(definitions[node["$ref"].removeprefix("#/$defs/")], definitions)
    return {
        key: {name: _inline_references(value, definitions) for name, value in content.items()}
        if key == "properties"
        else _inline_references(content, definitions)
        for key, content in node.items()
        if key not in _ANNOTATION_KEYWORDS
    }


def _is_schema_file(name: str) -> bool:
    return name.endswith(_SCHEMA_SUFFIX)


def _find_schema_folder() -> Any:
    from importlib.resources import files

    folders = [files("comparer").joinpath(name) for name in _SCHEMA_FOLDERS]
    return next(folder for folder in folders if folder.is_dir())
