"""WordprocessingML as text: runs, paragraphs, tables and tracked changes. Every string that comes in is made safe."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import count

from comparer.report.formats.office.package import DOCUMENT_AUTHOR, document_timestamp
from comparer.report.formats.office.text import cut_safe_text, make_xml_safe
from comparer.report.words.redline import RedlineOp

WORD_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

CELL_INDENT_TWIPS = 70
"""Space between the edge of a cell and its text, in twips: tables are moved in by it, to stand under the text."""


MAX_BOOKMARK_NAME_CHARS = 40


@dataclass(frozen=True, slots=True)
class FilledCell:
    """A cell of a table: its paragraphs, on a background of six hexadecimal digits where one is given."""

    content: str
    fill_colour: str = ""


class TrackedChanges:
    """Makes the markup of one document. Tracked changes are numbered in the order in which they are made."""

    def __init__(self, as_of: str) -> None:
        self._revision_ids = count(1)
        self._author_attributes = f'w:author="{DOCUMENT_AUTHOR}" w:date="{document_timestamp(as_of).isoformat()}Z"'
        self._bookmark_names: set[str] = set()

    def bookmark_markup(self, *names: str) -> str:
        """Places that links and scripts can find and no reader sees, each name once in the document.

        A word processor hides the bookmarks whose names begin with an underscore.
        """
        markup = ""
        for name in names:
            bookmark_name = "_" + re.sub(r"\W+", "_", name, flags=re.ASCII)[: MAX_BOOKMARK_NAME_CHARS - 1]
            if name and bookmark_name not in self._bookmark_names:
                self._bookmark_names.add(bookmark_name)
                bookmark_id = next(self._revision_ids)
                markup += f'<w:bookmarkStart w:id="{bookmark_id}" w:name="{bookmark_name}"/>'
                markup += f'<w:bookmarkEnd w:id="{bookmark_id}"/>'
        return markup

    def redline_markup(self, ops: Sequence[RedlineOp]) -> str:
        """A redline as tracked changes: rejecting them leaves the text before, accepting them the text after."""
        move_names = {op.move: f"move{next(self._revision_ids)}" for op in ops if op.move}
        return "".join(self._op_markup(op, move_names.get(op.move, "")) for op in ops)

    def _op_markup(self, op: RedlineOp, move_name: str) -> str:
        if op.kind == "keep":
            return run_markup(op.text)
        if move_name:
            return self._move_markup(op, move_name)
        if op.kind == "delete":
            return (
                f'<w:del w:id="{next(self._revision_ids)}" {self._author_attributes}'
                f">{_run_element(op.text, '', 'delText')}</w:del>"
            )
        return f'<w:ins w:id="{next(self._revision_ids)}" {self._author_attributes}>{run_markup(op.text)}</w:ins>'

    def _move_markup(self, op: RedlineOp, move_name: str) -> str:
        tag = "moveFrom" if op.kind == "delete" else "moveTo"
        range_id = next(self._revision_ids)
        return (
            f'<w:{tag}RangeStart w:id="{range_id}" {self._author_attributes} w:name="{move_name}"/>'
            f'<w:{tag} w:id="{next(self._revision_ids)}" {self._author_attributes}>{run_markup(op.text)}</w:{tag}>'
            f'<w:{tag}RangeEnd w:id="{range_id}"/>'
        )


def run_markup(text: str, style: str = "", fill_colour: str = "") -> str:
    """A stretch of text in a character style, on a background where `shade` is a colour such as `FFEECC`."""
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill_colour}"/>' if fill_colour else ""
    return _run_element(text, properties, "t")


def paragraph_markup(content: str, style: str = "Cell", new_page: bool = False) -> str:
    page_break = "<w:pageBreakBefore/>" if new_page else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{page_break}</w:pPr>{content}</w:p>'


def text_paragraph(text: str, style: str = "Cell") -> str:
    """A paragraph of one plain text."""
    return paragraph_markup(run_markup(cut_safe_text(text, limit=1_000_000)), style)


def table_markup(
    widths: Sequence[int], headings: Sequence[str], rows: Iterable[Sequence[str | FilledCell]], whole_rows: bool = True
) -> str:
    """A table whose heading row comes again on each page; `whole_rows` do not run over to the next.

    Headings are text, cells are paragraphs, widths are in twips.
    """
    grid_columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    heading_cells = [text_paragraph(heading, "CellHead") for heading in headings]
    table_rows = [_table_row_markup(widths, heading_cells, is_heading=True, keep_whole=True)]
    table_rows += [_table_row_markup(widths, row, keep_whole=whole_rows) for row in rows]
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Comparison"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{CELL_INDENT_TWIPS}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr>'
        f"<w:tblGrid>{grid_columns}</w:tblGrid>{''.join(table_rows)}</w:tbl>{paragraph_markup('', 'Gap')}"
    )


def field_markup(instruction: str) -> str:
    """A number that the word processor fills in, such as PAGE."""
    char_types = ("begin", "separate", "end")
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{char_type}"/></w:r>' for char_type in char_types)
    return (
        f'{begin}<w:r><w:instrText xml:space="preserve"> {instruction}'
        f" </w:instrText></w:r>{separate}{run_markup('1')}{end}"
    )


def _table_row_markup(
    widths: Sequence[int], cells: Sequence[str | FilledCell], *, keep_whole: bool, is_heading: bool = False
) -> str:
    properties = ("<w:cantSplit/>" if keep_whole else "") + ("<w:tblHeader/>" if is_heading else "")
    properties = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    cells_markup = "".join(_cell_markup(width, cell) for width, cell in zip(widths, cells, strict=True))
    return f"<w:tr>{properties}{cells_markup}</w:tr>"


def _cell_markup(width: int, cell: str | FilledCell) -> str:
    content, fill_colour = (cell, "") if isinstance(cell, str) else (cell.content, cell.fill_colour)
    shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill_colour}"/>' if fill_colour else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shading}</w:tcPr>{content or paragraph_markup("")}</w:tc>'
    )


def _run_element(text: str, properties: str, tag: str) -> str:
    run_properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return (
        f'<w:r>{run_properties}<w:{tag} xml:space="preserve">'
        f"{escape(_keep_edge_spaces(text), quote=False)}</w:{tag}></w:r>"
    )


def _keep_edge_spaces(text: str) -> str:
    """Safe text that keeps a space at either end, which parts one run from the next."""
    safe_text = make_xml_safe(text)
    if not safe_text:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{safe_text}{' ' if text[-1].isspace() else ''}"
