"""Reports as lines of text that a person can read in a diff; what is no text is reduced to a digest of its content."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from xml.etree import ElementTree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
EMBEDDED = re.compile(r"(<(script|style)\b[^>]*>)(.*?)(</\2>)", re.DOTALL)
DIGEST_CHARS = 16


def to_text(name: str, content: bytes) -> str:
    """The readable form of a report file, by its ending: a page loses what it embeds, office files become lines."""
    ending = name.rpartition(".")[2]
    if ending == "html":
        return page_to_text(content.decode())
    if ending == "docx":
        return "\n".join([f"parts {digest_of_parts(content)}", *word_lines(content)]) + "\n"
    if ending == "xlsx":
        return "\n".join([f"parts {digest_of_parts(content)}", *sheet_lines(content)]) + "\n"
    return content.decode()


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:DIGEST_CHARS]


def digest_of_parts(content: bytes) -> str:
    """A digest of the parts of an office file as they are before they are packed."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return digest(b"".join(name.encode() + b"\0" + package.read(name) for name in package.namelist()))


def page_to_text(page: str) -> str:
    """The markup a tag a line; embedded data, scripts and styles as digests."""

    def reduce(match: re.Match[str]) -> str:
        return f"{match[1]}{digest(match[3].encode())}{match[4]}"

    shortened = re.sub(r"sha256-[A-Za-z0-9+/=]+", lambda match: f"sha256-{digest(match[0].encode())}", page)
    return re.sub(r">\s*<", ">\n<", EMBEDDED.sub(reduce, shortened)) + "\n"


def word_lines(content: bytes) -> Iterator[str]:
    """Each paragraph of a Word file with its style; inserted text as {+…+}, deleted text as [-…-]."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = ElementTree.fromstring(package.read("word/document.xml"))
    for paragraph in body.iter(f"{WORD}p"):
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        text = "".join(_run_texts(paragraph))
        if text:
            yield f"{'' if style is None else style.get(f'{WORD}val')}| {text}"


def _run_texts(paragraph: ElementTree.Element) -> Iterator[str]:
    for child in paragraph:
        text = "".join(node.text or "" for node in child.iter() if node.tag in (f"{WORD}t", f"{WORD}delText"))
        if child.tag == f"{WORD}ins" and text:
            yield f"{{+{text}+}}"
        elif child.tag == f"{WORD}del" and text:
            yield f"[-{text}-]"
        else:
            yield text


def sheet_lines(content: bytes) -> Iterator[str]:
    """Each cell of an Excel file that holds something, with its sheet and place."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        strings = _shared_strings(package.read("xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in names else []
        for name in sorted((n for n in names if n.startswith("xl/worksheets/sheet")), key=lambda n: (len(n), n)):
            yield f"## {name.rpartition('/')[2]}"
            for cell in ElementTree.fromstring(package.read(name)).iter(f"{SHEET}c"):
                value = cell.find(f"{SHEET}v")
                if value is not None and value.text:
                    shown = strings[int(value.text)] if cell.get("t") == "s" else value.text
                    yield f"{cell.get('r')}| {shown}"


def _shared_strings(content: bytes) -> list[str]:
    items = ElementTree.fromstring(content).iter(f"{SHEET}si")
    return ["".join(node.text or "" for node in item.iter(f"{SHEET}t")) for item in items]
