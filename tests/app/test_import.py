"""`comparer import` as a person runs it: what it writes, what it says, what it refuses."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.app.command import here, process, put, tree
from tests.ingest.documents import lines, pdf

TEXT = (
    "Draft for the lake\n\nMarked as secret\n\nThey agree as follows.\n\n"
    "1. The towns share the water.\n2. [The board looks on.]\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert here("init", "w", cwd=tmp_path).code == 0
    put(tmp_path / "w/texts/lake draft.txt", TEXT)
    return tmp_path / "w"


def test_the_file_is_on_standard_output_and_the_rest_is_told(folder: Path) -> None:
    done = here("import", "texts/lake draft.txt", cwd=folder)
    assert done.code == 0
    assert done.text.startswith("# yaml-language-server: $schema=../.schema/plan.schema.json\n# $schema: ")
    assert "\nplan: lake-draft\ntitle: Draft for the lake\nkind: draft\n" in done.text
    assert done.lines == [
        "lake-draft: 3 provisions, 3 clauses, 1 contested (in brackets)",
        "assumed: kind draft, coverage complete",
        "not placed, line 3: 'Marked as secret'",
    ]


def test_what_is_written_validates_and_points_to_its_schema(folder: Path) -> None:
    for target in ("plans/drafts/lake.yaml", "plans/drafts/deep/lake.yaml", "../w/plans/back.yaml"):
        plan = target.replace("/", "-").removesuffix(".yaml").strip("-.")
        done = here("import", "texts/lake draft.txt", "--plan", plan, "--output", target, cwd=folder)
        assert done.code == 0, done.errors
        first = (folder / target).read_text(encoding="utf-8").splitlines()[0]
        assert ((folder / target).parent / first.partition("$schema=")[2]).is_file()
    assert here("validate", cwd=folder).code == 0


def test_standard_input(folder: Path) -> None:
    done = process("import", "-", "--plan", "lake", cwd=folder, shell='printf "1. One pays.\\n2. Two wait.\\n" | "$@"')
    assert done.code == 0, done.errors
    assert "plan: lake\n" in done.text
    assert 'id: "2"\n    text: Two wait.' in done.text


def test_pdf_on_standard_input(folder: Path) -> None:
    put(folder / "x", pdf(lines("1. The towns pay.")))
    done = process("import", "-", cwd=folder, shell='"$@" <x')
    assert "text: The towns pay." in done.text


def test_a_wrong_ending_does_not_mislead(folder: Path) -> None:
    put(folder / "a.txt", pdf(lines("1. The towns pay.")))
    assert "text: The towns pay." in here("import", "a.txt", cwd=folder).text


def test_closed_standard_input_is_refused(folder: Path) -> None:
    done = process("import", "-", cwd=folder, shell='"$@" <&-')
    assert done.code == 2
    assert len(done.lines) == 1


def test_nothing_is_written_over(folder: Path) -> None:
    before = tree(folder)
    done = here("import", "texts/lake draft.txt", "--output", "plans/drafts/first-draft.yaml", cwd=folder)
    assert done.code == 2
    assert "there is such a file already" in done.errors
    assert tree(folder) == before


@pytest.mark.parametrize(("cwd", "up"), [(".", ""), ("texts", "../"), (".", "../w/")])
def test_the_id_of_another_plan_is_refused(folder: Path, cwd: str, up: str) -> None:
    words = ("--plan", "first-draft", "--output", f"{up}plans/drafts/x.yaml")
    done = here("import", str(folder / "texts/lake draft.txt"), *words, cwd=folder / cwd)
    assert done.code == 2
    assert "is that of the plan in plans/drafts/first-draft.yaml" in done.errors
    assert not (folder / "plans/drafts/x.yaml").exists()


@pytest.mark.parametrize(
    ("name", "content", "words", "told"),
    [
        ("no.txt", None, (), "there is no such file"),
        ("texts", None, (), "it is a folder"),
        ("a.txt", b"", (), "it is empty"),
        ("a.rtf", b"{}", (), "it is Rich Text"),
        ("a.docs", b"{}", (), "did you mean '.docx'?"),
        ("a.docx", b"1. A", (), "not a readable Word document"),
        ("a.pdf", b"1. A", (), "not a readable PDF"),
        ("a.pdf", pdf([]), (), "only pictures of pages"),
        ("a.txt", b"1. A", ("--plan", "A Plan"), "did you mean 'a-plan'?"),
        ("a.txt", b"1. A", ("--output", "plans"), "it is a folder"),
    ],
)  # fmt: skip
def test_what_cannot_be_imported_is_one_line_and_code_2(
    folder: Path, name: str, content: bytes | None, words: tuple[str, ...], told: str
) -> None:
    if content is not None:
        put(folder / name, content)
    done = here("import", name, *words, cwd=folder)
    assert (done.code, len(done.lines), done.output) == (2, 1, b"")
    assert told in done.errors


@pytest.mark.parametrize(("module", "name"), [("docx", "a.docx"), ("pypdfium2", "a.pdf")])
def test_a_missing_library_names_the_extra(
    folder: Path, module: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder / name, b"PK\x03\x04" if module == "docx" else b"%PDF-")
    monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.setattr("comparer.app.documents.find_spec", lambda one: None if one == module else object())
    done = here("import", name, cwd=folder)
    assert done.code == 2
    assert "needs the extra 'office'" in done.errors
