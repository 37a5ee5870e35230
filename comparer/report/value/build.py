"""The report: one plain value that every renderer reads, and nothing else.

It holds all that a renderer needs, and only what the chosen plans need: texts, norms, sources, lines, findings, totals,
the stamp, the legend and the limits. Its shape is that of `schema/report.schema.json`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from comparer.model.findings import Findings
from comparer.model.records import Acceptance, Plan, Workspace
from comparer.report.value import finding_records, records
from comparer.report.value.totals import totals
from comparer.resources.message_catalogue import catalogue, legend, limits, rule

Plain = dict[str, Any]

VERSION = 1
FINDINGS = ("verdicts", "constraints", "deadlocks", "contradictions", "plan_findings")


class Labels(Protocol):
    """What the report asks of a vocabulary."""

    def label(self, word: str) -> str: ...


def report(  # noqa: PLR0913 - the stamp has five parts, and every caller names them
    workspace: Workspace,
    findings: Findings,
    *,
    vocabulary: Labels,
    as_of: str,
    base: str,
    language: str,
    version: str,
) -> Plain:
    """The report value for the plans that `findings` names.

    `as_of` is an ISO date; `base` a plan id, or "" for the settings' base or else the first plan; `language` one of
    the catalogue's, or "" for that of the settings; `version` that of the program. Same input, same value: keys and
    lists have a fixed order.
    """
    words = catalogue(language or workspace.settings.language)
    plans = _chosen(workspace, findings)
    value: Plain = {
        "version": VERSION,
        "tool": {"name": "comparer", "version": version},
        "title": workspace.settings.title or words.text("heading.title"),
        "language": words.language,
        "as_of": as_of,
        "base": _base(base or workspace.settings.base, plans),
        "digest": workspace.digest,
        "order": words.text("sentence.order"),
        "totals": {},
        "judged": "",
        "legend": legend(words),
        "limits": limits(words),
        "plans": [records.plan(plan) for plan in plans],
        "clauses": {clause.ref: records.clause(clause) for plan in plans for clause in plan.clauses},
        "lines": {line.ref: records.line(line, as_of) for line in workspace.lines},
        "constraints_in_force": _constraints(workspace, findings),
        "sources": {},
        "parties": [],
        "issues": [],
        **_found(findings),
        "accepted": [],
        "timeline": _timeline(plans),
        "lineage": _lineage(plans),
        "rules": {},
        "words": {},
    }
    _complete(value, workspace, vocabulary)
    return value


def _complete(value: Plain, workspace: Workspace, vocabulary: Labels) -> None:
    """Put into their places the parts that are told from what the value holds already."""
    value["accepted"] = _accepted(workspace.accepted, value)
    _mark_accepted(value)
    value["sources"] = _sources(workspace, value)
    value["parties"] = _parties(value)
    value["issues"] = _issues(workspace, value)
    value["rules"] = _rules(value)
    value["words"] = _labels(value, vocabulary)
    value["totals"] = totals(value)
    lines = value["totals"]["lines"]
    judged = {"judged": lines["judged"], "lines": lines["total"]}
    value["judged"] = catalogue(value["language"]).text("sentence.judged", **judged)


def with_all_rules(value: Plain, workspace: Workspace) -> Plain:
    """The report with every rule of the workspace and its sources: by itself it holds those that a plan runs into."""
    whole = {**value, "constraints_in_force": {one.id: records.constraint(one) for one in workspace.constraints}}
    return {**whole, "sources": _sources(workspace, whole)}


def _chosen(workspace: Workspace, findings: Findings) -> tuple[Plan, ...]:
    by_id = {plan.id: plan for plan in workspace.plans}
    return tuple(by_id[name] for name in findings.plans if name in by_id)


def _base(wanted: str, plans: tuple[Plan, ...]) -> str:
    ids = [plan.id for plan in plans]
    return wanted if wanted in ids else next(iter(ids), "")


def _constraints(workspace: Workspace, findings: Findings) -> Plain:
    used = {finding.constraint for finding in findings.constraints}
    return {
        constraint.id: records.constraint(constraint) for constraint in workspace.constraints if constraint.id in used
    }


def _found(findings: Findings) -> Plain:
    return {
        "shared": list(findings.shared),
        "pairs": [finding_records.pair(pair) for pair in findings.pairs],
        "verdicts": [finding_records.verdict(verdict) for verdict in findings.verdicts],
        "constraints": [finding_records.constraint_finding(finding) for finding in findings.constraints],
        "deadlocks": [finding_records.deadlock(deadlock) for deadlock in findings.deadlocks],
        "contradictions": [finding_records.contradiction(contradiction) for contradiction in findings.contradictions],
        "plan_findings": [finding_records.plan_finding(finding) for finding in findings.plan_findings],
        "ranges": [finding_records.spread(value_range) for value_range in findings.ranges],
        "ledger": [finding_records.ledger_entry(entry) for entry in findings.ledger],
        "wordings": [finding_records.wording(wording) for wording in findings.wordings],
        "rows": [finding_records.row(row) for row in findings.rows],
    }


def listed(value: Plain) -> Iterator[tuple[str, Plain]]:
    """Every finding that has a fingerprint, with the name of its list."""
    for pair in value["pairs"]:
        yield from (("links", link) for link in pair["links"])
        yield from (("gaps", gap) for gap in pair["gaps"])
    for name in FINDINGS:
        yield from ((name, one) for one in value[name])


def _accepted(acceptances: Iterable[Acceptance], value: Plain) -> list[Plain]:
    """Each acceptance with the kind of its finding, and whether it still holds."""
    known: dict[str, tuple[str, Plain]] = {}
    for kind, finding in listed(value):
        known.setdefault(finding["fingerprint"], (kind, finding))
    return [_acceptance(one, *known.get(one.fingerprint, ("", {})), value["as_of"]) for one in acceptances]


def _acceptance(one: Acceptance, kind: str, finding: Plain, as_of: str) -> Plain:
    return {
        "fingerprint": one.fingerprint,
        "kind": kind,
        "state": _state(one, finding, as_of),
        "was": dict(one.was),
        "reason": one.reason,
        "by": one.by,
        "date": one.date,
        "expires": one.expires,
    }


def _state(one: Acceptance, finding: Plain, as_of: str) -> str:
    """An acceptance holds while its finding is there, unchanged, and it has not expired."""
    if not finding:
        return "unmatched"
    if one.expires and as_of[: len(one.expires)] > one.expires:  # a month lasts to its end
        return "expired"
    changed = any(key in finding and _told(finding[key]) != was for key, was in one.was)
    return "changed" if changed else "holds"


def _told(value: object) -> str:
    """A value of a finding as an acceptance holds it: as JSON, unless it is text."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _mark_accepted(value: Plain) -> None:
    holding = {one["fingerprint"] for one in value["accepted"] if one["state"] == "holds"}
    for _, finding in listed(value):
        finding["accepted"] = finding["fingerprint"] in holding


def _cited(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "cites":
                yield from inner
            else:
                yield from _cited(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _cited(inner)


def _sources(workspace: Workspace, value: Plain) -> Plain:
    paragraphs: dict[str, set[str]] = {}
    for cite in _cited([value["plans"], value["clauses"], value["lines"], value["constraints_in_force"]]):
        source, _, paragraph = cite.partition("#")
        paragraphs.setdefault(source, set()).add(paragraph)
    cards = sorted(workspace.sources, key=lambda card: card.id)
    return {card.id: records.source(card, frozenset(paragraphs[card.id])) for card in cards if card.id in paragraphs}


def _parties(value: Plain) -> list[Plain]:
    lines = [line for line in value["lines"].values() if not line["no_line"]]
    return [{"id": name, "lines": count} for name, count in Counter(line["party"] for line in lines).items()]


def _issues(workspace: Workspace, value: Plain) -> list[Plain]:
    """The issues that occur and those above them, in the order of the tree; words outside the tree come last."""
    used: dict[str, None] = {}
    spoken = (*value["clauses"].values(), *value["lines"].values(), *value["constraints_in_force"].values())
    for name in (*(one["issue"] for one in spoken), *(row["issue"] for row in value["rows"])):
        parts = name.split(".") if name else []
        used.update(dict.fromkeys(".".join(parts[:n]) for n in range(1, len(parts) + 1)))
    known = {issue.id: issue for issue in workspace.vocabulary.issues}
    ordered = [name for name in known if name in used] + sorted(used.keys() - known.keys())
    return [
        {
            "id": name,
            "label": (known[name].label if name in known else "") or name,
            "depth": name.count("."),
            "definition": known[name].definition if name in known else "",
        }
        for name in ordered
    ]


def _rules(value: Plain) -> Plain:
    names = {finding["rule"] for _, finding in listed(value) if finding.get("rule")}
    names |= {one["rule"] for pair in value["pairs"] for link in pair["links"] for one in link["changes"]}
    words = catalogue(value["language"])
    rules = {}
    for name in sorted(filter(None, names)):
        file = rule(name)
        fields = ("title", "says", "why", "message")
        rules[name] = {
            field: words.text(key) if words.has(key := f"rules.{name}.{field}") else str(file.get(field, ""))
            for field in fields
        }
    return rules


def _labels(value: Plain, vocabulary: Labels) -> dict[str, str]:
    """The labels of the words that occur. A gap is left out: it names clauses and plans alone."""
    spoken = {**value, "pairs": [pair["links"] for pair in value["pairs"]]}
    return {word: label for word in sorted(_words(spoken)) if (label := vocabulary.label(word)) != word}


def _words(value: object) -> set[str]:
    """Every string that may be a word of the vocabulary, or several joined by colons: short, without a space."""
    keys, texts = set[str](), set[str]()
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            texts.add(one)
        elif isinstance(one, dict):
            keys.update(one)
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    short = {text for text in texts if 0 < len(text) <= 160 and " " not in text}
    return {key for key in keys if " " not in key} | short | {part for text in short for part in text.split(":")} - {""}


def _timeline(plans: Iterable[Plan]) -> list[Plain]:
    events = []
    for plan in plans:
        if plan.issued:
            events.append({"date": plan.issued, "event": "issued", "plan": plan.id, "party": "", "says": ""})
        events += [
            {"date": part.issued, "event": "part", "plan": plan.id, "party": "", "says": part.title}
            for part in plan.parts
            if part.issued
        ]
        events += [
            {
                "date": reaction.date,
                "event": "reaction",
                "plan": plan.id,
                "party": reaction.party,
                "says": reaction.says,
            }
            for reaction in plan.reactions
            if reaction.date
        ]
    return sorted(events, key=lambda event: (event["date"], event["plan"], event["event"], event["party"]))


def _lineage(plans: tuple[Plan, ...]) -> list[Plain]:
    chosen = {plan.id for plan in plans}
    return [
        {"plan": plan.id, "kind": kind, "of": other, "chosen": other in chosen}
        for plan in plans
        for kind, others in (
            ("derived_from", plan.derived_from),
            ("answers", plan.answers),
            ("supersedes", plan.supersedes),
        )
        for other in others
    ]
