"""The Word document around its content: an upright first page, broad pages behind it, styles, footer, properties."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from comparer.report.formats.office.markup import (
    CELL_INDENT_TWIPS,
    WORD_NAMESPACE,
    field_markup,
    paragraph_markup,
    run_markup,
)
from comparer.report.formats.office.package import DOCUMENT_AUTHOR, document_timestamp, repack_archive
from comparer.report.formats.office.text import make_xml_safe
from comparer.report.value.types import ReportValue
from comparer.report.words.sentences import ReportSentences

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import BaseStyle

PAGE_SIZE_TWIPS = (16838, 11906)
MARGIN_TWIPS = 620
TEXT_WIDTH_TWIPS = PAGE_SIZE_TWIPS[0] - 2 * MARGIN_TWIPS
"""Room between the margins of a landscape A4 page, in twips (1/1440 inch)."""
COLUMN_GAP_TWIPS = 300
COLUMN_WIDTH_TWIPS = (TEXT_WIDTH_TWIPS - COLUMN_GAP_TWIPS) // 2
"""Room in one of two columns of a landscape page."""
BRIEF_MARGIN_TWIPS = 1150
"""Margins at the sides of the first page, which stands upright: lines as short as a reader wants them."""
UPRIGHT_WIDTH_TWIPS = PAGE_SIZE_TWIPS[1] - 2 * BRIEF_MARGIN_TWIPS

MAX_FOOTER_TITLE_CHARS = 95

FONT_NAME = "Arial"
LANGUAGE_LOCALES = {"en": "en-GB", "uk": "uk-UA", "ru": "ru-RU"}
TEXT_COLOUR, HEADING_FILL_COLOUR, MUTED_TEXT_COLOUR = "1F2A37", "EEF1F5", "5B6673"

_W = f"{{{WORD_NAMESPACE}}}"
_APP_PROPERTIES_XML = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>comparer</Application></Properties>"
)
# Name, size in half points, space before and after in twips, colour, bold, italic.
_PARAGRAPH_STYLES = (
    ("Cell", 15, 0, 10, TEXT_COLOUR, False, False),
    ("CellHead", 15, 20, 20, TEXT_COLOUR, True, False),
    ("CellNote", 13, 0, 0, MUTED_TEXT_COLOUR, False, False),
    ("Effect", 13, 10, 20, "3B3470", False, True),
    ("Fine", 14, 0, 30, MUTED_TEXT_COLOUR, False, False),
    ("TableNote", 14, 0, 30, MUTED_TEXT_COLOUR, False, False),
    ("Gap", 6, 0, 0, MUTED_TEXT_COLOUR, False, False),
    ("Point", 17, 0, 40, TEXT_COLOUR, False, False),
    ("Stamp", 13, 0, 0, MUTED_TEXT_COLOUR, False, False),
    ("BriefHeading", 19, 110, 20, "1B4B8F", True, False),
    ("BriefText", 19, 0, 50, TEXT_COLOUR, False, False),
    ("BriefTextSmall", 17, 0, 40, TEXT_COLOUR, False, False),
    ("BriefTextSmallest", 15, 0, 20, TEXT_COLOUR, False, False),
)
STYLES_KEPT_WITH_NEXT = frozenset({"CellHead", "TableNote", "BriefHeading"})
_CHARACTER_STYLES = (
    ("Ref", None, "1B4B8F", True),
    ("Mark", None, TEXT_COLOUR, True),
    ("Muted", 13, MUTED_TEXT_COLOUR, False),
    ("Chip", 13, TEXT_COLOUR, False),
)
_HEADING_STYLES = ((1, 28, 160, 50), (2, 19, 100, 30), (3, 18, 80, 30))


def create_document(title: str, stamp: str, report: ReportValue, sentences: ReportSentences) -> Document:
    """A document with a footer of page number, title and stamp, and no content yet."""
    from docx import Document as New

    word_document = New()
    _set_properties(word_document, title, report["as_of"])
    _add_styles(word_document, LANGUAGE_LOCALES[sentences.catalogue.language])
    _set_page_layout(word_document)
    _fill_footer(word_document, title, stamp, sentences)
    return word_document


@dataclass(frozen=True, slots=True)
class PageSection:
    """A stretch of the document: an upright page, or broad ones, in one column of text or more.

    One that `continues` begins where the one before it ends, else on a new page.
    """

    markup: str
    column_count: int = 1
    is_upright: bool = False
    continues: bool = False


def document_bytes(word_document: Document, sections: Sequence[PageSection]) -> bytes:
    """The document with the paragraphs and tables of the sections as its content."""
    from docx.oxml import parse_xml

    last_properties = word_document.element.body.sectPr
    own_properties = deepcopy(last_properties)
    for index, section in enumerate(sections):
        is_last = index == len(sections) - 1
        end = "" if is_last or section.markup.endswith("</w:p>") else paragraph_markup("", "Gap")
        children = list(parse_xml(f'<w:body xmlns:w="{WORD_NAMESPACE}">{section.markup}{end}</w:body>'))
        for child in children:
            last_properties.addprevious(child)
        section_properties = last_properties if is_last else deepcopy(own_properties)
        _shape_section(section_properties, section)
        if not is_last:
            children[-1].get_or_add_pPr().append(section_properties)
    buffer = BytesIO()
    word_document.save(buffer)
    return repack_archive(buffer.getvalue(), {"docProps/app.xml": _APP_PROPERTIES_XML})


def _shape_section(section_properties: Any, section: PageSection) -> None:
    from docx.oxml import parse_xml

    page_size, margins = section_properties.find(f"{_W}pgSz"), section_properties.find(f"{_W}pgMar")
    start = "continuous" if section.continues else "nextPage"
    page_size.addprevious(parse_xml(f'<w:type xmlns:w="{WORD_NAMESPACE}" w:val="{start}"/>'))
    if section.is_upright:
        width, height = PAGE_SIZE_TWIPS
        page_size.attrib.pop(f"{_W}orient", None)
        page_size.set(f"{_W}w", str(height))
        page_size.set(f"{_W}h", str(width))
        for side in ("left", "right"):
            margins.set(f"{_W}{side}", str(BRIEF_MARGIN_TWIPS))
    for columns in section_properties.findall(f"{_W}cols"):
        section_properties.remove(columns)
    columns_markup = f'<w:cols xmlns:w="{WORD_NAMESPACE}" w:num="{section.column_count}" w:space="{COLUMN_GAP_TWIPS}"/>'
    margins.addnext(parse_xml(columns_markup))


def _set_properties(word_document: Document, title: str, as_of: str) -> None:
    properties, as_of_time = word_document.core_properties, document_timestamp(as_of)
    properties.author = properties.last_modified_by = DOCUMENT_AUTHOR
    properties.title, properties.comments = make_xml_safe(title)[:250], ""
    properties.created = properties.modified = as_of_time
    relations = word_document.part.package.rels
    for relation_id in [
        relation_id for relation_id, relation in relations.items() if relation.reltype.endswith("/thumbnail")
    ]:
        del relations[relation_id]


def _set_page_layout(word_document: Document) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Twips

    section = word_document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Twips(PAGE_SIZE_TWIPS[0]), Twips(PAGE_SIZE_TWIPS[1])
    section.left_margin = section.right_margin = section.top_margin = Twips(MARGIN_TWIPS)
    section.bottom_margin = Twips(MARGIN_TWIPS + 60)
    section.footer_distance = Twips(300)


def _fill_footer(word_document: Document, title: str, stamp: str, sentences: ReportSentences) -> None:
    footer_paragraph = word_document.sections[0].footer.paragraphs[0]
    footer_paragraph.style = word_document.styles["Stamp"]
    text_before, _, text_rest = sentences.catalogue_text("office.page", page="\0", pages="\1").partition("\0")
    text_between, _, text_after = text_rest.partition("\1")
    run_markups = (
        run_markup(text_before),
        field_markup("PAGE"),
        run_markup(text_between),
        field_markup("NUMPAGES"),
        run_markup(f"{text_after} · {_cut_title(title)} · {stamp}"),
    )
    _append_markup(footer_paragraph._p, "".join(run_markups))


def _cut_title(title: str) -> str:
    """The title as far as it fits on a line, cut between words."""
    safe_title = make_xml_safe(title)
    if len(safe_title) <= MAX_FOOTER_TITLE_CHARS:
        return safe_title
    return f"{safe_title[:MAX_FOOTER_TITLE_CHARS].rpartition(' ')[0]} …"


def _append_markup(element: Any, markup: str) -> None:
    from docx.oxml import parse_xml

    for child in list(parse_xml(f'<w:p xmlns:w="{WORD_NAMESPACE}">{markup}</w:p>')):
        element.append(child)


def _add_styles(word_document: Document, locale: str) -> None:
    from docx.enum.style import WD_STYLE_TYPE

    normal_style = word_document.styles["Normal"]
    _set_font(normal_style, 18, TEXT_COLOUR)
    _append_run_property(normal_style, f'<w:lang w:val="{locale}" w:eastAsia="{locale}"/>')
    for name, half_points, twips_before, twips_after, colour, bold, italic in _PARAGRAPH_STYLES:
        style = word_document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal_style
        _set_font(style, half_points, colour, bold, italic)
        _set_spacing(style, twips_before, twips_after, keep_with_next=name in STYLES_KEPT_WITH_NEXT)
    for name, character_half_points, colour, bold in _CHARACTER_STYLES:
        _set_font(word_document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER), character_half_points, colour, bold)
    for level, half_points, twips_before, twips_after in _HEADING_STYLES:
        heading_style = word_document.styles[f"Heading {level}"]
        _set_font(heading_style, half_points, TEXT_COLOUR, bold=True)
        _set_spacing(heading_style, twips_before, twips_after, keep_with_next=True)
    _set_font(word_document.styles["Title"], 26, TEXT_COLOUR, bold=True)
    _set_spacing(word_document.styles["Title"], 0, 60, keep_with_next=True)
    _add_table_style(word_document)


def _set_font(style: Any, half_points: int | None, colour: str, bold: bool = False, italic: bool = False) -> None:
    from docx.shared import Pt, RGBColor

    font = style.font
    font.name, font.bold, font.italic = FONT_NAME, bold or None, italic or None
    font.color.rgb = RGBColor.from_string(colour)
    if half_points:
        font.size = Pt(half_points / 2)
    font_attributes = style.element.rPr.rFonts
    for attribute in list(font_attributes.attrib):
        del font_attributes.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        font_attributes.set(f"{{{WORD_NAMESPACE}}}{script}", FONT_NAME)


def _set_spacing(style: Any, twips_before: int, twips_after: int, keep_with_next: bool = False) -> None:
    from docx.shared import Twips

    paragraph_format = style.paragraph_format
    paragraph_format.space_before, paragraph_format.space_after, paragraph_format.line_spacing = (
        Twips(twips_before),
        Twips(twips_after),
        1.0,
    )
    paragraph_format.keep_with_next = keep_with_next or None


def _append_run_property(style: BaseStyle, markup: str) -> None:
    from docx.oxml import parse_xml

    style.element.get_or_add_rPr().append(parse_xml(markup.replace("<w:lang", f'<w:lang xmlns:w="{WORD_NAMESPACE}"')))


def _add_table_style(word_document: Document) -> None:
    from docx.oxml import parse_xml

    border_markup = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="B5BDC8"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    word_document.styles.element.append(
        parse_xml(
            f'<w:style xmlns:w="{WORD_NAMESPACE}" w:type="table" w:customStyle="1" w:styleId="Comparison">'
            '<w:name w:val="Comparison"/><w:uiPriority '
            f'w:val="59"/><w:tblPr><w:tblBorders>{border_markup}</w:tblBorders>'
            f'<w:tblCellMar><w:top w:w="15" w:type="dxa"/><w:left w:w="{CELL_INDENT_TWIPS}" w:type="dxa"/>'
            '<w:bottom w:w="10" w:type="dxa"/><w:right w:w="'
            f'{CELL_INDENT_TWIPS}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            '<w:tblStylePr w:type="firstRow"><w:tcPr>'
            f'<w:shd w:val="clear" w:color="auto" w:fill="{HEADING_FILL_COLOUR}"/></w:tcPr></w:tblStylePr></w:style>'
        )
    )
