"""WordprocessingML as text: runs, paragraphs, tables and tracked changes. Every string that comes in is made safe."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import count

from comparer.report.formats.office.package import AUTHOR, moment
from comparer.report.formats.office.text import readable, safe, short
from comparer.report.words.redline import Op

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

INDENT = 70
"""Space between the edge of a cell and its text, in twips: tables are moved in by it, to stand under the text."""


class Ink:
    """Makes the markup of one document. Tracked changes are numbered in the order in which they are made."""

    def __init__(self, as_of: str) -> None:
        self._next = count(1)
        self._by = f'w:author="{AUTHOR}" w:date="{moment(as_of).isoformat()}Z"'

    def tracked(self, before: str, after: str) -> str:
        """The redline as tracked changes: rejecting them leaves `before`, accepting them leaves `after`."""
        ops = readable(before, after)
        names = {op.move: f"move{next(self._next)}" for op in ops if op.move}
        return "".join(self._op(op, names.get(op.move, "")) for op in ops)

    def _op(self, op: Op, name: str) -> str:
        if op.kind == "keep":
            return run(op.text)
        if name:
            return self._moved(op, name)
        if op.kind == "delete":
            return f'<w:del w:id="{next(self._next)}" {self._by}>{_raw(op.text, "", "delText")}</w:del>'
        return f'<w:ins w:id="{next(self._next)}" {self._by}>{run(op.text)}</w:ins>'

    def _moved(self, op: Op, name: str) -> str:
        tag = "moveFrom" if op.kind == "delete" else "moveTo"
        span = next(self._next)
        return (
            f'<w:{tag}RangeStart w:id="{span}" {self._by} w:name="{name}"/>'
            f'<w:{tag} w:id="{next(self._next)}" {self._by}>{run(op.text)}</w:{tag}>'
            f'<w:{tag}RangeEnd w:id="{span}"/>'
        )


def run(text: str, style: str = "", shade: str = "") -> str:
    """A stretch of text in a character style, on a background where `shade` is a colour such as `FFEECC`."""
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    return _raw(text, properties, "t")


def paragraph(content: str, style: str = "Cell", new_page: bool = False) -> str:
    start = "<w:pageBreakBefore/>" if new_page else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{start}</w:pPr>{content}</w:p>'


def said(text: str, style: str = "Cell") -> str:
    """A paragraph of one plain text."""
    return paragraph(run(short(text, limit=1_000_000)), style)


def table(widths: Sequence[int], head: Sequence[str], rows: Iterable[Sequence[str]], whole: bool = True) -> str:
    """A table whose heading row comes again on each page; `whole` rows do not run over to the next.

    `head` is text, cells are paragraphs, widths are in twips.
    """
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    lines = [_row(widths, [said(name, "CellHead") for name in head], heading=True, whole=True)]
    lines += [_row(widths, row, whole=whole) for row in rows]
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Comparison"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{INDENT}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>{paragraph('', 'Gap')}"
    )


def field(instruction: str) -> str:
    """A number that the word processor fills in, such as PAGE."""
    parts = ("begin", "separate", "end")
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{part}"/></w:r>' for part in parts)
    return f'{begin}<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>{separate}{run("1")}{end}'


def _row(widths: Sequence[int], cells: Sequence[str], *, whole: bool, heading: bool = False) -> str:
    properties = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if heading else "")
    properties = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell or paragraph("")}</w:tc>'
        for width, cell in zip(widths, cells, strict=True)
    )
    return f"<w:tr>{properties}{inside}</w:tr>"


def _raw(text: str, properties: str, tag: str) -> str:
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:{tag} xml:space="preserve">{escape(_spaced(text), quote=False)}</w:{tag}></w:r>'


def _spaced(text: str) -> str:
    """Safe text that keeps a space at either end, which parts one run from the next."""
    inner = safe(text)
    if not inner:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{inner}{' ' if text[-1].isspace() else ''}"
