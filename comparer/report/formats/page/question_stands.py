"""Who said what on each question, oldest first: whatever party said it, each text once."""

from __future__ import annotations

from dataclasses import dataclass

from comparer.model.dates import date_sort_key
from comparer.report.sections.open_points import PartyWant, question_wants
from comparer.report.sections.party_stands import Stand, build_party_stands
from comparer.report.value.types import ReportValue


@dataclass(frozen=True, slots=True)
class SharedStand:
    """One statement with everyone who made it."""

    date: str
    ref: str
    text: str
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionStands:
    id: str
    label: str
    wants: tuple[PartyWant, ...]
    stands: tuple[SharedStand, ...]


def stands_by_issue(report: ReportValue) -> list[tuple[str, list[QuestionStands]]]:
    """The questions on which somebody took a stand, under their top issues, in the order of the report."""
    parties_by_stand: dict[str, dict[Stand, list[str]]] = {}
    for party_stands in build_party_stands(report):
        for entry in party_stands.questions:
            for stand in entry.stands:
                key = entry.question or entry.issue
                parties_by_stand.setdefault(key, {}).setdefault(stand, []).append(party_stands.party)
    questions_by_group: dict[str, list[QuestionStands]] = {}
    for question, record in report["questions"].items():
        if parties := parties_by_stand.get(question):
            stands = sorted(parties, key=lambda stand: (date_sort_key(stand.date), stand.ref))
            questions_by_group.setdefault(record["issue"].partition(".")[0], []).append(
                QuestionStands(
                    id=question,
                    label=record["label"],
                    wants=question_wants(report, question),
                    stands=tuple(
                        SharedStand(stand.date, stand.ref, _stand_words(report, stand), tuple(parties[stand]))
                        for stand in stands
                    ),
                )
            )
    order = [issue["id"] for issue in report["issues"]]
    return sorted(questions_by_group.items(), key=lambda group: order.index(group[0]) if group[0] in order else 0)


def _stand_words(report: ReportValue, stand: Stand) -> str:
    """A clause in its short words, whose whole text stands elsewhere in the page; all else as it was said."""
    clause = report["clauses"].get(stand.ref)
    return clause["short"] if clause and clause["short"] and clause["text"] == stand.text else stand.text
