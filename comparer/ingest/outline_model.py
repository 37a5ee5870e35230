"""Pieces of text to points and sub-points, by the numbers that are printed. What has no place is kept beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from comparer.ingest.blocks import Block, BlockKind, collapse_spaces
from comparer.ingest.numbering import BULLET_STYLE, PrintedNumber, parse_printed_numbers, sub_point_id
from comparer.ingest.point_ids import (
    Outline,
    OutlineItem,
    OutlinePoint,
    OutlineSection,
    is_heading_like,
    split_bold_lead,
)

__all__ = ["build_outline"]

_MAX_SKIPPED_LETTERS = 3
"""How many counts a list of letters may skip; beyond that, a letter with a bracket is no number of a point."""


@dataclass(slots=True)
class _OpenList:
    style: str
    value: int
    indent: int
    id: str


def build_outline(blocks: Sequence[Block]) -> Outline:
    """The points of a document. Every word of the blocks is in a title, a heading, an item, a note or `unplaced`."""
    builder = _OutlineBuilder(blocks)
    for index, block in enumerate(blocks):
        builder.add_block(block, blocks[index + 1] if index + 1 < len(blocks) else None)
    builder.flush_waiting_sections()
    if not builder.points:
        return _outline_headings_only(blocks)
    return Outline(title=builder.title, points=tuple(builder.points), unplaced_texts=tuple(builder.unplaced_texts))


def _outline_headings_only(blocks: Sequence[Block]) -> Outline:
    """A document of nothing but headings: each is a point."""
    text_blocks = [text_block for text_block in blocks if text_block.kind is not BlockKind.ASIDE and text_block.text]
    return Outline(
        title="",
        points=tuple(
            OutlinePoint("", block.location, items=[OutlineItem(block.text, block.location, "", notes=block.notes)])
            for block in text_blocks
        ),
        unplaced_texts=tuple((block.location, block.text) for block in blocks if block.kind is BlockKind.ASIDE),
    )


class _OutlineBuilder:
    """Goes through the blocks once, with the lists that are open at the moment."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.title = ""
        self.points: list[OutlinePoint] = []
        self.unplaced_texts: list[tuple[str, str]] = []
        self.sections: list[OutlineSection] = []
        self.waiting_sections: list[tuple[OutlineSection, str]] = []
        self.open_lists: list[_OpenList] = []
        self.group = 0
        self.section_styles: set[str] = set()
        self.has_numbers = _has_numbered_points(blocks)
        self.top_heading_count = sum(block.kind is BlockKind.HEADING and block.level == 1 for block in blocks)
        self.has_begun = False
        self.has_labelled_point = False
        self.used_labels: set[tuple[int, str]] = set()

    def add_block(self, block: Block, next_block: Block | None) -> None:
        if block.kind is BlockKind.ASIDE:
            self.unplaced_texts.append((block.location, block.text))
            return
        number = self._choose_number_reading(block)
        if self._is_title(block, number):
            self.title, self.has_begun = block.text, True
            self._set_notes_aside(block)
        elif self._is_section(block, number, next_block):
            self._add_section(block, number)
        elif number is not None:
            self._add_numbered_block(block, number)
        else:
            self._add_paragraph(block)
        self.has_begun = True

    def flush_waiting_sections(self) -> None:
        """Headings under which nothing came have no place."""
        self.unplaced_texts += [(location, section.text) for section, location in self.waiting_sections]
        self.waiting_sections = []

    # --- what a block is -------------------------------------------------------------------------------------------

    def _is_title(self, block: Block, number: PrintedNumber | None) -> bool:
        if self.title or self.points or self.has_begun:
            return False
        if block.kind is BlockKind.TITLE:
            return True
        if block.kind is BlockKind.HEADING:
            return number is None and block.level == 1 and self.top_heading_count == 1
        return number is None and is_heading_like(block.text) and (self.has_numbers or block.stands_alone)

    def _is_section(self, block: Block, number: PrintedNumber | None, next_block: Block | None) -> bool:
        if block.kind in (BlockKind.HEADING, BlockKind.TITLE):
            return number is None or self._counts_sections(number)
        if number is None:
            stands_over_points = next_block is not None and (
                self.has_labelled_point or not self.has_numbers or bool(parse_printed_numbers(next_block.text))
            )
            return block.stands_alone and is_heading_like(block.text) and stands_over_points
        is_short = not number.rest or is_heading_like(number.rest)
        begins_section = not self.has_labelled_point or number.style in self.section_styles or number.counts_parts
        return self._counts_sections(number) and is_short and begins_section and not block.has_counted_number

    def _counts_sections(self, number: PrintedNumber) -> bool:
        """Roman numerals, capital letters and words such as Part count sections where the points count otherwise."""
        has_section_style = number.counts_parts or number.style.startswith(
            ("roman-upper", "letter-latin-upper", "letter-cyrillic-u")
        )
        return has_section_style and self.has_numbers

    # --- placing ---------------------------------------------------------------------------------------------------

    def _add_section(self, block: Block, number: PrintedNumber | None) -> None:
        level = block.level if block.kind is BlockKind.HEADING else 1 if number else 7
        self.sections = [open_section for open_section in self.sections if open_section.level < level]
        section = OutlineSection(block.text, level, number.label if number else "")
        self.sections.append(section)
        self.waiting_sections.append((section, block.location))
        self.open_lists = self.open_lists[:1]
        if number:
            self.section_styles.add(number.style)
        self._set_notes_aside(block)

    def _add_numbered_block(self, block: Block, number: PrintedNumber) -> None:
        if number.style == BULLET_STYLE and not self.open_lists:
            if number.rest:
                self._add_paragraph(replace(block, text=number.rest))
            return
        self.open_lists = self.open_lists[: self._entry_depth(block, number)]
        heading, text = split_bold_lead(block.bold_lead, number.rest)
        id_ = (
            self._add_sub_point(block, number, heading, text)
            if self.open_lists
            else self._add_point(block, number, heading, text)
        )
        self.open_lists.append(_OpenList(_list_style(block, number), number.value, block.indent, id_))

    def _add_point(self, block: Block, number: PrintedNumber, heading: str, text: str) -> str:
        if number.value == 1 and self._restarts_numbering(number):
            self.group += 1
        if block.kind is BlockKind.HEADING:
            heading, text = collapse_spaces(f"{heading} {text}"), ""
        if number.has_keyword:
            heading = collapse_spaces(f"{number.printed_text} {heading}")
        self._open_point(
            OutlinePoint(number.label, block.location, number.printed_text, heading=heading, group=self.group)
        )
        if text or block.notes:
            self.points[-1].items.append(OutlineItem(text, block.location, number.label, notes=block.notes))
        return number.label

    def _add_sub_point(self, block: Block, number: PrintedNumber, heading: str, text: str) -> str:
        parent_id = self.open_lists[-1].id
        text = collapse_spaces(
            f"{number.printed_text if number.has_keyword else ''} {heading + '.' if heading else ''} {text}"
        )
        item = OutlineItem(
            text,
            block.location,
            parent_id,
            number.label,
            number.printed_text,
            is_absolute=number.is_absolute,
            is_letter=number.counts_letters,
            is_bullet=number.style == BULLET_STYLE,
            notes=block.notes,
        )
        if number.label or text:
            self.points[-1].items.append(item)
        if number.is_absolute:
            return number.label
        return sub_point_id(parent_id, number.label, number.counts_letters) if number.label else parent_id

    def _restarts_numbering(self, number: PrintedNumber) -> bool:
        return (self.group, number.label) in self.used_labels

    def _open_point(self, point: OutlinePoint) -> None:
        point.sections = tuple(self.sections)
        open_section_ids = {id(open_section) for open_section in self.sections}
        self.unplaced_texts += [
            (location, section.text)
            for section, location in self.waiting_sections
            if id(section) not in open_section_ids
        ]
        self.points.append(point)
        self.has_labelled_point = self.has_labelled_point or bool(point.label)
        self.used_labels.add((point.group, point.label))
        self.waiting_sections = []

    def _add_paragraph(self, block: Block) -> None:
        text = block.text
        if self.has_numbers and not self.points and not self.waiting_sections and is_heading_like(text):
            self.unplaced_texts.append((block.location, text))
            self._set_notes_aside(block)
            return
        if self._starts_new_point():
            self._open_point(
                OutlinePoint("", block.location, group=self.group, is_preamble=self.has_numbers and not self.points)
            )
            self.open_lists = []
        base_id = self.open_lists[-1].id if self.open_lists else self.points[-1].label
        self.points[-1].items.append(OutlineItem(text, block.location, base_id, notes=block.notes))

    def _starts_new_point(self) -> bool:
        """Text without a number: a preamble, text under a heading, or, where nothing is numbered, each paragraph."""
        return bool(self.waiting_sections) or not self.points or not (self.has_numbers or self.sections)

    def _set_notes_aside(self, block: Block) -> None:
        self.unplaced_texts += [(block.location, note) for note in block.notes]

    # --- which list goes on ----------------------------------------------------------------------------------------

    def _choose_number_reading(self, block: Block) -> PrintedNumber | None:
        """The reading of the block's number that fits the lists that are open; None where it is no number."""
        readings = parse_printed_numbers(block.text) or self._next_bare_numbers(block)
        if not (block.has_counted_number or block.kind is BlockKind.HEADING):
            readings = tuple(reading for reading in readings if self._fits_open_lists(block, reading))
        likely = [
            candidate_reading
            for candidate_reading in readings
            if self._continued_list_depth(block, candidate_reading) is not None
        ]
        likely += [candidate_reading for candidate_reading in readings if candidate_reading.value == 1]
        return next(iter((*likely, *readings)), None)

    def _next_bare_numbers(self, block: Block) -> tuple[PrintedNumber, ...]:
        """A number without a mark counts where it is the very next one."""
        return tuple(
            number
            for number in parse_printed_numbers(block.text, allow_bare=True)
            if self._continued_list_depth(block, number) == 0
        )

    def _continued_list_depth(self, block: Block, number: PrintedNumber) -> int | None:
        """The innermost open list of which this is the next count."""
        style = _list_style(block, number)
        for normalise in (str, _style_family):  # 3) goes on from 2. where no list has its own form
            for depth in range(len(self.open_lists) - 1, -1, -1):
                open_list = self.open_lists[depth]
                if normalise(open_list.style) == normalise(style) and number.value == open_list.value + 1:
                    return depth
        return None

    def _fits_open_lists(self, block: Block, number: PrintedNumber) -> bool:
        if number.style == BULLET_STYLE:
            return True
        if number.style.startswith(("decimal", "dotted", "keyword", "part")):
            return True
        if number.style == "joined":
            return any(number.label.startswith(open_list.id) for open_list in self.open_lists)
        if (
            number.value == 1
            or self._continued_list_depth(block, number) is not None
            or number.style in self.section_styles
        ):
            return True
        return any(
            open_list.style == _list_style(block, number) and 0 < number.value - open_list.value <= _MAX_SKIPPED_LETTERS
            for open_list in self.open_lists
        )

    def _entry_depth(self, block: Block, number: PrintedNumber) -> int:
        """How many open lists stay open above the new entry; 0 is a new point."""
        style = _list_style(block, number)
        if not self.open_lists or not self.points:
            return 0
        if number.is_absolute:
            return self._depth_under_parent(number)
        if number.style == BULLET_STYLE:
            return self._bullet_depth(block)
        if block.has_counted_number and (depth := self._depth_by_indent(block, style)) is not None:
            return depth
        continued_depth = self._continued_list_depth(block, number)
        if continued_depth is not None:
            return continued_depth
        matching_depths = [depth for depth, open_list in enumerate(self.open_lists) if open_list.style == style]
        if not matching_depths and number.value > 1:
            matching_depths = [
                depth
                for depth, open_list in enumerate(self.open_lists)
                if _style_family(open_list.style) == _style_family(style)
            ]
        if not matching_depths:
            return 0 if block.kind is BlockKind.HEADING else len(self.open_lists)
        is_deeper = block.indent > self.open_lists[matching_depths[-1]].indent + 1
        return len(self.open_lists) if is_deeper else matching_depths[-1]

    def _depth_by_indent(self, block: Block, style: str) -> int | None:
        """The depth of a number that the document counts, by how far in it stands."""
        for depth, open_list in enumerate(self.open_lists):
            if open_list.style == style and abs(open_list.indent - block.indent) <= 1:
                return depth
        outer_list_count = sum(open_list.indent < block.indent for open_list in self.open_lists)
        return outer_list_count if outer_list_count and block.indent > self.open_lists[0].indent + 1 else None

    def _depth_under_parent(self, number: PrintedNumber) -> int:
        """The depth of 1.2 under 1, of 10a under 10; a point of its own where its parents are not printed."""
        for depth in range(len(self.open_lists) - 1, -1, -1):
            open_list = self.open_lists[depth]
            if open_list.id == number.parent_id:
                return depth + 1
            if open_list.style == number.style and open_list.id.startswith(
                number.parent_id + ("." if number.style == "dotted" else "")
            ):
                return depth
        return 0

    def _bullet_depth(self, block: Block) -> int:
        for depth, open_list in enumerate(self.open_lists):
            if open_list.style == BULLET_STYLE and depth > 0:
                return depth + 1 if block.indent > open_list.indent + 1 else depth
        return len(self.open_lists)


def _list_style(block: Block, number: PrintedNumber) -> str:
    return f"heading:{number.style}" if block.kind is BlockKind.HEADING else number.style


def _style_family(style: str) -> str:
    return re.sub(r"decimal\W+", "decimal", style)


def _has_numbered_points(blocks: Iterable[Block]) -> bool:
    """Whether the document numbers its points with figures, or with words such as Article."""
    for block in blocks:
        for number in parse_printed_numbers(block.text):
            if number.style.startswith(("decimal", "dotted", "joined", "keyword")):
                return True
    return False
