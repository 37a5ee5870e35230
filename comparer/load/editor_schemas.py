"""Schemas of one workspace: the general ones, with its vocabulary as the words that editors complete and explain.

They are written to plans/.schema/, where the first lines of the data files point. A word that is not in the
vocabulary is marked in the editor at once; the command says the same with a suggestion.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from comparer.load import schemas

__all__ = ["SCHEMA_FOLDER", "SPECIALISED_KINDS", "generate_all_schemas", "generate_schemas", "specialise_schema"]

SCHEMA_FOLDER = "plans/.schema"
SPECIALISED_KINDS = ("plan", "redlines", "constraints")

_ACTOR_SECTIONS = ("actors",)
_THING_SECTIONS = ("objects", "actors")
_SECTIONS_BY_FIELD = {
    "proposers": _ACTOR_SECTIONS,
    "parties": _ACTOR_SECTIONS,
    "party": _ACTOR_SECTIONS,
    "holder": _ACTOR_SECTIONS,
    "bearer": _ACTOR_SECTIONS,
    "agent": _ACTOR_SECTIONS,
    "beneficiary": _ACTOR_SECTIONS,
    "with": _ACTOR_SECTIONS,
    "consent": _ACTOR_SECTIONS,
    "binds": _ACTOR_SECTIONS,
    "by": _ACTOR_SECTIONS,
    "act": ("acts",),
    "acts": ("acts",),
    "object": _THING_SECTIONS,
    "objects": _THING_SECTIONS,
    "as": ("statuses", "actors", "objects"),
    "issue": ("issues",),
    "issues": ("issues",),
    "questions": ("questions",),
    "manner": ("manners",),
    "instrument": ("instruments",),
    "instruments": ("instruments",),
    "unit": ("units",),
    "of": ("objects", "quantities", "actors"),
    "to": ("tracks",),
}
_CONDITION_FIELDS = ("when", "until", "unless", "void_if")
_RESERVED_ACTOR_WORDS = {"anyone": "Everybody.", "unnamed": "The text names nobody."}

WordDescriptions = Mapping[str, str]
"""Words with what an editor shows beside them."""


def generate_schemas(vocabulary: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Path from the top of the workspace, and text, of each schema. The vocabulary is data that passed its schema."""
    for kind in SPECIALISED_KINDS:
        schema = specialise_schema(kind, vocabulary)
        yield f"{SCHEMA_FOLDER}/{kind}.schema.json", json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def generate_all_schemas(vocabulary: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The same with the general schemas beside them, for a workspace that has no copy of its own."""
    yield from generate_schemas(vocabulary)
    for kind in schemas.schema_names():
        if kind not in SPECIALISED_KINDS:
            text = json.dumps(schemas.load_schema(kind), indent=1, ensure_ascii=False) + "\n"
            yield f"{SCHEMA_FOLDER}/{kind}.schema.json", text


def specialise_schema(kind: str, vocabulary: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of a kind with a list of words wherever its fields take words of the vocabulary.

    A section that the vocabulary lacks leaves its fields as they are.
    """
    schema = schemas.load_schema(kind)
    words_by_sections = {
        sections: _word_descriptions(vocabulary, sections)
        for sections in sorted({*_SECTIONS_BY_FIELD.values(), ("events",)})
    }
    enumerations = {
        _definition_name(sections): _word_enumeration(words) for sections, words in words_by_sections.items() if words
    }
    _insert_word_lists(schema, enumerations)
    _describe_quantities(schema, vocabulary)
    schema_text = json.dumps(schema)
    schema.setdefault("$defs", {}).update(
        {name: enumerations[name] for name in enumerations if f'"#/$defs/{name}"' in schema_text}
    )
    return schema


def _insert_word_lists(node: Any, enumerations: Mapping[str, Any]) -> None:
    """Give every field that takes words its list, in place, at any depth."""
    if isinstance(node, list):
        for item in node:
            _insert_word_lists(item, enumerations)
        return
    if not isinstance(node, dict):
        return
    for name, field in node.get("properties", {}).items():
        sections = _field_sections(name, node, field)
        if sections and _definition_name(sections) in enumerations:
            _refer_to_word_list(field, f"#/$defs/{_definition_name(sections)}")
    for key, value in node.items():
        if key == "properties":
            for field in value.values():
                _insert_word_lists(field, enumerations)
        elif key != "enum":
            _insert_word_lists(value, enumerations)


def _field_sections(name: str, parent: Mapping[str, Any], field: Any) -> tuple[str, ...]:
    """The sections from which a field takes its words; nothing where the same name means something else."""
    properties = parent["properties"]
    if not isinstance(field, dict) or "pattern" not in field:
        return ()
    if name in _CONDITION_FIELDS:
        return ("events",) if "void_if" in properties or name == "when" else ()
    if name == "from":
        return ("events",) if "unknown" in properties else ()
    if name == "act" and "majority" in properties:  # a step may be told in free words
        return ()
    return _SECTIONS_BY_FIELD.get(name, ())


def _refer_to_word_list(field: dict[str, Any], reference: str) -> None:
    """Point a field of one word, or of one or more, to a list of words."""
    del field["pattern"]
    field.pop("patternErrorMessage", None)
    word = {"$ref": reference}
    items = field.get("items")
    if items is None:
        del field["type"]
        field.update(word)
        return
    # Editors look for words to offer in `anyOf`, and not behind `if`.
    for name in ("type", "items", "minItems", "uniqueItems"):
        field.pop(name, None)
    choices: list[dict[str, Any]] = [word]
    if "properties" in items:  # a clause of the plan may stand where an event may
        clause = {
            "type": "object",
            **{key: field.pop(key) for key in ("properties", "required", "additionalProperties")},
        }
        choices.append(clause)
    item_schema = choices[0] if len(choices) == 1 else {"anyOf": list(choices)}
    field["anyOf"] = [*choices, {"type": "array", "minItems": 1, "uniqueItems": True, "items": item_schema}]


def _describe_quantities(schema: Mapping[str, Any], vocabulary: Mapping[str, Any]) -> None:
    """The terms of a clause, by name: each quantity explained, and no other."""
    entries = vocabulary.get("quantities") or {}
    if not entries:
        return
    terms = schema["$defs"]["terms"]
    for word, entry in entries.items():
        terms["properties"][word] = {"description": _describe_word(entry), "$ref": "#/$defs/quantity"}
    terms["additionalProperties"] = False


def _word_descriptions(vocabulary: Mapping[str, Any], sections: tuple[str, ...]) -> dict[str, str]:
    descriptions: dict[str, str] = {}
    for section in sections:
        for word, entry in (vocabulary.get(section) or {}).items():
            descriptions.setdefault(word, _describe_word(entry))
    return {**descriptions, **_RESERVED_ACTOR_WORDS} if descriptions and "actors" in sections else descriptions


def _describe_word(entry: Mapping[str, Any]) -> str:
    parts = [str(entry.get("label", ""))]
    if entry.get("unit"):
        parts.append(f"in {entry['unit']}")
    description = ", ".join(parts)
    explanation = entry.get("definition") or entry.get("asks")
    return f"{description}: {explanation}" if description and explanation else explanation or description


def _word_enumeration(words: WordDescriptions) -> dict[str, Any]:
    return {"enum": list(words), "enumDescriptions": list(words.values())}


def _definition_name(sections: tuple[str, ...]) -> str:
    return "words-" + "-".join(sections)
