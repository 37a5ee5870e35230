"""Norms made ready for comparison: converse folded, caps unfolded, scopes spread to leaves, amounts in base units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from comparer.model.norm import UNNAMED, Condition, Modality, Norm, Quantity
from comparer.norms.intervals import UNBOUNDED_INTERVAL, Interval, quantity_interval
from comparer.norms.vocabulary import Scope, Vocabulary

# A cap on X is a norm on having more of X: each modality of the cap becomes one of what it bounds.
EXCESS_MODALITY_BY_CAP = {
    Modality.MUST: Modality.MUST_NOT,
    Modality.MUST_NOT: Modality.MAY,
    Modality.DECLARES: Modality.DECLARES_NOT,
    Modality.EXPECTS: Modality.EXPECTS_NOT,
    Modality.NEED_NOT: Modality.MAY,
    Modality.DEFERS: Modality.DEFERS,
}

MAX_CACHED_NORMS = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CanonicalNorm:
    """One norm in canonical form. `amounts` are keyed by quantity and what it is a share of; `periods` likewise."""

    norm: Norm
    modality: Modality
    act: str
    bearers: Scope
    agents: Scope
    objects: Scope
    beneficiaries: Scope
    partners: Scope
    status: Scope
    amounts: Mapping[tuple[str, str], Interval]
    periods: Mapping[tuple[str, str], Interval]
    narrowing_manners: frozenset[str]
    widening_manners: frozenset[str]
    neutral_manners: frozenset[str]
    conditions: frozenset[Condition]
    is_ceiling: bool = False
    """Whether it is a cap unfolded: its amounts are what lies above; each is a ceiling of its own."""

    @property
    def has_unnamed_bearer(self) -> bool:
        return UNNAMED in self.norm.bearers

    @property
    def bearer_names(self) -> tuple[str, ...]:
        return self.norm.bearers


def to_canonical_norm(norm: Norm, vocabulary: Vocabulary) -> CanonicalNorm:
    """The norm as the algebra reads it. Total: unknown words stand for themselves. Read once for each norm value."""
    cached = vocabulary.canonical_cache.get(id(norm))
    # The norm is kept beside its reading, so that its identity cannot pass to another value.
    if cached is None or cached[0] is not norm:
        if len(vocabulary.canonical_cache) >= MAX_CACHED_NORMS:
            vocabulary.canonical_cache.clear()
        cached = vocabulary.canonical_cache[id(norm)] = (norm, _build_canonical_norm(norm, vocabulary))
    canonical_norm: CanonicalNorm = cached[1]
    return canonical_norm


def _build_canonical_norm(norm: Norm, vocabulary: Vocabulary) -> CanonicalNorm:
    modality, act, terms = norm.modality, norm.act, norm.terms
    amounts, periods = _amounts_and_periods(terms.quantities, vocabulary)
    bounded_act = vocabulary.bounded_act(act)
    is_ceiling = bool(bounded_act) and modality in EXCESS_MODALITY_BY_CAP
    if is_ceiling:
        is_cap_lifted = modality is Modality.MUST_NOT
        amounts = {
            key: UNBOUNDED_INTERVAL if is_cap_lifted else interval.excess_interval()
            for key, interval in amounts.items()
        }
        modality, act = EXCESS_MODALITY_BY_CAP[modality], bounded_act
    act, is_converse = vocabulary.canonical_act(act)
    agents, objects = _agent_and_object_scopes(norm, act, is_converse, vocabulary)
    manners = frozenset(terms.manners)
    return CanonicalNorm(
        norm=norm,
        modality=modality,
        act=act,
        bearers=vocabulary.actor_scope(norm.bearers, vocabulary.is_distributive(norm.act)),
        agents=agents,
        objects=objects,
        beneficiaries=vocabulary.actor_scope(norm.beneficiaries, True),
        partners=vocabulary.actor_scope(norm.partners, True),
        status=vocabulary.object_scope(norm.status),
        amounts=amounts,
        periods=periods,
        narrowing_manners=_manners_with_effect(manners, "narrows", vocabulary),
        widening_manners=_manners_with_effect(manners, "widens", vocabulary),
        neutral_manners=_manners_with_effect(manners, "none", vocabulary),
        conditions=frozenset(norm.conditions),
        is_ceiling=is_ceiling,
    )


def _agent_and_object_scopes(norm: Norm, act: str, is_converse: bool, vocabulary: Vocabulary) -> tuple[Scope, Scope]:
    """Agent and object of the canonical action; under a converse they change places."""
    doers = norm.agents or norm.bearers
    if is_converse:
        return vocabulary.actor_scope(norm.objects, vocabulary.is_distributive(act)), vocabulary.object_scope(doers)
    return vocabulary.actor_scope(doers, vocabulary.is_distributive(act)), vocabulary.object_scope(norm.objects)


def _manners_with_effect(manners: frozenset[str], wanted_effect: str, vocabulary: Vocabulary) -> frozenset[str]:
    def manner_effect(manner: str) -> str:
        manner_entry = vocabulary.manners.get(manner)
        return manner_entry.effect if manner_entry else "narrows"

    return frozenset(manner for manner in manners if manner_effect(manner) == wanted_effect)


def _amounts_and_periods(
    quantities: tuple[Quantity, ...], vocabulary: Vocabulary
) -> tuple[dict[tuple[str, str], Interval], dict[tuple[str, str], Interval]]:
    amounts: dict[tuple[str, str], Interval] = {}
    periods: dict[tuple[str, str], Interval] = {}
    for quantity in quantities:
        target = periods if vocabulary.quantity_kind(quantity.name).kind == "period" else amounts
        target[quantity.name, quantity.of] = quantity_interval(quantity, vocabulary)
    return amounts, periods


def act_relation(left: CanonicalNorm, right: CanonicalNorm, vocabulary: Vocabulary) -> str:
    """How two acts hang together: same, left-entails, right-entails, excludes, or an empty string for not at all."""
    return "same" if left.act == right.act else vocabulary.act_relation(left.act, right.act)


def may_be_same_action(left: CanonicalNorm, right: CanonicalNorm) -> bool:
    """If doers, objects and status each overlap or are left open on a side, as an unnamed bearer leaves its doer."""
    pairs = ((left.objects, right.objects), (left.status, right.status))
    return may_be_same_doers(left, right) and all(a.may_overlap(b) for a, b in pairs)


def may_be_same_doers(left: CanonicalNorm, right: CanonicalNorm) -> bool:
    """If some who do the one do the other, or a side leaves it open; what two do together is done by either end."""
    are_doers_open = any(norm.has_unnamed_bearer and not norm.norm.agents for norm in (left, right))
    return (
        are_doers_open
        or not left.agents
        or not right.agents
        or left.agents.overlaps(right.agents)
        or (left.partners.overlaps(right.agents) and right.partners.overlaps(left.agents))
    )


def puts_off(deferral: CanonicalNorm, norm: CanonicalNorm) -> bool:
    """If a deferral, of two that share a question, leaves for later what the norm says.

    That is all, where it has no act; what is said of its objects, or by its own act of whatever objects.
    """
    if deferral.modality is not Modality.DEFERS:
        return False
    is_same_act = deferral.act == norm.act and deferral.status == norm.status
    is_one_object = deferral.objects.overlaps(norm.objects) or not (deferral.objects or norm.objects)
    return not deferral.act or is_same_act or is_one_object
