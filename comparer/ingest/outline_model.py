"""What an outline is made of: one tree of nodes, whatever the format; headings over them; what has no place in it."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Node", "Outline", "Section"]


@dataclass(slots=True)
class Section:
    """A heading over points. `numbered` is its own printed number."""

    text: str
    level: int
    numbered: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Node:
    """A point, a sub-point or a paragraph, with what stands under it.

    `label` is its number in the letters of ids, `printed` as it stands in the document; both are empty for a paragraph.
    `joint` are the signs that part a heading from the text on its line. `is_absolute` labels name the points above too.
    `option` is a rival wording of the node above; `closing` are words behind a list that belong to each of its points.
    `sections` and `group` are those of nodes at the top: the headings above, and how often the numbering has begun
    again.
    """

    text: str
    location: str
    label: str = ""
    printed: str = ""
    heading: str = ""
    joint: str = ""
    by_letter: bool = False
    is_absolute: bool = False
    bullet: bool = False
    option: bool = False
    inserted: bool = False
    closing: bool = False
    preamble: bool = False
    sections: tuple[Section, ...] = ()
    group: int = 0
    notes: list[str] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The nodes at the top in order; `unplaced` is text that no node holds, with where it stood; `doubts` likewise.

    `set_aside` is that of it which is text of the document, and not what stands around: headings over nothing, lines
    of the head.

    `bullets` are signs before list items that stand as paragraphs of their own.
    """

    title: str
    nodes: tuple[Node, ...]
    unplaced: tuple[tuple[str, str], ...]
    set_aside: tuple[tuple[str, str], ...] = ()
    doubts: tuple[tuple[str, str], ...] = ()
    bullets: tuple[str, ...] = ()
