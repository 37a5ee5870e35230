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

from comparer.ingest.blocks import Block, Kind, Reading, clean, count_signs, table_rows
from comparer.ingest.inline_text import InlineText, raised
from comparer.ingest.numbering import MarkKind, is_number, read_marks
from comparer.ingest.page_noise import contents_lines, front_matter
from comparer.ingest.plain_text import paragraphs, split_lines
from comparer.resources.tables import table

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["looks_like_markdown", "read_markdown"]

MAX_NESTING = 100
MAX_MARKS = 600
"""Marks of one kind in a paragraph up to which they are read as marks."""
_COSTLY_MARKS = "[*_`~<"

_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+\S")
_UNDERLINE = re.compile(r" {0,3}(?:={3,}|-{3,})\s*$")
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
        asides.append(Block(text=", ".join(clean(line) for _, line in contents), where="contents", kind=Kind.ASIDE))
    lines, notes = _split_notes(lines)
    reader = _Reader(lines)
    reader.read()
    called: set[str] = set()
    blocks = [_with_notes(block, notes, called) for block in reader.blocks]
    asides += reader.asides
    asides += [
        Block(text=f"{name}: {_plain(note)}", where="note", kind=Kind.ASIDE)
        for name, note in notes.items()
        if name not in called and note
    ]
    used = {address for block in blocks for address in block.notes}
    asides += [
        Block(
            text=f"{label}: {reference['href']} {reference.get('title') or ''}".strip(), where="link", kind=Kind.ASIDE
        )
        for label, reference in reader.references.items()
        if f"Link: {reference['href']}" not in used
    ]
    signs = reader.signs + count_signs(block.text for block in asides if block.where in ("front matter", "contents"))
    signs += count_signs(_plain(note) for note in notes.values())
    return Reading(
        blocks=[*blocks, *asides], signs=signs + _unread(text, signs, reader), doubts=reader.doubts, title=title
    )


def _unread(text: str, signs: Counter[str], reader: _Reader) -> Counter[str]:
    """Letters and figures of the source that the parser left out, so that their loss is told."""
    labels = [found[1] or found[2] for found in _LABEL.finditer(text)]
    markup = reader.markup + count_signs(label for label in labels if label.strip().upper() in reader.references)
    letters = Counter({sign: count for sign, count in count_signs([unescape(text)]).items() if sign.isalnum()})
    return letters - signs - markup


def _with_counts(lines: Sequence[str]) -> list[str]:
    """Lines in which `#.` is the next number or letter of its list, as a reader sees it."""
    result: list[str] = []
    before: dict[str, str] = {}
    for line in lines:
        found = _COUNTED.match(line)
        if not found:
            result.append(line)
            continue
        last = before.get(found[1], "0")
        following = str(int(last) + 1) if last.isdigit() else chr(ord(last) + 1) if last not in "zZ" else last
        before[found[1]] = found[2] or following
        result.append(line if found[2] else f"{found[1]}{following}{found[3]}{line[found.end(3) :]}")
    return result


def _split_notes(lines: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    body: list[str] = []
    notes: dict[str, str] = {}
    current = ""
    for line in lines:
        found = _NOTE.match(line)
        if found and found[1] not in notes:
            current = found[1]
            notes[current] = found[2]
            body.append("")
        elif current and line.startswith(("    ", "\t")) and line.strip():
            notes[current] += " " + line.strip()
            body.append("")
        else:
            current = current if not line.strip() else ""
            body.append(line)
    return body, notes


def _with_notes(block: Block, notes: dict[str, str], called: set[str]) -> Block:
    names = [name for name in _NOTE_MARK.findall(block.text) if name in notes]
    if not names:
        return block
    called.update(names)
    text = _NOTE_MARK.sub(lambda found: "" if found[1] in notes else found[0], block.text)
    return replace(
        block, text=clean(text), notes=(*block.notes, *(_plain(notes[name]) for name in names if notes[name]))
    )


@cache
def _plain(text: str) -> str:
    """A line without its marks of emphasis; addresses stay in it."""
    reader = _Reader([text])
    reader.read()
    return clean(
        " ".join(f"{block.number} {block.text} {' '.join(block.notes)}" for block in (*reader.blocks, *reader.asides))
    )


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    # Indented text is no program here but a sub-point, so the rule for blocks of code is off.
    return MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable(["table", "strikethrough"]).disable(["code"])


@cache
def _tags() -> tuple[frozenset[str], frozenset[str]]:
    data = table("document_tags")["html"]
    return frozenset((*data["blocks"], *data["inline"], *data["passed"])), frozenset(data["struck"])


@dataclass(slots=True)
class _InlineState:
    """A paragraph being read, and which marks are open at the moment."""

    found: InlineText
    bold: int = 0
    struck: int = 0
    lifted: int = 0
    addresses: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.found.add(text, bold=self.bold > 0, gone="struck out" if self.struck else "")

    def strike(self, step: int) -> None:
        """A mark of struck text opens or closes."""
        self.struck = max(0, self.struck + step)
        if not self.struck:
            self.found.end_aside()


class _Reader:
    """Goes through the parser's tokens once."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.blocks: list[Block] = []
        self.asides: list[Block] = []
        self.doubts: list[tuple[str, str]] = []
        self.signs: Counter[str] = Counter()
        self.markup: Counter[str] = Counter()
        self.references: dict[str, Any] = {}
        self.last_number = 0

    def read(self) -> None:
        env: dict[str, Any] = {}
        tokens = _parser().parse("\n".join(_bounded(self.lines)), env)
        self.references = env.get("references", {})
        self.markup += count_signs(self.references)
        for reference in self.references.values():
            self.markup += count_signs(str(reference.get(name) or "") for name in ("href", "title"))
        self._walk(tokens)

    def _walk(self, tokens: Sequence[Token]) -> None:
        items: list[tuple[str, int]] = []  # the number printed at an item, until its first text, and how far in
        lists: list[list[str]] = []
        depth = 0
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.type == "ordered_list_open":
                lists.append(_numbers(tokens, index))
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
                items.append((printed, _indent(self.lines, token)))
            elif token.type == "list_item_close" and items:
                printed, indent = items.pop()
                if printed and printed not in "-*+":  # a number with nothing behind it
                    line = self.blocks[-1].where if self.blocks else "line 1"
                    self.blocks.append(Block(text="", number=printed, where=line, indent=indent))
            elif token.type == "table_open":
                index = self._table(tokens, index)
            elif token.type == "inline":
                self._paragraph(token, tokens[index - 1], items)
            elif token.type == "fence":
                self._fence(token)
            elif token.type == "html_block":
                self._html(token)
            index += 1

    def _paragraph(self, token: Token, opening: Token, items: list[tuple[str, int]]) -> None:
        line = token.map[0] if token.map else 0
        inline = self._inline(token)
        where = f"line {line + 1}"
        if opening.type == "heading_open":
            text = clean(inline.text())
            if text:
                level = int(opening.tag[1:])
                self.blocks.append(
                    Block(
                        text=text,
                        where=where,
                        kind=Kind.HEADING,
                        level=level,
                        notes=tuple(inline.notes),
                        lead=inline.lead_text(),
                        alone=True,
                    )
                )
            self.asides += inline.asides(where)
            return
        printed, indent = "", _indent(self.lines, token)
        if items and items[-1][0]:
            printed, indent = items[-1]
            items[-1] = ("", indent)
        elif items:
            indent = max(indent, items[-1][1] + 2)
        found = inline.blocks(where, line=line + 1, indent=indent)
        if printed and found:
            figure = printed.rstrip(".)")
            follows = not figure.isdigit() or int(figure) == self.last_number + 1 > 1
            self.last_number = int(figure) if figure.isdigit() else self.last_number
            found[0] = self._numbered(found[0], printed, line, follows)
        self.blocks += found
        self.asides += inline.asides(where)

    def _numbered(self, block: Block, printed: str, line: int, follows: bool) -> Block:
        """An item with its number before its text; wrapped where the line above may go on with it.

        `follows` says that its number comes after that of the item before it, or that it has none.
        """
        inner = read_marks(block.text)
        if printed in "-*+" and inner and inner[0].kind is not MarkKind.BULLET:
            printed = ""
        wrapped = line > 0 and bool(self.lines[line - 1].strip()) and bool(self.blocks) and not follows
        return replace(block, text=clean(f"{printed.replace('+', '-')} {block.text}"), wrapped=wrapped, alone=False)

    def _inline(self, token: Token) -> InlineText:
        state = _InlineState(InlineText())
        for child in token.children or ():
            if child.type in ("text", "code_inline"):
                self.signs += count_signs([child.content])
                state.add(raised(child.content) if state.lifted else child.content)
            elif child.type in ("softbreak", "hardbreak"):
                state.add("\n")
            elif child.type in ("strong_open", "strong_close"):
                state.bold += 1 if child.type == "strong_open" else -1
            elif child.type in ("s_open", "s_close"):
                state.strike(1 if child.type == "s_open" else -1)
            elif child.type == "html_inline":
                self._tag(child.content, state)
            else:
                self._link(child, state)
        return state.found

    def _link(self, child: Token, state: _InlineState) -> None:
        """Addresses of links and pictures, which stand apart from the text."""
        if child.type == "link_open":
            state.addresses.append(str(child.attrs.get("href", "")))
            self.markup += count_signs(map(str, child.attrs.values()))
        elif child.type == "link_close" and state.addresses:
            address = state.addresses.pop()
            shown = address.removeprefix("mailto:") in state.found.text()
            if address and not shown and not address.startswith("#"):
                state.found.notes.append(f"Link: {address}")
        elif child.type == "image":
            self.signs += count_signs([child.content])
            self.markup += count_signs(map(str, child.attrs.values()))
            state.add(child.content)
            state.found.notes.append(f"Picture: {child.attrs.get('src', '')}")

    def _tag(self, content: str, state: _InlineState) -> None:
        """What an HTML tag in a line does to the text behind it; what is no tag of HTML is text."""
        known, struck_tags = _tags()
        if content.startswith("<!--"):
            comment = content.removeprefix("<!--").removesuffix("-->")
            self.signs += count_signs([comment])
            state.found.add(comment, gone="hidden comment")
            state.found.end_aside()
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
            state.strike(step)
        elif name == "sup":
            state.lifted = max(0, state.lifted + step)

    def _fence(self, token: Token) -> None:
        line = token.map[0] if token.map else 0
        self.signs += count_signs([token.content])
        self.markup += count_signs([token.info])
        for index, block in paragraphs(token.content.split("\n")):
            self.blocks.append(replace(block, where=f"line {line + 2 + index}"))

    def _html(self, token: Token) -> None:
        from comparer.ingest.html import read_html_text

        line = token.map[0] if token.map else 0
        reading = read_html_text(token.content, f"line {line + 1}")
        self.signs += reading.signs
        self.markup += count_signs(_TAG.findall(token.content)) + count_signs(
            found[0] for found in _TAG.finditer(token.content)
        )
        for block in reading.blocks:
            (self.asides if block.kind is Kind.ASIDE else self.blocks).append(replace(block, where=f"line {line + 1}"))

    def _table(self, tokens: Sequence[Token], start: int) -> int:
        """The rows of a table; the index of the token that closes it."""
        token = tokens[start]
        where = f"line {token.map[0] + 1 if token.map else 1}"
        rows: list[list[str]] = []
        index = start
        while tokens[index].type != "table_close":
            if tokens[index].type == "tr_open":
                rows.append([])
            elif tokens[index].type == "inline":
                inline = self._inline(tokens[index])
                rows[-1].append(inline.text())
                self.asides += inline.asides(where)
                self.asides += [Block(text=note, where=where, kind=Kind.ASIDE) for note in inline.notes]
            index += 1
        self.blocks += table_rows(rows, where, [bool(row) and is_number(row[0]) for row in rows])
        return index


def _bounded(lines: Sequence[str]) -> Iterator[str]:
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


def _numbers(tokens: Sequence[Token], start: int) -> list[str]:
    """The numbers of an ordered list as a reader sees them: as printed, counted where all are the same."""
    level = tokens[start].level + 1
    found = []
    for token in tokens[start + 1 :]:
        if token.level < level:
            break
        if token.type == "list_item_open" and token.level == level:
            found.append(token.info or "1")
    if len(found) > 1 and len(set(found)) == 1:
        return [str(int(found[0]) + index) for index in range(len(found))]
    return found


def _indent(lines: Sequence[str], token: Token) -> int:
    if not token.map or token.map[0] >= len(lines):
        return 0
    line = lines[token.map[0]][:400].replace(">", " ").expandtabs(4)
    return len(line) - len(line.lstrip())
