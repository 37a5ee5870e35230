"""What changed: from one plan to another, or from one report to a later one. Plain values, and words for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from comparer.report.escape import one_line
from comparer.report.grid import Cell, Row, fitted, grid, paragraph
from comparer.report.options import Options
from comparer.report.phrases import Phrases
from comparer.report.view import listed

Plain = dict[str, Any]

SAID = ("relation", "kind", "verdict", "confidence", "possible", "changes", "clauses", "steps", "readings", "favours")
"""What of a finding may change while it stays the same finding. Reasons are prose and do not count."""


def pair_value(report: Plain, one: str, other: str) -> Plain:
    """One element of `pairs`, the earlier plan left as there, and what the step from left to right did to the verdicts.

    A verdict is new or gone where only one of the two plans has it, changed where both have it and they differ.
    """
    pair = next(pair for pair in report["pairs"] if {pair["left"], pair["right"]} == {one, other})
    return {**pair, "verdicts": verdict_changes(_held(report, pair["left"]), _held(report, pair["right"]))}


def verdict_changes(before: Mapping[str, Plain], after: Mapping[str, Plain]) -> dict[str, list[Plain]]:
    """Verdicts by line, compared."""
    return {
        "new": [after[line] for line in after if line not in before],
        "gone": [before[line] for line in before if line not in after],
        "changed": [
            {"line": line, "before": before[line], "after": after[line]}
            for line in after
            if line in before and before[line]["verdict"] != after[line]["verdict"]
        ],
    }


def report_changes(before: Plain, after: Plain) -> Plain:
    """Findings of two reports, by fingerprint: those new, those gone, and those that say something else now."""
    old = {finding["fingerprint"]: (kind, finding) for kind, finding in listed(before)}
    new = {finding["fingerprint"]: (kind, finding) for kind, finding in listed(after)}
    changed = []
    for key, (kind, finding) in new.items():
        if key in old and _said(finding) != _said(old[key][1]):
            changed.append({"list": kind, "fingerprint": key, "before": old[key][1], "after": finding})
    return {
        "before": {key: before[key] for key in ("as_of", "digest")},
        "after": {key: after[key] for key in ("as_of", "digest")},
        "new": [{"list": kind, **finding} for key, (kind, finding) in new.items() if key not in old],
        "gone": [{"list": kind, **finding} for key, (kind, finding) in old.items() if key not in new],
        "changed": changed,
    }


def verdicts_table(changes: dict[str, list[Plain]], report: Plain, options: Options) -> str:
    """The verdicts that a step from one plan to another changed, a row each; nothing where none did."""
    phrases = Phrases(report)
    rows: list[Row] = []
    for one in (*changes["changed"], *changes["new"], *changes["gone"]):
        before = one.get("before") or (one if one in changes["gone"] else None)
        after = one.get("after") or (one if one in changes["new"] else None)
        ref = one["line"]
        flags = phrases.line_flags(report["lines"].get(ref, {}))
        rows.append([f"{ref} {phrases.line_title(ref)} ({flags})", _mark(before, phrases), _mark(after, phrases)])
    if not rows:
        return ""
    head = [phrases.text(f"column.{name}") for name in ("line", "before", "after")]
    title = phrases.text("heading.verdicts_changed")
    return f"{title}\n{grid(head, rows, fitted(head, rows, options.width, (1, 0, 0)), colour=options.colour)}\n"


def changes_table(changes: Plain, before: Plain, after: Plain, options: Options) -> str:
    """Findings new, gone and changed between two reports, a line each, closing with the counts."""
    lines = [paragraph(one_line(line), options.width, "  ", "") for line in _lines(changes, before, after)]
    words = Phrases(after)
    counts = words.text("sentence.report_changes", **{key: len(changes[key]) for key in ("new", "gone", "changed")})
    return "\n".join([*lines, counts]) + "\n"


def _lines(changes: Plain, before: Plain, after: Plain) -> Iterator[str]:
    old, new = Phrases(before), Phrases(after)
    for key, phrases, report in (("new", new, after), ("gone", old, before)):
        for one in changes[key]:
            yield f"{phrases.text(f'word.{key}')}: {sentence(one['list'], one, report, phrases)} [{one['fingerprint']}]"
    for one in changes["changed"]:
        first = sentence(one["list"], one["before"], before, old)
        then = sentence(one["list"], one["after"], after, new)
        yield f"{new.text('word.changed')}: {first} → {then} [{one['fingerprint']}]"


def sentence(kind: str, finding: Plain, report: Plain, phrases: Phrases) -> str:
    """One finding in words; `kind` names its list in the report."""
    if kind == "links":
        pairs = report["pairs"]
        mark = finding["fingerprint"]
        pair = next(one for one in pairs if any(link["fingerprint"] == mark for link in one["links"]))
        return ". ".join([phrases.link(pair, finding), *phrases.changes(finding)])
    says = {
        "gaps": phrases.gap,
        "verdicts": phrases.verdict,
        "constraints": phrases.constraint,
        "deadlocks": phrases.deadlock,
        "contradictions": phrases.contradiction,
        "plan_findings": phrases.plan_finding,
    }
    return says[kind](finding)


def _said(finding: Plain) -> Plain:
    return {key: finding[key] for key in SAID if key in finding}


def _held(report: Plain, plan: str) -> dict[str, Plain]:
    return {one["line"]: one for one in report["verdicts"] if one["plan"] == plan}


def _mark(verdict: Plain | None, phrases: Phrases) -> Cell:
    if verdict is None:
        return Cell("–")
    clauses = f" ({phrases.clauses(verdict['clauses'])})" if verdict["clauses"] else ""
    return Cell(phrases.marked("verdict", verdict["verdict"]) + clauses)
