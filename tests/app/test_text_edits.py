"""A heading, a note or the title of a part that differs is told by every format of `compare`, as by `diff`."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.app.command import here
from tests.report.office_files import body, file_text, sheets, words

TEXT = """PART ONE: LEVIES

1. Levy on big boats
The port shall pay the levy.
2. The town keeps the harbour.

PART TWO: LAMPS

1. The warden keeps the lamps.
2. The town pays.
"""
OLD, NEW = "PART ONE: LEVIES", "PART ONE: TAXES"
TEXT_FORMATS = ("table", "text", "md", "html", "csv", "json")


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    (tmp_path / "left.txt").write_text(TEXT)
    (tmp_path / "right.txt").write_text(TEXT.replace("LEVIES", "TAXES").replace("big", "small"))
    return tmp_path


def compared(folder: Path, *options: str) -> str:
    result = here("compare", "left.txt", "right.txt", *options, cwd=folder)
    assert result.code == 0, result.errors
    return result.text


@pytest.mark.parametrize("more", [(), ("--full",)])
@pytest.mark.parametrize("form", TEXT_FORMATS)
def test_a_differing_title_of_a_part_is_told_by_every_format_of_words(
    documents: Path, form: str, more: tuple[str, ...]
):
    text = " ".join(compared(documents, "--format", form, *more).replace("&#34;", '"').split())
    if (form, more) == ("table", ()):  # one screen has room for the first of them
        assert "Headings and notes that differ" in text
    else:
        assert OLD in text
        assert NEW in text


def test_excel_and_word_tell_it(documents: Path):
    for form in ("xlsx", "docx"):
        compared(documents, "--format", form, "--output", f"report.{form}")
    cells = [cell for rows in sheets((documents / "report.xlsx").read_bytes()).values() for row in rows for cell in row]
    assert any(OLD in cell and NEW in cell for cell in cells)
    text = words(body((documents / "report.docx").read_bytes()))
    assert text.count(NEW) == 2, "in the brief and in the table of them"
    with ZipFile(BytesIO((documents / "report.docx").read_bytes())) as archive:
        assert archive.testzip() is None


def test_the_brief_tells_it_with_the_changes_and_not_with_other_parts(documents: Path):
    for part, is_told in (("changes", True), ("reading", False)):
        result = here("brief", "left.txt", "right.txt", "--sections", part, cwd=documents)
        assert result.code == 0, result.errors
        assert ("Headings and notes that differ" in result.text) is is_told


def test_diff_and_compare_tell_the_same_edits(documents: Path):
    diff = here("diff", "left.txt", "right.txt", "--format", "json", cwd=documents).json
    pair = here("compare", "left.txt", "right.txt", "--format", "json", cwd=documents).json["pairs"][0]
    assert [(edit["field"], edit["before"], edit["after"]) for edit in pair["edits"]] == [
        ("heading", "Levy on big boats", "Levy on small boats"),
        ("part", OLD, NEW),
    ]
    edits = [edit for change in diff["change"]["clauses"] for edit in change["edits"]]
    assert edits == [{key: edit[key] for key in ("field", "before", "after")} for edit in pair["edits"]]


def test_plans_of_a_workspace_are_told_likewise(documents: Path):
    assert here("init", "--empty", "talks", cwd=documents).code == 0
    for name in ("left.txt", "right.txt"):
        imported = here("import", f"../{name}", "--output", "plans/drafts/", cwd=documents / "talks")
        assert imported.code == 0, imported.errors
    result = here("compare", "--format", "md", cwd=documents / "talks")
    assert f'1.1, part: from "{OLD}" to "{NEW}"' in result.text


def test_what_differs_late_in_a_long_note_is_shown_and_not_cut_before():
    from comparer.report.words.redline import quote_sides

    head = "word " * 300
    before, after = quote_sides(f"{head}forty crowns.", f"{head}sixty crowns.")
    assert (before[:1], after[:1]) == ("…", "…")
    assert before.endswith("forty crowns.")
    assert after.endswith("sixty crowns.")


def test_two_documents_of_one_title_have_names_that_part_them(documents: Path):
    for name in ("left.txt", "right.txt"):
        (documents / name).write_text(f"Port agreement\n\n{(documents / name).read_text()}")
    text = compared(documents, "--format", "md")
    assert "| Issue | Port agreement (left) | Port agreement (right) |" in text


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_the_words_of_documents_are_not_called_ours(documents: Path, language: str):
    ours = re.compile(r"\bours?\b|наш(?:ими|е|і|и|ї)?\b")
    for form in TEXT_FORMATS:
        text = compared(documents, "--format", form, "--full", "--lang", language)
        assert not ours.search(text), form


@pytest.fixture
def titled(tmp_path: Path) -> Path:
    for name, title, head in (
        ("left", "Pact of the Mill", "Draft of 3 March"),
        ("right", "Pact of the Weir", "Draft of 9 June"),
    ):
        (tmp_path / f"{name}.txt").write_text(f"{title}\n\n{head}\n\n1. The mill pays.\n\n2. The weir stands.\n")
    return tmp_path


@pytest.mark.parametrize("command", ["diff", "compare"])
@pytest.mark.parametrize("form", [*TEXT_FORMATS, "xlsx", "docx"])
def test_titles_and_texts_of_no_clause_that_differ_are_told_by_every_format(titled: Path, command: str, form: str):
    output = titled / f"report.{form}"
    result = here(command, "left.txt", "right.txt", "--format", form, "--full", "--output", output.name, cwd=titled)
    assert result.code == 0, result.errors
    shown_text = " ".join(file_text(output.read_bytes(), form).replace("&#34;", '"').split())
    for text in ("Pact of the Mill", "Pact of the Weir", "Draft of 3 March", "Draft of 9 June"):
        assert text in shown_text


def test_one_document_in_two_layouts_has_no_such_edits(titled: Path):
    text = (titled / "left.txt").read_text()
    (titled / "right.md").write_text(text.replace("Pact of the Mill", "# Pact of the Mill"))
    diff = here("diff", "left.txt", "right.md", "--format", "json", cwd=titled).json
    assert diff["change"]["records"] == []


def test_a_document_without_a_title_is_not_called_by_its_file(tmp_path: Path):
    for name in ("left", "right"):
        (tmp_path / f"{name}.txt").write_text("1. The mill pays.\n\n2. The weir stands.\n")
    assert here("diff", "left.txt", "right.txt", "--format", "json", cwd=tmp_path).json["change"]["records"] == []
