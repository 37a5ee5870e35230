"""What people wrote: plans, red lines, constraints, sources and the vocabulary, as frozen values.

Built once from checked data (`comparer.load.construct`) and never changed. Nothing here reads files or judges anything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from comparer.model.problems import Place

SentenceModel = Callable[[Sequence[str]], Sequence[Sequence[float]]]
"""For each text a vector of length 1, the same whatever other texts are asked for with it."""

ANYONE = "anyone"
UNNAMED = "unnamed"


class Modality(StrEnum):
    """How a norm binds. The first four are the standard deontic operators; the others are what drafts do besides."""

    MUST = "must"
    MUST_NOT = "must-not"
    MAY = "may"
    NEED_NOT = "need-not"
    DECLARES = "declares"
    DECLARES_NOT = "declares-not"
    EXPECTS = "expects"
    EXPECTS_NOT = "expects-not"
    DEFERS = "defers"


class Kind(StrEnum):
    DRAFT = "draft"
    COUNTER_PROPOSAL = "counter-proposal"
    REVISION = "revision"
    POSITION = "position"


class Coverage(StrEnum):
    COMPLETE = "complete"
    PARTIAL = "partial"


class Known(StrEnum):
    STATED = "stated"
    REPORTED = "reported"
    DENIED = "denied"


class State(StrEnum):
    OPEN = "open"
    AGREED = "agreed"
    CONTESTED = "contested"
    DEFERRED = "deferred"
    MOVED = "moved"
    STRUCK = "struck"


class Strength(StrEnum):
    ABSOLUTE = "absolute"
    CONDITIONAL = "conditional"
    PREFERENCE = "preference"


class Asks(StrEnum):
    """What a red line wants of a text: nothing contrary in it, or the thing itself."""

    ABSENCE = "absence"
    TEXT = "text"


class Force(StrEnum):
    LAW = "law"
    DECISION = "decision"
    DECLARATION = "declaration"
    STATEMENT = "statement"
    OPINION = "opinion"


class ConditionKind(StrEnum):
    WHEN = "when"
    UNTIL = "until"
    UNLESS = "unless"
    VOID_IF = "void_if"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A named quantity of a clause as an interval. Numbers are in `unit`; dates are ISO strings.

    `about` says that the figure is of unknown width; `unknown` that a bound exists and is not known; `start` is the
    event from which a deadline or period runs.
    """

    name: str
    low: float | str | None = None
    high: float | str | None = None
    low_open: bool = False
    high_open: bool = False
    about: bool = False
    unknown: bool = False
    unit: str = ""
    of: str = ""
    start: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    quantities: tuple[Quantity, ...] = ()
    manners: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    consent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Condition:
    """One event, or one clause (`PLAN#CLAUSE`), on which a norm depends."""

    kind: ConditionKind
    event: str = ""
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """Who is bound (`bearers`), how (`modality`), to what action (`agents` – `act` – `objects`), on what terms.

    `agents` is empty where the bearer is the one who acts.
    """

    bearers: tuple[str, ...]
    modality: Modality
    act: str = ""
    objects: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    intent: bool = False
    terms: Terms = Terms()
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    source: str
    paragraph: str = ""

    def __str__(self) -> str:
        return f"{self.source}#{self.paragraph}" if self.paragraph else self.source


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One reading of a clause: a party's own version (`holder`) or a text family or report (`family`)."""

    holder: str = ""
    family: str = ""
    text: str
    norm: Norm | None = None
    known: Known = Known.STATED
    evidence: str = ""
    cites: tuple[Cite, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The smallest part of a plan that binds on its own. `ref` is `PLAN#CLAUSE`."""

    plan: str
    id: str
    provision: str
    text: str
    issue: str = ""
    norm: Norm | None = None
    known: Known = Known.STATED
    state: State = State.OPEN
    evidence: str = ""
    cites: tuple[Cite, ...] = ()
    variants: tuple[Variant, ...] = ()
    track: str = ""
    voids: tuple[str, ...] = ()
    part: str = ""
    holder: str = ""
    note: str = ""
    reviewed: str = ""
    not_encoded: str = ""
    made_from: str = ""
    heading: str = ""
    number: str = ""
    path: str = ""
    under: str = ""
    closes: str = ""
    opening: str = ""
    closing: str = ""
    place: Place = field(default=Place(""), compare=False)
    ref: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ref", f"{self.plan}#{self.id}")

    @property
    def whole_text(self) -> str:
        """The clause's words with the opening words that it goes on with and those that close its list."""
        return " ".join(filter(None, (self.opening, self.text, self.closing)))

    @property
    def live(self) -> bool:
        """Whether the clause still stands in the text: neither struck nor moved elsewhere."""
        return self.state not in (State.STRUCK, State.MOVED)

    @property
    def holders(self) -> frozenset[str]:
        """Who holds the clause's variants; the empty string stands for those that nobody does."""
        return frozenset(variant.holder for variant in self.variants)


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    id: str
    heading: str = ""
    number: str = ""
    part: str = ""
    coverage: Coverage | None = None
    clauses: tuple[Clause, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    id: str
    title: str
    issued: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    party: str
    says: str
    date: str = ""
    cites: tuple[Cite, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    about: str
    note: str
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    id: str
    title: str
    kind: Kind = Kind.DRAFT
    coverage: Coverage = Coverage.COMPLETE
    issued: str = ""
    summary: str = ""
    proposers: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    derived_from: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    full_text: str = ""
    full_text_opened: bool = False
    full_text_note: str = ""
    reactions: tuple[Reaction, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    parts: tuple[Part, ...] = ()
    provisions: tuple[Provision, ...] = ()
    note: str = ""
    assumed: tuple[str, ...] = ()
    place: Place = field(default=Place(""), compare=False)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        return tuple(clause for provision in self.provisions for clause in provision.clauses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """What lifts a norm: an event, or a norm that the plan itself gives."""

    event: str = ""
    norm: Norm | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineNorm:
    norm: Norm
    asks: Asks
    exceptions: tuple[Exemption, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LineVersion:
    start: str = ""
    end: str = ""
    strength: Strength = Strength.ABSOLUTE
    norms: tuple[LineNorm, ...] = ()
    said_by: str = ""
    known: Known = Known.STATED
    evidence: str = ""
    cites: tuple[Cite, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RedLine:
    """`ref` is `FILE#LINE`, as `party#LINE`."""

    file: str
    party: str
    id: str
    title: str
    issue: str = ""
    versions: tuple[LineVersion, ...] = ()
    inferred: bool = False
    judged_reading: bool = False
    not_judged: str = ""
    no_line: str = ""
    note: str = ""
    place: Place = field(default=Place(""), compare=False)

    @property
    def ref(self) -> str:
        return f"{self.file}#{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    id: str
    act: str
    by: tuple[str, ...] = ()
    majority: str = ""
    after: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touches:
    acts: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    id: str
    title: str
    says: str = ""
    force: Force = Force.LAW
    binds: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    certainty: str = "high"
    issue: str = ""
    touches: Touches = Touches()
    norm: Norm | None = None
    when: tuple[str, ...] = ()
    exceptions: tuple[Exemption, ...] = ()
    steps: tuple[Step, ...] = ()
    cites: tuple[Cite, ...] = ()
    note: str = ""
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    value: float | str
    unit: str = ""
    bound: str = "exactly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    at: str = ""
    says: str
    figures: tuple[Figure, ...] = ()
    slip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    id: str
    type: str
    publisher: str = ""
    title: str = ""
    date: str = ""
    address: str = ""
    leaning: str = ""
    fault: str = ""
    read: str = ""
    paragraphs: int = 0
    facts: tuple[Fact, ...] = ()
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    id: str
    label: str = ""
    synonyms: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    kind_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    id: str
    label: str = ""
    definition: str = ""
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    id: str
    label: str = ""
    synonyms: tuple[str, ...] = ()
    converse: str = ""
    entails: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    enables: tuple[str, ...] = ()
    bounds: str = ""
    performed_by_words: bool = False
    distributes: bool = False
    joint: bool = False
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    id: str
    label: str = ""
    synonyms: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    whole: bool = False
    kind_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    id: str
    label: str = ""
    synonyms: tuple[str, ...] = ()
    entails: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityKind:
    id: str
    label: str = ""
    unit: str = ""
    more: str = "none"
    kind: str = "amount"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    id: str
    label: str = ""
    synonyms: tuple[str, ...] = ()
    base: str = ""
    numerator: int = 1
    denominator: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    id: str
    label: str = ""
    effect: str = "narrows"
    excludes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """`act` and `objects` say which duty the instrument implies; `objects` pairs each bearer with its object."""

    id: str
    label: str = ""
    act: str = ""
    objects: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyData:
    """The words of a workspace as written, in the order of the file."""

    actors: tuple[Actor, ...] = ()
    issues: tuple[Issue, ...] = ()
    acts: tuple[Act, ...] = ()
    objects: tuple[Thing, ...] = ()
    events: tuple[Event, ...] = ()
    quantities: tuple[QuantityKind, ...] = ()
    units: tuple[Unit, ...] = ()
    manners: tuple[Manner, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A person's word that clauses are, or are not, counterparts (`PLAN#CLAUSE` on both sides)."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    forbidden: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    fingerprint: str
    was: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    by: str = ""
    date: str = ""
    expires: str = ""
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    title: str = ""
    language: str = "en"
    base: str = ""
    fail_on: tuple[str, ...] = ("breached",)
    severities: tuple[tuple[str, str], ...] = ()
    model: str = ""
    """The sentence model for alignment: `packaged`, a folder, or none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """Everything that was read. Plans are sorted by date, then id; lines and constraints by file, then as written.

    `digest` is the SHA-256 over names and bytes of the files read, in sorted order.
    """

    plans: tuple[Plan, ...] = ()
    lines: tuple[RedLine, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    sources: tuple[Source, ...] = ()
    vocabulary: VocabularyData = VocabularyData()
    pins: tuple[Pin, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    settings: Settings = Settings()
    digest: str = ""
    sentence_model: SentenceModel | None = field(default=None, compare=False, repr=False)
    """What `settings.model` names, once it is loaded."""
