"""Markdown to pieces, by a parser of the language that keeps the numbers as they are printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from comparer.ingest.blocks import Block, BlockKind, Reading, collapse_spaces, count_signs, table_row_blocks
from comparer.ingest.inline_text import InlineText, mark_raised_figures
from comparer.ingest.numbering import MarkKind, is_number, read_marks
from comparer.ingest.page_noise import contents_lines, front_matter
from comparer.ingest.plain_text import join_paragraphs, split_lines
from comparer.ingest.table_layout import Layout, plain_form_blocks, table_layout
from comparer.resources.tables import load_table

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["looks_like_markdown", "read_markdown"]

LIST_INDENT = 2
"""How far in an item of a list stands beside text of its column, which is behind the list and not in it."""
MAX_NESTING = 100
MAX_MARKS = 600
"""Marks of one kind in a paragraph up to which they are read as marks."""
_COSTLY_MARKS = "[*_`~<"

_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+\S")
_UNDERLINE = re.compile(r" {0,3}(?:={3,}|-{3,})\s*$")
_ROW_ENDS = re.compile(r"^[\s>]*\|?|(?<!\\)\|\s*$")
_CELL_BORDER = re.compile(r"(?<!\\)\|")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+\|?[ \t]*$")
_NOTE = re.compile(r" {0,3}\[\^([^\]\s]{1,60})\]:[ \t]*(.*)")
_NOTE_MARK = re.compile(r"\[\^([^\]\s]{1,60})\]")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*)?/?>")
_LABEL = re.compile(r"\]\[([^\[\]]{1,80})\]|^ {0,3}\[([^\[\]]{1,80})\]:", re.M)
_COUNTED = re.compile(r"(\s{0,12})(?:#|([0-9]{1,3}|[A-Za-z]))([.)])\s")
_FULL_MARKUP = re.compile(r"[\\`*_{}\[\]()#+\-.!|<>~=:\s\"']")


def looks_like_markdown(text: str) -> bool:
    """Whether a text of unknown kind has headings, tables or quoting as Markdown has them."""
    lines = split_lines(text[:200_000])
    filled = [line for line in lines if line.strip()]
    if not filled:
        return False
    if sum(1 for line in filled if _HEADING.match(line)) >= 1:
        return True
    if sum(1 for line in filled if line.lstrip().startswith(">")) >= 0.8 * len(filled):
        return True
    for before, line in pairwise(lines):
        if _TABLE_RULE.match(line) and "|" in before:
            return True
        if (
            _UNDERLINE.match(line)
            and before.strip()
            and not before.startswith(" ")
            and abs(len(before.strip()) - len(line.strip())) <= 4
        ):
            return True
    return False


def read_markdown(text: str) -> Reading:
    """The pieces of a Markdown text. Marks of emphasis go; addresses, notes, struck and hidden text go aside."""
    page = list(enumerate(split_lines(text), 1))
    title, asides, page = front_matter(page)
    lines, contents = contents_lines(_with_counts([line for _, line in page]))
    if contents:
        asides.append(
            Block(
                text=", ".join(collapse_spaces(line) for _, line in contents), location="contents", kind=BlockKind.ASIDE
            )
        )
    lines, notes = _split_notes(lines)
    reader = _Reader(lines)
    reader.read()
    called: set[str] = set()
    blocks = [_attach_called_notes(block, notes, called) for block in reader.blocks]
    asides += reader.asides
    if reader.contents:
        asides.append(Block(text=", ".join(reader.contents), location="list of links", kind=BlockKind.ASIDE))
    asides += [
        Block(text=f"{name}: {_plain_signs(note)}", location="note", kind=BlockKind.ASIDE)
        for name, note in notes.items()
        if name not in called and note
    ]
    used = {address for block in blocks for address in block.notes}
    asides += [
        Block(
            text=f"{label}: {reference['href']} {reference.get('title') or ''}".strip(),
            location="link",
            kind=BlockKind.ASIDE,
        )
        for label, reference in reader.references.items()
        if f"Link: {reference['href']}" not in used
    ]
    marks = [mark for block in reader.blocks for mark in _NOTE_MARK.finditer(block.text) if mark[1] in notes]
    reader.markup += count_signs([*(mark[0] for mark in marks), *notes])
    reader.signs -= count_signs(mark[0] for mark in marks)
    signs = reader.signs + count_signs(block.text for block in asides if block.location in ("front matter", "contents"))
    signs += count_signs(_plain_signs(note) for note in notes.values())
    return Reading(
        blocks=[*blocks, *asides], signs=signs + _unread_signs(text, signs, reader), doubts=reader.doubts, title=title
    )


def _unread_signs(text: str, signs: Counter[str], reader: _Reader) -> Counter[str]:
    """Letters and figures of the source that the parser left out, so that their loss is told."""
    labels = [match[1] or match[2] for match in _LABEL.finditer(text)]
    markup = reader.markup + count_signs(label for label in labels if label.strip().upper() in reader.references)
    letters = Counter({sign: count for sign, count in count_signs([unescape(text)]).items() if sign.isalnum()})
    return letters - signs - markup


def _with_counts(lines: Sequence[str]) -> list[str]:
    """Lines in which `#.` is the next number or letter of its list, as a reader sees it."""
    result: list[str] = []
    before: dict[str, str] = {}
    for line in lines:
        match = _COUNTED.match(line)
        if not match:
            result.append(line)
            continue
        last = before.get(match[1], "0")
        following = str(int(last) + 1) if last.isdigit() else chr(ord(last) + 1) if last not in "zZ" else last
        before[match[1]] = match[2] or following
        result.append(line if match[2] else f"{match[1]}{following}{match[3]}{line[match.end(3) :]}")
    return result


def _split_notes(lines: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    body: list[str] = []
    notes: dict[str, str] = {}
    current = ""
    for line in lines:
        match = _NOTE.match(line)
        if match and match[1] not in notes:
            current = match[1]
            notes[current] = match[2]
            body.append("")
        elif current and line.startswith(("    ", "\t")) and line.strip():
            notes[current] += " " + line.strip()
            body.append("")
        else:
            current = current if not line.strip() else ""
            body.append(line)
    return body, notes


def _attach_called_notes(block: Block, notes: dict[str, str], called: set[str]) -> Block:
    names = [name for name in _NOTE_MARK.findall(block.text) if name in notes]
    if not names:
        return block
    called.update(names)
    text = _NOTE_MARK.sub(lambda match: "" if match[1] in notes else match[0], block.text)
    return replace(
        block,
        text=collapse_spaces(text),
        notes=(*block.notes, *(_plain_signs(notes[name]) for name in names if notes[name])),
    )


@cache
def _plain_signs(text: str) -> str:
    """A line without its marks of emphasis; addresses stay in it."""
    reader = _Reader([text])
    reader.read()
    return collapse_spaces(
        " ".join(f"{block.number} {block.text} {' '.join(block.notes)}" for block in (*reader.blocks, *reader.asides))
    )


@cache
def _markdown_parser() -> Any:
    from markdown_it import MarkdownIt

    # Indented text is no program here but a sub-point, so the rule for blocks of code is off.
    return MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable(["table", "strikethrough"]).disable(["code"])


@cache
def _tag_names() -> tuple[frozenset[str], frozenset[str]]:
    data = load_table("document_tags")["html"]
    return frozenset((*data["blocks"], *data["inline"], *data["passed"])), frozenset(data["struck"])


@dataclass(slots=True)
class _InlineState:
    """A paragraph being read, and which marks are open at the moment."""

    inline: InlineText
    bold: int = 0
    struck: int = 0
    lifted: int = 0
    addresses: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.inline.add(text, bold=self.bold > 0, gone="struck out" if self.struck else "")

    def strike_text(self, step: int) -> None:
        """A mark of struck text opens or closes."""
        self.struck = max(0, self.struck + step)
        if not self.struck:
            self.inline.end_aside()


class _Reader:
    """Goes through the parser's tokens once."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.blocks: list[Block] = []
        self.asides: list[Block] = []
        self.contents: list[str] = []
        self.doubts: list[tuple[str, str]] = []
        self.signs: Counter[str] = Counter()
        self.markup: Counter[str] = Counter()
        self.references: dict[str, Any] = {}
        self.last_number = 0

    def read(self) -> None:
        env: dict[str, Any] = {}
        tokens = _markdown_parser().parse("\n".join(_bound_nesting(self.lines)), env)
        self.references = env.get("references", {})
        self.markup += count_signs(self.references)
        for reference in self.references.values():
            self.markup += count_signs(str(reference.get(name) or "") for name in ("href", "title"))
        self._walk_tokens(tokens)

    def _walk_tokens(self, tokens: Sequence[Token]) -> None:
        items: list[tuple[str, int]] = []  # the number printed at an item, until its first text, and how far in
        lists: list[list[str]] = []
        depth = 0
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.type == "ordered_list_open":
                lists.append(_list_numbers(tokens, index))
                depth += 1
            elif token.type == "bullet_list_open":
                lists.append([])
                depth += 1
            elif token.type in ("ordered_list_close", "bullet_list_close"):
                lists.pop()
                depth -= 1
            elif token.type == "list_item_open":
                printed = f"{lists[-1].pop(0)}{token.markup}" if lists[-1] else token.markup
                self.signs += count_signs([printed] if token.info else [])
                self.markup += count_signs([token.info])  # all ones are counted as a reader sees them
                items.append((printed, _line_indent(self.lines, token) + LIST_INDENT))
            elif token.type == "list_item_close" and items:
                printed, indent = items.pop()
                if printed and printed not in "-*+":  # a number with nothing behind it
                    line = self.blocks[-1].location if self.blocks else "line 1"
                    self.blocks.append(Block(text="", number=printed, location=line, indent=indent))
            elif token.type == "table_open":
                index = self._add_table(tokens, index)
            elif token.type == "inline":
                self._add_paragraph_token(token, tokens[index - 1], items)
            elif token.type == "fence":
                self._add_fence(token)
            elif token.type == "html_block":
                self._add_html(token)
            index += 1

    def _add_paragraph_token(self, token: Token, opening: Token, items: list[tuple[str, int]]) -> None:
        line = token.map[0] if token.map else 0
        inline = self._read_inline(token)
        location = f"line {line + 1}"
        if opening.type == "heading_open":
            text = collapse_spaces(inline.text())
            if text:
                level = int(opening.tag[1:])
                self.blocks.append(
                    Block(
                        text=text,
                        location=location,
                        kind=BlockKind.HEADING,
                        level=level,
                        notes=tuple(inline.notes),
                        bold_lead=inline.lead_text(),
                        stands_alone=True,
                    )
                )
            self.asides += inline.asides(location)
            return
        printed, indent = "", _line_indent(self.lines, token)
        if items and items[-1][0]:
            printed, indent = items[-1]
            items[-1] = ("", indent)
        elif items:
            indent = max(indent, items[-1][1] + 2)
        if items and _is_link_inside(token):
            self.contents.append(collapse_spaces(inline.text()))
            return
        new_blocks = inline.blocks(location, line=line + 1, indent=indent)
        if printed and new_blocks:
            figure = printed.rstrip(".)")
            follows = not figure.isdigit() or int(figure) == self.last_number + 1 > 1
            self.last_number = int(figure) if figure.isdigit() else self.last_number
            new_blocks[0] = self._number_block(new_blocks[0], printed, line, follows)
        self.blocks += new_blocks
        self.asides += inline.asides(location)

    def _number_block(self, block: Block, printed: str, line: int, follows: bool) -> Block:
        """An item with its number before its text; wrapped where the line above may go on with it.

        `follows` says that its number comes after that of the item before it, or that it has none.
        """
        inner = read_marks(block.text)
        if printed in "-*+" and inner and inner[0].kind is not MarkKind.BULLET:
            printed = ""
        is_wrapped = line > 0 and bool(self.lines[line - 1].strip()) and bool(self.blocks) and not follows
        return replace(
            block,
            text=collapse_spaces(f"{printed.replace('+', '-')} {block.text}"),
            is_wrapped=is_wrapped,
            stands_alone=False,
        )

    def _read_inline(self, token: Token) -> InlineText:
        state = _InlineState(InlineText())
        for child in token.children or ():
            if child.type in ("text", "code_inline"):
                self.signs += count_signs([child.content])
                state.add(mark_raised_figures(child.content) if state.lifted else child.content)
            elif child.type in ("softbreak", "hardbreak"):
                state.add("\n")
            elif child.type in ("strong_open", "strong_close"):
                state.bold += 1 if child.type == "strong_open" else -1
            elif child.type in ("s_open", "s_close"):
                state.strike_text(1 if child.type == "s_open" else -1)
            elif child.type == "html_inline":
                self._read_tag(child.content, state)
            else:
                self._read_link(child, state)
        return state.inline

    def _read_link(self, child: Token, state: _InlineState) -> None:
        """Addresses of links and pictures, which stand apart from the text."""
        if child.type == "link_open":
            state.addresses.append(str(child.attrs.get("href", "")))
            self.markup += count_signs(map(str, child.attrs.values()))
        elif child.type == "link_close" and state.addresses:
            address = state.addresses.pop()
            shown = address.removeprefix("mailto:") in state.inline.text()
            if address and not shown and not address.startswith("#"):
                state.inline.notes.append(f"Link: {address}")
        elif child.type == "image":
            self.signs += count_signs([child.content])
            self.markup += count_signs(map(str, child.attrs.values()))
            state.add(child.content)
            state.inline.notes.append(f"Picture: {child.attrs.get('src', '')}")

    def _read_tag(self, content: str, state: _InlineState) -> None:
        """What an HTML tag in a line does to the text behind it; what is no tag of HTML is text."""
        known, struck_tags = _tag_names()
        if content.startswith("<!--"):
            comment = content.removeprefix("<!--").removesuffix("-->")
            self.signs += count_signs([comment])
            state.inline.add(comment, gone="hidden comment")
            state.inline.end_aside()
            return
        tag = _TAG.fullmatch(content)
        name = tag[1].lower() if tag else ""
        if name not in known:
            self.signs += count_signs([content])
            state.add(content)
            return
        self.markup += count_signs([content])
        step = -1 if content.startswith("</") else 1
        if name == "br":
            state.add("\n")
        elif name in struck_tags:
            state.strike_text(step)
        elif name == "sup":
            state.lifted = max(0, state.lifted + step)

    def _add_fence(self, token: Token) -> None:
        line = token.map[0] if token.map else 0
        self.signs += count_signs([token.content])
        self.markup += count_signs([token.info])
        for index, block in join_paragraphs(token.content.split("\n")):
            self.blocks.append(replace(block, location=f"line {line + 2 + index}"))

    def _add_html(self, token: Token) -> None:
        from comparer.ingest.html import read_html_text

        line = token.map[0] if token.map else 0
        reading = read_html_text(token.content, f"line {line + 1}")
        self.signs += reading.signs
        self.markup += count_signs(_TAG.findall(token.content)) + count_signs(
            match[0] for match in _TAG.finditer(token.content)
        )
        for block in reading.blocks:
            (self.asides if block.kind is BlockKind.ASIDE else self.blocks).append(
                replace(block, location=f"line {line + 1}")
            )

    def _add_table(self, tokens: Sequence[Token], start: int) -> int:
        """The rows of a table; the index of the token that closes it."""
        token = tokens[start]
        location = f"line {token.map[0] + 1 if token.map else 1}"
        rows: list[list[str]] = []
        row_map: list[int] | None = None
        index = start
        while tokens[index].type != "table_close":
            if tokens[index].type == "tr_open":
                row_map = tokens[index].map
                rows.append([])
            elif tokens[index].type == "tr_close" and row_map and len(rows) > 1:
                rows[-1] += _cells_beyond(self.lines[row_map[0]], len(rows[0]))
            elif tokens[index].type == "inline":
                inline = self._read_inline(tokens[index])
                rows[-1].append(inline.text())
                self.asides += inline.asides(location)
                self.asides += [Block(text=note, location=location, kind=BlockKind.ASIDE) for note in inline.notes]
            index += 1
        if table_layout(rows) is Layout.FORM:
            self.blocks += plain_form_blocks(rows, location)
        else:
            self.blocks += table_row_blocks(rows, location, [bool(row) and is_number(row[0]) for row in rows])
        return index


def _cells_beyond(line: str, width: int) -> list[str]:
    """Cells of a row beyond the columns of its table, which the parser leaves out."""
    row = _ROW_ENDS.sub("", line)
    return [cell.replace("\\|", "|").strip() for cell in _CELL_BORDER.split(row)[width:]]


def _is_link_inside(token: Token) -> bool:
    """Whether a paragraph is nothing but a link to another place of the same document, as an entry of contents is."""
    children = [child for child in token.children or () if child.type != "text" or child.content.strip()]
    if len(children) < 2 or children[0].type != "link_open" or children[-1].type != "link_close":
        return False
    is_single = sum(child.type == "link_open" for child in children) == 1
    return is_single and str(children[0].attrs.get("href", "")).startswith("#")


def _bound_nesting(lines: Sequence[str]) -> Iterator[str]:
    """Lines that the parser reads in time: where a paragraph holds more marks than sense, they are taken as signs."""
    start = 0
    for end in range(len(lines) + 1):
        if end < len(lines) and lines[end].strip():
            continue
        run = lines[start:end]
        many = [sign for sign in _COSTLY_MARKS if sum(line.count(sign) for line in run) > MAX_MARKS]
        for line in run:
            for sign in many:
                line = line.replace(sign, f"\\{sign}")  # noqa: PLW2901 - each sign in turn
            yield line
        if end < len(lines):
            yield lines[end]
        start = end + 1


def _list_numbers(tokens: Sequence[Token], start: int) -> list[str]:
    """The numbers of an ordered list as a reader sees them: as printed, counted where all are the same."""
    level = tokens[start].level + 1
    numbers = []
    for token in tokens[start + 1 :]:
        if token.level < level:
            break
        if token.type == "list_item_open" and token.level == level:
            numbers.append(token.info or "1")
    if len(numbers) > 1 and len(set(numbers)) == 1:
        return [str(int(numbers[0]) + index) for index in range(len(numbers))]
    return numbers


def _line_indent(lines: Sequence[str], token: Token) -> int:
    if not token.map or token.map[0] >= len(lines):
        return 0
    line = lines[token.map[0]][:400].replace(">", " ").expandtabs(4)
    return len(line) - len(line.lstrip())
