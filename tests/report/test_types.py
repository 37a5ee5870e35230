"""The types of the report value and its published schema say the same: mypy checks every reader against both."""

from __future__ import annotations

import json
from types import NoneType
from typing import Any, NotRequired, get_args, get_origin, get_type_hints, is_typeddict

import pytest

from comparer.model.norm import ConditionKind
from comparer.model.relation import ConstraintVerdict, GapKind, Relation, VerdictKind
from comparer.model.source import Attestation
from comparer.report.value.types import ReportValue
from comparer.resources.message_catalogue import LEGEND_GROUPS

JSON_NAMES = {str: "string", bool: "boolean", int: "integer", float: "number", NoneType: "null"}
# Objects whose keys are the values of a closed set: the types say `dict`, the schema names each.
COUNTED_KINDS = {
    "ROOT.totals.links": ["total", *Relation],
    "ROOT.totals.gaps": ["total", *GapKind],
    "ROOT.totals.verdicts": ["total", *VerdictKind],
    "ROOT.totals.constraints": ["total", *ConstraintVerdict],
    "ROOT.legend": [*LEGEND_GROUPS],
    ".known": [*Attestation],
    ".conditions": [*ConditionKind],
}


@pytest.fixture(scope="module")
def schema(root: Any) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((root / "schema" / "report.schema.json").read_text(encoding="utf-8"))
    return value


class Comparison:
    """Walks a type and the schema side by side and notes where they differ."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self.definitions = schema["$defs"]
        self.faults: list[str] = []
        self.seen: set[tuple[str, str]] = set()

    def compare(self, place: str, hint: Any, schema: dict[str, Any]) -> None:
        schema = self._resolve(schema)
        if is_typeddict(hint):
            self._compare_object(place, hint, schema)
        elif get_origin(hint) is list:
            self._expect(place, "array", schema.get("type"))
            self.compare(f"{place}[]", get_args(hint)[0], schema.get("items", {}))
        elif get_origin(hint) is dict:
            self._compare_mapping(place, get_args(hint)[1], schema)
        elif "anyOf" in schema:
            kinds = [kind for kind in get_args(hint) if kind is not NoneType]
            self._expect(place, True, NoneType in get_args(hint))
            filled = [option for option in schema["anyOf"] if option.get("type") != "null"]
            for kind, option in zip(kinds, filled, strict=True):
                self.compare(place, kind, option)
        else:
            self._compare_leaf(place, hint, schema)

    def _compare_object(self, place: str, hint: Any, schema: dict[str, Any]) -> None:
        if (hint.__name__, json.dumps(schema)) in self.seen:
            return
        self.seen.add((hint.__name__, json.dumps(schema)))
        self._expect(f"{place}: keys", set(get_type_hints(hint)), set(schema.get("properties", {})))
        marked_hints = get_type_hints(hint, include_extras=True)
        required = {key for key, inner in marked_hints.items() if get_origin(inner) is not NotRequired}
        self._expect(f"{place}: required keys", required, set(schema.get("required", [])))
        for key, inner in get_type_hints(hint).items():
            if key in schema.get("properties", {}):
                self.compare(f"{place}.{key}", inner, schema["properties"][key])

    def _compare_mapping(self, place: str, inner: Any, schema: dict[str, Any]) -> None:
        if isinstance(schema.get("additionalProperties"), dict):
            self.compare(f"{place}.*", inner, schema["additionalProperties"])
            return
        closed_set = next((kinds for name, kinds in COUNTED_KINDS.items() if place.endswith(name)), None)
        self._expect(f"{place}: kinds", sorted(map(str, closed_set or [])), sorted(schema.get("properties", {})))
        for key, inner_schema in schema.get("properties", {}).items():
            self.compare(f"{place}.{key}", inner, inner_schema)

    def _compare_leaf(self, place: str, hint: Any, schema: dict[str, Any]) -> None:
        """A leaf may be narrower than the schema, and never wider."""
        names = {JSON_NAMES[kind] for kind in (get_args(hint) or (hint,))}
        allowed = schema.get("type", [])
        allowed_names = {allowed} if isinstance(allowed, str) else set(allowed)
        allowed_names |= {"string" if isinstance(value, str) else "null" for value in schema.get("enum", [])}
        allowed_names |= {"integer"} if "const" in schema or "number" in allowed_names else set()
        if not names <= allowed_names:
            self.faults.append(f"{place}: {names} in the types, {allowed_names} in the schema")

    def _resolve(self, schema: dict[str, Any]) -> dict[str, Any]:
        name = schema.get("$ref", "").rpartition("/")[2]
        resolved: dict[str, Any] = self.definitions[name] if name else schema
        return resolved

    def _expect(self, place: str, typed: object, published: object) -> None:
        if typed != published:
            self.faults.append(f"{place}: {typed} in the types, {published} in the schema")


def test_types_and_schema_name_the_same_keys_at_every_level(schema: dict[str, Any]) -> None:
    comparison = Comparison(schema)
    comparison.compare("ROOT", ReportValue, schema)
    assert comparison.faults == []


@pytest.mark.parametrize("key", ["totals", "delta", "verdicts"])
def test_a_key_that_only_one_of_them_has_is_seen(schema: dict[str, Any], key: str) -> None:
    lacking = {**schema, "properties": {name: inner for name, inner in schema["properties"].items() if name != key}}
    comparison = Comparison(lacking)
    comparison.compare("ROOT", ReportValue, lacking)
    assert any("ROOT: keys" in fault for fault in comparison.faults)
