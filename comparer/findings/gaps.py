"""Clauses that nothing in the other plan answers, and why: struck, deferred, silent, unreported or absent."""

from __future__ import annotations

from collections.abc import Mapping

from comparer.model.findings import Alignment, Gap, compute_fingerprint
from comparer.model.plan import Clause, ClauseState, Coverage, Plan, PlanKind
from comparer.model.relation import GapKind
from comparer.norms.relate import CanonicalClause
from comparer.norms.vocabulary import Vocabulary


def find_gaps(
    left: Plan,
    right: Plan,
    alignment: Alignment,
    canonical_clauses: Mapping[str, CanonicalClause],
    vocabulary: Vocabulary,
) -> tuple[Gap, ...]:
    """The gaps of both sides, in file order, left first. A clause that a deferral answers is linked and a gap."""
    deferring_ids_by_ref = _find_deferring_ids(left, right, alignment, canonical_clauses)
    strike_by_ref = dict(alignment.struck_counterparts)
    gaps = []
    for plan, other_plan, unmatched_ids in (
        (left, right, alignment.unmatched_left),
        (right, left, alignment.unmatched_right),
    ):
        unmatched_id_set = frozenset(unmatched_ids)
        issue_answers = _find_issue_answers(other_plan, canonical_clauses)
        for clause in plan.clauses:
            answered_by = deferring_ids_by_ref.get(clause.ref, ())
            if answered_by or clause.id in unmatched_id_set:
                gap_kind, answered_by = (
                    (GapKind.DEFERRED, answered_by)
                    if answered_by
                    else _decide_gap_kind(clause, other_plan, issue_answers, vocabulary)
                )
                if clause.ref in strike_by_ref:
                    gap_kind, answered_by = GapKind.STRUCK, (strike_by_ref[clause.ref].partition("#")[2],)
                gaps.append(_build_gap(clause, other_plan, gap_kind, answered_by))
    return tuple(gaps)


def _build_gap(clause: Clause, other_plan: Plan, gap_kind: GapKind, answered_by: tuple[str, ...]) -> Gap:
    return Gap(
        plan=clause.plan,
        clause=clause.id,
        missing_from=other_plan.id,
        kind=gap_kind,
        struck_or_deferred_by=answered_by,
        fingerprint=compute_fingerprint("gap", clause.ref, other_plan.id),
    )


def _find_deferring_ids(
    left: Plan, right: Plan, alignment: Alignment, canonical_clauses: Mapping[str, CanonicalClause]
) -> dict[str, tuple[str, ...]]:
    """Clauses that a link answers by leaving them for later, with the clauses that do so."""
    deferring_ids_by_ref: dict[str, tuple[str, ...]] = {}
    for match in alignment.matches:
        sides = [(left, match.left), (right, match.right)]
        for (plan, clause_ids), (other_plan, counterpart_ids) in (sides, sides[::-1]):
            deferring_ids = tuple(
                counterpart_id
                for counterpart_id in counterpart_ids
                if canonical_clauses[f"{other_plan.id}#{counterpart_id}"].is_deferral
            )
            if len(deferring_ids) == len(counterpart_ids):
                for clause_id in clause_ids:
                    if not canonical_clauses[f"{plan.id}#{clause_id}"].is_deferral:
                        deferring_ids_by_ref[f"{plan.id}#{clause_id}"] = deferring_ids
    return deferring_ids_by_ref


def _find_issue_answers(
    plan: Plan, canonical_clauses: Mapping[str, CanonicalClause]
) -> tuple[tuple[Clause, ...], tuple[Clause, ...]]:
    """The clauses of a plan that answer for a whole issue: those struck, and those that leave it for later."""
    struck_clauses = tuple(clause for clause in plan.clauses if clause.state is ClauseState.STRUCK)
    deferring_clauses = tuple(
        clause
        for clause in plan.clauses
        if clause.state is ClauseState.MOVED or canonical_clauses[clause.ref].is_deferral
    )
    return struck_clauses, deferring_clauses


def _decide_gap_kind(
    clause: Clause,
    other_plan: Plan,
    issue_answers: tuple[tuple[Clause, ...], tuple[Clause, ...]],
    vocabulary: Vocabulary,
) -> tuple[GapKind, tuple[str, ...]]:
    """The first that applies: struck, deferred, silent, unreported, absent."""
    for gap_kind, answering_clauses in zip((GapKind.STRUCK, GapKind.DEFERRED), issue_answers, strict=True):
        answered_by = tuple(
            answering_clause.id
            for answering_clause in answering_clauses
            if vocabulary.is_in_branch(clause.issue, answering_clause.issue)
        )
        if answered_by:
            return gap_kind, answered_by
    if other_plan.kind is PlanKind.POSITION:
        return GapKind.SILENT, ()
    if other_plan.coverage is Coverage.PARTIAL or _is_partial_on_issue(clause, other_plan, vocabulary):
        return GapKind.UNREPORTED, ()
    return GapKind.ABSENT, ()


def _is_partial_on_issue(clause: Clause, other_plan: Plan, vocabulary: Vocabulary) -> bool:
    """Whether a provision of the other plan that is held only in part speaks of the clause's issue."""
    return any(
        provision.coverage is Coverage.PARTIAL
        and any(vocabulary.are_on_one_branch(clause.issue, other_clause.issue) for other_clause in provision.clauses)
        for provision in other_plan.provisions
    )
