"""How a user's mistake reads as one line, and which word is offered for a near miss."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparer.model.problems import (
    SUSPECT_CHARACTERS,
    FilePosition,
    Problem,
    Severity,
    closest_choice,
    did_you_mean,
    escape_controls,
    format_problem,
    problem_sort_key,
    quote_word,
    unsafe_characters,
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
    message = format_problem(Problem("r", text, FilePosition(text), suggestion=text))
    assert len(message.splitlines()) == 1
    message.encode("utf-8")


def test_problems_sort_by_file_then_line_then_column_as_numbers() -> None:
    places = [FilePosition("a", 2, 9), FilePosition("a", 2, 10), FilePosition("a", 10, 1), FilePosition("b", 1, 1)]
    problems = [Problem(rule, "m", place) for place in places for rule in ("r", "s")]
    shuffled = random.Random(5).sample(problems, len(problems))
    assert sorted(shuffled, key=problem_sort_key) == problems


@pytest.mark.parametrize(
    ("word", "result"),
    [("obligtions", "obligations"), ("shallnot", "shall-not"), ("secuirty", "security"), ("zzz", ""), ("", "")],
)
def test_the_closest_word(word: str, result: str) -> None:
    assert closest_choice(word, ["security", "obligations", "shall-not", "shall"]) == result


def test_of_equally_near_words_the_first_in_the_alphabet_is_offered() -> None:
    for choices in (["part-c", "part-a", "part-b"], ["part-b", "part-c", "part-a"], {"part-b", "part-a"}):
        assert closest_choice("part-x", choices) == "part-a"


def test_the_suggestion_is_a_question_or_nothing() -> None:
    assert did_you_mean("bearr", ["bearer", "object"]) == "did you mean 'bearer'?"
    assert did_you_mean("bearr", []) == ""


def test_a_long_word_is_cut_for_display() -> None:
    assert quote_word("short") == "'short'"
    assert quote_word("x" * 500, 10) == "'" + "x" * 9 + "…'"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u200db", "a\\u200db"),
        ("a\u200d🕊", "a\u200d🕊"),
        ("🕊\u200da", "🕊\u200da"),
        ("क\u200cष", "क\u200cष"),
        ("❤\ufe0f", "❤\ufe0f"),
        ("1\ufe0f\u20e3", "1\ufe0f\u20e3"),
        ("a\ufe0f", "a\\ufe0f"),
        ("ж\U000e0100", "ж\\U000e0100"),
        ("\ue000\u3164\u2060\u115f", "\\ue000\\u3164\\u2060\\u115f"),
        ("\U000e0041\U0010ffff", "\\U000e0041\\U0010ffff"),
        ("\xad\x9f\x7f", "\\xad\\x9f\\x7f"),
    ],
)
def test_signs_that_nobody_sees_are_shown_and_those_that_shape_others_stay(text: str, shown: str) -> None:
    assert escape_controls(text) == shown


def test_the_first_look_misses_no_sign_that_is_unsafe() -> None:
    for code in range(0x110000):
        sign = chr(code)
        if sign != "\n" and unsafe_characters().search(sign):
            assert SUSPECT_CHARACTERS.search(f"a{sign}b"), hex(code)


def test_a_quoted_word_is_cut_to_what_a_line_holds() -> None:
    assert quote_word("x" * 40) == f"'{'x' * 40}'"
    assert quote_word("x" * 41) == f"'{'x' * 39}…'"
    assert quote_word("abc", 3) == "'abc'"


def test_of_choices_as_near_the_first_by_the_alphabet_is_offered_and_none_from_afar() -> None:
    assert closest_choice("aaaa", [f"aaa{letter}" for letter in "zyxwvutsrqponmlkjihgfedcb"]) == "aaab"
    assert closest_choice("abcd", ["axyz", "bxyz"]) == ""


def test_the_words_for_how_grave_a_fault_is() -> None:
    assert [severity.value for severity in Severity] == ["error", "warning", "note", "off"]
