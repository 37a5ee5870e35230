"""Word documents to pieces: paragraphs with the numbers that Word counts, tables, notes, boxes, changes, comments."""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

from comparer.ingest.blocks import MAX_BLOCKS, Block, ImportFailure, Kind, Reading, clean, count_signs, table_rows
from comparer.ingest.docx_numbering import Numbering, Style, W
from comparer.ingest.inline_text import InlineText, raised
from comparer.ingest.numbering import is_number, read_marks
from comparer.ingest.table_layout import Layout, table_layout
from comparer.resources.tables import table

__all__ = ["read_docx"]

MAX_UNPACKED_BYTES = 150_000_000
"""Bytes that the parts of a document may hold once they are unpacked; more is taken for a mistake or an attack."""
MAX_NESTING = 60
"""How deep tables, frames and boxes may be nested."""

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What the library says of a package that lacks a part differs from part to part.
_OF_A_BROKEN_PART = (
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    IndexError,
)
_BESIDE = {"header": "header", "footer": "footer", "comments": "comment"}
_BREAKS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
}
_SYMBOL_FONT = {
    0x25: "%", 0x2D: "−", 0x3C: "<", 0x3D: "=", 0x3E: ">", 0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±",
    0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD6: "√", 0xD7: "⋅", 0xDE: "⇒",
}  # fmt: skip


@cache
def _tags(name: str) -> frozenset[str]:
    return frozenset(f"{W}{tag}" for tag in table("document_tags")["word"][name])


def read_docx(content: bytes) -> Reading:
    """The pieces of a .docx file. ImportFailure where it is none, is encrypted, broken, or too large."""
    from docx.opc.exceptions import PackageNotFoundError

    try:
        reader = _Reader(_opened(content))
        return reader.read()
    except ImportFailure:
        raise
    except (PackageNotFoundError, SyntaxError, zipfile.BadZipFile, zlib.error, *_OF_A_BROKEN_PART) as error:
        raise _broken() from error


def _opened(content: bytes) -> Any:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = [entry for entry in archive.infolist() if entry.filename.lower().endswith((".xml", ".rels"))]
            if sum(entry.file_size for entry in parts) > MAX_UNPACKED_BYTES:
                raise ImportFailure(
                    f"its text unpacks to more than {MAX_UNPACKED_BYTES // 1_000_000} MB", "save its text alone"
                )
    except zipfile.BadZipFile as error:
        raise _broken() from error
    import docx

    return docx.Document(BytesIO(content))


def _broken() -> ImportFailure:
    return ImportFailure("it is not a readable Word document", "open it in a word processor and save it again as .docx")


class _Reader:
    def __init__(self, document: Any) -> None:
        self.document = document
        self.numbering = Numbering(document)
        self.notes = {**self._note_texts("footnotes"), **self._note_texts("endnotes")}
        self.called: set[tuple[str, str]] = set()
        self.count = 0
        self.asides: list[Block] = []
        self.doubts: list[tuple[str, str]] = []
        self.merging: list[Block] = []
        self.beside: list[str] = []
        self.untold: Counter[str] = Counter()

    def read(self) -> Reading:
        body = self.document.element.body
        found = [*self._walk(body, 0)]
        self.asides += [
            Block(text=text, where="note", kind=Kind.ASIDE)
            for key, text in self.notes.items()
            if key not in self.called and text
        ]
        beside = [*self._beside()]
        signs = count_signs(_visible(body)) + count_signs(self.notes.values()) + count_signs(self.beside)
        return Reading(blocks=[*found, *self.asides, *beside], signs=signs - self.untold, doubts=self.doubts)

    def _walk(self, element: Any, depth: int) -> Iterator[Block]:
        if depth > MAX_NESTING:
            raise ImportFailure("its tables and boxes are nested too deeply", "save its text alone")
        for child in element:
            if child.tag == f"{W}p":
                yield from self._paragraph(child, depth)
            elif child.tag == f"{W}tbl":
                yield from self._table(child, depth)
            elif child.tag in _tags("told"):
                self.doubts.append(
                    (f"after paragraph {self.count}", "a part that Word takes from another file was not read")
                )
            elif child.tag not in (f"{W}sectPr", _FALLBACK) and len(child) and child.tag not in _tags("passed"):
                yield from self._walk(child, depth + 1)

    # --- paragraphs -------------------------------------------------------------------------------------------------

    def _paragraph(self, paragraph: Any, depth: int) -> Iterator[Block]:
        self.count += 1
        if self.count > MAX_BLOCKS:
            raise ImportFailure(f"it holds more than {MAX_BLOCKS:,} paragraphs", "import it in parts")
        where = f"paragraph {self.count}"
        style = self.numbering.style_of(paragraph)
        inline = self._inline(paragraph)
        empty = not clean(inline.text()) and not inline.notes
        moved = empty and bool(inline.aside) and _is_gone_paragraph(paragraph)
        label, indent = ("", 0) if moved or self.merging else self.numbering.count(paragraph, style)
        yield from self._pieces(paragraph, style, inline, (label, indent), where)
        for box in _boxes(paragraph):
            yield from self._walk(box, depth + 1)

    def _pieces(
        self, paragraph: Any, style: Style, inline: InlineText, counted: tuple[str, int], where: str
    ) -> Iterator[Block]:
        self.asides += inline.asides(where)
        label, indent = counted
        if style.name.startswith("toc ") or style.name == "toc heading":
            if text := clean(inline.text()):
                self.asides.append(Block(text=text, where="contents", kind=Kind.ASIDE))
            return
        text = clean(inline.text())
        if not text and not inline.notes:
            if label and not label.startswith("•") and inline.aside:
                self.doubts.append((where, f"the text of the number {label} is struck out or hidden"))
            return
        kind = Kind.TITLE if style.name == "title" else Kind.HEADING if style.heading else Kind.TEXT
        if kind is Kind.TEXT and "\n" in inline.text().strip():
            blocks = inline.blocks(where, indent=indent, number=label)
        else:
            blocks = [
                Block(
                    text=text, where=where, kind=kind, level=style.heading or 1, indent=indent, number=label,
                    lead=inline.lead_text(), notes=tuple(inline.notes), alone=True,
                )
            ]  # fmt: skip
        if self.merging:
            before, self.merging = self.merging, []
            blocks = [self._merged(before[-1], blocks[0]), *blocks[1:]]
        if _mark_is_deleted(paragraph) and kind is Kind.TEXT:
            self.merging = blocks[-1:]
            blocks = blocks[:-1]
        yield from blocks

    @staticmethod
    def _merged(before: Block, after: Block) -> Block:
        """Two paragraphs whose mark between them was deleted: one, with the number of the first."""
        gap = "" if before.text.endswith(" ") else " "
        return replace(before, text=clean(f"{before.text}{gap}{after.text}"), notes=(*before.notes, *after.notes))

    def _inline(self, paragraph: Any) -> InlineText:
        found = InlineText()
        for node in _inline_nodes(paragraph):
            if node.tag in (f"{W}t", _MATH, f"{W}delText", f"{W}sym"):
                text = _symbol(node) if node.tag == f"{W}sym" else "".join(node.itertext())
                run = node.getparent()
                why = self._why_gone(node)
                if not why and _is_set(run, "vertAlign", ("superscript",)):
                    text = raised(text)
                found.add(text, bold=_is_bold(run), gone=why)
            elif node.tag in _BREAKS:
                found.add(_BREAKS[node.tag])
            elif node.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                key = (node.tag.removeprefix(W)[:4], node.get(f"{W}id", ""))
                if self.notes.get(key):
                    found.notes.append(self.notes[key])
                    self.called.add(key)
            elif node.tag in _tags("told"):
                self.doubts.append((f"paragraph {self.count}", "an embedded object was not read"))
        return found

    def _why_gone(self, node: Any) -> str:
        """Why a piece of text is not in force; empty where it is."""
        if node.tag == f"{W}delText":
            return "struck out"
        run = node.getparent()
        for above in node.iterancestors():
            if above.tag == f"{W}moveFrom":
                return "moved from here"
            if above.tag == f"{W}del":
                return "struck out"
            if above.tag == f"{W}p":
                break
        if any(_is_set(run, tag.removeprefix(W)) for tag in _tags("struck_runs")):
            return "struck out"
        if any(_is_set(run, tag.removeprefix(W)) for tag in _tags("hidden_runs")):
            return "hidden"
        return ""

    # --- tables -----------------------------------------------------------------------------------------------------

    def _table(self, element: Any, depth: int) -> Iterator[Block]:
        where = f"table after paragraph {self.count}"
        own = [row for row in element.iter(f"{W}tr") if _around(row, "tbl") is element]
        rows = [[cell for cell in row.iter(f"{W}tc") if _around(cell, "tr") is row] for row in own]
        rows = [row for row in rows if row]
        texts = [
            [clean(" ".join(_words(paragraph) for paragraph in cell.iter(f"{W}p"))) for cell in row] for row in rows
        ]
        rich = any(
            sum(1 for paragraph in cell.iter(f"{W}p") if _words(paragraph).strip()) > 1 for row in rows for cell in row
        )
        layout = table_layout(texts, rich=rich and any(_holds_points(cell) for row in rows for cell in row))
        if layout is Layout.ROWS:
            yield from self._rows(rows, where, depth)
            return
        if layout is Layout.COLUMNS:
            self.doubts.append((where, "two columns of text side by side; the left one was read first"))
            rows = [[row[column]] for column in range(max(map(len, rows))) for row in rows if column < len(row)]
        for row in rows:
            yield from self._frame_row(row, depth)

    def _frame_row(self, row: list[Any], depth: int) -> Iterator[Block]:
        """A row of a table that lays out a document: cells one after the other, a number with the text behind it."""
        number = ""
        for index, cell in enumerate(row):
            blocks = [*self._walk(cell, depth + 1)]
            label = (
                blocks[0].number or blocks[0].text if len(blocks) == 1 else "" if blocks else self._counted_cell(cell)
            )
            if (
                index + 1 < len(row)
                and label
                and is_number(label)
                and not (blocks and blocks[0].number and blocks[0].text)
            ):
                number = label
                continue
            if number and blocks:
                blocks[0] = replace(blocks[0], number=blocks[0].number or number, text=blocks[0].text)
                number = ""
            yield from blocks
        if number:
            yield Block(text=number, where=f"paragraph {self.count}")

    def _rows(self, rows: list[list[Any]], where: str, depth: int) -> Iterator[Block]:
        cells, counted = [], []
        for row in rows:
            texts = []
            for cell in row:
                blocks = [*self._walk(cell, depth + 1)]
                texts.append(
                    " ".join(clean(f"{'' if block.number == '•' else block.number} {block.text}") for block in blocks)
                )
                self.asides += [
                    Block(text=note, where=where, kind=Kind.ASIDE) for block in blocks for note in block.notes
                ]
            if not texts[0] and (label := self._counted_cell(row[0])):
                texts[0] = label
            cells.append(texts)
            counted.append(bool(texts[0]) and is_number(texts[0]))
        yield from table_rows(cells, where, counted)

    def _counted_cell(self, cell: Any) -> str:
        """The number that Word counts in a cell that holds nothing else; it was counted when the cell was read."""
        paragraphs = list(cell.iter(f"{W}p"))
        return self.numbering.counted.get(paragraphs[0], "") if len(paragraphs) == 1 else ""

    # --- beside the text --------------------------------------------------------------------------------------------

    def _note_texts(self, name: str) -> Mapping[tuple[str, str], str]:
        found = {}
        for part in self._related(name):
            for note in _parsed(part):
                if note.get(f"{W}type") in (None, "normal"):
                    text = " ".join(_words(paragraph) for paragraph in note.iter(f"{W}p"))
                    found[(name[:4], note.get(f"{W}id", ""))] = clean(text)
        return found

    def _beside(self) -> Iterator[Block]:
        told = set()
        for kind, name in _BESIDE.items():
            for part in self._related(kind):
                for paragraph in _parsed(part).iter(f"{W}p"):
                    text = clean(_words(paragraph))
                    if text and (name, text) not in told:
                        told.add((name, text))
                        self.beside.append(text)
                        yield Block(text=text, where=name, kind=Kind.ASIDE)

    def _related(self, kind: str) -> Iterator[Any]:
        relations = self.document.part.rels.values()
        for relation in sorted(relations, key=lambda relation: (len(relation.rId), relation.rId)):
            if not relation.is_external and relation.reltype.rpartition("/")[2] == kind:
                yield relation.target_part


def _visible(body: Any) -> Iterator[str]:
    """Every text of the body, deleted and hidden too: the other way to count signs."""
    shown = (f"{W}t", f"{W}delText", _MATH, f"{W}sym", f"{W}noBreakHyphen")
    stack = [body]
    while stack:
        node = stack.pop()
        if node.tag == _FALLBACK:
            continue
        if node.tag in shown:
            yield _symbol(node) if node.tag == f"{W}sym" else _BREAKS.get(node.tag) or "".join(node.itertext())
        else:
            stack += node


def _parsed(part: Any) -> Any:
    from docx.oxml import parse_xml

    try:
        return part.element if hasattr(part, "element") else parse_xml(part.blob)
    except SyntaxError as error:
        raise _broken() from error


def _inline_nodes(element: Any) -> Iterator[Any]:
    """The nodes of a paragraph in order, without what stands in boxes of its own."""
    stack = [*reversed(element)]
    while stack:
        node = stack.pop()
        if not isinstance(node.tag, str) or node.tag in _tags("passed") or node.tag in (f"{W}txbxContent", _FALLBACK):
            continue
        yield node
        stack += reversed(node)


def _boxes(paragraph: Any) -> Iterator[Any]:
    """The text boxes that stand in a paragraph, the outer ones alone: what is inside them is theirs."""
    stack = [*reversed(paragraph)]
    while stack:
        node = stack.pop()
        if node.tag == _FALLBACK:
            continue
        if node.tag == f"{W}txbxContent":
            yield node
        else:
            stack += reversed(node)


def _symbol(node: Any) -> str:
    """The sign that a symbol of a font stands for; those of unknown fonts as they are numbered."""
    try:
        code = int(node.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    plain = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    font = (node.get(f"{W}font") or "").lower()
    if font == "symbol" and plain in _SYMBOL_FONT:
        return _SYMBOL_FONT[plain]
    if "wingdings" in font:
        return "•"
    return chr(plain) if 0x20 < plain < 0xD800 or 0xE000 <= plain < 0x110000 else ""


def _words(paragraph: Any) -> str:
    parts = []
    for node in paragraph.iter():
        if node.tag in (f"{W}t", _MATH, f"{W}delText"):
            parts.append("".join(node.itertext()))
        elif node.tag == f"{W}sym":
            parts.append(_symbol(node))
        else:
            parts.append(_BREAKS.get(node.tag, ""))
    return "".join(parts)


def _is_set(run: Any, name: str, values: tuple[str, ...] = ()) -> bool:
    """Whether a run has a property switched on, or set to one of some values."""
    node = run.find(f"{W}rPr/{W}{name}")
    if node is None:
        return False
    value = node.get(f"{W}val", "1")
    return value in values if values else value not in ("0", "false", "none", "off")


def _is_bold(run: Any) -> bool:
    return _is_set(run, "b")


def _mark_is_deleted(paragraph: Any) -> bool:
    """Whether the mark at the end of a paragraph was deleted, so that the next one goes on with it."""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _is_gone_paragraph(paragraph: Any) -> bool:
    """Whether a paragraph was deleted or moved away whole, its mark with it."""
    marks = (f"{W}pPr/{W}rPr/{W}moveFrom", f"{W}pPr/{W}rPr/{W}del", f"{W}pPr/{W}rPr/{W}vanish")
    return any(paragraph.find(path) is not None for path in marks) or paragraph.find(f"{W}moveFrom") is not None


def _is_whole(blocks: list[Block]) -> bool:
    """Whether a cell holds a number together with its text."""
    return bool(blocks and blocks[0].number and blocks[0].text)


def _holds_points(cell: Any) -> bool:
    """Whether a cell holds sub-points: a paragraph behind the first that begins with a number or is counted."""
    later = [paragraph for paragraph in cell.iter(f"{W}p") if _words(paragraph).strip()][1:]
    return any(
        read_marks(clean(_words(paragraph))) or paragraph.find(f"{W}pPr/{W}numPr") is not None for paragraph in later
    )


def _around(node: Any, name: str) -> Any:
    """The innermost element of a name that a node stands in."""
    return next(node.iterancestors(f"{W}{name}"), None)
