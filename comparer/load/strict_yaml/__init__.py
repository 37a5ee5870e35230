"""Text of a YAML file to plain data, with a place for every key and value, and every fault as a value.

The accepted language is a subset on which YAML 1.1, YAML 1.2 and JSON Schema tools agree: no anchors, aliases, tags
or merge keys, one document, keys that are words, and plain scalars of the YAML 1.2 core schema whose written form
survives reading. Everything else is a fault that says what to write.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from comparer.load.strict_yaml.builder import DocumentBuilder
from comparer.load.strict_yaml.decoding import blank_control_characters, comment_out_directives, decode_utf8
from comparer.load.strict_yaml.positions import DataPath, Positions
from comparer.model.problems import Problem, problem_sort_key

__all__ = ["DataPath", "Document", "Positions", "read_yaml"]


@dataclass(frozen=True, slots=True)
class Document:
    """What one file holds: plain data (None where it could not be read to the end), positions, and its faults."""

    data: Any
    positions: Positions
    problems: tuple[Problem, ...] = ()


def read_yaml(content: bytes, file: str, max_depth: int = 60) -> Document:
    """Read the bytes of one file; `file` names it in places. Never raises for what the file holds.

    All faults are collected in one pass and sorted by place; only a fault of encoding, syntax or depth ends the file,
    and then the data is None. A value that is refused stands in the data as it was written.
    """
    problems: list[Problem] = []
    text = decode_utf8(content, file, problems)
    if text is None:
        return Document(None, Positions(file), tuple(problems))
    text = comment_out_directives(blank_control_characters(text, file, problems), file, problems)
    builder = DocumentBuilder(text, file, max_depth, problems)
    builder.build_document()
    data, root_nodes = (builder.root.data, builder.root.nodes) if builder.is_complete else ([], [])
    faults = tuple(sorted(builder.problems, key=problem_sort_key))
    return Document(data[0] if data else None, Positions(file, root_nodes[0] if root_nodes else None), faults)
