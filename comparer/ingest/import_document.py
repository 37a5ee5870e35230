"""Numbered text of a draft, in the formats that drafts come in, to a plan file. Pure: bytes in, text out."""

from __future__ import annotations

from comparer.ingest.blocks import Block, Unreadable
from comparer.ingest.outline_model import outline
from comparer.ingest.plan_draft import Draft, draft
from comparer.ingest.point_ids import slug
from comparer.ingest.write_plan import note, plan_file

__all__ = ["FORMATS", "MARKED", "NEEDS", "Draft", "Unreadable", "draft_of", "kind_of", "note", "plan_file", "slug"]

FORMATS = {
    ".txt": "plain", ".text": "plain", ".md": "markdown", ".markdown": "markdown", ".docx": "word", ".pdf": "portable",
}  # fmt: skip
NEEDS = {"word": "docx", "portable": "pypdfium2"}
"""The library, outside the usual installation, that a format needs."""
_PDF, _ZIP, _OLD = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MARKED = (_PDF, _ZIP, _OLD)
"""How files begin that no text begins with, whatever their name says."""


def kind_of(content: bytes) -> str:
    """The format of bytes without a name."""
    if content.startswith(_PDF):
        return "portable"
    if content.startswith((_ZIP, _OLD)):
        return "word"
    from comparer.ingest import markdown, plain_text

    return "markdown" if markdown.looks_like(plain_text.decode(content)) else "plain"


def draft_of(content: bytes, kind: str) -> Draft:
    """The draft that a document holds. Unreadable where it cannot be read, or holds no text."""
    found = draft(outline([block for block in _blocks(content, kind) if block.text or block.notes]))
    if not found.provisions:
        raise Unreadable("it holds no text that could be a point of a plan")
    return found


def _blocks(content: bytes, kind: str) -> tuple[Block, ...]:
    from comparer.ingest import markdown, plain_text

    if not content.strip():
        raise Unreadable("it is empty")
    if kind == "word":
        from comparer.ingest import docx

        return docx.blocks(content)
    if kind == "portable":
        from comparer.ingest import pdf

        return pdf.blocks(content)
    text = plain_text.decode(content)
    return markdown.blocks(text) if kind == "markdown" else plain_text.blocks(text)
