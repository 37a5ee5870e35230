"""The head of an official paper stands aside, and never a line of its text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from comparer.ingest.blocks import Block, BlockKind
from comparer.ingest.letterhead import set_letterhead_apart

TEXT = "The boats must pay the toll."


def kinds(*texts: str | Block) -> list[BlockKind]:
    blocks = [Block(text=text, location="line 1") if isinstance(text, str) else text for text in texts]
    return [block.kind for block in set_letterhead_apart(blocks)]


A, T, P = BlockKind.ASIDE, BlockKind.TITLE, Block(text="x", location="").kind


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("A/RES/12", "Draft resolution", TEXT), [A, T, P]),
        (("Distr.: General", "Twelfth session", "Draft resolution", TEXT), [A, A, T, P]),
        (("North Harbour", "A/CN.4/12", "Draft resolution", TEXT), [A, A, T, P]),
        (("North Harbour", "Draft resolution", TEXT), [P, P, P]),
        (("Draft resolution", TEXT), [P, P]),
        (("A/RES/12", "North Harbour", TEXT), [P, P, P]),
        (("A/RES/12", TEXT, "Draft resolution"), [P, P, P]),
        (("A/RES/12", "1. Tolls", "Draft resolution"), [P, P, P]),
        (("A/RES/12", "Article 3 Tolls", "Draft resolution"), [P, P, P]),
        (("A/RES/12", "The boats of the north pay.", "Draft resolution"), [P, P, P]),
        (("A/RES/12", "draft resolution,", TEXT), [P, P, P]),
        (("Draft resolution", "North Harbour", "Draft Resolution", TEXT), [T, A, A, P]),
        (("North Harbour", "South Harbour", "North Harbour", TEXT), [P, P, P, P]),
    ],
)
def test_what_stands_above_the_line_that_names_the_document_stands_aside(
    texts: tuple[str, ...], wanted: list[BlockKind]
) -> None:
    assert kinds(*texts) == wanted


def test_no_text_is_lost_and_the_order_stays() -> None:
    blocks = [Block(text=text, location="line 1") for text in ("A/RES/12", "Draft resolution", TEXT)]
    assert [block.text for block in set_letterhead_apart(blocks)] == [block.text for block in blocks]
    assert set_letterhead_apart([]) == []


def test_a_numbered_or_quoted_line_is_no_line_of_a_head() -> None:
    head = Block(text="Tolls", location="line 1")
    for block in (replace(head, number="3."), replace(head, is_quoted=True)):
        assert kinds("A/RES/12", block, "Draft resolution", TEXT)[0] is P


def test_a_line_printed_great_names_the_document_before_others() -> None:
    great = Block(text="Draft agreement", location="line 1", kind=BlockKind.HEADING)
    assert kinds("A/RES/12", "Draft resolution", great, TEXT) == [A, A, T, P]


@pytest.mark.parametrize(("above", "is_found"), [(23, True), (24, False)])
def test_a_head_is_looked_for_among_the_first_lines(above: int, is_found: bool) -> None:
    assert (kinds(*["A/RES/12"] * above, "Draft resolution")[0] is A) is is_found
