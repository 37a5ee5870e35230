"""A report written part by part is the report written in one piece, to the byte."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparer.report.formats.json import canonical_json, canonical_json_pieces

LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=12)


@given(st.dictionaries(st.text(), VALUES))
def test_parts_make_the_whole(value: dict[str, Any]) -> None:
    assert b"".join(canonical_json_pieces(value)) == canonical_json(value).encode()


@pytest.mark.parametrize("value", [{}, {"a": []}, {"a": {}}, {"a": [[], {}]}, {"a": ["\u202e", "\ud800"]}])
def test_empty_and_unsafe_parts_too(value: dict[str, Any]) -> None:
    assert b"".join(canonical_json_pieces(value)) == canonical_json(value).encode()
