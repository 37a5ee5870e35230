"""Who said what under each issue, oldest first: whatever party said it and whichever questions it answers, once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from comparer.model.dates import date_sort_key
from comparer.report.sections.open_points import PartyWant, question_wants
from comparer.report.sections.party_stands import Stand, build_party_stands
from comparer.report.value.types import QuestionRecord, ReportValue


@dataclass(frozen=True, slots=True)
class SharedStand:
    """One statement with everyone who made it. `questions` are those it speaks to, by their place in the issue."""

    date: str
    ref: str
    text: str
    parties: tuple[str, ...]
    questions: tuple[int, ...]


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
    stands: tuple[SharedStand, ...]


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
            yield from ((issue, stand) for stand in issue.stands)


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
    return StandQuestion(id=question, label=record["label"], wants=question_wants(report, question))


def _issue_stands(report: ReportValue, issue: str, draft: _IssueDraft) -> IssueStands:
    in_time = sorted(draft.parties, key=lambda stand: (date_sort_key(stand.date), stand.ref))
    return IssueStands(
        issue=issue,
        questions=tuple(draft.questions),
        stands=tuple(
            SharedStand(
                date=stand.date,
                ref=stand.ref,
                text=_stand_words(report, stand),
                parties=tuple(draft.parties[stand]),
                questions=tuple(draft.numbers[stand]),
            )
            for stand in in_time
        ),
    )


def _stand_words(report: ReportValue, stand: Stand) -> str:
    """A clause in its short words, whose whole text stands elsewhere in the page; all else as it was said."""
    clause = report["clauses"].get(stand.ref)
    return clause["short"] if clause and clause["short"] and clause["text"] == stand.text else stand.text
