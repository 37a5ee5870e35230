"""The chain from source to verdict, told from the report value alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Plain = Mapping[str, Any]


def subjects(report: Plain) -> Iterator[str]:
    """All that can be explained: clauses, red lines, rules of law."""
    yield from report["clauses"]
    yield from report["lines"]
    yield from report["constraints_in_force"]


def explain(report: Plain, subject: str, against: str) -> dict[str, Any]:
    """What the report knows of a subject: a clause with its sources, links, gaps and verdicts; a line; a rule of law.

    With `against`, only what the two have to do with each other. KeyError where either is unknown.
    """
    for name in filter(None, (subject, against)):
        if name not in set(subjects(report)):
            raise KeyError(name)
    value: dict[str, Any] = {"subject": _about(report, subject)}
    if against:
        value["against"] = _about(report, against)
    clauses = [name for name in (subject, against) if name in report["clauses"]]
    others = [name for name in (subject, against) if name and name not in report["clauses"]]
    value["links"] = [one for one in _links(report) if _held(one["refs"], clauses, not others)]
    value["gaps"] = [one for one in _gaps(report) if not against and f"{one['plan']}#{one['clause']}" in clauses]
    value["verdicts"] = [one for one in report["verdicts"] if _bears(one, clauses, others, "line")]
    value["constraints"] = [one for one in report["constraints"] if _bears(one, clauses, others, "constraint")]
    return value


def _about(report: Plain, name: str) -> dict[str, Any]:
    if name in report["clauses"]:
        clause = report["clauses"][name]
        return {"kind": "clause", "id": name, **clause, "sources": _sources(report, clause["cites"])}
    if name in report["lines"]:
        line = report["lines"][name]
        cites = [cite for version in line["versions"] for cite in version["cites"]]
        return {**line, "kind": "line", "id": name, "sources": _sources(report, cites)}
    rule = report["constraints_in_force"][name]
    return {**rule, "kind": "constraint", "id": name, "sources": _sources(report, rule["cites"])}


def _sources(report: Plain, cites: list[str]) -> list[dict[str, Any]]:
    """Each cite with its card and, where a paragraph is named, what was read there."""
    found = []
    for cite in dict.fromkeys(cites):
        source, _, paragraph = cite.partition("#")
        card = report["sources"].get(source, {})
        facts = [fact for fact in card.get("facts", ()) if paragraph and str(fact.get("at")) == paragraph]
        kept = {
            key: card.get(key) for key in ("publisher", "title", "date", "address", "type", "leaning", "fault", "read")
        }
        found.append({"cite": cite, **{key: value for key, value in kept.items() if value}, "facts": facts})
    return found


def _links(report: Plain) -> Iterator[dict[str, Any]]:
    for pair in report["pairs"]:
        for one in pair["links"]:
            refs = [f"{pair[side]}#{clause}" for side in ("left", "right") for clause in one[side]]
            yield {"plans": [pair["left"], pair["right"]], "refs": refs, **one}


def _gaps(report: Plain) -> Iterator[dict[str, Any]]:
    for pair in report["pairs"]:
        yield from pair["gaps"]


def _held(refs: list[str], clauses: list[str], wanted: bool) -> bool:
    return wanted and bool(clauses) and all(one in refs for one in clauses)


def _bears(one: Plain, clauses: list[str], others: list[str], name: str) -> bool:
    """Whether a verdict is about the subjects: its line or rule is named, and a clause of theirs decides it."""
    refs = {f"{one['plan']}#{clause}" for clause in (*one["clauses"], *one.get("notes", ()))}
    if others and one[name] not in others:
        return False
    if clauses and others:
        return one["plan"] in {ref.partition("#")[0] for ref in clauses}
    return not clauses or (len(clauses) == 1 and clauses[0] in refs)
