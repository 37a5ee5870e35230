"""The closed sets of answers, from a relation to a verdict, each with its own laws: order, mirror, combination."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Relation(StrEnum):
    """What a link says of the change from left to right, of the burden on the bearer. Listed in the published order."""

    SAME = "same"
    REWORDED = "reworded"
    STRICTER = "stricter"
    LOOSER = "looser"
    MIXED = "mixed"
    REPLACED = "replaced"
    UNCLEAR = "unclear"
    OPPOSED = "opposed"
    DEFERRED = "deferred"
    SETTLED = "settled"

    def mirror(self) -> Relation:
        """The relation read from right to left. Its own inverse."""
        return _MIRRORS.get(self, self)

    @property
    def is_deferral(self) -> bool:
        """Whether one side leaves for later what the other settles."""
        return self in (Relation.DEFERRED, Relation.SETTLED)

    @staticmethod
    def combine(relations: Iterable[Relation]) -> Relation:
        """One relation for several: deferred or settled, then opposed, mixed, unclear, replaced, a direction, reworded.

        Two that pull in opposite directions are mixed. Symmetric in its input; one relation alone is itself; none is
        same. The mirror of the combination is the combination of the mirrors.
        """
        distinct_relations = set(relations)
        for relation in _COMBINATION_ORDER:
            if relation is Relation.MIXED and distinct_relations >= {Relation.STRICTER, Relation.LOOSER}:
                return Relation.MIXED
            if relation in distinct_relations:
                is_two_way = relation.is_deferral and relation.mirror() in distinct_relations
                return Relation.MIXED if is_two_way else relation
        return Relation.SAME


_MIRRORS = {
    Relation.STRICTER: Relation.LOOSER,
    Relation.LOOSER: Relation.STRICTER,
    Relation.DEFERRED: Relation.SETTLED,
    Relation.SETTLED: Relation.DEFERRED,
}
_COMBINATION_ORDER = (
    *(Relation.DEFERRED, Relation.SETTLED, Relation.OPPOSED, Relation.MIXED),
    *(Relation.UNCLEAR, Relation.REPLACED, Relation.STRICTER, Relation.LOOSER, Relation.REWORDED),
)


class Basis(StrEnum):
    """What a relation was judged on: the encoded norms, or the text alone."""

    NORM = "norm"
    TEXT = "text"


class Confidence(StrEnum):
    """How sure an answer is, from the surest to the least sure."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def order(self) -> int:
        """0 for the surest; greater for less sure."""
        return _CONFIDENCE_ORDER[self]

    @staticmethod
    def lowest(grades: Iterable[Confidence]) -> Confidence:
        """The least sure of several grades; high where there is none."""
        return max(grades, key=lambda grade: grade.order, default=Confidence.HIGH)


_CONFIDENCE_ORDER = {grade: position for position, grade in enumerate(Confidence)}


class InterestBasis(StrEnum):
    """What says whom a change helps, from the strongest to the weakest; the last three say why it names nobody."""

    QUESTION = "question"
    BENEFICIARY = "beneficiary"
    LINE = "line"
    POSITION = "position"
    DRAFT = "draft"
    RELIEF = "relief"
    DIVIDED = "divided"
    NO_DIRECTION = "no-direction"
    NOBODY_ASKS = "nobody-asks"


class MatchedBy(StrEnum):
    PINNED = "pinned"
    NORM = "norm"
    QUESTION = "question"
    TEXT = "text"


class GapKind(StrEnum):
    """Why a clause has no answer in another text, in the order of judgement: the first that applies is the kind."""

    STRUCK = "struck"
    DEFERRED = "deferred"
    COVERED = "covered"
    SILENT = "silent"
    UNREPORTED = "unreported"
    UNMATCHED = "unmatched"
    ABSENT = "absent"

    @property
    def order(self) -> int:
        """0 for the kind that is judged first."""
        return _GAP_ORDER[self]

    @staticmethod
    def combine(kinds: Iterable[GapKind]) -> GapKind | None:
        """One kind for several gaps: the one that is judged first. None where there is no gap."""
        return min(kinds, key=lambda kind: kind.order, default=None)


_GAP_ORDER = {kind: position for position, kind in enumerate(GapKind)}


class VerdictKind(StrEnum):
    """What a text does to a red line. Listed in the published order."""

    BREACHED = "breached"
    STRAINED = "strained"
    PART = "part"
    UNMET = "unmet"
    DEFERRED = "deferred"
    UPHELD = "upheld"
    CLEAR = "clear"
    UNKNOWN = "unknown"
    SILENT = "silent"

    @staticmethod
    def combine(kinds: Iterable[VerdictKind]) -> VerdictKind:
        """The verdict on a line from those on its norms: the gravest; part where some are upheld, others unmet.

        ValueError: there is no kind.
        """
        distinct_kinds = set(kinds)
        if {VerdictKind.UPHELD, VerdictKind.UNMET} <= distinct_kinds:
            distinct_kinds.add(VerdictKind.PART)
        return min(distinct_kinds, key=_GRAVEST_FIRST.index)


_GRAVEST_FIRST = (
    *(VerdictKind.BREACHED, VerdictKind.STRAINED, VerdictKind.DEFERRED, VerdictKind.PART, VerdictKind.UNMET),
    *(VerdictKind.UPHELD, VerdictKind.UNKNOWN, VerdictKind.CLEAR, VerdictKind.SILENT),
)


class ConstraintVerdict(StrEnum):
    """What a text runs into in the law. Listed in the published order."""

    BLOCKED = "blocked"
    NEEDS = "needs"
    COMPATIBLE = "compatible"
    UNKNOWN = "unknown"
