"""Red lines at one look: per party its lines against the plans, those that were stated only later apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from comparer.model.relation import VerdictKind
from comparer.report.value.types import LineRecord, ReportValue, VerdictRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCell:
    """What a plan does to a line. `verdict` is None where the line was stated only after the plan.

    `strength` is that of the line at the time of the plan; `is_pale`: the confidence is low.
    """

    plan: str
    verdict: VerdictKind | None
    strength: str
    is_pale: bool
    confidence: str
    clauses: tuple[str, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """One line with its cell for each plan; strength, title and sentence are those of today.

    `is_judgement`: whether a text crosses it is a matter of judgement. `stated` is the date of its first statement.
    """

    line: str
    title: str
    sentence: str
    strength: str
    inferred: bool
    is_judgement: bool
    stated: str
    cells: tuple[LineCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnjudgedLine:
    """A line that no norm can hold, or what is recorded beside the lines and is none, with the reason."""

    line: str
    title: str
    sentence: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyLines:
    """The lines of one party in the order of its file.

    `rows` hold a verdict at the time of at least one plan; `stated_later` are lines that the party stated only after
    some of the plans, with a verdict for these alone: how they would fare by what it says since.
    """

    party: str
    rows: tuple[LineRow, ...]
    stated_later: tuple[LineRow, ...]
    not_judged: tuple[UnjudgedLine, ...]
    not_lines: tuple[UnjudgedLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineOverview:
    plans: tuple[str, ...]
    parties: tuple[PartyLines, ...]


def build_line_overview(report: ReportValue, plans: Sequence[str] | None = None) -> LineOverview:
    """The lines of every party against `plans`, all of the report where none are named."""
    plan_ids = tuple(plans or (plan["id"] for plan in report["plans"]))
    parties = dict.fromkeys(line["party"] for line in report["lines"].values())
    return LineOverview(plans=plan_ids, parties=tuple(_party_lines(report, party, plan_ids) for party in parties))


def _party_lines(report: ReportValue, party: str, plans: tuple[str, ...]) -> PartyLines:
    refs = [ref for ref, line in report["lines"].items() if line["party"] == party]
    lines = {ref: report["lines"][ref] for ref in refs}
    judged_refs = [ref for ref in refs if not lines[ref]["not_judged"] and not lines[ref]["no_line"]]
    return PartyLines(
        party=party,
        rows=_build_overview_rows(lines, judged_refs, plans, report["verdicts"]),
        stated_later=_build_overview_rows(lines, judged_refs, plans, report["later"]),
        not_judged=tuple(
            _build_unjudged_line(ref, lines[ref], "not_judged") for ref in refs if lines[ref]["not_judged"]
        ),
        not_lines=tuple(_build_unjudged_line(ref, lines[ref], "no_line") for ref in refs if lines[ref]["no_line"]),
    )


def _build_overview_rows(
    lines: dict[str, LineRecord], refs: Iterable[str], plans: tuple[str, ...], verdicts: Iterable[VerdictRecord]
) -> tuple[LineRow, ...]:
    by_place = {(verdict["line"], verdict["plan"]): verdict for verdict in verdicts if verdict["plan"] in plans}
    return tuple(
        LineRow(
            line=ref,
            title=lines[ref]["title"],
            sentence=lines[ref]["sentence"],
            strength=lines[ref]["strength"],
            inferred=lines[ref]["inferred"],
            is_judgement=lines[ref]["reading"] == "judged",
            stated=min((version["from"] for version in lines[ref]["versions"]), default=""),
            cells=tuple(_build_overview_cell(plan, by_place.get((ref, plan))) for plan in plans),
        )
        for ref in refs
        if any((ref, plan) in by_place for plan in plans)
    )


def _build_overview_cell(plan: str, verdict: VerdictRecord | None) -> LineCell:
    if verdict is None:
        return LineCell(plan=plan, verdict=None, strength="", is_pale=False, confidence="", clauses=(), fingerprint="")
    return LineCell(
        plan=plan,
        verdict=VerdictKind(verdict["verdict"]),
        strength=verdict["strength"],
        is_pale=verdict["confidence"] == "low",
        confidence=verdict["confidence"],
        clauses=tuple(verdict["clauses"]),
        fingerprint=verdict["fingerprint"],
    )


def _build_unjudged_line(ref: str, line: LineRecord, reason_field: str) -> UnjudgedLine:
    reason = line["not_judged"] if reason_field == "not_judged" else line["no_line"]
    return UnjudgedLine(line=ref, title=line["title"], sentence=line["sentence"], reason=reason)
