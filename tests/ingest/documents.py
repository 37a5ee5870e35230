"""Documents made for the tests: Word files by its library, PDF files letter by letter."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: Any) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def numbered(*levels: tuple[str, str]) -> Any:
    """A document with one list, number 99, of the given levels: the form of each and its text (%1.)."""
    document = docx.Document()
    xml = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{720 * (depth + 1)}"/></w:pPr></w:lvl>'
        for depth, (form, text) in enumerate(levels)
    )
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {NAMES} w:abstractNumId="99">{xml}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {NAMES} w:numId="99"><w:abstractNumId w:val="99"/></w:num>'))
    return document


def add(document: Any, text: str, depth: int) -> Any:
    """A paragraph counted in list 99."""
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {NAMES}><w:ilvl w:val="{depth}"/><w:numId w:val="99"/></w:numPr>'))
    return paragraph


def add_footnotes(document: Any, notes: dict[int, str]) -> None:
    inner = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
        for number, text in notes.items()
    )
    blob = f"<w:footnotes {NAMES}>{inner}</w:footnotes>".encode()
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


Line = tuple[float, float, float, str]
"""Points from the left and from the foot of the page, size of print, text in Latin letters."""


def _show_line(line: Line, scaled: bool) -> str:
    left, foot, size, text = line
    place = f"/F1 1 Tf {size} 0 0 {size} {left} {foot} Tm" if scaled else f"/F1 {size} Tf {left} {foot} Td"
    escaped = text.replace("(", r"\(").replace(")", r"\)")
    return f"BT {place} ({escaped}) Tj ET"


def pdf(*pages: list[Line], trailer: str = "", scaled: bool = False, drawn: str = "") -> bytes:
    """A PDF with one font and the given lines; where `scaled`, the font is of size 1 and the print is scaled.

    `drawn` is drawn on each page: operators of a PDF.
    """
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        shown = "\n".join([*(_show_line(line, scaled) for line in lines), drawn])
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream")
    whole, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(whole))
        whole += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    start = len(whole)
    size = len(objects) + 1
    whole += f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    whole += f"trailer << /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"
    return whole.encode("cp1252")


def lines(*texts: str, left: float = 60, top: float = 780, size: float = 11) -> list[Line]:
    """Lines of one size below each other."""
    return [(left, top - 15 * number, size, text) for number, text in enumerate(texts) if text]
