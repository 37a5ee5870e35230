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
    ("name", "content", "words", "text"),
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
    folder: Path, name: str, content: bytes | None, words: tuple[str, ...], text: str
) -> None:
    if content is not None:
        put(folder / name, content)
    done = here("import", name, *words, cwd=folder)
    assert (done.code, len(done.lines), done.output) == (2, 1, b"")
    assert text in done.errors


@pytest.mark.parametrize(("module", "name"), [("docx", "a.docx"), ("pypdfium2", "a.pdf")])
def test_a_missing_library_names_the_extra(
    folder: Path, module: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder / name, b"PK\x03\x04" if module == "docx" else b"%PDF-")
    monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.setattr("comparer.app.documents.find_spec", lambda item: None if item == module else object())
    done = here("import", name, cwd=folder)
    assert done.code == 2
    assert "needs the extra 'office'" in done.errors


def test_several_documents_go_to_the_drafts_or_the_folder_that_is_named(folder: Path) -> None:
    put(folder / "texts/a.md", "1. The towns pay.\n")
    put(folder / "texts/b.html", "<p>1. The towns wait.</p>")
    assert here("import", "texts/a.md", "texts/b.html", cwd=folder).code == 0
    assert (folder / "plans/drafts/b.yaml").is_file()
    assert here("validate", cwd=folder).code == 0
    assert here("import", "texts/a.md", "texts/b.html", "--output", "made/", cwd=folder).code == 0
    assert {path.name for path in (folder / "made").iterdir()} == {"a.yaml", "b.yaml"}
    put(folder / "other/a.txt", "1. One pays.\n")
    twice = here("import", "texts/a.md", "other/a.txt", "--output", "twice/", cwd=folder)
    assert (twice.code, (folder / "twice").exists()) == (2, False)
    assert "two of the documents would have the id 'a'" in twice.errors
    for words in (("--plan", "x"), ("--title", "X"), ("--output", "-")):
        assert here("import", "texts/a.md", "texts/b.html", *words, cwd=folder).code == 2


def test_title_and_date_are_those_that_were_given(folder: Path) -> None:
    done = here("import", "texts/lake draft.txt", "--title", "The lake", "--issued", "2031-05", cwd=folder)
    assert '\ntitle: The lake\nkind: draft\nissued: "2031-05"\n' in done.text
    wrong = here("import", "texts/lake draft.txt", "--issued", "2031-13", cwd=folder)
    assert (wrong.code, wrong.output) == (2, b"")
    assert "--issued '2031-13' is not a date" in wrong.errors


def test_a_later_version_keeps_the_encodings(folder: Path) -> None:
    words = ("import", "texts/lake draft.txt", "--output", "plans/drafts/lake.yaml")
    assert here(*words, cwd=folder).code == 0
    plan = folder / "plans/drafts/lake.yaml"
    text = plan.read_text(encoding="utf-8")
    put(plan, text.replace("text: The towns share the water.\n", "text: The towns share the water.\n    evidence: B\n"))
    put(folder / "texts/lake draft.txt", TEXT.replace("The board looks on", "The board decides"))
    assert here(*words, cwd=folder).code == 2
    done = here(*words, "--update", cwd=folder)
    assert "carried over: encodings of 1 clauses" in done.lines
    assert "    text: The towns share the water.\n    evidence: B\n" in plan.read_text(encoding="utf-8")
    assert "The board decides." in plan.read_text(encoding="utf-8")


def test_documents_are_compared_where_they_lie_in_the_order_they_were_named(tmp_path: Path) -> None:
    put(tmp_path / "b.md", "1. The towns pay.\n")
    put(tmp_path / "a.html", "<p>1. The towns pay.</p><p>2. The weir stands.</p>")
    report = here("compare", "b.md", "a.html", "--format", "json", cwd=tmp_path).json
    assert [plan["id"] for plan in report["plans"]] == ["b", "a"]
    assert here("align", "b.md", "a.html", cwd=tmp_path).code == 0
    piped = process("diff", "-", "a.html", cwd=tmp_path, shell='printf "1. The towns pay.\\n" | "$@"')
    assert piped.code == 0, piped.errors
    assert piped.text.startswith("new-draft → a: 0 clauses changed, 1 added\n")
    assert piped.errors.splitlines() == ["new-draft: 1 provisions, 1 clauses", "a: 2 provisions, 2 clauses"]


def test_points_are_compared_with_the_words_that_open_and_close_their_list(tmp_path: Path) -> None:
    for name, word in (("old.txt", "shall"), ("new.txt", "shall not")):
        put(tmp_path / name, f"1. The villages {word} close:\n(a) the old path;\n(b) the landing.\n")
    links = here("diff", "old.txt", "new.txt", "--format", "json", cwd=tmp_path).json["links"]
    relations = {link["left"][0]: link["relation"] for link in links}
    assert relations.keys() >= {"1a", "1b"}
    assert "same" not in relations.values()


def test_a_new_workspace_without_the_example(tmp_path: Path) -> None:
    assert here("init", "w", "--empty", cwd=tmp_path).code == 0
    assert not list((tmp_path / "w/plans").glob("*/*.yaml"))
    put(tmp_path / "w/a.txt", "1. The towns pay.\n")
    assert here("import", "a.txt", "--output", "plans/drafts/", cwd=tmp_path / "w").code == 0
    assert here("validate", cwd=tmp_path / "w").code == 0
