"""The tasks of docs/ten-tasks.md that a terminal answers: the answer is in it, and within the lines that are told."""

from __future__ import annotations

import re

import pytest

from tests.app.command import ROOT, here

PAIR = ("us-28", "ukraine-20")


@pytest.mark.parametrize(
    ("words", "max_lines", "wanted"),
    [
        (("diff", *PAIR, "--issue", "territory"), 75, ("Territory", "de facto Russian", "No ceding of land")),
        (("compare", *PAIR, "--issue", "territory"), 40, ("✗UA", "Ukraine leaves the part of")),
        (("diff", "us-28", "eu-counter"), 90, ("Only in us-28", "Verdicts on red lines that changed")),
        (("compare", *PAIR, "--sections", "movement"), 40, ("Who moved", "No longer crossed", "(UA-1)")),
        (("redlines", "us-28", "--party", "europe"), 90, ("~ strained", "matter of judgement", "(absolute)")),
    ],
)
def test_a_task_is_answered_in_few_lines(words: tuple[str, ...], max_lines: int, wanted: tuple[str, ...]) -> None:
    done = here(*words, cwd=ROOT)
    assert (done.code, done.errors) == (0, "")
    assert len(done.text.splitlines()) <= max_lines
    flat = " ".join(done.text.split())
    assert [text for text in wanted if text not in flat] == []


def test_every_open_question_of_the_newest_draft_is_named_with_who_wants_what() -> None:
    text = here("compare", *PAIR, "--sections", "open", cwd=ROOT).text
    first = " ".join(text[: text.rindex("Open in:")].split()) if text.count("Open in:") > 1 else " ".join(text.split())
    assert [name for name in ("2-3:", "7-1:", "12-1:", "12-2:", "14-1:", "14-2:", "14-3:", "14-5:", "14-7:")
            if name not in first] == []  # fmt: skip
    assert "Ukraine: No ceding of land, no leaving of Donbas" in first


def test_figures_stand_by_date_and_every_plan_is_named() -> None:
    text = here("compare", "--all-plans", "--issue", "forces.size", "--sections", "figures", cwd=ROOT).text
    table = text[: text.index("\nFigures\n")]
    dates = re.findall(r"^(\d{4}(?:-\d\d)*)", table[: table.index("nothing on it")].rpartition("\n")[0], re.MULTILINE)
    assert len(dates) >= 10
    assert dates == sorted(dates)
    for name in ("Peace formula", "Kellogg", "Victory plan", "US draft", "20 points"):
        assert name in table
