"""Who said what under each issue, oldest first: whatever party said it and whichever questions it answers, once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from comparer.model.dates import date_sort_key
from comparer.report.sections.open_points import PartyWant, question_wants
from comparer.report.sections.party_stands import Stand, build_party_stands
from comparer.report.value.types import QuestionRecord, ReportValue


@dataclass(frozen=True, slots=True)
class SharedStand:
    """One statement. `questions` are those it speaks to, by their place in the issue."""

    ref: str
    text: str
    questions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StandGroup:
    """What one text says of an issue on one day, or one party by red lines, with everyone who said it."""

    date: str
    parties: tuple[str, ...]
    plan: str
    stands: tuple[SharedStand, ...]


@dataclass(frozen=True, slots=True)
class StandQuestion:
    id: str
    label: str
    wants: tuple[PartyWant, ...]


@dataclass(frozen=True, slots=True)
class IssueStands:
    """The questions of one issue on which somebody took a stand, and every statement on any of them."""

    issue: str
    questions: tuple[StandQuestion, ...]
    groups: tuple[StandGroup, ...]


@dataclass(slots=True)
class _IssueDraft:
    questions: list[StandQuestion] = field(default_factory=list)
    parties: dict[Stand, list[str]] = field(default_factory=dict)
    numbers: dict[Stand, list[int]] = field(default_factory=dict)


def stands_by_issue(report: ReportValue) -> list[tuple[str, list[IssueStands]]]:
    """The issues on which somebody took a stand, under their top issues, in the order of the report."""
    parties_by_stand = _parties_by_stand(report)
    drafts: dict[str, _IssueDraft] = {}
    for question, record in report["questions"].items():
        if parties := parties_by_stand.get(question):
            draft = drafts.setdefault(record["issue"], _IssueDraft())
            draft.questions.append(_stand_question(report, question, record))
            for stand, names in parties.items():
                draft.parties[stand] = list(dict.fromkeys((*draft.parties.get(stand, ()), *names)))
                draft.numbers.setdefault(stand, []).append(len(draft.questions))
    groups: dict[str, list[IssueStands]] = {}
    for issue, draft in drafts.items():
        groups.setdefault(issue.partition(".")[0], []).append(_issue_stands(report, issue, draft))
    order = [issue["id"] for issue in report["issues"]]
    return sorted(groups.items(), key=lambda group: order.index(group[0]) if group[0] in order else 0)


def iterate_stands(groups: list[tuple[str, list[IssueStands]]]) -> Iterator[tuple[IssueStands, SharedStand]]:
    """Every statement in the order in which the page shows them."""
    for _, issues in groups:
        for issue in issues:
            yield from ((issue, stand) for group in issue.groups for stand in group.stands)


def _parties_by_stand(report: ReportValue) -> dict[str, dict[Stand, list[str]]]:
    """By question, who made each statement on it."""
    parties: dict[str, dict[Stand, list[str]]] = {}
    for party_stands in build_party_stands(report):
        for entry in party_stands.questions:
            for stand in entry.stands:
                key = entry.question or entry.issue
                parties.setdefault(key, {}).setdefault(stand, []).append(party_stands.party)
    return parties


def _stand_question(report: ReportValue, question: str, record: QuestionRecord) -> StandQuestion:
    """A question with the wishes that no statement of the report has the words of."""
    wants = question_wants(report, question)
    return StandQuestion(
        id=question,
        label=record["label"],
        wants=tuple(want for want in wants if want.ref not in report["clauses"] and want.ref not in report["lines"]),
    )


def _issue_stands(report: ReportValue, issue: str, draft: _IssueDraft) -> IssueStands:
    in_time = sorted(draft.parties, key=lambda stand: (date_sort_key(stand.date), stand.ref))
    groups = groupby(in_time, key=lambda stand: (stand.date, tuple(draft.parties[stand]), _stand_plan(report, stand)))
    return IssueStands(
        issue=issue,
        questions=tuple(draft.questions),
        groups=tuple(
            StandGroup(
                date=date,
                parties=parties,
                plan=plan,
                stands=tuple(
                    SharedStand(stand.ref, _stand_words(report, stand), tuple(draft.numbers[stand])) for stand in stands
                ),
            )
            for (date, parties, plan), stands in groups
        ),
    )


def _stand_plan(report: ReportValue, stand: Stand) -> str:
    """The plan that a statement stands in; none of a red line."""
    return "" if stand.ref in report["lines"] else stand.ref.partition("#")[0]


def _stand_words(report: ReportValue, stand: Stand) -> str:
    """A clause in its short words, whose whole text stands elsewhere in the page; all else as it was said."""
    clause = report["clauses"].get(stand.ref)
    return clause["short"] if clause and clause["short"] and clause["text"] == stand.text else stand.text
