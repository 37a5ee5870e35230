"""What the compiled check lets pass is valid to the validator of the library; it lets pass every good file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from comparer.load import schemas
from comparer.load.checks import data_kind
from comparer.load.schemas.validator import compile_check
from tests.load.test_load_workspace import DATA, JUNK, PLACES, replaced

TEXTS = ["", "x", "a b", "A-1", "10a.ii", "a#b", "2031-02", "2031-02-30", "-5", "1/3", "must", "stated", "north\n", "є"]
LISTS: list[Any] = [
    [],
    [1],
    [["x"]],
    ["x", 1],
    ["x", "x"],
    *([text] for text in TEXTS),
    *([text, "must"] for text in TEXTS),
]


def parts(node: Any) -> Iterator[dict[str, Any]]:
    """Every schema inside a schema, and mappings of the like."""
    if isinstance(node, dict):
        yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from parts(inner)


def schema_of(kind: str) -> dict[str, Any]:
    return schemas._standalone_schema(kind)


@pytest.mark.parametrize("kind", sorted({*map(data_kind, DATA)}))
def test_what_surely_fits_is_valid(kind: str) -> None:
    text = [
        (part, value, compile_check(part)(value))
        for part in parts(schema_of(kind))
        if isinstance(part.get("type"), (str, list))
        for value in (*TEXTS, *LISTS, *JUNK)
    ]
    passed = [(part, value) for part, value, fits in text if fits]
    assert [(part, value) for part, value in passed if not Draft202012Validator(part).is_valid(value)] == []
    assert any(fits and isinstance(value, list) for _, value, fits in text)
    assert any(fits and isinstance(value, str) for _, value, fits in text)


@pytest.mark.parametrize("name", sorted(DATA))
def test_a_good_file_needs_no_validator(name: str) -> None:
    assert compile_check(schema_of(data_kind(name)))(DATA[name])


@pytest.mark.parametrize("first", range(len(JUNK)))
def test_no_file_with_a_fault_surely_fits(first: int) -> None:
    for place, (name, path) in enumerate(PLACES[first % 3 :: 3]):
        data, schema = replaced(DATA[name], path, JUNK[(first + place) % len(JUNK)]), schema_of(data_kind(name))
        assert not compile_check(schema)(data) or Draft202012Validator(schema).is_valid(data)


def test_a_keyword_that_the_check_does_not_know_is_left_to_the_validator() -> None:
    assert not compile_check({"type": "string", "format": "date"})("2031-02-03")
    assert not compile_check({"properties": {"x": {"const": 1}}})({"x": 1})
