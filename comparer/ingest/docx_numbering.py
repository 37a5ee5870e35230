"""The numbers that Word counts and does not write down: lists, by their definitions, as a reader sees them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

__all__ = ["W_NS", "Numbering", "ParagraphStyle"]

W_NS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_VALUE_ATTRIBUTE = f"{W_NS}val"
_COUNT_PATTERN = re.compile(r"[0-9]{1,5}")
"""A number as Word writes it; anything else counts as not written."""
MAX_LIST_DEPTH = 8
_CYRILLIC_LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"
_ROMAN_NUMERALS = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A style of paragraphs: its name in lower case, its level as a heading (0 for none), and its list."""

    name: str = ""
    heading_level: int = 0
    list_id: str = ""
    list_depth: int = 0


@dataclass(frozen=True, slots=True)
class _ListLevel:
    start: int
    number_format: str
    number_template: str
    indent: int = 0


class Numbering:
    """Counts the lists of one document; `count` is to be asked of every paragraph once, in order."""

    def __init__(self, document: Any) -> None:
        self._styles = _read_styles(document)
        self._lists = _read_lists(document)
        self._counts: dict[str, list[int]] = {}

    def paragraph_style(self, paragraph: Any) -> ParagraphStyle:
        node = paragraph.find(f"{W_NS}pPr/{W_NS}pStyle")
        style = self._styles.get(node.get(_VALUE_ATTRIBUTE, "") if node is not None else "", ParagraphStyle())
        outline_level = _parse_depth(_child_value(paragraph, f"{W_NS}pPr/{W_NS}outlineLvl"))
        return style if outline_level is None else replace(style, heading_level=outline_level + 1)

    def count_paragraph(self, paragraph: Any, style: ParagraphStyle) -> tuple[str, int]:
        """The printed number of a paragraph ("" for one that has none), and how far in it stands, in characters."""
        properties = paragraph.find(f"{W_NS}pPr/{W_NS}numPr")
        list_id, depth = style.list_id, style.list_depth
        if properties is not None:
            list_id = _child_value(properties, f"{W_NS}numId") or list_id
            own_depth = _parse_depth(_child_value(properties, f"{W_NS}ilvl"))
            depth = depth if own_depth is None else own_depth
        indent = _read_indent(paragraph)
        name, levels = self._lists.get(list_id, ("", {}))
        if depth not in levels:
            return "", indent or 0
        return self._next_list_number(name, levels, depth), levels[depth].indent if indent is None else indent

    def _next_list_number(self, name: str, levels: dict[int, _ListLevel], depth: int) -> str:
        counts = self._counts.setdefault(name, [])
        while len(counts) <= depth:
            counts.append(levels[len(counts)].start - 1 if len(counts) in levels else 0)
        counts[depth] += 1
        del counts[depth + 1 :]
        for upper_depth in range(depth):  # a list that begins in its depth has ones above
            counts[upper_depth] = max(counts[upper_depth], levels[upper_depth].start if upper_depth in levels else 1)
        level = levels[depth]
        if level.number_format == "bullet":
            return "•"
        text = level.number_template
        for index, count in enumerate(counts):
            number_format = levels[index].number_format if index in levels else "decimal"
            text = text.replace(f"%{index + 1}", _format_count(count, number_format))
        return text.strip()


def _read_styles(document: Any) -> dict[str, ParagraphStyle]:
    nodes: dict[str, Any] = {
        node.get(f"{W_NS}styleId", ""): node for node in document.styles.element.iter(f"{W_NS}style")
    }
    styles = {name: _resolve_style(node, nodes) for name, node in nodes.items()}
    default_name = next((name for name, node in nodes.items() if _is_default_style(node)), "")
    styles[""] = styles.get(default_name, ParagraphStyle())
    return styles


def _is_default_style(node: Any) -> bool:
    return node.get(f"{W_NS}type") == "paragraph" and node.get(f"{W_NS}default") in ("1", "true")


def _resolve_style(node: Any, nodes: dict[str, Any]) -> ParagraphStyle:
    """A style with what it takes from those that it is based on."""
    name = _child_value(node, f"{W_NS}name").lower()
    heading, list_id, depth, visited_ids = 0, "", "", set()
    while node is not None and id(node) not in visited_ids:
        visited_ids.add(id(node))
        own_name = _child_value(node, f"{W_NS}name").lower()
        outline_level = _parse_depth(_child_value(node, f"{W_NS}pPr/{W_NS}outlineLvl"))
        if not heading and own_name.startswith("heading ") and _COUNT_PATTERN.fullmatch(own_name, 8):
            heading = int(own_name[8:])
        elif not heading and outline_level is not None:
            heading = outline_level + 1
        list_id = list_id or _child_value(node, f"{W_NS}pPr/{W_NS}numPr/{W_NS}numId")
        depth = depth or _child_value(node, f"{W_NS}pPr/{W_NS}numPr/{W_NS}ilvl")
        node = nodes.get(_child_value(node, f"{W_NS}basedOn"))
    return ParagraphStyle(name, heading, list_id, _parse_depth(depth) or 0)


def _parse_count(digits: str) -> int | None:
    return int(digits) if _COUNT_PATTERN.fullmatch(digits) else None


def _parse_depth(digits: str) -> int | None:
    """The depth of a level, counted from 0."""
    count = _parse_count(digits)
    return count if count is not None and count <= MAX_LIST_DEPTH else None


def _read_lists(document: Any) -> dict[str, tuple[str, dict[int, _ListLevel]]]:
    """The levels of each list by its id, with the name under which it is counted."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    levels_by_definition = {
        node.get(f"{W_NS}abstractNumId", ""): _read_levels(node) for node in root.iter(f"{W_NS}abstractNum")
    }
    lists = {}
    for node in root.iter(f"{W_NS}num"):
        list_id, definition = node.get(f"{W_NS}numId", ""), _child_value(node, f"{W_NS}abstractNumId")
        levels, is_overridden = dict(levels_by_definition.get(definition, {})), False
        for override in node.iter(f"{W_NS}lvlOverride"):
            is_overridden = True
            depth = _parse_depth(override.get(f"{W_NS}ilvl", ""))
            start = _parse_count(_child_value(override, f"{W_NS}startOverride"))
            levels.update(_read_levels(override))
            if start is not None and depth in levels:
                levels[depth] = replace(levels[depth], start=start)
        lists[list_id] = (f"own {list_id}" if is_overridden else definition, levels)
    return lists


def _read_levels(node: Any) -> dict[int, _ListLevel]:
    levels = {}
    for level in node.iter(f"{W_NS}lvl"):
        depth, start = _parse_depth(level.get(f"{W_NS}ilvl", "")), _parse_count(_child_value(level, f"{W_NS}start"))
        if depth is not None:
            number_format = _child_value(level, f"{W_NS}numFmt") or "decimal"
            text, indent = _child_value(level, f"{W_NS}lvlText"), _read_indent(level)
            levels[depth] = _ListLevel(1 if start is None else start, number_format, text, indent or 0)
    return levels


def _read_indent(node: Any) -> int | None:
    """The indentation from the left in characters (180 twips each); None where none is said."""
    indent_node = node.find(f"{W_NS}pPr/{W_NS}ind")
    left_twips = "" if indent_node is None else indent_node.get(f"{W_NS}left") or indent_node.get(f"{W_NS}start") or ""
    count = _parse_count(left_twips.removeprefix("-"))
    return None if count is None else 0 if left_twips.startswith("-") else count // 180


def _child_value(node: Any, path: str) -> str:
    child = node.find(path)
    return str(child.get(_VALUE_ATTRIBUTE, "")) if child is not None else ""


def _format_count(count: int, number_format: str) -> str:
    is_letter_format = number_format.endswith(("Letter", "Lower", "Upper"))
    if is_letter_format and count > 0:
        letters = "abcdefghijklmnopqrstuvwxyz" if number_format.endswith("Letter") else _CYRILLIC_LETTERS
        text = letters[(count - 1) % len(letters)] * ((count - 1) // len(letters) + 1)
        return text.upper() if "pper" in number_format else text
    if number_format in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        text = ""
        for value, letters in _ROMAN_NUMERALS:
            text += letters * (count // value)
            count %= value
        return text if number_format == "upperRoman" else text.lower()
    if number_format == "decimalZero":
        return f"{count:02}"
    return "" if number_format == "none" else str(count)
