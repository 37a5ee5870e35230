"""A new import of a document whose plan was encoded: ids and encodings of clauses that did not change stay."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from comparer.ingest.write_plan import yaml_flow

__all__ = ["CarryOver", "plan_carry_over"]

_IMPORTED = frozenset({"id", "text", "number", "path", "under", "closes", "clauses", "heading", "part", "coverage"})
"""What the import writes itself, and what belongs to the provision."""
MAX_LISTED_CLAUSES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryOver:
    """What a new plan file takes over: its text with what the old one says of the whole plan, and fields of clauses.

    `fields` are keys with their values as YAML on one line, by the id of the new clause. `messages` say what was kept
    and what could not be.
    """

    content: bytes
    fields: Mapping[str, tuple[tuple[str, str], ...]]
    messages: tuple[str, ...]


def plan_carry_over(old_plan: Any, new_plan: Any, new_content: bytes) -> CarryOver:
    """What the plan file of a document takes over from the encoded one of an earlier version of the document.

    The plans are as their files read, `new_content` is the text of the new one. A clause is the same where its text
    is, and its id where several have that text. One whose number changed takes its encoding along and is told.
    """
    before, after = [*_plan_clauses(old_plan)], [*_plan_clauses(new_plan)]
    by_text: dict[str, list[Mapping[str, Any]]] = {}
    for clause in before:
        by_text.setdefault(_text_key(clause["text"]), []).append(clause)
    times = Counter(_text_key(clause["text"]) for clause in after)
    fields_by_id: dict[str, tuple[tuple[str, str], ...]] = {}
    kept: set[str] = set()
    messages = []
    for clause in after:
        candidates = by_text.get(_text_key(clause["text"]), [])
        same_id = [candidate for candidate in candidates if candidate["id"] == clause["id"]]
        unique = candidates if len(candidates) == 1 and times[_text_key(clause["text"])] == 1 else []
        source = next(iter((*same_id, *unique)), None)
        if source is None:
            continue
        kept.add(source["id"])
        fields = tuple((key, yaml_flow(value)) for key, value in source.items() if key not in _IMPORTED | clause.keys())
        if fields:
            fields_by_id[clause["id"]] = fields
        if source["id"] != clause["id"]:
            messages.append(f"{source['id']} is now {clause['id']}; look for it in alignments and accepted findings")
    lost = [
        clause["id"] for clause in before if clause["id"] not in kept and clause.keys() - _IMPORTED - {"note", "state"}
    ]
    messages += [f"not carried over: {id_}, whose text changed or is gone" for id_ in lost[:MAX_LISTED_CLAUSES]]
    if len(lost) > MAX_LISTED_CLAUSES:
        messages.append(f"not carried over: {len(lost) - MAX_LISTED_CLAUSES} more")
    messages.insert(0, f"carried over: encodings of {len(fields_by_id)} clauses")
    content = _add_plan_fields(old_plan, new_plan, new_content)
    return CarryOver(content=content, fields=fields_by_id, messages=tuple(messages))


def _add_plan_fields(old: Any, new: Any, content: bytes) -> bytes:
    """The new file with what the old one says of the plan as a whole and the document does not: parties, dates."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        return content
    fields = [f"{key}: {yaml_flow(value)}\n" for key, value in old.items() if key not in new]
    kind = f"kind: {yaml_flow(old.get('kind', 'draft'))}\n"
    return content.replace(b"kind: draft\n", "".join((kind, *fields)).encode(), 1)


def _plan_clauses(data: Any) -> Iterator[Mapping[str, Any]]:
    for provision in data.get("provisions", ()) if isinstance(data, dict) else ():
        yield from (clause for clause in provision.get("clauses", [provision]) if "text" in clause)


def _text_key(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
