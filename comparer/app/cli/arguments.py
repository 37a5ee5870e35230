"""The parser of the command line, and the options that several commands share. Each command declares its own."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from keyword import iskeyword
from types import ModuleType
from typing import Any, NoReturn

from comparer.model.problems import did_you_mean
from comparer.report.options import FORMAT_ALIASES, REPORT_SECTIONS

DATE_FORMAT = "YYYY, YYYY-MM or YYYY-MM-DD"


class SuggestingParser(argparse.ArgumentParser):
    """The standard parser, with a near miss named where a word is misspelt, and no abbreviated flags."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **{"allow_abbrev": False, **options})

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"comparer: error: {message}; see '{self.prog} --help'\n")

    def refuse_words(self, words: Sequence[str]) -> NoReturn:
        """End the run over words that no argument takes, with the nearest flag."""
        known_flags = [flag for action in self._actions for flag in action.option_strings]
        first_flag = next((word for word in words if word.startswith("-")), "")
        hint = did_you_mean(first_flag.partition("=")[0], known_flags) if first_flag else ""
        self.error(f"unrecognized arguments: {' '.join(words)}{f' ({hint})' if hint else ''}")

    def _print_message(self, message: str, file: object = None) -> None:
        from comparer.app.cli.run import print_note, write_stdout

        if file is sys.stderr:
            print_note(message.rstrip("\n"))
        else:
            write_stdout(message)


def parse_arguments(
    words: Sequence[str], description: str, commands: Mapping[str, str], version: str
) -> argparse.Namespace:
    """The arguments of one run: `command` is the name of the command, `main` the function that runs it.

    SystemExit after a message where the words cannot be understood, or help was asked for.
    """
    parser = SuggestingParser(prog="comparer", description=description)
    parser.add_argument("--version", action="version", version=version)
    _add_general_options(parser, None, None)
    command_index = _find_command(words)
    general, extra_words = parser.parse_known_args(words[:command_index])
    if extra_words:
        parser.refuse_words(extra_words)
    if command_index == len(words):
        parser.error("the following arguments are required: COMMAND")
    name = words[command_index]
    if name not in commands:
        parser.error(f"argument COMMAND: {_invalid_choice(name, commands)}")
    module = import_command(name)
    command_parser = SuggestingParser(prog=f"comparer {name}", description=commands[name])
    module.add_arguments(command_parser)
    _add_general_options(command_parser, general.workspace, general.cache)
    arguments, extra_words = command_parser.parse_known_intermixed_args(words[command_index + 1 :])
    if extra_words:
        command_parser.refuse_words(extra_words)
    arguments.command, arguments.main = name, module.main
    return arguments


def import_command(name: str) -> ModuleType:
    """The module of a command, with `add_arguments(parser)` and `main(arguments) -> exit code`."""
    return import_module(f"comparer.app.cli.{name}{'_' if iskeyword(name) else ''}")


def _find_command(words: Sequence[str]) -> int:
    """Where the name of the command stands: the first word that is neither a flag nor the value of a general one."""
    index = 0
    while index < len(words) and words[index].startswith("-") and words[index] != "-":
        index += 2 if words[index] in ("--workspace", "--cache") else 1
    return min(index, len(words))


def choice_type(*choices: str) -> Callable[[str], str]:
    """What `type=` of an argument takes for a word out of a closed set; a misspelt one is answered with the nearest.

    `choices` of argparse is not used: its sentence changes from one Python to the next.
    """

    def check_choice(word: str) -> str:
        choice = FORMAT_ALIASES.get(word, word)
        if choice not in choices:
            raise argparse.ArgumentTypeError(_invalid_choice(word, choices))
        return choice

    return check_choice


def natural_number(word: str) -> int:
    """What `type=` of an argument takes for a count of one or more."""
    if not (word.isascii() and word.isdigit() and int(word[:6]) > 0):
        raise argparse.ArgumentTypeError(f"'{word}' is not a whole number above 0")
    return int(word[:6])


def _invalid_choice(word: str, choices: Iterable[str]) -> str:
    return f"invalid choice: '{word}' ({did_you_mean(word, choices) or 'one of: ' + ', '.join(choices)})"


def _add_general_options(parser: argparse.ArgumentParser, workspace: str | None, cache: str | None) -> None:
    parser.add_argument(
        "--workspace", metavar="DIR", default=workspace, help="the folder that holds plans/ (the nearest upwards)"
    )
    parser.add_argument(
        "--cache", metavar="DIR", default=cache, help="where results are kept from run to run, or 'off' for nowhere"
    )


def add_plans_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("plans", metavar="PLAN", nargs="*", help="plan ids or files (all plans)")


def add_format_option(parser: argparse.ArgumentParser, choices: Iterable[str]) -> None:
    """--format with its choices, of which the first is the usual one."""
    names = tuple(choices)
    parser.add_argument(
        "--format",
        metavar="{" + ",".join(names) + "}",
        type=choice_type(*names),
        default=names[0],
        help="the form of the output (%(default)s)",
    )


def add_report_format_option(parser: argparse.ArgumentParser) -> None:
    """--format of a report: one of ours, or the name of one that another package brings."""
    from comparer.report.render import REPORT_FORMATS

    parser.add_argument(
        "--format",
        metavar="{" + ",".join(REPORT_FORMATS) + ",…}",
        type=_report_format,
        default=next(iter(REPORT_FORMATS)),
        help="the form of the output (%(default)s), or a format that an installed package brings",
    )


def _report_format(name: str) -> str:
    from comparer.report.render import REPORT_FORMATS

    name = FORMAT_ALIASES.get(name, name)
    if name in REPORT_FORMATS:
        return name
    from comparer.app.formats import is_known_format, suggest_format

    if not is_known_format(name):
        raise argparse.ArgumentTypeError(f"invalid choice: '{name}' ({suggest_format(name)})")
    return name


def add_output_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--output", metavar="PATH", default="", help="write to a file instead of standard output")


def add_report_options(parser: argparse.ArgumentParser) -> None:
    """The date and the language of a report."""
    from comparer.resources.message_catalogue import LANGUAGES

    parser.add_argument("--as-of", metavar="DATE", default="", help=f"judge lines and law as of a date, {DATE_FORMAT}")
    parser.add_argument(
        "--lang",
        metavar="{" + ",".join(LANGUAGES) + "}",
        type=choice_type(*LANGUAGES),
        help="the language of headings and fixed sentences",
    )


def add_narrowing_options(parser: argparse.ArgumentParser, sections: Sequence[str] = REPORT_SECTIONS) -> None:
    """What a reader wants to see of a report, with one meaning in every command and format.

    `sections` are the parts that the command's output has.
    """
    add_subject_options(parser)
    parser.add_argument(
        "--sections",
        metavar="NAME,…",
        type=_section_names_type(sections),
        default=(),
        help=f"only these parts: {', '.join(sections)}",
    )
    parser.add_argument("--full", action="store_true", help="everything, not only what matters first")
    parser.add_argument("--all-plans", action="store_true", help="columns for all plans, not only for the live ones")


def add_subject_options(parser: argparse.ArgumentParser) -> None:
    """The issue and the party that a reader asks for."""
    parser.add_argument("--issue", metavar="ISSUE", default="", help="only what lies under this issue")
    parser.add_argument("--party", metavar="PARTY", default="", help="only this party's lines and what concerns it")


def _section_names_type(sections: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    """What `type=` of an argument takes for a list of parts."""

    def split_section_names(text: str) -> tuple[str, ...]:
        names = tuple(filter(None, text.split(",")))
        for name in names:
            if name not in sections:
                raise argparse.ArgumentTypeError(_invalid_choice(name, sections))
        if not names:
            raise argparse.ArgumentTypeError(f"names no part (one of: {', '.join(sections)})")
        return names

    return split_section_names
