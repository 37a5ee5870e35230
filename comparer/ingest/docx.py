"""Word documents to pieces: paragraphs with the numbers that Word counts, tables, notes, boxes, changes, comments."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from comparer.ingest.blocks import Block, Kind, Unreadable, clean, rows
from comparer.ingest.docx_numbering import Numbering, W
from comparer.ingest.numbering import marks

__all__ = ["blocks"]

LARGEST = 400_000_000
"""Bytes that a document may hold once it is unpacked; more is taken for a mistake or an attack."""

_OLD = b"\xd0\xcf\x11\xe0"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What the library says of a package that lacks a part differs from part to part.
_OF_A_LACKING_PART = (KeyError, ValueError, TypeError, AttributeError, OSError, EOFError, RuntimeError)
_BESIDE = {"header": "header", "footer": "footer", "comments": "comment"}
_BREAKS = {f"{W}tab": "\t", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}


def blocks(content: bytes) -> tuple[Block, ...]:
    """The pieces of a .docx file. Unreadable where it is none, is encrypted or broken."""
    return _Reader(_opened(content)).read()


def _opened(content: bytes) -> Any:
    if content.startswith(_OLD):
        raise Unreadable("it is encrypted, or an old .doc file", "save it as .docx without a password")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(one.file_size for one in archive.infolist()) > LARGEST:
                raise Unreadable("it unpacks to more than 400 MB", "save its text alone")
    except zipfile.BadZipFile as error:
        raise _broken() from error
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        return docx.Document(BytesIO(content))
    except (PackageNotFoundError, SyntaxError, zipfile.BadZipFile, zlib.error, *_OF_A_LACKING_PART) as error:
        raise _broken() from error


def _broken() -> Unreadable:
    return Unreadable("it is no readable Word document", "open it in a word processor and save it again as .docx")


class _Reader:
    def __init__(self, document: Any) -> None:
        self.document = document
        self.numbering = Numbering(document)
        self.notes = {**self._notes("footnotes"), **self._notes("endnotes")}
        self.called: set[tuple[str, str]] = set()
        self.count = 0
        self.deleted: list[tuple[str, str]] = []

    def read(self) -> tuple[Block, ...]:
        found = [*self._walk(self.document.element.body)]
        asides = [Block(text=f"struck out: {text}", where=where, kind=Kind.ASIDE) for where, text in self.deleted]
        asides += [
            Block(text=text, where="note", kind=Kind.ASIDE)
            for key, text in self.notes.items()
            if key not in self.called and text
        ]
        return (*found, *asides, *self._beside())

    def _walk(self, element: Any) -> Iterator[Block]:
        for child in element:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag not in (f"{W}sectPr", _FALLBACK) and len(child):
                yield from self._walk(child)

    def _paragraph(self, paragraph: Any) -> Iterator[Block]:
        self.count += 1
        where = f"paragraph {self.count}"
        style = self.numbering.style_of(paragraph)
        text, notes, lead = self._text(paragraph, where)
        label, indent = self.numbering.count(paragraph, style)
        text = clean(text)
        if text or notes:
            kind = Kind.TITLE if style.name == "title" else Kind.HEADING if style.heading else Kind.TEXT
            whole = clean(f"{label} {text}")
            yield Block(
                text=whole, where=where, kind=kind, level=style.heading or 1, indent=indent, lead=clean(lead),
                notes=notes, certain=bool(label), alone=True,
            )  # fmt: skip
        for box in paragraph.iter(f"{W}txbxContent"):
            if not any(above.tag == _FALLBACK for above in box.iterancestors()):
                yield from self._walk(box)

    def _text(self, paragraph: Any, where: str) -> tuple[str, tuple[str, ...], str]:
        """The text, its footnotes, and the run in bold that it begins with."""
        parts: list[str] = []
        notes: list[str] = []
        lead: list[str] = []
        bold = True
        for node in _inline(paragraph):
            if node.tag in (f"{W}t", _MATH):
                text = node.text or ""
                parts.append(text)
                if not lead and _is_number(text):
                    continue
                bold = bold and (_is_bold(node) or not text.strip())
                lead += [text] if bold else []
            elif node.tag == f"{W}delText":
                self.deleted.append((where, clean(node.text or "")))
            elif node.tag in _BREAKS:
                parts.append(_BREAKS[node.tag])
            elif node.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                key = (node.tag.removeprefix(W)[:4], node.get(f"{W}id", ""))
                if self.notes.get(key):
                    notes.append(self.notes[key])
                    self.called.add(key)
        return "".join(parts), tuple(notes), "" if bold else "".join(lead)

    def _table(self, table: Any) -> Iterator[Block]:
        where = f"table after paragraph {self.count}"
        own = [row for row in table.iter(f"{W}tr") if _around(row, "tbl") is table]
        lines = [[cell for cell in row.iter(f"{W}tc") if _around(cell, "tr") is row] for row in own]
        lines = [row for row in lines if row]
        if all(len(row) == 1 for row in lines):  # a frame around text
            for row in lines:
                yield from self._walk(row[0])
            return
        cells = []
        notes: list[str] = []
        for row in lines:
            texts = []
            for cell in row:
                found = [*self._walk(cell)]
                texts.append(" ".join(block.text for block in found))
                notes += [note for block in found for note in block.notes]
            cells.append(texts)
        yield from rows(cells, where)
        yield from (Block(text=note, where=where, kind=Kind.ASIDE) for note in notes)

    def _notes(self, name: str) -> dict[tuple[str, str], str]:
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
                        yield Block(text=text, where=name, kind=Kind.ASIDE)

    def _related(self, kind: str) -> Iterator[Any]:
        relations = self.document.part.rels.values()
        for one in sorted(relations, key=lambda one: (len(one.rId), one.rId)):
            if not one.is_external and one.reltype.rpartition("/")[2] == kind:
                yield one.target_part


def _parsed(part: Any) -> Any:
    from docx.oxml import parse_xml

    try:
        return part.element if hasattr(part, "element") else parse_xml(part.blob)
    except SyntaxError as error:
        raise _broken() from error


def _inline(element: Any) -> Iterator[Any]:
    """The nodes of a paragraph in order, without what stands in boxes of its own."""
    for child in element:
        if child.tag in (f"{W}pPr", f"{W}rPr", f"{W}txbxContent", _FALLBACK):
            continue
        yield child
        yield from _inline(child)


def _words(paragraph: Any) -> str:
    return "".join(
        (node.text or "") if node.tag in (f"{W}t", _MATH, f"{W}delText") else _BREAKS.get(node.tag, "")
        for node in paragraph.iter()
    )


def _is_number(text: str) -> bool:
    return any(not found.rest for found in marks(text.strip()))


def _is_bold(text: Any) -> bool:
    bold = text.getparent().find(f"{W}rPr/{W}b")
    return bold is not None and bold.get(f"{W}val", "1") not in ("0", "false", "none")


def _around(node: Any, name: str) -> Any:
    """The innermost element of a name that a node stands in."""
    return next(node.iterancestors(f"{W}{name}"), None)
