"""Documents of blocks as a Word document, and their tables as an Excel workbook."""

from __future__ import annotations

from io import BytesIO

from comparer.report.agreement.blocks import Block, BlockDocument, BlockTable, Heading, Paragraph, RunStyle
from comparer.report.formats.office import word_page
from comparer.report.formats.office.closing_words import footer_stamp
from comparer.report.formats.office.markup import paragraph_markup, run_markup, table_markup, text_paragraph
from comparer.report.formats.office.package import DOCUMENT_AUTHOR, document_timestamp, repack_archive
from comparer.report.formats.office.sheet import CellFormats, Column, SheetWriter, choose_sheet_names
from comparer.report.formats.office.text import make_xml_safe
from comparer.report.value.types import ReportValue
from comparer.report.words.sentences import ReportSentences

INDENT_TWIPS = 340
MIN_SHEET_COLUMN_CHARS, MAX_SHEET_COLUMN_CHARS = 10, 60
SHEET_WIDTH_CHARS = 180
"""Letters beside one another that can still be read when a sheet is printed one page wide."""

_WORD_RUN_STYLES = {RunStyle.PLAIN: "", RunStyle.MARK: "Mark", RunStyle.NOTE: "Muted", RunStyle.REF: "Ref"}


def render_word(document: BlockDocument, report: ReportValue) -> bytes:
    """A .docx file: the same bytes for the same document. ImportError where the library is missing."""
    sentences = ReportSentences(report)
    word_document = word_page.create_document(document.title, footer_stamp(sentences), report, sentences)
    text_width = word_page.UPRIGHT_WIDTH_TWIPS if document.is_portrait else word_page.TEXT_WIDTH_TWIPS
    body = [text_paragraph(document.title, "Title"), *(_block_markup(block, text_width) for block in document.blocks)]
    return word_page.document_bytes(
        word_document, [word_page.PageSection("".join(body), is_upright=document.is_portrait)]
    )


def _block_markup(block: Block, text_width: int) -> str:
    if isinstance(block, Heading):
        return text_paragraph(block.text, f"Heading{block.level}")
    if isinstance(block, Paragraph):
        style = "Fine" if block.is_fine else "Point"
        content = "".join(run_markup(run.text, _WORD_RUN_STYLES[run.style]) for run in block.runs)
        markup = paragraph_markup(content, style)
        indent = f'<w:ind w:left="{INDENT_TWIPS * block.indent}"/>' if block.indent else ""
        keep = "<w:keepNext/>" if block.keeps_next else ""
        return markup.replace("</w:pPr>", f"{keep}{indent}</w:pPr>", 1)
    return table_markup(
        _column_widths(block, text_width),
        block.headings,
        [[text_paragraph(cell) for cell in row] for row in block.rows],
    )


def _column_widths(table: BlockTable, text_width: int) -> list[int]:
    proportions = table.widths or (1,) * len(table.headings)
    return [text_width * proportion // sum(proportions) for proportion in proportions]


def render_workbook(document: BlockDocument, report: ReportValue) -> bytes:
    """An .xlsx file with a sheet for each table. ImportError where the library is missing."""
    import xlsxwriter  # type: ignore[import-untyped]

    buffer = BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, settings) as book:
        book.set_properties(
            {
                "title": make_xml_safe(document.title)[:250],
                "author": DOCUMENT_AUTHOR,
                "created": document_timestamp(report["as_of"]),
            }
        )
        formats = CellFormats(book)
        names = choose_sheet_names([make_xml_safe(table.name) for table in document.tables])
        for number, (table, name) in enumerate(zip(document.tables, names, strict=True), 1):
            worksheet = book.add_worksheet(name)
            worksheet.set_landscape()
            worksheet.fit_to_pages(1, 0)
            SheetWriter(formats, worksheet).write_table(f"table_{number}", _sheet_columns(table), table.rows)
    return repack_archive(buffer.getvalue())


def _sheet_columns(table: BlockTable) -> list[Column]:
    """Each column with a width that its longest cell asks for, within bounds; together no more than can be read."""
    columns = list(zip(table.headings, *table.rows, strict=True))
    asked = [min(MAX_SHEET_COLUMN_CHARS, max(MIN_SHEET_COLUMN_CHARS, max(map(len, column)) // 2)) for column in columns]
    least = MIN_SHEET_COLUMN_CHARS * len(asked)
    room, share = SHEET_WIDTH_CHARS - least, sum(asked) - least
    if share > room > 0:
        asked = [MIN_SHEET_COLUMN_CHARS + (width - MIN_SHEET_COLUMN_CHARS) * room // share for width in asked]
    return [Column(column[0], width) for column, width in zip(columns, asked, strict=True)]
