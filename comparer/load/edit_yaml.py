"""New fields put into the text of a plan file, which stays as it is in every other byte."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

__all__ = ["Field", "SpliceError", "splice"]

_BOM = "\ufeff"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


class SpliceError(Exception):
    """A clause into which nothing can be written safely; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Field:
    """A key with its value as YAML on one line, and a comment that goes beside it where comments can stand."""

    key: str
    value: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class _Edit:
    offset: int
    text: str


def splice(content: bytes, additions: Mapping[str, Sequence[Field]]) -> bytes:
    """The file with fields added to clauses, by clause id, each behind the text of its clause.

    A field that the clause has already is left out. SpliceError for an id that the file does not hold.
    """
    text = content.decode("utf-8")
    mark = _BOM if text.startswith(_BOM) else ""
    text = text.removeprefix(_BOM)
    starts = [match.start() for match in _LINE.finditer(text)]
    found = dict(_clauses(_root(text)))
    edits = []
    for id_, fields in additions.items():
        if id_ not in found:
            raise SpliceError(f"there is no clause '{id_}' in this file")
        edits.append(_edit(text, starts, found[id_], fields, id_))
    for edit in sorted((one for one in edits if one.text), key=lambda one: one.offset, reverse=True):
        text = text[: edit.offset] + edit.text + text[edit.offset :]
    return (mark + text).encode()


def _root(text: str) -> Any:
    try:
        return yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise SpliceError("the file is no readable YAML") from error


def _clauses(root: Any) -> Iterator[tuple[str, Any]]:
    for provision in _items(_get(root, "provisions")):
        listed = _get(provision, "clauses")
        for clause in _items(listed) if listed is not None else (provision,):
            id_ = _get(clause, "id")
            if id_ is not None:
                yield id_.value, clause


def _items(node: Any) -> Sequence[Any]:
    return node.value if isinstance(node, yaml.SequenceNode) else ()


def _get(node: Any, key: str) -> Any:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for name, value in pairs if name.value == key), None)


def _edit(text: str, starts: Sequence[int], clause: Any, fields: Sequence[Field], id_: str) -> _Edit:
    value = _get(clause, "text")
    if value is None:
        raise SpliceError(f"the clause '{id_}' has no text")
    new = [field for field in fields if _get(clause, field.key) is None]
    if clause.flow_style:
        end = starts[value.end_mark.line] + value.end_mark.column
        return _Edit(end, "".join(f", {field.key}: {field.value}" for field in new))
    line = _last_line(text, starts, value)
    end = starts[line + 1] if line + 1 < len(starts) else len(text)
    here = text[starts[line] : end]
    ending = here[len(here.rstrip("\r\n")) :]
    usual = ending or _usual_ending(text)
    indent = " " * clause.value[0][0].start_mark.column
    lines = [f"{indent}{field.key}: {field.value}{'  # ' + field.comment if field.comment else ''}" for field in new]
    if not lines:
        return _Edit(end, "")
    return _Edit(end, usual.join(lines) + usual if ending else usual + usual.join(lines))


def _last_line(text: str, starts: Sequence[int], value: Any) -> int:
    """The line on which a value ends; a block of text ends before the empty lines and comments behind it."""
    last = int(value.end_mark.line)
    if value.style not in ("|", ">"):
        return last
    key = int(value.start_mark.line)
    first = next((row for row in _rows(text, starts, key + 1, last) if row.strip()), "")
    indent = len(first) - len(first.lstrip(" "))
    while last > key:
        row = _row(text, starts, last)
        if row.strip() and len(row) - len(row.lstrip(" ")) >= indent:
            return last
        last -= 1
    return key


def _rows(text: str, starts: Sequence[int], first: int, last: int) -> Iterator[str]:
    return (_row(text, starts, number) for number in range(first, last + 1))


def _row(text: str, starts: Sequence[int], number: int) -> str:
    end = starts[number + 1] if number + 1 < len(starts) else len(text)
    return text[starts[number] : end].rstrip("\r\n")


def _usual_ending(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
