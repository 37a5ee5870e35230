"""Text of others in each kind of output, sign by sign."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparer.report.words.escape import (
    MAX_CELL_CHARS,
    anchor_name,
    code_span,
    display_width,
    escape_csv_cell,
    escape_markdown,
    safe_line,
    split_words,
    truncate_text,
)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("two\nlines\tand  spaces ", "two lines and spaces"),
        ("a\u202eb", "a\\u202eb"),
        ("1\u00a0000 men", "1\u00a0000 men"),
        ("1\u202f000", "1\u202f000"),
        ("Article\u00a05", "Article 5"),
        ("5\u00a0men", "5 men"),
        ("", ""),
    ],
)
def test_a_text_on_one_line(text: str, line: str) -> None:
    assert safe_line(text) == line


def test_no_line_breaks_inside_a_number() -> None:
    assert split_words(" 1\u00a0000 men  and\u00a0 2 ") == ["1\u00a0000", "men", "and", "2"]


@given(st.text(alphabet="a1 \t\n\r\x1c\x85\u00a0\u1680\u2003\u2028\u202f\u205f\u3000", max_size=12))
def test_a_word_ends_at_any_space_but_one_between_figures(text: str) -> None:
    words = split_words(text)
    assert "".join("".join(words).split()) == "".join(text.split())
    for word in words:
        assert not re.sub("(?<=[0-9])[\u00a0\u202f](?=[0-9])", "", word).split()[1:]


@pytest.mark.parametrize(
    ("length", "limit", "kept"),
    [(20, 20, 20), (21, 20, 10), (100, 50, 38), (10, 9, 4), (5, 5, 5)],
)
def test_what_is_cut_says_how_much_is_missing(length: int, limit: int, kept: int) -> None:
    cut = truncate_text("x" * length, limit)
    assert cut == ("x" * length if kept == length else f"{'x' * kept}… [+{length - kept}]")
    assert limit < 20 or len(cut) <= limit


def test_a_cell_holds_as_much_as_a_spreadsheet_takes() -> None:
    assert MAX_CELL_CHARS == 32_000
    assert escape_csv_cell("x" * 32_000) == "x" * 32_000
    assert escape_csv_cell("x" * 32_001) == "x" * 31_988 + "… [+13]"
    assert escape_markdown("x" * 32_001).endswith("… \\[+13\\]")
    assert escape_markdown("x" * 41, 40) == "x" * 28 + "… \\[+13\\]"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        *((f"{sign}1", f"'{sign}1") for sign in "=+-@＝＋－＠"),
        ("a=1", "a=1"),
        ("~1", "~1"),
        ("meet;=1", "meet;'=1"),
        ("meet; \"'-1; + 2;x", "meet;' \"'-1;' + 2;x"),
        ("meet;" + " " * 3 + "@x", "meet;' @x"),
        ("a;b", "a;b"),
        ("\t=1", "'=1"),
    ],
)
def test_no_cell_is_a_formula(text: str, cell: str) -> None:
    assert escape_csv_cell(text) == cell


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a*b_c`d|e~f$g", "a\\*b\\_c\\`d\\|e\\~f\\$g"),
        ("[x](y) ![z]", "\\[x\\](y) \\!\\[z\\]"),
        ("Stop!", "Stop!"),
        ("<b> & >", "&lt;b&gt; &amp; &gt;"),
        ("mail@example.org", "mail@<!-- -->example.org"),
        ("https://example.org", "https:<!-- -->//example.org"),
        ("# head", "\\# head"),
        ("###### head", "\\###### head"),
        ("####### head", "####### head"),
        ("- item", "\\- item"),
        ("+ item", "\\+ item"),
        ("1. item", "1\\. item"),
        ("12) item", "12\\) item"),
        ("1.item", "1.item"),
        ("#head", "`#head`"),
        ("see us-28#3 and #12.", "see `us-28#3` and `#12`."),
        ("a#b|c", "`a#b`\\|c"),
        ("back\\slash", "back\\\\slash"),
    ],
)
def test_markdown_shows_a_text_as_it_is(text: str, shown: str) -> None:
    assert escape_markdown(text) == shown


@pytest.mark.parametrize(("text", "span"), [("a-1", "`a-1`"), ("a`b", "`a'b`"), ("a|b", "a\\|b"), ("", ""), (" ", "")])
def test_an_id_as_a_code_span(text: str, span: str) -> None:
    assert code_span(text) == span


def test_names_of_anchors_are_made_of_ids_alone() -> None:
    assert anchor_name("US-28", "", "a b/c", "1.2") == "us-28-a-b-c-1.2"
    assert anchor_name("-x-", "?") == "x"


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("abc", 3),
        ("", 0),
        ("字", 2),
        ("é", 1),
        ("e\u0301", 1),
        ("\u200d", 0),
        ("ＡB", 3),
        ("жук", 3),
        ("\u20dd", 0),
        ("\u302e", 0),
        ("\u0b3f", 0),
    ],
)
def test_columns_that_a_text_takes_in_a_terminal(text: str, columns: int) -> None:
    assert display_width(text) == columns
