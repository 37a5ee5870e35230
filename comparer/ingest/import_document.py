"""Numbered text of a draft, in the formats that drafts come in, to a plan file. Pure: bytes in, text out."""

from __future__ import annotations

from comparer.ingest.blocks import Block, ImportFailure
from comparer.ingest.outline_model import build_outline
from comparer.ingest.plan_draft import Draft, build_draft
from comparer.ingest.point_ids import make_slug
from comparer.ingest.write_plan import import_note, plan_file_text

__all__ = [
    "BINARY_SIGNATURES",
    "FORMAT_BY_SUFFIX",
    "LIBRARY_BY_FORMAT",
    "Draft",
    "ImportFailure",
    "detect_format",
    "import_draft",
    "import_note",
    "make_slug",
    "plan_file_text",
]

FORMAT_BY_SUFFIX = {
    ".txt": "plain", ".text": "plain", ".md": "markdown", ".markdown": "markdown", ".docx": "word", ".pdf": "portable",
}  # fmt: skip
LIBRARY_BY_FORMAT = {"word": "docx", "portable": "pypdfium2"}
"""The library, outside the usual installation, that a format needs."""
_PDF_SIGNATURE, _ZIP_SIGNATURE, _OLE_SIGNATURE = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
BINARY_SIGNATURES = (_PDF_SIGNATURE, _ZIP_SIGNATURE, _OLE_SIGNATURE)
"""How files begin that no text begins with, whatever their name says."""


def detect_format(content: bytes) -> str:
    """The format of bytes without a name."""
    if content.startswith(_PDF_SIGNATURE):
        return "portable"
    if content.startswith((_ZIP_SIGNATURE, _OLE_SIGNATURE)):
        return "word"
    from comparer.ingest import markdown, plain_text

    return "markdown" if markdown.looks_like_markdown(plain_text.decode_text(content)) else "plain"


def import_draft(content: bytes, format_name: str) -> Draft:
    """The draft that a document holds. Unreadable where it cannot be read, or holds no text."""
    imported_draft = build_draft(
        build_outline([block for block in _read_blocks(content, format_name) if block.text or block.notes])
    )
    if not imported_draft.provisions:
        raise ImportFailure("it holds no text that could be a point of a plan")
    return imported_draft


def _read_blocks(content: bytes, format_name: str) -> tuple[Block, ...]:
    from comparer.ingest import markdown, plain_text

    if not content.strip():
        raise ImportFailure("it is empty")
    if format_name == "word":
        from comparer.ingest import docx

        return docx.parse_blocks(content)
    if format_name == "portable":
        from comparer.ingest import pdf

        return pdf.parse_blocks(content)
    text = plain_text.decode_text(content)
    return markdown.parse_blocks(text) if format_name == "markdown" else plain_text.parse_blocks(text)
