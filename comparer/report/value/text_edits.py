"""Headings, notes and titles of parts that differ between linked clauses of bare texts: what stands beside clauses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from comparer.report.value.types import ClauseRecord, LinkRecord, PlanRecord, TextEdit

EDITED_TEXTS: Final = ("heading", "note", "part")
"""What a reader of a bare text sees beside its clauses."""


def find_text_edits(
    left: str,
    right: str,
    links: Iterable[LinkRecord],
    clauses: Mapping[str, ClauseRecord],
    part_titles: Mapping[str, str],
) -> list[TextEdit]:
    """The edits of two plans, each told once, however many clauses it stands over.

    `clauses` are keyed by `PLAN#CLAUSE`, `part_titles` by `PLAN#PART`. Clauses that anybody encoded are
    passed over: what stands beside them is the encoder's own.
    """
    edits: list[TextEdit] = []
    known_edits: set[tuple[str, str, str]] = set()
    for link in links:
        before, after = clauses.get(f"{left}#{link['left'][0]}"), clauses.get(f"{right}#{link['right'][0]}")
        if before is None or after is None or before["norm"] or after["norm"]:
            continue
        for field in EDITED_TEXTS:
            old, new = (text_beside(record, field, part_titles) for record in (before, after))
            if old != new and (field, old, new) not in known_edits:
                known_edits.add((field, old, new))
                edits.append(
                    {"left": link["left"], "right": link["right"], "field": field, "before": old, "after": new}
                )
    return edits


def quotes_files(clauses: Iterable[ClauseRecord]) -> bool:
    """Whether clauses are bare texts: nobody encoded one of them, or said from where it is retold."""
    records = list(clauses)
    return bool(records) and not any(clause["norm"] or clause["cites"] for clause in records)


def mirror_edit(edit: TextEdit) -> TextEdit:
    """The edit read from right to left."""
    return {
        "left": edit["right"],
        "right": edit["left"],
        "field": edit["field"],
        "before": edit["after"],
        "after": edit["before"],
    }


def list_part_titles(plans: Iterable[PlanRecord]) -> dict[str, str]:
    """The titles of the parts of plans by `PLAN#PART`."""
    return {f"{plan['id']}#{part['id']}": part["title"] for plan in plans for part in plan["parts"]}


def text_beside(record: ClauseRecord, field: str, part_titles: Mapping[str, str]) -> str:
    """What stands beside a clause: its heading, its note, or the title of its part ("" where there is none)."""
    if field == "part":
        return part_titles.get(f"{record['plan']}#{record['part']}", "")
    fields: Mapping[str, object] = record
    return str(fields[field])
