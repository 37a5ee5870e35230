"""Which questions a clause answers: those it declares, else the one that its issue leaves no choice about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from comparer.norms.canonical_clause import CanonicalClause
from comparer.norms.vocabulary import Vocabulary


def answered_questions(canonical_clause: CanonicalClause, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The questions of a clause, as written; without any, that of its issue.

    An issue under which the vocabulary has one question stands for that question; an issue under which it has none is
    a question itself. Empty where the clause has no issue, or one with several questions, and declares none: then
    nobody has said what it answers.
    """
    clause = canonical_clause.clause
    if clause.questions or not clause.issue:
        return clause.questions
    listed_questions = vocabulary.questions_of_issue(clause.issue)
    if len(listed_questions) > 1:
        return ()
    return listed_questions or (clause.issue,)


def positions_by_question(
    canonical_clauses: Sequence[CanonicalClause], vocabulary: Vocabulary
) -> Mapping[str, tuple[int, ...]]:
    """For each question the positions of the clauses that answer it, in order."""
    positions: dict[str, list[int]] = {}
    for position, canonical_clause in enumerate(canonical_clauses):
        for question in answered_questions(canonical_clause, vocabulary):
            positions.setdefault(question, []).append(position)
    return {question: tuple(found_positions) for question, found_positions in positions.items()}


def share_question(a: CanonicalClause, b: CanonicalClause, vocabulary: Vocabulary) -> bool:
    return not set(answered_questions(a, vocabulary)).isdisjoint(answered_questions(b, vocabulary))
