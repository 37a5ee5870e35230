"""The order of a plan as a picture (SVG): columns of what comes first, a row for each duty that has a place in time."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from comparer.model.implementation import DueKind, Duty, ImplementationMatrix
from comparer.report.agreement.matrix import MatrixWords
from comparer.report.words.escape import safe_line
from comparer.report.words.sentences import ReportSentences

LABEL_WIDTH, COLUMN_WIDTH, ROW_HEIGHT, TOP, MARGIN = 430, 92, 22, 54, 14
BAR_WIDTH = COLUMN_WIDTH - 8
MAX_LABEL_CHARS = 62
BAR_COLOURS = {
    DueKind.DATE: "#1B4B8F",
    DueKind.WITHIN: "#1B4B8F",
    DueKind.UPON: "#5E81B4",
    DueKind.UNKNOWN: "#B58A2B",
    DueKind.NONE: "#C3CAD4",
}
MIN_TEXT_ROOM = 300


def render_timeline(matrix: ImplementationMatrix, sentences: ReportSentences) -> str:
    """The duties in the order of the matrix, each in the column of how much comes before it.

    A bar ends where its duty is due; a pale one has no time. The text beside it says what the duty waits for.
    """
    words = MatrixWords(matrix, sentences)
    levels = sorted({duty.level for duty in matrix.duties})
    column_of = {level: column for column, level in enumerate(levels)}
    width = LABEL_WIDTH + COLUMN_WIDTH * max(1, len(levels)) + MIN_TEXT_ROOM + MARGIN
    height = TOP + ROW_HEIGHT * len(matrix.duties) + MARGIN
    title = words.title
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">',
        '<g font-family="Arial, sans-serif" font-size="11">',
        f"<title>{_escape_text(title)}</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text x="{MARGIN}" y="22" font-size="15" font-weight="bold">{_escape_text(title)}</text>',
        *_column_marks(levels, height, words),
    ]
    for row, duty in enumerate(matrix.duties):
        parts += _row_marks(duty, TOP + ROW_HEIGHT * row, column_of[duty.level], words)
    return "\n".join([*parts, "</g>", "</svg>"]) + "\n"


def _column_marks(levels: Sequence[int], height: int, words: MatrixWords) -> list[str]:
    marks = []
    for column, level in enumerate(levels):
        x = LABEL_WIDTH + COLUMN_WIDTH * column
        label = (
            words.text("agreement.timeline_first") if level == 0 else words.text("agreement.timeline_after", n=level)
        )
        marks.append(f'<line x1="{x}" y1="{TOP - 8}" x2="{x}" y2="{height - MARGIN}" stroke="#DDE2E9"/>')
        marks.append(f'<text x="{x + 4}" y="{TOP - 12}" fill="#5B6673">{_escape_text(label)}</text>')
    return marks


def _row_marks(duty: Duty, y: int, column: int, words: MatrixWords) -> list[str]:
    label = f"{duty.clause.id}  {duty.clause.short or duty.clause.text}"
    if len(label) > MAX_LABEL_CHARS:
        label = label[: MAX_LABEL_CHARS - 1] + "…"
    x = LABEL_WIDTH + COLUMN_WIDTH * column
    condition = words.condition_text(duty)
    note = words.single_due_text(duty.due)
    if duty.due.kind is DueKind.NONE:
        note = condition
    elif condition and duty.due.kind is not DueKind.UPON:
        note = f"{note}; {condition}"
    colour, bar_title = BAR_COLOURS[duty.due.kind], f"<title>{_escape_text(words.due_text(duty))}</title>"
    return [
        f'<text x="{MARGIN}" y="{y + 12}">{_escape_text(label)}</text>',
        f'<rect x="{x + 4}" y="{y + 3}" width="{BAR_WIDTH}" height="11" rx="2" fill="{colour}">{bar_title}</rect>',
        f'<text x="{x + COLUMN_WIDTH + 2}" y="{y + 12}" fill="#5B6673">{_escape_text(note)}</text>',
    ]


def _escape_text(text: str) -> str:
    return escape(safe_line(text))
