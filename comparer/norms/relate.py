"""`relate`: what became of a norm, and of a clause with all its readings, from left to right.

The order of judgement: deferred or settled; else opposed; else mixed; else shifted; else stricter or looser; else same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from comparer.model.findings import Change, Confidence, Judgement, Relation
from comparer.model.records import ANYONE, UNNAMED, Modality
from comparer.norms.canonical import CanonicalNorm, act_relation, may_be_same_action
from comparer.norms.canonical_clause import CanonicalClause, to_canonical_clause
from comparer.norms.facets import facet_changes
from comparer.norms.holding import falls_under_exception
from comparer.norms.intervals import Interval, intervals_overlap
from comparer.norms.split_clauses import merge_split_clauses
from comparer.norms.tables import BURDEN_MODALITIES, CONFIDENCE_RANKS, POSITIVE_MODALITIES
from comparer.norms.vocabulary import Vocabulary

__all__ = [
    "CanonicalClause",
    "combine_facet_relations",
    "conflict",
    "relate",
    "relate_clauses",
    "relate_groups",
    "to_canonical_clause",
]

DEFERRAL_RELATIONS = (Relation.DEFERRED, Relation.SETTLED)
OPEN_FIGURE_REASON = "a figure is unknown or of unknown width"


def relate(left: CanonicalNorm, right: CanonicalNorm, vocabulary: Vocabulary) -> Judgement:
    """What a norm became. Pure and total; `relate(b, a)` mirrors `relate(a, b)` and `relate(a, a)` is same."""
    norm_changes = facet_changes(left, right, vocabulary)
    relation = _overall_relation(left, right, norm_changes, vocabulary)
    norm_changes = _relevant_changes(norm_changes, relation)
    is_figure_open = any(_has_indefinite_figure(change, left, right) for change in norm_changes)
    return Judgement(
        relation=relation,
        changes=norm_changes,
        confidence=Confidence.LOW if is_figure_open else Confidence.HIGH,
        reason=OPEN_FIGURE_REASON if is_figure_open else "",
        favours=_favoured_actors(left, right, norm_changes, relation),
    )


def _overall_relation(
    left: CanonicalNorm, right: CanonicalNorm, norm_changes: Sequence[Change], vocabulary: Vocabulary
) -> Relation:
    effects = [change.effect for change in norm_changes]
    for relation in DEFERRAL_RELATIONS:
        if relation in effects:
            return relation
    if Relation.OPPOSED in effects and not conflict(left, right, vocabulary):
        effects = [Relation.SHIFTED if effect is Relation.OPPOSED else effect for effect in effects]
    return combine_facet_relations(effects)


def _relevant_changes(norm_changes: tuple[Change, ...], relation: Relation) -> tuple[Change, ...]:
    """The changes as they count: no clash of modality where the doings differ, and none beside a deferral."""
    if relation in DEFERRAL_RELATIONS:
        return tuple(change for change in norm_changes if change.effect is relation)
    if relation is Relation.OPPOSED:
        return norm_changes
    return tuple(
        replace(change, effect=Relation.SHIFTED) if change.effect is Relation.OPPOSED else change
        for change in norm_changes
    )


def combine_facet_relations(effects: Iterable[Relation]) -> Relation:
    """One relation from many, in the order of judgement. Symmetric in its input; a set of one is itself."""
    differing_effects = set(effects) - {Relation.SAME}
    if differing_effects >= set(DEFERRAL_RELATIONS):
        return Relation.MIXED
    for relation in (*DEFERRAL_RELATIONS, Relation.OPPOSED):
        if relation in differing_effects:
            return relation
    if Relation.MIXED in differing_effects or {Relation.STRICTER, Relation.LOOSER} <= differing_effects:
        return Relation.MIXED
    for relation in (
        *(Relation.UNCLEAR, Relation.REPLACED, Relation.SHIFTED),
        *(Relation.STRICTER, Relation.LOOSER, Relation.REWORDED),
    ):
        if relation in differing_effects:
            return relation
    return Relation.SAME


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


def _has_indefinite_figure(change: Change, left: CanonicalNorm, right: CanonicalNorm) -> bool:
    facet_parts = change.facet.split(".")
    if len(facet_parts) < 2:
        return False
    key = (facet_parts[1], ".".join(facet_parts[2:]))
    intervals = [
        intervals_by_key.get(key) for norm in (left, right) for intervals_by_key in (norm.amounts, norm.periods)
    ]
    return any(interval is not None and not interval.is_definite for interval in intervals)


def _favoured_actors(
    left: CanonicalNorm, right: CanonicalNorm, norm_changes: Sequence[Change], relation: Relation
) -> tuple[str, ...]:
    """Whom the change helps: looser the bearer, stricter the beneficiary, a changed benefit its receiver."""
    bearers = {*left.norm.bearers, *right.norm.bearers} - {UNNAMED, ANYONE}
    receivers = {*left.norm.beneficiaries, *right.norm.beneficiaries} - {UNNAMED, ANYONE}
    is_freed = left.modality in BURDEN_MODALITIES and right.modality not in BURDEN_MODALITIES
    is_bound = left.modality not in BURDEN_MODALITIES and right.modality in BURDEN_MODALITIES
    helped_actors: set[str] = set()
    if relation is Relation.LOOSER or (relation is Relation.OPPOSED and is_freed):
        helped_actors |= bearers
    if relation is Relation.STRICTER or (relation is Relation.OPPOSED and is_bound):
        helped_actors |= receivers
    if any(change.facet == "beneficiary" for change in norm_changes):
        helped_actors |= {*right.norm.beneficiaries} - {*left.norm.beneficiaries}
    return tuple(sorted(helped_actors))


def relate_clauses(left: CanonicalClause, right: CanonicalClause, vocabulary: Vocabulary) -> Judgement | None:
    """What a clause became, reading by reading. None where a side has no norm: then only its text can be judged."""
    if not left.labelled_norms or not right.labelled_norms:
        return None
    judged_pairs = [
        (a, b, relate(x, y, vocabulary))
        for (a, x), (b, y) in _pair_labelled_norms(left.labelled_norms, right.labelled_norms)
    ]
    relations = {judgement.relation for _, _, judgement in judged_pairs}
    if len(relations) == 1:
        return _join_judgements([judgement for _, _, judgement in judged_pairs], relations.pop())
    reading_changes = tuple(_build_reading_change(a, b, judgement) for a, b, judgement in judged_pairs)
    return Judgement(
        relation=Relation.MIXED,
        changes=reading_changes
        + _distinct_changes(change for _, _, judgement in judged_pairs for change in judgement.changes),
        confidence=Confidence.LOW,
        reason="the readings of the clause differ",
    )


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


def _build_reading_change(left_label: str, right_label: str, judgement: Judgement) -> Change:
    return Change(
        facet="reading", before=left_label, after=right_label, effect=judgement.relation, rule="change-reading"
    )


def _join_judgements(judgements: Sequence[Judgement], relation: Relation) -> Judgement:
    least_confident = max(judgements, key=lambda judgement: CONFIDENCE_RANKS[judgement.confidence])
    return Judgement(
        relation=relation,
        changes=_distinct_changes(change for judgement in judgements for change in judgement.changes),
        confidence=least_confident.confidence,
        reason=least_confident.reason,
        favours=tuple(sorted({actor for judgement in judgements for actor in judgement.favours})),
    )


def _distinct_changes(all_changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(dict.fromkeys(all_changes))


def relate_groups(
    left: Sequence[CanonicalClause], right: Sequence[CanonicalClause], vocabulary: Vocabulary
) -> Judgement | None:
    """What a group of clauses became where a text was split or merged. Parts that nothing answers are changes too.

    Parts that together make up one norm are judged together; each clause is related with those across that speak of
    the same doing. None where no two have norms.
    """
    if len(left) == len(right) == 1:
        return relate_clauses(left[0], right[0], vocabulary)
    answered_refs = {
        clause.clause.ref for a in left for b in right if _may_share_action(a, b, vocabulary) for clause in (a, b)
    }
    left_groups, right_groups = (
        merge_split_clauses([clause for clause in side_clauses if clause.clause.ref in answered_refs], vocabulary)
        for side_clauses in (left, right)
    )
    judgements = [
        judgement
        for a in left_groups
        for b in right_groups
        if _may_share_action(a, b, vocabulary) and (judgement := relate_clauses(a, b, vocabulary))
    ]
    if not judgements:
        judgements = [entry for a in left for b in right if (entry := relate_clauses(a, b, vocabulary))]
        answered_refs = {clause.clause.ref for clause in (*left, *right)}
    if not judgements:
        return None
    unmatched_changes = [
        _unmatched_clause_change(clause, False) for clause in left if clause.clause.ref not in answered_refs
    ]
    unmatched_changes += [
        _unmatched_clause_change(clause, True) for clause in right if clause.clause.ref not in answered_refs
    ]
    joined_judgement = _join_judgements(
        judgements,
        combine_facet_relations(
            [*(judgement.relation for judgement in judgements), *(change.effect for change in unmatched_changes)]
        ),
    )
    return replace(joined_judgement, changes=joined_judgement.changes + tuple(unmatched_changes))


def _may_share_action(a: CanonicalClause, b: CanonicalClause, vocabulary: Vocabulary) -> bool:
    return any(
        act_relation(x, y, vocabulary) not in ("", "excludes") and may_be_same_action(x, y)
        for _, x in a.labelled_norms
        for _, y in b.labelled_norms
    )


def _unmatched_clause_change(clause: CanonicalClause, is_added: bool) -> Change:
    """A part that one side alone has: less of a burden if it was one and is gone, more if it is new."""
    is_burden = any(norm.modality in BURDEN_MODALITIES for _, norm in clause.labelled_norms)
    is_deferral = any(norm.modality is Modality.DEFERS for _, norm in clause.labelled_norms)
    effect = Relation.STRICTER if is_burden == is_added else Relation.LOOSER
    if not clause.labelled_norms or is_deferral:
        effect = Relation.MIXED
    facet = "added" if is_added else "dropped"
    return Change(
        facet=facet,
        before="" if is_added else clause.clause.id,
        after=clause.clause.id if is_added else "",
        effect=effect,
        rule=f"change-{facet}",
    )
