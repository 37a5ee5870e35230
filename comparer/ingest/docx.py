"""Word documents to pieces: paragraphs with the numbers that Word counts, tables, notes, boxes, changes, comments."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from comparer.ingest.blocks import Block, BlockKind, ImportFailure, collapse_spaces, table_row_blocks
from comparer.ingest.docx_numbering import W_NS, Numbering
from comparer.ingest.numbering import parse_printed_numbers

__all__ = ["parse_blocks"]

MAX_UNPACKED_BYTES = 400_000_000
"""Bytes that a document may hold once it is unpacked; more is taken for a mistake or an attack."""

_OLE_SIGNATURE = b"\xd0\xcf\x11\xe0"
_MATH_TEXT_TAG = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK_TAG = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What the library says of a package that lacks a part differs from part to part.
_MISSING_PART_ERRORS = (KeyError, ValueError, TypeError, AttributeError, OSError, EOFError, RuntimeError)
_ASIDE_LOCATIONS = {"header": "header", "footer": "footer", "comments": "comment"}
_TEXT_BY_BREAK_TAG = {
    f"{W_NS}tab": "\t",
    f"{W_NS}br": " ",
    f"{W_NS}cr": " ",
    f"{W_NS}noBreakHyphen": "-",
    f"{W_NS}softHyphen": "",
}


def parse_blocks(content: bytes) -> tuple[Block, ...]:
    """The pieces of a .docx file. Unreadable where it is none, is encrypted or broken."""
    return _DocumentReader(_open_document(content)).read_document()


def _open_document(content: bytes) -> Any:
    if content.startswith(_OLE_SIGNATURE):
        raise ImportFailure("it is encrypted, or an old .doc file", "save it as .docx without a password")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MAX_UNPACKED_BYTES:
                raise ImportFailure("it unpacks to more than 400 MB", "save its text alone")
    except zipfile.BadZipFile as error:
        raise _broken_document() from error
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        return docx.Document(BytesIO(content))
    except (PackageNotFoundError, SyntaxError, zipfile.BadZipFile, zlib.error, *_MISSING_PART_ERRORS) as error:
        raise _broken_document() from error


def _broken_document() -> ImportFailure:
    return ImportFailure("it is no readable Word document", "open it in a word processor and save it again as .docx")


class _DocumentReader:
    def __init__(self, document: Any) -> None:
        self.document = document
        self.numbering = Numbering(document)
        self.note_texts = {**self._read_notes("footnotes"), **self._read_notes("endnotes")}
        self.called_notes: set[tuple[str, str]] = set()
        self.paragraph_count = 0
        self.deleted_texts: list[tuple[str, str]] = []

    def read_document(self) -> tuple[Block, ...]:
        body_blocks = [*self._walk_blocks(self.document.element.body)]
        asides = [
            Block(text=f"struck out: {text}", location=location, kind=BlockKind.ASIDE)
            for location, text in self.deleted_texts
        ]
        asides += [
            Block(text=text, location="note", kind=BlockKind.ASIDE)
            for key, text in self.note_texts.items()
            if key not in self.called_notes and text
        ]
        return (*body_blocks, *asides, *self._aside_blocks())

    def _walk_blocks(self, element: Any) -> Iterator[Block]:
        for child in element:
            if child.tag == f"{W_NS}p":
                yield from self._paragraph_blocks(child)
            elif child.tag == f"{W_NS}tbl":
                yield from self._table_blocks(child)
            elif child.tag not in (f"{W_NS}sectPr", _FALLBACK_TAG) and len(child):
                yield from self._walk_blocks(child)

    def _paragraph_blocks(self, paragraph: Any) -> Iterator[Block]:
        self.paragraph_count += 1
        location = f"paragraph {self.paragraph_count}"
        style = self.numbering.paragraph_style(paragraph)
        text, notes, lead = self._paragraph_text(paragraph, location)
        label, indent = self.numbering.count_paragraph(paragraph, style)
        text = collapse_spaces(text)
        if text or notes:
            kind = (
                BlockKind.TITLE
                if style.name == "title"
                else BlockKind.HEADING
                if style.heading_level
                else BlockKind.TEXT
            )
            numbered_text = collapse_spaces(f"{label} {text}")
            yield Block(
                text=numbered_text,
                location=location,
                kind=kind,
                level=style.heading_level or 1,
                indent=indent,
                bold_lead=collapse_spaces(lead),
                notes=notes,
                has_counted_number=bool(label),
                stands_alone=True,
            )
        for box in paragraph.iter(f"{W_NS}txbxContent"):
            if not any(ancestor.tag == _FALLBACK_TAG for ancestor in box.iterancestors()):
                yield from self._walk_blocks(box)

    def _paragraph_text(self, paragraph: Any, location: str) -> tuple[str, tuple[str, ...], str]:
        """The text, its footnotes, and the run in bold that it begins with."""
        parts: list[str] = []
        notes: list[str] = []
        lead_texts: list[str] = []
        is_bold = True
        for node in _inline_nodes(paragraph):
            if node.tag in (f"{W_NS}t", _MATH_TEXT_TAG):
                text = node.text or ""
                parts.append(text)
                if not lead_texts and _is_number_alone(text):
                    continue
                is_bold = is_bold and (_is_bold_run(node) or not text.strip())
                lead_texts += [text] if is_bold else []
            elif node.tag == f"{W_NS}delText":
                self.deleted_texts.append((location, collapse_spaces(node.text or "")))
            elif node.tag in _TEXT_BY_BREAK_TAG:
                parts.append(_TEXT_BY_BREAK_TAG[node.tag])
            elif node.tag in (f"{W_NS}footnoteReference", f"{W_NS}endnoteReference"):
                key = (node.tag.removeprefix(W_NS)[:4], node.get(f"{W_NS}id", ""))
                if self.note_texts.get(key):
                    notes.append(self.note_texts[key])
                    self.called_notes.add(key)
        return "".join(parts), tuple(notes), "" if is_bold else "".join(lead_texts)

    def _table_blocks(self, table: Any) -> Iterator[Block]:
        location = f"table after paragraph {self.paragraph_count}"
        own_rows = [row for row in table.iter(f"{W_NS}tr") if _innermost_ancestor(row, "tbl") is table]
        cells_by_row = [
            [cell for cell in row.iter(f"{W_NS}tc") if _innermost_ancestor(cell, "tr") is row] for row in own_rows
        ]
        cells_by_row = [row for row in cells_by_row if row]
        if all(len(row) == 1 for row in cells_by_row):  # a frame around text
            for row in cells_by_row:
                yield from self._walk_blocks(row[0])
            return
        row_texts = []
        notes: list[str] = []
        for row in cells_by_row:
            cell_texts = []
            for cell in row:
                cell_blocks = [*self._walk_blocks(cell)]
                cell_texts.append(" ".join(block.text for block in cell_blocks))
                notes += [note for block in cell_blocks for note in block.notes]
            row_texts.append(cell_texts)
        yield from table_row_blocks(row_texts, location)
        yield from (Block(text=note, location=location, kind=BlockKind.ASIDE) for note in notes)

    def _read_notes(self, name: str) -> dict[tuple[str, str], str]:
        notes = {}
        for part in self._related_parts(name):
            for note in _parse_part(part):
                if note.get(f"{W_NS}type") in (None, "normal"):
                    text = " ".join(_text_of_element(paragraph) for paragraph in note.iter(f"{W_NS}p"))
                    notes[(name[:4], note.get(f"{W_NS}id", ""))] = collapse_spaces(text)
        return notes

    def _aside_blocks(self) -> Iterator[Block]:
        reported_texts = set()
        for kind, location in _ASIDE_LOCATIONS.items():
            for part in self._related_parts(kind):
                for paragraph in _parse_part(part).iter(f"{W_NS}p"):
                    text = collapse_spaces(_text_of_element(paragraph))
                    if text and (location, text) not in reported_texts:
                        reported_texts.add((location, text))
                        yield Block(text=text, location=location, kind=BlockKind.ASIDE)

    def _related_parts(self, kind: str) -> Iterator[Any]:
        relations = self.document.part.rels.values()
        for relation in sorted(relations, key=lambda relation: (len(relation.rId), relation.rId)):
            if not relation.is_external and relation.reltype.rpartition("/")[2] == kind:
                yield relation.target_part


def _parse_part(part: Any) -> Any:
    from docx.oxml import parse_xml

    try:
        return part.element if hasattr(part, "element") else parse_xml(part.blob)
    except SyntaxError as error:
        raise _broken_document() from error


def _inline_nodes(element: Any) -> Iterator[Any]:
    """The nodes of a paragraph in order, without what stands in boxes of its own."""
    for child in element:
        if child.tag in (f"{W_NS}pPr", f"{W_NS}rPr", f"{W_NS}txbxContent", _FALLBACK_TAG):
            continue
        yield child
        yield from _inline_nodes(child)


def _text_of_element(element: Any) -> str:
    return "".join(
        (node.text or "")
        if node.tag in (f"{W_NS}t", _MATH_TEXT_TAG, f"{W_NS}delText")
        else _TEXT_BY_BREAK_TAG.get(node.tag, "")
        for node in element.iter()
    )


def _is_number_alone(text: str) -> bool:
    return any(not number.rest for number in parse_printed_numbers(text.strip()))


def _is_bold_run(text_node: Any) -> bool:
    bold_node = text_node.getparent().find(f"{W_NS}rPr/{W_NS}b")
    return bold_node is not None and bold_node.get(f"{W_NS}val", "1") not in ("0", "false", "none")


def _innermost_ancestor(node: Any, name: str) -> Any:
    """The innermost element of a name that a node stands in."""
    return next(node.iterancestors(f"{W_NS}{name}"), None)
