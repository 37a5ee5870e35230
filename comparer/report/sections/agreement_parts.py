"""What a report says of the tools towards agreement: the sections it holds, and the line that names their commands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from comparer.report.options import RenderOptions
from comparer.report.value.types import AgreementEntry, AgreementSection, AgreementTable, ReportValue
from comparer.report.words.sentences import ReportSentences

PROGRAM = "comparer "
TOLD_BY_ROWS: Final = frozenset({"lineage", "draft"})
"""The tools whose answer the rows of the page give: how each was come to, and the wordings side by side."""


def list_agreement_sections(report: ReportValue) -> list[AgreementSection]:
    """The sections of the report; none where it was made without them."""
    return report.get("agreement", [])


def list_page_sections(report: ReportValue, options: RenderOptions) -> list[AgreementSection]:
    """The sections as the page shows them: what its rows and its table say too stands there only where it is asked for.

    Asked for is all of a report, or this part by its name.
    """
    sections = list_agreement_sections(report)
    if options.full or "agreement" in options.sections:
        return sections
    return [{**section, "entries": []} if section["kind"] in TOLD_BY_ROWS else section for section in sections]


def commands_sentence(sentences: ReportSentences) -> str:
    """One line that names the commands, each without its plans; empty where the report has no section."""
    sections = list_agreement_sections(sentences.report)
    names = [section["command"].removeprefix(PROGRAM).partition(" ")[0] for section in sections]
    commands = PROGRAM + ", ".join(names)
    return sentences.catalogue_text("agreement.chapter.more", commands=commands) if names else ""


SUBJECT_COLUMNS: Final = {
    "bridges": "agreement.column.question",
    "matrix": "column.plan",
    "completeness": "column.title",
    "brackets": "column.plan",
    "positions": "column.party",
    "lineage": "column.issue",
    "draft": "column.issue",
}
"""What the entries of a section are about, by its kind: the heading of their titles."""


def list_section_tables(section: AgreementSection, sentences: ReportSentences) -> list[AgreementTable]:
    """The tables of a section as lists: its own, then those of its entries, with the title of the entry in each row.

    Tables that begin with the same two columns stand in one list, whatever further columns they have. The duties of a
    timeline are a list.
    """
    tables = [section["summary"]] if section["summary"] else []
    subject = sentences.catalogue_text(SUBJECT_COLUMNS.get(section["kind"], "column.title"))
    groups: dict[tuple[str, ...], list[tuple[str, AgreementTable]]] = {}
    for entry in section["entries"]:
        marks = _mark_table(entry, sentences)
        for table in [*([marks] if marks else []), *entry["tables"]]:
            form = tuple(table["headings"][:2])
            groups.setdefault(form, []).append((entry["title"], table))
    return [*tables, *(_join_subject_tables(subject, group) for group in groups.values())]


def _mark_table(entry: AgreementEntry, sentences: ReportSentences) -> AgreementTable | None:
    if not entry["marks"]:
        return None
    return {
        "name": entry["title"],
        "headings": [*sentences.agreement_headings("clause", "due")],
        "rows": [[mark["label"], mark["note"]] for mark in entry["marks"]],
        "widths": [1, 1],
    }


def _join_subject_tables(subject: str, tables: Sequence[tuple[str, AgreementTable]]) -> AgreementTable:
    """Tables below one another, over all the columns that any of them has."""
    headings = [*tables[0][1]["headings"]]
    for _, table in tables:
        headings += [heading for heading in table["headings"] if heading not in headings]
    rows = []
    for title, table in tables:
        for row in table["rows"]:
            cells = dict(zip(table["headings"], row, strict=True))
            rows.append([title, *(cells.get(heading, "") for heading in headings)])
    return {
        "name": tables[0][1]["name"],
        "headings": [subject, *headings],
        "rows": rows,
        "widths": [1 for _ in (subject, *headings)],
    }
