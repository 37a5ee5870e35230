"""How well two clauses that answer one question fit as counterparts, by what is encoded.

Two clauses of one question are counterparts by the same doing; by a deferral of it; or they give other answers to the
question. Scores are alike from both sides and in any order of clauses; the words of the clauses tell equals apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from comparer.align.assignment import Edge
from comparer.language.word_overlap import dice_similarity, symmetric_tie_breaker
from comparer.model.norm import ConditionKind
from comparer.norms.canonical import CanonicalNorm, act_relation, may_be_same_doers, puts_off
from comparer.norms.canonical_clause import CanonicalClause
from comparer.norms.content_memo import content_memo
from comparer.norms.questions import answered_questions, are_contrary_answers, are_rival_answers, positions_by_question
from comparer.norms.tables import POSITIVE_MODALITIES
from comparer.norms.vocabulary import Scope, Vocabulary


class Fit(IntEnum):
    """In what way two clauses answer each other, from the loosest to the closest."""

    OTHER_ANSWER = 1
    UNENCODED = 2
    DEFERRAL = 3
    SAME_DOING = 4


@dataclass(frozen=True, slots=True)
class EncodedScore:
    """How well two clauses fit; `value` is positive and compares pairs of one fit.

    `is_sole_pair` tells whether they are the only answers of their texts to one question; `is_contrary` whether the one
    brings in full what is asked and the other rules it out; `first_sides` how many of them answer what they share
    before anything else; `is_beside_deferral` whether one leaves for later another thing than the other is about;
    `is_rival` whether the one brings some of what is asked and the other takes from it.
    """

    value: float
    fit: Fit
    is_sole_pair: bool = False
    is_contrary: bool = False
    first_sides: int = 0
    is_beside_deferral: bool = False
    is_rival: bool = False


# The scale is lexicographic: no sum of later signals outweighs an earlier one that is there in full.
(
    CASE_WEIGHT,
    ACT_WEIGHT,
    OBJECT_WEIGHT,
    AGENT_WEIGHT,
    DIRECTION_WEIGHT,
    TERMS_WEIGHT,
    TEXT_WEIGHT,
) = (2.0**power for power in range(5, -2, -1))
# Two other answers are held together by what they answer first before anything that their norms say.
MAIN_QUESTION_WEIGHT = 2.0**6
ACT_SHARES = {"same": 1.0, "left-entails": 0.5, "right-entails": 0.5, "excludes": 0.25}
OTHER_STATUS_SHARE = 0.5


def score_candidate_pairs(
    left: Sequence[CanonicalClause],
    right: Sequence[CanonicalClause],
    cannot_link: frozenset[frozenset[str]],
    vocabulary: Vocabulary,
) -> dict[Edge, EncodedScore]:
    """The score of every pair that shares a question, by position, without the references in `cannot_link`."""
    right_positions = positions_by_question(right, vocabulary)
    memo = content_memo(vocabulary)
    kept_scores = memo.results("score")
    numbers = [memo.content_number(clause) for clause in left], [memo.content_number(clause) for clause in right]
    twins = _find_twins(left), _find_twins(right)
    scores: dict[Edge, EncodedScore] = {}
    for question, left_positions in positions_by_question(left, vocabulary).items():
        answers = right_positions.get(question, ())
        is_sole_pair = len(left_positions) == len(answers) == 1
        for i in left_positions:
            for j in answers:
                if cannot_link and frozenset((left[i].clause.ref, right[j].clause.ref)) in cannot_link:
                    continue
                contents = numbers[0][i], numbers[1][j]
                score = scores.get((i, j)) or kept_scores.get(contents)
                if score is None:
                    score = kept_scores[contents] = _score_contents(left[i], right[j], vocabulary)
                if (i in twins[0] or j in twins[1]) and (i, j) not in scores:
                    score = replace(score, value=score.value + _id_tie_breaker(left[i], right[j]))
                is_new_sole_pair = is_sole_pair and not score.is_sole_pair
                scores[i, j] = replace(score, is_sole_pair=True) if is_new_sole_pair else score
    return scores


def _find_twins(side: Sequence[CanonicalClause]) -> frozenset[int]:
    """The positions of clauses whose text another clause of their side has too: only ids tell them apart."""
    count_by_text = Counter(clause.clause.text for clause in side)
    return frozenset(position for position, clause in enumerate(side) if count_by_text[clause.clause.text] > 1)


def score_pair(a: CanonicalClause, b: CanonicalClause, vocabulary: Vocabulary) -> EncodedScore:
    """How well two clauses of one question fit: the best of their readings; the ids tell twins apart."""
    score = _score_contents(a, b, vocabulary)
    return replace(score, value=score.value + _id_tie_breaker(a, b))


def _score_contents(a: CanonicalClause, b: CanonicalClause, vocabulary: Vocabulary) -> EncodedScore:
    """The score as far as it rests on what two clauses say, wherever they stand."""
    if not a.labelled_norms or not b.labelled_norms:
        fit = Fit.DEFERRAL if a.is_deferral or b.is_deferral else Fit.UNENCODED
        return EncodedScore(_text_score(a, b), fit)
    norm_scores = [score_norm_pair(x, y, vocabulary) for _, x in a.labelled_norms for _, y in b.labelled_norms]
    best_score = max(norm_scores, key=lambda score: (score.fit, score.value))
    first_sides = _count_first_sides(a, b, vocabulary)
    value = best_score.value + _text_score(a, b)
    is_main_answer = first_sides == len((a, b))
    if best_score.fit is Fit.OTHER_ANSWER and is_main_answer:
        value += MAIN_QUESTION_WEIGHT
    return EncodedScore(
        value,
        best_score.fit,
        is_contrary=are_contrary_answers(a, b, vocabulary),
        first_sides=first_sides,
        is_rival=are_rival_answers(a, b, vocabulary),
        is_beside_deferral=best_score.fit is Fit.OTHER_ANSWER
        and not is_main_answer
        and a.is_deferral != b.is_deferral
        and not (_is_put_to_talks(a, vocabulary) or _is_put_to_talks(b, vocabulary)),
    )


def _is_put_to_talks(clause: CanonicalClause, vocabulary: Vocabulary) -> bool:
    """Whether a clause orders or bars talks: what is left to them stays open, as what is left for later does."""
    return any(vocabulary.act_role(norm.act) == "talks" for _, norm in clause.labelled_norms)


def _count_first_sides(a: CanonicalClause, b: CanonicalClause, vocabulary: Vocabulary) -> int:
    """2 where either clause names one question first, 1 where one clause answers what the other names first, else 0."""
    left_questions, right_questions = answered_questions(a, vocabulary), answered_questions(b, vocabulary)
    if left_questions[:1] == right_questions[:1]:
        return 2
    answered_firsts = {*left_questions[:1]} & {*right_questions} | {*right_questions[:1]} & {*left_questions}
    return 1 if answered_firsts else 0


def score_norm_pair(x: CanonicalNorm, y: CanonicalNorm, vocabulary: Vocabulary) -> EncodedScore:
    value = (
        CASE_WEIGHT * (case_events(x) == case_events(y))
        + ACT_WEIGHT * _act_share(x, y, vocabulary)
        + OBJECT_WEIGHT * _scope_overlap(x.objects, y.objects)
        + AGENT_WEIGHT * _scope_overlap(x.agents, y.agents)
        + DIRECTION_WEIGHT * ((x.modality in POSITIVE_MODALITIES) == (y.modality in POSITIVE_MODALITIES))
        + TERMS_WEIGHT * _terms_overlap(x, y)
    )
    return EncodedScore(value, _norm_fit(x, y, vocabulary))


def _act_share(x: CanonicalNorm, y: CanonicalNorm, vocabulary: Vocabulary) -> float:
    """How far two acts are one, from 0 to 1; to count a thing as something else is half of it."""
    is_other_status = bool(x.status and y.status) and not x.status.overlaps(y.status)
    return ACT_SHARES.get(act_relation(x, y, vocabulary), 0.0) * (OTHER_STATUS_SHARE if is_other_status else 1.0)


def _norm_fit(x: CanonicalNorm, y: CanonicalNorm, vocabulary: Vocabulary) -> Fit:
    if speak_of_same_doing(x, y, vocabulary):
        return Fit.SAME_DOING
    if puts_off(x, y) or puts_off(y, x):
        return Fit.DEFERRAL
    return Fit.OTHER_ANSWER


def speak_of_same_doing(x: CanonicalNorm, y: CanonicalNorm, vocabulary: Vocabulary) -> bool:
    """Whether one act is the other, entails it or rules it out, on objects that meet, by doers that fit.

    As what the object is to count is not asked: texts that recognise one thing as different things answer each other.
    """
    return bool(x.act and act_relation(x, y, vocabulary)) and objects_meet(x, y) and may_be_same_doers(x, y)


def objects_meet(x: CanonicalNorm, y: CanonicalNorm) -> bool:
    """Whether two objects overlap; an object left unsaid on both sides counts as one."""
    return x.objects.overlaps(y.objects) or not (x.objects or y.objects)


def case_events(norm: CanonicalNorm) -> frozenset[str]:
    """The events for which a norm is made: what its `when` conditions name."""
    return frozenset(
        condition.event or condition.clause.rpartition("#")[2]
        for condition in norm.conditions
        if condition.kind is ConditionKind.WHEN
    )


def _scope_overlap(a: Scope, b: Scope) -> float:
    """How much two scopes have in common, from 0 to 1 (Jaccard); everyone shares half with anybody."""
    if not a or not b:
        return 0.0
    if a.everyone or b.everyone:
        return 1.0 if a == b else 0.5
    return len(a.leaves & b.leaves) / len(a.leaves | b.leaves)


def _terms_overlap(x: CanonicalNorm, y: CanonicalNorm) -> float:
    left_keys = {*x.amounts, *x.periods, *x.norm.terms.instruments}
    right_keys = {*y.amounts, *y.periods, *y.norm.terms.instruments}
    common_keys = left_keys & right_keys
    return len(common_keys) / len(left_keys | right_keys) if common_keys else 0.0


def _text_score(a: CanonicalClause, b: CanonicalClause) -> float:
    """The words in common, and a deterministic tie-breaker below 1e-6 from a hash of both texts; symmetric."""
    tie_breaker = symmetric_tie_breaker(a.clause.text, b.clause.text) * 1e-6 + 1e-9
    return TEXT_WEIGHT * dice_similarity(a.clause.text, b.clause.text) + tie_breaker


def _id_tie_breaker(a: CanonicalClause, b: CanonicalClause) -> float:
    """Less than any difference of texts, from a hash of both ids; symmetric."""
    return symmetric_tie_breaker(a.clause.ref, b.clause.ref) * 1e-9
