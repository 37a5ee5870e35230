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

from comparer.ingest.blocks import (
    MAX_BLOCKS,
    Block,
    BlockKind,
    ImportFailure,
    Reading,
    collapse_spaces,
    count_signs,
    form_row_blocks,
    join_label,
    table_row_blocks,
)
from comparer.ingest.docx_numbering import W_NS, Numbering, Style, is_switched_on
from comparer.ingest.inline_text import InlineText, mark_raised_figures
from comparer.ingest.numbering import is_number, read_marks
from comparer.ingest.table_layout import Layout, table_layout
from comparer.resources.tables import load_table

__all__ = ["read_docx"]

MAX_UNPACKED_BYTES = 100_000_000
"""Bytes that the parts of a document may hold once they are unpacked; more is taken for a mistake or an attack."""
MAX_PACKAGE_BYTES = 400_000_000
"""Bytes of the same with the pictures."""
MAX_PARTS = 20_000
MAX_ELEMENTS = 2_000_000
"""Elements of the main part: its tree takes some five hundred bytes for each."""
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
    f"{W_NS}tab": "\t",
    f"{W_NS}ptab": "\t",
    f"{W_NS}br": "\n",
    f"{W_NS}cr": "\n",
    f"{W_NS}noBreakHyphen": "-",
    f"{W_NS}softHyphen": "",
}
_SYMBOL_FONT = {
    0x25: "%", 0x2D: "−", 0x3C: "<", 0x3D: "=", 0x3E: ">", 0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±",
    0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD6: "√", 0xD7: "⋅", 0xDE: "⇒",
}  # fmt: skip


@cache
def _word_tags(name: str) -> frozenset[str]:
    return frozenset(f"{W_NS}{tag}" for tag in load_table("document_tags")["word"][name])


def read_docx(content: bytes) -> Reading:
    """The pieces of a .docx file. ImportFailure where it is none, is encrypted, broken, or too large."""
    from docx.opc.exceptions import PackageNotFoundError

    try:
        reader = _Reader(_open_document(content))
        return reader.read()
    except ImportFailure:
        raise
    except (PackageNotFoundError, SyntaxError, zipfile.BadZipFile, zlib.error, *_OF_A_BROKEN_PART) as error:
        raise _broken_document() from error


def _open_document(content: bytes) -> Any:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _bound_package(archive)
    except zipfile.BadZipFile as error:
        raise _broken_document() from error
    import docx

    return docx.Document(BytesIO(content))


def _bound_package(archive: zipfile.ZipFile) -> None:
    """Raises ImportFailure where a small file unpacks to more than a document holds, before it is unpacked."""
    entries = archive.infolist()
    parts = [entry for entry in entries if entry.filename.lower().endswith((".xml", ".rels"))]
    if len(entries) > MAX_PARTS:
        raise ImportFailure(f"it holds more than {MAX_PARTS:,} parts", "save its text alone")
    for measured, bound in ((parts, MAX_UNPACKED_BYTES), (entries, MAX_PACKAGE_BYTES)):
        if sum(entry.file_size for entry in measured) > bound:
            raise ImportFailure(f"it unpacks to more than {bound // 1_000_000} MB", "save its text alone")
    for entry in parts:
        if entry.file_size > MAX_ELEMENTS:
            _bound_elements(archive, entry)


def _bound_elements(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    count = 0
    with archive.open(entry) as stream:
        while chunk := stream.read(1 << 20):
            count += chunk.count(b"<") - chunk.count(b"</")
            if count > MAX_ELEMENTS:
                raise ImportFailure(f"a part of it holds more than {MAX_ELEMENTS:,} elements", "save its text alone")


def _broken_document() -> ImportFailure:
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
        body_blocks = [*self._walk_body(body, 0)]
        self.asides += [
            Block(text=text, location="note", kind=BlockKind.ASIDE)
            for key, text in self.notes.items()
            if key not in self.called and text
        ]
        beside = [*self._side_blocks()]
        signs = count_signs(_visible_signs(body)) + count_signs(self.notes.values()) + count_signs(self.beside)
        return Reading(blocks=[*body_blocks, *self.asides, *beside], signs=signs - self.untold, doubts=self.doubts)

    def _walk_body(self, element: Any, depth: int) -> Iterator[Block]:
        if depth > MAX_NESTING:
            raise ImportFailure("its tables and boxes are nested too deeply", "save its text alone")
        for child in element:
            if child.tag == f"{W_NS}p":
                yield from self._paragraph_blocks(child, depth)
            elif child.tag == f"{W_NS}tbl":
                yield from self._table_blocks(child, depth)
            elif child.tag in _word_tags("told"):
                self.doubts.append(
                    (f"after paragraph {self.count}", "a part that Word takes from another file was not read")
                )
            elif child.tag not in (f"{W_NS}sectPr", _FALLBACK) and len(child) and child.tag not in _word_tags("passed"):
                yield from self._walk_body(child, depth + 1)

    # --- paragraphs -------------------------------------------------------------------------------------------------

    def _paragraph_blocks(self, paragraph: Any, depth: int) -> Iterator[Block]:
        self.count += 1
        if self.count > MAX_BLOCKS:
            raise ImportFailure(f"it holds more than {MAX_BLOCKS:,} paragraphs", "import it in parts")
        location = f"paragraph {self.count}"
        style = self.numbering.style_of(paragraph)
        inline = self._inline_content(paragraph)
        empty = not collapse_spaces(inline.text()) and not inline.notes
        moved = empty and bool(inline.aside) and _is_gone_paragraph(paragraph)
        label, indent = ("", 0) if moved or self.merging else self.numbering.count_paragraph(paragraph, style)
        yield from self._paragraph_pieces(paragraph, style, inline, (label, indent), location)
        for box in _text_boxes(paragraph):
            yield from self._walk_body(box, depth + 1)

    def _paragraph_pieces(
        self, paragraph: Any, style: Style, inline: InlineText, counted: tuple[str, int], location: str
    ) -> Iterator[Block]:
        self.asides += inline.asides(location)
        label, indent = counted
        if style.name.startswith("toc ") or style.name == "toc heading":
            if text := collapse_spaces(inline.text()):
                self.asides.append(Block(text=text, location="contents", kind=BlockKind.ASIDE))
            return
        text = collapse_spaces(inline.text())
        if not text and not inline.notes:
            if label and not label.startswith("•") and inline.aside:
                self.doubts.append((location, f"the text of the number {label} is struck out or hidden"))
            return
        kind = BlockKind.TITLE if style.name == "title" else BlockKind.HEADING if style.heading else BlockKind.TEXT
        if kind is BlockKind.TEXT and "\n" in inline.text().strip():
            blocks = inline.blocks(location, indent=indent, number=label)
        else:
            blocks = [
                Block(
                    text=text, location=location, kind=kind, level=style.heading or 1, indent=indent, number=label,
                    bold_lead=inline.lead_text(), notes=tuple(inline.notes), stands_alone=True,
                )
            ]  # fmt: skip
        if self.merging:
            before, self.merging = self.merging, []
            blocks = [self._merge_pieces(before[-1], blocks[0]), *blocks[1:]]
        if _mark_is_deleted(paragraph) and kind is BlockKind.TEXT:
            self.merging = blocks[-1:]
            blocks = blocks[:-1]
        yield from blocks

    @staticmethod
    def _merge_pieces(before: Block, after: Block) -> Block:
        """Two paragraphs whose mark between them was deleted: one, with the number of the first."""
        gap = "" if before.text.endswith(" ") else " "
        return replace(
            before, text=collapse_spaces(f"{before.text}{gap}{after.text}"), notes=(*before.notes, *after.notes)
        )

    def _inline_content(self, paragraph: Any) -> InlineText:
        inline = InlineText()
        for node in _inline_nodes(paragraph):
            if node.tag in (f"{W_NS}t", _MATH, f"{W_NS}delText", f"{W_NS}sym"):
                text = _symbol_text(node) if node.tag == f"{W_NS}sym" else "".join(node.itertext())
                run = node.getparent()
                why = self._why_gone(node)
                if not why and _is_set(run, "vertAlign", ("superscript",)):
                    text = mark_raised_figures(text)
                inline.add(text, bold=_is_bold(run), gone=why)
            elif node.tag in _BREAKS:
                inline.add(_BREAKS[node.tag])
            elif node.tag in (f"{W_NS}footnoteReference", f"{W_NS}endnoteReference"):
                key = (node.tag.removeprefix(W_NS)[:4], node.get(f"{W_NS}id", ""))
                if self.notes.get(key):
                    inline.notes.append(self.notes[key])
                    self.called.add(key)
            elif node.tag in _word_tags("told"):
                self.doubts.append((f"paragraph {self.count}", "an embedded object was not read"))
        return inline

    def _why_gone(self, node: Any) -> str:
        """Why a piece of text is not in force; empty where it is."""
        if node.tag == f"{W_NS}delText":
            return "struck out"
        run = node.getparent()
        for above in node.iterancestors():
            if above.tag == f"{W_NS}moveFrom":
                return "moved from here"
            if above.tag == f"{W_NS}del":
                return "struck out"
            if above.tag == f"{W_NS}p":
                break
        if any(_is_set(run, tag.removeprefix(W_NS)) for tag in _word_tags("struck_runs")):
            return "struck out"
        is_hidden = any(_is_set(run, tag.removeprefix(W_NS)) for tag in _word_tags("hidden_runs"))
        if is_hidden or self.numbering.is_hidden_by_style(run):
            return "hidden"
        return _why_row_gone(node)

    # --- tables -----------------------------------------------------------------------------------------------------

    def _table_blocks(self, element: Any, depth: int) -> Iterator[Block]:
        location = f"table after paragraph {self.count}"
        own = [row for row in element.iter(f"{W_NS}tr") if _enclosing_element(row, "tbl") is element]
        rows = [[cell for cell in row.iter(f"{W_NS}tc") if _enclosing_element(cell, "tr") is row] for row in own]
        rows = [row for row in rows if row]
        texts = [
            [collapse_spaces(" ".join(_run_texts(paragraph) for paragraph in cell.iter(f"{W_NS}p"))) for cell in row]
            for row in rows
        ]
        rich = any(
            sum(1 for paragraph in cell.iter(f"{W_NS}p") if _run_texts(paragraph).strip()) > 1
            for row in rows
            for cell in row
        )
        layout = table_layout(texts, rich=rich and any(_holds_points(cell) for row in rows for cell in row))
        if layout is Layout.ROWS:
            yield from self._table_cells(rows, location, depth)
            return
        if layout is Layout.FORM:
            for row in rows:
                yield from form_row_blocks([*self._walk_body(cell, depth + 1)] for cell in row)
            return
        if layout is Layout.COLUMNS:
            self.doubts.append((location, "two columns of text side by side; the left one was read first"))
            rows = [[row[column]] for column in range(max(map(len, rows))) for row in rows if column < len(row)]
        for row in rows:
            yield from self._frame_row(row, depth)

    def _frame_row(self, row: list[Any], depth: int) -> Iterator[Block]:
        """A row of a table that lays out a document: cells one after the other, a number with the text behind it."""
        number = ""
        for index, cell in enumerate(row):
            blocks = [*self._walk_body(cell, depth + 1)]
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
            yield Block(text=number, location=f"paragraph {self.count}")

    def _table_cells(self, rows: list[list[Any]], location: str, depth: int) -> Iterator[Block]:
        cells, counted = [], []
        for row in rows:
            texts = []
            for cell in row:
                blocks = [*map(join_label, self._walk_body(cell, depth + 1))]
                texts.append(
                    " ".join(
                        collapse_spaces(f"{'' if block.number == '•' else block.number} {block.text}")
                        for block in blocks
                    )
                )
                self.asides += [
                    Block(text=note, location=location, kind=BlockKind.ASIDE)
                    for block in blocks
                    for note in block.notes
                ]
            if not texts[0] and (label := self._counted_cell(row[0])):
                texts[0] = label
            cells.append(texts)
            counted.append(bool(texts[0]) and is_number(texts[0]))
        yield from table_row_blocks(cells, location, counted)

    def _counted_cell(self, cell: Any) -> str:
        """The number that Word counts in a cell that holds nothing else; it was counted when the cell was read."""
        join_paragraphs = list(cell.iter(f"{W_NS}p"))
        return self.numbering.counted.get(join_paragraphs[0], "") if len(join_paragraphs) == 1 else ""

    # --- beside the text --------------------------------------------------------------------------------------------

    def _note_texts(self, name: str) -> Mapping[tuple[str, str], str]:
        note_texts = {}
        for part in self._related_parts(name):
            for note in _parse_part(part):
                if note.get(f"{W_NS}type") in (None, "normal"):
                    text = " ".join(_run_texts(paragraph) for paragraph in note.iter(f"{W_NS}p"))
                    note_texts[(name[:4], note.get(f"{W_NS}id", ""))] = collapse_spaces(text)
        return note_texts

    def _side_blocks(self) -> Iterator[Block]:
        seen = set()
        for kind, name in _BESIDE.items():
            for part in self._related_parts(kind):
                for paragraph in _parse_part(part).iter(f"{W_NS}p"):
                    text = collapse_spaces(_run_texts(paragraph))
                    if text and (name, text) not in seen:
                        seen.add((name, text))
                        self.beside.append(text)
                        yield Block(text=text, location=name, kind=BlockKind.ASIDE)

    def _related_parts(self, kind: str) -> Iterator[Any]:
        relations = self.document.part.rels.values()
        for relation in sorted(relations, key=lambda relation: (len(relation.rId), relation.rId)):
            if not relation.is_external and relation.reltype.rpartition("/")[2] == kind:
                yield relation.target_part


def _visible_signs(body: Any) -> Iterator[str]:
    """Every text of the body, deleted and hidden too: the other way to count signs."""
    shown = (f"{W_NS}t", f"{W_NS}delText", _MATH, f"{W_NS}sym", f"{W_NS}noBreakHyphen")
    stack = [body]
    while stack:
        node = stack.pop()
        if node.tag == _FALLBACK:
            continue
        if node.tag in shown:
            yield _symbol_text(node) if node.tag == f"{W_NS}sym" else _BREAKS.get(node.tag) or "".join(node.itertext())
        else:
            stack += node


def _parse_part(part: Any) -> Any:
    from docx.oxml import parse_xml

    try:
        return part.element if hasattr(part, "element") else parse_xml(part.blob)
    except SyntaxError as error:
        raise _broken_document() from error


def _inline_nodes(element: Any) -> Iterator[Any]:
    """The nodes of a paragraph in order, without what stands in boxes of its own."""
    stack = [*reversed(element)]
    while stack:
        node = stack.pop()
        if (
            not isinstance(node.tag, str)
            or node.tag in _word_tags("passed")
            or node.tag in (f"{W_NS}txbxContent", _FALLBACK)
        ):
            continue
        yield node
        stack += reversed(node)


def _text_boxes(paragraph: Any) -> Iterator[Any]:
    """The text boxes that stand in a paragraph, the outer ones alone: what is inside them is theirs."""
    stack = [*reversed(paragraph)]
    while stack:
        node = stack.pop()
        if node.tag == _FALLBACK:
            continue
        if node.tag == f"{W_NS}txbxContent":
            yield node
        else:
            stack += reversed(node)


def _symbol_text(node: Any) -> str:
    """The sign that a symbol of a font stands for; those of unknown fonts as they are numbered."""
    try:
        code = int(node.get(f"{W_NS}char", ""), 16)
    except ValueError:
        return ""
    plain = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    font = (node.get(f"{W_NS}font") or "").lower()
    if font == "symbol" and plain in _SYMBOL_FONT:
        return _SYMBOL_FONT[plain]
    if "wingdings" in font:
        return "•"
    return chr(plain) if 0x20 < plain < 0xD800 or 0xE000 <= plain < 0x110000 else ""


def _run_texts(paragraph: Any) -> str:
    parts = []
    for node in paragraph.iter():
        if node.tag in (f"{W_NS}t", _MATH, f"{W_NS}delText"):
            parts.append("".join(node.itertext()))
        elif node.tag == f"{W_NS}sym":
            parts.append(_symbol_text(node))
        else:
            parts.append(_BREAKS.get(node.tag, ""))
    return "".join(parts)


def _why_row_gone(node: Any) -> str:
    """Why a row that a piece of text stands in is not in force; empty where each is, or there is none."""
    for row in node.iterancestors(f"{W_NS}tr"):
        if row.find(f"{W_NS}trPr/{W_NS}del") is not None:
            return "struck out"
        if is_switched_on(row.find(f"{W_NS}trPr/{W_NS}hidden")):
            return "hidden"
    return ""


def _is_set(run: Any, name: str, values: tuple[str, ...] = ()) -> bool:
    """Whether a run has a property switched on, or set to one of some values."""
    node = run.find(f"{W_NS}rPr/{W_NS}{name}")
    return node is not None and node.get(f"{W_NS}val") in values if values else is_switched_on(node)


def _is_bold(run: Any) -> bool:
    return _is_set(run, "b")


def _mark_is_deleted(paragraph: Any) -> bool:
    """Whether the mark at the end of a paragraph was deleted, so that the next one goes on with it."""
    return paragraph.find(f"{W_NS}pPr/{W_NS}rPr/{W_NS}del") is not None


def _is_gone_paragraph(paragraph: Any) -> bool:
    """Whether a paragraph was deleted or moved away whole, its mark with it."""
    marks = (
        f"{W_NS}pPr/{W_NS}rPr/{W_NS}moveFrom",
        f"{W_NS}pPr/{W_NS}rPr/{W_NS}del",
        f"{W_NS}pPr/{W_NS}rPr/{W_NS}vanish",
    )
    return any(paragraph.find(path) is not None for path in marks) or paragraph.find(f"{W_NS}moveFrom") is not None


def _holds_points(cell: Any) -> bool:
    """Whether a cell holds sub-points: a paragraph behind the first that begins with a number or is counted."""
    later = [paragraph for paragraph in cell.iter(f"{W_NS}p") if _run_texts(paragraph).strip()][1:]
    return any(
        read_marks(collapse_spaces(_run_texts(paragraph))) or paragraph.find(f"{W_NS}pPr/{W_NS}numPr") is not None
        for paragraph in later
    )


def _enclosing_element(node: Any, name: str) -> Any:
    """The innermost element of a name that a node stands in."""
    return next(node.iterancestors(f"{W_NS}{name}"), None)
