"""The short way past texts and lists that fit finds the faults that the validator finds without it, and no other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from comparer.load import schemas
from comparer.load.checks import data_kind
from comparer.load.schemas.validator import fits_schema
from tests.load.test_load_workspace import DATA, JUNK, PLACES, replaced

TEXTS = ["", "x", "a b", "A-1", "10a.ii", "a#b", "2031-02", "2031-02-30", "-5", "1/3", "must", "stated", "north\n", "є"]
LISTS: list[Any] = [
    [],
    [1],
    [["x"]],
    ["x", 1],
    ["x", "x"],
    *([one] for one in TEXTS),
    *([one, "must"] for one in TEXTS),
]


def parts(node: Any) -> Iterator[dict[str, Any]]:
    """Every schema inside a schema, and mappings of the like."""
    if isinstance(node, dict):
        yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from parts(inner)


@pytest.mark.parametrize("kind", sorted({*map(data_kind, DATA)}))
def test_what_fits_at_a_look_is_valid(kind: str) -> None:
    whole = schemas._cached_validator(kind).schema
    told = [
        (part, text, fits_schema(text, part)) for part in parts(whole) if "type" in part for text in (*TEXTS, *LISTS)
    ]
    assert [(part, text) for part, text, fit in told if fit and not Draft202012Validator(part).is_valid(text)] == []
    assert any(fit and isinstance(value, list) for _, value, fit in told)
    assert any(fit and isinstance(value, str) for _, value, fit in told)


@pytest.mark.parametrize("first", range(len(JUNK)))
def test_the_faults_are_the_same_and_in_the_same_order(first: int) -> None:
    for place, (name, path) in enumerate(PLACES[first % 3 :: 3]):
        data = replaced(DATA[name], path, JUNK[(first + place) % len(JUNK)])
        short = schemas._cached_validator(data_kind(name))
        usual = Draft202012Validator(short.schema)
        assert [told(one) for one in short.iter_errors(data)] == [told(one) for one in usual.iter_errors(data)]


def told(error: Any) -> tuple[Any, ...]:
    return error.json_path, list(error.relative_schema_path), error.message
