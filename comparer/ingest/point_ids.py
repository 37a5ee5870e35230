"""What an outline is made of: sections, points and the items under them; and what reads as a heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from comparer.ingest.numbering import romanised

__all__ = ["Item", "Outline", "Point", "Section", "heading_like", "slug", "split_lead"]

LONGEST_HEADING = 90
_ENDS = (".", ";", ":", ",", "!", "?", "…", "。", "؟", "।", "]")


@dataclass(slots=True)
class Item:
    """One printed sub-point, or a paragraph: `label` as printed ("" for a paragraph), `base` the id it stands under."""

    text: str
    where: str
    base: str
    label: str = ""
    printed: str = ""
    absolute: bool = False
    letter: bool = False
    bullet: bool = False
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Section:
    """A heading over points. `numbered` is its own printed number."""

    text: str
    level: int
    numbered: str = ""


@dataclass(slots=True)
class Point:
    """A point with what stands under it. `label` is empty where nothing is printed; `group` counts restarts."""

    label: str
    where: str
    printed: str = ""
    heading: str = ""
    sections: tuple[Section, ...] = ()
    group: int = 0
    items: list[Item] = field(default_factory=list)
    preamble: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The points in order; `unplaced` is text that no point holds, each with where it stood."""

    title: str
    points: tuple[Point, ...]
    unplaced: tuple[tuple[str, str], ...]


def heading_like(text: str) -> bool:
    """Whether a line reads as a heading: short, begun with a capital, not ended as a sentence."""
    words = text.split()
    first = next((letter for letter in text if letter.isalpha()), "")
    return 0 < len(text) <= LONGEST_HEADING and len(words) <= 12 and not text.endswith(_ENDS) and not first.islower()


def split_lead(lead: str, text: str) -> tuple[str, str]:
    """A run in bold that opens a point is its heading, where more text follows."""
    stripped = lead.strip()
    if (
        stripped
        and text.startswith(stripped)
        and len(stripped) <= LONGEST_HEADING
        and text[len(stripped) :].strip(" .:–—-")
    ):
        return re.sub(r"[\s.:–—-]+$", "", stripped), text[len(stripped) :].lstrip(" .:–—-")
    return "", text


def slug(text: str, words: int = 4) -> str:
    """An id made of the first words of a text; empty where no letter of it can stand in an id."""
    found = re.findall(r"[a-z0-9]+", romanised(text.casefold()))
    while found and found[0].isdigit():
        found = found[1:]
    return "-".join(found[:words])[:40].rstrip("-")
