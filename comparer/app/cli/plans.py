"""`comparer plans`: what each plan is, how much of it is known, from what sources, and what parties said of it."""

from __future__ import annotations

import textwrap
from argparse import Namespace
from typing import Any

from comparer.app.cli import inputs
from comparer.app.cli.run import emit, told
from comparer.model.records import Workspace
from comparer.norms.vocabulary import Vocabulary
from comparer.report.formats.json import dumps
from comparer.report.value import records

INDENT = "    "


def main(arguments: Namespace) -> int:
    workspace, _ = inputs.read(arguments)
    inputs.some_plans(workspace)
    listed = [records.plan(plan) for plan in workspace.plans]
    for one, plan in zip(listed, workspace.plans, strict=True):
        one["cited"] = sorted({cite.source for clause in plan.clauses for cite in clause.cites})
    if arguments.format == "json":
        emit(dumps(listed))
        return 0
    width = min(inputs.options().width, 110)
    vocabulary = Vocabulary(workspace.vocabulary)
    counted = f"{len(listed)} plan{'' if len(listed) == 1 else 's'}"
    emit(told("\n".join([*(_entry(one, workspace, vocabulary, width) for one in listed), counted])))
    return 0


def _entry(one: dict[str, Any], workspace: Workspace, vocabulary: Vocabulary, width: int) -> str:
    names = ", ".join(vocabulary.label(actor) for actor in one["proposers"]) or "not said"
    lines = [f"{one['id']} · {one['title']}"]
    paragraphs = [
        one["summary"],
        f"{one['kind']}, {one['coverage']}, {one['issued'] or 'no date'}; by {names}",
        _known(one),
        _sources(one, workspace),
        _lineage(one),
        _full_text(one),
        *(_reaction(said, vocabulary) for said in one["reactions"]),
        *(f"disputed, {each['about']}: {each['note']}" for each in one["disputed"]),
        f"assumed for want of a word: {', '.join(one['assumed'])}" if one["assumed"] else "",
        one["note"],
    ]
    for text in filter(None, paragraphs):
        lines += textwrap.wrap(
            text, width, initial_indent=INDENT, subsequent_indent=INDENT + "  ", break_on_hyphens=False
        )
    return "\n".join(lines) + "\n"


def _known(one: dict[str, Any]) -> str:
    known = ", ".join(f"{count} {how}" for how, count in one["known"].items() if count)
    return f"{one['provisions']} provisions, {one['clauses']} clauses ({known}); {one['judgeable']} with a norm"


def _sources(one: dict[str, Any], workspace: Workspace) -> str:
    cards = {card.id: card for card in workspace.sources}
    kinds: dict[str, int] = {}
    for source in one["cited"]:
        kind = cards[source].type if source in cards else "without a card"
        kinds[kind] = kinds.get(kind, 0) + 1
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items(), key=lambda item: (-item[1], item[0])))
    return f"sources: {len(one['cited'])}" + (f" ({told})" if told else "")


def _lineage(one: dict[str, Any]) -> str:
    words = {"derived_from": "derived from", "answers": "answers", "supersedes": "supersedes"}
    return "; ".join(f"{said} {', '.join(one[key])}" for key, said in words.items() if one[key])


def _full_text(one: dict[str, Any]) -> str:
    text = one["full_text"]
    if not text:
        return ""
    opened = "" if text["opened"] else " (not opened for this record)"
    return " ".join(filter(None, ["full text:", text["address"] + opened, text["note"]]))


def _reaction(said: dict[str, Any], vocabulary: Vocabulary) -> str:
    who = vocabulary.label(said["party"])
    return " ".join(filter(None, [f"{who} {said['says']}", said["date"] and f"({said['date']})", said["note"]]))
