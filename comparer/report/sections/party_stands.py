"""Each party's stand on each question over time: what it proposed, its lines as it stated them, and what it wants."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from comparer.model.dates import date_sort_key
from comparer.report.sections.figure_series import clause_date
from comparer.report.sections.open_points import PartyWant, build_party_want
from comparer.report.value.types import ClauseRecord, ReportValue


class StandKind(StrEnum):
    """Where a stand shows. PROPOSAL: a clause of a draft of its own. JOINT: of a draft that others proposed with it.

    READING: its own reading of a clause on which the sides differ. LINE: a red line as the party stated it then.
    """

    PROPOSAL = "proposal"
    JOINT = "joint"
    READING = "reading"
    LINE = "line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One statement. `ref` is `PLAN#CLAUSE` or `FILE#LINE`, `version` the date of a line's version, else empty.

    `text` is that of the clause, of the reading, or the sentence of the line in that version.
    """

    date: str
    kind: StandKind
    ref: str
    version: str
    text: str
    strength: str
    inferred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionStands:
    """The statements of a party on one question, oldest first, and its recorded wish.

    `question` is empty for lines that no question names; they stand under their issue.
    """

    question: str
    issue: str
    stands: tuple[Stand, ...]
    want: PartyWant | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyStands:
    party: str
    questions: tuple[QuestionStands, ...]


def build_party_stands(report: ReportValue, parties: Sequence[str] | None = None) -> tuple[PartyStands, ...]:
    """The stands of the parties; where none are named, of those that hold red lines and then of those that proposed."""
    proposers = (proposer for plan in report["plans"] for proposer in plan["proposers"])
    default_parties = dict.fromkeys((*(party["id"] for party in report["parties"]), *proposers))
    stands = (_build_party_stands(report, party) for party in parties or default_parties)
    return tuple(party_stands for party_stands in stands if party_stands.questions)


def keep_issue(stands: Sequence[PartyStands], is_kept: Callable[[str], bool]) -> tuple[PartyStands, ...]:
    """The questions of whose issues `is_kept` is true, and the parties that have one."""
    kept = (
        replace(party, questions=tuple(entry for entry in party.questions if is_kept(entry.issue))) for party in stands
    )
    return tuple(party for party in kept if party.questions)


def _build_party_stands(report: ReportValue, party: str) -> PartyStands:
    stands_by_question: dict[tuple[str, str], list[Stand]] = {}
    for question, issue, stand in (*_clause_stands(report, party), *_line_stands(report, party)):
        stands_by_question.setdefault((question, issue), []).append(stand)
    wants = {
        question: build_party_want(want)
        for question, record in report["questions"].items()
        for want in record["wants"]
        if want["party"] == party
    }
    for question in wants:
        stands_by_question.setdefault((question, report["questions"][question]["issue"]), [])
    issue_order = {issue["id"]: place for place, issue in enumerate(report["issues"])}
    question_order = {question: place for place, question in enumerate(report["questions"])}
    ordered_keys = sorted(
        stands_by_question,
        key=lambda key: (
            issue_order.get(key[1], len(issue_order)), question_order.get(key[0], len(question_order)), key
        ),
    )  # fmt: skip
    return PartyStands(
        party=party,
        questions=tuple(
            QuestionStands(
                question=question,
                issue=issue,
                stands=tuple(
                    sorted(
                        stands_by_question[question, issue],
                        key=lambda stand: (date_sort_key(stand.date), stand.ref, stand.text),
                    )
                ),
                want=wants.get(question),
            )
            for question, issue in ordered_keys
        ),
    )


def _clause_stands(report: ReportValue, party: str) -> Iterator[tuple[str, str, Stand]]:
    proposers_by_plan = {plan["id"]: plan["proposers"] for plan in report["plans"]}
    for ref, clause in report["clauses"].items():
        for kind, text in _clause_statements(clause, proposers_by_plan[clause["plan"]], party):
            stand = Stand(
                date=clause_date(report, clause), kind=kind, ref=ref, version="", text=text, strength="", inferred=False
            )
            for question in clause["questions"] or [""]:
                record = report["questions"].get(question)
                yield question, record["issue"] if record else clause["issue"], stand


def _clause_statements(clause: ClauseRecord, proposers: Sequence[str], party: str) -> list[tuple[StandKind, str]]:
    """What a clause says for a party: its own readings where it has any; else the clause, unless another holds it."""
    readings = [variant["text"] for variant in clause["variants"] if variant["holder"] == party]
    if readings:
        return [(StandKind.READING, text) for text in readings]
    if clause["holder"] == party:
        return [(StandKind.READING, clause["text"])]
    is_held_by_others = bool(clause["holder"]) or any(variant["holder"] for variant in clause["variants"])
    if party not in proposers or is_held_by_others:
        return []
    return [(StandKind.PROPOSAL if len(proposers) == 1 else StandKind.JOINT, clause["text"])]


def _line_stands(report: ReportValue, party: str) -> Iterator[tuple[str, str, Stand]]:
    """The versions of the party's lines, under each question whose wishes rest on the line, else under its issue."""
    questions_by_line: dict[str, list[str]] = {}
    for question, record in report["questions"].items():
        for want in record["wants"]:
            if want["party"] == party:
                for cite in want["cites"]:
                    questions_by_line.setdefault(cite, []).append(question)
    for ref, line in report["lines"].items():
        if line["party"] != party:
            continue
        for version in line["versions"]:
            stand = Stand(
                date=version["from"],
                kind=StandKind.LINE,
                ref=ref,
                version=version["from"],
                text=version["sentence"] or line["sentence"],
                strength=version["strength"],
                inferred=line["inferred"],
            )
            for question in questions_by_line.get(ref, [""]):
                record_of_question = report["questions"].get(question)
                yield question, record_of_question["issue"] if record_of_question else line["issue"], stand
