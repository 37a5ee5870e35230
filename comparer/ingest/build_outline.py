"""Pieces of text to one tree of points, by the numbers that are printed. What has no place is kept beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from comparer.ingest.blocks import Block, Kind, clean
from comparer.ingest.line_signs import (
    begins_closing,
    begins_with_month,
    binds,
    ends_inside_sentence,
    has_ended,
    is_heading_like,
    split_lead,
)
from comparer.ingest.numbering import Mark, MarkKind, id_of, read_marks, slug
from comparer.ingest.outline_model import Node, Outline, Section

__all__ = ["build_outline"]

MAX_SKIPPED = 3
"""How many counts a list of letters may skip; beyond that, a letter with a bracket is no number of a point."""
MAX_DEPTH = 40
"""How deep points may be nested; deeper ones stand at this depth."""
MAX_QUOTED_BLOCKS = 40
"""Pieces within which a quotation must end to be taken for one."""
_QUOTES = (("“", "”"), ("«", "»"), ("„", "“"), ("‘", "’"))
_JOINTS = ("and", "or", "und", "oder", "et", "ou", "y", "o", "e", "и", "или", "і", "й", "та", "або", "чи")
_NO_POINT = (*_JOINTS, "to", "-", "–")
"""Words behind a bracketed letter that show that it is named and not counted: `1. (a) and (b) apply`."""


@dataclass(slots=True)
class _Level:
    style: str
    value: float
    indent: int
    id: str
    node: Node
    depth: int | None = None


def build_outline(blocks: Sequence[Block]) -> Outline:
    """The outline of a document. Every sign of the blocks is in its title, a heading, a node, a note or `unplaced`."""
    blocks = _with_quotes(blocks)
    builder = _Builder(blocks)
    for index, block in enumerate(blocks):
        builder.add(block, blocks[index + 1] if index + 1 < len(blocks) else None, index)
    builder.drop_waiting()
    if not builder.nodes:
        return _outline_of_lines(blocks)
    return Outline(
        title=builder.title,
        nodes=tuple(builder.nodes),
        unplaced=tuple(builder.unplaced),
        doubts=tuple(builder.doubts),
        bullets=tuple(builder.bullets),
    )


def _outline_of_lines(blocks: Sequence[Block]) -> Outline:
    """A document of nothing but headings: each is a point."""
    texts = [block for block in blocks if block.kind is not Kind.ASIDE and (block.text or block.number)]
    return Outline(
        title="",
        nodes=tuple(
            Node(
                block.text or block.number,
                block.where,
                printed=block.number if block.text else "",
                notes=[*block.notes],
            )
            for block in texts
        ),
        unplaced=tuple((block.where, block.text) for block in blocks if block.kind is Kind.ASIDE),
    )


def _with_quotes(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with those marked that stand inside a quotation begun in an earlier one, as amendments quote."""
    result = [*blocks]
    index = 0
    while index < len(result):
        opened = _open_quote(result[index].text) if result[index].kind is Kind.TEXT else ""
        end = _quote_end(result, index, opened) if opened else index
        for inside in range(index + 1, end + 1):
            result[inside] = replace(result[inside], quoted=True)
        index = max(end, index) + 1
    return result


def _open_quote(text: str) -> str:
    """The closing sign that a text still waits for; empty where it waits for none."""
    for opening, closing in _QUOTES:
        if text.count(opening) > text.count(closing) and (text.startswith(opening) or f": {opening}" in text):
            return closing
    return '"' if text.count('"') % 2 and (text.startswith('"') or ': "' in text) else ""


def _quote_end(blocks: Sequence[Block], start: int, closing: str) -> int:
    """The block in which a quotation ends; its beginning where it does not end soon."""
    for index in range(start + 1, min(len(blocks), start + MAX_QUOTED_BLOCKS)):
        if blocks[index].kind is not Kind.TEXT:
            return start
        if blocks[index].text.rstrip(" .;,").endswith(closing) and blocks[index].text.count(closing) % 2:
            return index
    return start


class _Builder:
    """Goes through the blocks once, with the lists that are open at the moment."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.title = ""
        self.nodes: list[Node] = []
        self.unplaced: list[tuple[str, str]] = []
        self.doubts: list[tuple[str, str]] = []
        self.sections: list[Section] = []
        self.waiting: list[tuple[Section, str]] = []
        self.levels: list[_Level] = []
        self.group = 0
        self.section_styles: set[str] = set()
        self.survey = _Survey(blocks)
        self.numbered = self.survey.numbered
        self.begun = False
        self.labelled = False
        self.used: set[tuple[int, str]] = set()
        self.last: Node | Section | None = None
        self.listing: Node | None = None
        self.bullets: list[str] = []
        self.last_text = ""

    def add(self, block: Block, following: Block | None, index: int) -> None:
        if block.kind is Kind.ASIDE:
            self.unplaced.append((block.where, block.text))
            self._put_notes_aside(block)
            return
        found = None if block.quoted else self._mark(block)
        if block.quoted and self.last is not None:
            self._continue_with(block)
            return
        if block.wrapped and not self._may_begin(block, found, following):
            self._continue_with(block)
            return
        if self._is_title(block, found):
            self.title, self.begun, self.last, self.last_text = block.text, True, None, block.text
            self._put_notes_aside(block)
        elif self._is_section(block, found, following):
            self._add_section(block, found)
        elif found is not None:
            self._add_numbered(block, found, index)
        else:
            self._add_paragraph(block)
        self.begun = True

    def drop_waiting(self) -> None:
        """Headings under which nothing came have no place."""
        self.unplaced += [(where, section.text) for section, where in self.waiting]
        self.waiting = []

    # --- what a block is -------------------------------------------------------------------------------------------

    def _is_title(self, block: Block, found: Mark | None) -> bool:
        if self.title or self.nodes or self.begun or block.quoted:
            return False
        if block.kind is Kind.TITLE:
            return not binds(block.text)
        if block.kind is Kind.HEADING:
            return found is None and block.level == 1 and self.survey.tops == 1 and not binds(block.text)
        return found is None and is_heading_like(block.text, figures=True) and (self.numbered or block.alone)

    def _is_section(self, block: Block, found: Mark | None, following: Block | None) -> bool:
        if block.quoted:
            return False
        if found is None and self._names_section(block, following):
            return True
        if block.kind in (Kind.HEADING, Kind.TITLE):
            if found is None:
                return not binds(block.text)
            return self._counts_sections(found) and not binds(found.rest)
        if found is None:
            over = following is not None and (
                self.labelled or not self.numbered or bool(following.number) or bool(read_marks(following.text))
            )
            return block.alone and is_heading_like(block.text) and over and not block.number
        short = not found.rest or is_heading_like(found.rest)
        begins = not self.labelled or found.style in self.section_styles or self.survey.is_group(found)
        return (
            self._counts_sections(found) and short and begins and not (block.number and not self.survey.is_group(found))
        )

    def _names_section(self, block: Block, following: Block | None) -> bool:
        """Whether a line is the title of the chapter whose number stands above it."""
        if not self.waiting or self.last is not self.waiting[-1][0] or not self.waiting[-1][0].numbered:
            return False
        return following is not None and is_heading_like(block.text) and block.kind is not Kind.TITLE

    def _counts_sections(self, found: Mark) -> bool:
        """Words such as Part, Roman numerals and capital letters count sections where the points count otherwise."""
        if not self.numbered:
            return False
        return self.survey.is_group(found) or found.style.startswith(
            ("roman-upper", "letter-latin-upper", "letter-cyrillic-upper")
        )

    # --- placing ---------------------------------------------------------------------------------------------------

    def _continue_with(self, block: Block) -> None:
        """The line goes on with the sentence before it."""
        if self.last is None:
            if self.title and self.last_text == self.title:
                self.title = self.last_text = f"{self.title} {block.text}"
                return
            self._add_paragraph(replace(block, wrapped=False))
            return
        self.last.text = self.last_text = clean(f"{self.last.text} {block.text}")
        self.last.notes += block.notes

    def _add_section(self, block: Block, found: Mark | None) -> None:
        level = block.level if block.kind is Kind.HEADING else 1 if found else 7
        text = clean(f"{block.number} {block.text}")
        previous = self.waiting[-1][0] if self.waiting else None
        if previous and previous is self.last and previous.numbered and not found and "–" not in previous.text:
            previous.text = self.last_text = f"{previous.text} – {text}"  # the title of a chapter on the next line
            self._put_notes_aside(block)
            return
        self.sections = [section for section in self.sections if section.level < level]
        section = Section(text, level, found.label if found else "")
        self.sections.append(section)
        self.waiting.append((section, block.where))
        self.levels = self.levels[:1]
        if found:
            self.section_styles.add(found.style)
        self._put_notes_aside(block)
        self.last, self.last_text = section, text

    def _add_numbered(self, block: Block, found: Mark, index: int) -> None:
        if found.kind is MarkKind.BULLET and not self.levels:
            self._add_bullet(block, found)
            return
        self.listing = None
        if not self.levels and self.survey.is_recital(found, index):
            self._open(Node("", block.where, label="recital", preamble=True))
            self.levels.append(_Level("recital", 0, -1, "recital", self.nodes[-1], -1))
        depth = min(self._depth(block, found), MAX_DEPTH)
        self._doubt_jump(block, found, depth)
        self.levels = self.levels[:depth]
        lead, text = split_lead(block.lead, found.rest)
        if block.kind is Kind.HEADING and not lead and not binds(found.rest):
            lead, text = found.rest, ""
        node = Node(
            text, block.where, found.label, found.printed, lead, by_letter=found.by_letter, absolute=found.absolute,
            bullet=found.kind is MarkKind.BULLET, option=found.kind is MarkKind.OPTION,
            inserted=found.label.lower().endswith("alt"), notes=[*block.notes],
        )  # fmt: skip
        if self.levels:
            parent = self.levels[-1]
            parent.node.children.append(node)
            id_ = (
                found.label
                if found.absolute
                else id_of(parent.id, found.label, found.by_letter)
                if found.label
                else parent.id
            )
        else:
            if found.value <= 1 and (self.group, found.label) in self.used:
                self.group += 1
            node.group = self.group
            self._open(node)
            id_ = found.label
        self.levels.append(_Level(_style(block, found), found.value, block.indent, id_, node, block.depth))
        self.last, self.last_text = node, text or lead or found.printed
        inner = self._inner_mark(block, found, text)
        if inner is not None:
            node.text = ""
            below = None if block.depth is None else block.depth + 1
            split = Block(text=inner.rest, where=block.where, indent=block.indent, depth=below, number=inner.printed)
            self._add_numbered(split, inner, index)

    @staticmethod
    def _inner_mark(block: Block, found: Mark, text: str) -> Mark | None:
        """A first sub-point or option on the line of its point: `4. (a) The town`, `4. Option 1: The town`."""
        if found.kind is MarkKind.BULLET or block.kind is Kind.HEADING:
            return None
        for mark in read_marks(text):
            bracketed = mark.printed.startswith("(") and mark.value == 1 and not mark.style.startswith("letters")
            below = bracketed and not found.by_letter and found.style != mark.style
            words = mark.rest.split(maxsplit=1)
            if words and words[0].lower() not in _NO_POINT and (mark.kind is MarkKind.OPTION or below):
                return mark
        return None

    def _add_bullet(self, block: Block, found: Mark) -> None:
        """An item of a list that no point holds: below the line that announces it, or a paragraph of its own."""
        self.bullets.append(found.printed)
        if not found.rest and not block.notes:
            return
        if self.listing is None and self.nodes and self.last_text.endswith(":") and not self.waiting:
            self.listing = self.nodes[-1]
        if self.listing is None:
            self._add_paragraph(replace(block, text=found.rest, number=""))
            return
        node = Node(found.rest, block.where, bullet=True, notes=[*block.notes])
        self.listing.children.append(node)
        self.last, self.last_text = node, found.rest

    def _doubt_jump(self, block: Block, found: Mark, depth: int) -> None:
        """Tell a number that does not come after the one before it in its list."""
        before = self.levels[depth] if depth < len(self.levels) else None
        if (
            before is None
            or _family(before.style) != _family(_style(block, found))
            or found.value <= 1.1
            or found.follows(before.value)
        ):
            return
        if found.kind in (MarkKind.BULLET, MarkKind.OPTION):
            return
        self.doubts.append((block.where, f"the number {found.printed} comes after {before.node.printed or before.id}"))

    def _open(self, node: Node) -> None:
        node.sections = tuple(self.sections)
        used = {id(section) for section in self.sections}
        self.unplaced += [(where, section.text) for section, where in self.waiting if id(section) not in used]
        self.nodes.append(node)
        self.labelled = self.labelled or bool(node.label and node.label != "recital")
        self.used.add((node.group, node.label))
        self.waiting = []

    def _add_paragraph(self, block: Block) -> None:
        self.listing = None
        if self.levels and self.levels[0].style == "recital" and not block.wrapped:
            self.levels = self.levels[:1]
        text = clean(f"{block.number} {block.text}")
        front = self.numbered and not self.nodes and not self.waiting
        if front and is_heading_like(text, figures=True) and not block.quoted:
            self.unplaced.append((block.where, text))
            self._put_notes_aside(block)
            self.last, self.last_text = None, text
            return
        closing = block.closing or self._closes_list(block)
        if closing and (parent := self._list_above()) is not None:
            node = Node(text, block.where, closing=True, notes=[*block.notes])
            self.levels[parent].node.children.append(node)
            self.levels = self.levels[: parent + 1]
        elif self._opens_a_point():
            node = Node(
                text, block.where, group=self.group, preamble=self.numbered and not self.nodes, notes=[*block.notes]
            )
            holder = Node("", block.where, group=self.group, preamble=node.preamble)
            self._open(holder)
            holder.children.append(node)
            self.levels = []
        else:
            self._leave_deeper(block)
            node = Node(text, block.where, notes=[*block.notes])
            (self.levels[-1].node if self.levels else self.nodes[-1]).children.append(node)
        self.last, self.last_text = node, text

    def _closes_list(self, block: Block) -> bool:
        """Whether a paragraph behind the points of a list goes on with the sentence that they are part of."""
        return begins_closing(block.text) and not self.last_text.rstrip().endswith((".", "!", "?", "。"))

    def _list_above(self) -> int | None:
        """Where among the open levels the point stands whose list of at least two has just been read."""
        for index in range(len(self.levels) - 1, 0, -1):
            if self.levels[index].value >= 2 and not self.levels[index].style.startswith("bullet"):
                return index - 1
            if self.levels[index].style == "bullet" and len(self.levels[index - 1].node.children) >= 2:
                return index - 1
        return None

    def _leave_deeper(self, block: Block) -> None:
        """A paragraph that stands less far in than the sub-point before it belongs to a point above."""
        while block.depth is not None and len(self.levels) > 1 and (self.levels[-1].depth or 0) >= block.depth > 0:
            self.levels.pop()
        while (
            block.depth is None
            and len(self.levels) > 1
            and block.indent + 1 < self.levels[-1].indent
            and block.indent >= self.levels[0].indent
        ):
            self.levels.pop()

    def _opens_a_point(self) -> bool:
        """Text without a number: a preamble, text under a heading, or, where nothing is numbered, each paragraph."""
        return bool(self.waiting) or not self.nodes or not (self.numbered or self.sections)

    def _put_notes_aside(self, block: Block) -> None:
        self.unplaced += [(block.where, f"Footnote: {note}") for note in block.notes]

    # --- which list goes on ----------------------------------------------------------------------------------------

    def _mark(self, block: Block) -> Mark | None:
        """The reading of the block's number that fits the lists that are open; None where it is no number."""
        if block.number:
            return self._counted_mark(block)
        readings = read_marks(block.text)
        if not readings and not block.wrapped:
            readings = tuple(
                mark for mark in read_marks(block.text, bare=True) if self._following_depth(block, mark) == 0
            )
        readings = tuple(mark for mark in readings if mark.style not in self.survey.lone_styles)
        if block.kind is not Kind.HEADING:
            readings = tuple(mark for mark in readings if self._fits(block, mark))
        return self._likeliest(block, readings)

    def _counted_mark(self, block: Block) -> Mark:
        """The number that the document itself counts or marks."""
        number = block.number.strip()
        for form in (number, f"{number}."):
            readings = [mark for mark in read_marks(form) if not mark.rest]
            if mark := self._likeliest(block, readings):
                return replace(mark, printed=number, rest=block.text)
        label = slug(number) or re.sub(r"[^A-Za-z0-9]", "", number) or "point"
        return Mark(style="other", value=0, label=label, printed=number, rest=block.text)

    def _likeliest(self, block: Block, readings: Sequence[Mark]) -> Mark | None:
        joined = [
            mark for mark in readings[:1] if mark.joined and any(level.id == mark.parent for level in self.levels)
        ]
        if joined:
            return joined[0]
        likely = [mark for mark in readings if self._following_depth(block, mark) is not None]
        likely += [mark for mark in readings if mark.value == 1]
        return next(iter((*likely, *readings)), None)

    def _following_depth(self, block: Block, found: Mark) -> int | None:
        """The open list of which this is the next count: the one as far in as the block, else the innermost."""
        style = _style(block, found)
        for same in (str, _family):  # 3) goes on from 2. where no list has its own form
            fitting = [
                depth
                for depth, level in enumerate(self.levels)
                if same(level.style) == same(style) and found.follows(level.value) and found.kind is not MarkKind.BULLET
            ]
            if fitting:
                return min(reversed(fitting), key=lambda depth: self._apart(block, self.levels[depth]))
        return None

    @staticmethod
    def _apart(block: Block, level: _Level) -> int:
        """How much farther in or out a block stands than a level; a little does not count."""
        if block.depth is not None and level.depth is not None:
            return 0 if block.depth == level.depth else 100 + abs(block.depth - level.depth)
        distance = abs(block.indent - level.indent)
        return distance if distance > 1 else 0

    def _fits(self, block: Block, found: Mark) -> bool:
        """Whether a number that is only printed, and not counted by the document, counts a point here."""
        if found.kind in (MarkKind.BULLET, MarkKind.OPTION, MarkKind.GROUP, MarkKind.EITHER):
            return True
        if found.style.startswith("decimal"):
            return found.value < 1000 or self._following_depth(block, found) is not None
        if found.style.startswith(("word", "series")):
            return True
        if found.dotted:
            return self._dotted_fits(found)
        if found.joined:
            return any(found.label.startswith(level.id) for level in self.levels)
        if found.value == 1 or self._following_depth(block, found) is not None or found.style in self.section_styles:
            return True
        style = _style(block, found)
        return any(level.style == style and 0 < found.value - level.value <= MAX_SKIPPED for level in self.levels)

    def _dotted_fits(self, found: Mark) -> bool:
        """1.2 is a number where its parent is open or it opens with a capital; `2.5 percent` is a figure."""
        if self._under_parent(found):
            return True
        first = found.rest.lstrip('[(«“"„')[:1]
        return not first or not first.islower()

    def _may_begin(self, block: Block, found: Mark | None, following: Block | None) -> bool:
        """Whether a line right under another begins a point, and does not go on with the sentence above."""
        if found is None:
            return block.closing or not self._goes_on(block)
        before = self.last_text
        ended = has_ended(before) or before.endswith(",")
        if found.kind is MarkKind.BULLET:
            listed = following is not None and any(mark.kind is found.kind for mark in read_marks(following.text))
            return ended or listed or (bool(self.levels) and self.levels[-1].style == "bullet")
        joint = before.split()[-1].lower() in _JOINTS if before.split() else False
        if not ended and not joint and ends_inside_sentence(before):
            return False
        follows = self._following_depth(block, found) is not None
        first = found.rest.lstrip('[(«“"„')[:1]
        headed = is_heading_like(before, figures=True) or not before
        if found.kind in (MarkKind.OPTION, MarkKind.GROUP, MarkKind.EITHER) or found.worded:
            return has_ended(before) or headed or follows
        if found.style.startswith("series"):
            return True
        if found.dotted:
            return self._dotted_goes_on(found) and (ended or headed or not first.islower())
        if found.style.startswith(("decimal", "series", "in words")):
            if follows or self._same_series(found):
                return ended or joint or headed or (not first.islower() and self._stands_in_list(block, found))
            begins = ended or (headed and found.value <= 1.1)
            return begins and (found.value <= 1.1 or not first.islower()) and not self._is_date(found)
        if follows:
            return True
        return found.value <= 1.1 and (ended or headed or (bool(self.levels) and "(" in found.printed))

    def _goes_on(self, block: Block) -> bool:
        return block.text[:1].islower() or (not has_ended(self.last_text) and ends_inside_sentence(self.last_text))

    def _same_series(self, found: Mark) -> bool:
        """A point printed twice, or after a gap, in a list that is open."""
        return any(
            level.style == found.style and 0 <= found.value - level.value <= MAX_SKIPPED for level in self.levels
        )

    def _stands_in_list(self, block: Block, found: Mark) -> bool:
        return bool(self.levels) and self.levels[-1].style == _style(block, found)

    @staticmethod
    def _is_date(found: Mark) -> bool:
        return begins_with_month(found.rest)

    def _dotted_goes_on(self, found: Mark) -> bool:
        if any(level.id == found.parent for level in self.levels) and (found.value <= 1.1 or has_ended(self.last_text)):
            return True
        return any(
            level.style == "dotted" and level.id.rpartition(".")[0] == found.parent and found.follows(level.value)
            for level in self.levels
        ) or (found.value <= 1.1 and found.parent.rpartition(".")[2].isdigit() and self._parent_follows(found))

    def _parent_follows(self, found: Mark) -> bool:
        """2.1 behind 1.4: the point above is not printed by itself."""
        value = int(found.parent.rpartition(".")[2])
        return any(
            level.style == "dotted" and level.id.rpartition(".")[0].rpartition(".")[2] == str(value - 1)
            for level in self.levels
        )

    def _depth(self, block: Block, found: Mark) -> int:
        """How many open lists stay open above the new entry; 0 is a new point."""
        if not self.levels or not self.nodes:
            return 0
        if block.depth is not None and all(level.depth is not None for level in self.levels):
            return self._nested_depth(block)
        if found.absolute:
            return self._under_parent(found)
        if found.kind is MarkKind.BULLET:
            return self._bullet_depth(block)
        style = _style(block, found)
        if found.kind is MarkKind.OPTION:
            return next((depth for depth, level in enumerate(self.levels) if level.style == style), len(self.levels))
        if block.number and (depth := self._by_indent(block, style)) is not None:
            return depth
        follows = self._following_depth(block, found)
        return follows if follows is not None else self._listed_depth(block, found)

    def _listed_depth(self, block: Block, found: Mark) -> int:
        """The depth of a number that goes on with no open list: the list that counts like it, else a new one."""
        style = _style(block, found)
        same = [depth for depth, level in enumerate(self.levels) if level.style == style]
        if not same and found.value > 1:
            same = [depth for depth, level in enumerate(self.levels) if _family(level.style) == _family(style)]
        if not same:
            return self._new_list_depth(block, found)
        if block.indent > self.levels[same[-1]].indent + 1:
            return self._child_depth(block)
        return min(reversed(same), key=lambda depth: self._apart(block, self.levels[depth]))

    def _new_list_depth(self, block: Block, found: Mark) -> int:
        """Where a list begins whose form no open list has."""
        top = self.levels[0]
        if top.style.startswith("series") and found.style.startswith("decimal"):
            return len(self.levels) if found.value == 1 and self.last_text.endswith(":") else 0
        if top.style == "bullet" and block.indent <= top.indent + 1:
            return 0
        if found.style.startswith(("word", "series")) and found.kind is MarkKind.POINT:
            return self._word_depth(found)
        return 0 if block.kind is Kind.HEADING else self._child_depth(block)

    def _word_depth(self, found: Mark) -> int:
        """A word that no open list counts with: a point of its own, unless the survey places it below another."""
        below = self.survey.below.get(found.style)
        if below:
            return next((depth + 1 for depth, level in enumerate(self.levels) if level.style == below), 0)
        return 0

    def _child_depth(self, block: Block) -> int:
        """Below the innermost point, or below the last that stands less far in than the block."""
        depth = len(self.levels)
        while (
            depth > 1
            and self.levels[depth - 1].indent > block.indent + 1
            and self.levels[depth - 2].indent + 1 < self.levels[depth - 1].indent
        ):
            depth -= 1
        return depth

    def _nested_depth(self, block: Block) -> int:
        """By the nesting that the document gives; what stands above in the tree stays open."""
        assert block.depth is not None
        return sum(1 for level in self.levels if level.depth is not None and level.depth < block.depth)

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
            if level.style == found.style and level.id.startswith(found.parent + ("." if found.dotted else "")):
                return depth
        return 0

    def _bullet_depth(self, block: Block) -> int:
        for depth, level in enumerate(self.levels):
            if level.style == "bullet" and depth > 0 and block.indent <= level.indent + 1:
                return depth
        return self._child_depth(block)


class _Survey:
    """What the numbers of the whole document tell before any of them is placed."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        marks = [
            (index, mark)
            for index, block in enumerate(blocks)
            if block.kind is not Kind.ASIDE and not block.quoted
            for mark in _first_mark(block)
        ]
        self.numbered = any(
            mark.style.startswith(("decimal", "dotted", "joined", "word", "series")) for _, mark in marks
        ) or any(mark.kind is MarkKind.EITHER for _, mark in marks)
        self.tops = sum(block.kind is Kind.HEADING and block.level == 1 for block in blocks)
        times = Counter(mark.style for _, mark in marks)
        # `Resolution 2712` in a title names the document and counts nothing in it.
        self.lone_styles = {
            mark.style
            for _, mark in marks
            if mark.style.startswith("word") and times[mark.style] == 1 and mark.value > 20
        }
        words = [(index, mark) for index, mark in marks if mark.style.startswith("word")]
        words = [(index, mark) for index, mark in words if mark.style not in self.lone_styles]
        self.first_word = words[0][0] if len(words) > 1 else -1
        self.below: dict[str, str] = {}
        self.grouping = self._either_groups(marks, words)

    def is_group(self, mark: Mark) -> bool:
        return mark.kind is MarkKind.GROUP or (mark.kind is MarkKind.EITHER and self.grouping)

    def is_recital(self, mark: Mark, index: int) -> bool:
        """Whether a number in brackets before the first article counts a recital."""
        return index < self.first_word and mark.style in ("decimal()", "roman-lower()", "letter-latin-upper()")

    def _either_groups(self, marks: Sequence[tuple[int, Mark]], words: Sequence[tuple[int, Mark]]) -> bool:
        """Whether words such as Section group the points here; else they count points, or points below articles."""
        either = [(index, mark) for index, mark in marks if mark.kind is MarkKind.EITHER]
        if not either:
            return False
        if words:
            inner = either[0][0] > words[0][0] and sum(mark.value == 1 for _, mark in either) >= 1
            if inner and any(mark.value == 1 and index > words[0][0] for index, mark in either):
                self.below = {mark.style: words[0][1].style for _, mark in either}
                return False
            return True
        start = either[0][0]
        decimals = [mark for index, mark in marks if index > start and mark.style.startswith("decimal")]
        ones = sum(mark.value == 1 for mark in decimals)
        return bool(decimals) and ones <= 1 and len(decimals) >= len(either)


def _first_mark(block: Block) -> Iterable[Mark]:
    if block.number:
        return read_marks(block.number)[:1] or read_marks(f"{block.number}.")[:1]
    return read_marks(block.text)[:1]


def _style(block: Block, found: Mark) -> str:
    return f"heading:{found.style}" if block.kind is Kind.HEADING else found.style


def _family(style: str) -> str:
    return re.sub(r"decimal[^\w]{1,4}$", "decimal", style)
