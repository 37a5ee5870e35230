"""`comparer rules`: every rule in a line, or one whole: its meaning, why it matters and an example."""

from __future__ import annotations

import textwrap
from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from comparer.app.cli import inputs
from comparer.app.cli.arguments import add_format_option
from comparer.app.cli.run import command_error, terminal_safe, write_stdout
from comparer.model.problems import did_you_mean
from comparer.report.formats.json import canonical_json
from comparer.report.formats.text_grid import wrap_paragraph
from comparer.resources import rule_catalogue


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("names", metavar="NAME", nargs="*", help="rules to print whole, by their ids")
    parser.add_argument("--full", action="store_true", help="all rules whole")
    add_format_option(parser, ("table", "json"))


def main(arguments: Namespace) -> int:
    rule_list = _choose_rules(arguments.names)
    if arguments.format == "json":
        write_stdout(canonical_json([asdict(rule) for rule in rule_list]))
        return 0
    width = min(inputs.terminal_options().width, 100)
    if arguments.names or arguments.full:
        entries = [_rule_entry(rule, width) for rule in rule_list]
    else:
        entries = [_rule_line(rule, width) for rule in rule_list]
    closing = "" if arguments.names else f"\n{len(rule_list)} rules; comparer rules NAME prints one whole\n"
    write_stdout(terminal_safe("\n".join(entries) + closing))
    return 0


def _choose_rules(names: list[str]) -> list[rule_catalogue.Rule]:
    rules = {rule.id: rule for rule in rule_catalogue.all_rules()}
    for name in names:
        if name not in rules:
            hint = did_you_mean(name, rules) or "comparer rules lists all"
            raise command_error(f"'{name}' is not a rule", hint)
    return [rules[name] for name in names] or list(rules.values())


def _rule_line(rule: rule_catalogue.Rule, width: int) -> str:
    return wrap_paragraph(f"{rule.id} ({rule.severity.value}): {rule.title}", width, "    ", "")


def _rule_entry(rule: rule_catalogue.Rule, width: int) -> str:
    lines = [f"{rule.id} ({rule.severity.value})"]
    for text in (rule.says, rule.why):
        lines += textwrap.wrap(text, width, initial_indent="    ", subsequent_indent="    ")
    for name, example in (("not so", rule.example_bad), ("but so", rule.example_good)):
        lines += [f"    {name}:", *(f"        {example_line}" for example_line in example.rstrip().splitlines())]
    return "\n".join(lines) + "\n"
