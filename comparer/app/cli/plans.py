"""`comparer plans`: what each plan is, how much of it is known, from what sources, and what parties said of it."""

from __future__ import annotations

import textwrap
from argparse import ArgumentParser, Namespace

from comparer.app.cli import inputs
from comparer.app.cli.arguments import add_format_option
from comparer.app.cli.run import terminal_safe, write_stdout
from comparer.model.plan import Plan
from comparer.model.workspace import Workspace
from comparer.norms.vocabulary import Vocabulary
from comparer.report.formats.json import canonical_json
from comparer.report.value import records
from comparer.report.value.types import PlanRecord, ReactionRecord

ENTRY_INDENT = "    "


class CitedPlan(PlanRecord):
    """A plan with the ids of the sources that its clauses cite."""

    cited: list[str]


def add_arguments(parser: ArgumentParser) -> None:
    add_format_option(parser, ("table", "json"))


def main(arguments: Namespace) -> int:
    workspace, _ = inputs.read_workspace_with_plans(arguments)
    workspace.require_plans()
    plan_values = [_cited_plan(plan) for plan in workspace.plans]
    if arguments.format == "json":
        write_stdout(canonical_json(plan_values))
        return 0
    width = min(inputs.terminal_options().width, 110)
    count_line = f"{len(plan_values)} plan{'' if len(plan_values) == 1 else 's'}"
    write_stdout(
        terminal_safe(
            "\n".join(
                [
                    *(
                        _plan_entry(plan_value, workspace.records, workspace.vocabulary, width)
                        for plan_value in plan_values
                    ),
                    count_line,
                ]
            )
        )
    )
    return 0


def _cited_plan(plan: Plan) -> CitedPlan:
    cited_sources = {cite.source for clause in plan.clauses for cite in clause.cites}
    return {**records.build_plan_value(plan), "cited": sorted(cited_sources)}


def _plan_entry(plan_value: CitedPlan, workspace: Workspace, vocabulary: Vocabulary, width: int) -> str:
    names = ", ".join(vocabulary.word_label(actor) for actor in plan_value["proposers"]) or "not said"
    lines = [f"{plan_value['id']} · {plan_value['title']}"]
    paragraphs = [
        plan_value["summary"],
        f"{plan_value['kind']}, {plan_value['coverage']}, {plan_value['issued'] or 'no date'}; by {names}",
        _clause_count_text(plan_value),
        _source_count_text(plan_value, workspace),
        _lineage_text(plan_value),
        _full_text_note(plan_value),
        *(_reaction_text(reaction, vocabulary) for reaction in plan_value["reactions"]),
        *(f"disputed, {dispute['about']}: {dispute['note']}" for dispute in plan_value["disputed"]),
        f"assumed for want of a word: {', '.join(plan_value['assumed'])}" if plan_value["assumed"] else "",
        plan_value["note"],
    ]
    for text in filter(None, paragraphs):
        lines += textwrap.wrap(
            text, width, initial_indent=ENTRY_INDENT, subsequent_indent=ENTRY_INDENT + "  ", break_on_hyphens=False
        )
    return "\n".join(lines) + "\n"


def _clause_count_text(plan_value: CitedPlan) -> str:
    counts_text = ", ".join(f"{count} {status}" for status, count in plan_value["known"].items() if count)
    return (
        f"{plan_value['provisions']} provisions, {plan_value['clauses']}"
        f" clauses ({counts_text}); {plan_value['judgeable']} with a norm"
    )


def _source_count_text(plan_value: CitedPlan, workspace: Workspace) -> str:
    cards = {card.id: card for card in workspace.sources}
    count_by_kind: dict[str, int] = {}
    for source in plan_value["cited"]:
        kind = cards[source].type if source in cards else "without a card"
        count_by_kind[kind] = count_by_kind.get(kind, 0) + 1
    kinds_text = ", ".join(
        f"{count} {kind}" for kind, count in sorted(count_by_kind.items(), key=lambda item: (-item[1], item[0]))
    )
    return f"sources: {len(plan_value['cited'])}" + (f" ({kinds_text})" if kinds_text else "")


def _lineage_text(plan_value: CitedPlan) -> str:
    related_plans = {
        "derived from": plan_value["derived_from"],
        "answers": plan_value["answers"],
        "supersedes": plan_value["supersedes"],
    }
    return "; ".join(f"{phrase} {', '.join(plan_ids)}" for phrase, plan_ids in related_plans.items() if plan_ids)


def _full_text_note(plan_value: CitedPlan) -> str:
    text = plan_value["full_text"]
    if not text:
        return ""
    opened = "" if text["opened"] else " (not opened for this record)"
    return " ".join(filter(None, ["full text:", text["address"] + opened, text["note"]]))


def _reaction_text(reaction: ReactionRecord, vocabulary: Vocabulary) -> str:
    party = vocabulary.word_label(reaction["party"])
    return " ".join(
        filter(None, [f"{party} {reaction['says']}", reaction["date"] and f"({reaction['date']})", reaction["note"]])
    )
