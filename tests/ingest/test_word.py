"""Word documents: numbers that Word counts, headings, tables, footnotes, what stands beside the text."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given
from hypothesis import strategies as st

from comparer.ingest.docx_numbering import written_count
from comparer.ingest.import_document import Format, ImportFailure, import_draft
from tests.ingest.documents import NAMES, add, add_footnotes, lines, numbered, pdf, saved
from tests.ingest.read_back import clauses, count_signs, headings, imported, refusal


def _small() -> bytes:
    document = numbered(("decimal", "%1."))
    add(document, "The towns pay.", 0)
    return saved(document)


WHOLE, PRINTED = _small(), pdf(lines("1. The towns pay.", "2. They wait."))


def test_numbers_that_word_counts() -> None:
    document = numbered(("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)"))
    for text, depth in (
        ("The towns share the water.", 0),
        ("By day,", 1),
        ("at noon,", 2),
        ("at one,", 2),
        ("by night.", 1),
        ("The board looks on.", 0),
        ("It writes it down.", 1),
    ):
        add(document, text, depth)
    assert list(clauses(imported(saved(document), "word"))) == ["1", "1a", "1a.i", "1a.ii", "1b", "2", "2a"]


@pytest.mark.parametrize(
    ("form", "text", "ids"),
    [
        ("upperRoman", "%1.", ["I", "II", "III"]),
        ("upperLetter", "%1)", ["A", "B", "C"]),
        ("russianLower", "%1)", ["a", "b", "v"]),
        ("decimal", "Article %1", ["1", "2", "3"]),
        ("decimal", "4.%1", ["4.1", "4.2", "4.3"]),
    ],
)
def test_forms_of_numbers(form: str, text: str, ids: list[str]) -> None:
    document = numbered((form, text))
    for sentence in ("The towns pay.", "The towns wait.", "The towns go."):
        add(document, sentence, 0)
    assert list(clauses(imported(saved(document), "word"))) == ids


def test_what_was_moved_away_stands_once_where_it_is_now() -> None:
    document = docx.Document()
    document.add_paragraph("1. The towns share the water.")
    whole = document.add_paragraph("")
    whole._p.append(parse_xml(f"<w:moveFrom {NAMES}><w:r><w:t>2. No town shall arm.</w:t></w:r></w:moveFrom>"))
    part = document.add_paragraph("3. The weir stays")
    part._p.append(parse_xml(f"<w:moveFrom {NAMES}><w:r><w:t> open in spring</w:t></w:r></w:moveFrom>"))
    part._p.append(parse_xml(f"<w:r {NAMES}><w:t> in repair.</w:t></w:r>"))
    moved = document.add_paragraph("")
    moved._p.append(parse_xml(f"<w:moveTo {NAMES}><w:r><w:t>4. No town shall arm.</w:t></w:r></w:moveTo>"))
    assert clauses(imported(saved(document), "word")) == {
        "1": "The towns share the water.",
        "3": "The weir stays in repair.",
        "4": "No town shall arm.",
    }


def test_headings_tables_notes_and_what_stands_beside() -> None:
    document = docx.Document()
    document.add_heading("Framework for the valley", 0)
    document.add_heading("Water", 1)
    paragraph = document.add_paragraph("1. ")
    paragraph.add_run("Sharing.").bold = True
    paragraph.add_run(" The towns share")
    paragraph._p.append(parse_xml(f'<w:r {NAMES}><w:footnoteReference w:id="2"/></w:r>'))
    paragraph._p.append(parse_xml(f"<w:ins {NAMES}><w:r><w:t> the water</w:t></w:r></w:ins>"))
    paragraph._p.append(parse_xml(f"<w:del {NAMES}><w:r><w:delText>the wine</w:delText></w:r></w:del>"))
    add_footnotes(document, {2: "Measured at the weir."})
    document.element.body.insert_element_before(
        parse_xml(
            f"<w:sdt {NAMES}><w:sdtContent><w:p><w:r><w:t>2. In a frame.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
        "w:sectPr",
    )
    table = document.add_table(rows=3, cols=3)
    cells = (("No", "Upper", "Lower"), ("3", "pays", "waits"), ("4", "goes", "stays"))
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.sections[0].header.paragraphs[0].text = "Secret"
    data = imported(saved(document), "word")
    assert data["title"] == "Framework for the valley"
    assert clauses(data) == {
        "1": "The towns share the water",
        "2": "In a frame.",
        "3": "pays | waits",
        "4": "goes | stays",
    }
    assert headings(data)["1"] == "Water – Sharing"
    assert data["provisions"][0]["note"] == "Footnote: Measured at the weir."
    for text in ("struck out: the wine", "header: Secret", "No | Upper | Lower"):
        assert text in data["note"]


def test_every_word_of_the_document_is_kept() -> None:
    document = numbered(("decimal", "%1)"))
    words = [f"word{number}" for number in range(60)]
    for number, word in enumerate(words):
        if number % 3 == 0:
            add(document, word, 0)
        elif number % 3 == 1:
            document.add_heading(word, number % 4 + 1)
        else:
            document.add_table(rows=1, cols=2).cell(0, 1).text = word
    document.sections[0].footer.paragraphs[0].text = "word60"
    result = count_signs(imported(saved(document), "word"))
    assert all(result[word] for word in [*words, "word60"])


Edit = Callable[[str, bytes], bytes | None]
"""The new content of a part of a document by its name; None leaves it out."""


def _altered(document: Any, edit: Edit) -> bytes:
    stream = BytesIO()
    with ZipFile(BytesIO(saved(document))) as old, ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = edit(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return stream.getvalue()


def _without(part: str) -> bytes:
    return _altered(docx.Document(), lambda name, content: None if name == part else content)


def _with_body(body: bytes) -> bytes:
    return _altered(docx.Document(), lambda name, content: body if name == "word/document.xml" else content)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"PK\x03\x04 and no more", "not a readable Word document"),
        (b"1. Water", "not a readable Word document"),
        (saved(docx.Document())[:900], "not a readable Word document"),
        (_without("word/document.xml"), "not a readable Word document"),
        (_without("[Content_Types].xml"), "not a readable Word document"),
        (_with_body(b"<w:document"), "not a readable Word document"),
        (saved(docx.Document()), "no text"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, text: str) -> None:
    assert text in refusal(content, "word")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<w:start w:val="1"/>', '<w:start w:val="²"/>'),
        ('<w:start w:val="1"/>', f'<w:start w:val="{"9" * 5000}"/>'),
        ('<w:start w:val="1"/>', '<w:start w:val="99999999999"/>'),  # as letters it would fill the memory
        ('<w:ilvl w:val="0"/>', '<w:ilvl w:val="²"/>'),
        ('<w:ilvl w:val="0"/>', f'<w:ilvl w:val="{"9" * 5000}"/>'),
        ("<w:numPr>", '<w:ind w:left="--5"/><w:numPr>'),
        ("<w:numPr>", f'<w:ind w:left="{"9" * 5000}"/><w:numPr>'),
        ("<w:numPr>", '<w:outlineLvl w:val="²"/><w:numPr>'),
    ],
)
def test_a_number_that_word_would_not_write_counts_as_not_written(old: str, new: str) -> None:
    document = numbered(("lowerLetter", "%1)"))
    add(document, "The towns pay.", 0)
    altered = _altered(document, lambda _, content: content.replace(old.encode(), new.encode()))
    assert clauses(imported(altered, "word")) == {"a": "The towns pay."}


def test_broken_footnotes_are_told_too() -> None:
    document = docx.Document()
    document.add_paragraph("1. The towns pay.")
    add_footnotes(document, {2: "<broken"})
    assert "not a readable Word document" in refusal(saved(document), "word")


@given(st.integers(0, 10**9), st.binary(min_size=1, max_size=6), st.sampled_from(["cut", "change"]))
def test_a_damaged_file_is_read_or_refused(place: int, new: bytes, how: str) -> None:
    for raw, kind in ((WHOLE, "word"), (PRINTED, "pdf")):
        at = place % len(raw)
        damaged = raw[:at] if how == "cut" else raw[:at] + new + raw[at + len(new) :]
        with contextlib.suppress(ImportFailure):
            assert import_draft(damaged, Format(kind)).provisions


def test_word_counts_cyrillic_letters_in_the_order_of_the_alphabet_without_those_that_it_leaves_out() -> None:
    letters = [written_count(number, "russianLower") for number in range(1, 29)]
    assert letters == sorted(letters)
    assert set(letters) == {chr(code) for code in range(ord("а"), ord("я") + 1)} - set("йъыь")
    assert [written_count(number, "russianUpper") for number in (1, 28, 29, 57)] == ["А", "Я", "АА", "ААА"]


def test_numbers_in_headings_nest_by_the_levels_of_the_headings() -> None:
    document = docx.Document()
    for level, text in (
        (1, "1. Software"), (2, "1.1 Licence. The maker shall let the town use it."), (1, "2. Limits"),
        (2, "2.1 The town shall not:"), (3, "(a) sell it;"), (3, "(b) lend it."), (2, "2.2 The maker may look on."),
        (1, "3. Fees"), (2, "3.1 The town shall pay."),
    ):  # fmt: skip
        document.add_heading(text, level)
    data = imported(saved(document), "word")
    assert [provision["id"] for provision in data["provisions"]] == ["1", "2", "3"]
    refs = clauses(data)
    assert list(refs) == ["1.1", "2.1", "2.1a", "2.1b", "2.2", "3.1"]
    assert refs["2.1a"] == "sell it;"


def test_a_line_that_heads_a_list_does_not_head_the_numbered_headings_behind_it() -> None:
    document = docx.Document()
    document.add_paragraph("Agreement on the lake")
    document.add_paragraph("Key terms")
    document.add_paragraph("The towns have signed the cover page.")
    document.add_heading("1. Fees", 1)
    document.add_heading("1.1 The town shall pay.", 2)
    document.add_heading("2. Lamps", 1)
    document.add_heading("2.1 The mill shall pay.", 2)
    data = imported(saved(document), "word")
    assert headings(data)["1"] == "Fees"
    assert headings(data)["2"] == "Lamps"


def test_a_form_inside_a_cell_keeps_all_its_cells() -> None:
    document = docx.Document()
    outer = document.add_table(rows=3, cols=2)
    for row, (label, value) in enumerate([("Mill", "The old one."), ("Tolls", "Check some."), ("Town", "x")]):
        outer.cell(row, 0).text, outer.cell(row, 1).text = label, value
    inner = outer.cell(1, 1).add_table(rows=2, cols=2)
    for row, (left, right) in enumerate([("[ ] boats", "[ ] carts"), ("[ ] rafts", "[ ] wains")]):
        inner.cell(row, 0).text, inner.cell(row, 1).text = left, right
    data = imported(saved(document), "word")
    texts = " ".join(clauses(data).values())
    assert all(name in texts for name in ("boats", "carts", "rafts", "wains"))
    assert "not in the plan" not in data["note"]


def _hide_by_run(document: Any, row: Any) -> None:
    for cell in row.cells:
        cell.paragraphs[0].runs[0].font.hidden = True


def _hide_by_row(document: Any, row: Any) -> None:
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:hidden {NAMES}/>"))


def _delete_row(document: Any, row: Any) -> None:
    row._tr.get_or_add_trPr().append(parse_xml(f'<w:del {NAMES} w:id="1" w:author="x"/>'))


def _hide_by_style(document: Any, row: Any) -> None:
    hidden = document.styles.add_style("Unseen", 1)
    hidden.font.hidden = True
    below = document.styles.add_style("Unseen too", 1)
    below.base_style = hidden
    row.cells[0].paragraphs[0].style, row.cells[1].paragraphs[0].style = hidden, below


def _hide_by_run_style(document: Any, row: Any) -> None:
    document.styles.add_style("Unseen", 2).font.hidden = True
    for cell in row.cells:
        cell.paragraphs[0].runs[0].style = "Unseen"


@pytest.mark.parametrize("hide", [_hide_by_run, _hide_by_row, _delete_row, _hide_by_style, _hide_by_run_style])
def test_what_no_reader_of_a_table_sees_is_told_and_no_clause(hide: Callable[[Any, Any], None]) -> None:
    document = docx.Document()
    table = document.add_table(3, 2)
    for row, texts in zip(
        table.rows, (("Towns", "Secret pay."), ("Mills", "They go."), ("Ports", "All.")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    hide(document, table.rows[0])
    draft = import_draft(saved(document), Format.WORD)
    assert [clause.text for provision in draft.provisions for clause in provision.clauses] == ["They go.", "All."]
    why = "struck out" if hide is _delete_row else "hidden"
    assert [text for _, text in draft.unplaced] == [f"{why}: Towns", f"{why}: Secret pay."]
    assert not draft.doubts


def test_a_run_shows_what_its_style_hides() -> None:
    document = docx.Document()
    document.styles.add_style("Unseen", 1).font.hidden = True
    paragraph = document.add_paragraph("They pay.", style="Unseen")
    paragraph.runs[0].font.hidden = False
    draft = import_draft(saved(document), Format.WORD)
    assert [clause.text for provision in draft.provisions for clause in provision.clauses] == ["They pay."]
