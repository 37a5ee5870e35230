"""What a plan leaves open: clauses left for later or disputed, the lines that hang on them, and who wants what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from comparer.model.relation import VerdictKind
from comparer.report.value.types import ClauseRecord, ReportValue, WishRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenReading:
    """One of the rival readings of a clause: by whom (an actor, or a family of reports) and what it says."""

    holder: str
    family: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenClause:
    """A clause that settles nothing yet. `left_to` are the actors who are to decide, where the text names them.

    `is_deferred`: left for later; otherwise the readings rival. `is_figure_open`: it has a figure that nobody gives.
    """

    clause: str
    points: str
    is_deferred: bool
    is_figure_open: bool
    left_to: tuple[str, ...]
    readings: tuple[OpenReading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyWant:
    """What a party wants on a question, with the clauses, lines and sources that show it, and in few words."""

    party: str
    wish: str
    cites: tuple[str, ...]
    ref: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLine:
    """A red line of which the plan says nothing yet: it is left for later there."""

    line: str
    party: str
    strength: str
    inferred: bool
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPoint:
    """One question that a plan leaves open, with its clauses. `question` is empty for clauses that answer none.

    `wants` has no wish that one of the clauses says itself.
    """

    plan: str
    question: str
    issue: str
    clauses: tuple[OpenClause, ...]
    wants: tuple[PartyWant, ...]
    lines: tuple[OpenLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPoints:
    """All that a plan leaves open; `other_lines` are lines left for later that rest on no open clause."""

    plan: str
    points: tuple[OpenPoint, ...]
    other_lines: tuple[OpenLine, ...]


def build_open_points(report: ReportValue, plan: str) -> OpenPoints:
    """What `plan` leaves open, in the order of its clauses; each clause once, under its main question."""
    open_clauses = [
        clause for clause in report["clauses"].values() if clause["plan"] == plan and is_open_clause(clause)
    ]
    clauses_by_question: dict[tuple[str, str], list[ClauseRecord]] = {}
    for clause in open_clauses:
        question = next(iter(clause["questions"]), "")
        clauses_by_question.setdefault((question, clause["issue"] if not question else ""), []).append(clause)
    lines_by_clause = _open_lines(report, plan)
    points = tuple(
        _build_open_point(report, question, clauses, lines_by_clause)
        for (question, _), clauses in clauses_by_question.items()
    )
    shown_lines = {line.line for point in points for line in point.lines}
    other_lines = dict.fromkeys(
        line for lines in lines_by_clause.values() for line in lines if line.line not in shown_lines
    )
    return OpenPoints(plan=plan, points=points, other_lines=tuple(other_lines))


def is_open_clause(clause: ClauseRecord) -> bool:
    """Whether a clause is left for later or disputed, and neither taken out nor moved elsewhere."""
    if clause["state"] in ("deferred", "to-be-revisited", "contested"):
        return True
    is_left_for_later = clause["norm"] is not None and clause["norm"]["modality"] == "defers"
    return clause["state"] not in ("struck", "moved") and (is_left_for_later or _has_open_figure(clause))


def _has_open_figure(clause: ClauseRecord) -> bool:
    return any(quantity.get("unknown", False) for quantity in clause["terms"]["quantity"].values())


def _build_open_point(
    report: ReportValue,
    question: str,
    clauses: list[ClauseRecord],
    lines_by_clause: dict[str, list[OpenLine]],
) -> OpenPoint:
    record = report["questions"].get(question)
    own_refs = {f"{clause['plan']}#{clause['id']}" for clause in clauses}
    lines = dict.fromkeys(line for clause in clauses for line in lines_by_clause.get(clause["id"], []))
    return OpenPoint(
        plan=clauses[0]["plan"],
        question=question,
        issue=record["issue"] if record else clauses[0]["issue"],
        clauses=tuple(map(_build_open_clause, clauses)),
        wants=tuple(want for want in question_wants(report, question) if want.ref not in own_refs),
        lines=tuple(lines),
    )


def question_wants(report: ReportValue, question: str) -> tuple[PartyWant, ...]:
    """Who wants what on a question, as the vocabulary records it."""
    record = report["questions"].get(question)
    return tuple(map(build_party_want, record["wants"] if record else ()))


def build_party_want(want: WishRecord) -> PartyWant:
    return PartyWant(
        party=want["party"], wish=want["wish"], cites=tuple(want["cites"]), ref=want["ref"], says=want["says"]
    )


def _build_open_clause(clause: ClauseRecord) -> OpenClause:
    norm = clause["norm"]
    is_left_for_later = norm is not None and norm["modality"] == "defers"
    deciders = norm["bearer"] if norm is not None and is_left_for_later else []
    return OpenClause(
        clause=clause["id"],
        points=clause["provision"],
        is_deferred=clause["state"] in ("deferred", "to-be-revisited") or is_left_for_later,
        is_figure_open=_has_open_figure(clause),
        left_to=tuple(decider for decider in deciders if decider not in ("unnamed", "anyone")),
        readings=tuple(
            OpenReading(holder=variant["holder"], family=variant["family"], text=variant["text"])
            for variant in clause["variants"]
        ),
    )


def _open_lines(report: ReportValue, plan: str) -> dict[str, list[OpenLine]]:
    """The lines that the plan leaves for later, by the clauses on which that rests; under "" where it names none."""
    lines_by_clause: dict[str, list[OpenLine]] = {}
    for verdict in report["verdicts"]:
        if verdict["plan"] == plan and verdict["verdict"] == VerdictKind.DEFERRED:
            line = OpenLine(
                line=verdict["line"],
                party=verdict["party"],
                strength=verdict["strength"],
                inferred=verdict["inferred"],
                fingerprint=verdict["fingerprint"],
            )
            for clause in _clauses_or_none(verdict["clauses"]):
                lines_by_clause.setdefault(clause, []).append(line)
    return lines_by_clause


def _clauses_or_none(clauses: Iterable[str]) -> list[str]:
    return list(clauses) or [""]
