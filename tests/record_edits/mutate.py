"""One change made to one clause of a plan in memory: a field said anew, a strike, a split, a merge, another order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any

from comparer.model.norm import Norm
from comparer.model.plan import Clause, ClauseState, Plan, Provision
from tests.record_edits.words import changed, facet_words

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
    return next(clause for clause in plan.clauses if clause.id == name)


def _changed(clause: Clause, how: Mapping[str, str]) -> Clause:
    for field, words in how.items():
        before, after = words.split(ARROW)
        if field == "state":
            assert clause.state.value == before, (clause.ref, clause.state.value, words)
            clause = replace(clause, state=ClauseState(after))
        else:
            assert clause.norm is not None
            assert facet_words(clause.norm, field) == before, (clause.ref, facet_words(clause.norm, field), words)
            clause = _in_all_readings(clause, partial(changed, field=field, words=after))
    return clause


def _in_all_readings(clause: Clause, change: Callable[[Norm], Norm]) -> Clause:
    variants = tuple(
        replace(variant, norm=change(variant.norm)) if variant.norm else variant for variant in clause.variants
    )
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
    norms = [item.norm for item in listed if item.norm]
    assert len(norms) == len(listed)
    differing = [field.name for field in fields(Norm) if len({getattr(norm, field.name) for norm in norms}) > 1]
    assert len(differing) == 1, differing
    union = tuple(dict.fromkeys(word for norm in norms for word in getattr(norm, differing[0])))
    united_field: dict[str, Any] = {differing[0]: union}
    whole = replace(listed[0], norm=replace(norms[0], **united_field))
    return _put(plan, listed, (whole,))


def _put(plan: Plan, before: tuple[Clause, ...], after: tuple[Clause, ...]) -> Mutant:
    gone = {item.id for item in before}

    def clauses(provision: Provision) -> tuple[Clause, ...]:
        kept: list[Clause] = []
        for clause in provision.clauses:
            kept += after if clause.id == before[0].id else () if clause.id in gone else (clause,)
        return tuple(kept)

    provisions = tuple(replace(provision, clauses=clauses(provision)) for provision in plan.provisions)
    return Mutant(replace(plan, provisions=provisions), before, after)


def _reordered(plan: Plan, clause_id: str, order: str) -> Mutant:
    if order == "reversed":
        turned = tuple(replace(provision, clauses=provision.clauses[::-1]) for provision in plan.provisions[::-1])
        return Mutant(replace(plan, provisions=turned), (), ())
    moved = [provision for provision in plan.provisions if any(clause.id == clause_id for clause in provision.clauses)]
    assert order == "last"
    assert len(moved) == 1
    kept = tuple(provision for provision in plan.provisions if provision is not moved[0])
    return Mutant(replace(plan, provisions=(*kept, *moved)), (), ())
