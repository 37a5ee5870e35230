"""`comparer rules`: every rule, with its meaning, why it matters and an example."""

from __future__ import annotations

import textwrap
from argparse import Namespace
from dataclasses import asdict

from comparer.app.cli import inputs
from comparer.app.cli.run import emit, told
from comparer.report.formats.json import dumps
from comparer.resources import rule_catalogue


def main(arguments: Namespace) -> int:
    listed = rule_catalogue.all_rules()
    if arguments.format == "json":
        emit(dumps([asdict(one) for one in listed]))
        return 0
    width = min(inputs.options().width, 100)
    emit(told("\n".join(_entry(one, width) for one in listed) + f"\n{len(listed)} rules\n"))
    return 0


def _entry(one: rule_catalogue.Rule, width: int) -> str:
    lines = [f"{one.id} ({one.severity.value})"]
    for text in (one.says, one.why):
        lines += textwrap.wrap(text, width, initial_indent="    ", subsequent_indent="    ")
    for name, example in (("not so", one.example_bad), ("but so", one.example_good)):
        lines += [f"    {name}:", *(f"        {part}" for part in example.rstrip().splitlines())]
    return "\n".join(lines) + "\n"
