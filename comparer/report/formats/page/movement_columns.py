"""Who moved between two plans, in the columns of the page: what became of each red line, with a note where needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from comparer.report.sections.movement import LineMovement, Movement, MovementKind
from comparer.report.words.sentences import ReportSentences

MOVEMENT_COLUMNS: Final = (
    ("no_longer_crossed", "better", (MovementKind.NO_LONGER_CROSSED, MovementKind.EASED)),
    ("newly_given", "better", (MovementKind.NEWLY_GIVEN,)),
    ("no_longer_given", "less", (MovementKind.NO_LONGER_GIVEN,)),
    ("newly_crossed", "worse", (MovementKind.NEWLY_CROSSED,)),
    ("open_now", "undecided", (MovementKind.OPEN_NOW, MovementKind.UNKNOWN_NOW)),
    ("open_before", "undecided", (MovementKind.NO_LONGER_OPEN, MovementKind.UNKNOWN_BEFORE)),
    ("same", "plain", (MovementKind.SAME,)),
)
"""Key of the heading, tone of the column, and the kinds of movement that stand in it."""

WORDED_KINDS: Final = frozenset(MovementKind) - {MovementKind.NO_LONGER_CROSSED, MovementKind.NO_LONGER_GIVEN}
"""Kinds where the verdict on the second plan has to be said: the heading does not say it."""


@dataclass(frozen=True, slots=True)
class MovedLine:
    """A line by its key among those of the report, its title, and what must stand in brackets behind it."""

    line: str
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class MovementColumn:
    """One column with its lines by party."""

    heading: str
    tone: str
    parties: tuple[tuple[str, tuple[MovedLine, ...]], ...]


def column_headings(sentences: ReportSentences) -> list[tuple[str, str]]:
    """Heading and tone of every column."""
    return [(sentences.catalogue_text(f"page.moved.{key}"), tone) for key, tone, _ in MOVEMENT_COLUMNS]


def movement_columns(movement: Movement, sentences: ReportSentences) -> tuple[MovementColumn, ...]:
    """The columns that have a line."""
    lines_by_column: dict[int, dict[str, list[MovedLine]]] = {}
    for column, party, line in iterate_moved_lines(movement, sentences):
        lines_by_column.setdefault(column, {}).setdefault(party, []).append(line)
    headings = column_headings(sentences)
    return tuple(
        MovementColumn(*headings[column], tuple((party, tuple(lines)) for party, lines in parties.items()))
        for column, parties in sorted(lines_by_column.items())
    )


def iterate_moved_lines(movement: Movement, sentences: ReportSentences) -> Iterator[tuple[int, str, MovedLine]]:
    """Each line that moved, with the number of its column and the label of its party."""
    for party in movement.parties:
        for line in party.lines:
            column = next(number for number, entry in enumerate(MOVEMENT_COLUMNS) if line.kind in entry[2])
            title = sentences.line_title(line.line)
            yield column, sentences.word_label(party.party), MovedLine(line.line, title, _note(line, sentences))


def _note(line: LineMovement, sentences: ReportSentences) -> str:
    verdict = sentences.catalogue.value_word("verdict", line.after) if line.kind in WORDED_KINDS else ""
    flags = [
        verdict,
        sentences.catalogue_text("word.inferred") if line.inferred else "",
        sentences.catalogue_text("page.line_changed") if line.has_line_changed else "",
    ]
    return "; ".join(filter(None, flags))
