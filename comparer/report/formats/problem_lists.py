"""Faults of data files in four formats. Each is drawn from the same sorted problems and ends in a line break."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Protocol

from comparer.model.problems import Problem, Severity, escape_controls, format_problem
from comparer.report.formats.json import escape_json

__all__ = [
    "PROBLEM_RENDERERS",
    "RuleMeaning",
    "problem_summary",
    "render_github",
    "render_json",
    "render_problems",
    "render_sarif",
    "render_text",
]


class RuleMeaning(Protocol):
    """What a reader is told of a rule besides its message."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def says(self) -> str: ...
    @property
    def why(self) -> str: ...
    @property
    def severity(self) -> Severity: ...


RuleMeaningLookup = Callable[[str], RuleMeaning]
"""The meaning of a rule by its id."""

SARIF_SCHEMA_URL = "https://json.schemastore.org/sarif-2.1.0.json"
_URI_PLAIN_CHARS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-_.~")
_COUNTED_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note", Severity.OFF: "none"}
_GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice", Severity.OFF: "debug"}


def render_problems(
    format_name: str, problems: Sequence[Problem], meanings: RuleMeaningLookup, version: str = ""
) -> str:
    """The problems in one format. KeyError for an unknown format."""
    return PROBLEM_RENDERERS[format_name](problems, meanings, version)


def problem_summary(problems: Sequence[Problem], files: int) -> str:
    """One line of counts: `9 files: 2 errors, 1 warning`, or that nothing is wrong."""
    severities = Counter(problem.severity for problem in problems)
    counts = [
        _count_with_noun(severities[severity], severity.value)
        for severity in _COUNTED_SEVERITIES
        if severities[severity]
    ]
    return f"{_count_with_noun(files, 'file')}: {', '.join(counts) or 'no faults'}"


def render_text(problems: Sequence[Problem], _meanings: RuleMeaningLookup, _version: str = "") -> str:
    return "".join(format_problem(problem) + "\n" for problem in problems)


def render_github(problems: Sequence[Problem], _meanings: RuleMeaningLookup, _version: str = "") -> str:
    """Workflow commands: GitHub shows each beside its line in a pull request."""
    return "".join(_workflow_command(problem) + "\n" for problem in problems)


def render_json(problems: Sequence[Problem], _meanings: RuleMeaningLookup, version: str = "") -> str:
    """One object: version, tool, problems (each with rule, severity, message, suggestion and place), totals."""
    severities = Counter(problem.severity for problem in problems)
    totals = {severity.value: severities[severity] for severity in _COUNTED_SEVERITIES}
    return _indented_json(
        {"version": 1, "tool": version, "problems": [_problem_fields(p) for p in problems], "totals": totals}
    )


def render_sarif(problems: Sequence[Problem], meanings: RuleMeaningLookup, version: str = "") -> str:
    """SARIF 2.1.0, for code scanning and editors."""
    ids = sorted({problem.rule for problem in problems})
    rule_indexes = {rule: number for number, rule in enumerate(ids)}
    driver: dict[str, object] = {"name": "comparer", "rules": [_sarif_rule(meanings(rule)) for rule in ids]}
    if version:
        driver["version"] = version
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(problem, rule_indexes[problem.rule]) for problem in problems],
    }
    return _indented_json({"$schema": SARIF_SCHEMA_URL, "version": "2.1.0", "runs": [run]})


PROBLEM_RENDERERS: Mapping[str, Callable[[Sequence[Problem], RuleMeaningLookup, str], str]] = MappingProxyType(
    {"text": render_text, "json": render_json, "sarif": render_sarif, "github": render_github}
)


def _problem_fields(problem: Problem) -> dict[str, object]:
    return {
        "rule": problem.rule,
        "severity": problem.severity.value,
        "message": problem.message,
        "suggestion": problem.suggestion,
        "file": problem.position.file,
        "line": problem.position.line,
        "column": problem.position.column,
    }


def _sarif_rule(meaning: RuleMeaning) -> dict[str, object]:
    return {
        "id": meaning.id,
        "name": "".join(word.capitalize() for word in meaning.id.split("-")),
        "shortDescription": {"text": meaning.title},
        "fullDescription": {"text": meaning.says},
        "help": {"text": meaning.why},
        "defaultConfiguration": {"level": _SARIF_LEVELS[meaning.severity]},
    }


def _sarif_result(problem: Problem, rule_index: int) -> dict[str, object]:
    place = problem.position
    region = {"startLine": place.line, "startColumn": place.column}
    artifact = {"uri": _percent_encode_path(place.file.replace("\\", "/"))}
    return {
        "ruleId": problem.rule,
        "ruleIndex": rule_index,
        "level": _SARIF_LEVELS[problem.severity],
        "message": {"text": _problem_sentence(problem)},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
    }


def _percent_encode_path(path: str) -> str:
    """The path as part of an address: what is neither a plain letter nor a digit is written as its bytes."""
    return "".join(
        character
        if character in _URI_PLAIN_CHARS
        else "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))
        for character in path
    )


def _workflow_command(problem: Problem) -> str:
    place = problem.position
    values = {"file": place.file, "line": str(place.line), "col": str(place.column), "title": problem.rule}
    properties = ",".join(f"{name}={_escape_command_text(value, ':,')}" for name, value in values.items())
    return f"::{_GITHUB_LEVELS[problem.severity]} {properties}::{_escape_command_text(_problem_sentence(problem))}"


def _escape_command_text(text: str, separators: Iterable[str] = "") -> str:
    """As workflow commands ask: a line break or a separator in a file name must not end the command."""
    for character in ("%", "\r", "\n", *separators):
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _problem_sentence(problem: Problem) -> str:
    return escape_controls(f"{problem.message} ({problem.suggestion})" if problem.suggestion else problem.message)


def _count_with_noun(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _indented_json(value: Any) -> str:
    import json

    return escape_json(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"
