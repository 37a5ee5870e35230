"""Printed numbers, one by one: the id that a point gets, the text behind it, and that it follows the one before it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from comparer.ingest.numbering import MarkKind, read_marks


def likeliest(text: str, *, bare: bool = False) -> tuple[str, str, str]:
    mark = read_marks(text, bare)[0]
    return mark.label, mark.printed, mark.rest


def may_follow(before: str, after: str) -> bool:
    """Whether one of the numbers that a point may bear comes next to one that the point before it may bear."""
    return any(
        earlier.style == later.style and later.follows(earlier.value)
        for earlier in read_marks(before)
        for later in read_marks(after)
    )


@pytest.mark.parametrize(
    ("text", "label", "printed", "rest"),
    [
        ("3. Boats", "3", "3.", "Boats"),
        ("3) boats", "3", "3)", "boats"),
        ("3.) boats", "3", "3.)", "boats"),
        ("(3) boats", "3", "(3)", "boats"),
        ("3 – Boats", "3", "3 –", "Boats"),
        ("3bis. Boats", "3bis", "3bis.", "Boats"),
        ("3. bis Boats", "3bis", "3. bis", "Boats"),
        ("3. bis boats", "3", "3.", "bis boats"),
        ("3-1. Boats", "3-1", "3-1.", "Boats"),
        ("10a. Boats", "10a", "10a.", "Boats"),
        ("10(b) boats", "10b", "10(b)", "boats"),
        ("A1. Boats", "A-1", "A1.", "Boats"),
        ("IX2. Boats", "IX-2", "IX2.", "Boats"),
        ("XII. Boats", "XII", "XII.", "Boats"),
        ("(z) boats", "z", "(z)", "boats"),
        ("(aa) boats", "aa", "(aa)", "boats"),
        ("(ц) boats", "ts", "(ц)", "boats"),
        ("Article 4.2 Boats", "4.2", "Article 4.2", "Boats"),
        ("Article 5 bis Boats", "5bis", "Article 5 bis", "Boats"),
        ("Article IV-2 Boats", "IV-2", "Article IV-2", "Boats"),
        ("Article V-12 Boats", "V-12", "Article V-12", "Boats"),
        ("Article B Boats", "B", "Article B", "Boats"),
        ("Article Б Boats", "B", "Article Б", "Boats"),
        ("Part Two Boats", "2", "Part Two", "Boats"),
        ("ANNEX B-2", "B-2", "ANNEX B-2", ""),
        ("OP 3 boats", "OP3", "OP 3", "boats"),
        ("OP3bis. boats", "OP3bis", "OP3bis.", "boats"),
        ("第十条 x", "10", "第十条", "x"),
        ("第百条 x", "100", "第百条", "x"),
        ("第二十条之二 x", "20-2", "第二十条之二", "x"),
        ("(十) x", "10", "(十)", "x"),
        ("十、x", "10", "十、", "x"),
        ("१. x", "1", "१.", "x"),
    ],
)
def test_a_printed_number_gives_an_id_and_leaves_the_text(text: str, label: str, printed: str, rest: str) -> None:
    assert likeliest(text) == (label, printed, rest)


@pytest.mark.parametrize("text", ["A1.2 Boats", "Aa1. Boats", "7 Boats", "CP.1 boats", "op 3 boats", "a bis) boats"])
def test_what_is_no_number_stays_in_the_text(text: str) -> None:
    assert read_marks(text) == ()


def test_a_figure_without_a_stop_counts_before_a_capital_where_that_is_allowed() -> None:
    assert likeliest("7 Boats", bare=True) == ("7", "7", "Boats")
    assert read_marks("7 boats", bare=True) == ()


SERIES = (
    ("3. x", "3bis. x", "3ter. x", "4. x"),
    ("3. x", "3-1. x", "3-2. x", "4. x"),
    ("3. x", "3. bis X", "4. x"),
    ("10. x", "10a. x", "10b. x", "11. x"),
    ("(y) x", "(z) x", "(aa) x", "(bb) x"),
    ("(y) x", "(z) x", "(za) x", "(zb) x"),
    ("(az) x", "(ba) x"),
    ("(aa) x", "(ab) x", "(ac) x"),
    ("(aa) x", "(bb) x", "(cc) x"),
    ("(і) x", "(ї) x", "(й) x"),
    ("(е) x", "(ж) x"),
    ("A. x", "A1. x", "B. x"),
    ("(i) x", "(ii) x", "(iii) x", "(iv) x", "(v) x"),
    ("VIII. x", "IX. x", "X. x"),
    ("Article 5 X", "Article 5 bis X", "Article 6 X"),
    ("Article IV X", "Article IV-1 X", "Article IV-2 X", "Article V X"),
    ("Article A X", "Article B X"),
    ("Part One X", "Part Two X", "Part Three X"),
    ("OP3 x", "OP3bis x", "OP4 x"),
    ("第九条 x", "第十条 x", "第十一条 x", "第十一条之二 x", "第十二条 x"),
    ("第九十九条 x", "第百条 x", "第百一条 x"),
    ("第十九章 x", "第二十章 x"),
    ("1.1 x", "1.2 x"),
    ("2.1.9 x", "2.1.10 x"),
)


@pytest.mark.parametrize("series", SERIES, ids=lambda series: series[0])
def test_points_of_one_series_follow_each_other(series: tuple[str, ...]) -> None:
    for before, after in pairwise(series):
        assert may_follow(before, after), (before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        *(("3. x", "3. x"), ("3. x", "5. x"), ("4. x", "3bis. x"), ("(a) x", "b) x"), ("(z) x", "(bb) x")),
        *(
            ("OP3 x", "PP4 x"),
            ("(a) x", "(B) x"),
            ("Article 5 X", "6. x"),
            ("第十条 x", "第十二条 x"),
            ("IX. x", "XI. x"),
        ),
        *(("1. x", "2) x"), ("(1) x", "2) x"), ("Article IV-2 X", "Article IV-1 X")),
    ],
)
def test_what_is_skipped_repeated_or_printed_otherwise_does_not_follow(before: str, after: str) -> None:
    assert not may_follow(before, after)


@pytest.mark.parametrize(
    ("text", "parent"), [("1.2 x", "1"), ("1.2.3 x", "1.2"), ("10a. x", "10"), ("10(b) x", "10"), ("3. x", "")]
)
def test_a_number_names_the_point_above_it(text: str, parent: str) -> None:
    assert read_marks(text)[0].parent == parent


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *(("Article 3 X", MarkKind.POINT), ("Part Two", MarkKind.GROUP), ("第一章 x", MarkKind.GROUP)),
        *(("第一条 x", MarkKind.POINT), ("Option 2: X", MarkKind.OPTION), ("• x", MarkKind.BULLET)),
    ],
)
def test_what_a_number_counts(text: str, kind: MarkKind) -> None:
    assert read_marks(text)[0].kind is kind
