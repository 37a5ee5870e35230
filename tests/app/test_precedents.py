"""A corpus on disk: read once, read again where it changed, asked by sentence, clause and plan."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from comparer.app import corpus_index
from comparer.app.corpus_index import CorpusIndex
from tests.app.command import Result, here, process, put

ACTS = "# Acts of the island\n\n1. The keeper shall light the lamp at dusk.\n\n2. The ferry shall cross twice a day.\n"
TREATY = "# Treaty of the sound\n\n1. Each parish pays 40 crowns a year.\n\n2. The lamp shall burn until dawn.\n"
PLAN = (
    "plan: draft\ntitle: Draft on lamps\nissued: '2031-02-03'\nprovisions:\n"
    "  - {id: '1', text: The keeper shall light the lamp before dusk.}\n"
    "  - {id: '2', text: Zeppelins hum.}\n"
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    put(tmp_path / "corpus/acts.md", ACTS)
    put(tmp_path / "corpus/old/treaty.txt", TREATY.replace("# ", ""))
    put(tmp_path / "space/plans/drafts/draft.yaml", PLAN)
    return tmp_path / "corpus"


def ask(corpus: Path, subject: str, *words: str) -> Result:
    index = corpus.parent / "index.sqlite"
    return here(
        *("precedents", subject, "--corpus", str(corpus), "--index", str(index), *words), cwd=corpus.parent / "space"
    )


def nearest(result: Result) -> list[list[tuple[str, str]]]:
    return [
        [(precedent["place"], precedent["number"]) for precedent in answer["precedents"]]
        for answer in result.json["answers"]
    ]


def test_a_sentence_a_clause_and_a_plan_are_answered_with_title_number_and_file(corpus: Path) -> None:
    assert nearest(ask(corpus, "Who lights the lamp at dusk?", "--format", "json"))[0][0] == ("acts.md", "1")
    assert nearest(ask(corpus, "draft#1", "--format", "json"))[0][0] == ("acts.md", "1")
    by_plan = ask(corpus, "draft", "--format", "json")
    assert [answer["clause"] for answer in by_plan.json["answers"]] == ["draft#1", "draft#2"]
    assert nearest(by_plan)[1] == []
    text = ask(corpus, "draft").text
    assert "Acts of the island, point 1 [acts.md]" in text
    assert "nothing in the corpus comes near" in text
    assert "Acts of the island" in ask(corpus, "draft#1", "--format", "md").text


def test_a_page_shows_source_and_words_and_runs_nothing_of_the_corpus(corpus: Path) -> None:
    put(corpus / "wild.txt", "1. The keeper shall light <script>alert(1)</script> the lamp at dusk.\n")
    page = ask(corpus, "draft", "--format", "html").text
    assert "Acts of the island, point 1" in page
    assert "acts.md" in page
    assert "Nothing in the corpus comes near." in page
    assert "<script" not in page
    assert "alert(1)" in page


def test_a_folder_that_is_not_there_leaves_no_index_behind(corpus: Path) -> None:
    result = ask(corpus.parent / "corpse", "lamp at dusk")
    assert (result.code, len(result.lines)) == (2, 1)
    assert "there is no such folder" in result.lines[0]
    assert not (corpus.parent / "index.sqlite").exists()


def test_what_changed_is_read_again_and_what_is_gone_is_forgotten(corpus: Path) -> None:
    assert nearest(ask(corpus, "The lamp shall burn until dawn.", "--format", "json"))[0][0] == ("old/treaty.txt", "2")
    put(corpus / "old/treaty.txt", "1. The lamp shall burn until noon.\n\n2. Gulls may nest.\n")
    assert nearest(ask(corpus, "Gulls may nest.", "--format", "json")) == [[("old/treaty.txt", "2")]]
    assert ("old/treaty.txt", "2") not in nearest(ask(corpus, "The lamp shall burn until dawn.", "--format", "json"))[0]
    (corpus / "old/treaty.txt").unlink()
    assert nearest(ask(corpus, "Gulls may nest.", "--format", "json")) == [[]]


def test_an_index_that_grew_by_changes_answers_as_a_new_one(corpus: Path) -> None:
    ask(corpus, "lamp at dusk", "--format", "json")
    put(corpus / "acts.md", ACTS.replace("twice", "once"))
    grown = ask(corpus, "draft", "--format", "json").output
    (corpus.parent / "index.sqlite").unlink()
    assert ask(corpus, "draft", "--format", "json").output == grown


def test_processes_make_the_same_index(corpus: Path) -> None:
    for number in range(20):
        put(corpus / f"more/{number}.txt", f"1. Buoy {number} shall be painted red.\n")
    put(corpus / "broken.docx", b"PK no document")
    alone = ask(corpus, "draft", "--format", "json")
    (corpus.parent / "index.sqlite").unlink()
    together = process(
        *("precedents", "draft", "--corpus", str(corpus), "--index", str(corpus.parent / "index.sqlite")),
        *("--jobs", "2", "--format", "json"),
        cwd=corpus.parent / "space",
    )
    assert (together.output, together.lines) == (alone.output, alone.lines)


def test_what_was_read_before_an_interruption_is_not_read_again(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus_index, "_DOCUMENTS_PER_COMMIT", 1)
    index = corpus.parent / "index.sqlite"
    steps: list[tuple[int, int]] = []

    def interrupt(done: int, total: int) -> None:
        steps.append((done, total))
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), CorpusIndex(index) as opened:
        opened.update(corpus, interrupt)
    with CorpusIndex(index) as opened:
        opened.update(corpus, lambda *step: steps.append(step))
    assert steps == [(1, 2), (2, 2), (1, 1)]


def test_a_document_that_cannot_be_read_is_named_and_the_rest_is_answered(corpus: Path) -> None:
    put(corpus / "broken.docx", b"PK no document")
    put(corpus / "notes.json", b"{}")
    result = ask(corpus, "lamp at dusk", "--format", "json")
    assert result.code == 0
    assert len(result.lines) == 1
    assert "broken.docx was not read" in result.lines[0]


@pytest.mark.parametrize(
    ("subject", "words", "expected"),
    [
        ("draft#9", [], "draft#9"),
        ("drft", [], "did you mean 'draft'"),
        (" ", [], "name a clause or a plan"),
        ("lamp at dusk", ["--limit", "0"], "--limit"),
    ],
)
def test_a_wrong_question_is_one_line(corpus: Path, subject: str, words: list[str], expected: str) -> None:
    result = ask(corpus, subject, *words)
    assert (result.code, len(result.lines)) == (2, 1)
    assert expected in result.lines[0]


def test_a_folder_without_documents_and_a_file_that_is_no_index_are_one_line(corpus: Path) -> None:
    (corpus.parent / "empty").mkdir()
    empty = ask(corpus.parent / "empty", "lamp at dusk")
    assert (empty.code, len(empty.lines)) == (2, 1)
    assert "no document that could be read" in empty.lines[0]
    put(corpus.parent / "index.sqlite", b"a letter to a friend, long enough to be a header of something")
    result = ask(corpus, "lamp at dusk")
    assert (result.code, len(result.lines)) == (2, 1)
    assert "--index" in result.lines[0]
    assert (corpus.parent / "index.sqlite").read_bytes().startswith(b"a letter")


def test_another_database_is_left_alone(corpus: Path) -> None:
    other = sqlite3.connect(corpus.parent / "index.sqlite")
    other.execute("CREATE TABLE birds (name TEXT)")
    other.commit()
    other.close()
    assert ask(corpus, "lamp at dusk").code == 2
    kept = sqlite3.connect(corpus.parent / "index.sqlite")
    assert kept.execute("SELECT name FROM sqlite_master").fetchall() == [("birds",)]
    kept.close()


def test_what_is_no_ordinary_file_is_never_made_an_index(corpus: Path) -> None:
    """An index that is no index of ours was once removed before another was made: a device was lost by that."""
    pipe = corpus.parent / "index.sqlite"
    os.mkfifo(pipe)
    result = ask(corpus, "lamp at dusk")
    assert (result.code, len(result.lines)) == (2, 1)
    assert "not an ordinary file" in result.lines[0]
    assert pipe.is_fifo()


def test_a_damaged_index_is_one_line_wherever_the_damage_is(corpus: Path) -> None:
    assert ask(corpus, "lamp at dusk").code == 0
    index = corpus.parent / "index.sqlite"
    whole = index.read_bytes()
    refused = 0
    for start in range(0, len(whole), 500):
        index.write_bytes(whole[:start] + b"\xf5\x00\xff" * 60 + whole[start + 180 :])
        result = ask(corpus, "lamp at dusk")
        assert "internal error" not in result.errors
        assert result.code == 0 or (len(result.lines) == 1 and "--index" in result.lines[0])
        refused += result.code == 2
    assert refused > 5


def test_what_is_left_out_of_a_corpus_is_said_and_capitals_are_read(corpus: Path) -> None:
    put(corpus / "Late.YAML", PLAN.replace("lamps", "lanterns"))
    put(corpus / os.fsdecode(b"b\xff.txt"), ACTS)
    (corpus / "pointer.md").symlink_to(corpus / "acts.md")
    (corpus / "elsewhere").symlink_to(corpus.parent / "space")
    os.mkfifo(corpus / "pipe.txt")
    result = ask(corpus, "The keeper shall light the lamp before dusk.", "--format", "json")
    assert ("Late.YAML", "1") in nearest(result)[0]
    assert sorted(line.partition(" was not read: ")[2] for line in result.lines) == [
        *("it is a link; put a copy there", "it is a link; put a copy there", "it is not an ordinary file"),
        "its name is not UTF-8; rename it",
    ]


def test_a_sentence_may_be_longer_than_the_name_of_a_file(corpus: Path) -> None:
    sentence = "The keeper shall light the lamp at dusk, " * 200
    assert nearest(ask(corpus, sentence, "--format", "json"))[0][0] == ("acts.md", "1")


def test_an_index_whose_name_holds_a_nul_is_one_line(corpus: Path) -> None:
    result = ask(corpus, "lamp at dusk", "--index", "a\0b")
    assert (result.code, len(result.lines)) == (2, 1)


def test_data_of_another_kind_in_a_corpus_is_passed_over_and_not_called_unreadable(corpus: Path) -> None:
    put(corpus / "accepted.yaml", "- {finding: abc}\n")
    put(corpus / "torn.yaml", "plan: [\n")
    assert ask(corpus, "lamp at dusk").lines == ["comparer: note: torn.yaml was not read: its YAML cannot be read"]
