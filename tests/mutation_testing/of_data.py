"""Mutants of the data that the engine reads: cells of tables, rules, relations between words.

A mutant of a table or a rule is held against the tests of tables and rules. A mutant of a vocabulary is held against
what was worked out by hand (the port's findings, the table of plans by red lines), then against all findings as they
are without the mutant: what only the last notices is told apart.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from comparer.findings.redlines import assess_red_line, group_plan_clauses
from comparer.model.findings import Findings
from comparer.model.problems import Severity
from comparer.model.relation import Confidence, Relation
from comparer.model.vocabulary import VocabularyData
from comparer.model.workspace import Workspace
from comparer.norms import tables
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline.compare import compare, to_canonical_clauses
from comparer.resources import rule_catalogue
from comparer.resources.tables import load_table
from tests.factories import norms, small_workspaces
from tests.mutation_testing.runner import tests_of

ROOT, HARBOUR = small_workspaces.ROOT, small_workspaces.HARBOUR
OF_CHANGES = "test_relation_verdicts_and_law_move_as_written_and_no_others"
DIGEST = "differs, and nothing worked out by hand says which is right"


@dataclass(frozen=True, slots=True)
class Datum:
    """One changed value. `group` is the file; `run` says what notices the change, or gives an empty string."""

    group: str
    name: str
    run: Callable[[], str]


# --- cells of tables --------------------------------------------------------------------------------------------------

RELATIONS = [item.value for item in Relation]
BEARINGS = ["opposes", "strains", "gives", "part", "nothing", "defers"]
CELLS: dict[str, list[str]] = {
    "relations": RELATIONS,
    "opposition": BEARINGS,
    "effects": RELATIONS,
    "confidence": [item.value for item in Confidence],
}
CACHED = (tables.modality_relation, tables.modality_effect, tables.facet_relation, tables.evidence_confidence)


def table_mutants() -> Iterator[Datum]:
    for name, values in CELLS.items():
        for path, row, key in list(_cells(load_table(name), ())):
            for value in values:
                if value != row[key]:
                    text = f"{name} {' '.join(path)}: {row[key]} -> {value}"
                    yield Datum(f"tables/{name}.yaml", text, _cell(row, key, value))


def _cells(data: dict[str, Any], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], dict[str, Any], str]]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield from _cells(value, (*path, key))
        else:
            yield (*path, key), data, key


def _cell(row: dict[str, Any], key: str, value: str) -> Callable[[], str]:
    def run() -> str:
        before, row[key] = row[key], value
        _forget()
        try:
            return _failing("tests.norms.test_tables")
        finally:
            row[key] = before
            _forget()

    return run


def _forget() -> None:
    for item in CACHED:
        item.cache_clear()


def _failing(*modules: str, among: Iterable[str] | None = None) -> str:
    """The first test of the modules that fails, or an empty string."""
    for name in modules:
        for test, run in tests_of(importlib.import_module(name)):
            if among is None or test in among:
                try:
                    run()
                except Exception:  # noqa: BLE001 - a mutant may raise anything
                    return f"{name}.{test}"
    return ""


# --- rules ------------------------------------------------------------------------------------------------------------

OF_RULES = (
    "test_a_rule_catches_what_it_is_for",
    "test_a_rule_of_the_reader_catches_and_lets_pass",
    "test_families_that_guard_the_data_are_errors_and_the_others_warnings",
    "test_another_encoding_is_caught_and_a_byte_order_mark_passes",
    "test_strict_asks_what_every_clause_needs_and_not_of_a_struck_one_the_norm",
)


def rule_mutants() -> Iterator[Datum]:
    for rule in rule_catalogue.all_rules():
        for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE):
            if severity is not rule.severity:
                text = f"{rule.id} severity: {rule.severity.value} -> {severity.value}"
                yield Datum("rules", text, _rule(replace(rule, severity=severity)))
        for field in dict.fromkeys(re.findall(r"{(\w+)}", rule.message)):
            changed = rule.message.replace("{" + field + "}", "{" + field + "_}")
            yield Datum("rules", f"{rule.id} message: {field} -> {field}_", _rule(replace(rule, message=changed)))


def _rule(changed: rule_catalogue.Rule) -> Callable[[], str]:
    def run() -> str:
        usual = rule_catalogue.read_rule
        swapped = cache(lambda name: changed if name == changed.id else usual(name))
        vars(rule_catalogue)["rule"] = swapped
        try:
            return _failing("tests.findings.test_finding_rules") or _failing("tests.load.test_checks", among=OF_RULES)
        finally:
            vars(rule_catalogue)["rule"] = usual

    return run


# --- words ------------------------------------------------------------------------------------------------------------

# What a value is changed to: only values that the engine tells apart from it.
OTHERS: dict[str, dict[str, tuple[str, ...]]] = {
    "effect": {
        "narrows": ("widens", "none"),
        "widens": ("narrows", "none"),
        "none": ("narrows", "widens"),
    },
    "kind": {"period": ("amount", "deadline"), "deadline": ("amount", "period"), "count": ("share", "period")},
    "more": {"none": ("burden-of-bearer",), "burden-of-bearer": ("none",), "benefit-of-beneficiary": ("none",)},
    "role": {"guarantee": ("",), "verification": ("",), "veto": ("",)},
}
FLAGS = ("performed_by_words", "distributes", "joint", "whole")
LISTS = ("members", "kind_of", "entails", "excludes", "enables", "parts", "objects")
WORDS = ("converse", "bounds", "act")
GROUPS = ("actors", "acts", "objects", "events", "quantities", "units", "manners", "instruments")


def changed_words(data: VocabularyData) -> Iterator[tuple[str, VocabularyData]]:
    """Every vocabulary in which one relation is gone or another, with what was changed."""
    for group in GROUPS:
        listed = getattr(data, group)
        for index, word in enumerate(listed):
            for text, changed in _word(group, word, [item.id for item in getattr(data, _among(group))]):
                yield (
                    f"{group} {word.id} {text}",
                    replace(data, **{group: (*listed[:index], changed, *listed[index + 1 :])}),
                )


def _among(group: str) -> str:
    return "acts" if group == "instruments" else group


def _word(group: str, word: Any, others: Sequence[str]) -> Iterator[tuple[str, Any]]:
    for field in (field.name for field in fields(word)):
        value = getattr(word, field)
        if field in LISTS:
            yield from _shorter(field, word, value)
        elif field in FLAGS:
            if value:
                yield f"{field}: true -> false", replace(word, **{field: False})
        elif field in WORDS and value:
            yield f"{field}: {value} -> nothing", replace(word, **{field: ""})
            other = next((other for other in others if other not in (value, word.id)), "")
            yield f"{field}: {value} -> {other}", replace(word, **{field: other})
        elif field in OTHERS and value:
            for choice in OTHERS[field].get(value, ("deadline", "period")):
                yield f"{field}: {value} -> {choice or 'nothing'}", replace(word, **{field: choice})
    if group == "units" and word.base:
        yield f"factor: {word.numerator}/{word.denominator} -> twice", replace(word, numerator=word.numerator * 2)
        yield f"base: {word.base} -> nothing", replace(word, base="")


def _shorter(field: str, word: Any, value: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    for index, item in enumerate(value):
        text = item if isinstance(item, str) else ":".join(item)
        yield f"{field} without {text}", replace(word, **{field: (*value[:index], *value[index + 1 :])})


def word_mutants(folder: Path) -> Iterator[Datum]:
    space = small_workspaces.workspace(folder)
    name = "harbour" if folder == HARBOUR else "record"
    for word, data in changed_words(space.vocabulary):
        yield Datum(f"vocabulary of the {name}", word, _words(folder, replace(space, vocabulary=data)))


def _words(folder: Path, space: Workspace) -> Callable[[], str]:
    return lambda: noticed_in_port(space) if folder == HARBOUR else noticed_in_record(space)


ON_WORDS = ("vocabulary", "comparison", "facets", "bearing", "relate", "verdicts", "law", "ledger", "ranges", "align")
OF_WORDS = tuple(f"tests.norms.test_{name}" for name in (*ON_WORDS, "order"))


def village_mutants() -> Iterator[Datum]:
    """The words of the small tests, in which every kind of relation occurs: each is one that a test is about."""
    for word, data in changed_words(norms.VILLAGE):
        yield Datum("vocabulary of the small tests", word, _village(data))


def _village(data: VocabularyData) -> Callable[[], str]:
    def run() -> str:
        norms.WORDS.__init__(data)  # type: ignore[misc]
        try:
            return _failing(*OF_WORDS)
        finally:
            norms.WORDS.__init__(norms.VILLAGE)  # type: ignore[misc]

    return run


def noticed_in_port(space: Workspace) -> str:
    """The test of the port that fails on these words; else whether any finding differs."""
    from tests.pipeline import test_harbour

    findings = compare(space)
    vars(test_harbour)["findings"] = lambda _: findings
    try:
        failing = _failing("tests.pipeline.test_harbour")
    finally:
        vars(test_harbour)["findings"] = small_workspaces.findings
    return failing or (DIGEST if digest(findings) != _usual(HARBOUR) else "")


def noticed_in_record(space: Workspace) -> str:
    """Whether a verdict leaves the table worked out by hand; else whether any verdict or other finding differs."""
    if failing := _on_words(space):
        return failing
    words = Vocabulary(space.vocabulary)
    prepared = to_canonical_clauses(space.plans, words)
    judged = {
        (plan.id, line.ref): judgement.kind.value
        for plan in space.plans
        for line in space.red_lines
        if (judgement := assess_red_line(group_plan_clauses(plan, prepared), line, "", words))
    }
    if any(judged.get(key) != verdict for key, verdict in _by_hand().items()):
        return "the table of plans by red lines"
    if failing := _on_changed_plans(space):
        return failing
    return DIGEST if digest(compare(space)) != _usual(ROOT) else ""


def _on_words(space: Workspace) -> str:
    from tests.record import test_record_words

    vars(test_record_words)["workspace"] = lambda: space
    try:
        return _failing("tests.record.test_record_words")
    finally:
        vars(test_record_words)["workspace"] = small_workspaces.workspace


def _on_changed_plans(space: Workspace) -> str:
    """The first changed clause of the record whose relation, verdicts or law are no longer those written by hand."""
    from tests.record_edits import judged

    judged.forget()
    vars(judged)["workspace"] = lambda: space
    try:
        return _failing("tests.record_edits.test_mutations", among=(OF_CHANGES,))
    finally:
        vars(judged)["workspace"] = small_workspaces.workspace
        judged.forget()


@cache
def _by_hand() -> dict[tuple[str, str], str]:
    """The cells of the hand table with which the engine agrees as the words stand."""
    from tests.record.verdicts_by_hand import read_cells

    engine = {
        (verdict.plan, verdict.line): verdict.kind.value for verdict in compare(small_workspaces.workspace()).verdicts
    }
    return {
        (cell.plan, cell.line): verdict
        for cell in read_cells()
        if (verdict := engine.get((cell.plan, cell.line), "")) in cell.verdicts
    }


@cache
def _usual(folder: Path) -> tuple[Any, ...]:
    return digest(small_workspaces.findings(folder))


def digest(findings: Findings) -> tuple[Any, ...]:
    """What was found, without a word of prose."""
    return (
        [
            (
                (
                    link.match,
                    link.judgement.relation,
                    link.judgement.confidence,
                    link.judgement.favours,
                    link.fingerprint,
                ),
                [(change.facet, change.effect) for change in link.judgement.changes],
            )
            for pair in findings.pairs
            for link in pair.links
        ],
        [(gap.fingerprint, gap.kind, gap.answered_by) for pair in findings.pairs for gap in pair.gaps],
        [
            (verdict.plan, verdict.line, verdict.kind, verdict.rule, verdict.clauses, verdict.notes, verdict.confidence)
            for verdict in findings.verdicts
        ],
        [
            (constraint.fingerprint, constraint.verdict, constraint.rule, constraint.clauses, constraint.steps)
            for constraint in findings.constraints
        ],
        [(deadlock.fingerprint, deadlock.possible, deadlock.strength) for deadlock in findings.deadlocks],
        [(contradiction.fingerprint, contradiction.possible) for contradiction in findings.contradictions],
        [(finding.rule, finding.fingerprint, finding.clauses) for finding in findings.plan_findings],
        [(item.quantity, item.unit, item.subject, item.positions, item.common_range) for item in findings.ranges],
        findings.obligations,
        findings.rows,
        findings.step_orders,
    )


SETS: dict[str, Callable[[], Iterator[Datum]]] = {
    "tables": table_mutants,
    "rules": rule_mutants,
    "village": village_mutants,
    "harbour": lambda: word_mutants(HARBOUR),
    "record": lambda: word_mutants(ROOT),
}


def warm() -> str:
    """Reads both workspaces and finds in them what there is to find, once for all mutants; says what fails already."""
    _by_hand()
    record, port = small_workspaces.workspace(), small_workspaces.workspace(HARBOUR)
    return noticed_in_record(record) or noticed_in_port(port) or _failing(*OF_WORDS, "tests.norms.test_tables")
