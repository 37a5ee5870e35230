"""A plan with its provisions, clauses and variants, as written. Frozen values that judge nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from comparer.model.norm import Norm
from comparer.model.problems import FilePosition
from comparer.model.source import Attestation, Citation


class PlanKind(StrEnum):
    DRAFT = "draft"
    COUNTER_PROPOSAL = "counter-proposal"
    REVISION = "revision"
    POSITION = "position"


class Coverage(StrEnum):
    COMPLETE = "complete"
    PARTIAL = "partial"


class ClauseState(StrEnum):
    OPEN = "open"
    AGREED = "agreed"
    AGREED_AD_REF = "agreed-ad-ref"
    CONTESTED = "contested"
    DEFERRED = "deferred"
    TO_BE_REVISITED = "to-be-revisited"
    MOVED = "moved"
    STRUCK = "struck"

    @property
    def is_agreed(self) -> bool:
        """Whether those at the table have agreed, be it subject to their capitals."""
        return self in (ClauseState.AGREED, ClauseState.AGREED_AD_REF)

    @property
    def is_put_off(self) -> bool:
        """Whether the matter is left for later, or there is a text to which the parties come back."""
        return self in (ClauseState.DEFERRED, ClauseState.TO_BE_REVISITED)

    @property
    def is_said_by_itself(self) -> bool:
        """Whether the state alone says all: struck, moved elsewhere, or left for later without a text of its own."""
        return self in (ClauseState.STRUCK, ClauseState.MOVED, ClauseState.DEFERRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One reading of a clause: a party's own version (`holder`) or a text family or report (`family`)."""

    holder: str = ""
    family: str = ""
    text: str
    norm: Norm | None = None
    known: Attestation = Attestation.STATED
    evidence: str = ""
    cites: tuple[Citation, ...] = ()
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
    known: Attestation = Attestation.STATED
    state: ClauseState = ClauseState.OPEN
    evidence: str = ""
    cites: tuple[Citation, ...] = ()
    variants: tuple[Variant, ...] = ()
    track: str = ""
    voids: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    short: str = ""
    number: str = ""
    part: str = ""
    holder: str = ""
    note: str = ""
    reviewed: str = ""
    not_encoded: str = ""
    made_from: str = ""
    heading: str = ""
    path: str = ""
    under: str = ""
    closes: str = ""
    intended: tuple[str, ...] = ()
    """Aspects of a duty that the text leaves open on purpose."""
    opening: str = ""
    closing: str = ""
    position: FilePosition = field(default=FilePosition(""), compare=False)
    ref: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ref", f"{self.plan}#{self.id}")

    @property
    def whole_text(self) -> str:
        """The clause's words with the opening words that it goes on with and those that close its list.

        A colon that leads to the list is no part of the sentence of one point.
        """
        return " ".join(filter(None, (self.opening.removesuffix(":").rstrip(), self.text, self.closing)))

    @property
    def is_live(self) -> bool:
        """Whether the clause still stands in the text: neither struck nor moved elsewhere."""
        return self.state not in (ClauseState.STRUCK, ClauseState.MOVED)

    @property
    def variant_holders(self) -> frozenset[str]:
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
class PlanPart:
    id: str
    title: str
    issued: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    party: str
    says: str
    date: str = ""
    cites: tuple[Citation, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    about: str
    note: str
    cites: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedText:
    where: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    """The document that a plan was imported from. `untitled` says that the plan's title is the name of the file.

    `set_aside` is text of the document that no clause, heading or note holds.
    """

    file: str
    untitled: bool = False
    set_aside: tuple[PlacedText, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    id: str
    title: str
    name: str = ""
    kind: PlanKind = PlanKind.DRAFT
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
    parts: tuple[PlanPart, ...] = ()
    provisions: tuple[Provision, ...] = ()
    note: str = ""
    document: SourceDocument | None = None
    assumed_fields: tuple[str, ...] = ()
    position: FilePosition = field(default=FilePosition(""), compare=False)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        return tuple(clause for provision in self.provisions for clause in provision.clauses)
