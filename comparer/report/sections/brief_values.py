"""The values of the brief: sections of sentences, each with the findings and rows that it rests on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BriefSentence:
    """`findings` are fingerprints, `rows` ids of the table in words, `clauses` `PLAN#CLAUSE`.

    `rank` says how early it gives way where the page is full: the greatest first, 0 never.
    """

    text: str
    findings: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    rank: int = 0

    @property
    def word_count(self) -> int:
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class BriefSection:
    """`heading_key` is a key of the messages; `heading` stands in its place where a person wrote one.

    `omitted` counts the sentences that have no room on the page.
    """

    heading_key: str
    sentences: tuple[BriefSentence, ...]
    omitted: int = 0
    heading: str = ""

    @property
    def word_count(self) -> int:
        return sum(sentence.word_count for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Brief:
    """One page. `written_by_hand`: a person wrote over it; `stale` are findings it names that no longer hold."""

    title: str
    subtitle: str
    sections: tuple[BriefSection, ...]
    written_by_hand: bool = False
    stale: tuple[str, ...] = ()

    @property
    def word_count(self) -> int:
        return sum(section.word_count for section in self.sections)
