"""What was derived: links, changes, gaps, rows, verdicts and the rest, as frozen values.

Facts (what differs) and judgement (what it does) are separate values, each usable alone. Every finding has a
`fingerprint`, made of rule, ids and facet, never of prose or places, so that a person's decision on it survives.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from comparer.model.explanation import Argument, Explanation
from comparer.model.relation import (
    Basis,
    Confidence,
    ConstraintVerdict,
    GapKind,
    InterestBasis,
    MatchedBy,
    Relation,
    VerdictKind,
)


def compute_fingerprint(*parts: str) -> str:
    """Twelve hexadecimal digits that name a finding by its rule, ids and facet."""
    return sha256("\x1f".join(parts).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """Whom a change favours and whom it is against, with what says so: clauses, lines or sources by reference."""

    favours: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    basis: InterestBasis = InterestBasis.NOBODY_ASKS
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One facet that differs. `before` and `after` are words to show; `effect` is the relation of this facet alone.

    `weight` is the class of weight from 1 (decides) to 5 (decides nothing). `is_unreported`: a text that is known in
    part merely does not mention it.
    """

    facet: str
    before: Argument
    after: Argument
    effect: Relation
    rule: str
    weight: int = 2
    is_unreported: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The answer of `relate`: a relation, the facets that carry it, and on what it rests.

    `reason` is why the confidence is not high, or why nothing can be told.
    """

    relation: Relation
    changes: tuple[Change, ...] = ()
    basis: Basis = Basis.NORM
    confidence: Confidence = Confidence.HIGH
    reason: Explanation | None = None
    favours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One labelled signal for a counterpart and what it adds to the score."""

    label: str
    weight: float
    left: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Clauses of one plan aligned with clauses of another, before anything is judged.

    Clause ids are as in the files, sorted in the order of the plan. `score` is None for encoded and pinned links.
    `reason` is the words of a person or a signal, never a key; `is_deferral` says that one side leaves the other for
    later, which answers it without being its counterpart.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    matched_by: MatchedBy
    score: float | None = None
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    is_deferral: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """The links of one pair of plans, what was nearly one, and what stayed alone.

    `struck` pairs each clause, as `PLAN#CLAUSE`, with the struck clause across that is its counterpart.
    """

    left: str
    right: str
    matches: tuple[Match, ...]
    possible: tuple[Match, ...] = ()
    ambiguous: tuple[Match, ...] = ()
    unmatched_left: tuple[str, ...] = ()
    unmatched_right: tuple[str, ...] = ()
    struck_counterparts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link with its judgement. `is_pinned_reading`: a person's reading stands in place of the engine's own."""

    match: Match
    judgement: Judgement
    fingerprint: str
    interest: Interest = Interest()
    is_pinned_reading: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A clause of `plan` that nothing in `missing_from` answers.

    `answered_by` names the clauses there that strike, defer or hold it, else those that answer its question otherwise.
    `interest` says whom the loss helps, where the other text takes something away.
    """

    plan: str
    clause: str
    missing_from: str
    kind: GapKind
    answered_by: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH
    interest: Interest | None = None
    fingerprint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPair:
    left: str
    right: str
    links: tuple[Link, ...]
    gaps: tuple[Gap, ...]
    possible: tuple[Match, ...] = ()
    ambiguous: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignmentRow:
    """A place of the comparison: an issue, and for each plan the clauses that stand there (none: a gap)."""

    id: str
    issue: str
    label: str
    cells: tuple[tuple[str, tuple[str, ...]], ...]
    question: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentVerdict:
    """What one variant of a clause, or one norm of a line, comes to on its own."""

    subject: str
    verdict: str
    holder: str = ""
    family: str = ""
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a plan does to a red line. `clauses` decide; `notes` are clauses that bear on it and decide nothing.

    `line` is `FILE#LINE`, since one party may have several files whose lines share their ids.

    `norm` is the place of the norm that decides among those of the `version`; None where the line is not judged.
    """

    plan: str
    party: str
    line: str
    kind: VerdictKind
    strength: str
    confidence: Confidence
    rule: str
    explanation: Explanation
    clauses: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    inferred: bool = False
    stated_later: bool = False
    holder: str = ""
    version: str = ""
    norm_index: int | None = None
    component_verdicts: tuple[ComponentVerdict, ...] = ()
    fingerprint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstraintFinding:
    plan: str
    constraint: str
    verdict: ConstraintVerdict
    clauses: tuple[str, ...]
    steps: tuple[str, ...]
    rule: str
    explanation: Explanation
    force: str = ""
    in_force_later: bool = False
    note_only: bool = False
    confidence: Confidence = Confidence.HIGH
    fingerprint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderedStep:
    """A step that the law asks of a plan. Steps are named `CONSTRAINT.STEP`.

    `after` names the steps of the same order that come first; `same_as` the steps of other rules that this one meets.
    `in_circle` says that the step waits, through others or directly, for itself or for steps that do.
    """

    name: str
    after: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    in_circle: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StepOrder:
    """All steps that the law asks of a plan, each after those it waits for: the one order that every format shows.

    Steps of a circle, and what waits for them, have no place in it and stand last.
    """

    plan: str
    steps: tuple[OrderedStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlock:
    """Two lines that no text can keep. `norms` are those that clash: the start of a version and a place, twice."""

    left: str
    right: str
    issue: str
    possible: bool
    explanation: Explanation
    strength: str = ""
    norms: tuple[tuple[str, int], ...] = ()
    fingerprint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    plan: str
    left: str
    right: str
    explanation: Explanation
    possible: bool = False
    fingerprint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityPosition:
    """Where one plan or red line puts a quantity. `above` and `below` are open ends; None is no bound."""

    holder: str
    source: str
    low: float | str | None = None
    high: float | str | None = None
    above: float | str | None = None
    below: float | str | None = None
    strength: str = ""
    about: bool = False
    unknown: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    quantity: str
    unit: str
    subject: str
    positions: tuple[QuantityPosition, ...]
    common_range: tuple[float | str | None, float | str | None] | None
    explanation: Explanation
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorObligations:
    plan: str
    actor: str
    duties: tuple[str, ...] = ()
    prohibitions: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()
    benefits: tuple[str, ...] = ()
    party: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFinding:
    """A finding on one plan alone: a duty on a non-party, a guarantee nobody gives, a duty nobody verifies, a cycle.

    `steps` are those of a cycle as `CONSTRAINT.STEP`, each before the one that waits for it.
    """

    plan: str
    rule: str
    clauses: tuple[str, ...]
    explanation: Explanation
    actors: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    fingerprint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextOption:
    """A wording on the table for an issue, with the stated lines that it breaches or strains: lists, never a sum."""

    issue: str
    clause: str
    breaches: tuple[str, ...] = ()
    strains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """What a person wants findings on: an issue with all below it, a party; empty for all."""

    issue: str = ""
    party: str = ""

    def __bool__(self) -> bool:
        return bool(self.issue or self.party)


EVERYTHING: Final = Narrowing()
"""Findings on every issue and every party."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that was found on the chosen plans, in the published order."""

    plans: tuple[str, ...]
    pairs: tuple[PlanPair, ...]
    rows: tuple[AlignmentRow, ...]
    common_rows: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    later: tuple[Verdict, ...] = ()
    constraints: tuple[ConstraintFinding, ...] = ()
    deadlocks: tuple[Deadlock, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    ranges: tuple[Range, ...] = ()
    obligations: tuple[ActorObligations, ...] = ()
    plan_findings: tuple[PlanFinding, ...] = ()
    text_options: tuple[TextOption, ...] = ()
    step_orders: tuple[StepOrder, ...] = ()
    half_encoded_plans: tuple[str, ...] = ()
    """Plans with a clause of which the data do not say what it does: anything may stand there unseen."""
