"""What each command may be asked."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn

from comparer.model.problems import did_you_mean, escape_controls

REPORT_FORMATS = ("table", "md", "html", "json", "csv", "xlsx", "docx", "text")
PROBLEM_FORMATS = ("text", "json", "sarif", "github")
REPORT_LANGUAGES = ("en", "uk", "ru")
DATE_FORMAT = "YYYY, YYYY-MM or YYYY-MM-DD"

AddArgument = Callable[..., argparse.Action]


class SuggestingParser(argparse.ArgumentParser):
    """The standard parser, with a near miss named where a word is misspelt, and no abbreviated flags."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **{"allow_abbrev": False, **options})

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"comparer: error: {escape_controls(self._add_suggestion(message))}; see '{self.prog} --help'\n")

    def _print_message(self, message: str, file: object = None) -> None:
        from comparer.app.cli.run import print_note, write_stdout

        if file is sys.stderr:
            print_note(message.rstrip("\n"))
        else:
            write_stdout(message)

    def _add_suggestion(self, message: str) -> str:
        """The message with the nearest word, or else all words, where one is misspelt."""
        prefix, _, flags = message.partition("unrecognized arguments: ")
        if flags and not prefix:
            known_flags = [flag for action in self._actions for flag in action.option_strings]
            hint = did_you_mean(flags.split()[0].partition("=")[0], known_flags)
            return message + (f" ({hint})" if hint else "")
        prefix, _, rest = message.partition("invalid choice: '")
        word = rest.partition("' (choose from")[0]
        if not rest:
            return message
        choices = next(
            (
                [str(choice) for choice in argument.choices]
                for argument in self._actions
                if argument.choices and _is_about_argument(argument, prefix)
            ),
            [],
        )
        return f"{prefix}invalid choice: '{word}' ({did_you_mean(word, choices) or 'one of: ' + ', '.join(choices)})"


def _is_about_argument(action: argparse.Action, prefix: str) -> bool:
    """Whether a message begins with the name of an argument."""
    name = "/".join(action.option_strings) or str(action.metavar or action.dest)
    return prefix == f"argument {name}: "


def parse_arguments(
    words: Sequence[str], description: str, commands: Mapping[str, str], version: str
) -> argparse.Namespace:
    """The arguments of one run. SystemExit after a message where they cannot be understood, or help was asked for."""
    parser = SuggestingParser(prog="comparer", description=description)
    parser.add_argument("--version", action="version", version=version)
    _add_workspace_option(parser.add_argument, None)
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=SuggestingParser)

    def add_command(name: str) -> AddArgument:
        subparser = subparsers.add_parser(name, help=commands[name], description=commands[name])
        _add_workspace_option(subparser.add_argument, argparse.SUPPRESS)
        return subparser.add_argument

    _add_reading_commands(add_command)
    _add_reporting_commands(add_command)
    _add_judging_commands(add_command)
    _add_writing_commands(add_command)
    arguments, extra_words = parser.parse_known_args(words)
    extra_words = _place_extra_words(arguments, extra_words)
    if extra_words:
        subparsers.choices[arguments.command].error(f"unrecognized arguments: {' '.join(extra_words)}")
    return arguments


def _place_extra_words(arguments: argparse.Namespace, extra_words: list[str]) -> list[str]:
    """Names that stood after a flag, put where they belong: argparse takes such lists in one piece only."""
    if any(word.startswith("-") for word in extra_words):
        return extra_words
    for name in ("plans", "paths"):
        if isinstance(getattr(arguments, name, None), list):
            getattr(arguments, name).extend(extra_words)
            return []
    for name in ("right", "against"):
        if extra_words and getattr(arguments, name, None) == "":
            setattr(arguments, name, extra_words.pop(0))
    return extra_words


def _add_workspace_option(add_argument: AddArgument, default: object) -> None:
    add_argument(
        "--workspace", metavar="DIR", default=default, help="the folder that holds plans/ (the nearest upwards)"
    )


def _add_reading_commands(add_command: Callable[[str], AddArgument]) -> None:
    add_argument = add_command("validate")
    add_argument("paths", metavar="PATH", nargs="*", help="show the faults of these files or folders alone")
    add_argument("--strict", action="store_true", help="warnings are errors, and every clause must be whole")
    _add_format_option(add_argument, PROBLEM_FORMATS)

    _add_format_option(add_command("plans"), ("table", "json"))
    _add_format_option(add_command("rules"), ("table", "json"))
    add_argument = add_command("schema")
    add_argument("name", metavar="NAME", nargs="?", default="", help="its name; without one, the names are listed")
    add_argument(
        "--write", action="store_true", help="write the schemas that editors use for this workspace, with its words"
    )


def _add_reporting_commands(add_command: Callable[[str], AddArgument]) -> None:
    add_argument = add_command("compare")
    _add_plans_argument(add_argument)
    _add_format_option(add_argument, REPORT_FORMATS)
    _add_output_option(add_argument)
    add_argument("--reports", metavar="DIR", default="", help="write every format into a folder and print a summary")
    add_argument("--issue", metavar="ISSUE", default="", help="only what lies under this issue")
    add_argument("--base", metavar="PLAN", default="", help="the plan that others are shown against")
    _add_date_and_language_options(add_argument)

    add_argument = add_command("diff")
    add_argument("left", metavar="LEFT", nargs="?", default="", help="a plan id, a file, or FILE@REV of git")
    add_argument("right", metavar="RIGHT", nargs="?", default="", help="likewise")
    add_argument("--reports", metavar=("A.json", "B.json"), nargs=2, default=(), help="compare two reports instead")
    _add_format_option(add_argument, REPORT_FORMATS)
    _add_output_option(add_argument)
    _add_date_and_language_options(add_argument)

    add_argument = add_command("align")
    add_argument("left", metavar="LEFT", help="a plan id or a file")
    add_argument("right", metavar="RIGHT", help="likewise")
    _add_format_option(add_argument, ("table", "json"))


def _add_judging_commands(add_command: Callable[[str], AddArgument]) -> None:
    add_argument = add_command("check")
    _add_plans_argument(add_argument)
    add_argument("--fail-on", metavar="CLASS,…", default="", help="classes of findings that fail (default: breached)")
    _add_format_option(add_argument, PROBLEM_FORMATS)
    _add_date_and_language_options(add_argument)

    add_argument = add_command("redlines")
    _add_plans_argument(add_argument)
    add_argument("--party", metavar="PARTY", default="", help="the lines of one party")
    _add_format_option(add_argument, ("table", "json", "md"))
    _add_date_and_language_options(add_argument)

    add_argument = add_command("explain")
    add_argument("subject", metavar="PLAN#CLAUSE", nargs="?", default="", help="or PARTY#LINE, or a CONSTRAINT")
    add_argument(
        "against", metavar="PLAN#CLAUSE|PARTY#LINE|CONSTRAINT", nargs="?", default="", help="only what the two share"
    )
    add_argument("--text", metavar="SENTENCE", default="", help="what is read in a sentence, with no workspace")
    _add_format_option(add_argument, ("text", "json"))
    _add_date_and_language_options(add_argument)


def _add_writing_commands(add_command: Callable[[str], AddArgument]) -> None:
    add_argument = add_command("import")
    add_argument("file", metavar="FILE", help="a .txt, .md, .docx or .pdf file; - is standard input")
    add_argument("--plan", metavar="ID", default="", help="the id of the new plan (from the file's name)")
    add_argument("--output", metavar="PATH", default="", help="where to write it (standard output)")
    add_argument = add_command("suggest")
    add_argument("plan", metavar="PLAN", help="a plan id or a file")
    add_argument("--write", action="store_true", help="splice the suggestions into the file")
    _add_format_option(add_argument, ("table", "json"))
    add_argument = add_command("watch")
    add_argument("--port", type=int, default=8733, help="the port to serve on (8733; 0 takes a free one)")
    _add_date_and_language_options(add_argument)
    add_argument = add_command("init")
    add_argument("folder", metavar="DIR")


def _add_plans_argument(add_argument: AddArgument) -> None:
    add_argument("plans", metavar="PLAN", nargs="*", help="plan ids or files (all plans)")


def _add_format_option(add_argument: AddArgument, choices: tuple[str, ...]) -> None:
    add_argument("--format", choices=choices, default=choices[0], help="the form of the output (%(default)s)")


def _add_output_option(add_argument: AddArgument) -> None:
    add_argument("--output", metavar="PATH", default="", help="write to a file instead of standard output")


def _add_date_and_language_options(add_argument: AddArgument) -> None:
    add_argument("--as-of", metavar="DATE", default="", help=f"judge lines and law as of a date, {DATE_FORMAT}")
    add_argument("--lang", choices=REPORT_LANGUAGES, default="", help="the language of headings and fixed sentences")
