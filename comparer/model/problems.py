"""A user's mistake as a value, and how it reads as one line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Place", "Problem", "Severity", "closest", "harmless", "line", "shown", "sort_key", "suggest"]

NEAR_MISS = 0.55
"""The least likeness (0 to 1) at which a word is offered in place of another."""

# Besides line breaks and control characters: halves of surrogate pairs, which no terminal can encode, and the
# marks that reorder or hide text, with which a message could be made to read as another.
_HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]")
_SHORT_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


class Severity(StrEnum):
    """How loudly a problem is told."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OFF = "off"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A point of a file; line and column count characters from 1."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake of a user: the rule it breaks, a sentence, where, how grave, and what to write instead."""

    rule: str
    message: str
    place: Place
    severity: Severity = Severity.ERROR
    suggestion: str = ""


def line(problem: Problem) -> str:
    """The problem as `file:line:column: severity[rule]: message (suggestion)`, always a single line."""
    place = problem.place
    suggestion = f" ({problem.suggestion})" if problem.suggestion else ""
    return harmless(
        f"{place.file}:{place.line}:{place.column}: {problem.severity}[{problem.rule}]: {problem.message}{suggestion}"
    )


def sort_key(problem: Problem) -> tuple[str, int, int, str, str, str, str]:
    """A total order: by place, then rule, then words."""
    place = problem.place
    return (
        place.file, place.line, place.column, problem.rule, problem.message, problem.suggestion, problem.severity.value
    )  # fmt: skip


def harmless(text: str) -> str:
    """The text with line breaks, control characters and reordering marks written as visible escapes."""
    return _HARMFUL.sub(_escaped, text)


def shown(text: str, limit: int = 40) -> str:
    """A user's word in single quotes, cut to `limit` characters."""
    return f"'{text if len(text) <= limit else text[: limit - 1] + '…'}'"


def closest(word: str, choices: Iterable[str]) -> str:
    """The choice most like the word, or "" where none is near; of equals the first in alphabetical order."""
    from rapidfuzz.distance import OSA

    best, best_score = "", 0.0
    for choice in sorted(set(choices)):
        score = OSA.normalized_similarity(word, choice, score_cutoff=NEAR_MISS)
        if score > best_score:
            best, best_score = choice, score
    return best


def suggest(word: str, choices: Iterable[str]) -> str:
    """A question that offers the closest choice, or "" where none is near."""
    found = closest(word, choices)
    return f"did you mean '{found}'?" if found else ""


def _escaped(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    return _SHORT_ESCAPES.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")
