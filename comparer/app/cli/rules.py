"""`comparer rules`: every rule, with its meaning, why it matters and an example."""

from __future__ import annotations

import textwrap
from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from comparer.app.cli import inputs
from comparer.app.cli.arguments import add_format_option
from comparer.app.cli.run import terminal_safe, write_stdout
from comparer.report.formats.json import canonical_json
from comparer.resources import rule_catalogue


def add_arguments(parser: ArgumentParser) -> None:
    add_format_option(parser, ("table", "json"))


def main(arguments: Namespace) -> int:
    rule_list = rule_catalogue.all_rules()
    if arguments.format == "json":
        write_stdout(canonical_json([asdict(rule) for rule in rule_list]))
        return 0
    width = min(inputs.terminal_options().width, 100)
    write_stdout(
        terminal_safe("\n".join(_rule_entry(rule, width) for rule in rule_list) + f"\n{len(rule_list)} rules\n")
    )
    return 0


def _rule_entry(rule: rule_catalogue.Rule, width: int) -> str:
    lines = [f"{rule.id} ({rule.severity.value})"]
    for text in (rule.says, rule.why):
        lines += textwrap.wrap(text, width, initial_indent="    ", subsequent_indent="    ")
    for name, example in (("not so", rule.example_bad), ("but so", rule.example_good)):
        lines += [f"    {name}:", *(f"        {example_line}" for example_line in example.rstrip().splitlines())]
    return "\n".join(lines) + "\n"
