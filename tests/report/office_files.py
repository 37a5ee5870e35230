"""Small readers of office files for the tests, and reports that mean harm."""

from __future__ import annotations

import copy
import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

from tests.report.sample import SAMPLE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FINGERPRINT = re.compile(r"\b[0-9a-f]{12}\b")
DELETED, INSERTED = (W + "del", W + "moveFrom"), (W + "ins", W + "moveTo")
HOSTILE = (
    '<script>alert(1)</script> | a\nb =HYPERLINK("http://x.invalid","y") \u202egnp.exe \x1b[31mred \ufffe \ud800 '
    ']]> &amp; "q" 🕊️ Слово о_x0041_ {title} %s'
)
LONG = "A clause that does not end. " * 4_000


def members(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def body(content: bytes) -> ElementTree.Element:
    result = ElementTree.fromstring(members(content)["word/document.xml"]).find(W + "body")
    assert result is not None
    return result


def words(element: ElementTree.Element, *, without: tuple[str, ...] = ()) -> str:
    """The text of a Word element, that of tracked changes included, but for the kinds named in `without`."""
    if element.tag in without:
        return ""
    if element.tag in (W + "t", W + "delText"):
        return element.text or ""
    phrase = "".join(words(child, without=without) for child in element)
    return phrase + "\n" if element.tag == W + "p" else phrase


def sheets(content: bytes) -> dict[str, list[list[str]]]:
    """Each sheet of a workbook by its name, as rows of cells; an empty cell is an empty text."""
    parts = members(content)
    shared = [
        "".join(text.text or "" for text in item.iter(S + "t"))
        for item in ElementTree.fromstring(parts["xl/sharedStrings.xml"])
    ]
    names = [item.attrib["name"] for item in ElementTree.fromstring(parts["xl/workbook.xml"]).iter(S + "sheet")]
    return {
        name: [
            _row(row, shared) for row in ElementTree.fromstring(parts[f"xl/worksheets/sheet{n}.xml"]).iter(S + "row")
        ]
        for n, name in enumerate(names, 1)
    }


def file_text(content: bytes, form: str) -> str:
    """The words of an output of any format: of Word and Excel those of their paragraphs and cells."""
    if form == "docx":
        return words(body(content))
    if form == "xlsx":
        return "\n".join(cell for rows in sheets(content).values() for row in rows for cell in row)
    return content.decode()


def _row(row: ElementTree.Element, shared: list[str]) -> list[str]:
    cells: dict[int, str] = {}
    for cell in row:
        letters = re.sub(r"\d", "", cell.attrib["r"])
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        value = cell.findtext(S + "v") or ""
        cells[column - 1] = shared[int(value)] if cell.attrib.get("t") == "s" else value
    return [cells.get(n, "") for n in range(max(cells, default=-1) + 1)]


def column(rows: list[list[str]], name: str) -> list[str]:
    n = rows[0].index(name)
    return [row[n] if n < len(row) else "" for row in rows[1:]]


def hostile(report: dict[str, Any]) -> dict[str, Any]:
    """The report with text of others that tries to do harm in every field that others write."""
    made = copy.deepcopy(report)
    made["title"] = HOSTILE
    for n, clause in enumerate(made["clauses"].values()):
        clause["text"] = (("=", "+", "-", "@")[n % 4]) + HOSTILE + clause["text"]
        clause["note"] = clause["heading"] = clause["provision"] = HOSTILE
        clause["short"] = HOSTILE if n % 2 else ""
    next(iter(made["clauses"].values()))["text"] = LONG
    for plan in (*made["plans"], *made["lines"].values(), *made["constraints_in_force"].values()):
        plan["title"] = HOSTILE
    for plan in (*made["plans"], *made["lines"].values()):
        plan["name" if "kind" in plan else "sentence"] = f"=1+1 {HOSTILE}"
    for plan in made["rows"]:
        plan["label"] = plan["question"] = f"+1+1 {HOSTILE}"
    for name in ("verdicts", "constraints", "deadlocks", "contradictions", "plan_findings", "ranges"):
        for plan in made[name]:
            plan["because"] = f"=1+1 {HOSTILE}"
    for plan in made["sources"].values():
        plan["title"], plan["publisher"], plan["address"] = HOSTILE, f"-1+1 {HOSTILE}", "javascript:alert(1)"
    made["words"] = {word: f"@{label}{HOSTILE}" for word, label in made["words"].items()}
    return made


def on_another_machine(name: str) -> bytes:
    """The sample report in a format, made by another process in another zone, for another user."""
    script = (
        "import json, sys\nfrom comparer.report.render import render\n"
        f"sys.stdout.buffer.write(render({name!r}, json.load(open({str(SAMPLE)!r}, encoding='utf-8'))))"
    )
    machine = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "USER": "somebody", "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-c", script]
    return subprocess.run(command, check=True, capture_output=True, env={**os.environ, **machine}).stdout


def as_pdf(soffice: str, content: bytes, folder: Path, name: str) -> str:
    """The text of the file as LibreOffice prints it; pages end with a form feed."""
    source = folder / name
    source.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    text = subprocess.run(
        ["pdftotext", "-layout", str(source.with_suffix(".pdf")), "-"], check=True, capture_output=True
    )
    return text.stdout.decode()
