"""What of a document is not in the plan is told: which signs, how many of each, the most first."""

from __future__ import annotations

from collections import Counter

import pytest

from comparer.ingest.sign_check import lost_signs


@pytest.mark.parametrize(
    ("source", "kept", "answer"),
    [
        ("aab", "abba", ""),
        ("a", "", "1 signs of the document are not in the plan: a"),
        ("zzab", "z", "3 signs of the document are not in the plan: a b z"),
        ("zzzab", "z", "4 signs of the document are not in the plan: z (2) a b"),
        ("bbbaaac", "", "7 signs of the document are not in the plan: a (3) b (3) c"),
        ("abcdefghijkl", "", "12 signs of the document are not in the plan: a b c d e f g h i j k l"),
        ("abcdefghijklm", "", "13 signs of the document are not in the plan: a b c d e f g h i j k l and 1 more signs"),
    ],
)
def test_signs_that_are_not_in_the_plan_are_told(source: str, kept: str, answer: str) -> None:
    assert lost_signs(Counter(source), Counter(kept)) == answer
