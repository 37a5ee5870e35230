"""Norms made ready for comparison: converse folded, caps unfolded, scopes spread to leaves, amounts in base units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from comparer.model.records import UNNAMED, Condition, Modality, Norm, Quantity
from comparer.norms.intervals import UNIVERSE, Interval, interval
from comparer.norms.vocabulary import Scope, Vocabulary

# A cap on X is a norm on having more of X: each modality of the cap becomes one of what it bounds.
CAP = {
    Modality.MUST: Modality.MUST_NOT,
    Modality.MUST_NOT: Modality.MAY,
    Modality.DECLARES: Modality.DECLARES_NOT,
    Modality.EXPECTS: Modality.EXPECTS_NOT,
    Modality.NEED_NOT: Modality.MAY,
    Modality.DEFERS: Modality.DEFERS,
}

MOST_READ = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
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
    narrowing: frozenset[str]
    widening: frozenset[str]
    plain_manners: frozenset[str]
    conditions: frozenset[Condition]

    @property
    def unnamed(self) -> bool:
        return UNNAMED in self.norm.bearers

    @property
    def bearer_names(self) -> tuple[str, ...]:
        return self.norm.bearers


def canonical(norm: Norm, vocabulary: Vocabulary) -> Action:
    """The norm as the algebra reads it. Total: unknown words stand for themselves. Read once for each norm value."""
    known = vocabulary.read.get(id(norm))
    # The norm is kept beside its reading, so that its identity cannot pass to another value.
    if known is None or known[0] is not norm:
        if len(vocabulary.read) >= MOST_READ:
            vocabulary.read.clear()
        known = vocabulary.read[id(norm)] = (norm, _canonical(norm, vocabulary))
    action: Action = known[1]
    return action


def _canonical(norm: Norm, vocabulary: Vocabulary) -> Action:
    modality, act, terms = norm.modality, norm.act, norm.terms
    amounts, periods = _quantities(terms.quantities, vocabulary)
    bounded = vocabulary.bounded(act)
    if bounded and modality in CAP:
        free = modality is Modality.MUST_NOT
        amounts = {key: UNIVERSE if free else one.above() for key, one in amounts.items()}
        modality, act = CAP[modality], bounded
    act, flipped = vocabulary.canonical_act(act)
    agents, objects = _ends(norm, act, flipped, vocabulary)
    manners = frozenset(terms.manners)
    return Action(
        norm=norm,
        modality=modality,
        act=act,
        bearers=vocabulary.actors(norm.bearers, vocabulary.distributes(norm.act)),
        agents=agents,
        objects=objects,
        beneficiaries=vocabulary.actors(norm.beneficiaries, True),
        partners=vocabulary.actors(norm.partners, True),
        status=vocabulary.things(norm.status),
        amounts=amounts,
        periods=periods,
        narrowing=_manners(manners, "narrows", vocabulary),
        widening=_manners(manners, "widens", vocabulary),
        plain_manners=_manners(manners, "none", vocabulary),
        conditions=frozenset(norm.conditions),
    )


def _ends(norm: Norm, act: str, flipped: bool, vocabulary: Vocabulary) -> tuple[Scope, Scope]:
    """Agent and object of the canonical action; under a converse they change places."""
    doers = norm.agents or norm.bearers
    if flipped:
        return vocabulary.actors(norm.objects, vocabulary.distributes(act)), vocabulary.things(doers)
    return vocabulary.actors(doers, vocabulary.distributes(act)), vocabulary.things(norm.objects)


def _manners(manners: frozenset[str], effect: str, vocabulary: Vocabulary) -> frozenset[str]:
    def effect_of(manner: str) -> str:
        known = vocabulary.manners.get(manner)
        return known.effect if known else "narrows"

    return frozenset(manner for manner in manners if effect_of(manner) == effect)


def _quantities(
    quantities: tuple[Quantity, ...], vocabulary: Vocabulary
) -> tuple[dict[tuple[str, str], Interval], dict[tuple[str, str], Interval]]:
    amounts: dict[tuple[str, str], Interval] = {}
    periods: dict[tuple[str, str], Interval] = {}
    for one in quantities:
        target = periods if vocabulary.quantity(one.name).kind == "period" else amounts
        target[one.name, one.of] = interval(one, vocabulary)
    return amounts, periods


def connection(left: Action, right: Action, vocabulary: Vocabulary) -> str:
    """How two acts hang together: same, left-entails, right-entails, excludes, or an empty string for not at all."""
    if left.act == right.act:
        return "same"
    if right.act in vocabulary.entails(left.act):
        return "left-entails"
    if left.act in vocabulary.entails(right.act):
        return "right-entails"
    return "excludes" if vocabulary.excludes(left.act, right.act) else ""


def touches(left: Action, right: Action) -> bool:
    """Whether two actions can be the same doing: doers, objects and status overlap, or are left open on a side."""
    pairs = ((left.agents, right.agents), (left.objects, right.objects), (left.status, right.status))
    return all(not a or not b or a.overlaps(b) for a, b in pairs)
