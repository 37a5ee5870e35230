"""How a clause bears on a norm that somebody holds: a red line, a rule of law, another line.

The doing counts, whoever bears it: a prohibition or permission of a joint action binds both ends of it, while a duty
does not pass on. Entailment carries over: to order what entails the forbidden is to order the forbidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum

from comparer.model.norm import Condition, ConditionKind, Modality, Norm
from comparer.norms.canonical import CanonicalNorm, to_canonical_norm
from comparer.norms.intervals import (
    Comparison,
    Interval,
    compare_intervals,
    compare_lengths,
    intervals_overlap,
)
from comparer.norms.tables import POSITIVE_MODALITIES, modality_effect
from comparer.norms.vocabulary import Scope, Vocabulary


class Effect(StrEnum):
    """From worst to best for the one who holds the norm; `unsure` is where a figure or a reading leaves it open."""

    CONFLICTS = "opposes"
    TENSION = "strains"
    UNSURE = "unsure"
    FULFILS = "gives"
    FULFILS_PARTLY = "part"
    DEFERS = "defers"
    UNATTRIBUTED = "note"
    NOTHING = "nothing"


EFFECTS_WORST_FIRST = tuple(Effect)


def worst_effect(effects: Iterable[Effect]) -> Effect:
    """The worst of several, of which there is at least one, for the one who holds the norm."""
    return min(effects, key=EFFECTS_WORST_FIRST.index)


def derive_implied_norms(norm: Norm, vocabulary: Vocabulary) -> Iterator[Norm]:
    """The norms that a norm's terms bring with them: an instrument its duty, a consent its veto.

    What is left for later needs no instrument yet.
    """
    for instrument_id in norm.terms.instruments if norm.modality is not Modality.DEFERS else ():
        instrument = vocabulary.instruments.get(instrument_id)
        objects = tuple(thing for actor, thing in instrument.objects if actor in norm.bearers) if instrument else ()
        if instrument and instrument.act and objects:
            yield Norm(
                bearers=norm.bearers,
                modality=Modality.MUST,
                act=instrument.act,
                objects=objects,
                conditions=norm.conditions,
            )
    for act in vocabulary.acts_with_role("veto"):
        for actor in norm.terms.consent:
            yield Norm(bearers=(actor,), modality=Modality.MAY, act=act, objects=norm.objects)


def collect_reachable_acts(norm: CanonicalNorm, vocabulary: Vocabulary) -> frozenset[str]:
    """The canonical acts by which an action can bear on anything: its own, and those it opens the way to."""
    enabled_acts = vocabulary.enabled_acts(norm.norm.act)
    return frozenset((norm.act, *(vocabulary.canonical_act(act)[0] for act in enabled_acts)))


def enabled_norms(norm: CanonicalNorm, vocabulary: Vocabulary) -> Iterator[CanonicalNorm]:
    """What doing this opens the way to, as actions of the same force."""
    for act in sorted(vocabulary.enabled_acts(norm.norm.act) - {norm.norm.act}):
        yield to_canonical_norm(replace(norm.norm, act=act), vocabulary)


def effect_on(held_norm: CanonicalNorm, clause_norm: CanonicalNorm, vocabulary: Vocabulary) -> Effect:
    """How one reading of a clause bears on a norm that is held; what it enables counts where it would oppose."""
    direct_effect = _direct_effect_on(held_norm, clause_norm, vocabulary)
    if direct_effect in (Effect.NOTHING, Effect.UNATTRIBUTED) and clause_norm.modality in POSITIVE_MODALITIES:
        for enabled_norm in enabled_norms(clause_norm, vocabulary):
            enabled_effect = _direct_effect_on(held_norm, enabled_norm, vocabulary)
            if enabled_effect in (Effect.CONFLICTS, Effect.TENSION):
                return enabled_effect
    return direct_effect


def _direct_effect_on(held_norm: CanonicalNorm, clause_norm: CanonicalNorm, vocabulary: Vocabulary) -> Effect:
    if clause_norm.modality is Modality.DEFERS:
        is_same_matter = clause_norm.act == held_norm.act and clause_norm.objects.may_overlap(held_norm.objects)
        return Effect.DEFERS if is_same_matter else Effect.NOTHING
    table_effect = _opposition_of_acts(held_norm, clause_norm, vocabulary)
    if table_effect == "nothing" or _is_mere_fact(clause_norm, vocabulary):
        return Effect.NOTHING
    if not held_norm.objects.may_overlap(clause_norm.objects) or not held_norm.status.may_overlap(clause_norm.status):
        return Effect.NOTHING
    if not held_norm.beneficiaries.may_overlap(clause_norm.beneficiaries):
        return Effect.NOTHING
    if _has_exclusive_manners(held_norm, clause_norm, vocabulary):
        # In a manner that rules out the one asked for: less than was asked where it narrows, else another doing.
        gives_less = table_effect in ("gives", "part") and bool(clause_norm.narrowing_manners)
        return Effect.FULFILS_PARTLY if gives_less else Effect.NOTHING
    if not _is_about_same_doers(held_norm, clause_norm, table_effect):
        return Effect.UNATTRIBUTED if clause_norm.has_unnamed_bearer else Effect.NOTHING
    if table_effect in ("opposes", "strains"):
        return (
            Effect.NOTHING
            if _has_disjoint_counts(held_norm, clause_norm, vocabulary)
            else _grade_opposition(held_norm, clause_norm, table_effect, vocabulary)
        )
    return Effect.FULFILS_PARTLY if table_effect == "part" or clause_norm.norm.intent else Effect.FULFILS


def _opposition_of_acts(held_norm: CanonicalNorm, clause_norm: CanonicalNorm, vocabulary: Vocabulary) -> str:
    """The cell of the opposition table, where the two acts hang together in the way that carries it."""
    table_effect = modality_effect(held_norm.modality, clause_norm.modality)
    if held_norm.act == clause_norm.act:
        return table_effect
    held_is_positive, clause_is_positive = (
        held_norm.modality in POSITIVE_MODALITIES,
        clause_norm.modality in POSITIVE_MODALITIES,
    )
    if held_is_positive and clause_is_positive and vocabulary.are_exclusive(held_norm.act, clause_norm.act):
        return "strains" if clause_norm.modality is Modality.EXPECTS else "opposes"
    if clause_is_positive and vocabulary.are_exclusive(held_norm.act, clause_norm.act):
        return "gives" if clause_norm.modality in (Modality.MUST, Modality.DECLARES) else "nothing"
    # A doing carries to what it entails; a prohibition carries to what entails the prohibited.
    source, target = (clause_norm.act, held_norm.act) if clause_is_positive else (held_norm.act, clause_norm.act)
    return table_effect if target in vocabulary.entailed_acts(source) else "nothing"


def _is_mere_fact(clause_norm: CanonicalNorm, vocabulary: Vocabulary) -> bool:
    """A declaration of what words cannot do states a fact and touches no line."""
    is_declaration = clause_norm.modality in (Modality.DECLARES, Modality.DECLARES_NOT)
    return (
        is_declaration
        and not vocabulary.is_performative(clause_norm.norm.act)
        and not vocabulary.bounded_act(clause_norm.norm.act)
    )


def _has_exclusive_manners(held_norm: CanonicalNorm, clause_norm: CanonicalNorm, vocabulary: Vocabulary) -> bool:
    """Whether the one is done in a manner that rules out the other's: then they are two doings."""
    held_manners, clause_manners = held_norm.norm.terms.manners, clause_norm.norm.terms.manners
    return any(
        other_manner in manner_entry.excludes
        for side_manners, other_manners in ((held_manners, clause_manners), (clause_manners, held_manners))
        for manner_entry in (vocabulary.manners.get(manner) for manner in side_manners)
        if manner_entry
        for other_manner in other_manners
    )


def _is_about_same_doers(held_norm: CanonicalNorm, clause_norm: CanonicalNorm, table_effect: str) -> bool:
    """Whether those whom the norm is about are those the clause speaks of: its bearers for a duty, else its doers."""
    gives_duty = held_norm.modality is Modality.MUST and table_effect in ("gives", "part")
    burdens_exempt = held_norm.modality is Modality.NEED_NOT and clause_norm.modality is not Modality.MUST_NOT
    if gives_duty or burdens_exempt:
        return held_norm.bearers.overlaps(clause_norm.bearers)
    return held_norm.agents.overlaps(clause_norm.agents)


def _has_disjoint_counts(held_norm: CanonicalNorm, clause_norm: CanonicalNorm, vocabulary: Vocabulary) -> bool:
    """Whether both are a matter of size and they size different things: people the one, machines the other."""
    held_counts, clause_counts = (
        {key for key in norm.amounts if vocabulary.quantity_kind(key[0]).kind == "count"}
        for norm in (held_norm, clause_norm)
    )
    return bool(held_counts) and bool(clause_counts) and held_counts.isdisjoint(clause_counts)


def _grade_opposition(
    held_norm: CanonicalNorm, clause_norm: CanonicalNorm, table_effect: str, vocabulary: Vocabulary
) -> Effect:
    is_unsure = False
    for key, held_amount in held_norm.amounts.items():
        clause_amount = clause_norm.amounts.get(key, Interval())
        if not (held_amount.is_definite and clause_amount.is_definite):
            is_unsure |= not _exceeds_any_figure(held_norm, clause_norm, key, vocabulary)
        elif not intervals_overlap(held_amount, clause_amount):
            return Effect.NOTHING
    if is_unsure:
        return Effect.UNSURE
    return Effect.TENSION if table_effect == "strains" or clause_norm.norm.intent else Effect.CONFLICTS


def _exceeds_any_figure(
    held_norm: CanonicalNorm, clause_norm: CanonicalNorm, key: tuple[str, str], vocabulary: Vocabulary
) -> bool:
    """Whether leave to have any amount, however great, stands against a cap: then no figure has to be known."""
    leaves = [norm for norm in (held_norm, clause_norm) if norm.modality is Modality.MAY]
    are_open_upwards = all(
        amount.high is None and (amount.is_definite or bool(vocabulary.bounded_act(norm.norm.act)))
        for norm in (held_norm, clause_norm)
        for amount in (norm.amounts.get(key, Interval()),)
    )
    return bool(leaves) and are_open_upwards


def falls_under_exception(
    held_norm: CanonicalNorm, clause_norm: CanonicalNorm, events: Iterable[str], vocabulary: Vocabulary
) -> bool:
    """Whether the clause applies only under what lifts the norm: its exception, or the end of its time."""
    lifting_events = set(events) | {
        condition.event
        for condition in held_norm.conditions
        if condition.kind in (ConditionKind.UNTIL, ConditionKind.UNLESS) and condition.event
    }
    awaited_events = {condition.event for condition in clause_norm.conditions if condition.kind is ConditionKind.WHEN}
    return any(lifting_events & vocabulary.entailed_events(event) for event in awaited_events)


def fulfils_completely(held_norm: CanonicalNorm, clause_norm: CanonicalNorm) -> bool:
    """Whether a clause gives the norm without taking anything back, its objects and bearers apart."""
    conditions_fit = _condition_keys(clause_norm.conditions) <= _condition_keys(held_norm.conditions)
    manners_fit = (
        clause_norm.narrowing_manners <= held_norm.narrowing_manners
        and clause_norm.widening_manners >= held_norm.widening_manners
    )
    lengths_fit = all(
        compare_lengths(held_norm.periods.get(key), clause_norm.periods.get(key)) in (Comparison.SAME, Comparison.WIDER)
        for key in {*held_norm.periods, *clause_norm.periods}
    )
    consent_fits = set(clause_norm.norm.terms.consent) <= set(held_norm.norm.terms.consent)
    return (
        conditions_fit
        and manners_fit
        and lengths_fit
        and consent_fits
        and _is_as_broad(held_norm, clause_norm)
        and _satisfies_amounts(held_norm, clause_norm)
    )


def _is_as_broad(held_norm: CanonicalNorm, clause_norm: CanonicalNorm) -> bool:
    """Whether a ban or a freedom reaches as far as the one held: to name a receiver or a status narrows it."""
    if held_norm.modality in (Modality.MUST, Modality.DECLARES):
        return True
    pairs = ((held_norm.beneficiaries, clause_norm.beneficiaries), (held_norm.status, clause_norm.status))
    return all(
        not clause_scope or (bool(held_scope) and clause_scope.covers(held_scope)) for held_scope, clause_scope in pairs
    )


def _condition_keys(conditions: Iterable[Condition]) -> frozenset[tuple[ConditionKind, str]]:
    return frozenset((condition.kind, condition.event or condition.clause) for condition in conditions)


def _satisfies_amounts(held_norm: CanonicalNorm, clause_norm: CanonicalNorm) -> bool:
    """The clause's amounts satisfy the norm's: inside them for a duty, covering them for a prohibition or a freedom.

    A further ceiling beside the one asked for takes nothing from it.
    """
    fitting_comparisons = (
        (Comparison.SAME, Comparison.NARROWER)
        if held_norm.modality in (Modality.MUST, Modality.DECLARES)
        else (Comparison.SAME, Comparison.WIDER)
    )
    keys = {*held_norm.amounts, *clause_norm.amounts}
    if held_norm.is_ceiling and clause_norm.is_ceiling and held_norm.amounts:
        keys = {*held_norm.amounts}
        if not keys <= {*clause_norm.amounts}:
            return False
    return all(
        compare_intervals(held_norm.amounts.get(key, Interval()), clause_norm.amounts.get(key, Interval()))
        in fitting_comparisons
        for key in keys
    )


def jointly_fulfil(held_norm: CanonicalNorm, clause_norms: Iterable[CanonicalNorm], vocabulary: Vocabulary) -> bool:
    """Whether clauses that give a norm cover it together: every object; every bearer, or any where any will do."""
    giving_norms = tuple(clause_norms)
    if not giving_norms:
        return False
    if not _unite_scopes(giving_norm.objects for giving_norm in giving_norms).covers(held_norm.objects):
        return False
    if held_norm.bearers.everyone or vocabulary.is_joint(held_norm.norm.act):
        return True
    if held_norm.modality is Modality.MUST:
        return _unite_scopes(giving_norm.bearers for giving_norm in giving_norms).covers(held_norm.bearers)
    if held_norm.modality is Modality.NEED_NOT:
        # A ban frees both ends of an action from having to do it.
        banned_agents = [
            giving_norm.agents for giving_norm in giving_norms if giving_norm.modality is Modality.MUST_NOT
        ]
        return _unite_scopes([*banned_agents, *(giving_norm.bearers for giving_norm in giving_norms)]).covers(
            held_norm.bearers
        )
    return _unite_scopes(giving_norm.agents for giving_norm in giving_norms).covers(held_norm.agents)


def _unite_scopes(scopes: Iterable[Scope]) -> Scope:
    all_scopes = tuple(scopes)
    return Scope(
        frozenset(leaf for scope in all_scopes for leaf in scope.leaves),
        everyone=any(scope.everyone for scope in all_scopes),
    )
