"""What Word keeps beside or inside its paragraphs: each of it is read, or told, and none of it twice."""

from __future__ import annotations

from typing import Any

import docx
import pytest
from docx.oxml import parse_xml

from comparer.ingest.docx import read_docx
from tests.ingest.documents import NAMES, add, add_footnotes, numbered, saved
from tests.ingest.read_back import clauses, imported

FALLBACK = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def run(inside: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{inside}</w:r>"


def text(words: str, properties: str = "") -> str:
    return run(f'<w:t xml:space="preserve">{words}</w:t>', properties)


def document_of(*paragraphs: str) -> Any:
    """A document of paragraphs, each as the XML inside it."""
    document = docx.Document()
    for inside in paragraphs:
        document.element.body.insert_element_before(parse_xml(f"<w:p {NAMES} {FALLBACK}>{inside}</w:p>"), "w:sectPr")
    return document


def read(*paragraphs: str) -> dict[str, Any]:
    return imported(saved(document_of(*paragraphs)), "word")


def box(inside: str) -> str:
    """A text box as Word writes it: with a second copy for older programs."""
    content = f"<w:txbxContent>{inside}</w:txbxContent>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{content}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_text_in_boxes_is_read_once_behind_the_paragraph_that_holds_them() -> None:
    inner = f"<w:p>{text('2. Ships wait.')}</w:p>"
    innermost = box(f"<w:p>{text('4. Tugs stay.')}</w:p>")
    nested = f"<w:p>{text('3. Rafts go.')}{innermost}</w:p>"
    data = read(text("1. Boats pay.") + box(inner) + box(nested), text("5. All rest."))
    assert clauses(data) == {
        "1": "Boats pay.",
        "2": "Ships wait.",
        "3": "Rafts go.",
        "4": "Tugs stay.",
        "5": "All rest.",
    }
    assert "signs of the document are not in the plan" not in data["note"]


def test_breaks_tabs_and_hyphens_inside_a_paragraph() -> None:
    data = read(
        text("1. Boats") + run("<w:tab/>") + text("pay:") + run("<w:br/>") + text("(a) tolls;") + run("<w:cr/>")
        + text("(b) non") + run("<w:noBreakHyphen/>") + text("tax fees, and har") + run("<w:softHyphen/>")
        + text("bour dues.")
    )  # fmt: skip
    assert clauses(data) == {"1": "Boats pay:", "1a": "tolls;", "1b": "non-tax fees, and harbour dues."}


@pytest.mark.parametrize(
    ("code", "font", "sign"),
    [
        *(("F0A3", "Symbol", "≤"), ("F0B3", "Symbol", "≥"), ("F0A5", "Symbol", "∞"), ("F0B4", "Symbol", "×")),
        *(("F0B9", "Symbol", "≠"), ("F0B1", "Symbol", "±"), ("F02D", "Symbol", "−"), ("00B0", "Symbol", "°")),
        *(("F025", "Symbol", "%"), ("F0AE", "Symbol", "→"), ("F0D6", "Symbol", "√"), ("F0BB", "symbol", "≈")),
        *(("F0A7", "Wingdings 2", "•"), ("00A7", "Arial", "§"), ("F0A7", "Arial", "§"), ("2265", "Arial", "≥")),
        *(("F0A3", "Arial", "£"), ("zz", "Symbol", ""), ("0009", "Arial", ""), ("D800", "Arial", "")),
    ],
)
def test_a_sign_of_a_font_of_signs_is_the_sign_that_it_shows(code: str, font: str, sign: str) -> None:
    symbol = run(f'<w:sym w:font="{font}" w:char="{code}"/>')
    assert clauses(read(text("1. Boats pay 3") + symbol + text("4."))) == {"1": f"Boats pay 3{sign}4."}


def test_raised_figures_do_not_run_together() -> None:
    raised = text("2", '<w:vertAlign w:val="superscript"/>')
    lowered = text("2", '<w:vertAlign w:val="subscript"/>')
    assert clauses(read(text("1. Pay 10") + raised + text(" m") + lowered + text(".")))["1"] == "Pay 10² m2."


@pytest.mark.parametrize(
    ("properties", "why"),
    [("<w:strike/>", "struck out"), ("<w:dstrike/>", "struck out"), ("<w:vanish/>", "hidden")],
)
def test_what_is_struck_out_or_hidden_is_told_and_no_text(properties: str, why: str) -> None:
    data = read(text("1. Boats ") + text("must ", properties) + text("pay."))
    assert clauses(data) == {"1": "Boats pay."}
    assert f"paragraph 1: {why}: must" in data["note"]


@pytest.mark.parametrize("value", ["0", "false", "off"])
def test_a_property_that_is_switched_off_does_nothing(value: str) -> None:
    assert clauses(read(text("1. Boats ") + text("must ", f'<w:strike w:val="{value}"/>') + text("pay."))) == {
        "1": "Boats must pay."
    }


def test_a_counted_paragraph_whose_text_is_struck_out_is_told() -> None:
    document = numbered(("decimal", "%1."))
    add(document, "Boats pay.", 0)
    struck = add(document, "", 0)
    struck._p.append(parse_xml(f"<w:r {NAMES}><w:rPr><w:strike/></w:rPr><w:t>Ships pay.</w:t></w:r>"))
    add(document, "Rafts pay.", 0)
    data = imported(saved(document), "word")
    assert clauses(data) == {"1": "Boats pay.", "3": "Rafts pay."}
    assert "the text of the number 2. is struck out or hidden" in data["note"]
    assert "struck out: Ships pay." in data["note"]


def test_paragraphs_whose_mark_between_them_was_deleted_are_one() -> None:
    joined = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    assert clauses(read(joined + text("1. Boats pay"), text("tolls."), text("2. Ships wait."))) == {
        "1": "Boats pay tolls.",
        "2": "Ships wait.",
    }
    document = numbered(("decimal", "%1."))
    for words in ("Boats pay", "tolls.", "Ships wait."):
        add(document, words, 0)
    first = document.paragraphs[0]._p.get_or_add_pPr()
    first.append(parse_xml(f"<w:rPr {NAMES}><w:del/></w:rPr>"))
    assert clauses(imported(saved(document), "word")) == {"1": "Boats pay tolls.", "2": "Ships wait."}


def test_lines_of_contents_stand_aside_and_stay() -> None:
    document = docx.Document()
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("Tolls 12", style="toc 1")
    document.add_paragraph("1. Boats pay.")
    data = imported(saved(document), "word")
    assert clauses(data) == {"1": "Boats pay."}
    assert "contents: Tolls 12" in data["note"]


def test_a_note_stands_with_the_clause_that_calls_it_and_one_that_nobody_calls_is_told() -> None:
    call = run('<w:footnoteReference w:id="2"/>')
    document = document_of(text("1. Boats pay") + call + text("."), text("2. Ships wait."))
    add_footnotes(document, {2: "As of May.", 3: "As of June."})
    data = imported(saved(document), "word")
    assert [provision.get("note", "") for provision in data["provisions"]] == ["Footnote: As of May.", ""]
    assert data["note"].count("As of June.") == 1
    assert "As of May." not in data["note"]


def test_a_paragraph_of_a_note_alone_keeps_it() -> None:
    document = document_of(text("1. Boats pay."), run('<w:footnoteReference w:id="2"/>'))
    add_footnotes(document, {2: "As of May."})
    assert "As of May." in repr(imported(saved(document), "word"))


@pytest.mark.parametrize("tag", ["altChunk", "object"])
def test_what_is_no_text_of_the_file_is_told_at_its_place(tag: str) -> None:
    document = document_of(text("1. Boats pay."))
    if tag == "altChunk":
        document.element.body.insert_element_before(parse_xml(f"<w:altChunk {NAMES}/>"), "w:sectPr")
        expected = "after paragraph 1: a part that Word takes from another file was not read"
    else:
        document.paragraphs[0]._p.append(parse_xml(f"<w:r {NAMES}><w:object/></w:r>"))
        expected = "paragraph 1: an embedded object was not read"
    assert expected in imported(saved(document), "word")["note"]


def test_headers_are_told_once_and_places_count_paragraphs() -> None:
    document = document_of(text("1. Boats pay."), text("2. Ships wait."))
    document.sections[0].header.paragraphs[0].text = "Draft of the north"
    document.sections[0].footer.paragraphs[0].text = "Draft of the north"
    reading = read_docx(saved(document))
    assert [block.location for block in reading.blocks][:2] == ["paragraph 1", "paragraph 2"]
    assert imported(saved(document), "word")["note"].count("header: Draft of the north") == 1


def test_notes_in_cells_of_a_table_are_told_and_points_in_cells_are_points() -> None:
    document = document_of(text("1. Boats pay."))
    table = document.add_table(rows=2, cols=3)
    for row, words in zip(table.rows, (("2", "Ships", "wait"), ("3", "Rafts", "go")), strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    table.cell(0, 2).paragraphs[0]._p.append(parse_xml(f'<w:r {NAMES}><w:footnoteReference w:id="2"/></w:r>'))
    add_footnotes(document, {2: "As of May."})
    data = imported(saved(document), "word")
    assert clauses(data) == {"1": "Boats pay.", "2": "Ships | wait", "3": "Rafts | go"}
    assert "table after paragraph 1: As of May." in data["note"]
