"""The simpler parts of a report as tables of plain text, for every format that has tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from comparer.report.words.sentences import Phrases

Plain = dict[str, Any]

LEDGER = ("duties", "prohibitions", "permissions", "benefits")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table. `kinds` says of each column what its cells are: text, ids, or the fingerprint of the row's finding.

    Cells are text as it came: formats escape it. `part` is the key of the heading under which the table stands.
    """

    part: str
    note: str = ""
    head: tuple[str, ...]
    kinds: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables(report: Plain, phrases: Phrases) -> Iterator[Table]:
    """All tables that have rows, in the order in which a report shows them."""
    for make in (_law, _steps, _inner, _ranges, _ledger, _wordings, _accepted, _lineage, _timeline, _sources):
        yield from (table for table in make(report, phrases) if table.rows)


def delta(report: Plain, phrases: Phrases) -> Table | None:
    """What became of findings since another plan or report, where this report tells it; its note holds the counts."""
    told = report.get("delta")
    if told is None:
        return None
    rows = told["rows"]
    counts = {state: sum(row["state"] == state for row in rows) for state in ("new", "gone", "changed")}
    title = phrases.text("sentence.pair", left=told["before"], right=told["after"])
    plans = told["about"] == "plans"
    names = ("line", "before", "after", "because") if plans else ("state", "before", "after")
    keys = ("subject", "before", "after", "because") if plans else ("subject", "before", "after")
    return Table(
        part="verdicts_changed" if plans else "diff",
        note=f"{title}: {phrases.text('sentence.report_changes', **counts)}",
        head=phrases.columns(*names, "fingerprint"),
        kinds=(*("text" for _ in names), "ids"),
        rows=tuple((*(row[key] or "–" for key in keys), row["fingerprint"]) for row in rows),
    )


def legend(report: Plain, phrases: Phrases) -> Table:
    rows = tuple(
        (f"{entry['mark']} {entry['word']}".strip(), entry["says"])
        for entries in report["legend"].values()
        for entry in entries
    )
    return Table(part="legend", head=phrases.columns("mark", "meaning"), kinds=("text", "text"), rows=rows)


def _law(report: Plain, phrases: Phrases) -> Iterator[Table]:
    rules = report["constraints_in_force"]
    rows = []
    for one in report["constraints"]:
        title = f"{one['constraint']} {rules.get(one['constraint'], {}).get('title', '')}"
        word = phrases.marked("constraint", one["verdict"])
        ids = phrases.clauses(one["clauses"])
        rows.append((title, one["plan"], ids, word, phrases.constraint_because(one), one["fingerprint"]))
    head = phrases.columns("constraint", "plan", "clauses", "verdict", "because", "fingerprint")
    kinds = ("text", "ids", "ids", "text", "text", "finding")
    yield Table(part="law", head=head, kinds=kinds, rows=tuple(rows))


def _steps(report: Plain, phrases: Phrases) -> Iterator[Table]:
    """The steps of each plan in the order in which they must be taken, each order once."""
    orders: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for one in report["constraints"]:
        if one["steps"]:
            orders.setdefault((one["constraint"], tuple(one["steps"])), []).append(one["plan"])
    rows = []
    for (name, steps), plans in orders.items():
        for n, step in enumerate(steps, 1):
            known = phrases.find_step(name, step)
            who, after = phrases.labels(known["by"]), phrases.after(known)
            first = name if n == 1 else ""
            what = f"{n}. {phrases.label(known['act'])}"
            where = ", ".join(dict.fromkeys(plans)) if n == 1 else ""
            rows.append((first, what, who, known["majority"], after, where))
    head = phrases.columns("constraint", "step", "by_whom", "majority", "after_step", "plan")
    yield Table(part="steps", head=head, kinds=("ids", "text", "text", "text", "text", "ids"), rows=tuple(rows))


def _inner(report: Plain, phrases: Phrases) -> Iterator[Table]:
    """What is found in a plan by itself."""
    head = phrases.columns("says", "because", "fingerprint")
    for part, say in (("contradictions", phrases.contradiction), ("plan_findings", phrases.plan_finding)):
        rows = tuple((say(one), phrases.because(one), one["fingerprint"]) for one in report[part])
        yield Table(part=part, head=head, kinds=("text", "text", "finding"), rows=rows)


def _ranges(report: Plain, phrases: Phrases) -> Iterator[Table]:
    head = phrases.columns("holder", "position", "source", "strength")
    for one in report["ranges"]:
        said = (f"{phrases.subject(one)}.", phrases.agreement(one), phrases.because(one))
        note = " ".join(filter(None, said))
        rows = []
        for by in one["by"]:
            strength = ", ".join(
                filter(None, [phrases.words.word("strength", by["strength"]), by["note"] and phrases.shown(by["note"])])
            )
            rows.append((phrases.label(by["holder"]), phrases.position(by, one["unit"]), by["source"], strength))
        yield Table(part="ranges", note=note, head=head, kinds=("text", "text", "ids", "text"), rows=tuple(rows))


def _ledger(report: Plain, phrases: Phrases) -> Iterator[Table]:
    rows = []
    for one in report["ledger"]:
        who = phrases.label(one["actor"]) + ("" if one["party"] else f" ({phrases.text('word.non_party')})")
        rows.append((one["plan"], who, *(phrases.clauses(one[group]) for group in LEDGER)))
    head = (*phrases.columns("plan", "actor"), *(phrases.words.word("class", group) for group in LEDGER))
    yield Table(part="ledger", head=head, kinds=("ids", "text", *("ids" for _ in LEDGER)), rows=tuple(rows))


def _wordings(report: Plain, phrases: Phrases) -> Iterator[Table]:
    rows = tuple(
        (phrases.issue(one["issue"]), one["clause"], phrases.clauses(one["breaches"]), phrases.clauses(one["strains"]))
        for one in report["wordings"]
    )
    head = phrases.columns("issue", "clause", "breaches", "strains")
    yield Table(part="wordings", head=head, kinds=("text", "ids", "ids", "ids"), rows=rows)


def _accepted(report: Plain, phrases: Phrases) -> Iterator[Table]:
    rows = tuple(
        (one["fingerprint"], phrases.text(f"sentence.accepted_{one['state']}"), one["reason"], one["by"], one["date"])
        for one in report["accepted"]
    )
    head = phrases.columns("fingerprint", "state", "reason", "accepted_by", "date")
    yield Table(part="accepted", head=head, kinds=("ids", "text", "text", "text", "ids"), rows=rows)


def _lineage(report: Plain, phrases: Phrases) -> Iterator[Table]:
    rows = tuple((one["plan"], phrases.words.word("lineage", one["kind"]), one["of"]) for one in report["lineage"])
    head = (phrases.text("column.plan"), "", phrases.text("column.plan"))
    yield Table(part="lineage", head=head, kinds=("ids", "text", "ids"), rows=rows)


def _timeline(report: Plain, phrases: Phrases) -> Iterator[Table]:
    rows = []
    for one in report["timeline"]:
        said = phrases.words.word("reaction", one["says"]) if one["event"] == "reaction" else one["says"]
        what = " ".join(filter(None, [phrases.label(one["party"]), said])) or phrases.words.word("event", one["event"])
        rows.append((one["date"], one["plan"], what))
    head = phrases.columns("date", "plan", "says")
    yield Table(part="timeline", head=head, kinds=("ids", "ids", "text"), rows=tuple(rows))


def _sources(report: Plain, phrases: Phrases) -> Iterator[Table]:
    rows = tuple(
        (name, ", ".join(filter(None, [one["publisher"], one["title"]])), one["date"], one["address"])
        for name, one in report["sources"].items()
    )
    head = phrases.columns("source", "title", "date", "address")
    yield Table(part="sources", head=head, kinds=("ids", "text", "ids", "ids"), rows=rows)
