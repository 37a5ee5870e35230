"""The pieces of one paragraph: its text, its bold beginning, what is struck out, the points that its lines begin."""

from __future__ import annotations

import pytest

from comparer.ingest.blocks import Block, BlockKind
from comparer.ingest.inline_text import InlineText, mark_raised_figures


def pieces(*added: tuple[str, str] | str) -> InlineText:
    """Pieces in turn; of a pair the second says how it is written."""
    inline = InlineText()
    for item in added:
        text, how = (item, "") if isinstance(item, str) else item
        inline.add(text, bold=how == "bold", gone="" if how == "bold" else how)
    return inline


def asides(inline: InlineText) -> list[str]:
    return [block.text for block in inline.asides("page 1")]


@pytest.mark.parametrize(
    ("added", "lead"),
    [
        ([("Tolls.", "bold"), " Boats pay."], "Tolls."),
        ([("Tolls ", "bold"), ("and fees.", "bold"), " Boats pay."], "Tolls and fees."),
        ([("Tolls.", "bold"), " ", ("Fees.", "bold"), " Boats pay."], "Tolls.Fees."),
        (["3. ", ("Tolls.", "bold"), " Boats pay."], "Tolls."),
        ([" ", ("Tolls.", "bold"), " Boats pay."], "Tolls."),
        (["The ", ("boats", "bold"), " pay."], ""),
        ([("Tolls.", "bold"), " Boats ", ("pay", "bold")], "Tolls."),
        ([("Tolls.", "bold"), "3. ", ("Fees.", "bold"), " Boats pay."], "Tolls."),
        ([("All of it", "bold")], ""),
        (["Boats pay."], ""),
        ([], ""),
    ],
)
def test_the_bold_beginning_of_a_paragraph(added: list[tuple[str, str] | str], lead: str) -> None:
    assert pieces(*added).lead_text() == lead


def test_what_is_struck_out_or_hidden_is_no_text_and_is_told() -> None:
    inline = pieces("Boats ", ("must ", "struck out"), ("not ", "struck out"), ("soon ", "hidden"), "pay.")
    assert inline.text() == "Boats pay."
    assert asides(inline) == ["struck out: must not", "hidden: soon"]
    (block,) = inline.asides("page 1")[:1]
    assert (block.kind, block.location) == (BlockKind.ASIDE, "page 1")


def test_what_is_struck_out_behind_an_end_is_told_apart_and_blanks_are_not_told() -> None:
    inline = pieces(("must", "struck out"))
    inline.end_aside()
    inline.add("not", gone="struck out")
    inline.add("  ", gone="hidden")
    inline.add("", gone="hidden")
    assert asides(inline) == ["struck out: must", "struck out: not"]


def test_what_is_struck_out_opens_and_ends_no_bold_beginning() -> None:
    assert pieces(("Old", "struck out"), ("Tolls.", "bold"), ("old", "hidden"), " Boats pay.").lead_text() == "Tolls."


def test_one_line_is_one_piece_with_all_that_belongs_to_it() -> None:
    inline = pieces(("Tolls.", "bold"), "  Boats\tpay. ")
    inline.notes.append("As of May.")
    assert inline.blocks("page 1", indent=2, number="3.", stands_alone=False) == [
        Block(
            text="Tolls. Boats pay.",
            location="page 1",
            indent=2,
            number="3.",
            bold_lead="Tolls.",
            notes=("As of May.",),
            stands_alone=False,
        )
    ]


def test_a_paragraph_of_nothing_is_none_unless_it_has_a_number_or_a_note() -> None:
    assert pieces().blocks("page 1") == []
    assert pieces(" ").blocks("page 1") == []
    assert pieces(" \n ").blocks("page 1") == []
    for text in (" ", " \n "):
        assert [block.number for block in pieces(text).blocks("page 1", number="3.")] == ["3."]
        noted = pieces(text)
        noted.notes.append("As of May.")
        assert [block.notes for block in noted.blocks("page 1")] == [("As of May.",)]


def test_lines_that_begin_points_are_pieces_of_their_own() -> None:
    inline = pieces(("Boats", "bold"), " pay:\n(a) tolls;\n  (b) fees.")
    inline.notes.append("As of May.")
    result = inline.blocks("page 1", indent=1, number="3.")
    assert [block.text for block in result] == ["Boats pay:", "(a) tolls;", "(b) fees."]
    assert [block.number for block in result] == ["3.", "", ""]
    assert [block.bold_lead for block in result] == ["Boats", "", ""]
    assert [block.notes for block in result] == [("As of May.",), (), ()]
    assert [block.location for block in result] == ["page 1"] * 3
    assert result[0].indent == result[1].indent == 1
    assert result[2].indent > 1


def test_the_pieces_say_the_lines_that_they_stand_in() -> None:
    result = pieces("Boats pay:\n\n(a) tolls;\n(b) fees.").blocks("page 1", line=7)
    assert [block.location for block in result] == ["line 7", "line 9", "line 10"]


@pytest.mark.parametrize("stands_alone", [True, False])
def test_pieces_of_what_does_not_stand_alone_do_not_either(stands_alone: bool) -> None:
    result = pieces("Boats pay.\n\nShips pay.").blocks("page 1", stands_alone=stands_alone)
    assert [block.stands_alone for block in result] == [stands_alone] * 2


def test_raised_figures_do_not_run_together_with_those_before_them() -> None:
    assert mark_raised_figures("0123456789+-=() x") == "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ x"
