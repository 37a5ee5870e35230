"""What an outline is made of: sections, points and the items under them; and what reads as a heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from comparer.ingest.numbering import romanise_letters

__all__ = [
    "Outline",
    "OutlineItem",
    "OutlinePoint",
    "OutlineSection",
    "is_heading_like",
    "make_slug",
    "split_bold_lead",
]

MAX_HEADING_CHARS = 90
_SENTENCE_ENDS = (".", ";", ":", ",", "!", "?", "…", "。", "؟", "।", "]")


@dataclass(slots=True)
class OutlineItem:
    """One printed sub-point, or a paragraph: `label` as printed ("" for a paragraph), `base` the id it stands under."""

    text: str
    location: str
    base_id: str
    label: str = ""
    printed_number: str = ""
    is_absolute: bool = False
    is_letter: bool = False
    is_bullet: bool = False
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class OutlineSection:
    """A heading over points. `numbered` is its own printed number."""

    text: str
    level: int
    label: str = ""


@dataclass(slots=True)
class OutlinePoint:
    """A point with what stands under it. `label` is empty where nothing is printed; `group` counts restarts."""

    label: str
    location: str
    printed_number: str = ""
    heading: str = ""
    sections: tuple[OutlineSection, ...] = ()
    group: int = 0
    items: list[OutlineItem] = field(default_factory=list)
    is_preamble: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The points in order; `unplaced` is text that no point holds, each with where it stood."""

    title: str
    points: tuple[OutlinePoint, ...]
    unplaced_texts: tuple[tuple[str, str], ...]


def is_heading_like(text: str) -> bool:
    """Whether a line reads as a heading: short, begun with a capital, not ended as a sentence."""
    words = text.split()
    first_letter = next((letter for letter in text if letter.isalpha()), "")
    return (
        0 < len(text) <= MAX_HEADING_CHARS
        and len(words) <= 12
        and not text.endswith(_SENTENCE_ENDS)
        and not first_letter.islower()
    )


def split_bold_lead(bold_lead: str, text: str) -> tuple[str, str]:
    """A run in bold that opens a point is its heading, where more text follows."""
    heading = bold_lead.strip()
    if (
        heading
        and text.startswith(heading)
        and len(heading) <= MAX_HEADING_CHARS
        and text[len(heading) :].strip(" .:–—-")
    ):
        return re.sub(r"[\s.:–—-]+$", "", heading), text[len(heading) :].lstrip(" .:–—-")
    return "", text


def make_slug(text: str, max_words: int = 4) -> str:
    """An id made of the first words of a text; empty where no letter of it can stand in an id."""
    slug_words = re.findall(r"[a-z0-9]+", romanise_letters(text.casefold()))
    while slug_words and slug_words[0].isdigit():
        slug_words = slug_words[1:]
    return "-".join(slug_words[:max_words])[:40].rstrip("-")
