"""What format a document has, by its content; the ending of its name decides only where the content leaves it open."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePosixPath

from comparer.ingest.blocks import ImportFailure

__all__ = ["ENDINGS", "FORMAT_BY_SUFFIX", "LIBRARY_BY_FORMAT", "Format", "detect_format", "is_document"]

SNIFFED_BYTES = 4096
_PDF, _ZIP, _OLD, _RTF = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf"

_PAGE_ELEMENTS = ("html", "head", "body")
_PART_ELEMENTS = ("p", "div", "h1", "h2", "h3", "h4", "ol", "ul", "table", "article", "section", "span")


class Format(StrEnum):
    """A format that can be read."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    WORD = "word"
    PDF = "pdf"
    HTML = "html"
    XML = "xml"


FORMAT_BY_SUFFIX = {
    ".txt": Format.PLAIN, ".text": Format.PLAIN, ".md": Format.MARKDOWN, ".markdown": Format.MARKDOWN,
    ".docx": Format.WORD, ".pdf": Format.PDF, ".html": Format.HTML, ".htm": Format.HTML, ".xhtml": Format.HTML,
    ".xml": Format.XML,
}  # fmt: skip
ENDINGS = ".txt, .md, .docx, .pdf, .html, .xml"
LIBRARY_BY_FORMAT = {Format.WORD: "docx", Format.PDF: "pypdfium2"}
"""The library, outside the usual installation, that a format needs."""
_REFUSED = {
    ".odt": ("it is an OpenDocument text", "save it as .docx in the word processor"),
    ".rtf": ("it is Rich Text", "save it as .docx in a word processor"),
    ".doc": ("it is an old Word document", "save it as .docx in a word processor"),
    ".pages": ("it is a Pages document", "export it as Word (.docx)"),
    ".epub": ("it is a book in EPUB", "save its text as .html or .docx"),
    ".xlsx": ("it is a table", "save its text as .csv in one column, or as .docx"),
    ".pptx": ("it is a presentation", "save it as .pdf"),
}


def _first_element(head: str) -> str:
    """The name of the first element of marked-up text, in lower case; empty where the text does not begin with one."""
    head = head[:SNIFFED_BYTES]
    for _ in range(8):
        head = head.lstrip()
        ends = "-->" if head.startswith("<!--") else ">" if head.startswith(("<?", "<!")) else ""
        if not ends:
            break
        head = head.partition(ends)[2]
    match = re.match(r"<(?:[A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})[\s/>]", head)
    return match[1].lower() if match else ""


def is_document(name: str) -> bool:
    """Whether a name ends as one of a document does that can be read, or that is refused with what to do."""
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    return ending in FORMAT_BY_SUFFIX or ending in _REFUSED


def detect_format(content: bytes, name: str = "") -> Format:
    """The format of a document. Raises ImportFailure for one that cannot be read, with what to do."""
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    head = content[:SNIFFED_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n")
    if content.startswith(_PDF) or _PDF in content[:1024]:
        return Format.PDF
    if content.startswith(_ZIP):
        return _archive_format(content, ending)
    if content.startswith(_OLD):
        raise ImportFailure("it is encrypted, or an old .doc file", "save it as .docx without a password")
    if head.startswith(_RTF):
        raise ImportFailure(*_REFUSED[".rtf"])
    if ending in _REFUSED:
        raise ImportFailure(*_REFUSED[ending])
    if ending in (".docx", ".pdf"):
        return FORMAT_BY_SUFFIX[ending]
    return _text_format(content, ending)


def _archive_format(content: bytes, ending: str) -> Format:
    if b"mimetypeapplication/vnd.oasis" in content[:200]:
        raise ImportFailure(*_REFUSED[".odt"])
    if b"mimetypeapplication/epub" in content[:200]:
        raise ImportFailure(*_REFUSED[".epub"])
    if ending in (".xlsx", ".pptx", ".pages", ".odt", ".epub"):
        raise ImportFailure(*_REFUSED[ending])
    return Format.WORD


def _text_format(content: bytes, ending: str) -> Format:
    from comparer.ingest.plain_text import decode_text

    text = decode_text(content)
    head = text[:SNIFFED_BYTES].lstrip("\ufeff \t\r\n")
    lower = head[:1024].lower()
    first = _first_element(head)
    if first in _PAGE_ELEMENTS or lower.startswith("<!doctype html"):
        return Format.HTML
    if first and (head.startswith("<?xml") or ending == ".xml" or " xmlns" in lower):
        return Format.XML
    if ending in (".html", ".htm", ".xhtml"):
        return Format.HTML
    if ending == ".xml":
        return Format.XML
    if ending in (".md", ".markdown"):
        return Format.MARKDOWN
    if first in _PART_ELEMENTS:
        return Format.HTML
    from comparer.ingest.markdown import looks_like_markdown

    return Format.MARKDOWN if looks_like_markdown(text) else Format.PLAIN
