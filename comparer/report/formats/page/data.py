"""The findings packed for the page's script: tables with their columns named once, plans by number, sentences ready.

The script draws from this what a reader asks for. Nothing of the report's findings is left out; what is drawn in the
page already (ranges, ledger, steps, dates) is not repeated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from comparer.report.formats.page.texts import change, link_ops, ops, safe
from comparer.report.words.sentences import Phrases

Plain = dict[str, Any]
Table = dict[str, list[Any]]


def packed(report: Plain, phrases: Phrases, texts: Mapping[str, str]) -> Plain:
    """The value that the page embeds; `texts` are the sentences that the script needs, by key."""
    number = {plan["id"]: n for n, plan in enumerate(report["plans"])}
    value = {
        "version": report["version"],
        "language": report["language"],
        "title": report["title"],
        "stamp": phrases.stamp(),
        "base": number.get(report["base"], 0),
        "totals": report["totals"],
        "texts": dict(texts),
        "legend": report["legend"],
        "words": {group: _words(phrases, group) for group in ("strength", "force", "kind", "coverage", "lineage")},
        "plans": [_plan(plan, phrases) for plan in report["plans"]],
        "issues": [[issue["id"], issue["label"], issue["definition"]] for issue in report["issues"]],
        "clauses": _clauses(report, phrases, number),
        "rows": [[row["id"], row["issue"], row["label"], _cells(row, number)] for row in report["rows"]],
        "pairs": _pairs(report, number),
        "links": _links(report, phrases),
        "gaps": _gaps(report, number),
        "lines": {ref: _line(line, phrases) for ref, line in report["lines"].items()},
        "verdicts": _verdicts(report, phrases, number),
        "laws": {name: _law(name, law, phrases) for name, law in report["constraints_in_force"].items()},
        "constraints": _constraints(report, phrases, number),
        "single": _single(report, phrases),
        "wordings": [
            [wording["issue"], wording["clause"], wording["breaches"], wording["strains"]]
            for wording in report["wordings"]
        ],
        "accepted": {acceptance["fingerprint"]: _accepted(acceptance, phrases) for acceptance in report["accepted"]},
        "rules": {name: [rule["title"], rule["says"], rule["why"]] for name, rule in report["rules"].items()},
        "sources": {name: _source(source) for name, source in report["sources"].items()},
        "lineage": [[number[edge["plan"]], edge["kind"], edge["of"]] for edge in report["lineage"]],
    }
    made: Plain = _safe(value)
    return made


def table(fields: str, rows: Iterable[Sequence[Any]]) -> Table:
    return {"fields": fields.split(), "rows": [list(row) for row in rows]}


def _safe(value: Any) -> Any:
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, dict):
        return {safe(key): _safe(inner) for key, inner in value.items()}
    return [_safe(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def _words(phrases: Phrases, group: str) -> dict[str, str]:
    return {value: phrases.words.word(group, value) for value in phrases.words.values(group)}


def _plan(plan: Plain, phrases: Phrases) -> Plain:
    text = plan["full_text"] or {}
    return {
        "id": plan["id"],
        "title": plan["title"],
        "kind": plan["kind"],
        "coverage": plan["coverage"],
        "issued": plan["issued"],
        "by": phrases.labels(plan["proposers"]),
        "parties": phrases.labels(plan["parties"]),
        "summary": plan["summary"],
        "note": plan["note"],
        "known": phrases.counts("known", plan["known"]),
        "address": text.get("address", ""),
        "opened": bool(text.get("opened", False)),
        "disputed": [[dispute["about"], dispute["note"], dispute["cites"]] for dispute in plan["disputed"]],
        "reactions": [
            [
                phrases.label(reaction["party"]),
                phrases.words.word("reaction", reaction["says"]),
                reaction["date"],
                reaction["cites"],
            ]
            for reaction in plan["reactions"]
        ],
        "clauses": plan["clause_ids"],
    }


def _clauses(report: Plain, phrases: Phrases, number: Mapping[str, int]) -> Table:
    return table(
        "plan id text issue norm known state evidence cites heading holder note variants place",
        (
            (
                number[one["plan"]],
                *(one["id"], one["text"], one["issue"], phrases.norm(one), one["known"], one["state"], one["evidence"]),
                *(one["cites"], one["heading"], phrases.label(one["holder"]), one["note"]),
                [
                    [phrases.label(v["holder"]) or v["family"], v["text"], phrases.norm(v), v["known"], v["cites"]]
                    for v in one["variants"]
                ],
                one["place"],
            )
            for one in report["clauses"].values()
        ),
    )


def _cells(row: Plain, number: Mapping[str, int]) -> dict[str, list[str]]:
    return {str(number[plan]): ids for plan, ids in row["cells"].items() if ids and plan in number}


def _pairs(report: Plain, number: Mapping[str, int]) -> list[list[Any]]:
    """Left, right, and the matches that were seen and not made: possible ones, then ambiguous ones."""
    return [
        [
            number[pair["left"]],
            number[pair["right"]],
            *([[one["left"], one["right"]] for one in pair[kind]] for kind in ("possible", "ambiguous")),
        ]
        for pair in report["pairs"]
    ]


def _links(report: Plain, phrases: Phrases) -> Table:
    return table(
        "pair left right relation basis confidence reason score matched_by pin_reason changes favours fingerprint"
        " accepted redline",
        (
            (
                n,
                *(link[key] for key in ("left", "right", "relation", "basis", "confidence", "reason", "score")),
                *(link["matched_by"], link["pin_reason"]),
                [change(one, phrases) for one in link["changes"]],
                phrases.labels(link["favours"]),
                link["fingerprint"],
                int(link["accepted"]),
                ops(link_ops(pair, link, phrases)),
            )
            for n, pair in enumerate(report["pairs"])
            for link in pair["links"]
        ),
    )


def _gaps(report: Plain, number: Mapping[str, int]) -> Table:
    return table(
        "pair plan clause missing kind by fingerprint accepted",
        (
            (
                n,
                number[gap["plan"]],
                gap["clause"],
                number[gap["missing_from"]],
                gap["kind"],
                gap["by"],
                gap["fingerprint"],
                int(gap["accepted"]),
            )
            for n, pair in enumerate(report["pairs"])
            for gap in pair["gaps"]
        ),
    )


def _line(line: Plain, phrases: Phrases) -> Plain:
    flags = ("id", "title", "issue", "strength", "inferred", "not_judged", "no_line", "note")
    return {key: line[key] for key in flags} | {
        "party": phrases.label(line["party"]),
        "judged_reading": line["reading"] == "judged",
        "versions": [
            {
                "from": one["from"],
                "until": one["until"],
                "strength": one["strength"],
                "norms": [phrases.norm(norm) for norm in one["norms"]],
                "said_by": one["said_by"],
                "known": one["known"],
                "evidence": one["evidence"],
                "cites": one["cites"],
                "note": one["note"],
            }
            for one in line["versions"]
        ],
    }


def _verdicts(report: Plain, phrases: Phrases, number: Mapping[str, int]) -> Table:
    return table(
        "plan line verdict strength inferred stated_later confidence clauses notes rule because holder version readings"
        " fingerprint accepted",
        (
            (
                number[one["plan"]],
                *(one["line"], one["verdict"], one["strength"], int(one["inferred"]), int(one["stated_later"])),
                *(one["confidence"], one["clauses"], one["notes"], one["rule"], phrases.because(one)),
                phrases.label(one["holder"]),
                one["version"],
                [
                    [r["of"], r["verdict"], phrases.label(r["holder"]) or r["family"], r["because"]]
                    for r in one["readings"]
                ],
                one["fingerprint"],
                int(one["accepted"]),
            )
            for one in report["verdicts"]
        ),
    )


def _law(name: str, law: Plain, phrases: Phrases) -> Plain:
    plain = ("title", "says", "force", "from", "until", "certainty", "issue", "cites", "note")
    return {key: law[key] for key in plain} | {
        "binds": phrases.labels(law["binds"]),
        "steps": [[phrases.step({**step, "constraint": name}), step["note"]] for step in law["steps"]],
    }


def _constraints(report: Plain, phrases: Phrases, number: Mapping[str, int]) -> Table:
    return table(
        "plan constraint verdict clauses steps rule because force in_force_later note_only confidence fingerprint"
        " accepted told",
        (
            (
                number[one["plan"]],
                *(one[key] for key in ("constraint", "verdict", "clauses", "steps", "rule", "because", "force")),
                *(int(one["in_force_later"]), int(one["note_only"]), one["confidence"], one["fingerprint"]),
                int(one["accepted"]),
                phrases.steps(one),
            )
            for one in report["constraints"]
        ),
    )


def _single(report: Plain, phrases: Phrases) -> Table:
    """Deadlocks, contradictions and findings on one plan: a sentence, why, and the clauses and lines it names."""

    def row(kind: str, said: str, one: Plain, clauses: list[str], lines: list[str]) -> list[Any]:
        return [kind, said, phrases.because(one), clauses, lines, one["fingerprint"], int(one["accepted"])]

    rows = [row("deadlocks", phrases.deadlock(one), one, [], [one["a"], one["b"]]) for one in report["deadlocks"]]
    rows += [
        row("contradictions", phrases.contradiction(one), one, _refs(one, (one["a"], one["b"])), [])
        for one in report["contradictions"]
    ]
    rows += [
        row("plan_findings", phrases.plan_finding(one), one, _refs(one, one["clauses"]), [])
        for one in report["plan_findings"]
    ]
    return table("kind text because clauses lines fingerprint accepted", rows)


def _refs(one: Plain, ids: Iterable[str]) -> list[str]:
    return [f"{one['plan']}#{name}" for name in ids]


def _accepted(one: Plain, phrases: Phrases) -> str:
    said = phrases.text("sentence.accepted", by=one["by"], date=one["date"], reason=one["reason"])
    state = phrases.text(f"sentence.accepted_{one['state']}")
    return f"{said} ({state})"


def _source(source: Plain) -> Plain:
    keys = ("type", "publisher", "title", "date", "address", "leaning", "fault", "read")
    return {key: source[key] for key in keys} | {"facts": {one["at"]: one["says"] for one in source["facts"]}}
