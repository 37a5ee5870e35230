"""`comparer redlines`: verdicts of plans on red lines."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from comparer.app.cli import inputs
from comparer.app.cli.arguments import add_format_option, add_plans_argument, add_report_options
from comparer.app.cli.outputs import build_requested_report
from comparer.app.cli.run import command_error, terminal_safe, write_stdout
from comparer.model.problems import did_you_mean
from comparer.report.formats.json import canonical_json
from comparer.report.sections import outline
from comparer.report.value.types import ReportValue, VerdictRecord
from comparer.report.words.escape import escape_markdown, safe_line


def add_arguments(parser: ArgumentParser) -> None:
    add_plans_argument(parser)
    parser.add_argument("--party", metavar="PARTY", default="", help="the lines of one party")
    add_format_option(parser, ("table", "json", "md"))
    add_report_options(parser)
    parser.set_defaults(pairs="none")


def main(arguments: Namespace) -> int:
    workspace, ids = inputs.read_workspace_with_plans(arguments, arguments.plans)
    workspace.require_plans()
    parties = sorted({line.party for line in workspace.records.red_lines})
    if arguments.party and arguments.party not in parties:
        hint = did_you_mean(arguments.party, parties) or f"parties: {', '.join(parties) or 'none'}"
        raise command_error(f"'{arguments.party}' has no red lines here", hint)
    value = build_requested_report(arguments, workspace, ids)
    verdicts = [entry for entry in outline.list_verdicts(value) if arguments.party in ("", entry["party"])]
    if arguments.format == "json":
        lines = {ref: entry for ref, entry in value["lines"].items() if arguments.party in ("", entry["party"])}
        write_stdout(canonical_json({"verdicts": verdicts, "lines": lines}))
    else:
        write_stdout(terminal_safe(_render_verdicts(value, verdicts, arguments.format)))
    return 0


def _render_verdicts(value: ReportValue, verdicts: list[VerdictRecord], format_name: str) -> str:
    plans = [entry["id"] for entry in value["plans"]]
    verdict_by_cell = {(entry["line"], entry["plan"]): entry for entry in verdicts}
    rows = []
    for ref in dict.fromkeys(entry["line"] for entry in verdicts):
        line = value["lines"][ref]
        title = f"{ref} {line['title']}" + (" (inferred)" if line["inferred"] else "")
        rows.append([safe_line(title), *(_verdict_cell(verdict_by_cell.get((ref, plan))) for plan in plans)])
    return (
        _markdown_table(plans, rows, value["judged"])
        if format_name == "md"
        else _terminal_table(plans, rows, value["judged"])
    )


def _markdown_table(plans: list[str], rows: list[list[str]], footer: str) -> str:
    from tabulate import tabulate

    cells = [[escape_markdown(cell) for cell in row] for row in (["line", *plans], *rows)]
    return f"{tabulate(cells[1:], cells[0], tablefmt='pipe', disable_numparse=True)}\n\n{escape_markdown(footer)}\n"


def _terminal_table(plans: list[str], rows: list[list[str]], footer: str) -> str:
    """As many plans as fit into the width; says which were left out."""
    from tabulate import tabulate

    column_count = max(1, (inputs.terminal_options().width - 34) // 14)
    shown_plans, omitted_plans = plans[:column_count], plans[column_count:]
    text: str = tabulate(
        [row[: column_count + 1] for row in rows],
        ["line", *shown_plans],
        disable_numparse=True,
        maxcolwidths=[32, *([12] * len(shown_plans))],
    )
    note = (
        f"left out for want of width: {', '.join(omitted_plans)} (name plans, or use --format md)\n"
        if omitted_plans
        else ""
    )
    return f"{text}\n{note}{footer}"


def _verdict_cell(verdict: VerdictRecord | None) -> str:
    if verdict is None:
        return "–"
    return str(verdict["verdict"]) + (f" ({', '.join(verdict['clauses'][:3])})" if verdict["clauses"] else "")
