"""A draft as the text of a plan file. Written by hand and not by a library, so that it looks as people write it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from comparer.ingest.plan_draft import Clause, Draft, Provision

__all__ = ["plan_file_text", "plan_note", "yaml_flow", "yaml_scalar"]

SCHEMA = "../.schema/plan.schema.json"

_UNSAFE = re.compile(r":(?!\S)|(?<!\S)#|[\x00-\x1f\x7f-\x9f]")
MAX_LISTED = 400
"""Pieces without a place that the note of a plan lists; of more it gives the number."""
# Words that one version of YAML or another reads as something else than text.
_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_ID = re.compile(r"[A-Za-z][A-Za-z0-9.-]*")

ASSUMED = "# coverage is taken to be complete; write `coverage: partial` if this file does not hold the whole text"


def yaml_scalar(text: str) -> str:
    """A text on one line as YAML: bare where every reader of YAML reads it back the same, else in double quotes."""
    if text[:1].isalpha() and not _UNSAFE.search(text) and text == text.strip() and text.lower() not in _WORDS:
        return text
    return _quote_text(text)


def yaml_flow(value: object) -> str:
    """Words, figures, lists and mappings of them on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {yaml_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(yaml_flow, value)) + "]"
    if isinstance(value, str):
        return value if _ID.fullmatch(value) and value.lower() not in _WORDS else _quote_text(value)
    return json.dumps(value)


def _quote_text(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def plan_file_text(draft: Draft, plan: str, source: str, schema: str = SCHEMA) -> str:
    """The whole file; `source` is the name of what was imported, `schema` where editors find the schema of plans."""
    return "\n".join(_plan_lines(draft, plan, source, schema)) + "\n"


def _plan_lines(draft: Draft, plan: str, source: str, schema: str) -> Iterator[str]:
    yield f"# yaml-language-server: $schema={schema}"
    yield f"# $schema: {schema}"
    yield ""
    yield f"plan: {yaml_flow(plan)}"
    yield f"title: {yaml_scalar(draft.title or source)}"
    yield "kind: draft"
    if draft.issued:
        yield f'issued: "{draft.issued}"'
    yield ASSUMED
    yield f"note: {yaml_scalar(plan_note(draft, source))}"
    yield from _document_lines(draft, source)
    if draft.parts:
        yield "parts:"
        for part in draft.parts:
            yield f"  - id: {yaml_flow(part.id)}"
            yield f"    title: {yaml_scalar(part.title)}"
    yield "provisions:"
    for provision in draft.provisions:
        yield from _provision_lines(provision)


def _document_lines(draft: Draft, source: str) -> Iterator[str]:
    yield "document:"
    yield f"  file: {yaml_scalar(source)}"
    if not draft.title:
        yield "  untitled: true"
    if draft.set_aside:
        yield "  set_aside:"
        for where, text in draft.set_aside[:MAX_LISTED]:
            yield f"    - where: {yaml_scalar(where)}"
            yield f"      text: {yaml_scalar(text)}"


def plan_note(draft: Draft, source: str) -> str:
    """What a reader of the file must know of the import."""
    parts = [f"Imported from {source}; issues and norms are not encoded yet.", *draft.remarks]
    parts += [f"Look at {location}: {text}." for location, text in draft.doubts[:MAX_LISTED]]
    if len(draft.doubts) > MAX_LISTED:
        parts.append(f"Of the places to look at {len(draft.doubts) - MAX_LISTED} more are not listed.")
    if draft.unplaced:
        listed = "; ".join(f"{location}: {text}" for location, text in draft.unplaced)
        parts.append(f"Not placed: {listed}")
    return " ".join(parts)


def _provision_lines(provision: Provision) -> Iterator[str]:
    yield f"  - id: {yaml_flow(provision.id)}"
    if provision.number:
        yield f"    number: {yaml_scalar(provision.number)}"
    if provision.heading:
        yield f"    heading: {yaml_scalar(provision.heading)}"
    if provision.part:
        yield f"    part: {yaml_flow(provision.part)}"
    if len(provision.clauses) == 1 and provision.clauses[0].id == provision.id:
        yield from _clause_lines(provision.clauses[0], "    ")
        return
    yield "    clauses:"
    for clause in provision.clauses:
        yield f"      - id: {yaml_flow(clause.id)}"
        if clause.number:
            yield f"        number: {yaml_scalar(clause.number)}"
        yield from _clause_lines(clause, "        ")


def _clause_lines(clause: Clause, indent: str) -> Iterator[str]:
    for name in ("path", "under", "closes"):
        if getattr(clause, name):
            yield f"{indent}{name}: {yaml_scalar(getattr(clause, name))}"
    yield f"{indent}text: {yaml_scalar(clause.text)}"
    if clause.state:
        yield f"{indent}state: {clause.state}"
    if clause.variants:
        yield f"{indent}variants:"
        for variant in clause.variants:
            yield f"{indent}  - text: {yaml_scalar(variant.text)}"
            if variant.family:
                yield f"{indent}    family: {yaml_flow(variant.family)}"
            if variant.holders:
                yield f"{indent}    note: {yaml_scalar(f'Printed: {variant.holders}')}"
    if clause.notes:
        yield f"{indent}note: {yaml_scalar(' '.join(clause.notes))}"
