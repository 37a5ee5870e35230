"""Text of others passes through every format and does no harm."""

import csv
import io
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparer.report.formats.text_grid import wrap_lines
from comparer.report.render import RenderOptions, render
from comparer.report.words.escape import (
    anchor_name,
    code_span,
    display_width,
    escape_csv_cell,
    escape_markdown,
    safe_line,
    truncate_text,
)

from .read_back import HOSTILE, spoiled
from .sample import sample

STEERS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
ANY = st.text(max_size=60)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("width", [80, 160])
def test_the_terminal_is_not_steered_and_no_line_is_too_long(text, width):
    shown = render("table", spoiled(sample(), text), RenderOptions(width=width, full=True))
    assert not STEERS.search(shown)
    assert max(map(display_width, shown.splitlines())) <= width


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_the_digest_in_words_is_not_steered(text):
    shown = render("text", spoiled(sample(), text), RenderOptions(full=True))
    assert not STEERS.search(shown)
    assert max(map(display_width, shown.splitlines())) <= 76


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_markdown_keeps_its_tables_and_holds_no_foreign_tag(text):
    shown = render("md", spoiled(sample(), text), RenderOptions(full=True))
    assert not STEERS.search(shown)
    bare = re.sub(r"`[^`\n]*`", "", shown)
    tags = set(re.findall(r"<\s*/?\s*([a-zA-Z]+)", bare))
    assert tags <= {"a", "br", "del", "ins", "details", "summary"}
    assert bare.count("<details>") == bare.count("</details>")
    head = 0
    for line in shown.splitlines():
        cells = len(re.findall(r"(?<!\\)\|", line.replace("\\\\", ""))) if line.startswith("|") else 0
        if cells and head:
            assert cells == head, line[:200]
        head = cells


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_cell_of_the_csv_is_a_formula_or_too_long(text):
    rows = list(csv.reader(io.StringIO(render("csv", spoiled(sample(), text)))))
    assert {len(row) for row in rows} == {len(rows[0])}
    for row in rows:
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
            assert len(cell) <= 32_767
            assert not STEERS.search(cell)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_json_reads_back_letter_for_letter_and_steers_no_terminal(text):
    value = spoiled(sample(), text)
    shown = render("json", value)
    assert json.loads(shown) == value
    assert not STEERS.search(shown)


def test_what_is_cut_says_how_much():
    shown = truncate_text("x" * 100_000, 1_000)
    assert len(shown) <= 1_000
    kept = shown.count("x")
    assert shown.endswith(f"… [+{100_000 - kept}]"), "in a sign of no language"


@given(ANY)
def test_one_line_is_one_line(text):
    assert not STEERS.search(safe_line(text))
    assert "\n" not in safe_line(text)


@given(ANY)
def test_a_spreadsheet_cell_is_text(text):
    assert not escape_csv_cell(text).startswith(("=", "+", "-", "@"))


@given(ANY)
def test_markdown_leaves_no_unescaped_pipe_or_tag(text):
    shown = escape_markdown(text)
    assert not re.search(r"(?<!\\)(?:\\\\)*\|", shown)
    assert "<" not in shown.replace("<!-- -->", "")
    assert code_span(text).count("`") in (0, 2)


@given(ANY)
def test_an_anchor_is_safe_in_an_attribute(text):
    assert re.fullmatch(r"[\w.-]*", anchor_name("link", text))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a | b", r"a \| b"),
        ("<b>", "&lt;b&gt;"),
        ("1. first", r"1\. first"),
        ("# head", r"\# head"),
        ("- item", r"\- item"),
        ("see plan-1#6 and #12", "see `plan-1#6` and `#12`"),
        ("snake_case *x*", r"snake\_case \*x\*"),
        ("@someone", "@<!-- -->someone"),
    ],
)
def test_markdown_shows_text_as_it_is(text, shown):
    assert escape_markdown(text) == shown


@settings(max_examples=25)
@given(st.text(max_size=120), st.integers(min_value=60, max_value=200))
def test_whatever_the_text_and_the_width_no_line_of_the_terminal_is_too_long(text, width):
    shown = render("table", spoiled(sample(), text), RenderOptions(width=width, full=True))
    assert max(map(display_width, shown.splitlines())) <= width
    assert not STEERS.search(shown)


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_no_line_breaks_inside_a_number(space):
    figure = f"600{space}000"
    assert wrap_lines(f"At most {figure} troops", 12) == ["At most", figure, "troops"]
    assert safe_line(f"one{space}word  {figure}\n") == f"one word {figure}"
