"""A new import of a document whose plan was encoded: ids and encodings of clauses that did not change stay."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from comparer.ingest.write_plan import flow
from comparer.load.edit_yaml import Field, SpliceError, splice
from comparer.load.strict_yaml import read

__all__ = ["carry_over"]

_IMPORTED = frozenset({"id", "text", "number", "path", "under", "closes", "clauses", "heading", "part", "coverage"})
"""What the import writes itself, and what belongs to the provision."""
MAX_TOLD_CLAUSES = 40


def carry_over(old: bytes, new: bytes) -> tuple[bytes, list[str]]:
    """The new plan file with the encodings of the old one, and what became of those that it could not take over.

    A clause is the same where its text is, and its id where several have that text. One whose number changed takes its
    encoding along and is told.
    """
    old_plan, new_plan = read(old, "").data, read(new, "").data
    before, after = [*_clauses(old_plan)], [*_clauses(new_plan)]
    new = _with_plan_fields(old_plan, new_plan, new)
    by_text: dict[str, list[Mapping[str, Any]]] = {}
    for clause in before:
        by_text.setdefault(_key(clause["text"]), []).append(clause)
    times = Counter(_key(clause["text"]) for clause in after)
    additions: dict[str, tuple[Field, ...]] = {}
    kept: set[str] = set()
    told = []
    for clause in after:
        candidates = by_text.get(_key(clause["text"]), [])
        same_id = [candidate for candidate in candidates if candidate["id"] == clause["id"]]
        unique = candidates if len(candidates) == 1 and times[_key(clause["text"])] == 1 else []
        source = next(iter((*same_id, *unique)), None)
        if source is None:
            continue
        kept.add(source["id"])
        fields = tuple(Field(key, flow(value)) for key, value in source.items() if key not in _IMPORTED | clause.keys())
        if fields:
            additions[clause["id"]] = fields
        if source["id"] != clause["id"]:
            told.append(f"{source['id']} is now {clause['id']}; look for it in alignments and accepted findings")
    try:
        content = splice(new, additions)
    except SpliceError as error:
        return new, [f"nothing could be carried over: {error}"]
    lost = [
        clause["id"] for clause in before if clause["id"] not in kept and clause.keys() - _IMPORTED - {"note", "state"}
    ]
    told += [f"not carried over: {id_}, whose text changed or is gone" for id_ in lost[:MAX_TOLD_CLAUSES]]
    if len(lost) > MAX_TOLD_CLAUSES:
        told.append(f"not carried over: {len(lost) - MAX_TOLD_CLAUSES} more")
    told.insert(0, f"carried over: encodings of {len(additions)} clauses")
    return content, told


def _with_plan_fields(old: Any, new: Any, content: bytes) -> bytes:
    """The new file with what the old one says of the plan as a whole and the document does not: parties, dates."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        return content
    fields = [f"{key}: {flow(value)}\n" for key, value in old.items() if key not in new]
    kind = f"kind: {flow(old.get('kind', 'draft'))}\n"
    return content.replace(b"kind: draft\n", "".join((kind, *fields)).encode(), 1)


def _clauses(data: Any) -> Iterator[Mapping[str, Any]]:
    for provision in data.get("provisions", ()) if isinstance(data, dict) else ():
        yield from (clause for clause in provision.get("clauses", [provision]) if "text" in clause)


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
