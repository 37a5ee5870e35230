"""What stands beside the clauses of bare texts and differs: headings, notes, titles, text of no clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from comparer.model.plan import Plan
from comparer.report.value.types import ClauseRecord, LinkRecord, PlanRecord, TextEdit

MIN_WORDS_INSIDE: Final = 4
"""Words from which a text is looked for inside the texts of the other document."""
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
            if _join_heading_lines(old) != _join_heading_lines(new) and (field, old, new) not in known_edits:
                known_edits.add((field, old, new))
                edits.append(
                    {"left": link["left"], "right": link["right"], "field": field, "before": old, "after": new}
                )
    return edits


def _join_heading_lines(heading: str) -> str:
    """A heading without the dashes that join its lines, which one format has on one line and another on two."""
    return " ".join(heading.replace(" – ", " ").split())


@dataclass(frozen=True, slots=True)
class DocumentTexts:
    """What a plan that was imported has beside its clauses; `text_keys` are all its texts as `_text_key` has them."""

    title: str
    set_aside: tuple[str, ...]
    text_keys: frozenset[str]


def list_document_texts(plans: Iterable[Plan]) -> dict[str, DocumentTexts]:
    """The texts of each plan that was imported and not encoded since, by the id of the plan."""
    texts_by_plan = {}
    for plan in plans:
        if plan.document is None or any(clause.norm or clause.cites for clause in plan.clauses):
            continue
        title = "" if plan.document.untitled else plan.title
        set_aside = tuple(item.text for item in plan.document.set_aside)
        headings = [provision.heading for provision in plan.provisions]
        named_texts = (title, *set_aside, *headings, *(part.title for part in plan.parts))
        sections = [section for heading in headings for section in heading.split(" – ")]
        texts = (*named_texts, *sections, *(clause.text for clause in plan.clauses))
        texts_by_plan[plan.id] = DocumentTexts(
            title, set_aside, frozenset({_text_key(text) for text in texts} | {_text_key(plan.note)})
        )
    return texts_by_plan


def find_document_edits(left: DocumentTexts | None, right: DocumentTexts | None) -> list[TextEdit]:
    """What differs between two documents and stands beside no clause: the title, and text that no clause holds.

    A text that the other document has anywhere is told of neither.
    """
    if left is None or right is None:
        return []
    is_title_kept = _is_held(left.title, right) and _is_held(right.title, left)
    texts = [] if is_title_kept else [("title", left.title, right.title)]
    texts += [("aside", text, "") for text in dict.fromkeys(left.set_aside) if not _is_held(text, right)]
    texts += [("aside", "", text) for text in dict.fromkeys(right.set_aside) if not _is_held(text, left)]
    return [
        {"left": [], "right": [], "field": field, "before": before, "after": after} for field, before, after in texts
    ]


def _text_key(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def _is_held(text: str, document: DocumentTexts) -> bool:
    """Whether a document has a text as one of its own, or, where it is of several words, inside another."""
    key = _text_key(text)
    if not key or key in document.text_keys:
        return True
    return key.count(" ") >= MIN_WORDS_INSIDE - 1 and any(f" {key} " in f" {other} " for other in document.text_keys)


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
