"""How a user's mistake reads as one line, and which word is offered for a near miss."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparer.model.problems import (
    FilePosition,
    Problem,
    Severity,
    closest_choice,
    did_you_mean,
    format_problem,
    problem_sort_key,
    quote_word,
)


def test_a_problem_reads_as_one_line_that_editors_can_open() -> None:
    problem = Problem(
        "ref-actor", "no actor 'nroth'", FilePosition("plans/a.yaml", 12, 5), Severity.WARNING, "did you mean 'north'?"
    )
    assert format_problem(problem) == "plans/a.yaml:12:5: warning[ref-actor]: no actor 'nroth' (did you mean 'north'?)"


def test_without_a_suggestion_there_are_no_brackets_and_the_severity_is_error() -> None:
    assert (
        format_problem(Problem("yaml-empty", "no data", FilePosition("a.yaml")))
        == "a.yaml:1:1: error[yaml-empty]: no data"
    )


@pytest.mark.parametrize(
    ("hostile", "harmless"),
    [
        ("two\nlines", "two\\nlines"),
        ("\r\tend", "\\r\\tend"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\u2028b\x85c", "a\\u2028b\\x85c"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("half \ud800", "half \\ud800"),
        ("слово 🕊 é", "слово 🕊 é"),
    ],
)
def test_hostile_text_cannot_break_or_colour_the_line(hostile: str, harmless: str) -> None:
    problem = Problem("r", hostile, FilePosition(hostile), Severity.NOTE, hostile)
    assert format_problem(problem) == f"{harmless}:1:1: note[r]: {harmless} ({harmless})"


@given(st.text(st.characters()))
def test_whatever_the_text_one_fault_is_one_printable_line(text: str) -> None:
    told = format_problem(Problem("r", text, FilePosition(text), suggestion=text))
    assert len(told.splitlines()) == 1
    told.encode("utf-8")


def test_problems_sort_by_file_then_line_then_column_as_numbers() -> None:
    places = [FilePosition("a", 2, 9), FilePosition("a", 2, 10), FilePosition("a", 10, 1), FilePosition("b", 1, 1)]
    problems = [Problem(rule, "m", place) for place in places for rule in ("r", "s")]
    shuffled = random.Random(5).sample(problems, len(problems))
    assert sorted(shuffled, key=problem_sort_key) == problems


@pytest.mark.parametrize(
    ("word", "found"),
    [("obligtions", "obligations"), ("shallnot", "shall-not"), ("secuirty", "security"), ("zzz", ""), ("", "")],
)
def test_the_closest_word(word: str, found: str) -> None:
    assert closest_choice(word, ["security", "obligations", "shall-not", "shall"]) == found


def test_of_equally_near_words_the_first_in_the_alphabet_is_offered() -> None:
    for choices in (["part-c", "part-a", "part-b"], ["part-b", "part-c", "part-a"], {"part-b", "part-a"}):
        assert closest_choice("part-x", choices) == "part-a"


def test_the_suggestion_is_a_question_or_nothing() -> None:
    assert did_you_mean("bearr", ["bearer", "object"]) == "did you mean 'bearer'?"
    assert did_you_mean("bearr", []) == ""


def test_a_long_word_is_cut_for_display() -> None:
    assert quote_word("short") == "'short'"
    assert quote_word("x" * 500, 10) == "'" + "x" * 9 + "…'"
