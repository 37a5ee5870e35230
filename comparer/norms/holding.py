"""How a clause bears on a norm that somebody holds: a red line, a rule of law, another line.

The doing counts, whoever bears it: a prohibition or permission of a joint action binds both ends of it, while a duty
does not pass on. Entailment carries over: to order what entails the forbidden is to order the forbidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum

from comparer.model.records import Condition, ConditionKind, Modality, Norm
from comparer.norms.canonical import Action, canonical
from comparer.norms.intervals import Comparison, Interval, compare_intervals, compare_lengths, overlap
from comparer.norms.tables import POSITIVE, bearing
from comparer.norms.vocabulary import Scope, Vocabulary


class Bearing(StrEnum):
    """From worst to best for the one who holds the norm; `unsure` is where a figure or a reading leaves it open."""

    OPPOSES = "opposes"
    STRAINS = "strains"
    UNSURE = "unsure"
    GIVES = "gives"
    PART = "part"
    DEFERS = "defers"
    NOTE = "note"
    NOTHING = "nothing"


WORST_FIRST = tuple(Bearing)


def worst(found: Iterable[Bearing]) -> Bearing:
    """The worst of several, of which there is at least one, for the one who holds the norm."""
    return min(found, key=WORST_FIRST.index)


def implied(norm: Norm, vocabulary: Vocabulary) -> Iterator[Norm]:
    """The norms that a norm's terms bring with them: an instrument its duty, a consent its veto.

    What is left for later needs no instrument yet.
    """
    for word in norm.terms.instruments if norm.modality is not Modality.DEFERS else ():
        known = vocabulary.instruments.get(word)
        objects = tuple(thing for actor, thing in known.objects if actor in norm.bearers) if known else ()
        if known and known.act and objects:
            yield Norm(
                bearers=norm.bearers, modality=Modality.MUST, act=known.act, objects=objects, conditions=norm.conditions
            )
    for act in vocabulary.acts_of_role("veto"):
        for actor in norm.terms.consent:
            yield Norm(bearers=(actor,), modality=Modality.MAY, act=act, objects=norm.objects)


def reached(action: Action, vocabulary: Vocabulary) -> frozenset[str]:
    """The canonical acts by which an action can bear on anything: its own, and those it opens the way to."""
    opened = vocabulary.enables(action.norm.act)
    return frozenset((action.act, *(vocabulary.canonical_act(act)[0] for act in opened)))


def enabled(action: Action, vocabulary: Vocabulary) -> Iterator[Action]:
    """What doing this opens the way to, as actions of the same force."""
    for act in sorted(vocabulary.enables(action.norm.act) - {action.norm.act}):
        yield canonical(replace(action.norm, act=act), vocabulary)


def bears(held: Action, clause: Action, vocabulary: Vocabulary) -> Bearing:
    """How one reading of a clause bears on a norm that is held; what it enables counts where it would oppose."""
    found = _bears(held, clause, vocabulary)
    if found in (Bearing.NOTHING, Bearing.NOTE) and clause.modality in POSITIVE:
        for opened in enabled(clause, vocabulary):
            onward = _bears(held, opened, vocabulary)
            if onward in (Bearing.OPPOSES, Bearing.STRAINS):
                return onward
    return found


def _bears(held: Action, clause: Action, vocabulary: Vocabulary) -> Bearing:
    if clause.modality is Modality.DEFERS:
        same = clause.act == held.act and _meet(clause.objects, held.objects)
        return Bearing.DEFERS if same else Bearing.NOTHING
    verb = _verb(held, clause, vocabulary)
    if verb == "nothing" or _mere_fact(clause, vocabulary):
        return Bearing.NOTHING
    if not _meet(held.objects, clause.objects) or not _meet(held.status, clause.status):
        return Bearing.NOTHING
    if not _meet(held.beneficiaries, clause.beneficiaries) or _manners_exclude(held, clause, vocabulary):
        return Bearing.NOTHING
    if not _doers_meet(held, clause, verb):
        return Bearing.NOTE if clause.unnamed else Bearing.NOTHING
    if verb in ("opposes", "strains"):
        return Bearing.NOTHING if _other_measure(held, clause, vocabulary) else _opposition(held, clause, verb)
    return Bearing.PART if verb == "part" or clause.norm.intent else Bearing.GIVES


def _verb(held: Action, clause: Action, vocabulary: Vocabulary) -> str:
    """The cell of the opposition table, where the two acts hang together in the way that carries it."""
    verb = bearing(held.modality, clause.modality)
    if held.act == clause.act:
        return verb
    held_do, clause_do = held.modality in POSITIVE, clause.modality in POSITIVE
    if held_do and clause_do and vocabulary.excludes(held.act, clause.act):
        return "strains" if clause.modality is Modality.EXPECTS else "opposes"
    if clause_do and vocabulary.excludes(held.act, clause.act):
        return "gives" if clause.modality in (Modality.MUST, Modality.DECLARES) else "nothing"
    # A doing carries to what it entails; a prohibition carries to what entails the prohibited.
    source, target = (clause.act, held.act) if clause_do else (held.act, clause.act)
    return verb if target in vocabulary.entails(source) else "nothing"


def _mere_fact(clause: Action, vocabulary: Vocabulary) -> bool:
    """A declaration of what words cannot do states a fact and touches no line."""
    declared = clause.modality in (Modality.DECLARES, Modality.DECLARES_NOT)
    return declared and not vocabulary.performed_by_words(clause.norm.act) and not vocabulary.bounded(clause.norm.act)


def _meet(a: Scope, b: Scope) -> bool:
    return not a or not b or a.overlaps(b)


def _manners_exclude(held: Action, clause: Action, vocabulary: Vocabulary) -> bool:
    """Whether the one is done in a manner that rules out the other's: then they are two doings."""
    ours, theirs = held.norm.terms.manners, clause.norm.terms.manners
    return any(
        other in known.excludes
        for one, others in ((ours, theirs), (theirs, ours))
        for known in (vocabulary.manners.get(manner) for manner in one)
        if known
        for other in others
    )


def _doers_meet(held: Action, clause: Action, verb: str) -> bool:
    """Whether those whom the norm is about are those the clause speaks of: its bearers for a duty, else its doers."""
    asked = held.modality is Modality.MUST and verb in ("gives", "part")
    burdened = held.modality is Modality.NEED_NOT and clause.modality is not Modality.MUST_NOT
    if asked or burdened:
        return held.bearers.overlaps(clause.bearers)
    return held.agents.overlaps(clause.agents)


def _other_measure(held: Action, clause: Action, vocabulary: Vocabulary) -> bool:
    """Whether both are a matter of size and they size different things: people the one, machines the other."""
    ours, theirs = (
        {key for key in one.amounts if vocabulary.quantity(key[0]).kind == "count"} for one in (held, clause)
    )
    return bool(ours) and bool(theirs) and ours.isdisjoint(theirs)


def _opposition(held: Action, clause: Action, verb: str) -> Bearing:
    unsure = False
    for key, ours in held.amounts.items():
        theirs = clause.amounts.get(key, Interval())
        if not (ours.definite and theirs.definite):
            unsure = True
        elif not overlap(ours, theirs):
            return Bearing.NOTHING
    if unsure:
        return Bearing.UNSURE
    return Bearing.STRAINS if verb == "strains" or clause.norm.intent else Bearing.OPPOSES


def excused(held: Action, clause: Action, events: Iterable[str], vocabulary: Vocabulary) -> bool:
    """Whether the clause applies only under what lifts the norm: its exception, or the end of its time."""
    lifting = set(events) | {
        one.event for one in held.conditions if one.kind in (ConditionKind.UNTIL, ConditionKind.UNLESS) and one.event
    }
    waits = {one.event for one in clause.conditions if one.kind is ConditionKind.WHEN}
    return any(lifting & vocabulary.event_entails(event) for event in waits)


def in_full(held: Action, clause: Action) -> bool:
    """Whether a clause gives the norm without taking anything back, its objects and bearers apart."""
    conditions = _told(clause.conditions) <= _told(held.conditions)
    manners = clause.narrowing <= held.narrowing and clause.widening >= held.widening
    lengths = all(
        compare_lengths(held.periods.get(key), clause.periods.get(key)) in (Comparison.SAME, Comparison.WIDER)
        for key in {*held.periods, *clause.periods}
    )
    consent = set(clause.norm.terms.consent) <= set(held.norm.terms.consent)
    return conditions and manners and lengths and consent and _as_open(held, clause) and _amounts_given(held, clause)


def _as_open(held: Action, clause: Action) -> bool:
    """Whether a ban or a freedom reaches as far as the one held: to name a receiver or a status narrows it."""
    if held.modality in (Modality.MUST, Modality.DECLARES):
        return True
    pairs = ((held.beneficiaries, clause.beneficiaries), (held.status, clause.status))
    return all(not theirs or (bool(ours) and theirs.covers(ours)) for ours, theirs in pairs)


def _told(conditions: Iterable[Condition]) -> frozenset[tuple[ConditionKind, str]]:
    return frozenset((one.kind, one.event or one.clause) for one in conditions)


def _amounts_given(held: Action, clause: Action) -> bool:
    """The clause's amounts satisfy the norm's: inside them for a duty, covering them for a prohibition or a freedom."""
    good = (
        (Comparison.SAME, Comparison.NARROWER)
        if held.modality in (Modality.MUST, Modality.DECLARES)
        else (Comparison.SAME, Comparison.WIDER)
    )
    return all(
        compare_intervals(held.amounts.get(key, Interval()), clause.amounts.get(key, Interval())) in good
        for key in {*held.amounts, *clause.amounts}
    )


def covered(held: Action, clauses: Iterable[Action], vocabulary: Vocabulary) -> bool:
    """Whether clauses that give a norm cover it together: every object; every bearer, or any where any will do."""
    givers = tuple(clauses)
    if not givers:
        return False
    if not _union(one.objects for one in givers).covers(held.objects):
        return False
    if held.bearers.everyone or vocabulary.joint(held.norm.act):
        return True
    if held.modality is Modality.MUST:
        return _union(one.bearers for one in givers).covers(held.bearers)
    if held.modality is Modality.NEED_NOT:
        # A ban frees both ends of an action from having to do it.
        barred = [one.agents for one in givers if one.modality is Modality.MUST_NOT]
        return _union([*barred, *(one.bearers for one in givers)]).covers(held.bearers)
    return _union(one.agents for one in givers).covers(held.agents)


def _union(scopes: Iterable[Scope]) -> Scope:
    listed = tuple(scopes)
    return Scope(frozenset(leaf for one in listed for leaf in one.leaves), everyone=any(one.everyone for one in listed))
