"""`relate`: what became of a norm, and of a clause with all its readings, from left to right.

The order of judgement: deferred or settled; else opposed; else mixed; else shifted; else stricter or looser; else same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from comparer.model.findings import Change, Confidence, Judgement, Relation
from comparer.model.records import ANYONE, UNNAMED, Modality
from comparer.norms.canonical import Action, connection, touches
from comparer.norms.canonical_clause import Prepared, prepare
from comparer.norms.facets import changes
from comparer.norms.holding import excused
from comparer.norms.intervals import Interval, overlap
from comparer.norms.split_clauses import together
from comparer.norms.tables import BURDENS, POSITIVE, RANK
from comparer.norms.vocabulary import Vocabulary

__all__ = [
    "Prepared",
    "clashes",
    "combine",
    "prepare",
    "relate",
    "relate_clauses",
    "relate_groups",
]

FORWARD = (Relation.DEFERRED, Relation.SETTLED)
UNTOLD = "a figure is unknown or of unknown width"


def relate(left: Action, right: Action, vocabulary: Vocabulary) -> Judgement:
    """What a norm became. Pure and total; `relate(b, a)` mirrors `relate(a, b)` and `relate(a, a)` is same."""
    found = changes(left, right, vocabulary)
    relation = _relation(left, right, found, vocabulary)
    found = _kept(found, relation)
    untold = any(_untold(one, left, right) for one in found)
    return Judgement(
        relation=relation,
        changes=found,
        confidence=Confidence.LOW if untold else Confidence.HIGH,
        reason=UNTOLD if untold else "",
        favours=_favours(left, right, found, relation),
    )


def _relation(left: Action, right: Action, found: Sequence[Change], vocabulary: Vocabulary) -> Relation:
    effects = [change.effect for change in found]
    for relation in FORWARD:
        if relation in effects:
            return relation
    if Relation.OPPOSED in effects and not clashes(left, right, vocabulary):
        effects = [Relation.SHIFTED if effect is Relation.OPPOSED else effect for effect in effects]
    return combine(effects)


def _kept(found: tuple[Change, ...], relation: Relation) -> tuple[Change, ...]:
    """The changes as they count: no clash of modality where the doings differ, and none beside a deferral."""
    if relation in FORWARD:
        return tuple(one for one in found if one.effect is relation)
    if relation is Relation.OPPOSED:
        return found
    return tuple(replace(one, effect=Relation.SHIFTED) if one.effect is Relation.OPPOSED else one for one in found)


def combine(effects: Iterable[Relation]) -> Relation:
    """One relation from many, in the order of judgement. Symmetric in its input; a set of one is itself."""
    found = set(effects) - {Relation.SAME}
    if found >= set(FORWARD):
        return Relation.MIXED
    for relation in (*FORWARD, Relation.OPPOSED):
        if relation in found:
            return relation
    if Relation.MIXED in found or {Relation.STRICTER, Relation.LOOSER} <= found:
        return Relation.MIXED
    for relation in (Relation.SHIFTED, Relation.STRICTER, Relation.LOOSER, Relation.REWORDED):
        if relation in found:
            return relation
    return Relation.SAME


def clashes(left: Action, right: Action, vocabulary: Vocabulary) -> bool:
    """Whether two norms of contrary modality speak of the same doing, amounts included, and can both be in force."""
    if excused(left, right, (), vocabulary) or excused(right, left, (), vocabulary):
        return False
    how = connection(left, right, vocabulary)
    both_do = left.modality in POSITIVE and right.modality in POSITIVE
    if how == "excludes":
        return both_do and touches(left, right)
    if both_do or not how or not touches(left, right) or not _amounts_meet(left, right):
        return False
    if how == "same":
        return True
    return (how == "left-entails") == (left.modality in POSITIVE)


def _amounts_meet(left: Action, right: Action) -> bool:
    for key in {*left.amounts, *right.amounts}:
        a, b = left.amounts.get(key, Interval()), right.amounts.get(key, Interval())
        if a == b or Interval() in (a, b):
            continue
        if not (a.definite and b.definite) or not overlap(a, b):
            return False
    return True


def _untold(change: Change, left: Action, right: Action) -> bool:
    parts = change.facet.split(".")
    if len(parts) < 2:
        return False
    key = (parts[1], ".".join(parts[2:]))
    found = [side.get(key) for norm in (left, right) for side in (norm.amounts, norm.periods)]
    return any(interval is not None and not interval.definite for interval in found)


def _favours(left: Action, right: Action, found: Sequence[Change], relation: Relation) -> tuple[str, ...]:
    """Whom the change helps: looser the bearer, stricter the beneficiary, a changed benefit its receiver."""
    bearers = {*left.norm.bearers, *right.norm.bearers} - {UNNAMED, ANYONE}
    receivers = {*left.norm.beneficiaries, *right.norm.beneficiaries} - {UNNAMED, ANYONE}
    freed = left.modality in BURDENS and right.modality not in BURDENS
    bound = left.modality not in BURDENS and right.modality in BURDENS
    helped: set[str] = set()
    if relation is Relation.LOOSER or (relation is Relation.OPPOSED and freed):
        helped |= bearers
    if relation is Relation.STRICTER or (relation is Relation.OPPOSED and bound):
        helped |= receivers
    if any(one.facet == "beneficiary" for one in found):
        helped |= {*right.norm.beneficiaries} - {*left.norm.beneficiaries}
    return tuple(sorted(helped))


def relate_clauses(left: Prepared, right: Prepared, vocabulary: Vocabulary) -> Judgement | None:
    """What a clause became, reading by reading. None where a side has no norm: then only its text can be judged."""
    if not left.readings or not right.readings:
        return None
    judged = [(a, b, relate(x, y, vocabulary)) for (a, x), (b, y) in _paired(left.readings, right.readings)]
    relations = {one.relation for _, _, one in judged}
    if len(relations) == 1:
        return _joined([one for _, _, one in judged], relations.pop())
    readings = tuple(_reading(a, b, one) for a, b, one in judged)
    return Judgement(
        relation=Relation.MIXED,
        changes=readings + _distinct(change for _, _, one in judged for change in one.changes),
        confidence=Confidence.LOW,
        reason="the readings of the clause differ",
    )


Labelled = tuple[str, Action]


def _paired(left: tuple[Labelled, ...], right: tuple[Labelled, ...]) -> list[tuple[Labelled, Labelled]]:
    """Readings of one label with each other, the rest each with all that stand across."""
    if len(left) == 1 or len(right) == 1:
        return [(a, b) for a in left for b in right]
    shared = {label for label, _ in left} & {label for label, _ in right}
    pairs: list[tuple[Labelled, Labelled]] = []
    for label in sorted(shared):
        pairs += _of_label([one for one in left if one[0] == label], [one for one in right if one[0] == label])
    lone_left = [one for one in left if one[0] not in shared]
    lone_right = [one for one in right if one[0] not in shared]
    pairs += [(a, b) for a in lone_left for b in (lone_right or right)]
    if not lone_left:
        pairs += [(a, b) for a in left for b in lone_right]
    return pairs


def _of_label(left: list[Labelled], right: list[Labelled]) -> list[tuple[Labelled, Labelled]]:
    """Several readings under one label stand each for itself where both sides have the same ones."""
    norms = [action.norm for _, action in right]
    if len(left) == len(right) and all(action.norm in norms for _, action in left):
        return [(one, right[norms.index(one[1].norm)]) for one in left]
    return [(a, b) for a in left for b in right]


def _reading(left: str, right: str, judged: Judgement) -> Change:
    return Change(facet="reading", before=left, after=right, effect=judged.relation, rule="change-reading")


def _joined(judged: Sequence[Judgement], relation: Relation) -> Judgement:
    lowest = max(judged, key=lambda one: RANK[one.confidence])
    return Judgement(
        relation=relation,
        changes=_distinct(change for one in judged for change in one.changes),
        confidence=lowest.confidence,
        reason=lowest.reason,
        favours=tuple(sorted({actor for one in judged for actor in one.favours})),
    )


def _distinct(found: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(dict.fromkeys(found))


def relate_groups(left: Sequence[Prepared], right: Sequence[Prepared], vocabulary: Vocabulary) -> Judgement | None:
    """What a group of clauses became where a text was split or merged. Parts that nothing answers are changes too.

    Parts that together make up one norm are judged together; each clause is related with those across that speak of
    the same doing. None where no two have norms.
    """
    if len(left) == len(right) == 1:
        return relate_clauses(left[0], right[0], vocabulary)
    answered = {clause.clause.ref for a in left for b in right if _of_one_doing(a, b, vocabulary) for clause in (a, b)}
    ours, theirs = (
        together([clause for clause in side if clause.clause.ref in answered], vocabulary) for side in (left, right)
    )
    related = [
        judged
        for a in ours
        for b in theirs
        if _of_one_doing(a, b, vocabulary) and (judged := relate_clauses(a, b, vocabulary))
    ]
    if not related:
        related = [one for a in left for b in right if (one := relate_clauses(a, b, vocabulary))]
        answered = {clause.clause.ref for clause in (*left, *right)}
    if not related:
        return None
    loose = [_dropped(clause, False) for clause in left if clause.clause.ref not in answered]
    loose += [_dropped(clause, True) for clause in right if clause.clause.ref not in answered]
    joined = _joined(
        related, combine([*(judgement.relation for judgement in related), *(change.effect for change in loose)])
    )
    return replace(joined, changes=joined.changes + tuple(loose))


def _of_one_doing(a: Prepared, b: Prepared, vocabulary: Vocabulary) -> bool:
    return any(
        connection(x, y, vocabulary) not in ("", "excludes") and touches(x, y)
        for _, x in a.readings
        for _, y in b.readings
    )


def _dropped(one: Prepared, added: bool) -> Change:
    """A part that one side alone has: less of a burden if it was one and is gone, more if it is new."""
    burden = any(action.modality in BURDENS for _, action in one.readings)
    defers = any(action.modality is Modality.DEFERS for _, action in one.readings)
    effect = Relation.STRICTER if burden == added else Relation.LOOSER
    if not one.readings or defers:
        effect = Relation.MIXED
    facet = "added" if added else "dropped"
    return Change(
        facet=facet,
        before="" if added else one.clause.id,
        after=one.clause.id if added else "",
        effect=effect,
        rule=f"change-{facet}",
    )
