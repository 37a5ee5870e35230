"""Documents that a person names where a plan is asked for: read, imported in memory, and their doubts told."""

from __future__ import annotations

import sys
from collections.abc import Container
from importlib.util import find_spec
from pathlib import Path

from comparer.app import disk
from comparer.app.cli.run import refuse, say
from comparer.ingest import import_document as ingest
from comparer.ingest.blocks import clean
from comparer.ingest.sniff_format import ENDINGS, is_document
from comparer.model.problems import harmless, shown, suggest

__all__ = ["draft_file", "is_document_name", "plan_id", "read_content", "read_document", "tell_draft"]

MAX_TOLD = 20
"""Pieces without a place, and doubts, that are told one by one."""
PROGRESS_BYTES = 3_000_000
"""Size of a document from which its reading is announced."""


def is_document_name(name: str) -> bool:
    """Whether a name is that of a document and not of a plan file or of a plan."""
    return name == "-" or (is_document(name) and not name.endswith((".yaml", ".yml")))


def plan_id(name: str) -> str:
    """The id of a plan made of a document's name."""
    return ingest.slug(Path(name).stem if name != "-" else "", words=12) or "new-draft"


def read_content(name: str) -> bytes:
    """The bytes of a document, or of standard input. Refusal where they cannot be read."""
    if name != "-":
        return disk.read(Path(name))
    try:
        return sys.stdin.buffer.read()
    except (AttributeError, OSError, ValueError) as error:  # closed, or no stream at all
        raise refuse("it cannot be read", place="standard input") from error


def draft_file(name: str) -> ingest.Draft:
    """The draft of a document. Refusal, with what to do, where it cannot be read."""
    content = read_content(name)
    place = "standard input" if name == "-" else name
    try:
        kind = ingest.format_of(content, "" if name == "-" else name)
        _check_ending(name)
        _check_library(kind)
        if len(content) >= PROGRESS_BYTES:
            say(harmless(f"reading {place} ({len(content) / 1_000_000:.0f} MB)"))
        return ingest.draft_document(content, kind)
    except ingest.ImportFailure as reason:
        raise refuse(reason.message, reason.suggestion, place) from reason


def _check_ending(name: str) -> None:
    """An ending that no document has is a slip, unless the content says what it is."""
    ending = Path(name).suffix.lower()
    if name == "-" or not ending or ending in ingest.FORMATS:
        return
    hint = suggest(ending, ingest.FORMATS)
    raise refuse(f"cannot import a file that ends in {shown(ending)}", hint or f"save it as one of {ENDINGS}", name)


def _check_library(kind: ingest.Format) -> None:
    needed = ingest.LIBRARIES.get(kind)
    if needed and find_spec(needed) is None:
        ending = ".docx" if kind is ingest.Format.WORD else ".pdf"
        raise refuse(f"reading {ending} needs the extra 'office'", "pip install 'comparer[office]'")


def read_document(name: str, taken: Container[str]) -> tuple[str, bytes]:
    """A document as the bytes of a plan file, with an id that no other plan has; what deserves a look is told."""
    draft = draft_file(name)
    base = plan_id(name)
    id_ = next(made for made in (base, *(f"{base}-{count}" for count in range(2, 10_000))) if made not in taken)
    tell_draft(draft, id_, brief=True)
    source = "standard input" if name == "-" else clean(Path(name).name)
    return id_, ingest.plan_file(draft, id_, source).encode()


def tell_draft(draft: ingest.Draft, plan: str, *, brief: bool = False) -> None:
    """What was read, and once, with its place, all that deserves a look."""
    clauses = sum(len(provision.clauses) for provision in draft.provisions)
    contested = sum(clause.contested for provision in draft.provisions for clause in provision.clauses)
    brackets = f", {contested} contested (in brackets)" if contested else ""
    say(f"{plan}: {len(draft.provisions)} provisions, {clauses} clauses{brackets}")
    if not brief:
        say("assumed: kind draft, coverage complete")
        for remark in draft.remarks:
            say(harmless(remark))
    _list("look at", draft.doubts, MAX_TOLD)
    _list("not placed,", draft.unplaced, 3 if brief else MAX_TOLD)


def _list(begins: str, pieces: tuple[tuple[str, str], ...], most: int) -> None:
    for where, text in pieces[:most]:
        said = text if begins == "look at" else shown(text, 100)
        say(harmless(f"{begins} {where}: {said}"))
    if len(pieces) > most:
        say(f"{begins.rstrip(',')}: {len(pieces) - most} more; the note of the plan file holds them all")
