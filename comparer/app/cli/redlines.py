"""`comparer redlines`: verdicts of plans on red lines."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from comparer.app.cli import compare, inputs
from comparer.app.cli.run import emit, refuse, told
from comparer.model.problems import suggest
from comparer.report.formats.json import dumps
from comparer.report.words.escape import markdown, one_line


def main(arguments: Namespace) -> int:
    workspace, ids = inputs.read(arguments, arguments.plans)
    inputs.some_plans(workspace)
    parties = sorted({line.party for line in workspace.lines})
    if arguments.party and arguments.party not in parties:
        hint = suggest(arguments.party, parties) or f"parties: {', '.join(parties) or 'none'}"
        raise refuse(f"'{arguments.party}' has no red lines here", hint)
    value = compare.build(arguments, workspace, ids)
    kept = [one for one in value["verdicts"] if arguments.party in ("", one["party"])]
    if arguments.format == "json":
        lines = {ref: one for ref, one in value["lines"].items() if arguments.party in ("", one["party"])}
        emit(dumps({"verdicts": kept, "lines": lines}))
    else:
        emit(told(_drawn(value, kept, arguments.format)))
    return 0


def _drawn(value: dict[str, Any], kept: list[dict[str, Any]], form: str) -> str:
    plans = [one["id"] for one in value["plans"]]
    by = {(one["line"], one["plan"]): one for one in kept}
    rows = []
    for ref in dict.fromkeys(one["line"] for one in kept):
        line = value["lines"][ref]
        title = f"{ref} {line['title']}" + (" (inferred)" if line["inferred"] else "")
        rows.append([one_line(title), *(_cell(by.get((ref, plan))) for plan in plans)])
    return _markdown(plans, rows, value["judged"]) if form == "md" else _table(plans, rows, value["judged"])


def _markdown(plans: list[str], rows: list[list[str]], judged: str) -> str:
    from tabulate import tabulate

    cells = [[markdown(cell) for cell in row] for row in (["line", *plans], *rows)]
    return f"{tabulate(cells[1:], cells[0], tablefmt='pipe', disable_numparse=True)}\n\n{markdown(judged)}\n"


def _table(plans: list[str], rows: list[list[str]], judged: str) -> str:
    """As many plans as fit into the width; says which were left out."""
    from tabulate import tabulate

    fit = max(1, (inputs.options().width - 34) // 14)
    shown, left_out = plans[:fit], plans[fit:]
    text: str = tabulate(
        [row[: fit + 1] for row in rows],
        ["line", *shown],
        disable_numparse=True,
        maxcolwidths=[32, *([12] * len(shown))],
    )
    note = f"left out for want of width: {', '.join(left_out)} (name plans, or use --format md)\n" if left_out else ""
    return f"{text}\n{note}{judged}"


def _cell(one: dict[str, Any] | None) -> str:
    if one is None:
        return "–"
    return str(one["verdict"]) + (f" ({', '.join(one['clauses'][:3])})" if one["clauses"] else "")
