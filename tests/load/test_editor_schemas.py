"""The schemas that editors use for one workspace: general fields, the workspace's own words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from comparer.load import editor_schemas, schemas, strict_yaml
from tests.factories.pact import FILES, LAW, LINES, VOCABULARY, A

WORDS: dict[str, Any] = strict_yaml.read_yaml(VOCABULARY.encode(), "vocabulary.yaml").data


def faults(kind: str, text: str) -> list[str]:
    schema = editor_schemas.specialise_schema(kind, WORDS)
    Draft202012Validator.check_schema(schema)
    data = strict_yaml.read_yaml(text.encode(), "f.yaml").data
    errors = Draft202012Validator(schema).iter_errors(data)
    return sorted("/".join(map(str, error.absolute_path)) for error in errors)


@pytest.mark.parametrize(("kind", "file"), [("plan", A), ("redlines", LINES), ("constraints", LAW)])
def test_what_uses_the_vocabulary_passes(kind: str, file: str) -> None:
    assert faults(kind, FILES[file]) == []


@pytest.mark.parametrize(
    ("kind", "file", "old", "new", "path"),
    [
        ("plan", A, "proposers: north", "proposers: nroth", "proposers"),
        ("plan", A, "parties: [north, south]", "parties: [north, suoth]", "parties"),
        ("plan", A, "act: limit", "act: limmit", "provisions/0/clauses/0/norm/act"),
        ("plan", A, "issue: debt.deficit", "issue: debt.defizit", "provisions/0/clauses/0/issue"),
        ("plan", A, "unless: recession", "unless: resession", "provisions/0/clauses/0/conditions/unless"),
        ("plan", A, "deficit: {below: 3}", "defizit: {below: 3}", "provisions/0/clauses/0/terms"),
        ("plan", A, "from: signature", "from: signing", "provisions/0/clauses/1/terms/report-by/from"),
        ("redlines", LINES, "party: south", "party: suoth", "party"),
        ("redlines", LINES, "act: run", "act: walk", "lines/0/versions/0/norms/0/norm/act"),
        ("constraints", LAW, "by: treasury", "by: tresury", "constraints/0/steps/0/by"),
    ],
)
def test_a_word_outside_the_vocabulary_is_marked(kind: str, file: str, old: str, new: str, path: str) -> None:
    assert old in FILES[file]
    assert faults(kind, FILES[file].replace(old, new, 1)) == [path]


def test_reserved_words_free_text_and_dates_stay_open() -> None:
    text = FILES[A].replace("bearer: treasury", "bearer: unnamed").replace("bearer: north", "bearer: [anyone]", 1)
    assert faults("plan", text) == []
    assert faults("constraints", FILES[LAW].replace("act: The budget is drafted.", "act: run")) == []


def test_each_word_is_explained() -> None:
    schema = editor_schemas.specialise_schema("plan", WORDS)
    issues = schema["$defs"]["words-issues"]
    assert dict(zip(issues["enum"], issues["enumDescriptions"], strict=True))["debt.deficit"] == "Deficit"
    assert schema["$defs"]["terms"]["properties"]["deficit"]["description"] == "Deficit, in percent"
    questions = schema["$defs"]["words-questions"]
    assert dict(zip(questions["enum"], questions["enumDescriptions"], strict=True)) == {
        "transfer-size": "Size of the transfer: How much does the North pay the South?"
    }


def test_without_a_vocabulary_the_general_schema_remains() -> None:
    for kind in editor_schemas.SPECIALISED_KINDS:
        assert editor_schemas.specialise_schema(kind, {}) == schemas.load_schema(kind)


def test_the_committed_schemas_are_those_of_the_vocabulary(root: Path) -> None:
    vocabulary = strict_yaml.read_yaml((root / "plans/vocabulary.yaml").read_bytes(), "plans/vocabulary.yaml").data
    stale = [
        name
        for name, text in editor_schemas.generate_schemas(vocabulary)
        if not (root / name).exists() or (root / name).read_text(encoding="utf-8") != text
    ]
    assert stale == [], "the vocabulary has changed; write them anew: python -m tests.refresh_schemas"


# --- the general schemas ---------------------------------------------------------------------------------------------

OURS = ("plan", "redlines", "constraints", "vocabulary", "alignments", "accepted", "settings", "brief")


def nodes(schema: Any, path: str = "") -> Any:
    if isinstance(schema, dict):
        yield path, schema
        for key, value in schema.items():
            yield from nodes(value, f"{path}/{key}")
    elif isinstance(schema, list):
        for index, value in enumerate(schema):
            yield from nodes(value, f"{path}/{index}")


@pytest.mark.parametrize("kind", OURS)
def test_a_schema_is_sound_plain_and_explains_every_field(kind: str) -> None:
    schema = schemas.load_schema(kind)
    Draft202012Validator.check_schema(schema)
    for path, node in nodes(schema):
        assert not {"oneOf", "anyOf", "allOf"} & node.keys(), path
        if isinstance(node.get("properties"), dict) and not path.endswith("/properties"):
            assert "additionalProperties" in node, path
            for name, field in node["properties"].items():
                text = field.get("description", "")
                assert text.endswith((".", ".)")), f"{path}/{name}"
        if "enumDescriptions" in node:
            assert len(node["enumDescriptions"]) == len(node["enum"]), path
        if isinstance(node.get("pattern"), str) and not path.endswith("propertyNames"):
            assert node.get("patternErrorMessage"), path
