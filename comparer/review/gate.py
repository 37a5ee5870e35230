"""The gate: which findings fail, which a person has accepted, and which acceptances no longer hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Plain = Mapping[str, Any]

# A class of findings: where it is listed in the report, and which of those it takes.
CLASSES: Mapping[str, tuple[str, Callable[[Plain], bool]]] = {
    "breached": ("verdicts", lambda one: one["verdict"] == "breached"),
    "strained": ("verdicts", lambda one: one["verdict"] in ("breached", "strained")),
    "unmet": ("verdicts", lambda one: one["verdict"] == "unmet"),
    "deferred": ("verdicts", lambda one: one["verdict"] == "deferred"),
    "unknown": ("verdicts", lambda one: one["verdict"] == "unknown"),
    "blocked": ("constraints", lambda one: one["verdict"] == "blocked"),
    "needs": ("constraints", lambda one: one["verdict"] in ("blocked", "needs")),
    "deadlock": ("deadlocks", lambda one: not one["possible"]),
    "contradiction": ("contradictions", lambda one: not one["possible"]),
    "plan": ("plan_findings", lambda _: True),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A finding that fails the gate. `subject` names what it is about: red lines, or a rule of law."""

    rule: str
    because: str
    plan: str
    clauses: tuple[str, ...]
    fingerprint: str
    subject: str = ""
    lines: tuple[str, ...] = ()


def failures(report: Plain, classes: Iterable[str]) -> tuple[Failure, ...]:
    """Findings of the classes that nothing accepted covers, in the order of the report. KeyError: an unknown class."""
    return tuple(_failure(one) for one in _findings(report, classes) if not one["accepted"])


def accepted(report: Plain, classes: Iterable[str]) -> int:
    """How many findings of the classes are accepted."""
    return sum(one["accepted"] for one in _findings(report, classes))


def stale(report: Plain) -> tuple[Plain, ...]:
    """Acceptances that have expired, match nothing, or whose finding has changed."""
    return tuple(one for one in report["accepted"] if one["state"] != "holds")


def _findings(report: Plain, classes: Iterable[str]) -> Iterable[Plain]:
    """The findings of the classes, each once."""
    found = {}
    for where, takes in map(CLASSES.__getitem__, classes):
        found.update({one["fingerprint"]: one for one in report[where] if takes(one)})
    return found.values()


def _failure(one: Plain) -> Failure:
    lines = _lines(one)
    return Failure(
        rule=one["rule"],
        because=one["because"],
        plan=one.get("plan", ""),
        clauses=_clauses(one),
        fingerprint=one["fingerprint"],
        subject=" / ".join(lines) or one.get("constraint", ""),
        lines=lines,
    )


def _clauses(one: Plain) -> tuple[str, ...]:
    if "clauses" in one:
        return tuple(one["clauses"])
    return (one["a"], one["b"]) if "plan" in one else ()


def _lines(one: Plain) -> tuple[str, ...]:
    """The red lines that a finding is about, as `PARTY#LINE`."""
    if "line" in one:
        return (one["line"],)
    return (one["a"], one["b"]) if "a" in one and "plan" not in one else ()
