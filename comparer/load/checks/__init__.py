"""All checks of a workspace's files: YAML, schema, references, lints. Pure over the bytes of the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from comparer.load.checks import (
    bounds,
    cycles,
    field_rules,
    lints,
    references,
    source_figures,
    unique_ids,
    vocabulary_use,
)
from comparer.load.checks.documents import FileEntry, as_mapping, data_kind, read_entries
from comparer.model.problems import Problem, Severity, problem_sort_key
from comparer.resources import rule_catalogue

__all__ = ["FileEntry", "ValidationReport", "check_entries", "data_kind", "read_entries", "validate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidationReport:
    """The faults of a workspace, sorted by place, and the files they come from."""

    problems: tuple[Problem, ...] = ()
    entries: tuple[FileEntry, ...] = ()

    @property
    def error_count(self) -> int:
        return sum(problem.severity is Severity.ERROR for problem in self.problems)


def validate(files: Mapping[str, bytes], strict: bool = False) -> ValidationReport:
    """Every fault of the files, by path from the top of the workspace.

    `strict` makes warnings errors, and asks of every clause an issue, a norm, how it is known, its evidence, a cite.
    """
    return check_entries(read_entries(files), strict)


def check_entries(entries: Sequence[FileEntry], strict: bool = False) -> ValidationReport:
    """The same for files that were read already."""
    severities = _severity_settings(entries)
    distinct_problems = {_apply_severity(problem, severities, strict) for problem in _all_problems(entries, strict)}
    problems = sorted(
        (problem for problem in distinct_problems if problem.severity is not Severity.OFF), key=problem_sort_key
    )
    return ValidationReport(problems=tuple(problems), entries=tuple(entries))


def _all_problems(entries: Sequence[FileEntry], strict: bool) -> Iterator[Problem]:
    # With more than is read, the other checks would themselves take longer than a person waits.
    if bound_problems := [problem for entry in entries for problem in bounds.check_bounds(entry)]:
        yield from bound_problems
        yield from (problem for entry in entries for problem in entry.problems)
        return
    vocabulary = vocabulary_use.read_vocabulary_sections(entries)
    reference_index = references.build_reference_index(entries)
    word_uses = [word_use for entry in entries for word_use in vocabulary_use.find_word_uses(entry)]
    for entry in entries:
        yield from entry.problems
        yield from field_rules.check_field_rules(entry, vocabulary)
        yield from lints.lint_plan(entry, vocabulary)
        yield from source_figures.check_paragraph_numbers(entry)
        if reference_index.card_by_id is not None:
            yield from source_figures.check_source_figures(entry, reference_index.card_by_id, vocabulary)
        if strict:
            yield from lints.lint_incomplete_clauses(entry)
        if vocabulary is not None and entry.kind == "vocabulary":
            yield from cycles.check_issue_order(entry, vocabulary)
    yield from unique_ids.check_unique_ids(entries)
    yield from bounds.check_single_files(entries)
    yield from references.check_references(entries, reference_index)
    yield from cycles.check_cycles(entries)
    if vocabulary is not None:
        translated_words = (word_use for entry in entries for word_use in vocabulary_use.find_translated_words(entry))
        yield from vocabulary_use.check_words((*word_uses, *translated_words), vocabulary)
        yield from lints.lint_unused_words(entries, word_uses)


def _severity_settings(entries: Iterable[FileEntry]) -> Mapping[str, Severity]:
    """What the settings say, as far as it is understood; what is not is told as a fault of the settings."""
    chosen_levels: Mapping[str, Any] = {}
    for entry in entries:
        if entry.kind == "settings":
            chosen_levels = as_mapping(as_mapping(entry.document.data).get("severities"))
    severity_by_value = {severity.value: severity for severity in Severity}
    return {
        name: severity_by_value[level]
        for name, level in chosen_levels.items()
        if isinstance(level, str) and level in severity_by_value and not rule_catalogue.is_always_error(name)
    }


def _apply_severity(problem: Problem, severities: Mapping[str, Severity], strict: bool) -> Problem:
    severity = severities.get(problem.rule, problem.severity)
    if strict and severity is Severity.WARNING:
        severity = Severity.ERROR
    return problem if severity is problem.severity else replace(problem, severity=severity)
