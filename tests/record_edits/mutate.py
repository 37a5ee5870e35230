"""One change made to one clause of a plan in memory: a field said anew, a strike, a split, a merge, another order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any

from comparer.model.norm import Norm
from comparer.model.plan import Clause, ClauseState, Plan, Provision
from tests.record_edits.words import changed, told

ARROW = " -> "


@dataclass(frozen=True, slots=True)
class Mutant:
    """A plan after its change; `before` and `after` are the clauses that the change touched."""

    plan: Plan
    before: tuple[Clause, ...]
    after: tuple[Clause, ...]


def mutate(plan: Plan, clause_id: str, how: Mapping[str, str]) -> Mutant:
    """The plan with its change. AssertionError where the record no longer says what the case starts from."""
    if "order" in how:
        return _reordered(plan, clause_id, how["order"])
    if "merge" in how:
        return _merged(plan, how["merge"].split(" + "))
    clause = _clause(plan, clause_id)
    after = _split(clause, how["split"]) if "split" in how else (_changed(clause, how),)
    return _put(plan, (clause,), after)


def _clause(plan: Plan, name: str) -> Clause:
    return next(one for one in plan.clauses if one.id == name)


def _changed(clause: Clause, how: Mapping[str, str]) -> Clause:
    for field, words in how.items():
        before, after = words.split(ARROW)
        if field == "state":
            assert clause.state.value == before, (clause.ref, clause.state.value, words)
            clause = replace(clause, state=ClauseState(after))
        else:
            assert clause.norm is not None
            assert told(clause.norm, field) == before, (clause.ref, told(clause.norm, field), words)
            clause = _in_all_readings(clause, partial(changed, field=field, words=after))
    return clause


def _in_all_readings(clause: Clause, change: Callable[[Norm], Norm]) -> Clause:
    variants = tuple(replace(one, norm=change(one.norm)) if one.norm else one for one in clause.variants)
    return replace(clause, norm=change(clause.norm) if clause.norm else None, variants=variants)


def _split(clause: Clause, words: str) -> tuple[Clause, ...]:
    """`object A + B / C`: one clause for each part, alike in all but that field."""
    field, _, parts = words.partition(" ")
    return tuple(
        replace(_in_all_readings(clause, partial(changed, field=field, words=part)), id=f"{clause.id}.{n}")
        for n, part in enumerate(parts.split(" / "), start=1)
    )


def _merged(plan: Plan, names: list[str]) -> Mutant:
    """One clause in the place of the first, whose scopes hold those of all: they differ in nothing else."""
    listed = tuple(_clause(plan, name) for name in names)
    norms = [one.norm for one in listed if one.norm]
    assert len(norms) == len(listed)
    differing = [one.name for one in fields(Norm) if len({getattr(norm, one.name) for norm in norms}) > 1]
    assert len(differing) == 1, differing
    union = tuple(dict.fromkeys(word for norm in norms for word in getattr(norm, differing[0])))
    united_field: dict[str, Any] = {differing[0]: union}
    whole = replace(listed[0], norm=replace(norms[0], **united_field))
    return _put(plan, listed, (whole,))


def _put(plan: Plan, before: tuple[Clause, ...], after: tuple[Clause, ...]) -> Mutant:
    gone = {one.id for one in before}

    def clauses(provision: Provision) -> tuple[Clause, ...]:
        kept: list[Clause] = []
        for one in provision.clauses:
            kept += after if one.id == before[0].id else () if one.id in gone else (one,)
        return tuple(kept)

    provisions = tuple(replace(one, clauses=clauses(one)) for one in plan.provisions)
    return Mutant(replace(plan, provisions=provisions), before, after)


def _reordered(plan: Plan, clause_id: str, order: str) -> Mutant:
    if order == "reversed":
        turned = tuple(replace(one, clauses=one.clauses[::-1]) for one in plan.provisions[::-1])
        return Mutant(replace(plan, provisions=turned), (), ())
    moved = [one for one in plan.provisions if any(clause.id == clause_id for clause in one.clauses)]
    assert order == "last"
    assert len(moved) == 1
    kept = tuple(one for one in plan.provisions if one is not moved[0])
    return Mutant(replace(plan, provisions=(*kept, *moved)), (), ())
