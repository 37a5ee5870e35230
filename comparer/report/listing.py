"""What the plans and the rules are, as lists of their own: a plain value, and a table of it for a terminal."""

from __future__ import annotations

from typing import Any

from comparer.model import Workspace
from comparer.report import plain
from comparer.report.catalogue import Catalogue, catalogue
from comparer.report.escape import one_line
from comparer.report.grid import Row, fitted, grid, paragraph, styled
from comparer.report.options import Options
from comparer.report.view import Labels

Plain = dict[str, Any]


def plans(workspace: Workspace, *, vocabulary: Labels, language: str) -> Plain:
    """Every plan of the workspace: what it is, how much of it is known and from what, and how it was received."""
    listed = []
    for plan in workspace.plans:
        value = plain.plan(plan)
        cited = {cite.source for clause in plan.clauses for cite in clause.cites}
        listed.append({**value, "cited": sorted(cited)})
    names = {actor for value in listed for actor in (*value["proposers"], *value["parties"])}
    names |= {reaction["party"] for value in listed for reaction in value["reactions"]}
    words = {name: vocabulary.label(name) for name in sorted(names) if vocabulary.label(name) != name}
    return {"language": catalogue(language).language, "plans": listed, "words": words}


def plans_table(listed: Plain, options: Options) -> str:
    """A block for each plan: one heading line, then what is known of it and who said what."""
    words = catalogue(listed["language"])
    blocks = [_plan(one, listed["words"], words, options) for one in listed["plans"]]
    return "\n\n".join([*blocks, words.text("sentence.plans_listed", n=len(blocks))]) + "\n"


def rules_table(rules: list[Plain], language: str, options: Options) -> str:
    """One row a rule: id, severity, what it says and why it matters. `rules` are the rules' files as plain data."""
    words = catalogue(language)
    head = [words.text(f"column.{name}") for name in ("rule", "severity", "says", "why")]
    rows: list[Row] = [[one_line(str(one[key])) for key in ("id", "severity", "says", "why")] for one in rules]
    if not rows:
        return words.text("sentence.nothing") + "\n"
    return grid(head, rows, fitted(head, rows, options.width, (0, 0, 1, 1)), colour=options.colour) + "\n"


def _plan(plan: Plain, labels: dict[str, str], words: Catalogue, options: Options) -> str:
    def names(ids: list[str]) -> str:
        return ", ".join(labels.get(one, one) for one in ids)

    known = [f"{words.word('known', kind)} {n}" for kind, n in plan["known"].items() if n]
    address = plan["full_text"]
    opened = "" if not address or address["opened"] else f" ({words.text('word.not_opened')})"
    lines = {
        "issued": plan["issued"],
        "proposers": names(plan["proposers"]),
        "coverage": words.word("coverage", plan["coverage"]) + (" *" if "coverage" in plan["assumed"] else ""),
        "clauses": f"{plan['clauses']} ({', '.join(known)})" if known else str(plan["clauses"]),
        "sources": f"{len(plan['cited'])}: {', '.join(plan['cited'])}" if plan["cited"] else "",
        "reactions": "; ".join(_reaction(one, labels, words) for one in plan["reactions"]),
        "disputed": "; ".join(f"{one['about']}: {one['note']}" for one in plan["disputed"]),
        "address": f"{address['address']}{opened}" if address else "",
        **{key: ", ".join(plan[key]) for key in ("derived_from", "answers", "supersedes")},
    }
    head = paragraph(one_line(f"{plan['id']} {plan['title']}"), options.width)
    kind = words.word("kind", plan["kind"])
    body = [
        styled(head, "strong", options.colour),
        paragraph(one_line(f"{kind}. {plan['summary']}"), options.width, "  "),
    ]
    for key, said in lines.items():
        if said:
            word = words.text(f"column.{key}") if words.has(f"column.{key}") else words.word("lineage", key)
            body.append(paragraph(one_line(f"{word}: {said}"), options.width, "    ", "  "))
    return "\n".join(body)


def _reaction(one: Plain, labels: dict[str, str], words: Catalogue) -> str:
    said = f"{labels.get(one['party'], one['party'])} {words.word('reaction', one['says'])}"
    return f"{said} ({one['date']})" if one["date"] else said
