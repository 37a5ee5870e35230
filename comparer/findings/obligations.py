"""Who carries what in a plan, and what a plan leaves to nobody: duties on outsiders, guarantees without a guarantor."""

from __future__ import annotations

from collections.abc import Iterable

from comparer.findings.explanations import named, say
from comparer.findings.redlines import Subject
from comparer.model.findings import LedgerEntry, PlanFinding, fingerprint
from comparer.model.records import ANYONE, UNNAMED, Coverage, Kind, Modality, Norm, Plan
from comparer.norms.relate import Prepared
from comparer.norms.vocabulary import Vocabulary

COLUMNS = {
    Modality.MUST: "duties",
    Modality.DECLARES: "duties",
    Modality.EXPECTS: "duties",
    Modality.MUST_NOT: "prohibitions",
    Modality.DECLARES_NOT: "prohibitions",
    Modality.EXPECTS_NOT: "prohibitions",
    Modality.MAY: "permissions",
    Modality.NEED_NOT: "permissions",
}
DUTIES = frozenset({Modality.MUST, Modality.MUST_NOT})


def ledger(subject: Subject, vocabulary: Vocabulary) -> tuple[LedgerEntry, ...]:
    """For each actor that the live clauses name: its duties, prohibitions, permissions and benefits, by clause id."""
    columns: dict[str, dict[str, list[str]]] = {}

    def put(actor: str, column: str, clause: str) -> None:
        found = columns.setdefault(actor, {}).setdefault(column, [])
        if clause not in found:
            found.append(clause)

    for one in subject.live:
        for norm in _norms(one):
            column = COLUMNS.get(norm.modality)
            for actor in norm.bearers if column else ():
                put(actor, str(column), one.clause.id)
            for actor in norm.beneficiaries:
                put(actor, "benefits", one.clause.id)
    parties = _parties(subject.plan, vocabulary)
    return tuple(
        LedgerEntry(
            plan=subject.plan.id,
            actor=actor,
            duties=tuple(found.get("duties", ())),
            prohibitions=tuple(found.get("prohibitions", ())),
            permissions=tuple(found.get("permissions", ())),
            benefits=tuple(found.get("benefits", ())),
            party=not parties or actor in parties or actor in (ANYONE, UNNAMED),
        )
        for actor, found in sorted(columns.items())
    )


def _norms(one: Prepared) -> list[Norm]:
    return [action.norm for _, action in one.readings]


def _parties(plan: Plan, vocabulary: Vocabulary) -> frozenset[str]:
    """Those who would sign, with the members of the groups among them."""
    return frozenset(plan.parties) | vocabulary.actors(plan.parties, True).leaves


def plan_findings(subject: Subject, vocabulary: Vocabulary) -> tuple[PlanFinding, ...]:
    """Duties laid on someone who is no party, guarantees that nobody gives, duties that nobody verifies.

    A position is no text to sign; of a text known in part nothing is said to be missing.
    """
    if subject.plan.kind is Kind.POSITION:
        return ()
    missing = _unverified(subject, vocabulary) if subject.plan.coverage is Coverage.COMPLETE else ()
    return (*_outsiders(subject, vocabulary), *_unguaranteed(subject, vocabulary), *missing)


def _outsiders(subject: Subject, vocabulary: Vocabulary) -> Iterable[PlanFinding]:
    parties = _parties(subject.plan, vocabulary)
    if not parties:
        return
    known = parties | {ANYONE, UNNAMED} | _made(subject)
    bound: dict[str, list[str]] = {}
    for one in subject.live:
        for norm in _norms(one):
            for actor in norm.bearers if norm.modality in DUTIES else ():
                if actor not in known and not vocabulary.actors((actor,), True).leaves <= parties:
                    bound.setdefault(actor, []).append(one.clause.id)
    for actor, clauses in sorted(bound.items()):
        yield _finding(subject, "plan-duty-on-outsider", dict.fromkeys(clauses), vocabulary, actor)


def _made(subject: Subject) -> frozenset[str]:
    """Bodies that the plan itself sets up or calls on: what a duty to do something has for its object."""
    return frozenset(
        thing
        for one in subject.live
        for norm in _norms(one)
        if norm.modality in (Modality.MUST, Modality.DECLARES)
        for thing in norm.objects
    )


def _unguaranteed(subject: Subject, vocabulary: Vocabulary) -> Iterable[PlanFinding]:
    clauses = [
        one.clause.id
        for one in subject.live
        if any(vocabulary.role(norm.act) == "guarantee" and UNNAMED in norm.bearers for norm in _norms(one))
    ]
    if clauses:
        yield _finding(subject, "plan-guarantee-without-guarantor", dict.fromkeys(clauses), vocabulary)


def _unverified(subject: Subject, vocabulary: Vocabulary) -> Iterable[PlanFinding]:
    """Asked of the plan as a whole: whether anybody is to watch over its duties at all."""
    norms = [norm for one in subject.live for norm in _norms(one)]
    if not vocabulary.acts_of_role("verification") or any(
        vocabulary.role(norm.act) == "verification" for norm in norms
    ):
        return
    clauses = [one.clause.id for one in subject.live if any(norm.modality in DUTIES for norm in _norms(one))]
    if clauses:
        yield _finding(subject, "plan-no-verification", dict.fromkeys(clauses), vocabulary)


def _finding(
    subject: Subject, rule: str, clauses: Iterable[str], vocabulary: Vocabulary, actor: str = ""
) -> PlanFinding:
    listed, actors = tuple(clauses), (actor,) if actor else ()
    return PlanFinding(
        plan=subject.plan.id,
        rule=rule,
        clauses=listed,
        because=say(rule, clauses=named(listed), actors=vocabulary.label(actor)),
        actors=actors,
        fingerprint=fingerprint(rule, subject.plan.id, *actors),
    )
