"""What changed from one plan to another, or from one report to a later one, in the words of the report's language.

The values come from `comparer.differences`; here they become tables and lines.
"""

from __future__ import annotations

from typing import Any

from comparer.report.escape import one_line
from comparer.report.grid import Cell, Row, fitted, grid, paragraph
from comparer.report.options import Options
from comparer.report.phrases import Phrases

Plain = dict[str, Any]


def between_plans(delta: Plain, report: Plain, options: Options) -> str:
    """The verdicts on lines and rules that differ between two plans, a row each; a sentence where none does.

    `delta` holds `verdicts` and `constraints`, each with `new`, `gone` and `changed` (`before` and `after`).
    """
    phrases = Phrases(report)
    rows: list[Row] = []
    for name, group in (("verdicts", "verdict"), ("constraints", "constraint")):
        found = delta[name]
        pairs = [(one["before"], one["after"]) for one in found["changed"]]
        pairs += [(None, one) for one in found["new"]] + [(one, None) for one in found["gone"]]
        for before, after in pairs:
            sides = [_mark(group, one, phrases) for one in (before, after)]
            rows.append([_subject(before or after or {}, phrases), *sides])
    title = phrases.text("heading.verdicts_changed")
    if not rows:
        return f"{title}: {phrases.text('word.none')}\n"
    head = [phrases.text("column.line"), phrases.text("column.before"), phrases.text("column.after")]
    table = grid(head, rows, fitted(head, rows, options.width, (1, 0, 0)), colour=options.colour)
    return f"{title}\n{table}\n"


def between_reports(delta: Plain, before: Plain, after: Plain, options: Options) -> str:
    """Findings new, gone and changed between two reports, a sentence each with its fingerprint, then the counts."""
    old, new = Phrases(before), Phrases(after)
    lines = []
    for key, phrases in (("new", new), ("gone", old)):
        word = new.text(f"word.{key}")
        lines += [f"{word}: {_sentence(one, phrases)} [{one['fingerprint']}]" for one in delta[key]]
    for one in delta["changed"]:
        said = f"{_sentence(one['before'], old)} → {_sentence(one['after'], new)}"
        lines.append(f"{new.text('word.changed')}: {said} [{one['after']['fingerprint']}]")
    lines.append(new.text("sentence.report_changes", **{key: len(delta[key]) for key in ("new", "gone", "changed")}))
    return "\n".join(paragraph(one_line(line), options.width, "  ", "") for line in lines) + "\n"


def _subject(one: Plain, phrases: Phrases) -> str:
    ref = one.get("line", "")
    if ref:
        return f"{ref} {phrases.line_title(ref)} ({phrases.line_flags(phrases.report['lines'].get(ref, {}))})"
    rule = phrases.report["constraints_in_force"].get(one["constraint"], {})
    return f"{one['constraint']} {rule.get('title', '')}".strip()


def _mark(group: str, one: Plain | None, phrases: Phrases) -> Cell:
    if one is None:
        return Cell("–")
    clauses = f" ({phrases.clauses(one['clauses'])})" if one["clauses"] else ""
    return Cell(phrases.marked(group, one["verdict"]) + clauses)


def _sentence(one: Plain, phrases: Phrases) -> str:
    """One finding in words. `finding` names what it is; a link also names its `pair`."""
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
