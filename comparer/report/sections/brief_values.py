"""The values of the brief: sections of sentences, each with the findings and rows that it rests on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Final

LINE_CHARS: Final = 119
"""Latin letters of a line of the page: `formats/brief_page` sets 9 points on 182 mm."""
CYRILLIC_WIDTH: Final = 1.3
"""Width of a Cyrillic letter beside a Latin one, measured over the briefs of the record."""
HEADING_LINES: Final = 1.7
SENTENCE_GAP_LINES: Final = 0.15

_CYRILLIC_PATTERN = re.compile("[\u0400-\u04ff]+")


@lru_cache(maxsize=4096)
def count_lines(text: str) -> int:
    """The lines of the page that a text takes. What is fitted to a page asks for the same texts again and again."""
    narrow_count = len(_CYRILLIC_PATTERN.sub("", text))
    width = narrow_count + CYRILLIC_WIDTH * (len(text) - narrow_count)
    return max(1, ceil(width / LINE_CHARS))


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
    def line_count(self) -> float:
        return count_lines(self.text) + SENTENCE_GAP_LINES


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
    def line_count(self) -> float:
        return sum(sentence.line_count for sentence in self.sentences) + (HEADING_LINES if self.sentences else 0)


@dataclass(frozen=True, slots=True)
class Brief:
    """One page. `written_by_hand`: a person wrote over it; `stale` are findings it names that no longer hold."""

    title: str
    subtitle: str
    sections: tuple[BriefSection, ...]
    written_by_hand: bool = False
    stale: tuple[str, ...] = ()

    @property
    def line_count(self) -> float:
        """Lines of its sections; the title and the notes beside it have room of their own."""
        return sum(section.line_count for section in self.sections)
