"""An explanation in another language: no word of ours is left in English, and what is not translated is said first."""

from __future__ import annotations

import re

import pytest

from comparer.app.api import compare, load_workspace
from comparer.report.value.types import ReportValue
from tests.app.command import ROOT, here

LATIN = re.compile(r"[A-Za-z]{3,}")
LABELS = ("In the ", "Sources", "evidence", "The line", "confidence", "Said by", "Red lines", "Note:", "More:", "Not ")

NAMES = {"ABC", "CNN", "Comments", "Financial", "Times", "Axios", "GitHub"}
"""Names that are written in Latin letters in every language."""


@pytest.fixture(scope="module")
def report() -> ReportValue:
    return compare(load_workspace(ROOT))


def own_words(text: str, report: ReportValue) -> str:
    """The explanation without what the record says in its own language, without ids, addresses and commands."""
    flat = " ".join(re.sub(r"^ +comparer .*$", " ", text, flags=re.MULTILINE).split())
    kept = [clause["text"] for clause in report["clauses"].values()]
    kept += [version["said_by"] for line in report["lines"].values() for version in line["versions"]]
    kept += [*report["rules"], *report["sources"], *(plan["id"] for plan in report["plans"])]
    kept += [name for clause in report["clauses"].values() for name in (clause["id"], clause["text"].rstrip("."))]
    for source in report["sources"].values():
        kept += [source["publisher"], source["title"], source["fault"], source["leaning"], source["address"]]
        kept += [fact["says"] for fact in source["facts"]]
    for part in sorted({" ".join(item.split()).rstrip(".") for item in kept if item}, key=len, reverse=True):
        flat = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", " ", flat) if part in flat else flat
    return re.sub(r"https?://\S+|\[[\w-]+\]|\S+[/#]\S+|\S*\.yaml\S*", " ", flat)


@pytest.mark.parametrize("language", ["uk", "ru"])
@pytest.mark.parametrize("subject", ["us-28#6", "ukraine#UA-2"])
def test_the_labels_of_an_explanation_are_in_the_language(subject: str, language: str, report: ReportValue) -> None:
    done = here("explain", subject, "--lang", language, cwd=ROOT)
    assert done.code == 0
    first_line = done.text.splitlines()[0]
    assert not LATIN.search(first_line)
    labels = [line.strip() for line in done.text.splitlines()]
    assert not [label for label in LABELS for line in labels if line.startswith(label)]
    assert set(LATIN.findall(own_words(done.text, report))) <= NAMES
    assert "мовою записів" in first_line or "на языке записей" in first_line


def test_in_english_nothing_is_said_of_the_language(report: ReportValue) -> None:
    assert here("explain", "us-28#6", cwd=ROOT).text.startswith("US draft, point 6\n  Ukraine's armed forces")


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_an_act_and_a_quantity_have_words_even_where_their_label_is_their_id(language: str) -> None:
    text = here("explain", "us-28#6", "--lang", language, cwd=ROOT).text
    norm = text.split("\n\n")[1].splitlines()[3:]
    norm = " ".join(norm)
    assert "600" in norm
    assert "limit" not in norm
    assert "personnel" not in norm
