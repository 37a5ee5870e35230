"""A small made-up comparison of four plans for a harbour, in which every kind of finding occurs.

`python -m tests.report.sample` writes `sample_report.json` anew from it.
"""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from typing import Any

from comparer.model.explanation import Argument, Explanation, ReadingLabel, Term, WordList, explain
from comparer.model.findings import (
    ActorObligations,
    AlignmentRow,
    Change,
    ComponentVerdict,
    ConstraintFinding,
    Contradiction,
    Deadlock,
    Evidence,
    Findings,
    Gap,
    Judgement,
    Link,
    Match,
    OrderedStep,
    PlanFinding,
    PlanPair,
    QuantityPosition,
    Range,
    StepOrder,
    TextOption,
    Verdict,
    compute_fingerprint,
)
from comparer.model.law import Constraint, Force, Step
from comparer.model.norm import Condition, ConditionKind, Exemption, Modality, Norm, NormTerms, Quantity
from comparer.model.plan import (
    Clause,
    ClauseState,
    Coverage,
    Dispute,
    Plan,
    PlanKind,
    PlanPart,
    Provision,
    Reaction,
    Variant,
)
from comparer.model.problems import FilePosition
from comparer.model.redline import LineDemand, LineNorm, LineVersion, RedLine, Strength
from comparer.model.relation import Basis, Confidence, ConstraintVerdict, GapKind, MatchedBy, Relation, VerdictKind
from comparer.model.source import Attestation, Citation, Fact, Source
from comparer.model.vocabulary import Act, Actor, Event, Issue, NormObject, QuantityKind, Unit, VocabularyData
from comparer.model.workspace import Acceptance, Settings, Workspace
from comparer.norms.vocabulary import Vocabulary
from comparer.report.value.build import build_report

SAMPLE = Path(__file__).with_name("sample_report.json")
COUNCIL, DRAFT, COUNTER, TALKS = "council-0", "port-1", "coop-2", "talks-3"

WORDS = VocabularyData(
    actors=(
        Actor(id="port-authority", label="Port Authority"),
        Actor(id="cooperative", label="Fishing Cooperative"),
        Actor(id="council", label="Town Council"),
    ),
    issues=(
        Issue(id="fleet", label="Fleet", definition="The boats that use the harbour."),
        Issue(id="fleet.size", label="Size of the fleet", definition="How many boats may be kept."),
        Issue(id="fleet.hours", label="Hours of leaving", definition="When boats may leave."),
        Issue(id="berths", label="Berths", definition="Places to moor."),
        Issue(id="berths.access", label="Access to berths", definition="Who may moor."),
        Issue(id="berths.fees", label="Berth fees", definition="What a berth costs."),
        Issue(id="works", label="Works", definition="What is built and kept up."),
        Issue(id="works.dredging", label="Dredging", definition="Keeping the channel deep."),
        Issue(id="works.lights", label="Harbour lights", definition="When the lights burn."),
        Issue(id="oversight", label="Oversight", definition="Who watches that the plan is kept."),
    ),
    acts=(
        Act(id="keep", label="keep"),
        Act(id="pay", label="pay"),
        Act(id="admit", label="admit"),
        Act(id="dredge", label="dredge"),
        Act(id="light", label="light"),
        Act(id="leave", label="leave"),
        Act(id="inspect", label="inspect"),
        Act(id="fund", label="fund"),
    ),
    objects=(
        NormObject(id="boats", label="boats"),
        NormObject(id="berth-fee", label="berth fee"),
        NormObject(id="channel", label="the channel"),
        NormObject(id="harbour", label="the harbour"),
        NormObject(id="museum", label="the harbour museum"),
    ),
    events=(Event(id="storm", label="a storm warning"), Event(id="signature", label="signature")),
    quantities=(
        QuantityKind(id="boats-kept", label="boats kept", unit="boat", kind="count"),
        QuantityKind(id="yearly-fee", label="yearly fee", unit="crown", more="burden-of-bearer"),
        QuantityKind(id="finish", label="date of completion", kind="deadline"),
    ),
    units=(Unit(id="boat", label="boats"), Unit(id="crown", label="crowns")),
)


def norm(bearer: str, modality: str, act: str = "", thing: str = "", **more: Any) -> Norm:
    objects = (thing,) if thing else ()
    return Norm(bearers=(bearer,), modality=Modality(modality), act=act, objects=objects, **more)


def boats(most: int, *, about: bool = False) -> NormTerms:
    return NormTerms(quantities=(Quantity(name="boats-kept", high=most, unit="boat", about=about),))


def fee(value: int) -> NormTerms:
    return NormTerms(quantities=(Quantity(name="yearly-fee", low=value, high=value, unit="crown"),))


def by(date: str) -> NormTerms:
    return NormTerms(quantities=(Quantity(name="finish", high=date, start="signature"),))


def clause(plan: str, name: str, issue: str, text: str, what: Norm | None, **more: Any) -> Clause:
    line = sum(map(ord, name)) % 90 + 3
    more.setdefault("evidence", "A")
    more.setdefault("cites", (Citation(source="harbour-gazette", paragraph="2"),))
    return Clause(
        plan=plan,
        id=name,
        provision=name.rstrip("abc"),
        issue=issue,
        text=text,
        norm=what,
        position=FilePosition(f"plans/drafts/{plan}.yaml", line, 9),
        **more,
    )


COUNCIL_CLAUSES = (
    clause(COUNCIL, "fleet", "fleet.size", "The cooperative keeps no more than 60 boats in the harbour.",
           norm("cooperative", "must-not", "keep", "boats", terms=boats(60)), evidence="B"),
    clause(COUNCIL, "access", "berths.access", "The Port Authority admits every registered boat.",
           norm("port-authority", "must", "admit", "boats", beneficiaries=("cooperative",))),
    clause(COUNCIL, "lights", "works.lights", "The hours of the harbour lights are settled later.",
           norm("council", "defers", "light", "harbour"), state=ClauseState.DEFERRED),
    clause(COUNCIL, "museum", "works", "The council pays for the harbour museum.",
           norm("council", "must", "fund", "museum"), evidence="B"),
)  # fmt: skip
DRAFT_CLAUSES = (
    clause(DRAFT, "1", "fleet.size", "The cooperative keeps no more than 40 boats in the harbour.",
           norm("cooperative", "must-not", "keep", "boats", terms=boats(40)), heading="Size of the fleet"),
    clause(DRAFT, "2", "berths.fees", "The cooperative pays 100 crowns a year for a berth.",
           norm("cooperative", "must", "pay", "berth-fee", terms=fee(100), beneficiaries=("port-authority",))),
    clause(DRAFT, "3", "berths.access", "The Port Authority admits every registered boat.",
           norm("port-authority", "must", "admit", "boats", beneficiaries=("cooperative",))),
    clause(DRAFT, "4a", "works.dredging", "The Port Authority dredges the channel by 1 June 2032.",
           norm("port-authority", "must", "dredge", "channel", terms=by("2032-06-01"))),
    clause(DRAFT, "4b", "works.dredging", "The cooperative pays a third of the cost of dredging.",
           norm("cooperative", "must", "fund", "channel")),
    clause(DRAFT, "5", "works.lights", "The Port Authority lights the harbour from dusk to dawn.",
           norm("port-authority", "must", "light", "harbour")),
    clause(DRAFT, "6", "fleet.hours", "No boat leaves the harbour between 22:00 and 04:00.",
           norm("cooperative", "must-not", "leave", "harbour")),
    clause(DRAFT, "7", "oversight", "The Port Authority inspects every boat once a year.",
           norm("port-authority", "may", "inspect", "boats")),
    clause(DRAFT, "8", "fleet.hours", "The cooperative is expected to leave the harbour at night in a storm.",
           norm("cooperative", "expects", "leave", "harbour",
                conditions=(Condition(kind=ConditionKind.WHEN, event="storm"),))),
)  # fmt: skip
COUNTER_CLAUSES = (
    clause(COUNTER, "1", "fleet.size", "The cooperative keeps no more than 60 boats in the harbour.",
           norm("cooperative", "must-not", "keep", "boats", terms=boats(60))),
    clause(COUNTER, "2", "berths.fees", "The cooperative pays 80 crowns a year for a berth.",
           norm("cooperative", "must", "pay", "berth-fee", terms=fee(80), beneficiaries=("port-authority",))),
    clause(COUNTER, "3", "berths.access", "The Port Authority admits every registered boat.",
           norm("port-authority", "must", "admit", "boats", beneficiaries=("cooperative",))),
    clause(COUNTER, "4", "works.dredging", "The Town Council dredges the channel by 1 June 2033.",
           norm("council", "must", "dredge", "channel", terms=by("2033-06-01"))),
    clause(COUNTER, "5", "fleet.hours", "Any registered boat may leave the harbour at any hour.",
           norm("cooperative", "may", "leave", "harbour")),
    clause(COUNTER, "6", "oversight", "The yearly inspection is taken out.",
           norm("port-authority", "may", "inspect", "boats"), state=ClauseState.STRUCK),
    clause(COUNTER, "7", "works", "The Town Council keeps up the harbour museum.",
           norm("council", "must", "fund", "museum")),
)  # fmt: skip
TALKS_CLAUSES = (
    clause(
        TALKS,
        "boats",
        "fleet.size",
        "The number of boats is bracketed between 40 and 55.",
        None,
        state=ClauseState.CONTESTED,
        known=Attestation.REPORTED,
        evidence="B",
        variants=(
            Variant(
                holder="port-authority",
                text="The cooperative keeps no more than 40 boats.",
                norm=norm("cooperative", "must-not", "keep", "boats", terms=boats(40)),
                known=Attestation.REPORTED,
            ),
            Variant(
                holder="cooperative",
                text="The cooperative keeps no more than 55 boats.",
                norm=norm("cooperative", "must-not", "keep", "boats", terms=boats(55)),
                known=Attestation.REPORTED,
            ),
        ),
    ),
    clause(
        TALKS,
        "fees",
        "berths.fees",
        "The cooperative pays 120 crowns a year for a berth.",
        norm("cooperative", "must", "pay", "berth-fee", terms=fee(120), beneficiaries=("port-authority",)),
        known=Attestation.REPORTED,
        evidence="C",
        cites=(Citation(source="quay-letter"),),
    ),
    clause(
        TALKS,
        "access",
        "berths.access",
        "Every registered boat is admitted by the Port Authority.",
        norm("port-authority", "must", "admit", "boats", beneficiaries=("cooperative",)),
        known=Attestation.REPORTED,
    ),
    clause(
        TALKS,
        "dredging",
        "works.dredging",
        "Who dredges the channel is left to a joint board.",
        norm("unnamed", "defers", "dredge", "channel"),
        state=ClauseState.DEFERRED,
        known=Attestation.REPORTED,
    ),
)


def plan(name: str, title: str, clauses: tuple[Clause, ...], **more: Any) -> Plan:
    provisions: dict[str, list[Clause]] = {}
    for clause in clauses:
        provisions.setdefault(clause.provision, []).append(clause)
    return Plan(
        id=name,
        title=title,
        provisions=tuple(Provision(id=key, clauses=tuple(value)) for key, value in provisions.items()),
        position=FilePosition(f"plans/drafts/{name}.yaml", 3, 1),
        **more,
    )


PLANS = (
    plan(COUNCIL, "Position of the Town Council", COUNCIL_CLAUSES, kind=PlanKind.POSITION, issued="2030-11-12",
         proposers=("council",), summary="What the council says it can accept."),
    plan(DRAFT, "First harbour draft", DRAFT_CLAUSES, issued="2031-03-01", proposers=("port-authority",),
         parties=("port-authority", "cooperative"), summary="The opening draft of the Port Authority.",
         full_text="https://example.org/harbour/port-1", full_text_opened=True,
         reactions=(
             Reaction(party="cooperative", says="rejects", date="2031-03-04", cites=(Citation(source="quay-letter"),)),
             Reaction(party="council", says="welcomes", date="2031-03-05"),
         ),
         parts=(PlanPart(id="annex", title="Annex on lights", issued="2031-03-02"),)),
    plan(COUNTER, "Counter-proposal of the Cooperative", COUNTER_CLAUSES, kind=PlanKind.COUNTER_PROPOSAL,
         issued="2031-03-20", proposers=("cooperative",), parties=("port-authority", "cooperative", "council"),
         answers=(DRAFT,), derived_from=(DRAFT,), summary="The draft of 1 March as the cooperative would have it."),
    plan(TALKS, "Text of the spring talks", TALKS_CLAUSES, kind=PlanKind.REVISION, coverage=Coverage.PARTIAL,
         issued="2031-04-05", proposers=("port-authority", "cooperative"), parties=("port-authority", "cooperative"),
         derived_from=(DRAFT,), supersedes=(COUNTER,), summary="Known from two accounts only.",
         disputes=(Dispute(about="number of points", note="One account counts eleven, the other nine.",
                           cites=(Citation(source="quay-letter"),)),),
         assumed_fields=("coverage",)),
)  # fmt: skip


def version(
    start: str, strength: Strength, what: Norm, asks: LineDemand = LineDemand.ABSENCE, **more: Any
) -> LineVersion:
    cited = (Citation(source="harbour-gazette", paragraph="7"),)
    return LineVersion(start=start, strength=strength, norms=(LineNorm(norm=what, asks=asks),),
                       evidence="A", cites=cited, **more)  # fmt: skip


def line(party: str, name: str, title: str, issue: str, *versions: LineVersion, **more: Any) -> RedLine:
    place = FilePosition(f"plans/redlines/{party}.yaml", 4, 5)
    return RedLine(
        file=party, party=party, id=name, title=title, issue=issue, versions=versions, position=place, **more
    )


LINES = (
    line(
        "cooperative",
        "C-1",
        "No ban on leaving at night",
        "fleet.hours",
        version(
            "2030-01-10",
            Strength.ABSOLUTE,
            norm("cooperative", "may", "leave", "harbour"),
            said_by="The chair, at the yearly meeting",
        ),
    ),
    line(
        "cooperative",
        "C-2",
        "No fee above 90 crowns",
        "berths.fees",
        version(
            "2029-05-01",
            Strength.ABSOLUTE,
            norm("cooperative", "must-not", "pay", "berth-fee", terms=fee(70)),
            end="2031-02-28",
        ),
        version("2031-03-01", Strength.CONDITIONAL, norm("cooperative", "must-not", "pay", "berth-fee")),
    ),
    line(
        "cooperative",
        "C-3",
        "No inspector on board",
        "oversight",
        version("2031-01-01", Strength.PREFERENCE, norm("port-authority", "must-not", "inspect", "boats")),
        inferred=True,
        needs_judgement=True,
    ),
    line(
        "port-authority",
        "P-1",
        "Never more than 50 boats",
        "fleet.size",
        version(
            "2030-06-01",
            Strength.ABSOLUTE,
            norm("cooperative", "must-not", "keep", "boats", terms=boats(50)),
            LineDemand.TEXT,
        ),
    ),
    line(
        "port-authority",
        "P-2",
        "Someone else dredges the channel",
        "works.dredging",
        version("2031-04-01", Strength.CONDITIONAL, norm("council", "must", "dredge", "channel"), LineDemand.TEXT),
    ),
    line(
        "port-authority",
        "P-3",
        "Boats stay in at night",
        "fleet.hours",
        version("2030-06-01", Strength.ABSOLUTE, norm("cooperative", "must-not", "leave", "harbour"), LineDemand.TEXT),
    ),
    line(
        "council",
        "K-1",
        "The harbour keeps its dignity",
        "works",
        version("2030-11-12", Strength.PREFERENCE, norm("anyone", "must", "light", "harbour")),
        not_judged="No norm can hold what dignity is.",
    ),
    line("council", "K-2", "A wish for more lights", "works.lights", no_line="A wish, and no condition."),
)

CONSTRAINTS = (
    Constraint(
        id="HL-1",
        title="Boats may leave in distress",
        says="No one may keep a boat in harbour in distress.",
        issue="fleet.hours",
        norm=norm("anyone", "must-not", "keep", "boats"),
        start="2011-01-01",
        cites=(Citation(source="harbour-act", paragraph="12"),),
        position=FilePosition("plans/constraints/law.yaml", 4, 5),
    ),
    Constraint(
        id="HL-2",
        title="Dredging needs a permit",
        says="Dredging begins once the permit is given.",
        issue="works.dredging",
        norm=norm("anyone", "must-not", "dredge", "channel"),
        start="2011-01-01",
        exceptions=(Exemption(event="signature"),),
        cites=(Citation(source="harbour-act", paragraph="30"),),
        steps=(
            Step(id="survey", act="survey the sea bed", by=("port-authority",), after=("HL-5.dive",)),
            Step(id="vote", act="vote on the permit", by=("council",), majority="two thirds", after=("survey",)),
            Step(id="permit", act="give the permit", by=("council",), after=("vote", "HL-5.permit")),
        ),
        position=FilePosition("plans/constraints/law.yaml", 14, 5),
    ),
    Constraint(id="HL-3", title="Fees are public", force=Force.DECISION, issue="berths.fees", start="2031-03-10"),
    Constraint(id="HL-4", title="An opinion on museums", force=Force.OPINION, certainty="low", issue="works"),
    # no plan runs into this rule: a step of another one waits for its step
    Constraint(
        id="HL-5",
        title="Divers first",
        steps=(
            Step(id="dive", act="send divers", by=("port-authority",)),
            Step(id="permit", act="give the permit", by=("council",)),
        ),
    ),
)

SOURCES = (
    Source(id="harbour-act", type="text", publisher="Town Council", title="Harbour Act", date="2011-01-01",
           address="https://example.org/act", read="whole",
           facts=(Fact(at="12", says="Boats in distress may leave."), Fact(at="30", says="Dredging needs a permit."))),
    Source(id="harbour-gazette", type="report", publisher="Harbour Gazette", title="The two plans compared",
           date="2031-03-21", address="https://example.org/gazette", read="whole",
           facts=(Fact(at="2", says="The draft caps the fleet at 40 boats."),
                  Fact(at="9", says="Nobody cites this."))),
    Source(id="quay-letter", type="leak", publisher="Unsigned", title="A letter from the quay", date="2031-04-06",
           fault="Counts a point twice.", leaning="the cooperative", read="excerpt"),
    Source(id="not-cited", type="opinion", title="Nobody cites this"),
)  # fmt: skip

WORKSPACE = Workspace(
    plans=PLANS,
    red_lines=LINES,
    constraints=CONSTRAINTS,
    sources=SOURCES,
    vocabulary=WORDS,
    acceptances=(
        Acceptance(
            fingerprint=compute_fingerprint("verdict", DRAFT, "cooperative#C-1"),
            accepted_values=(("verdict", "breached"),),
            reason="Known since the first reading.",
            by="the desk",
            date="2031-04-06",
        ),
        Acceptance(
            fingerprint=compute_fingerprint("verdict", COUNTER, "port-authority#P-1"),
            accepted_values=(("verdict", "strained"),),
            reason="Looked smaller then.",
            by="the desk",
            date="2031-03-22",
        ),
        Acceptance(
            fingerprint=compute_fingerprint("constraint", DRAFT, "HL-1"),
            reason="Until the spring.",
            by="the desk",
            date="2031-03-02",
            expires="2031-03-31",
        ),
        Acceptance(fingerprint="000000000000", reason="Nothing has this any more.", by="the desk", date="2031-03-02"),
    ),
    settings=Settings(title="Harbour plans, spring 2031"),
    digest="5d2b1f0c9a7e4d3386b1c0ffee1234567890abcdef1234567890abcdef123456",
)


def changed(facet: str, before: str, after: str, effect: str) -> Change:
    rule = f"change-{facet.partition('.')[0]}"
    return Change(facet=facet, before=side(facet, before), after=side(facet, after), effect=Relation(effect), rule=rule)


def side(facet: str, words: str) -> Argument:
    """A side of a change from words: a modality, an amount such as `≤ 60 boat`, a reading, or what stands there."""
    if facet == "modality":
        return Term("modality", words)
    if facet == "reading":
        return ReadingLabel(words)
    if words == "unnamed":
        return WordList((words,))
    if not facet.startswith(("amount", "deadline")) or not words:
        return words
    *sign, figure = words.removesuffix(" boat").removesuffix(" crown").split()
    value = int(figure) if figure.isdigit() else figure
    unit = words.rsplit(maxsplit=1)[-1] if words.endswith(("boat", "crown")) else "date"
    return Quantity(name=facet, low=None if sign else value, high=value, unit=unit)


def recorded(text: str) -> Explanation:
    return explain("reason.as-recorded", text=text)


CHEAPER = changed("amount.yearly-fee", "100 crown", "80 crown", "looser")
LINKS: dict[tuple[str, str], list[tuple[str, str, str, tuple[Change, ...], tuple[str, ...]]]] = {
    (COUNCIL, DRAFT): [
        ("fleet", "1", "stricter", (changed("amount.boats-kept", "≤ 60 boat", "≤ 40 boat", "stricter"),), ()),
        ("access", "3", "same", (), ()),
        ("lights", "5", "settled", (changed("modality", "defers", "must", "settled"),), ()),
    ],
    (COUNCIL, COUNTER): [
        ("fleet", "1", "same", (), ()), ("access", "3", "same", (), ()), ("museum", "7", "reworded", (), ())],
    (COUNCIL, TALKS): [
        ("fleet", "boats", "stricter",
         (changed("amount.boats-kept", "≤ 60 boat", "≤ 40 boat", "stricter"),
          changed("amount.boats-kept", "≤ 60 boat", "≤ 55 boat", "stricter")), ()),
        ("access", "access", "reworded", (), ()),
    ],
    (DRAFT, COUNTER): [
        ("1", "1", "looser", (changed("amount.boats-kept", "≤ 40 boat", "≤ 60 boat", "looser"),), ("cooperative",)),
        ("2", "2", "looser", (CHEAPER,), ("cooperative",)),
        ("3", "3", "same", (), ()),
        ("4a 4b", "4", "mixed",
         (changed("bearer", "Port Authority", "Town Council", "replaced"),
          changed("deadline.finish", "≤ 2032-06-01", "≤ 2033-06-01", "looser"),
          changed("dropped", "4b", "", "looser")), ("port-authority", "cooperative")),
        ("6", "5", "opposed", (changed("modality", "must-not", "may", "opposed"),), ("cooperative",)),
    ],
    (DRAFT, TALKS): [
        ("1", "boats", "unclear",
         (changed("reading", "", "port-authority", "same"), changed("reading", "", "cooperative", "looser")), ()),
        ("2", "fees", "stricter", (changed("amount.yearly-fee", "100 crown", "120 crown", "stricter"),),
         ("port-authority",)),
        ("3", "access", "reworded", (), ()),
        ("4a 4b", "dredging", "deferred", (changed("modality", "must", "defers", "deferred"),), ()),
    ],
    (COUNTER, TALKS): [
        ("1", "boats", "stricter", (changed("amount.boats-kept", "≤ 60 boat", "≤ 55 boat", "stricter"),), ()),
        ("2", "fees", "stricter", (changed("amount.yearly-fee", "80 crown", "120 crown", "stricter"),),
         ("port-authority",)),
        ("3", "access", "reworded", (), ()),
        ("4", "dredging", "replaced", (changed("bearer", "Town Council", "unnamed", "replaced"),), ()),
    ],
}  # fmt: skip
GAPS = {
    (DRAFT, "7", COUNTER): (GapKind.STRUCK, ("6",)),
    (COUNCIL, "lights", TALKS): (GapKind.UNREPORTED, ()),
    (COUNTER, "7", DRAFT): (GapKind.ABSENT, ()),
    (DRAFT, "5", COUNCIL): (GapKind.DEFERRED, ("lights",)),
    (COUNTER, "4", TALKS): (GapKind.DEFERRED, ("dredging",)),
    (DRAFT, "5", TALKS): (GapKind.DEFERRED, ("dredging",)),
    (DRAFT, "8", COUNTER): (GapKind.COVERED, ("5",)),
    (COUNTER, "5", TALKS): (GapKind.UNMATCHED, ()),
}


def link(left: str, right: str, entry: tuple[str, str, str, tuple[Change, ...], tuple[str, ...]]) -> Link:
    before, after, relation, changes, favours = entry
    text = relation == "reworded"
    result = Match(
        left=tuple(before.split()),
        right=tuple(after.split()),
        matched_by=MatchedBy.TEXT if text else MatchedBy.PINNED if " " in before else MatchedBy.NORM,
        score=0.8125 if text else 1.0,
        evidence=(Evidence(label="shared words", weight=0.8125),),
        reason="The point was split." if " " in before else "",
    )
    judged = Judgement(
        relation=Relation(relation),
        changes=changes,
        basis=Basis.TEXT if text else Basis.NORM,
        confidence=Confidence.LOW if text else Confidence.HIGH,
        reason=recorded("Judged on the words alone.") if text else None,
        favours=favours,
    )
    return Link(match=result, judgement=judged, fingerprint=compute_fingerprint("link", left, before, right, after))


def gap(plan_of: Plan, name: str, other: Plan) -> Gap:
    usual = {True: GapKind.SILENT, False: GapKind.UNREPORTED if other.coverage is Coverage.PARTIAL else GapKind.ABSENT}
    kind, by_ids = GAPS.get((plan_of.id, name, other.id), (usual[other.kind is PlanKind.POSITION], ()))
    return Gap(plan=plan_of.id, clause=name, missing_from=other.id, kind=kind, answered_by=by_ids,
               fingerprint=compute_fingerprint(f"gap-{kind}", plan_of.id, name, other.id))  # fmt: skip


def pair(left: Plan, right: Plan) -> PlanPair:
    entries = LINKS[left.id, right.id]
    linked_left = {name for entry in entries for name in entry[0].split()}
    linked_right = {name for entry in entries for name in entry[1].split()}
    gaps = [gap(left, clause.id, right) for clause in left.clauses if clause.is_live and clause.id not in linked_left]
    gaps += [
        gap(right, clause.id, left) for clause in right.clauses if clause.is_live and clause.id not in linked_right
    ]
    links = tuple(link(left.id, right.id, entry) for entry in entries)
    return PlanPair(left=left.id, right=right.id, links=links, gaps=tuple(gaps))


# line: verdict, deciding clauses and reason in each of the four plans
VERDICTS = {
    "cooperative#C-1": (("silent", ""), ("breached", "6"), ("upheld", "5"), ("unknown", "")),
    "port-authority#P-1": (("unmet", "fleet"), ("upheld", "1"), ("breached", "1"), ("strained", "boats")),
    "port-authority#P-3": (("silent", ""), ("upheld", "6"), ("breached", "5"), ("unknown", "")),
    "cooperative#C-2": (("silent", ""), ("breached", "2"), ("clear", ""), ("breached", "fees")),
    "port-authority#P-2": (("silent", ""), ("unmet", ""), ("upheld", "4"), ("deferred", "dredging")),
    "cooperative#C-3": (("silent", ""), ("part", "7"), ("clear", ""), ("unknown", "")),
    "council#K-1": (("unknown", ""), ("unknown", ""), ("unknown", ""), ("unknown", "")),
}
BECAUSE = {
    "breached": "A clause does what the line forbids.",
    "strained": "Only part is given, or only an expectation opposes.",
    "part": "Inspection is allowed, boarding is not named.",
    "unmet": "The line asks for a text that the plan does not give.",
    "deferred": "The plan leaves the matter to a joint board.",
    "upheld": "The clause gives what the line asks.",
    "clear": "The text is known in full and holds nothing contrary.",
    "unknown": "Only part of the text is known.",
    "silent": "The position does not speak of it.",
}


def reading(kind: str, holder: str, because: str) -> ComponentVerdict:
    return ComponentVerdict(subject="boats", verdict=kind, holder=holder, explanation=recorded(because))


def verdict(ref: str, plan_of: Plan, kind: str, ids: str) -> Verdict:
    red_line = next(line for line in LINES if line.ref == ref)
    readings: tuple[ComponentVerdict, ...] = ()
    if ids == "boats":
        readings = (
            ComponentVerdict(
                subject="boats", verdict="upheld", holder="port-authority", explanation=recorded("40 is under 50.")
            ),
            ComponentVerdict(
                subject="boats", verdict="breached", holder="cooperative", explanation=recorded("55 is over 50.")
            ),
        )
    doubtful = red_line.inferred or plan_of.id == TALKS
    return Verdict(
        plan=plan_of.id,
        party=red_line.party,
        line=ref,
        kind=VerdictKind(kind),
        strength=red_line.versions[-1].strength.value,
        confidence=Confidence.LOW if doubtful else Confidence.HIGH,
        rule=f"redline-{kind}",
        explanation=recorded(red_line.not_judged or BECAUSE[kind]),
        clauses=tuple(ids.split()),
        inferred=red_line.inferred,
        stated_later=bool(red_line.versions[0].start > plan_of.issued),
        holder="cooperative" if readings else "",
        version=red_line.versions[-1].start,
        component_verdicts=readings,
        fingerprint=compute_fingerprint("verdict", plan_of.id, ref),
    )


def constraint(plan_id: str, name: str, kind: str, ids: str, because: str, steps: str = "", **more: Any) -> Any:
    return ConstraintFinding(plan=plan_id, constraint=name, verdict=ConstraintVerdict(kind), clauses=tuple(ids.split()),
                             steps=tuple(steps.split()), rule=f"constraint-{kind}", explanation=recorded(because),
                             fingerprint=compute_fingerprint("constraint", plan_id, name), **more)  # fmt: skip


ROWS = (
    ("fleet.size", "fleet", "1", "1", "boats"),
    ("fleet.hours", "", "6 8", "5", ""),
    ("berths.access", "access", "3", "3", "access"),
    ("berths.fees", "", "2", "2", "fees"),
    ("works.dredging", "", "4a 4b", "4", "dredging"),
    ("works.lights", "lights", "5", "", ""),
    ("works", "museum", "", "7", ""),
    ("oversight", "", "7", "6", ""),
)
LABELS = {issue.id: issue.label for issue in WORDS.issues}

ALL_VERDICTS = tuple(
    verdict(ref, plan_of, kind, ids)
    for ref, cells in VERDICTS.items()
    for plan_of, (kind, ids) in zip(PLANS, cells, strict=True)
)

FINDINGS = Findings(
    plans=tuple(plan.id for plan in PLANS),
    pairs=tuple(pair(a, b) for a, b in combinations(PLANS, 2)),
    rows=tuple(
        AlignmentRow(
            id=f"r{n}",
            issue=issue,
            label=LABELS[issue],
            cells=tuple((item.id, tuple(ids.split())) for item, ids in zip(PLANS, cells, strict=True)),
        )
        for n, (issue, *cells) in enumerate(ROWS, 1)
    ),
    common_rows=("r3",),
    verdicts=tuple(verdict for verdict in ALL_VERDICTS if not verdict.stated_later),
    later=tuple(verdict for verdict in ALL_VERDICTS if verdict.stated_later),
    constraints=(
        constraint(DRAFT, "HL-1", "blocked", "6", "A boat in distress may not be kept in.", force="law"),
        constraint(DRAFT, "HL-2", "needs", "4a", "Dredging needs a permit first.", "survey vote permit", force="law"),
        constraint(COUNTER, "HL-2", "needs", "4", "Dredging needs a permit first.", "survey vote permit", force="law"),
        constraint(
            DRAFT, "HL-3", "compatible", "2", "The fee is printed in the draft.", force="decision", in_force_later=True
        ),
        constraint(
            COUNTER,
            "HL-4",
            "unknown",
            "7",
            "An opinion binds no one.",
            force="opinion",
            note_only=True,
            confidence=Confidence.LOW,
        ),
    ),
    deadlocks=(
        Deadlock(
            left="cooperative#C-1",
            right="port-authority#P-3",
            issue="fleet.hours",
            possible=False,
            strength="absolute",
            explanation=recorded("The one asks to leave at any hour, the other that nobody leaves at night."),
            fingerprint=compute_fingerprint("deadlock", "cooperative#C-1", "port-authority#P-3"),
        ),
        Deadlock(
            left="cooperative#C-3",
            right="council#K-1",
            issue="oversight",
            possible=True,
            strength="preference",
            explanation=recorded("One of the two is an analyst's reading."),
            fingerprint=compute_fingerprint("deadlock", "cooperative#C-3", "council#K-1"),
        ),
    ),
    contradictions=(
        Contradiction(
            plan=DRAFT,
            left="6",
            right="8",
            possible=True,
            explanation=recorded("The ban on leaving at night meets the expectation of leaving in a storm."),
            fingerprint=compute_fingerprint("plan-contradiction", DRAFT, "6", "8"),
        ),
    ),
    ranges=(
        Range(
            quantity="boats-kept",
            unit="boat",
            subject="keep:boats",
            common_range=(None, 40),
            explanation=recorded("Every text on the table allows 40 boats."),
            positions=(
                QuantityPosition(holder="port-authority", source="port-authority#P-1", high=50, strength="absolute"),
                QuantityPosition(holder=DRAFT, source=f"{DRAFT}#1", high=40, note="must-not"),
                QuantityPosition(holder=COUNTER, source=f"{COUNTER}#1", high=60),
                QuantityPosition(holder=COUNCIL, source=f"{COUNCIL}#fleet", high=60, about=True),
                QuantityPosition(holder="cooperative", source="cooperative#C-1", low=0, note="no limit"),
                QuantityPosition(holder=TALKS, source=f"{TALKS}#boats", low=40, high=55, unknown=True),
            ),
        ),
        Range(
            quantity="yearly-fee",
            unit="crown",
            subject="pay:berth-fee",
            common_range=None,
            explanation=recorded("No figure suits all: 120 is over what the cooperative will pay."),
            positions=(
                QuantityPosition(holder="cooperative", source="cooperative#C-2", below=90, strength="conditional"),
                QuantityPosition(holder=TALKS, source=f"{TALKS}#fees", low=120, high=120),
                QuantityPosition(holder="port-authority", source=f"{DRAFT}#2", above=95),
            ),
        ),
        Range(
            quantity="finish",
            unit="",
            subject="dredge:channel",
            common_range=("2032-06-01", "2032-06-01"),
            explanation=recorded("The earlier date satisfies both."),
            positions=(
                QuantityPosition(holder=DRAFT, source=f"{DRAFT}#4a", high="2032-06-01"),
                QuantityPosition(holder=COUNTER, source=f"{COUNTER}#4", high="2033-06-01"),
            ),
        ),
    ),
    obligations=(
        ActorObligations(plan=DRAFT, actor="cooperative", duties=("2", "4b"), prohibitions=("1", "6"), benefits=("3",)),
        ActorObligations(
            plan=DRAFT, actor="port-authority", duties=("3", "4a", "5"), permissions=("7",), benefits=("2",)
        ),
        ActorObligations(
            plan=COUNTER, actor="cooperative", duties=("2",), prohibitions=("1",), permissions=("5",), benefits=("3",)
        ),
        ActorObligations(plan=COUNTER, actor="port-authority", duties=("3",), benefits=("2",)),
        ActorObligations(plan=COUNTER, actor="council", duties=("4", "7"), party=False),
        ActorObligations(
            plan=TALKS, actor="cooperative", duties=("fees",), prohibitions=("boats",), benefits=("access",)
        ),
    ),
    plan_findings=(
        PlanFinding(
            plan=DRAFT,
            rule="plan-duty-unverified",
            clauses=("4a",),
            actors=("port-authority",),
            explanation=recorded("Nobody checks that the channel was dredged."),
            fingerprint=compute_fingerprint("plan-duty-unverified", DRAFT, "4a"),
        ),
        PlanFinding(
            plan=COUNTER,
            rule="plan-duty-on-non-party",
            clauses=("4", "7"),
            actors=("council",),
            explanation=recorded("The council would not sign."),
            fingerprint=compute_fingerprint("plan-duty-on-non-party", COUNTER, "4"),
        ),
    ),
    step_orders=tuple(
        StepOrder(
            plan=plan_id,
            steps=(
                OrderedStep(name="HL-5.dive"),
                OrderedStep(name="HL-2.survey", after=("HL-5.dive",)),
                OrderedStep(name="HL-2.vote", after=("HL-2.survey",)),
                OrderedStep(name="HL-2.permit", after=("HL-2.vote",), same_as=("HL-5.permit",)),
            ),
        )
        for plan_id in (DRAFT, COUNTER)
    ),
    text_options=(
        TextOption(issue="fleet.size", clause=f"{DRAFT}#1"),
        TextOption(issue="fleet.size", clause=f"{TALKS}#boats", strains=("port-authority#P-1",)),
        TextOption(issue="fleet.size", clause=f"{COUNTER}#1", breaches=("port-authority#P-1",)),
        TextOption(issue="fleet.hours", clause=f"{DRAFT}#6", breaches=("cooperative#C-1",)),
        TextOption(issue="fleet.hours", clause=f"{COUNTER}#5", breaches=("port-authority#P-3",)),
    ),
)


def sample(language: str = "en") -> dict[str, Any]:
    """The report value of the harbour plans."""
    return build_report(WORKSPACE, FINDINGS, vocabulary=Vocabulary(WORDS), as_of="2031-04-10", base=DRAFT,
                  language=language, version="0.1.0")  # fmt: skip


if __name__ == "__main__":
    SAMPLE.write_text(json.dumps(sample(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
