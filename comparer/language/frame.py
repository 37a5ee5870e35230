"""What one sentence says, in parts that can be compared: who is bound, how, to do what, how much, when, unless what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from comparer.language.quantities import QuantityPhrase
from comparer.model.norm import Modality


class UnreadableSentenceError(Exception):
    """The sentence is beyond the reader.

    `reason` is an id, `reason.text.ID` for the report; `word` is the word of the sentence that it names, if any.
    """

    def __init__(self, reason: str, word: str = "") -> None:
        super().__init__(reason)
        self.reason, self.word = reason, word


class FigureRole(StrEnum):
    """What a figure does in its sentence: measure the act, or pick who or what is meant."""

    ACT = "act"
    SELECTS = "selects"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its role. `relation` is the word that joins it to the act (`by`, `to`, `of`) or ""."""

    role: FigureRole
    phrase: QuantityPhrase
    source_text: str
    relation: str = ""


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """One thing named. `modifiers` are the words that narrow it, each with all that hangs on it, figures as #.

    `names` are the proper names among all its words, in lower case.
    """

    head: str
    determiner: str
    modifiers: frozenset[str]
    is_plural: bool
    is_name: bool
    source_text: str
    figures: tuple[Figure, ...] = ()
    exceptions: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[str, str, frozenset[str], frozenset[str], bool]:
        """What two phrases must share to be the same but for their figures."""
        return self.head, self.determiner, self.modifiers, self.exceptions, self.is_plural


@dataclass(frozen=True, slots=True)
class PhraseList:
    """Things named side by side, and the word that joins them ("" for one)."""

    items: tuple[NounPhrase, ...] = ()
    link: str = ""

    @property
    def source_text(self) -> str:
        link = self.link or "and"
        # A phrase may have kept the word that joins it to the one before.
        texts = [item.source_text.removeprefix(f"{link} ").removesuffix(f" {link}") for item in self.items]
        return f" {link} ".join(filter(None, [", ".join(texts[:-1]), *texts[-1:]]))


class AdjunctKind(StrEnum):
    """What an addition to the act is."""

    CONDITION = "condition"
    EXCEPTION = "exception"
    MANNER = "manner"
    PLACE = "place"
    RECEIVER = "receiver"
    PURPOSE = "purpose"
    CONTENT = "content"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Adjunct:
    """What is added to the act. `opener` is its preposition or conjunction, `words` its lemmas, figures as #.

    `phrases` are the things after a preposition, where it is one.
    """

    kind: AdjunctKind
    opener: str
    words: tuple[str, ...]
    source_text: str
    figures: tuple[Figure, ...] = ()
    phrases: PhraseList = PhraseList()

    @property
    def comparable_text(self) -> str:
        """The whole addition as it is looked up in lists of phrases: its opener, if it has one, and its words."""
        return " ".join(filter(None, (self.opener, *self.words)))


@dataclass(frozen=True, slots=True)
class Frame:
    """One norm as read. `force` names the class of words that bind; one modality with two forces may be two norms."""

    modality: Modality
    force: str
    act: str
    bearers: PhraseList = PhraseList()
    objects: PhraseList = PhraseList()
    adjuncts: tuple[Adjunct, ...] = ()
    times: tuple[Figure, ...] = ()
    modal_text: str = ""
    choice: str = ""
    is_passive: bool = False

    @property
    def verb(self) -> str:
        """The act without the particles and nouns that are a part of it."""
        return self.act.split(" ", maxsplit=1)[0]
