"""Which questions a clause answers: those it declares, else the one that its issue leaves no choice about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from comparer.model.norm import Modality
from comparer.model.vocabulary import Question
from comparer.norms.canonical import CanonicalNorm, act_relation, to_canonical_norm
from comparer.norms.canonical_clause import CanonicalClause
from comparer.norms.vocabulary import Vocabulary

# How much of its doing each modality brings, from the ban to the duty.
DOING_GRADES: Mapping[Modality, int] = {
    Modality.MUST_NOT: -3,
    Modality.DECLARES_NOT: -3,
    Modality.EXPECTS_NOT: -2,
    Modality.NEED_NOT: -1,
    Modality.DEFERS: 0,
    Modality.MAY: 1,
    Modality.EXPECTS: 2,
    Modality.MUST: 3,
    Modality.DECLARES: 3,
}
FULL_GRADE = 3


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


def is_encoded(canonical_clause: CanonicalClause, vocabulary: Vocabulary) -> bool:
    """Whether the data say what a clause does and to which question; what is not encoded may hold anything.

    A text to which the parties come back is a text: its state does not say what it does.
    """
    if canonical_clause.clause.state.is_said_by_itself:
        return True
    return bool(canonical_clause.labelled_norms and answered_questions(canonical_clause, vocabulary))


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


def shared_questions(
    left: Sequence[CanonicalClause], right: Sequence[CanonicalClause], vocabulary: Vocabulary
) -> tuple[Question, ...]:
    """The questions of the vocabulary that some clause of either side answers, in the order of the vocabulary."""
    names = [{name for clause in side for name in answered_questions(clause, vocabulary)} for side in (left, right)]
    shared_names = sorted(names[0] & names[1], key=vocabulary.question_sort_key)
    return tuple(vocabulary.questions[name] for name in shared_names if name in vocabulary.questions)


def doing_grade(norm: CanonicalNorm) -> int:
    """How much of its doing a norm brings; what is only intended is hoped for."""
    grade = DOING_GRADES[norm.modality]
    return min(grade, DOING_GRADES[Modality.EXPECTS]) if norm.norm.intent else grade


def alignment_sign(subject: CanonicalNorm, other: CanonicalNorm, vocabulary: Vocabulary) -> int:
    """1 where the doing of the one is that of the other, -1 where it rules it out, 0 where they do not meet."""
    act_link = act_relation(subject, other, vocabulary)
    if not act_link or not subject.act:
        return 0
    if not subject.objects.may_overlap(other.objects) or not subject.status.may_overlap(other.status):
        return 0
    if not subject.agents.may_overlap(other.agents):
        return 0
    return -1 if act_link == "excludes" else 1


def question_sign(subject: CanonicalNorm, question: Question, vocabulary: Vocabulary) -> int:
    """1 where more of the doing is more of what the question asks, -1 where it is less, 0 where neither."""
    for doings, direction in ((question.more, 1), (question.less, -1)):
        for doing in doings:
            sign = alignment_sign(subject, to_canonical_norm(doing, vocabulary), vocabulary)
            if sign:
                return direction * sign
    return 0


def are_contrary_answers(left: CanonicalClause, right: CanonicalClause, vocabulary: Vocabulary) -> bool:
    """Whether one clause brings in full what a shared question asks for, and the other rules it out in full.

    So says every question that both answer with a direction, and every reading of either clause.
    """
    grades = {
        tuple(_full_direction(norm, question, vocabulary) for norm in pair)
        for question in shared_questions((left,), (right,), vocabulary)
        for pair in product((x for _, x in left.labelled_norms), (y for _, y in right.labelled_norms))
    }
    told_grades = grades - {(0, 0)}
    return bool(told_grades) and told_grades <= {(1, -1), (-1, 1)}


def are_rival_answers(left: CanonicalClause, right: CanonicalClause, vocabulary: Vocabulary) -> bool:
    """Whether the one brings some of what a shared question asks for and the other takes from it, by every reading."""
    questions = shared_questions((left,), (right,), vocabulary)
    pairs = list(product((x for _, x in left.labelled_norms), (y for _, y in right.labelled_norms)))
    return bool(pairs) and all(
        any(_direction(x, question, vocabulary) * _direction(y, question, vocabulary) < 0 for question in questions)
        for x, y in pairs
    )


def _direction(norm: CanonicalNorm, question: Question, vocabulary: Vocabulary) -> int:
    """How much of what is asked a norm brings, or takes away where it is negative."""
    return doing_grade(norm) * question_sign(norm, question, vocabulary)


def _full_direction(norm: CanonicalNorm, question: Question, vocabulary: Vocabulary) -> int:
    """1 where a norm brings what is asked in full, -1 where it rules it out, 0 for all between.

    What is declared is brought where words can do it; elsewhere a text only states it.
    """
    is_stated = norm.modality is Modality.DECLARES and not vocabulary.is_performative(norm.norm.act)
    grade = 0 if is_stated else doing_grade(norm)
    return question_sign(norm, question, vocabulary) * (grade // FULL_GRADE if abs(grade) == FULL_GRADE else 0)
