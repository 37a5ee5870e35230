"""What is told on standard error of documents that were read: how much was found, and all that deserves a look."""

from __future__ import annotations

from collections.abc import Sequence

from comparer.app.cli.run import print_note
from comparer.app.documents import DocumentObserver
from comparer.ingest.import_document import Draft
from comparer.model.problems import quote_word

__all__ = ["DocumentNotes", "print_draft_notes"]

MAX_LISTED_NOTES = 20
"""Pieces without a place, and doubts, that are told one by one."""
MAX_BRIEF_NOTES = 3
PROGRESS_BYTES = 3_000_000
"""Size of a document from which its reading is announced."""


class DocumentNotes(DocumentObserver):
    """Tells of documents that are compared where they lie."""

    def start_document(self, place: str, size: int) -> None:
        if size >= PROGRESS_BYTES:
            print_note(f"reading {place} ({size / 1_000_000:.0f} MB)")

    def finish_document(self, plan_id: str, draft: Draft) -> None:
        print_draft_notes(draft, plan_id, brief=True)


def print_draft_notes(draft: Draft, plan_id: str, *, brief: bool = False) -> None:
    """What was read, and once, with its place, all that deserves a look."""
    clauses = [clause for provision in draft.provisions for clause in provision.clauses]
    contested_count = sum(clause.is_contested for clause in clauses)
    brackets = f", {contested_count} contested (in brackets)" if contested_count else ""
    print_note(f"{plan_id}: {len(draft.provisions)} provisions, {len(clauses)} clauses{brackets}")
    if not brief:
        print_note("assumed: kind draft, coverage complete")
        for remark in draft.remarks:
            print_note(remark)
    _print_list("look at", [f"look at {place}: {sentence}" for place, sentence in draft.doubts], MAX_LISTED_NOTES)
    unplaced = [f"not placed, {place}: {quote_word(text, 100)}" for place, text in draft.unplaced]
    _print_list("not placed", unplaced, MAX_BRIEF_NOTES if brief else MAX_LISTED_NOTES)


def _print_list(name: str, notes: Sequence[str], limit: int) -> None:
    for note in notes[:limit]:
        print_note(note)
    if len(notes) > limit:
        print_note(f"{name}: {len(notes) - limit} more; the note of the plan file holds them all")
