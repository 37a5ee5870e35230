"""The dated duties of a plan as an iCalendar file (RFC 5545): an all-day entry for each day on which one is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from comparer.model.dates import parse_date
from comparer.model.findings import compute_fingerprint
from comparer.model.implementation import Due, Duty, ImplementationMatrix
from comparer.report.agreement.matrix import MatrixWords
from comparer.report.formats.office.package import document_timestamp
from comparer.report.words.escape import safe_line
from comparer.report.words.sentences import ReportSentences

MAX_LINE_OCTETS = 75


def render_calendar(matrix: ImplementationMatrix, sentences: ReportSentences) -> str:
    """The file, in UTF-8, with lines folded as the standard asks. Duties without a day of the calendar are left out."""
    words = MatrixWords(matrix, sentences)
    stamp = document_timestamp(sentences.report["as_of"]).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//comparer//implementation matrix//EN", "CALSCALE:GREGORIAN"]
    for duty in matrix.duties:
        for due in (duty.due, *duty.other_dues):
            if day := due_day(due):
                lines += _calendar_entry_lines(duty, due, day, stamp, words)
    lines.append("END:VCALENDAR")
    return "".join(folded + "\r\n" for line in lines for folded in _fold_line(line))


def due_day(due: Due) -> date | None:
    """The last day that is in time, where the calendar has it: of a month or year its last."""
    parsed = parse_date(due.date)
    return parsed.last_day if parsed else None


def _calendar_entry_lines(duty: Duty, due: Due, day: date, stamp: str, words: MatrixWords) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{compute_fingerprint('due', duty.clause.ref, due.reading)}@comparer"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{_calendar_date(day)}"
    if day < date.max:  # behind which there is no day; without an end an entry lasts one
        yield f"DTEND;VALUE=DATE:{_calendar_date(day + timedelta(days=1))}"
    yield f"SUMMARY:{_escape_value(f'{words.bearer_text(duty)}: {duty.clause.short or duty.clause.text}')}"
    details = (duty.clause.text, words.due_text(duty), words.condition_text(duty), duty.clause.ref)
    yield f"DESCRIPTION:{_escape_value(' — '.join(filter(None, details)))}"
    yield "END:VEVENT"


def _calendar_date(day: date) -> str:
    """Eight digits. The system writes the years before 1000 with fewer."""
    return day.isoformat().replace("-", "")


def _escape_value(text: str) -> str:
    return safe_line(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _fold_line(line: str) -> Iterator[str]:
    """Pieces of at most 75 octets, of which all but the first begin with a space; no character is cut in two."""
    piece, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > MAX_LINE_OCTETS:
            yield piece
            piece, size = " ", 1
        piece, size = piece + character, size + octets
    yield piece
