"""Who moved between two drafts, by party: what became of each red line, by name and never as a sum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from comparer.model.relation import VerdictKind
from comparer.report.value.types import ReportValue, VerdictRecord


class MovementKind(StrEnum):
    """What became of a line from the one draft to the other, in the order in which a reader wants it."""

    NO_LONGER_CROSSED = "no-longer-crossed"
    EASED = "eased"
    NO_LONGER_GIVEN = "no-longer-given"
    NEWLY_CROSSED = "newly-crossed"
    NEWLY_GIVEN = "newly-given"
    OPEN_NOW = "open-now"
    NO_LONGER_OPEN = "no-longer-open"
    UNKNOWN_NOW = "unknown-now"
    SAME = "same"
    UNKNOWN_BEFORE = "unknown-before"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineMovement:
    """One red line under two drafts, each verdict at the time of its draft.

    `has_line_changed`: the party itself said something else by the date of the second draft, so that the verdict may
    have turned without a word of the drafts. `before` and `after` are verdicts; `fingerprints` name their findings.
    """

    line: str
    party: str
    kind: MovementKind
    before: VerdictKind
    after: VerdictKind
    strength: str
    inferred: bool
    confidence: str
    has_line_changed: bool
    before_clauses: tuple[str, ...]
    after_clauses: tuple[str, ...]
    fingerprints: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterLine:
    """A line that its party stated after the one draft and before the other, `plan`, which alone is judged by it."""

    line: str
    plan: str
    verdict: VerdictKind
    strength: str
    inferred: bool
    confidence: str
    clauses: tuple[str, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyMovement:
    """The lines of one party; `stated_between` are those that only one of the two drafts could know."""

    party: str
    lines: tuple[LineMovement, ...]
    stated_between: tuple[LaterLine, ...]

    def lines_of_kind(self, kind: MovementKind) -> tuple[LineMovement, ...]:
        return tuple(line for line in self.lines if line.kind is kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """What two drafts do to the lines that both could know, with the parties in the order of the report.

    `stated_later` are lines that their parties stated only after both drafts: they are judged in neither.
    """

    left: str
    right: str
    parties: tuple[PartyMovement, ...]
    stated_later: tuple[str, ...]


CROSSED: Final = frozenset({VerdictKind.BREACHED, VerdictKind.STRAINED})
GIVEN: Final = frozenset({VerdictKind.UPHELD, VerdictKind.PART})
NOT_TOUCHED: Final = frozenset({VerdictKind.CLEAR, VerdictKind.SILENT})


def build_movement(report: ReportValue, left: str, right: str) -> Movement:
    """What became of every red line from the draft `left` to the draft `right`, whatever their dates."""
    before, after = _verdicts_by_line(report, left), _verdicts_by_line(report, right)
    parties = tuple(
        PartyMovement(
            party=party["id"],
            lines=tuple(
                movement
                for line in _judged_lines(report, party["id"])
                if line in before and line in after
                if (movement := _build_line_movement(before[line], after[line]))
            ),
            stated_between=tuple(
                _build_later_line(before.get(line) or after[line])
                for line in _judged_lines(report, party["id"])
                if (line in before) != (line in after)
            ),
        )
        for party in report["parties"]
    )
    stated_later = {verdict["line"] for verdict in report["later"] if verdict["plan"] in (left, right)}
    return Movement(
        left=left,
        right=right,
        parties=tuple(party for party in parties if party.lines or party.stated_between),
        stated_later=tuple(
            line
            for party in report["parties"]
            for line in _judged_lines(report, party["id"])
            if line in stated_later and line not in before and line not in after
        ),
    )


def _verdicts_by_line(report: ReportValue, plan: str) -> Mapping[str, VerdictRecord]:
    return {verdict["line"]: verdict for verdict in report["verdicts"] if verdict["plan"] == plan}


def _judged_lines(report: ReportValue, party: str) -> list[str]:
    return [ref for ref, line in report["lines"].items() if line["party"] == party and not line["not_judged"]]


def _build_later_line(verdict: VerdictRecord) -> LaterLine:
    return LaterLine(
        line=verdict["line"],
        plan=verdict["plan"],
        verdict=VerdictKind(verdict["verdict"]),
        strength=verdict["strength"],
        inferred=verdict["inferred"],
        confidence=verdict["confidence"],
        clauses=tuple(verdict["clauses"]),
        fingerprint=verdict["fingerprint"],
    )


def _build_line_movement(before: VerdictRecord, after: VerdictRecord) -> LineMovement | None:
    """None for a line that neither draft touches, and for one of which neither tells anything."""
    kind = _movement_kind(VerdictKind(before["verdict"]), VerdictKind(after["verdict"]))
    if kind is None:
        return None
    return LineMovement(
        line=after["line"],
        party=after["party"],
        kind=kind,
        before=VerdictKind(before["verdict"]),
        after=VerdictKind(after["verdict"]),
        strength=after["strength"],
        inferred=after["inferred"],
        confidence=after["confidence"],
        has_line_changed=before["version"] != after["version"],
        before_clauses=tuple(before["clauses"]),
        after_clauses=tuple(after["clauses"]),
        fingerprints=(before["fingerprint"], after["fingerprint"]),
    )


def _movement_kind(before: VerdictKind, after: VerdictKind) -> MovementKind | None:
    if before is after:
        return None if after in NOT_TOUCHED | {VerdictKind.UNKNOWN} else MovementKind.SAME
    if VerdictKind.UNKNOWN in (before, after):
        return _kind_where_unknown(before, after)
    if after is VerdictKind.DEFERRED:
        return MovementKind.OPEN_NOW
    if after in CROSSED:
        return MovementKind.EASED if before is VerdictKind.BREACHED else MovementKind.NEWLY_CROSSED
    if after in GIVEN:
        return MovementKind.NO_LONGER_GIVEN if before is VerdictKind.UPHELD else MovementKind.NEWLY_GIVEN
    return _kind_where_neither(before)


def _kind_where_unknown(before: VerdictKind, after: VerdictKind) -> MovementKind | None:
    """That nothing is known of what the other draft leaves alone is no news."""
    if not NOT_TOUCHED.isdisjoint((before, after)):
        return None
    return MovementKind.UNKNOWN_BEFORE if before is VerdictKind.UNKNOWN else MovementKind.UNKNOWN_NOW


def _kind_where_neither(before: VerdictKind) -> MovementKind | None:
    """The second draft neither crosses the line nor gives what it asks."""
    if before in CROSSED:
        return MovementKind.NO_LONGER_CROSSED
    if before in GIVEN:
        return MovementKind.NO_LONGER_GIVEN
    return MovementKind.NO_LONGER_OPEN if before is VerdictKind.DEFERRED else None
