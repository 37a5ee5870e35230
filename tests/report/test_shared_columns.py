"""Tables of the page: what every row says is said once, and what none says not at all."""

from __future__ import annotations

from comparer.report.formats.page.shared_columns import split_shared_columns
from comparer.report.render import RenderOptions, render
from tests.agreement.test_single_text import FOCUS
from tests.factories.reports import report_of


def test_a_column_that_every_row_shares_is_a_line_and_an_empty_one_is_left_out() -> None:
    lines, table = split_shared_columns(
        {"name": "T", "headings": ["Who", "How", "Slack"], "rows": [["Ada", "by day", ""], ["Bo", "by day", ""]],
         "widths": [1, 2, 3]}
    )  # fmt: skip
    assert lines == ["How: by day"]
    assert (table["headings"], table["rows"], table["widths"]) == (["Who"], [["Ada"], ["Bo"]], [1])


def test_several_tables_of_one_entry_have_names_that_are_seen() -> None:
    page = str(render("html", report_of(*FOCUS), RenderOptions(sections=("agreement",))))
    assert "<caption>Smallest changes that lift a breach" in page
    assert "<caption>Delays" in page
    assert "army-size ±" not in page
