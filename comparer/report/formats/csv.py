"""The report as one table: a row for each place of the comparison and plan, then a row for each finding and count."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

from comparer.report.options import Options
from comparer.report.sections.matrix import Matrix
from comparer.report.sections.tables import LEDGER
from comparer.report.words.escape import spreadsheet
from comparer.report.words.sentences import Phrases

Plain = dict[str, Any]

COLUMNS = (
    "record", "id", "issue", "issue_label", "plan", "clauses", "text", "known", "evidence", "state",
    "other_plan", "other_clauses", "other_text", "word", "changes", "confidence", "party", "line", "other_line",
    "because", "cites", "accepted", "fingerprint",
)  # fmt: skip
"""`record` says what a row is: cell, link, gap, verdict, constraint, and so on; `word` is the relation or verdict."""


def render(report: Plain, options: Options) -> str:  # noqa: ARG001 - every format is asked in the same way
    """Comma-separated text in UTF-8 with one heading row; no cell can be taken for a formula."""
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for record in _records(report, Phrases(report)):
        writer.writerow({key: spreadsheet(str(value)) for key, value in record.items()})
    return out.getvalue()


def _records(report: Plain, phrases: Phrases) -> Iterator[Plain]:
    yield from _changes(report, phrases)
    yield from _cells(report, phrases)
    yield from _pairs(report, phrases)
    yield from _verdicts(report, phrases)
    yield from _constraints(report, phrases)
    yield from _conflicts(report, phrases)
    yield from _positions(report, phrases)
    yield from _stamp(report, phrases)


def _changes(report: Plain, phrases: Phrases) -> Iterator[Plain]:
    """What became of findings, where the report tells it."""
    for one in report.get("delta", {"rows": []})["rows"]:
        yield {
            "record": "change",
            "text": one["before"],
            "other_text": one["after"],
            "word": phrases.text(f"word.{one['state']}"),
            "line": one["subject"],
            "because": one["because"],
            "fingerprint": one["fingerprint"],
        }


def _cells(report: Plain, phrases: Phrases) -> Iterator[Plain]:
    matrix, base = Matrix(report), report["base"]
    for row in report["rows"]:
        for plan in report["plans"]:
            mark = matrix.cell(base, row, plan["id"])
            found = [report["clauses"][f"{plan['id']}#{one}"] for one in mark.clauses]
            yield {
                "record": "cell",
                "id": row["id"],
                "issue": row["issue"],
                "issue_label": phrases.row(row),
                "plan": plan["id"],
                "clauses": " ".join(mark.clauses),
                "text": " / ".join(one["text"] for one in found),
                **{key: " ".join(dict.fromkeys(one[key] for one in found)) for key in ("known", "evidence", "state")},
                "other_plan": base,
                "other_clauses": " ".join(row["cells"].get(base, [])),
                "word": phrases.words.word(mark.group, mark.value),
                "cites": " ".join(dict.fromkeys(cite for one in found for cite in one["cites"])),
            }


def _pairs(report: Plain, phrases: Phrases) -> Iterator[Plain]:
    for pair in report["pairs"]:
        left, right = pair["left"], pair["right"]
        for link in pair["links"]:
            issue = report["clauses"][f"{left}#{link['left'][0]}"]["issue"]
            yield {
                "record": "link",
                **_issue(issue, phrases),
                "plan": left,
                "clauses": " ".join(link["left"]),
                "text": phrases.clause_text(left, link["left"]),
                "other_plan": right,
                "other_clauses": " ".join(link["right"]),
                "other_text": phrases.clause_text(right, link["right"]),
                "word": phrases.words.word("relation", link["relation"]),
                "changes": "; ".join(phrases.changes(link)),
                "confidence": phrases.words.word("confidence", link["confidence"]),
                "party": " ".join(link["favours"]),
                "because": link["reason"],
                **_tail(link, phrases),
            }
        for gap in pair["gaps"]:
            clause = report["clauses"][f"{gap['plan']}#{gap['clause']}"]
            yield {
                "record": "gap",
                **_issue(clause["issue"], phrases),
                "plan": gap["plan"],
                "clauses": gap["clause"],
                "text": clause["text"],
                **{key: clause[key] for key in ("known", "evidence", "state")},
                "other_plan": gap["missing_from"],
                "other_clauses": " ".join(gap["by"]),
                "word": phrases.words.word("gap", gap["kind"]),
                "cites": " ".join(clause["cites"]),
                **_tail(gap, phrases),
            }


def _verdicts(report: Plain, phrases: Phrases) -> Iterator[Plain]:
    for one in report["verdicts"]:
        yield {
            **_judged("verdict", one, report["lines"].get(one["line"], {}), phrases),
            "changes": "; ".join([*phrases.qualities(one), *phrases.readings(one)]),
            "party": one["party"],
            "line": one["line"],
        }


def _constraints(report: Plain, phrases: Phrases) -> Iterator[Plain]:
    for one in report["constraints"]:
        rule = report["constraints_in_force"].get(one["constraint"], {})
        yield {
            **_judged("constraint", one, rule, phrases),
            "changes": "; ".join([*phrases.constraint_flags(one), *phrases.steps(one)]),
            "line": one["constraint"],
            "cites": " ".join(rule.get("cites", [])),
        }


def _judged(record: str, one: Plain, about: Plain, phrases: Phrases) -> Plain:
    """What a plan does to a red line or a rule of law, which is `about`."""
    return {
        "record": record,
        **_issue(about.get("issue", ""), phrases),
        "plan": one["plan"],
        "clauses": " ".join(one["clauses"]),
        "text": about.get("title", ""),
        "word": phrases.words.word(record, one["verdict"]),
        "confidence": phrases.words.word("confidence", one["confidence"]),
        "because": phrases.because(one),
        **_tail(one, phrases),
    }


def _conflicts(report: Plain, phrases: Phrases) -> Iterator[Plain]:
    for one in report["deadlocks"]:
        yield {
            "record": "deadlock",
            **_issue(one["issue"], phrases),
            "text": phrases.deadlock(one),
            "word": phrases.text("word.possible") if one["possible"] else "",
            "line": one["a"],
            "other_line": one["b"],
            "because": phrases.because(one),
            **_tail(one, phrases),
        }
    for one in report["contradictions"]:
        yield {
            "record": "contradiction",
            "plan": one["plan"],
            "clauses": one["a"],
            "other_plan": one["plan"],
            "other_clauses": one["b"],
            "text": phrases.contradiction(one),
            "word": phrases.text("word.possible") if one["possible"] else "",
            "because": phrases.because(one),
            **_tail(one, phrases),
        }
    for one in report["plan_findings"]:
        yield {
            "record": "plan-finding",
            "id": one["rule"],
            "plan": one["plan"],
            "clauses": " ".join(one["clauses"]),
            "text": phrases.plan_finding(one),
            "party": " ".join(one["actors"]),
            "because": phrases.because(one),
            **_tail(one, phrases),
        }


def _positions(report: Plain, phrases: Phrases) -> Iterator[Plain]:
    for one in report["ranges"]:
        for by in one["by"]:
            yield {
                "record": "range",
                "id": one["quantity"],
                "text": phrases.position(by, one["unit"]),
                "word": phrases.agreement(one),
                "party": by["holder"],
                "line": by["source"],
                "because": phrases.because(one),
            }
    for one in report["ledger"]:
        for group in LEDGER:
            if one[group]:
                word = phrases.words.word("class", group)
                ids = " ".join(one[group])
                yield {"record": "ledger", "plan": one["plan"], "clauses": ids, "word": word, "party": one["actor"]}
    for one in report["wordings"]:
        plan, _, clause = one["clause"].partition("#")
        lists = {"line": " ".join(one["breaches"]), "other_line": " ".join(one["strains"])}
        yield {"record": "wording", **_issue(one["issue"], phrases), "plan": plan, "clauses": clause, **lists}


def _stamp(report: Plain, phrases: Phrases) -> Iterator[Plain]:
    for one in report["accepted"]:
        word = phrases.text(f"sentence.accepted_{one['state']}")
        yield {
            "record": "accepted",
            "word": word,
            "party": one["by"],
            "because": one["reason"],
            "fingerprint": one["fingerprint"],
        }
    for key, value in _flat("", report["totals"]):
        yield {"record": "total", "id": key, "word": value}
    for group, entries in report["legend"].items():
        for entry in entries:
            yield {"record": "legend", "id": f"{group}.{entry['id']}", "word": entry["word"], "text": entry["says"]}
    for n, limit in enumerate(report["limits"], 1):
        yield {"record": "limit", "id": n, "text": limit}
    for key in ("title", "as_of", "base", "digest", "language", "order", "judged"):
        yield {"record": "stamp", "id": key, "text": report[key]}
    yield {"record": "stamp", "id": report["tool"]["name"], "text": report["tool"]["version"]}


def _issue(issue: str, phrases: Phrases) -> Plain:
    return {"issue": issue, "issue_label": phrases.issue(issue)}


def _tail(finding: Plain, phrases: Phrases) -> Plain:
    return {"accepted": phrases.accepted(finding), "fingerprint": finding["fingerprint"]}


def _flat(prefix: str, value: Plain) -> Iterator[tuple[str, int]]:
    for key, inner in value.items():
        if isinstance(inner, dict):
            yield from _flat(f"{prefix}{key}.", inner)
        else:
            yield f"{prefix}{key}", inner
