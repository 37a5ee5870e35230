"""`comparer redlines`: verdicts of plans on red lines."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from comparer.commands import compare, emit, inputs, refuse, told
from comparer.problems import suggest
from comparer.report.json import dumps


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
    from tabulate import tabulate

    plans = [one["id"] for one in value["plans"]]
    by = {(one["line"], one["plan"]): one for one in kept}
    rows = []
    for ref in dict.fromkeys(one["line"] for one in kept):
        line = value["lines"].get(ref, {})
        title = f"{ref} {line.get('title', '')}" + (" (inferred)" if line.get("inferred") else "")
        rows.append([title, *(_cell(by.get((ref, plan))) for plan in plans)])
    if form == "md":
        escaped = [[cell.replace("|", "\\|") for cell in row] for row in rows]
        return f"{tabulate(escaped, ['line', *plans], tablefmt='pipe', disable_numparse=True)}\n\n{value['judged']}\n"
    width = inputs.options().width
    fit = max(1, (width - 34) // 14)
    text: str = tabulate(
        [row[: fit + 1] for row in rows],
        ["line", *plans[:fit]],
        disable_numparse=True,
        maxcolwidths=[32, *([12] * min(fit, len(plans)))],
    )
    left_out = plans[fit:]
    note = f"left out for want of width: {', '.join(left_out)} (name plans, or use --format md)\n" if left_out else ""
    return "\n".join([text, note + str(value["judged"])])


def _cell(one: dict[str, Any] | None) -> str:
    if one is None:
        return "–"
    return str(one["verdict"]) + (f" ({', '.join(one['clauses'][:3])})" if one["clauses"] else "")
