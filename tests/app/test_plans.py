"""`comparer plans`: what each is, how much is known, from what sources, who said what, what is disputed."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.app.command import HARBOUR, ROOT, here, pact
from tests.factories.pact import SEEDS
from tests.record.reading import cards

# What the parties said of each plan, in the order of the record. The research found no reaction to those left empty.
REACTIONS: dict[str, list[str]] = {
    "russia-2021": ["united-states rejects", "nato rejects"],
    "russia-2022": [],
    "istanbul-2022": ["russia criticises", "ukraine rejects", "russia rejects", "russia open", "russia open"],
    "zelensky-formula": ["russia rejects", "russia rejects", "ukraine open"],
    "kellogg-2024": ["trump-team open"],
    "china-brazil-2024": ["russia welcomes", "ukraine criticises"],
    "putin-2024": ["ukraine criticises"],
    "friends-of-peace-2024": ["russia welcomes", "ukraine criticises"],
    "zelensky-victory": ["united-states criticises", "united-states criticises", "united-states accepts"],
    "europe-2024": ["russia open"],
    "trump-team-2024": ["russia welcomes"],
    "turkey-2024": ["turkey denies", "turkey denies"],
    "russia-2025": [],
    "us-28": [
        "ukraine criticises",
        "ukraine open",
        "russia open",
        "germany open",
        "european-union open",
        "europe criticises",
    ],
    "eu-24": [],
    "eu-counter": ["russia rejects", "united-states open", "united-states criticises"],
    "geneva-19": ["ukraine welcomes", "ukraine open", "russia open"],
    "ukraine-20": ["russia criticises", "russia criticises", "ukraine open"],
}
COMPLETE = {"us-28", "eu-counter", "ukraine-20", "putin-2024", "zelensky-formula", "china-brazil-2024"}
DRAWN_FROM = {
    "eu-counter": ["us-28"],
    "geneva-19": ["us-28"],
    "ukraine-20": ["geneva-19"],
    "friends-of-peace-2024": ["china-brazil-2024"],
}


@cache
def listed() -> dict[str, Any]:
    return {item["id"]: item for item in here("plans", "--format", "json", cwd=ROOT).json}


@cache
def read_listing(folder: Path = ROOT) -> dict[str, str]:
    """Each entry of the table with its lines joined."""
    entries = here("plans", cwd=folder).text.strip().split("\n\n")
    return {entry.partition(" ")[0]: " ".join(entry.split()) for entry in entries}


def test_the_record_has_its_eighteen_plans_in_the_order_of_their_dates() -> None:
    assert list(listed()) == list(REACTIONS)
    assert set(read_listing()) >= set(REACTIONS)
    assert here("plans", cwd=ROOT).text.rstrip().endswith("18 plans")


@pytest.mark.parametrize("plan", REACTIONS)
def test_a_plan_says_what_it_is(plan: str) -> None:
    record = listed()[plan]
    assert record["summary"].endswith(".")
    assert record["summary"].count(". ") == 0
    assert record["proposers"]
    assert (record["coverage"] == "complete") == (plan in COMPLETE)
    assert record["assumed"] == []
    assert record["derived_from"] == DRAWN_FROM.get(plan, [])
    for part in (
        record["title"],
        record["summary"],
        f"{record['kind']}, {record['coverage']}, {record['issued']}; by ",
    ):
        assert part in read_listing()[plan]


@pytest.mark.parametrize("plan", REACTIONS)
def test_a_plan_says_how_much_of_it_is_known_and_from_what_sources(plan: str) -> None:
    record = listed()[plan]
    assert sum(record["known"].values()) == record["clauses"] == len(record["clause_ids"])
    assert set(record["cited"]) <= set(cards())
    assert len(record["cited"]) == record["sources"] >= 1
    known = ", ".join(f"{count} {how}" for how, count in record["known"].items() if count)
    assert f"{record['provisions']} provisions, {record['clauses']} clauses ({known})" in read_listing()[plan]
    kinds = Counter(cards()[source]["type"] for source in record["cited"])
    assert sum(kinds.values()) == record["sources"]
    for kind, count in kinds.items():
        assert re.search(rf"sources: {record['sources']} \([^)]*\b{count} {kind}\b", read_listing()[plan])


@pytest.mark.parametrize("plan", REACTIONS)
def test_a_plan_says_who_accepted_or_rejected_it_and_when(plan: str) -> None:
    reactions = listed()[plan]["reactions"]
    assert [f"{each['party']} {each['says']}" for each in reactions] == REACTIONS[plan]
    for each in reactions:
        assert each["date"]
        assert each["cites"]
        assert f"{each['says']} ({each['date']}) {each['note']}".strip() in read_listing()[plan]


@pytest.mark.parametrize("plan", REACTIONS)
def test_a_plan_says_what_is_disputed(plan: str) -> None:
    for each in listed()[plan]["disputed"]:
        assert each["cites"]
        assert f"disputed, {each['about']}: {each['note']}" in read_listing()[plan]
    assert bool(listed()[plan]["disputed"]) == (plan != "russia-2021")


def test_a_text_that_was_only_reported_or_was_denied_shows_it() -> None:
    assert "17 clauses (17 reported)" in read_listing()["geneva-19"]
    assert "9 clauses (9 denied)" in read_listing()["turkey-2024"]
    assert "Turkey denies (2024-11-19)" in read_listing()["turkey-2024"]


def test_a_full_text_that_nobody_opened_is_marked() -> None:
    for plan, item in listed().items():
        if item["full_text"]:
            assert not item["full_text"]["opened"], plan
            assert "(not opened for this record)" in read_listing()[plan]


def test_a_workspace_with_little_says_what_it_assumed_and_what_it_lacks(tmp_path: Path) -> None:
    folder = pact(tmp_path, leave_out=[SEEDS])
    (item, *_) = [entry for name, entry in read_listing(folder).items() if name == "pact-b"]
    assert "assumed for want of a word: " in item
    assert "without a card" in item


def test_another_negotiation_is_told_in_the_same_way() -> None:
    for load in json.loads(here("plans", "--format", "json", cwd=HARBOUR).text):
        assert load["title"] in read_listing(HARBOUR)[load["id"]]
        assert f"{load['clauses']} clauses (" in read_listing(HARBOUR)[load["id"]]
