"""A new workspace: every command works in it, and nothing that was there before is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.command import here, process, put, tree


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "new"
    made = here("init", str(target), cwd=tmp_path)
    assert made.code == 0, made.errors
    assert str(target) in made.text
    return target


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("validate", "--strict"), 0),
        (("compare",), 0),
        (("compare", "--reports", "out"), 0),
        (("check",), 1),  # the example breaches a red line, so that there is something to see
        (("check", "--fail-on", "blocked"), 0),
        (("redlines", "--party", "shore-town"), 0),
        (("explain", "first-draft#2"), 0),
        (("explain", "first-draft#2", "shore-town#ST-2"), 0),
        (("explain", "LAW-1"), 0),
        (("plans",), 0),
        (("rules",), 0),
        (("schema",), 0),
        (("schema", "--write"), 0),
        (("suggest", "first-draft"), 0),
        (("import", "texts/second-draft.txt"), 0),
    ],
)
def test_every_command_works_in_it(folder: Path, words: tuple[str, ...], code: int) -> None:
    done = here(*words, cwd=folder)
    assert done.code == code, done.errors
    assert done.output or done.errors


def test_from_numbered_text_to_a_comparison(folder: Path) -> None:
    file = "plans/drafts/second-draft.yaml"
    for words in (
        ("import", "texts/second-draft.txt", "--output", file),
        ("validate",),
        ("suggest", "second-draft", "--write"),
        ("validate",),
        ("diff", "first-draft", "second-draft"),
        ("align", "first-draft", "second-draft"),
        ("compare", "--reports", "reports"),
    ):
        done = here(*words, cwd=folder)
        assert done.code == 0, (words, done.errors)
    lines = here("redlines", "--format", "json", cwd=folder).json
    verdicts = {(verdict["plan"], verdict["line"]): verdict["verdict"] for verdict in lines["verdicts"]}
    assert verdicts["first-draft", "shore-town#ST-2"] == "breached"
    assert verdicts["second-draft", "shore-town#ST-2"] != "breached"
    assert verdicts["second-draft", "shore-town#ST-1"] in ("breached", "strained", "part")


def test_schemas_hold_the_words_and_are_made_anew_after_a_change(folder: Path) -> None:
    schema = folder / "plans/.schema/plan.schema.json"
    before = tree(folder)
    assert here("schema", "--write", cwd=folder).code == 0
    assert tree(folder) == before
    vocabulary = folder / "plans/vocabulary.yaml"
    text = vocabulary.read_text(encoding="utf-8")
    vocabulary.write_text(text.replace("actors:\n", "actors:\n  ferry-guild: {label: Ferry guild}\n"), encoding="utf-8")
    assert here("schema", "--write", cwd=folder).code == 0
    assert "ferry-guild" in schema.read_text(encoding="utf-8")


def test_schemas_of_a_broken_vocabulary_are_refused(folder: Path) -> None:
    put(folder / "plans/vocabulary.yaml", "actors: {a: {lable: A}}\n")
    done = here("schema", "--write", cwd=folder)
    assert done.code == 2
    assert "plans/vocabulary.yaml:1:" in done.errors


def test_modelines_point_to_schemas_that_are_there(folder: Path) -> None:
    for path in [*folder.glob("plans/**/*.yaml"), *folder.glob("seeds/*.yaml")]:
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert (path.parent / first.partition("$schema=")[2]).is_file(), path


def test_the_makefile_runs_the_command(folder: Path) -> None:
    done = process(shell='make -s validate COMPARER="$*"', cwd=folder)
    assert done.code == 0, done.errors
    listed = process(shell="make -s", cwd=folder)
    assert "make compare" in listed.text


def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    put(tmp_path / "old/notes.txt", "mine")
    done = here("init", "old", cwd=tmp_path)
    assert (done.code, len(done.lines)) == (2, 1)
    assert "not empty" in done.errors
    assert tree(tmp_path) == {"old/notes.txt": b"mine"}


def test_a_file_is_refused_and_an_empty_folder_is_filled(tmp_path: Path) -> None:
    put(tmp_path / "file", "mine")
    assert here("init", "file", cwd=tmp_path).code == 2
    assert here("init", "", cwd=tmp_path).code == 2
    (tmp_path / "empty").mkdir()
    assert here("init", "empty", cwd=tmp_path).code == 0


def test_two_workspaces_are_the_same_in_every_byte(tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert here("init", name, cwd=tmp_path).code == 0
    assert tree(tmp_path / "a") == tree(tmp_path / "b")
