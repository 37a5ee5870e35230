"""The record of text pairs is well formed; what an estimate makes of the pairs is tested elsewhere."""

import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

RECORD = Path(__file__).parent / "text-pairs.yaml"
KEYS = ["id", "subject", "left", "right", "relation", "also", "facet", "why"]
RELATIONS = {"same", "reworded", "stricter", "looser", "mixed", "replaced", "unclear", "opposed", "deferred",
             "settled"}  # fmt: skip
UNCHANGED = {"same", "reworded"}
CANNOT_TELL = {"language", "sentence", "about"}
FEWEST_PER_RELATION = {
    "same": 5, "reworded": 12, "stricter": 12, "looser": 12, "unclear": 9,
    "replaced": 6, "opposed": 8, "deferred": 3, "settled": 3,
}  # fmt: skip
FEWEST_PER_FACET = {
    "none": 5, "wording": 12, "negation": 6, "modality": 12, "roles": 3, "bearer": 3, "object": 4, "act": 1,
    "territory": 3, "figure": 10, "unit": 5, "about": 2, "deadline": 4, "period": 3, "condition": 8, "deferral": 4,
    "several": 2, "language": 4, "sentence": 6,
}  # fmt: skip

Pair = dict[str, Any]
PAIRS: list[Pair] = yaml.safe_load(RECORD.read_text(encoding="utf-8"))


def letters_and_digits(text: str) -> str:
    """The text without case, spaces and marks: what a typographic change leaves alone."""
    return "".join(character for character in unicodedata.normalize("NFKC", text).casefold() if character.isalnum())


def test_ids_and_texts_are_unique() -> None:
    for key in (lambda pair: pair["id"], lambda pair: (pair["left"], pair["right"])):
        assert [value for value, times in Counter(map(key, PAIRS)).items() if times > 1] == []


def test_entries_are_complete() -> None:
    for pair in PAIRS:
        assert list(pair) == KEYS, pair
        assert all(isinstance(pair[key], str) and pair[key].strip() for key in KEYS if key != "also"), pair
        assert pair["facet"] in FEWEST_PER_FACET, pair
        assert isinstance(pair["also"], list), pair
        assert {pair["relation"], *pair["also"]} <= RELATIONS, pair
        assert len({pair["relation"], *pair["also"]}) == 1 + len(pair["also"]), f"a relation is given twice: {pair}"


def test_changed_clauses_are_never_same() -> None:
    for pair in PAIRS:
        if pair["relation"] in UNCHANGED:
            assert pair["facet"] == {"same": "none", "reworded": "wording"}[pair["relation"]], pair
            assert set(pair["also"]) <= UNCHANGED | {"mixed", "unclear"}, pair
        else:
            assert pair["left"] != pair["right"], pair
            assert not UNCHANGED & set(pair["also"]), pair
            assert pair["facet"] not in ("none", "wording"), pair


def test_same_differs_in_typography_at_most() -> None:
    same = [pair for pair in PAIRS if pair["relation"] == "same"]
    assert [pair for pair in same if letters_and_digits(pair["left"]) != letters_and_digits(pair["right"])] == []


def test_what_no_estimate_can_read_is_unclear() -> None:
    assert {pair["relation"] for pair in PAIRS if pair["facet"] in CANNOT_TELL} == {"unclear"}


@pytest.mark.parametrize(("key", "fewest"), [("relation", FEWEST_PER_RELATION), ("facet", FEWEST_PER_FACET)])
def test_every_kind_is_covered(key: str, fewest: dict[str, int]) -> None:
    result = Counter(pair[key] for pair in PAIRS)
    assert {kind: result[kind] for kind, least in fewest.items() if result[kind] < least} == {}


def test_subjects_are_many() -> None:
    assert len(PAIRS) >= 80
    assert len({pair["subject"] for pair in PAIRS}) >= 8
