"""Faults of data files in four formats. Each is drawn from the same sorted problems and ends in a line break."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Protocol

from comparer.model.problems import Problem, Severity, harmless, line

__all__ = ["FORMATS", "Meaning", "as_github", "as_json", "as_sarif", "as_text", "render", "summary"]


class Meaning(Protocol):
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


Meanings = Callable[[str], Meaning]
"""The meaning of a rule by its id."""

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-_.~")
_TOLD = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note", Severity.OFF: "none"}
_GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice", Severity.OFF: "debug"}


def render(name: str, problems: Sequence[Problem], meanings: Meanings, version: str = "") -> str:
    """The problems in one format. KeyError for an unknown format."""
    return FORMATS[name](problems, meanings, version)


def summary(problems: Sequence[Problem], files: int) -> str:
    """One line of counts: `9 files: 2 errors, 1 warning`, or that nothing is wrong."""
    severities = Counter(problem.severity for problem in problems)
    counts = [_counted(severities[severity], severity.value) for severity in _TOLD if severities[severity]]
    return f"{_counted(files, 'file')}: {', '.join(counts) or 'no faults'}"


def as_text(problems: Sequence[Problem], _meanings: Meanings, _version: str = "") -> str:
    return "".join(line(problem) + "\n" for problem in problems)


def as_github(problems: Sequence[Problem], _meanings: Meanings, _version: str = "") -> str:
    """Workflow commands: GitHub shows each beside its line in a pull request."""
    return "".join(_workflow_command(problem) + "\n" for problem in problems)


def as_json(problems: Sequence[Problem], _meanings: Meanings, version: str = "") -> str:
    """One object: version, tool, problems (each with rule, severity, message, suggestion and place), totals."""
    severities = Counter(problem.severity for problem in problems)
    totals = {severity.value: severities[severity] for severity in _TOLD}
    return _json({"version": 1, "tool": version, "problems": [_plain(p) for p in problems], "totals": totals})


def as_sarif(problems: Sequence[Problem], meanings: Meanings, version: str = "") -> str:
    """SARIF 2.1.0, for code scanning and editors."""
    ids = sorted({problem.rule for problem in problems})
    index = {rule: number for number, rule in enumerate(ids)}
    driver: dict[str, Any] = {"name": "comparer", "rules": [_sarif_rule(meanings(rule)) for rule in ids]}
    if version:
        driver["version"] = version
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(problem, index[problem.rule]) for problem in problems],
    }
    return _json({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


FORMATS: Mapping[str, Callable[[Sequence[Problem], Meanings, str], str]] = MappingProxyType(
    {"text": as_text, "json": as_json, "sarif": as_sarif, "github": as_github}
)


def _plain(problem: Problem) -> dict[str, Any]:
    return {
        "rule": problem.rule,
        "severity": problem.severity.value,
        "message": problem.message,
        "suggestion": problem.suggestion,
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
    }


def _sarif_rule(meaning: Meaning) -> dict[str, Any]:
    return {
        "id": meaning.id,
        "name": "".join(word.capitalize() for word in meaning.id.split("-")),
        "shortDescription": {"text": meaning.title},
        "fullDescription": {"text": meaning.says},
        "help": {"text": meaning.why},
        "defaultConfiguration": {"level": _SARIF_LEVELS[meaning.severity]},
    }


def _sarif_result(problem: Problem, rule_index: int) -> dict[str, Any]:
    place = problem.place
    region = {"startLine": place.line, "startColumn": place.column}
    artifact = {"uri": _address(place.file.replace("\\", "/"))}
    return {
        "ruleId": problem.rule,
        "ruleIndex": rule_index,
        "level": _SARIF_LEVELS[problem.severity],
        "message": {"text": _sentence(problem)},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
    }


def _address(path: str) -> str:
    """The path as part of an address: what is neither a plain letter nor a digit is written as its bytes."""
    return "".join(
        letter if letter in _PLAIN else "".join(f"%{byte:02X}" for byte in letter.encode("utf-8", "surrogatepass"))
        for letter in path
    )


def _workflow_command(problem: Problem) -> str:
    place = problem.place
    values = {"file": place.file, "line": str(place.line), "col": str(place.column), "title": problem.rule}
    properties = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in values.items())
    return f"::{_GITHUB_LEVELS[problem.severity]} {properties}::{_escaped(_sentence(problem))}"


def _escaped(text: str, more: Iterable[str] = "") -> str:
    """As workflow commands ask: a line break or a separator in a file name must not end the command."""
    for character in ("%", "\r", "\n", *more):
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _sentence(problem: Problem) -> str:
    return harmless(f"{problem.message} ({problem.suggestion})" if problem.suggestion else problem.message)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _json(value: Any) -> str:
    import json

    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
