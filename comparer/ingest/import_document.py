"""A draft in any of the formats that drafts come in, to a plan file. Pure: bytes in, text out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from comparer.ingest.blocks import MAX_BLOCKS, MAX_TEXT_CHARACTERS, ImportFailure, Reading
from comparer.ingest.build_outline import build_outline
from comparer.ingest.numbering import make_slug
from comparer.ingest.plan_draft import Draft, draft_plan
from comparer.ingest.sign_check import lost_signs
from comparer.ingest.sniff_format import FORMAT_BY_SUFFIX, LIBRARY_BY_FORMAT, Format, detect_format
from comparer.ingest.write_plan import plan_file_text

__all__ = [
    "FORMAT_BY_SUFFIX",
    "LIBRARY_BY_FORMAT",
    "Draft",
    "Format",
    "ImportFailure",
    "detect_format",
    "import_draft",
    "make_slug",
    "plan_file_text",
]


def import_draft(content: bytes, kind: Format) -> Draft:
    """The draft that a document holds. Raises ImportFailure where it cannot be read, or holds no text."""
    if not content.strip():
        raise ImportFailure("it is empty")
    reading = _reader_of_format(kind)(content)
    blocks = [block for block in reading.blocks if block.text or block.notes or block.number]
    if len(blocks) > MAX_BLOCKS:
        raise ImportFailure(f"it holds more than {MAX_BLOCKS:,} pieces of text", "import it in parts")
    outline = build_outline(blocks)
    if not outline.title and reading.title:
        outline = replace(outline, title=reading.title)
    draft = draft_plan(outline)
    if any(len(clause.text) > MAX_TEXT_CHARACTERS for provision in draft.provisions for clause in provision.clauses):
        raise ImportFailure(
            f"a point of it holds more than {MAX_TEXT_CHARACTERS:,} signs", "part it with numbers or empty lines"
        )
    if not draft.provisions:
        raise ImportFailure("it holds no text that could be a point of a plan")
    doubts = [*reading.doubts, *draft.doubts]
    if lost := lost_signs(reading.signs, draft.signs):
        doubts.append(("the whole document", lost))
    return replace(draft, doubts=tuple(dict.fromkeys(doubts)))


def _reader_of_format(kind: Format) -> Callable[[bytes], Reading]:
    if kind is Format.WORD:
        from comparer.ingest.docx import read_docx

        return read_docx
    if kind is Format.PDF:
        from comparer.ingest.pdf import read_pdf

        return read_pdf
    if kind is Format.XML:
        from comparer.ingest.xml import read_xml

        return read_xml
    if kind is Format.HTML:
        from comparer.ingest.html import read_html

        return read_html
    from comparer.ingest.plain_text import decode_text, read_plain_text

    if kind is Format.MARKDOWN:
        from comparer.ingest.markdown import read_markdown

        return lambda content: read_markdown(decode_text(content))
    return lambda content: read_plain_text(decode_text(content))
