"""What the engine says of a plan before and after a change: verdicts, law, relation to the original, links."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from comparer.findings import law, links, redlines
from comparer.findings.interests import build_interest_index
from comparer.model.plan import Plan
from comparer.model.relation import Relation
from comparer.norms.relate import CanonicalClause, relate_groups, to_canonical_clause
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline import compare
from comparer.pipeline.compare import compare_pair, newest_record_date, to_canonical_clauses
from tests.factories.small_workspaces import workspace
from tests.record_edits.mutate import Mutant

Values = dict[str, str]
Moved = dict[str, list[str]]
MUTATED = "mutated"
NONE = "none"


@cache
def vocabulary() -> Vocabulary:
    return Vocabulary(workspace().vocabulary)


@cache
def plans() -> dict[str, Plan]:
    return {plan.id: plan for plan in workspace().plans}


@cache
def prepared() -> dict[str, CanonicalClause]:
    return to_canonical_clauses(workspace().plans, vocabulary())


@cache
def _law_date() -> str:
    return newest_record_date(workspace())


@cache
def _renamed(plan: str) -> dict[str, CanonicalClause]:
    """The clauses of a plan as those of another plan, so that it can be held against itself."""
    return {
        clause.id: to_canonical_clause(replace(clause, plan=MUTATED), vocabulary()) for clause in plans()[plan].clauses
    }


def forget() -> None:
    """Judge anew what was judged before: for a workspace with other words."""
    for item in (vocabulary, plans, prepared, _law_date, _renamed, verdicts_before, law_before, links_before):
        item.cache_clear()


def judge_once(patch: pytest.MonkeyPatch) -> None:
    """Weigh and relate the same prepared clauses once: a mutant shares all but one with its original.

    Nobody is asked for gaps, nor whom a change helps.
    """
    for module, name in ((links, "relate_groups"), (links, "_relate_unencoded")):
        patch.setattr(module, name, _once(getattr(module, name)))
    patch.setattr(compare, "find_gaps", lambda *_: ())
    nobody_asks = build_interest_index((), (), (), vocabulary())
    patch.setattr(compare, "index_interests", lambda *_: nobody_asks)


def _once(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same function with its answers kept, by the identity of what it was asked about."""
    result: dict[tuple[object, ...], tuple[tuple[object, ...], Any]] = {}

    def once(*asked: object) -> Any:
        key = tuple(tuple(map(id, item)) if isinstance(item, list) else id(item) for item in asked)
        if key not in result:
            kept = tuple(tuple(item) if isinstance(item, list) else item for item in asked)
            answer = function(*asked)
            result[key] = kept, tuple(answer) if isinstance(answer, Iterator) else answer
        return result[key][1]

    return once


def relation(mutant: Mutant) -> str:
    """What the changed clauses became; `struck` where they are removed."""
    if not mutant.before:
        return "same"
    if all(not item.is_live for item in mutant.after):
        return "struck"
    before = [prepared()[item.ref] for item in mutant.before]
    after = [to_canonical_clause(item, vocabulary(), False, _voiding_events(mutant)) for item in mutant.after]
    parts = relate_groups(before, after, vocabulary())
    assert parts
    return Relation.combine(part.judgement.relation for part in parts).value


def _voiding_events(mutant: Mutant) -> frozenset[str]:
    """The events for which other clauses of the plan, which stay as they are, say that what was changed lapses."""
    return frozenset(event for item in mutant.before for event in prepared()[item.ref].voiding_events)


def _ready(mutant: Mutant) -> dict[str, CanonicalClause]:
    """All clauses of the record with those that the change made, known as far as those that it was made from."""
    is_partial, voiding_events = any(prepared()[item.ref].is_partial for item in mutant.before), _voiding_events(mutant)
    return {
        **prepared(),
        **{item.ref: to_canonical_clause(item, vocabulary(), is_partial, voiding_events) for item in mutant.after},
    }


@cache
def verdicts_before(plan: str) -> Values:
    return verdicts_of(plans()[plan], prepared())


def verdicts_of(plan: Plan, ready: Mapping[str, CanonicalClause]) -> Values:
    """Line to verdict; `none` for a line that is not in force at the date of the plan."""
    subject = redlines.group_plan_clauses(plan, ready)
    result = ((line.ref, redlines.assess_red_line(subject, line, "", vocabulary())) for line in workspace().red_lines)
    return {ref: item.kind.value if item else NONE for ref, item in result}


@cache
def law_before(plan: str) -> Values:
    return law_of(plans()[plan], prepared())


def law_of(plan: Plan, ready: Mapping[str, CanonicalClause]) -> Values:
    subject = redlines.group_plan_clauses(plan, ready)
    result = (
        (rule.id, law.assess_constraint(subject, rule, _law_date(), vocabulary())) for rule in workspace().constraints
    )
    return {name: item.verdict.value if item else NONE for name, item in result}


def _links(left: Plan, right: Plan, ready: Mapping[str, CanonicalClause]) -> Values:
    pair = compare_pair(workspace(), left, right, ready, vocabulary())
    return {
        f"{' + '.join(sorted(link.match.left))} ~ {' + '.join(sorted(link.match.right))}": link.judgement.relation.value
        for link in pair.links
    }


@cache
def links_before(other: str, plan: str) -> Values:
    """Links from another plan to this one; from the plan to itself, as two plans that say the same."""
    return links_after(other, Mutant(plans()[plan], (), ()))


def links_after(other: str, mutant: Mutant) -> Values:
    if other != mutant.plan.id:
        return _links(plans()[other], mutant.plan, _ready(mutant))
    own = _renamed(mutant.plan.id)
    own = {**own, **{item.id: to_canonical_clause(replace(item, plan=MUTATED), vocabulary()) for item in mutant.after}}
    provisions = tuple(
        replace(part, clauses=tuple(own[clause.id].clause for clause in part.clauses))
        for part in mutant.plan.provisions
    )
    renamed = replace(mutant.plan, id=MUTATED, provisions=provisions)
    ready = {**prepared(), **{item.clause.ref: item for item in own.values()}}
    return _links(plans()[other], renamed, ready)


def moved(before: Values, after: Values) -> Moved:
    """What differs, with both values; `none` where a side has nothing."""
    keys = [*before, *(key for key in after if key not in before)]
    return {
        key: [before.get(key, NONE), after.get(key, NONE)]
        for key in keys
        if before.get(key, NONE) != after.get(key, NONE)
    }


def moved_verdicts(mutant: Mutant) -> Moved:
    return moved(verdicts_before(mutant.plan.id), verdicts_of(mutant.plan, _ready(mutant)))


def moved_law(mutant: Mutant) -> Moved:
    return moved(law_before(mutant.plan.id), law_of(mutant.plan, _ready(mutant)))


def moved_links(mutant: Mutant) -> dict[str, Moved]:
    result = {
        other: moved(links_before(other, mutant.plan.id), links_after(other, mutant)) for other in sorted(plans())
    }
    return {other: item for other, item in result.items() if item}
