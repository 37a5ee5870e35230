"""Who carries what in a plan, and what a plan leaves to nobody: duties on outsiders, guarantees without a guarantor."""

from __future__ import annotations

from collections.abc import Iterable

from comparer.findings.redlines import PlanClauses
from comparer.model.explanation import ClauseActions, ClauseNames, WordList, explain
from comparer.model.findings import ActorObligations, PlanFinding, compute_fingerprint
from comparer.model.norm import ANYONE, UNNAMED, Modality, Norm
from comparer.model.plan import Coverage, Plan, PlanKind
from comparer.norms.relate import CanonicalClause
from comparer.norms.vocabulary import Vocabulary

COLUMN_BY_MODALITY = {
    Modality.MUST: "duties",
    Modality.DECLARES: "duties",
    Modality.EXPECTS: "duties",
    Modality.MUST_NOT: "prohibitions",
    Modality.DECLARES_NOT: "prohibitions",
    Modality.EXPECTS_NOT: "prohibitions",
    Modality.MAY: "permissions",
    Modality.NEED_NOT: "permissions",
}
BINDING_MODALITIES = frozenset({Modality.MUST, Modality.MUST_NOT})


def build_ledger(plan_clauses: PlanClauses, vocabulary: Vocabulary) -> tuple[ActorObligations, ...]:
    """For each actor that the live clauses name: its duties, prohibitions, permissions and benefits, by clause id."""
    columns_by_actor: dict[str, dict[str, list[str]]] = {}

    def add_clause(actor: str, column: str, clause_id: str) -> None:
        column_clause_ids = columns_by_actor.setdefault(actor, {}).setdefault(column, [])
        if clause_id not in column_clause_ids:
            column_clause_ids.append(clause_id)

    for canonical_clause in plan_clauses.live:
        for norm in _reading_norms(canonical_clause):
            column = COLUMN_BY_MODALITY.get(norm.modality)
            for actor in norm.bearers if column else ():
                add_clause(actor, str(column), canonical_clause.clause.id)
            for actor in norm.beneficiaries:
                add_clause(actor, "benefits", canonical_clause.clause.id)
    parties = _parties_and_members(plan_clauses.plan, vocabulary)
    return tuple(
        ActorObligations(
            plan=plan_clauses.plan.id,
            actor=actor,
            duties=tuple(actor_columns.get("duties", ())),
            prohibitions=tuple(actor_columns.get("prohibitions", ())),
            permissions=tuple(actor_columns.get("permissions", ())),
            benefits=tuple(actor_columns.get("benefits", ())),
            party=not parties or actor in parties or actor in (ANYONE, UNNAMED),
        )
        for actor, actor_columns in sorted(columns_by_actor.items())
    )


def _reading_norms(canonical_clause: CanonicalClause) -> list[Norm]:
    return [canonical_norm.norm for _, canonical_norm in canonical_clause.labelled_norms]


def _parties_and_members(plan: Plan, vocabulary: Vocabulary) -> frozenset[str]:
    """Those who would sign, with the members of the groups among them."""
    return frozenset(plan.parties) | vocabulary.actor_scope(plan.parties, True).leaves


def plan_findings(plan_clauses: PlanClauses, vocabulary: Vocabulary) -> tuple[PlanFinding, ...]:
    """Duties laid on someone who is no party, guarantees that nobody gives, duties that nobody verifies.

    A position is no text to sign; of a text known in part nothing is said to be missing.
    """
    if plan_clauses.plan.kind is PlanKind.POSITION:
        return ()
    verification_findings = (
        _duties_without_verification(plan_clauses, vocabulary)
        if plan_clauses.plan.coverage is Coverage.COMPLETE
        else ()
    )
    return (
        *_duties_on_outsiders(plan_clauses, vocabulary),
        *_guarantees_without_guarantor(plan_clauses, vocabulary),
        *verification_findings,
    )


def _duties_on_outsiders(plan_clauses: PlanClauses, vocabulary: Vocabulary) -> Iterable[PlanFinding]:
    parties = _parties_and_members(plan_clauses.plan, vocabulary)
    if not parties:
        return
    known_actors = parties | {ANYONE, UNNAMED} | _bodies_created_by_plan(plan_clauses) | vocabulary.agreement_bodies
    clause_ids_by_outsider: dict[str, list[str]] = {}
    for canonical_clause in plan_clauses.live:
        for norm in _reading_norms(canonical_clause):
            for actor in norm.bearers if norm.modality in BINDING_MODALITIES else ():
                if actor not in known_actors and not vocabulary.actor_scope((actor,), True).leaves <= parties:
                    clause_ids_by_outsider.setdefault(actor, []).append(canonical_clause.clause.id)
    for actor, clause_ids in sorted(clause_ids_by_outsider.items()):
        yield _build_plan_finding(plan_clauses, "plan-duty-on-outsider", dict.fromkeys(clause_ids), actor)


def _bodies_created_by_plan(plan_clauses: PlanClauses) -> frozenset[str]:
    """Bodies that the plan itself sets up or calls on: what a duty to do something has for its object."""
    return frozenset(
        object_id
        for canonical_clause in plan_clauses.live
        for norm in _reading_norms(canonical_clause)
        if norm.modality in (Modality.MUST, Modality.DECLARES)
        for object_id in norm.objects
    )


def _guarantees_without_guarantor(plan_clauses: PlanClauses, vocabulary: Vocabulary) -> Iterable[PlanFinding]:
    clause_ids = [
        canonical_clause.clause.id
        for canonical_clause in plan_clauses.live
        if any(
            vocabulary.act_role(norm.act) == "guarantee" and UNNAMED in norm.bearers
            for norm in _reading_norms(canonical_clause)
        )
    ]
    if clause_ids:
        yield _build_plan_finding(plan_clauses, "plan-guarantee-without-guarantor", dict.fromkeys(clause_ids))


def _duties_without_verification(plan_clauses: PlanClauses, vocabulary: Vocabulary) -> Iterable[PlanFinding]:
    """Asked of the plan as a whole: whether anybody is to watch over its duties at all."""
    norms = [norm for canonical_clause in plan_clauses.live for norm in _reading_norms(canonical_clause)]
    if not vocabulary.acts_with_role("verification") or any(
        vocabulary.act_role(norm.act) == "verification" for norm in norms
    ):
        return
    clause_ids = [
        canonical_clause.clause.id
        for canonical_clause in plan_clauses.live
        if any(norm.modality in BINDING_MODALITIES for norm in _reading_norms(canonical_clause))
    ]
    if clause_ids:
        yield _build_plan_finding(plan_clauses, "plan-no-verification", dict.fromkeys(clause_ids))


def _build_plan_finding(
    plan_clauses: PlanClauses, rule_id: str, clause_ids: Iterable[str], actor: str = ""
) -> PlanFinding:
    deciding_ids, actors = tuple(clause_ids), (actor,) if actor else ()
    return PlanFinding(
        plan=plan_clauses.plan.id,
        rule=rule_id,
        clauses=deciding_ids,
        explanation=explain(
            rule_id,
            clauses=ClauseNames(deciding_ids),
            does=ClauseActions(tuple(f"{plan_clauses.plan.id}#{clause_id}" for clause_id in deciding_ids)),
            actors=WordList(actors),
        ),
        actors=actors,
        fingerprint=compute_fingerprint(rule_id, plan_clauses.plan.id, *actors),
    )
