"""HTML to pieces: blocks, lists with their numbers, tables, notes; what a page hides or strikes out goes aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from comparer.ingest.blocks import (
    Block,
    BlockKind,
    ImportFailure,
    Reading,
    collapse_spaces,
    count_signs,
    form_row_blocks,
    table_row_blocks,
)
from comparer.ingest.inline_text import InlineText, mark_raised_figures
from comparer.ingest.line_signs import has_ended, is_binding_text, join_broken_words
from comparer.ingest.numbering import is_number, read_marks
from comparer.ingest.table_layout import Layout, table_layout
from comparer.resources.tables import load_table

__all__ = ["read_html", "read_html_text"]

MAX_NESTING = 200
"""How deep the elements of a page may be nested; what lies deeper is read as text of the element at that depth."""

MAX_HEAD_BLOCKS = 12
"""Pieces above the only great heading of a page, which may be a path, a date, the name of a site."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.I)
_PAGE_ENCODING = re.compile(r"ascii|us-ascii|iso-?8859|latin|windows-|cp[0-9]|koi8|mac|gb|big5|shift|euc|utf-(?:16|32)")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:font-size|opacity)\s*:\s*0+(?:\.0*)?(?:[a-z]+|%)?\s*(?:[;!]|$)",
    re.I,
)
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.I)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HEADING = re.compile(r"h([1-6])")
MIN_CONTENTS_LINKS = 4
MIN_LINKED_SHARE = 0.8
"""Links into the page, and the share of an element that is their text, from which it is contents and no text."""


@cache
def _html_tags() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load_table("document_tags")["html"].items()}


def read_html(content: bytes) -> Reading:
    """The pieces of a page. ImportFailure where its signs cannot be told."""
    return read_html_text(_decode_page(content), "")


def _decode_page(content: bytes) -> str:
    from comparer.ingest.plain_text import bounded_text, decode_text

    declared = _CHARSET.search(content[:4096])
    name = declared[1].decode("ascii").lower() if declared else ""
    if name and name not in ("utf-8", "utf8") and not content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            if not _PAGE_ENCODING.match(name):  # other names are those of ways to pack bytes
                raise LookupError(name)
            return bounded_text(content.decode(name))
        except (LookupError, UnicodeError) as error:
            raise ImportFailure(f"it says that it is {name.upper()}, and is not", "save it as UTF-8") from error
    return decode_text(content)


def read_html_text(text: str, location: str) -> Reading:
    """The pieces of a page or of a part of one; `location` places them all, where it is given."""
    from lxml import etree  # type: ignore[import-untyped]
    from lxml import html as parser

    cleaned = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text).replace("\x00", " ")
    try:
        root = parser.document_fromstring(
            cleaned.encode("utf-8", "replace"),
            parser=parser.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True),
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        if not re.search(r"[^\W_]", re.sub(r"<[^<>]*>", "", cleaned)):
            return Reading(blocks=[], signs=Counter())
        raise ImportFailure("it is not a readable HTML page", "open it in a browser and save its text") from error
    reader = _Reader(root, location)
    reader.read()
    titles = [collapse_spaces("".join(node.itertext())) for node in root.iter("title")]
    signs = count_signs(_page_signs(root))
    blocks = reader.blocks if location else _set_head_apart(reader.blocks)
    return Reading(blocks=blocks, signs=signs, doubts=reader.doubts, title=titles[0] if titles else "")


def _set_head_apart(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with what a page shows above its only great heading aside: paths, dates, names of the site."""
    tops = [index for index, block in enumerate(blocks) if block.kind is BlockKind.HEADING and block.level == 1]
    head = [block for block in blocks[: tops[0]] if block.kind is not BlockKind.ASIDE] if len(tops) == 1 else []
    is_text = any(
        block.number or read_marks(block.text) or is_binding_text(block.text) or has_ended(block.text) for block in head
    )
    if not head or is_text or len(head) > MAX_HEAD_BLOCKS:
        return list(blocks)
    return [replace(block, kind=BlockKind.ASIDE) if index < tops[0] else block for index, block in enumerate(blocks)]


def _page_signs(root: Any) -> Iterator[str]:
    """Every text of the page outside what is passed over, in no order of reading: the other way to count signs."""
    passed = _html_tags()["passed"]
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node.tag, str) and node.tag not in passed:
            yield node.text or ""
            stack += node
        if node is not root:
            yield node.tail or ""


def _is_list_of_links(node: Any) -> bool:
    """Whether an element holds hardly more than links into the page itself: contents beside the text."""
    if node.tag not in _html_tags()["blocks"] or node.tag == "body":
        return False
    links = [link for link in node.iter("a") if (link.get("href") or "").startswith("#")]
    if len(links) < MIN_CONTENTS_LINKS or any(_HEADING.fullmatch(str(below.tag)) for below in node.iter()):
        return False
    linked = sum(len("".join("".join(link.itertext()).split())) for link in links)
    return linked >= MIN_LINKED_SHARE * len("".join("".join(node.itertext()).split())) > 0


def _is_page_head(node: Any) -> bool:
    """Whether an element is the head of a site, above every heading of the document, and holds none itself."""
    parent = node.getparent()
    is_above_all = node.tag == "header" and parent is not None and parent.tag == "body" and node.getprevious() is None
    return is_above_all and not any(
        _HEADING.fullmatch(inner.tag) for inner in node.iter() if isinstance(inner.tag, str)
    )


class _Reader:
    """Walks the tree once; inline text gathers until a block begins or ends."""

    def __init__(self, root: Any, location: str) -> None:
        self.root = root
        self.location = location
        self.blocks: list[Block] = []
        self.doubts: list[tuple[str, str]] = []
        self.inline = InlineText()
        self.number = ""
        self.row_number = ""
        self.indent = 0
        self.heading = 0
        self.paragraph = 0
        self.bold = 0
        self.lifted = 0
        self.gone: list[str] = []
        self.kept = False
        self.by_id = {
            node.get("id") or node.get("name"): node
            for node in root.iter()
            if isinstance(node.tag, str) and (node.get("id") or node.get("name"))
        }
        self.consumed: set[Any] = set()

    def read(self) -> None:
        body = self.root.find("body")
        self._walk_element(self.root if body is None else body, 0)
        self._flush_text()

    def _element_place(self) -> str:
        return self.location or f"paragraph {self.paragraph + 1}"

    def _flush_text(self) -> None:
        inline, self.inline = self.inline, InlineText()
        location = self._element_place()
        if self.heading:
            text = collapse_spaces(f"{self.row_number} {inline.text()}")
            flushed_blocks = (
                [
                    Block(
                        text=text,
                        location=location,
                        kind=BlockKind.HEADING,
                        level=self.heading,
                        notes=tuple(inline.notes),
                        stands_alone=True,
                    )
                ]
                if text
                else []
            )
        elif not collapse_spaces(inline.text()) and not inline.notes:
            flushed_blocks = []
        else:
            flushed_blocks = inline.blocks(location, indent=self.indent, number=self.number)
        if flushed_blocks:
            self.paragraph += 1
            self.number = self.row_number = ""
        self.blocks += flushed_blocks
        self.blocks += inline.asides(location)

    def _walk_element(self, node: Any, depth: int) -> None:
        if node.tag in ("ol", "ul", "menu"):
            self._read_list(node, depth)
        elif node.tag == "table":
            self._read_table(node, depth)
        else:
            self._add_text(node.text)
            for child in node:
                self._read_child(child, depth + 1)

    def _read_child(self, child: Any, depth: int) -> None:
        tags = _html_tags()
        if not isinstance(child.tag, str):
            comment = child.text or "" if "omment" in str(child.tag) else ""
            if (
                re.search(r"[^\W_]", comment)
                and len(comment) < 2000
                and not comment.lstrip().startswith(("[if", "[endif"))
            ):
                self.inline.add(comment, gone="hidden comment")
                self.inline.end_aside()
        elif child in self.consumed or child.tag in tags["passed"]:
            pass
        elif depth > MAX_NESTING:
            self._add_text(" ".join(child.itertext()))
        elif child.tag in tags["aside"] or _is_page_head(child) or _is_list_of_links(child):
            text = collapse_spaces(" ".join(child.itertext()))
            if text:
                self.blocks.append(Block(text=text, location="navigation", kind=BlockKind.ASIDE))
        elif child.tag in tags["blocks"]:
            self._read_block(child, depth)
        else:
            self._inline_element(child, depth)
        self._add_text(child.tail)

    def _read_block(self, child: Any, depth: int) -> None:
        self._flush_text()
        heading, hidden = _HEADING.fullmatch(child.tag), self._is_hidden(child)
        before = self.heading
        if heading:
            self.heading = int(heading[1])
        if hidden:
            self.gone.append("hidden")
        was_kept, self.kept = self.kept, self.kept or child.tag == "pre"
        self._walk_element(child, depth)
        self._flush_text()
        self.kept = was_kept
        if hidden:
            self.gone.pop()
        self.heading = before

    def _inline_element(self, child: Any, depth: int) -> None:
        tags = _html_tags()
        if child.tag == "br":
            self.inline.add("\n", gone=self.gone[-1] if self.gone else "")
            return
        if child.tag == "img":
            self.inline.add(child.get("alt") or "", gone="picture")
            return
        note = self._note_of(child)
        if note is not None:
            self.inline.notes.append(note)
            return
        is_struck = child.tag in tags["struck"] or _STRUCK.search(child.get("style") or "")
        struck = "struck out" if is_struck else "hidden" if self._is_hidden(child) else ""
        bold = child.tag in ("b", "strong")
        lifted = child.tag == "sup"
        self.gone += [struck] if struck else []
        self.bold += bold
        self.lifted += lifted
        self._walk_element(child, depth)
        self.bold -= bold
        self.lifted -= lifted
        if struck:
            self.gone.pop()
            self.inline.end_aside()
        address = child.get("href", "") if child.tag == "a" else ""
        if address and not address.startswith("#") and address not in self.inline.text():
            self.inline.notes.append(f"Link: {collapse_spaces(address)}")

    def _note_of(self, child: Any) -> str | None:
        """The text of the note that a raised link calls; None for any other element."""
        link = child if child.tag == "a" else child.find(".//a") if child.tag == "sup" else None
        if link is None or not (link.get("href") or "").startswith("#"):
            return None
        called = collapse_spaces("".join(child.itertext())).strip("[]()")
        is_raised = child.tag == "sup" or link.find(".//sup") is not None
        target = self.by_id.get(link.get("href")[1:])
        if target is None or not (is_raised and len(called) <= 4):
            return None
        holder = target
        while holder.tag in ("a", "sup", "span") and holder.getparent() is not None:
            holder = holder.getparent()
        if holder in list(child.iterancestors()) or holder.tag == "body":
            return None
        self.consumed.add(holder)
        text = collapse_spaces(" ".join(holder.itertext()))
        return re.sub(r"\s*[↩↑]\ufe0e?\s*$", "", text)

    @staticmethod
    def _is_hidden(child: Any) -> bool:
        return child.get("hidden") is not None or bool(_HIDDEN.search(child.get("style") or ""))

    def _add_text(self, text: str | None) -> None:
        if not text:
            return
        text = text if self.kept else _SPACE.sub(" ", join_broken_words(text))
        if self.lifted:
            text = mark_raised_figures(text)
        self.inline.add(text, bold=self.bold > 0, gone=self.gone[-1] if self.gone else "")

    # --- lists and tables -------------------------------------------------------------------------------------------

    def _read_list(self, node: Any, depth: int) -> None:
        self._add_text(node.text)
        self._flush_text()
        if self.number:  # of a row or an item that begins with this list
            self.blocks.append(Block(text="", location=self._element_place(), indent=self.indent, number=self.number))
            self.number = self.row_number = ""
        before = self.indent
        self.indent = before + 4
        counted = node.tag == "ol"
        count = _list_figure(node.get("start"), 1)
        for child in node:
            if child.tag != "li" or child in self.consumed:
                self._read_child(child, depth + 1)
                count += child.tag == "li"
                continue
            self._flush_text()
            count = _list_figure(child.get("value"), count)
            marker = (
                f"{_figure_text(count, node.get('type') or '1')}."
                if counted and "none" not in (node.get("style") or "")
                else "•"
            )
            self.number = self._number_of(child, marker)
            count += 1
            self._read_block(child, depth + 1)
            self._add_text(child.tail)
            self.number = ""
        self.indent = before

    @staticmethod
    def _number_of(child: Any, marker: str) -> str:
        """The number of an item: none of its own where its text begins with one."""
        text = collapse_spaces("".join(child.itertext())[:200])
        return "" if read_marks(text) else marker

    def _read_table(self, node: Any, depth: int) -> None:
        self._flush_text()
        rows = [
            self._seen_cells(row, depth) for row in node.iter("tr") if next(row.iterancestors("table"), None) is node
        ]
        texts = [[collapse_spaces(" ".join(cell.itertext())) for cell in row] for row in rows]
        for caption in node.findall("caption"):
            self._read_block(caption, depth + 1)
        rich = any(self._is_rich(cell) for row in rows for cell in row)
        layout = table_layout(texts, rich=rich)
        if layout is Layout.ROWS and not rich:
            self._table_row_cells(rows)
            return
        if layout is Layout.FORM:
            self._read_form(rows)
            return
        if layout is Layout.COLUMNS:
            self.doubts.append((self._element_place(), "two columns of text side by side; the left one was read first"))
            width = max(map(len, rows))
            rows = [[row[column]] for column in range(width) for row in rows if column < len(row)]
            texts = [[collapse_spaces(" ".join(cell.itertext()))] for row in rows for cell in row]
        for row, filled in zip(rows, texts, strict=True):
            for cell, text in zip(row, filled, strict=True):
                if len(row) > 1 and cell is not row[-1] and is_number(text) and not self.number:
                    self.number = self.row_number = text
                    continue
                self._read_block(cell, depth + 1)
            if self.number:
                self.inline.add(self.number)
                self.number = self.row_number = ""
                self._flush_text()

    def _seen_cells(self, row: Any, depth: int) -> list[Any]:
        """The cells of a row that a reader sees; the text of others stands aside."""
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if not self.gone and not self._is_hidden(row) and not self._is_hidden(row.getparent()):
            hidden_cells = [cell for cell in cells if self._is_hidden(cell)]
        else:
            hidden_cells = cells
        for cell in hidden_cells:
            self.gone.append("hidden")
            self._read_block(cell, depth + 1)
            self.gone.pop()
        return [cell for cell in cells if cell not in hidden_cells]

    def _read_form(self, rows: list[list[Any]]) -> None:
        """A form: the label of each row with all that stands beside it."""
        for row in rows:
            cells = []
            for cell in row:
                inner = self._read_apart(cell, self._element_place())
                cells.append([block for block in inner.blocks if block.kind is not BlockKind.ASIDE])
                self.blocks += [block for block in inner.blocks if block.kind is BlockKind.ASIDE]
                self.doubts += inner.doubts
                self.paragraph += 1
            self.blocks += form_row_blocks(cells)

    def _read_apart(self, cell: Any, location: str) -> _Reader:
        """What stands in a cell, read by itself."""
        inner = _Reader(cell, location)
        inner.by_id, inner.consumed = self.by_id, self.consumed
        inner._walk_element(cell, 0)
        inner._flush_text()
        return inner

    def _table_row_cells(self, rows: list[list[Any]]) -> None:
        """A table of short cells: a row is a piece."""
        cells = []
        location = self._element_place()
        for row in rows:
            filled = []
            for cell in row:
                inner = self._read_apart(cell, location)
                texts = [
                    collapse_spaces(f"{block.number} {block.text}")
                    for block in inner.blocks
                    if block.kind is not BlockKind.ASIDE
                ]
                filled.append(" ".join(texts))
                self.blocks += [block for block in inner.blocks if block.kind is BlockKind.ASIDE]
                self.blocks += [
                    Block(text=note, location=location, kind=BlockKind.ASIDE)
                    for block in inner.blocks
                    for note in block.notes
                ]
            cells.append(filled)
        self.blocks += table_row_blocks(cells, location, [bool(row) and is_number(row[0]) for row in cells])
        self.paragraph += 1

    @staticmethod
    def _is_rich(cell: Any) -> bool:
        """Whether a cell holds more than a line: paragraphs, lists, a table."""
        return sum(1 for child in cell.iter("p", "li", "table", "h1", "h2", "h3", "h4") if child is not cell) > 1


def _list_figure(written: str | None, usual: int) -> int:
    return int(written) if written and re.fullmatch(r"-?[0-9]{1,6}", written.strip()) else usual


def _figure_text(count: int, form: str) -> str:
    from comparer.ingest.docx_numbering import written_count

    forms = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
    return written_count(count, forms.get(form, "decimal"))
