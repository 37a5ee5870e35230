"""Pieces of text to one tree of points, by the numbers that are printed. What has no place is kept beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from comparer.ingest.blocks import Block, BlockKind, collapse_spaces
from comparer.ingest.letterhead import set_letterhead_apart
from comparer.ingest.line_signs import (
    begins_closing,
    begins_with_month,
    ends_inside_sentence,
    ends_with_initial,
    first_letter,
    has_ended,
    is_binding_text,
    is_date_line,
    is_dated_label,
    is_heading_like,
    is_title_text,
    names_day,
    names_document,
    split_lead,
)
from comparer.ingest.numbering import Mark, MarkKind, is_annex_word, make_slug, part_value, point_id, read_marks
from comparer.ingest.outline_model import Node, Outline, Section

__all__ = ["build_outline"]

MAX_SKIPPED = 3
"""How many counts a list of letters may skip; beyond that, a letter with a bracket is no number of a point."""
MAX_DEPTH = 40
"""How deep points may be nested; deeper ones stand at this depth."""
MAX_TAIL_CHARACTERS = 400
"""Signs at the end of a text by which it is told whether the next line goes on with it; more than a heading has."""
MAX_TITLE_CHARACTERS = 1_500
"""Signs that the first paragraph may have to be taken for a title, as one that names all sponsors is."""
MAX_FRONT_LINE_CHARACTERS = 90
"""Signs of a line above the first point up to which it is taken for a part of the head of the document."""
MAX_QUOTED_BLOCKS = 40
"""Pieces within which a quotation must end to be taken for one."""
MIN_SENTENCE_WORDS = 8
"""Words from which a heading that ends with a stop is taken for a sentence."""
MIN_OTHER_POINTS = 5
"""Points with numbers such as 1.2 that show that a word with a number among them names another document."""
_QUOTES = (("“", "”"), ("«", "»"), ("„", "“"), ("‘", "’"))
_JOINTS = ("and", "or", "und", "oder", "et", "ou", "y", "o", "e", "и", "или", "і", "й", "та", "або", "чи")
FORM_STYLE = "form"
"""The style of a row of a form, which holds what stands in its value and ends with it."""
HEADING_STYLE = "heading:"
"""What stands before the style of a number in a heading."""
_BRACKETED_TITLE = re.compile(r"【[^【】]{1,60}】")
_STRAY_QUOTE = re.compile(r"""["'“”„«»‘’‚]\s{0,2}(?=\S)""")
_NAMED_LETTER = re.compile(r"\([^\W\d_]{1,4}\)[,.;)]* [^\W\d_]")
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
    heading_level: int = 0
    """Of a number in a heading how deep the document puts the heading; 0 for others."""


def build_outline(blocks: Sequence[Block]) -> Outline:
    """The outline of a document. Every sign of the blocks is in its title, a heading, a node, a note or `unplaced`."""
    blocks = _with_quotes(set_letterhead_apart(blocks))
    builder = _Builder(blocks)
    followings = _following_texts(blocks)
    for index, block in enumerate(blocks):
        builder.add_block(block, followings[index], index)
    builder.drop_waiting()
    if not builder.nodes:
        return _outline_of_lines(blocks)
    return Outline(
        title=builder.title,
        nodes=tuple(builder.nodes),
        unplaced=tuple(builder.unplaced),
        set_aside=tuple(builder.set_aside),
        doubts=tuple(builder.doubts),
        bullets=tuple(builder.bullets),
    )


def _following_texts(blocks: Sequence[Block]) -> list[Block | None]:
    """For each block the next that is no aside; None where the text ends."""
    following: Block | None = None
    result: list[Block | None] = []
    for block in reversed(blocks):
        result.append(following)
        following = following if block.kind is BlockKind.ASIDE else block
    return result[::-1]


def _outline_of_lines(blocks: Sequence[Block]) -> Outline:
    """A document of nothing but headings: each is a point."""
    texts = [block for block in blocks if block.kind is not BlockKind.ASIDE and (block.text or block.number)]
    return Outline(
        title="",
        nodes=tuple(
            Node(
                block.text or block.number,
                block.location,
                printed=block.number if block.text else "",
                notes=[*block.notes],
            )
            for block in texts
        ),
        unplaced=tuple((block.location, block.text) for block in blocks if block.kind is BlockKind.ASIDE),
    )


def _with_quotes(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with those marked that stand inside a quotation begun in an earlier one, as amendments quote."""
    result = [*blocks]
    index = 0
    while index < len(result):
        is_open = result[index].kind is BlockKind.TEXT and not result[index].is_quoted
        opened = _open_quote(result[index].text) if is_open else ""
        end = _quote_end(result, index, opened) if opened else index
        for inside in range(index + 1, end + 1):
            result[inside] = replace(result[inside], is_quoted=True)
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
        if blocks[index].kind is not BlockKind.TEXT:
            return start
        if blocks[index].text.rstrip(" .;,").endswith(closing) and blocks[index].text.count(closing) % 2:
            return index
    return start


class _Builder:
    """Goes through the blocks once, with the lists that are open at the moment."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.title = ""
        self.title_location = ""
        self.nodes: list[Node] = []
        self.unplaced: list[tuple[str, str]] = []
        self.set_aside: list[tuple[str, str]] = []
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
        self.continuations: list[str] = []
        self.listing: Node | None = None
        self.bullets: list[str] = []
        self.last_text = ""

    def join_continuations(self) -> None:
        """The lines that went on with the last text, joined to it once: a text of n lines costs n steps."""
        if self.last is not None and self.continuations:
            self.last.text = collapse_spaces(" ".join([self.last.text, *self.continuations]))
        elif self.continuations:
            self.title = collapse_spaces(" ".join([self.title, *self.continuations]))
        self.continuations = []

    def add_block(self, block: Block, following: Block | None, index: int) -> None:
        if block.kind is BlockKind.ASIDE:
            self.unplaced.append((block.location, block.text))
            self._put_notes_aside(block)
            return
        if block.label:
            self.join_continuations()
            self._add_labelled(block)
            self.begun = True
            return
        if not block.in_form and self._is_in_form():
            self.join_continuations()
            self.levels = []
        mark = None if block.is_quoted else self._choose_mark(block)
        if block.is_quoted and self.last is not None:
            self._continue_with(block)
            return
        opens_quote = block.is_quoted or (following is not None and following.is_quoted)
        if mark is None and not block.number and not opens_quote:
            mark = self._mark_behind_stray_quote(block)
        if block.is_wrapped and not self._may_begin(block, mark, following):
            self._continue_with(block)
            return
        self.join_continuations()
        if self._is_title(block, mark, index):
            self.title, self.begun, self.last, self.last_text = block.text, True, None, block.text
            self.title_location = block.location
            self._put_notes_aside(block)
        elif self._is_section(block, mark, following):
            self._add_section(block, mark)
        elif mark is not None:
            self._add_numbered(block, mark, index)
        else:
            self._add_paragraph(block)
        self.begun = True

    def drop_waiting(self) -> None:
        """Headings under which nothing came have no place."""
        self.join_continuations()
        self._set_text_aside((location, section.text) for section, location in self.waiting)
        self.waiting = []

    def _set_text_aside(self, texts: Iterable[tuple[str, str]]) -> None:
        """Text of the document that has no place among its points."""
        listed = [*texts]
        self.unplaced += listed
        self.set_aside += listed

    # --- what a block is -------------------------------------------------------------------------------------------

    def _is_title(self, block: Block, mark: Mark | None, index: int) -> bool:
        if self.title or self.nodes or self.begun or block.is_quoted or is_dated_label(block.text):
            return False
        if block.kind is BlockKind.TITLE:
            return not is_binding_text(block.text)
        if block.kind is BlockKind.HEADING:
            return mark is None and block.level == 1 and self.survey.tops == 1 and not is_binding_text(block.text)
        if mark is None and index == 0 and self.numbered and self.survey.opens_with_title:
            return True
        return mark is None and is_heading_like(block.text, figures=True) and (self.numbered or block.stands_alone)

    def _is_section(self, block: Block, mark: Mark | None, following: Block | None) -> bool:
        if block.is_quoted:
            return False
        if mark is None and self._names_section(block, following):
            return True
        if block.kind in (BlockKind.HEADING, BlockKind.TITLE):
            if mark is None:
                return not is_binding_text(block.text) and not self._is_great_sentence(block)
            return self._counts_sections(mark) and not is_binding_text(mark.rest)
        if mark is None:
            over = following is not None and (
                self.labelled or not self.numbered or bool(following.number) or bool(read_marks(following.text))
            )
            is_heading = block.stands_alone and is_heading_like(block.text) and over and not block.number
            return is_heading and not self._names_empty_point(following)
        short = not mark.rest or is_heading_like(mark.rest)
        begins = not self.labelled or mark.style in self.section_styles or self.survey.is_group(mark)
        return (
            self._counts_sections(mark) and short and begins and not (block.number and not self.survey.is_group(mark))
        )

    def _names_empty_point(self, following: Block | None) -> bool:
        """Whether a line stands between the number of a point and its first text, and so is a title of that point."""
        if not self.levels or self.waiting or following is None or read_marks(following.text) or following.number:
            return False
        node = self.levels[-1].node
        titles = [*filter(None, [node.text]), *(child.text for child in node.children)]
        is_article = self.levels[-1].style.startswith("word") and len(self.levels) == 1
        return is_article and all(is_heading_like(title, figures=True) for title in titles)

    @staticmethod
    def _is_great_sentence(block: Block) -> bool:
        """Whether a whole sentence is only printed as a heading is."""
        return block.text.endswith((".", "。")) and len(block.text.split()) >= MIN_SENTENCE_WORDS

    def _names_section(self, block: Block, following: Block | None) -> bool:
        """Whether a line is the title of the chapter whose number stands above it."""
        if not self.waiting or self.last is not self.waiting[-1][0] or not self.waiting[-1][0].numbered:
            return False
        is_title = is_heading_like(block.text) or _is_title_in_capitals(block.text)
        return following is not None and is_title and block.kind is not BlockKind.TITLE

    def _counts_sections(self, mark: Mark) -> bool:
        """Words such as Part, Roman numerals and capital letters count sections where the points count otherwise."""
        if not self.numbered:
            return False
        return self.survey.is_group(mark) or mark.style.startswith(
            ("roman-upper", "letter-latin-upper", "letter-cyrillic-upper")
        )

    # --- placing ---------------------------------------------------------------------------------------------------

    def _continue_with(self, block: Block) -> None:
        """The line goes on with the sentence before it."""
        if self.last is None:
            if self.title and (self.continuations or self.last_text == self.title):
                self._continue_text(block, self.title)
                return
            self._add_paragraph(replace(block, is_wrapped=False))
            return
        self._continue_text(block, self.last.text)
        self.last.notes += block.notes

    def _continue_text(self, block: Block, text: str) -> None:
        """Keep a line for what it goes on with, and of the whole as much as tells how the next line goes on."""
        before = self.last_text if self.continuations else text
        line = f"{block.number} {block.text}" if block.number else block.text
        self.continuations.append(line)
        self.last_text = collapse_spaces(f"{before[-MAX_TAIL_CHARACTERS:]} {line}")

    def _add_section(self, block: Block, mark: Mark | None) -> None:
        level = block.level if block.kind is BlockKind.HEADING else 1 if mark else 7
        text = collapse_spaces(f"{block.number} {block.text}")
        previous = self.waiting[-1][0] if self.waiting else None
        if previous and previous is self.last and previous.numbered and not mark and "–" not in previous.text:
            previous.text = self.last_text = f"{previous.text} – {text}"  # the title of a chapter on the next line
            self._put_notes_aside(block)
            return
        self.sections = [section for section in self.sections if section.level < level]
        section = Section(text, level, mark.label if mark else "")
        self.sections.append(section)
        self.waiting.append((section, block.location))
        headings = takewhile(lambda above: 0 < above.heading_level < level, self.levels[1:])
        if is_annex_word(mark.style if mark else text.strip(" .:").lower()):
            self.levels = []
            self.group += self.labelled
        else:
            self.levels = [*self.levels[:1], *headings]
        if mark:
            self.section_styles.add(mark.style)
        self._put_notes_aside(block)
        self.last, self.last_text = section, text

    def _add_numbered(self, block: Block, mark: Mark, index: int) -> None:
        if mark.kind is MarkKind.BULLET and not self.levels:
            self._add_bullet(block, mark)
            return
        self.listing = None
        if not self.levels and self.survey.is_recital(mark, index):
            self._open_point(Node("", block.location, label="recital", preamble=True))
            self.levels.append(_Level("recital", 0, -1, "recital", self.nodes[-1], -1))
        depth = min(self._mark_depth(block, mark), MAX_DEPTH)
        self._doubt_jump(block, mark, depth)
        self.levels = self.levels[:depth]
        bold_lead, text = split_lead(block.bold_lead, mark.rest)
        if not bold_lead and (titled := _BRACKETED_TITLE.match(mark.rest)) and not is_binding_text(titled[0]):
            bold_lead, text = titled[0], mark.rest[titled.end() :].strip()
        if block.kind is BlockKind.HEADING and not bold_lead and not is_binding_text(mark.rest):
            bold_lead, text = mark.rest, ""
        joint = mark.rest[len(bold_lead) : len(mark.rest) - len(text)].strip() if bold_lead and text else ""
        node = Node(
            text, block.location, mark.label, mark.printed, bold_lead, joint, by_letter=mark.by_letter,
            is_absolute=mark.is_absolute, bullet=mark.kind is MarkKind.BULLET, option=mark.kind is MarkKind.OPTION,
            inserted=mark.label.lower().endswith("alt"), notes=[*block.notes],
        )  # fmt: skip
        if self.levels:
            parent = self.levels[-1]
            self._place_waiting(parent.node)
            parent.node.children.append(node)
            id_ = (
                mark.label
                if mark.is_absolute
                else point_id(parent.id, mark.label, mark.by_letter)
                if mark.label
                else parent.id
            )
        else:
            if mark.value <= 1 and (self.group, mark.label) in self.used:
                self.group += 1
            node.group = self.group
            if block.kind is BlockKind.HEADING:
                self._close_lesser_sections(block.level)
            self._open_point(node)
            id_ = mark.label
        heading_level = block.level if block.kind is BlockKind.HEADING else 0
        self.levels.append(
            _Level(_mark_style(block, mark), mark.value, block.indent, id_, node, block.depth, heading_level)
        )
        self.last, self.last_text = node, text or bold_lead or mark.printed
        inner = self._inner_mark(block, mark, text)
        if inner is not None:
            node.text = ""
            below = None if block.depth is None else block.depth + 1
            split = Block(
                text=inner.rest, location=block.location, indent=block.indent, depth=below, number=inner.printed
            )
            self._add_numbered(split, inner, index)

    def _place_waiting(self, node: Node) -> None:
        """A heading between the sub-points of a point is a paragraph there, and no heading of the next point."""
        node.children += [Node(section.text, location, notes=[*section.notes]) for section, location in self.waiting]
        waiting = {id(section) for section, _ in self.waiting}
        self.sections = [section for section in self.sections if id(section) not in waiting]
        self.waiting = []

    def _close_lesser_sections(self, level: int) -> None:
        """A numbered heading ends the sections of lesser lines, but for those that it stands right under."""
        waiting = {id(section) for section, _ in self.waiting}
        self.sections = [section for section in self.sections if section.level <= level or id(section) in waiting]

    @staticmethod
    def _inner_mark(block: Block, own_mark: Mark, text: str) -> Mark | None:
        """A first sub-point or option on the line of its point: `4. (a) The town`, `4. Option 1: The town`."""
        if own_mark.kind is MarkKind.BULLET or block.kind is BlockKind.HEADING:
            return None
        for mark in read_marks(text):
            bracketed = mark.printed.startswith("(") and mark.value == 1 and not mark.style.startswith("letters")
            below = bracketed and not own_mark.by_letter and own_mark.style != mark.style
            words = mark.rest.split(maxsplit=1)
            if words and words[0].lower() not in _NO_POINT and (mark.kind is MarkKind.OPTION or below):
                return mark
        return None

    def _add_bullet(self, block: Block, mark: Mark) -> None:
        """An item of a list that no point holds: below the line that announces it, or a paragraph of its own."""
        self.bullets.append(mark.printed)
        if not mark.rest and not block.notes:
            return
        if self.listing is None and self.nodes and self.last_text.endswith(":") and not self.waiting:
            self.listing = self.nodes[-1]
        if self.listing is None:
            self._add_paragraph(replace(block, text=mark.rest, number=""))
            return
        node = Node(mark.rest, block.location, bullet=True, notes=[*block.notes])
        self.listing.children.append(node)
        self.last, self.last_text = node, mark.rest

    def _doubt_jump(self, block: Block, mark: Mark, depth: int) -> None:
        """Tell a number that does not come after the one before it in its list."""
        before = self.levels[depth] if depth < len(self.levels) else None
        if (
            before is None
            or _style_family(before.style) != _style_family(_mark_style(block, mark))
            or mark.value <= 1.1
            or mark.follows(before.value)
            or (mark.is_dotted and self._counts_on(mark, before))
            or self._counts_with_title(mark, before)
        ):
            return
        if mark.kind in (MarkKind.BULLET, MarkKind.OPTION):
            return
        self.doubts.append(
            (block.location, f"the number {mark.printed} comes after {before.node.printed or before.id}")
        )

    def _counts_with_title(self, mark: Mark, before: _Level) -> bool:
        """201 behind 105, 111 behind 104, where a heading stands between: its figure is the first of the number."""
        return bool(self.waiting) and mark.value > before.value and mark.value > 100 and mark.value % 10 == 1

    @staticmethod
    def _counts_on(mark: Mark, before: _Level) -> bool:
        """2.2 behind 2.1.4: the number before stands below the one that this follows."""
        above = before.id.split(".")[: mark.label.count(".") + 1]
        return len(above) < before.id.count(".") + 1 and above[-1].isdigit() and mark.follows(int(above[-1]))

    def _open_point(self, node: Node) -> None:
        node.sections = tuple(self.sections)
        used = {id(section) for section in self.sections}
        self._set_text_aside((location, section.text) for section, location in self.waiting if id(section) not in used)
        self.nodes.append(node)
        self.labelled = self.labelled or bool(node.label and node.label != "recital")
        self.used.add((node.group, node.label))
        self.waiting = []

    def _open_holder(self, node: Node, heading: str = "") -> Node:
        """A point without text of its own, and a paragraph in it."""
        holder = Node("", node.location, heading=heading, group=self.group, preamble=node.preamble)
        self._open_point(holder)
        holder.children.append(node)
        return holder

    def _add_paragraph(self, block: Block) -> None:
        self.listing = None
        if self.levels and self.levels[0].style == "recital" and not block.is_wrapped:
            self.levels = self.levels[:1]
        text = collapse_spaces(f"{block.number} {block.text}")
        front = self.numbered and not self.nodes and not self.waiting
        if front and not block.is_quoted and self._is_front_line(text):
            self._add_front_line(block, text)
            return
        closing = block.closing or self._closes_list(block)
        if closing and (parent := self._list_above()) is not None:
            node = Node(text, block.location, closing=True, notes=[*block.notes])
            self.levels[parent].node.children.append(node)
            self.levels = self.levels[: parent + 1]
        elif self._opens_a_point():
            node = Node(
                text, block.location, group=self.group, preamble=self.numbered and not self.nodes, notes=[*block.notes]
            )
            self._open_holder(node)
            self.levels = []
        else:
            self._leave_deeper(block)
            node = Node(text, block.location, notes=[*block.notes])
            (self.levels[-1].node if self.levels else self.nodes[-1]).children.append(node)
        self.last, self.last_text = node, text

    def _is_in_form(self) -> bool:
        return bool(self.levels) and self.levels[0].style == FORM_STYLE

    def _add_labelled(self, block: Block) -> None:
        """A row of a form: a point with the label as its heading; inside a point, a paragraph with the label before."""
        if self.levels and not self._is_in_form():
            self._add_paragraph(replace(block, text=f"{block.label} | {block.text}", label=""))
            return
        self.listing = None
        node = Node(collapse_spaces(f"{block.number} {block.text}"), block.location, notes=[*block.notes])
        self.levels = [_Level(FORM_STYLE, 0, -1, "", self._open_holder(node, heading=block.label))]
        self.last, self.last_text = node, node.text

    def _is_front_line(self, text: str) -> bool:
        """Whether a line above the first point belongs to the head of the document: a heading, a date, its name."""
        is_short_name = len(text) <= MAX_FRONT_LINE_CHARACTERS and is_title_text(text)
        return is_short_name or is_date_line(text) or self._is_better_title(text)

    def _is_better_title(self, text: str) -> bool:
        """Whether a line names the document where the title, as of a letterhead, does not, or there is none yet."""
        is_name = names_document(text) and not names_document(self.title) and is_title_text(text)
        is_name = is_name and not (self.title and names_day(text))
        return is_name and len(text) <= MAX_TITLE_CHARACTERS

    def _add_front_line(self, block: Block, text: str) -> None:
        aside = (block.location, text)
        if self._is_better_title(text):
            aside, self.title, self.title_location = (self.title_location, self.title), text, block.location
        self._set_text_aside([aside] if aside[1] else [])
        self._put_notes_aside(block)
        self.last, self.last_text = None, text

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
        if self._is_in_form():
            return False
        return bool(self.waiting) or not self.nodes or not (self.numbered or self.sections)

    def _put_notes_aside(self, block: Block) -> None:
        notes = [(block.location, f"Footnote: {note}") for note in block.notes]
        if block.kind is BlockKind.ASIDE:
            self.unplaced += notes
        else:
            self._set_text_aside(notes)

    # --- which list goes on ----------------------------------------------------------------------------------------

    def _choose_mark(self, block: Block) -> Mark | None:
        """The reading of the block's number that fits the lists that are open; None where it is no number."""
        if block.number:
            return self._counted_mark(block)
        readings = read_marks(block.text)
        if not readings and not block.is_wrapped:
            readings = tuple(
                mark for mark in read_marks(block.text, bare=True) if self._following_depth(block, mark) == 0
            )
        readings = tuple(mark for mark in readings if mark.style not in self.survey.lone_styles)
        if block.kind is not BlockKind.HEADING:
            readings = tuple(mark for mark in readings if self._mark_fits(block, mark))
        return self._likeliest_mark(block, readings)

    def _mark_behind_stray_quote(self, block: Block) -> Mark | None:
        """The next number of an open list behind a quotation mark that nothing closes, as machines read dirt."""
        stray = _STRAY_QUOTE.match(block.text)
        if stray is None or _closes_quote(block.text[stray.end() :]):
            return None
        plain = replace(block, text=block.text[stray.end() :])
        for mark in read_marks(plain.text):
            if self._following_depth(plain, mark) is not None or (mark.worded and mark.value == 1 and not self.nodes):
                return replace(mark, rest=f"{stray[0].strip()} {mark.rest}")
        return None

    def _counted_mark(self, block: Block) -> Mark:
        """The number that the document itself counts or marks."""
        number = block.number.strip()
        for form in (number, f"{number}."):
            readings = [mark for mark in read_marks(form) if not mark.rest]
            if mark := self._likeliest_mark(block, readings):
                return replace(mark, printed=number, rest=block.text)
        label = make_slug(number) or re.sub(r"[^A-Za-z0-9]", "", number) or "point"
        return Mark(style="other", value=0, label=label, printed=number, rest=block.text)

    def _likeliest_mark(self, block: Block, readings: Sequence[Mark]) -> Mark | None:
        joined_marks = [
            mark for mark in readings[:1] if mark.is_joined and any(level.id == mark.parent for level in self.levels)
        ]
        if joined_marks:
            return joined_marks[0]
        likely = [mark for mark in readings if self._following_depth(block, mark) is not None]
        likely += [mark for mark in readings if mark.value == 1]
        return next(iter((*likely, *readings)), None)

    def _following_depth(self, block: Block, mark: Mark) -> int | None:
        """The open list of which this is the next count: the one as far in as the block, else the innermost."""
        style = _mark_style(block, mark)
        for same in (str, _style_family):  # 3) goes on from 2. where no list has its own form
            fitting = [
                depth
                for depth, level in enumerate(self.levels)
                if same(level.style) == same(style) and mark.follows(level.value) and mark.kind is not MarkKind.BULLET
            ]
            if fitting:
                return min(reversed(fitting), key=lambda depth: self._is_set_apart(block, self.levels[depth]))
        return None

    @staticmethod
    def _is_set_apart(block: Block, level: _Level) -> int:
        """How much farther in or out a block stands than a level; a little does not count."""
        if block.depth is not None and level.depth is not None:
            return 0 if block.depth == level.depth else 100 + abs(block.depth - level.depth)
        distance = abs(block.indent - level.indent)
        return distance if distance > 1 else 0

    def _mark_fits(self, block: Block, mark: Mark) -> bool:
        """Whether a number that is only printed, and not counted by the document, counts a point here."""
        if mark.kind in (MarkKind.BULLET, MarkKind.OPTION, MarkKind.GROUP, MarkKind.EITHER):
            return True
        if mark.style.startswith("decimal"):
            return mark.value < 1000 or self._following_depth(block, mark) is not None
        if mark.style.startswith(("word", "series")):
            return not self._names_earlier_heading(mark)
        if mark.is_dotted:
            return self._dotted_fits(mark)
        if mark.is_joined:
            return any(mark.label.startswith(level.id) for level in self.levels)
        if mark.value == 1 or self._following_depth(block, mark) is not None or mark.style in self.section_styles:
            return True
        style = _mark_style(block, mark)
        return any(level.style == style and 0 < mark.value - level.value <= MAX_SKIPPED for level in self.levels)

    def _names_earlier_heading(self, mark: Mark) -> bool:
        """Whether a line names a number that headings have counted past: `§ 7: …` below the heading of § 24."""
        style = f"{HEADING_STYLE}{mark.style}"
        return any(level.style == style and 1 < mark.value <= level.value for level in self.levels)

    def _dotted_fits(self, mark: Mark) -> bool:
        """1.2 is a number where its parent is open or it opens with a capital; `2.5 percent` is a figure."""
        if self._under_parent(mark):
            return True
        first = mark.rest.lstrip('[(«“"„')[:1]
        return not first or not first.islower()

    def _may_begin(self, block: Block, own_mark: Mark | None, following: Block | None) -> bool:
        """Whether a line right under another begins a point, and does not go on with the sentence above."""
        if own_mark is None:
            return block.closing or not self._goes_on(block)
        before = self.last_text
        ended = has_ended(before) or before.endswith(",")
        if own_mark.kind is MarkKind.BULLET:
            listed = following is not None and any(mark.kind is own_mark.kind for mark in read_marks(following.text))
            return ended or listed or (bool(self.levels) and self.levels[-1].style == "bullet")
        joint = before.split()[-1].lower() in _JOINTS if before.split() else False
        if not ended and not joint and ends_inside_sentence(before) and not _opens_list(own_mark, following):
            return False
        follows = self._following_depth(block, own_mark) is not None
        first = own_mark.rest.lstrip('[(«“"„')[:1]
        headed = is_heading_like(before.strip("[]()"), figures=True) or not before
        if not follows and self._names_counted_article(own_mark):
            return False
        if own_mark.kind in (MarkKind.OPTION, MarkKind.GROUP, MarkKind.EITHER) or own_mark.worded:
            return (has_ended(before) and not ends_with_initial(before)) or headed or follows
        if own_mark.style.startswith("series"):
            return True
        if own_mark.is_dotted:
            return self._dotted_goes_on(own_mark) and (ended or headed or not first.islower())
        if own_mark.style.startswith(("decimal", "series", "in words")):
            if follows or self._same_series(own_mark):
                return ended or joint or headed or (not first.islower() and self._stands_in_list(block, own_mark))
            begins = ended or (headed and own_mark.value <= 1.1)
            return begins and (own_mark.value <= 1.1 or not first.islower()) and not self._is_date_mark(own_mark)
        if follows:
            return True
        return own_mark.value <= 1.1 and (ended or headed or (bool(self.levels) and "(" in own_mark.printed))

    def _names_counted_article(self, mark: Mark) -> bool:
        """Whether a line names an article that was counted before: `Article 85 (3) applies` in Article 108."""
        if not mark.worded or mark.kind is not MarkKind.POINT or not mark.rest:
            return False
        worded = [level for level in self.levels if level.style.removeprefix(HEADING_STYLE).startswith("word")]
        return any(1 < mark.value <= level.value for level in worded)

    def _goes_on(self, block: Block) -> bool:
        if block.text[:1].islower():
            return True
        is_open = not has_ended(self.last_text)
        named = _NAMED_LETTER.match(block.text) is not None and not is_heading_like(self.last_text, figures=True)
        return is_open and (named or ends_inside_sentence(self.last_text))

    def _same_series(self, mark: Mark) -> bool:
        """A point printed twice, or after a gap, in a list that is open."""
        return any(level.style == mark.style and 0 <= mark.value - level.value <= MAX_SKIPPED for level in self.levels)

    def _stands_in_list(self, block: Block, mark: Mark) -> bool:
        return bool(self.levels) and self.levels[-1].style == _mark_style(block, mark)

    @staticmethod
    def _is_date_mark(mark: Mark) -> bool:
        return begins_with_month(mark.rest)

    def _dotted_goes_on(self, mark: Mark) -> bool:
        if any(level.id == mark.parent for level in self.levels) and (mark.value <= 1.1 or has_ended(self.last_text)):
            return True
        return any(
            level.style == "dotted" and level.id.rpartition(".")[0] == mark.parent and mark.follows(level.value)
            for level in self.levels
        ) or (mark.value <= 1.1 and self._parent_follows(mark))

    def _parent_follows(self, mark: Mark) -> bool:
        """2.1 behind 1.4, B.1 behind A.4: the point above is not printed by itself."""
        value = part_value(mark.parent.rpartition(".")[2])
        return any(
            level.style == "dotted" and part_value(level.id.rpartition(".")[0].rpartition(".")[2]) == value - 1
            for level in self.levels
        )

    def _mark_depth(self, block: Block, mark: Mark) -> int:
        """How many open lists stay open above the new entry; 0 is a new point."""
        if not self.levels or not self.nodes:
            return 0
        if block.depth is not None and all(level.depth is not None for level in self.levels):
            return self._nested_depth(block)
        if mark.is_absolute:
            return self._under_parent(mark)
        if mark.kind is MarkKind.BULLET:
            return self._bullet_depth(block)
        style = _mark_style(block, mark)
        if mark.kind is MarkKind.OPTION:
            return next((depth for depth, level in enumerate(self.levels) if level.style == style), len(self.levels))
        if block.number and (depth := self._by_indent(block, style, mark)) is not None:
            return depth
        follows = self._following_depth(block, mark)
        return follows if follows is not None else self._listed_depth(block, mark)

    def _listed_depth(self, block: Block, mark: Mark) -> int:
        """The depth of a number that goes on with no open list: the list that counts like it, else a new one."""
        style = _mark_style(block, mark)
        same = [depth for depth, level in enumerate(self.levels) if level.style == style]
        if not same and mark.value > 1:
            same = [
                depth for depth, level in enumerate(self.levels) if _style_family(level.style) == _style_family(style)
            ]
        if not same:
            return self._new_list_depth(block, mark)
        if block.indent > self.levels[same[-1]].indent + 1:
            return self._child_depth(block)
        return min(reversed(same), key=lambda depth: self._is_set_apart(block, self.levels[depth]))

    def _new_list_depth(self, block: Block, mark: Mark) -> int:
        """Where a list begins whose form no open list has."""
        top = self.levels[0]
        if top.style.startswith("series") and mark.style.startswith("decimal"):
            return len(self.levels) if mark.value == 1 and self.last_text.endswith(":") else 0
        if top.style == "bullet" and block.indent <= top.indent + 1:
            return 0
        is_below = block.kind is BlockKind.HEADING and mark.style in self.survey.below
        if is_below or (mark.style.startswith(("word", "series")) and mark.kind is MarkKind.POINT):
            return self._word_depth(mark)
        return self._heading_depth(block) if block.kind is BlockKind.HEADING else self._child_depth(block)

    def _heading_depth(self, block: Block) -> int:
        """Below the numbers that stand in greater headings."""
        return len([*takewhile(lambda level: 0 < level.heading_level < block.level, self.levels)])

    def _word_depth(self, mark: Mark) -> int:
        """A word that no open list counts with: a point of its own, unless the survey places it below another."""
        below = self.survey.below.get(mark.style)
        if below:
            styles = (below, f"{HEADING_STYLE}{below}")
            return next((depth + 1 for depth, level in enumerate(self.levels) if level.style in styles), 0)
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

    def _by_indent(self, block: Block, style: str, mark: Mark) -> int | None:
        """The depth of a number that the document counts, by how far in it stands, or by the count that it goes on."""
        for depth, level in enumerate(self.levels):
            if level.style == style and abs(level.indent - block.indent) <= 1:
                return depth
        if mark.value > 1.1 and (follows := self._following_depth(block, mark)) is not None:
            return follows
        deeper = sum(level.indent < block.indent for level in self.levels)
        return deeper if deeper and block.indent > self.levels[0].indent + 1 else None

    def _under_parent(self, mark: Mark) -> int:
        """The depth of 1.2 under 1, of 10a under 10; a point of its own where its parents are not printed."""
        for depth in range(len(self.levels) - 1, -1, -1):
            level = self.levels[depth]
            if level.id == mark.parent:
                return depth + 1
            if level.style == mark.style and level.id.startswith(mark.parent + ("." if mark.is_dotted else "")):
                return depth
        return self._under_ancestor(mark) if mark.is_dotted else 0

    def _under_ancestor(self, mark: Mark) -> int:
        """The depth of 3.2.2 under 3 where a heading in between has closed 3.2."""
        above = mark.parent.rpartition(".")[0]
        while above:
            for depth in range(len(self.levels) - 1, -1, -1):
                if self.levels[depth].id == above:
                    return depth + 1
            above = above.rpartition(".")[0]
        return 0

    def _bullet_depth(self, block: Block) -> int:
        for depth, level in enumerate(self.levels):
            if level.style == "bullet" and depth > 0 and block.indent <= level.indent + 1:
                return depth
        return self._child_depth(block)


def _is_title_in_capitals(text: str) -> bool:
    """Whether a text of any length that a title may have is in capitals and binds nobody."""
    return text.isupper() and len(text) <= MAX_TAIL_CHARACTERS and not has_ended(text) and not is_binding_text(text)


def _opens_with_title(blocks: Sequence[Block]) -> bool:
    """Whether the first paragraph, of any number of lines, is a title: no sentence, and binding nobody."""
    paragraph = [*blocks[:1], *takewhile(lambda block: block.is_wrapped, blocks[1:])]
    text = " ".join(block.text for block in paragraph).rstrip()
    is_plain = all(block.kind is BlockKind.TEXT and not block.is_quoted and not block.number for block in paragraph)
    is_short = len(text) <= MAX_TITLE_CHARACTERS and len(paragraph) < len(blocks)
    return is_plain and is_short and (is_title_text(text) or _is_lower_case_title(text, blocks[len(paragraph) :]))


def _is_lower_case_title(text: str, following: Sequence[Block]) -> bool:
    """Whether a first paragraph in lower case is the rest of a title: no sentence, and before one with a capital."""
    after = first_letter(following[0].text) if following else ""
    return text[:1].islower() and after.isupper() and is_title_text(text[0].upper() + text[1:])


class _Survey:
    """What the numbers of the whole document tell before any of them is placed."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        marks = [
            (index, mark)
            for index, block in enumerate(blocks)
            if block.kind is not BlockKind.ASIDE and not block.is_quoted
            for mark in _first_mark(block)
        ]
        self.numbered = any(
            mark.style.startswith(("decimal", "dotted", "joined", "word", "series")) for _, mark in marks
        ) or any(mark.kind is MarkKind.EITHER for _, mark in marks)
        self.opens_with_title = _opens_with_title(blocks)
        # Of a title and `Part I`, `Part II` below it, all as great, the title is the only one without a number.
        self.tops = sum(
            block.kind is BlockKind.HEADING and block.level == 1 and not read_marks(block.text) for block in blocks
        )
        times = Counter(mark.style for _, mark in marks)
        # `Resolution 2712` in a title names the document and counts nothing in it.
        self.lone_styles = {
            mark.style
            for _, mark in marks
            if mark.style.startswith("word") and times[mark.style] == 1 and mark.value > 20
        } | _naming_styles([mark for _, mark in marks])
        words = [(index, mark) for index, mark in marks if mark.style.startswith("word")]
        words = [(index, mark) for index, mark in words if mark.style not in self.lone_styles]
        self.first_word = words[0][0] if len(words) > 1 else -1
        self.below: dict[str, str] = _restarting_words(words)
        self.heading_styles = _heading_styles([mark.style for _, mark in words])
        self.grouping = self._either_groups(marks, words)

    def is_group(self, mark: Mark) -> bool:
        if mark.style in self.heading_styles:
            return True
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
                self.below |= {mark.style: words[0][1].style for _, mark in either}
                return False
            return True
        start = either[0][0]
        decimals = [mark for index, mark in marks if index > start and mark.style.startswith("decimal")]
        values = sum(mark.value == 1 for mark in decimals)
        return bool(decimals) and values <= 1 and len(decimals) >= len(either)


def _closes_quote(text: str) -> bool:
    return any(sign in text for sign in ('"', "”", "»", "“", "' ", "’ ")) or text.endswith(("'", "’"))


def _opens_list(mark: Mark, following: Block | None) -> bool:
    """Whether a number is the first of a list whose second stands on the next line."""
    after = read_marks(following.text) if following is not None else ()
    return (
        "(" in mark.printed
        and mark.value == 1
        and any(next_mark.style == mark.style and next_mark.value == 2 for next_mark in after)
    )


def _restarting_words(words: Sequence[tuple[int, Mark]]) -> dict[str, str]:
    """Words that begin again at 1 behind those that do not: § 1 under Artigo 1 and again under Artigo 2."""
    if not words:
        return {}
    first = words[0][1].style
    starts = Counter(mark.style for _, mark in words if mark.value == 1)
    return {style: first for style, count in starts.items() if style != first and count > 1 >= starts[first]}


def _heading_styles(styles: Sequence[str]) -> frozenset[str]:
    """Words that stand only over points that another counts, more of them than of its own: 第一款 over 第七十五條."""
    times = Counter(styles)
    if len(times) < 2:
        return frozenset()
    most, count = times.most_common(1)[0]
    before = {style for style, following in pairwise([*styles, ""]) if following != most}
    return frozenset(style for style in times if style not in before and style != most and 3 * times[style] < count)


def _naming_styles(marks: Sequence[Mark]) -> set[str]:
    """Words whose numbers never count on and stand among points that others number: `Bylaw 1` over 0.1, 1.1, 2.1."""
    values: dict[str, list[float]] = {}
    for mark in marks:
        if mark.style.startswith("word"):
            values.setdefault(mark.style, []).append(mark.value)
    roots = [int(mark.label.partition(".")[0]) for mark in marks if mark.is_dotted and mark.label[0].isdigit()]
    return {
        style
        for style, counted in values.items()
        if not any(after - before == 1 for before, after in pairwise(counted))
        and 2 * sum(root not in counted for root in roots) > len(roots) >= MIN_OTHER_POINTS
    }


def _first_mark(block: Block) -> Iterable[Mark]:
    if block.number:
        return read_marks(block.number)[:1] or read_marks(f"{block.number}.")[:1]
    return read_marks(block.text)[:1]


def _mark_style(block: Block, mark: Mark) -> str:
    return f"{HEADING_STYLE}{mark.style}" if block.kind is BlockKind.HEADING else mark.style


def _style_family(style: str) -> str:
    return re.sub(r"decimal[^\w]{1,4}$", "decimal", style)
