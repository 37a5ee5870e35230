"""Which changes a short report shows: those that move a verdict first, then those that turn a clause around."""

from __future__ import annotations

from collections.abc import Sequence

from comparer.report.sections.change_report import (
    AssessmentChange,
    ChangeReport,
    ClauseChange,
    ClauseChangeKind,
    RelationChange,
)
from comparer.report.value.types import VerdictRecord

_RELATIONS_BY_WEIGHT = ("opposed", "replaced", "deferred", "settled", "mixed", "stricter", "looser", "unclear")


def choose_clause_changes(change: ChangeReport, kind: ClauseChangeKind, limit: int | None) -> list[ClauseChange]:
    """At most so many changes of a kind, in the order of the texts; None for all. A new number counts as an edit."""
    kinds = (kind, ClauseChangeKind.RENUMBERED) if kind is ClauseChangeKind.EDITED else (kind,)
    changes = [clause_change for clause_change in change.clauses if clause_change.kind in kinds]
    if limit is None or len(changes) <= limit:
        return changes
    deciding_refs = {
        f"{side['plan']}#{clause_id}"
        for verdict in change.changed_verdicts
        for side in (verdict.before, verdict.after)
        if side is not None
        for clause_id in side["clauses"]
    }
    ranked = sorted(range(len(changes)), key=lambda place: (*_weight(changes[place], deciding_refs), place))
    return [changes[place] for place in sorted(ranked[:limit])]


def _weight(change: ClauseChange, deciding_refs: set[str]) -> tuple[bool, bool, int]:
    """The less the sooner: without substance last, deciding a changed verdict first, then by the relation."""
    relations = _RELATIONS_BY_WEIGHT
    rank = relations.index(change.relation) if change.relation in relations else len(relations)
    decides = not deciding_refs.isdisjoint((*change.before, *change.after))
    return (not change.changes_substance, not decides, rank)


def order_relations(change: ChangeReport) -> Sequence[RelationChange]:
    """The relations that changed: those to the live texts first, then by date; a clause's own together."""
    focus = list(change.after.get("focus", ()))
    dates = [plan["id"] for plan in change.after["plans"]]
    places = {plan_id: place for place, plan_id in enumerate(dict.fromkeys((*focus, *dates)))}
    return sorted(change.relations, key=lambda relation: places.get(relation.plan, len(places)))


def order_touched(change: ChangeReport) -> list[AssessmentChange[VerdictRecord]]:
    """The verdicts that did not change: lines in force before later ones, a party's words before readings of others."""
    order = ("absolute", "conditional", "preference")

    def weight(verdict: AssessmentChange[VerdictRecord]) -> tuple[bool, bool, int]:
        latest = verdict.latest
        strength = latest["strength"]
        return latest["stated_later"], latest["inferred"], order.index(strength) if strength in order else len(order)

    return sorted(change.touched_verdicts, key=weight)
