"""What negotiators write into a text: which words are disputed, which readings stand, what is a remark on them."""

from __future__ import annotations

import pytest

from comparer.ingest.rolling_text import RollingText, Variant, between_brackets, has_dispute, read_rolling_text


def readings(text: str) -> list[tuple[str, str]]:
    return [(variant.text, variant.holders) for variant in read_rolling_text(text).variants]


@pytest.mark.parametrize(
    "text",
    [
        *("[the toll]", "the toll]", "[the toll", "[3][4] boats", "[4] [the] boats", "the [toll, if any] is due"),
        *("[boats] [ ]", "[dates of the toll]", "[names]"),
    ],
)
def test_words_in_square_brackets_are_disputed(text: str) -> None:
    assert has_dispute(text)


@pytest.mark.parametrize(
    "text",
    [
        *("the toll", "the boats [...] pay", "the boats […] pay", "by [ ] boats", "[]", "[x]", "[X]", "the toll [3]"),
        *("see note [^tolls]", "by [____] boats", "[. . .]", "[ 12 ]"),
        *("on [date]", "[Insert name of the ship]", "[name: a ship]", "[DRAFTING NOTE: see below]"),
    ],
)
def test_brackets_of_notes_omissions_and_places_to_fill_in_are_no_dispute(text: str) -> None:
    assert not has_dispute(text)


def test_a_figure_of_four_digits_is_no_note() -> None:
    assert has_dispute("in [2031]")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Boats [may][must] pay.", [("Boats may pay.", ""), ("Boats must pay.", "")]),
        ("Boats [may] / [must] pay.", [("Boats may pay.", ""), ("Boats must pay.", "")]),
        ("[AB: Boats][CD: Ships] pay.", [("Boats pay.", "AB"), ("Ships pay.", "CD")]),
        ("[AB, CD: Boats][Ships] pay.", [("Boats pay.", "AB, CD"), ("Ships pay.", "")]),
        ("Pay [3][4] tolls.", [("Pay 3 tolls.", ""), ("Pay 4 tolls.", "")]),
        ("Pay [at dawn][ ].", [("Pay at dawn.", ""), ("Pay.", "")]),
        (
            "[AB: a][CD: b] or [AB: c][CD: d]",
            [("a or c", "AB"), ("a or d", "AB, CD"), ("b or c", "CD, AB"), ("b or d", "CD")],
        ),
        ("Boats [may] pay.", []),
        ("Boats [AB: may] pay.", []),
        ("Boats [may][must pay.", []),
        ("Boats may] [must][will] pay.", []),
        ("[x] Boats [✓] and ships [✔] pay [☒].", []),
    ],
)
def test_alternatives_side_by_side_are_readings(text: str, wanted: list[tuple[str, str]]) -> None:
    assert readings(text) == wanted


@pytest.mark.parametrize("box", ["[ ]", "[x]", "[X]", "[✓]", "[✔]", "[☒]"])
def test_the_box_of_a_form_is_no_choice_of_words(box: str) -> None:
    assert readings(f"{box} [may] pay.") == []
    assert readings(f"{box}[may] pay.") != []
    assert readings(f"[may]{box} pay.") != []


def test_eight_readings_are_written_out_and_no_more() -> None:
    assert len(readings("[a][b] x [c][d] x [e][f]")) == 8
    assert readings("[a][b] x [c][d] x [e][f] x [g][h]") == []
    assert len(readings("[1a][1b][1c][1d][1e][1f][1g][1h]")) == 8
    assert readings("[1a][1b][1c][1d][1e][1f][1g][1h][1i]") == []


def test_brackets_in_brackets_are_read_to_a_depth() -> None:
    deep = "[" * 11 + "a" + "]" * 11
    assert len(readings(f"[{deep}][b]")) == 2
    assert readings(f"[[{deep}]][b]") == []


def test_a_bracket_that_stands_alone_beside_readings_stays_as_printed() -> None:
    assert readings("[AB: The] boats [may][must] pay.") == [
        ("[AB: The] boats may pay.", ""),
        ("[AB: The] boats must pay.", ""),
    ]
    assert readings("Boats [may][must] [soon] pay.")[2] == ("Boats soon pay.", "")
    assert readings("Boats [may][must] x [soon] pay.")[1] == ("Boats must x [soon] pay.", "")


def test_the_readings_of_a_clause_longer_than_the_bound_are_not_written_out() -> None:
    assert len(readings("[a][b]".ljust(6000, "x"))) == 2
    assert readings("[a][b]".ljust(6001, "x")) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[deleted]", RollingText("[deleted]", "struck")),
        ("Boats pay. (agreed)", RollingText("Boats pay.", "agreed", (), ("(agreed)",))),
        ("Boats pay [Agreed].", RollingText("Boats pay.", "agreed", (), ("[Agreed]",))),
        ("(agreed) Boats pay.", RollingText("Boats pay.", "agreed", (), ("(agreed)",))),
        ("[Agreed]: Boats pay.", RollingText("Boats pay.", "agreed", (), ("[Agreed]",))),
        ("Boats pay. (agreed) (deleted)", RollingText("Boats pay.", "struck", (), ("(deleted)", "(agreed)"))),
        ("Boats pay. (daily)", RollingText("Boats pay. (daily)")),
        ("Boats pay. (AB reserves)", RollingText("Boats pay.", "contested", (), ("(AB reserves)",))),
        ("Boats pay. (the AB reserves)", RollingText("Boats pay. (the AB reserves)")),
        (
            "[Boats][Ships] pay. (deleted)",
            RollingText(
                "[Boats][Ships] pay.", "struck", (Variant("Boats pay."), Variant("Ships pay.")), ("(deleted)",)
            ),
        ),
        (
            "[Boats][Ships] pay. (agreed)",
            RollingText(
                "[Boats][Ships] pay.", "contested", (Variant("Boats pay."), Variant("Ships pay.")), ("(agreed)",)
            ),
        ),
    ],
)
def test_a_remark_gives_the_state_and_leaves_the_text(text: str, wanted: RollingText) -> None:
    assert read_rolling_text(text) == wanted


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (["a", "[b", "c", "d]", "e"], [False, True, True, True, False]),
        (["[a", "b", "c"], [True, False, False]),
        (["a]", "b", "c]"], [True, False, True]),
        (["[a", "[b", "c]", "d", "e]", "f"], [True, True, True, True, True, False]),
        (["[a]", "b", "[c]"], [True, False, True]),
        (["note [1]", "b"], [False, False]),
        (["[a", "b [...]", "c]"], [True, True, True]),
        (["[a", "b", "c] [d", "e", "f]", "g"], [True, True, True, True, True, False]),
    ],
)
def test_what_stands_between_a_bracket_and_its_partner_is_disputed(texts: list[str], wanted: list[bool]) -> None:
    assert between_brackets(texts) == wanted


def test_the_holders_of_a_reading_give_its_id() -> None:
    assert [variant.family for variant in read_rolling_text("[AB, CD: Boats][Ships] pay.").variants] == ["ab-cd", ""]
