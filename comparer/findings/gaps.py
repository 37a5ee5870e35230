"""Clauses that nothing in the other plan answers, and why: struck, deferred, silent, unreported or absent."""

from __future__ import annotations

from collections.abc import Mapping

from comparer.model.findings import Alignment, Gap, GapKind, fingerprint
from comparer.model.records import Clause, Coverage, Kind, Plan, State
from comparer.norms.relate import Prepared
from comparer.norms.vocabulary import Vocabulary


def gaps(
    left: Plan, right: Plan, alignment: Alignment, prepared: Mapping[str, Prepared], vocabulary: Vocabulary
) -> tuple[Gap, ...]:
    """The gaps of both sides, in file order, left first. A clause that a deferral answers is linked and a gap."""
    deferred = _deferred(left, right, alignment, prepared)
    struck = dict(alignment.struck)
    found = []
    for plan, other, alone in (
        (left, right, alignment.unmatched_left),
        (right, left, alignment.unmatched_right),
    ):
        lone = frozenset(alone)
        answers = _answers(other, prepared)
        for clause in plan.clauses:
            by = deferred.get(clause.ref, ())
            if by or clause.id in lone:
                kind, by = (GapKind.DEFERRED, by) if by else _kind(clause, other, answers, vocabulary)
                if clause.ref in struck:
                    kind, by = GapKind.STRUCK, (struck[clause.ref].partition("#")[2],)
                found.append(_gap(clause, other, kind, by))
    return tuple(found)


def _gap(clause: Clause, other: Plan, kind: GapKind, by: tuple[str, ...]) -> Gap:
    return Gap(
        plan=clause.plan,
        clause=clause.id,
        missing_from=other.id,
        kind=kind,
        by=by,
        fingerprint=fingerprint("gap", clause.ref, other.id),
    )


def _deferred(
    left: Plan, right: Plan, alignment: Alignment, prepared: Mapping[str, Prepared]
) -> dict[str, tuple[str, ...]]:
    """Clauses that a link answers by leaving them for later, with the clauses that do so."""
    found: dict[str, tuple[str, ...]] = {}
    for match in alignment.matches:
        sides = [(left, match.left), (right, match.right)]
        for (plan, ids), (other, across) in (sides, sides[::-1]):
            later = tuple(
                counterpart_id for counterpart_id in across if prepared[f"{other.id}#{counterpart_id}"].defers
            )
            if len(later) == len(across):
                for one in ids:
                    if not prepared[f"{plan.id}#{one}"].defers:
                        found[f"{plan.id}#{one}"] = later
    return found


def _answers(plan: Plan, prepared: Mapping[str, Prepared]) -> tuple[tuple[Clause, ...], tuple[Clause, ...]]:
    """The clauses of a plan that answer for a whole issue: those struck, and those that leave it for later."""
    struck = tuple(one for one in plan.clauses if one.state is State.STRUCK)
    later = tuple(one for one in plan.clauses if one.state is State.MOVED or prepared[one.ref].defers)
    return struck, later


def _kind(
    clause: Clause, other: Plan, answers: tuple[tuple[Clause, ...], tuple[Clause, ...]], vocabulary: Vocabulary
) -> tuple[GapKind, tuple[str, ...]]:
    """The first that applies: struck, deferred, silent, unreported, absent."""
    for kind, listed in zip((GapKind.STRUCK, GapKind.DEFERRED), answers, strict=True):
        by = tuple(one.id for one in listed if vocabulary.under(clause.issue, one.issue))
        if by:
            return kind, by
    if other.kind is Kind.POSITION:
        return GapKind.SILENT, ()
    if other.coverage is Coverage.PARTIAL or _partial_on(clause, other, vocabulary):
        return GapKind.UNREPORTED, ()
    return GapKind.ABSENT, ()


def _partial_on(clause: Clause, other: Plan, vocabulary: Vocabulary) -> bool:
    """Whether a provision of the other plan that is held only in part speaks of the clause's issue."""
    return any(
        provision.coverage is Coverage.PARTIAL
        and any(vocabulary.on_one_branch(clause.issue, one.issue) for one in provision.clauses)
        for provision in other.provisions
    )
