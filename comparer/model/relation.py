"""The closed sets of answers, from a relation to a verdict."""

from __future__ import annotations

from enum import StrEnum


class Relation(StrEnum):
    """What a link says of the change from left to right, of the burden on the bearer."""

    SAME = "same"
    REWORDED = "reworded"
    STRICTER = "stricter"
    LOOSER = "looser"
    MIXED = "mixed"
    SHIFTED = "shifted"
    OPPOSED = "opposed"
    DEFERRED = "deferred"
    SETTLED = "settled"


class Basis(StrEnum):
    """What a relation was judged on: the encoded norms, or the text alone."""

    NORM = "norm"
    TEXT = "text"


class Confidence(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class MatchedBy(StrEnum):
    PINNED = "pinned"
    NORM = "norm"
    ISSUE = "issue"
    TEXT = "text"


class GapKind(StrEnum):
    STRUCK = "struck"
    DEFERRED = "deferred"
    SILENT = "silent"
    UNREPORTED = "unreported"
    ABSENT = "absent"


class VerdictKind(StrEnum):
    BREACHED = "breached"
    STRAINED = "strained"
    UNMET = "unmet"
    DEFERRED = "deferred"
    UPHELD = "upheld"
    CLEAR = "clear"
    UNKNOWN = "unknown"
    SILENT = "silent"


class ConstraintVerdict(StrEnum):
    BLOCKED = "blocked"
    NEEDS = "needs"
    COMPATIBLE = "compatible"
    UNKNOWN = "unknown"
