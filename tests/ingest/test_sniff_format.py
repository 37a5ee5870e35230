"""The format of a document by its content, by its name where that leaves it open; what is refused, and what to do."""

from __future__ import annotations

import pytest

from comparer.ingest.blocks import ImportFailure
from comparer.ingest.sniff_format import Format, detect_format, is_document

ZIP, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@pytest.mark.parametrize(
    ("ending", "content", "wanted"),
    [
        *((ending, b"The tower stays.", Format.PLAIN) for ending in ("", ".txt", ".text", ".of-others")),
        *((ending, b"The tower stays.", Format.MARKDOWN) for ending in (".md", ".markdown", ".MD")),
        *((ending, b"The tower stays.", Format.HTML) for ending in (".html", ".htm", ".xhtml")),
        (".xml", b"The tower stays.", Format.XML),
        (".docx", b"The tower stays.", Format.WORD),
        (".pdf", b"The tower stays.", Format.PDF),
    ],
)
def test_a_name_decides_where_the_content_leaves_it_open(ending: str, content: bytes, wanted: Format) -> None:
    assert detect_format(content, f"a/plan{ending}") is wanted
    assert detect_format(content, f"c:\\folder.pdf\\plan{ending}") is wanted


@pytest.mark.parametrize("name", ["plan.txt", "plan.md", "plan"])
@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (b"%PDF-1.7", Format.PDF),
        (b"\n" * 1000 + b"%PDF-1.7", Format.PDF),
        (ZIP + b"word/document.xml", Format.WORD),
        *((f"<{element}>x".encode(), Format.HTML) for element in ("html", "head", "body", "BODY")),
        (b"<!DOCTYPE html>\n<p>x", Format.HTML),
        (b" \r\n\t<!-- saved > on Monday --><!-- by hand -->\n<html lang='en'>", Format.HTML),
        (b"\xef\xbb\xbf<html>x", Format.HTML),
        (b"<?xml version='1.0'?><act>x</act>", Format.XML),
        (b"<?xml version='1.0'?><!-- a --><!DOCTYPE act><a:act x='1'>x</a:act>", Format.XML),
        (b"<act xmlns='urn:x'>x</act>", Format.XML),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>", Format.HTML),
    ],
)
def test_the_content_decides_whatever_the_name(content: bytes, wanted: Format, name: str) -> None:
    assert detect_format(content, name) is wanted


@pytest.mark.parametrize(
    "element", ["p", "div", "h1", "h2", "h3", "h4", "ol", "ul", "table", "article", "section", "span"]
)
def test_a_part_of_a_page_is_a_page_unless_the_name_says_otherwise(element: str) -> None:
    content = f"<{element}>The tower stays.</{element}>".encode()
    assert detect_format(content) is Format.HTML
    assert detect_format(content, "plan.md") is Format.MARKDOWN
    assert detect_format(content, "plan.xml") is Format.XML


@pytest.mark.parametrize("content", [b"<act>x</act>", b"<pay> what is due", b"x <html>", b"1 < 2", b"<!-- <p>x"])
def test_a_sign_alone_makes_no_page(content: bytes) -> None:
    assert detect_format(content) is Format.PLAIN


@pytest.mark.parametrize(
    ("name", "content", "what", "advice"),
    [
        ("x", OLD, "an old .doc", "save it as .docx without a password"),
        ("x.txt", rb"{\rtf1 x}", "Rich Text", "save it as .docx in a word processor"),
        ("x.txt", b"\xef\xbb\xbf {\\rtf1 x}", "Rich Text", "save it as .docx in a word processor"),
        ("x.rtf", b"x", "Rich Text", "save it as .docx in a word processor"),
        ("x.odt", b"x", "OpenDocument", "save it as .docx in the word processor"),
        (
            "x.zip",
            ZIP + b"\0mimetypeapplication/vnd.oasis.opendocument.text",
            "OpenDocument",
            "save it as .docx in the word processor",
        ),
        ("x.odt", ZIP, "OpenDocument", "save it as .docx in the word processor"),
        ("x", ZIP + b"\0mimetypeapplication/epub+zip", "EPUB", "save its text as .html or .docx"),
        ("x.EPUB", ZIP, "EPUB", "save its text as .html or .docx"),
        ("x.epub", b"x", "EPUB", "save its text as .html or .docx"),
        ("x.doc", b"x", "an old Word document", "save it as .docx in a word processor"),
        *(("x.pages", content, "Pages", "export it as Word (.docx)") for content in (b"x", ZIP)),
        *(
            ("x.xlsx", content, "a table", "save its text as .csv in one column, or as .docx")
            for content in (b"x", ZIP)
        ),
        *(("x.pptx", content, "a presentation", "save it as .pdf") for content in (b"x", ZIP)),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(name: str, content: bytes, what: str, advice: str) -> None:
    with pytest.raises(ImportFailure) as refused:
        detect_format(content, name)
    assert what in refused.value.message
    assert refused.value.suggestion == advice


@pytest.mark.parametrize("name", ["a.txt", "b/a.DOCX", "a.odt", "c:\\x\\a.pdf", "a.rtf", "a.pages", "a.xml"])
def test_a_name_of_a_document(name: str) -> None:
    assert is_document(name)


@pytest.mark.parametrize("name", ["a", "a.yaml", "a.pdf/b", "a.pdf\\b", "txt"])
def test_a_name_of_something_else(name: str) -> None:
    assert not is_document(name)
