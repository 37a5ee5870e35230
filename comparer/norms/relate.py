"""`relate`: what became of a norm, and of a clause with all its readings, from left to right.

Deferred or settled first; else opposed; else the heaviest class of facets in which anything differs decides. What
cannot be told is `unclear`; `mixed` is a trade-off of two facets of one weight.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from comparer.model.explanation import Explanation, ReadingLabel
from comparer.model.findings import Change, Judgement
from comparer.model.norm import ConditionKind, Modality
from comparer.model.plan import Clause
from comparer.model.relation import Confidence, Relation
from comparer.model.source import Attestation
from comparer.norms.canonical import CanonicalNorm, act_relation, may_be_same_action, puts_off
from comparer.norms.canonical_clause import CanonicalClause, to_canonical_clause
from comparer.norms.facets import NormPair, facet_changes
from comparer.norms.holding import falls_under_exception
from comparer.norms.intervals import Interval, intervals_overlap
from comparer.norms.questions import share_question
from comparer.norms.split_clauses import merge_split_clauses, restrict_to_share
from comparer.norms.tables import BURDEN_MODALITIES, POSITIVE_MODALITIES
from comparer.norms.vocabulary import Vocabulary

__all__ = [
    "CanonicalClause",
    "GroupPart",
    "change_direction",
    "conflict",
    "relate",
    "relate_clauses",
    "relate_groups",
    "to_canonical_clause",
]

OPEN_FIGURE_REASON = Explanation("reason.open-figure")
DIFFERING_READINGS_REASON = Explanation("reason.readings-differ")
ONE_WAY_READINGS_REASON = Explanation("reason.readings-one-way")

# To do what rules X out, ordered, declared or expected, is a ban on X; to be exempt from it, leave to do X.
MODALITY_OF_EXCLUDED = {
    Modality.MUST: Modality.MUST_NOT,
    Modality.DECLARES: Modality.DECLARES_NOT,
    Modality.EXPECTS: Modality.EXPECTS_NOT,
    Modality.NEED_NOT: Modality.MAY,
}
NEUTRAL_RELATIONS = frozenset({Relation.SAME, Relation.REWORDED, Relation.REPLACED})


def relate(
    left: CanonicalNorm,
    right: CanonicalNorm,
    vocabulary: Vocabulary,
    is_left_partial: bool = False,
    is_right_partial: bool = False,
) -> Judgement:
    """What a norm became. Pure and total; `relate(b, a)` mirrors `relate(a, b)` and `relate(a, a)` is same.

    A partial side is one of which only part of the text is known: what it merely leaves out is listed as unreported.
    """
    read_left, read_right = _read_as_one_act(left, right, vocabulary)
    pair = NormPair(
        left=read_left,
        right=read_right,
        vocabulary=vocabulary,
        is_left_partial=is_left_partial,
        is_right_partial=is_right_partial,
    )
    changes = facet_changes(pair)
    relation = _decide_relation(pair, changes)
    is_open = relation is Relation.UNCLEAR
    return Judgement(
        relation=relation,
        changes=_changes_as_they_count(changes, relation),
        confidence=Confidence.LOW if is_open else Confidence.HIGH,
        reason=OPEN_FIGURE_REASON if is_open and _has_open_figure(pair) else None,
    )


def _read_as_one_act(
    left: CanonicalNorm, right: CanonicalNorm, vocabulary: Vocabulary
) -> tuple[CanonicalNorm, CanonicalNorm]:
    """Where one act rules the other out, the norm on the excluding act as one on the act that it excludes.

    Only where the other norm is a ban or leave of that act: two orders that exclude each other are opposed as they are.
    """
    if act_relation(left, right, vocabulary) != "excludes":
        return left, right
    if left.modality in MODALITY_OF_EXCLUDED and right.modality not in MODALITY_OF_EXCLUDED:
        return _as_norm_on_excluded(left, right.act), right
    if right.modality in MODALITY_OF_EXCLUDED and left.modality not in MODALITY_OF_EXCLUDED:
        return left, _as_norm_on_excluded(right, left.act)
    return left, right


def _as_norm_on_excluded(norm: CanonicalNorm, excluded_act: str) -> CanonicalNorm:
    return replace(norm, modality=MODALITY_OF_EXCLUDED[norm.modality], act=excluded_act)


def _decide_relation(pair: NormPair, changes: Sequence[Change]) -> Relation:
    effects = {change.effect for change in changes if not change.is_unreported}
    for relation in (Relation.DEFERRED, Relation.SETTLED):
        if relation in effects:
            return relation
    if Relation.OPPOSED in effects and conflict(pair.left, pair.right, pair.vocabulary):
        return Relation.OPPOSED
    return weigh_changes(changes)


def weigh_changes(changes: Iterable[Change]) -> Relation:
    """The relation that facets make together, deferrals and opposition apart: the heaviest class decides.

    Inside a class opposed directions are mixed and another thing is replaced before a direction. A facet that cannot be
    told decides only where nothing else differs.
    """
    by_weight: dict[int, set[Relation]] = {}
    for change in changes:
        effect = Relation.REPLACED if change.effect is Relation.OPPOSED else change.effect
        if effect not in (Relation.SAME, Relation.REWORDED) and not change.is_unreported:
            by_weight.setdefault(change.weight, set()).add(effect)
    for weight in sorted(by_weight):
        known_effects = by_weight[weight] - {Relation.UNCLEAR}
        if known_effects:
            return Relation.combine(known_effects)
    return Relation.UNCLEAR if by_weight else Relation.SAME


def _changes_as_they_count(changes: Sequence[Change], relation: Relation) -> tuple[Change, ...]:
    """No clash of modality where the doings differ, and nothing else beside a deferral."""
    if relation.is_deferral:
        return tuple(change for change in changes if change.effect is relation)
    if relation is Relation.OPPOSED:
        return tuple(changes)
    return tuple(
        replace(change, effect=Relation.REPLACED) if change.effect is Relation.OPPOSED else change for change in changes
    )


def _has_open_figure(pair: NormPair) -> bool:
    return any(
        not interval.is_definite
        for norm in (pair.left, pair.right)
        for interval in (*norm.amounts.values(), *norm.periods.values())
    )


def conflict(left: CanonicalNorm, right: CanonicalNorm, vocabulary: Vocabulary) -> bool:
    """Whether two norms of contrary modality speak of the same doing, amounts included, and can both be in force."""
    if falls_under_exception(left, right, (), vocabulary) or falls_under_exception(right, left, (), vocabulary):
        return False
    act_link = act_relation(left, right, vocabulary)
    both_positive = left.modality in POSITIVE_MODALITIES and right.modality in POSITIVE_MODALITIES
    if act_link == "excludes":
        return both_positive and may_be_same_action(left, right)
    if both_positive or not act_link or not may_be_same_action(left, right) or not _may_share_amounts(left, right):
        return False
    if act_link == "same":
        return True
    return (act_link == "left-entails") == (left.modality in POSITIVE_MODALITIES)


def _may_share_amounts(left: CanonicalNorm, right: CanonicalNorm) -> bool:
    for key in {*left.amounts, *right.amounts}:
        a, b = left.amounts.get(key, Interval()), right.amounts.get(key, Interval())
        if a == b or Interval() in (a, b):
            continue
        if not (a.is_definite and b.is_definite) or not intervals_overlap(a, b):
            return False
    return True


def change_direction(left: CanonicalNorm, right: CanonicalNorm, relation: Relation) -> Relation | None:
    """Whether a change binds more or less, deferrals and reversals read as what they do to the burden.

    To put off or lift a burden is looser; to settle or impose one is stricter. None where no direction can be told.
    """
    if relation in (Relation.STRICTER, Relation.LOOSER):
        return relation
    if relation is Relation.DEFERRED:
        return Relation.LOOSER if left.modality in BURDEN_MODALITIES else Relation.STRICTER
    if relation is Relation.SETTLED:
        return Relation.STRICTER if right.modality in BURDEN_MODALITIES else Relation.LOOSER
    if relation is Relation.OPPOSED:
        is_bound = [norm.modality in BURDEN_MODALITIES for norm in (left, right)]
        if is_bound == [True, False]:
            return Relation.LOOSER
        return Relation.STRICTER if is_bound == [False, True] else None
    return None


@dataclass(frozen=True, slots=True)
class _ReadingJudgement:
    left_label: str
    right_label: str
    judgement: Judgement
    direction: Relation | None


def relate_clauses(left: CanonicalClause, right: CanonicalClause, vocabulary: Vocabulary) -> Judgement | None:
    """What a clause became, reading by reading. None where a side has no norm: then only its text can be judged.

    Readings that agree give the answer; readings that point one way give that way, at least; else it is unclear.
    """
    if not left.labelled_norms or not right.labelled_norms:
        return None
    readings = [
        _relate_readings(a, b, left, right, vocabulary)
        for a, b in _pair_labelled_norms(left.labelled_norms, right.labelled_norms)
    ]
    relations = {reading.judgement.relation for reading in readings}
    if len(relations) == 1:
        judgement = _join_judgements([reading.judgement for reading in readings], relations.pop())
        return _tell_rewording(left, right, judgement)
    stated = _judge_as_stated(left, right, readings)
    if stated is not None:
        return stated
    directions = {reading.direction for reading in readings if reading.judgement.relation not in NEUTRAL_RELATIONS}
    open_matter = _relate_open_matter(left.clause, right.clause)
    one_way = directions.pop() if len(directions) == 1 and not open_matter else None
    return Judgement(
        relation=open_matter or one_way or Relation.UNCLEAR,
        changes=tuple(_build_reading_change(reading) for reading in readings)
        + _distinct_changes(change for reading in readings for change in reading.judgement.changes),
        confidence=Confidence.LOW,
        reason=ONE_WAY_READINGS_REASON if one_way else DIFFERING_READINGS_REASON,
    )


def _relate_open_matter(left: Clause, right: Clause) -> Relation | None:
    """Deferred or settled where the one text leaves the matter open by its own words, and only reports fill it."""
    is_open = [clause.norm is not None and clause.norm.modality is Modality.DEFERS for clause in (left, right)]
    if is_open[0] == is_open[1]:
        return None
    return Relation.SETTLED if is_open[0] else Relation.DEFERRED


def _judge_as_stated(
    left: CanonicalClause, right: CanonicalClause, readings: Sequence[_ReadingJudgement]
) -> Judgement | None:
    """Same as stated, with low confidence, where only reports of the text have it otherwise."""
    own = [
        reading
        for reading in readings
        if not _is_mere_report(left.clause, reading.left_label)
        and not _is_mere_report(right.clause, reading.right_label)
    ]
    if len(own) == len(readings) or {reading.judgement.relation for reading in own} != {Relation.SAME}:
        return None
    return Judgement(
        relation=Relation.REWORDED,
        changes=tuple(_build_reading_change(reading) for reading in readings),
        confidence=Confidence.LOW,
        reason=DIFFERING_READINGS_REASON,
    )


def _is_mere_report(clause: Clause, label: str) -> bool:
    """Whether a reading is one that reports alone give, of a text that is stated and that no party reads so."""
    return clause.known is Attestation.STATED and any(
        variant.family == label and not variant.holder and variant.known is Attestation.REPORTED
        for variant in clause.variants
    )


def _relate_readings(
    left_reading: LabelledNorm,
    right_reading: LabelledNorm,
    left: CanonicalClause,
    right: CanonicalClause,
    vocabulary: Vocabulary,
) -> _ReadingJudgement:
    left_label, right_label = left_reading[0], right_reading[0]
    x, y = _without_voidings(left_reading[1], left), _without_voidings(right_reading[1], right)
    judgement = relate(x, y, vocabulary, left.is_partial, right.is_partial)
    return _ReadingJudgement(left_label, right_label, judgement, change_direction(x, y, judgement.relation))


def _without_voidings(norm: CanonicalNorm, clause: CanonicalClause) -> CanonicalNorm:
    """The norm without the ends that its plan prints as clauses of their own, for these are judged by themselves."""
    kept_conditions = frozenset(
        condition
        for condition in norm.conditions
        if condition.kind is not ConditionKind.VOID_IF or condition.event not in clause.voiding_events
    )
    return norm if kept_conditions == norm.conditions else replace(norm, conditions=kept_conditions)


def _tell_rewording(left: CanonicalClause, right: CanonicalClause, judgement: Judgement) -> Judgement:
    """`same` only where the words are the same; other words of the same effect are reworded."""
    is_same_text = _normalized_text(left) == _normalized_text(right)
    if judgement.relation is not Relation.SAME or is_same_text:
        return judgement
    return replace(judgement, relation=Relation.REWORDED)


def _normalized_text(clause: CanonicalClause) -> str:
    return " ".join(clause.clause.whole_text.split()).rstrip(".;").casefold()


LabelledNorm = tuple[str, CanonicalNorm]


def _pair_labelled_norms(
    left: tuple[LabelledNorm, ...], right: tuple[LabelledNorm, ...]
) -> list[tuple[LabelledNorm, LabelledNorm]]:
    """Readings of one label with each other, the rest each with all that stand across."""
    if len(left) == 1 or len(right) == 1:
        return [(a, b) for a in left for b in right]
    shared_labels = {label for label, _ in left} & {label for label, _ in right}
    pairs: list[tuple[LabelledNorm, LabelledNorm]] = []
    for label in sorted(shared_labels):
        pairs += _pair_within_label(
            [labelled_norm for labelled_norm in left if labelled_norm[0] == label],
            [labelled_norm for labelled_norm in right if labelled_norm[0] == label],
        )
    unshared_left = [labelled_norm for labelled_norm in left if labelled_norm[0] not in shared_labels]
    unshared_right = [labelled_norm for labelled_norm in right if labelled_norm[0] not in shared_labels]
    pairs += [(a, b) for a in unshared_left for b in (unshared_right or right)]
    if not unshared_left:
        pairs += [(a, b) for a in left for b in unshared_right]
    return pairs


def _pair_within_label(left: list[LabelledNorm], right: list[LabelledNorm]) -> list[tuple[LabelledNorm, LabelledNorm]]:
    """Several readings under one label stand each for itself where both sides have the same ones."""
    norms = [canonical_norm.norm for _, canonical_norm in right]
    if len(left) == len(right) and all(canonical_norm.norm in norms for _, canonical_norm in left):
        return [(labelled_norm, right[norms.index(labelled_norm[1].norm)]) for labelled_norm in left]
    return [(a, b) for a in left for b in right]


def _build_reading_change(reading: _ReadingJudgement) -> Change:
    return Change(
        facet="reading",
        before=ReadingLabel(reading.left_label),
        after=ReadingLabel(reading.right_label),
        effect=reading.judgement.relation,
        rule="change-reading",
        weight=5,
    )


def _join_judgements(judgements: Sequence[Judgement], relation: Relation) -> Judgement:
    least_confident = max(judgements, key=lambda judgement: judgement.confidence.order)
    return Judgement(
        relation=relation,
        changes=_distinct_changes(change for judgement in judgements for change in judgement.changes),
        confidence=least_confident.confidence,
        reason=least_confident.reason,
    )


def _distinct_changes(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(dict.fromkeys(changes))


@dataclass(frozen=True, slots=True)
class GroupPart:
    """A part of a link between several clauses, with its own judgement."""

    left: tuple[CanonicalClause, ...]
    right: tuple[CanonicalClause, ...]
    judgement: Judgement


def relate_groups(
    left: Sequence[CanonicalClause], right: Sequence[CanonicalClause], vocabulary: Vocabulary
) -> tuple[GroupPart, ...]:
    """What a group of clauses became where a text was split or merged.

    One part where the group has one answer: clauses that together make up one norm are judged together, others pair by
    pair, each with its share of the objects. Where the pairs disagree each stands as a part of its own; clauses that
    nothing in the group answers by doing, as a person may have put together, are replaced by what stands across. Empty
    where no two clauses have norms.
    """
    whole = _relate_as_whole(left, right, vocabulary)
    if whole is not None:
        return (GroupPart(tuple(left), tuple(right), whole),)
    pairs = [(a, b) for a in left for b in right if may_answer(a, b, vocabulary)]
    parts = [
        GroupPart((a,), (b,), judgement)
        for a, b in [pair for pair in pairs if share_question(*pair, vocabulary)] or pairs
        if (judgement := relate_clauses(*restrict_to_share((a, b), left, right, vocabulary), vocabulary))
    ]
    parts += _relate_unanswered(parts, left, right, vocabulary)
    relations = {part.judgement.relation for part in parts}
    if len(relations) == 1:
        judgement = _join_judgements([part.judgement for part in parts], relations.pop())
        return (GroupPart(tuple(left), tuple(right), judgement),)
    return tuple(parts)


def _relate_unanswered(
    parts: Sequence[GroupPart],
    left: Sequence[CanonicalClause],
    right: Sequence[CanonicalClause],
    vocabulary: Vocabulary,
) -> list[GroupPart]:
    """One more part for the clauses that are in none: replaced, or unclear where not all of them have norms."""
    left_over = [clause for clause in left if not any(clause in part.left for part in parts)]
    right_over = [clause for clause in right if not any(clause in part.right for part in parts)]
    left_side, right_side = left_over or list(left), right_over or list(right)
    judgements = [relate_clauses(a, b, vocabulary) for a in left_side for b in right_side]
    encoded = [judgement for judgement in judgements if judgement]
    if not (left_over or right_over) or not (parts or encoded):
        return []
    if len(encoded) == len(judgements):
        judgement = _join_judgements(encoded, Relation.REPLACED)
    else:
        judgement = Judgement(
            relation=Relation.UNCLEAR, confidence=Confidence.LOW, reason=Explanation("reason.norm-missing")
        )
    return [GroupPart(tuple(left_side), tuple(right_side), judgement)]


def _relate_as_whole(
    left: Sequence[CanonicalClause], right: Sequence[CanonicalClause], vocabulary: Vocabulary
) -> Judgement | None:
    if len(left) == len(right) == 1:
        return relate_clauses(left[0], right[0], vocabulary)
    merged_left, merged_right = (merge_split_clauses(side, vocabulary) for side in (left, right))
    if len(merged_left) == len(merged_right) == 1:
        return relate_clauses(merged_left[0], merged_right[0], vocabulary)
    return None


def may_answer(a: CanonicalClause, b: CanonicalClause, vocabulary: Vocabulary) -> bool:
    """Whether some reading of the one speaks of the same doing as one of the other, or puts it off.

    What is left for later puts off what is said of its objects; without an act, the question that two clauses share.
    """
    return any(
        puts_off(x, y)
        or puts_off(y, x)
        or (act_relation(x, y, vocabulary) != "" and may_be_same_action(replace(x, status=y.status), y))
        for _, x in a.labelled_norms
        for _, y in b.labelled_norms
    )
