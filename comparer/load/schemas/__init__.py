"""The JSON Schemas of the data files: found, and checked against with a place for every fault.

The schemas lie in `schema/` at the top of a checkout, where editors want them, and in `comparer/schema/` of an
installed package.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from comparer.load.schemas import validator
from comparer.load.schemas.faults import problems_of

if TYPE_CHECKING:
    from comparer.load.strict_yaml import Document
    from comparer.model.problems import Problem

__all__ = ["check", "names", "schema"]

_ENDING = ".schema.json"
_ANNOTATIONS = frozenset({"$defs", "$schema", "description", "enumDescriptions", "markdownEnumDescriptions", "title"})


def names() -> tuple[str, ...]:
    """The names of all schemas, sorted."""
    return tuple(sorted(entry.name.removesuffix(_ENDING) for entry in _folder().iterdir() if _is_schema(entry.name)))


def schema(name: str) -> dict[str, Any]:
    """One schema as it stands in its file. KeyError for a name that is not among `names()`."""
    if name not in names():
        raise KeyError(name)
    content: dict[str, Any] = json.loads(_folder().joinpath(name + _ENDING).read_text(encoding="utf-8"))
    return content


def check(document: Document, kind: str) -> Iterator[Problem]:
    """Every place where a document departs from the schema of its kind, in no particular order."""
    for error in _validator(kind).iter_errors(document.data):
        yield from problems_of(error, document)


@cache
def _validator(kind: str) -> Any:
    written = schema(kind)
    return validator.of_schema(_inlined(written, written.get("$defs", {})))


def _inlined(node: Any, definitions: dict[str, Any]) -> Any:
    """The schema without references and hover texts: following a reference costs more than checking what it names."""
    if isinstance(node, list):
        return [_inlined(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _inlined(definitions[node["$ref"].removeprefix("#/$defs/")], definitions)
    return {
        key: {name: _inlined(value, definitions) for name, value in content.items()}
        if key == "properties"
        else _inlined(content, definitions)
        for key, content in node.items()
        if key not in _ANNOTATIONS
    }


def _is_schema(name: str) -> bool:
    return name.endswith(_ENDING)


@cache
def _folder() -> Any:
    package = resources.files("comparer")
    installed = package.joinpath("schema")
    return installed if installed.is_dir() else package.joinpath("..", "schema")
