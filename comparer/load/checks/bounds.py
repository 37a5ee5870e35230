"""How much there may be of anything, so that the time and the memory of a comparison are bounded whatever the files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from comparer.load.checks.documents import FileEntry, as_mapping, clause_nodes, words_with_paths
from comparer.load.strict_yaml import DataPath
from comparer.model.problems import Problem, quote_word
from comparer.resources import rule_catalogue

__all__ = ["check_bounds", "check_single_files"]

MAX_TEXT_CHARACTERS = 100_000
"""Characters of the text of one clause, which is read as a sentence."""
MAX_NOTE_CHARACTERS = 6_000_000
"""Characters of any other text of a data file."""
MAX_FILE_CLAUSES = 80_000
"""Clauses of one plan."""
MAX_QUESTION_CLAUSES = 1_000
"""Clauses of one plan on one question, of which each is held against each of another plan."""
MAX_SECTION_WORDS = 20_000
"""Words in one section of the vocabulary."""
MAX_LIST_ITEMS = 80_000
"""Items of any one list, and fields of any one mapping."""

_SINGLE_KINDS = frozenset({"vocabulary", "settings", "alignments", "accepted", "brief"})


def check_bounds(entry: FileEntry) -> Iterator[Problem]:
    """What of one file is more than is read, each told at its place."""
    yield from _check_values(entry)
    if entry.kind == "plan":
        yield from _check_clause_counts(entry)
    if entry.kind == "vocabulary":
        for section, words in as_mapping(entry.document.data).items():
            if isinstance(words, dict) and len(words) > MAX_SECTION_WORDS:
                yield _bound_problem(entry, (section,), f"the {len(words):,} {section}", MAX_SECTION_WORDS)


def _check_clause_counts(entry: FileEntry) -> Iterator[Problem]:
    clause_count = 0
    counts: Counter[str] = Counter()
    for node in clause_nodes(entry):
        clause_count += 1
        subjects = node.data.get("questions") or node.data.get("issue")
        counts.update({word for word, _ in words_with_paths(subjects, ())})
    if clause_count > MAX_FILE_CLAUSES:
        yield _bound_problem(entry, (), f"its {clause_count:,} clauses", MAX_FILE_CLAUSES)
    for subject, count in sorted(counts.items()):
        if count > MAX_QUESTION_CLAUSES:
            yield _bound_problem(entry, (), f"its {count:,} clauses on {quote_word(subject)}", MAX_QUESTION_CLAUSES)


def _check_values(entry: FileEntry) -> Iterator[Problem]:
    pending: list[tuple[DataPath, Any]] = [((), entry.document.data)]
    while pending:
        path, value = pending.pop()
        if isinstance(value, str):
            bound = MAX_TEXT_CHARACTERS if path[-1:] == ("text",) else MAX_NOTE_CHARACTERS
            if len(value) > bound:
                yield _bound_problem(entry, path, f"the {len(value):,} characters of a text", bound)
        elif isinstance(value, dict | list):
            if len(value) > MAX_LIST_ITEMS:
                yield _bound_problem(entry, path, f"the {len(value):,} entries", MAX_LIST_ITEMS)
            steps: Iterable[tuple[str | int, Any]] = value.items() if isinstance(value, dict) else enumerate(value)
            pending += [((*path, step), item) for step, item in steps if not isinstance(item, str) or len(item) > 1000]


def _bound_problem(entry: FileEntry, path: DataPath, what: str, bound: int) -> Problem:
    return rule_catalogue.make_problem("ref-bound", entry.place_at(path), what=what, bound=f"{bound:,}")


def check_single_files(entries: Sequence[FileEntry]) -> Iterator[Problem]:
    """The second file of a kind of which a workspace has one."""
    first_by_kind: dict[str, FileEntry] = {}
    for entry in entries:
        if entry.kind in _SINGLE_KINDS and (first := first_by_kind.setdefault(entry.kind, entry)) is not entry:
            yield rule_catalogue.make_problem(
                "ref-two-files", entry.place_at(()), "put both into one file", other=first.file
            )
