"""Schemas of one workspace: the general ones, with its vocabulary as the words that editors complete and explain.

They are written to plans/.schema/, where the first lines of the data files point. A word that is not in the
vocabulary is marked in the editor at once; the command says the same with a suggestion.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from comparer.load import schemas

__all__ = ["FOLDER", "KINDS", "generated", "specialised", "whole"]

FOLDER = "plans/.schema"
KINDS = ("plan", "redlines", "constraints")

_ACTORS = ("actors",)
_THINGS = ("objects", "actors")
_FIELDS = {
    "proposers": _ACTORS, "parties": _ACTORS, "party": _ACTORS, "holder": _ACTORS, "bearer": _ACTORS,
    "agent": _ACTORS, "beneficiary": _ACTORS, "with": _ACTORS, "consent": _ACTORS, "binds": _ACTORS, "by": _ACTORS,
    "act": ("acts",), "acts": ("acts",), "object": _THINGS, "objects": _THINGS, "as": ("statuses", "actors", "objects"),
    "issue": ("issues",), "issues": ("issues",), "manner": ("manners",), "instrument": ("instruments",),
    "instruments": ("instruments",), "unit": ("units",), "of": ("objects", "quantities", "actors"), "to": ("tracks",),
}  # fmt: skip
_CONDITIONS = ("when", "until", "unless", "void_if")
_ANYBODY = {"anyone": "Everybody.", "unnamed": "The text names nobody."}

Words = Mapping[str, str]
"""Words with what an editor shows beside them."""


def generated(vocabulary: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Path from the top of the workspace, and text, of each schema. The vocabulary is data that passed its schema."""
    for kind in KINDS:
        schema = specialised(kind, vocabulary)
        yield f"{FOLDER}/{kind}.schema.json", json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def whole(vocabulary: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The same with the general schemas beside them, for a workspace that has no copy of its own."""
    yield from generated(vocabulary)
    for kind in schemas.names():
        if kind not in KINDS:
            text = json.dumps(schemas.schema(kind), indent=1, ensure_ascii=False) + "\n"
            yield f"{FOLDER}/{kind}.schema.json", text


def specialised(kind: str, vocabulary: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of a kind with a list of words wherever its fields take words of the vocabulary.

    A section that the vocabulary lacks leaves its fields as they are.
    """
    schema = schemas.schema(kind)
    found = {sections: _words(vocabulary, sections) for sections in sorted({*_FIELDS.values(), ("events",)})}
    lists = {_name(sections): _enumeration(words) for sections, words in found.items() if words}
    _specialise(schema, lists)
    _quantities(schema, vocabulary)
    used = json.dumps(schema)
    schema.setdefault("$defs", {}).update({name: lists[name] for name in lists if f'"#/$defs/{name}"' in used})
    return schema


def _specialise(node: Any, lists: Mapping[str, Any]) -> None:
    """Give every field that takes words its list, in place, at any depth."""
    if isinstance(node, list):
        for item in node:
            _specialise(item, lists)
        return
    if not isinstance(node, dict):
        return
    for name, field in node.get("properties", {}).items():
        sections = _sections(name, node, field)
        if sections and _name(sections) in lists:
            _take_from(field, f"#/$defs/{_name(sections)}")
    for key, value in node.items():
        if key == "properties":
            for field in value.values():
                _specialise(field, lists)
        elif key != "enum":
            _specialise(value, lists)


def _sections(name: str, parent: Mapping[str, Any], field: Any) -> tuple[str, ...]:
    """The sections from which a field takes its words; nothing where the same name means something else."""
    properties = parent["properties"]
    if not isinstance(field, dict) or "pattern" not in field:
        return ()
    if name in _CONDITIONS:
        return ("events",) if "void_if" in properties or name == "when" else ()
    if name == "from":
        return ("events",) if "unknown" in properties else ()
    if name == "act" and "majority" in properties:  # a step may be told in free words
        return ()
    return _FIELDS.get(name, ())


def _take_from(field: dict[str, Any], reference: str) -> None:
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
    listed = choices[0] if len(choices) == 1 else {"anyOf": list(choices)}
    field["anyOf"] = [*choices, {"type": "array", "minItems": 1, "uniqueItems": True, "items": listed}]


def _quantities(schema: Mapping[str, Any], vocabulary: Mapping[str, Any]) -> None:
    """The terms of a clause, by name: each quantity explained, and no other."""
    entries = vocabulary.get("quantities") or {}
    if not entries:
        return
    terms = schema["$defs"]["terms"]
    for word, entry in entries.items():
        terms["properties"][word] = {"description": _told(entry), "$ref": "#/$defs/quantity"}
    terms["additionalProperties"] = False


def _words(vocabulary: Mapping[str, Any], sections: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for section in sections:
        for word, entry in (vocabulary.get(section) or {}).items():
            found.setdefault(word, _told(entry))
    return {**found, **_ANYBODY} if found and "actors" in sections else found


def _told(entry: Mapping[str, Any]) -> str:
    parts = [str(entry.get("label", ""))]
    if entry.get("unit"):
        parts.append(f"in {entry['unit']}")
    told = ", ".join(parts)
    return f"{told}: {entry['definition']}" if entry.get("definition") else told


def _enumeration(words: Words) -> dict[str, Any]:
    return {"enum": list(words), "enumDescriptions": list(words.values())}


def _name(sections: tuple[str, ...]) -> str:
    return "words-" + "-".join(sections)
