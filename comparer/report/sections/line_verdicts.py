"""Red lines with the answers of plans: by party, the line that fares worst first, plans of one answer together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from comparer.model.relation import VerdictKind
from comparer.report.sections.outline import list_verdicts
from comparer.report.value.types import LineRecord, ReportValue, VerdictRecord

QUIET_VERDICTS = frozenset({VerdictKind.UPHELD, VerdictKind.CLEAR, VerdictKind.UNKNOWN, VerdictKind.SILENT})
"""Answers that stand against nothing: a short list names their plans and no reasons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerGroup:
    """The verdicts of one kind on a line, in the order of the plans; `stated_later` where the line is newer."""

    verdict: VerdictKind
    stated_later: bool
    verdicts: tuple[VerdictRecord, ...]

    @property
    def is_quiet(self) -> bool:
        return self.verdict in QUIET_VERDICTS


@dataclass(frozen=True, slots=True, kw_only=True)
class LineVerdicts:
    """One red line, `FILE#LINE`, with the answers to it, the worst first."""

    ref: str
    line: LineRecord
    answers: tuple[AnswerGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyVerdicts:
    """The lines of a party, and how many of them a norm can hold."""

    party: str
    lines: tuple[LineVerdicts, ...]
    judged: int
    total: int

    def verdicts(self) -> Iterator[VerdictRecord]:
        """All verdicts, in the order shown."""
        for line in self.lines:
            for answer in line.answers:
                yield from answer.verdicts


def group_verdicts(report: ReportValue, party: str = "", *, everything: bool = False) -> tuple[PartyVerdicts, ...]:
    """The lines of each party, or of one, against the live plans of the report, or against all of them."""
    plans = [plan["id"] for plan in report["plans"]] if everything else list(report["focus"])
    parties = dict.fromkeys(line["party"] for line in report["lines"].values() if party in ("", line["party"]))
    return tuple(_party_verdicts(report, party_id, plans) for party_id in parties)


def _party_verdicts(report: ReportValue, party: str, plans: Sequence[str]) -> PartyVerdicts:
    own_lines = {ref: line for ref, line in report["lines"].items() if line["party"] == party}
    lines = [
        LineVerdicts(ref=ref, line=line, answers=answers)
        for ref, line in own_lines.items()
        if (answers := _group_answers(report, ref, plans))
    ]
    countable = [line for line in own_lines.values() if not line["no_line"]]
    return PartyVerdicts(
        party=party,
        lines=tuple(sorted(lines, key=lambda line: _answer_order(line.answers[0]))),
        judged=sum(not line["not_judged"] for line in countable),
        total=len(countable),
    )


def _group_answers(report: ReportValue, ref: str, plans: Sequence[str]) -> tuple[AnswerGroup, ...]:
    groups: dict[tuple[VerdictKind, bool], list[VerdictRecord]] = {}
    for verdict in list_verdicts(report):
        if verdict["line"] == ref and verdict["plan"] in plans:
            key = VerdictKind(verdict["verdict"]), verdict["stated_later"]
            groups.setdefault(key, []).append(verdict)
    answers = [
        AnswerGroup(
            verdict=kind,
            stated_later=stated_later,
            verdicts=tuple(sorted(verdicts, key=lambda verdict: plans.index(verdict["plan"]))),
        )
        for (kind, stated_later), verdicts in groups.items()
    ]
    return tuple(sorted(answers, key=_answer_order))


def _answer_order(answer: AnswerGroup) -> tuple[bool, int]:
    """Answers at the time of a plan first, the worst of them before the others."""
    return answer.stated_later, list(VerdictKind).index(answer.verdict)
