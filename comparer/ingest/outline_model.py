"""Pieces of text to points and sub-points, by the numbers that are printed. What has no place is kept beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from comparer.ingest.blocks import Block, Kind, clean
from comparer.ingest.numbering import BULLET, Mark, id_of, marks
from comparer.ingest.point_ids import Item, Outline, Point, Section, heading_like, split_lead

__all__ = ["outline"]

_PLACED = 3
"""How many counts a list of letters may skip; beyond that, a letter with a bracket is no number of a point."""


@dataclass(slots=True)
class _Level:
    style: str
    value: int
    indent: int
    id: str


def outline(blocks: Sequence[Block]) -> Outline:
    """The points of a document. Every word of the blocks is in a title, a heading, an item, a note or `unplaced`."""
    builder = _Builder(blocks)
    for index, block in enumerate(blocks):
        builder.add(block, blocks[index + 1] if index + 1 < len(blocks) else None)
    builder.flush()
    if not builder.points:
        return _bare_lines(blocks)
    return Outline(title=builder.title, points=tuple(builder.points), unplaced=tuple(builder.unplaced))


def _bare_lines(blocks: Sequence[Block]) -> Outline:
    """A document of nothing but headings: each is a point."""
    texts = [block for block in blocks if block.kind is not Kind.ASIDE and block.text]
    return Outline(
        title="",
        points=tuple(Point("", one.where, items=[Item(one.text, one.where, "", notes=one.notes)]) for one in texts),
        unplaced=tuple((one.where, one.text) for one in blocks if one.kind is Kind.ASIDE),
    )


class _Builder:
    """Goes through the blocks once, with the lists that are open at the moment."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.title = ""
        self.points: list[Point] = []
        self.unplaced: list[tuple[str, str]] = []
        self.sections: list[Section] = []
        self.waiting: list[tuple[Section, str]] = []
        self.levels: list[_Level] = []
        self.group = 0
        self.section_styles: set[str] = set()
        self.numbered = _has_points(blocks)
        self.tops = sum(block.kind is Kind.HEADING and block.level == 1 for block in blocks)
        self.begun = False
        self.labelled = False
        self.used: set[tuple[int, str]] = set()

    def add(self, block: Block, following: Block | None) -> None:
        if block.kind is Kind.ASIDE:
            self.unplaced.append((block.where, block.text))
            return
        found = self._mark(block)
        if self._is_title(block, found):
            self.title, self.begun = block.text, True
            self._footnotes(block)
        elif self._is_section(block, found, following):
            self._section(block, found)
        elif found is not None:
            self._numbered(block, found)
        else:
            self._paragraph(block)
        self.begun = True

    def flush(self) -> None:
        """Headings under which nothing came have no place."""
        self.unplaced += [(where, section.text) for section, where in self.waiting]
        self.waiting = []

    # --- what a block is -------------------------------------------------------------------------------------------

    def _is_title(self, block: Block, found: Mark | None) -> bool:
        if self.title or self.points or self.begun:
            return False
        if block.kind is Kind.TITLE:
            return True
        if block.kind is Kind.HEADING:
            return found is None and block.level == 1 and self.tops == 1
        return found is None and heading_like(block.text) and (self.numbered or block.alone)

    def _is_section(self, block: Block, found: Mark | None, following: Block | None) -> bool:
        if block.kind in (Kind.HEADING, Kind.TITLE):
            return found is None or self._counts_sections(found)
        if found is None:
            over = following is not None and (self.labelled or not self.numbered or bool(marks(following.text)))
            return block.alone and heading_like(block.text) and over
        short = not found.rest or heading_like(found.rest)
        begins = not self.labelled or found.style in self.section_styles or found.counts_parts
        return self._counts_sections(found) and short and begins and not block.certain

    def _counts_sections(self, found: Mark) -> bool:
        """Roman numerals, capital letters and words such as Part count sections where the points count otherwise."""
        grand = found.counts_parts or found.style.startswith(("roman-upper", "letter-latin-upper", "letter-cyrillic-u"))
        return grand and self.numbered

    # --- placing ---------------------------------------------------------------------------------------------------

    def _section(self, block: Block, found: Mark | None) -> None:
        level = block.level if block.kind is Kind.HEADING else 1 if found else 7
        self.sections = [one for one in self.sections if one.level < level]
        section = Section(block.text, level, found.label if found else "")
        self.sections.append(section)
        self.waiting.append((section, block.where))
        self.levels = self.levels[:1]
        if found:
            self.section_styles.add(found.style)
        self._footnotes(block)

    def _numbered(self, block: Block, found: Mark) -> None:
        if found.style == BULLET and not self.levels:
            if found.rest:
                self._paragraph(replace(block, text=found.rest))
            return
        self.levels = self.levels[: self._depth(block, found)]
        lead, text = split_lead(block.lead, found.rest)
        id_ = self._sub_point(block, found, lead, text) if self.levels else self._point(block, found, lead, text)
        self.levels.append(_Level(_style(block, found), found.value, block.indent, id_))

    def _point(self, block: Block, found: Mark, lead: str, text: str) -> str:
        if found.value == 1 and self._restarts(found):
            self.group += 1
        if block.kind is Kind.HEADING:
            lead, text = clean(f"{lead} {text}"), ""
        if found.worded:
            lead = clean(f"{found.printed} {lead}")
        self._open(Point(found.label, block.where, found.printed, heading=lead, group=self.group))
        if text or block.notes:
            self.points[-1].items.append(Item(text, block.where, found.label, notes=block.notes))
        return found.label

    def _sub_point(self, block: Block, found: Mark, lead: str, text: str) -> str:
        parent = self.levels[-1].id
        text = clean(f"{found.printed if found.worded else ''} {lead + '.' if lead else ''} {text}")
        item = Item(
            text,
            block.where,
            parent,
            found.label,
            found.printed,
            absolute=found.absolute,
            letter=found.counts_letters,
            bullet=found.style == BULLET,
            notes=block.notes,
        )
        if found.label or text:
            self.points[-1].items.append(item)
        if found.absolute:
            return found.label
        return id_of(parent, found.label, found.counts_letters) if found.label else parent

    def _restarts(self, found: Mark) -> bool:
        return (self.group, found.label) in self.used

    def _open(self, point: Point) -> None:
        point.sections = tuple(self.sections)
        used = {id(one) for one in self.sections}
        self.unplaced += [(where, section.text) for section, where in self.waiting if id(section) not in used]
        self.points.append(point)
        self.labelled = self.labelled or bool(point.label)
        self.used.add((point.group, point.label))
        self.waiting = []

    def _paragraph(self, block: Block) -> None:
        text = block.text
        if self.numbered and not self.points and not self.waiting and heading_like(text):
            self.unplaced.append((block.where, text))
            self._footnotes(block)
            return
        if self._opens_a_point():
            self._open(Point("", block.where, group=self.group, preamble=self.numbered and not self.points))
            self.levels = []
        base = self.levels[-1].id if self.levels else self.points[-1].label
        self.points[-1].items.append(Item(text, block.where, base, notes=block.notes))

    def _opens_a_point(self) -> bool:
        """Text without a number: a preamble, text under a heading, or, where nothing is numbered, each paragraph."""
        return bool(self.waiting) or not self.points or not (self.numbered or self.sections)

    def _footnotes(self, block: Block) -> None:
        self.unplaced += [(block.where, note) for note in block.notes]

    # --- which list goes on ----------------------------------------------------------------------------------------

    def _mark(self, block: Block) -> Mark | None:
        """The reading of the block's number that fits the lists that are open; None where it is no number."""
        readings = marks(block.text) or self._bare(block)
        if not (block.certain or block.kind is Kind.HEADING):
            readings = tuple(found for found in readings if self._fits(block, found))
        likely = [one for one in readings if self._follows(block, one) is not None]
        likely += [one for one in readings if one.value == 1]
        return next(iter((*likely, *readings)), None)

    def _bare(self, block: Block) -> tuple[Mark, ...]:
        """A number without a mark counts where it is the very next one."""
        return tuple(one for one in marks(block.text, bare=True) if self._follows(block, one) == 0)

    def _follows(self, block: Block, found: Mark) -> int | None:
        """The innermost open list of which this is the next count."""
        style = _style(block, found)
        for same in (str, _family):  # 3) goes on from 2. where no list has its own form
            for depth in range(len(self.levels) - 1, -1, -1):
                level = self.levels[depth]
                if same(level.style) == same(style) and found.value == level.value + 1:
                    return depth
        return None

    def _fits(self, block: Block, found: Mark) -> bool:
        if found.style == BULLET:
            return True
        if found.style.startswith(("decimal", "dotted", "keyword", "part")):
            return True
        if found.style == "joined":
            return any(found.label.startswith(level.id) for level in self.levels)
        if found.value == 1 or self._follows(block, found) is not None or found.style in self.section_styles:
            return True
        return any(
            level.style == _style(block, found) and 0 < found.value - level.value <= _PLACED for level in self.levels
        )

    def _depth(self, block: Block, found: Mark) -> int:
        """How many open lists stay open above the new entry; 0 is a new point."""
        style = _style(block, found)
        if not self.levels or not self.points:
            return 0
        if found.absolute:
            return self._under_parent(found)
        if found.style == BULLET:
            return self._bullet(block)
        if block.certain and (depth := self._by_indent(block, style)) is not None:
            return depth
        follows = self._follows(block, found)
        if follows is not None:
            return follows
        same = [depth for depth, level in enumerate(self.levels) if level.style == style]
        if not same and found.value > 1:
            same = [depth for depth, level in enumerate(self.levels) if _family(level.style) == _family(style)]
        if not same:
            return 0 if block.kind is Kind.HEADING else len(self.levels)
        deeper = block.indent > self.levels[same[-1]].indent + 1
        return len(self.levels) if deeper else same[-1]

    def _by_indent(self, block: Block, style: str) -> int | None:
        """The depth of a number that the document counts, by how far in it stands."""
        for depth, level in enumerate(self.levels):
            if level.style == style and abs(level.indent - block.indent) <= 1:
                return depth
        deeper = sum(level.indent < block.indent for level in self.levels)
        return deeper if deeper and block.indent > self.levels[0].indent + 1 else None

    def _under_parent(self, found: Mark) -> int:
        """The depth of 1.2 under 1, of 10a under 10; a point of its own where its parents are not printed."""
        for depth in range(len(self.levels) - 1, -1, -1):
            level = self.levels[depth]
            if level.id == found.parent:
                return depth + 1
            if level.style == found.style and level.id.startswith(
                found.parent + ("." if found.style == "dotted" else "")
            ):
                return depth
        return 0

    def _bullet(self, block: Block) -> int:
        for depth, level in enumerate(self.levels):
            if level.style == BULLET and depth > 0:
                return depth + 1 if block.indent > level.indent + 1 else depth
        return len(self.levels)


def _style(block: Block, found: Mark) -> str:
    return f"heading:{found.style}" if block.kind is Kind.HEADING else found.style


def _family(style: str) -> str:
    return re.sub(r"decimal\W+", "decimal", style)


def _has_points(blocks: Iterable[Block]) -> bool:
    """Whether the document numbers its points with figures, or with words such as Article."""
    for block in blocks:
        for found in marks(block.text):
            if found.style.startswith(("decimal", "dotted", "joined", "keyword")):
                return True
    return False
