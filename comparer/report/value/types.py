"""The shapes of the report value, declared once: the same keys as `schema/report.schema.json`, for code that reads it.

A key is required where every report has it. Where a comment names no other kind of value, strings are ids or text as
people wrote it, and an empty string stands for what is not there.
"""

from __future__ import annotations

from typing import Final, NotRequired, TypeAlias, TypedDict, final

from comparer.resources.message_catalogue import LegendEntry

LegendRecord: TypeAlias = dict[str, list[LegendEntry]]
"""What each mark and word means, by group."""

FigureValue: TypeAlias = int | float | str
"""A figure as written: a number, or a date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""

ConditionsRecord: TypeAlias = dict[str, list[str]]
"""Events, or clauses as `PLAN#CLAUSE`, by the kind of condition; only the kinds that occur."""

CountsByKind: TypeAlias = dict[str, int]
"""A number for `total` and for each kind of a closed set, those with none included."""

# --- norms

_NormKeywords = TypedDict("_NormKeywords", {"with": list[str], "as": list[str]})


@final
class NormRecord(_NormKeywords):
    bearer: list[str]
    modality: str
    act: str
    object: list[str]
    agent: list[str]
    beneficiary: list[str]
    force: str


_QuantityKeywords = TypedDict("_QuantityKeywords", {"is": NotRequired[FigureValue], "from": NotRequired[str]})


@final
class QuantityRecord(_QuantityKeywords):
    """The bounds that a text gives, then unit, share-of and start."""

    min: NotRequired[FigureValue]
    max: NotRequired[FigureValue]
    above: NotRequired[FigureValue]
    below: NotRequired[FigureValue]
    about: NotRequired[FigureValue]
    unknown: NotRequired[bool]
    unit: NotRequired[str]
    of: NotRequired[str]


@final
class TermsRecord(TypedDict):
    quantity: dict[str, QuantityRecord]
    manner: list[str]
    instrument: list[str]
    consent: list[str]


class NormFields(TypedDict):
    """What everything that is encoded has."""

    norm: NormRecord | None
    terms: TermsRecord
    conditions: ConditionsRecord


@final
class ExceptionRecord(TypedDict):
    """An event alone, or a norm with its terms and conditions."""

    event: NotRequired[str]
    norm: NotRequired[NormRecord | None]
    terms: NotRequired[TermsRecord]
    conditions: NotRequired[ConditionsRecord]


# --- plans and clauses


@final
class FullTextRecord(TypedDict):
    address: str
    opened: bool
    note: str


@final
class ReactionRecord(TypedDict):
    party: str
    says: str
    date: str
    cites: list[str]
    note: str


@final
class DisputeRecord(TypedDict):
    about: str
    note: str
    cites: list[str]


@final
class PlanPartRecord(TypedDict):
    id: str
    title: str
    issued: str
    note: str


class PlanRecord(TypedDict):
    """`provisions`, `clauses`, `sources` and `judgeable` are counts; `clause_ids` gives the order of the document."""

    id: str
    name: str
    phrase: str
    """The name as it stands inside a sentence."""
    title: str
    kind: str
    coverage: str
    proposers: list[str]
    issued: str
    provisions: int
    clauses: int
    parties: list[str]
    summary: str
    derived_from: list[str]
    answers: list[str]
    supersedes: list[str]
    full_text: FullTextRecord | None
    reactions: list[ReactionRecord]
    disputed: list[DisputeRecord]
    parts: list[PlanPartRecord]
    assumed: list[str]
    sources: int
    known: CountsByKind
    judgeable: int
    clause_ids: list[str]
    note: str
    place: str


class VariantRecord(NormFields):
    """One reading of a clause."""

    holder: str
    family: str
    text: str
    known: str
    evidence: str
    cites: list[str]
    note: str


class ClauseRecord(NormFields):
    plan: str
    id: str
    provision: str
    heading: str
    part: str
    text: str
    short: str
    questions: list[str]
    issue: str
    known: str
    state: str
    to: str
    voids: list[str]
    evidence: str
    holder: str
    cites: list[str]
    variants: list[VariantRecord]
    note: str
    reviewed: str
    place: str


# --- red lines, law and sources

_PeriodFields = TypedDict("_PeriodFields", {"from": str, "until": str})


class LineNormRecord(NormFields):
    asks: str
    exceptions: list[ExceptionRecord]


class LineVersionRecord(_PeriodFields):
    strength: str
    norms: list[LineNormRecord]
    sentence: str
    said_by: str
    known: str
    evidence: str
    cites: list[str]
    note: str


class LineRecord(TypedDict):
    id: str
    file: str
    party: str
    title: str
    sentence: str
    issue: str
    strength: str
    inferred: bool
    reading: str
    not_judged: str
    no_line: str
    versions: list[LineVersionRecord]
    note: str
    place: str


class StepRecord(TypedDict):
    id: str
    act: str
    by: list[str]
    majority: str
    after: list[str]
    note: str


class LawStepFields(StepRecord):
    """A step of a rule of law with its rule. `after` names other steps as `CONSTRAINT.STEP`."""

    constraint: str
    title: str


@final
class LawStepRecord(LawStepFields):
    """A step of a rule of law with its rule. `after` names other steps as `CONSTRAINT.STEP`."""


class OrderedStepRecord(TypedDict):
    """A step in its place in a plan's order; all names are keys of `law_steps`."""

    step: str
    after: list[str]
    same_as: list[str]
    in_circle: bool


class StepOrderRecord(TypedDict):
    """The steps that the law asks of a plan, in their one order."""

    plan: str
    steps: list[OrderedStepRecord]


@final
class OrderedStep(LawStepFields):
    """A step as it is shown in a plan's order. `number` is its place with a dot, a dash for a step in a circle."""

    same_as: list[str]
    in_circle: bool
    number: str


class ConstraintRecord(NormFields, _PeriodFields):
    """A rule of law or a decision in force."""

    id: str
    title: str
    says: str
    force: str
    binds: list[str]
    certainty: str
    issue: str
    when: list[str]
    exceptions: list[ExceptionRecord]
    steps: list[StepRecord]
    cites: list[str]
    note: str
    place: str


@final
class FactRecord(TypedDict):
    at: str
    says: str
    slip: str


@final
class SourceRecord(TypedDict):
    type: str
    publisher: str
    title: str
    date: str
    address: str
    leaning: str
    fault: str
    read: str
    facts: list[FactRecord]
    place: str


# --- explanations


@final
class TermRecord(TypedDict):
    """A value of a closed set, such as a modality, with the name of its group."""

    group: str
    value: str


@final
class LineNormPlace(TypedDict):
    """A norm of a red line: `FILE#LINE`, the start of its version, and its place there from 0."""

    line: str
    version: str
    norm: int


@final
class AmountRecord(TypedDict):
    """An amount with its ends; None is no end."""

    low: FigureValue | None
    high: FigureValue | None
    low_open: bool
    high_open: bool
    about: bool
    unknown: bool
    unit: str


@final
class ArgumentRecord(TypedDict):
    """A typed value under the one key that says what it is; `actions` are clauses as `PLAN#CLAUSE`, by what they do."""

    text: NotRequired[str]
    term: NotRequired[TermRecord]
    words: NotRequired[list[str]]
    clauses: NotRequired[list[str]]
    actions: NotRequired[list[str]]
    line_norm: NotRequired[LineNormPlace]
    constraint: NotRequired[str]
    norm: NotRequired[NormFields]
    amount: NotRequired[AmountRecord]
    conditions: NotRequired[ConditionsRecord]
    reading: NotRequired[str]
    explanation: NotRequired[ExplanationRecord]


@final
class ExplanationRecord(TypedDict):
    """The rule or reason whose message says why, and what fills that message in."""

    rule: str
    arguments: dict[str, ArgumentRecord]


# --- findings


class FindingFields(TypedDict):
    """What every finding has that a person may accept."""

    fingerprint: str
    accepted: bool


class MatchRecord(TypedDict):
    left: list[str]
    right: list[str]
    score: float | None
    matched_by: str


@final
class SignalRecord(TypedDict):
    """One signal for a counterpart and what it adds to the score."""

    label: str
    weight: float
    left: str
    right: str


@final
class EvidencedMatch(MatchRecord):
    """A match with its signals, as `comparer align` prints it; no part of the report."""

    evidence: list[SignalRecord]
    reason: str


class ChangeRecord(TypedDict):
    facet: str
    before: str
    after: str
    effect: str
    weight: int
    unreported: bool
    rule: str
    before_value: ArgumentRecord
    after_value: ArgumentRecord


class InterestRecord(TypedDict):
    """What says whom a change helps: the basis, and the clauses, lines or sources that show it."""

    basis: str
    cites: list[str]


class LinkRecord(FindingFields):
    left: list[str]
    right: list[str]
    relation: str
    basis: str
    confidence: str
    reason: str
    explanation: ExplanationRecord | None
    score: float | None
    matched_by: str
    pin_reason: str
    changes: list[ChangeRecord]
    favours: list[str]
    against: list[str]
    interest: InterestRecord
    pinned_reading: bool


class GapRecord(FindingFields):
    plan: str
    clause: str
    missing_from: str
    kind: str
    by: list[str]
    favours: list[str]
    against: list[str]
    confidence: str
    rule: str


class PairEnds(TypedDict):
    """The two plans of a pair."""

    left: str
    right: str


@final
class TextEdit(TypedDict):
    """A heading, note or title of a part that differs between linked clauses; `field` is its name in a plan file.

    Of `title`, that of the document, and `aside`, a text of it that no clause holds, there are no clauses.
    """

    left: list[str]
    right: list[str]
    field: str
    before: str
    after: str


class PairRecord(PairEnds):
    """`edits` are of bare texts alone: beside encoded clauses headings and notes are words of whoever encoded them.

    Reports of earlier programs lack them.
    """

    links: list[LinkRecord]
    edits: NotRequired[list[TextEdit]]
    gaps: list[GapRecord]
    possible: list[MatchRecord]
    ambiguous: list[MatchRecord]


@final
class ReadingRecord(TypedDict):
    """What one reading of a clause, or one norm of a line, comes to."""

    of: str
    verdict: str
    holder: str
    family: str
    because: str
    explanation: ExplanationRecord | None


class VerdictFields(FindingFields):
    """What a plan does to a red line."""

    plan: str
    party: str
    line: str
    verdict: str
    strength: str
    inferred: bool
    stated_later: bool
    confidence: str
    clauses: list[str]
    notes: list[str]
    rule: str
    because: str
    explanation: ExplanationRecord
    holder: str
    version: str
    norm: int | None
    readings: list[ReadingRecord]


@final
class VerdictRecord(VerdictFields):
    """What a plan does to a red line."""


class ConstraintFindingFields(FindingFields):
    """What a plan runs into in a rule of law or a decision in force."""

    plan: str
    constraint: str
    verdict: str
    clauses: list[str]
    steps: list[str]
    rule: str
    because: str
    explanation: ExplanationRecord
    force: str
    in_force_later: bool
    note_only: bool
    confidence: str


@final
class ConstraintFindingRecord(ConstraintFindingFields):
    """What a plan runs into in a rule of law or a decision in force."""


@final
class LineNormReference(TypedDict):
    """A norm of a red line: the start of its version, and its place there from 0."""

    version: str
    norm: int


class DeadlockFields(FindingFields):
    """Two lines that no text can keep."""

    a: str
    b: str
    issue: str
    possible: bool
    norms: list[LineNormReference]
    rule: str
    because: str
    explanation: ExplanationRecord
    strength: str


@final
class DeadlockRecord(DeadlockFields):
    """Two lines that no text can keep."""


class ContradictionFields(FindingFields):
    """Two clauses of one plan that cannot both be done."""

    plan: str
    a: str
    b: str
    rule: str
    because: str
    explanation: ExplanationRecord
    possible: bool


@final
class ContradictionRecord(ContradictionFields):
    """Two clauses of one plan that cannot both be done."""


class PlanFindingFields(FindingFields):
    """A finding on one plan by itself."""

    plan: str
    rule: str
    clauses: list[str]
    actors: list[str]
    steps: list[str]
    because: str
    explanation: ExplanationRecord


@final
class PlanFindingRecord(PlanFindingFields):
    """A finding on one plan by itself."""


@final
class PositionRecord(TypedDict):
    """Where one plan or red line puts a quantity; None is no bound."""

    holder: str
    source: str
    min: FigureValue | None
    max: FigureValue | None
    above: FigureValue | None
    below: FigureValue | None
    strength: str
    about: bool
    unknown: bool
    note: str


RANGE_BOUNDS: Final = ("min", "max", "above", "below")


@final
class CommonRangeRecord(TypedDict):
    min: FigureValue | None
    max: FigureValue | None


@final
class RangeRecord(TypedDict):
    quantity: str
    unit: str
    subject: str
    by: list[PositionRecord]
    agreement: CommonRangeRecord | None
    rule: str
    because: str
    explanation: ExplanationRecord


@final
class LedgerRecord(TypedDict):
    plan: str
    actor: str
    party: bool
    duties: list[str]
    prohibitions: list[str]
    permissions: list[str]
    benefits: list[str]


@final
class WordingRecord(TypedDict):
    issue: str
    clause: str
    breaches: list[str]
    strains: list[str]


@final
class RowRecord(TypedDict):
    id: str
    issue: str
    label: str
    question: str
    cells: dict[str, list[str]]


@final
class AcceptanceRecord(TypedDict):
    fingerprint: str
    kind: str
    state: str
    was: dict[str, str]
    reason: str
    by: str
    date: str
    expires: str
    place: str


ReasonedRecord: TypeAlias = (
    VerdictRecord | ConstraintFindingRecord | DeadlockRecord | ContradictionRecord | PlanFindingRecord | RangeRecord
)
"""A finding with a `because`."""

AssessedRecord: TypeAlias = (
    VerdictRecord | ConstraintFindingRecord | DeadlockRecord | ContradictionRecord | PlanFindingRecord
)
"""A finding of one of the lists that a gate may fail on."""

ASSESSED_LISTS: Final = ("verdicts", "constraints", "deadlocks", "contradictions", "plan_findings")
"""The lists of a report with the findings of all but pairs of plans."""

FindingRecord: TypeAlias = AssessedRecord | LinkRecord | GapRecord
"""A finding with a fingerprint."""

# --- the report


@final
class ToolRecord(TypedDict):
    name: str
    version: str


@final
class DeadlockCounts(TypedDict):
    total: int
    possible: int


@final
class LineCounts(TypedDict):
    total: int
    judged: int
    not_judged: int


@final
class TotalsRecord(TypedDict):
    plans: int
    provisions: int
    clauses: int
    pairs: int
    links: CountsByKind
    changes: int
    gaps: CountsByKind
    verdicts: CountsByKind
    constraints: CountsByKind
    deadlocks: DeadlockCounts
    contradictions: int
    plan_findings: int
    rows: int
    lines: LineCounts
    accepted: int
    sources: int


@final
class PartyRecord(TypedDict):
    """A party that holds red lines, and how many."""

    id: str
    lines: int


@final
class IssueRecord(TypedDict):
    id: str
    label: str
    depth: int
    definition: str


@final
class WishRecord(TypedDict):
    """What a party has asked for on a question, with the clauses, lines or sources that show it.

    `says` has it in few words: those of the clause or line `ref`, else its own; empty where there are none.
    """

    party: str
    wish: str
    cites: list[str]
    ref: str
    says: str


@final
class QuestionRecord(TypedDict):
    """One thing that texts settle or leave open; `wants` says who asks for more of it, less, or what stands."""

    issue: str
    label: str
    asks: str
    wants: list[WishRecord]


@final
class GrammarRecord(TypedDict):
    """How words stand inside a sentence: by word its phrase, the participle of an act, a unit by form of number."""

    phrases: dict[str, str]
    passives: dict[str, str]
    forms: dict[str, dict[str, str]]


@final
class TimelineEvent(TypedDict):
    date: str
    event: str
    plan: str
    party: str
    says: str


class LineageEdge(TypedDict):
    plan: str
    kind: str
    of: str
    chosen: bool


@final
class RuleRecord(TypedDict):
    title: str
    says: str
    why: str
    message: str


@final
class DeltaRow(TypedDict):
    state: str
    subject: str
    before: str
    after: str
    because: str
    fingerprint: str


@final
class DeltaRecord(TypedDict):
    """What became of findings since another plan or report, in words."""

    about: str
    before: str
    after: str
    rows: list[DeltaRow]


@final
class WrittenSentence(TypedDict):
    """A sentence that a person wrote, and the findings that it rests on."""

    text: str
    findings: list[str]


@final
class WrittenSection(TypedDict):
    heading: str
    sentences: list[WrittenSentence]


@final
class WrittenBriefRecord(TypedDict):
    """A brief that a person wrote, in the place of ours."""

    title: str
    sections: list[WrittenSection]


@final
class AgreementTable(TypedDict):
    """A table of cells in words; `widths` are proportions of its columns."""

    name: str
    headings: list[str]
    rows: list[list[str]]
    widths: list[int]


@final
class AgreementMark(TypedDict):
    """A duty on a timeline: the column of what comes before it, counted from 0, how it is due, and what it awaits."""

    label: str
    column: int
    due: str
    note: str


@final
class AgreementEntry(TypedDict):
    """What stands behind a click, or in an annex: of one question, plan, draft or checklist."""

    id: str
    title: str
    notes: list[str]
    tables: list[AgreementTable]
    marks: list[AgreementMark]


@final
class AgreementSection(TypedDict):
    """What one tool towards agreement finds, in words: what to see first, the rest, and the command that has all."""

    kind: str
    title: str
    command: str
    notes: list[str]
    summary: AgreementTable | None
    entries: list[AgreementEntry]


class ReportValue(TypedDict):
    """All that a format draws. Clauses are keyed by `PLAN#CLAUSE`, lines by `FILE#LINE`, the others by their ids."""

    version: int
    tool: ToolRecord
    title: str
    language: str
    as_of: str
    base: str
    focus: list[str]
    digest: str
    order: str
    totals: TotalsRecord
    judged: str
    legend: LegendRecord
    limits: list[str]
    plans: list[PlanRecord]
    clauses: dict[str, ClauseRecord]
    lines: dict[str, LineRecord]
    constraints_in_force: dict[str, ConstraintRecord]
    sources: dict[str, SourceRecord]
    parties: list[PartyRecord]
    issues: list[IssueRecord]
    questions: dict[str, QuestionRecord]
    half_encoded: list[str]
    """Plans with a clause of which the data do not say what it does: anything may stand there unseen."""
    shared: list[str]
    pairs: list[PairRecord]
    verdicts: list[VerdictRecord]
    later: list[VerdictRecord]
    constraints: list[ConstraintFindingRecord]
    steps: list[StepOrderRecord]
    law_steps: dict[str, LawStepRecord]
    deadlocks: list[DeadlockRecord]
    contradictions: list[ContradictionRecord]
    plan_findings: list[PlanFindingRecord]
    ranges: list[RangeRecord]
    ledger: list[LedgerRecord]
    wordings: list[WordingRecord]
    rows: list[RowRecord]
    accepted: list[AcceptanceRecord]
    timeline: list[TimelineEvent]
    lineage: list[LineageEdge]
    rules: dict[str, RuleRecord]
    words: dict[str, str]
    grammar: GrammarRecord
    agreement: NotRequired[list[AgreementSection]]
    delta: NotRequired[DeltaRecord]
    written_brief: NotRequired[WrittenBriefRecord]
