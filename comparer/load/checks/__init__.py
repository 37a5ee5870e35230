"""All checks of a workspace's files: YAML, schema, references, lints. Pure over the bytes of the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from comparer.load.checks import cycles, field_rules, lints, references, source_figures, unique_ids, vocabulary_use
from comparer.load.checks.documents import Entry, kind_of, mapping, read_all
from comparer.model.problems import Problem, Severity, sort_key
from comparer.resources import rule_catalogue

__all__ = ["Entry", "Report", "examine", "kind_of", "read_all", "validate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The faults of a workspace, sorted by place, and how many files they come from."""

    problems: tuple[Problem, ...] = ()
    files: int = 0
    entries: tuple[Entry, ...] = ()

    @property
    def errors(self) -> int:
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def warnings(self) -> int:
        return sum(problem.severity is Severity.WARNING for problem in self.problems)


def validate(files: Mapping[str, bytes], strict: bool = False) -> Report:
    """Every fault of the files, by path from the top of the workspace.

    `strict` makes warnings errors, and asks of every clause an issue, a norm, how it is known, its evidence, a cite.
    """
    return examine(read_all(files), strict)


def examine(entries: Sequence[Entry], strict: bool = False) -> Report:
    """The same for files that were read already."""
    levels = _severities(entries)
    found = {_settled(problem, levels, strict) for problem in _all(entries, strict)}
    problems = sorted((problem for problem in found if problem.severity is not Severity.OFF), key=sort_key)
    return Report(problems=tuple(problems), files=len(entries), entries=tuple(entries))


def _all(entries: Sequence[Entry], strict: bool) -> Iterator[Problem]:
    lexicon = vocabulary_use.lexicon(entries)
    register = references.register(entries)
    used = [use for entry in entries for use in vocabulary_use.uses(entry)]
    for entry in entries:
        yield from entry.faults
        yield from field_rules.check(entry, lexicon)
        yield from lints.check(entry, lexicon)
        yield from source_figures.beyond_the_end(entry)
        if register.cards is not None:
            yield from source_figures.check(entry, register.cards, lexicon)
        if strict:
            yield from lints.incomplete(entry)
        if lexicon is not None and entry.kind == "vocabulary":
            yield from cycles.issue_order(entry, lexicon)
    yield from unique_ids.check(entries)
    yield from references.check(entries, register)
    yield from cycles.check(entries)
    if lexicon is not None:
        yield from vocabulary_use.check(used, lexicon)
        yield from lints.unused(entries, used)


def _severities(entries: Iterable[Entry]) -> Mapping[str, Severity]:
    """What the settings say, as far as it is understood; what is not is told as a fault of the settings."""
    chosen: Mapping[str, Any] = {}
    for entry in entries:
        if entry.kind == "settings":
            chosen = mapping(mapping(entry.document.data).get("severities"))
    values = {severity.value: severity for severity in Severity}
    return {
        name: values[level]
        for name, level in chosen.items()
        if isinstance(level, str) and level in values and not rule_catalogue.fixed(name)
    }


def _settled(problem: Problem, levels: Mapping[str, Severity], strict: bool) -> Problem:
    severity = levels.get(problem.rule, problem.severity)
    if strict and severity is Severity.WARNING:
        severity = Severity.ERROR
    return problem if severity is problem.severity else replace(problem, severity=severity)
