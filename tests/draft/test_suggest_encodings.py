"""What is suggested, what is held back, and how it is marked in the file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from comparer.draft.figure_terms import transfer_terms
from tests.app.command import harbour, here, put

NEW = """\
plan: fourth
title: Fourth draft
# a	comment with a tab
provisions:
  - id: "1"   # the ban
    text: The council must not lease the customs hall to the shipping line.
  - id: "2"
    text: The council must sell the old warehouses to the shipping line.
  - id: "3"
    note: a note of its own
    text: The shipping line may require day shifts of up to 11 hours.
  - id: "4"
    text: Cheese from the mountains keeps well in a cool cellar.
  - id: "6"
    text: The shipping line must sell the old warehouses to the council.
  - id: "5"
    text: The city council demolishes the bridge that is old when its successor carries traffic.
"""
SAME = ("council-draft#18", "line-position#warehouses")  # both have the very words of clause 2


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    top = harbour(tmp_path)
    put(top / "plans/drafts/fourth.yaml", NEW)
    return top


def suggested(folder: Path, *more: str) -> dict[str, Any]:
    outcome = here("suggest", "fourth", "--format", "json", *more, cwd=folder)
    assert outcome.code == 0, outcome.errors
    return {suggestion["clause"]: suggestion for suggestion in outcome.json["suggestions"]}


def test_a_clause_of_the_same_words_gives_issue_and_norm(folder: Path) -> None:
    item = suggested(folder)["2"]
    assert item["issue"]["value"] == "land.sale"
    assert item["norm"]["value"]["act"] == "sell"
    assert item["norm"]["from"] in SAME


def test_the_opposite_gives_its_issue_and_not_its_norm(folder: Path) -> None:
    item = suggested(folder)["1"]
    assert item["issue"]["value"] == "land.hall"
    assert item["norm"] is None
    doubts = {each["from"]: each["doubts"] for each in item["candidates"]}
    assert any("refuses" in doubt for doubt in doubts["council-draft#16"])


def test_the_same_words_in_other_roles_give_no_norm(folder: Path) -> None:
    item = suggested(folder)["6"]
    assert item["norm"] is None
    assert any("order" in doubt for each in item["candidates"] for doubt in each["doubts"])


def test_a_figure_is_that_of_the_text(folder: Path) -> None:
    item = suggested(folder)["3"]
    assert item["norm"]["terms"] == {"hours": {"max": 11}}


QUESTIONS = """
questions:
  who-buys: {issue: land.sale, label: Buyer, asks: "Who buys the warehouses?"}
  what-price: {issue: land.sale, label: Price, asks: "At what price are they sold?"}
  who-leases: {issue: land.hall, label: Tenant, asks: "Who leases the hall?"}
"""


def ask(folder: Path, *answering: str) -> None:
    """Give the workspace questions, and the clauses on the old warehouses one that they answer."""
    path = folder / "plans/vocabulary.yaml"
    path.write_text(path.read_text(encoding="utf-8") + QUESTIONS, encoding="utf-8")
    for name, question in zip(("drafts/council-draft", "positions/line-position"), answering, strict=True):
        path = folder / f"plans/{name}.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("    issue: land.sale\n", f"    issue: land.sale\n    questions: {question}\n"))


def test_where_a_question_has_to_be_chosen_the_nearest_counterparts_give_theirs(folder: Path) -> None:
    ask(folder, "who-buys", "who-buys")
    result = suggested(folder)
    assert result["2"]["lacks"] == ["issue", "questions", "norm"]
    assert result["2"]["questions"]["value"] == ["who-buys"]
    assert result["2"]["questions"]["from"] in SAME
    assert result["4"]["questions"] is None
    assert here("suggest", "fourth", "--write", cwd=folder).code == 0
    written = (folder / "plans/drafts/fourth.yaml").read_text(encoding="utf-8")
    assert "    questions: [who-buys]\n" in written
    assert re.search(r'note: "Suggested: issue, questions and norm from [a-z-]+#\w+; not reviewed."', written)
    assert here("validate", cwd=folder).code == 0


def test_where_counterparts_of_one_nearness_answer_other_questions_none_is_suggested(folder: Path) -> None:
    ask(folder, "who-buys", "what-price")
    item = suggested(folder)["2"]
    assert item["questions"] is None
    assert item["issue"]["value"] == "land.sale"
    assert sorted({tuple(each["questions"]) for each in item["candidates"] if each["from"] in SAME}) == [
        ("what-price",),
        ("who-buys",),
    ]


def test_a_workspace_without_questions_and_an_issue_of_one_question_lack_none(folder: Path) -> None:
    assert suggested(folder)["2"]["lacks"] == ["issue", "norm"]
    ask(folder, "who-buys", "who-buys")
    path = folder / "plans/drafts/fourth.yaml"
    put(path, path.read_text(encoding="utf-8").replace("# the ban\n", "# the ban\n    issue: land.hall\n"))
    assert suggested(folder)["1"]["lacks"] == ["norm"]


def test_what_has_no_counterpart_gets_nothing(folder: Path) -> None:
    item = suggested(folder)["4"]
    assert (item["issue"], item["norm"]) == (None, None)


def test_every_candidate_says_why(folder: Path) -> None:
    candidates = [each for item in suggested(folder).values() for each in item["candidates"]]
    assert candidates
    for each in candidates:
        assert abs(sum(part["weight"] for part in each["evidence"]) - each["score"]) < 0.01


def test_writing_marks_every_field_and_nothing_counts_as_reviewed(folder: Path) -> None:
    outcome = here("suggest", "fourth", "--write", cwd=folder)
    assert outcome.code == 0, outcome.errors
    text = (folder / "plans/drafts/fourth.yaml").read_text(encoding="utf-8")
    lines = text.splitlines()
    kept = [line for line in lines if line in NEW.splitlines()]
    assert kept == NEW.splitlines()
    added = [line for line in lines if line not in NEW.splitlines()]
    assert any(f'    note: "Suggested: issue and norm from {item}; not reviewed."' in added for item in SAME)
    assert any(re.search(r"terms: .*11.*# suggested from [a-z-]+#\w+; not reviewed$", line) for line in added)
    assert "reviewed:" not in text
    assert here("validate", cwd=folder).code == 0


def test_writing_twice_changes_nothing_more(folder: Path) -> None:
    path = folder / "plans/drafts/fourth.yaml"
    here("suggest", "fourth", "--write", cwd=folder)
    once = path.read_bytes()
    here("suggest", "fourth", "--write", cwd=folder)
    assert path.read_bytes() == once


def test_a_file_that_only_has_the_name_of_the_plan_is_not_written_to(folder: Path) -> None:
    put(folder / "fourth", "mine\n")
    outcome = here("suggest", "fourth", "--write", cwd=folder)
    assert outcome.code == 0, outcome.errors
    assert (folder / "fourth").read_text(encoding="utf-8") == "mine\n"
    assert (folder / "plans/drafts/fourth.yaml").read_text(encoding="utf-8") != NEW


@pytest.mark.parametrize("name", ["talks.txt", "texts/talks.md"])
def test_a_document_gets_suggestions_and_is_never_written_to(folder: Path, name: str) -> None:
    path = put(folder / name, "1. The council must pay for the road.\n")
    assert here("suggest", name, cwd=folder).code == 0
    done = here("suggest", name, "--write", cwd=folder)
    assert (done.code, done.lines) == (2, [f"comparer: error: {name}: only a plan file can be written to"])
    assert path.read_text(encoding="utf-8") == "1. The council must pay for the road.\n"


def test_without_write_the_file_stays(folder: Path) -> None:
    suggested(folder)
    assert (folder / "plans/drafts/fourth.yaml").read_text(encoding="utf-8") == NEW


def test_a_plan_that_lacks_nothing_says_so(folder: Path) -> None:
    outcome = here("suggest", "line-position", cwd=folder)
    assert (outcome.code, outcome.text) == (0, "line-position: every clause has an issue and a norm\n")


def test_an_unknown_plan_is_refused(folder: Path) -> None:
    outcome = here("suggest", "forth", cwd=folder)
    assert outcome.code == 2
    assert "did you mean 'fourth'?" in outcome.errors


ENCODED = {"terms": {"rate": {"max": 12}}}


@pytest.mark.parametrize(
    ("ours", "theirs", "raw", "terms"),
    [
        ("at most 9 hours", "at most 12 hours", ENCODED, {"rate": {"max": 9}}),
        ("at most 1,200 hours.", "At most 12 hours", ENCODED, {"rate": {"max": 1200}}),
        ("at most 12 hours", "at most 12 hours", ENCODED, {"rate": {"max": 12}}),
        ("no more than 9 hours", "at most 12 hours", ENCODED, None),  # other words: who can say that they mean the same
        ("at most 9 hours", "at most 10 hours", ENCODED, None),  # the figure of the text is not that of the term
        ("9 of 9", "12 of 12", ENCODED, None),  # which of the two the term means cannot be told
        ("9 of 30", "12 of 30", ENCODED, {"rate": {"max": 9}}),
        ("9 of 31", "12 of 30", ENCODED, None),  # a figure without a term has changed too
        ("the towns pay", "both towns pay", {}, {}),
        ("the towns pay 9", "both towns pay", {}, None),
        ("the towns pay", "both towns pay", {"conditions": {"when": ["flood"]}}, None),
        ("the towns pay", "the towns pay", {"conditions": {"when": [{"clause": "3"}]}}, None),
        ("by 3.4.2031", "by 3.5.2031", {"terms": {"until": {"is": "2031-05-03"}}}, None),
        (
            "by 2032",
            "by 3.5.2031",
            {"terms": {"until": {"is": "2031-05-03"}}},
            None,
        ),  # neither date is read as a number
        ("by 2032", "by 2031", {"terms": {"until": {"is": "2031"}}}, {"until": {"is": "2032"}}),  # a year stays a year
        ("at most 9 hours", f"at most {'9' * 5000} hours", ENCODED, None),
    ],
)
def test_terms(ours: str, theirs: str, raw: dict[str, Any], terms: object) -> None:
    assert transfer_terms(ours, theirs, raw) == terms
