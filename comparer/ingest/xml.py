"""XML to pieces: Akoma Ntoso and other markup of laws and resolutions, by the names that elements have there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from comparer.ingest.blocks import Block, BlockKind, ImportFailure, Reading, collapse_spaces, count_signs
from comparer.ingest.inline_text import InlineText, mark_raised_figures
from comparer.ingest.line_signs import join_broken_words
from comparer.resources.tables import load_table

__all__ = ["read_xml"]

_HEADING_ENDS = (".", ":", "–", "—", "!", "?")
MAX_NESTING = 120
"""How deep elements may be nested."""


@cache
def _element_names() -> Mapping[str, frozenset[str]]:
    return {
        name: frozenset(word.lower() for word in words) for name, words in load_table("document_tags")["xml"].items()
    }


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
            f"it is not well-formed XML: {line}: {_parse_failure(error)}", "mend it, or save its text"
        ) from error
    except ValueError as error:
        raise ImportFailure("it is not readable XML", "save it as UTF-8") from error
    names = {_local_name(node) for node in root.iter() if isinstance(node.tag, str)}
    if _local_name(root) == "html":
        from comparer.ingest.html import read_html

        return read_html(content)
    if "document" in names and any("wordprocessingml" in str(node.tag) for node in root.iter()):
        raise ImportFailure("it is a Word document saved as XML", "save it as .docx")
    reader = _Reader(root)
    reader.read()
    return Reading(
        blocks=reader.blocks,
        signs=count_signs(_element_signs(root)),
        doubts=reader.doubts,
        title=reader.title,
        nested=True,
    )


def _parse_failure(error: Exception) -> str:
    return collapse_spaces(re.sub(r", line \d+, column \d+.*", "", str(error)))[:120]


def _local_name(node: Any) -> str:
    return str(node.tag).rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def _element_signs(root: Any) -> Iterator[str]:
    """Every text outside what is passed over, in the order of the tree."""
    passed = _element_names()["passed"]
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node.tag, str) and _local_name(node) not in passed:
            if node.text:
                yield node.text
            stack += node
        if node.tail and node is not root:
            yield node.tail


def _texts_outside_notes(node: Any) -> Iterator[str]:
    names = _element_names()
    if isinstance(node.tag, str) and _local_name(node) not in names["note"] | names["page"]:
        yield node.text or ""
        for child in node:
            yield from _texts_outside_notes(child)
            yield child.tail or ""


def _is_quoted_structure(node: Any, above_line: frozenset[str]) -> bool:
    """Whether a quotation holds points of its own; one of some words is a part of its line."""
    if _local_name(node) not in _element_names()["quoted"]:
        return False
    return any(_local_name(below) in above_line for below in node.iterdescendants() if isinstance(below.tag, str))


def _note_text(node: Any) -> str:
    """The text of a note, its paragraphs one after the other."""
    lines = ["".join(below.itertext()) for below in node.iter() if _local_name(below) == "p"]
    whole = collapse_spaces("".join(node.itertext()))
    return (
        collapse_spaces(" ".join(lines))
        if len("".join("".join(lines).split())) >= len(whole.replace(" ", ""))
        else whole
    )


def _elements_of_line(node: Any) -> Iterator[Any]:
    """The elements below a node, but for those inside its notes and inside words that it quotes."""
    names = _element_names()
    for child in node:
        yield child
        if _local_name(child) not in names["quotedwords"] | names["note"]:
            yield from _elements_of_line(child)


class _Reader:
    """Walks the tree once. An element with a number of its own is a point; those of groups are headings."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self.blocks: list[Block] = []
        self.doubts: list[tuple[str, str]] = []
        self.title = ""
        self.count = 0
        self.pages: list[str] = []
        self.pending: tuple[str, int, str] | None = None  # number, depth and heading that wait for their text

    def read(self) -> None:
        self._walk_children(self.root, 0, 0)
        self._spend_text()
        if self.pages:
            self.blocks.append(Block(text=", ".join(self.pages), location="page numbers", kind=BlockKind.ASIDE))

    def _walk_children(self, node: Any, depth: int, level: int) -> None:
        """A node that is no line of text: `depth` counts the numbered elements above, `level` all elements."""
        if level > MAX_NESTING:
            raise ImportFailure("its elements are nested too deeply", "save its text as .txt or .docx")
        if self._is_line(node):
            self._read_line(node, depth)
            return
        number = self._child_text(node, "number")
        heading = self._child_text(node, "heading") if number or _local_name(node) in _element_names()["groups"] else ""
        inner = depth
        if _local_name(node) in _element_names()["groups"] and (number or heading):
            self._spend_text()
            self.blocks.append(
                Block(
                    text=collapse_spaces(f"{number} {heading}"),
                    location=self._element_location(node),
                    kind=BlockKind.HEADING,
                    level=self._group_level(node),
                    stands_alone=True,
                )
            )
        elif number:
            self._spend_text()
            self.pending = (number, depth, heading)
            inner = depth + 1
        self._walk_mixed(node, inner, level, skipped=bool(number or heading))
        if number and self.pending:
            self._spend_text()

    def _walk_mixed(self, node: Any, depth: int, level: int, *, skipped: bool) -> None:
        """The children in order; text with words marked in it is one line up to the next element that is none."""
        line = InlineText()
        line.add(self._space_text(node.text, lifted=False))
        for child in node:
            if line.text().strip() and self._is_inline(child):
                self._fill_child(line, child, "", bold=False, lifted=False)
                continue
            self._end_line(line, node, depth)
            self._read_element(child, node, depth, level, skipped=skipped)
            line = InlineText()
            line.add(self._space_text(child.tail, lifted=False))
        self._end_line(line, node, depth)

    def _end_line(self, line: InlineText, node: Any, depth: int) -> None:
        """Keep a line of loose text; signs alone, as a stop behind a quotation, belong to what stands before."""
        location = self._element_location(node)
        text = collapse_spaces(line.text())
        if text and not any(map(str.isalnum, text)) and self.blocks and not self.pending:
            self.blocks[-1] = replace(self.blocks[-1], text=f"{self.blocks[-1].text}{text}")
            return
        for block in line.blocks(location):
            self._add_block(block, depth)
        self.blocks += line.asides(location)

    def _is_inline(self, child: Any) -> bool:
        names = _element_names()
        own = names["beside"] | names["quoted"] | names["closing"] | names["groups"] | names["lines"]
        line_parts = names["blocks"] | names["number"] | names["heading"]
        if _local_name(child) in names["quotedwords"]:
            return True
        return not any(_local_name(each) in own | line_parts for each in (child, *_elements_of_line(child)))

    def _read_element(self, child: Any, node: Any, depth: int, level: int, *, skipped: bool) -> None:
        names = _element_names()
        name = _local_name(child)
        if (
            not name
            or name in names["passed"]
            or (skipped and name in names["number"] | names["heading"] and child in self._own_number(node, name))
        ):
            pass
        elif name in names["page"]:
            self._keep_page_number(child)
        elif name in names["beside"] or name in names["note"]:
            self._add_aside(child)
        elif name in names["quoted"]:
            self._add_block(
                Block(
                    text=collapse_spaces(" ".join(child.itertext())),
                    location=self._element_location(child),
                    is_quoted=True,
                ),
                depth,
            )
        elif name in names["closing"]:
            for line in self._read_lines(child):
                self._add_block(replace(line, closing=True), depth)
        else:
            self._walk_children(child, depth, level + 1)

    def _keep_page_number(self, node: Any) -> None:
        if page := collapse_spaces("".join(node.itertext())):
            self.pages.append(page)

    @staticmethod
    def _own_number(node: Any, name: str) -> list[Any]:
        """The first child of a kind: the element's own number or heading."""
        kind = "number" if name in _element_names()["number"] else "heading"
        return [child for child in node if _local_name(child) in _element_names()[kind]][:1]

    def _child_text(self, node: Any, kind: str) -> str:
        children = [child for child in node if _local_name(child) in _element_names()[kind]]
        if not children:
            return ""
        for below in children[0].iter():
            if _local_name(below) in _element_names()["note"]:
                self._add_aside(below)
            elif _local_name(below) in _element_names()["page"]:
                self._keep_page_number(below)
        return collapse_spaces("".join(_texts_outside_notes(children[0])))

    @staticmethod
    def _group_level(node: Any) -> int:
        return 1 + sum(_local_name(above) in _element_names()["groups"] for above in node.iterancestors())

    def _is_line(self, node: Any) -> bool:
        """Whether an element is one line of text: no part of it is more than a part of a line."""
        names = _element_names()
        above_line = names["blocks"] | names["number"] | names["heading"]
        for below in _elements_of_line(node):
            is_text = isinstance(below.tag, str)
            if is_text and (_local_name(below) in above_line or _is_quoted_structure(below, above_line)):
                return False
        mixed = bool((node.text or "").strip()) or any((child.tail or "").strip() for child in node)
        return mixed or not len(node) or _local_name(node) in names["lines"]

    def _read_line(self, node: Any, depth: int) -> None:
        inline = self._inline_of_element(node)
        location = self._element_location(node)
        if _local_name(node) in _element_names()["title"] or node.find(".//{*}docTitle") is not None:
            self.title = self.title or collapse_spaces(inline.text())
            self.blocks.append(
                Block(text=collapse_spaces(inline.text()), location=location, kind=BlockKind.TITLE, stands_alone=True)
            )
            return
        if _local_name(node) in _element_names()["heading"]:
            self._spend_text()
            text = collapse_spaces(inline.text())
            if text:
                self.blocks.append(
                    Block(
                        text=text,
                        location=location,
                        kind=BlockKind.HEADING,
                        level=self._group_level(node),
                        stands_alone=True,
                    )
                )
            return
        for block in inline.blocks(location):
            self._add_block(block, depth)
        self.blocks += inline.asides(location)

    def _read_lines(self, node: Any) -> Iterator[Block]:
        inline = self._inline_of_element(node)
        yield from inline.blocks(self._element_location(node))
        self.blocks += inline.asides(self._element_location(node))

    def _add_block(self, block: Block, depth: int) -> None:
        if not block.text and not block.notes:
            return
        self.count += 1
        if self.pending:
            number, own_depth, heading = self.pending
            self.pending = None
            lead = heading if not heading or heading.endswith(_HEADING_ENDS) else f"{heading}."
            text = f"{lead} {block.text}" if heading else block.text
            self.blocks.append(
                replace(
                    block,
                    text=text,
                    number=number,
                    depth=own_depth,
                    bold_lead=lead or block.bold_lead,
                )
            )
        else:
            self.blocks.append(replace(block, depth=depth))

    def _spend_text(self) -> None:
        """A number under which no text came stands by itself."""
        if self.pending:
            number, depth, heading = self.pending
            self.pending = None
            self.blocks.append(Block(text=heading, location=f"paragraph {self.count}", number=number, depth=depth))

    def _add_aside(self, node: Any) -> None:
        """What stands before, behind or beside the text: told, and searched for the title."""
        for title in node.iter("{*}docTitle"):
            text = collapse_spaces("".join(title.itertext()))
            if text and not self.title:
                self.title = text
                self.blocks.append(
                    Block(text=text, location=self._element_location(node), kind=BlockKind.TITLE, stands_alone=True)
                )
        lines = [collapse_spaces("".join(line.itertext())) for line in node.iter() if _local_name(line) == "p"]
        whole = collapse_spaces(" ".join(node.itertext()))
        text = (
            " | ".join(filter(None, lines))
            if len("".join(lines).replace(" ", "")) >= len(whole.replace(" ", ""))
            else whole
        )
        if text:
            self.blocks.append(Block(text=text, location=_local_name(node), kind=BlockKind.ASIDE))

    def _inline_of_element(self, node: Any) -> InlineText:
        inline = InlineText()
        self._fill_inline(inline, node, "", False, False)
        return inline

    def _fill_inline(self, inline: InlineText, node: Any, gone: str, bold: bool, lifted: bool) -> None:
        inline.add(self._space_text(node.text, lifted), bold=bold, gone=gone)
        for child in node:
            self._fill_child(inline, child, gone, bold, lifted)

    def _fill_child(self, inline: InlineText, child: Any, gone: str, bold: bool, lifted: bool) -> None:
        """One element of a line and the text behind it."""
        name = _local_name(child)
        if name in _element_names()["note"]:
            inline.notes.append(_note_text(child))
        elif name in _element_names()["page"]:
            self._keep_page_number(child)
        elif name in ("br", "eol"):
            inline.add("\n")
        elif name and name not in _element_names()["passed"]:
            struck = "struck out" if name in _element_names()["struck"] else gone
            self._fill_inline(inline, child, struck, bold or name in ("b", "strong"), lifted or name == "sup")
            if struck != gone:
                inline.end_aside()
        inline.add(self._space_text(child.tail, lifted), bold=bold, gone=gone)

    @staticmethod
    def _space_text(text: str | None, lifted: bool) -> str:
        spaced = re.sub(r"\s+", " ", join_broken_words(text or ""))
        return mark_raised_figures(spaced) if lifted else spaced

    @staticmethod
    def _element_location(node: Any) -> str:
        return f"line {node.sourceline}" if node.sourceline else _local_name(node)
