"""How a table is read: a form, rows of cells, two texts side by side, or a frame around a text."""

from __future__ import annotations

import pytest

from comparer.ingest.blocks import BlockKind
from comparer.ingest.table_layout import Layout, plain_form_blocks, table_layout

FORM = (("Ship:", "the boats that pay."), ("Harbour", "North"), ("Toll", "3 coins a day"))
SIDES = (("The boats pay the toll.", "Die Boote zahlen den Zoll."), ("The tower stays there.", "Der Turm bleibt dort."))
PLAIN = (("Boats", "3", "pay"), ("Ships", "4", "pay"))


def test_labels_with_their_values_are_a_form() -> None:
    assert table_layout(FORM) is Layout.FORM
    assert table_layout([*FORM, ("Crew", "7"), ("a", "b", "c")]) is Layout.FORM
    assert table_layout([("Ship:", "the boats that pay."), ("Harbour", "North")]) is Layout.FORM


@pytest.mark.parametrize(
    "rows",
    [
        [("Ship", "North"), ("Harbour", "South"), ("Toll", "Coins")],
        [("Ship", "the boats that pay.")],
        [*FORM, ("Toll", "4 coins a day"), ("Crew", "7")],
        [*FORM, ("a", "b", "c"), ("a", "b", "c")],
        [(f"{number}.", text) for number, text in enumerate(("Boats pay.", "Ships pay.", "Rafts pay."), 1)],
    ],
)
def test_names_beside_names_repeated_labels_and_numbers_are_no_form(rows: list[tuple[str, ...]]) -> None:
    assert table_layout(rows) is Layout.ROWS


def test_the_first_row_of_a_form_may_name_its_columns() -> None:
    assert table_layout([("Toll", "What it is"), *FORM]) is Layout.FORM


def test_two_texts_side_by_side_are_read_one_behind_the_other() -> None:
    assert table_layout(SIDES) is Layout.COLUMNS
    assert table_layout([("English", "Deutsch"), *SIDES]) is Layout.COLUMNS
    assert table_layout(SIDES, rich=True) is Layout.COLUMNS


@pytest.mark.parametrize(
    "rows",
    [
        [(left, right[:6]) for left, right in SIDES],
        [(left, " ".join([right] * 6)) for left, right in SIDES],
        [*SIDES, ("a", "b", "c")],
    ],
)
def test_texts_that_do_not_match_in_length_are_rows(rows: list[tuple[str, ...]]) -> None:
    assert table_layout(rows) is Layout.ROWS


def test_rows_of_short_cells_are_rows_and_rich_ones_a_frame() -> None:
    assert table_layout(PLAIN) is Layout.ROWS
    assert table_layout(PLAIN, rich=True) is Layout.FRAME


@pytest.mark.parametrize("rows", [[], [()], [("", "")], [("The boats pay.",)], [("Boats", ""), ("", "Ships")]])
def test_one_cell_to_a_row_is_a_frame(rows: list[tuple[str, ...]]) -> None:
    assert table_layout(rows) is Layout.FRAME


def test_the_head_of_a_form_stands_aside_and_no_row_of_it_is_lost() -> None:
    blocks = plain_form_blocks([("Field", "Value"), ("Toll", "3 coins"), ("", "a note"), ("a", "b", "c")], "line 4")
    assert blocks[0].kind is BlockKind.ASIDE
    assert BlockKind.ASIDE not in [block.kind for block in blocks][1:]
    written = repr(blocks)
    assert all(word in written for word in ("Field | Value", "Toll", "3 coins", "a note"))
    assert {block.location for block in blocks} == {"line 4"}


@pytest.mark.parametrize(
    "first", [("Field of all", "Value"), ("Field", "Value of it all"), ("field", "value"), ("Toll", "3 coins")]
)
def test_a_first_row_that_says_something_is_a_row(first: tuple[str, str]) -> None:
    assert BlockKind.ASIDE not in [block.kind for block in plain_form_blocks([first, ("Toll", "3 coins")], "line 4")]


def test_only_the_first_row_can_be_the_head() -> None:
    blocks = plain_form_blocks([("Toll", "3 coins"), ("Field", "Value")], "line 4")
    assert BlockKind.ASIDE not in [block.kind for block in blocks]
