"""The numbers that Word counts and does not write down: lists, by their definitions, as a reader sees them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

__all__ = ["W_NS", "Numbering", "Style", "is_switched_on", "written_count"]

W_NS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_VAL = f"{W_NS}val"
_COUNT = re.compile(r"[0-9]{1,5}")
"""A number as Word writes it; anything else counts as not written."""
MAX_LIST_DEPTH = 8
_RUSSIAN_LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
          (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """A style of paragraphs: its name in lower case, its level as a heading (0 for none), and its list."""

    name: str = ""
    heading: int = 0
    list_id: str = ""
    depth: int = 0
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    indent: int = 0
    legal: bool = False


class Numbering:
    """Counts the lists of one document; `count_paragraph` is to be asked of every paragraph once, in order."""

    def __init__(self, document: Any) -> None:
        self._read_styles = _read_styles(document)
        self._read_lists = _read_lists(document)
        self._counts: dict[str, list[int]] = {}
        self.counted: dict[Any, str] = {}
        """The number of each paragraph that is counted in a cell of a table, by its element."""

    def style_of(self, paragraph: Any) -> Style:
        node = paragraph.find(f"{W_NS}pPr/{W_NS}pStyle")
        style = self._read_styles.get(node.get(_VAL, "") if node is not None else "", Style())
        outline = _list_depth(_child_value(paragraph, f"{W_NS}pPr/{W_NS}outlineLvl"))
        return style if outline is None else replace(style, heading=outline + 1)

    def is_hidden_by_style(self, run: Any) -> bool:
        """Whether the style of a run hides its text, or that of its paragraph, and the run itself does not show it."""
        if run.find(f"{W_NS}rPr/{W_NS}vanish") is not None:
            return False
        paragraph = next(run.iterancestors(f"{W_NS}p"), None)
        own = self._read_styles.get(_child_value(run, f"{W_NS}rPr/{W_NS}rStyle"))
        return bool(own and own.hidden) or (paragraph is not None and self.style_of(paragraph).hidden)

    def count_paragraph(self, paragraph: Any, style: Style) -> tuple[str, int]:
        """The printed number of a paragraph ("" for one that has none), and how far in it stands, in characters."""
        properties = paragraph.find(f"{W_NS}pPr/{W_NS}numPr")
        list_id, depth = style.list_id, style.depth
        if properties is not None:
            list_id = _child_value(properties, f"{W_NS}numId") or list_id
            own = _list_depth(_child_value(properties, f"{W_NS}ilvl"))
            depth = depth if own is None else own
        indent = _left_indent(paragraph)
        name, levels = self._read_lists.get(list_id, ("", {}))
        if depth not in levels:
            return "", indent or 0
        label = self._next_value(name, levels, depth)
        if paragraph.getparent() is not None and paragraph.getparent().tag == f"{W_NS}tc":
            self.counted[paragraph] = label
        return label, levels[depth].indent if indent is None else indent

    def _next_value(self, name: str, levels: dict[int, _Level], depth: int) -> str:
        counts = self._counts.setdefault(name, [])
        while len(counts) <= depth:
            counts.append(levels[len(counts)].start - 1 if len(counts) in levels else 0)
        counts[depth] += 1
        del counts[depth + 1 :]
        for above in range(depth):  # a list that begins in its depth has ones above
            counts[above] = max(counts[above], levels[above].start if above in levels else 1)
        level = levels[depth]
        if level.form == "bullet":
            return "•"
        text = level.text
        for index, count in enumerate(counts):
            form = "decimal" if level.legal or index not in levels else levels[index].form
            text = text.replace(f"%{index + 1}", written_count(count, form))
        return text.strip()


def is_switched_on(node: Any | None) -> bool:
    """Whether a property that is there by itself is there, and not switched off."""
    return node is not None and node.get(_VAL, "1") not in ("0", "false", "none", "off")


def _read_styles(document: Any) -> dict[str, Style]:
    style_nodes: dict[str, Any] = {
        node.get(f"{W_NS}styleId", ""): node for node in document.styles.element.iter(f"{W_NS}style")
    }
    result = {name: _resolve_style(node, style_nodes) for name, node in style_nodes.items()}
    default = next((name for name, node in style_nodes.items() if _is_default(node)), "")
    result[""] = result.get(default, Style())
    return result


def _is_default(node: Any) -> bool:
    return node.get(f"{W_NS}type") == "paragraph" and node.get(f"{W_NS}default") in ("1", "true")


def _resolve_style(node: Any, style_nodes: dict[str, Any]) -> Style:
    """A style with what it takes from those that it is based on."""
    name = _child_value(node, f"{W_NS}name").lower()
    heading, list_id, depth, seen = 0, "", "", set()
    hidden: bool | None = None
    while node is not None and id(node) not in seen:
        seen.add(id(node))
        own = _child_value(node, f"{W_NS}name").lower()
        outline = _list_depth(_child_value(node, f"{W_NS}pPr/{W_NS}outlineLvl"))
        if not heading and own.startswith("heading ") and _COUNT.fullmatch(own, 8):
            heading = int(own[8:])
        elif not heading and outline is not None:
            heading = outline + 1
        vanish = node.find(f"{W_NS}rPr/{W_NS}vanish")
        if hidden is None and vanish is not None:
            hidden = is_switched_on(vanish)
        list_id = list_id or _child_value(node, f"{W_NS}pPr/{W_NS}numPr/{W_NS}numId")
        depth = depth or _child_value(node, f"{W_NS}pPr/{W_NS}numPr/{W_NS}ilvl")
        node = style_nodes.get(_child_value(node, f"{W_NS}basedOn"))
    return Style(name, heading, list_id, _list_depth(depth) or 0, bool(hidden))


def _count_level(written: str) -> int | None:
    return int(written) if _COUNT.fullmatch(written) else None


def _list_depth(written: str) -> int | None:
    """The depth of a level, counted from 0."""
    count = _count_level(written)
    return count if count is not None and count <= MAX_LIST_DEPTH else None


def _read_lists(document: Any) -> dict[str, tuple[str, dict[int, _Level]]]:
    """The levels of each list by its id, with the name under which it is counted."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    abstract = {node.get(f"{W_NS}abstractNumId", ""): _read_levels(node) for node in root.iter(f"{W_NS}abstractNum")}
    result = {}
    for node in root.iter(f"{W_NS}num"):
        number, definition = node.get(f"{W_NS}numId", ""), _child_value(node, f"{W_NS}abstractNumId")
        levels, own = dict(abstract.get(definition, {})), False
        for override in node.iter(f"{W_NS}lvlOverride"):
            own = True
            depth = _list_depth(override.get(f"{W_NS}ilvl", ""))
            start = _count_level(_child_value(override, f"{W_NS}startOverride"))
            levels.update(_read_levels(override))
            if start is not None and depth in levels:
                levels[depth] = replace(levels[depth], start=start)
        result[number] = (f"own {number}" if own else definition, levels)
    return result


def _read_levels(node: Any) -> dict[int, _Level]:
    levels = {}
    for level in node.iter(f"{W_NS}lvl"):
        depth, start = _list_depth(level.get(f"{W_NS}ilvl", "")), _count_level(_child_value(level, f"{W_NS}start"))
        if depth is not None:
            form = _child_value(level, f"{W_NS}numFmt") or "decimal"
            text, indent = _child_value(level, f"{W_NS}lvlText"), _left_indent(level)
            legal = level.find(f"{W_NS}isLgl")
            is_legal = legal is not None and legal.get(_VAL, "1") not in ("0", "false", "off")
            levels[depth] = _Level(1 if start is None else start, form, text, indent or 0, is_legal)
    return levels


def _left_indent(node: Any) -> int | None:
    """The indentation from the left in characters (180 twips each); None where none is said."""
    indent_node = node.find(f"{W_NS}pPr/{W_NS}ind")
    left = "" if indent_node is None else indent_node.get(f"{W_NS}left") or indent_node.get(f"{W_NS}start") or ""
    count = _count_level(left.removeprefix("-"))
    return None if count is None else 0 if left.startswith("-") else count // 180


def _child_value(node: Any, path: str) -> str:
    child = node.find(path)
    return str(child.get(_VAL, "")) if child is not None else ""


def written_count(count: int, form: str) -> str:
    by_letter = form.endswith(("Letter", "Lower", "Upper"))
    if by_letter and count > 0:
        letters = "abcdefghijklmnopqrstuvwxyz" if form.endswith("Letter") else _RUSSIAN_LETTERS
        text = letters[(count - 1) % len(letters)] * ((count - 1) // len(letters) + 1)
        return text.upper() if "pper" in form else text
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        text = ""
        for value, letters in _ROMAN:
            text += letters * (count // value)
            count %= value
        return text if form == "upperRoman" else text.lower()
    if form == "decimalZero":
        return f"{count:02}"
    return "" if form == "none" else str(count)
