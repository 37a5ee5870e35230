"""What became of findings, from one plan to another or from one report to the next, in the words of the report.

The values come from `comparer.review.differences`. What is made here is the `delta` of a report value, which every
format draws as a table of its own (`comparer.report.sections.tables.delta`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from comparer.report.formats.text_grid import paragraph
from comparer.report.options import Options
from comparer.report.sections.tables import delta as table_of
from comparer.report.words.escape import one_line
from comparer.report.words.sentences import Phrases

Plain = dict[str, Any]


def between_plans(found: Plain, report: Plain, left: str, right: str) -> Plain:
    """The verdicts on lines and rules that differ between two plans of a report: a row each, with both verdicts.

    `found` holds `verdicts` and `constraints`, each with `new`, `gone` and `changed` (`before` and `after`).
    """
    phrases = Phrases(report)
    rows = []
    for name, group in (("verdicts", "verdict"), ("constraints", "constraint")):
        for state, before, after in _states(found[name]):
            one = after or before or {}
            sides = (_verdict(group, before, phrases), _verdict(group, after, phrases))
            rows.append(_row(state, _subject(one, phrases), sides, phrases.because(one), one))
    return {"about": "plans", "before": left, "after": right, "rows": rows}


def between_reports(found: Plain, before: Plain, after: Plain) -> Plain:
    """Findings new, gone and changed between two reports: a row each, with what each report says."""
    old, new = Phrases(before), Phrases(after)
    rows = [
        _row(state, new.text(f"word.{state}"), (_sentence(was, old), _sentence(now, new)), "", now or was or {})
        for state, was, now in _states(found)
    ]
    return {"about": "reports", "before": before["as_of"], "after": after["as_of"], "rows": rows}


def lines(report: Plain, options: Options) -> str:
    """The changes alone, a paragraph each with its fingerprint, then their counts: for a terminal or a mail."""
    phrases = Phrases(report)
    table = table_of(report, phrases)
    told = [f"{_line(row)} [{row['fingerprint']}]" for row in report["delta"]["rows"]]
    said = [*told, table.note] if table else []
    return "\n".join(paragraph(one_line(line), options.width, "  ", "") for line in said) + "\n"


def _line(row: Plain) -> str:
    return f"{row['subject']}: {' → '.join(filter(None, (row['before'], row['after'])))}"


def _states(found: Plain) -> Iterator[tuple[str, Plain | None, Plain | None]]:
    for one in found["changed"]:
        yield "changed", one["before"], one["after"]
    for one in found["new"]:
        yield "new", None, one
    for one in found["gone"]:
        yield "gone", one, None


def _row(state: str, subject: str, sides: tuple[str, str], because: str, finding: Plain) -> Plain:
    before, after = sides
    told = {"state": state, "subject": subject, "before": before, "after": after, "because": because}
    return {**told, "fingerprint": finding["fingerprint"]}


def _subject(one: Plain, phrases: Phrases) -> str:
    ref = one.get("line", "")
    if ref:
        return f"{ref} {phrases.line_title(ref)} ({phrases.line_flags(phrases.report['lines'].get(ref, {}))})"
    rule = phrases.report["constraints_in_force"].get(one["constraint"], {})
    return f"{one['constraint']} {rule.get('title', '')}".strip()


def _verdict(group: str, one: Plain | None, phrases: Phrases) -> str:
    if one is None:
        return ""
    clauses = f" ({phrases.clauses(one['clauses'])})" if one["clauses"] else ""
    return phrases.marked(group, one["verdict"]) + clauses


def _sentence(one: Plain | None, phrases: Phrases) -> str:
    """One finding in words. `finding` names what it is; a link also names its `pair`."""
    if one is None:
        return ""
    if one["finding"] == "link":
        left, right = one["pair"]
        return ". ".join([phrases.link({"left": left, "right": right}, one), *phrases.changes(one)])
    says = {
        "gap": phrases.gap,
        "verdict": phrases.verdict,
        "constraint": phrases.constraint,
        "deadlock": phrases.deadlock,
        "contradiction": phrases.contradiction,
        "plan_finding": phrases.plan_finding,
    }
    return says[one["finding"]](one)
