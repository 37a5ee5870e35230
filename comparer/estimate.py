"""What a change of wording alone comes to, where a clause has no norm yet. Read, never certain: basis text."""

from __future__ import annotations

from comparer.results import Basis, Confidence, Judgement, Relation
from comparer.text import words


def estimate(left: str, right: str) -> Judgement:
    """The relation of two texts. Only texts that differ in typography alone are the same."""
    if words(left) == words(right):
        return Judgement(relation=Relation.SAME, basis=Basis.TEXT, confidence=Confidence.MEDIUM, reason="same words")
    return Judgement(
        relation=Relation.MIXED, basis=Basis.TEXT, confidence=Confidence.LOW, reason="cannot tell from the text alone"
    )
