"""What a line is by its words and signs, case by case: what is taken for a heading or a page number leaves the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from comparer.ingest import line_signs

HOLDS: dict[Callable[[str], bool], tuple[str, ...]] = {
    line_signs.is_heading_like: ("Final provisions", "The harbour of the north", "Non-members", "(A) Tolls", "A" * 90),
    line_signs.has_ended: (
        "The tower stays.",
        "as follows:",
        "the pier;",
        "Who pays?",
        "Go!",
        "and so on…",
        "'The tower stays.'",
        "The tower stays. (Not the pier)",
        "The tower stays (so does the pier.)",
        "The tower stays.  ",
    ),
    line_signs.ends_inside_sentence: ("a levy of", "under the", "a levy of  "),
    line_signs.ends_with_initial: ("i. V. m.", "m."),
    line_signs.begins_closing: ("unless the warden agrees",),
    line_signs.begins_with_month: ("March 2031", "march"),
    line_signs.is_date_line: ("3 March 2031", "3. March", "13 March 2031 Monday"),
    line_signs.is_dated_label: ("Last revised: June 25, 2031", "Last revised: 25 June 2031"),
    line_signs.names_day: ("Draft of 3 March", "Draft 3 March 2031"),
    line_signs.is_title_text: ("Final provisions", "A plan for the harbour of the north and of the south", "A"),
    line_signs.is_page_number: ("3", "- 3 -", "Page 3", "page 3 of 12", "3/12", "1 of 1"),
    line_signs.is_contents_heading: ("Contents", "CONTENTS:"),
    line_signs.is_contents_line: (
        "Tolls ........ 12",
        "Tolls … 3",
        "Tolls ____ xii",
        "..... 12",
        "Tolls . . . . 12345",
    ),
}
HOLDS_NOT: dict[Callable[[str], bool], tuple[str, ...]] = {
    line_signs.is_heading_like: (
        "",
        "The tower stays.",
        "The tower,",
        "final provisions",
        "The boats must leave",
        "No boats",
        "Chapter 3",
        "A" * 91,
        "A b c d e f g h i j k l m",
        "…",
    ),
    line_signs.has_ended: (
        "The tower stays",
        "the pier,",
        "the pier (of the north)",
        "The tower. stays",
        "stays )",
        "",
    ),
    line_signs.ends_inside_sentence: ("The tower stays", "of a levy", "3", "", "x.of", "a levy of.", "a levy of 3"),
    line_signs.ends_with_initial: ("the tower.", "m", "m. ", "3."),
    line_signs.begins_closing: ("Unless the warden agrees", "the warden", "", "3 unless"),
    line_signs.begins_with_month: ("3 March", "Harbour", ""),
    line_signs.is_date_line: ("March 2031", "3 boats", "3 March 2031 the boats left", "Draft of 3 March", "3March"),
    line_signs.is_dated_label: (
        "June 25, 2031",
        "Last revised: Monday",
        "Agreement: 25 June 2031",
        "Last revised: June 25, 2031, by the warden",
    ),
    line_signs.names_day: ("Draft of March", "Draft 3", "The boats leave the harbour by 3 March"),
    line_signs.is_title_text: ("The tower stays.", "The tower,", "final provisions", "Boats must leave", "", "3"),
    line_signs.is_page_number: (
        "",
        "Page",
        "3 boats",
        "12345",
        "Page 3 of 12 of the whole report",
        "xii",
        "Pay 3",
        "--- Page 1234 of 1234 ---",
    ),
    line_signs.is_contents_heading: ("Contents of the hold", "", "Contents" + " " * 33),
    line_signs.is_contents_line: ("Tolls 12", "Tolls ........", "Tolls [...] 12", "Tolls ...... 123456", "12", "3.5"),
}


@pytest.mark.parametrize(("holds", "text"), [(holds, text) for holds, texts in HOLDS.items() for text in texts])
def test_a_line_is_taken_for_what_it_is(holds: Callable[[str], bool], text: str) -> None:
    assert holds(text)


@pytest.mark.parametrize(("holds", "text"), [(holds, text) for holds, texts in HOLDS_NOT.items() for text in texts])
def test_a_line_is_not_taken_for_what_it_is_not(holds: Callable[[str], bool], text: str) -> None:
    assert not holds(text)


def test_a_heading_may_hold_figures_where_they_are_allowed() -> None:
    assert line_signs.is_heading_like("Chapter 3", figures=True)


@pytest.mark.parametrize(
    ("bold", "text", "heading", "rest"),
    [
        ("Tolls.", "Tolls. The boats pay.", "Tolls", "The boats pay."),
        ("Tolls:", "Tolls: the boats pay.", "Tolls", "the boats pay."),
        ("Tolls", "Tolls – the boats pay.", "Tolls", "the boats pay."),
        ("Tolls", "Tolls: the boats pay.", "Tolls", "the boats pay."),
        ("Tolls", "Tolls. The boats pay.", "Tolls", "The boats pay."),
        ("Tolls", "Tolls The boats pay.", "Tolls", "The boats pay."),
        ("Tolls –", "Tolls – the boats pay.", "Tolls", "the boats pay."),
        ("Tolls —", "Tolls — the boats pay.", "Tolls", "the boats pay."),
        (" Tolls ", "Tolls The boats pay.", "Tolls", "The boats pay."),
        ("A b c d e f g h.", "A b c d e f g h. The boats pay.", "A b c d e f g h", "The boats pay."),
        ("The boats", "The boats pay.", "", "The boats pay."),
        ("Tolls", "Tolls 3 a day", "", "Tolls 3 a day"),
        ("Tolls,", "Tolls, The boats pay.", "", "Tolls, The boats pay."),
        ("Boats must pay.", "Boats must pay. The toll is due.", "", "Boats must pay. The toll is due."),
        ("3 tolls.", "3 tolls. The boats pay.", "", "3 tolls. The boats pay."),
        ("A b c d e f g h i.", "A b c d e f g h i. The boats pay.", "", "A b c d e f g h i. The boats pay."),
        ("Tolls.", "Tolls.", "", "Tolls."),
        ("", "The boats pay.", "", "The boats pay."),
        ("Tolls", "The tolls The boats", "", "The tolls The boats"),
    ],
)
def test_a_bold_beginning_is_a_heading_where_the_sentence_begins_behind_it(
    bold: str, text: str, heading: str, rest: str
) -> None:
    assert line_signs.split_lead(bold, text) == (heading, rest)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("the har-\nbour", "the har-bour"),
        ("the har-\r\n  bour", "the har-bour"),
        ("land-\nand sea", "land- and sea"),
        ("a - \nb", "a - \nb"),
        ("no break", "no break"),
        ("item 3-\n4", "item 3-4"),
    ],
)
def test_a_word_that_its_source_breaks_at_the_hyphen_is_whole(text: str, whole: str) -> None:
    assert line_signs.join_broken_words(text) == whole


@pytest.mark.parametrize(
    ("text", "title"),
    [("Tolls ........ 12", "tolls"), ("Tolls and Fees 3", "tolls and fees"), ("3 Tolls… 14", "3 tolls")],
)
def test_a_line_of_contents_is_looked_for_by_its_words(text: str, title: str) -> None:
    assert line_signs.without_page_number(text) == title
