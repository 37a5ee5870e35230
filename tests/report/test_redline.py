"""A redline applies: what was kept and taken out is the first text, what was kept and put in is the second."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparer.report.words.redline import compute_redline, format_plain_redline

TOKENS = ["the", "harbour", "boats", "leave", "at", "night", "not", "60", "40", ",", ".", "may", "must"]
WORDS = st.lists(st.sampled_from(TOKENS), max_size=25).map(" ".join)


def side(ops, kind):
    return "".join("".join(op.text for op in ops if op.kind in ("keep", kind)).split())


@given(WORDS, WORDS)
def test_it_applies_both_ways(before, after):
    ops = compute_redline(before, after)
    assert side(ops, "delete") == "".join(before.split())
    assert side(ops, "insert") == "".join(after.split())


@given(st.text(max_size=40), st.text(max_size=40))
def test_it_takes_any_text(before, after):
    ops = compute_redline(before, after)
    assert side(ops, "insert") == "".join(after.split())


@given(WORDS)
def test_the_same_text_has_no_change(text):
    assert all(op.kind == "keep" for op in compute_redline(text, text))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("Boats may leave at night.", "Boats may not leave at night.", "Boats may {+not+} leave at night."),
        ("no more than 600,000 boats", "no more than 60,000 boats", "no more than [-600,000-] {+60,000+} boats"),
        ("within 30 days", "within 60 days", "within [-30-] {+60+} days"),
    ],
)
def test_figures_and_negations_change_whole(before, after, shown):
    assert format_plain_redline(compute_redline(before, after)) == shown


def test_a_run_of_four_words_or_more_that_recurs_has_moved():
    before = "After the storm has passed, all boats leave the harbour."
    after = "All boats leave the harbour after the storm has passed."
    moved = [op for op in compute_redline(before, after) if op.move]
    assert [op.kind for op in moved] == ["insert", "delete"] or [op.kind for op in moved] == ["delete", "insert"]
    first, second = ("".join(op.text.lower().split()) for op in moved)
    assert first == second


def test_three_words_have_not_moved():
    assert not [op for op in compute_redline("at the quay boats turn round", "boats turn round at the quay") if op.move]


def test_very_long_and_repetitive_texts_do_not_hang():
    before = "word " * 20_000
    ops = compute_redline(before, before + "more")
    assert side(ops, "insert") == "".join((before + "more").split())
