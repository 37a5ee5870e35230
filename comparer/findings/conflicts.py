"""Norms that cannot both hold: of two parties' lines (a deadlock), of two clauses of one text (a contradiction)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations

from comparer.model.explanation import ClauseActions, LineNormReference, explain
from comparer.model.findings import Contradiction, Deadlock, compute_fingerprint
from comparer.model.norm import ConditionKind, Modality
from comparer.model.redline import LineDemand, LineNorm, LineVersion, RedLine, Strength
from comparer.model.relation import Relation
from comparer.norms.canonical import CanonicalNorm, may_be_same_action, to_canonical_norm
from comparer.norms.holding import Effect, effect_on
from comparer.norms.intervals import Interval, intervals_overlap
from comparer.norms.relate import CanonicalClause, conflict
from comparer.norms.tables import modality_relation
from comparer.norms.vocabulary import Vocabulary

ANY_OBJECT, OPEN_OBJECT = "*", "?"
"""Marks beside the leaves of objects: every clause has the first, one that leaves its object open the second."""


def find_deadlocks(red_lines: Sequence[RedLine], as_of: str, vocabulary: Vocabulary) -> tuple[Deadlock, ...]:
    """Pairs of lines of different parties, in force on a date, that no text can keep together.

    It is one of two versions, which its fingerprint names: a line that is stated anew may collide otherwise or no more.
    A deadlock is only `possible` where a line is inferred, its reading is judged, it knows an exception, or where
    neither asks for text, so that silence would keep both.
    """
    standing_lines = [(red_line, version) for red_line in red_lines if (version := _standing_version(red_line, as_of))]
    deadlocks: list[Deadlock] = []
    for (a, a_version), (b, b_version) in combinations(standing_lines, 2):
        if a.party != b.party:
            deadlocks += _find_line_deadlock((a, a_version), (b, b_version), vocabulary)
    return tuple(deadlocks)


def _standing_version(red_line: RedLine, as_of: str) -> LineVersion | None:
    if red_line.no_line or red_line.not_judged:
        return None
    version, stated_later = red_line.version_in_force(as_of)
    return None if stated_later else version


LineInForce = tuple[RedLine, LineVersion]


def _find_line_deadlock(a: LineInForce, b: LineInForce, vocabulary: Vocabulary) -> Iterator[Deadlock]:
    conflicting_pairs = [(x, y) for x in a[1].norms for y in b[1].norms if _is_exclusive_with(x, y, vocabulary)]
    if not conflicting_pairs:
        return
    certain_pairs = [
        (x, y)
        for x, y in conflicting_pairs
        if not (x.exceptions or y.exceptions) and LineDemand.TEXT in (x.asks, y.asks)
    ]
    x, y = (certain_pairs or conflicting_pairs)[0]
    is_only_possible = a[0].inferred or b[0].inferred or x.is_judged or y.is_judged or not certain_pairs
    rule_id = "deadlock-possible" if is_only_possible else "deadlock-stated"
    both_absolute = a[1].strength is b[1].strength is Strength.ABSOLUTE
    yield Deadlock(
        left=a[0].ref,
        right=b[0].ref,
        issue=_shared_issue(a[0].issue, b[0].issue, vocabulary),
        possible=is_only_possible,
        explanation=explain(
            rule_id,
            left=LineNormReference(a[0].ref, a[1].start, a[1].norms.index(x)),
            right=LineNormReference(b[0].ref, b[1].start, b[1].norms.index(y)),
        ),
        strength=Strength.ABSOLUTE.value if both_absolute else _weaker_strength(a[1], b[1]),
        norms=((a[1].start, a[1].norms.index(x)), (b[1].start, b[1].norms.index(y))),
        fingerprint=compute_fingerprint("deadlock", *chain(*sorted(((a[0].ref, a[1].start), (b[0].ref, b[1].start))))),
    )


def _weaker_strength(a: LineVersion, b: LineVersion) -> str:
    strength_order = list(Strength)
    return max((a.strength, b.strength), key=strength_order.index).value


def _is_exclusive_with(x: LineNorm, y: LineNorm, vocabulary: Vocabulary) -> bool:
    a, b = to_canonical_norm(x.norm, vocabulary), to_canonical_norm(y.norm, vocabulary)
    return Effect.CONFLICTS in (effect_on(a, b, vocabulary), effect_on(b, a, vocabulary))


def _shared_issue(a: str, b: str, vocabulary: Vocabulary) -> str:
    """The deeper issue where one stands under the other; else the first, by the tree."""
    if vocabulary.is_in_branch(a, b):
        return a
    return b if vocabulary.is_in_branch(b, a) else min((a, b), key=vocabulary.issue_sort_key)


def find_contradictions(
    plan_id: str, canonical_clauses: Iterable[CanonicalClause], vocabulary: Vocabulary
) -> tuple[Contradiction, ...]:
    """Pairs of live clauses of one holder and one part of a plan that cannot both be kept.

    Only `possible` where the clauses do not stand under the same conditions, or their readings differ.
    """
    contradictions = []
    for a, b in _clauses_that_may_meet(tuple(canonical_clauses), vocabulary):
        reading_pairs = [(x, y) for _, x in a.labelled_norms for _, y in b.labelled_norms]
        clashing_pairs = [(x, y) for x, y in reading_pairs if _is_contrary_to(x, y, vocabulary)]
        if clashing_pairs:
            on_all_readings = len(clashing_pairs) == len(reading_pairs)
            is_certain = on_all_readings and all(x.conditions == y.conditions for x, y in clashing_pairs)
            contradictions.append(_build_contradiction(plan_id, (a, b), is_certain))
    return tuple(contradictions)


def _clauses_that_may_meet(
    clauses: Sequence[CanonicalClause], vocabulary: Vocabulary
) -> Iterator[tuple[CanonicalClause, CanonicalClause]]:
    """Pairs of clauses of one holder and one part whose acts hang together and whose objects may meet, in file order.

    What contradicts has an object in common or leaves it open: all other pairs of a long text are never looked at.
    """
    positions: dict[tuple[str, str, str, str], list[int]] = {}
    for position, canonical_clause in enumerate(clauses):
        part, holder = canonical_clause.clause.part, canonical_clause.clause.holder
        for act in canonical_clause.acts:
            for leaf in (*_object_leaves(canonical_clause), ANY_OBJECT):
                positions.setdefault((part, holder, act, leaf), []).append(position)
    for position, canonical_clause in enumerate(clauses):
        part, holder = canonical_clause.clause.part, canonical_clause.clause.holder
        related_acts = {related for act in canonical_clause.acts for related in vocabulary.related_acts(act)}
        leaves = _object_leaves(canonical_clause)
        met_leaves = {ANY_OBJECT} if OPEN_OBJECT in leaves else {*leaves, OPEN_OBJECT}
        later_positions = {
            other
            for act in related_acts
            for leaf in met_leaves
            for other in positions.get((part, holder, act, leaf), ())
            if other > position
        }
        for other in sorted(later_positions):
            yield canonical_clause, clauses[other]


def _object_leaves(canonical_clause: CanonicalClause) -> frozenset[str]:
    """The leaves of all objects of a clause, OPEN_OBJECT where a reading leaves them open or means everyone."""
    scopes = [norm.objects for _, norm in canonical_clause.labelled_norms]
    leaves = frozenset(leaf for scope in scopes for leaf in scope.leaves)
    return leaves | {OPEN_OBJECT} if any(scope.everyone or not scope for scope in scopes) else leaves


def _build_contradiction(
    plan_id: str, clauses: tuple[CanonicalClause, CanonicalClause], is_certain: bool
) -> Contradiction:
    """The contradiction of two clauses, told in their own words."""
    a, b = clauses
    # The words of the clauses order what is told, so that no order of provisions does.
    first, second = sorted(clauses, key=lambda side: (side.clause.text, side.clause.ref))
    rule_id = "plan-contradiction" if is_certain else "plan-contradiction-possible"
    return Contradiction(
        plan=plan_id,
        left=a.clause.id,
        right=b.clause.id,
        explanation=explain(
            rule_id,
            a=first.clause.id,
            b=second.clause.id,
            left=ClauseActions((first.clause.ref,)),
            right=ClauseActions((second.clause.ref,)),
        ),
        possible=not is_certain,
        fingerprint=compute_fingerprint("contradiction", plan_id, *sorted((a.clause.id, b.clause.id))),
    )


def _is_contrary_to(x: CanonicalNorm, y: CanonicalNorm, vocabulary: Vocabulary) -> bool:
    if Modality.DEFERS in (x.modality, y.modality) or _are_for_exclusive_cases(x, y, vocabulary):
        return False
    if modality_relation(x.modality, y.modality) is Relation.OPPOSED or vocabulary.are_exclusive(x.act, y.act):
        return conflict(x, y, vocabulary)
    return _has_disjoint_amounts(x, y)


def _are_for_exclusive_cases(x: CanonicalNorm, y: CanonicalNorm, vocabulary: Vocabulary) -> bool:
    """Whether the two norms never apply together: the halves of one rule, or cases that rule each other out."""
    return (
        _is_excepted_case(x, y, vocabulary)
        or _is_excepted_case(y, x, vocabulary)
        or any(
            vocabulary.are_exclusive_events(event, other)
            for event in _events_of_kind(x, ConditionKind.WHEN)
            for other in _events_of_kind(y, ConditionKind.WHEN)
        )
    )


def _is_excepted_case(x: CanonicalNorm, y: CanonicalNorm, vocabulary: Vocabulary) -> bool:
    """Whether the one applies when something happens that lifts or ends the other."""
    lifting_events = _events_of_kind(y, ConditionKind.UNLESS) | _events_of_kind(y, ConditionKind.UNTIL)
    return any(lifting_events & vocabulary.entailed_events(event) for event in _events_of_kind(x, ConditionKind.WHEN))


def _events_of_kind(norm: CanonicalNorm, kind: ConditionKind) -> frozenset[str]:
    return frozenset(condition.event for condition in norm.conditions if condition.kind is kind and condition.event)


def _has_disjoint_amounts(x: CanonicalNorm, y: CanonicalNorm) -> bool:
    """One duty with two amounts that share none."""
    same_duty = (
        x.modality is y.modality is Modality.MUST
        and x.act == y.act
        and x.bearers == y.bearers
        and may_be_same_action(x, y)
    )
    if not same_duty or x.objects != y.objects:
        return False
    common_keys = set(x.amounts) & set(y.amounts)
    return any(_is_disjoint_from(x.amounts[quantity_key], y.amounts[quantity_key]) for quantity_key in common_keys)


def _is_disjoint_from(a: Interval, b: Interval) -> bool:
    return a.is_definite and b.is_definite and a.unit == b.unit and not intervals_overlap(a, b)
