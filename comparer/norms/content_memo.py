"""What was worked out on two clauses, kept for all pairs of plans in which clauses of the same content stand.

The drafts of a series say most things in the same words again; what two clauses come to depends on what they say and
not on the plans they stand in, so it is worked out once.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from comparer.model.plan import Clause
from comparer.norms.canonical_clause import CanonicalClause
from comparer.norms.vocabulary import Vocabulary

MAX_KEPT_RESULTS = 1_000_000
"""Results kept at most for one vocabulary: past that all are worked out anew."""

Content = tuple[object, ...]


class ContentMemo:
    """Numbers of contents, and results by the numbers of two contents. An answer never depends on what is kept."""

    def __init__(self) -> None:
        self._number_by_content: dict[Content, int] = {}
        # The clause is kept beside its number, so that its identity cannot pass to another value.
        self._number_by_identity: dict[int, tuple[CanonicalClause, int]] = {}
        self._results: dict[str, dict[tuple[Any, ...], Any]] = {}

    def content_number(self, clause: CanonicalClause) -> int:
        """The same number for two clauses that differ in nothing but their places: plan, provision, id, sources."""
        known = self._number_by_identity.get(id(clause))
        if known is None:
            content = _content_of(clause)
            number = self._number_by_content.setdefault(content, len(self._number_by_content))
            known = self._number_by_identity[id(clause)] = (clause, number)
        return known[1]

    def results(self, kind: str) -> dict[tuple[Any, ...], Any]:
        """The results of one kind so far, by what they were worked out from; the caller adds to them."""
        kept = self._results.setdefault(kind, {})
        if len(kept) > MAX_KEPT_RESULTS:
            kept.clear()
        return kept


def _content_of(clause: CanonicalClause) -> Content:
    """All that a comparison of clauses reads of one."""
    written: Clause = clause.clause
    return (
        (written.text, written.opening, written.closing),
        (written.issue, written.questions, written.norm, written.variants),
        (written.known, written.state, written.evidence, written.not_encoded),
        (clause.is_partial, clause.voiding_events),
    )


@lru_cache(maxsize=4)
def content_memo(vocabulary: Vocabulary) -> ContentMemo:  # noqa: ARG001 - what the memo is kept by
    """The memo of a vocabulary: under other words the same clauses come to something else."""
    return ContentMemo()
