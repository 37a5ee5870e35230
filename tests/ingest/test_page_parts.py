"""What a page keeps beside or inside its text: notes, links, comments, lists, pictures; read or told, none lost."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ingest.read_back import clauses, imported


def read(body: str) -> dict[str, Any]:
    return imported(f"<html><body>{body}</body></html>", "html")


def notes(data: dict[str, Any]) -> list[str]:
    return [provision.get("note", "") for provision in data["provisions"]]


def test_a_break_parts_lines_and_stays_gone_with_what_is_struck_out() -> None:
    assert clauses(read("<p>1. Boats pay:<br>(a) tolls;<br>(b) fees.</p>")) == {
        "1": "Boats pay:",
        "1a": "tolls;",
        "1b": "fees.",
    }
    data = read("<p>1. Boats <del>must<br>(a) never</del> pay.</p>")
    assert clauses(data) == {"1": "Boats pay."}
    assert "struck out: must (a) never" in data["note"]


@pytest.mark.parametrize(
    ("inside", "answer"),
    [
        ("<del>must</del>", "struck out: must"),
        ('<span style="text-decoration: line-through">must</span>', "struck out: must"),
        ("<span hidden>must</span>", "hidden: must"),
        ('<img alt="a map">', "picture: a map"),
        ("<!-- ask the north -->", "hidden comment: ask the north"),
    ],
)
def test_what_is_no_text_in_force_is_told(inside: str, answer: str) -> None:
    data = read(f"<p>1. Boats {inside} pay.</p>")
    assert clauses(data) == {"1": "Boats pay."}
    assert answer in data["note"]


def test_what_is_struck_out_twice_is_told_apart() -> None:
    note = read("<p>1. Boats <del>must</del><del>shall</del> pay.</p>")["note"]
    assert "struck out: must" in note
    assert "struck out: shall" in note


@pytest.mark.parametrize("inside", ["<img>", "<!---->", "<!-- -- -->", "<!--[if x]> y <![endif]-->"])
def test_what_says_nothing_is_not_told(inside: str) -> None:
    data = read(f"<p>1. Boats {inside} pay.</p>")
    assert clauses(data) == {"1": "Boats pay."}
    assert "comment" not in data["note"]
    assert "picture" not in data["note"]


def test_an_address_behind_a_word_is_a_note_and_one_that_is_printed_is_not() -> None:
    assert notes(read('<p>1. Boats <a href="https://port.example/toll">pay</a>.</p>')) == [
        "Link: https://port.example/toll"
    ]
    assert notes(read('<p>1. See <a href="https://port.example">https://port.example</a>.</p>')) == [""]
    assert notes(read('<p>1. Boats <a href="#toll">pay</a>.</p>')) == [""]
    assert notes(read("<p>1. Boats <a>pay</a>.</p>")) == [""]


CALL = '<sup><a href="#n1">1</a></sup>'


@pytest.mark.parametrize("call", [CALL, '<a href="#n1"><sup>1</sup></a>', '<sup><a href="#n1">[1]</a></sup>'])
@pytest.mark.parametrize("target", ['<li id="n1">As of May. ↩</li>', '<li><span id="n1">As of May.</span></li>'])
def test_a_raised_link_takes_its_note_to_the_clause(call: str, target: str) -> None:
    data = read(f"<p>1. Boats pay{call}.</p><p>2. Ships wait.</p><ol>{target}</ol>")
    assert clauses(data) == {"1": "Boats pay.", "2": "Ships wait."}
    assert notes(data) == ["Footnote: As of May.", ""]
    assert repr(data).count("As of May") == 1


def test_a_note_among_the_items_of_a_list_leaves_the_others_their_numbers() -> None:
    data = read(f'<ol><li>Boats pay{CALL}.</li><li id="n1">As of May.</li><li>Ships wait.</li></ol>')
    assert clauses(data) == {"1": "Boats pay.", "3": "Ships wait."}
    assert notes(data) == ["Footnote: As of May.", ""]


def test_a_note_between_the_items_of_a_list_has_no_number() -> None:
    data = read(f'<ol><li>The town pays{CALL}.</li><div id="n1">In silver.</div><li>The port opens.</li></ol>')
    assert [provision["id"] for provision in data["provisions"]] == ["1", "2"]
    assert notes(data) == ["Footnote: In silver.", ""]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="#n1">1</a>',
        '<sup><a href="#gone">1</a></sup>',
        '<sup><a href="https://port.example">1</a></sup>',
        '<sup><a href="#n1">the toll</a></sup>',
    ],
)
def test_another_link_leaves_the_text_where_it_stands(link: str) -> None:
    data = read(f'<p>1. Boats pay {link}</p><p id="n1">2. Ships wait.</p>')
    assert clauses(data)["2"] == "Ships wait."


def test_a_link_to_what_holds_it_is_no_note() -> None:
    data = read('<p id="n1">1. Boats pay<sup><a href="#n1">1</a></sup> tolls.</p><p>2. Ships wait.</p>')
    assert list(clauses(data)) == ["1", "2"]
    assert "Boats pay" in clauses(data)["1"]


@pytest.mark.parametrize(
    ("opening", "ids"),
    [
        ("<ol>", ["1", "2"]),
        ('<ol start="4">', ["4", "5"]),
        ('<ol type="a">', ["a", "b"]),
        ('<ol type="I">', ["I", "II"]),
    ],
)
def test_a_counted_list_gives_its_numbers(opening: str, ids: list[str]) -> None:
    assert list(clauses(read(f"{opening}<li>Boats pay.</li><li>Ships wait.</li></ol>"))) == ids


def test_an_item_may_set_the_count_and_a_list_without_marks_counts_nothing() -> None:
    assert list(clauses(read('<ol><li>Boats pay.</li><li value="7">Ships wait.</li><li>Rafts go.</li></ol>'))) == [
        "1",
        "7",
        "8",
    ]
    bare = read('<p>1. These pay:</p><ol style="list-style: none"><li>(a) boats;</li><li>(b) ships.</li></ol>')
    assert list(clauses(bare)) == ["1", "1a", "1b"]


def test_lists_in_lists_are_points_below() -> None:
    data = read('<ol><li>Boats pay:<ol type="a"><li>tolls;</li><li>fees.</li></ol></li><li>Ships wait.</li></ol>')
    assert clauses(data) == {"1": "Boats pay:", "1a": "tolls;", "1b": "fees.", "2": "Ships wait."}


def test_a_bold_beginning_is_the_heading_and_what_follows_is_not() -> None:
    data = read("<p>1. <b>Tolls.</b> Boats pay.</p><p>2. Ships <b>wait</b>.</p>")
    assert [provision.get("heading", "") for provision in data["provisions"]] == ["Tolls", ""]
    assert clauses(data) == {"1": "Boats pay.", "2": "Ships wait."}


def test_raised_figures_and_kept_lines() -> None:
    assert clauses(read("<p>1. Pay 10<sup>2</sup> coins.</p>"))["1"] == "Pay 10² coins."
    assert list(clauses(read("<pre>1. Boats pay.\n\n2. Ships wait.</pre>"))) == ["1", "2"]


def test_a_navigation_stands_aside_and_stays() -> None:
    data = read("<nav>Home Tolls</nav><p>1. Boats pay.</p>")
    assert clauses(data) == {"1": "Boats pay."}
    assert "navigation: Home Tolls" in data["note"]


@pytest.mark.parametrize("name", ["windows-1251", "koi8-u", "utf-16"])
def test_a_page_is_read_in_the_encoding_that_it_names(name: str) -> None:
    page = f'<html><head><meta charset="{name}"></head><body><p>1. Човни платять.</p></body></html>'
    assert list(clauses(imported(page.encode(name), "html")).values()) == ["Човни платять."]


def test_a_page_that_names_utf_8_is_read_as_such() -> None:
    page = '<html><head><meta charset="utf-8"></head><body><p>1. Човни платять.</p></body></html>'
    assert list(clauses(imported(page.encode(), "html")).values()) == ["Човни платять."]
