"""Who moved and what is still open as tables of plain text, for every format that has tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from comparer.model.dates import precedes
from comparer.report.sections.movement import LineMovement, Movement, MovementKind, PartyMovement, build_movement
from comparer.report.sections.open_points import OpenPoint, build_open_points
from comparer.report.sections.table_values import WordTable
from comparer.report.sections.tables import ReportTable
from comparer.report.sections.wishes import main_wants, wish_texts
from comparer.report.words.sentences import ReportSentences

SHOWN_MOVEMENTS: Final = (
    MovementKind.NO_LONGER_CROSSED, MovementKind.EASED, MovementKind.NEWLY_GIVEN, MovementKind.NO_LONGER_GIVEN,
    MovementKind.NEWLY_CROSSED, MovementKind.OPEN_NOW, MovementKind.NO_LONGER_OPEN,
)  # fmt: skip
"""What became of a line, in the order of a cell; lines that fare the same are counted by no one."""


def line_name(sentences: ReportSentences, line: str) -> str:
    """The title of a line with its id."""
    return f"{sentences.line_title(line)} ({line.rpartition('#')[2]})"


def order_by_date(table: WordTable, plan: str, sentences: ReportSentences) -> tuple[str, str]:
    """The base and another plan; the other first where it is surely older."""
    dates = {record["id"]: record["issued"] for record in sentences.report["plans"]}
    is_older = precedes(dates[plan], dates[table.base])
    return (plan, table.base) if is_older else (table.base, plan)


def build_movement_tables(
    table: WordTable, sentences: ReportSentences, *, is_spoken: bool = False
) -> Iterator[ReportTable]:
    """From the base to each other plan, a row for each party and what became of its lines: names, never sums."""
    for plan in table.plans:
        if plan == table.base:
            continue
        movement = build_movement(sentences.report, *order_by_date(table, plan, sentences))
        rows = tuple(row for party in movement.parties for row in _party_rows(party, sentences))
        if rows:
            yield ReportTable(
                section="movement",
                note=_movement_title(movement, sentences, is_spoken),
                headings=(*sentences.column_headings("party", "facet"), sentences.catalogue_text("heading.redlines")),
                column_kinds=("text", "text", "text"),
                rows=rows,
            )


def _movement_title(movement: Movement, sentences: ReportSentences, is_spoken: bool) -> str:
    left, right = map(sentences.plan_name, (movement.left, movement.right))
    return sentences.transition_text(left, right, is_spoken=is_spoken)


def _party_rows(party: PartyMovement, sentences: ReportSentences) -> Iterator[tuple[str, str, str]]:
    for kind in SHOWN_MOVEMENTS:
        names = [_moved_line_name(line, sentences) for line in party.lines_of_kind(kind)]
        if names:
            kind_word = sentences.catalogue_text(f"office.movement.{kind}")
            yield sentences.word_label(party.party), kind_word, "; ".join(names)


def _moved_line_name(line: LineMovement, sentences: ReportSentences) -> str:
    flag = f" [{sentences.catalogue_text('word.inferred')}]" if line.inferred else ""
    return f"{line_name(sentences, line.line)}{flag}"


def build_open_tables(table: WordTable, sentences: ReportSentences) -> Iterator[ReportTable]:
    """What each plan leaves open, the newest first, with who wants what."""
    for plan in reversed(table.plans):
        points = build_open_points(sentences.report, plan).points
        if points:
            name = sentences.plan_name(plan)
            yield ReportTable(
                section="open",
                note=sentences.catalogue_text("office.open_in", plan=name),
                headings=(*sentences.column_headings("issue", "clauses"), sentences.catalogue_text("office.wants")),
                column_kinds=("text", "text", "text"),
                rows=tuple(_open_point_row(point, sentences) for point in points),
            )


def _open_point_row(point: OpenPoint, sentences: ReportSentences) -> tuple[str, str, str]:
    labels = {row["id"]: row["label"] for row in sentences.report["rows"]}
    records = {clause.clause: sentences.report["clauses"][f"{point.plan}#{clause.clause}"] for clause in point.clauses}
    words = [f"{name}: {record['short'] or record['text']}" for name, record in records.items()]
    label = labels.get(point.question, "") or sentences.issue_label(point.issue)
    return label, "; ".join(words), ". ".join(wish_texts(main_wants(point.wants, sentences.report), sentences))
