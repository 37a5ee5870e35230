"""Clauses that say the same share what was worked out on them, and no others do."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from comparer.align.encoded_score import score_candidate_pairs, score_pair
from comparer.model.plan import Clause, ClauseState, Variant
from comparer.model.problems import FilePosition
from comparer.model.source import Attestation
from comparer.norms.canonical_clause import CanonicalClause
from comparer.norms.content_memo import ContentMemo
from tests.factories.norms import WORDS, norm, ready

PLACES = {"plan": "q", "id": "9", "provision": "9", "position": FilePosition("other.yaml")}
SAYINGS = {
    "text": "Other words.",
    "opening": "If the dam breaks,",
    "closing": "whoever opened it.",
    "issue": "watch",
    "questions": ("who-pays",),
    "norm": norm("may"),
    "variants": (Variant(holder="ada", text="Ada's words."),),
    "known": Attestation.REPORTED,
    "state": ClauseState.STRUCK,
    "evidence": "C",
    "not_encoded": "no norm can hold it",
}
# What no comparison of two clauses reads.
UNREAD_FIELDS = {
    *("cites", "track", "voids", "short", "number", "part", "holder", "note", "reviewed", "made_from", "heading"),
    *("path", "under", "closes", "intended", "ref"),
}


def renewed(clause: CanonicalClause, **changes: object) -> CanonicalClause:
    return replace(clause, clause=replace(clause.clause, **changes))


@pytest.mark.parametrize("field", PLACES)
def test_where_a_clause_stands_is_no_part_of_what_it_says(field: str) -> None:
    memo, clause = ContentMemo(), ready("1", norm())
    assert memo.content_number(clause) == memo.content_number(renewed(clause, **{field: PLACES[field]}))


@pytest.mark.parametrize("field", SAYINGS)
def test_clauses_that_differ_in_what_they_say_share_nothing(field: str) -> None:
    memo, clause = ContentMemo(), ready("1", norm())
    assert memo.content_number(clause) != memo.content_number(renewed(clause, **{field: SAYINGS[field]}))


def test_a_clause_known_in_part_shares_nothing_with_a_whole_one() -> None:
    memo, clause = ContentMemo(), ready("1", norm())
    assert memo.content_number(clause) != memo.content_number(replace(clause, is_partial=True))
    assert memo.content_number(clause) != memo.content_number(replace(clause, voiding_events=frozenset({"flood"})))


def test_every_field_of_a_clause_was_thought_of() -> None:
    assert {field.name for field in fields(Clause)} == PLACES.keys() | SAYINGS.keys() | UNREAD_FIELDS


def test_twins_in_another_plan_are_scored_by_their_own_ids() -> None:
    """The same two texts twice on each side: only ids tell them apart, and those of each pair of plans are others."""
    for plan in ("q", "r"):
        left = [ready("1", norm(), text="red hen"), ready("2", norm(), text="red hen")]
        right = [ready(each, norm(), plan=plan, text="red fox") for each in ("7", "8")]
        scores = score_candidate_pairs(left, right, frozenset(), WORDS)
        for (i, j), score in scores.items():
            assert score.value == score_pair(left[i], right[j], WORDS).value
