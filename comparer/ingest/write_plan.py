"""A draft as the text of a plan file. Written by hand and not by a library, so that it looks as people write it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from comparer.ingest.plan_draft import Draft, DraftClause, DraftProvision

__all__ = ["plan_file_text", "yaml_flow", "yaml_scalar"]

DEFAULT_SCHEMA_PATH = "../.schema/plan.schema.json"

_BARE_SCALAR = re.compile(r"[^\W\d_](?:[^:#\x00-\x1f\x7f-\x9f]|:(?=\S)|(?<=\S)#)*")
# Words that one version of YAML or another reads as something else than text.
_RESERVED_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_BARE_ID = re.compile(r"[A-Za-z][A-Za-z0-9.-]*")

COVERAGE_COMMENT = (
    "# coverage is taken to be complete; write `coverage: partial` if this file does not hold the whole text"
)


def yaml_scalar(text: str) -> str:
    """A text on one line as YAML: bare where every reader of YAML reads it back the same, else in double quotes."""
    if _BARE_SCALAR.fullmatch(text) and text == text.strip() and text.lower() not in _RESERVED_WORDS:
        return text
    return _double_quote(text)


def yaml_flow(value: object) -> str:
    """Words, figures, lists and mappings of them on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {yaml_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(yaml_flow, value)) + "]"
    if isinstance(value, str):
        return value if _BARE_ID.fullmatch(value) and value.lower() not in _RESERVED_WORDS else _double_quote(value)
    return json.dumps(value)


def _double_quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def plan_file_text(draft: Draft, plan_id: str, source: str, schema_path: str = DEFAULT_SCHEMA_PATH) -> str:
    """The whole file; `source` is the name of what was imported, `schema` where editors find the schema of plans."""
    return "\n".join(_plan_file_lines(draft, plan_id, source, schema_path)) + "\n"


def _plan_file_lines(draft: Draft, plan_id: str, source: str, schema_path: str) -> Iterator[str]:
    yield f"# yaml-language-server: $schema={schema_path}"
    yield f"# $schema: {schema_path}"
    yield ""
    yield f"plan: {yaml_flow(plan_id)}"
    yield f"title: {yaml_scalar(draft.title or source)}"
    yield "kind: draft"
    yield COVERAGE_COMMENT
    yield f"note: {yaml_scalar(import_note(draft, source))}"
    if draft.parts:
        yield "parts:"
        for part in draft.parts:
            yield f"  - id: {yaml_flow(part.id)}"
            yield f"    title: {yaml_scalar(part.title)}"
    yield "provisions:"
    for provision in draft.provisions:
        yield from _provision_lines(provision)


def import_note(draft: Draft, source: str) -> str:
    """What a reader of the file must know of the import."""
    sentences = [f"Imported from {source}; issues and norms are not encoded yet.", *draft.remarks]
    if draft.unplaced_texts:
        unplaced_entries = "; ".join(f"{location}: {text}" for location, text in draft.unplaced_texts)
        sentences.append(f"Not placed: {unplaced_entries}")
    return " ".join(sentences)


def _provision_lines(provision: DraftProvision) -> Iterator[str]:
    yield f"  - id: {yaml_flow(provision.id)}"
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
        yield from _clause_lines(clause, "        ")


def _clause_lines(clause: DraftClause, indent: str) -> Iterator[str]:
    yield f"{indent}text: {yaml_scalar(clause.text)}"
    if clause.is_contested:
        yield f"{indent}state: contested"
    if clause.notes:
        yield f"{indent}note: {yaml_scalar('Footnote: ' + ' Footnote: '.join(clause.notes))}"
