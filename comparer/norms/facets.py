"""What differs between two norms, facet by facet: each with its effect on the bearer, its weight and its rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from comparer.model.explanation import Argument, ConditionList, Term, WordList
from comparer.model.findings import Change
from comparer.model.norm import Condition, ConditionKind, Modality
from comparer.model.relation import Relation
from comparer.norms.canonical import CanonicalNorm, act_relation
from comparer.norms.intervals import (
    UNBOUNDED_INTERVAL,
    Comparison,
    Interval,
    compare_intervals,
    compare_lengths,
    compare_scopes,
    compare_sets,
)
from comparer.norms.tables import (
    BURDEN_MODALITIES,
    POSITIVE_MODALITIES,
    crosses_modality,
    facet_relation,
    facet_weight,
    modality_relation,
)
from comparer.norms.vocabulary import Scope, Vocabulary

QuantityKey = tuple[str, str]
NamedScope = tuple[Scope, tuple[str, ...]]
WHOLE_SHARE = Fraction(100)
DIFFERENCE_BY_KIND = {"deadline": "deadline", "date": "figure.date"}
DECLARING_MODALITIES = frozenset({Modality.DECLARES, Modality.DECLARES_NOT})
FORCE_OF_DECLARATION = DECLARING_MODALITIES | {Modality.MUST, Modality.MUST_NOT}
DUTY_MODALITIES = BURDEN_MODALITIES & POSITIVE_MODALITIES


@dataclass(frozen=True, slots=True, kw_only=True)
class NormPair:
    """Two norms to compare. Of a partial side only part of the text is known: what it leaves out tells nothing."""

    left: CanonicalNorm
    right: CanonicalNorm
    vocabulary: Vocabulary
    is_left_partial: bool = False
    is_right_partial: bool = False

    @property
    def has_same_polarity(self) -> bool:
        return (self.left.modality in POSITIVE_MODALITIES) == (self.right.modality in POSITIVE_MODALITIES)

    @property
    def is_joint(self) -> bool:
        return self.vocabulary.is_joint(self.left.act) or self.vocabulary.is_joint(self.right.act)

    @property
    def is_same_circle(self) -> bool:
        """Whether the same take part on both sides, in whatever role."""
        return _participants(self.left) == _participants(self.right)

    def scope_effect(self, is_wider: bool) -> Relation:
        return facet_relation("scope", self.left.modality, self.right.modality, is_wider)

    def strength_effect(self, comparison: Comparison) -> Relation:
        if comparison in (Comparison.WIDER, Comparison.NARROWER):
            is_wider = comparison is Comparison.WIDER
            return facet_relation("strength", self.left.modality, self.right.modality, is_wider)
        return Relation.UNCLEAR if comparison is Comparison.UNKNOWN else Relation.MIXED

    def is_unreported(self, is_left_empty: bool, is_right_empty: bool) -> bool:
        """Whether a facet is missing on a side of which only part is known, and there alone."""
        return (is_left_empty and self.is_left_partial and not is_right_empty) or (
            is_right_empty and self.is_right_partial and not is_left_empty
        )


def facet_changes(pair: NormPair) -> tuple[Change, ...]:
    """All facets that differ, in a fixed order: modality, bearer, act, scopes, amounts, times, qualifiers."""
    changes = [
        *_modality_changes(pair),
        *_bearer_changes(pair),
        *_act_changes(pair),
        *_scope_changes(pair),
        *_amount_changes(pair),
        *_period_changes(pair),
        *_manner_changes(pair),
        *_instrument_changes(pair),
        *_qualifier_changes(pair),
    ]
    if pair.left.act and pair.right.act and not act_relation(pair.left, pair.right, pair.vocabulary):
        # Two doings that have nothing to do with each other are neither stricter nor looser in anything.
        changes = [_mark_as_replaced(change) for change in changes]
    if pair.left.modality is pair.right.modality is Modality.DEFERS:
        # What both leave for later binds nobody yet: another matter counts, but not how much, to whom or till when.
        changes = [
            change if _is_other_matter(change, pair) else replace(change, effect=Relation.SAME) for change in changes
        ]
    return tuple(_name_decider(change, pair) for change in changes)


def _name_decider(change: Change, pair: NormPair) -> Change:
    """A change of bearers where a side only leaves the matter for later: to whom, and whom it binds, are two things."""
    modalities = {pair.left.modality, pair.right.modality}
    if change.facet != "bearer" or Modality.DEFERS not in modalities:
        return change
    return replace(change, facet="bearer.decider" if len(modalities) == 1 else "bearer.one-defers")


def _is_other_matter(change: Change, pair: NormPair) -> bool:
    """Whether a change between two deferrals is one of what is left open, and not of those to whom it is left."""
    names_doers = bool(pair.left.norm.agents and pair.right.norm.agents)
    forum_facets = ("bearer",) if names_doers else ("bearer", "agent")
    return change.effect is Relation.REPLACED and change.facet not in forum_facets


def _mark_as_replaced(change: Change) -> Change:
    has_direction = change.effect in (Relation.STRICTER, Relation.LOOSER, Relation.MIXED)
    return replace(change, effect=Relation.REPLACED) if has_direction else change


def _build_change(facet: str, difference: str, before: Argument, after: Argument, effect: Relation) -> Change:
    return Change(
        facet=facet,
        before=before,
        after=after,
        effect=effect,
        rule=f"change-{facet.partition('.')[0]}",
        weight=facet_weight(difference),
    )


def _mark_as_unreported(change: Change) -> Change:
    return replace(change, effect=Relation.SAME, is_unreported=True)


def _modality_changes(pair: NormPair) -> Iterator[Change]:
    left, right = pair.left, pair.right
    effect = modality_relation(left.modality, right.modality)
    if effect is Relation.SAME:
        return
    if effect.is_deferral and _are_both_put_off(pair):
        effect = Relation.REPLACED
    # What is declared counts as done where the words of the text itself do it, also where it rules out what is banned.
    declared_acts = [norm.norm.act for norm in (left, right) if norm.modality in DECLARING_MODALITIES]
    is_performed = all(pair.vocabulary.is_performative(act) for act in declared_acts)
    is_deferral = Modality.DEFERS in (left.modality, right.modality)
    if crosses_modality(left.modality, right.modality) or is_deferral:
        difference = "modality.crossing"
    elif declared_acts and is_performed and {left.modality, right.modality} <= FORCE_OF_DECLARATION:
        difference, effect = "modality.performed", Relation.SAME
    else:
        difference = "modality.force"
    before, after = (Term("modality", norm.norm.modality.value) for norm in (left, right))
    yield _build_change("modality", difference, before, after, effect)


def _are_both_put_off(pair: NormPair) -> bool:
    """Whether the one leaves a thing for later, and the other orders talks on it: neither text settles it."""
    deferring, other = sorted((pair.left, pair.right), key=lambda norm: norm.modality is not Modality.DEFERS)
    are_talks_due = other.modality in DUTY_MODALITIES and pair.vocabulary.act_role(other.act) == "talks"
    return are_talks_due and deferring.act != other.act


def _bearer_changes(pair: NormPair) -> Iterator[Change]:
    left, right = pair.left, pair.right
    before, after = WordList(left.bearer_names), WordList(right.bearer_names)
    if left.has_unnamed_bearer != right.has_unnamed_bearer:
        yield _build_change("bearer", "bearer.unnamed", before, after, Relation.SAME)
        return
    comparison = compare_scopes(left.bearers, right.bearers)
    if comparison is Comparison.SAME or set(left.bearer_names) == set(right.bearer_names):
        return
    if pair.is_joint:
        is_same_circle = pair.is_same_circle
        difference, effect = ("bearer.joint", Relation.SAME) if is_same_circle else ("bearer.scope", Relation.REPLACED)
    elif comparison in (Comparison.WIDER, Comparison.NARROWER):
        difference, effect = "bearer.scope", pair.scope_effect(comparison is Comparison.WIDER)
    elif comparison is Comparison.OVERLAPPING:
        # Some go on and others take the place of the rest: more in one respect, less in another.
        is_kept = _keeps_bearer(left, right, pair.vocabulary) or _keeps_bearer(right, left, pair.vocabulary)
        difference, effect = "bearer.scope", Relation.MIXED if is_kept else Relation.REPLACED
    elif left.agents.overlaps(right.agents):
        # A ban or leave of one doing counts whichever of its ends bears it; a duty does not pass on.
        is_duty = pair.left.modality in DUTY_MODALITIES and pair.right.modality in DUTY_MODALITIES
        difference, effect = ("bearer.scope", Relation.REPLACED) if is_duty else ("bearer.joint", Relation.SAME)
    else:
        difference, effect = "bearer.other", Relation.REPLACED
    yield _build_change("bearer", difference, before, after, effect)


def _keeps_bearer(norm: CanonicalNorm, other: CanonicalNorm, vocabulary: Vocabulary) -> bool:
    """Whether a bearer that the one norm names is among those of the other."""
    return any(
        other.bearers.covers(vocabulary.actor_scope((name,), vocabulary.is_distributive(norm.norm.act)))
        for name in norm.bearer_names
    )


def _participants(norm: CanonicalNorm) -> frozenset[str]:
    """All who take part in a joint act, whichever of them bears it."""
    return norm.bearers.leaves | norm.agents.leaves | norm.partners.leaves | norm.objects.leaves


def _act_changes(pair: NormPair) -> Iterator[Change]:
    left, right = pair.left, pair.right
    act_link = act_relation(left, right, pair.vocabulary)
    if act_link == "same":
        return
    before, after = WordList((left.norm.act,)), WordList((right.norm.act,))
    both_positive = left.modality in POSITIVE_MODALITIES and right.modality in POSITIVE_MODALITIES
    if act_link == "excludes" and both_positive:
        yield _build_change("act", "act.opposed", before, after, Relation.OPPOSED)
    elif act_link in ("left-entails", "right-entails") and pair.has_same_polarity:
        effect = facet_relation("act", left.modality, right.modality, act_link == "right-entails")
        yield _build_change("act", "act.entailment", before, after, effect)
    else:
        yield _build_change("act", "act.other", before, after, Relation.REPLACED)


def _scope_changes(pair: NormPair) -> Iterator[Change]:
    left, right = pair.left, pair.right
    left_norm, right_norm = left.norm, right.norm
    if left_norm.agents or right_norm.agents:
        left_doers, right_doers = left_norm.agents or left_norm.bearers, right_norm.agents or right_norm.bearers
        yield from _compare_named_scopes(pair, "agent", (left.agents, left_doers), (right.agents, right_doers))
    if left_norm.agents == right_norm.agents == () and left.act != left_norm.act and right.act != right_norm.act:
        yield from _compare_named_scopes(
            pair, "object", (left.agents, left_norm.objects), (right.agents, right_norm.objects)
        )
    else:
        yield from _compare_named_scopes(
            pair, "object", (left.objects, _object_names(left)), (right.objects, _object_names(right))
        )
    for facet, left_side, right_side in (
        ("beneficiary", (left.beneficiaries, left_norm.beneficiaries), (right.beneficiaries, right_norm.beneficiaries)),
        ("partner", (left.partners, left_norm.partners), (right.partners, right_norm.partners)),
        ("status", (left.status, left_norm.status), (right.status, right_norm.status)),
    ):
        for change in _compare_named_scopes(pair, facet, left_side, right_side):
            is_other_end = facet == "partner" and pair.is_joint and pair.is_same_circle
            yield (
                replace(change, effect=Relation.SAME, weight=facet_weight("partner.joint")) if is_other_end else change
            )


def _object_names(norm: CanonicalNorm) -> tuple[str, ...]:
    return tuple(sorted(norm.objects.leaves)) if norm.act != norm.norm.act else norm.norm.objects


def _compare_named_scopes(pair: NormPair, facet: str, left: NamedScope, right: NamedScope) -> Iterator[Change]:
    """A change of one scope, each side given with the words that name it."""
    comparison = compare_scopes(left[0], right[0])
    if comparison is Comparison.SAME or set(left[1]) == set(right[1]):
        return
    before, after = WordList(left[1]), WordList(right[1])
    if not left[0] or not right[0]:
        # What a norm is about, left unsaid on one side, cannot be told to be the same; whom it serves is no burden.
        effect = Relation.UNCLEAR if facet in ("object", "status") else Relation.SAME
        change = _build_change(facet, _unsaid_difference(facet), before, after, effect)
        is_unreported = facet != "agent" and pair.is_unreported(not left[0], not right[0])
        yield _mark_as_unreported(change) if is_unreported else change
        return
    if comparison in (Comparison.WIDER, Comparison.NARROWER):
        change = _build_change(
            facet, f"{facet}.scope", before, after, pair.scope_effect(comparison is Comparison.WIDER)
        )
        is_known_in_part = pair.is_left_partial if comparison is Comparison.WIDER else pair.is_right_partial
        # Who tells a text in part may leave out items of a list; a narrower word in the place of a wider one is told.
        fewer, more = (left[1], right[1]) if comparison is Comparison.WIDER else (right[1], left[1])
        is_shorter_list = is_known_in_part and facet != "agent" and set(fewer) < set(more)
        yield _mark_as_unreported(change) if is_shorter_list else change
    else:
        difference = "scope" if comparison is Comparison.OVERLAPPING else "other"
        yield _build_change(facet, f"{facet}.{difference}", before, after, Relation.REPLACED)


def _unsaid_difference(facet: str) -> str:
    return "agent.scope" if facet == "agent" else f"{facet}.unsaid"


def _amount_changes(pair: NormPair) -> Iterator[Change]:
    left, right = pair.left, pair.right
    if _count_unlike_things(pair):
        is_open = not all(amount.is_definite for norm in (left, right) for amount in norm.amounts.values())
        effect = Relation.UNCLEAR if is_open else Relation.REPLACED
        for key in sorted({*left.amounts, *right.amounts}):
            yield _build_quantity_change(pair, key, "figure", effect)
        return
    for key in sorted({*left.amounts, *right.amounts}):
        left_amount, right_amount = left.amounts.get(key), right.amounts.get(key)
        is_missing = left_amount is None or right_amount is None
        kind = pair.vocabulary.quantity_kind(key[0]).kind
        comparison = (
            compare_lengths(left_amount, right_amount)
            if kind == "deadline" and is_missing
            else compare_intervals(left_amount or UNBOUNDED_INTERVAL, right_amount or UNBOUNDED_INTERVAL)
        )
        if comparison is Comparison.SAME:
            continue
        if is_missing and _are_both_caps(pair):
            # Of several ceilings each is one of its own: where one is not named there is none.
            comparison = _reverse_comparison(comparison)
        if _is_whole_share(kind, left_amount, right_amount):
            yield _build_quantity_change(pair, key, "figure.whole", Relation.SAME)
            continue
        effect = _amount_effect(pair, comparison, key[0], is_missing)
        change = _build_quantity_change(pair, key, DIFFERENCE_BY_KIND.get(kind, "figure"), effect)
        is_unreported = pair.is_unreported(left_amount is None, right_amount is None)
        yield _mark_as_unreported(change) if is_unreported else change


def _are_both_caps(pair: NormPair) -> bool:
    """Whether both norms set a ceiling, on one thing or on several."""
    return all(norm.is_ceiling and norm.amounts for norm in (pair.left, pair.right))


def _count_unlike_things(pair: NormPair) -> bool:
    """Whether each side bounds the number of something, and no two of these figures count the same."""
    keys = [set(norm.amounts) for norm in (pair.left, pair.right)]
    are_counts = all(pair.vocabulary.quantity_kind(key[0]).kind == "count" for side in keys for key in side)
    return all(keys) and are_counts and keys[0].isdisjoint(keys[1])


def _is_whole_share(kind: str, left: Interval | None, right: Interval | None) -> bool:
    """Whether one side says all of a thing and the other only names the thing."""
    named = left if right is None else right if left is None else None
    return kind == "share" and named is not None and named.low == WHOLE_SHARE and named.is_definite


def _amount_effect(pair: NormPair, comparison: Comparison, quantity_id: str, is_missing: bool) -> Relation:
    left, right = pair.left, pair.right
    kind = pair.vocabulary.quantity_kind(quantity_id)
    if comparison is Comparison.UNKNOWN:
        return Relation.UNCLEAR
    if comparison is Comparison.OVERLAPPING:
        return Relation.MIXED
    is_duty_sum = is_missing and kind.kind == "amount" and {left.modality, right.modality} <= DUTY_MODALITIES
    if not pair.has_same_polarity or is_duty_sum:
        # A sum that is taken out of a duty leaves another duty, not a smaller sum.
        return Relation.REPLACED
    if comparison in (Comparison.WIDER, Comparison.NARROWER):
        return facet_relation("amount", left.modality, right.modality, comparison is Comparison.WIDER)
    if comparison is Comparison.DISJOINT or kind.more == "none":
        return Relation.REPLACED
    return facet_relation("strength", left.modality, right.modality, comparison is Comparison.HIGHER)


def _period_changes(pair: NormPair) -> Iterator[Change]:
    left, right = pair.left, pair.right
    for key in sorted({*left.periods, *right.periods}):
        comparison = compare_lengths(left.periods.get(key), right.periods.get(key))
        if comparison is not Comparison.SAME:
            change = _build_quantity_change(pair, key, "period", pair.strength_effect(comparison))
            is_unreported = pair.is_unreported(key not in left.periods, key not in right.periods)
            yield _mark_as_unreported(change) if is_unreported else change


def _build_quantity_change(pair: NormPair, key: QuantityKey, difference: str, effect: Relation) -> Change:
    kind = pair.vocabulary.quantity_kind(key[0]).kind
    family = kind if kind in ("period", "deadline") else "amount"
    facet = f"{family}.{key[0]}" + (f".{key[1]}" if key[1] else "")
    before, after = (_written_quantity(key, norm, pair.vocabulary) for norm in (pair.left, pair.right))
    return _build_change(facet, difference, before, after, effect)


def _written_quantity(key: QuantityKey, norm: CanonicalNorm, vocabulary: Vocabulary) -> Argument:
    """The bounds as written, with the unit that they have by default; nothing where the norm does not name them."""
    for quantity in norm.norm.terms.quantities:
        if (quantity.name, quantity.of) == key:
            return replace(quantity, unit=quantity.unit or vocabulary.quantity_unit(quantity.name), start="")
    return ""


def _manner_changes(pair: NormPair) -> Iterator[Change]:
    left, right = pair.left, pair.right
    left_manners, right_manners = left.norm.terms.manners, right.norm.terms.manners
    before, after = WordList(left_manners), WordList(right_manners)
    comparison = _compare_manners(left, right)
    if _are_exclusive_manners(pair):
        narrows = [bool(norm.narrowing_manners) for norm in (left, right)]
        is_directed = narrows[0] != narrows[1]
        effect = pair.strength_effect(Comparison.WIDER if narrows[0] else Comparison.NARROWER)
        yield _build_change("manner", "manner.exclusive", before, after, effect if is_directed else Relation.REPLACED)
    elif comparison is not Comparison.SAME:
        change = _build_change("manner", "manner.qualifying", before, after, pair.strength_effect(comparison))
        is_unreported = pair.is_unreported(not left_manners, not right_manners)
        yield _mark_as_unreported(change) if is_unreported else change
    elif left.neutral_manners != right.neutral_manners:
        yield _build_change("manner", "manner.stress", before, after, Relation.SAME)


def _are_exclusive_manners(pair: NormPair) -> bool:
    manners = pair.vocabulary.manners
    left_manners, right_manners = (frozenset(norm.norm.terms.manners) for norm in (pair.left, pair.right))
    return any(
        other in manners[manner].excludes or (other in manners and manner in manners[other].excludes)
        for manner in left_manners - right_manners
        if manner in manners
        for other in right_manners - left_manners
    )


def _compare_manners(left: CanonicalNorm, right: CanonicalNorm) -> Comparison:
    narrowing = _reverse_comparison(compare_sets(left.narrowing_manners, right.narrowing_manners))
    widening = compare_sets(left.widening_manners, right.widening_manners)
    if narrowing is Comparison.SAME or widening is narrowing:
        return widening
    return narrowing if widening is Comparison.SAME else Comparison.OVERLAPPING


def _instrument_changes(pair: NormPair) -> Iterator[Change]:
    left, right = pair.left.norm.terms.instruments, pair.right.norm.terms.instruments
    if set(left) == set(right):
        return
    brings_duty = [any(_brings_duty(instrument, pair.vocabulary) for instrument in side) for side in (left, right)]
    before, after = WordList(left), WordList(right)
    if brings_duty[0] == brings_duty[1]:
        yield _build_change("instrument", "instrument.other", before, after, Relation.SAME)
        return
    effect = pair.strength_effect(Comparison.WIDER if brings_duty[1] else Comparison.NARROWER)
    change = _build_change("instrument", "instrument.duty", before, after, effect)
    yield _mark_as_unreported(change) if pair.is_unreported(not left, not right) else change


def _brings_duty(instrument_id: str, vocabulary: Vocabulary) -> bool:
    instrument = vocabulary.instruments.get(instrument_id)
    return bool(instrument and instrument.act)


def _qualifier_changes(pair: NormPair) -> Iterator[Change]:
    """Consent, conditions, intent: each weakens or strengthens the norm as a whole."""
    left, right = pair.left, pair.right
    left_consent, right_consent = left.norm.terms.consent, right.norm.terms.consent
    consent_comparison = _reverse_comparison(compare_sets(frozenset(left_consent), frozenset(right_consent)))
    if consent_comparison is not Comparison.SAME:
        change = _build_change(
            "consent",
            "consent",
            WordList(left_consent),
            WordList(right_consent),
            pair.strength_effect(consent_comparison),
        )
        is_unreported = pair.is_unreported(not left_consent, not right_consent)
        yield _mark_as_unreported(change) if is_unreported else change
    yield from _condition_changes(pair)
    if left.norm.intent != right.norm.intent:
        before, after = (Term("facet", "intent") if norm.norm.intent else "" for norm in (left, right))
        yield _build_change("intent", "intent", before, after, Relation.SAME)


def _condition_changes(pair: NormPair) -> Iterator[Change]:
    left, right = pair.left.conditions, pair.right.conditions
    comparison = _compare_conditions(left, right, pair.vocabulary)
    if comparison is Comparison.SAME:
        return
    before, after = (ConditionList(_sort_conditions(conditions)) for conditions in (left, right))
    difference = "condition.case" if _are_wider_and_rarer_cases(left, right, pair.vocabulary) else "condition"
    change = _build_change("condition", difference, before, after, pair.strength_effect(comparison))
    is_case = any(condition.kind is ConditionKind.WHEN for condition in left ^ right)
    is_unreported = not is_case and pair.is_unreported(not left, not right)
    yield _mark_as_unreported(change) if is_unreported else change


def _are_wider_and_rarer_cases(left: frozenset[Condition], right: frozenset[Condition], vocabulary: Vocabulary) -> bool:
    """Whether both sides name one case for all that differs, the one more widely than the other."""
    only_left, only_right = left - right, right - left
    return bool(only_left and only_right) and (
        _are_entailed_by_rarer(only_left, only_right, vocabulary)
        or _are_entailed_by_rarer(only_right, only_left, vocabulary)
    )


def _sort_conditions(conditions: frozenset[Condition]) -> tuple[Condition, ...]:
    return tuple(sorted(conditions, key=lambda condition: (condition.kind, condition.event, condition.clause)))


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
    """Whether every condition of `common_conditions` is a `when` that some rarer `when` already entails."""
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
