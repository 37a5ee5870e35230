"""What differs between two norms, facet by facet, each with its effect on the bearer and the rule that judged it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from comparer.model.findings import Change, Relation
from comparer.model.records import Condition, ConditionKind
from comparer.norms.canonical import Action, connection
from comparer.norms.intervals import (
    UNIVERSE,
    Comparison,
    compare_intervals,
    compare_lengths,
    compare_scopes,
    compare_sets,
)
from comparer.norms.tables import POSITIVE, effect, modality_relation
from comparer.norms.vocabulary import Scope, Vocabulary
from comparer.norms.wording import condition_words, names, quantity_words

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Between:
    left: Action
    right: Action
    vocabulary: Vocabulary


def changes(left: Action, right: Action, vocabulary: Vocabulary) -> tuple[Change, ...]:
    """All facets that differ, in a fixed order. Modality comes first; it is `opposed` only if the doing is one."""
    found = [
        *_modality(left, right),
        *_bearer(left, right, vocabulary),
        *_act(left, right, vocabulary),
        *_scopes(left, right, vocabulary),
        *_amounts(left, right, vocabulary),
        *_periods(left, right, vocabulary),
        *_qualifiers(left, right, vocabulary),
    ]
    if left.act and right.act and not connection(left, right, vocabulary):
        # Two doings that have nothing to do with each other are neither stricter nor looser in anything.
        found = [_as_shift(one) for one in found]
    return tuple(found)


def _as_shift(one: Change) -> Change:
    burden = one.effect in (Relation.STRICTER, Relation.LOOSER, Relation.MIXED)
    return replace(one, effect=Relation.SHIFTED) if burden else one


def _modality(left: Action, right: Action) -> Iterator[Change]:
    relation = modality_relation(left.modality, right.modality)
    if relation is not Relation.SAME:
        yield Change(
            facet="modality",
            before=left.norm.modality.value,
            after=right.norm.modality.value,
            effect=relation,
            rule="change-modality",
        )


def _bearer(left: Action, right: Action, vocabulary: Vocabulary) -> Iterator[Change]:
    before, after = left.bearer_names, right.bearer_names
    if left.unnamed != right.unnamed:
        named = effect("scope", left.modality, right.modality, left.unnamed)
        yield _change("bearer", names(before, vocabulary), names(after, vocabulary), named)
        return
    between = _Between(left, right, vocabulary)
    yield from _scope("bearer", (left.bearers, before), (right.bearers, after), between)


def _act(left: Action, right: Action, vocabulary: Vocabulary) -> Iterator[Change]:
    how = connection(left, right, vocabulary)
    if how == "same":
        return
    before, after = vocabulary.label(left.norm.act), vocabulary.label(right.norm.act)
    same_polarity = (left.modality in POSITIVE) == (right.modality in POSITIVE)
    if how == "excludes" and left.modality in POSITIVE and right.modality in POSITIVE:
        yield _change("act", before, after, Relation.OPPOSED)
    elif how in ("left-entails", "right-entails") and same_polarity:
        yield _change("act", before, after, effect("act", left.modality, right.modality, how == "right-entails"))
    else:
        yield _change("act", before, after, Relation.SHIFTED)


def _scopes(left: Action, right: Action, vocabulary: Vocabulary) -> Iterator[Change]:
    between = _Between(left, right, vocabulary)
    a, b = left.norm, right.norm
    if a.agents or b.agents:
        ours, theirs = a.agents or a.bearers, b.agents or b.bearers
        yield from _scope("agent", (left.agents, ours), (right.agents, theirs), between)
    if a.agents == b.agents == () and left.act != a.act and right.act != b.act:
        yield from _scope("object", (left.agents, a.objects), (right.agents, b.objects), between)
    else:
        yield from _scope("object", (left.objects, _objects(left)), (right.objects, _objects(right)), between)
    yield from _scope(
        "beneficiary", (left.beneficiaries, a.beneficiaries), (right.beneficiaries, b.beneficiaries), between
    )
    yield from _scope("partner", (left.partners, a.partners), (right.partners, b.partners), between)
    yield from _scope("status", (left.status, a.status), (right.status, b.status), between)


def _objects(action: Action) -> tuple[str, ...]:
    return tuple(sorted(action.objects.leaves)) if action.act != action.norm.act else action.norm.objects


Named = tuple[Scope, tuple[str, ...]]


def _scope(facet: str, ours: Named, theirs: Named, between: _Between) -> Iterator[Change]:
    """A change of one scope, each side given with the words that name it."""
    how = compare_scopes(ours[0], theirs[0])
    if how is Comparison.SAME or set(ours[1]) == set(theirs[1]):
        return
    if not ours[0] or not theirs[0]:
        # What a norm is about, left unsaid on one side, cannot be told to be the same; whom it serves is no burden.
        result = Relation.MIXED if facet in ("object", "status") else Relation.SAME
    elif how in (Comparison.WIDER, Comparison.NARROWER):
        result = effect("scope", between.left.modality, between.right.modality, how is Comparison.WIDER)
    else:
        result = Relation.MIXED if how is Comparison.OVERLAPPING else Relation.SHIFTED
    words = between.vocabulary
    yield _change(facet, names(ours[1], words), names(theirs[1], words), result)


def _amounts(left: Action, right: Action, vocabulary: Vocabulary) -> Iterator[Change]:
    for key in sorted({*left.amounts, *right.amounts}):
        a, b = left.amounts.get(key, UNIVERSE), right.amounts.get(key, UNIVERSE)
        how = compare_intervals(a, b)
        if how is Comparison.SAME:
            continue
        result = _amount_effect(how, key[0], left, right, vocabulary)
        yield _quantity_change(key, left, right, result, vocabulary)


def _amount_effect(how: Comparison, quantity: str, left: Action, right: Action, vocabulary: Vocabulary) -> Relation:
    same_polarity = (left.modality in POSITIVE) == (right.modality in POSITIVE)
    if how in (Comparison.UNKNOWN, Comparison.OVERLAPPING):
        return Relation.MIXED
    if not same_polarity:
        return Relation.SHIFTED
    if how in (Comparison.WIDER, Comparison.NARROWER):
        return effect("amount", left.modality, right.modality, how is Comparison.WIDER)
    if how is Comparison.DISJOINT or vocabulary.quantity(quantity).more == "none":
        return Relation.SHIFTED
    return effect("strength", left.modality, right.modality, how is Comparison.HIGHER)


def _periods(left: Action, right: Action, vocabulary: Vocabulary) -> Iterator[Change]:
    for key in sorted({*left.periods, *right.periods}):
        how = compare_lengths(left.periods.get(key), right.periods.get(key))
        if how is not Comparison.SAME:
            yield _quantity_change(key, left, right, _strength(how, left, right), vocabulary)


def _qualifiers(left: Action, right: Action, vocabulary: Vocabulary) -> Iterator[Change]:
    """Manners, instruments, consent, conditions, intent: each weakens or strengthens the norm as a whole."""

    def strength(facet: str, how: Comparison, before: Iterable[str], after: Iterable[str]) -> Iterator[Change]:
        if how is not Comparison.SAME:
            yield _change(facet, names(before, vocabulary), names(after, vocabulary), _strength(how, left, right))

    a, b = left.norm.terms, right.norm.terms
    yield from strength("manner", _manner(left, right), a.manners, b.manners)
    if left.plain_manners != right.plain_manners and _manner(left, right) is Comparison.SAME:
        yield _change("manner", names(a.manners, vocabulary), names(b.manners, vocabulary), Relation.SAME)
    instruments = compare_sets(frozenset(a.instruments), frozenset(b.instruments))
    yield from strength("instrument", instruments, a.instruments, b.instruments)
    consent = _reversed(compare_sets(frozenset(a.consent), frozenset(b.consent)))
    yield from strength("consent", consent, a.consent, b.consent)
    conditions = _conditions(left.conditions, right.conditions, vocabulary)
    said = [_conditions_said(one.conditions, vocabulary) for one in (left, right)]
    yield from strength("condition", conditions, *said)
    if left.norm.intent != right.norm.intent:
        how = Comparison.NARROWER if right.norm.intent else Comparison.WIDER
        words = {True: ("intent",), False: ()}
        yield from strength("intent", how, words[left.norm.intent], words[right.norm.intent])


def _manner(left: Action, right: Action) -> Comparison:
    narrowing = _reversed(compare_sets(left.narrowing, right.narrowing))
    widening = compare_sets(left.widening, right.widening)
    if narrowing is Comparison.SAME or widening is narrowing:
        return widening
    return narrowing if widening is Comparison.SAME else Comparison.OVERLAPPING


def _conditions(left: frozenset[Condition], right: frozenset[Condition], vocabulary: Vocabulary) -> Comparison:
    """More conditions, more exceptions, more ends: a weaker norm. A rarer event is a stronger condition."""
    a, b = _local(left), _local(right)
    only_left, only_right = a - b, b - a
    if not only_left and not only_right:
        return Comparison.SAME
    if not only_left or not only_right:
        return Comparison.NARROWER if only_right else Comparison.WIDER
    if _follow(only_right, only_left, vocabulary):
        return Comparison.NARROWER
    return Comparison.WIDER if _follow(only_left, only_right, vocabulary) else Comparison.OVERLAPPING


def _follow(rare: frozenset[Condition], common: frozenset[Condition], vocabulary: Vocabulary) -> bool:
    """Whether every condition of `common` is a `when` that some rarer `when` already entails."""
    return all(one.kind is ConditionKind.WHEN for one in rare | common) and all(
        one.event and any(one.event in vocabulary.event_entails(other.event) for other in rare) for one in common
    )


def _local(conditions: frozenset[Condition]) -> frozenset[Condition]:
    """Clause references without their plan, so that kept clauses of another draft compare as kept."""
    return frozenset(
        Condition(kind=one.kind, event=one.event, clause=one.clause.rpartition("#")[2]) for one in conditions
    )


def _reversed(how: Comparison) -> Comparison:
    swap = {Comparison.WIDER: Comparison.NARROWER, Comparison.NARROWER: Comparison.WIDER}
    return swap.get(how, how)


def _strength(how: Comparison, left: Action, right: Action) -> Relation:
    if how in (Comparison.WIDER, Comparison.NARROWER):
        return effect("strength", left.modality, right.modality, how is Comparison.WIDER)
    return Relation.MIXED


def _change(facet: str, before: str, after: str, result: Relation) -> Change:
    return Change(facet=facet, before=before, after=after, effect=result, rule=f"change-{facet.partition('.')[0]}")


def _quantity_change(key: Key, left: Action, right: Action, result: Relation, vocabulary: Vocabulary) -> Change:
    kind = vocabulary.quantity(key[0]).kind
    family = kind if kind in ("period", "deadline") else "amount"
    facet = f"{family}.{key[0]}" + (f".{key[1]}" if key[1] else "")
    return _change(facet, _shown(key, left, vocabulary), _shown(key, right, vocabulary), result)


def _shown(key: Key, action: Action, vocabulary: Vocabulary) -> str:
    """The quantity as written, in signs that need no language."""
    for one in action.norm.terms.quantities:
        if (one.name, one.of) == key:
            return quantity_words(one, vocabulary)
    return ""


def _conditions_said(conditions: Iterable[Condition], vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(sorted(condition_words(one, vocabulary) for one in conditions))
