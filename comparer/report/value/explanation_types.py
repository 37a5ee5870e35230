"""The shapes of an explanation: one item of the report with its sources, or two with what they have to do."""

from __future__ import annotations

from typing import Literal, TypeAlias, TypedDict

from comparer.report.value.types import (
    ChangeRecord,
    ClauseRecord,
    ConstraintFindingRecord,
    ConstraintRecord,
    ExplanationRecord,
    FactRecord,
    GapRecord,
    LineRecord,
    LinkRecord,
    VerdictRecord,
)


class CardFields(TypedDict, total=False):
    """What the card of a source says, so far as it says anything."""

    publisher: str
    title: str
    date: str
    address: str
    type: str
    leaning: str
    fault: str
    read: str


class CitedSource(CardFields):
    """A cite with what its card says, and what was read in the paragraph that it names."""

    cite: str
    facts: list[FactRecord]


class ExplainedClause(ClauseRecord):
    kind: Literal["clause"]
    sources: list[CitedSource]


class ExplainedLine(LineRecord):
    kind: Literal["line"]
    sources: list[CitedSource]


class ExplainedConstraint(ConstraintRecord):
    kind: Literal["constraint"]
    sources: list[CitedSource]


ExplainedSubject: TypeAlias = ExplainedClause | ExplainedLine | ExplainedConstraint


class ReferencedLink(LinkRecord):
    """A link with its two plans and its clauses as `PLAN#CLAUSE`."""

    plans: list[str]
    refs: list[str]


class AgainstField(TypedDict, total=False):
    against: ExplainedSubject


class ExplanationValue(AgainstField):
    """What the report knows of a subject."""

    subject: ExplainedSubject
    links: list[ReferencedLink]
    gaps: list[GapRecord]
    verdicts: list[VerdictRecord]
    constraints: list[ConstraintFindingRecord]


class RuleText(TypedDict):
    """A rule of the tool in words."""

    id: str
    title: str
    says: str
    why: str


class FindingExplanation(TypedDict):
    """One finding with its rule and all that it rests on: clauses, red lines, rules of law.

    `finding` is the name of its kind, `plans` the two plans of a link or gap, `sentence` what it says in the language
    of the report, `because` why, `details` what else it holds (changes, steps), a sentence each.
    """

    finding: str
    fingerprint: str
    plans: list[str]
    sentence: str
    because: str
    details: list[str]
    rule: RuleText | None
    rests_on: list[ExplainedSubject]


class JudgementValue(TypedDict):
    """How the right of two clauses differs from the left, whether or not a link of a report joins them."""

    relation: str
    basis: str
    confidence: str
    reason: str
    explanation: ExplanationRecord | None
    changes: list[ChangeRecord]
    favours: list[str]
