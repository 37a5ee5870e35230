"""The pages on data files and on the report, made from the schemas so that they cannot say anything else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SCHEMA_FOLDER = ROOT / "schema"
DOCS = ROOT / "docs"
Schema = Mapping[str, Any]

DATA_FILES = (
    ("plan", "plans/drafts/*.yaml, plans/positions/*.yaml"),
    ("vocabulary", "plans/vocabulary.yaml"),
    ("redlines", "plans/redlines/*.yaml"),
    ("constraints", "plans/constraints/*.yaml"),
    ("source", "seeds/*.yaml"),
    ("alignments", "plans/alignments.yaml"),
    ("accepted", "plans/accepted.yaml"),
    ("settings", "plans/settings.yaml"),
    ("brief", "plans/brief.yaml"),
    ("language", "plans/languages/*.yaml"),
)
DATA_INTRODUCTION = """\
# Data files

Made from the schemas by `make manual`; do not edit. Editors read the same schemas: completion and explanations come
from `plans/.schema/`, which `comparer schema` writes with the words of the workspace. A field marked * must be there.
"""
REPORT_INTRODUCTION = """\
# The report as JSON

Made from `schema/report.schema.json` by `make manual`; do not edit. `comparer compare --format json` prints it. Keys
may be added within a version, never removed or renamed. A field marked * is always there.
"""


SHAPES_TOLD_APART = ("explanation", "argument")
"""Shapes of the report that stand in many places and hold one another: each is told once, at the end of the page."""


def build_data_page() -> str:
    """The page docs/data-files.md."""
    parts = [DATA_INTRODUCTION]
    for name, place in DATA_FILES:
        schema = _read_schema(name)
        parts.append(f"\n## {schema['title']}\n\n`{place}`. {schema.get('description', '')}\n\n")
        parts.append("".join(_field_lines(schema, schema, 0)))
    return "".join(parts)


def build_report_page() -> str:
    """The page docs/report-json.md."""
    schema = _read_schema("report")
    parts = [REPORT_INTRODUCTION, "\n", *_field_lines(schema, schema, 0)]
    for name in SHAPES_TOLD_APART:
        shape = schema["$defs"][name]
        parts += [f"\n## {name}\n\n{shape['description']}\n\n", *_field_lines(shape, schema, 0, (f"#/$defs/{name}",))]
    return "".join(parts)


def write_pages() -> None:
    for name, text in (("data-files.md", build_data_page()), ("report-json.md", build_report_page())):
        (DOCS / name).write_text(text, encoding="utf-8")


def _read_schema(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((SCHEMA_FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))
    return schema


MAX_DEPTH = 5


def _field_lines(node: Schema, root: Schema, depth: int, above: tuple[str, ...] = ()) -> Iterator[str]:
    """A line for each field of an object, with those below it indented; lists and maps are looked through."""
    node = _resolve(node, root)
    below = _look_through(node, root)
    if below is None or depth > MAX_DEPTH:
        return
    required = below.get("required", ())
    for name, field in below.get("properties", {}).items():
        target = str(field.get("$ref", "")) if isinstance(field, dict) else ""
        resolved = _resolve(field, root)
        star = "*" if name in required else ""
        if shape := next((shape for shape in SHAPES_TOLD_APART if _holds_reference(field, shape)), ""):
            yield f"{'  ' * depth}- `{name}`{star}: {_describe(resolved)} See [{shape}](#{shape}).\n"
            continue
        yield f"{'  ' * depth}- `{name}`{star}: {_describe(resolved)}\n"
        if target not in above:
            yield from _field_lines(resolved, root, depth + 1, (*above, target) if target else above)


def _holds_reference(field: Schema, shape: str) -> bool:
    """Whether a field is a shape, or null, or a list or map of it."""
    inner = (field, *field.get("anyOf", ()), field.get("items"), field.get("additionalProperties"))
    return any(isinstance(node, dict) and node.get("$ref") == f"#/$defs/{shape}" for node in inner)


def _resolve(node: Schema, root: Schema) -> Schema:
    while "$ref" in node:
        result: Any = root
        for part in str(node["$ref"]).removeprefix("#/").split("/"):
            result = result[part]
        node = {**result, **{key: value for key, value in node.items() if key != "$ref"}}
    return node


def _look_through(node: Schema, root: Schema) -> Schema | None:
    """The object that a node is, or the one that its items or values are; None where it is a plain value."""
    for _ in range(MAX_DEPTH):
        node = _resolve(node, root)
        if "properties" in node:
            return node
        inner = node.get("items") or node.get("additionalProperties")
        if not isinstance(inner, dict):
            choices = [choice for key in ("oneOf", "anyOf") for choice in node.get(key, ())]
            inner = next((choice for choice in choices if _look_through(choice, root)), None)
        if not isinstance(inner, dict):
            return None
        node = inner
    return None


def _describe(field: Schema) -> str:
    text = str(field.get("description", "")).strip()
    values = field.get("enum")
    if isinstance(values, list):
        meanings = field.get("enumDescriptions") or [""] * len(values)
        listed = "; ".join(
            f"`{value}` {meaning}".strip().rstrip(".") for value, meaning in zip(values, meanings, strict=False)
        )
        text = f"{text} One of: {listed}.".strip()
    return text or f"{_type_words(field)}."


def _type_words(field: Schema) -> str:
    kinds = field.get("type", "value")
    return " or ".join(kinds) if isinstance(kinds, list) else str(kinds)
