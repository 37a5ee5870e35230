"""A user's mistake as a value, and how it reads as one line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

__all__ = [
    "SUSPECT_CHARACTERS",
    "UNSAFE_PATTERN",
    "FilePosition",
    "Problem",
    "Severity",
    "closest_choice",
    "did_you_mean",
    "escape_controls",
    "format_problem",
    "problem_sort_key",
    "quote_word",
    "unsafe_characters",
]

MIN_SUGGESTION_SIMILARITY = 0.55
"""The least likeness (0 to 1) at which a word is offered in place of another."""

# Besides line breaks and control characters: halves of surrogate pairs, which no terminal can encode; the marks that
# reorder text, with which a message could be made to read as another; and signs that nobody sees, with which two texts
# look alike that are not. The joiners and the variation selectors are seen by their effect beside the letters that they
# are made for, and stay there, also where a line is broken between the two.
_JOINED = "[\u0590-\u1fff\u2190-\ufeff\U0001f000-\U0001faff]"  # signs beside which a joiner is seen
UNSAFE_PATTERN = (
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\u2800\u3164\ud800-\udfff\ue000-\uf8ff\ufeff\uffa0\ufff0-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e00ff"
    "\U000f0000-\U0010ffff]"
    f"|(?<!{_JOINED})[\u200c\u200d](?!{_JOINED})"
    "|(?<=[^#*0-9\u1800-\u18af\u2010-\uffff\U00010000-\U0003ffff])[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
# All of these and more, told from common letters and signs at a tenth of the cost: a first look at a long text. Line
# breaks, which are layout there, are let pass.
SUSPECT_CHARACTERS = re.compile(
    "[^\n\x20-\x7e\xa0-\xac\xae-\u034e\u0370-\u0590\u2010-\u2027\u2030-\u205f\u2070-\u27ff]"
)


@cache
def unsafe_characters() -> re.Pattern[str]:
    """What finds them one by one. Made when first asked for: that takes longer than a look at most texts."""
    return re.compile(UNSAFE_PATTERN)


_SHORT_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


class Severity(StrEnum):
    """How loudly a problem is told."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OFF = "off"


@dataclass(frozen=True, slots=True, order=True)
class FilePosition:
    """A point of a file; line and column count characters from 1."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake of a user: the rule it breaks, a sentence, where, how grave, and what to write instead."""

    rule: str
    message: str
    position: FilePosition
    severity: Severity = Severity.ERROR
    suggestion: str = ""


def format_problem(problem: Problem) -> str:
    """The problem as `file:line:column: severity[rule]: message (suggestion)`, always a single line."""
    position = problem.position
    suggestion = f" ({problem.suggestion})" if problem.suggestion else ""
    return escape_controls(
        f"{position.file}:{position.line}:{position.column}: "
        f"{problem.severity}[{problem.rule}]: {problem.message}{suggestion}"
    )


def problem_sort_key(problem: Problem) -> tuple[str, int, int, str, str, str, str]:
    """A total order: by place, then rule, then words."""
    position = problem.position
    return (
        position.file,
        position.line,
        position.column,
        problem.rule,
        problem.message,
        problem.suggestion,
        problem.severity.value,
    )


def escape_controls(text: str) -> str:
    """The text with line breaks, control characters and reordering marks written as visible escapes."""
    if "\n" not in text and not SUSPECT_CHARACTERS.search(text):
        return text
    return unsafe_characters().sub(_escape_character, text)


def quote_word(text: str, limit: int = 40) -> str:
    """A user's word in single quotes, cut to `limit` characters."""
    return f"'{text if len(text) <= limit else text[: limit - 1] + '…'}'"


def closest_choice(word: str, choices: Iterable[str]) -> str:
    """The choice most like the word, or "" where none is near; of equals the first in alphabetical order."""
    from rapidfuzz.distance import OSA

    best, best_score = "", 0.0
    for choice in sorted(set(choices)):
        score = OSA.normalized_similarity(word, choice, score_cutoff=MIN_SUGGESTION_SIMILARITY)
        if score > best_score:
            best, best_score = choice, score
    return best


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """A question that offers the closest choice, or "" where none is near."""
    best_choice = closest_choice(word, choices)
    return f"did you mean '{best_choice}'?" if best_choice else ""


def _escape_character(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    return _SHORT_ESCAPES.get(character) or (
        f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    )
