"""Everything that was read, people's decisions on links and findings, and the settings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from comparer.model.language import LanguageWords
from comparer.model.law import Constraint
from comparer.model.plan import Plan
from comparer.model.problems import FilePosition
from comparer.model.redline import RedLine
from comparer.model.source import Source
from comparer.model.vocabulary import VocabularyData

SentenceModel = Callable[[Sequence[str]], Sequence[Sequence[float]]]
"""For each text a vector of length 1, the same whatever other texts are asked for with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkDecision:
    """A person's word that clauses are, or are not, counterparts (`PLAN#CLAUSE` on both sides)."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    cannot_link: bool = False
    reason: str = ""
    relation: str = ""
    favours: tuple[str, ...] | None = None
    against: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    fingerprint: str
    accepted_values: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    by: str = ""
    date: str = ""
    expires: str = ""
    position: FilePosition = field(default=FilePosition(""), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    title: str = ""
    language: str = "en"
    base: str = ""
    focus: tuple[str, ...] = ()
    """The plans that first screens show; all of them where none are named."""
    fail_on: tuple[str, ...] = ("breached",)
    severities: tuple[tuple[str, str], ...] = ()
    model: str = ""
    """The sentence model for alignment: `packaged`, a folder, or none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenBriefSection:
    """A section of a brief. Each sentence has its text and the fingerprints of the findings that it rests on."""

    heading: str
    sentences: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenBrief:
    """A brief that a person wrote, for reports that show these plans first; for all where none is named."""

    title: str = ""
    plans: tuple[str, ...] = ()
    sections: tuple[WrittenBriefSection, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """Everything that was read. Plans are sorted by date, then id; lines and constraints by file, then as written.

    `digest` is the SHA-256 over names and bytes of the files read, in sorted order.
    """

    plans: tuple[Plan, ...] = ()
    red_lines: tuple[RedLine, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    sources: tuple[Source, ...] = ()
    vocabulary: VocabularyData = VocabularyData()
    link_decisions: tuple[LinkDecision, ...] = ()
    acceptances: tuple[Acceptance, ...] = ()
    languages: tuple[LanguageWords, ...] = ()
    settings: Settings = Settings()
    brief: WrittenBrief | None = None
    digest: str = ""
    sentence_model: SentenceModel | None = field(default=None, compare=False, repr=False)
    """What `settings.model` names, once it is loaded."""

    def select_plans(self, plan_ids: Collection[str]) -> tuple[Plan, ...]:
        """The plans of these ids, in their order here; all where no id is named."""
        return tuple(plan for plan in self.plans if not plan_ids or plan.id in plan_ids)
