"""New fields put into the text of a plan file, which stays as it is in every other byte."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

__all__ = ["AddedField", "SpliceError", "splice_fields"]

_BYTE_ORDER_MARK = "\ufeff"
_LINE_PATTERN = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


class SpliceError(Exception):
    """A clause into which nothing can be written safely; the message says which and why."""


@dataclass(frozen=True, slots=True)
class AddedField:
    """A key with its value as YAML on one line, and a comment that goes beside it where comments can stand."""

    key: str
    value: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class _Insertion:
    offset: int
    text: str


def splice_fields(content: bytes, additions: Mapping[str, Sequence[AddedField]]) -> bytes:
    """The file with fields added to clauses, by clause id, each behind the text of its clause.

    A field that the clause has already is left out. SpliceError for an id that the file does not hold.
    """
    text = content.decode("utf-8")
    byte_order_mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    text = text.removeprefix(_BYTE_ORDER_MARK)
    line_starts = [match.start() for match in _LINE_PATTERN.finditer(text)]
    nodes_by_id = dict(_clause_nodes(_compose_root(text)))
    insertions = []
    for id_, fields in additions.items():
        if id_ not in nodes_by_id:
            raise SpliceError(f"there is no clause '{id_}' in this file")
        insertions.append(_plan_insertion(text, line_starts, nodes_by_id[id_], fields, id_))
    for insertion in sorted(
        (candidate_insertion for candidate_insertion in insertions if candidate_insertion.text),
        key=lambda candidate_insertion: candidate_insertion.offset,
        reverse=True,
    ):
        text = text[: insertion.offset] + insertion.text + text[insertion.offset :]
    return (byte_order_mark + text).encode()


def _compose_root(text: str) -> Any:
    try:
        return yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise SpliceError("the file is not readable YAML") from error


def _clause_nodes(root: Any) -> Iterator[tuple[str, Any]]:
    for provision in _sequence_items(_mapping_value(root, "provisions")):
        clause_list = _mapping_value(provision, "clauses")
        for clause in _sequence_items(clause_list) if clause_list is not None else (provision,):
            id_ = _mapping_value(clause, "id")
            if id_ is not None:
                yield id_.value, clause


def _sequence_items(node: Any) -> Sequence[Any]:
    return node.value if isinstance(node, yaml.SequenceNode) else ()


def _mapping_value(node: Any, key: str) -> Any:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for key_node, value in pairs if key_node.value == key), None)


def _plan_insertion(
    text: str, line_starts: Sequence[int], clause: Any, fields: Sequence[AddedField], id_: str
) -> _Insertion:
    text_node = _mapping_value(clause, "text")
    if text_node is None:
        raise SpliceError(f"the clause '{id_}' has no text")
    new_fields = [field for field in fields if _mapping_value(clause, field.key) is None]
    if clause.flow_style:
        end = line_starts[text_node.end_mark.line] + text_node.end_mark.column
        return _Insertion(end, "".join(f", {field.key}: {field.value}" for field in new_fields))
    last_line = _last_value_line(text, line_starts, text_node)
    end = line_starts[last_line + 1] if last_line + 1 < len(line_starts) else len(text)
    line_text = text[line_starts[last_line] : end]
    own_ending = line_text[len(line_text.rstrip("\r\n")) :]
    line_ending = own_ending or _usual_line_ending(text)
    indent = " " * clause.value[0][0].start_mark.column
    lines = [
        f"{indent}{field.key}: {field.value}{'  # ' + field.comment if field.comment else ''}" for field in new_fields
    ]
    if not lines:
        return _Insertion(end, "")
    return _Insertion(
        end, line_ending.join(lines) + line_ending if own_ending else line_ending + line_ending.join(lines)
    )


def _last_value_line(text: str, line_starts: Sequence[int], text_node: Any) -> int:
    """The line on which a value ends; a block of text ends before the empty lines and comments behind it."""
    last_line = int(text_node.end_mark.line)
    if text_node.style not in ("|", ">"):
        return last_line
    key_line = int(text_node.start_mark.line)
    first_row = next(
        (row_text for row_text in _text_rows(text, line_starts, key_line + 1, last_line) if row_text.strip()), ""
    )
    indent = len(first_row) - len(first_row.lstrip(" "))
    while last_line > key_line:
        row_text = _text_row(text, line_starts, last_line)
        if row_text.strip() and len(row_text) - len(row_text.lstrip(" ")) >= indent:
            return last_line
        last_line -= 1
    return key_line


def _text_rows(text: str, line_starts: Sequence[int], first: int, last: int) -> Iterator[str]:
    return (_text_row(text, line_starts, number) for number in range(first, last + 1))


def _text_row(text: str, line_starts: Sequence[int], number: int) -> str:
    end = line_starts[number + 1] if number + 1 < len(line_starts) else len(text)
    return text[line_starts[number] : end].rstrip("\r\n")


def _usual_line_ending(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
