"""The gate: which findings fail, which a person has accepted, and which acceptances no longer hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
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
    "contradiction": ("contradictions", lambda one: not one.get("possible", False)),
    "plan": ("plan_findings", lambda _: True),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A finding that fails the gate, or an acceptance that is stale; `rule` and `because` are for the reader."""

    rule: str
    because: str
    plan: str
    clauses: tuple[str, ...]
    fingerprint: str
    subject: str = ""
    lines: tuple[str, ...] = ()


def failures(report: Plain, classes: Iterable[str]) -> tuple[Failure, ...]:
    """Findings of the classes that nothing accepted covers, in the order of the report. KeyError: an unknown class."""
    holding = {one["fingerprint"] for one in report["accepted"] if one["state"] == "holds"}
    found = {one.fingerprint: one for name in classes for one in _of(report, name)}
    return tuple(one for one in found.values() if one.fingerprint not in holding)


def accepted(report: Plain, classes: Iterable[str]) -> int:
    """How many findings of the classes are accepted."""
    holding = {one["fingerprint"] for one in report["accepted"] if one["state"] == "holds"}
    return len({one.fingerprint for name in classes for one in _of(report, name)} & holding)


def stale(report: Plain) -> tuple[Plain, ...]:
    """Acceptances that have expired, match nothing, or whose finding has changed."""
    return tuple(one for one in report["accepted"] if one["state"] != "holds")


def _of(report: Plain, name: str) -> Iterator[Failure]:
    where, takes = CLASSES[name]
    for one in report[where]:
        if takes(one):
            yield Failure(
                rule=str(one.get("rule") or ("deadlock-stated" if where == "deadlocks" else "plan-contradiction")),
                because=str(one["because"]),
                plan=str(one.get("plan", "")),
                clauses=_clauses(one),
                fingerprint=str(one["fingerprint"]),
                subject=_subject(one),
                lines=_lines(one),
            )


def _clauses(one: Plain) -> tuple[str, ...]:
    if "clauses" in one:
        return tuple(one["clauses"])
    return (one["a"], one["b"]) if "plan" in one else ()


def _lines(one: Plain) -> tuple[str, ...]:
    """The red lines that a finding is about, as `PARTY#LINE`."""
    if "line" in one:
        return (str(one["line"]),)
    return (str(one["a"]), str(one["b"])) if "a" in one and "plan" not in one else ()


def _subject(one: Plain) -> str:
    if "line" in one:
        return str(one["line"])
    return str(one.get("constraint") or (f"{one['a']} / {one['b']}" if "a" in one and "plan" not in one else ""))
