"""The empty Word document: page, styles, footer and properties."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from comparer.report.formats.office.markup import INDENT, NAMESPACE, field, run
from comparer.report.formats.office.package import AUTHOR, moment, repacked
from comparer.report.formats.office.text import safe
from comparer.report.words.sentences import Phrases

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import BaseStyle

PAGE = (16838, 11906)
MARGIN = 720
WIDTH = PAGE[0] - 2 * MARGIN
"""Room between the margins of a landscape A4 page, in twips (1/1440 inch)."""

FONT = "Arial"
LOCALES = {"en": "en-GB", "uk": "uk-UA", "ru": "ru-RU"}
INK, PALE, GREY = "1F2A37", "EEF1F5", "5B6673"

_APPLICATION = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>comparer</Application></Properties>"
)
# Name, base, size in half points, space before and after in twips, colour, bold, italic.
_PARAGRAPHS = (
    ("Cell", 16, 0, 30, INK, False, False),
    ("CellHead", 16, 30, 30, INK, True, False),
    ("Effect", 14, 20, 50, "3B3470", False, True),
    ("Reading", 15, 10, 20, INK, False, False),
    ("Fine", 14, 0, 60, GREY, False, False),
    ("Gap", 8, 0, 0, GREY, False, False),
    ("Point", 18, 0, 50, INK, False, False),
    ("Stamp", 13, 0, 0, GREY, False, False),
)
_CHARACTERS = (("Ref", None, "1B4B8F", True), ("Mark", None, INK, True), ("Finding", 12, GREY, False))
_HEADINGS = ((1, 30, 300, 100), (2, 23, 240, 80), (3, 19, 180, 60))


def document(report: dict[str, Any], phrases: Phrases) -> Document:
    """A landscape document with a footer of stamp and page number, and no content yet."""
    from docx import Document as New

    made = New()
    _properties(made, report)
    _styles(made, LOCALES[phrases.words.language])
    _section(made)
    _footer(made, phrases)
    return made


def packed(made: Document, body: str) -> bytes:
    """The document with `body`, paragraphs and tables, as its content."""
    from docx.oxml import parse_xml

    inside = parse_xml(f'<w:body xmlns:w="{NAMESPACE}">{body}</w:body>')
    root = made.element.body
    section = root.sectPr
    for child in list(inside):
        section.addprevious(child)
    out = BytesIO()
    made.save(out)
    return repacked(out.getvalue(), {"docProps/app.xml": _APPLICATION})


def _properties(made: Document, report: dict[str, Any]) -> None:
    properties, when = made.core_properties, moment(report["as_of"])
    properties.author = properties.last_modified_by = AUTHOR
    properties.title, properties.comments = safe(report["title"])[:250], ""
    properties.created = properties.modified = when
    relations = made.part.package.rels
    for name in [name for name, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        del relations[name]


def _section(made: Document) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Twips

    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Twips(PAGE[0]), Twips(PAGE[1])
    section.left_margin = section.right_margin = section.top_margin = Twips(MARGIN)
    section.bottom_margin = Twips(MARGIN + 120)
    section.footer_distance = Twips(360)


def _footer(made: Document, phrases: Phrases) -> None:
    paragraph = made.sections[0].footer.paragraphs[0]
    paragraph.style = made.styles["Stamp"]
    before, _, rest = phrases.text("office.page", page="\0", pages="\1").partition("\0")
    between, _, after = rest.partition("\1")
    parts = (run(phrases.stamp() + " · " + before), field("PAGE"), run(between), field("NUMPAGES"), run(after))
    _append(paragraph._p, "".join(parts))


def _append(element: Any, markup: str) -> None:
    from docx.oxml import parse_xml

    for child in list(parse_xml(f'<w:p xmlns:w="{NAMESPACE}">{markup}</w:p>')):
        element.append(child)


def _styles(made: Document, locale: str) -> None:
    from docx.enum.style import WD_STYLE_TYPE

    normal = made.styles["Normal"]
    _font(normal, 18, INK)
    _set(normal, f'<w:lang w:val="{locale}" w:eastAsia="{locale}"/>')
    for name, size, above, below, colour, bold, italic in _PARAGRAPHS:
        style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _font(style, size, colour, bold, italic)
        _space(style, above, below, keep=name == "CellHead")
    for name, small, colour, bold in _CHARACTERS:
        _font(made.styles.add_style(name, WD_STYLE_TYPE.CHARACTER), small, colour, bold)
    for level, size, above, below in _HEADINGS:
        heading = made.styles[f"Heading {level}"]
        _font(heading, size, INK, bold=True)
        _space(heading, above, below, keep=True)
    _font(made.styles["Title"], 40, INK, bold=True)
    _table_style(made)


def _font(style: Any, size: int | None, colour: str, bold: bool = False, italic: bool = False) -> None:
    from docx.shared import Pt, RGBColor

    font = style.font
    font.name, font.bold, font.italic = FONT, bold or None, italic or None
    font.color.rgb = RGBColor.from_string(colour)
    if size:
        font.size = Pt(size / 2)
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(f"{{{NAMESPACE}}}{script}", FONT)


def _space(style: Any, above: int, below: int, keep: bool = False) -> None:
    from docx.shared import Twips

    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Twips(above), Twips(below), 1.0
    form.keep_with_next = keep or None


def _set(style: BaseStyle, markup: str) -> None:
    from docx.oxml import parse_xml

    style.element.get_or_add_rPr().append(parse_xml(markup.replace("<w:lang", f'<w:lang xmlns:w="{NAMESPACE}"')))


def _table_style(made: Document) -> None:
    from docx.oxml import parse_xml

    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="B5BDC8"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    made.styles.element.append(
        parse_xml(
            f'<w:style xmlns:w="{NAMESPACE}" w:type="table" w:customStyle="1" w:styleId="Comparison">'
            f'<w:name w:val="Comparison"/><w:uiPriority w:val="59"/><w:tblPr><w:tblBorders>{edges}</w:tblBorders>'
            f'<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="{INDENT}" w:type="dxa"/>'
            f'<w:bottom w:w="40" w:type="dxa"/><w:right w:w="{INDENT}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            '<w:tblStylePr w:type="firstRow"><w:tcPr>'
            f'<w:shd w:val="clear" w:color="auto" w:fill="{PALE}"/></w:tcPr></w:tblStylePr></w:style>'
        )
    )
