"""XML to pieces: Akoma Ntoso and other markup of laws and resolutions, by the names that elements have there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from comparer.ingest.blocks import Block, ImportFailure, Kind, Reading, clean, count_signs
from comparer.ingest.inline_text import InlineText, raised
from comparer.resources.tables import table

__all__ = ["read_xml"]

MAX_NESTING = 120
"""How deep elements may be nested."""


@cache
def _names() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(word.lower() for word in words) for name, words in table("document_tags")["xml"].items()}


def read_xml(content: bytes) -> Reading:
    """The pieces of an XML document. ImportFailure where it is broken, nested too deeply, or holds no text."""
    from lxml import etree  # type: ignore[import-untyped]

    # Nothing is fetched, and no entity of the document's own is put in: both are ways to attack a reader.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(content.lstrip(), parser)
    except etree.XMLSyntaxError as error:
        if "xcessive depth" in str(error):
            raise ImportFailure("its elements are nested too deeply", "save its text as .txt or .docx") from error
        line = f"line {error.lineno}" if getattr(error, "lineno", None) else "it"
        raise ImportFailure(
            f"it is not well-formed XML: {line}: {_reason(error)}", "mend it, or save its text"
        ) from error
    except ValueError as error:
        raise ImportFailure("it is not readable XML", "save it as UTF-8") from error
    names = {_name(node) for node in root.iter() if isinstance(node.tag, str)}
    if _name(root) == "html":
        from comparer.ingest.html import read_html

        return read_html(content)
    if "document" in names and any("wordprocessingml" in str(node.tag) for node in root.iter()):
        raise ImportFailure("it is a Word document saved as XML", "save it as .docx")
    reader = _Reader(root)
    reader.read()
    return Reading(
        blocks=reader.blocks, signs=count_signs(_visible(root)), doubts=reader.doubts, title=reader.title, nested=True
    )


def _reason(error: Exception) -> str:
    return clean(re.sub(r", line \d+, column \d+.*", "", str(error)))[:120]


def _name(node: Any) -> str:
    return str(node.tag).rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def _visible(root: Any) -> Iterator[str]:
    """Every text outside what is passed over, in the order of the tree."""
    passed = _names()["passed"]
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node.tag, str) and _name(node) not in passed:
            if node.text:
                yield node.text
            stack += node
        if node.tail and node is not root:
            yield node.tail


class _Reader:
    """Walks the tree once. An element with a number of its own is a point; those of groups are headings."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self.blocks: list[Block] = []
        self.doubts: list[tuple[str, str]] = []
        self.title = ""
        self.count = 0
        self.pending: tuple[str, int, str] | None = None  # number, depth and heading that wait for their text

    def read(self) -> None:
        self._walk(self.root, 0, 0)
        self._spend()

    def _walk(self, node: Any, depth: int, level: int) -> None:
        """A node that is no line of text: `depth` counts the numbered elements above, `level` all elements."""
        if level > MAX_NESTING:
            raise ImportFailure("its elements are nested too deeply", "save its text as .txt or .docx")
        if self._is_line(node):
            self._line(node, depth)
            return
        number = self._child_text(node, "number")
        heading = self._child_text(node, "heading") if number or _name(node) in _names()["groups"] else ""
        inner = depth
        if _name(node) in _names()["groups"] and (number or heading):
            self._spend()
            self.blocks.append(
                Block(
                    text=clean(f"{number} {heading}"),
                    where=self._where(node),
                    kind=Kind.HEADING,
                    level=self._group_level(node),
                    alone=True,
                )
            )
        elif number:
            self._spend()
            self.pending = (number, depth, heading)
            inner = depth + 1
        self._loose(node.text, node, inner)
        for child in node:
            self._child(child, node, inner, level, skipped=bool(number or heading))
        if number and self.pending:
            self._spend()

    def _child(self, child: Any, node: Any, depth: int, level: int, *, skipped: bool) -> None:
        names = _names()
        name = _name(child)
        if (
            not name
            or name in names["passed"]
            or (skipped and name in names["number"] | names["heading"] and child in self._own(node, name))
        ):
            pass
        elif name in names["beside"] or name in names["note"]:
            self._beside(child)
        elif name in names["quoted"]:
            self._add(Block(text=clean(" ".join(child.itertext())), where=self._where(child), quoted=True), depth)
        elif name in names["closing"]:
            for line in self._lines(child):
                self._add(replace(line, closing=True), depth)
        else:
            self._walk(child, depth, level + 1)
        self._loose(child.tail, child, depth)

    @staticmethod
    def _own(node: Any, name: str) -> list[Any]:
        """The first child of a kind: the element's own number or heading."""
        kind = "number" if name in _names()["number"] else "heading"
        return [child for child in node if _name(child) in _names()[kind]][:1]

    def _child_text(self, node: Any, kind: str) -> str:
        found = [child for child in node if _name(child) in _names()[kind]]
        return clean("".join(found[0].itertext())) if found else ""

    @staticmethod
    def _group_level(node: Any) -> int:
        return 1 + sum(_name(above) in _names()["groups"] for above in node.iterancestors())

    def _is_line(self, node: Any) -> bool:
        """Whether an element is one line of text: no part of it is more than a part of a line."""
        names = _names()
        above_line = names["blocks"] | names["number"] | names["heading"] | names["quoted"]
        if any(_name(below) in above_line for below in node.iterdescendants() if isinstance(below.tag, str)):
            return False
        mixed = bool((node.text or "").strip()) or any((child.tail or "").strip() for child in node)
        return mixed or not len(node) or _name(node) in names["lines"]

    def _line(self, node: Any, depth: int) -> None:
        inline = self._inline(node)
        where = self._where(node)
        if _name(node) in _names()["title"] or node.find(".//{*}docTitle") is not None:
            self.title = self.title or clean(inline.text())
            self.blocks.append(Block(text=clean(inline.text()), where=where, kind=Kind.TITLE, alone=True))
            return
        if _name(node) in _names()["heading"]:
            self._spend()
            text = clean(inline.text())
            if text:
                self.blocks.append(
                    Block(text=text, where=where, kind=Kind.HEADING, level=self._group_level(node), alone=True)
                )
            return
        for block in inline.blocks(where):
            self._add(block, depth)
        self.blocks += inline.asides(where)

    def _lines(self, node: Any) -> Iterator[Block]:
        inline = self._inline(node)
        yield from inline.blocks(self._where(node))
        self.blocks += inline.asides(self._where(node))

    def _add(self, block: Block, depth: int) -> None:
        if not block.text and not block.notes:
            return
        self.count += 1
        if self.pending:
            number, own_depth, heading = self.pending
            self.pending = None
            text = f"{heading}. {block.text}" if heading else block.text
            self.blocks.append(
                replace(block, text=text, number=number, depth=own_depth, lead=f"{heading}." if heading else block.lead)
            )
        else:
            self.blocks.append(replace(block, depth=depth))

    def _spend(self) -> None:
        """A number under which no text came stands by itself."""
        if self.pending:
            number, depth, heading = self.pending
            self.pending = None
            self.blocks.append(Block(text=heading, where=f"paragraph {self.count}", number=number, depth=depth))

    def _loose(self, text: str | None, node: Any, depth: int) -> None:
        if text and text.strip():
            self._add(Block(text=clean(text), where=self._where(node)), depth)

    def _beside(self, node: Any) -> None:
        """What stands before, behind or beside the text: told, and searched for the title."""
        for title in node.iter("{*}docTitle"):
            text = clean("".join(title.itertext()))
            if text and not self.title:
                self.title = text
                self.blocks.append(Block(text=text, where=self._where(node), kind=Kind.TITLE, alone=True))
        lines = [clean("".join(line.itertext())) for line in node.iter() if _name(line) == "p"]
        whole = clean(" ".join(node.itertext()))
        text = (
            " | ".join(filter(None, lines))
            if len("".join(lines).replace(" ", "")) >= len(whole.replace(" ", ""))
            else whole
        )
        if text:
            self.blocks.append(Block(text=text, where=_name(node), kind=Kind.ASIDE))

    def _inline(self, node: Any) -> InlineText:
        found = InlineText()
        self._fill(found, node, "", False, False)
        return found

    def _fill(self, found: InlineText, node: Any, gone: str, bold: bool, lifted: bool) -> None:
        found.add(self._spaced(node.text, lifted), bold=bold, gone=gone)
        for child in node:
            name = _name(child)
            if name in _names()["note"]:
                found.notes.append(clean(" ".join(child.itertext())))
            elif name in ("br", "eol"):
                found.add("\n")
            elif name and name not in _names()["passed"]:
                struck = "struck out" if name in _names()["struck"] else gone
                self._fill(found, child, struck, bold or name in ("b", "strong"), lifted or name == "sup")
                if struck != gone:
                    found.end_aside()
            found.add(self._spaced(child.tail, lifted), bold=bold, gone=gone)

    @staticmethod
    def _spaced(text: str | None, lifted: bool) -> str:
        spaced = re.sub(r"\s+", " ", text or "")
        return raised(spaced) if lifted else spaced

    @staticmethod
    def _where(node: Any) -> str:
        return f"line {node.sourceline}" if node.sourceline else _name(node)
