"""What differs between two norms, facet by facet, each with its effect on the bearer and the rule that judged it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from comparer.model.explanation import Argument, ConditionList, Term, WordList
from comparer.model.findings import Change
from comparer.model.norm import Condition, ConditionKind
from comparer.model.relation import Relation
from comparer.norms.canonical import CanonicalNorm, act_relation
from comparer.norms.intervals import (
    UNBOUNDED_INTERVAL,
    Comparison,
    compare_intervals,
    compare_lengths,
    compare_scopes,
    compare_sets,
)
from comparer.norms.tables import POSITIVE_MODALITIES, facet_relation, modality_relation
from comparer.norms.vocabulary import Scope, Vocabulary

QuantityKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _NormPair:
    left: CanonicalNorm
    right: CanonicalNorm
    vocabulary: Vocabulary


def facet_changes(left: CanonicalNorm, right: CanonicalNorm, vocabulary: Vocabulary) -> tuple[Change, ...]:
    """All facets that differ, in a fixed order. Modality comes first; it is `opposed` only if the doing is one."""
    norm_changes = [
        *_modality_changes(left, right),
        *_bearer_changes(left, right, vocabulary),
        *_act_changes(left, right, vocabulary),
        *_scope_changes(left, right, vocabulary),
        *_amount_changes(left, right, vocabulary),
        *_period_changes(left, right, vocabulary),
        *_qualifier_changes(left, right, vocabulary),
    ]
    if left.act and right.act and not act_relation(left, right, vocabulary):
        # Two doings that have nothing to do with each other are neither stricter nor looser in anything.
        norm_changes = [_mark_as_shifted(change) for change in norm_changes]
    return tuple(norm_changes)


def _mark_as_shifted(change: Change) -> Change:
    has_direction = change.effect in (Relation.STRICTER, Relation.LOOSER, Relation.MIXED)
    return replace(change, effect=Relation.SHIFTED) if has_direction else change


def _modality_changes(left: CanonicalNorm, right: CanonicalNorm) -> Iterator[Change]:
    relation = modality_relation(left.modality, right.modality)
    if relation is not Relation.SAME:
        yield Change(
            facet="modality",
            before=Term("modality", left.norm.modality.value),
            after=Term("modality", right.norm.modality.value),
            effect=relation,
            rule="change-modality",
        )


def _bearer_changes(left: CanonicalNorm, right: CanonicalNorm, vocabulary: Vocabulary) -> Iterator[Change]:
    before, after = left.bearer_names, right.bearer_names
    if left.has_unnamed_bearer != right.has_unnamed_bearer:
        relation = facet_relation("scope", left.modality, right.modality, left.has_unnamed_bearer)
        yield _build_change("bearer", WordList(before), WordList(after), relation)
        return
    norm_pair = _NormPair(left, right, vocabulary)
    yield from _compare_named_scopes("bearer", (left.bearers, before), (right.bearers, after), norm_pair)


def _act_changes(left: CanonicalNorm, right: CanonicalNorm, vocabulary: Vocabulary) -> Iterator[Change]:
    act_link = act_relation(left, right, vocabulary)
    if act_link == "same":
        return
    before, after = WordList((left.norm.act,)), WordList((right.norm.act,))
    same_polarity = (left.modality in POSITIVE_MODALITIES) == (right.modality in POSITIVE_MODALITIES)
    if act_link == "excludes" and left.modality in POSITIVE_MODALITIES and right.modality in POSITIVE_MODALITIES:
        yield _build_change("act", before, after, Relation.OPPOSED)
    elif act_link in ("left-entails", "right-entails") and same_polarity:
        yield _build_change(
            "act", before, after, facet_relation("act", left.modality, right.modality, act_link == "right-entails")
        )
    else:
        yield _build_change("act", before, after, Relation.SHIFTED)


def _scope_changes(left: CanonicalNorm, right: CanonicalNorm, vocabulary: Vocabulary) -> Iterator[Change]:
    norm_pair = _NormPair(left, right, vocabulary)
    left_norm, right_norm = left.norm, right.norm
    if left_norm.agents or right_norm.agents:
        left_doers, right_doers = left_norm.agents or left_norm.bearers, right_norm.agents or right_norm.bearers
        yield from _compare_named_scopes("agent", (left.agents, left_doers), (right.agents, right_doers), norm_pair)
    if left_norm.agents == right_norm.agents == () and left.act != left_norm.act and right.act != right_norm.act:
        yield from _compare_named_scopes(
            "object", (left.agents, left_norm.objects), (right.agents, right_norm.objects), norm_pair
        )
    else:
        yield from _compare_named_scopes(
            "object", (left.objects, _object_names(left)), (right.objects, _object_names(right)), norm_pair
        )
    yield from _compare_named_scopes(
        "beneficiary",
        (left.beneficiaries, left_norm.beneficiaries),
        (right.beneficiaries, right_norm.beneficiaries),
        norm_pair,
    )
    yield from _compare_named_scopes(
        "partner", (left.partners, left_norm.partners), (right.partners, right_norm.partners), norm_pair
    )
    yield from _compare_named_scopes(
        "status", (left.status, left_norm.status), (right.status, right_norm.status), norm_pair
    )


def _object_names(norm: CanonicalNorm) -> tuple[str, ...]:
    return tuple(sorted(norm.objects.leaves)) if norm.act != norm.norm.act else norm.norm.objects


NamedScope = tuple[Scope, tuple[str, ...]]


def _compare_named_scopes(facet: str, left: NamedScope, right: NamedScope, norm_pair: _NormPair) -> Iterator[Change]:
    """A change of one scope, each side given with the words that name it."""
    comparison = compare_scopes(left[0], right[0])
    if comparison is Comparison.SAME or set(left[1]) == set(right[1]):
        return
    if not left[0] or not right[0]:
        # What a norm is about, left unsaid on one side, cannot be told to be the same; whom it serves is no burden.
        relation = Relation.MIXED if facet in ("object", "status") else Relation.SAME
    elif comparison in (Comparison.WIDER, Comparison.NARROWER):
        relation = facet_relation(
            "scope", norm_pair.left.modality, norm_pair.right.modality, comparison is Comparison.WIDER
        )
    else:
        relation = Relation.MIXED if comparison is Comparison.OVERLAPPING else Relation.SHIFTED
    yield _build_change(facet, WordList(left[1]), WordList(right[1]), relation)


def _amount_changes(left: CanonicalNorm, right: CanonicalNorm, vocabulary: Vocabulary) -> Iterator[Change]:
    for key in sorted({*left.amounts, *right.amounts}):
        left_amount, right_amount = (
            left.amounts.get(key, UNBOUNDED_INTERVAL),
            right.amounts.get(key, UNBOUNDED_INTERVAL),
        )
        comparison = compare_intervals(left_amount, right_amount)
        if comparison is Comparison.SAME:
            continue
        relation = _amount_relation(comparison, key[0], left, right, vocabulary)
        yield _build_quantity_change(key, left, right, relation, vocabulary)


def _amount_relation(
    comparison: Comparison, quantity_id: str, left: CanonicalNorm, right: CanonicalNorm, vocabulary: Vocabulary
) -> Relation:
    same_polarity = (left.modality in POSITIVE_MODALITIES) == (right.modality in POSITIVE_MODALITIES)
    if comparison in (Comparison.UNKNOWN, Comparison.OVERLAPPING):
        return Relation.MIXED
    if not same_polarity:
        return Relation.SHIFTED
    if comparison in (Comparison.WIDER, Comparison.NARROWER):
        return facet_relation("amount", left.modality, right.modality, comparison is Comparison.WIDER)
    if comparison is Comparison.DISJOINT or vocabulary.quantity_kind(quantity_id).more == "none":
        return Relation.SHIFTED
    return facet_relation("strength", left.modality, right.modality, comparison is Comparison.HIGHER)


def _period_changes(left: CanonicalNorm, right: CanonicalNorm, vocabulary: Vocabulary) -> Iterator[Change]:
    for key in sorted({*left.periods, *right.periods}):
        comparison = compare_lengths(left.periods.get(key), right.periods.get(key))
        if comparison is not Comparison.SAME:
            yield _build_quantity_change(key, left, right, _strength_relation(comparison, left, right), vocabulary)


def _qualifier_changes(left: CanonicalNorm, right: CanonicalNorm, vocabulary: Vocabulary) -> Iterator[Change]:
    """Manners, instruments, consent, conditions, intent: each weakens or strengthens the norm as a whole."""

    def strength_changes(facet: str, comparison: Comparison, before: Argument, after: Argument) -> Iterator[Change]:
        if comparison is not Comparison.SAME:
            yield _build_change(facet, before, after, _strength_relation(comparison, left, right))

    left_terms, right_terms = left.norm.terms, right.norm.terms
    left_manners, right_manners = WordList(left_terms.manners), WordList(right_terms.manners)
    yield from strength_changes("manner", _compare_manners(left, right), left_manners, right_manners)
    if left.neutral_manners != right.neutral_manners and _compare_manners(left, right) is Comparison.SAME:
        yield _build_change("manner", left_manners, right_manners, Relation.SAME)
    instrument_comparison = compare_sets(frozenset(left_terms.instruments), frozenset(right_terms.instruments))
    yield from strength_changes(
        "instrument", instrument_comparison, WordList(left_terms.instruments), WordList(right_terms.instruments)
    )
    consent_comparison = _reverse_comparison(
        compare_sets(frozenset(left_terms.consent), frozenset(right_terms.consent))
    )
    yield from strength_changes(
        "consent", consent_comparison, WordList(left_terms.consent), WordList(right_terms.consent)
    )
    condition_comparison = _compare_conditions(left.conditions, right.conditions, vocabulary)
    left_conditions, right_conditions = ConditionList(tuple(left.conditions)), ConditionList(tuple(right.conditions))
    yield from strength_changes("condition", condition_comparison, left_conditions, right_conditions)
    if left.norm.intent != right.norm.intent:
        comparison = Comparison.NARROWER if right.norm.intent else Comparison.WIDER
        intent_words: dict[bool, Argument] = {True: Term("facet", "intent"), False: ""}
        yield from strength_changes(
            "intent", comparison, intent_words[left.norm.intent], intent_words[right.norm.intent]
        )


def _compare_manners(left: CanonicalNorm, right: CanonicalNorm) -> Comparison:
    narrowing = _reverse_comparison(compare_sets(left.narrowing_manners, right.narrowing_manners))
    widening = compare_sets(left.widening_manners, right.widening_manners)
    if narrowing is Comparison.SAME or widening is narrowing:
        return widening
    return narrowing if widening is Comparison.SAME else Comparison.OVERLAPPING


def _compare_conditions(left: frozenset[Condition], right: frozenset[Condition], vocabulary: Vocabulary) -> Comparison:
    """More conditions, more exceptions, more ends: a weaker norm. A rarer event is a stronger condition."""
    left_conditions, right_conditions = _strip_plan_references(left), _strip_plan_references(right)
    only_left, only_right = left_conditions - right_conditions, right_conditions - left_conditions
    if not only_left and not only_right:
        return Comparison.SAME
    if not only_left or not only_right:
        return Comparison.NARROWER if only_right else Comparison.WIDER
    if _are_entailed_by_rarer(only_right, only_left, vocabulary):
        return Comparison.NARROWER
    return Comparison.WIDER if _are_entailed_by_rarer(only_left, only_right, vocabulary) else Comparison.OVERLAPPING


def _are_entailed_by_rarer(
    rare_conditions: frozenset[Condition], common_conditions: frozenset[Condition], vocabulary: Vocabulary
) -> bool:
    """Whether every condition of `common` is a `when` that some rarer `when` already entails."""
    return all(condition.kind is ConditionKind.WHEN for condition in rare_conditions | common_conditions) and all(
        condition.event
        and any(
            condition.event in vocabulary.entailed_events(rare_condition.event) for rare_condition in rare_conditions
        )
        for condition in common_conditions
    )


def _strip_plan_references(conditions: frozenset[Condition]) -> frozenset[Condition]:
    """Clause references without their plan, so that kept clauses of another draft compare as kept."""
    return frozenset(
        Condition(kind=condition.kind, event=condition.event, clause=condition.clause.rpartition("#")[2])
        for condition in conditions
    )


def _reverse_comparison(comparison: Comparison) -> Comparison:
    reversed_comparisons = {Comparison.WIDER: Comparison.NARROWER, Comparison.NARROWER: Comparison.WIDER}
    return reversed_comparisons.get(comparison, comparison)


def _strength_relation(comparison: Comparison, left: CanonicalNorm, right: CanonicalNorm) -> Relation:
    if comparison in (Comparison.WIDER, Comparison.NARROWER):
        return facet_relation("strength", left.modality, right.modality, comparison is Comparison.WIDER)
    return Relation.MIXED


def _build_change(facet: str, before: Argument, after: Argument, relation: Relation) -> Change:
    return Change(facet=facet, before=before, after=after, effect=relation, rule=f"change-{facet.partition('.')[0]}")


def _build_quantity_change(
    key: QuantityKey, left: CanonicalNorm, right: CanonicalNorm, relation: Relation, vocabulary: Vocabulary
) -> Change:
    kind = vocabulary.quantity_kind(key[0]).kind
    family = kind if kind in ("period", "deadline") else "amount"
    facet = f"{family}.{key[0]}" + (f".{key[1]}" if key[1] else "")
    before, after = (_written_quantity(key, norm, vocabulary) for norm in (left, right))
    return _build_change(facet, before, after, relation)


def _written_quantity(key: QuantityKey, norm: CanonicalNorm, vocabulary: Vocabulary) -> Argument:
    """The bounds as written, with the unit that they have by default; nothing where the norm does not name them."""
    for quantity in norm.norm.terms.quantities:
        if (quantity.name, quantity.of) == key:
            return replace(quantity, unit=quantity.unit or vocabulary.quantity_unit(quantity.name), start="")
    return ""
